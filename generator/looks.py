"""Looks: the size of a file and when it was last written, by which it is known again without being read."""

from __future__ import annotations

import os
from pathlib import Path

Looks = tuple[int, int]
"""Bytes, and nanoseconds since 1970."""


def look(path: Path) -> Looks:
    """The size of a file and its time; nothing has a size below 0."""
    try:
        stat = path.stat()
    except OSError:
        return -1, 0
    return stat.st_size, stat.st_mtime_ns


def looks(folder: Path) -> dict[str, Looks]:
    """The size and the time of each file in a folder, by its name there; none where there is no such folder."""
    found: dict[str, Looks] = {}
    left = [(str(folder), "")]
    while left:
        path, under = left.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        left.append((entry.path, f"{under}{entry.name}/"))
                    elif entry.is_file():
                        stat = entry.stat()
                        found[f"{under}{entry.name}"] = (stat.st_size, stat.st_mtime_ns)
        except FileNotFoundError:
            continue
    return found
