"""Serving: what a server does after a save.

A saved briefing's own page is made at once and put into the pages that are served; all else that follows from the save
is built behind it, by another process beside the served pages, and takes their place when it is done. Any other save
builds all pages while the server waits, and the search index, for which it doesn't, behind them in the same way.
Whatever fails, the last good pages are served.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator import filling, frames, pipeline, publish, report, site
from generator.pipeline import saving
from generator.plugin.watching import Watch
from generator.read import Texts

log = logging.getLogger("mkdocs.plugins.briefings")
KEPT = "The last good pages are served until this is mended"
NICE = 5
"""By how much a process that builds behind others gives way to them; with more, a busy machine would never end it."""
_BRIEFING = re.compile(r"briefings/.+\.yaml")
_SNAPSHOT = re.compile(r"snapshots/([^/]+)/[^/]+\.txt")

Made = tuple[str, bytes]
"""A page that was made alone: its file's name in a site, and what it holds."""


class Pages:
    """What is known of the pages that are served, from the last build of all of them."""

    def __init__(
        self, shown: pipeline.Shown, templates: pipeline.Templates, framed: filling.Frames, places: set[str]
    ) -> None:
        self.shown, self.templates = shown, templates
        self.framed, self.places = framed, places

    def take(self, content: Path, file: str) -> tuple[Made | None, str, bool]:
        """Take in a briefing as it is saved.

        Args:
            content: The content folder.
            file: The path of the briefing's file in it.

        Returns:
            Its page, if that can be made alone; what is wrong with the briefing, for people; whether that is an error.

        Raises:
            site.EngineError: a template is at fault.
            OSError: a file can't be read.

        """
        slug = Path(file).stem
        names = [
            file,
            *(f"snapshots/{slug}/{path.name}" for path in sorted((content / "snapshots" / slug).glob("*.txt"))),
        ]
        texts = Texts.given({name: (content / name).read_bytes() for name in names if _is_plain(content / name)})
        shown, briefing, problems = saving.saved(self.shown, file, texts, pipeline.today())
        where = Path(os.path.relpath(content))
        told = report.render(problems, texts, lambda name: (where / name).as_posix(), "human", strict=False)
        if briefing is None or any(report.severity(problem, strict=False) == "error" for problem in problems):
            return None, told, True
        page = self.templates.briefing(shown, briefing)
        try:
            frame = self.framed.get(frames.kind(page.src_uri, page.text, self.places))
            if frame is None:
                return None, told, False
            filled = filling.filled(page.text, page.src_uri, frame)
        except ValueError:
            return None, told, False
        self.shown = shown
        return (f"{frames.address(page.src_uri)}index.html", filled.encode()), told, False


class Server:
    """The builds of a server."""

    def __init__(self, pages: Path, content: Path, watch: Watch, build: Callable[[], None]) -> None:
        """Begin with pages that are built.

        Args:
            pages: The folder that is served.
            content: The content folder.
            watch: Knows what has changed of all that a build reads since these pages were built.
            build: MkDocs' own build of all.

        """
        self.pages, self.content, self.watch, self.build = pages, content, watch, build
        self.known: Pages | None = None
        """None where a saved page can't be made alone."""
        self.rest: Rest | None = None

    def __call__(self) -> None:
        """Bring the served pages up to date, after something was saved or the rest was built."""
        if self.rest:
            self.rest.take()
        changed = self.watch.changed()
        if not changed and self.rest:
            return
        saved = self._saved(changed)
        if saved is None or self.known is None or self.rest is None or not self._first(saved):
            self._all()

    def _saved(self, changed: Iterable[str]) -> dict[str, str] | None:
        """The briefings that files belong to: names and files; None where one belongs to no briefing."""
        found = {}
        for path in changed:
            file = Path(path)
            name = file.relative_to(self.content).as_posix() if file.is_relative_to(self.content) else ""
            if _BRIEFING.fullmatch(name):
                found[file.stem] = name
            elif snapshot := _SNAPSHOT.fullmatch(name):
                own = self.known and self.known.shown.archive.briefings.get(snapshot[1])
                if not own:
                    return None
                found.setdefault(own.id, own.file)
            else:
                return None
        return found

    def _first(self, saved: dict[str, str]) -> bool:
        """Show saved briefings at once, and let the rest be built; False where that can't be done."""
        assert self.known is not None
        assert self.rest is not None
        made: list[Made] = []
        for file in saved.values():
            if not (self.content / file).is_file():
                return False
            try:
                page, told, wrong = self.known.take(self.content, file)
            except Exception:  # the build of all tells what it is
                log.debug("a page could not be made alone", exc_info=True)
                return False
            if told:
                log.log(logging.ERROR if wrong else logging.INFO, "\n%s", told)
            if wrong:
                log.error(KEPT)
                self.rest.stop()
                return True
            if page is None:
                return False
            made.append(page)
        publish.files(made, self.pages)
        self.rest.start(made)
        return True

    def _all(self) -> None:
        """Build all pages; where that fails, bring the last good ones back: MkDocs' own would let requests hang."""
        if self.rest:
            self.rest.stop()
        last = last_good(self.pages)
        self.pages.rename(last)
        try:
            self.build()
        except Exception as error:
            shutil.rmtree(self.pages, ignore_errors=True)
            last.rename(self.pages)
            if not isinstance(error, Abort):  # which MkDocs has told already
                log.error("%s", error, exc_info=not isinstance(error, MkDocsException))  # noqa: TRY400
            log.error(KEPT)  # noqa: TRY400
        finally:
            shutil.rmtree(last, ignore_errors=True)

    def end(self) -> None:
        """Leave nothing behind."""
        self.watch.stop()
        if self.rest:
            self.rest.stop()


