"""One briefing, and the lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from generator import markdown
from generator.archive import Archive, Quotation, Standing
from generator.model import Briefing, Issue, Topic
from generator.relate import Kinship, Mix, Relations, Utterance
from generator.relate.kinship import chain
from generator.views.dependencies import Sketch
from generator.views.lists import Part, by_year, year_of
from generator.views.shared import Shared, by_quotation, shared
from generator.views.sheaves import Made, Sheaf, batches
from generator.views.sources import SourceUse, uses
from generator.views.timeline import Happening, timeline


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands beside a briefing in a topic, or in several alike, by date of publication."""

    topics: tuple[Topic, ...]
    earlier: Briefing | None
    later: Briefing | None


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The heart: one briefing."""

    briefing: Briefing
    quotations: tuple[Quotation, ...]
    questions: tuple[tuple[Issue, tuple[Standing, ...]], ...]
    """The positions by issue, in the order of the briefing."""
    sources: tuple[SourceUse, ...]
    mix: Mix
    timeline: tuple[Happening, ...]
    analysis: str
    superseded_by: Briefing | None
    supersedes: Briefing | None
    checks: tuple[tuple[str, int], ...]
    chain: tuple[Briefing, ...]
    """All that replaced each other up to this one and after it, the oldest first, where they are more than two."""
    related: tuple[Kinship, ...]
    """The closest first."""
    neighbours: tuple[Neighbours, ...]
    """By topic."""
    shared: Mapping[str, tuple[Shared, ...]]
    """By the id of a quote, what others report in the same words."""


@dataclass(frozen=True, slots=True)
class BriefingsPage:
    """Briefings, newest first."""

    title: str
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


def sheaves(
    archive: Archive, relations: Relations, leads: Callable[[str, str], str]
) -> Iterator[Sheaf[BriefingsPage | Sketch[BriefingPage]]]:
    """The lists of briefings, and a page for each, whose title is that of its briefing.

    Args:
        archive: Without drafts, unless they are wanted.
        relations: What follows from that archive.
        leads: Where a link of a text leads, from the page at a path.

    """
    every = tuple(archive.briefings.values())
    beside, same_words = cache(partial(_neighbours, archive)), cache(partial(by_quotation, relations.utterances))

    def pages_of(some: Sequence[Briefing]) -> Iterator[Made[Sketch[BriefingPage]]]:
        for briefing in some:
            path, neighbours = f"briefings/{briefing.id}/", beside().get(briefing.id, ())
            reported, mix = _reported(archive, briefing, same_words()), relations.mixes[briefing.id]
            related, ways = relations.kinships.get(briefing.id, ()), _ways(briefing, leads)
            seen = (
                briefing, chain(archive, briefing), related, neighbours, reported,
                mix.owners, mix.unowned, tuple(claim.hangs for claim in mix.claims), ways,
            )  # fmt: skip
            make = partial(_page, archive, relations.mixes, briefing, ways, related, neighbours, reported)
            yield path, "briefing", "", Sketch(seen, make)

    yield partial(_lists, every)
    yield from (partial(pages_of, some) for some in batches(every))


def _lists(every: Sequence[Briefing]) -> Iterator[Made[BriefingsPage]]:
    for path, title, chunk, parts in by_year(every, lambda b: year_of(b.published), "briefings/", "Briefings"):
        yield path, "briefings", title, BriefingsPage(title, chunk, parts)


def page(archive: Archive, relations: Relations, leads: Callable[[str, str], str], briefing: Briefing) -> BriefingPage:
    """The page of one briefing, made without those of others; arguments as for `sheaves`."""
    beside, related = _neighbours(archive).get(briefing.id, ()), relations.kinships.get(briefing.id, ())
    reported = _reported(archive, briefing, by_quotation(relations.utterances))
    return _page(archive, relations.mixes, briefing, _ways(briefing, leads), related, beside, reported)


def _ways(briefing: Briefing, leads: Callable[[str, str], str]) -> tuple[str, ...]:
    """Where the links of a briefing's free text lead from its page."""
    return tuple(leads(target, f"briefings/{briefing.id}/") for target in briefing.links)


Reported = Mapping[str, tuple[tuple[Utterance, str, str], ...]]
"""By the id of a quote, what it reports together with others, and the page and anchor of all versions."""


def _reported(
    archive: Archive, briefing: Briefing, same_words: Mapping[tuple[str, str], tuple[tuple[Utterance, str, str], ...]]
) -> Reported:
    return {
        quotation.quote.id: same_words[briefing.id, quotation.quote.id]
        for quotation in archive.quotations_of[briefing.id]
        if (briefing.id, quotation.quote.id) in same_words
    }


def _page(
    archive: Archive,
    mixes: Mapping[str, Mix],
    briefing: Briefing,
    ways: tuple[str, ...],
    related: tuple[Kinship, ...],
    neighbours: tuple[Neighbours, ...],
    reported: Reported,
) -> BriefingPage:
    quotations = archive.quotations_of[briefing.id]
    questions: dict[str, list[Standing]] = {}
    for standing in archive.standings_of[briefing.id]:
        questions.setdefault(standing.position.issue, []).append(standing)
    row = chain(archive, briefing)
    return BriefingPage(
        briefing=briefing,
        quotations=quotations,
        questions=tuple((archive.issues[issue], tuple(held)) for issue, held in questions.items()),
        sources=uses(briefing),
        mix=mixes[briefing.id],
        timeline=timeline([briefing]),
        analysis=markdown.html(briefing.analysis, dict(zip(briefing.links, ways, strict=True)).__getitem__)
        if briefing.analysis
        else "",
        superseded_by=archive.briefings.get(archive.superseded_by.get(briefing.id, "")),
        supersedes=archive.briefings.get(briefing.supersedes or ""),
        checks=tuple(Counter(quotation.evidence.status for quotation in quotations).items()),
        chain=row if len(row) > 2 else (),
        related=related,
        neighbours=neighbours,
        shared={
            quotation.quote.id: tuple(
                shared(utterance, quotation, *way) for utterance, *way in reported[quotation.quote.id]
            )
            for quotation in quotations
            if quotation.quote.id in reported
        },
    )


def _neighbours(archive: Archive) -> dict[str, tuple[Neighbours, ...]]:
    """Beside each briefing, topic by topic in its own order; topics with nothing beside it are left out."""
    last: dict[str, Briefing] = {}
    later: dict[tuple[str, str], Briefing] = {}
    earlier: dict[tuple[str, str], Briefing] = {}
    for briefing in archive.live:
        for topic in briefing.topics:
            if topic in last:
                later[briefing.id, topic] = last[topic]
                earlier[last[topic].id, topic] = briefing
            last[topic] = briefing
    found: dict[str, tuple[Neighbours, ...]] = {}
    for briefing in archive.live:
        alike: dict[tuple[str, str], Neighbours] = {}
        for topic in briefing.topics:
            before, after = earlier.get((briefing.id, topic)), later.get((briefing.id, topic))
            key = (before.id if before else "", after.id if after else "")
            others = alike[key].topics if key in alike else ()
            alike[key] = Neighbours((*others, archive.topics[topic]), before, after)
        found[briefing.id] = tuple(beside for beside in alike.values() if beside.earlier or beside.later)
    return found
