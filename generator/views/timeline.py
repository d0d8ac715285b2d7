"""What happened when, as far as the sources say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.addresses import entry_anchors
from generator.archive import Archive
from generator.dates import Date
from generator.model import Briefing, Event
from generator.views.lists import Part, by_year, year_of


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated or undated entry of a timeline, or an event that no entry tells of."""

    briefing: Briefing
    date: Date | None
    text: str
    cites: tuple[str, ...] = ()
    """The sources that say it."""
    event: Event | None = None
    """The occasion that it was; not repeated where `text` is all that is known of it."""
    anchor: str = ""
    """Its id on the briefing's page: the event's at the first entry that tells of it."""
    more: str | None = None
    """The id of a briefing that tells more."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What happened when."""

    title: str
    happenings: tuple[Happening, ...]
    parts: tuple[Part, ...]


def timeline(briefings: Iterable[Briefing]) -> tuple[Happening, ...]:
    """All that happened, the oldest first, the undated at the end."""
    entries = [happening for briefing in briefings for happening in _happened(briefing)]
    entries.sort(key=lambda h: (h.date is None, h.date.order if h.date else (), h.briefing.id))
    return tuple(entries)


def _happened(briefing: Briefing) -> Iterator[Happening]:
    told: set[str] = set()
    for entry, anchor in zip(briefing.timeline, entry_anchors(briefing), strict=True):
        event = briefing.event(entry.event)
        told.add(anchor)
        yield Happening(briefing, entry.date, entry.text, entry.cites, event, anchor, entry.briefing)
    for event in briefing.events:
        if event.id not in told:
            yield Happening(briefing, event.date, event.title, event=event, anchor=event.id)


def pages(archive: Archive) -> Iterator[tuple[str, str, str, TimelinePage]]:
    """The timeline of the archive, by year."""
    happened = timeline(archive.live)
    for path, title, entries, parts in by_year(happened, lambda h: year_of(h.date), "timeline/", "Timeline"):
        yield path, "timeline", title, TimelinePage(title, entries, parts)
