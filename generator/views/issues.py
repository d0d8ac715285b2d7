"""Propositions, and who stands where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive, Standing
from generator.model import Briefing, Issue
from generator.relate import Relations
from generator.views.lists import Part, abreast
from generator.views.standings import Stands, every_stand, grouped, told_apart


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """All issues."""

    issues: tuple[Issue, ...]
    positions: dict[str, int]
    shifts: Counter[str]
    """The number of changes of stance, by issue."""


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue and who stands where."""

    issue: Issue
    stands: Stands
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


def pages(archive: Archive, relations: Relations) -> Iterator[tuple[str, str, str, IssuesPage | IssuePage]]:
    """The list of issues, and a page for each."""
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in archive.standings:
        held[standing.position.issue].append(standing)
    every = tuple(archive.issues.values())
    yield (
        "issues/",
        "issues",
        "Issues",
        IssuesPage(
            every, {i.id: len(held[i.id]) for i in every}, Counter(s.after.position.issue for s in relations.shifts)
        ),
    )
    for issue in every:
        appears = {s.briefing.id for s in held[issue.id]}
        stands = every_stand(told_apart(held[issue.id]))
        filed = [b for b in archive.live if b.id in appears]
        for path, part, parts in abreast(f"issues/{issue.id}/", stands, filed):
            yield path, "issue", issue.name, IssuePage(issue, grouped(stands[part]), tuple(filed[part]), parts)
