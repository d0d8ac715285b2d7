"""Utterances: which quotations, across briefings and sources, report the same words. `versions` states the rule."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.archive import Archive, Quotation
from generator.dates import Date
from generator.relate import candidates
from generator.relate.versions import WEEK, Pair, said, text_of, versions


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quotations that report the same words."""

    versions: tuple[Quotation, ...]
    """The earliest first; where primary sources were seen, those before others of the day."""

    @property
    def sources(self) -> int:
        """How many different texts report it."""
        return len({text_of(version) for version in self.versions})


def found(archive: Archive) -> tuple[Utterance, ...]:
    """What several quotations report, the newest first, the undated last; withdrawn briefings are left out."""
    every = [version for quotation in archive.quotations for version in versions(quotation)]
    pairs = [*_told(archive), *candidates.pairs(every)]
    groups = _Groups(pairs).utterances()
    return tuple(sorted((Utterance(tuple(sorted(group, key=_order))) for group in groups), key=_newest))


def _order(quotation: Quotation) -> tuple[object, ...]:
    day = quotation.date
    id = (quotation.briefing.id, quotation.quote.id)
    return (day is None, day.first.toordinal() if day else 0, not quotation.primary_seen, *id)


def _newest(utterance: Utterance) -> tuple[object, ...]:
    first = utterance.versions[0]
    return (first.date is None, -first.date.first.toordinal() if first.date else 0, first.briefing.id, first.quote.id)


def _told(archive: Archive) -> Iterator[Pair]:
    """Pairs that authors tell of."""
    shown = {quotation.name: quotation for quotation in archive.quotations}
    for quotation in archive.quotations:
        for name in quotation.quote.same_as:
            if name in shown and shown[name] is not quotation:
                yield Pair(quotation, shown[name], "text", 0)


class _Groups:
    """Pairs put together, so that each group is one utterance, said at one time."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.parent: dict[int, int] = {}
        self.known: dict[int, Quotation] = {}
        self.span: dict[int, tuple[int, int]] = {}
        """For each group the last first day and the first last day on which its words are said to have been said."""
        every = _sure(pairs)
        for pair in every:
            for quotation in (pair.one, pair.other):
                self._add(quotation)
        for strength in ("text", "same", "near", "undated", "loose"):
            for pair in every:
                if pair.occasion == strength and not pair.extract:
                    self._join(pair.one, pair.other, sure=strength == "text")
        self.extracts = [pair for pair in every if pair.extract]

    def _add(self, quotation: Quotation) -> None:
        key = id(quotation)
        if key not in self.parent:
            date = said(quotation)
            self.parent[key], self.known[key] = key, quotation
            self.span[key] = (date.first.toordinal(), date.last.toordinal()) if date else (0, dt.date.max.toordinal())

    def _root(self, key: int) -> int:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def _join(self, one: Quotation, other: Quotation, *, sure: bool) -> None:
        a, b = self._root(id(one)), self._root(id(other))
        if a != b and (sure or self._fit(a, b)):
            self.parent[b] = a
            self.span[a] = self._together(a, b)

    def _together(self, a: int, b: int) -> tuple[int, int]:
        return max(self.span[a][0], self.span[b][0]), min(self.span[a][1], self.span[b][1])

    def _fit(self, a: int, b: int) -> bool:
        """Whether no two of them were said more than a week apart."""
        first, last = self._together(a, b)
        return first - last <= WEEK

    def utterances(self) -> Iterator[list[Quotation]]:
        """Each group, with the longer extracts that its words stand in."""
        members: defaultdict[int, list[Quotation]] = defaultdict(list)
        for key in self.parent:
            members[self._root(key)].append(self.known[key])
        longer: defaultdict[int, dict[int, None]] = defaultdict(dict)
        for pair in self.extracts:
            short, long = (pair.one, pair.other) if pair.extract < 0 else (pair.other, pair.one)
            a, b = self._root(id(short)), self._root(id(long))
            if a != b and a not in longer[b] and (pair.occasion == "text" or self._fit(a, b)):
                longer[a][b] = None
        inner = {key for found in longer.values() for key in found}
        for key, quotations in members.items():
            more = [q for other in longer.get(key, ()) for q in members[other]]
            if key not in inner and len(quotations) + len(more) > 1:
                yield quotations + more


_UNSURE = ("undated", "loose")


def _sure(pairs: Iterable[Pair]) -> list[Pair]:
    """Without pairs of a quotation that nothing dates and whose words were said on several occasions."""
    every = list(pairs)
    days: defaultdict[int, list[Date]] = defaultdict(list)
    for pair in every:
        if pair.occasion in _UNSURE:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if date := said(other):
                    days[id(one)].append(date)
    unsure = {
        key for key, found in days.items() if (max(d.first for d in found) - min(d.last for d in found)).days > WEEK
    }
    return [p for p in every if p.occasion not in _UNSURE or not unsure & {id(p.one), id(p.other)}]
