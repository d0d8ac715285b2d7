"""The versions of an utterance beside one another, with the words in which they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.archive import Quotation
from generator.marks import bare
from generator.relate.utterances import Utterance
from generator.relate.versions import Version, comparable, extract, versions
from generator.relate.wording import compare, differing, marked, read

Pieces = tuple[tuple[str, str], ...]
"""A text in pieces: `said`, `differs`, or `cut` for a cut or an insertion of ours."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One version, compared with the one that the others stand beside."""

    quotation: Quotation
    words: Pieces
    translation: Pieces
    """Empty where we translated nothing."""
    differing: int = 0
    """How many words it has otherwise; characters in scripts without spaces."""
    translated: bool = False
    """Whether what differs is a translation."""
    quotes_more: bool = False
    quotes_less: bool = False
    comparable: bool = True
    """Whether both have words in one language."""


def beside(utterance: Utterance, first: Quotation) -> tuple[Beside, ...]:
    """All versions, the `first` before the others, whose words are compared with it."""
    marks: dict[bool, set[int]] = {False: set(), True: set()}
    others = []
    for quotation in utterance.versions:
        if quotation is not first:
            other, one = _closest(quotation, first)
            if one and other:
                mine, theirs = differing(one.wording, other.wording)
                marks[one.ours] |= mine
                more = extract(found := compare(one.wording, other.wording))
                others.append(Beside(
                    quotation, *_pieces(quotation, {other.ours: theirs}), round(found.differing / one.wording.weight),
                    one.translated or other.translated, more < 0, more > 0,
                ))  # fmt: skip
            else:
                others.append(Beside(quotation, *_pieces(quotation, {}), comparable=False))
    return (Beside(first, *_pieces(first, marks)), *others)


def _closest(quotation: Quotation, first: Quotation) -> tuple[Version, Version] | tuple[None, None]:
    """The words of two quotations in one language: of both sources, or where those have none, a translation's."""
    pairs = [
        (compare(one.wording, other.wording).share, n, (other, one))
        for n, (one, other) in enumerate((a, b) for a in versions(first) for b in versions(quotation))
        if one.language == other.language and (comparable(one, other) or not (one.ours or other.ours))
    ]
    return min(pairs)[2] if pairs else (None, None)


def _pieces(quotation: Quotation, marks: Mapping[bool, Iterable[int]]) -> tuple[Pieces, Pieces]:
    text, translation = bare(quotation.quote.text), quotation.quote.translation
    words = read(text, verbatim=quotation.evidence.status == "verbatim")
    own = tuple(marked(text, words, frozenset(marks.get(False, ()))))
    if translation is None:
        return own, ()
    words = read(translation.text, verbatim=False)
    return own, tuple(marked(translation.text, words, frozenset(marks.get(True, ()))))
