"""What happened when, as far as the sources say.

A date stands where it begins, before the more precise ones within it: a decade before its years, a year before its
months, a month before its days. An interval whose beginning is open stands where it ends.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.addresses import entry_anchors
from generator.dates import Date, parse
from generator.model import Briefing, Event, Topic
from generator.views.lists import MOST_LIGHT, Part, joined, parted

LATEST = 40
"""Entries on the first page of a timeline that is too long for one."""
LEAST = 4
"""Words that a text must have to tell, with its day, one thing from another."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTHS = tuple(calendar.month_name)


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
    certain: tuple[str, ...] = ()
    """What tells it from all others, where something does: it is the same wherever that is told."""

    @property
    def shape(self) -> str:
        """How exact its date is: `day`, `span` (within a month, a year or a decade), `interval`, `open`, `undated`."""
        if self.date is None:
            return "undated"
        if self.date.precision == "interval":
            return "open" if {"", ".."} & set(self.date.text.split("/")) else "interval"
        return "day" if self.date.precision in ("day", "moment") else "span"

    @property
    def sure(self) -> str:
        """Empty, `about`, or `uncertain`, be it about as well; of an interval, what is so of either end."""
        return _sure(self.date)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, by all the briefings that certainly tell of it."""

    tellings: tuple[Happening, ...]

    @property
    def title(self) -> str:
        """What all of them call it."""
        first = self.tellings[0]
        same = len({telling.text for telling in self.tellings}) == 1
        return first.text if same or first.event is None else first.event.title


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one month, or those of a year or a decade that nothing dates more closely."""

    year: str
    """`2026`, `1990s`, or `undated`."""
    month: str
    """`January`, or empty."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What happened when."""

    title: str
    topic: Topic | None
    """Of what it is the timeline; None for the whole archive."""
    groups: tuple[Group, ...]
    total: int
    """On the first page of a long timeline, which shows its latest entries: how many there are in all; else 0."""
    years: tuple[tuple[str, str, int], ...]
    """On the first page of a timeline: each year that has a page, its address, and its number of entries."""
    parts: tuple[Part, ...]


def timeline(briefings: Iterable[Briefing]) -> tuple[Happening, ...]:
    """All that happened, the oldest first, the undated at the end; what is certainly the same stands side by side."""
    return together(by_date(briefings))


def by_date(briefings: Iterable[Briefing]) -> list[Happening]:
    """All that happened, the oldest first, the undated at the end."""
    return sorted((happening for briefing in briefings for happening in _happened(briefing)), key=_place)


def together(entries: Sequence[Happening]) -> tuple[Happening, ...]:
    """Entries by date, but what is certainly the same side by side."""
    first: dict[object, int] = {}
    ranks = [first.setdefault(happening.certain or n, n) for n, happening in enumerate(entries)]
    return tuple(entries[n] for n in sorted(range(len(entries)), key=ranks.__getitem__))


def _happened(briefing: Briefing) -> Iterator[Happening]:
    told: set[str] = set()
    for entry, anchor in zip(briefing.timeline, entry_anchors(briefing), strict=True):
        event = briefing.event(entry.event)
        told.add(anchor)
        certain = _certain(entry.date, event, entry.text)
        yield Happening(briefing, entry.date, entry.text, entry.cites, event, anchor, entry.briefing, certain)
    for event in briefing.events:
        if event.id not in told:
            certain = _certain(event.date, event, event.title)
            yield Happening(briefing, event.date, event.title, event=event, anchor=event.id, certain=certain)


def _place(happening: Happening) -> tuple[object, ...]:
    """Sort key."""
    date = happening.date
    if date is None:
        return (1, happening.briefing.id)
    at = _stands(date)
    return (
        0, at.first.year, at.precision != "decade", _month(at), at.first, -date.last.toordinal(), date.text,
        happening.briefing.id,
    )  # fmt: skip


def _stands(date: Date) -> Date:
    """Where a date stands: an interval at its beginning, else at its end."""
    if date.precision != "interval":
        return date
    start, end = date.text.split("/")
    return parse(start if start not in ("", "..") else end)


def _month(at: Date) -> int:
    return at.first.month if at.precision in ("month", "day", "moment") else 0


def _year(happening: Happening) -> str:
    """The page that an entry stands on."""
    if happening.date is None:
        return "undated"
    at = _stands(happening.date)
    return f"{at.first.year // 10 * 10:04}s" if at.precision == "decade" else f"{at.first.year:04}"


def _sure(date: Date | None) -> str:
    marks = set(re.findall("[~?%]", date.text)) if date else set()
    return ("about" if marks == {"~"} else "uncertain") if marks else ""


def _certain(date: Date | None, event: Event | None, text: str) -> tuple[str, ...]:
    """What tells a happening from all others, where something does.

    The same day, or the same days, with the same event at the same place, or with the same sentence. Two press
    conferences of one day, whose place nobody gives, may be two.
    """
    if date is None or _sure(date) or not all(_DAY.match(end) for end in date.text.split("/")):
        return ()
    if event and event.place:
        return (date.text, *(" ".join(words.casefold().split()) for words in (event.title, event.place)))
    words = text.casefold().split()
    return (date.text, " ".join(words)) if len(words) >= LEAST else ()


def grouped(happenings: Sequence[Happening]) -> tuple[Group, ...]:
    """What stands on one page, by year and month."""
    months = groupby(happenings, key=lambda h: (_year(h), _month(_stands(h.date)) if h.date else 0))
    return tuple(Group(year, _MONTHS[month], tuple(_merged(chunk))) for (year, month), chunk in months)


def _merged(happenings: Iterable[Happening]) -> Iterator[Entry]:
    for certain, chunk in groupby(happenings, key=lambda happening: happening.certain):
        if certain:
            yield Entry(tuple(chunk))
        else:
            yield from (Entry((happening,)) for happening in chunk)


def pages(happened: Sequence[Happening]) -> Iterator[tuple[str, str, str, TimelinePage]]:
    """The timeline of the archive, of all that happened by date."""
    yield from split(together(happened), "timeline/", "Timeline", None)


def split(
    happened: Sequence[Happening], base: str, title: str, topic: Topic | None
) -> Iterator[tuple[str, str, str, TimelinePage]]:
    """A timeline on one page, or on one for each year and each hundred, with the latest on the first.

    Like all lists of the archive, its timeline has years as soon as it has two; that of a topic once it is long.
    """
    years = [(year, tuple(chunk)) for year, chunk in groupby(happened, key=_year)]
    ways = tuple((year.lstrip("0").capitalize(), f"{base}{year}/", len(chunk)) for year, chunk in years)
    whole = len(happened) <= MOST_LIGHT
    alone = whole and (topic is not None or len(years) < 2)
    shown = happened if whole else [happening for happening in happened if happening.date][-LATEST:]
    left = 0 if whole else len(happened)
    yield base, "timeline", title, TimelinePage(title, topic, grouped(shown), left, () if alone else ways, ())
    for at, (label, way, _) in enumerate(() if alone else ways):
        around = [Part("All years", base, here=False)]
        around += [Part(*ways[n][:2], n == at) for n in range(max(at - 1, 0), min(at + 2, len(ways)))]
        name = f"{title}, undated" if label == "Undated" else f"{title} {label}"
        for path, chunk, parts in parted(years[at][1], way, MOST_LIGHT):
            yield path, "timeline", name, TimelinePage(name, topic, grouped(chunk), 0, (), joined(around, parts))
