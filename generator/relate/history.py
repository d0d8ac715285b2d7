"""Where actors stand on issues over time, from what they said themselves, and when that changed.

A date is as precise as its source, so "later" is only said where it is certain: the last day of the one lies before the
first day of the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.archive import Archive, Standing
from generator.dates import Date
from generator.relate.readings import same_words

UNCLEAR = frozenset(["ambiguous", "not-stated"])
"""Stances that neither begin nor end a shift."""


@dataclass(frozen=True, slots=True)
class Run:
    """Positions in a row that say the same: own voice, dated, the oldest first."""

    standings: tuple[Standing, ...]

    @property
    def stance(self) -> str:
        """What they say."""
        return self.standings[0].position.stance

    @property
    def first(self) -> Standing:
        """The oldest."""
        return self.standings[0]

    @property
    def last(self) -> Standing:
        """The newest."""
        return self.standings[-1]


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of stance: two dated positions of the actor's own voice, one certainly after the other."""

    before: Standing
    """The last position before the change."""
    after: Standing
    """The first position after it."""

    @property
    def date(self) -> Date:
        """By when it had changed: the date of the position after."""
        return day(self.after)


@dataclass(frozen=True, slots=True)
class History:
    """All that is on record of one actor on one issue; each position stands in one group."""

    actor: str
    issue: str
    runs: tuple[Run, ...] = ()
    """Own voice and dated, the oldest first."""
    shifts: tuple[Shift, ...] = ()
    """The oldest first."""
    now: tuple[Standing, ...] = ()
    """Where the actor stands now: one position, or several where the latest differ and no date says which came last."""
    undated: tuple[Standing, ...] = ()
    """Own voice, from sources that carry no date."""
    attributed: tuple[Standing, ...] = ()
    """What others say of the actor, the newest first."""
    silent: tuple[Standing, ...] = ()
    """Not stated: somebody looked, and the sources say nothing."""
    replaced: tuple[Standing, ...] = ()
    """Read again by the briefing that supersedes theirs, which counts instead."""

    @property
    def since(self) -> Standing | None:
        """The first position of the run that leads to now; None where now isn't one."""
        return self.runs[-1].first if len(self.now) == 1 and self.now[0] in self.runs[-1].standings else None

    @property
    def latest(self) -> Date | None:
        """The date of its last position in its own voice."""
        return self.runs[-1].last.position.as_of if self.runs else None

    @property
    def weight(self) -> tuple[int, int]:
        """Sort key: when the actor last spoke itself, and how often."""
        return (self.latest.last.toordinal() if self.latest else 0, len(self.undated) + self.dated)

    @property
    def dated(self) -> int:
        """How many dated positions of its own voice."""
        return sum(len(run.standings) for run in self.runs)


def histories(archive: Archive) -> dict[tuple[str, str], History]:
    """The history of each actor on each issue, by both ids, in the order of names; what is withdrawn doesn't count."""
    held: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
    for standing in archive.standings:
        held[standing.position.actor, standing.position.issue].append(standing)
    actors, issues = ({id: n for n, id in enumerate(names)} for names in (archive.actors, archive.issues))
    by_name = sorted(held, key=lambda key: (actors[key[0]], issues[key[1]]))
    return {key: _history(*key, held[key], archive) for key in by_name}


def day(standing: Standing) -> Date:
    """The date of a dated position."""
    if standing.position.as_of is None:
        raise ValueError("the position is undated")
    return standing.position.as_of


def _history(actor: str, issue: str, standings: Sequence[Standing], archive: Archive) -> History:
    replaced = [s for s in standings if _read_again(s, standings, archive.superseded_by)]
    left = [s for s in standings if s not in replaced] if replaced else standings
    said = [s for s in left if s.position.stance != "not-stated"]
    dated = sorted((s for s in said if s.own_voice and s.position.as_of), key=_order)
    runs = tuple(Run(tuple(chunk)) for _, chunk in groupby(dated, key=lambda s: s.position.stance))
    return History(
        actor, issue, runs, tuple(_shifts(dated)),
        tuple(_latest([s for s in dated if s.briefing.id not in archive.superseded_by])),
        tuple(s for s in said if s.own_voice and not s.position.as_of), tuple(s for s in said if not s.own_voice),
        tuple(s for s in left if s.position.stance == "not-stated"), tuple(replaced),
    )  # fmt: skip


def _order(standing: Standing) -> tuple[object, ...]:
    return (*day(standing).order, standing.briefing.id, standing.position.span)


def _read_again(standing: Standing, others: Iterable[Standing], superseded_by: Mapping[str, str]) -> bool:
    """Whether a briefing that supersedes this one's has a position of the same time."""
    newer: set[str] = set()
    at = superseded_by.get(standing.briefing.id)
    while at and at not in newer:
        newer.add(at)
        at = superseded_by.get(at)
    when = standing.position.as_of
    return bool(newer) and any(
        other.briefing.id in newer
        and ((when is None and other.position.as_of is None) or _overlap(when, other.position.as_of))
        for other in others
    )


def _overlap(one: Date | None, other: Date | None) -> bool:
    return one is not None and other is not None and one.first <= other.last and other.first <= one.last


def _latest(dated: Sequence[Standing]) -> Iterator[Standing]:
    """Of those that no other is certainly later than, the last of each stance, the newest first."""
    if not dated:
        return
    last_start = max(day(s).first for s in dated)
    told: set[str] = set()
    for standing in sorted(dated, key=lambda s: (day(s).last, day(s).first), reverse=True):
        if day(standing).last >= last_start and standing.position.stance not in told:
            told.add(standing.position.stance)
            yield standing


def _shifts(dated: Sequence[Standing]) -> Iterator[Shift]:
    """From a clear stance to another one, each alone at its time."""
    clear = [s for s in dated if s.position.stance not in UNCLEAR]
    alone = [s for s in clear if not _contradicted(s, clear)]
    ended = sorted(alone, key=lambda s: day(s).last)
    ends = [day(s).last for s in ended]
    told: set[tuple[int, str]] = set()
    for after in alone:
        earlier = ended[: bisect_left(ends, day(after).first)]
        before = list(_latest(earlier))
        if len(before) != 1 or before[0].position.stance == after.position.stance or same_words(before[0], after):
            continue
        if (key := (id(before[0]), after.position.stance)) not in told:
            told.add(key)
            yield Shift(before[0], after)


def _contradicted(standing: Standing, clear: Sequence[Standing]) -> bool:
    """Whether another stance was stated within the same time; `clear` is sorted by first day."""
    when = day(standing)
    start = bisect_left(clear, when.first, key=lambda s: day(s).first)
    for other in clear[start:]:
        if day(other).first > when.last:
            return False
        if day(other).last <= when.last and other.position.stance != standing.position.stance:
            return True
    return False
