"""Where sentences and paragraphs of a stored text end."""

from __future__ import annotations

import itertools
import re

from generator.verify.words import ABBREVIATIONS

_STOP = re.compile(
    r"(?P<stop>[.!?…؟;·]+)[\"'”’“»)\]]*(?=(?P<space>\s+)[\"'“‘«„¿¡(\[–—-]*(?P<next>\w)?|\s*\Z)|[。！？]+[」』”’）]*"
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\r?\n\s*")
_BLANK_OR_INDENTED = re.compile(rf"{_BLANK_LINE.pattern}|\r?\n[ \t]+(?=\S)")
MOST = 1500
"""Longest way to the end of a sentence or a paragraph, in characters."""


def paragraph_break(text: str) -> re.Pattern[str]:
    """What separates the paragraphs of a text: each line end; where lines are wrapped, blank and indented lines."""
    lines = [line.strip() for line in text[:20_000].splitlines()]
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if line and after]
    running = sum(len(line) >= 40 and not re.search(r"[.!?:;…。！？؟][\"'”’»)\]]*\Z", line) for line, _ in pairs)
    return _BLANK_OR_INDENTED if 2 * running > len(pairs) else _LINE


def ends(text: str) -> list[int]:
    """Offsets just past each sentence that ends in `text`."""
    return [found.end() for found in _STOP.finditer(text) if _is_end(found, text)]


def _is_end(found: re.Match[str], text: str) -> bool:
    stop, after = found["stop"], found["next"] or ""
    if stop is None:
        return True
    if stop in (";", "·") and not re.search(r"[α-ωά-ώ]", text[max(0, found.start() - 40) : found.start()]):
        return False
    if after.islower() or (after.isdigit() and stop[0] == "."):
        return "\n\n" in (found["space"] or "")
    if stop != ".":
        return True
    word = re.search(r"[^\W_]*\Z", text[max(0, found.start() - 24) : found.start()])
    return not (word and _abbreviated(word[0]))


def _abbreviated(word: str) -> bool:
    """Whether a full stop after a word belongs to it: an abbreviation, an initial, an ordinal number."""
    return (
        word.casefold() in ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) <= 2)
    )


def around(text: str, start: int, end: int, breaks: re.Pattern[str]) -> tuple[int, int]:
    """The whole sentence around a stretch, within its paragraph and within reason."""
    floor, ceiling = paragraph(text, start, end, breaks)
    before = [at for at in ends(text[floor : start + 1]) if floor + at <= start]
    first = floor + before[-1] if before else floor
    while first < start and text[first].isspace():
        first += 1
    inside = max(start, end - 40)
    after = next((at for at in ends(text[inside : ceiling + 1]) if inside + at >= end), None)
    last = ceiling if after is None else min(inside + after, ceiling)
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, max(last, end)


def paragraph(text: str, start: int, end: int, breaks: re.Pattern[str]) -> tuple[int, int]:
    """The paragraph around a stretch, at most `MOST` characters to each side."""
    floor, ceiling = max(0, start - MOST), min(len(text), end + MOST)
    found = [match.end() for match in breaks.finditer(text, floor, start)]
    after = breaks.search(text, end, ceiling)
    return (found[-1] if found else floor), (after.start() if after else ceiling)
