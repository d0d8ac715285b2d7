"""The text of a source: what it quotes and reports, and what stands around that."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from benchmarks.maker import english
from benchmarks.maker.dice import Dice
from benchmarks.maker.slots import Slots
from benchmarks.maker.tongues import TONGUES

GAP = "[…]"
_WRAP = re.compile(r"(.{90,110}?) ")


@dataclass(slots=True)
class Article:
    """A source's text, gathered paragraph by paragraph."""

    head: str
    tongue: str
    dice: Dice
    slots: Slots
    paragraphs: list[list[tuple[str, bool]]] = field(default_factory=list)
    """Sentences, each with whether something rests on it."""

    def quote(self, words: str, who: str, role: str, *, fragment: bool = False, heard_by: str = "") -> None:
        """Let somebody speak in a report."""
        if self.tongue != "en":
            said = TONGUES[self.tongue].frame.format(words=words, who=who)
        elif heard_by:
            said = f"“{words},” {who}, {role}, said, according to {heard_by}."
        elif fragment:
            frame = self.dice.draw(
                ("{} said in {} that “{}”, and left it at that.", "{} told the hall in {} that “{}”.")
            )
            said = frame.format(f"{who}, {role},", self.slots["place"], words)
        else:
            frame = self.dice.draw((
                "“{words},” {who}, {role}, told reporters in {place}.", "“{words},” said {who}, {role}.",
                "“{words},” {who}, {role}, said after the meeting.", "“{words},” said {who}, who is {role}.",
            ))  # fmt: skip
            said = frame.format(words=words, who=who, role=role, place=self.slots["place"])
        self.paragraphs.append([(said, True), *self._filled(self.dice.between(1, 2))])

    def turn(self, words: str, who: str, state: str) -> None:
        """Let somebody speak in a verbatim record."""
        thanks = self.dice.draw(
            ("I thank the chair.", "My thanks to the interpreters.", "Thank you.", "I shall be brief.")
        )
        more = self.dice.draw(
            ("I have nothing to add.", "That is all for today.", "I hand over my paper.", "So much for now.")
        )
        self.paragraphs.append([(f"{who} ({state}): {thanks}", False), (words, True), (more, False)])

    def report(self, words: str) -> None:
        """State something in the source's own words."""
        self.paragraphs.append([(f"{words}.", True), *self._filled(1)])

    def remark(self, sentence: str) -> None:
        """State something that nothing rests on."""
        self.paragraphs.append([(sentence, False), *self._filled(1)])

    def repeat(self, words: str) -> None:
        """Let the source's first paragraph have somebody's words already."""
        self.paragraphs.insert(0, [(f"“{words}” – with these words a long day ended in {self.slots['place']}.", False)])

    def behind(self, words: str) -> str:
        """The three words that follow on somebody's words, without the marks between."""
        sentence = next(s for paragraph in self.paragraphs for s, _ in paragraph if words in s)
        return " ".join(sentence.partition(words)[2].lstrip(",” ").split()[:3]).rstrip(",.")

    def _filled(self, count: int) -> list[tuple[str, bool]]:
        pool = english.FILLERS if self.tongue == "en" else TONGUES[self.tongue].fillers
        return [(self.dice.draw(pool).format_map(self.slots), False) for _ in range(count)]

    def full(self, *, wrapped: bool) -> str:
        """The whole text; `wrapped` breaks its lines as a printed record does."""
        body = [" ".join(sentence for sentence, _ in paragraph) for paragraph in self.paragraphs]
        closing = " ".join(sentence for sentence, _ in self._filled(3))
        text = "\n\n".join([self.head, *body, closing]) + "\n"
        return _WRAP.sub(r"\1\n", text) if wrapped else text

    def passages(self) -> str:
        """The sentences alone that something rests on, with marks where others stand between."""
        kept = [sentence for paragraph in self.paragraphs for sentence, needed in paragraph if needed]
        return f"\n\n{GAP}\n\n".join(kept) + "\n" if kept else ""
