"""From the places where words were found to the verdict: which place is meant, and what a reader is told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.evidence import Evidence, Kind, Passage, Status
from generator.verify import gaps, speaker
from generator.verify.chains import Found
from generator.verify.directive import directive
from generator.verify.fold import GAP, shown
from generator.verify.places import MOST_PLACES
from generator.verify.snapshot import Snapshot
from generator.verify.words import CONDITIONS, is_negation


def altered(snapshot: Snapshot, kind: Kind, why: str, places: Found) -> Evidence:
    """The words stand there, and a rule forbids to quote them so."""
    passage = _passage(snapshot, places[0][0], places[-1][1])
    start, end = snapshot.sentence(passage.start, passage.end)
    passage_text = shown(snapshot.text[start:end])
    return Evidence("altered", (passage,), passage_text, why=why, kind=kind)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What decides between the places of a quotation."""

    snapshot: Snapshot
    """Where it stands."""
    prefix: str
    """Words just before, folded."""
    suffix: str
    """Words just after, folded."""
    fragment: bool
    """Whether the source's own quotation marks may tell one place from the others."""
    spoken: bool
    """Whether they are said to be somebody's own words, and not the source's."""
    told: bool
    """Whether to tell of proved words also who speaks, and what leads to them on a page."""

    def decide(self, found: list[Found], status: Status) -> Evidence:
        """Which of the places is meant."""
        fitting = [chain for chain in found if self._fits(chain)]
        if fitting and self.spoken and (past := next((c for c in fitting if self._runs_on(c)), None)):
            why = "the quotation goes on past a closing quotation mark of the source"
            return altered(self.snapshot, "cut", why, past)
        if len(fitting) > 1 and self.fragment:
            fitting = [chain for chain in fitting if self._in_marks(chain)] or fitting
        if len(fitting) == 1:
            return self._proved(status, fitting[0], repeated=len(found) > 1)
        if len(found) > 1:
            times = f"{len(found)} times" if len(found) < MOST_PLACES else f"more than {MOST_PLACES - 1} times"
            why = f"the words stand in the snapshot {times}" + (
                "" if fitting else ", never in the context that is given"
            )
            places = tuple(_passage(self.snapshot, chain[0][0], chain[-1][1]) for chain in fitting or found)
            return Evidence("ambiguous", places, why=why)
        place = _passage(self.snapshot, found[0][0][0], found[0][-1][1])
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
        place = _passage(self.snapshot, chain[0][0], chain[-1][1])
        return gaps.runs_on(self.snapshot, place.start, place.end)

    def _in_marks(self, chain: Found) -> bool:
        text, start, end = self.snapshot.folded, chain[0][0], chain[-1][1]
        return text[start - 1 : start] == "'" and bool(re.match(r"[.,;]?'(?!\w)", text[end : end + 3]))

    def _proved(self, status: Status, chain: Found, *, repeated: bool) -> Evidence:
        text = self.snapshot.text
        passages = tuple(_passage(self.snapshot, *place) for place in chain)
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


def _passage(snapshot: Snapshot, start: int, end: int) -> Passage:
    return Passage(*snapshot.raw(start, end))


def _opened(text: str) -> bool:
    """Whether a quotation mark is open at the end of a text."""
    return gaps.marks(text) % 2 == 1 or bool(re.search(r"[“„«‘][^”“»’]*\Z", text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
