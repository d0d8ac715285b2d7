"""Watching: what is saved is noticed soon, whether or not the system tells of it, and nothing else is."""

import shutil
import time
from pathlib import Path

import pytest
from watchdog.observers import Observer

from generator.plugin import watching
from generator.plugin.watching import Watch, look

FILE = "briefings/2026/a.yaml"


@pytest.fixture
def content(tmp_path):
    for name in (FILE, "briefings/2026/b.yaml", "snapshots/a/x.txt", "topics.yaml"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "content"


@pytest.fixture(params=["told", "looked for"])
def watch(request, content, monkeypatch):
    """A watch of a content folder, of templates that aren't there, and of settings."""

    def refuse(*_, **__):
        raise OSError(28, "inotify watch limit reached")

    if request.param == "told":
        monkeypatch.setattr(watching, "PAUSE", 60)
    else:
        monkeypatch.setattr(Observer, "schedule", refuse)
        monkeypatch.setattr(watching, "PAUSE", 0.02)
    (content.parent / "mkdocs.yml").write_text("site_name: A\n")
    paths = [content, content.parent / "templates", content.parent / "mkdocs.yml"]
    told = []
    made = Watch(paths, content, look(paths), lambda: told.append(time.monotonic()))
    made.told = told
    made.start()
    until = time.monotonic() + 10
    while request.param == "told" and content.as_posix() in made._unwatched and time.monotonic() < until:
        time.sleep(0.01)
    yield made
    made.stop()


def names(watch, content):
    return {path.removeprefix(f"{content.parent}/") for path in watch.changed()}


def noticed(watch, content):
    """What has changed, as soon as that is told."""
    until = time.monotonic() + 20
    while not watch.told:
        assert time.monotonic() < until
        time.sleep(0.01)
    watch.told.clear()
    time.sleep(0.2)  # what comes together is noticed together
    return names(watch, content)


def write(content, name, text):
    path = content.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda content: write(content, f"content/{FILE}", "other"), {f"content/{FILE}"}),
        (lambda content: write(content, "content/briefings/2027/c.yaml", "new"), {"content/briefings/2027/c.yaml"}),
        (lambda content: (content / FILE).unlink(), {f"content/{FILE}"}),
        (lambda content: shutil.rmtree(content / "snapshots"), {"content/snapshots/a/x.txt"}),
        (
            lambda content: (content / "snapshots/a").rename(content / "snapshots/b"),
            {"content/snapshots/a/x.txt", "content/snapshots/b/x.txt"},
        ),
        (lambda content: (content / FILE).rename(content.parent / "away.yaml"), {f"content/{FILE}"}),
        (
            lambda content: [write(content, f"content/briefings/{n}.yaml", "") for n in range(80)],
            {f"content/briefings/{n}.yaml" for n in range(80)},
        ),
    ],
    ids=["written", "in a new folder", "deleted", "a folder deleted", "a folder renamed", "moved away", "many"],
)
def test_what_is_saved_is_noticed_once(watch, content, change, found):
    change(content)
    assert noticed(watch, content) == found
    assert names(watch, content) == set()


def test_a_file_that_takes_the_place_of_another_is_noticed_alone(watch, content):
    """As many editors save: what they wrote before is none of the content."""
    write(content, "content/briefings/2026/.a.yaml.tmp", "other")
    (content / "briefings/2026/.a.yaml.tmp").rename(content / FILE)
    assert noticed(watch, content) == {f"content/{FILE}"}


@pytest.mark.parametrize(
    "name", ["content/briefings/2026/.a.yaml.swp", "content/topics.yaml~", "content/.idea/x.xml", "content/README.md"]
)
def test_what_is_no_content_is_not_noticed(watch, content, name):
    write(content, name, "other")
    write(content, f"content/{FILE}", "other")
    assert noticed(watch, content) == {f"content/{FILE}"}


def test_what_the_system_does_not_tell_of_is_looked_at_each_time(watch, content):
    write(content, "mkdocs.yml", "site_name: Another\n")
    write(content, "templates/pages/about.md", "new")
    assert names(watch, content) == {"mkdocs.yml", "templates/pages/about.md"}


def test_what_was_saved_before_it_began_is_noticed(content):
    seen, told = look([content]), []
    write(content, f"content/{FILE}", "saved while the first pages were built")
    watch = Watch([content], content, seen, lambda: told.append(1))
    watch.told = told
    watch.start()
    try:
        assert noticed(watch, content) == {f"content/{FILE}"}
    finally:
        watch.stop()


def test_what_is_read_is_not_noticed(watch, content):
    (content / FILE).read_text()
    time.sleep(0.3)
    assert watch.told == []


def test_what_nobody_asked_for_is_told_again(content, monkeypatch):
    """The first word may be lost, as where MkDocs takes its first look just then."""
    monkeypatch.setattr(watching, "PAUSE", 0.02)
    told = []
    made = Watch([content], content, look([content]), lambda: told.append(1))
    made.start()
    write(content, "content/briefings/new.yaml", "title: New\n")
    until = time.monotonic() + 10
    while len(told) < 3:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert {Path(path).name for path in made.changed()} == {"new.yaml"}
    time.sleep(0.2)
    told.clear()
    time.sleep(0.2)
    made.stop()
    assert not told
