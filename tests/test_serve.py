"""The server for authors: each save is on screen, a fault leaves the last good pages, and it ends when told to."""

import contextlib
import gzip
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import EXAMPLE, briefings

PAGE = "briefings/straits-tariff-second-round/"
FILE = "content/briefings/2026/straits-tariff-second-round.yaml"
TITLE = "Ruritania would accept a capped fee on grain ships"
ANOTHER = """\
title: Another headline
status: published
published: 2026-02-11
language: en
topics: [straits]
summary: [{text: A report was printed., cites: [gazette]}]
key_quotes: []
positions: []
sources: [{id: gazette, type: article-newspaper, tier: secondary, publisher: strelsau-gazette, issued: 2026-02-02}]
"""
KEPT = "The last good pages are served until this is mended"
SETTINGS = """\
site_name: The Straits
docs_dir: build/docs
theme: {name: material, custom_dir: own}
plugins: [briefings]
"""
FRAME = "{% extends 'base.html' %}{% block content %}{{ page.content }}<p>{{ 'the frame' }}</p>{% endblock %}"


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Server:
    """A server in a folder, to be asked for pages; it never outlives its test."""

    def __init__(self, folder, *command):
        self.folder = folder
        self.port = free_port()
        self.told = folder / "log.txt"
        (folder / "tmp").mkdir(exist_ok=True)
        address = ["--port", str(self.port)] if "generator.cli" in command else ["-a", f"127.0.0.1:{self.port}"]
        with self.told.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command, *address], cwd=folder, stdout=log, stderr=log,
                env={**os.environ, "TMPDIR": str(folder / "tmp"), "NO_MKDOCS_2_WARNING": "1"},
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
            )  # fmt: skip

    def __enter__(self):
        self.wait(lambda: "Serving on" in self.log())
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(10)

    def log(self):
        return self.told.read_text("utf-8")

    def wait(self, happened):
        until = time.monotonic() + 60
        while not happened():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < until, self.log()
            time.sleep(0.05)

    def get(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def shows(self, path, words):
        self.wait(lambda: words in self.get(path))

    def texts(self):
        """What search shows of all pages, as far as it is there."""
        found = []
        for number in range(20):
            with contextlib.suppress(urllib.error.HTTPError, gzip.BadGzipFile):
                address = f"http://127.0.0.1:{self.port}/assets/search/texts/0/{number}"
                with urllib.request.urlopen(address, timeout=20) as answer:
                    found.append(gzip.decompress(answer.read()).decode())
        return "".join(found)

    def change(self, file, old, new):
        """Save a change."""
        path = self.folder / file
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def without_clock(page):
    return re.sub(r"livereload\([^)]*\)", "", page)


def archive(folder):
    """The example archive, with a page template and a frame of its own."""
    for source in EXAMPLE.rglob("*"):
        if source.is_file():
            path = folder / "content" / source.relative_to(EXAMPLE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    for file, text in {
        "templates/pages/about.md": "<h1>{{ title | text }}</h1>\n\nAbout us.\n",
        "own/main.html": FRAME,
        "mkdocs.yml": SETTINGS,
        "build/docs/.gitignore": "*\n",
    }.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module", params=["briefings", "mkdocs"])
def server(request, tmp_path_factory):
    command = ["generator.cli", "serve"] if request.param == "briefings" else ["mkdocs", "serve"]
    with Server(archive(tmp_path_factory.mktemp("served")), *command) as running:
        yield running


def test_a_page_is_served_ready_to_reload(server):
    page = server.get(PAGE)
    assert TITLE in page
    assert "livereload(" in page
    assert "The Straits" in page


def test_a_change_of_the_content_is_on_screen(server):
    server.change(FILE, TITLE, "A changed headline")
    server.shows(PAGE, "A changed headline")
    server.shows("briefings/", "A changed headline")
    server.change(FILE, "A changed headline", TITLE)
    server.shows(PAGE, TITLE)
    server.shows("briefings/", TITLE)


def test_search_knows_a_change_soon_after_its_page_does(server):
    server.change(FILE, TITLE, "An archipelago of tariffs")
    server.shows(PAGE, "An archipelago of tariffs")
    server.wait(lambda: "An archipelago of tariffs" in server.texts())
    server.change(FILE, "An archipelago of tariffs", TITLE)
    server.wait(lambda: "An archipelago" not in server.texts())


def test_a_change_of_the_archives_own_templates_is_on_screen(server):
    server.change("templates/pages/about.md", "About us.", "All about us.")
    server.shows("about/", "All about us.")
    server.change("templates/pages/about.md", "All about us.", "About us.")
    server.shows("about/", ">About us.")


def test_a_change_of_the_settings_is_on_screen(server):
    server.change("mkdocs.yml", "The Straits", "The Narrows")
    server.shows("", "The Narrows")
    server.change("mkdocs.yml", "The Narrows", "The Straits")
    server.shows("", "The Straits")


@pytest.mark.parametrize(
    ("file", "good", "bad", "told"),
    [
        (FILE, f"title: {TITLE}", "titel: A", r"content/briefings/2026/\S+\.yaml:2:1: .*error\[unknown-field\]"),
        ("content/topics.yaml", "name: Trade", "name: [", r"content/topics\.yaml:\d+:\d+: .*error\["),
        ("templates/pages/about.md", "title | text", "titel | text", r"about\.md:1: 'titel' is undefined"),
        ("templates/pages/about.md", "{{ title | text }}", "{% title %}", r"about\.md:1: Encountered unknown tag"),
        ("own/main.html", "'the frame'", "the.frame", "'the' is undefined"),
        ("mkdocs.yml", "site_name:", "site_name: [", r"mkdocs\.yml|error parsing"),
    ],
)
def test_a_fault_keeps_the_last_good_pages_until_it_is_mended(server, file, good, bad, told):
    before = server.get(PAGE)
    logged = len(server.log())
    server.change(file, good, bad)
    server.wait(lambda: KEPT in server.log()[logged:])
    assert re.search(told, server.log()[logged:]), server.log()[logged:]
    assert without_clock(server.get(PAGE)) == without_clock(before)
    kept = server.log().rindex(KEPT)
    server.change(file, bad, good)
    server.wait(lambda: "Reloading browsers" in server.log()[kept:].partition("Detected file changes")[2])
    assert KEPT not in server.log()[kept + len(KEPT) :]
    assert "About us." in server.get("about/")


def reloads(server):
    return server.log().count("Reloading browsers")


def test_each_save_builds_once(server):
    server.wait(lambda: reloads(server) == server.log().count("Detected file changes"))
    before, whole = reloads(server), server.log().count("Building documentation")
    server.change(FILE, TITLE, "A changed headline")
    server.shows("briefings/", "A changed headline")
    time.sleep(1.5)  # the watcher looks twice a second
    assert reloads(server) == before + 1
    assert server.log().count("Building documentation") == whole + 1
    server.change(FILE, "A changed headline", TITLE)
    server.shows("briefings/", TITLE)


@pytest.fixture
def served(content):
    with Server(content.parent, "generator.cli", "serve") as server:
        server.wait(lambda: reloads(server) == 1)  # search is there
        yield server


def test_a_saved_page_is_the_one_that_the_build_of_all_makes(served):
    served.change(FILE, TITLE, "A changed headline")
    served.shows(PAGE, "A changed headline")
    first = without_clock(served.get(PAGE))
    served.shows("briefings/", "A changed headline")
    assert without_clock(served.get(PAGE)) == first
    assert reloads(served) == 3
    assert served.log().count("Building documentation") == 1


def test_what_is_saved_while_the_rest_is_built_stays_on_screen(served):
    served.change(FILE, TITLE, "The first headline")
    served.shows(PAGE, "The first headline")
    served.change(FILE, "The first headline", "The second headline")
    served.shows(PAGE, "The second headline")
    until = time.monotonic() + 60
    while "The second headline" not in served.get("briefings/"):
        assert "The second headline" in served.get(PAGE)
        assert time.monotonic() < until, served.log()
        time.sleep(0.1)
    assert "The second headline" in served.get(PAGE)


def test_a_new_briefing_is_on_screen_and_a_deleted_one_is_not(served):
    path = served.folder / "content/briefings/2026/another.yaml"
    path.write_text(ANOTHER, "utf-8")
    served.shows("briefings/another/", "Another headline")
    served.shows("briefings/", "Another headline")
    path.unlink()
    served.wait(lambda: "Another headline" not in served.get("briefings/"))
    assert "Another headline" not in served.get("briefings/another/")


def behind(server):
    """The processes that work for a server."""
    tasks = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def test_search_follows_the_start_and_any_save(served):
    assert TITLE in served.texts()
    served.change("content/topics.yaml", "Trade", "Commerce")
    served.shows("topics/", "Commerce")
    served.wait(lambda: "Commerce" in served.texts())
    served.change(FILE, TITLE, "A changed headline")
    served.wait(lambda: "A changed headline" in served.texts() and TITLE not in served.texts())


def test_what_is_saved_right_after_the_start_waits_for_no_search(content):
    with Server(content.parent, "generator.cli", "serve") as server:
        server.change(FILE, TITLE, "The first headline")
        server.shows(PAGE, "The first headline")
        server.change(FILE, "The first headline", "The second headline")
        server.shows(PAGE, "The second headline")
        server.wait(lambda: "The second headline" in server.texts())
        server.shows("briefings/", "The second headline")
        assert KEPT not in server.log()


def test_a_fault_right_after_the_start_keeps_search_from_nothing_but_itself(content):
    with Server(content.parent, "generator.cli", "serve") as server:
        server.change(FILE, f"title: {TITLE}", "titel: A")
        server.wait(lambda: KEPT in server.log())
        server.change(FILE, "titel: A", "title: A changed headline")
        server.shows(PAGE, "A changed headline")
        server.wait(lambda: "A changed headline" in server.texts())


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.2, 1, 1.5])
def test_it_ends_while_search_is_made(content, after, told):
    folder = content.parent
    with Server(folder, "generator.cli", "serve") as server:
        time.sleep(after)
        others = behind(server)
        assert all(os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0) for pid in others)
        server.process.send_signal(told)
        assert server.process.wait(15) == 0
        assert KEPT not in server.log()
    assert not any(Path(f"/proc/{pid}").exists() for pid in others)
    assert list((folder / "tmp").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_nothing_is_left_of_a_build_behind_it_that_is_killed(content):
    folder = content.parent
    with Server(folder, "generator.cli", "serve") as server:
        server.wait(lambda: list((folder / "tmp").glob(".*building-*")))
        for pid in behind(server):
            os.kill(pid, signal.SIGKILL)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) == 0
    assert list((folder / "tmp").iterdir()) == []


