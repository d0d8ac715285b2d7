"""Readings of a quotation with cuts and brackets: its parts in order, where no rule forbids what lies between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.evidence import Kind
from generator.verify import edges, gaps
from generator.verify.edges import unspaced
from generator.verify.places import MOST_PLACES, Place, places, unwrapped
from generator.verify.quote import Bracket, Part, either_case, in_word
from generator.verify.snapshot import Snapshot
from generator.verify.words import negation

Found = list[Place]
"""The parts of one reading, in order."""
MOST_TRIED = 4000
"""After so many cuts without a way through, the parts stand everywhere and mean nothing."""


class Chains:
    """The search for the readings of one quotation."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.objections: list[tuple[Kind, str, Found]] = []
        """Readings that were found and refused: the kind, why, and where."""
        self._tried = 0
        """Cuts that were looked at."""
        self._dead_ends: set[tuple[int, int, int]] = set()
        """Places of a part from which no way leads on, with the number of parts that were still to come."""

    def readings(self, taken: list[Part]) -> list[Found]:
        """All readings of a quotation with cuts or brackets."""
        for part in taken:
            for bracket in part.brackets:
                if bracket.objection:
                    self.objections.append(("bracket", bracket.objection, []))
                    return []
        if len(taken) > 1 and (short := next((p.retained for p in taken if _too_short(p.retained)), "")):
            self.objections.append(("cut", f"“{short}” is too short to mean anything between cuts", []))
            return []
        found = []
        for start in self._part(taken[0], 0, None):
            chain = self._chain(start, taken[1:])
            if chain:
                found.append(chain)
        return found

    def _chain(self, start: Found, rest: list[Part]) -> Found:
        """The shortest way from a first part through the others; empty where a rule forbids it."""
        chain, ways = [*start], list[Iterator[Place]]()
        while len(ways) < len(rest):
            ways.append(self._onward(chain, rest[len(ways)], len(rest) - len(ways)))
            while (following := next(ways[-1], None)) is None:
                self._dead_ends.add((*chain.pop(), len(rest) - len(ways) + 1))
                ways.pop()
                if not ways:
                    return []
            chain.append(following)
        return chain

    def _onward(self, chain: Found, part: Part, number: int) -> Iterator[Place]:
        """Where a part may stand behind a chain, the nearest first; with the number of parts that are still to come."""
        here, last = chain[-1], chain[-1][1]
        if (*here, number) in self._dead_ends:
            return
        reach = last + gaps.MOST_CHARACTERS + 2 * len(part.retained) + 80
        for (following,) in self._part(part, last, reach):
            _, left = self.snapshot.raw(*here)
            right, _ = self.snapshot.raw(*following)
            self._tried += 1
            if self._tried > MOST_TRIED:
                return
            if not (why := gaps.objection(self.snapshot, left, right)):
                yield following
            elif len(self.objections) < MOST_PLACES:
                self.objections.append(("cut", why, [*chain, following]))

    def _part(self, part: Part, start: int, end: int | None) -> Iterator[Found]:
        if not part.brackets:
            found = places(self.snapshot, part.retained, start, end) or self._rewrapped(part, start, end)
            yield from ([place] for place in found)
            return
        turkish = any(letter in self.snapshot.folded for letter in "ığ")
        stop = len(self.snapshot.folded) if end is None else min(end, len(self.snapshot.folded))
        for number, match in enumerate(_pattern(part, turkish=turkish).finditer(self.snapshot.folded, start, stop)):
            if number >= MOST_PLACES:
                return
            place = match.span()
            if edges.inside(self.snapshot, *place):
                continue
            if why := self._replaced(part, match):
                self.objections.append(("bracket", why, [place]))
            else:
                yield [place]

    def _rewrapped(self, part: Part, start: int, end: int | None) -> list[Place]:
        found = unwrapped(self.snapshot, part.retained)
        return [place for place in found if place[0] >= start and (end is None or place[1] <= end)]

    def _replaced(self, part: Part, match: re.Match[str]) -> str:
        """Why the brackets may not stand for what the source has there; empty where they may."""
        text, between = self.snapshot.folded, match.groupdict()
        for number, bracket in enumerate(part.brackets):
            if bracket.letter or f"gap{number}" not in between:
                continue
            there = between[f"gap{number}"]
            replaced = there.strip(" ")
            if not replaced:
                left, right = match.span(f"gap{number}")
                if not there and in_word(text[left - 1]) and in_word(text[right : right + 1]):
                    return f"the bracket “[{bracket.content}]” stands inside a word"
            elif replaced != f"[{bracket.content}]" and not gaps.stands_for(bracket.content, replaced):
                return f"the bracket “[{bracket.content}]” stands for “{replaced}”, and may stand for a pronoun alone"
        return self._led(part, match.start())

    def _led(self, part: Part, start: int) -> str:
        """Why a bracket may not lead the words: it adds to the beginning of a clause, or stands for one pronoun."""
        if part.words[0] or not part.brackets or part.brackets[0].letter:
            return ""
        earlier, content = self.snapshot.folded[max(0, start - 80) : start], part.brackets[0].content
        clause = re.split(r"[.,;:!?()\"]", earlier)[-1]
        if denied := negation(" ".join(clause.split()[-4:])):
            return f"the bracket “[{content}]” hides “{denied}”"
        before = re.search(r"(?:^|[^\w\s]|\s)\s*([^\W_]+(?:['-][^\W_]+)*) ?\Z", earlier)
        if before is None or unspaced(before[1][-1]) or gaps.stands_for(content, before[1]):
            return ""
        return f"the bracket “[{content}]” stands for “{before[1]}”, and may stand for a pronoun alone"


def _too_short(words: str) -> bool:
    """Whether a part between cuts is a single word; where words aren't separated, fewer than four characters."""
    return len(words.split()) < 2 and not (len(words) >= 4 and re.search(r"[぀-ヿ㐀-鿿฀-๿]", words))


def _pattern(part: Part, *, turkish: bool) -> re.Pattern[str]:
    """What a part with brackets may look like in a folded source."""
    made = re.escape(part.words[0])
    started = bool(part.words[0])
    for number, (bracket, words) in enumerate(zip(part.brackets, part.words[1:], strict=True)):
        if bracket.letter:
            made += (" ?" if started else "") + f"[{either_case(bracket.content, turkish=turkish)}]" + re.escape(words)
        elif started and (words or _later(part, number)):
            made += f"(?P<gap{number}> ?(?:{_bracketed(bracket)}|[^\\W_][^\\s]{{0,24}}?)?? ?){re.escape(words)}"
        else:
            made += re.escape(words)
        started = started or bool(words) or bracket.letter
    return re.compile(made)


def _bracketed(bracket: Bracket) -> str:
    return re.escape(f"[{bracket.content}]")


def _later(part: Part, number: int) -> bool:
    """Whether words follow the bracket of that number, behind further brackets."""
    return any(part.words[number + 2 :])
