"""The archive as a whole: briefings and registries with their references resolved, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.dates import Date
from generator.evidence import UNCHECKED, Evidence
from generator.model import (
    Actor,
    Briefing,
    Correction,
    EvidenceItem,
    HandPage,
    Issue,
    KeyQuote,
    Position,
    Publisher,
    Source,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A key quote within its briefing, with its evidence."""

    briefing: Briefing
    quote: KeyQuote
    source: Source
    evidence: Evidence = UNCHECKED
    corrections: tuple[Correction, ...] = ()
    """Those of what it rests on: itself, its event, its source and the chain to it."""

    @property
    def name(self) -> str:
        """What it is called outside its briefing, as authors write it in `same_as`."""
        return f"{self.briefing.id}#{self.quote.id}"

    @property
    def language(self) -> str:
        """The language of the words, as the source has them (BCP 47)."""
        return str(self.quote.language or self.briefing.language)

    @property
    def date(self) -> Date | None:
        """When it was said: its event's date, else the day its source reported it; never our own dates."""
        event = self.briefing.event(self.quote.event)
        return event.date if event and event.date else self.source.issued

    @property
    def reported(self) -> bool:
        """Whether `date` is the day of the report, and not that of the words."""
        event = self.briefing.event(self.quote.event)
        return not (event and event.date) and self.source.issued is not None

    @property
    def hops(self) -> int:
        """Steps between the speaker and us: one, and one for each link of the chain."""
        return 1 + len(self.quote.via)

    @property
    def primary_seen(self) -> bool:
        """Whether we hold a copy of a primary source that the words stand in, with nobody between."""
        return self.source.tier == "primary" and self.source.snapshot is not None and not self.quote.via


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence for a position, with the words that it points to."""

    item: EvidenceItem
    quotation: Quotation | None
    source: Source
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Standing:
    """A position within its briefing."""

    briefing: Briefing
    position: Position
    own_voice: bool
    """Whether the actor itself speaks, or someone who holds a role of the actor at that time."""
    shown: tuple[ShownEvidence, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Those of what it rests on: itself, and its evidence."""

    @property
    def anchor(self) -> str:
        """Its anchor on its briefing's page."""
        return self.briefing.anchor(self.position)

    @property
    def evidenced(self) -> bool:
        """Whether any of its evidence is proved."""
        return any(shown.evidence.proved for shown in self.shown)


@dataclass(frozen=True, slots=True)
class Archive:
    """All that is known, linked in every direction."""

    briefings: Mapping[str, Briefing]
    """By id, the newest first."""
    actors: Mapping[str, Actor]
    """By id, in the order of their names, as the other registries."""
    issues: Mapping[str, Issue]
    topics: Mapping[str, Topic]
    publishers: Mapping[str, Publisher]
    pages: tuple[HandPage, ...] = ()
    quotations: Sequence[Quotation] = ()
    """Of all briefings that are not withdrawn, the newest first, the undated last."""
    standings: Sequence[Standing] = ()
    """Of all briefings that are not withdrawn, the newest first, the undated last."""
    quotations_of: Mapping[str, tuple[Quotation, ...]] = field(default_factory=dict)
    """The quotations of each briefing, withdrawn ones too, in its own order."""
    standings_of: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    """The positions of each briefing, withdrawn ones too, in its own order."""
    superseded_by: Mapping[str, str] = field(default_factory=dict)
    """For a superseded briefing, the one that replaces it."""

    @property
    def live(self) -> tuple[Briefing, ...]:
        """The briefings that are not withdrawn, the newest first."""
        return tuple(briefing for briefing in self.briefings.values() if briefing.status != "withdrawn")
