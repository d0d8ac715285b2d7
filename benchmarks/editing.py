"""What a build takes upon an older one, after each kind of edit, and how soon a server shows a saved file."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import contest, edits, meter

UNCHANGED = "nothing"
COMMAND = (sys.executable, "-m", "generator.cli", "build", "--content", "content", "--site", "site")
LIMIT = 600
"""Seconds that a server may take."""
MARK = "Mended on screen"


def changes(work: Path) -> dict[str, Callable[[], object]]:
    """Each edit by what is edited; the last two change what every page is made of."""
    content, chance = work / "content", random.Random(1)
    made: dict[str, Callable[[], object]] = {UNCHANGED: lambda: None}
    for name in ("a word in a summary", "a title", "a quote", "a new briefing", "a deleted one"):
        made[name] = lambda name=name: edits.EDITS[name](content, chance)
    made["the name of an actor in most briefings"] = lambda: edits.hub(content, chance)
    made["an issue's proposition"] = lambda: edits.EDITS["an issue's proposition"](content, chance)
    made["the site's name"] = lambda: (work / "mkdocs.yml").write_text("site_name: Another Archive\n", "utf-8")
    made["a template"] = lambda: _template(work)
    return made


def _template(work: Path) -> None:
    (work / "templates" / "pages").mkdir(parents=True)
    (work / "templates" / "pages" / "about.md").write_text("<h1>{{ title | text }}</h1>\n", "utf-8")


def costs(work: Path) -> Iterator[tuple[str, meter.Cost]]:
    """Build upon what stands in `work`, once after each edit."""
    meter.run(COMMAND, work, contest.ENV)
    for name, edit in changes(work).items():
        edit()
        yield name, meter.run(COMMAND, work, contest.ENV)


def served(work: Path) -> float:
    """Seconds from saving a file until the server shows the page with the change, its first build being done.

    Templates of the archive's own are taken away before: their pages are made again after every edit.
    """
    shutil.rmtree(work / "templates", ignore_errors=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = min((work / "content" / "briefings").rglob("*.yaml"))
    address = f"http://127.0.0.1:{port}/briefings/{path.stem}/"
    command = (sys.executable, "-m", "generator.cli", "serve", "--content", "content", "--port", str(port))
    with (work / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=work, env={**os.environ, **contest.ENV}, stdout=log, stderr=log)
        try:
            _shows(address, "<title>", server)
            text = path.read_text("utf-8")
            start = time.perf_counter()
            path.write_text(text.replace("text: ", f"text: {MARK} ", 1), "utf-8")
            _shows(address, MARK, server)
            return time.perf_counter() - start
        finally:
            server.terminate()
            server.wait()


def _shows(address: str, words: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LIMIT
    while time.monotonic() < until:
        if server.poll() is not None:
            raise meter.FailedError("briefings serve ended")
        try:
            with urllib.request.urlopen(address, timeout=LIMIT) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} did not show “{words}”")
