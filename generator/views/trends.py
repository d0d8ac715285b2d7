"""The mix of the archive over time: how its sources, briefings and claims divide, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.archive import Archive
from generator.relate import Mix
from generator.relate.mix import TIERS
from generator.views.lists import year_of

FEW = 10
"""A year with fewer is told in words: a share of them would say more than they show."""
MOST_YEARS = 12
"""Years that a picture shows by themselves, the latest ones; those before stand in one row."""
OWNERS = ("two-or-more", "one", "none")
HANGS = ("one-source", "one-owner", "owners-unknown", "independent")
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Row:
    """What there is of one year, or of the undated."""

    label: str
    counts: tuple[int, ...]
    """How many of each kind, in the order of the trend's kinds."""

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts)

    @property
    def present(self) -> tuple[int, ...]:
        """The kinds, by number, of which there are any."""
        return tuple(number for number, count in enumerate(self.counts) if count)

    @property
    def few(self) -> bool:
        """Whether they are too few for shares."""
        return self.total < FEW


@dataclass(frozen=True, slots=True)
class Trend:
    """How things divide into kinds, year by year."""

    kinds: tuple[str, ...]
    """What is told of first comes first."""
    rows: tuple[Row, ...]
    """By year, the oldest first, the undated last; empty years are left out."""

    @property
    def drawn(self) -> bool:
        """Whether there is a change over time to draw: two years with enough in them."""
        return sum(row.label != UNDATED and not row.few for row in self.rows) > 1

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows of the picture."""
        years = [row for row in self.rows if row.label != UNDATED]
        early, late = years[:-MOST_YEARS], years[-MOST_YEARS:]
        gathered = [_sum(f"to {early[-1].label}", early)] if early else []
        return (*gathered, *late, *(row for row in self.rows if row.label == UNDATED))

    @property
    def total(self) -> Row:
        """All years and the undated."""
        return _sum("all", self.rows, len(self.kinds))

    @property
    def latest(self) -> Row | None:
        """The latest year with enough in it."""
        return next((row for row in reversed(self.rows) if row.label != UNDATED and not row.few), None)


@dataclass(frozen=True, slots=True)
class Trends:
    """The archive over time."""

    tiers: Trend
    """Sources by tier, by the year in which they were issued."""
    owners: Trend
    """Briefings by how many independent owners are known, by the year of publication."""
    claims: Trend
    """Claims by what they hang on, by the year in which their briefing was published."""


def trends(archive: Archive, mixes: Mapping[str, Mix]) -> Trends:
    """The archive over time, without withdrawn briefings."""
    live = [(year_of(briefing.published), mixes[briefing.id]) for briefing in archive.live]
    return Trends(
        _trend(TIERS, ((year_of(s.issued), TIERS.index(s.tier)) for b in archive.live for s in b.sources)),
        _trend(OWNERS, ((year, 2 - min(len(mix.owners), 2)) for year, mix in live)),
        _trend(HANGS, ((year, HANGS.index(claim.hangs)) for year, mix in live for claim in mix.claims)),
    )


def by_year(kinds: tuple[str, ...], years: Mapping[str, tuple[int, ...]]) -> Trend:
    """A trend of numbers by year, sorted."""
    rows = (Row(year, years[year]) for year in sorted(years, key=lambda year: (year == UNDATED, year)))
    return Trend(kinds, tuple(rows))


def _trend(kinds: tuple[str, ...], items: Iterable[tuple[str, int]]) -> Trend:
    years: dict[str, list[int]] = {}
    for year, kind in items:
        years.setdefault(year, [0] * len(kinds))[kind] += 1
    return by_year(kinds, {year: tuple(counts) for year, counts in years.items()})


def _sum(label: str, rows: Iterable[Row], kinds: int = 0) -> Row:
    counts = [row.counts for row in rows] or [(0,) * kinds]
    return Row(label, tuple(map(sum, zip(*counts, strict=True))))
