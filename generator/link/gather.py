"""What follows from the links: quotations, standings, and whose voice a position is."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from generator.archive import Archive, Quotation, ShownEvidence, Standing
from generator.dates import Date
from generator.evidence import UNCHECKED, Evidence
from generator.link import corrected
from generator.model import Actor, Briefing, Position

Evidences = Mapping[tuple[str, str], Evidence]
"""What was proved, by briefing and place: a quote's id, or `position.piece` numbers."""


def own_voice(position: Position, actors: Mapping[str, Actor]) -> bool:
    """Whether the position is voiced by its actor, or by someone who holds a role of the actor at that time."""
    if position.voiced_by is None:
        return False
    if position.voiced_by == position.actor:
        return True
    speaker = actors.get(position.voiced_by)
    return speaker is not None and any(
        role.of == position.actor and held(role.from_, role.to, position.as_of) for role in speaker.roles
    )


def held(start: Date | None, end: Date | None, when: Date | None) -> bool:
    """Whether a role may have been held then: what is not known doesn't speak against it."""
    if when is None:
        return True
    return (start is None or start.first <= when.last) and (end is None or end.last >= when.first)


def newest(briefing: Briefing) -> tuple[int, str]:
    """Sort key: the newest first, drafts before all."""
    day = briefing.published.first if briefing.published else dt.date.max
    return (-day.toordinal(), briefing.id)


def gather(linked: Archive, evidences: Evidences) -> Archive:
    """The archive with its quotations and standings, each with what was proved of it."""
    quotations_of: dict[str, tuple[Quotation, ...]] = {}
    standings_of: dict[str, tuple[Standing, ...]] = {}
    for briefing in linked.briefings.values():
        own = _quotations(briefing, evidences)
        quotations_of[briefing.id] = tuple(own.values())
        standings_of[briefing.id] = tuple(
            _standing(linked, briefing, number, own, evidences) for number in range(len(briefing.positions))
        )
    gathered = dataclasses.replace(linked, quotations_of=quotations_of, standings_of=standings_of)
    return dataclasses.replace(gathered, quotations=quotations(gathered), standings=standings(gathered))


def quotations(linked: Archive) -> tuple[Quotation, ...]:
    """Those of all briefings that are not withdrawn, the newest first, the undated last."""
    every = [quotation for briefing in linked.live for quotation in linked.quotations_of[briefing.id]]
    return tuple(sorted(every, key=lambda quotation: (_latest_first(quotation.date), quotation.briefing.id)))


def standings(linked: Archive) -> tuple[Standing, ...]:
    """Those of all briefings that are not withdrawn, the newest first, the undated last."""
    every = [standing for briefing in linked.live for standing in linked.standings_of[briefing.id]]
    return tuple(sorted(every, key=lambda standing: (_latest_first(standing.position.as_of), standing.briefing.id)))


def without_blanks(linked: Archive) -> Archive:
    """The archive without what can't be shown: what has no id, a quote without speaker, a position of nobody."""
    whole = {id: _without_blanks(briefing) for id, briefing in linked.briefings.items()}
    return dataclasses.replace(linked, briefings=whole)


def _without_blanks(briefing: Briefing) -> Briefing:
    kept: dict[str, tuple[object, ...]] = {
        "key_quotes": tuple(quote for quote in briefing.key_quotes if quote.id and quote.speaker and quote.source),
        "positions": tuple(position for position in briefing.positions if position.actor and position.issue),
        "sources": tuple(source for source in briefing.sources if source.id),
        "events": tuple(event for event in briefing.events if event.id),
        "corrections": tuple(correction for correction in briefing.corrections if correction.id),
    }
    fewer = {name: things for name, things in kept.items() if len(things) < len(getattr(briefing, name))}
    return dataclasses.replace(briefing, faulty=briefing.faulty.union(fewer), **fewer) if fewer else briefing  # type: ignore[arg-type]


def _quotations(briefing: Briefing, evidences: Evidences) -> dict[str, Quotation]:
    sources = {source.id: source for source in reversed(briefing.sources)}
    return {
        quote.id: Quotation(
            briefing, quote, sources[quote.source], evidences.get((briefing.id, quote.id), UNCHECKED),
            corrected.touching(briefing, quote),
        )
        for quote in briefing.key_quotes
        if quote.source in sources
    }  # fmt: skip


def _standing(
    linked: Archive, briefing: Briefing, number: int, quotations: Mapping[str, Quotation], evidences: Evidences
) -> Standing:
    position = briefing.positions[number]
    shown = tuple(_shown(briefing, number, position, quotations, evidences))
    rests_on = corrected.touching(briefing, position)
    return Standing(briefing, position, own_voice(position, linked.actors), shown, rests_on)


def _shown(
    briefing: Briefing, number: int, position: Position, quotations: Mapping[str, Quotation], evidences: Evidences
) -> list[ShownEvidence]:
    shown = []
    for piece, item in enumerate(position.evidence):
        quotation = quotations.get(item.quote) if item.quote else None
        source = quotation.source if quotation else briefing.source(item.source or "")
        if source:
            own = evidences.get((briefing.id, f"{number}.{piece}"), UNCHECKED)
            shown.append(ShownEvidence(item, quotation, source, quotation.evidence if quotation else own))
    return shown


def _latest_first(date: Date | None) -> tuple[bool, int, int]:
    return (False, -date.ended.toordinal(), -date.first.toordinal()) if date else (True, 0, 0)
