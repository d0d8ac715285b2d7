"""Verify: a quotation and a snapshot give evidence.

Folded on both sides are only white space, Unicode composition (NFC), and the glyphs of quotes, dashes and no-break spaces.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, replace

from generator.evidence import UNCHECKED, Evidence, Passage

_GLYPHS = {
    **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00ad": "",
}  # fmt: skip
_CUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\.)\s*")
_INSERTION = re.compile(r"(?:^|\s+)\[(?!…\]|\.\.\.\])[^\[\]]+\](?=\W|$)")
"""Words of ours, apart from the speaker's and in the place of none."""
_STORED_GAP = re.compile(r"^\s*\[(?:…|\.\.\.)\]\s*$", re.MULTILINE)
_TURN = re.compile(r"\n\s*(?:The |Mr |Ms |Mrs |Dr )?[A-Z][^\n:.]{0,60}:\s")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|nicht|nie|kein\w*|ne|pas|jamais|nunca|ning[uú]n\w*|tampoco)\b|n't\b",
    re.IGNORECASE,
)
_NO_CUT = (
    "its parts stand in the snapshot, but a cut joins only parts of two words or more, in their order and near each "
    "other, in one paragraph, with one speaker and no “not” between them"
)
_REACH = 300
"""How far apart the parts of a cut quotation may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A snapshot, folded once for many quotations."""

    text: str
    folded: str
    places: tuple[int, ...]
    """For each folded character, and the end, where it stands in `text`."""


def prepare(text: str) -> Prepared:
    """Fold a snapshot; linear in its length."""
    folded: list[str] = []
    places: list[int] = []
    for found in re.finditer(
        r"\s+|[^\s][\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]*", _STORED_GAP.sub(lambda m: "\x00" * len(m[0]), text)
    ):
        piece = found[0]
        shown = " " if piece.isspace() else unicodedata.normalize("NFC", piece)
        for character in shown:
            for glyph in _GLYPHS.get(character, character):
                if glyph != " " or not folded or folded[-1] != " ":
                    folded.append(glyph)
                    places.append(found.start())
    places.append(len(text))
    return Prepared(text, "".join(folded), tuple(places))


def _fold(words: str) -> str:
    return prepare(words).folded.strip()


def quotation(words: str, snapshot: Prepared | None, prefix: str = "", suffix: str = "") -> Evidence:
    """Look for a quotation in a snapshot. `prefix` and `suffix` are words just before and after."""
    if snapshot is None:
        return UNCHECKED
    whole = _fold(words).strip("\"' ")
    if not whole:
        return Evidence("absent", why="the quotation is empty")
    found = _places(whole, snapshot)
    if found:
        fitting = [(a, b) for a, b in found if _context(snapshot, a, b, _fold(prefix), _fold(suffix))]
        if not fitting:
            return Evidence("absent", why="the words stand in the snapshot, but not in this context")
        if len(fitting) > 1:
            return Evidence(
                "ambiguous", _passages(snapshot, fitting), why=f"the words stand in the snapshot {len(fitting)} times"
            )
        return _proved("verbatim", snapshot, fitting)
    kept = _INSERTION.sub("", words)
    if kept != words and not any(_NEGATION.search(ours[0]) for ours in _INSERTION.finditer(words)):
        proved = quotation(kept, snapshot, prefix, suffix)
        return replace(proved, status="elided") if proved.status == "verbatim" else proved
    parts = [_fold(part).strip("\"' ") for part in _CUT.split(words) if part.strip()]
    if len(parts) > 1:
        chained = _chain(parts, snapshot)
        if chained:
            return _proved("elided", snapshot, chained)
        missing = next((part for part in parts if not _places(part, snapshot)), None)
        return _nearest(missing, snapshot) if missing else Evidence("altered", why=_NO_CUT)
    return _nearest(whole, snapshot)


def too_small(words: str, snapshot: Prepared, *, whole: bool) -> bool:
    """Whether a snapshot can't prove a quotation, since it is no more than the quotation itself.

    `whole` says that the snapshot is the full text, in which something stands round the words.
    """
    stored, quoted = len(snapshot.folded.strip()), len(_fold(words))
    return stored < quoted or (whole and stored == quoted)


