"""The commands of the project that need no environment."""

import re
import shutil
import subprocess

import pytest
from conftest import ROOT, tree


@pytest.fixture
def checkout(tmp_path):
    """The Makefile, where nothing is set up."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "build/docs").mkdir(parents=True)
    shutil.copy(ROOT / "build/docs/.gitignore", tmp_path / "build/docs")
    return tmp_path


def make(checkout, *args):
    env = {"PATH": "/usr/bin:/bin"}
    return subprocess.run(["make", *args], cwd=checkout, env=env, capture_output=True, text=True, check=False)


def test_make_alone_tells_every_command_in_one_line_each(checkout):
    done = make(checkout)
    assert done.returncode == 0
    assert done.stdout == make(checkout, "help").stdout
    told = re.findall(r"^  make ([a-z-]+) +[A-Z]\S.{10,}$", done.stdout, re.MULTILINE)
    assert len(told) == len(done.stdout.splitlines())
    assert {
        "site",
        "serve",
        "test",
        "check",
        "lock",
        "bench",
        "demo",
        "demo-site",
        "screenshots",
        "clean",
        "help",
    } <= set(told)


def test_clean_removes_what_was_built_and_only_that(checkout):
    (checkout / "generator").mkdir()
    (checkout / "generator/cli.py").touch()
    (checkout / ".venv/lib/__pycache__").mkdir(parents=True)
    (checkout / ".venv-3.12/lib/__pycache__").mkdir(parents=True)
    before = tree(checkout)
    assert make(checkout, "clean").returncode == 0
    assert tree(checkout) == before
    for made in (
        "site/a",
        ".site.building-x/new",
        "build/docs/a",
        "build/serve",
        "generator/__pycache__",
        ".mypy_cache",
    ):
        (checkout / made).mkdir(parents=True)
        (checkout / made / "made.txt").touch()
    (checkout / "build/mkdocs.yml").touch()
    assert make(checkout, "clean").returncode == 0
    assert tree(checkout) == before
