"""What a cut may leave out, and what a bracket may stand for."""

from __future__ import annotations

import re

from generator.verify import sentence, turns
from generator.verify.fold import GAP
from generator.verify.snapshot import Snapshot
from generator.verify.words import PRONOUNS, negation

MOST_WORDS = 100
"""The furthest that a cut may reach, in words: beyond it nobody sees any more that the parts belong together."""
MOST_CHARACTERS = 900
"""The same in characters, for scripts without spaces and for the search."""
_PAGE = re.compile(
    r"\f|\[\[?\s*(?:Page|p\.)\s*\w+\s*\]\]?"
    r"|(?m:^[ \t]*(?:[-–—][ \t]*\d+[ \t]*[-–—]|(?:Page|Seite|Página|Strona|Стр\.?)[ \t]+\d+)[ \t]*$)"
)
_DOUBLE = re.compile(r"[\"“”„‟«»″〝〞〟＂「」]|``|''")
_DOTS = re.compile(r"[\s.…,;:\[\]()]*")


def objection(snapshot: Snapshot, start: int, end: int) -> str:
    """Why the stored text between two parts of a quotation may not be left out; empty where it may.

    `start` and `end` are offsets into the stored text: the end of one part and the beginning of the next.
    """
    left_out = snapshot.text[start:end]
    if _DOTS.fullmatch(left_out):
        return ""
    if GAP in left_out:
        return "the cut crosses a gap of the snapshot"
    if (words := len(left_out.split())) > MOST_WORDS or len(left_out) > MOST_CHARACTERS:
        return f"the cut leaves out {words} words: at most {MOST_WORDS} may be left out"
    if head := next((name for _, name in turns.heads(snapshot.text, start, end)), ""):
        return f"the cut crosses to what another says: “{head[:60]}” takes the floor"
    if _PAGE.search(left_out):
        return "the cut crosses a page"
    floor = max(0, start - 400)
    if turns.interjected(snapshot.text, floor, start) != turns.interjected(snapshot.text, floor, end):
        return "the cut crosses into what somebody else calls out"
    return _marks(snapshot, start, end) or _paragraphs(snapshot, start, end) or _denied(snapshot, start, end)


def _marks(snapshot: Snapshot, start: int, end: int) -> str:
    """A cut stays within one pair of quotation marks, or outside all."""
    text = snapshot.text
    floor, _ = sentence.paragraph(text, start, start, snapshot.breaks)
    inner = marks(text[start:end])
    opened = inner and marks(text[floor:start]) % 2 == 1
    if (opened and inner) or inner % 2:
        return "the cut joins two pairs of quotation marks" if inner % 2 == 0 else "the cut crosses a quotation mark"
    return ""


def marks(text: str) -> int:
    """How many double quotation marks stand in a stored text."""
    return len(_DOUBLE.findall(text))


def runs_on(snapshot: Snapshot, start: int, end: int) -> bool:
    """Whether a stretch that begins in a pair of quotation marks goes on behind the closing one."""
    text = snapshot.text
    found = list(_DOUBLE.finditer(text, start, end))
    if not found:
        return False
    floor, _ = sentence.paragraph(text, start, start, snapshot.breaks)
    depth = marks(text[floor:start]) % 2
    if not depth and found[0].start() > start:
        return False
    for mark in found:
        opens = (
            text[mark.end() : mark.end() + 1].isalnum() and not text[max(0, mark.start() - 1) : mark.start()].isalnum()
        )
        depth += 1 if opens and (text[mark.start()] != "”") else -1
        if depth <= 0:
            return bool(re.search(r"\w", text[mark.end() : end]))
    return False


def _paragraphs(snapshot: Snapshot, start: int, end: int) -> str:
    """A cut doesn't cross a heading, nor, where no heads of turns show who speaks, from a question to its answer."""
    text = snapshot.text
    at = start
    for found in [*snapshot.breaks.finditer(text, start, end)]:
        left = text[at : found.start()].rstrip()
        ended = left or text[max(0, start - 3) : start].rstrip()
        if ended.rstrip("\"'”’»)").endswith(("?", "？", "؟")) and not snapshot.is_record:
            return "the cut crosses from a question to its answer"
        if (
            at > start
            and left.strip()
            and len(left.split()) <= 12
            and not re.search(r"[.!?:;,…。！？؟][\"'”’»)\]]*\Z", left)
        ):
            return f"the cut crosses the heading “{' '.join(left.split())}”"
        at = found.end()
    return ""


def _denied(snapshot: Snapshot, start: int, end: int) -> str:
    """Inside a sentence that is kept in part, a cut hides no negation."""
    text = snapshot.text
    floor = max(0, start - 200)
    edges = [floor + at for at in sentence.ends(text[floor : end + 40]) if start <= floor + at <= end]
    cut = [text[start : edges[0]], text[edges[-1] : end]] if edges else [text[start:end]]
    around = text[floor : end + 200]
    hidden = next((word for piece in cut if (word := negation(piece, around))), "")
    return f"the cut hides “{hidden}”" if hidden else ""


def stands_for(content: str, replaced: str) -> bool:
    """Whether a bracket may stand for these words of the source: a pronoun, or the same words in the other case."""
    return replaced.casefold() == content.casefold() or replaced.casefold().strip("'") in PRONOUNS
