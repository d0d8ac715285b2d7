"""The demo archive: one command, plainly fictional, kept apart, and quick the second time."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from conftest import ROOT, make_demo, tree

from scripts.demo import FOLDER


def test_every_page_says_that_it_is_fictional(demo):
    pages = {page: page.read_text("utf-8") for page in (demo / "site").rglob("*.html")}
    pages = {page: text for page, text in pages.items() if 'http-equiv="refresh"' not in text}
    assert len(pages) > 50
    for page, text in pages.items():
        assert re.search(r"<title>[^<]*\(fictional\)</title>", text), page
        assert re.search(r'<p class="site-notice">Fictional: [^<]+</p>', text), page


def without_looks(folder):
    """All files but the one that remembers how content looks: of what was written a moment ago, that is left open."""
    return {name: told for name, told in tree(folder).items() if name != "build/cache/content.json"}


def test_a_second_run_changes_nothing(demo):
    before = without_looks(demo)
    stamp = (demo / "site" / "index.html").stat().st_mtime_ns
    done = make_demo(demo, 4, "--only-build")
    assert done.returncode == 0
    assert "is as it should be" in done.stderr
    assert without_looks(demo) == before
    assert (demo / "site" / "index.html").stat().st_mtime_ns == stamp


def test_another_number_makes_it_anew_and_what_was_cut_short_is_finished(tmp_path):
    assert make_demo(tmp_path, 1, "--only-build").returncode == 0
    (tmp_path / "content" / "briefings" / "half.yaml").write_text("title: Half", "utf-8")
    (tmp_path / "made").unlink()
    assert make_demo(tmp_path, 2, "--only-build").returncode == 0
    assert len(list((tmp_path / "content" / "briefings").rglob("*.yaml"))) == 2
    assert not (tmp_path / "content" / "briefings" / "half.yaml").exists()


def test_it_stands_where_git_does_not_look_and_nowhere_else(demo):
    assert FOLDER == ROOT / "build" / "demo"
    assert "/build/*" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {path.name for path in demo.iterdir()} == {"build", "content", "made", "mkdocs.yml", "site"}


def test_it_is_served_with_its_own_page_for_what_is_not_there(demo):
    command = [sys.executable, "-m", "scripts.demo", "4", "--folder", str(demo), "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - may be ignored here
    ) as server:  # fmt: skip
        try:
            told = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", told)[0]
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert "Demo archive (fictional)" in answer.read().decode()
            with pytest.raises(urllib.error.HTTPError) as missing:
                urllib.request.urlopen(address + "briefings/none/", timeout=20)
            assert missing.value.code == 404
            assert "Page not found" in missing.value.read().decode()
            server.send_signal(signal.SIGINT)
            assert server.wait(10) == 0
        finally:
            server.kill()


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        done = make_demo(tmp_path, 1, "--port", str(door.getsockname()[1]))
    assert done.returncode == 3
    assert "choose another with `make demo PORT=" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_archive_has_at_least_one_briefing(tmp_path):
    assert make_demo(tmp_path, 0).returncode == 2
