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
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from generator import processes, stamp, store
from generator.archive import Archive
from generator.model import names_of
from generator.search.postings import Index, Settled, json_of
from generator.search.things import FACETS, Entry, Labels, Made, Maker, oldest_first
from generator.store import Store, key

KeyOf = Callable[[str, object], bytes]
"""Gives a key of all that an entry can show, of its address and what of the archive it is of."""
FIRST = "index"
"""The file that a browser asks for first, which names the others, and comes last."""
LEAST = 16
"""Entries of a stretch; the usual one has twice as many."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the index."""

    name: str
    digest: bytes
    """Of what it holds (SHA-256)."""
    packed: Callable[[], bytes]
    """Makes its bytes."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is remembered of the index of an archive, so that another is planned by what says something else."""

    house: str
    """The language of texts that name none."""
    order: tuple[str, ...]
    """The ids of all briefings, as their entries follow each other."""
    keys: tuple[bytes, ...]
    """Of all that each stretch is made of."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An index that can be written."""

    outline: Outline
    stretches: tuple[Sequence[Made], ...]
    """All entries, in order."""
    labels: Labels
    """Where entries put the labels of their facets' values as they are made."""


def files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The index of an archive: names of files and their bytes; the same archive gives the same bytes."""
    for file in index(archive, planned(archive, lambda path, _: path.encode()), Store(None)):
        yield file.name, file.packed()


def planned(
    archive: Archive, key_of: KeyOf, before: Outline | None = None, changed: Container[str] = frozenset()
) -> Planned:
    """Plan the index of an archive.

    Args:
        archive: Without drafts, unless they are wanted.
        key_of: Tells what an entry is made of.
        before: Of an index with the same entries, in the same order, of which but a few say something else.
        changed: The paths of those.

    """
    maker = Maker(archive, before.house if before else "")
    order = before.order if before else tuple(oldest_first(archive))
    cut = tuple(_cut([*maker.briefings(order), *maker.others()]))
    keys = tuple(
        before.keys[number]
        if before and not any(made.path in changed for made in stretch)
        else key(stamp.engine(), maker.house, *(key_of(made.path, made.noun()) for made in stretch))
        for number, stretch in enumerate(cut)
    )
    return Planned(Outline(maker.house, order, keys), cut, maker.labels)


def index(archive: Archive, plan: Planned, known: Store) -> Iterator[File]:
    """An index, file by file.

    Args:
        archive: The archive that it is of.
        plan: What there is to write.
        known: What remembers stretches.

    """
    told = hashlib.sha256()
    joined = Index()
    named: Labels = {}
    for stretch in _stretches(plan, known):
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

    texts: list[tuple[bytes, bytes]]
    """What results show of them: a digest of it, and that, packed."""
    index: Settled
    """Their words."""
    labels: Labels


def _stretches(plan: Planned, known: Store) -> Iterator[_Stretch]:
    """The stretches of an archive, in order, those that are remembered and the others."""
    held = known.held()
    missing = [number for number, name in enumerate(plan.outline.keys) if name not in held]

    def work(numbers: Iterator[int]) -> dict[bytes, bytes]:
        mine = processes.of_parts(missing, numbers, 1)
        return {plan.outline.keys[number]: store.pack(_stretch(plan.stretches[number], plan.labels)) for number in mine}

    made = processes.merged(work, sum(len(plan.stretches[number]) for number in missing))
    known.keep(made, plan.outline.keys)
    for name in plan.outline.keys:
        yield store.unpack(made.pop(name) if name in made else held[name])


def _cut(every: Sequence[Made]) -> Iterator[Sequence[Made]]:
    """Where entries are cut depends on what stands there, so that a new one moves few other cuts."""
    start = 0
    for number, made in enumerate(every, 1):
        ends = number - start >= LEAST and zlib.crc32(made.path.encode()) % LEAST == 0
        if ends or number == len(every):
            yield every[start:number]
            start = number


def _stretch(stretch: Sequence[Made], labels: Labels) -> _Stretch:
    made, texts = Index(), []
    labels.clear()
    for number, entry in enumerate(of.make() for of in stretch):
        made.add(number, entry)
        data = json_of(_shown(entry))
        texts.append((hashlib.sha256(data).digest(), _pack(data)))
    return _Stretch(texts, made.settled(), dict(labels))


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
    """As a browser reads it; a higher level takes twice as long to save three bytes of a thousand."""
    return gzip.compress(data, 6, mtime=0)
