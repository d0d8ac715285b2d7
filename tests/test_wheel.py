"""The wheel, in an environment of its own, builds an archive from another folder, and needs nothing of the checkout."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest
from conftest import EXAMPLE, ROOT

SITE_PACKAGES = sysconfig.get_path("purelib")
GUARD = """\
import os
import sys

def guard(event, args):
    if event == "open" and isinstance(args[0], str):
        path = os.path.abspath(args[0])
        if path.startswith({root!r}) and not path.startswith({packages!r}):
            raise AssertionError(f"{{path}} is not in the wheel")

sys.addaudithook(guard)
"""


def run(*command, cwd):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run([*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built of the source distribution, as a package index gets both."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The Python of an environment that holds the wheel; what it depends on comes from where the tests run."""
    folder = tmp_path_factory.mktemp("wheel") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    done = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "guard.py").write_text(GUARD.format(root=f"{ROOT}{os.sep}", packages=SITE_PACKAGES))
    (packages / "tests.pth").write_text(f"{SITE_PACKAGES}\nimport guard\n")
    return python


def test_it_holds_the_package_the_templates_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    files = {path.relative_to(ROOT) for name in ("generator", "templates") for path in (ROOT / name).rglob("*")}
    wanted = {f.as_posix() for f in files if (ROOT / f).is_file() and "__pycache__" not in f.parts}
    inside = {name.removeprefix("generator/") if "/templates/" in name else name for name in names}
    assert {n for n in inside if ".dist-info/" not in n} == wanted | {"generator/mkdocs.yml"}
    assert "generator/py.typed" in names
    assert any(n.endswith("licenses/LICENSE") for n in names)


def test_its_package_is_the_installed_one_and_the_guard_works(python, tmp_path):
    done = run(python, "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert done.stdout.strip().startswith(str(python.parent.parent)), done.stderr
    done = run(python, "-c", f"open({str(ROOT / 'README.md')!r})", cwd=tmp_path)
    assert "README.md is not in the wheel" in done.stderr


@pytest.fixture(scope="module")
def built(python, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(EXAMPLE, folder / "content")
    done = run(python.parent / "briefings", "build", "--site", "public", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_it_builds_pages_with_theme_and_search(built):
    site = built / "public"
    page = (site / "briefings/straits-tariff-second-round/index.html").read_text("utf-8")
    assert "We can accept a fee that is capped" in page
    assert 'id="capped-fee"' in page
    links = re.findall(r'(?:href|src)="([^"#?]+\.(?:css|js|svg|woff2))"', page)
    assert len(links) >= 8
    missing = [link for link in links if not (site / "briefings/straits-tariff-second-round" / link).is_file()]
    assert missing == []
    assert (site / "assets/search/index").is_file()
    assert (site / "assets/js/find.js").is_file()
    assert {path.name for path in built.iterdir()} == {"content", "build", "public"}


def test_the_same_pages_as_from_the_checkout(built, tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    done = run(sys.executable, "-m", "generator.cli", "build", "--site", "public", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    pages = {p.relative_to(tmp_path): p.read_bytes() for p in (tmp_path / "public").rglob("*") if p.is_file()}
    assert [str(p) for p, data in pages.items() if (built / p).read_bytes() != data] == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["check"], "nothing to mend"),
        (["schema", "briefing"], '"$schema"'),
        (["explain", "unknown-source"], "Cure:"),
        (["rules"], "unknown-source"),
        (["new", "A first briefing"], "wrote content/briefings/"),
    ],
)
def test_every_other_command_works(python, tmp_path, command, told):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    done = run(python.parent / "briefings", *command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout


def test_mkdocs_finds_the_plugin(python, tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    (tmp_path / "build/docs").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: The Straits\ndocs_dir: build/docs\ntheme: {name: material}\nplugins: [briefings]\n"
    )
    done = run(python, "-m", "mkdocs", "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/briefings/straits-tariff-second-round/index.html").is_file()
