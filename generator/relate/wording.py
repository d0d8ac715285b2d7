"""The words of a quotation as they are compared with those of another, and where the two differ.

Folded are case, typography and composition: what stays are words, in scripts without spaces single characters. A cut of
an elided quotation matches whatever stands there.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.marks import CUT, SHAPELESS, UNSPACED

_FOLDED_AWAY = dict.fromkeys(map(ord, f"{SHAPELESS}[]'’ʼ`´\u0640"))
"""What makes no other word of a word: apostrophes, brackets round a letter, the Arabic stretching mark."""
_UNSPACED = re.compile(UNSPACED)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a cut or an insertion of ours, and where it stands in its text."""

    folded: str
    """As it is compared; empty for a cut or an insertion."""
    start: int
    """Offset into the text, in code points."""
    end: int
    """Offset just past the last character."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as a row of words."""

    words: tuple[str, ...]
    """Folded."""
    cuts: frozenset[int] = frozenset()
    """Before which words something is left out or put in; the number of words stands for the end."""
    weight: float = 1.0
    """What a word counts: a character of a script without spaces is half a word."""


def read(text: str, *, verbatim: bool) -> tuple[Word, ...]:
    """The words of a quotation; dots and brackets of one that is `verbatim` are the source's own words."""
    return tuple(
        Word("" if found.lastgroup == "cut" else _folded(found[0]), found.start(), found.end())
        for found in _pattern(text, verbatim=verbatim).finditer(text)
    )


@functools.lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word.translate(_FOLDED_AWAY)).casefold()


def _pattern(text: str, *, verbatim: bool) -> re.Pattern[str]:
    """Words, and cuts where there may be any. Marks on letters, such as Hindi's vowels, belong to their word."""
    return _patterns()[2 * (text.isascii() or not _special().search(text)) + verbatim]


@functools.cache
def _special() -> re.Pattern[str]:
    """A mark that stands on a letter, or a character of a script without spaces."""
    marks = "".join(c for c in map(chr, range(0x300, 0x3000)) if unicodedata.category(c) in ("Mn", "Mc"))
    return re.compile(f"[{marks}{SHAPELESS}]|{UNSPACED}")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """For texts with such characters and without, each with cuts and without."""
    marks = _special().pattern.partition("]|")[0][1:]
    letters = rf"(?:(?!{UNSPACED})(?:[^\W_]|[{marks}]))+"
    words = (rf"{letters}(?:['’ʼ]+{letters})*|{UNSPACED}", r"[^\W_]+(?:['’ʼ]+[^\W_]+)*")
    cut = rf"(?P<cut>{CUT}|\[\w?\](?!\w)|\[[^\[\]]{{2,}}\])|"
    return tuple(re.compile(rf"{cuts}(?P<word>(?:\[\w\])?(?:{word}))") for word in words for cuts in (cut, ""))


