"""Words that several quotations report: beside one another, on the page of each and on pages of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.archive import Quotation
from generator.relate import Utterance
from generator.relate.beside import Beside, beside
from generator.views.dependencies import Sketch
from generator.views.lists import Part, piled

MOST_SIDES = 6
"""Versions that stand beside one another; of more, the next follow in an entry of their own."""
MOST_ENTRIES = 40
"""Entries of one page."""
PATH = "quotes/same-words/"


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that others report as well, compared with the version that stands first."""

    sides: tuple[Beside, ...]
    versions: int
    """How many there are, be they shown or not."""
    sources: int
    """How many different texts report them."""
    differing: int
    """The most words that a shown one has otherwise; characters in scripts without spaces."""
    translated: bool
    """Whether translations are compared."""
    in_part: bool
    """Whether one quotes more than another."""
    speakers: bool
    """Whether they stand under more than one name."""
    languages: bool
    """Whether some have no language in common."""
    path: str
    """The page on which all versions stand; empty where all are shown."""
    anchor: str
    """The entry's name on the page of all; two hyphens never stand in an id."""


@dataclass(frozen=True, slots=True)
class SameWordsPage:
    """All words that several quotations report, the newest first."""

    entries: tuple[Shared, ...]
    total: int
    """On the first page how many there are; 0 on the others."""
    parts: tuple[Part, ...]


def pages(utterances: Iterable[Utterance]) -> Iterator[tuple[str, str, str, Sketch[SameWordsPage]]]:
    """Every utterance that several quotations report."""
    every = tuple(utterances)
    for path, found, parts in piled(list(_entries(every)), PATH, MOST_ENTRIES):
        seen = (found, len(every) if path == PATH else 0, parts)
        yield path, "same-words", "The same words", Sketch(seen, partial(_page, *seen))


def _page(found: Iterable[tuple[Utterance, Utterance, str]], total: int, parts: tuple[Part, ...]) -> SameWordsPage:
    entries = tuple(_shared(utterance, chunk, "", anchor) for utterance, chunk, anchor in found)
    return SameWordsPage(entries, total, parts)


def by_quotation(utterances: Iterable[Utterance]) -> Mapping[tuple[str, str], tuple[tuple[Utterance, str, str], ...]]:
    """What each quotation reports, by the ids of its briefing and its own, with page and anchor of all its versions."""
    found: dict[tuple[str, str], tuple[tuple[Utterance, str, str], ...]] = {}
    for path, entries, _ in piled(list(_entries(utterances)), PATH, MOST_ENTRIES):
        for utterance, chunk, anchor in entries:
            if chunk.versions[1] is utterance.versions[1]:
                for version in utterance.versions:
                    key = (version.briefing.id, version.quote.id)
                    found[key] = (*found.get(key, ()), (utterance, path, anchor))
    return found


def shared(utterance: Utterance, first: Quotation, path: str, anchor: str) -> Shared:
    """An utterance as one of its quotations shows it."""
    others = [version for version in utterance.versions if version is not first]
    chosen = Utterance((first, *others[: MOST_SIDES - 1]))
    return _shared(utterance, chosen, path if len(others) >= MOST_SIDES else "", anchor)


def _entries(utterances: Iterable[Utterance]) -> Iterator[tuple[Utterance, Utterance, str]]:
    """Each utterance, its first version with some of the others, then with the next, and the anchor of that entry."""
    taken: Counter[str] = Counter()
    for utterance in utterances:
        first, *others = utterance.versions
        name = f"{first.briefing.id}--{first.quote.id}"
        for n in range(0, len(others), MOST_SIDES - 1):
            taken[name] += 1
            anchor = name if taken[name] == 1 else f"{name}--{taken[name]}"
            yield utterance, Utterance((first, *others[n : n + MOST_SIDES - 1])), anchor


def _shared(utterance: Utterance, chosen: Utterance, path: str, anchor: str) -> Shared:
    sides = beside(chosen, chosen.versions[0])
    return Shared(
        sides, len(utterance.versions), utterance.sources, max(side.differing for side in sides),
        any(side.translated for side in sides), any(side.quotes_more or side.quotes_less for side in sides),
        len({str(version.quote.speaker) for version in utterance.versions}) > 1,
        not all(side.comparable for side in sides), path, anchor,
    )  # fmt: skip
