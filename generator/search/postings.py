"""Postings: which words stand in which things, and where in them.

A list of things ("postings") is made of numbers, each in bytes of seven bits, the lowest first: for each entry the
distance from the entry before, how many of its things follow, and for each `thing * 8 + weight`, with a weight from 1
to 6 of Okapi BM25 (Robertson and Zaragoza, 2009, equation 3.15), whose term frequency is weighted by field (3.18), or
7 in a name.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from generator.search.things import FACETS, NAME, NOUNS, Entry, Thing
from generator.search.words import Vocabulary, Words

PART = 4_000
"""Bytes of the words of one part, before packing: the least that a search loads."""
SATURATION, LENGTH = 5.0, 0.5
"""`k1` and `b` of BM25; weights of fields are high, so `k1` is."""
FREQUENT = 12_000
"""Bytes of a list of things from which on a browser is told how long it is before it loads it."""
USUAL = {"Briefing": 600, "Quotation": 60, "Position": 60}
"""Usual number of words of a thing, by kind; of others, 20."""
LEVELS, NAMED = 6, 7
"""The highest weight of a word, and that of a word in the name of an actor, an issue, a topic or a publisher."""
GAP = 8
"""Places between two texts, so that no phrase runs over."""


NOWHERE: list[int] = []


class _Postings:
    """Where a word stands."""

    __slots__ = ("first", "last", "number", "places", "rest")

    def __init__(self) -> None:
        self.first = -1
        """The first entry."""
        self.last = 0
        self.number = 0
        """How many things."""
        self.rest = bytearray()
        """The list of things, behind the first distance."""
        self.places = bytearray()

    def open(self, entry: int, things: int) -> None:
        """Begin an entry with so many things."""
        if self.first < 0:
            self.first = entry
        else:
            _write(self.rest, entry - self.last)
        _write(self.rest, things)
        self.last = entry
        self.number += things

    @property
    def things(self) -> bytearray:
        """The list of things."""
        made = bytearray()
        _write(made, self.first)
        return made + self.rest


@dataclass(frozen=True, slots=True)
class Lists:
    """Several postings side by side, which takes little to write and to read: there are hundreds of thousands."""

    firsts: Sequence[int]
    lasts: Sequence[int]
    numbers: Sequence[int]
    lengths: Sequence[int]
    """Of the lists of things."""
    widths: Sequence[int]
    """Of the places."""
    things: bytes
    places: bytes

    @classmethod
    def of(cls, every: Collection[_Postings]) -> Lists:
        """Lay postings side by side."""
        return cls(
            array("I", (p.first for p in every)), array("I", (p.last for p in every)),
            array("I", (p.number for p in every)), array("I", (len(p.rest) for p in every)),
            array("I", (len(p.places) for p in every)),
            b"".join(p.rest for p in every), b"".join(p.places for p in every),
        )  # fmt: skip

    def join(self, to: Iterable[_Postings], before: int) -> None:
        """Add each to the postings of earlier entries, of which there are so many."""
        at = place = 0
        rows = zip(to, self.firsts, self.lasts, self.numbers, self.lengths, self.widths, strict=True)
        for postings, first, last, number, length, width in rows:
            if postings.first < 0:
                postings.first = first + before
            else:
                _write(postings.rest, first + before - postings.last)
            postings.last = last + before
            postings.number += number
            postings.rest += self.things[at : at + length]
            postings.places += self.places[place : place + width]
            at += length
            place += width


@dataclass(frozen=True, slots=True)
class Settled:
    """What was found in some entries, as it is remembered, as if they were the first of all."""

    vocabulary: Words
    words: Lists
    keys: tuple[tuple[str, str], ...]
    """Facets, each with a value."""
    values: Lists
    """What has those."""
    sizes: Mapping[str, int]
    entries: int
    kinds: Sequence[tuple[str, int]]
    lengths: Sequence[list[int]]


class Index:
    """Words and values, with the things that have them."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.words: list[_Postings] = []
        self.values: dict[tuple[str, str], _Postings] = {}
        self.sizes: dict[str, int] = {}
        self.entries = 0
        self.kinds: list[tuple[str, int]] = []
        self.firsts: list[str] = []
        self.frequent: dict[str, int] = {}
        self.lengths: list[list[int]] = []

    def add(self, number: int, entry: Entry) -> None:
        """Take in an entry; numbers rise."""
        self._enter(number, entry.page)
        found: dict[int, list[tuple[int, int, list[int]]]] = {}
        valued: dict[tuple[str, str], list[int]] = {}
        for at, thing in _numbered(entry):
            self.sizes[thing.kind] = self.sizes.get(thing.kind, 0) + 1
            for word, weight, places in self._weighed(thing):
                found.setdefault(word, []).append((at, weight, places))
            for facet, values in thing.facets.items():
                for value in values:
                    valued.setdefault((facet, value), []).append(at)
        self.words += (_Postings() for _ in range(len(self.vocabulary.forms) - len(self.words)))
        for word, things in found.items():
            postings = self.words[word]
            postings.open(number, len(things))
            for at, weight, places in things:
                _write(postings.rest, at * 8 + weight)
                _write_places(postings.places, places)
        for key, ats in valued.items():
            postings = self.values.setdefault(key, _Postings())
            postings.open(number, len(ats))
            for at in ats:
                _write(postings.rest, at * 8)

    def settled(self) -> Settled:
        """What was found, as it is remembered."""
        return Settled(
            self.vocabulary.settled(), Lists.of(self.words), tuple(self.values), Lists.of(self.values.values()),
            self.sizes, self.entries, self.kinds, self.lengths,
        )  # fmt: skip

    def join(self, later: Settled) -> None:
        """Take in what was found in the entries behind these."""
        numbers = self.vocabulary.join(later.vocabulary)
        self.words += (_Postings() for _ in range(len(self.vocabulary.forms) - len(self.words)))
        later.words.join([self.words[number] for number in numbers], self.entries)
        later.values.join([self.values.setdefault(key, _Postings()) for key in later.keys], self.entries)
        for kind, size in later.sizes.items():
            self.sizes[kind] = self.sizes.get(kind, 0) + size
        known = {kind for kind, _ in self.kinds}
        self.kinds += [(kind, self.entries + first) for kind, first in later.kinds if kind not in known]
        self.lengths += later.lengths
        self.entries += later.entries

    def _enter(self, number: int, page: Thing) -> None:
        self.entries = number + 1
        if page.kind not in self.sizes:
            self.kinds.append((page.kind, number))
        if page.kind in NOUNS:
            names = [field for field in page.fields if field.weight == NAME]
            self.lengths.append(sorted({len(self.vocabulary.words(name.text, name.language)) for name in names}))

    def _weighed(self, thing: Thing) -> Iterator[tuple[int, int, list[int]]]:
        """The words of a thing, with their weights and places."""
        counts: dict[int, int] = {}
        places: dict[int, list[int]] = {}
        place = length = 0
        for field in thing.fields:
            words = self.vocabulary.words(field.text, field.language)
            length += len(words)
            weight = field.weight
            for word in words:
                counts[word] = counts.get(word, 0) + weight
            if field.shown:
                for at, word in enumerate(words, place + 1):
                    if word in places:
                        places[word].append(at)
                    else:
                        places[word] = [at]
                place += len(words) + GAP
        named = NAME if thing.kind in NOUNS else 1 << 30
        floor = SATURATION * (1 - LENGTH + LENGTH * length / USUAL.get(thing.kind, 20))
        for word, weight in counts.items():
            level = NAMED if weight >= named else round(LEVELS * weight / (weight + floor)) or 1
            yield word, level, places.get(word, NOWHERE)

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """The words in their order, part by part, and the places of the same words."""
        forms, stems = self.vocabulary.forms, self.vocabulary.stems
        order = sorted(range(len(forms)), key=forms.__getitem__)
        members: dict[tuple[str, str], list[str]] = {}
        for word in order:
            for stem in sorted(stems[word]):
                members.setdefault(stem, []).append(forms[word])
        part: list[int] = []
        size = 0
        for word in order:
            length = len(self.words[word].things)
            if length > FREQUENT:
                self.frequent[forms[word]] = length
            part.append(word)
            size += length + 2 * len(forms[word]) + 8
            if size >= PART:
                yield from self._part(part, members)
                part, size = [], 0
        if part:
            yield from self._part(part, members)

    def _part(self, part: list[int], members: dict[tuple[str, str], list[str]]) -> Iterator[tuple[str, bytes]]:
        forms, stems = self.vocabulary.forms, self.vocabulary.stems
        number = len(self.firsts)
        self.firsts.append(forms[part[0]])
        rows: list[list[object]] = []
        for word in part:
            others = sorted({form for stem in stems[word] for form in members[stem] if form != forms[word]})
            base = sorted({stem for _, stem in stems[word] if stem != forms[word]})
            postings = self.words[word]
            row = [forms[word], len(postings.things), postings.number, others, base]
            while not row[-1]:
                row.pop()
            rows.append(row)
        yield f"words/{number}", _with_head(rows, (self.words[word].things for word in part))
        yield (
            f"places/{number}",
            _with_head([len(self.words[word].places) for word in part], (self.words[word].places for word in part)),
        )

    def facet(self, facet: str, labels: dict[str, str]) -> bytes:
        """The values of a facet in the order of their labels, with the things that have them."""
        rows = []
        lists = []
        for value, label in sorted(labels.items(), key=lambda item: (item[1].casefold(), item[0])):
            postings = self.values[facet, value]
            rows.append([value, label, len(postings.things)])
            lists.append(postings.things)
        return _with_head(rows, lists)

    def told(self) -> dict[str, Any]:
        """What the browser has to know of the whole."""
        return {
            "entries": self.entries,
            "sizes": self.sizes,
            "kinds": self.kinds,  # each with its first entry
            "facets": [{"id": facet, "label": label, "values": values} for facet, label, values in FACETS],
            "parts": self.firsts,
            "frequent": self.frequent,  # words, each with the bytes of its list of things
            "lengths": self.lengths,  # how many words the names have, of what has a name
        }


def _numbered(entry: Entry) -> Iterator[tuple[int, Thing]]:
    """The things of an entry by number: the page itself is 0, quotations are odd, positions even."""
    things = [(0, entry.page), *zip(count(1, 2), entry.quotations), *zip(count(2, 2), entry.positions)]
    return iter(sorted(things, key=lambda item: item[0]))


def _write_places(data: bytearray, places: list[int]) -> None:
    """The distances between places, each doubled, and one more where another follows; 0 where there are none."""
    last = 0
    for place in places[:-1]:
        _write(data, (place - last) * 2 + 1)
        last = place
    _write(data, (places[-1] - last) * 2 if places else 0)


def _write(data: bytearray, number: int) -> None:
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)


def _with_head(head: object, lists: Iterable[bytes | bytearray]) -> bytes:
    """JSON with its length in four bytes before it, then the lists."""
    data = json_of(head)
    return len(data).to_bytes(4, "little") + data + b"".join(lists)


def json_of(value: object) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
