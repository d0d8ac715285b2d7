"""Publish: what is generated, to files. The only writer of it; files are whole, and left alone if nothing is new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.ledger import take
from generator.model import Page


def pages(made: Iterable[Page], docs: Path) -> list[str]:
    """Write pages, one after another as they come.

    Returns:
        Their paths in the folder.

    Raises:
        OSError: the disk refuses.

    """
    return files(((page.src_uri, page.text.encode()) for page in made), docs)


def files(made: Iterable[tuple[str, bytes]], folder: Path) -> list[str]:
    """Write files by name, one after another as they come.

    Returns:
        Their names.

    Raises:
        OSError: the disk refuses.

    """
    names = []
    for name, data in made:
        path = folder / name
        if not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(path.name + ".new")
            new.write_bytes(data)
            new.replace(path)
        names.append(name)
    return names


def folder(made: Path, place: Path) -> None:
    """Let a folder as it stands take the place of another, all its files at once.

    Raises:
        OSError: the disk refuses.

    """
    new, old = (place.with_name(f"{place.name}.{name}") for name in ("new", "old"))
    for path in (new, old):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(made, new, copy_function=lambda a, b: take(Path(a), Path(b)))
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def prune(folder: Path, names: Collection[str], apart: str = "") -> None:
    """Make a folder hold these files and no others, once all of them are written.

    Args:
        folder: The folder.
        names: The files.
        apart: A folder within it that somebody else writes.

    Raises:
        OSError: the disk refuses.

    """
    if folder.is_dir():
        _prune(folder, "", names, apart)


def _prune(folder: Path, under: str, names: Collection[str], apart: str) -> bool:
    """Prune what stands under a path within the folder; whether anything is left there."""
    left = False
    with os.scandir(folder / under) as entries:
        found = list(entries)
    for entry in found:
        name = f"{under}{entry.name}"
        if name == apart:
            left = True
        elif entry.is_dir(follow_symlinks=False):
            if _prune(folder, f"{name}/", names, apart):
                left = True
            else:
                Path(entry).rmdir()
        elif name in names or name == ".gitignore" or not entry.is_file():
            left = True
        else:
            Path(entry).unlink()
    return left
