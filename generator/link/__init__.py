"""Link: all briefings and registries together give the archive, or problems with what they say of each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Mapping
from typing import TypeVar

from generator import collation
from generator.archive import Archive
from generator.link import actors as of_actors
from generator.link import briefings as of_briefings
from generator.link import links, positions, quotes, references
from generator.link.gather import Evidences, gather, newest, own_voice, quotations, standings, without_blanks
from generator.model import Actor, Briefing, HandPage, Issue, Publisher, Topic
from generator.problem import Problem, Span

__all__ = [
    "Evidences", "archive", "own_voice", "quotations", "standings", "with_briefing", "with_evidence", "without_drafts",
]  # fmt: skip

Named = TypeVar("Named", Actor, Issue, Topic, Publisher)
RULES = (*of_actors.RULES, *of_briefings.RULES, *positions.RULES)
"""The rules about what files say of each other."""


def archive(
    briefings: Iterable[Briefing],
    actors: Mapping[str, Actor],
    issues: Mapping[str, Issue],
    topics: Mapping[str, Topic],
    publishers: Mapping[str, Publisher],
    pages: Iterable[HandPage] = (),
    unread: Container[tuple[str, str]] = frozenset(),
) -> tuple[Archive, list[Problem]]:
    """Link everything to everything; problems come sorted by place.

    Args:
        briefings: Those that could be checked.
        actors: By id, as the other registries.
        issues: By id.
        topics: By id.
        publishers: By id.
        pages: Written by hand.
        unread: Kinds and ids that may well exist, but stand in files that couldn't be read: nobody is told that they
            don't.

    """
    by_id: dict[str, Briefing] = {}
    problems: list[Problem] = []
    for briefing in sorted(briefings, key=lambda b: b.file):
        first = by_id.setdefault(briefing.id, briefing)
        if first is not briefing:
            message = f"`{briefing.id}` is also the name of {first.file}"
            help = "rename this file: names are addresses"
            problems.append(Problem("duplicate-briefing", Span(briefing.file), message, help))
    ordered: dict[str, Briefing] = {b.id: b for b in sorted(by_id.values(), key=newest)}
    linked = Archive(
        ordered, _by_name(actors), _by_name(issues), _by_name(topics), _by_name(publishers), tuple(pages),
        superseded_by=_superseded_by(by_id.values()),
    )  # fmt: skip
    problems += references.unknown(linked, unread)
    problems += links.broken(linked, unread)
    problems += quotes.same_as(linked, unread)
    for rule in RULES:
        problems += rule(linked)
    return gather(without_blanks(linked), {}), sorted(problems, key=lambda problem: problem.order)


def _by_name(registry: Mapping[str, Named]) -> dict[str, Named]:
    if len(registry) < 2:  # the table need not be read
        return dict(registry)
    return dict(sorted(registry.items(), key=lambda pair: collation.sort_key(pair[1].name, pair[0])))


def _superseded_by(briefings: Iterable[Briefing]) -> dict[str, str]:
    """For each superseded briefing the one that replaces it: none that is withdrawn, but what supersedes that."""
    after = {b.supersedes: b for b in briefings if b.supersedes}
    found: dict[str, str] = {}
    for old, new in after.items():
        passed = {old}
        while new.status == "withdrawn" and new.id in after and new.id not in passed:
            passed.add(new.id)
            new = after[new.id]  # noqa: PLW2901
        if new.status != "withdrawn":
            found[old] = new.id
    return found


def with_evidence(linked: Archive, evidences: Evidences) -> Archive:
    """The same archive, each quotation and each piece of evidence with what was proved of it."""
    return gather(linked, evidences)


def with_briefing(linked: Archive, briefing: Briefing, evidences: Evidences) -> Archive:
    """The archive with one briefing in the place of what it was, for that briefing's own page.

    Lists of all quotations and positions, and who supersedes whom, are left as they were.
    """
    briefings = {**linked.briefings, briefing.id: briefing}
    own = gather(dataclasses.replace(linked, briefings={briefing.id: briefing}), evidences)
    return dataclasses.replace(
        linked, briefings={b.id: b for b in sorted(briefings.values(), key=newest)},
        quotations_of={**linked.quotations_of, **own.quotations_of},
        standings_of={**linked.standings_of, **own.standings_of},
    )  # fmt: skip


def without_drafts(linked: Archive) -> Archive:
    """The archive as readers see it."""
    shown = {id: b for id, b in linked.briefings.items() if b.status != "draft"}
    return dataclasses.replace(
        linked, briefings=shown,
        quotations=tuple(q for q in linked.quotations if q.briefing.id in shown),
        standings=tuple(s for s in linked.standings if s.briefing.id in shown),
        quotations_of={id: quotes for id, quotes in linked.quotations_of.items() if id in shown},
        standings_of={id: stands for id, stands in linked.standings_of.items() if id in shown},
        superseded_by={old: new for old, new in linked.superseded_by.items() if new in shown},
    )  # fmt: skip
