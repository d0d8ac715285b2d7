"""Lists that are too long for one page: split by hundred, by year and then by hundred, or into pages of whole years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator.archive import Archive
from generator.dates import Date
from generator.model import Briefing

T = TypeVar("T")
MOST = 100
"""Items on one page of a list."""
MOST_LIGHT = 200
"""The same where items are a line or two, and as many pages would be mostly frame."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list that is too long for one, or a word between two."""

    label: str
    path: str
    """Empty for a word."""
    here: bool


Parted = Iterator[tuple[str, tuple[T, ...], tuple[Part, ...]]]
"""The pages of a list: their paths, items, and the way to the others."""


def parted(items: Sequence[T], base: str, most: int = MOST) -> Parted[T]:
    """Split a list into pages of a hundred, or of `most`."""
    pages = [tuple(items[i : i + most]) for i in range(0, len(items), most)] or [()]
    paths = [base if n == 0 else f"{base}page/{n + 1}/" for n in range(len(pages))]
    return _linked(pages, paths, [str(n + 1) for n in range(len(pages))])


def piled(items: Sequence[T], base: str, most: int = MOST, older: str = "") -> Parted[T]:
    """Split a list that has its newest items first into pages that are filled, and numbered, from the oldest on.

    So what comes to it stands on its first page, and what is on another stays there, under the same address. The first
    page has as many as half of the others', or up to one and a half times as many. The others stand below `base`, or
    below `older`: the address that the list will have once another takes its place.
    """
    full = max(0, len(items) - most // 2 - 1) // most
    first = len(items) - full * most
    pages = [tuple(items[:first]), *(tuple(items[i : i + most]) for i in range(first, len(items), most))]
    numbers = range(full + 1, 0, -1)
    return _linked(pages, [base, *(f"{older or base}page/{n}/" for n in numbers[1:])], [str(n) for n in numbers])


def _linked(pages: Sequence[tuple[T, ...]], paths: Sequence[str], labels: Sequence[str]) -> Parted[T]:
    for n, page in enumerate(pages):
        yield paths[n], page, _ways(paths, labels, n) if len(pages) > 1 else ()


def _ways(paths: Sequence[str], labels: Sequence[str], here: int) -> tuple[Part, ...]:
    """The first, the last, and those around `here`: a list of any length has a short way through it."""
    shown = sorted({0, *range(max(here - 2, 0), min(here + 3, len(paths))), len(paths) - 1})
    parts = []
    for before, n in zip([-1, *shown], shown, strict=False):
        if n - before > 1:
            parts.append(Part("…", "", here=False))
        parts.append(Part(labels[n], paths[n], n == here))
    return tuple(parts)


def joined(years: Sequence[Part], pages: Sequence[Part]) -> tuple[Part, ...]:
    """The way to other years and to the pages of this one, so that no number of a page is taken for a year."""
    return (*years, Part("page", "", here=False), *pages) if years and pages else (*years, *pages)


def newest_first(archive: Archive) -> Callable[[Iterable[str]], list[Briefing]]:
    """What puts briefings, given by their ids, into the order of the archive."""
    place: dict[str, int] = {id: number for number, id in enumerate(archive.briefings)}
    return lambda ids: [archive.briefings[id] for id in sorted(ids, key=place.__getitem__)]


def by_year(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list by year, then by hundred; the first page shows the first hundred of all."""
    held = _by_year(items, year)
    years = {name: tuple(held[name]) for name in sorted(held, reverse=True)}
    ways = [("Latest", base)] + [(name.capitalize(), f"{base}{name}/") for name in years]
    every = tuple(Part(label, path, label == "Latest") for label, path in ways)
    yield base, title, tuple(items[:MOST]), every if len(years) > 1 or len(items) > MOST else ()
    for name, chunk in years.items():
        for path, page, parts in piled(chunk, f"{base}{name}/"):
            here = tuple(Part(label, way, label == name.capitalize()) for label, way in ways)
            yield path, f"{title} {name}", page, joined(here, parts)


def filed(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str, most: int = MOST_LIGHT
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """A list on one page, or on pages of whole years where it is too long for one; the newest come first.

    What was filed stays on its page, since years are put together from the oldest on; a year that is too long by itself
    has pages of its own.
    """
    if len(items) <= most:
        yield base, title, tuple(items), ()
        return
    shelves = _shelves(items, year, most)
    ways = [base, *(f"{base}{years[0]}/" for years, _ in shelves[1:])]
    labels = [years[0].capitalize() if len(years) == 1 else f"{years[-1]} to {years[0]}" for years, _ in shelves]
    for n, (years, chunk) in enumerate(shelves):
        here = tuple(Part(label, way, n == at) for at, (label, way) in enumerate(zip(labels, ways, strict=True)))
        for path, page, pages in piled(chunk, ways[n], most, f"{base}{years[0]}/"):
            parts = joined(here if len(here) > 1 else (), pages)
            yield path, title if path == base else f"{title} {labels[n]}", page, parts


def _shelves(items: Iterable[T], year: Callable[[T], str], most: int) -> list[tuple[list[str], list[T]]]:
    """Years that share a page, with their items, the newest first, the undated by themselves at the end."""
    held = _by_year(items, year)
    shelves: list[tuple[list[str], list[T]]] = []
    for name in sorted(held, key=lambda name: (name.isdigit(), name)):
        if shelves and shelves[-1][0][0].isdigit() and len(shelves[-1][1]) + len(held[name]) <= most:
            shelves[-1] = ([name, *shelves[-1][0]], held[name] + shelves[-1][1])
        else:
            shelves.append(([name], held[name]))
    return shelves[::-1]


def _by_year(items: Iterable[T], year: Callable[[T], str]) -> dict[str, list[T]]:
    held: dict[str, list[T]] = {}
    for item in items:
        held.setdefault(year(item), []).append(item)
    return held


def in_years(items: Iterable[T], year: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What stands on one page, in groups by year; the items come in the order of their years."""
    return tuple((name, tuple(chunk)) for name, chunk in groupby(items, key=year))


def year_of(date: Date | None) -> str:
    """The year that a list files a date under."""
    return str(date.ended.year) if date else "undated"
