"""Fold: a text with only its letters, digits and punctuation left, and the way back to the stored file.

Folded are white space and line ends, Unicode composition (NFC, Unicode Standard Annex 15), characters without a shape
(soft hyphens, zero-width spaces, direction marks), ligatures, hyphenation at a line's end, and the glyphs of quotes,
dashes and dots. Nothing else: no case, no accent, no look-alike, no full-width or superscript digit.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from generator.marks import SHAPELESS, UNSPACED

_TYPED = ("``", "''", "´´", "‘‘", "’’", "‚‚")
"""Two single marks that stand for a double one."""
_GLYPHS: dict[str, str] = {
    **dict.fromkeys(_TYPED, "'"),
    **dict.fromkeys("\"“”„‟«»″〝〞〟＂「」‘’‚‛‹›′`´ʼ『』＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys(SHAPELESS, ""),
    "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ",
    **{chr(n): unicodedata.normalize("NFKC", chr(n)) for n in (*range(0xFB13, 0xFB18), *range(0xFEF5, 0xFEFD))},
}  # fmt: skip
_IN_ASCII = [glyph for glyph in _GLYPHS if glyph.isascii()]
_OFTEN = ["’’", "‘‘", *_IN_ASCII, *"‘’“”«»„–—…\u00ad"]
_SELDOM = re.compile(f"[{''.join(g for g in _GLYPHS if len(g) == 1 and g not in _OFTEN)}]")
_PRINTED = UNSPACED.replace("]", "。、，；：「」『』！？（）]")
_HYPHENS = "-‐\u00ad"
WRAPPED = r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])"
"""A word broken at a line's end."""
_WRAPPED = re.compile(WRAPPED)
WRAPPED_UNSPACED = rf"(?<={_PRINTED})[ \t]*\r?\n[ \t]*(?={_PRINTED})"
"""A line end that stands for nothing, between characters of such a script."""
_WRAPPED_UNSPACED = re.compile(WRAPPED_UNSPACED)
_UNSPACED = re.compile(UNSPACED)
_RARE = re.compile(_SELDOM.pattern[:-1] + UNSPACED[1:])
_DASHES = re.compile(r"--+")
_LETTER = r"[^\W_\u1100-\u11ffﬀ-ﷻﹰ-ﻼĲĳ]"
_RUN = rf"(?:{_LETTER}++|[.,;:!?()]++)++"
_ATOM = re.compile(
    rf"(?P<plain>{_RUN}(?: {_RUN})*)|(?P<unspaced>{WRAPPED_UNSPACED})|(?P<wrapped>{WRAPPED})"
    rf"|(?P<space>\s+)|(?P<shapeless>[{SHAPELESS}]+)|(?P<quote>{'|'.join(_TYPED)})"
    rf"|(?P<dash>[-‐‑‒–—―−﹘﹣－](?:[{SHAPELESS}]*[-‐‑‒–—―−﹘﹣－])+)|(?P<one>.)",
    re.DOTALL,
)
_BREAK = re.compile(rf"(?<=[^\W_])(?=\s)(?!(?<={UNSPACED})[ \t]*\r?\n)|(?<=[A-Za-z0-9一-鿿])(?=[A-Za-z一-鿿])")
"""Where a text may be cut without changing how its halves fold."""
_CHUNK = 1024
_STORED_GAP = re.compile(r"^[ \t]*\[(?:…|\.\.\.)\][ \t]*$", re.MULTILINE)
GAP = "\0"
"""Stands where a snapshot of passages leaves something out; no quotation holds it."""


def shown(text: str) -> str:
    """A stored text as a reader reads it, on one line; a word that is broken at a line's end keeps its hyphen."""
    if not text.isascii():
        text = re.sub(f"[{SHAPELESS}]", "", re.sub(WRAPPED_UNSPACED, "", text))
    return " ".join(re.sub(r"(?<=[^\W\d_])([-‐])[ \t]*\r?\n[ \t]*(?=[^\W\d_])", r"\1", text).split())


def wrapped(text: str) -> list[str]:
    """A quotation that breaks lines at hyphens, in each way that it can be meant: word, compound, suspended hyphen."""
    breaks = len(_WRAPPED.findall(text))
    ways = (
        itertools.product(("", "-", "- "), repeat=breaks)
        if breaks <= 4
        else zip(*[("", "-", "- ")] * breaks, strict=True)
    )
    made = []
    for way in ways if breaks else ():
        chosen = iter(way)
        made.append(fold(_WRAPPED.sub(lambda _, chosen=chosen: next(chosen), text)))  # type: ignore[misc]
    return made


def fold(text: str) -> str:
    """A short text, folded; without white space at its ends."""
    return _fold(text, _signs(text)).strip(" ")


_Signs = tuple[list[str], bool]


def _signs(text: str) -> _Signs:
    """The glyphs that stand in a text, and whether a script that writes without spaces does."""
    if text.isascii():
        return [glyph for glyph in _IN_ASCII if glyph in text], False
    if not (rare := _RARE.search(text)):
        return [glyph for glyph in _OFTEN if glyph in text], False
    at = rare.start()
    return [g for g in (_GLYPHS if _SELDOM.search(text, at) else _OFTEN) if g in text], bool(_UNSPACED.search(text, at))


