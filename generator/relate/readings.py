"""Readings of the same words: what two positions rest on, and where two briefings draw different stances from it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.archive import ShownEvidence, Standing
from generator.model import Briefing, Source

LEAST = 3
"""Words that the evidence of two positions must share to be the same."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two briefings that read the same words of the same source differently."""

    one: Standing
    other: Standing
    words: str
    """What both rest on, as the one that quotes less has it."""


def disputes(standings: Iterable[Standing]) -> tuple[Dispute, ...]:
    """All disputed readings, by actor and issue; of many that read the same words alike, the first two stand for all.

    Args:
        standings: The newest first, without those that a newer briefing has read again.

    """
    held: defaultdict[tuple[str, str, str], list[Standing]] = defaultdict(list)
    for standing in standings:
        for key in sorted({key for _, key, _ in _rests_on(standing)}):
            held[standing.position.actor, standing.position.issue, key].append(standing)
    found: dict[tuple[int, int], Dispute] = {}
    for _, alike in sorted(held.items()):
        if len({s.position.stance for s in alike}) > 1:
            for dispute in _between(_telling(alike)):
                found.setdefault((id(dispute.one), id(dispute.other)), dispute)
    return tuple(found.values())


def _telling(standings: Iterable[Standing]) -> Iterator[Standing]:
    """Of those that read the same words as the same stance, one each of the first two briefings."""
    told: defaultdict[tuple[str, frozenset[tuple[str, str]]], set[str]] = defaultdict(set)
    for standing in standings:
        briefings = told[standing.position.stance, frozenset((key, folded) for _, key, folded in _rests_on(standing))]
        if standing.briefing.id not in briefings and len(briefings) < 2:
            briefings.add(standing.briefing.id)
            yield standing


def _between(standings: Iterable[Standing]) -> Iterator[Dispute]:
    for one, other in combinations(standings, 2):
        apart = one.briefing.id != other.briefing.id and one.position.stance != other.position.stance
        if apart and (words := same_words(one, other)):
            yield Dispute(one, other, words)


def same_words(one: Standing, other: Standing) -> str:
    """The evidence that two positions share, as the one that quotes less has it; empty where they share none."""
    for text, key, tokens in _rests_on(one):
        for text_2, key_2, tokens_2 in _rests_on(other):
            shorter, longer = sorted((tokens, tokens_2), key=len)
            if key == key_2 and len(shorter.split()) >= LEAST and f" {shorter} " in f" {longer} ":
                return text if len(tokens) <= len(tokens_2) else text_2
    return ""


def _rests_on(standing: Standing) -> Iterator[tuple[str, str, str]]:
    """The words that a position rests on: as they are, where they stand, and without case and punctuation."""
    for shown in standing.shown:
        words, key = words_of(shown), source_key(shown.source)
        if key and shown.item.bearing != "refutes":
            yield words, key, " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", words).casefold()))


def words_of(shown: ShownEvidence) -> str:
    """The words of a piece of evidence."""
    return str(shown.quotation.quote.text if shown.quotation else shown.item.exact or "")


def source_key(source: Source) -> str:
    """What tells that two briefings' sources are one text: its hash, else its address; empty where neither is known."""
    if source.snapshot and source.snapshot.sha256:
        return str(source.snapshot.sha256)
    return str(source.url or "")


def text_key(briefing: Briefing, source: Source) -> str:
    """The same; where neither is known, the source's name in its briefing: a text of its own."""
    return source_key(source) or f"{briefing.id}#{source.id}"
