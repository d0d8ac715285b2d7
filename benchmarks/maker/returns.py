"""How words come back in a later briefing: as a quote, a position, an occasion and a source."""

from __future__ import annotations

from typing import Any

from benchmarks.maker import speech
from benchmarks.maker.echo import READINGS, Saying
from benchmarks.maker.sources import Source
from benchmarks.maker.statements import Statements

Fields = dict[str, Any]


def bring_back(desk: Statements, saying: Saying) -> tuple[Fields, Source, bool]:
    """Let a briefing quote what an earlier one has quoted.

    Returns:
        The occasion, the source, and whether the position is read otherwise than there.

    """
    part, way = saying.part, desk.memory.way(saying)
    event = {**saying.event, "id": f"earlier-{saying.event['id']}"}
    if way in ("again", "reread"):
        source, words = desk.shelf.used_before(saying.source), {}
    elif saying.speech.translation and way == "elsewhere":
        source, words = _in_own_tongue(desk, saying)
    else:
        source, words = _in_english(desk, saying, way)
    saying.heard.add(source.publisher.id)
    quote = desk.quoted(part, {**_kept(saying.quote), **words, "source": source.id, "event": event["id"]})
    evidence = {"quote": quote["id"], "bearing": "partial" if part.stance == "ambiguous" else None}
    position = {**saying.position, "evidence": [evidence]}
    if way == "reread":
        stance = READINGS[part.stance]
        position |= {
            "stance": stance, "statement": desk.statement(part, stance), "confidence": "low",
            "conditions": desk.slots_of(part)["condition"] if stance == "conditional" else None,
        }  # fmt: skip
    desk.positions.append(position)
    return event, source, way == "reread"


def _kept(quote: Fields) -> Fields:
    return {name: value for name, value in quote.items() if name != "id"}


def _in_own_tongue(desk: Statements, saying: Saying) -> tuple[Source, Fields]:
    """The other paper of the state has the same words; the editors translate them."""
    state, who = saying.part.actor, saying.part.term.who if saying.part.term else saying.part.actor
    place = state.native_place or state.place
    source = desk.shelf.another(saying.day, place, saying.heard, state)
    source.text.quote(saying.speech.said, who.native or who.name, "")
    return source, {"translation": desk.memory.translation(saying)}


def _in_english(desk: Statements, saying: Saying, way: str) -> tuple[Source, Fields]:
    """An English paper has the words as they are, with others among them, or translated."""
    who = saying.part.term.who if saying.part.term else saying.part.actor
    source = desk.shelf.another(saying.day, saying.event["place"], saying.heard)
    words = saying.speech.translation or saying.speech.said
    words = words if way == "elsewhere" else speech.reworded(words)[0]
    source.text.quote(words, who.name, saying.quote["role"])
    if not saying.speech.translation:
        return source, {"text": words}
    return source, {
        "text": words, "language": None, "translation": None, "translated_from": saying.quote["language"],
    }  # fmt: skip
