"""What tests share: the example archive, its built site, and a browser."""

import http.server
import os
import shutil
import subprocess
import sys
import threading
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


@pytest.fixture
def content(tmp_path):
    """A copy of the example archive to break."""
    return shutil.copytree(EXAMPLE, tmp_path / "content")


def briefings(*args, cwd):
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, args)], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The repository's own content, built as a reader gets it."""
    folder = tmp_path_factory.mktemp("site")
    done = briefings("build", "--content", ROOT / "content", "--site", folder / "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def address(site):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium():
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("BRIEFINGS_BROWSER") == "required":
            pytest.fail("no Chromium was found, and BRIEFINGS_BROWSER=required")
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
