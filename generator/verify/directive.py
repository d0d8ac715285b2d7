"""Directives: which words of a snapshot lead a browser to a place of the page that it was captured from.

By the Text Fragments standard (WICG), which Chromium, Firefox and Safari follow: a browser goes to the first place that
fits, whatever the case of its letters; each term holds whole words of one block; a prefix and a suffix touch what they
stand round, but for white space.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.evidence import Directive
from generator.marks import SHAPELESS, UNSPACED
from generator.verify import sentence
from generator.verify.fold import GAP, WRAPPED, WRAPPED_UNSPACED, fold
from generator.verify.snapshot import Snapshot

WHOLE = 8
"""Longest stretch, in words, that is named whole, and not by its first and last words."""
TERM = 4
"""Words of a first or a last term."""
SHORT = 3
"""So few words may stand anywhere else on the live page, in a headline or a menu."""
CONTEXTS = (3, 6, 12)
"""Words of context, tried in this order where the words stand elsewhere too."""
_MARKS = "。、，；：！？「」『』（）"
_WORD = re.compile(rf"(?:[^\s{GAP}{_MARKS}\-‐\u00ad]+|{WRAPPED}|{WRAPPED_UNSPACED}|[-‐\u00ad])+[{_MARKS}]*|[{_MARKS}]+")
_UNSPACED = re.compile(UNSPACED)
_NOT_SHOWN = re.compile(rf"\s+|[{SHAPELESS}]")
_HYPHENATED = re.compile(r"[-‐][ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class _Word:
    """What white space sets apart; in scripts without it, what punctuation does."""

    start: int
    end: int
    shown: str
    """Without line ends and characters that have no shape."""
    sure: bool
    """Whether the live page has it so: a hyphen at a line's end may be the word's own or the line's."""

    @property
    def size(self) -> int:
        """In words."""
        unspaced = 0 if self.shown.isascii() else len(_UNSPACED.findall(self.shown))
        return math.ceil(unspaced / 2) if unspaced else int(any(c.isalnum() for c in self.shown))


def _words(text: str, start: int, end: int) -> list[_Word]:
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        broken = "\n" in word
        shown = word if word.isascii() and not broken else _NOT_SHOWN.sub("", word)
        if shown:
            found.append(_Word(*match.span(), shown, not (broken and _HYPHENATED.search(word))))
    return found


def _taken(words: Iterable[_Word], most: int) -> list[_Word]:
    """The first words, so many of them; one at least."""
    made, size = list[_Word](), 0
    for word in words:
        if size >= most:
            break
        made.append(word)
        size += word.size
    return made


def _shown(words: Sequence[_Word]) -> str:
    return " ".join(word.shown for word in words)


def directive(snapshot: Snapshot, places: Sequence[tuple[int, int]], *, repeated: bool) -> Directive | None:
    """The words that lead to a proved quotation; None where none can be told.

    Args:
        snapshot: Where it stands.
        places: Its parts, as offsets into the folded text. Where they stand in several paragraphs, the first is led to.
        repeated: Whether its words are known to stand elsewhere as well.

    """
    last = places[-1]
    if snapshot.breaks.search(snapshot.text, snapshot.raw(*places[0])[1], snapshot.raw(*last)[0]):
        last = places[0]
    target = _Target(snapshot, places[0][0], last[1])
    return target.directive(repeated=repeated) if target.words else None


class _Target:
    """A stretch of a snapshot that is to be led to."""

    def __init__(self, snapshot: Snapshot, start: int, end: int) -> None:
        self.snapshot, self.start, self.end = snapshot, start, end
        words = _words(snapshot.text, *snapshot.raw(start, end))
        while words and not words[0].sure:
            del words[0]
        while words and not words[-1].sure:
            del words[-1]
        self.words = words

    def directive(self, *, repeated: bool) -> Directive:
        """The first of its directives that leads here in the snapshot; else the last."""
        size = sum(word.size for word in self.words)
        wanted = repeated or size <= SHORT or GAP in self.snapshot.text
        tried = self._range if self._broken() or size > WHOLE else self._whole
        *narrow, widest = CONTEXTS if wanted else (0, *CONTEXTS)
        for most in narrow:
            made, leads = tried(most)
            if leads:
                return made
        return tried(widest)[0]

    def _broken(self) -> bool:
        """Whether a word inside may read otherwise, or a block ends inside."""
        inside = (self.words[0].start, self.words[-1].end)
        return not all(word.sure for word in self.words) or bool(
            self.snapshot.breaks.search(self.snapshot.text, *inside)
        )

    def _whole(self, most: int) -> tuple[Directive, bool]:
        """A directive that names every word, with so many words of context; and whether it leads here."""
        before, after = self._before(most), self._after(most)
        leads = not self._stands([*before, *self.words, *after], 0, self.start)
        return Directive(_shown(self.words), "", _shown(before), _shown(after)), leads

    def _range(self, most: int) -> tuple[Directive, bool]:
        """A directive that names the first and the last words, with so many of context; and whether it leads here."""
        before, after = self._before(most), self._after(most)
        size = max(TERM, most)
        head = _taken(self._unbroken(self.words), size)
        tail = _taken(self._unbroken([w for w in self.words if w.start >= head[-1].end][::-1]), size)[::-1]
        leads = not self._stands([*before, *head], 0, self.start)
        if tail:
            begun = self.start + len(fold(self.snapshot.text[head[0].start : head[-1].end]))
            leads = leads and not self._stands([*tail, *after], begun, self.end - 1)
        elif len(head) < len(self.words):
            after = []
        return Directive(_shown(head), _shown(tail), _shown(before), _shown(after)), leads

    def _unbroken(self, words: Sequence[_Word]) -> Iterator[_Word]:
        """The words up to the first that may read otherwise, or stands in another block."""
        text, last = self.snapshot.text, words[0] if words else None
        for word in words:
            assert last is not None
            if not word.sure or self.snapshot.breaks.search(text, *sorted((last.start, word.start))):
                return
            yield word
            last = word

    def _before(self, most: int) -> list[_Word]:
        """Words that touch the stretch, of its own block; at last of the block before where it begins its own."""
        if not most:
            return []
        text, at = self.snapshot.text, self.words[0].start
        floor, _ = sentence.paragraph(text, at, at, self.snapshot.breaks)
        if most == CONTEXTS[-1] and not text[floor:at].strip():
            at = max(0, floor - 200) + len(text[max(0, floor - 200) : floor].rstrip())
            floor, _ = sentence.paragraph(text, at, at, self.snapshot.breaks)
        near = text[floor:at].rpartition(GAP)[2]
        words = _words(text, at - len(near), at)[::-1]
        return _taken(itertools.takewhile(lambda word: word.sure, words), most)[::-1]

    def _after(self, most: int) -> list[_Word]:
        if not most:
            return []
        text, at = self.snapshot.text, self.words[-1].end
        _, ceiling = sentence.paragraph(text, at, at, self.snapshot.breaks)
        near = text[at:ceiling].partition(GAP)[0]
        return _taken(itertools.takewhile(lambda word: word.sure, _words(text, at, at + len(near))), most)

    def _stands(self, words: Sequence[_Word], start: int, end: int) -> bool:
        """Whether words stand within a stretch of the folded text, in letters of any case."""
        stretch = self.snapshot.text[words[0].start : words[-1].end]
        return self.snapshot.lower.find(fold(stretch).lower(), start, end) >= 0
