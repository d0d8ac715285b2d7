"""What tests share: the example archive, its built site, and a browser."""

import contextlib
import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "example"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_addoption(parser):
    parser.addoption("--refresh-golden", action="store_true", help="write the golden pages anew")


def _skipped_is_failed(report):
    """Where nothing may be left out, as in CI, a test or a module that is skipped has failed."""
    if os.environ.get("BRIEFINGS_BROWSER") == "required" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _skipped_is_failed((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _skipped_is_failed((yield))


@pytest.fixture
def content(tmp_path):
    """A copy of the example archive to break."""
    return shutil.copytree(EXAMPLE, tmp_path / "content")


def briefings(*args, cwd, **env):
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, args)],
        cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def tree(folder):
    """Every file's hash, and each folder's name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in folder.rglob("*")
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The repository's own content, built as a reader gets it."""
    folder = tmp_path_factory.mktemp("site")
    done = briefings("build", "--content", ROOT / "content", "--site", folder / "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A small demo archive, built."""
    folder = tmp_path_factory.mktemp("demo")
    done = make_demo(folder, 4, "--only-build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def full_demo(tmp_path_factory):
    """The demo archive as `make demo` makes it, built: once for all tests, since it takes a while."""
    folder = tmp_path_factory.mktemp("full-demo")
    done = make_demo(folder, 300, "--only-build")
    assert done.returncode == 0, done.stderr
    return folder


def growth(run, small, large):
    """How many times longer `run` takes for the large than for the small: the same on a slow machine as on a fast one."""

    def took(what):
        start = time.process_time()
        run(what)
        return time.process_time() - start

    return took(large) / max(took(small), 0.02)  # less than that is noise


def make_demo(folder, count, *args):
    return subprocess.run(
        [sys.executable, "-m", "scripts.demo", str(count), "--folder", str(folder), *args],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@contextlib.contextmanager
def served(site):
    """Serve a folder; gives its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium was found")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def mended(text, fix):
    """A text with a fix applied; places count lines and code points from 1."""
    lines = text.split("\n")

    def offset(line, column):
        return sum(len(row) + 1 for row in lines[: line - 1]) + column - 1

    start, end = offset(fix.span.line, fix.span.column), offset(fix.span.end_line, fix.span.end_column)
    return text[:start] + fix.text + text[end:]
