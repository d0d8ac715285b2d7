"""What changed in the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive
from generator.dates import Date
from generator.model import Briefing, Correction
from generator.views.lists import Part, by_year, year_of


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to the archive."""

    date: Date
    kind: str
    """`published`, `updated`, `corrected` or `withdrawn`."""
    briefing: Briefing
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed in the archive."""

    title: str
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


def changes(archive: Archive) -> tuple[Change, ...]:
    """Publications, updates, corrections and withdrawals, the newest first."""
    made = []
    for briefing in archive.briefings.values():
        if briefing.published:
            made.append(Change(briefing.published, "published", briefing))
        if briefing.updated and not any(c.date.first == briefing.updated.first for c in briefing.corrections):
            made.append(Change(briefing.updated, "updated", briefing))
        made += [Change(c.date, "corrected", briefing, c) for c in briefing.corrections]
        if briefing.withdrawn:
            made.append(Change(briefing.withdrawn.date, "withdrawn", briefing))
    return tuple(sorted(made, key=lambda c: (-c.date.first.toordinal(), c.briefing.id, c.kind)))


def pages(archive: Archive) -> Iterator[tuple[str, str, str, ChangesPage]]:
    """What changed, by year."""
    for path, title, made, parts in by_year(changes(archive), lambda c: year_of(c.date), "changes/", "Changes"):
        yield path, "changes", title, ChangesPage(title, made, parts)
