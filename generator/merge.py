"""Merge: the sites of all shards of an archive become one.

Each shard carries a record of what it was built from, and of each file that it has. Where all was built from the same,
the merged site is a copy of their files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from generator import ledger, processes, sealed
from generator.shard import Shard

RECORD = "shard.json"
"""The file by which the site of a shard is known; it is not part of the merged site."""
_SHOWN = 5
"""Files that a message names one by one."""


class MergeError(Exception):
    """The shards are no whole archive; the message says what to do, a line for each fault."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a shard says of itself."""

    number: int
    """Which shard it is, 1 and up."""
    of: int
    """How many there are."""
    read: Sequence[Sequence[str]]
    """What it was built from: each sort of thing and its stamp, the broader ones first."""
    files: Mapping[str, str]
    """SHA-256 of each file, by its name."""


Records = Mapping[Path, Record]
"""The records of shards, by their folders."""


def seal(site: Path, shard: Shard, read: Sequence[Sequence[str]]) -> None:
    """Write the record of a shard into its site.

    Args:
        site: The site.
        shard: Which it is.
        read: What it was built from: each sort of thing and its stamp.

    Raises:
        OSError: the disk refuses.

    """
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())

    def work(numbers: Iterator[int]) -> dict[str, str]:
        return {name: _digest(site / name) for name in processes.of_parts(names, numbers)}

    files = processes.merged(work, len(names))
    sealed.write(site / RECORD, asdict(Record(shard.number, shard.of, read, files)))


def records(folders: Iterable[Path]) -> Records:
    """The records of shards.

    Raises:
        MergeError: one of the folders is no shard, or they are not all shards of one archive.

    """
    found = {folder: _record(folder) for folder in folders}
    known = {folder: record for folder, record in found.items() if record}
    strange = [
        f"{folder} is no shard, or was damaged: build it with `briefings build --shard`, or take it away"
        for folder in found
        if folder not in known
    ]
    if faults := strange or list(_faults(known)):
        raise MergeError("\n".join(faults))
    return known


def _record(folder: Path) -> Record | None:
    try:
        record = Record(**sealed.read(folder / RECORD))
    except TypeError:  # there is none, or another engine wrote it
        return None
    paths = map(PurePosixPath, record.files)
    return None if any(path.is_absolute() or ".." in path.parts for path in paths) else record


def _faults(known: Records) -> Iterator[str]:
    """Why these shards make no whole archive; nothing where they do."""
    (first, whole), *_ = known.items()
    for folder, record in known.items():
        if record.of != whole.of:
            yield f"{folder} is one of {record.of} shards, {first} one of {whole.of}: name those that belong together"
            return
    by_number = sorted(known, key=lambda folder: known[folder].number)
    for one, other in pairwise(by_number):
        if known[one].number == known[other].number:
            yield f"{one} and {other} are both shard {known[one].number}/{whole.of}: take one of them away"
    for number in sorted(set(range(1, whole.of + 1)) - {record.number for record in known.values()}):
        yield f"shard {number}/{whole.of} is missing: build it with `briefings build --shard {number}/{whole.of}`"
    for folder, record in known.items():
        if record.read != whole.read:
            pairs = zip(whole.read, record.read, strict=False)
            what = next((name for (name, told), other in pairs if [name, told] != other), "engine")
            cure = "set SOURCE_DATE_EPOCH for all of them" if what == "day" else "build all of them from the same"
            yield f"{folder} and {first} differ in the {what} that they were built from: {cure}"
            return
    yield from _several(known)


def _several(known: Records) -> Iterator[str]:
    """Files that several shards have, but not the same."""
    holders: dict[str, Path] = {}
    for folder, record in known.items():
        for name, digest in record.files.items():
            holder = holders.setdefault(name, folder)
            if known[holder].files[name] != digest:
                yield f"{name} is not the same in {holder} and {folder}: build both again"


def copy(known: Records, new: Path) -> int:
    """Put the files of all shards into a new folder, without a copy where the disk can do so.

    Args:
        known: Records of the shards of one archive.
        new: The folder, which is made.

    Returns:
        The number of files.

    Raises:
        MergeError: a file is not as it was built.
        OSError: the disk refuses.

    """
    files = {name: folder for folder, record in known.items() for name in record.files}
    for folder in sorted({(new / name).parent for name in files}):
        folder.mkdir(parents=True, exist_ok=True)

    def work(numbers: Iterator[int]) -> dict[str, None]:
        changed: dict[str, None] = {}
        for name in processes.of_parts(files, numbers):
            try:
                ledger.take(files[name] / name, new / name)
                is_same = _digest(new / name) == known[files[name]].files[name]
            except FileNotFoundError:
                is_same = False
            if not is_same:
                changed[name] = None
        return changed

    if changed := processes.merged(work, len(files)):
        raise MergeError("\n".join(_told(sorted(files[name] / name for name in changed))))
    return len(files)


def _told(paths: Collection[Path]) -> Iterator[str]:
    for number, path in enumerate(paths):
        if number == _SHOWN:
            yield f"so are {len(paths) - _SHOWN} more"
            return
        yield f"{path} is missing, or not as it was built: build or fetch its shard again"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
