"""Fragments: the address that scrolls to a quotation, and a quotation and its sentence in pieces."""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from generator.archive import Quotation
from generator.evidence import Directive
from generator.marks import CUT, bare

_ENCODED = re.compile(r"[\x00-\x7f]+|[^\w]")
"""What isn't a letter or a digit beyond ASCII."""
_MARKER = ":~:"
"""Begins what a fragment says to the browser alone."""


def address(url: str, quotation: Quotation) -> str:
    """The address that scrolls to the quotation; a fragment that the source's own address has stays.

    Where nothing is proved, the author's words are looked for, and a browser that doesn't find them opens the top.
    """
    found = quotation.evidence.directive or _guessed(quotation)
    if found is None:
        return url
    base, _, _ = url.partition(_MARKER)
    return f"{base}{'' if '#' in base else '#'}{_MARKER}text={_written(found)}"


def _written(directive: Directive) -> str:
    """A text directive by the grammar of the standard: `[prefix-,]start[,end][,-suffix]`.

    Letters beyond ASCII stand as they are, at a third of the bytes: browsers encode them (URL standard, section 4.3).
    """

    def encoded(words: str) -> str:
        return _ENCODED.sub(lambda found: percent(found[0], safe=""), words).replace("-", "%2D")

    return (
        (f"{encoded(directive.prefix)}-," if directive.prefix else "")
        + encoded(directive.start)
        + (f",{encoded(directive.end)}" if directive.end else "")
        + (f",-{encoded(directive.suffix)}" if directive.suffix else "")
    )


def _guessed(quotation: Quotation) -> Directive | None:
    """The first words that are somebody's, as the author has them."""
    words = next((piece.split() for kind, piece in words_of(quotation) if kind == "said"), [])
    if len(words) > 8:
        return Directive(" ".join(words[:4]), " ".join(words[-4:]))
    return Directive(" ".join(words)) if words else None


def marked(quotation: Quotation) -> list[tuple[str, str]]:
    """The sentence of the source in pieces: `said` for the speaker's words, `rest` for the others."""
    pieces, at = [], 0
    sentence = quotation.evidence.sentence
    for start, end in quotation.evidence.marks:
        pieces += [("rest", sentence[at:start]), ("said", sentence[start:end])]
        at = end
    return [piece for piece in [*pieces, ("rest", sentence[at:])] if piece[1]]


def words_of(quotation: Quotation) -> list[tuple[str, str]]:
    """The quotation in pieces: `said`, `gap` for a cut, `ours` for an insertion.

    Dots and brackets of words that are verbatim are the source's own.
    """
    if quotation.evidence.status == "verbatim":
        return [("said", bare(quotation.quote.text))]
    pieces = re.split(rf"({CUT}|\[[^\[\]]*\])", bare(quotation.quote.text))
    kinds = [("gap" if re.fullmatch(CUT, p) else "ours" if p.startswith("[") else "said", p) for p in pieces]
    return [(kind, piece) for kind, piece in kinds if piece.strip()]
