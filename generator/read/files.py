"""The files of a content folder: only regular ones, each in its place, none too large."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.problem import Problem, Span
from generator.read.characters import FORBIDDEN, too_large
from generator.read.texts import Row, Texts, looks, tell

_REGISTRIES = ("actors.yaml", "issues.yaml", "topics.yaml", "publishers.yaml")
_AT = {os.open, os.stat} <= os.supports_dir_fd and os.scandir in os.supports_fd
"""Whether this system opens files relative to an open folder, so that nobody can exchange a folder on the way."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_PLACES = "briefings stand in briefings/, pages in pages/*.md, snapshots in snapshots/<briefing>/<source>.txt"


def most_bytes(file: str) -> int:
    """How many bytes of a file are read: more of a registry than of a briefing, and most of a snapshot."""
    if file.startswith("snapshots/"):
        return 32 << 20
    return 4 << 20 if file in _REGISTRIES else 1 << 20


def left_alone(name: str) -> bool:
    """Whether a file or folder of this name is no content: hidden, a readme, or an editor's copy."""
    return name.startswith(".") or name.endswith("~") or name.lower() == "readme.md"


def folder(content: Path, *, without: str = "", known: Mapping[str, Row] | None = None) -> tuple[Texts, list[Problem]]:
    """The content files by path relative to `content`, sorted; only regular files inside it are opened.

    What is `left_alone` is none of them. A file that vanishes while the folder is read counts as never seen.

    Args:
        content: The folder.
        without: The name of a folder in it that is left alone, such as `snapshots`.
        known: What was found before: a file that looks as it did is not read for its hash. With it, nothing is kept in
            memory; without it, all is.

    Raises:
        OSError: the folder or a file in it can't be read.

    """
    rows: dict[str, Row] = {}
    held: dict[str, bytes] = {}
    problems: list[Problem] = []
    before = known or {}
    for name, row, data in _walk(content, None, "", without, before):
        if row is not None and row is before.get(name):  # it stood there before, and was told to be in its place
            rows[name] = row
        elif wrong := _unsafe(name):
            shown = "".join(c if c.isprintable() else f"\\x{ord(c) & 0xFF:02x}" for c in name)
            problems.append(Problem("stray-file", Span(shown), f"this file's path {wrong}", "rename it"))
        elif row is None:
            message = "this is no regular file"
            problems.append(Problem("not-a-regular-file", Span(name), message, "put the file itself here, not a link"))
        elif stray := _stray(name):
            problems.append(Problem("stray-file", Span(name), "this file is in no place that is read", stray))
        elif row[0] > most_bytes(name):
            problems.append(too_large(name, row[0], most_bytes(name)))
        else:
            rows[name] = row
            if known is None:
                held[name] = data
    read = partial(_again, content) if known is not None else held.__getitem__
    return Texts(dict(sorted(rows.items())), read), problems


def _walk(
    content: Path, at: int | None, under: str, without: str, known: Mapping[str, Row]
) -> Iterator[tuple[str, Row | None, bytes]]:
    """Path, row and bytes of each file; no row for what is no regular file, no bytes of what isn't read."""
    here = content / under
    own = _open(here, None, os.O_DIRECTORY) if _AT and at is None else at
    try:
        with os.scandir(here if own is None else own) as entries:
            names = sorted(entry.name for entry in entries)
        for name in names:
            if left_alone(name) or name == without:
                continue
            path = name if own is not None else str(here / name)
            try:
                yield from _entry(content, path, own, f"{under}{name}", known)
            except FileNotFoundError:
                continue
    finally:
        if own is not None:
            os.close(own)


def _entry(
    content: Path, path: str, at: int | None, name: str, known: Mapping[str, Row]
) -> Iterator[tuple[str, Row | None, bytes]]:
    seen = os.stat(path, dir_fd=at, follow_symlinks=False)
    if stat.S_ISDIR(seen.st_mode):
        inner = _open(path, at, os.O_DIRECTORY) if at is not None else None
        yield from _walk(content, inner, f"{name}/", "", known)
    elif not stat.S_ISREG(seen.st_mode):
        yield name, None, b""
    elif (row := known.get(name)) is not None and row[:4] == looks(seen):
        yield name, row, b""
    else:
        yield name, *_read(path, at, name)


def _read(path: str, at: int | None, name: str) -> tuple[Row | None, bytes]:
    with open(_open(path, at, 0), "rb") as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode):
            return None, b""
        size, data, most = seen.st_size, b"", most_bytes(name)
        if size <= most:
            data = file.read(size + 1)  # asked for more, Python would keep room for more
            data += file.read(most + 1 - len(data)) if len(data) > size else b""
            size = len(data)
        return (size, *looks(seen)[1:], *tell(data)), data


def _again(content: Path, name: str) -> bytes:
    """Read a file that was found before."""
    *folders, last = name.split("/")
    if not _AT:
        return _read(str(content / name), None, name)[1]
    at = _open(content, None, os.O_DIRECTORY)
    try:
        for folder in folders:
            inner = _open(folder, at, os.O_DIRECTORY)
            os.close(at)
            at = inner
        return _read(last, at, name)[1]
    finally:
        os.close(at)


def _open(path: str | Path, at: int | None, more: int) -> int:
    return os.open(path, _FLAGS | more, dir_fd=at) if at is not None else os.open(path, _FLAGS | more)


def _unsafe(path: str) -> str:
    """Why a path can't be used on every system; empty for a good one."""
    if FORBIDDEN.search(path) or not path.isprintable():
        return "has characters that can't be shown"
    if not unicodedata.is_normalized("NFC", path):
        return "is written with loose accents (it is not in Unicode's form NFC), which some systems change"
    for part in path.split("/"):
        if _DEVICES.fullmatch(part) and not part.lower().endswith(".yaml"):
            return f"has the part “{part}”, a name that some systems keep for devices"
        if part.endswith((".", " ")) or part.startswith(" ") or re.search(r'[<>:"|?*\\]', part):
            return f"has the part “{part}”, which some systems refuse"
    return ""


def _stray(name: str) -> str:
    """Where a file should stand; empty for one in its place."""
    if name in _REGISTRIES or re.fullmatch(r"briefings/.*[^/]\.yaml|pages/[^/]+\.md|snapshots/[^/]+/[^/]+\.txt", name):
        return ""
    if name.lower().endswith((".yml", ".yaml")) and name.startswith("briefings/"):
        return "rename it so that it ends in .yaml"
    near = next((r for r in _REGISTRIES if name.lower().rstrip("l").startswith(r[:4])), None)
    return f"did you mean `{near}`?" if near else _PLACES
