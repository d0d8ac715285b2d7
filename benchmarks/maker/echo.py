"""What was said comes back: later briefings quote the same words again, from the same source or from another.

Only a source can alter words, and only its own: each briefing still quotes its source letter by letter.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from benchmarks.maker.casting import Part
from benchmarks.maker.dice import Dice
from benchmarks.maker.sources import Source
from benchmarks.maker.speech import Speech, reworded

Fields = dict[str, Any]

ENGLISH = ("elsewhere", "reworded", "reread", "reworded", "elsewhere", "again")
FOREIGN = ("elsewhere", "rendered", "reread", "rendered")
"""How words come back, in turn: word for word in another paper, there with two words changed, from the same source with
another reading of it, from the same source with the same reading, or in an English paper that translates them."""
READINGS = {
    "strongly-support": "support", "support": "conditional", "conditional": "support", "neutral": "ambiguous",
    "ambiguous": "oppose", "oppose": "strongly-oppose", "strongly-oppose": "oppose",
}  # fmt: skip
"""What a second reader may take a stance for."""
MOST_KNOWN = 6
"""Sayings on one issue that papers still remember."""
MOST_RETURNS = 2
"""How often words come back."""


@dataclass(slots=True)
class Saying:
    """Words that somebody said, and the briefing that had them first."""

    part: Part
    speech: Speech
    quote: Fields
    event: Fields
    source: Source
    day: dt.date
    heard: set[str]
    """Ids of publishers that have had the words."""
    position: Fields = field(default_factory=dict)
    briefing: str = ""
    returns: int = 0


@dataclass(slots=True)
class Memory:
    """What all briefings so far have quoted."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    """Speakers and states, with their words: nobody says the same on two occasions by chance."""
    known: dict[str, deque[Saying]] = field(default_factory=dict)
    """By issue, the latest."""
    turns: dict[bool, int] = field(default_factory=dict)
    """How often words in English, or in another language, have come back."""
    slipped: bool = False
    """Whether two of the briefings disagree already in their translation of the same words: one case is enough."""

    def keep(self, saying: Saying) -> None:
        """Remember a saying under its issue."""
        self.known.setdefault(saying.part.issue.id, deque(maxlen=MOST_KNOWN)).append(saying)

    def recall(self, dice: Dice, issue: str, told: list[Fields]) -> Saying | None:
        """A saying on an issue that doesn't collide with the positions that a briefing tells already."""
        taken = {(position["actor"], position["issue"], position["as_of"]) for position in told}
        fit = [
            saying
            for saying in self.known.get(issue, ())
            if saying.returns < MOST_RETURNS
            and (saying.position["actor"], saying.position["issue"], saying.position["as_of"]) not in taken
        ]
        foreign = [saying for saying in fit if saying.speech.translation]
        return dice.pick(foreign if foreign and dice.chance(0.45) else fit) if fit else None

    def way(self, saying: Saying) -> str:
        """How a saying comes back this time."""
        foreign = bool(saying.speech.translation)
        ways, turn = FOREIGN if foreign else ENGLISH, self.turns.get(foreign, 0)
        self.turns[foreign], saying.returns = turn + 1, saying.returns + 1
        way = ways[turn % len(ways)]
        if foreign and way == "elsewhere" and saying.returns > 1:
            return "rendered"
        return "elsewhere" if way == "reworded" and reworded(saying.speech.said)[1] < 2 else way

    def translation(self, saying: Saying) -> Fields:
        """Our translation of a saying, the same each time but once."""
        known: Fields = saying.quote["translation"]
        other, changes = reworded(known["text"])
        if self.slipped or not changes:
            return known
        self.slipped = True
        return known | {"text": other}