def _places(words: str, snapshot: Prepared, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = snapshot.folded.find(words, start, end)
    while at >= 0 and len(found) < 50:
        if _edges(snapshot.folded, at, at + len(words)):
            found.append((at, at + len(words)))
        at = snapshot.folded.find(words, at + 1, end)
    return found


def _edges(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends at token edges: not within a word or a number, nor after its sign."""
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 2]
    if (
        first.isalnum()
        and before
        and (before.isalnum() or (first.isdigit() and before in "-+.,$€£" and _glued(text, start)))
    ):
        return False
    if last.isalnum() and after[:1].isalnum():
        return False
    return not (last.isdigit() and (after[:1] in ("%", "‰") or (after[:1] in (".", ",") and after[1:2].isdigit())))


def _glued(text: str, start: int) -> bool:
    before = text[start - 1]
    return text[start - 2 : start - 1].isdigit() if before in ".," else not text[start - 2 : start - 1].isalnum()


def _context(snapshot: Prepared, start: int, end: int, prefix: str, suffix: str) -> bool:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    wanted, after = letters(prefix), letters(suffix)
    left = letters(snapshot.folded[max(0, start - 3 * len(prefix) - 20) : start])
    right = letters(snapshot.folded[end : end + 3 * len(suffix) + 20])
    return left.endswith(wanted) and right.startswith(after)


def _chain(parts: list[str], snapshot: Prepared) -> list[tuple[int, int]] | None:
    if any(len(part.split()) < 2 for part in parts):
        return None
    for start in _places(parts[0], snapshot):
        chain = [start]
        for part in parts[1:]:
            last = chain[-1][1]
            following = _places(part, snapshot, last, last + _REACH + len(part))
            if not following:
                break
            gap = snapshot.text[snapshot.places[last] : snapshot.places[following[0][0]]]
            if _NEGATION.search(gap) or _TURN.search(gap) or "\n\n" in gap or _STORED_GAP.search(gap):
                break
            chain.append(following[0])
        else:
            return chain
    return None


def _passages(snapshot: Prepared, found: list[tuple[int, int]]) -> tuple[Passage, ...]:
    return tuple(Passage(snapshot.places[a], snapshot.places[b - 1] + 1) for a, b in found)


def _proved(status: str, snapshot: Prepared, found: list[tuple[int, int]]) -> Evidence:
    start, end = _sentence(snapshot.text, snapshot.places[found[0][0]], snapshot.places[found[-1][1] - 1] + 1)
    passages = _passages(snapshot, found)
    sentence = " ".join(snapshot.text[start:end].split())
    marks = []
    for passage in passages:
        before = " ".join(snapshot.text[start : passage.start].split())
        gap = 1 if before and snapshot.text[passage.start - 1].isspace() else 0
        words = " ".join(snapshot.text[passage.start : passage.end].split())
        marks.append((len(before) + gap, len(before) + gap + len(words)))
    return Evidence("verbatim" if status == "verbatim" else "elided", passages, sentence, tuple(marks))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentence around a stretch, within its paragraph."""
    floor = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - 1500)
    stop = text.find("\n\n", end)
    ceiling = min(len(text) if stop < 0 else stop, end + 1500)
    begins = [
        floor + m.end()
        for m in re.finditer(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z0-9])", text[floor:start])
        if not re.search(r"\b(?:Mr|Ms|Mrs|Dr|St|No|Gen|Sen|Rep)\.\s+$", text[floor : floor + m.end()])
    ]
    ends = re.search(r"[.!?][\"'”’)\]]*(?=\s|$)", text[max(start, end - 1) : ceiling])
    return (begins[-1] if begins else floor), (max(start, end - 1) + ends.end() if ends else ceiling)


def _nearest(words: str, snapshot: Prepared) -> Evidence:
    wanted = words.split()
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[^\s\x00]+", snapshot.folded)]
    have = [snapshot.folded[a:b].strip("\"'") for a, b in tokens]
    rare = sorted(set(wanted), key=lambda w: (-len(w), w))[:5]
    best: tuple[float, int] = (0.0, 0)
    starts = {
        max(0, n - wanted.index(word)) for word in rare for n in [i for i, h in enumerate(have) if h == word][:40]
    }
    for start in sorted(starts):
        ratio = difflib.SequenceMatcher(None, wanted, have[start : start + len(wanted)], autojunk=False).ratio()
        best = max(best, (ratio, -start))
    if best[0] < 0.6:
        return Evidence("absent", why="the words are found nowhere in the snapshot")
    start = -best[1]
    window = have[start : start + len(wanted)]
    first, last = tokens[start][0], tokens[min(start + len(wanted), len(tokens)) - 1][1]
    passages = _passages(snapshot, [(first, last)])
    sentence = " ".join(snapshot.text[passages[0].start : passages[0].end].split())
    why = "the words stand there otherwise"
    for kind, a, b, c, d in difflib.SequenceMatcher(None, wanted, window, autojunk=False).get_opcodes():
        if kind != "equal":
            why = f"the snapshot has “{' '.join(window[c:d])}” where the quotation has “{' '.join(wanted[a:b])}”"
            break
    return Evidence("altered", (), sentence, (), why)
