"""Quotations of the whole archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive, Quotation
from generator.views.lists import Part, by_year, year_of


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """Quotations, newest first."""

    title: str
    quotations: tuple[Quotation, ...]
    total: int
    parts: tuple[Part, ...]


def pages(archive: Archive) -> Iterator[tuple[str, str, str, QuotesPage]]:
    """Every quotation, by year."""
    for path, title, quotes, parts in by_year(archive.quotations, lambda q: year_of(q.date), "quotes/", "Quotes"):
        yield path, "quotes", title, QuotesPage(title, quotes, len(archive.quotations), parts)
