"""What CI runs leaves nothing out."""

import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest
import yaml
from conftest import BROWSERS, ROOT

SKIPS = """\
import pytest

def test_by_call():
    pytest.skip("not today")

@pytest.mark.skip(reason="not today")
def test_by_mark():
    pass

@pytest.mark.skipif(True, reason="not today")
def test_by_condition():
    pass

@pytest.fixture
def missing():
    pytest.skip("not today")

def test_by_fixture(missing):
    pass

@pytest.mark.xfail(strict=True)
def test_known_to_fail():
    assert False

def test_that_runs():
    pass
"""


def run_pytest(folder, *args, required, path=None):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_") and k != "BRIEFINGS_BROWSER"}
    env |= {"BRIEFINGS_BROWSER": "required"} if required else {}
    env |= {"PATH": str(path)} if path else {}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *args]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("required", [True, False])
def test_without_a_browser_its_tests_fail_where_it_is_required(tmp_path, required):
    done = run_pytest(ROOT, "tests/browser", required=required, path=tmp_path)
    assert done.returncode == (1 if required else 0), done.stdout
    last = done.stdout.splitlines()[-1]
    assert re.match(r"\d+ errors? in" if required else r"\d+ skipped in", last), done.stdout
    assert "no Chromium was found" in done.stdout


@pytest.mark.parametrize(("required", "counts"), [(True, {"failed": 1, "errors": 3}), (False, {"skipped": 4})])
def test_no_way_to_skip_a_test_passes_where_nothing_may_be(tmp_path, required, counts):
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(SKIPS)
    done = run_pytest(tmp_path, required=required)
    last = done.stdout.splitlines()[-1]
    for outcome, number in {**counts, "passed": 1, "xfailed": 1}.items():
        assert f"{number} {outcome}" in last
    assert done.returncode == (1 if required else 0)


@pytest.mark.parametrize(
    "skip", ["pytest.skip('no', allow_module_level=True)", "pytest.importorskip('nothing_like_it')"]
)
def test_nor_does_a_module_that_is_skipped(tmp_path, skip):
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(f"import pytest\n\n{skip}\n\ndef test_that_runs():\n    pass\n")
    assert run_pytest(tmp_path, required=False).returncode == 5
    done = run_pytest(tmp_path, required=True)
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1].startswith("1 error in")


@pytest.fixture
def checkout(tmp_path):
    """`.ci/run` in a checkout whose programs note what they are asked for."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    (tmp_path / "bin").mkdir()
    for tool in ("env", "bash", "dirname"):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    for path, end in {
        "bin/make": 'exit "${CHECK:-0}"',
        "bin/python3": 'exit "${VENV:-0}"',
        "bin/sudo": 'exec "$@"',
        "bin/apt-get": "",
        "bin/chromium": "",
        ".venv/bin/python": 'echo "tests" "$BRIEFINGS_BROWSER" "${PYTEST_ADDOPTS-unset}"; exit "${TESTS:-0}"',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f'#!/bin/bash\necho "${{0##*/}} $*" >>"$LOG"\n{end}\n')
        (tmp_path / path).chmod(0o755)
    return tmp_path


def run_ci(checkout, **env):
    log = checkout / "log"
    log.write_text("")
    env = {"PATH": str(checkout / "bin"), "LOG": str(log), "PYTEST_ADDOPTS": "-m 'not browser'", **env}
    done = subprocess.run([checkout / ".ci/run"], cwd="/", env=env, capture_output=True, text=True, check=False)
    return done, log.read_text().splitlines()


def test_ci_checks_and_then_tests_with_nothing_left_out(checkout):
    done, asked = run_ci(checkout)
    assert done.returncode == 0, done.stderr
    assert asked[-2:] == ["make check", "python -m pytest -n auto"]
    assert not any(line.startswith("apt-get") for line in asked)
    assert done.stdout == "tests required unset\n"


@pytest.mark.parametrize(("fault", "code"), [({"CHECK": "2"}, 2), ({"TESTS": "1"}, 1)])
def test_ci_fails_with_what_fails(checkout, fault, code):
    done, _ = run_ci(checkout, **fault)
    assert done.returncode == code


@pytest.mark.parametrize(("lacks", "package"), [("chromium", "chromium"), ("make", "make"), ("venv", "python3-venv")])
def test_ci_installs_what_is_missing(checkout, lacks, package):
    if lacks != "venv":
        (checkout / "bin" / lacks).unlink()
    _, asked = run_ci(checkout, **({"VENV": "1"} if lacks == "venv" else {}))
    assert f"apt-get install -y -qq --no-install-recommends {package}" in asked


def test_ci_knows_the_browsers_that_the_tests_know(checkout):
    (checkout / "bin/chromium").unlink()
    for name in BROWSERS:
        path = shutil.copy(checkout / "bin/sudo", checkout / "bin" / name)
        _, asked = run_ci(checkout)
        assert not any(line.startswith("apt-get") for line in asked), name
        path.unlink()


def test_every_list_of_pythons_is_the_same():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    stated = [c.rpartition(" ")[2] for c in project["classifiers"] if re.search(r"Python :: 3\.\d", c)]
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert workflow["jobs"]["code"]["strategy"]["matrix"]["python"] == stated
    assert f"for version in {' '.join(stated)};" in (ROOT / "Makefile").read_text("utf-8")
    newest_first = " ".join(f"python{version}" for version in reversed(stated))
    assert f"set -- python3 {newest_first};" in (ROOT / "scripts/venv").read_text("utf-8")
    assert project["requires-python"] == f">={stated[0]}"


def test_every_command_of_the_workflows_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    commands = [
        step["run"]
        for path in (ROOT / ".github/workflows").glob("*.yml")
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert {"make check", "make test", "make site", ".venv/bin/briefings check --format github"} <= set(commands)
    for command in commands:
        program, *args = command.split()
        assert program in (".venv/bin/briefings", "scripts/venv") or (program == "make" and set(args) <= targets)
