"""A quotation and a snapshot give evidence: the search, and the rules that decide. `docs/evidence.md` says why."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from generator.evidence import UNCHECKED, Evidence, Kind, Passage, Status
from generator.marks import bare
from generator.verify import edges, gaps, near, sentence, speaker
from generator.verify.directive import directive
from generator.verify.edges import unspaced
from generator.verify.fold import GAP, fold, shown, wrapped
from generator.verify.quote import CUT, Bracket, Part, either_case, in_word, parts
from generator.verify.snapshot import Snapshot
from generator.verify.words import CONDITIONS, is_negation, negation

Found = list[tuple[int, int]]
"""The parts of one reading, in order, as offsets into the folded text."""
MOST_TRIED = 4000
"""After so many cuts without a way through, the parts stand everywhere and mean nothing."""
MOST_APART = 64
"""So many parts or sentences are looked for one by one: a text is searched for each of them."""
MOST_PLACES = 64
"""After so many places nobody need count on: the words are ambiguous."""


def quotation(
    words: str,
    snapshot: Snapshot | None,
    prefix: str = "",
    suffix: str = "",
    *,
    fragment: bool = False,
    spoken: bool = False,
    told: bool = True,
) -> Evidence:
    """Prove a quotation.

    Args:
        words: As the author has them, with cuts and brackets.
        snapshot: The stored text, or None where none is held.
        prefix: Words just before, where the quotation stands in several places.
        suffix: Words just after.
        fragment: Whether the source's own quotation marks may tell one place from the others.
        spoken: Whether they are said to be somebody's own words, and not the source's.
        told: Whether to tell of proved words also who speaks, and what leads to them on a page.

    """
    if snapshot is None:
        return UNCHECKED
    taken = parts(words)
    if not taken:
        return Evidence("absent", why="nothing is quoted")
    whole = fold(bare(words))
    search = _Search(snapshot, fold(prefix), fold(suffix), fragment=fragment, spoken=spoken, told=told)
    for reading in dict.fromkeys((fold(words), whole, *wrapped(words))):
        if found := search.plain(reading):
            return search.decide(found, "verbatim")
    if CUT.search(bare(words)) or any(part.brackets for part in taken):
        search.objections.clear()
        if found := search.chains(taken):
            return search.decide(found, "elided")
    elif found := search.unwrapped(whole):
        return search.decide(found, "verbatim")
    return search.refused(words) or search.apart(words) or near.nearest(words, snapshot)


class _Search:
    """The search for one quotation."""

    def __init__(
        self, snapshot: Snapshot, prefix: str, suffix: str, *, fragment: bool, spoken: bool, told: bool
    ) -> None:
        self.snapshot, self.prefix, self.suffix = snapshot, prefix, suffix
        self.fragment, self.spoken, self.told = fragment, spoken, told
        self.tried = 0
        """Cuts that were looked at."""
        self.objections: list[tuple[Kind, str, Found]] = []
        """Readings that were found and refused: the kind, why, and where."""
        self.dead_ends: set[tuple[int, int, int]] = set()
        """Places of a part from which no way leads on, with the number of parts that were still to come."""

    @property
    def _turkish(self) -> bool:
        return any(letter in self.snapshot.folded for letter in "ığ")

    def plain(self, words: str) -> list[Found]:
        """All places of words that are neither cut nor changed."""
        first = self.snapshot.folded.find(words)
        if first < 0:
            return []
        places = self._places(words, first)
        if not places:
            place = (first, first + len(words))
            self.objections.append(
                ("edge", f"the quotation cuts through “{edges.inside(self.snapshot, *place)}”", [place])
            )
        return [[place] for place in places]

    def _places(self, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        return list(itertools.islice(self._each(words, start, end), MOST_PLACES))

    def _each(self, words: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Places of words that cut through nothing at their edges, in order."""
        for at in self._hits(words, start, len(self.snapshot.folded) if end is None else end):
            if not edges.inside(self.snapshot, at, at + len(words)):
                yield at, at + len(words)

    def _hits(self, words: str, start: int, stop: int) -> Iterator[int]:
        """Where the letters stand; after many hits inside words only those between words."""
        text, number = self.snapshot.folded, 0
        at = text.find(words, start, stop)
        while at >= 0:
            yield at
            number += 1
            if number == 4 * MOST_PLACES and words[:1].isalnum() and words[-1:].isalnum():
                whole = re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])")
                yield from (match.start() for match in whole.finditer(text, at + 1, stop))
                return
            at = text.find(words, at + 1, stop)

    def unwrapped(self, words: str) -> list[Found]:
        """Places where a line's end broke a word at its own hyphen, which folding took away."""
        text = self.snapshot.folded
        broken = []
        for found in re.finditer(r"[^\W_]+- ?[^\W_]+", words):
            other = next((o for o in (re.sub(r"- ?", mark, found[0]) for mark in ("", "- ")) if o in text), None)
            if other is not None and other != found[0]:
                broken.append((found, other))
        tries = ([broken] if len(broken) > 1 else []) + [[one] for one in broken[:12]]
        places: dict[int, Found] = {}
        for chosen in tries:
            joined, hyphens, at = "", list[int](), 0
            for found, other in chosen:
                joined += words[at : found.start()]
                hyphens.append(len(joined) + found[0].index("-"))
                joined, at = joined + other, found.end()
            joined += words[at:]
            for place in self._places(joined):
                if all(self._breaks_line(place[0] + hyphen) for hyphen in hyphens):
                    places[place[0]] = [place]
        return list(places.values())

    def _breaks_line(self, at: int) -> bool:
        """Whether the stored text breaks a line just before, or behind the hyphen at a place of the folded one."""
        text = self.snapshot.text
        _, left = self.snapshot.raw(at - 1, at)
        right, _ = (
            self.snapshot.raw(at + 1, at + 2) if self.snapshot.folded[at] == "-" else self.snapshot.raw(at, at + 1)
        )
        return "\n" in text[left : right + 1]

    def chains(self, taken: list[Part]) -> list[Found]:
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

    def _chain(self, chain: Found, rest: list[Part]) -> Found:
        """The shortest way from a first part through the others; empty where a rule forbids it."""
        if not rest:
            return chain
        last = chain[-1][1]
        here = (*chain[-1], len(rest))
        if here in self.dead_ends:
            return []
        reach = last + gaps.MOST_CHARACTERS + 2 * len(rest[0].retained) + 80
        for following in self._part(rest[0], last, reach):
            _, left = self.snapshot.raw(chain[-1][0], last)
            right, _ = self.snapshot.raw(*following[0])
            self.tried += 1
            if self.tried > MOST_TRIED:
                return []
            if why := gaps.objection(self.snapshot, left, right):
                if len(self.objections) < MOST_PLACES:
                    self.objections.append(("cut", why, [*chain, *following]))
                continue
            if done := self._chain([*chain, *following], rest[1:]):
                return done
        self.dead_ends.add(here)
        return []

    def _part(self, part: Part, start: int, end: int | None) -> Iterator[Found]:
        if not part.brackets:
            yield from (
                [place] for place in self._places(part.retained, start, end) or self._rewrapped(part, start, end)
            )
            return
        stop = len(self.snapshot.folded) if end is None else min(end, len(self.snapshot.folded))
        for number, match in enumerate(
            _pattern(part, turkish=self._turkish).finditer(self.snapshot.folded, start, stop)
        ):
            if number >= MOST_PLACES:
                return
            place = match.span()
            if edges.inside(self.snapshot, *place):
                continue
            if why := self._replaced(part, match):
                self.objections.append(("bracket", why, [place]))
            else:
                yield [place]

    def _rewrapped(self, part: Part, start: int, end: int | None) -> list[tuple[int, int]]:
        found = [chain[0] for chain in self.unwrapped(part.retained)]
        return [place for place in found if place[0] >= start and (end is None or place[1] <= end)]

    def _replaced(self, part: Part, match: re.Match[str]) -> str:
        """Why the brackets may not stand for what the source has there; empty where they may."""
        text = self.snapshot.folded
        for number, bracket in enumerate(part.brackets):
            if bracket.letter or f"gap{number}" not in match.groupdict():
                continue
            there = match[f"gap{number}"]
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

    def decide(self, found: list[Found], status: Status) -> Evidence:
        """Which of the places is meant."""
        fitting = [chain for chain in found if self._fits(chain)]
        if fitting and self.spoken and (past := next((c for c in fitting if self._runs_on(c)), None)):
            return self._altered("cut", "the quotation goes on past a closing quotation mark of the source", past)
        if len(fitting) > 1 and self.fragment:
            fitting = [chain for chain in fitting if self._in_marks(chain)] or fitting
        if len(fitting) == 1:
            return self._proved(status, fitting[0], repeated=len(found) > 1)
        if len(found) > 1:
            times = f"{len(found)} times" if len(found) < MOST_PLACES else f"more than {MOST_PLACES - 1} times"
            why = f"the words stand in the snapshot {times}" + (
                "" if fitting else ", never in the context that is given"
            )
            places = tuple(self._passage(chain[0][0], chain[-1][1]) for chain in fitting or found)
            return Evidence("ambiguous", places, why=why)
        place = self._passage(found[0][0][0], found[0][-1][1])
        start, end = self.snapshot.sentence(place.start, place.end)
        passage_text = shown(self.snapshot.text[start:end])
        return Evidence(
            "absent",
            (place,),
            passage_text,
            kind="context",
            why="the words stand in the snapshot, but not in this context",
        )

    def _fits(self, chain: Found) -> bool:
        """Whether prefix and suffix stand round it; white space and punctuation don't count."""
        text, start, end = self.snapshot.folded, chain[0][0], chain[-1][1]
        wanted, after = _letters(self.prefix), _letters(self.suffix)
        left = _letters(text[max(0, start - 3 * len(self.prefix) - 40) : start])
        right = _letters(text[end : end + 3 * len(self.suffix) + 40])
        return left.endswith(wanted) and right.startswith(after)

    def _runs_on(self, chain: Found) -> bool:
        """Whether words that begin in a pair of quotation marks go on behind it: there they are the reporter's."""
        place = self._passage(chain[0][0], chain[-1][1])
        return gaps.runs_on(self.snapshot, place.start, place.end)

    def _in_marks(self, chain: Found) -> bool:
        text, start, end = self.snapshot.folded, chain[0][0], chain[-1][1]
        return text[start - 1 : start] == "'" and bool(re.match(r"[.,;]?'(?!\w)", text[end : end + 3]))

    def _passage(self, start: int, end: int) -> Passage:
        return Passage(*self.snapshot.raw(start, end))

    def _proved(self, status: Status, chain: Found, *, repeated: bool) -> Evidence:
        text = self.snapshot.text
        passages = tuple(self._passage(*place) for place in chain)
        start, end = self.snapshot.sentence(passages[0].start, passages[-1].end)
        passage_text = shown(text[start:end])
        marks = []
        for passage in passages:
            at = len(shown(text[start : passage.start] + GAP)) - 1  # what follows keeps the space before it
            marks.append((at, at + len(shown(text[passage.start : passage.end]))))
        lost = self._lost((start, end), passages[0].start, passages[-1].end)
        return Evidence(
            status, passages, passage_text, tuple(marks), lost=lost,
            around=self._around(start, end) if lost else ("", ""),
            directive=directive(self.snapshot, chain, repeated=repeated) if self.told else None,
            shown_speaker=speaker.shown(self.snapshot, passages[0].start, passages[0].end) if self.told else "",
        )  # fmt: skip

    def _lost(self, sentence: tuple[int, int], first: int, last: int) -> str:
        """What stands outside the quotation in its sentence and turns its meaning.

        That is a doubt or a condition that begins the sentence or follows the words, and a negation right before them.
        """
        before, after = self.snapshot.text[sentence[0] : first], self.snapshot.text[last : sentence[1]]
        if _opened(before):
            before = re.split(r"[\"“„«‘「]|``", before)[-1]
            after = re.split(r"[\"”“»’」]|''", after)[0]
        earlier, later = _words(before), _words(after)
        turned = [*earlier[:1], *later[:2]]
        return next((w for w in turned if w.casefold() in CONDITIONS), "") or next(
            (w for w in earlier[-2:] if is_negation(w) or w.casefold() in CONDITIONS), ""
        )

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """The sentences before and after."""
        text = self.snapshot.text
        earlier = self.snapshot.sentence(max(0, start - 2), max(0, start - 1)) if start > 2 else (0, 0)
        following = len(text) - len(text[end:].lstrip())
        later = self.snapshot.sentence(following, following + 1) if following < len(text) else (0, 0)
        return shown(text[slice(*earlier)]), shown(text[slice(*later)])

    def refused(self, words: str) -> Evidence | None:
        """The words are there, and a rule forbids to quote them so; None where no rule spoke."""
        if not self.objections:
            return None
        kind, why, places = max(self.objections, key=lambda objection: len(objection[2]))
        if places:
            return self._altered(kind, why, places)
        return dataclasses.replace(near.nearest(words, self.snapshot), status="altered", kind=kind, why=why)

    def apart(self, words: str) -> Evidence | None:
        """The parts or sentences of a quotation are there one by one, and not together; None where they aren't."""
        marked = bool(CUT.search(bare(words)))
        pieces = [p.retained for p in parts(words)] if marked else _sentences(fold(bare(words)))
        if not 1 < len(pieces) <= MOST_APART or not all(_long_enough(piece) for piece in pieces):
            return None
        chain = Found()
        for piece in pieces:
            place = next(self._each(piece, chain[-1][1] if chain else 0), None) or next(self._each(piece), None)
            if place is None:
                return None
            chain.append(place)
        if not all(a[1] <= b[0] for a, b in itertools.pairwise(chain)):
            return self._altered("order", "the snapshot has these passages in another order", sorted(chain))
        text = self.snapshot.folded
        between = max(len(text[a[1] : b[0]].split()) for a, b in itertools.pairwise(chain))
        mark = "one cut" if marked else "no mark"
        return self._altered(
            "cut", f"the quotation joins passages with {mark} that stand {between} words apart", chain[:1]
        )

    def _altered(self, kind: Kind, why: str, places: Found) -> Evidence:
        passage = self._passage(places[0][0], places[-1][1])
        start, end = self.snapshot.sentence(passage.start, passage.end)
        passage_text = shown(self.snapshot.text[start:end])
        return Evidence("altered", (passage,), passage_text, why=why, kind=kind)


def _sentences(folded: str) -> list[str]:
    """A quotation, sentence by sentence."""
    stops = [0, *sentence.ends(folded)]
    found = [folded[a:b].strip() for a, b in itertools.pairwise([*stops, len(folded)])]
    return [piece for piece in found if piece]


def _long_enough(piece: str) -> bool:
    return len(piece.split()) >= 3 or len(piece) >= 24


def _opened(text: str) -> bool:
    """Whether a quotation mark is open at the end of a text."""
    return gaps.marks(text) % 2 == 1 or bool(re.search(r"[“„«‘][^”“»’]*\Z", text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


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
