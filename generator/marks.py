"""Characters that mean something beside letters: an author's marks in a quotation, and those that scripts differ in."""

from __future__ import annotations

CUT = r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.{3}(?!\.)|\.\s\.\s\.(?!\s?\.)"
"""The marks of a cut, as a regular expression."""

UNSPACED = "[぀-ヿ㐀-䶿一-鿿\uf900-\ufaff฀-๿ຠ-໿က-႟ក-៿]"
"""A character of a script that writes without spaces between words, as a class of a regular expression."""
SHAPELESS = "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u061c\ufeff"
"""Characters without a shape: hyphens and spaces that show only at a line's end, marks of direction."""

_PAIRS = frozenset(['""', "''", "“”", "‘’", "„“", "„”", "‚‘", "«»", "»«", "‹›", "”“", "””", "「」", "『』"])


def bare(words: str) -> str:
    """A quotation without a pair of quotation marks that its author put round the whole."""
    words = words.strip()
    inner = words[1:-1]
    pair = len(words) > 2 and words[0] + words[-1] in _PAIRS
    return (
        inner.strip() if pair and inner.count(words[0]) == inner.count(words[-1]) * (words[0] != words[-1]) else words
    )
