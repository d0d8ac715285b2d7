"""The words of a text, as search takes them: without case and diacritics, and by their stems.

The reader's browser takes a question apart in the same way (`templates/theme/assets/js/find.js`); a browser test holds
both against each other.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from generator import names
from generator.marks import SHAPELESS, UNSPACED

_JOINERS = "\u200c\u200d\u0640"
"""What joins or parts letters without being one: zero-width joiner and non-joiner, the Arabic tatweel."""
_POINTS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
"""Marks that writers may leave out: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic vowels."""
_DROPPED = re.compile(f"[{_POINTS}{SHAPELESS}{_JOINERS}]")
_SPELLED = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ",
})  # fmt: skip
"""Letters that Unicode takes for letters of their own, and writers often replace."""


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """A word without case, diacritics and compatibility forms: `Łódź` and `lodz` are one."""
    if word.isascii():
        return word.lower()
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", word)).lower()
    return unicodedata.normalize("NFC", plain.translate(_SPELLED))


@cache
def _pattern() -> re.Pattern[str]:
    """A run of letters, digits and marks; scripts without spaces apart from others."""
    unspaced = re.compile(UNSPACED)
    spaced = [
        code for code in range(0x20000)
        if unicodedata.category(chr(code))[0] in "LNM" and not unspaced.match(chr(code))
    ]  # fmt: skip
    spaced += map(ord, SHAPELESS + _JOINERS)
    inside = "".join(f"{chr(first)}-{chr(last)}" for first, last in _ranges(sorted(set(spaced))))
    return re.compile(rf"[{inside}]+|{UNSPACED}+")


_ASCII = re.compile(r"[A-Za-z0-9]+")
"""The same for text that is ASCII, as most is."""


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring numbers as the first and last of each row."""
    first = last = -2
    for code in codes:
        if code != last + 1:
            if last >= 0:
                yield first, last
            first = code
        last = code
    yield first, last


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with their offsets; a script without spaces gives overlapping pairs of letters.

    Yields:
        The word, the offset of its first character and the one just past it, in code points.

    """
    for found in (_ASCII if text.isascii() else _pattern()).finditer(text):
        for start, end in _pieces(found[0]):
            yield fold(found[0][start:end]), found.start() + start, found.start() + end


def _pieces(run: str) -> Iterator[tuple[int, int]]:
    """The words of a run: itself, or overlapping pairs where its script has no spaces."""
    if len(run) > 2 and re.match(UNSPACED, run):
        yield from ((at, at + 2) for at in range(len(run) - 1))
    else:
        yield 0, len(run)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a vocabulary, with their stems side by side, which takes little to write and to read."""

    forms: tuple[str, ...]
    stemmed: Sequence[int]
    """The number of the word, for each stem."""
    languages: tuple[str, ...]
    stems: tuple[str, ...]


class Vocabulary:
    """Words that were met, numbered, with their stems."""

    def __init__(self) -> None:
        self.forms: list[str] = []
        """Each word, folded."""
        self.stems: list[set[tuple[str, str]]] = []
        """For each word its stems: the language, and the stem."""
        self._numbers: dict[str, int] = {}
        self._met: dict[str, dict[str, tuple[int, ...]]] = {}

    def words(self, text: str, tag: str) -> list[int]:
        """The numbers of a text's words in a language (BCP 47), or in none where the tag is empty."""
        met = self._met.setdefault(tag, {})
        found: list[int] = []
        for run in (_ASCII if text.isascii() else _pattern()).findall(text):
            numbers = met.get(run)
            if numbers is None:
                numbers = met[run] = tuple(self._number(run[start:end], tag) for start, end in _pieces(run))
            found += numbers
        return found

    def settled(self) -> Words:
        """The words as they are remembered."""
        stems = [(number, *stem) for number, held in enumerate(self.stems) for stem in sorted(held)]
        numbers, languages, called = zip(*stems, strict=True) if stems else ((), (), ())
        return Words(tuple(self.forms), array("I", numbers), languages, called)

    def join(self, other: Words) -> list[int]:
        """Take in other words; the numbers that they have here."""
        numbers = [self._of(form) for form in other.forms]
        for number, language, stem in zip(other.stemmed, other.languages, other.stems, strict=True):
            self.stems[numbers[number]].add((language, stem))
        return numbers

    def _of(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self.forms)
            self.forms.append(form)
            self.stems.append(set())
        return number

    def _number(self, word: str, tag: str) -> int:
        number = self._of(fold(word))
        if tag and _algorithm(tag):
            self.stems[number].add((_algorithm(tag), stem(word, tag)))
        return number


@lru_cache(maxsize=1 << 17)
def stem(word: str, tag: str) -> str:
    """The stem of a word in a language (Snowball), folded; the folded word itself where the language has no stemmer.

    Args:
        word: As the text has it: a stemmer needs the diacritics.
        tag: The language (BCP 47).

    """
    algorithm = _algorithm(tag)
    return fold(_stemmer(algorithm).stemWord(unicodedata.normalize("NFC", word).lower()) if algorithm else word)


@cache
def _algorithm(tag: str) -> str:
    primary = tag.partition("-")[0].lower()
    name = "norwegian" if primary in ("nb", "nn") else names.language(primary).lower()
    return name if name in snowballstemmer.algorithms() else ""


@cache
def _stemmer(algorithm: str) -> snowballstemmer.basestemmer.BaseStemmer:
    return snowballstemmer.stemmer(algorithm)
