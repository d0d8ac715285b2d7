"""A site is not built where nothing has changed, and always where anything has."""

import argparse
import importlib.metadata
import os
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLE, briefings, tree

from generator import cli, stamp
from generator.pipeline import reading
from generator.shard import Shard

SAID = "nothing has changed since it was built"


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive with templates, a theme and settings of its own, to work in."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    for name, text in {
        "templates/pages/about.md": "<h1>{{ title | text }}</h1>\n",
        "own/main.html": "{% extends 'base.html' %}",
        "mkdocs.yml": "site_name: The Straits\nsite_url: !ENV [SITE_URL, '']\ntheme: {name: material, custom_dir: own}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1784000000")
    return tmp_path


def stamped(**options):
    options = {"content": Path("content"), "drafts": False, "strict": False, "offline": False, "shard": None} | options
    return cli._stamped(argparse.Namespace(**options), reading.content(options["content"], Path("build/cache")))


def append(name):
    with Path(name).open("a", encoding="utf-8") as file:
        file.write(" ")


def swap(text):
    return lambda _: Path("mkdocs.yml").write_text(text, "utf-8")


CHANGES = {
    "a briefing": lambda _: append("content/briefings/2026/straits-tariff-second-round.yaml"),
    "a registry": lambda _: append("content/actors.yaml"),
    "a snapshot": lambda _: append("content/snapshots/straits-survey-leak/gazette.txt"),
    "a new file": lambda _: Path("content/pages/new.md").write_text("# New\n"),
    "a file less": lambda _: Path("content/pages/about.md").unlink(),
    "another name": lambda _: Path("content/pages/about.md").rename("content/pages/method.md"),
    "a template": lambda _: append("templates/pages/about.md"),
    "the frame": lambda _: append("own/main.html"),
    "the settings": swap("site_name: The Narrows\ntheme: {name: material, custom_dir: own}\n"),
    "the environment": lambda patch: patch.setenv("SITE_URL", "https://straits.example/"),
    "the day": lambda patch: patch.setenv("SOURCE_DATE_EPOCH", "1784100000"),
    "what is installed": lambda patch: patch.setattr(importlib.metadata, "distributions", tuple),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_anything_that_is_read_changes_the_stamp(archive, monkeypatch, change):
    before = stamped()
    assert before == stamped()
    change(monkeypatch)
    assert stamped() != before


def test_options_change_the_stamp_and_times_of_files_do_not(archive):
    before = stamped()
    others = {stamped(drafts=True), stamped(strict=True), stamped(offline=True), stamped(shard=Shard(1, 2))}
    assert len({before, *others}) == 5
    os.utime("content/actors.yaml", (1, 1))
    assert stamped() == before


@pytest.mark.parametrize("more", ["hooks: [own/hook.py]\n", "markdown_extensions: [tables, pymdownx.snippets]\n"])
def test_settings_that_may_read_other_files_leave_no_stamp(archive, more):
    (archive / "own/hook.py").write_text("")
    append("mkdocs.yml")
    with Path("mkdocs.yml").open("a") as file:
        file.write(f"\n{more}")
    assert stamped() == ""


def test_the_second_build_changes_nothing_and_any_doubt_builds(archive):
    """One after another, since each build takes seconds."""
    kept, index = archive / "build/cache/built.json", archive / "site/index.html"

    def build(*args):
        done = briefings("build", *args, cwd=archive)
        assert done.returncode == 0, done.stderr
        return SAID in done.stdout, done.stderr

    skipped, told = build()
    assert not skipped
    before, stamps = tree(archive / "site"), kept.read_text()
    assert build() == (True, told.replace(told.splitlines(keepends=True)[-1], ""))
    assert tree(archive / "site") == before
    index.write_text("torn")
    assert not build()[0]
    assert tree(archive / "site") == before
    kept.write_text(stamps[:40])
    assert not build()[0]
    assert not build("--site", "public")[0]
    assert tree(archive / "public") == before
    (archive / "public/about/index.html").unlink()
    assert not build("--site", "public")[0]
    assert build("--site", "public")[0]


def test_what_can_not_be_read_as_a_stamp_is_none(tmp_path):
    for text in ["", "[]", "{}", '{"read": "a"}', "null", '{"read": "a", "made": "b", "told": "", "more": 1}']:
        (tmp_path / "built.json").write_text(text)
        assert stamp.load(tmp_path / "built.json") is None
    assert stamp.load(tmp_path) is None
