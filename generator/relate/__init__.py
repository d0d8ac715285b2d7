"""Relate: what follows from the archive as a whole, across its briefings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.archive import Archive
from generator.model import Briefing
from generator.problem import Problem
from generator.relate import disagreements, utterances
from generator.relate.history import History, Shift, day, histories
from generator.relate.kinship import Kinship, kinships
from generator.relate.mix import Claim, Mix, mix_of, mixes, owners
from generator.relate.readings import Dispute, disputes
from generator.relate.utterances import Utterance

__all__ = [
    "Claim", "Dispute", "History", "Kinship", "Mix", "Relations", "Shift", "Utterance", "mix_of", "owners",
    "relations", "texts_disagree", "with_briefing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relations:
    """What the archive says across briefings."""

    histories: Mapping[tuple[str, str], History]
    """By the ids of actor and issue, in the order of names."""
    shifts: tuple[Shift, ...]
    """The newest first."""
    disputes: tuple[Dispute, ...]
    """By actor and issue."""
    mixes: Mapping[str, Mix]
    """What each briefing rests on, by its id."""
    kinships: Mapping[str, tuple[Kinship, ...]]
    """For each briefing that is not withdrawn, by its id: the related ones, the closest first."""
    utterances: tuple[Utterance, ...]
    """What several quotations report, the newest first."""


def relations(
    archive: Archive,
    known: tuple[Utterance, ...] | None = None,
    related: Mapping[str, tuple[Kinship, ...]] | None = None,
) -> Relations:
    """Find what follows from an archive.

    Args:
        archive: With drafts only where they are wanted.
        known: What several of its quotations report, where that was found before.
        related: Which of its briefings are related, where that was found before.

    """
    found = histories(archive)
    shifts = [shift for history in found.values() for shift in history.shifts]
    shifts.sort(key=lambda s: (day(s.after).first, day(s.after).last), reverse=True)
    replaced = {id(standing) for history in found.values() for standing in history.replaced}
    readings = disputes(standing for standing in archive.standings if id(standing) not in replaced)
    same_words = utterances.found(archive) if known is None else known
    kin = kinships(archive) if related is None else related
    return Relations(found, tuple(shifts), readings, mixes(archive), kin, same_words)


def with_briefing(found: Relations, archive: Archive, briefing: Briefing) -> Relations:
    """What follows from an archive, with one briefing in the place of what it was, for that briefing's own page.

    Args:
        found: What followed before.
        archive: The archive with the briefing.
        briefing: The briefing.

    """
    now = {quotation.name: quotation for quotation in archive.quotations_of[briefing.id]}
    same_words = []
    for utterance in found.utterances:
        kept = tuple(
            now.get(v.name, v) for v in utterance.versions
            if v.briefing.id != briefing.id or (v.name in now and now[v.name].quote.text == v.quote.text)
        )  # fmt: skip
        if len(kept) > 1:
            same_words.append(Utterance(kept))
    own = mixes(replace(archive, briefings={briefing.id: briefing}))
    return replace(found, mixes={**found.mixes, **own}, utterances=tuple(same_words))


def texts_disagree(archive: Archive, known: Iterable[Utterance]) -> Iterator[Problem]:
    """Tell where briefings, drafts as well, disagree about the same words.

    Args:
        archive: With its drafts.
        known: What several of its quotations report.

    """
    return disagreements.told(archive, known)
