"""Briefings that are related: what they share, weighed, so that a rare thing in common says more than a frequent one.

A thing that n of N briefings have weighs ln(1 + N / n). That is the inverse document frequency of Spärck Jones ("A
statistical interpretation of term specificity and its application in retrieval", Journal of Documentation 28, 1972),
with one added so that a small archive's things keep a weight. Two briefings' kinship is the sum of what they share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

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
    holders: defaultdict[Thing, list[int]] = defaultdict(list)
    for place, briefing in enumerate(live):
        if briefing.id not in archive.superseded_by:
            for thing in things[place]:
                holders[thing].append(place)
    numbers = Counter(thing for held in things for thing in held)
    most = max(FEW, len(live) // 2)
    weights = {thing: log(1 + len(live) / number) for thing, number in numbers.items() if 1 < number <= most}
    found: dict[str, tuple[Kinship, ...]] = {}
    for place, briefing in enumerate(live):
        held = sorted(
            things[place] & weights.keys(), key=lambda thing: (-weights[thing], KINDS.index(thing[0]), thing[1])
        )
        apart = {b.id for b in chain(archive, briefing)}
        scored = []
        for other in _closest(place, held, holders, weights):
            if live[other].id not in apart:
                shared = [thing for thing in held if thing in things[other]]
                scored.append((-sum(weights[thing] for thing in shared), abs(other - place), other, shared))
        scored.sort(key=lambda s: s[:3])
        found[briefing.id] = tuple(
            Kinship(live[other], tuple(_reasons(archive, briefing, live[other], shared, weights)))
            for _, _, other, shared in scored[:MOST]
        )
    return found


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


def _closest(
    place: int, held: Iterable[Thing], holders: Mapping[Thing, Sequence[int]], weights: Mapping[Thing, float]
) -> list[int]:
    """Those that share the weightiest of what is rare; of what many share, those nearest in time are looked at."""
    scores: dict[int, float] = {}
    left = COMPARED
    for thing in held:
        others = holders[thing]
        if len(others) > left:
            start = max(0, min(bisect_left(others, place) - left // 2, len(others) - left))
            others = others[start : start + left]
        left -= len(others)
        weight = weights[thing]
        for other in others:
            scores[other] = scores.get(other, 0.0) + weight
        if not left:
            break
    scores.pop(place, None)
    least = sorted(scores.values(), reverse=True)[:CLOSEST][-1:]
    best = (other for other in scores if scores[other] >= least[0])
    return sorted(best, key=lambda other: (-scores[other], abs(other - place), other))[:CLOSEST]


def _reasons(
    archive: Archive, briefing: Briefing, other: Briefing, shared: Sequence[Thing], weights: Mapping[Thing, float]
) -> Iterator[Reason]:
    """What is shared by kind, the weightiest first, without what follows from it or says far less than the first."""
    implied = {("topic", topic) for kind, id in shared if kind == "issue" for topic in archive.issues[id].topics}
    kinds: dict[str, list[Thing]] = {}
    for thing in (thing for thing in shared if thing not in implied):
        kinds.setdefault(_kind(briefing, other, thing), []).append(thing)
    first = 0.0
    told: set[str] = set()
    for kind, things in list(kinds.items()):
        first = first or weights[things[0]]
        if things[0][0] in told or len(told) == MOST_REASONS or weights[things[0]] < first / 3:
            continue
        told.add(things[0][0])
        yield Reason(kind, tuple(_local(briefing, thing) for thing in things[:MOST_NAMES]))


def _kind(briefing: Briefing, other: Briefing, thing: Thing) -> str:
    kind, id = thing
    if kind != "actor":
        return kind
    if all(any(quote.speaker == id for quote in b.key_quotes) for b in (briefing, other)):
        return "quoted"
    stands = all(any(p.actor == id and p.stance != "not-stated" for p in b.positions) for b in (briefing, other))
    return "stands" if stands else "actor"


def _local(briefing: Briefing, thing: Thing) -> str:
    kind, id = thing
    return id if kind != "source" else next(str(s.id) for s in briefing.sources if source_key(s) == id)
