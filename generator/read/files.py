"""The files of a content folder: only regular ones, each in its place, none too large."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.problem import Problem, Span

MOST_BYTES = 1 << 20
"""Largest file that authors write, in bytes."""
MOST_SNAPSHOT = 32 << 20
"""Largest snapshot, in bytes."""
_REGISTRIES = ("actors.yaml", "issues.yaml", "topics.yaml", "publishers.yaml")


def folder(content: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The content files by path relative to `content`, sorted; only regular files inside it are opened.

    Raises:
        OSError: the folder can't be read.

    """
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, mode, size in _walk(content, ""):
        base = name.rsplit("/", 1)[-1]
        if base.startswith(".") or base.lower() == "readme.md":
            continue
        most = MOST_SNAPSHOT if name.startswith("snapshots/") else MOST_BYTES
        if not stat.S_ISREG(mode):
            problems.append(
                Problem(
                    "not-a-regular-file", Span(name), "this is no regular file", "put the file itself here, not a link"
                )
            )
        elif stray := _stray(name):
            problems.append(Problem("stray-file", Span(name), "this file is in no place that is read", stray))
        elif size > most:
            problems.append(
                Problem(
                    "file-too-large", Span(name), f"this file has {size} bytes", f"at most {most} are read: split it"
                )
            )
        else:
            texts[name] = (content / name).read_bytes()
    return texts, problems


def _walk(content: Path, under: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(content / under) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            name, seen = f"{under}{entry.name}", entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(seen.st_mode):
                if not entry.name.startswith("."):
                    yield from _walk(content, f"{name}/")
            else:
                yield name, seen.st_mode, seen.st_size


def _stray(name: str) -> str:
    """Where a file should stand; empty for one in its place."""
    if name in _REGISTRIES or re.fullmatch(r"briefings/.*[^/]\.yaml|pages/[^/]+\.md|snapshots/[^/]+/[^/]+\.txt", name):
        return ""
    if name.lower().endswith((".yml", ".yaml")) and name.startswith("briefings/"):
        return "rename it so that it ends in .yaml"
    near = next((r for r in _REGISTRIES if name.lower().rstrip("l").startswith(r[:4])), None)
    return (
        f"did you mean `{near}`?"
        if near
        else "briefings stand in briefings/, pages in pages/*.md, snapshots in snapshots/<briefing>/<source>.txt"
    )
