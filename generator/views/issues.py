"""Propositions, and who stands where on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive, Standing
from generator.dates import Date
from generator.model import Briefing, Issue
from generator.relate import Dispute, History, Relations, Shift
from generator.views.chart import Chart, alike, chart
from generator.views.lists import Part, newest_first, parted
from generator.views.matrix import Matrix, matrix
from generator.views.record import Record, RecordPage

MOST_LANES, FEWER_LANES = 30, 20
"""Actors in the picture, and how many of them where there are more."""
FEW = 10
"""Items of a list that has pages of its own."""


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """All issues."""

    issues: tuple[Issue, ...]
    """Of one page of the list."""
    parts: tuple[Part, ...]
    positions: dict[str, int]
    shifts: Counter[str]
    """The number of changes of stance, by issue."""


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue: who stands where, since when, and how they got there."""

    issue: Issue
    groups: tuple[tuple[str, tuple[History, ...]], ...]
    """Histories of those who stand alike now; of more than there is room for, those that spoke last."""
    drawn: int
    """How many actors there is room for."""
    actors: int
    """How many have any position."""
    dated: int
    """How many dated positions of the actors' own voices."""
    latest: Date | None
    """When the last of them was held."""
    chart: Chart | None
    matrix: Matrix
    shifts: tuple[Shift, ...]
    """The newest first."""
    all_shifts: int
    disputes: tuple[Dispute, ...]
    all_disputes: int
    undated: tuple[Standing, ...]
    attributed: tuple[Standing, ...]
    silent: tuple[History, ...]
    """Of whom somebody found nothing, and nobody else anything of their own."""
    standings: tuple[Standing, ...]
    """Every position, the newest first, as far as there is room; none where all are told above."""
    all_standings: int
    briefings: tuple[Briefing, ...]
    all_briefings: int


def pages(
    archive: Archive, relations: Relations
) -> Iterator[tuple[str, str, str, IssuesPage | IssuePage | RecordPage]]:
    """The list of issues, and the pages of each."""
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in archive.standings:
        held[standing.position.issue].append(standing)
    histories: defaultdict[str, list[History]] = defaultdict(list)
    for history in relations.histories.values():
        histories[history.issue].append(history)
    shifts: defaultdict[str, list[Shift]] = defaultdict(list)
    for shift in relations.shifts:
        shifts[shift.after.position.issue].append(shift)
    disputes: defaultdict[str, list[Dispute]] = defaultdict(list)
    for dispute in relations.disputes:
        disputes[dispute.one.position.issue].append(dispute)
    every = tuple(archive.issues.values())
    moved = Counter({id: len(found) for id, found in shifts.items()})
    for path, chunk, parts in parted(every, "issues/"):
        positions: dict[str, int] = {issue.id: len(held[issue.id]) for issue in chunk}
        yield path, "issues", "Issues", IssuesPage(chunk, parts, positions, moved)
    in_order = newest_first(archive)
    for issue in every:
        filed = in_order({standing.briefing.id for standing in held[issue.id]})
        found = (histories[issue.id], held[issue.id], shifts[issue.id], disputes[issue.id])
        yield from _issue(issue, filed, *found)


def _issue(
    issue: Issue,
    filed: list[Briefing],
    histories: list[History],
    held: list[Standing],
    shifts: list[Shift],
    disputes: list[Dispute],
) -> Iterator[tuple[str, str, str, IssuePage | RecordPage]]:
    path = f"issues/{issue.id}/"
    spoke = sorted(histories, key=lambda h: h.weight, reverse=True)
    lanes = MOST_LANES if len(histories) <= MOST_LANES else FEWER_LANES
    chosen = {history.actor for history in spoke[:lanes]}
    shown = alike(h for h in histories if h.actor in chosen)
    drawn = [history for _, group in shown for history in group]
    undated = [s for h in histories for s in h.undated]
    attributed = [s for h in histories for s in h.attributed]
    silent = [h for h in histories if h.unspoken]
    latest = max((h.latest for h in histories if h.latest), key=lambda d: (d.ended, d.first), default=None)
    told = [
        *undated[:FEW], *attributed[:FEW], *(s for h in drawn for s in h.now),
        *(s for h in silent[:MOST_LANES] for s in h.silent[:1]),
    ]  # fmt: skip
    yield (
        path,
        "issue",
        issue.name,
        IssuePage(
            issue=issue,
            groups=tuple((name, tuple(group)) for name, group in shown),
            drawn=len(drawn),
            actors=len(histories),
            dated=sum(h.dated for h in histories),
            latest=latest,
            chart=chart(shown),
            matrix=matrix(drawn),
            shifts=tuple(shifts[:FEW]),
            all_shifts=len(shifts),
            disputes=tuple(disputes[:FEW]),
            all_disputes=len(disputes),
            undated=tuple(undated[:FEW]),
            attributed=tuple(attributed[:FEW]),
            silent=tuple(silent[:MOST_LANES]),
            standings=tuple(held[:FEW] if len(held) > len(told) else ()),
            all_standings=len(held),
            briefings=tuple(filed[:FEW]),
            all_briefings=len(filed),
        ),
    )
    record = Record(issue.name, path, "Actor")
    if len(histories) > MOST_LANES:
        every = [history for _, group in alike(histories) for history in group]
        yield from record.histories(every, "actors", "Where everybody stands")
    if len(held) > FEW:
        yield from record.standings(held)
    if len(shifts) > FEW:
        yield from record.shifts(shifts)
    if len(filed) > FEW:
        yield from record.briefings(filed)
