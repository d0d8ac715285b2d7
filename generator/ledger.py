"""Ledger: what the files of a folder were made of, and how they looked when they were made.

A file is as it should be where its ledger says that it was made of the same, and it has the size and the time that it
had then. A ledger that is missing or damaged says nothing, so all is made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from generator import sealed
from generator.looks import Looks, look, looks

Row = tuple[str, int, int]
"""A key of what a file was made of, its size in bytes, and when it was last written, in nanoseconds."""


class Ledger:
    """The rows of a folder's files, by their names in it."""

    def __init__(self, path: Path, folder: Path, now: Path | None = None) -> None:
        """Read a ledger.

        Args:
            path: Its file.
            folder: The folder that it tells of.
            now: Where that folder stands at the moment, if elsewhere.

        """
        self.path, self.folder, self.now = path, folder, now or folder
        self.rows: Mapping[str, Row] = _read(path, str(folder.resolve()))
        """By name."""

    @cached_property
    def looks(self) -> Mapping[str, Looks]:
        """How all files of the folder looked when that was first asked."""
        return looks(self.now)

    def holds(self, name: str, key: str) -> bool:
        """Whether a file is there as it was made of what the key tells."""
        row = self.rows.get(name)
        return row is not None and row[0] == key and row[1:] == look(self.now / name)

    def save(self, rows: Mapping[str, Row]) -> None:
        """Write the rows of all files, in one step.

        Raises:
            OSError: the disk refuses.

        """
        if rows != self.rows:
            sealed.write(self.path, [str(self.folder.resolve()), rows])


def cache(docs: Path) -> Path:
    """The folder of all that is remembered of a folder of pages, and of what they are made of."""
    return docs.parent / "cache"


def take(old: Path, new: Path) -> None:
    """Let a file stand in a second place, without a copy where the disk can do so.

    Raises:
        OSError: the disk refuses.

    """
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


def _read(path: Path, folder: str) -> dict[str, Row]:
    where, rows = sealed.read(path) or ("", {})
    return {name: tuple(row) for name, row in rows.items()} if where == folder else {}
