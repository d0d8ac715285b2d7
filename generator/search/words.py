"""The words of a text, as search takes them: without case and diacritics, and by their stems.

The reader's browser takes a question apart in the same way (`templates/theme/assets/js/find.js`); a browser test holds
both against each other.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
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
    marks = "".join(
        chr(code) for code in range(0x300, min(sys.maxunicode, 0x1F000)) if unicodedata.category(chr(code))[0] == "M"
    )
    return re.compile(rf"{UNSPACED}+|(?:(?!{UNSPACED})[^\W_][{marks}{SHAPELESS}{_JOINERS}]*)+")


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with their offsets; a script without spaces gives overlapping pairs of letters.

    Yields:
        The word, the offset of its first character and the one just past it, in code points.

    """
    for found in _pattern().finditer(text):
        run, start = found[0], found.start()
        if re.match(UNSPACED, run) is None:
            yield fold(run), start, found.end()
        elif len(run) == 1:
            yield fold(run), start, start + 1
        else:
            yield from ((fold(run[at : at + 2]), start + at, start + at + 2) for at in range(len(run) - 1))


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
