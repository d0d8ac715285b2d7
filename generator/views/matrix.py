"""Actors by time: what each said of an issue in each year, quarter or month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.archive import Standing
from generator.relate import History

MOST_PERIODS = 8
MOST_CHIPS = 150
"""Positions in the table; where there are more, a cell has one, else two."""
STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 12000)
"""Lengths of a period, in months."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What an actor said in one period, or that the sources of that time are silent."""

    period: str
    standings: tuple[Standing, ...]
    """The newest of each run, the oldest first."""
    more: int
    """Others of that time that found no room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One actor's positions by period."""

    history: History
    cells: tuple[Cell, ...]
    most: int
    """Positions that a cell has room for."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by time."""

    periods: tuple[str, ...]
    """Names of the periods, the oldest first."""
    rows: tuple[Row, ...]


def matrix(histories: Sequence[History]) -> Matrix:
    """Put dated positions, and dated silence, into periods; a date that spans several stands in the first."""
    days = [day for history in histories for standing in _of(history) if (day := _begins(standing))]
    if not days:
        return Matrix((), ())
    first, last = _month(min(days)), _month(max(days))
    step = next((n for n in STEPS if last // n - first // n < MOST_PERIODS), STEPS[-1])
    numbers = range(first // step, last // step + 1)
    names = {number: _name(number * step, step) for number in numbers}
    roomy = [Row(history, tuple(_cells(history, names, step, 2)), 2) for history in histories]
    if sum(len(cell.standings) for row in roomy for cell in row.cells) <= MOST_CHIPS:
        return Matrix(tuple(names.values()), tuple(roomy))
    tight = (Row(history, tuple(_cells(history, names, step, 1)), 1) for history in histories)
    return Matrix(tuple(names.values()), tuple(tight))


def _of(history: History) -> list[Standing]:
    return [*history.own, *history.silent]


def _begins(standing: Standing) -> dt.date | None:
    """The first day that its date can mean, or the last of one that began nobody knows when."""
    date = standing.position.as_of
    if date is None:
        return None
    return date.last if date.first == dt.date.min else date.first


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _name(month: int, step: int) -> str:
    year = month // 12
    if step == 1:
        return f"{dt.date(2000, month % 12 + 1, 1):%b} {year}"
    if step == 3:
        return f"{year} Q{month % 12 // 3 + 1}"
    return f"{year}" if step == 12 else f"{year}–{year + step // 12 - 1}"


def _cells(history: History, names: dict[int, str], step: int, most: int) -> Iterable[Cell]:
    held: dict[int, list[Standing]] = {number: [] for number in names}
    for standing in _of(history):
        if day := _begins(standing):
            held[_month(day) // step].append(standing)
    for number, standings in held.items():
        kept: list[Standing] = []
        for standing in standings:
            if kept and kept[-1].position.stance == standing.position.stance:
                kept.pop()
            kept.append(standing)
        shown = tuple(kept[-most:])
        yield Cell(names[number], shown, len(standings) - len(shown))
