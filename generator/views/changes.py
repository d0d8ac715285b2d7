"""What changed in the archive, and what that changed for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Briefing, Correction
from generator.relate import Relations, Shift
from generator.views.lists import Part, by_year, year_of

ORDER = ("withdrawn", "corrected", "shift", "updated", "published")
"""Of one day, what takes something back comes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to the archive, on the day that readers could first see it."""

    date: Date
    kind: str
    """`published`, `updated`, `corrected`, `withdrawn`, or `shift`: of an actor, as a briefing tells it."""
    briefing: Briefing
    correction: Correction | None = None
    quotations: tuple[Quotation, ...] = ()
    """Those that rest on what was corrected."""
    standings: tuple[Standing, ...] = ()
    """Positions that rest on it."""
    shift: Shift | None = None
    successor: Briefing | None = None
    """The briefing that replaces it."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed in the archive."""

    title: str
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


def changes(archive: Archive, relations: Relations) -> tuple[Change, ...]:
    """Publications, updates, corrections, withdrawals and shifts, the newest first."""
    made = [change for briefing in archive.briefings.values() for change in _of(briefing, archive)]
    for shift in relations.shifts:
        days = [b.published for b in (shift.before.briefing, shift.after.briefing) if b.published]
        if len(days) == 2:  # readers see no drafts
            made.append(Change(max(days, key=lambda d: d.order), "shift", shift.after.briefing, shift=shift))
    return tuple(sorted(made, key=lambda c: (-c.date.first.toordinal(), ORDER.index(c.kind), c.briefing.id)))


def _of(briefing: Briefing, archive: Archive) -> Iterator[Change]:
    if briefing.published:
        yield Change(briefing.published, "published", briefing)
    if briefing.updated and not any(c.date.first == briefing.updated.first for c in briefing.corrections):
        yield Change(briefing.updated, "updated", briefing)
    for correction in briefing.corrections:
        quotations = tuple(q for q in archive.quotations_of[briefing.id] if correction in q.corrections)
        standings = tuple(s for s in archive.standings_of[briefing.id] if correction in s.corrections)
        yield Change(correction.date, "corrected", briefing, correction, quotations, standings)
    if briefing.withdrawn:
        successor = archive.briefings.get(archive.superseded_by.get(briefing.id, ""))
        yield Change(briefing.withdrawn.date, "withdrawn", briefing, successor=successor)


def pages(made: Sequence[Change]) -> Iterator[tuple[str, str, str, ChangesPage]]:
    """What changed, by year."""
    for path, title, chunk, parts in by_year(made, lambda c: year_of(c.date), "changes/", "Changes"):
        yield path, "changes", title, ChangesPage(title, chunk, parts)
