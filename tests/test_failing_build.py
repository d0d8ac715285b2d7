"""A build that fails, or is killed, leaves the old site as it was, to the byte."""

import re
import signal
import subprocess
import sys
import time

import pytest
from conftest import EXAMPLE, briefings, tree

BUILD = [sys.executable, "-m", "generator.cli", "build"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--strict"]
SETTINGS = "site_name: The Straits\n"
PLUGIN = f"{SETTINGS}docs_dir: build/docs\ntheme: {{name: material}}\nplugins: [briefings]\n"
PAUSE = """\
import time
from pathlib import Path

here = Path(__file__).parent

def on_post_page(output, page, config):
    (here / "in-the-middle").touch()
    until = time.monotonic() + 30
    while not (here / "go-on").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return output
"""


def leftovers(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def wait_for(happened, seconds=30):
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it didn't happen"
        time.sleep(0.02)


@pytest.fixture
def archive(content):
    """The example archive with its site built."""
    assert briefings("build", cwd=content.parent).returncode == 0
    return content.parent


@pytest.fixture
def before(archive):
    return tree(archive / "site")


def faulty_content(archive):
    (archive / "content/topics.yaml").write_text("straits: {}\n")


def faulty_page_template(archive):
    (archive / "templates/pages").mkdir(parents=True)
    (archive / "templates/pages/about.md").write_text("<h1>About</h1>\n{{ weather | text }}\n")


def template_with_a_syntax_error(archive):
    (archive / "templates/pages").mkdir(parents=True)
    (archive / "templates/pages/about.md").write_text("<h1>About</h1>\n\n{% if %}\n")


def template_that_forgets_to_escape(archive):
    (archive / "templates/pages").mkdir(parents=True)
    (archive / "templates/pages/about.md").write_text("<h1>{{ title }}</h1>\n")


def faulty_theme(archive):
    (archive / "own").mkdir()
    (archive / "own/main.html").write_text(
        "{% extends 'base.html' %}{% block content %}{{ weather.today }}{% endblock %}"
    )
    (archive / "mkdocs.yml").write_text(SETTINGS + "theme: {name: material, custom_dir: own}\n")


def faulty_settings(archive):
    (archive / "mkdocs.yml").write_text("site_name: [\n")


def settings_that_the_engine_refuses(archive):
    (archive / "mkdocs.yml").write_text(SETTINGS + "markdown_extensions: [no_such_extension]\n")


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (faulty_content, 1, r"content/topics.yaml:1:1.* error\[missing-field\]"),
        (faulty_page_template, 3, r"templates/pages/about.md:2: 'weather' is undefined"),
        (template_with_a_syntax_error, 3, r"templates/pages/about.md:3: Expected an expression"),
        (template_that_forgets_to_escape, 3, r"templates/pages/about.md:1: a template writes 'About this archive'"),
        (faulty_theme, 3, r"own/main\.html:1: jinja2\S+UndefinedError: 'weather' is undefined"),
        (faulty_settings, 3, r"mkdocs.yml: .*(?s:.*)line 2, column 1"),
        (settings_that_the_engine_refuses, 3, "no_such_extension"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_at_fault_is_told_and_the_old_site_stays(archive, before, fault, code, told):
    fault(archive)
    done = briefings("build", cwd=archive)
    assert done.returncode == code
    assert re.search(told, done.stderr), done.stderr
    assert "is as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(archive / "site") == before
    assert leftovers(archive) == []


@pytest.mark.parametrize("blocks", [8, 150])
def test_a_disk_that_refuses_while_pages_or_assets_are_written(archive, before, blocks):
    (archive / "content/topics.yaml").write_text(
        (EXAMPLE / "topics.yaml").read_text("utf-8").replace("Trade", "Commerce")
    )
    (archive / "build/cache/engine-of-docs.json").unlink()  # else the assets are those of the old site
    limited = f'ulimit -f {blocks}; exec "$@"'  # in units of 512 bytes; stands in for a full disk
    done = subprocess.run(["sh", "-c", limited, "sh", *BUILD], cwd=archive, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(archive / "site") == before
    assert leftovers(archive) == []
    assert briefings("build", cwd=archive).returncode == 0
    assert "Commerce" in (archive / "site/topics/index.html").read_text("utf-8")


@pytest.fixture
def paused(archive):
    """Builds stop in the middle until told to go on."""
    (archive / "hook.py").write_text(PAUSE)
    hook = f"hooks: ['{archive / 'hook.py'}']\n"
    (archive / "mkdocs.yml").write_text(SETTINGS + hook)
    (archive / "plugin.yml").write_text(PLUGIN + hook)
    yield archive
    (archive / "go-on").touch()


@pytest.mark.parametrize("command", [BUILD, [*MKDOCS, "-f", "plugin.yml"]])
@pytest.mark.parametrize("signal_", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_killed_in_the_middle_leaves_the_site_and_the_next_one_clears_up(paused, before, command, signal_):
    process = subprocess.Popen(
        command, cwd=paused, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - Ctrl-C may be ignored here
    )  # fmt: skip
    wait_for((paused / "in-the-middle").exists)
    process.send_signal(signal_)
    assert process.wait(20) != 0
    assert tree(paused / "site") == before
    assert bool(leftovers(paused)) == (signal_ == signal.SIGKILL)
    (paused / "go-on").touch()
    done = briefings("build", cwd=paused)
    assert done.returncode == 0, done.stderr
    assert leftovers(paused) == []
    assert "The Straits" in (paused / "site/index.html").read_text("utf-8")


def test_a_build_killed_between_moving_the_old_site_away_and_the_new_one_in_loses_neither(archive, before):
    left = archive / ".site.building-abc"
    left.mkdir()
    (archive / "site").rename(left / "old")
    settings_that_the_engine_refuses(archive)
    assert briefings("build", cwd=archive).returncode == 3
    assert tree(archive / "site") == before
    assert leftovers(archive) == []


def test_two_builds_at_once_wait_for_each_other(paused):
    first = subprocess.Popen(BUILD, cwd=paused, stderr=subprocess.PIPE, text=True)
    wait_for((paused / "in-the-middle").exists)
    text = (EXAMPLE / "topics.yaml").read_text("utf-8")
    (paused / "content/topics.yaml").write_text(text.replace("Trade", "Commerce"), "utf-8")
    second = subprocess.Popen([*BUILD, "--site", "second"], cwd=paused, stderr=subprocess.PIPE, text=True)
    assert "another build is at work here" in second.stderr.readline()
    (paused / "go-on").touch()
    for process in (first, second):
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told
    assert "Trade" in (paused / "site/topics/index.html").read_text("utf-8")
    assert "Commerce" in (paused / "second/topics/index.html").read_text("utf-8")
    first_pages, second_pages = ({n for n in tree(paused / s) if n.endswith(".html")} for s in ("site", "second"))
    assert first_pages == second_pages
    assert leftovers(paused) == []


@pytest.mark.parametrize("site", ["content", ".", "build/docs", "build/docs/site", "content/topics.yaml"])
def test_what_is_no_site_is_never_replaced(content, site):
    folder = content.parent
    content_before = tree(content)
    (folder / "build/docs").mkdir(parents=True)
    done = briefings("build", "--site", site, cwd=folder)
    assert done.returncode == 2
    assert "choose another with --site" in done.stderr
    assert tree(content) == content_before


def test_an_empty_folder_may_become_the_site(content):
    (content.parent / "public").mkdir()
    assert briefings("build", "--site", "public", cwd=content.parent).returncode == 0
    assert (content.parent / "public/index.html").is_file()


def test_settings_that_an_archive_does_not_have_are_the_engines(content):
    (content.parent / "mkdocs.yml").write_text(SETTINGS)
    assert briefings("build", cwd=content.parent).returncode == 0
    page = (content.parent / "site/index.html").read_text("utf-8")
    assert "<title>The Straits</title>" in page
    assert "assets/css/archive.css" in page