class Rest:
    """A build of all pages and of the search index by another process, beside the pages that are served."""

    def __init__(self, settings: Path, pages: Path, tell: Callable[[], object]) -> None:
        """Build nothing yet.

        Args:
            settings: What MkDocs is to build by.
            pages: The folder that is served.
            tell: Is called, by another thread, when a build has ended.

        """
        self._settings, self._pages, self._tell = settings, pages, tell
        self._new, self._gone = (pages.with_name(f"{pages.name}.{name}") for name in ("next", "gone"))
        self._process: subprocess.Popen[str] | None = None
        """The build that is at work, or that has ended and isn't taken."""
        self._waiting = threading.Thread()
        self._told = ""
        """What the build said."""
        self._since: list[Made] = []
        """The pages that were saved since it began."""
        self._is_for_saved = self._again = False
        """Whether it was begun for a saved page, and whether another one is to follow it."""

    def start(self, made: Sequence[Made] = ()) -> None:
        """Build; where a build is at work, another one follows it, at once unless it was begun for a saved page.

        Args:
            made: The pages that were saved, which a build that is at work may not know.

        """
        if self._process:
            self._again = True
            self._since += made
            if not self._is_for_saved:
                self._process.terminate()
            return
        command = [sys.executable, "-m", "mkdocs", "build", "-f", str(self._settings), "-d", str(self._new)]
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        if sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(os.PRIO_PROCESS, 0) + NICE)
        self._since, self._is_for_saved, self._again = [], bool(made), False
        self._waiting = threading.Thread(target=self._wait, args=(self._process,), daemon=True)
        self._waiting.start()

    def _wait(self, process: subprocess.Popen[str]) -> None:
        told, _ = process.communicate()
        if process is self._process:
            self._told = told
            self._tell()

    def take(self) -> None:
        """Where a build has ended, put its pages into the place of those that are served, or tell why there are none.

        What was saved meanwhile is put into them first.
        """
        process = self._process
        if process is None or process.returncode is None:
            return
        self._waiting.join()
        self._process = None
        if process.returncode == 0:
            publish.files(self._since, self._new)
            self._pages.rename(self._gone)
            self._new.rename(self._pages)
            threading.Thread(target=shutil.rmtree, args=(self._gone, True), daemon=True).start()
        elif not self._again:
            log.error("%s\n%s", self._told, KEPT)
        if self._again:
            self.start(self._since)

    def stop(self) -> None:
        """End a build, and forget what was built."""
        process, self._process = self._process, None
        if process:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
        site.clear(self._new)
        for folder in (self._new, self._gone):
            shutil.rmtree(folder, ignore_errors=True)


def rest_settings(config: MkDocsConfig) -> Path:
    """Write the settings by which the rest is built: those of the server, with the place that the site is for.

    Args:
        config: The server's settings, which `site.write_serve_config` wrote.

    """
    place = config.site_dir
    options = {**config.plugins["briefings"].config, "place": place, "served": place, "first": False}
    made = {
        "INHERIT": config.config_file_path,
        "site_url": config.site_url,
        "dev_addr": str(config.dev_addr),
        "plugins": [{"briefings": options}],
    }
    path = Path(config.config_file_path).with_name("rest.yml")
    path.write_text(yaml.safe_dump(made, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def last_good(pages: Path) -> Path:
    """Where the last good pages of a server stand while new ones take their place."""
    return pages.with_name(f"{pages.name}.last")


def _is_plain(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
