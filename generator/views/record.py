"""What doesn't fit on the page of an actor or an issue: pages of one list each, of whole years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.archive import Quotation, Standing
from generator.model import Briefing
from generator.relate import History, Shift
from generator.views.lists import MOST, MOST_LIGHT, Part, filed, parted, year_of

T = TypeVar("T", Standing, Quotation, Briefing, Shift, History)


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One list of an actor or an issue; one of the lists below has items."""

    title: str
    name: str
    """Of the actor or the issue."""
    home: str
    """Its path."""
    column: str
    """What the rows of its tables begin with: `Actor` or `On`."""
    parts: tuple[Part, ...]
    standings: tuple[Standing, ...] = ()
    voiced: tuple[Standing, ...] = ()
    """Positions of others."""
    quotations: tuple[Quotation, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    shifts: tuple[Shift, ...] = ()
    histories: tuple[History, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The actor or the issue that lists belong to."""

    name: str
    home: str
    column: str

    def standings(self, items: Sequence[Standing]) -> Iterator[Made]:
        """Positions by year."""
        return self._by_year("standings", items, lambda s: year_of(s.position.as_of), "positions", "Positions")

    def voiced(self, items: Sequence[Standing]) -> Iterator[Made]:
        """Positions of others that the actor voiced, by year."""
        return self._by_year("voiced", items, lambda s: year_of(s.position.as_of), "voiced", "Voiced for others")

    def quotations(self, items: Sequence[Quotation]) -> Iterator[Made]:
        """Quotations by year."""
        return self._by_year("quotations", items, lambda q: year_of(q.date), "quotes", "Quotes")

    def briefings(self, items: Sequence[Briefing]) -> Iterator[Made]:
        """Briefings by year of publication."""
        return self._by_year("briefings", items, lambda b: year_of(b.published), "briefings", "Briefings")

    def shifts(self, items: Sequence[Shift]) -> Iterator[Made]:
        """Changes of stance by year."""
        return self._by_year("shifts", items, lambda s: year_of(s.date), "shifts", "Shifts")

    def histories(self, items: Sequence[History], way: str, title: str) -> Iterator[Made]:
        """Where everybody stands, by hundred."""
        for path, chunk, parts in parted(items, f"{self.home}{way}/"):
            yield self._page(path, title, parts, histories=chunk)

    def _by_year(self, kind: str, items: Sequence[T], year: Callable[[T], str], way: str, title: str) -> Iterator[Made]:
        most = MOST if kind == "shifts" else MOST_LIGHT
        for path, named, chunk, parts in filed(items, year, f"{self.home}{way}/", title, most):
            yield self._page(path, named, parts, **{kind: chunk})

    def _page(self, path: str, title: str, parts: tuple[Part, ...], **lists: tuple[object, ...]) -> Made:
        view = RecordPage(title, self.name, self.home, self.column, parts, **lists)  # type: ignore[arg-type]
        return path, "record", f"{self.name}: {title.lower()}", view


Made = tuple[str, str, str, RecordPage]
"""Path, template, title and view of a page."""
