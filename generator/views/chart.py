"""The picture of where actors stand: a lane for each, what they said placed by date, told apart from what others say.

Places along the lanes are percent of the time shown, so that a template draws them at any width.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.archive import Standing
from generator.dates import Date
from generator.model import STANCES
from generator.relate import History
from generator.relate.history import INSTEAD

MOST_MARKS = 200
"""Marks of a picture; where there are more, each lane has as many as there is room for, the newest."""
ROW, HEAD, SECOND, AXIS = 44, 40, 18, 26
"""Heights in pixels: a lane, the heading of a group, the second line of a lane, the axis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A position at its place in time."""

    standing: Standing
    x: str
    """Percent of the time shown, in the middle of what its date can mean."""
    left: str
    """Where its date begins, in percent; empty where a point says enough."""
    right: str
    """Where its date ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From the first to the last of positions in a row that say the same."""

    stance: str
    x: str
    end: str


@dataclass(frozen=True, slots=True)
class Lane:
    """What is on record of one actor on one issue."""

    history: History
    y: int
    """Top in pixels."""
    bars: tuple[Bar, ...]
    own: tuple[Mark, ...]
    """Own voice and dated."""
    silent: tuple[Mark, ...]
    attributed: tuple[Mark, ...]
    undated: tuple[Standing, ...]
    """One of each stance, in the actor's own voice."""
    left_out: int
    """Dated positions of all kinds that found no room."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes of those who stand alike now."""

    name: str
    """What `History.stands` says of each; empty where lanes aren't grouped."""
    y: int
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the lanes, with its date in words."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Lanes on one axis of time."""

    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]
    height: int
    """In pixels."""
    first: Date
    last: Date
    """The dates of the first and the last position."""

    @property
    def undated(self) -> bool:
        """Whether a lane has undated positions."""
        return any(lane.undated for lane in self.lanes)

    @property
    def others(self) -> bool:
        """Whether a lane has positions that others attribute."""
        return any(lane.attributed for lane in self.lanes)

    @property
    def own(self) -> bool:
        """Whether a lane has marks in the actor's own voice."""
        return any(lane.own for lane in self.lanes)

    @property
    def bars(self) -> bool:
        """Whether a lane has positions in a row that say the same."""
        return any(lane.bars for lane in self.lanes)

    @property
    def imprecise(self) -> bool:
        """Whether a mark's date reaches farther than the mark."""
        return any(mark.left for lane in self.lanes for mark in (*lane.own, *lane.silent, *lane.attributed))

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Of all groups."""
        return tuple(lane for group in self.groups for lane in group.lanes)

    @property
    def left_out(self) -> bool:
        """Whether a lane has positions that found no room."""
        return any(lane.left_out for lane in self.lanes)


def chart(groups: Iterable[tuple[str, Sequence[History]]]) -> Chart | None:
    """Draw histories; None where nothing is dated.

    Args:
        groups: Histories of those who stand alike, under a name; without a name, lanes aren't headed.

    """
    kept = [(name, list(histories)) for name, histories in groups if histories]
    dates = [d for _, histories in kept for h in histories for s in _dated(h) if (d := s.position.as_of)]
    if not dates:
        return None
    axis, room = _Axis(dates), _room(history for _, histories in kept for history in histories)
    made, y = [], AXIS
    for name, histories in kept:
        top, y = y, y + (HEAD if name else 0)
        lanes = []
        for history in histories:
            lanes.append(_lane(history, y, axis, room))
            y += ROW + (SECOND if lanes[-1].attributed else 0)
        made.append(Group(name, top, tuple(lanes)))
    first, last = min(dates, key=lambda d: d.order), max(dates, key=lambda d: (d.ended, d.first))
    return Chart(tuple(made), axis.ticks(), y, first, last)


def _dated(history: History) -> list[Standing]:
    return [s for s in (*history.own, *history.attributed, *history.silent) if s.position.as_of]


def _room(histories: Iterable[History]) -> int:
    """How many marks a lane may have of its own voice; a third of that, and one, of each other kind."""
    lanes = [(history.dated, len(history.attributed), len(history.silent)) for history in histories]

    def marks(room: int) -> int:
        return sum(min(own, room) + min(a, room // 3 + 1) + min(s, room // 3 + 1) for own, a, s in lanes)

    return next((room for room in range(24, 2, -1) if marks(room) <= MOST_MARKS), 2)


def _lane(history: History, y: int, axis: _Axis, room: int) -> Lane:
    kept: Sequence[Standing] = history.own
    if len(kept) > room:
        kept = [s for run in history.runs for s in run.standings[:: max(len(run.standings) - 1, 1)]][-room:]
    others = {s.position.stance: s for s in reversed(history.undated)}
    attributed = tuple(s for s in history.attributed if s.position.as_of)[: room // 3 + 1]
    silent = tuple(s for s in history.silent if s.position.as_of)[: room // 3 + 1]
    marks = len(kept) + len(attributed) + len(silent)
    return Lane(
        history, y, tuple(_bars(history, kept, axis)), axis.marks(kept), axis.marks(silent), axis.marks(attributed),
        tuple(sorted(others.values(), key=lambda s: STANCES.index(s.position.stance))), len(_dated(history)) - marks,
    )  # fmt: skip


def _bars(history: History, kept: Iterable[Standing], axis: _Axis) -> Iterator[Bar]:
    drawn = set(map(id, kept))
    for run in history.runs:
        ends = [standing for standing in run.standings if id(standing) in drawn]
        if len(ends) > 1:
            yield axis.bar(run.stance, ends[0], ends[-1])


class _Axis:
    """Time from the first to the last date, with a little room on both sides."""

    def __init__(self, dates: Iterable[Date]) -> None:
        open_ends = (dt.date.min, dt.date.max)
        days = [day for date in dates for day in (date.first, date.last) if day not in open_ends] or open_ends
        first, last = min(days).toordinal(), max(days).toordinal()
        room = max((last - first) * 0.03, 10)
        self.start = max(int(first - room), 1)
        self.end = min(int(last + room) + 1, dt.date.max.toordinal())

    def at(self, day: float) -> float:
        """Percent of the time shown."""
        return min(max((day - self.start) / (self.end - self.start) * 100, 0), 100)

    def marks(self, standings: Iterable[Standing]) -> tuple[Mark, ...]:
        made = []
        for standing in standings:
            if (date := standing.position.as_of) is None:
                continue
            left, right = self.at(date.first.toordinal()), self.at(date.last.toordinal())
            wide = right - left > 1
            made.append(
                Mark(
                    standing, percent((left + right) / 2), percent(left) if wide else "", percent(right) if wide else ""
                )
            )
        return tuple(made)

    def bar(self, stance: str, first: Standing, last: Standing) -> Bar:
        start, end = self.marks((first, last))
        return Bar(stance, start.x, end.x)

    def ticks(self) -> tuple[Tick, ...]:
        """Beginnings of years, or of months where the time is short; at most seven."""
        start, end = dt.date.fromordinal(self.start), dt.date.fromordinal(self.end)
        months = (end.year - start.year) * 12 + end.month - start.month
        step = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200) if months / n <= 7), 6000)
        found = []
        for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month + 1):
            if number % step == 0 and number // 12 <= dt.MAXYEAR:
                day = dt.date(number // 12, number % 12 + 1, 1)
                label = f"{day.year}" if step >= 12 or day.month == 1 else f"{day:%b}"
                if start <= day <= end:
                    found.append((day, label))
        named = [n for n, (_, label) in enumerate(found) if label.isdigit()]
        if found and not named:  # months of one year: the first says which
            found[0] = (found[0][0], f"{found[0][1]} {found[0][0].year}")
        return tuple(Tick(percent(self.at(day.toordinal())), label) for day, label in found)


def percent(value: float) -> str:
    """A place as an SVG attribute, to a tenth of a percent."""
    return f"{value:.1f}".removesuffix(".0") + "%"


def alike(histories: Iterable[History]) -> list[tuple[str, list[History]]]:
    """Histories grouped by where they stand now, each group in the order that they come in."""
    groups: dict[str, list[History]] = {}
    for history in histories:
        groups.setdefault(history.stands, []).append(history)
    return [(group, groups[group]) for group in (*STANCES[:-1], "divided", *INSTEAD) if group in groups]
