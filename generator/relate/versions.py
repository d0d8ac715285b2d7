"""The words of a quotation, and whether those of another report the same utterance.

Two quotations report the same utterance where the shorter one's words stand in the other, in their order, as far as
the occasion vouches for it:

- `text`: both stand in the same text, by its hash, else its address. Three words in common; where both are proved
  there, none may differ, and their places must overlap: two passages of one text are two utterances.
- `same`: both events are dated to the week or better, and their dates overlap. Five words; a fifth may differ.
- `near`: both are dated to the month or better, and either their dates overlap, or one is that of a report and less
  than a week apart. Eight words; a fifth may differ, but no number.
- `undated`: one of them has no date. Twelve words; none may differ.
- `loose`: all other dates that don't exclude it. Twelve words; none may differ, nor may one quote more than the
  other.
- `apart`: said on days more than a week apart, or reported so long before. Never: people repeat themselves.

Two that only share a phrase, or overlap with an end each, are never the same. Under another speaker, nothing may
differ or be quoted in part, eight words are needed in the same text and twelve elsewhere, and `loose` does not do.
Where the words were translated from one language on the `same` occasion, eight words and two thirds of the letters
are enough, if among all that the two sources report the two are nearest to each other. A cut matches what stands
there. A character of a script without spaces is half a word. Where authors tell that two are the same (`same_as`),
their words are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.archive import Quotation
from generator.dates import Date
from generator.relate.readings import source_key, text_key
from generator.relate.wording import Comparison, Wording, compare, differing, read, wording

Occasion = Literal["text", "same", "near", "undated", "loose", "apart"]

LEAST: Mapping[Occasion, int] = {"text": 3, "same": 5, "near": 8, "undated": 12, "loose": 12}
"""Words in common that it takes, by what is known of the occasions."""
LEAST_OF_ANOTHER: Mapping[Occasion, int] = {"text": 8, "same": 12, "near": 12, "undated": 12}
"""The same for quotations of different speakers."""
FIFTH = 0.2
THIRD = 1 / 3
WEEK = 7
MONTH = 31


@dataclass(frozen=True, slots=True)
class Version:
    """The words of a quotation in one language, with what is asked of it again and again."""

    quotation: Quotation
    language: str
    """Without script and region."""
    wording: Wording
    ours: bool
    """Whether it is our translation."""
    translated: bool
    """Whether somebody translated the words, be it the source."""
    native: str
    """The language of the source's words."""
    spoken: str
    """The language that was spoken, so far as we know."""
    speaker: str
    text: str
    """What tells that two quotations stand in one text; empty where nothing does."""
    days: tuple[int, int] | None
    """The first and last day that its date can mean."""
    said: bool
    """Whether that is the date of the words, and not of a report."""


class Pair(NamedTuple):
    """Two quotations of one utterance."""

    one: Quotation
    other: Quotation
    occasion: Occasion
    extract: int
    """-1 where the one quotes less, 1 where it quotes more, 0 where both quote about as much."""


def versions(quotation: Quotation) -> Iterator[Version]:
    """The words of a quotation as its source has them, and as we translated them."""
    quote, date = quotation.quote, quotation.date
    native = _primary(quotation.language)
    spoken = _primary(quote.translated_from or native)
    days = (date.first.toordinal(), date.last.toordinal()) if date else None
    facts = (native, spoken, str(quote.speaker), source_key(quotation.source), days, not quotation.reported)
    words = wording(read(quote.text, verbatim=quotation.evidence.status == "verbatim"))
    yield Version(quotation, native, words, False, spoken != native, *facts)  # noqa: FBT003
    if quote.translation:
        words = wording(read(quote.translation.text, verbatim=False))
        yield Version(quotation, _primary(quote.translation.language), words, True, True, *facts)  # noqa: FBT003


def text_of(quotation: Quotation) -> str:
    """What tells that two quotations stand in one text."""
    return text_key(quotation.briefing, quotation.source)


def said(quotation: Quotation) -> Date | None:
    """When the words were said; the day of a report is no such date."""
    return None if quotation.reported else quotation.date


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def occasion(one: Version, other: Version) -> Occasion:
    """What is known of the occasions of two quotations."""
    if one.text and one.text == other.text:
        return "text"
    if one.days is None or other.days is None:
        return "undated"
    gap = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
    if gap > WEEK:
        # what was said may be reported late, never before
        return "apart" if max(one, other, key=lambda v: v.days or ()).said else "loose"
    length = max(last - first for first, last in (one.days, other.days))
    both = one.said and other.said
    if length > MONTH or (both and gap > 0):
        return "loose"
    return "same" if both and length <= WEEK else "near"


def comparable(one: Version, other: Version) -> bool:
    """Whether these words of two quotations may tell: a translation only where the sources' words can't."""
    a, b = one.quotation, other.quotation
    if a is b or (a.briefing is b.briefing and a.source is b.source):
        return False
    return not (one.ours or other.ours) or one.native != other.native


def judge(one: Version, other: Version) -> Pair | None:
    """Whether two quotations report the same utterance, by the rule that stands above."""
    a, b = one.quotation, other.quotation
    when, one_speaker = occasion(one, other), one.speaker == other.speaker
    least = (LEAST if one_speaker else LEAST_OF_ANOTHER).get(when)
    exact = (
        not one_speaker or when in ("undated", "loose") or (when == "text" and a.evidence.proved and b.evidence.proved)
    )
    if least is None or not alike(one.wording, other.wording, 1 if exact else 0.6):
        return None
    found = compare(one.wording, other.wording)
    if found.same < least or found.share > (0 if exact else FIFTH):
        return None
    if when == "near" and found.share and _numbers_differ(one.wording, other.wording):
        return None
    part = extract(found)
    if (part and (when == "loose" or not one_speaker)) or (when == "text" and _elsewhere(a, b)):
        return None
    return Pair(a, b, when, part)


def alike(one: Wording, other: Wording, least: float) -> bool:
    """Whether two texts share enough words, in whatever order, to be worth a closer look."""
    words, words2 = set(one.words), set(other.words)
    return len(words & words2) >= least * min(len(words), len(words2))


def extract(found: Comparison) -> int:
    """Whether the one is a part of the other (-1), or the other of the one (1); 0 where they quote about as much."""
    mine, theirs = found.more
    if max(mine, theirs) <= max(2, FIFTH * found.same):
        return 0
    return -1 if mine < theirs else 1


def _numbers_differ(one: Wording, other: Wording) -> bool:
    return any(
        any(character.isdigit() for character in text.words[number])
        for text, numbers in zip((one, other), differing(one, other), strict=True)
        for number in numbers
    )


def _elsewhere(one: Quotation, other: Quotation) -> bool:
    """Whether both are proved in the same stored bytes, at places of which none overlap."""
    records = (one.source.snapshot, other.source.snapshot)
    if not all(record and record.sha256 and record.scope == "full" and not record.cleaned for record in records):
        return False
    if not (one.evidence.proved and other.evidence.proved):
        return False
    return not any(a.start < b.end and b.start < a.end for a in one.evidence.parts for b in other.evidence.parts)
