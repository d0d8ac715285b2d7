"""What a briefing rests on: how many owners, how much of it primary, and which claims hang on one source.

A claim is what the briefing says on somebody's word: a point of its summary, a position with evidence, an entry of its
timeline that cites. A quotation is none: it says only that its source has these words.

Sources are one where they are one text: the same hash, else the same address. Publishers of one owner are one voice,
and so are two texts of one publisher. Nothing unknown counts as good: a publisher whose owner isn't stated, or a source
without a publisher, isn't known to be independent of any other; and a source that is only named in a chain, of which we
hold no copy and have no day of reading, adds nothing to the one that names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.addresses import entry_anchors
from generator.archive import Archive, Standing
from generator.model import Briefing, Publisher, Source
from generator.names import looks
from generator.relate.readings import text_key

Hangs = Literal["one-source", "one-owner", "owners-unknown", "independent"]
"""`owners-unknown`: on several sources, of which no two are known to have different owners."""
Kind = Literal["point", "position", "entry"]
TIERS = ("primary", "secondary", "tertiary")
"""From the thing itself to reports of reports."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a briefing says on somebody's word."""

    briefing: Briefing
    kind: Kind
    """A point of the summary, a position, or an entry of the timeline."""
    text: str
    sources: tuple[Source, ...]
    """What it rests on, in the order of the briefing, without what is only named by another of them."""
    hangs: Hangs
    anchor: str = ""
    """The id of the point or the entry on the briefing's page."""
    standing: Standing | None = None
    """The position."""

    @property
    def alone(self) -> bool:
        """Whether all of it is one voice: one source, or sources of one owner."""
        return self.hangs in ("one-source", "one-owner")

    @property
    def held(self) -> bool:
        """Whether we hold a copy of any of its sources."""
        return any(source.snapshot for source in self.sources)


@dataclass(frozen=True, slots=True)
class Mix:
    """What one briefing rests on."""

    owners: tuple[str, ...]
    """The owners that are known, by name: each is one voice."""
    unowned: int
    """Voices whose owner isn't stated: publishers, and sources without a publisher."""
    named: int
    """Sources that are only named by another one, and count for neither."""
    tiers: tuple[int, ...]
    """How many sources are primary, secondary, tertiary."""
    held: int
    """Of how many sources we hold a copy."""
    countries: tuple[str, ...]
    """The states where the publishers are at home, as far as they are stated."""
    claims: tuple[Claim, ...]
    """In the order of the page: summary, positions, timeline."""

    @property
    def alone(self) -> tuple[Claim, ...]:
        """The claims that hang on one source, or on one owner."""
        return tuple(claim for claim in self.claims if claim.alone)

    @property
    def weak(self) -> tuple[tuple[Claim, ...], ...]:
        """The claims that aren't known to rest on two owners, together where they rest on the same sources."""
        order = {"one-source": 0, "one-owner": 1, "owners-unknown": 2}

        def place(claim: Claim) -> tuple[int, tuple[int, ...]]:
            return order[claim.hangs], tuple(claim.briefing.sources.index(source) for source in claim.sources)

        found = sorted((claim for claim in self.claims if claim.hangs in order), key=place)
        return tuple(tuple(chunk) for _, chunk in groupby(found, key=place))


def mixes(archive: Archive) -> dict[str, Mix]:
    """The mix of each briefing, withdrawn ones too, by id."""
    owned = owners(archive.publishers.values())
    return {id: mix_of(briefing, archive, owned) for id, briefing in archive.briefings.items()}


def owners(publishers: Iterable[Publisher]) -> dict[str, str]:
    """The owner of each publisher, by its id, as far as it is stated; spellings that look alike are one.

    An owner that is a publisher itself belongs to its own owner, and one that states no owner is its own.
    """
    every = tuple(publishers)
    stated = {looks(p.owner): str(p.owner) for p in reversed(every) if p.owner}
    parent = {looks(p.name): looks(p.owner) for p in every if p.owner}
    found: dict[str, str] = {}
    for publisher in every:
        top = _top(looks(publisher.owner or publisher.name), parent)
        if top in stated:
            found[publisher.id] = stated[top]
    return found


