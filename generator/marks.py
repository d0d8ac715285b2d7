"""The marks of an author in a quotation: of a cut, and round the whole."""

from __future__ import annotations

CUT = r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.{3}(?!\.)|\.\s\.\s\.(?!\s?\.)"
"""The marks of a cut, as a regular expression."""

_PAIRS = frozenset(['""', "''", "“”", "‘’", "„“", "„”", "‚‘", "«»", "»«", "‹›", "”“", "””", "「」", "『』"])


def bare(words: str) -> str:
    """A quotation without a pair of quotation marks that its author put round the whole."""
    words = words.strip()
    inner = words[1:-1]
    pair = len(words) > 2 and words[0] + words[-1] in _PAIRS
    return (
        inner.strip() if pair and inner.count(words[0]) == inner.count(words[-1]) * (words[0] != words[-1]) else words
    )
