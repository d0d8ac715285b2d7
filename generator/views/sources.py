"""What the briefings rest on, and how that divides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.archive import Archive
from generator.collation import sort_key
from generator.model import Briefing, Publisher, Source
from generator.relate import Relations
from generator.relate.mix import owners
from generator.views.lists import Part, by_year, year_of
from generator.views.trends import Trends, trends


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
class Owner:
    """Publishers that one owner has: they are one voice."""

    name: str
    publishers: tuple[Publisher, ...]
    sources: int
    claims: int
    """How many claims hang on this owner alone."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The sources of the archive as a whole."""

    briefings: int
    held: int
    """Of how many sources we hold a copy."""
    publishers: tuple[tuple[Publisher, int], ...]
    """By name, each with the number of its sources."""
    unowned: int
    """Of how many publishers the owner isn't stated."""
    owners: tuple[Owner, ...]
    """Those who have several publishers, by name."""
    trends: Trends


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Sources of each briefing, by year; the first page tells of all."""

    title: str
    holdings: Holdings | None
    uses: tuple[SourceUse, ...]
    parts: tuple[Part, ...]


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def uses(briefing: Briefing) -> tuple[SourceUse, ...]:
    """The sources of a briefing with what rests on each."""
    quotes, positions = resting(briefing)
    points = Counter(id for point in briefing.summary for id in set(point.cites))
    return tuple(
        SourceUse(
            briefing, source, letters(number), points[source.id], len(quotes[source.id]), len(positions[source.id])
        )
        for number, source in enumerate(briefing.sources)
    )


def resting(briefing: Briefing) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[int]]]:
    """What rests on each source, by its id: quotations that it gives or passes on, and positions by number."""
    quotes: defaultdict[str, set[str]] = defaultdict(set)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for quote in briefing.key_quotes:
        for id in (quote.source, *quote.via):
            quotes[id].add(quote.id)
            sources[quote.id].add(id)
    positions: defaultdict[str, set[int]] = defaultdict(set)
    for number, position in enumerate(briefing.positions):
        for item in position.evidence:
            for id in (item.source, *(sources.get(item.quote, ()) if item.quote else ())):
                if id:
                    positions[id].add(number)
    return quotes, positions


def pages(
    archive: Archive, relations: Relations, used: Mapping[str, Sequence[SourceUse]]
) -> Iterator[tuple[str, str, str, SourcesPage]]:
    """The lists of sources; with those of each briefing, by its id."""
    every = [use for briefing in archive.live for use in used[briefing.id]]
    for path, title, chunk, parts in by_year(every, lambda u: year_of(u.source.issued), "sources/", "Sources"):
        holdings = _holdings(archive, relations) if path == "sources/" else None
        yield path, "sources", title, SourcesPage(title, holdings, chunk, parts)


def _holdings(archive: Archive, relations: Relations) -> Holdings:
    owned = owners(archive.publishers.values())
    taken = Counter(source.publisher for briefing in archive.live for source in briefing.sources)
    together: defaultdict[str, list[Publisher]] = defaultdict(list)
    for publisher in archive.publishers.values():
        if publisher.id in owned:
            together[owned[publisher.id]].append(publisher)
    alone = Counter(
        owned.get(claim.sources[0].publisher or "")
        for briefing in archive.live
        for claim in relations.mixes[briefing.id].alone
    )
    return Holdings(
        len(archive.live),
        sum(source.snapshot is not None for briefing in archive.live for source in briefing.sources),
        tuple((publisher, taken[publisher.id]) for publisher in archive.publishers.values()),
        len(archive.publishers) - len(owned),
        tuple(
            Owner(name, tuple(houses), sum(taken[p.id] for p in houses), alone[name])
            for name, houses in sorted(together.items(), key=lambda item: sort_key(item[0], ""))
            if len(houses) > 1
        ),
        trends(archive, relations.mixes),
    )
