"""One briefing, and the lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.archive import Archive, Quotation, Standing
from generator.model import Briefing, Issue
from generator.relate import Relations
from generator.views.lists import Part, by_year, year_of
from generator.views.shared import Shared, by_quotation, shared
from generator.views.sources import SourceUse, uses
from generator.views.timeline import Happening, timeline


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The heart: one briefing."""

    briefing: Briefing
    quotations: tuple[Quotation, ...]
    questions: tuple[tuple[Issue, tuple[Standing, ...]], ...]
    """The positions by issue, in the order of the briefing."""
    sources: tuple[SourceUse, ...]
    timeline: tuple[Happening, ...]
    analysis: str
    superseded_by: Briefing | None
    supersedes: Briefing | None
    checks: tuple[tuple[str, int], ...]
    shared: Mapping[str, tuple[Shared, ...]]
    """By the id of a quote, what others report in the same words."""


@dataclass(frozen=True, slots=True)
class BriefingsPage:
    """Briefings, newest first."""

    title: str
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


def pages(
    archive: Archive, relations: Relations, analysis: Callable[[Briefing, str], str]
) -> Iterator[tuple[str, str, str, BriefingsPage | BriefingPage]]:
    """The lists of briefings, and a page for each.

    Args:
        archive: Without drafts, unless they are wanted.
        relations: What follows from that archive.
        analysis: Makes a briefing's free text into HTML, for a page at a path.

    """
    every = tuple(archive.briefings.values())
    for path, title, chunk, parts in by_year(every, lambda b: year_of(b.published), "briefings/", "Briefings"):
        yield path, "briefings", title, BriefingsPage(title, chunk, parts)
    same_words = by_quotation(relations.utterances)
    for briefing in every:
        path = f"briefings/{briefing.id}/"
        quotations = archive.quotations_of[briefing.id]
        questions: dict[str, list[Standing]] = {}
        for standing in archive.standings_of[briefing.id]:
            questions.setdefault(standing.position.issue, []).append(standing)
        checks: dict[str, int] = {}
        for quotation in quotations:
            checks[quotation.evidence.status] = checks.get(quotation.evidence.status, 0) + 1
        yield path, "briefing", briefing.title, BriefingPage(
            briefing, quotations, tuple((archive.issues[issue], tuple(held)) for issue, held in questions.items()),
            uses(briefing), timeline([briefing]), analysis(briefing, path),
            archive.briefings.get(archive.superseded_by.get(briefing.id, "")),
            archive.briefings.get(briefing.supersedes or ""), tuple(checks.items()),
            {
                q.quote.id: tuple(shared(utterance, q, *way) for utterance, *way in same_words[briefing.id, q.quote.id])
                for q in quotations
                if (briefing.id, q.quote.id) in same_words
            },
        )  # fmt: skip