def _fold(text: str, signs: _Signs) -> str:
    """Fold a stretch that begins and ends where nothing is folded across, and that may have these signs."""
    glyphs, unspaced = signs
    lead = " " if text[:1].isspace() else ""
    if "\n" in text and any(hyphen in text for hyphen in _HYPHENS):
        text = _WRAPPED.sub("", text)
    if unspaced and "\n" in text:
        text = _WRAPPED_UNSPACED.sub("", text)
    for glyph in glyphs:
        text = text.replace(glyph, _GLYPHS[glyph])
    if "--" in text:
        text = _DASHES.sub("-", text)
    text = lead + " ".join(text.split())
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


_Piece = tuple[int, int, bool]
"""Where a stretch of a stored text begins and ends, and whether it is folded to itself."""
_Map = tuple[list[int], list[_Piece]]
"""Pieces in order, with the offsets of what they become in their folded chunk."""


class Folded:
    """A snapshot, folded once for many quotations; linear in its length."""

    __slots__ = ("_folded_at", "_maps", "_raw_at", "folded", "text")

    def __init__(self, text: str) -> None:
        """Fold `text`, the snapshot as it is stored."""
        self.text = _STORED_GAP.sub(lambda found: GAP * len(found[0]), text) if "[" in text else text
        signs = _signs(self.text)
        pieces: list[str] = []
        self._raw_at, self._folded_at, self._maps = [0], [0], dict[int, _Map | None]()
        at, raw, size = 0, 0, len(self.text)
        while raw < size:
            end = self._break(raw + _CHUNK, size)
            piece = _fold(self.text[raw:end], signs)
            pieces.append(piece)
            at, raw = at + len(piece), end
            self._raw_at.append(raw)
            self._folded_at.append(at)
        self.folded = "".join(pieces)
        """The folded text."""

    def _break(self, wanted: int, size: int) -> int:
        if wanted >= size:
            return size
        found = _BREAK.search(self.text, wanted)
        return found.start() if found else size

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the stored one; `end` is exclusive and `start < end`."""
        return self._place(start, first=True), self._place(end - 1, first=False)

    def _place(self, index: int, *, first: bool) -> int:
        chunk = bisect_right(self._folded_at, index) - 1
        if chunk not in self._maps:
            self._maps[chunk] = self._map(chunk)
        known, inner = self._maps[chunk], index - self._folded_at[chunk]
        if known is None:
            return self._raw_at[chunk] + inner + (0 if first else 1)
        offsets, pieces = known
        number = bisect_right(offsets, inner) - 1
        start, end, same = pieces[number]
        if same:
            start += inner - offsets[number]
            end = start + 1
        return start if first else end

    def _map(self, chunk: int) -> _Map | None:
        """Where the pieces of a chunk stand that fold on their own; None where nothing moves."""
        base, stop = self._raw_at[chunk], self._raw_at[chunk + 1]
        folded = self.folded[self._folded_at[chunk] : self._folded_at[chunk + 1]]
        raw = self.text[base:stop]
        if raw == folded or (len(raw) == len(folded) and raw.isascii() and raw.replace("\n", " ") == folded):
            return None
        offsets, pieces, made, at = list[int](), list[_Piece](), list[str](), 0
        for shown, start, end in _atoms(raw):
            if shown and not (shown == " " and made and made[-1] == " "):
                offsets.append(at)
                pieces.append((base + start, base + end, shown == raw[start:end]))
                made.append(shown)
                at += len(shown)
        return (offsets, pieces) if "".join(made).startswith(folded) else self._rough(base, stop, len(folded))

    def _rough(self, base: int, stop: int, length: int) -> _Map:
        """Places by folding ever longer beginnings, where pieces that fold together stand in an odd order."""
        if stop - base > 8 * _CHUNK:
            return [0], [(base, stop, False)]
        raw = self.text[base:stop]
        signs = _signs(raw)
        # What follows keeps a space at the end of a beginning.
        reach = [len(_fold(raw[:end] + GAP, signs)) - 1 for end in range(len(raw) + 1)]
        starts = [base + max(0, bisect_right(reach, index) - 1) for index in range(length)]
        return list(range(length)), [(start, min(start + 1, stop), False) for start in starts]


def _atoms(raw: str) -> Iterator[tuple[str, int, int]]:
    """The pieces that fold on their own: what each becomes, and where it stands."""
    at = 0
    while at < len(raw):
        found = _ATOM.match(raw, at)
        assert found is not None
        kind, shown, end = found.lastgroup, found[0], found.end()
        if kind == "plain":
            if _joined_end(raw, end) > end:
                shown, end = shown[:-1], end - 1
            if not shown or not unicodedata.is_normalized("NFC", shown):
                kind, end = "one", at + 1
        if kind == "one":
            end = _joined_end(raw, end)
            shown = unicodedata.normalize("NFC", "".join(_GLYPHS.get(c, c) for c in raw[at:end]))
        elif kind != "plain":
            shown = {"wrapped": "", "unspaced": "", "shapeless": "", "space": " ", "quote": "'", "dash": "-"}[str(kind)]
        yield shown, at, end
        at = end


def _joined_end(raw: str, end: int) -> int:
    """Where the marks that belong to the character before a place end, and what is without a shape among them."""
    at = end
    while at < len(raw) and (raw[at] in SHAPELESS or _joins(raw[at])):
        at += 1
        end = end if raw[at - 1] in SHAPELESS else at
    return end


def _joins(character: str) -> bool:
    """Whether a character belongs to the one before it: a mark, or the vowel or final of a Hangul syllable."""
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"
