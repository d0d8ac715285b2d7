"""Saving: the page of a briefing as it is saved, made at once, before all that follows from it for others.

What other briefings add to the page (what is related, what reports the same words) is as it was known before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import replace

from generator import check, link, relate
from generator.archive import Archive
from generator.model import Briefing
from generator.pipeline import Shown, reading
from generator.pipeline.cache import Cache
from generator.pipeline.proving import prove
from generator.problem import Problem
from generator.read import Texts


def saved(of: Shown, file: str, texts: Texts, today: dt.date) -> tuple[Shown, Briefing | None, tuple[Problem, ...]]:
    """Take in a briefing as it is saved.

    Args:
        of: What was shown before, drafts as well.
        file: The path of the briefing's file within the content folder.
        texts: That file and the briefing's snapshots, by path.
        today: The day, for what may not lie in the future.

    Returns:
        What is shown for this briefing's page, the briefing, if it can be read, and what is wrong with it.

    """
    archive = of.archive
    read = reading.checked(file, texts[file])
    if not isinstance(read.made, Briefing):
        return of, None, read.problems
    problems = [*read.problems, *check.future_dates(read.made, today)]
    linked, found = link.archive(
        [read.made, *_named(read.made, archive)], archive.actors, archive.issues, archive.topics, archive.publishers,
        archive.pages, _Others(archive),
    )  # fmt: skip
    problems += found
    briefing = linked.briefings[read.made.id]
    evidences, found = prove(replace(linked, briefings={briefing.id: briefing}), texts, Cache(None))
    problems += found
    whole = link.with_briefing(archive, briefing, evidences)
    own = {problem for problem in problems if problem.span.file in texts}
    shown = replace(of, archive=whole, relations=relate.with_briefing(of.relations, whole, briefing))
    return shown, briefing, tuple(sorted(own, key=lambda problem: problem.order))


def _named(briefing: Briefing, archive: Archive) -> list[Briefing]:
    """The other briefings that rules of its own look at."""
    ids = {briefing.supersedes, archive.superseded_by.get(briefing.id), *(e.briefing for e in briefing.timeline)}
    ids |= {ref.partition("#")[0] for quote in briefing.key_quotes for ref in quote.same_as}
    return [archive.briefings[id] for id in ids - {briefing.id} if id and id in archive.briefings]


class _Others(Container[tuple[str, str]]):
    """The rest of an archive: what it has may be named."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __contains__(self, item: object) -> bool:
        kind, id = item if isinstance(item, tuple) else ("", "")
        return kind == "briefing" and id in self._archive.briefings
