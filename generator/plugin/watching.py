"""Watching: what has been saved, told by the system as it happens, so that nobody looks at all files to find it out.

Not every file system tells (those of networks and virtual machines often don't), and what comes all at once can get
lost. So all files are looked at as well, time and again, in a small share of the time.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from generator import read

log = logging.getLogger("mkdocs.plugins.briefings")

Looks = dict[str, tuple[int, int]]
"""Size and time of each file, by its path."""
PAUSE = 0.5
"""The least seconds between two looks at all files."""
SHARE, WHOLE_SHARE = 0.05, 0.5
"""The most of the time that these looks take, where the system tells what is saved, and where it doesn't."""
MOST = 50
"""Paths that are looked at one by one; if more were told, all are."""
_WRITTEN: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent, events.FileModifiedEvent, events.FileClosedEvent, events.FileDeletedEvent,
    events.FileMovedEvent, events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent,
]  # fmt: skip


class Watch:
    """Notices what is saved at some paths, or below them."""

    def __init__(self, paths: Iterable[Path], content: Path, seen: Looks, tell: Callable[[], object]) -> None:
        """Notice nothing yet.

        Args:
            paths: Files and folders, the content folder among them; they need not be there.
            content: The content folder.
            seen: How all files looked when they were last taken in.
            tell: Is called, by another thread, when something may have changed.

        """
        self._paths = [str(path) for path in paths]
        self._content, self._tell = content, tell
        self._seen = dict(seen)
        self._noticed: set[str] = set()
        """What may have changed since it was last asked for."""
        self._unwatched = set(self._paths)
        """Those of the paths of which the system tells nothing."""
        self._lock = threading.Lock()
        """Is held by whoever reads or changes one of these three."""
        self._ended = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to notice; what changed since it was seen is told, too."""
        self._looking.start()

    def stop(self) -> None:
        """Notice no more."""
        self._ended.set()
        if self._looking.ident:
            self._looking.join()

    def changed(self) -> set[str]:
        """The files that look otherwise than when this was last asked, new ones and deleted ones among them."""
        with self._lock:
            paths, self._noticed = self._noticed | self._unwatched, set()
            if len(paths) > MOST:
                paths = set(self._paths)
            before, now = self._before(paths), look(paths)
            changed = {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}
            for file in changed:
                self._seen.pop(file, None)
            self._seen |= now
        return {file for file in changed if self._is_read(file)}

    def _before(self, paths: Iterable[str]) -> Looks:
        """How the files looked that stood at some paths, or below them."""
        found = {path: self._seen[path] for path in paths if path in self._seen}
        folders = tuple(f"{path}{os.sep}" for path in paths if path not in found)
        return found | {file: seen for file, seen in self._seen.items() if folders and file.startswith(folders)}

    def notice(self, path: str, *, is_folder: bool = False) -> None:
        """Take in that something was written, and tell it, unless it is known or nothing that is read.

        Args:
            path: Where it stands, or stood.
            is_folder: Whether that is a folder, all of which may be new or gone.

        """
        if not self._is_read(path):
            return
        with self._lock:
            is_new = is_folder or look([path]).get(path) != self._seen.get(path)
            is_told = bool(self._noticed)
            if is_new:
                self._noticed.add(path)
        if is_new and not is_told:
            self._tell()

    def _is_read(self, path: str) -> bool:
        """Whether that is one of ours, and not the copy that an editor keeps, or what else a build leaves alone."""
        if not any(path == root or path.startswith(f"{root}{os.sep}") for root in self._paths):
            return False
        file = Path(path)
        parts = file.relative_to(self._content).parts if file.is_relative_to(self._content) else (file.name,)
        return not any(map(read.left_alone, parts))

    def _look(self) -> None:
        """Look at all files time and again, until the end."""
        observer, pause, late = self._observer(), 0.0, False
        while not self._ended.wait(pause):
            start = time.monotonic()
            now = look(self._paths)
            with self._lock:
                other = [file for file in self._seen.keys() | now.keys() if self._seen.get(file) != now.get(file)]
            for file in other:
                self.notice(file)
            was_late = late
            with self._lock:
                late = bool(self._noticed)
            if was_late and late:  # nobody asked since: what was told may be lost
                self._tell()
            pause = max(PAUSE, (time.monotonic() - start) / (SHARE if observer else WHOLE_SHARE))
        if observer:
            observer.stop()
            observer.join()

    def _observer(self) -> BaseObserver | None:
        """Have the system tell what is written in the folders; None where it doesn't."""
        folders = {path for path in self._paths if Path(path).is_dir()}
        observer = Observer()
        try:
            for path in folders:
                if folders.isdisjoint(map(str, Path(path).parents)):
                    observer.schedule(_Handler(self), path, recursive=True, event_filter=_WRITTEN)
            observer.start()
        except OSError as error:  # such as too many folders for this system
            log.info("Looking for what is saved, since the system doesn't tell: %s", error.strerror or error)
            return None
        with self._lock:
            self._unwatched -= folders
        return observer


class _Handler(events.FileSystemEventHandler):
    """Hands on what the system tells."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._watch.notice(os.fsdecode(path), is_folder=event.is_directory)


def look(paths: Iterable[Path | str]) -> Looks:
    """How all files look that stand at these paths, or below them."""
    found: Looks = {}
    left = [str(path) for path in paths]
    while left:
        path = left.pop()
        with contextlib.suppress(OSError):  # what can't be looked at counts as gone, and a build tells of it
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
    return found
