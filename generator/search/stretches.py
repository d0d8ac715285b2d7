"""The index of an archive, in files so small that a reader's browser loads only a few.

All files are packed by gzip, and read by `templates/theme/assets/js/find.js`:

    index                 JSON: what there is, and the first word of each part
    words/<part>          the words from one to another: their forms, and the things that they stand in
    places/<part>         the places of the same words, for phrases
    facets/<facet>        for each value of a facet, the things that have it
    names                 JSON: what actors, issues, topics and publishers are called, for who spells otherwise
    texts/<hundred>/<n>   JSON: what a result shows of entry n

The archive is read in stretches, on all cores. A stretch is remembered as long as its entries are the same, so that
an edit costs the stretch that it is in, and putting all of them together.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from generator import processes, stamp, store
from generator.archive import Archive
from generator.model import names_of
from generator.search.postings import Index, json_of
from generator.search.things import FACETS, Entry, Labels, Made, entries
from generator.store import Store, key

KeyOf = Callable[[str, object], bytes]
"""Gives a key of all that an entry can show, of its address and what of the archive it is of."""
FIRST = "index"
"""The file that a browser asks for first, which names the others, and comes last."""
USUAL = 64
"""Usual number of entries of a stretch."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index."""

    name: str
    digest: bytes
    """Of what it holds (SHA-256)."""
    packed: Callable[[], bytes]
    """Makes its bytes."""


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The index of an archive: names of files and their bytes; the same archive gives the same bytes."""
    for file in index(archive):
        yield file.name, file.packed()


def index(archive: Archive, known: Store | None = None, key_of: KeyOf | None = None) -> Iterator[File]:
    """The index of an archive, file by file.

    Args:
        archive: Without drafts, unless they are wanted.
        known: What remembers stretches.
        key_of: Tells what an entry is made of; without it nothing is remembered.

    """
    labels: Labels = {}
    house, every = entries(archive, labels)
    told = hashlib.sha256()
    joined = Index()
    named: Labels = {}
    for stretch in _stretches(every, house, labels, known or Store(None), key_of):
        for number, (digest, packed) in enumerate(stretch.texts, joined.entries):
            told.update(digest)
            yield File(f"texts/{number // 100}/{number}", digest, partial(bytes, packed))
        joined.join(stretch.index)
        for facet, called in stretch.labels.items():
            named.setdefault(facet, {}).update(called)
    for name, data in _unpacked(archive, joined, named):
        told.update(data)
        yield _file(name, data)
    yield _file(FIRST, json_of({"id": told.hexdigest()[:12], **joined.told()}))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Entries that follow each other."""

    texts: list[tuple[bytes, bytes]] = field(default_factory=list)
    """What results show of them: a digest of it, and that, packed."""
    index: Index = field(default_factory=Index)
    """Their words, as if they were the first entries of all."""
    labels: Labels = field(default_factory=dict)


def _stretches(
    every: Sequence[Made], house: str, labels: Labels, known: Store, key_of: KeyOf | None
) -> Iterator[_Stretch]:
    """The stretches of an archive, in order, those that are remembered and the others."""
    cut = list(_cut(every))
    held = known.held() if key_of else {}
    keys = [
        key(stamp.engine(), house, *(key_of(made.path, made.noun) for made in stretch)) if key_of else key(str(number))
        for number, stretch in enumerate(cut)
    ]
    missing = [number for number, name in enumerate(keys) if name not in held]

    def work(numbers: Iterator[int]) -> dict[bytes, bytes]:
        mine = processes.of_parts(missing, numbers, 1)
        return {keys[number]: store.pack(_stretch(cut[number], labels)) for number in mine}

    made = processes.merged(work, sum(len(cut[number]) for number in missing))
    if key_of:
        known.keep(made, keys)
    for name in keys:
        yield store.unpack(made.pop(name) if name in made else held[name])


def _cut(every: Sequence[Made]) -> Iterator[Sequence[Made]]:
    """Where entries are cut depends on what stands there, so that a new one moves no other cut."""
    start = 0
    for number, made in enumerate(every, 1):
        if number == len(every) or zlib.crc32(made.path.encode()) % USUAL == 0:
            yield every[start:number]
            start = number


def _stretch(stretch: Sequence[Made], labels: Labels) -> _Stretch:
    made = _Stretch()
    labels.clear()
    for number, entry in enumerate(of.make() for of in stretch):
        made.index.add(number, entry)
        data = json_of(_shown(entry))
        made.texts.append((hashlib.sha256(data).digest(), _pack(data)))
    made.index.settle()
    made.labels.update(labels)
    return made


def _unpacked(archive: Archive, joined: Index, labels: Labels) -> Iterator[tuple[str, bytes]]:
    """All files but what results show, and the one that a browser asks for first."""
    yield from joined.parts()
    for facet, _, _ in FACETS:
        yield f"facets/{facet}", joined.facet(facet, labels.get(facet, {}))
    nouns = chain.from_iterable(
        registry.values() for registry in (archive.actors, archive.issues, archive.topics, archive.publishers)
    )
    yield "names", json_of([list(dict.fromkeys(names_of(noun))) for noun in nouns])


def _shown(entry: Entry) -> dict[str, object]:
    inside = {"q": entry.quotations, "p": entry.positions}
    return {**entry.page.shown, **{key: [thing.shown for thing in things] for key, things in inside.items() if things}}


def _file(name: str, data: bytes) -> File:
    return File(name, hashlib.sha256(data).digest(), lambda: _pack(data))


def _pack(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)
