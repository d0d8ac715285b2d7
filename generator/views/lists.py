"""Lists that are too long for one page: split by hundred, or by year and then by hundred."""

from __future__ import annotations

from collections import defaultdict
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


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list that is too long for one, or the pages left out between two."""

    label: str
    path: str
    """Empty for pages left out."""
    here: bool


def parted(items: Sequence[T], base: str, most: int = MOST) -> Iterator[tuple[str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list into pages of a hundred, or of `most`: their paths, items, and the way to the others."""
    pages = [tuple(items[i : i + most]) for i in range(0, len(items), most)] or [()]
    paths = [base if n == 0 else f"{base}page/{n + 1}/" for n in range(len(pages))]
    for n, chunk in enumerate(pages):
        yield paths[n], chunk, _ways(paths, n) if len(pages) > 1 else ()


def _ways(paths: Sequence[str], here: int) -> tuple[Part, ...]:
    """The first, the last, and those around `here`: a list of any length has a short way through it."""
    shown = sorted({0, *range(max(here - 2, 0), min(here + 3, len(paths))), len(paths) - 1})
    parts = []
    for before, n in zip([-1, *shown], shown, strict=False):
        if n - before > 1:
            parts.append(Part("…", "", here=False))
        parts.append(Part(str(n + 1), paths[n], n == here))
    return tuple(parts)


def newest_first(archive: Archive) -> Callable[[Iterable[str]], list[Briefing]]:
    """What puts briefings, given by their ids, into the order of the archive."""
    place: dict[str, int] = {id: number for number, id in enumerate(archive.briefings)}
    return lambda ids: [archive.briefings[id] for id in sorted(ids, key=place.__getitem__)]


def by_year(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list by year, then by hundred; the first page shows the first hundred of all."""
    filed: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        filed[year(item)].append(item)
    years = {name: tuple(filed[name]) for name in sorted(filed, reverse=True)}
    ways = [("Latest", base)] + [(name.capitalize(), f"{base}{name}/") for name in years]
    every = tuple(Part(label, path, label == "Latest") for label, path in ways)
    yield base, title, tuple(items[:MOST]), every if len(years) > 1 or len(items) > MOST else ()
    for name, chunk in years.items():
        for path, page, parts in parted(chunk, f"{base}{name}/"):
            here = tuple(Part(label, way, label == name.capitalize()) for label, way in ways)
            yield path, f"{title} {name}", page, here + parts


def filed(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """A list on one page, or split by year and then by hundred where it is too long for one."""
    if len(items) <= MOST:
        yield base, title, tuple(items), ()
    else:
        yield from by_year(items, year, base, title)


def in_years(items: Iterable[T], year: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """What stands on one page, in groups by year; the items come in the order of their years."""
    return tuple((name, tuple(chunk)) for name, chunk in groupby(items, key=year))


def year_of(date: Date | None) -> str:
    """The year that a list files a date under."""
    return str(date.ended.year) if date else "undated"