def test_it_ends_while_the_rest_is_built(tmp_path):
    with Server(archive(tmp_path), "generator.cli", "serve") as server:
        server.change(FILE, TITLE, "A changed headline")
        server.shows(PAGE, "A changed headline")
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) == 0
        assert list((tmp_path / "tmp").iterdir()) == []


def test_a_server_that_begins_with_a_fault_shows_it_and_then_the_pages(content):
    folder = content.parent
    path = folder / "content/topics.yaml"
    good = path.read_text("utf-8")
    path.write_text("trade: {colour: <b>red</b>}\n")
    with Server(folder, "generator.cli", "serve") as server:
        page = server.get("")
        assert "Nothing to show yet" in page
        assert re.search(r"content/topics\.yaml:1:9: error\[unknown-field\]", page)
        assert "&lt;b&gt;red&lt;/b&gt;" in page
        assert "livereload(" in page
        path.write_text(good, "utf-8")
        server.shows(PAGE, TITLE)
        assert "Nothing to show yet" not in server.get("")


def test_another_content_folder_and_its_drafts(content):
    folder = content.parent
    content.rename(folder / "texts")
    assert briefings("new", "A draft to be seen", "--content", "texts", cwd=folder).returncode == 0
    with Server(folder, "generator.cli", "serve", "--content", "texts") as server:
        assert "A draft to be seen" in server.get("briefings/a-draft-to-be-seen/")
        server.wait(lambda: "A draft to be seen" in server.texts())
        assert TITLE in server.get(PAGE)


