"""The front page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Briefing, Issue, Topic
from generator.relate import History, Relations, Shift
from generator.views.changes import Change
from generator.views.topics import by_topic

MONTHS = 12
"""How far back from the archive's newest briefing movement is counted."""


@dataclass(frozen=True, slots=True)
class Movement:
    """An issue on which actors changed their stance of late."""

    issue: Issue
    shifts: int
    actors: int
    """How many changed it."""
    latest: Shift


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    latest: tuple[Briefing, ...]
    since: Date | None
    """The day of the newest briefing, from which movement is counted back."""
    movements: tuple[Movement, ...]
    """The issues with most of it."""
    shifts: tuple[Shift, ...]
    """The newest."""
    now: tuple[History, ...]
    """Where actors stand that spoke last; where no shift is on record."""
    undated: tuple[Standing, ...]
    """Where nothing is dated."""
    topics: tuple[tuple[Topic, int], ...]
    quotations: tuple[Quotation, ...]
    changes: tuple[Change, ...]
    """What was taken back, put right or updated; of all kinds where nothing was."""
    total: int


def pages(archive: Archive, relations: Relations, made: Sequence[Change]) -> Iterator[tuple[str, str, str, HomePage]]:
    """The front page; with all changes, the newest first."""
    live = archive.live
    newest = next((briefing.published for briefing in live if briefing.published), None)
    now = sorted((h for h in relations.histories.values() if h.now), key=lambda h: h.weight, reverse=True)
    moved = _moved(archive, relations, newest)
    shifts = relations.shifts[:5]
    rest = [change for change in made if change.kind not in ("published", "shift")]
    undated = [s for h in relations.histories.values() for s in h.undated]
    view = HomePage(
        latest=live[:7],
        since=newest,
        movements=moved,
        shifts=shifts,
        now=tuple(now[: 0 if shifts else 8]),
        undated=tuple(undated[: 0 if now else 8]),
        topics=tuple((topic, len(filed)) for topic, filed in by_topic(archive)),
        quotations=_telling(archive.quotations),
        changes=tuple(rest or made)[:5],
        total=len(live),
    )
    yield "", "home", "Home", view


def _moved(archive: Archive, relations: Relations, newest: Date | None) -> tuple[Movement, ...]:
    """The issues with most changes of stance in the months before the newest briefing."""
    if newest is None:
        return ()
    start = (newest.first.year * 12 + newest.first.month - MONTHS, newest.first.day)
    held: defaultdict[str, list[Shift]] = defaultdict(list)
    for shift in relations.shifts:
        day = shift.date.first
        if (day.year * 12 + day.month, day.day) >= start:
            held[shift.after.position.issue].append(shift)
    made = [
        Movement(archive.issues[id], len(shifts), len({s.after.position.actor for s in shifts}), shifts[0])
        for id, shifts in held.items()
    ]
    made.sort(key=lambda m: (-m.shifts, -m.latest.date.ended.toordinal(), m.issue.id))
    return tuple(made[:5])


def _telling(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Of the latest twelve the two longest, of two speakers if there are: a word alone tells a newcomer little."""
    ranked = sorted(quotations[:12], key=lambda q: -len(q.quote.text))
    other = next((q for q in ranked if q.quote.speaker != ranked[0].quote.speaker), None)
    return tuple(ranked[:2] if other is None else (ranked[0], other))
