"""Quotes and positions of one briefing, and the sentences of its sources that show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from benchmarks.maker import editing, english, registries, speech
from benchmarks.maker.article import Article
from benchmarks.maker.casting import Part
from benchmarks.maker.dice import Dice
from benchmarks.maker.slots import Slots, capital
from benchmarks.maker.sources import Shelf, Source
from benchmarks.maker.world import slug

Fields = dict[str, Any]
_BASES = {"oppose": "vote", "strongly-oppose": "vote", "neutral": "document"}
"""How a position is made known by what `english.REPORTS` says of it."""


def dated(dice: Dice, day: dt.date) -> str:
    """A day as sources tell it: mostly itself, at times something that it lies within."""
    if dice.chance(0.75):
        return day.isoformat()
    before, month = day - dt.timedelta(dice.between(1, 3)), f"{day:%Y-%m}"
    return dice.pick((
        month, f"{month}~", f"{month}%", f"{day:%Y}", f"{day:%Y}?", f"{day:%Y}-XX", f"{before}/{day}",
        f"{day}T{dice.between(8, 20):02}:30:00Z",
    ))  # fmt: skip


class Statements:
    """What the parts of a briefing say, gathered part by part."""

    def __init__(self, dice: Dice, slots: Slots, shelf: Shelf, event: str) -> None:
        self.dice, self.slots, self.shelf, self.event = dice, slots, shelf, event
        self.quotes: list[Fields] = []
        self.positions: list[Fields] = []

    def position(self, part: Part) -> None:
        """State a part's position, with what shows it."""
        dice, slots = self.dice, self._slots(part)
        statement = dice.pick(editing.STATEMENTS[part.stance]).format_map(slots.with_(who=part.actor.said))
        position: Fields = {
            "actor": part.actor.id, "issue": part.issue.id, "stance": part.stance, "statement": capital(statement),
            "conditions": slots["condition"] if part.stance == "conditional" else None,
            "voiced_by": None, "basis": None,
            "as_of": None if dice.chance(0.04) else dated(dice, self.shelf.day),
            "confidence": dice.pick(("high", "high", "moderate", "low", None)), "evidence": [],
        }  # fmt: skip
        if part.way == "silent":
            _text(self.shelf.press()).remark(dice.draw(english.SILENCES).format_map(slots))
        else:
            ways = {"quoted": self._quoted, "reported": self._reported, "attributed": self._attributed}
            position |= ways[part.way](part, slots)
        self.positions.append(position)

    def _slots(self, part: Part) -> Slots:
        """Words for a part; the condition is the same each time that an actor speaks on an issue."""
        condition = english.CONDITIONS[len(part.actor.name + part.issue.id) % len(english.CONDITIONS)]
        return self.slots.with_(
            measure=part.issue.whole, the=part.issue.short, x=part.issue.objects, land=part.actor.said,
            condition=condition.format(n=len(part.issue.id)), who=part.term.who.name if part.term else "",
        )  # fmt: skip

    def _quoted(self, part: Part, slots: Slots) -> Fields:
        assert part.term is not None
        evidence: list[Fields] = [
            {"quote": self.quote(part), "bearing": "partial" if part.stance == "ambiguous" else None}
        ]
        if part.actor.kind == "state" and self.dice.chance(0.3):
            evidence.append(self._exact(english.REPORTS[part.stance], slots))
        return {
            "voiced_by": part.term.who.id, "basis": "statement" if self.dice.chance(0.5) else None, "evidence": evidence
        }  # fmt: skip

    def _reported(self, part: Part, slots: Slots) -> Fields:
        unnamed = part.actor.kind == "state" and self.dice.chance(0.2)
        return {
            "voiced_by": registries.unnamed(part.actor) if unnamed else part.actor.id,
            "basis": "statement" if unnamed else _BASES.get(part.stance, "statement"),
            "evidence": [self._exact(english.REPORTS[part.stance], slots)],
        }

    def _attributed(self, part: Part, slots: Slots) -> Fields:
        assert part.term is not None
        evidence = [self._exact(english.ATTRIBUTIONS[part.stance], slots)]
        return {"voiced_by": part.term.who.id, "basis": "third-party", "evidence": evidence}

    def _exact(self, sentences: tuple[str, ...], slots: Slots) -> Fields:
        source, words = self.shelf.press(), self.dice.pick(sentences).format_map(slots)
        _text(source).report(words)
        return {"source": source.id, "exact": words}

    def quote(self, part: Part) -> str:
        """Put a part's words into a source and into the briefing; give the quote's id."""
        assert part.term is not None
        dice, who = self.dice, part.term.who
        role, slots = f"{part.term.title} of {part.actor.said}", self._slots(part)
        if who.tongue != "en" and dice.chance(0.45):
            words = self._in_own_tongue(part, slots)
        else:
            words = self._in_english(part, slots, role)
        id = self._quote_id(who.name.split()[-1], part.issue.objects)
        self.quotes.append({
            "id": id, "speaker": who.id, "role": role, **words, "event": self.event if dice.chance(0.85) else None,
            "note": dice.pick(editing.NOTES) if dice.chance(0.05) else None,
        })  # fmt: skip
        return id

    def _quote_id(self, name: str, objects: str) -> str:
        wanted = slug(f"{name} on {objects}")
        taken = sum(quote["id"].startswith(wanted) for quote in self.quotes)
        return f"{wanted}-{taken + 1}" if taken else wanted

    def _in_own_tongue(self, part: Part, slots: Slots) -> Fields:
        assert part.term is not None
        who, source = part.term.who, self.shelf.paper(part.actor)
        spoken = speech.in_own_tongue(self.dice, slots, part.stance, who.tongue, who.native_place or who.place)
        _text(source).quote(spoken.said, who.native or who.name, "")
        translation = {"text": spoken.translation, "language": "en", "translator": "the editors"}
        return {"text": spoken.quoted, "source": source.id, "language": who.tongue, "translation": translation}

    def _in_english(self, part: Part, slots: Slots, role: str) -> Fields:
        assert part.term is not None
        dice, who, spoken = self.dice, part.term.who, speech.in_english(self.dice, slots, part.stance)
        if spoken.fragment:
            source = self.shelf.press()
            _text(source).quote(spoken.said, who.name, role, fragment=True)
            return {"text": spoken.quoted, "form": "fragment", "source": source.id}
        roll = dice.between(1, 100)
        if roll <= 45:
            source = self.shelf.record(who.name)
            _text(source).turn(f"{spoken.said}.", who.name, part.actor.name)
            return {"text": f"{spoken.quoted}.", "source": source.id}
        source = self.shelf.press()
        made: Fields = {"text": spoken.quoted, "source": source.id}
        if roll <= 55:
            radio = self.shelf.radio()
            _text(source).quote(spoken.said, who.name, role, heard_by=radio.publisher.name)
            made["via"] = (radio.id,)
        else:
            _text(source).quote(spoken.said, who.name, role)
        if roll >= 96 and spoken.quoted == spoken.said:
            made["suffix"] = _text(source).behind(spoken.said)
            _text(source).repeat(spoken.said)
        if who.tongue != "en" and dice.chance(0.3):
            made["translated_from"] = who.tongue
        return made


def _text(source: Source) -> Article:
    assert source.article is not None
    return source.article
