"""`scripts/venv` on machines that lack this or that; their programs are stand-ins that note what they are asked for."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

TOOLS = ["sh", "cat", "cksum", "rm", "mkdir", "dirname", "cp", "chmod", "ln"]
PYTHON = """\
#!/bin/sh
# A Python {version}, whose venv module {verb}.
echo "{name} $*" >>"$LOG"
case $* in
    -c*) exit {old} ;;
    "-m venv "*) {venv}; {make} "$3" ;;
esac
"""
MAKE = """\
#!/bin/sh
# Make an environment: its Python knows pip.
mkdir -p "$1/bin"
cat >"$1/bin/python" <<'END'
#!/bin/sh
echo "env $*" >>"$LOG"
case $* in
    *install*) [ ! -e "$LOG.offline" ] ;;
esac
END
chmod +x "$1/bin/python"
"""
VIRTUALENV = '#!/bin/sh\necho "virtualenv $*" >>"$LOG"\n{make} "$3"\n'
UV = '#!/bin/sh\necho "uv $*" >>"$LOG"\n{make} "$5"\n'


class Machine:
    """A checkout, and the programs that there are."""

    def __init__(self, folder):
        self.checkout = folder / "a checkout"
        (self.checkout / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts/venv", self.checkout / "scripts/venv")
        shutil.copytree(ROOT / "requirements", self.checkout / "requirements")
        shutil.copy(ROOT / "pyproject.toml", self.checkout / "pyproject.toml")
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.log = folder / "log"
        self.log.touch()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        self.make = self.has("make-environment", MAKE)
        self.has("id", "#!/bin/sh\necho 1000\n")

    def has(self, name, text):
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    def has_python(self, name="python3", *, version="3.12", venv=True):
        old = int(version.split(".")[1]) < 11
        self.has(name, PYTHON.format(
            name=name, version=version, old=int(old), make=self.make,
            verb="works" if venv else "lacks ensurepip", venv=":" if venv else 'mkdir -p "$3/bin"; exit 1',
        ))  # fmt: skip

    def run(self, *args, **env):
        return subprocess.run(
            [self.checkout / "scripts/venv", *(args or ["site"])],
            cwd="/", env={"PATH": str(self.bin), "LOG": str(self.log), **env}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def asked(self):
        """What programs were asked for since the last time."""
        lines = self.log.read_text().splitlines()
        self.log.write_text("")
        return [line for line in lines if " -c " not in line and "--version" not in line]


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_an_environment_is_made_once_and_then_left_alone(machine):
    machine.has_python()
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        "Preparing .venv (site); from nothing it takes a minute or two ...\n",
    )
    made, requirements, itself = machine.asked()
    assert made == "python3 -m venv .venv"
    assert "install --require-hashes -r requirements/site.txt" in requirements
    assert "install --no-deps --no-build-isolation --no-index -e ." in itself
    assert (machine.checkout / ".venv/.gitignore").read_text() == "*\n"
    done = machine.run()
    assert (done.returncode, done.stdout, done.stderr, machine.log.read_text()) == (0, "", "", "")


def test_more_is_added_where_more_is_wanted_and_never_taken_away(machine):
    machine.has_python()
    machine.run("site")
    machine.asked()
    assert machine.run("dev").returncode == 0
    assert "requirements/dev.txt" in machine.asked()[0]
    assert machine.run("site").returncode == 0
    assert machine.asked() == []


def test_new_requirements_are_installed_into_the_same_environment(machine):
    machine.has_python()
    machine.run()
    machine.asked()
    with (machine.checkout / "requirements/site.txt").open("a") as lock:
        lock.write("# another version\n")
    assert machine.run().returncode == 0
    assert [line.split()[0] for line in machine.asked()] == ["env", "env"]


@pytest.mark.parametrize("has", ["virtualenv", "uv"])
def test_a_python_without_ensurepip_is_helped_by_another_program(machine, has):
    machine.has_python(venv=False)
    machine.has(has, {"virtualenv": VIRTUALENV, "uv": UV}[has].format(make=machine.make))
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert any(line.startswith(f"{has} ") and "python3" in line for line in machine.asked())


def test_a_python_without_ensurepip_is_passed_over_for_one_that_has_it(machine):
    machine.has_python(venv=False)
    machine.has_python("python3.11")
    assert machine.run().returncode == 0
    assert machine.asked()[:2] == ["python3 -m venv .venv", "python3.11 -m venv .venv"]


@pytest.mark.parametrize(
    ("user", "line"), [("1000", "sudo apt install python3-venv"), ("0", "apt install python3-venv")]
)
def test_where_nothing_can_make_one_the_line_to_type_is_told(machine, user, line):
    machine.has_python(venv=False)
    machine.has("id", f"#!/bin/sh\necho {user}\n")
    done = machine.run()
    assert done.returncode == 3
    assert done.stderr == f"Python cannot make a virtual environment here. To mend that, type: {line}\n"
    assert not (machine.checkout / ".venv").exists()


def test_a_python_that_is_too_old_is_told(machine):
    machine.has_python(version="3.10")
    done = machine.run()
    assert done.returncode == 3
    assert done.stderr == "Python 3.11 or newer is needed. To install it, type: sudo apt install python3 python3-venv\n"


def test_no_python_and_one_that_does_not_run_are_told_alike(machine):
    assert machine.run().returncode == 3
    machine.has("python3", "#!/bin/sh\necho 'python3: no such version' >&2\nexit 127\n")
    done = machine.run()
    assert done.returncode == 3
    assert done.stderr.startswith("Python 3.11 or newer is needed.")


def test_a_newer_python_is_found_beside_one_that_is_too_old(machine):
    machine.has_python(version="3.9")
    machine.has_python("python3.13", version="3.13")
    assert machine.run().returncode == 0
    assert machine.asked()[0] == "python3.13 -m venv .venv"


def test_the_python_that_was_asked_for_is_used_or_nothing(machine):
    machine.has_python()
    machine.has_python("my python")
    machine.run()
    machine.asked()
    assert machine.run(PYTHON="my python").returncode == 0
    assert machine.asked()[0] == "my python -m venv .venv"
    assert machine.run(PYTHON="my python").returncode == 0
    assert machine.run().returncode == 0
    assert machine.asked() == []
    done = machine.run(PYTHON="python3.14")
    assert done.returncode == 3
    assert "PYTHON=python3.14 is none that can be used." in done.stderr


def test_a_folder_of_ones_own_choice(machine):
    machine.has_python()
    assert machine.run(BRIEFINGS_VENV=".venv-3.12").returncode == 0
    assert (machine.checkout / ".venv-3.12/ready").is_file()
    assert not (machine.checkout / ".venv").exists()


def test_an_environment_that_was_moved_along_is_made_anew(machine):
    machine.has_python()
    machine.run()
    machine.asked()
    (machine.checkout / ".venv/mine").touch()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("elsewhere"))
    assert machine.run().returncode == 0
    assert machine.asked()[0] == "python3 -m venv .venv"
    assert not (machine.checkout / ".venv/mine").exists()


def test_one_whose_python_is_gone_is_made_anew(machine):
    machine.has_python()
    machine.run()
    machine.asked()
    (machine.checkout / ".venv/bin/python").unlink()
    (machine.checkout / ".venv/bin/python").symlink_to("/nowhere/python3")
    assert machine.run().returncode == 0
    assert machine.asked()[0] == "python3 -m venv .venv"


def test_an_installation_that_fails_is_told_and_gone_on_with(machine):
    machine.has_python()
    offline = Path(f"{machine.log}.offline")
    offline.touch()
    done = machine.run()
    assert done.returncode == 3
    assert "Installing into .venv failed" in done.stderr
    machine.asked()
    offline.unlink()
    assert machine.run().returncode == 0
    assert [line.split()[0] for line in machine.asked()] == ["env", "env"]


@pytest.mark.parametrize("stamp", ["", "dev\n", "dev\n/elsewhere 123\n", "site\n\n\n\n"])
def test_a_stamp_that_says_nothing_is_no_obstacle(machine, stamp):
    machine.has_python()
    machine.run()
    (machine.checkout / ".venv/ready").write_text(stamp)
    assert machine.run().returncode == 0
    assert machine.asked()


def test_a_wrong_call_is_told(machine):
    done = machine.run("everything")
    assert done.returncode == 2
    assert done.stderr == "usage: scripts/venv [site|dev|bench]\n"


def test_the_script_is_executable():
    assert os.access(ROOT / "scripts/venv", os.X_OK)
