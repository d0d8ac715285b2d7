"""Quotes and positions of one briefing, and the sentences of its sources that show them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from benchmarks.maker import editing, english, registries, speech
from benchmarks.maker.casting import Part
from benchmarks.maker.dice import Dice
from benchmarks.maker.echo import Memory, Saying
from benchmarks.maker.slots import Slots, capital
from benchmarks.maker.sources import Shelf
from benchmarks.maker.speech import Speech
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

    def __init__(self, dice: Dice, slots: Slots, shelf: Shelf, event: Fields, memory: Memory) -> None:
        self.dice, self.slots, self.shelf, self.event, self.memory = dice, slots, shelf, event, memory
        self.quotes: list[Fields] = []
        self.positions: list[Fields] = []
        self.sayings: list[Saying] = []
        """What later briefings may come back to."""

    def position(self, part: Part) -> None:
        """State a part's position, with what shows it."""
        dice, slots = self.dice, self.slots_of(part)
        position: Fields = {
            "actor": part.actor.id, "issue": part.issue.id, "stance": part.stance,
            "statement": self.statement(part, part.stance),
            "conditions": slots["condition"] if part.stance == "conditional" else None,
            "voiced_by": None, "basis": None,
            "as_of": None if dice.chance(0.04) else dated(dice, self.shelf.day),
            "confidence": dice.pick(("high", "high", "moderate", "low", None)), "evidence": [],
        }  # fmt: skip
        if part.way == "silent":
            self.shelf.press().text.remark(dice.draw(english.SILENCES).format_map(slots))
        else:
            ways = {"quoted": self._quoted, "reported": self._reported, "attributed": self._attributed}
            position |= ways[part.way](part, slots)
        if self.sayings and self.sayings[-1].part is part:
            self.sayings[-1].position = position
        self.positions.append(position)

    def statement(self, part: Part, stance: str) -> str:
        """A stance of a part's actor in our words."""
        slots = self.slots_of(part).with_(who=part.actor.said)
        return capital(self.dice.pick(editing.STATEMENTS[stance]).format_map(slots))

    def slots_of(self, part: Part) -> Slots:
        """Words for a part; the condition is the same each time that an actor speaks on an issue."""
        condition = english.CONDITIONS[len(part.actor.name + part.issue.id) % len(english.CONDITIONS)]
        return self.slots.with_(
            measure=part.issue.whole, the=part.issue.short, x=part.issue.objects, land=part.actor.said,
            condition=condition.format(n=len(part.issue.id)), who=part.term.who.name if part.term else "",
        )  # fmt: skip

    def _quoted(self, part: Part, slots: Slots) -> Fields:
        assert part.term is not None
        quote, spoken = self._said(part)
        if spoken.said == spoken.quoted and _may_return(quote) and self.event["date"]:
            source = self.shelf.sources[quote["source"]]
            self.sayings.append(Saying(part, spoken, quote, self.event, source, self.shelf.day, {source.publisher.id}))
        evidence: list[Fields] = [{"quote": quote["id"], "bearing": "partial" if part.stance == "ambiguous" else None}]
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
        source.text.report(words)
        return {"source": source.id, "exact": words}

    def quote(self, part: Part) -> str:
        """Put a part's words into a source and into the briefing; give the quote's id."""
        return str(self._said(part)[0]["id"])

    def _said(self, part: Part) -> tuple[Fields, Speech]:
        assert part.term is not None
        dice, who = self.dice, part.term.who
        role, spoken = f"{part.term.title} of {part.actor.said}", self._speech(part)
        words = self._in_own_tongue(part, spoken) if spoken.translation else self._in_english(part, spoken, role)
        quote = self.quoted(part, {
            "speaker": who.id, "role": role, **words, "event": self.event["id"] if dice.chance(0.85) else None,
            "note": dice.pick(editing.NOTES) if dice.chance(0.05) else None,
        })  # fmt: skip
        return quote, spoken

    def quoted(self, part: Part, fields: Fields) -> Fields:
        """Keep a quote of a part under an id of its own."""
        assert part.term is not None
        wanted = slug(f"{part.term.who.name.split()[-1]} on {part.issue.objects}")
        taken = sum(quote["id"].startswith(wanted) for quote in self.quotes)
        self.quotes.append({"id": f"{wanted}-{taken + 1}" if taken else wanted, **fields})
        return self.quotes[-1]

    def _speech(self, part: Part) -> Speech:
        """What somebody says: nothing that this person or, in its own language, this state has said before."""
        assert part.term is not None
        dice, who, slots, seen = self.dice, part.term.who, self.slots_of(part), self.memory.seen
        clause = dice.draw(english.CLAUSES[part.stance])
        for attempt in itertools.count():
            if self._is_at_home(part) and dice.chance(0.45):
                place, whose = who.native_place or who.place, part.actor.id
                spoken = speech.in_own_tongue(dice, slots, part.stance, who.tongue, place)
            else:
                spoken, whose = speech.in_english(dice, slots, clause, whole=attempt > 0), who.id
            if (whose, spoken.quoted) not in seen:
                break
        seen.add((whose, spoken.quoted))
        return spoken

    def _is_at_home(self, part: Part) -> bool:
        """Whether a paper of the actor's own may have the words in the speaker's language."""
        tongue = part.term.who.tongue if part.term else "en"
        return tongue != "en" and tongue == part.actor.tongue and not self.shelf.sole

    def _in_own_tongue(self, part: Part, spoken: Speech) -> Fields:
        assert part.term is not None
        who, source = part.term.who, self.shelf.paper(part.actor)
        source.text.quote(spoken.said, who.native or who.name, "")
        translation = {"text": spoken.translation, "language": "en", "translator": "the editors"}
        return {"text": spoken.quoted, "source": source.id, "language": who.tongue, "translation": translation}

    def _in_english(self, part: Part, spoken: Speech, role: str) -> Fields:
        assert part.term is not None
        dice, who = self.dice, part.term.who
        if spoken.fragment:
            source = self.shelf.press()
            source.text.quote(spoken.said, who.name, role, fragment=True)
            return {"text": spoken.quoted, "form": "fragment", "source": source.id}
        roll = dice.between(1, 100)
        if roll <= 45 and not self.shelf.sole:
            source = self.shelf.record(who.name)
            source.text.turn(f"{spoken.said}.", who.name, part.actor.name)
            return {"text": f"{spoken.quoted}.", "source": source.id}
        source = self.shelf.press()
        made: Fields = {"text": spoken.quoted, "source": source.id}
        if roll <= 55 and not self.shelf.sole:
            radio = self.shelf.radio()
            source.text.quote(spoken.said, who.name, role, heard_by=radio.publisher.name)
            made["via"] = (radio.id,)
        else:
            source.text.quote(spoken.said, who.name, role)
        if roll >= 96 and spoken.quoted == spoken.said:
            made["suffix"] = source.text.behind(spoken.said)
            source.text.repeat(spoken.said)
        if who.tongue != "en" and dice.chance(0.3):
            made["translated_from"] = who.tongue
        return made


def _may_return(quote: Fields) -> bool:
    """Whether nothing but words, speaker and a known occasion makes a quote."""
    return bool(quote["event"]) and not any(quote.get(n) for n in ("via", "suffix", "form", "translated_from", "note"))