def wording(words: Iterable[Word]) -> Wording:
    """Words as they are compared."""
    folded, cuts = list[str](), set[int]()
    for word in words:
        if word.folded:
            folded.append(word.folded)
        else:
            cuts.add(len(folded))
    known = set(folded)
    unspaced = sum(bool(_UNSPACED.match(word)) for word in known if not word.isascii())
    return Wording(tuple(folded), frozenset(cuts), 0.5 if 2 * unspaced > len(known) else 1.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the words of one text stand beside those of another. Numbers count words."""

    same: float
    """In common, in the same order."""
    differing: float
    """Otherwise in the one than in the other, where both have words."""
    more: tuple[float, float]
    """How many more the one, and the other, has before and behind what they share."""
    blocks: tuple[tuple[int, int, int], ...]
    """Stretches in common: where they begin in the one and in the other, and their length."""

    @property
    def share(self) -> float:
        """The share of words in which they disagree; two texts that only overlap disagree at both their ends."""
        apart = self.differing + min(self.more)
        return apart / (self.same + apart) if self.same else 1.0


def compare(one: Wording, other: Wording) -> Comparison:
    """Lay one text beside the other; where one of them begins later or ends earlier, it quotes less."""
    weight = min(one.weight, other.weight)
    if one.words == other.words:
        size = len(one.words)
        return Comparison(size * weight, 0, (0, 0), ((0, 0, size),))
    matcher = difflib.SequenceMatcher(None, one.words, other.words, autojunk=False)
    blocks = _together([(b.a, b.b, b.size) for b in matcher.get_matching_blocks() if b.size])
    if not blocks:
        return Comparison(0, max(len(one.words), len(other.words)) * weight, (0, 0), ())
    stretches = _apart(one, other, blocks)
    (a, b, _), (a2, b2, size) = blocks[0], blocks[-1]
    heads, tails = (a, b), (len(one.words) - a2 - size, len(other.words) - b2 - size)
    more = [heads[n] - min(heads) + tails[n] - min(tails) for n in (0, 1)]
    return Comparison(
        sum(size for _, _, size in blocks) * weight,
        sum(max(len(mine), len(theirs)) for mine, theirs in stretches) * weight,
        (more[0] * weight, more[1] * weight), tuple(blocks),
    )  # fmt: skip


def differing(one: Wording, other: Wording) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the words of each that the other has otherwise."""
    stretches = list(_apart(one, other, compare(one, other).blocks))
    mine = (number for stretch, _ in stretches for number in stretch)
    return frozenset(mine), frozenset(number for _, stretch in stretches for number in stretch)


def share_of_letters(one: Wording, other: Wording) -> float:
    """The share of letters in which two texts disagree, so that long words count for more than little ones."""
    found = compare(one, other)
    same = sum(len(word) for a, _, size in found.blocks for word in one.words[a : a + size])
    apart = sum(
        max(sum(len(one.words[n]) for n in mine), sum(len(other.words[n]) for n in theirs))
        for mine, theirs in _apart(one, other, found.blocks)
    )
    return apart / (same + apart) if same else 1.0


def _apart(one: Wording, other: Wording, blocks: Sequence[tuple[int, int, int]]) -> list[tuple[range, range]]:
    """The stretches where both have words and not the same; what a cut of the other stands for is none of them."""
    if not blocks:
        return []
    (a, b, _), (a2, b2, size) = blocks[0], blocks[-1]
    end, end2 = a2 + size, b2 + size
    head, tail = min(a, b), min(len(one.words) - end, len(other.words) - end2)
    found = [(range(a - head, a), range(b - head, b))]
    for (x, y, size), (x2, y2, _) in itertools.pairwise(blocks):
        mine, theirs = range(x + size, x2), range(y + size, y2)
        cut_here, cut_there = (
            any(stretch.start <= cut <= stretch.stop for cut in text.cuts)
            for text, stretch in ((one, mine), (other, theirs))
        )
        found.append((range(0) if cut_there else mine, range(0) if cut_here else theirs))
    return [*found, (range(end, end + tail), range(end2, end2 + tail))]


def _together(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Matches without a word or two at either end that stand far from the rest by chance."""
    while len(blocks) > 1 and _stray(blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _stray(blocks[-2], blocks[-1], first=False):
        blocks = blocks[:-1]
    return blocks


def _stray(before: tuple[int, int, int], after: tuple[int, int, int], *, first: bool = True) -> bool:
    gaps = [after[n] - before[n] - before[2] for n in (0, 1)]
    size = before[2] if first else after[2]
    return size <= 2 and max(gaps) > 3 * size + min(gaps)


def marked(text: str, words: Sequence[Word], differing: frozenset[int]) -> Iterator[tuple[str, str]]:
    """A text in pieces: `said`, `differs` for words of those numbers, `cut` for cuts and insertions.

    Args:
        text: The text.
        words: What `read` made of it.
        differing: Numbers of words, counted without cuts and insertions.

    """
    at, number, kinds = 0, 0, list[tuple[str, Word]]()
    for word in words:
        kinds.append(("cut" if not word.folded else "differs" if number in differing else "said", word))
        number += bool(word.folded)
    for kind, chunk in itertools.groupby(kinds, key=lambda pair: pair[0]):
        if kind == "said":
            continue
        for start, end in [(w.start, w.end) for _, w in chunk] if kind == "cut" else [_reach(chunk)]:
            if text[at:start]:
                yield "said", text[at:start]
            yield kind, text[start:end]
            at = end
    if text[at:]:
        yield "said", text[at:]


def _reach(chunk: Iterable[tuple[str, Word]]) -> tuple[int, int]:
    words = [word for _, word in chunk]
    return words[0].start, words[-1].end
