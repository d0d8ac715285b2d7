"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.archive import Archive, Quotation, Standing
from generator.model import Briefing, Topic
from generator.views.changes import Change, changes
from generator.views.standings import now
from generator.views.topics import counted


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    latest: tuple[Briefing, ...]
    now: tuple[Standing, ...]
    undated: tuple[Standing, ...]
    topics: tuple[tuple[Topic, int], ...]
    quotations: tuple[Quotation, ...]
    changes: tuple[Change, ...]
    total: int


def _telling(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Of the latest twelve the two longest, of two speakers if there are: a word alone tells a newcomer little."""
    ranked = sorted(quotations[:12], key=lambda q: -len(q.quote.text))
    other = next((q for q in ranked if q.quote.speaker != ranked[0].quote.speaker), None)
    return tuple(ranked[:2] if other is None else (ranked[0], other))


def pages(archive: Archive) -> Iterator[tuple[str, str, str, HomePage]]:
    """The front page."""
    live, standings = archive.live, archive.standings
    undated = tuple(s for s in standings if s.own_voice and not s.position.as_of and s.position.stance != "not-stated")
    yield "", "home", "Home", HomePage(
        live[:7], now(standings)[:12], undated[:12], counted(archive), _telling(archive.quotations),
        changes(archive)[:5], len(live),
    )  # fmt: skip
