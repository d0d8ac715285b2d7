"""Serving: what a server does after a save.

A saved briefing's own page is made at once and put into the pages that are served; all else that follows from the save
is built behind it, by another process beside the served pages, and takes their place when it is done. Any other save
builds all pages while the server waits. Whatever fails, the last good pages are served.
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
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator import filling, frames, pipeline, publish, report
from generator.pipeline import saving
from generator.read import Texts
from generator.views import Site

log = logging.getLogger("mkdocs.plugins.briefings")
KEPT = "The last good pages are served until this is mended"
_BRIEFING = re.compile(r"briefings/.+\.yaml")
_SNAPSHOT = re.compile(r"snapshots/([^/]+)/[^/]+\.txt")

Looks = dict[str, tuple[int, int]]
"""Size and time of each file, by its path."""
Made = tuple[str, bytes]
"""A page that was made alone: its file's name in a site, and what it holds."""


class Pages:
    """What is known of the pages that are served, from the last build of all of them."""

    def __init__(
        self, shown: pipeline.Shown, settings: Site, templates: saving.Templates,
        framed: filling.Frames, places: set[str],
    ) -> None:  # fmt: skip
        self.shown, self.settings, self.templates = shown, settings, templates
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
        page = self.templates.page(shown, briefing, self.settings)
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

    def __init__(
        self, pages: Path, content: Path, watched: Iterable[Path], seen: Looks, build: Callable[[], None]
    ) -> None:
        """Begin with pages that are built.

        Args:
            pages: The folder that is served.
            content: The content folder.
            watched: All files and folders that a build reads, the content folder among them.
            seen: How they looked when these pages were built.
            build: MkDocs' own build of all.

        """
        self.pages, self.content, self.build = pages, content, build
        self.watched = tuple(watched)
        self.known: Pages | None = None
        """None where a saved page can't be made alone."""
        self.seen = seen
        self.writing = threading.Lock()
        """Held while files are put into the served pages."""
        self.rest: Rest | None = None

    def __call__(self) -> None:
        """Bring the served pages up to date, after something was saved or the rest was built."""
        if self.rest and self.rest.ready():
            with self.writing:
                self.rest.swap(self.pages)
        before, now = self.seen, look(self.watched)
        changed = {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}
        if not changed and self.rest:
            return
        saved = self._saved(changed)
        if saved is None or self.known is None or self.rest is None or not self._first(saved):
            self._all()
        else:
            self.seen = now

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
        with self.writing:
            publish.files(made, self.pages)
        self.rest.start(made)
        return True

    def _all(self) -> None:
        """Build all pages; where that fails, bring the last good ones back: MkDocs' own would let requests hang."""
        if self.rest:
            self.rest.stop()
        self.seen = look(self.watched)
        last = last_good(self.pages)
        with self.writing:
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
        if self.rest:
            self.rest.stop()


class Rest:
    """A build of all pages beside those that are served."""

    def __init__(self, settings: Path, pages: Path, mark: Path, before: Callable[[], None]) -> None:
        """Build nothing yet.

        Args:
            settings: What MkDocs is to build by.
            pages: The folder that is served.
            mark: A file that the server watches.
            before: Called before each build, for what must have ended.

        """
        self._settings, self._mark, self._before = settings, mark, before
        self._new, self._gone = (pages.with_name(f"{pages.name}.{name}") for name in ("next", "gone"))
        self._lock = threading.RLock()
        self._number = 0
        """Of the build that is at work, among all; another number tells a build that it was stopped."""
        self._at_work = self._ready = self._again = False
        self._process: subprocess.Popen[str] | None = None
        self._since: list[Made] = []
        """The pages that were saved since the build began."""
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()

    def start(self, made: Iterable[Made] = ()) -> None:
        """Build; where a build is at work, another one follows it.

        Args:
            made: The pages that were saved, for the case that a build is at work that knows them not.

        """
        with self._lock:
            self._again = self._at_work
            if self._at_work:
                self._since += made
                return
            self._at_work, self._since = True, []
            threading.Thread(target=self._run, args=(self._number,), daemon=True).start()

    def _run(self, number: int) -> None:
        self._before()
        self._clear()
        command = [sys.executable, "-m", "mkdocs", "build", "-f", str(self._settings), "-d", str(self._new)]
        with self._lock:
            if number != self._number:
                return
            self._process = process = subprocess.Popen(  # noqa: S603 - our own words
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
            )
        told, _ = process.communicate()
        with self._lock:
            if number != self._number:
                return
            self._process = None
            self._ready = not process.returncode
            if not self._ready:
                log.error("%s\n%s", told, KEPT)
                self._next()
        self._mark.touch()

    def _next(self) -> None:
        self._at_work = self._ready = False
        if self._again:
            self.start()

    def ready(self) -> bool:
        """Whether pages are built that are not served yet."""
        return self._ready

    def swap(self, pages: Path) -> None:
        """Put them into the place of those that are served, with what was saved meanwhile."""
        with self._lock:
            publish.files(self._since, self._new)
            pages.rename(self._gone)
            self._new.rename(pages)
            self._next()
            if not self._at_work:
                threading.Thread(target=self._clear, daemon=True).start()

    def stop(self) -> None:
        """End a build, and forget what was built."""
        with self._lock:
            self._number += 1
            process, self._process = self._process, None
            self._at_work = self._ready = self._again = False
        if process:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
        self._clear()

    def _clear(self) -> None:
        for folder in (self._new, self._gone):
            shutil.rmtree(folder, ignore_errors=True)


def rest_settings(config: MkDocsConfig) -> Path:
    """Write the settings by which the rest is built: those of the server, with the place that the site is for.

    Args:
        config: The server's settings, which `site.write_serve_config` wrote.

    """
    options = {**config.plugins["briefings"].config, "place": config.site_dir, "first": False}
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


def look(paths: Iterable[Path]) -> Looks:
    """How all files look that stand at these paths, or below them."""
    found: Looks = {}
    left = [str(path) for path in paths]
    while left:
        path = left.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        left.append(entry.path)
                    else:
                        seen = entry.stat(follow_symlinks=False)
                        found[entry.path] = (seen.st_size, seen.st_mtime_ns)
        except NotADirectoryError:
            seen = os.lstat(path)
            found[path] = (seen.st_size, seen.st_mtime_ns)
        except FileNotFoundError:
            continue
    return found
