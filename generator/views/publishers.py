"""A publisher: who it is, and what the archive has from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from generator.archive import Archive, Quotation
from generator.model import Briefing, Publisher
from generator.relate import Claim, Relations
from generator.relate.mix import owners
from generator.views.lists import MOST_LIGHT, Part, filed, in_years, piled, year_of
from generator.views.sheaves import Made, Sheaf
from generator.views.sources import SourceUse, resting

SHOWN = 5
"""Claims and quotations on a publisher's own page; the others have pages of their own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was taken from a publisher, in one year or in all."""

    label: str
    """The year in which its sources were issued."""
    sources: int
    briefings: int
    quotations: int
    """From its sources, or passed on by them."""
    positions: int
    """With evidence from its sources."""


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """One publisher and what was taken from it."""

    publisher: Publisher
    owner: str
    """The name of its owner; empty where it isn't stated."""
    others: tuple[Publisher, ...]
    """Other publishers of the same owner, by name."""
    total: Taken
    years: tuple[Taken, ...]
    """The newest first, the undated last."""
    claims: tuple[Claim, ...]
    """The newest of those that hang on it alone."""
    alone: int
    """How many hang on it alone."""
    quotations: tuple[Quotation, ...]
    """The newest."""
    uses: tuple[tuple[str, tuple[SourceUse, ...]], ...]
    """Its sources by year, the newest first, the undated last."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PublisherListPage:
    """All claims, all quotations or the sources of a year, where they are too many for the publisher's page."""

    publisher: Publisher
    title: str
    parts: tuple[Part, ...]
    claims: tuple[Claim, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    uses: tuple[SourceUse, ...] = ()


@dataclass(slots=True)
class _Shelf:
    """What was found of one publisher."""

    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many of each kind in each year, and in all, whose year is empty."""
    uses: list[SourceUse] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)


def sheaves(
    archive: Archive, relations: Relations, used: Callable[[], Mapping[str, Sequence[SourceUse]]]
) -> Iterator[Sheaf[PublisherPage | PublisherListPage]]:
    """A page for each publisher, and more where it has much.

    Args:
        archive: Without drafts, unless they are wanted.
        relations: What follows from that archive.
        used: Gives the sources of each briefing, by its id.

    """
    owned = owners(archive.publishers.values())
    houses: defaultdict[str, list[Publisher]] = defaultdict(list)
    for publisher in archive.publishers.values():
        houses[owned.get(publisher.id, "")].append(publisher)
    shelves = cache(lambda: _shelves(archive, relations, used()))

    def pages_of(publisher: Publisher) -> Iterator[Made[PublisherPage | PublisherListPage]]:
        owner = owned.get(publisher.id, "")
        others = tuple(other for other in houses[owner] if owner and other is not publisher)
        return _pages(publisher, owner, others, shelves()[publisher.id])

    yield from (partial(pages_of, publisher) for publisher in archive.publishers.values())


def _pages(
    publisher: Publisher, owner: str, others: tuple[Publisher, ...], shelf: _Shelf
) -> Iterator[Made[PublisherPage | PublisherListPage]]:
    base, name = f"publishers/{publisher.id}/", str(publisher.name)
    years = sorted({year for year, _ in shelf.taken if year}, key=lambda y: y if y.isdigit() else "", reverse=True)
    (_, _, latest, parts), *rest = filed(sorted(shelf.uses, key=_newest), _year, base, "Sources")
    yield base, "publisher", name, PublisherPage(
        publisher, owner, others, _taken("", shelf.taken), tuple(_taken(year, shelf.taken) for year in years),
        tuple(shelf.claims[:SHOWN]), len(shelf.claims), tuple(shelf.quotations[:SHOWN]),
        in_years(latest, _year), parts,
    )  # fmt: skip
    for path, title, chunk, ways in rest:
        yield path, "publisher-list", f"{name}: {title}", PublisherListPage(publisher, title, ways, uses=chunk)
    if len(shelf.claims) > SHOWN:
        title = "Claims that hang on it alone"
        for path, claims, ways in piled(shelf.claims, f"{base}claims/", MOST_LIGHT):
            yield path, "publisher-list", f"{name}: {title}", PublisherListPage(publisher, title, ways, claims)
    if len(shelf.quotations) > SHOWN:
        title = "Quotations"
        for path, quotes, ways in piled(shelf.quotations, f"{base}quotes/", MOST_LIGHT):
            yield path, "publisher-list", f"{name}: {title}", PublisherListPage(publisher, title, ways, (), quotes)


def _year(use: SourceUse) -> str:
    return year_of(use.source.issued)


def _newest(use: SourceUse) -> tuple[int, int]:
    issued = use.source.issued
    return (-issued.last.year, -issued.last.toordinal()) if issued else (1, 0)


def _taken(year: str, found: Mapping[tuple[str, str], int]) -> Taken:
    return Taken(year, *(found[year, kind] for kind in ("sources", "briefings", "quotations", "positions")))


def _shelves(
    archive: Archive, relations: Relations, used: Mapping[str, Sequence[SourceUse]]
) -> defaultdict[str, _Shelf]:
    shelves: defaultdict[str, _Shelf] = defaultdict(_Shelf)
    for briefing in archive.live:
        for use in used[briefing.id]:
            shelves[use.source.publisher or ""].uses.append(use)
        quotes, positions = resting(briefing)
        for (publisher, year), ids in _sources(briefing).items():
            taken = shelves[publisher].taken
            taken[year, "sources"] += len(ids)
            taken[year, "briefings"] += 1
            taken[year, "quotations"] += len(set[str]().union(*(quotes[id] for id in ids if id in quotes)))
            taken[year, "positions"] += len(set[int]().union(*(positions[id] for id in ids if id in positions)))
        for claim in relations.mixes[briefing.id].alone:
            if len(publishers := {source.publisher for source in claim.sources}) == 1:
                shelves[publishers.pop() or ""].claims.append(claim)
    for quotation in archive.quotations:
        for publisher in _publishers(quotation):
            shelves[publisher].quotations.append(quotation)
    return shelves


def _sources(briefing: Briefing) -> dict[tuple[str, str], set[str]]:
    """The sources of each publisher, in each year and in all."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source in briefing.sources:
        for year in ("", year_of(source.issued)):
            found[source.publisher or "", year].add(source.id)
    return found


def _publishers(quotation: Quotation) -> Sequence[str]:
    """Whose sources a quotation stands in or passed through."""
    ids = (quotation.quote.source, *quotation.quote.via)
    found: Iterable[str] = (str(s.publisher) for s in quotation.briefing.sources if s.id in ids and s.publisher)
    return sorted(set(found))
