"""Where our own texts disagree about the same words. That sources differ is no fault of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from generator.archive import Archive, Quotation
from generator.document import Text
from generator.model import Actor
from generator.problem import Problem, Span
from generator.relate.readings import source_key
from generator.relate.utterances import Utterance
from generator.relate.versions import said, text_of, versions
from generator.relate.wording import compare

Told = tuple[Span, str, str]
"""The place of the later one, what it has otherwise than the earlier one, and the cure."""


def told(archive: Archive, utterances: Iterable[Utterance]) -> Iterator[Problem]:
    """Briefings with the same words agree on their day, speaker and translation, and from one source on their wording.

    Days and speakers are compared where the words are the same word for word, stand in one text, or were told to be the
    same: of words that differ nobody can be that sure. What differs is told of the later briefing, once of each
    quotation and kind; a superseded one stays as it was.
    """
    known: set[tuple[int, Callable[..., object]]] = set()
    for utterance in utterances:
        held = [v for v in utterance.versions if v.briefing.id not in archive.superseded_by]
        for early, late in combinations(sorted(held, key=_published), 2):
            for rule in (_dates, _speakers, _translations, _wordings):
                if (id(late), rule) not in known and (found := rule(early, late, archive.actors)):
                    known.add((id(late), rule))
                    yield Problem("texts-disagree", *found)


def _published(quotation: Quotation) -> tuple[object, ...]:
    day = quotation.briefing.published
    return (day is None, day.first.toordinal() if day else 0, quotation.briefing.id, quotation.quote.span)


def _surely(early: Quotation, late: Quotation) -> bool:
    """Whether the two are the same beyond the likeness of their words."""
    told = {early.name, late.name} & {*early.quote.same_as, *late.quote.same_as}
    one, other = next(versions(early)), next(versions(late))
    return bool(told) or text_of(early) == text_of(late) or (one.native, one.wording) == (other.native, other.wording)


def _dates(early: Quotation, late: Quotation, _: Mapping[str, Actor]) -> Told | None:
    one, other = said(early), said(late)
    if one is None or other is None or one.qualifier or other.qualifier or not _surely(early, late):
        return None
    if one.overlaps(other):
        return None
    message = f"`{late.quote.id}` was said on {other}, by the event here; `{early.name}` has the same words on {one}"
    place = other.text.span if isinstance(other.text, Text) else late.quote.span
    return place, message, "look into the sources, and mend the date that is wrong"


def _speakers(early: Quotation, late: Quotation, actors: Mapping[str, Actor]) -> Told | None:
    one, other = actors.get(early.quote.speaker), actors.get(late.quote.speaker)
    if one is None or other is None or one is other or _belong(one, other) or _belong(other, one):
        return None
    if not _surely(early, late):
        return None
    message = f"`{late.quote.id}` is spoken by `{other.id}` here; `{early.name}` has the same words of `{one.id}`"
    return late.quote.speaker.span, message, "look into the sources, and mend the `speaker` that is wrong"


def _belong(one: Actor, other: Actor) -> bool:
    """Whether the one speaks for the other, or belongs to it."""
    return other.id in one.member_of or any(role.of == other.id for role in one.roles)


def _translations(early: Quotation, late: Quotation, _: Mapping[str, Actor]) -> Told | None:
    one, other = early.quote.translation, late.quote.translation
    if one is None or other is None or one.language != other.language:
        return None
    (words, ours), (words2, ours2) = versions(early), versions(late)
    if words.native != words2.native or words.wording != words2.wording or ours.wording == ours2.wording:
        return None
    message = f"our translation of `{late.quote.id}` is another than that of the same words in `{early.name}`"
    return other.text.span, message, f"make them one; there it reads “{one.text}”"


def _wordings(early: Quotation, late: Quotation, _: Mapping[str, Actor]) -> Told | None:
    same = source_key(early.source) and source_key(early.source) == source_key(late.source)
    if not same or (early.evidence.proved and late.evidence.proved):
        return None
    one, other = next(versions(early)), next(versions(late))
    if one.language != other.language or not compare(one.wording, other.wording).differing:
        return None
    message = f"`{late.quote.id}` has other words here than `{early.name}` has from the same source"
    return late.quote.text.span, message, f"copy both from the source; there it reads “{early.quote.text}”"