@pytest.mark.parametrize("command", [["generator.cli", "serve"], ["mkdocs", "serve"]])
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_to_and_leaves_nothing_behind(tmp_path, command, told):
    with Server(archive(tmp_path), *command) as server:
        server.process.send_signal(told)
        assert server.process.wait(10) == 0
        assert "Shutting down" in server.log()
        assert list((tmp_path / "tmp").iterdir()) == []
        with pytest.raises(OSError, match="refused"):
            server.get("")


def test_a_build_meanwhile_and_the_server_do_not_mind_each_other(content):
    folder = content.parent
    with Server(folder, "generator.cli", "serve") as server:
        server.change("content/topics.yaml", "Trade", "Commerce")
        assert briefings("build", cwd=folder).returncode == 0
        server.shows("topics/", "Commerce")
        assert "Commerce" in (folder / "site/topics/index.html").read_text("utf-8")


def test_a_port_that_is_taken_is_told_at_once(content):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        done = briefings("serve", "--port", port, cwd=content.parent)
    assert done.returncode == 3
    assert done.stderr == f"briefings: port {port} can't be had; choose another with --port N\n"


def test_a_content_folder_that_is_missing_is_told(tmp_path):
    done = briefings("serve", "--content", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no folder nowhere" in done.stderr
    assert not Path(tmp_path, "build").exists()
