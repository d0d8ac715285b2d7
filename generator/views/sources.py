"""What the briefings rest on, and who published it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive
from generator.model import Briefing, Publisher, Source
from generator.views.lists import Part, by_year, parted, year_of


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source of a briefing, with what rests on it."""

    briefing: Briefing
    source: Source
    key: str
    """Its letter on the briefing's page."""
    points: int
    quotes: int
    positions: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Publishers, and sources of each briefing."""

    title: str
    publishers: tuple[tuple[Publisher, int], ...]
    uses: tuple[SourceUse, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """One publisher and what was taken from it."""

    publisher: Publisher
    uses: tuple[SourceUse, ...]
    parts: tuple[Part, ...]


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def uses(briefing: Briefing) -> tuple[SourceUse, ...]:
    """The sources of a briefing with what rests on each."""
    made = []
    for number, source in enumerate(briefing.sources):
        quotes = {q.id for q in briefing.key_quotes if source.id in (q.source, *q.via)}
        positions = sum(any(e.source == source.id or e.quote in quotes for e in p.evidence) for p in briefing.positions)
        points = sum(source.id in point.cites for point in briefing.summary)
        made.append(SourceUse(briefing, source, letters(number), points, len(quotes), positions))
    return tuple(made)


def pages(archive: Archive) -> Iterator[tuple[str, str, str, SourcesPage | PublisherPage]]:
    """The list of sources, and a page for each publisher."""
    every = [use for briefing in archive.live for use in uses(briefing)]
    taken: defaultdict[str, list[SourceUse]] = defaultdict(list)
    for use in every:
        taken[use.source.publisher or ""].append(use)
    publishers = tuple((p, len(taken[p.id])) for p in archive.publishers.values())
    for path, title, chunk, parts in by_year(every, lambda u: year_of(u.source.issued), "sources/", "Sources"):
        yield path, "sources", title, SourcesPage(title, publishers if path == "sources/" else (), chunk, parts)
    for publisher in archive.publishers.values():
        for path, chunk, parts in parted(taken[publisher.id], f"publishers/{publisher.id}/"):
            yield path, "publisher", publisher.name, PublisherPage(publisher, chunk, parts)
