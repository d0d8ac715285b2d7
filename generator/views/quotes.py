"""Quotations of the whole archive: by year, by language, by speaker."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.archive import Archive, Quotation
from generator.model import Actor
from generator.names import language
from generator.relate import Relations
from generator.views import shared
from generator.views.actors import MOST_NAMES, MOST_QUOTES, by_type
from generator.views.dependencies import Sketch
from generator.views.lists import MOST, Part, by_year, filed, parted, year_of


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """Quotations, newest first."""

    title: str
    quotations: tuple[Quotation, ...]
    language: str
    """The language that all of them are in; empty for those in any."""
    numbers: Numbers | None
    """On the first page; the others don't change with what comes to the archive."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many there are, of a list's quotations and of what leads to them otherwise."""

    total: int
    speakers: int
    languages: int
    same_words: int
    """Utterances that several report."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words are quoted."""

    actor: Actor
    quotes: int
    has_page: bool
    """Whether their quotations have a page of their own, beside that of the actor."""


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """Those who are quoted, by type of actor."""

    groups: tuple[tuple[str, tuple[Speaker, ...]], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LanguagesPage:
    """Languages of quotations, those with the most first."""

    languages: tuple[tuple[str, int], ...]


Made = tuple[str, str, str, QuotesPage | SpeakersPage | LanguagesPage | Sketch[shared.SameWordsPage]]


def pages(archive: Archive, relations: Relations) -> Iterator[Made]:
    """Every quotation, by year; then by language, and the ways to those of each speaker."""
    spoken = Counter(str(quotation.quote.speaker) for quotation in archive.quotations)
    held: defaultdict[str, list[Quotation]] = defaultdict(list)
    for quotation in archive.quotations:
        held[quotation.language].append(quotation)
    ways = (len(spoken), len(held), len(relations.utterances))
    for path, title, found, parts in by_year(archive.quotations, lambda q: year_of(q.date), "quotes/", "Quotes"):
        numbers = Numbers(len(archive.quotations), *ways) if path == "quotes/" else None
        yield path, "quotes", title, QuotesPage(title, found, "", numbers, parts)
    by_number = tuple(sorted(((tag, len(quotes)) for tag, quotes in held.items()), key=lambda pair: (-pair[1], pair)))
    yield "quotes/languages/", "languages", "Languages of quotes", LanguagesPage(by_number)
    for tag, quotes in sorted(held.items()):
        base = f"quotes/languages/{tag.lower()}/"
        most = 2 * len(quotes) > len(archive.quotations)  # their list would be that of all, again
        shown = quotes[:MOST] if most else quotes
        for path, title, found, parts in filed(shown, lambda q: year_of(q.date), base, f"Quotes in {language(tag)}"):
            numbers = Numbers(len(quotes), *ways) if path == base else None
            yield path, "quotes", title, QuotesPage(title, found, tag, numbers, parts)
    yield from _speakers(archive, spoken)
    yield from shared.pages(relations.utterances)


def _speakers(archive: Archive, spoken: Counter[str]) -> Iterator[Made]:
    every = [
        Speaker(actor, number, number > MOST_QUOTES)
        for actor in by_type(archive.actors.values())
        if (number := spoken[actor.id])
    ]
    for path, found, parts in parted(every, "quotes/speakers/", MOST_NAMES):
        groups = tuple((kind, tuple(group)) for kind, group in groupby(found, key=lambda speaker: speaker.actor.type))
        yield path, "speakers", "Speakers", SpeakersPage(groups, parts)
