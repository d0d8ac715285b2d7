"""Publish: pages and the search index to files. The only writer of what is generated, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model import Page


def pages(made: Iterable[Page], docs: Path, apart: str) -> int:
    """Make `docs` hold exactly these pages; files that have not changed are not touched.

    Args:
        made: The pages.
        docs: The folder.
        apart: A folder within it that `files` writes, and that is left as it is.

    Returns:
        The number of pages.

    Raises:
        OSError: the disk refuses.

    """
    wanted = {page.src_uri: page.text.encode() for page in made}
    _hold(wanted, docs, apart)
    return len(wanted)


def files(made: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Make a folder hold exactly these files, by name; those that have not changed are not touched.

    Raises:
        OSError: the disk refuses.

    """
    _hold(dict(made), folder)


def _hold(wanted: dict[str, bytes], folder: Path, apart: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in wanted.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        new.replace(path)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if apart and (name == apart or name.startswith(f"{apart}/")):
            continue
        if path.is_file() and name not in wanted and name != ".gitignore":
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