def _top(name: str, parent: Mapping[str, str]) -> str:
    """The last owner of a chain; of those who own each other in a circle, the first by name."""
    chain = [name]
    while (above := parent.get(chain[-1])) and above not in chain:
        chain.append(above)
    return min(chain[chain.index(above) :]) if above else chain[-1]


def mix_of(briefing: Briefing, archive: Archive, owned: Mapping[str, str]) -> Mix:
    """The mix of one briefing of an archive, given the owner of each publisher."""
    named = _only_named(briefing)
    voices = {_voice(briefing, source, owned) for source in briefing.sources if source.id not in named}
    known = sorted(name for kind, name in voices if kind == "owner")
    places = {archive.publishers[s.publisher].country for s in briefing.sources if s.publisher}
    return Mix(
        tuple(known), len(voices) - len(known), len(named),
        tuple(sum(source.tier == tier for source in briefing.sources) for tier in TIERS),
        sum(source.snapshot is not None for source in briefing.sources),
        tuple(sorted(str(place) for place in places if place)),
        tuple(_claims(briefing, archive.standings_of[briefing.id], named, owned)),
    )  # fmt: skip


def _only_named(briefing: Briefing) -> frozenset[str]:
    """The sources that we know of by another source alone."""
    links = {id for quote in briefing.key_quotes for id in quote.via}
    read = {quote.source for quote in briefing.key_quotes}
    read |= {item.source for position in briefing.positions for item in position.evidence if item.source}
    return frozenset(
        source.id
        for source in briefing.sources
        if source.id in links - read and source.snapshot is None and source.retrieved is None
    )


def _voice(briefing: Briefing, source: Source, owned: Mapping[str, str]) -> tuple[str, str]:
    """Who speaks in a source, as far as it is known."""
    if source.publisher is None:
        return "source", text_key(briefing, source)
    owner = owned.get(source.publisher)
    return ("owner", owner) if owner else ("publisher", source.publisher)


def _claims(
    briefing: Briefing, standings: Iterable[Standing], named: frozenset[str], owned: Mapping[str, str]
) -> Iterator[Claim]:
    facts = {
        source.id: (text_key(briefing, source), _voice(briefing, source, owned))
        for source in reversed(briefing.sources)
    }  # fmt: skip
    known: dict[frozenset[str], tuple[tuple[Source, ...], Hangs]] = {}

    def rests(ids: Iterable[str]) -> tuple[tuple[Source, ...], Hangs]:
        cited = frozenset(ids)
        seen = cited - named or cited
        if seen not in known:
            found = tuple(source for source in briefing.sources if source.id in seen)
            known[seen] = found, _hangs(facts[source.id] for source in found)
        return known[seen]

    for number, point in enumerate(briefing.summary, 1):
        yield Claim(briefing, "point", point.text, *rests(point.cites), f"point-{number}")
    for standing in standings:
        if ids := [shown.source.id for shown in standing.shown if shown.item.bearing != "refutes"]:
            yield Claim(briefing, "position", standing.position.statement, *rests(ids), standing=standing)
    for entry, anchor in zip(briefing.timeline, entry_anchors(briefing), strict=True):
        if entry.cites:
            yield Claim(briefing, "entry", entry.text, *rests(entry.cites), anchor)


def _hangs(facts: Iterable[tuple[str, tuple[str, str]]]) -> Hangs:
    """How a claim hangs on its sources, of each of which the text and the voice are given."""
    told = list(facts)
    voices = {voice for _, voice in told}
    if len({text for text, _ in told}) == 1:
        return "one-source"
    if len(voices) == 1:
        return "one-owner"
    return "independent" if sum(kind == "owner" for kind, _ in voices) > 1 else "owners-unknown"
