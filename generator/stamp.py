"""Stamps: what a site was built of, so that nothing is built where nothing has changed.

A stamp is taken of the bytes of all that a build reads, and of the names, sizes and times of all that it made. Where
either differs, or in any doubt, all is built.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from generator import sealed
from generator.looks import looks


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is kept of a build."""

    read: str
    """Of all that it read: SHA-256."""
    made: str
    """Of all that it made: SHA-256."""
    told: str
    """What it said of the content."""


def load(path: Path) -> Stamp | None:
    """The stamp in a file; None where there is none that can be read."""
    try:
        return Stamp(**sealed.read(path))
    except TypeError:  # there is none, or another engine wrote it
        return None


def save(stamp: Stamp, path: Path) -> None:
    """Write a stamp in one step.

    Raises:
        OSError: the disk refuses.

    """
    sealed.write(path, asdict(stamp))


def read(paths: Iterable[Path], facts: Iterable[object], *, anywhere: bool = False) -> str:
    """A stamp of what a build reads.

    Args:
        paths: Files, and folders with all that is below them; those that aren't there count as such.
        facts: What else decides what comes out.
        anywhere: Whether it is the same wherever the files stand, so that machines can compare theirs.

    Raises:
        OSError: a file can't be read.

    """
    told = hashlib.sha256(repr([sys.version, *_installed(), *facts]).encode())
    for number, path in enumerate(paths):
        for name, file in _files(path):
            told.update(f"\0{number if anywhere else path}\0{name}\0{file.stat().st_size}\0".encode())
            told.update(file.read_bytes())
    return told.hexdigest()


@functools.cache
def engine() -> str:
    """A stamp of the engine: its own code, the interpreter, and all that is installed."""
    return read([Path(__file__).parent], [unicodedata.unidata_version])


def made(folder: Path) -> str:
    """A stamp of what a build made."""
    told = (f"\0{name}\0{size}\0{time}" for name, (size, time) in sorted(looks(folder).items()))
    return hashlib.sha256("".join([str(folder.resolve()), *told]).encode()).hexdigest()


def _installed() -> list[str]:
    """All that is installed, with its version."""
    return sorted(f"{found.name} {found.version}" for found in importlib.metadata.distributions())


def _files(path: Path) -> Iterable[tuple[str, Path]]:
    """The files at a path, by their names below it, in order."""
    if path.is_file():
        return [("", path)]
    found = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    return sorted((file.relative_to(path).as_posix(), file) for file in found if file.suffix != ".pyc")
