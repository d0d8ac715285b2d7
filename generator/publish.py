"""Publish: pages to files. The only writer of generated Markdown, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model import Page


def pages(made: Iterable[Page], docs: Path) -> int:
    """Make `docs` hold exactly these pages; files that have not changed are not touched.

    Returns:
        The number of pages.

    Raises:
        OSError: the disk refuses.

    """
    wanted = {page.src_uri: page.text.encode() for page in made}
    docs.mkdir(parents=True, exist_ok=True)
    for name, data in wanted.items():
        path = docs / name
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        new.replace(path)
    for path in sorted(docs.rglob("*"), reverse=True):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and name not in wanted and name != ".gitignore":
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return len(wanted)
