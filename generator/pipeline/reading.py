"""Reading: each content file, read and checked; what was checked before is remembered by its hash."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import check, model, processes, read, sealed, stamp, store
from generator.model import Briefing, HandPage
from generator.pipeline.across import Said
from generator.problem import Problem

REGISTRIES: dict[str, type] = {
    "actors": model.Actor, "issues": model.Issue, "topics": model.Topic, "publishers": model.Publisher,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a file."""

    made: Briefing | HandPage | Mapping[str, Any] | None
    """A briefing, a page, the entries of a registry; None where it couldn't be read."""
    problems: tuple[Problem, ...]
    complete: bool = True
    """Of a registry, whether all its entries are there, so that what isn't doesn't exist."""
    said: Said | None = None
    """Of a briefing, keys of what it says."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds."""

    texts: read.Texts
    problems: tuple[Problem, ...]
    """Of what is not read."""

    @property
    def files(self) -> int:
        """Number of files that authors write."""
        return sum(not name.startswith("snapshots/") for name in self.texts)

    @property
    def briefings(self) -> int:
        """Number of briefings."""
        return sum(name.startswith("briefings/") for name in self.texts)

    @property
    def stamp(self) -> str:
        """A stamp of all of it."""
        told = store.key(repr(sorted((name, row[4]) for name, row in self.texts.rows.items())), repr(self.problems))
        return told.hex()


def content(folder: Path, cache: Path | None) -> Content:
    """Look at all files of a content folder, of which those are read that look otherwise than they did.

    Args:
        folder: The folder.
        cache: A folder that remembers how they looked; without one all are read, and kept in memory.

    Raises:
        OSError: the folder can't be read.

    """
    if cache is None:
        texts, problems = read.folder(folder)
        return Content(texts, tuple(problems))
    path, where = cache / "content.json", f"{stamp.engine()} {folder.resolve()}"
    before = sealed.read(path, where) or {}
    texts, problems = read.folder(folder, known={name: tuple(row) for name, row in before.items()})
    if (settled := {name: list(row) for name, row in texts.settled.items()}) != before:
        with contextlib.suppress(OSError):  # it is a convenience
            sealed.write(path, settled, where)
    return Content(texts, tuple(problems))


def key(file: str, digest: str) -> bytes:
    """The key of what was checked of a file, whose bytes have that SHA-256."""
    return store.key(stamp.engine(), file, digest)


def files(texts: read.Texts, known: store.Store) -> Iterator[tuple[str, Checked]]:
    """Read and check all files that authors write, on all cores.

    Args:
        texts: The files of a content folder, by path.
        known: What was checked before.

    """
    keys = {file: key(file, texts.digest(file)) for file in texts if not file.startswith("snapshots/")}
    held = known.held()
    missing = [file for file, name in keys.items() if name not in held]

    def work(numbers: Iterator[int]) -> dict[bytes, bytes]:
        mine = processes.of_parts(missing, numbers)
        return {keys[file]: store.pack(checked(file, texts[file])) for file in mine}

    made = processes.merged(work, len(missing))
    known.keep(made, keys.values())
    for file, name in keys.items():
        yield file, store.unpack(made[name] if name in made else held[name])


def checked(file: str, data: bytes) -> Checked:
    """Read and check one file."""
    if file.endswith(".md"):
        text, problems = read.plain(data, file)
        if text is None:
            return Checked(None, tuple(problems))
        page, found = check.page(text, file)
        return Checked(page, (*problems, *found))
    document, problems = read.document(data, file)
    if document is None:
        return Checked(None, tuple(problems), complete=False)
    if file.startswith("briefings/"):
        briefing, found = check.briefing(document)
        told = (*problems, *found)
        return Checked(briefing, told, said=Said.by(briefing)) if briefing else Checked(None, told)
    kind: type[Any] = REGISTRIES[file.removesuffix(".yaml")]
    entries, found = check.registry(document, kind)
    return Checked(entries, (*problems, *found), check.complete(document))
