"""What somebody says, as a source has it and as a briefing quotes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.maker import english
from benchmarks.maker.article import GAP
from benchmarks.maker.dice import Dice
from benchmarks.maker.slots import Slots
from benchmarks.maker.tongues import TONGUES

_LEANING = {
    "strongly-support": "for", "support": "for", "conditional": "if", "neutral": "open", "ambiguous": "open",
    "oppose": "against", "strongly-oppose": "against",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speech:
    """Somebody's words."""

    said: str
    """As they stand in the source, without a full stop."""
    quoted: str
    """As the briefing quotes them: the same, or with a cut."""
    translation: str = ""
    fragment: bool = False


def in_english(dice: Dice, slots: Slots, clause: str, *, whole: bool = False) -> Speech:
    """A sentence with a claim, a sentence that gets cut, or the mere claim where it need not be `whole`."""
    clause = clause.format_map(slots)
    claim = clause + dice.pick(english.TAILS).format_map(slots)
    if not whole and dice.chance(0.15) and len(clause.split()) >= 6:
        return Speech(claim, claim, fragment=True)
    opening = dice.draw(english.OPENINGS).format_map(slots)
    if dice.chance(0.1):
        return Speech(f"{opening}, {dice.draw(english.MIDDLES)}, {claim}", f"{opening} {GAP} {claim}")
    return Speech(f"{opening} {claim}", f"{opening} {claim}")


def in_own_tongue(dice: Dice, slots: Slots, stance: str, tongue: str, place: str) -> Speech:
    """A sentence in another language, with its translation. `place` is a town's name in that language's script."""
    language = TONGUES[tongue]
    opener, english_opener = dice.draw(language.openers)
    claim, english_claim = dice.draw(language.claims[_LEANING[stance]])
    filled = slots.with_(n=slots["n"], year=slots["year"])
    local = filled.with_(place=place)
    space = "" if tongue == "zh" else " "
    said = f"{opener}{space}{claim}".format_map(local)
    return Speech(said, said, f"{english_opener.rstrip()} {english_claim}".format_map(filled))


def reworded(words: str, most: int = 2) -> tuple[str, int]:
    """Words as another ear heard them or another hand translated them: a few changed, and how many."""
    changed = 0

    def other(word: re.Match[str]) -> str:
        nonlocal changed
        synonym = english.SYNONYMS.get(word[0])
        if synonym is None or changed == most:
            return word[0]
        changed += 1
        return synonym

    return re.sub(r"[^\W\d_]+", other, words), changed
