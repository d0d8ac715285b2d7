"""Where words stand that don't stand in their own source: a search in all other snapshots."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from generator.verify import sieve
from generator.verify.match import quotation
from generator.verify.quote import parts
from generator.verify.snapshot import Snapshot

K = TypeVar("K", bound=Hashable)
_THERE = ("verbatim", "elided", "ambiguous")
_FEW = 32
"""So many quotations are sought in the bytes of a text sooner than it is folded."""
_ANCHORS = 5
"""So many of the longest words must stand in a text before it is searched."""


def elsewhere(wanted: Mapping[K, str], texts: Iterable[tuple[str, Callable[[], str]]]) -> dict[K, str]:
    """Find quotations in other texts, letter by letter.

    Args:
        wanted: Quotations that failed, by any key.
        texts: Names of the texts, the likeliest first, each with what gives its text; one is held at a time.

    Returns:
        For each quotation that is found, the first text that holds it.

    """
    sought = {key: taken for key, words in wanted.items() if (taken := parts(words))}
    anchors = {
        key: _anchors([word for part in taken for word in part.retained.split()]) for key, taken in sought.items()
    }
    longest = {key: max((w for part in taken for w in part.words), key=len) for key, taken in sought.items()}
    every = frozenset().union(*anchors.values()) if anchors else frozenset()
    needles = [[sieve.needle(word) for word in words] for words in anchors.values()]
    found: dict[K, str] = {}
    for name, read in texts:
        text = read()
        if len(needles) <= _FEW and not _may_hold(text, needles):
            continue
        snapshot = Snapshot(text)
        there = every.intersection(snapshot.folded.split(" "))
        likely = [key for key, needed in anchors.items() if needed <= there and key not in found]
        for key in likely:
            if longest[key] in snapshot.folded and quotation(wanted[key], snapshot, told=False).status in _THERE:
                found[key] = name
    return found


def _may_hold(text: str, sought: Iterable[Iterable[bytes]]) -> bool:
    """Whether a text may hold one of some quotations, each with what it needs."""
    squeezed = sieve.squeezed(text)
    return any(all(needle in squeezed for needle in needles) for needles in sought)


def _anchors(words: list[str]) -> frozenset[str]:
    """Words that a text must have to hold the quotation; not those at its edges, where punctuation may join on."""
    inner = words[1:-1]
    return frozenset(sorted(set(inner), key=lambda word: (-len(word), word))[:_ANCHORS])
