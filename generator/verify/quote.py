"""A quotation's text, taken apart: the words that are somebody's, the cuts, and what stands in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator import marks
from generator.marks import bare
from generator.verify.edges import unspaced
from generator.verify.fold import fold
from generator.verify.words import negation

CUT = re.compile(marks.CUT)
"""The marks of a cut."""
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.? (?:de |of )?[^\W\d_]{3,}|[^\W\d_]{3,}\.? \d{1,2}(?!\d)")
_TURKISH = {"İ": "i", "I": "ı", "i": "İ", "ı": "I"}


@dataclass(frozen=True, slots=True)
class Bracket:
    """What the author says in brackets."""

    content: str
    """Folded, without the brackets."""
    begins_word: bool = False
    """Whether the rest of a word follows it, as in `[W]e`."""
    ends_word: bool = False
    """Whether it goes on within a word, as in `want[ed]`."""

    @property
    def letter(self) -> bool:
        """Whether it can be no more than the other case of a word's first letter."""
        return self.begins_word and not self.ends_word and len(self.content) == 1

    @property
    def objection(self) -> str:
        """Why a bracket may not say this, whatever stands in the source; empty where it may."""
        if not self.content:
            return "a bracket is empty"
        if (self.begins_word or self.ends_word) and not self.letter:
            return f"the bracket “[{self.content}]” changes letters inside a word"
        if denied := negation(self.content):
            return f"a bracket brings in “{denied}”"
        strange = [n for n in re.findall(r"\d+", self.content) if not (_YEAR.fullmatch(n) or _DAY.search(self.content))]
        return f"a bracket brings in the number {strange[0]}" if strange else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch between two cuts: words, with brackets between them."""

    words: tuple[str, ...]
    """Folded words; one more than brackets, the first and the last may be empty."""
    brackets: tuple[Bracket, ...]

    @property
    def retained(self) -> str:
        """The words alone."""
        return " ".join(" ".join(self.words).split())


def parts(words: str) -> list[Part]:
    """The parts of a quotation between its cuts; empty ones, such as those before a leading cut, are left out."""
    found = [_part(piece) for piece in CUT.split(bare(words))]
    return [part for part in found if part.retained]


def _part(piece: str) -> Part:
    brackets: list[Bracket] = []
    spans: list[str] = []
    at = 0
    for found in _BRACKET.finditer(piece):
        content = fold(found[1])
        begins, ends = (in_word(c) for c in (piece[found.end() : found.end() + 1], piece[: found.start()][-1:]))
        spans.append(fold(piece[at : found.start()]))
        brackets.append(Bracket(content, begins, ends))
        at = found.end()
    spans.append(fold(piece[at:]))
    return Part(tuple(spans), tuple(brackets))


def in_word(character: str) -> bool:
    """Whether a character can't begin or end a word where another stands beside it."""
    return character.isalnum() and not unspaced(character)


def either_case(letter: str, *, turkish: bool) -> str:
    """A letter in both cases, as the inside of a regular expression's class; Turkish has two letters i."""
    other = {letter, letter.swapcase(), letter.lower(), letter.upper()}
    if turkish and letter in _TURKISH:
        other = {letter, _TURKISH[letter]}
    return "".join(sorted(re.escape(c) for c in other if len(c) == 1))
