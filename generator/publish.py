"""Publish: pages to files, the only writer of generated Markdown; files are whole, and left alone if nothing is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from generator.model import Page


def pages(made: Iterable[Page], docs: Path) -> list[str]:
    """Write pages, one after another as they come.

    Returns:
        Their paths in the folder.

    Raises:
        OSError: the disk refuses.

    """
    names = []
    for page in made:
        data = page.text.encode()
        path = docs / page.src_uri
        if not (path.is_file() and path.read_bytes() == data):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(path.name + ".new")
            new.write_bytes(data)
            new.replace(path)
        names.append(page.src_uri)
    return names


def prune(docs: Path, names: Collection[str]) -> None:
    """Make a folder hold these pages and no others, once all of them are written.

    Raises:
        OSError: the disk refuses.

    """
    for path in sorted(docs.rglob("*"), reverse=True):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and name not in names and name != ".gitignore":
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
