"""Where words stand in a snapshot, letter by letter: whole tokens, each place of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from generator.verify import edges
from generator.verify.snapshot import Snapshot

Place = tuple[int, int]
"""A stretch of the folded text."""
MOST_PLACES = 64
"""After so many places nobody need count on: the words are ambiguous."""
_MOST_BROKEN = 64
"""So many compounds of a quotation may be words that the text breaks at their own hyphens."""
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]+- ?[^\W_]+")


def places(snapshot: Snapshot, words: str, start: int = 0, end: int | None = None) -> list[Place]:
    """Places of words that cut through nothing at their edges; no more than anybody counts."""
    return list(itertools.islice(each(snapshot, words, start, end), MOST_PLACES))


def each(snapshot: Snapshot, words: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Places of words that cut through nothing at their edges, in order."""
    for at in _hits(snapshot, words, start, len(snapshot.folded) if end is None else end):
        if not edges.inside(snapshot, at, at + len(words)):
            yield at, at + len(words)


def _hits(snapshot: Snapshot, words: str, start: int, stop: int) -> Iterator[int]:
    """Where the letters stand; after many hits inside words only those between words."""
    text, number = snapshot.folded, 0
    at = text.find(words, start, stop)
    while at >= 0:
        yield at
        number += 1
        if number == 4 * MOST_PLACES and words[:1].isalnum() and words[-1:].isalnum():
            whole = re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])")
            yield from (match.start() for match in whole.finditer(text, at + 1, stop))
            return
        at = text.find(words, at + 1, stop)


def unwrapped(snapshot: Snapshot, words: str) -> list[Place]:
    """Places where a line's end broke a word at its own hyphen, which folding took away."""
    text = snapshot.folded
    broken = []
    for found in itertools.islice(_COMPOUND.finditer(words), _MOST_BROKEN):
        other = next((o for o in (re.sub(r"- ?", mark, found[0]) for mark in ("", "- ")) if o in text), None)
        if other is not None and other != found[0]:
            broken.append((found, other))
    tries = ([broken] if len(broken) > 1 else []) + [[one] for one in broken[:12]]
    whole: dict[int, Place] = {}
    for chosen in tries:
        joined, hyphens, at = "", list[int](), 0
        for found, other in chosen:
            joined += words[at : found.start()]
            hyphens.append(len(joined) + found[0].index("-"))
            joined, at = joined + other, found.end()
        joined += words[at:]
        for place in places(snapshot, joined):
            if all(_breaks_line(snapshot, place[0] + hyphen) for hyphen in hyphens):
                whole[place[0]] = place
    return list(whole.values())


def _breaks_line(snapshot: Snapshot, at: int) -> bool:
    """Whether the stored text breaks a line just before, or behind the hyphen at a place of the folded one."""
    text = snapshot.text
    _, left = snapshot.raw(at - 1, at)
    right, _ = snapshot.raw(at + 1, at + 2) if snapshot.folded[at] == "-" else snapshot.raw(at, at + 1)
    return "\n" in text[left : right + 1]
