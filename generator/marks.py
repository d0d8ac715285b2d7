"""The quotation marks that an author puts round the whole of a quotation, as none of its words."""

from __future__ import annotations

_PAIRS = frozenset(['""', "''", "“”", "‘’", "„“", "„”", "‚‘", "«»", "»«", "‹›", "”“", "””", "「」", "『』"])


def bare(words: str) -> str:
    """A quotation without a pair of quotation marks that its author put round the whole."""
    words = words.strip()
    inner = words[1:-1]
    pair = len(words) > 2 and words[0] + words[-1] in _PAIRS
    return (
        inner.strip() if pair and inner.count(words[0]) == inner.count(words[-1]) * (words[0] != words[-1]) else words
    )
