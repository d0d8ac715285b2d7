"""Lists that are too long for one page: split by hundred, or by year and then by hundred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator.dates import Date

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
    """Split a list into pages of a hundred, or of as many: their paths, items, and the way to the others."""
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


def abreast(base: str, *lists: Sequence[object]) -> Iterator[tuple[str, slice, tuple[Part, ...]]]:
    """Split lists that share their pages: the paths, what of each list stands there, and the way to the others."""
    for n, (path, _, parts) in enumerate(parted(range(max(map(len, lists))), base)):
        yield path, slice(n * MOST, (n + 1) * MOST), parts


def by_year(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list by year, then by hundred; the first page shows the first hundred of all."""
    years = {name: tuple(chunk) for name, chunk in groupby(sorted(items, key=year, reverse=True), key=year)}
    ways = [("Latest", base)] + [(name.capitalize(), f"{base}{name}/") for name in years]
    every = tuple(Part(label, path, label == "Latest") for label, path in ways)
    yield base, title, tuple(items[:MOST]), every if len(years) > 1 or len(items) > MOST else ()
    for name, chunk in years.items():
        for path, page, parts in parted(chunk, f"{base}{name}/"):
            here = tuple(Part(label, way, label == name.capitalize()) for label, way in ways)
            yield path, f"{title} {name}", page, here + parts


def year_of(date: Date | None) -> str:
    """The year that a list files a date under: the last that it can mean, or where that is open, the first."""
    if date is None:
        return "undated"
    return str((date.first if date.last == dt.date.max else date.last).year)
