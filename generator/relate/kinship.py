"""Briefings that are related: what they share, weighed, so that a rare thing in common says more than a frequent one.

A thing that n of N briefings have weighs ln(1 + N / n). That is the inverse document frequency of Spärck Jones ("A
statistical interpretation of term specificity and its application in retrieval", Journal of Documentation 28, 1972),
with one added so that a small archive's things keep a weight. Two briefings' kinship is the sum of what they share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from generator import processes
from generator.archive import Archive
from generator.model import Briefing
from generator.relate.history import successors
from generator.relate.readings import source_key

MOST = 5
"""Related briefings of one."""
MOST_REASONS = 3
"""Reasons that are told of one."""
MOST_NAMES = 2
"""Things that one reason names."""
FEW = 5
"""Of an archive's things, those that so few briefings share are never trivial, however small the archive is."""
COMPARED = 600
"""How many briefings one is compared with by its rarest things, so that the work grows as the archive does."""
CLOSEST = 24
"""Of those, how many are compared by all that they share."""

KINDS = ("source", "issue", "actor", "topic")
"""Of things that weigh the same, the one whose kind says more comes first."""

Thing = tuple[str, str]
"""Its kind, and what tells it from others of that kind."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two briefings are related: things of one kind that they share."""

    kind: str
    """`source`, `issue`, `topic`; of an actor `quoted` if it speaks in both, `stands` if both say where it stands,
    else `actor`."""
    ids: tuple[str, ...]
    """The rarest first. Of a source, its id in the briefing that the page is of."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """A briefing that is related to another one, and why."""

    briefing: Briefing
    reasons: tuple[Reason, ...]
    """The weightiest first."""


def kinships(archive: Archive) -> dict[str, tuple[Kinship, ...]]:
    """For each briefing that is not withdrawn, the most closely related ones, the closest first.

    No briefing is related to one of its own chain of supersession, and one that was superseded leaves its place to the
    one that replaces it. Equally close ones come by how near in time they were published.
    """
    live = archive.live
    things = [_things(briefing) for briefing in live]
    numbers = Counter(thing for held in things for thing in held)
    most = max(FEW, len(live) // 2)
    weights = {thing: log(1 + len(live) / number) for thing, number in numbers.items() if 1 < number <= most}
    every = sorted(weights, key=lambda thing: (-weights[thing], KINDS.index(thing[0]), thing[1]))
    ranks = {thing: rank for rank, thing in enumerate(every)}
    shares = _Shares(archive, every, [weights[thing] for thing in every])
    for briefing, held in zip(live, things, strict=True):
        shares.add(briefing, [ranks[thing] for thing in held if thing in ranks])

    def work(numbers: Iterator[int]) -> dict[int, list[tuple[int, tuple[Reason, ...]]]]:
        return {place: list(shares.kin(place)) for place in processes.of_parts(range(len(live)), numbers)}

    found = processes.merged(work, len(live))
    return {
        briefing.id: tuple(Kinship(live[other], reasons) for other, reasons in found[place])
        for place, briefing in enumerate(live)
    }


class _Shares:
    """What briefings have in common; things go by their rank: the weightier one has the lower number."""

    def __init__(self, archive: Archive, things: Sequence[Thing], weights: Sequence[float]) -> None:
        self._archive, self._things, self._weights = archive, things, weights
        self._live: list[Briefing] = []
        self._held: list[frozenset[int]] = []
        self._holders: list[list[int]] = [[] for _ in things]
        """By thing, the places of those briefings that nothing replaces."""
        self._speak: list[frozenset[str]] = []
        self._stand: list[frozenset[str]] = []
        """Actors that are quoted, and those whose stance is told."""

    def add(self, briefing: Briefing, held: Iterable[int]) -> None:
        """Take the next briefing, with the things that it has."""
        self._held.append(frozenset(held))
        if briefing.id not in self._archive.superseded_by:
            for thing in self._held[-1]:
                self._holders[thing].append(len(self._live))
        self._live.append(briefing)
        self._speak.append(frozenset(quote.speaker for quote in briefing.key_quotes))
        self._stand.append(frozenset(p.actor for p in briefing.positions if p.stance != "not-stated"))

    def kin(self, place: int) -> Iterator[tuple[int, tuple[Reason, ...]]]:
        """The places of the most closely related ones of a briefing, the closest first, and why they are."""
        apart = {briefing.id for briefing in chain(self._archive, self._live[place])}
        scored = []
        for other in self._closest(place):
            if self._live[other].id not in apart:
                shared = sorted(self._held[place] & self._held[other])
                scored.append((-sum(self._weights[thing] for thing in shared), abs(other - place), other, shared))
        scored.sort(key=lambda s: s[:3])
        for _, _, other, shared in scored[:MOST]:
            yield other, tuple(self._reasons(place, other, shared))

    def _closest(self, place: int) -> list[int]:
        """Those that share the weightiest of what is rare; of what many share, those nearest in time are looked at."""
        scores: dict[int, float] = {}
        score = scores.get
        left = COMPARED
        for thing in sorted(self._held[place]):
            others = self._holders[thing]
            if len(others) > left:
                start = max(0, min(bisect_left(others, place) - left // 2, len(others) - left))
                others = others[start : start + left]
            left -= len(others)
            weight = self._weights[thing]
            for other in others:
                scores[other] = score(other, 0.0) + weight
            if not left:
                break
        scores.pop(place, None)
        least = sorted(scores.values(), reverse=True)[:CLOSEST][-1:]
        best = [other for other, found in scores.items() if found >= least[0]]
        return sorted(best, key=lambda other: (-scores[other], abs(other - place), other))[:CLOSEST]

    def _reasons(self, place: int, other: int, shared: Iterable[int]) -> Iterator[Reason]:
        """What is shared by kind, the weightiest first, without what follows from it or says far less."""
        things = [(self._things[thing], self._weights[thing]) for thing in shared]
        issues = (self._archive.issues[id] for (kind, id), _ in things if kind == "issue")
        implied = {("topic", topic) for issue in issues for topic in issue.topics}
        kinds: dict[str, list[tuple[Thing, float]]] = {}
        for thing, weight in things:
            if thing not in implied:
                kinds.setdefault(self._kind(place, other, thing), []).append((thing, weight))
        first = 0.0
        told: set[str] = set()
        for kind, found in kinds.items():
            (sort, _), weight = found[0]
            first = first or weight
            if sort in told or len(told) == MOST_REASONS or weight < first / 3:
                continue
            told.add(sort)
            yield Reason(kind, tuple(_local(self._live[place], thing) for thing, _ in found[:MOST_NAMES]))

    def _kind(self, place: int, other: int, thing: Thing) -> str:
        kind, id = thing
        if kind != "actor":
            return kind
        if id in self._speak[place] and id in self._speak[other]:
            return "quoted"
        return "stands" if id in self._stand[place] and id in self._stand[other] else "actor"


def chain(archive: Archive, briefing: Briefing) -> tuple[Briefing, ...]:
    """The briefings that replaced each other up to this one and after it, the oldest first, itself among them."""
    row: dict[str, Briefing] = {briefing.id: briefing}
    older = archive.briefings.get(briefing.supersedes or "")
    while older and older.id not in row:
        row[older.id] = older
        older = archive.briefings.get(older.supersedes or "")
    row = dict(reversed(row.items()))
    row |= {id: archive.briefings[id] for id in successors(briefing.id, archive.superseded_by)}
    return tuple(row.values())


def actors_of(briefing: Briefing) -> frozenset[str]:
    """The actors that a briefing tells of: those who speak, those who stand somewhere, those who say so."""
    stand = {id for position in briefing.positions for id in (position.actor, position.voiced_by) if id}
    return frozenset({str(quote.speaker) for quote in briefing.key_quotes} | set(map(str, stand)))


def _things(briefing: Briefing) -> frozenset[Thing]:
    found: set[Thing] = {("topic", str(id)) for id in briefing.topics}
    found |= {("issue", str(position.issue)) for position in briefing.positions}
    found |= {("actor", id) for id in actors_of(briefing)}
    found |= {("source", key) for source in briefing.sources if (key := source_key(source))}
    return frozenset(found)


def _local(briefing: Briefing, thing: Thing) -> str:
    kind, id = thing
    return id if kind != "source" else next(str(s.id) for s in briefing.sources if source_key(s) == id)
