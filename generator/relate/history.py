"""Where actors stand on issues over time, from what they said themselves, and when that changed.

A date is as precise as its source, so "later" is only said where it is certain: the last day of the one lies before the
first day of the other.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.archive import Archive, Standing
from generator.dates import Date
from generator.relate.readings import same_words

UNCLEAR = frozenset(["ambiguous", "not-stated"])
"""Stances that neither begin nor end a shift."""
INSTEAD = ("earlier", "undated", "attributed", "not-stated")
"""What there may be of an actor of whom nothing tells where it stands now."""


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

    @property
    def lasts(self) -> bool:
        """Whether the newest is certainly later than the oldest."""
        return span(self.first).last < span(self.last).first


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
    def own(self) -> tuple[Standing, ...]:
        """Its dated positions in its own voice, the oldest first."""
        return tuple(standing for run in self.runs for standing in run.standings)

    @property
    def stands(self) -> str:
        """Where the actor stands now: a stance, or `divided`; else the first of `INSTEAD` that is on record."""
        if self.now:
            return self.now[0].position.stance if len(self.now) == 1 else "divided"
        found = (self.runs, self.undated, self.attributed, self.silent)
        return next((name for name, held in zip(INSTEAD, found, strict=True) if held), "replaced")

    @property
    def unspoken(self) -> bool:
        """Whether somebody looked and found nothing, and nothing of its own is on record."""
        return bool(self.silent) and not (self.runs or self.undated or self.replaced)

    @property
    def since(self) -> Standing | None:
        """The first position that says what now says and is certainly later than all others; None where now isn't one.

        What a superseded briefing has after now is no other: it doesn't lead to it.
        """
        if len(self.now) != 1:
            return None
        now = self.now[0]
        until = span(now).last
        others = (span(s) for s in self.own if s.position.stance != now.position.stance)
        end = max((date.last for date in others if date.first <= until), default=None)
        alike = (s for s in self.own if s.position.stance == now.position.stance)
        return next((s for s in alike if span(s).first <= until and (end is None or span(s).first > end)), now)

    @property
    def again(self) -> Standing | None:
        """Where the actor stands now, if that is certainly later than since when."""
        first = self.since
        return self.now[0] if first and span(first).last < span(self.now[0]).first else None

    @property
    def overtaken(self) -> bool:
        """Whether what stands last in the history says otherwise than now, since its briefing is superseded."""
        return bool(self.now) and all(s.position.stance != self.runs[-1].stance for s in self.now)

    @property
    def latest(self) -> Date | None:
        """The date of its last position in its own voice."""
        return max(map(day, self.own), key=lambda d: (d.ended, d.first), default=None)

    @property
    def weight(self) -> tuple[int, int]:
        """Sort key: when the actor last spoke itself, and how often."""
        latest = self.latest
        return (latest.ended.toordinal() if latest else 0, len(self.undated) + self.dated)

    @property
    def dated(self) -> int:
        """How many dated positions of its own voice."""
        return len(self.own)


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


def span(standing: Standing) -> Date:
    """The date of a dated position; of a moment all days that it falls on somewhere between its zone and UTC."""
    date = day(standing)
    if date.precision != "moment":
        return date
    at = dt.datetime.fromisoformat(date.text)
    away = at.utcoffset() or dt.timedelta()
    try:
        there = (at.replace(tzinfo=None) - away).date()
    except OverflowError:
        return date
    return replace(date, first=min(date.first, there), last=max(date.last, there))


def _history(actor: str, issue: str, standings: Sequence[Standing], archive: Archive) -> History:
    replaced = _read_again(standings, archive.superseded_by)
    left = [s for s in standings if id(s) not in replaced]
    said = [s for s in left if s.position.stance != "not-stated"]
    dated = sorted((s for s in said if s.own_voice and s.position.as_of), key=_order)
    runs = tuple(Run(tuple(chunk)) for _, chunk in groupby(dated, key=lambda s: s.position.stance))
    return History(
        actor, issue, runs, tuple(_shifts(dated)),
        tuple(_latest([s for s in dated if s.briefing.id not in archive.superseded_by])),
        tuple(s for s in said if s.own_voice and not s.position.as_of), tuple(s for s in said if not s.own_voice),
        tuple(s for s in left if s.position.stance == "not-stated"),
        tuple(s for s in standings if id(s) in replaced),
    )  # fmt: skip


def _order(standing: Standing) -> tuple[object, ...]:
    return (*span(standing).order, standing.briefing.id, standing.position.span)


def _read_again(standings: Sequence[Standing], superseded_by: Mapping[str, str]) -> set[int]:
    """Those, by `id()`, that a briefing that supersedes theirs has read again."""
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        held[standing.briefing.id].append(standing)
    return {
        id(standing)
        for briefing, old in held.items()
        if briefing in superseded_by
        for newer in [[s for id in successors(briefing, superseded_by) if id in held for s in held[id]]]
        for standing in old
        if any(_reads_again(other, standing) for other in newer)
    }


def successors(briefing: str, superseded_by: Mapping[str, str]) -> dict[str, None]:
    """The ids of the briefings that replace one, and each other, in their order."""
    found: dict[str, None] = {}
    at = superseded_by.get(briefing)
    while at and at not in found:
        found[at] = None
        at = superseded_by.get(at)
    return found


def _reads_again(newer: Standing, older: Standing) -> bool:
    """Whether a position tells of the same time in the same voice, or rests on the same words.

    What the sources say after all takes the place of silence; silence takes no stance's.
    """
    dated = older.position.as_of and newer.position.as_of
    same_time = span(older).overlaps(span(newer)) if dated else older.position.as_of is newer.position.as_of
    same_voice = newer.own_voice == older.own_voice and newer.position.stance != "not-stated"
    return (same_time and (same_voice or older.position.stance == "not-stated")) or bool(same_words(older, newer))


def _latest(dated: Sequence[Standing]) -> Iterator[Standing]:
    """Of those that no other is certainly later than, the last of each stance, the newest first."""
    last_of: dict[str, Standing] = {}
    for standing in _unsurpassed(dated):
        stance = standing.position.stance
        last_of[stance] = max(last_of.get(stance, standing), standing, key=_begins_late)
    yield from sorted(last_of.values(), key=lambda s: (span(s).last, span(s).first), reverse=True)


def _begins_late(standing: Standing) -> tuple[int, int]:
    """Sort key: what begins later comes later, and of those alike the more precise one."""
    return span(standing).first.toordinal(), -span(standing).last.toordinal()


def _unsurpassed(dated: Sequence[Standing]) -> list[Standing]:
    """Those that no other is certainly later than."""
    last_start = max((span(s).first for s in dated), default=None)
    return [s for s in dated if last_start is None or span(s).last >= last_start]


def _shifts(dated: Sequence[Standing]) -> Iterator[Shift]:
    """From a clear stance to another one, each alone at its time."""
    clear = [s for s in dated if s.position.stance not in UNCLEAR]
    alone = _uncontradicted(clear)
    ended = deque(sorted(alone, key=lambda s: span(s).last))
    latest: list[Standing] = []
    before: list[Standing] = []
    told: set[tuple[int, str]] = set()
    for after in alone:
        if span(ended[0]).last < span(after).first:
            while span(ended[0]).last < span(after).first:  # at the latest, `after` itself stops it
                latest.append(ended.popleft())
            latest = _unsurpassed(latest)
            before = list(_latest(latest))
        if len(before) != 1 or before[0].position.stance == after.position.stance or same_words(before[0], after):
            continue
        if (key := (id(before[0]), after.position.stance)) not in told:
            told.add(key)
            yield Shift(before[0], after)


def _uncontradicted(clear: Sequence[Standing]) -> list[Standing]:
    """Those within whose time no other stance was stated; `clear` is sorted by first day."""
    said = list(dict.fromkeys((span(s).first, span(s).last, s.position.stance) for s in clear))
    firsts = [first for first, _, _ in said]
    kept = set()
    for first, last, stance in said:
        within = said[bisect_left(firsts, first) : bisect_right(firsts, last)]
        if not any(end <= last and other != stance for _, end, other in within):
            kept.add((first, last, stance))
    return [s for s in clear if (span(s).first, span(s).last, s.position.stance) in kept]
