"""Propositions, and who stands where on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from generator.archive import Archive, Standing
from generator.dates import Date
from generator.model import Briefing, Issue
from generator.relate import Dispute, History, Relations, Shift
from generator.views.chart import Chart, alike, chart
from generator.views.lists import Part, newest_first, parted
from generator.views.matrix import Matrix, matrix
from generator.views.record import Record, RecordPage
from generator.views.sheaves import Made, Sheaf, batches

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


@dataclass(frozen=True, slots=True)
class _Found:
    """What the archive holds of its issues, by their ids."""

    held: Mapping[str, list[Standing]]
    histories: Mapping[str, list[History]]
    shifts: Mapping[str, list[Shift]]
    disputes: Mapping[str, list[Dispute]]
    in_order: Callable[[Iterable[str]], list[Briefing]]


def sheaves(archive: Archive, relations: Relations) -> Iterator[Sheaf[IssuesPage | IssuePage | RecordPage]]:
    """The list of issues, and the pages of each."""
    every, found = tuple(archive.issues.values()), cache(partial(_found, archive, relations))

    def pages_of(some: Sequence[Issue]) -> Iterator[Made[IssuePage | RecordPage]]:
        for issue in some:
            yield from _issue(issue, found())

    yield lambda: _lists(every, found())
    yield from (partial(pages_of, some) for some in batches(every))


def _lists(every: Sequence[Issue], found: _Found) -> Iterator[Made[IssuesPage]]:
    moved = Counter({id: len(shifts) for id, shifts in found.shifts.items()})
    for path, chunk, parts in parted(every, "issues/"):
        positions: dict[str, int] = {issue.id: len(found.held[issue.id]) for issue in chunk}
        yield path, "issues", "Issues", IssuesPage(chunk, parts, positions, moved)


def _found(archive: Archive, relations: Relations) -> _Found:
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
    return _Found(held, histories, shifts, disputes, newest_first(archive))


def _issue(issue: Issue, found: _Found) -> Iterator[Made[IssuePage | RecordPage]]:
    path, histories, held = f"issues/{issue.id}/", found.histories[issue.id], found.held[issue.id]
    shifts, disputes = found.shifts[issue.id], found.disputes[issue.id]
    filed = found.in_order({standing.briefing.id for standing in held})
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
