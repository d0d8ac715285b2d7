"""Which quotations of many may report the same words: a search whose cost grows as the archive does."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from generator.relate.versions import (
    LEAST,
    MONTH,
    THIRD,
    WEEK,
    Pair,
    Version,
    alike,
    comparable,
    judge,
    occasion,
    said,
    text_of,
)
from generator.relate.wording import compare, share_of_letters

_EVER = 10**9
_WINDOW = 32
"""With so many others that share a run of words a quotation is compared, of those nearest to it in time."""


def pairs(every: Sequence[Version]) -> Iterator[Pair]:
    """Pairs that their words show, each once."""
    judged: set[tuple[int, int]] = set()
    for one, other in _candidates(every):
        key = (id(one.quotation), id(other.quotation))
        if key not in judged and comparable(one, other) and (pair := judge(one, other)):
            judged.add(key)
            yield pair
    for one, other in _nearest(every):
        if (id(one.quotation), id(other.quotation)) not in judged:
            yield Pair(one.quotation, other.quotation, "same", 0)


def _candidates(every: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Versions that may be the same, each pair once.

    Words of which a fifth differs share three in a row; words of which none differs share every run, also the rarest.
    """
    undated = [version for version in every if version.days is None]
    dated = sorted((version for version in every if version.days), key=lambda v: v.days or ())
    by_speaker, by_text = _grouped(dated, lambda v: v.speaker), _grouped([*undated, *dated], lambda v: v.text)
    by_language = _grouped([*undated, *dated], lambda v: v.language)
    seen: set[tuple[int, int]] = set()
    for one, other in chain(
        chain.from_iterable(_sharing(found, WEEK + MONTH) for found in by_speaker),
        chain.from_iterable(_sharing(found, _EVER) for found in by_text if found[0].text),
        chain.from_iterable(_within(found) for found in by_language),
    ):
        key = (id(one), id(other))
        if key not in seen and key[::-1] not in seen:
            seen.add(key)
            yield one, other


def _grouped(every: Iterable[Version], owner: Callable[[Version], str]) -> Iterator[list[Version]]:
    """Those of one language that share something, where several briefings have any."""
    groups: defaultdict[tuple[str, str], list[Version]] = defaultdict(list)
    for version in every:
        groups[owner(version), version.language].append(version)
    return (found for found in groups.values() if len(found) > 1)


def _runs(version: Version, size: int) -> dict[int, None]:
    """All runs of so many words, by their hash, in their order."""
    words = version.wording.words
    return dict.fromkeys(map(hash, zip(*(words[n:] for n in range(size)), strict=False)))


def _sharing(ordered: Iterable[Version], most_days: int) -> Iterator[tuple[Version, Version]]:
    """Versions that share three words in a row, begin within so many days, and are near in their order."""
    index: defaultdict[int, list[Version]] = defaultdict(list)
    for version in ordered:
        for run in _runs(version, 3):
            index[run].append(version)
    for found in index.values():
        for n, one in enumerate(found[:-1]):
            for other in found[n + 1 : n + 1 + _WINDOW]:
                if one.days and other.days and other.days[0] - one.days[1] > most_days:
                    break
                yield one, other


def _within(ordered: Sequence[Version]) -> Iterator[tuple[Version, Version]]:
    """Versions whose rarest run of eight words stands in another; of many, those nearest in their order."""
    number = Counter(run for version in ordered for run in _runs(version, 8))
    rarest = [min(_runs(version, 8), key=number.__getitem__, default=0) for version in ordered]
    index: dict[int, list[int]] = {run: [] for run in rarest if number[run] > 1}
    for n, version in enumerate(ordered):
        for run in _runs(version, 8):
            if run in index:
                index[run].append(n)
    for n, run in enumerate(rarest):
        found = index.get(run, ())
        at = bisect_left(found, n)
        for other in (*found[max(0, at - _WINDOW) : at], *found[at + 1 : at + 1 + _WINDOW]):
            yield ordered[n], ordered[other]


def _nearest(every: Sequence[Version]) -> list[tuple[Version, Version]]:
    """Translations that differ much: each the nearest to the other of all that its source reports of the day."""
    held: defaultdict[tuple[object, ...], list[Version]] = defaultdict(list)
    for version in every:
        if date := said(version.quotation):
            key = (version.speaker, version.language, version.spoken, date.first.year, date.first.month)
            held[key].append(version)
    best: dict[tuple[int, str], list[tuple[float, Version, Version]]] = defaultdict(list)
    for found in held.values():
        found.sort(key=lambda v: v.days or ())
        for n, one in enumerate(found):
            for other in found[n + 1 : n + 1 + _WINDOW]:
                if (one.translated or other.translated) and (share := _loose(one, other)) is not None:
                    best[id(one.quotation), text_of(other.quotation)].append((share, one, other))
                    best[id(other.quotation), text_of(one.quotation)].append((share, one, other))
    chosen = {key: _only_best(found) for key, found in best.items()}
    return [
        (one, other)
        for (_, text), pair in chosen.items()
        if pair
        for one, other in [pair]
        if text == text_of(other.quotation) and chosen.get((id(other.quotation), text_of(one.quotation))) == pair
    ]


def _loose(one: Version, other: Version) -> float | None:
    """How far two translations differ; None where they are no match."""
    if not comparable(one, other) or occasion(one, other) != "same":
        return None
    if not alike(one.wording, other.wording, 0.3):
        return None
    found = compare(one.wording, other.wording)
    share = share_of_letters(one.wording, other.wording)
    return share if found.same >= LEAST["near"] and share <= THIRD and min(found.more) <= 2 else None


def _only_best(found: Iterable[tuple[float, Version, Version]]) -> tuple[Version, Version] | None:
    ranked = sorted(found, key=lambda item: item[0])
    tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
    return None if tied else ranked[0][1:]
