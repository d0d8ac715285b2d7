"""Who speaks, and who stands for something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import groupby

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Actor, Briefing, Role
from generator.relate import History, Relations, Shift
from generator.views.chart import Chart, chart
from generator.views.lists import Part, in_years, newest_first, parted, year_of
from generator.views.matrix import Matrix, matrix
from generator.views.record import Record, RecordPage
from generator.views.sheaves import Made, Sheaf, batches

MOST_LANES = 20
"""Issues in the picture."""
MOST_QUOTES = 20
MOST_NAMES = 500
"""Names on one page of the list."""
TYPES = ("person", "state", "organisation", "group")
"""In the order of the list."""
FEW = 10
"""Items of a list that has pages of its own."""
MOST_OTHERS = 24
"""Actors of a list that has none."""


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors by type, each type in the order of names."""

    groups: tuple[tuple[str, tuple[Actor, ...]], ...]
    """Of one page of the list."""
    parts: tuple[Part, ...]
    quotes: dict[str, int]
    positions: dict[str, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks for an actor."""

    actor: Actor
    roles: tuple[Role, ...]
    """Offices of that actor; none where somebody spoke for it once and holds no office that we know."""
    spoke: int
    """Positions of that actor that it voiced."""
    latest: Date | None
    """When it last did, where dated."""


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor: who it is, where it stands, and what it said."""

    actor: Actor
    roles_now: tuple[Role, ...]
    """Offices without an end, as far as we know."""
    roles_then: tuple[Role, ...]
    """Offices that ended, the latest first."""
    members: tuple[Actor, ...]
    """Actors that belong to it."""
    histories: tuple[History, ...]
    """By issue; of more than there is room for, those that it spoke on last."""
    all_histories: int
    chart: Chart | None
    matrix: Matrix
    shifts: tuple[Shift, ...]
    """The newest first."""
    all_shifts: int
    undated: tuple[Standing, ...]
    attributed: tuple[Standing, ...]
    all_positions: int
    """How many positions stand on pages of their own; none where there are few."""
    silent: tuple[History, ...]
    """Where somebody looked and found nothing."""
    years: tuple[tuple[str, tuple[Quotation, ...]], ...]
    """What it said, by year, the newest first, as far as there is room."""
    all_quotations: int
    voices: tuple[Voice, ...]
    spoken: tuple[Standing, ...]
    """Positions of others that it voiced: in a role of theirs, or as a third party."""
    all_spoken: int
    company: tuple[tuple[Actor, int], ...]
    """Who appears in the same briefings, and in how many."""
    briefings: tuple[Briefing, ...]
    all_briefings: int


@dataclass(slots=True)
class _Found:
    """What the archive holds of one actor."""

    said: list[Quotation] = field(default_factory=list)
    held: list[Standing] = field(default_factory=list)
    spoken: list[Standing] = field(default_factory=list)
    histories: list[History] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    members: list[Actor] = field(default_factory=list)
    officers: dict[str, list[Role]] = field(default_factory=dict)
    """By actor, the roles of this one."""

    @property
    def briefings(self) -> set[str]:
        """Ids of the briefings that it appears in."""
        return {q.briefing.id for q in self.said} | {s.briefing.id for s in (*self.held, *self.spoken)}


def sheaves(archive: Archive, relations: Relations) -> Iterator[Sheaf[ActorsPage | ActorPage | RecordPage]]:
    """The list of actors, and the pages of each."""
    every = tuple(archive.actors.values())
    found = cache(partial(_found, archive, relations, every))
    company = cache(lambda: _Company(every, found()))
    in_order = cache(partial(newest_first, archive))

    def pages_of(some: Sequence[Actor]) -> Iterator[Made[ActorPage | RecordPage]]:
        for actor in some:
            mine = found()[actor.id]
            yield from _actor(archive, actor, mine, in_order()(mine.briefings), company())

    yield lambda: _lists(every, found())
    yield from (partial(pages_of, some) for some in batches(every))


def _lists(every: Sequence[Actor], found: Mapping[str, _Found]) -> Iterator[Made[ActorsPage]]:
    for path, chunk, parts in parted(by_type(every), "actors/", MOST_NAMES):
        groups = tuple((kind, tuple(group)) for kind, group in groupby(chunk, key=lambda actor: actor.type))
        quotes: dict[str, int] = {actor.id: len(found[actor.id].said) for actor in chunk}
        positions: dict[str, int] = {actor.id: len(found[actor.id].held) for actor in chunk}
        yield path, "actors", "Actors", ActorsPage(groups, parts, quotes, positions)


def by_type(actors: Iterable[Actor]) -> list[Actor]:
    """Actors in the order of a list of them: people first, each type in the order that it comes in."""
    return sorted(actors, key=lambda actor: TYPES.index(actor.type))


def _found(archive: Archive, relations: Relations, every: Iterable[Actor]) -> dict[str, _Found]:
    found: dict[str, _Found] = {actor.id: _Found() for actor in every}
    for quotation in archive.quotations:
        found[quotation.quote.speaker].said.append(quotation)
    for standing in archive.standings:
        position = standing.position
        found[position.actor].held.append(standing)
        if position.voiced_by and position.voiced_by != position.actor:
            found[position.voiced_by].spoken.append(standing)
    for history in relations.histories.values():
        found[history.actor].histories.append(history)
    for shift in relations.shifts:
        found[shift.after.position.actor].shifts.append(shift)
    for actor in every:
        for group in actor.member_of:
            found[group].members.append(actor)
        for role in actor.roles:
            if role.of:
                found[role.of].officers.setdefault(actor.id, []).append(role)
    return found


class _Company:
    """Who appears in the same briefings."""

    def __init__(self, every: Iterable[Actor], found: Mapping[str, _Found]) -> None:
        self._rank: dict[str, int] = {}
        self._present: defaultdict[str, list[str]] = defaultdict(list)
        for number, actor in enumerate(every):
            self._rank[actor.id] = number
            for briefing in found[actor.id].briefings:
                self._present[briefing].append(actor.id)

    def of(self, actor: Actor, filed: Iterable[Briefing]) -> list[tuple[str, int]]:
        """The ids of others in these briefings of an actor, and in how many, the most frequent first."""
        others = Counter(id for briefing in filed for id in self._present[briefing.id] if id != actor.id)
        return sorted(others.items(), key=lambda other: (-other[1], self._rank[other[0]]))


def _actor(
    archive: Archive, actor: Actor, found: _Found, filed: Sequence[Briefing], company: _Company
) -> Iterator[Made[ActorPage | RecordPage]]:
    path = f"actors/{actor.id}/"
    by_name = found.histories
    spoke = sorted(by_name, key=lambda h: h.weight, reverse=True)
    chosen = {history.issue for history in spoke[:MOST_LANES]}
    histories = [history for history in by_name if history.issue in chosen]
    attributed = [s for s in found.held if not s.own_voice and s.position.stance != "not-stated"]
    others = [(archive.actors[id], number) for id, number in company.of(actor, filed)[:MOST_OTHERS]]
    ended = [role for role in actor.roles if role.to]
    yield (
        path,
        "actor",
        actor.name,
        ActorPage(
            actor=actor,
            roles_now=tuple(role for role in actor.roles if not role.to),
            roles_then=tuple(sorted(ended, key=lambda role: role.to.last.toordinal() if role.to else 0, reverse=True)),
            members=tuple(found.members),
            histories=tuple(histories),
            all_histories=len(by_name),
            chart=chart([("", histories)]),
            matrix=matrix(histories),
            shifts=tuple(found.shifts[:FEW]),
            all_shifts=len(found.shifts),
            undated=tuple([s for h in by_name for s in h.undated][:FEW]),
            attributed=tuple(attributed[:FEW]),
            all_positions=len(found.held) if len(found.held) > FEW else 0,
            silent=tuple([h for h in by_name if h.unspoken][:MOST_OTHERS]),
            years=in_years(found.said[:MOST_QUOTES], lambda q: year_of(q.date)),
            all_quotations=len(found.said),
            voices=tuple(_voices(archive, found)),
            spoken=tuple(found.spoken[:FEW]),
            all_spoken=len(found.spoken),
            company=tuple(others),
            briefings=tuple(filed[:FEW]),
            all_briefings=len(filed),
        ),
    )
    record = Record(actor.name, path, "On")
    if len(by_name) > MOST_LANES:
        yield from record.histories(by_name, "issues", "Where they stand on every issue")
    if len(found.held) > FEW:
        yield from record.standings(found.held)
    if len(found.shifts) > FEW:
        yield from record.shifts(found.shifts)
    if len(found.said) > MOST_QUOTES:
        yield from record.quotations(found.said)
    if len(found.spoken) > FEW:
        yield from record.voiced(found.spoken)
    if len(filed) > FEW:
        yield from record.briefings(filed)


def _voices(archive: Archive, found: _Found) -> Iterator[Voice]:
    """Those who hold an office of the actor, or spoke for it in its own voice; the last to speak first."""
    spoke: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in found.held:
        position = standing.position
        if standing.own_voice and position.voiced_by and position.voiced_by != position.actor:
            spoke[position.voiced_by].append(standing)
    made = []
    for id in {**found.officers, **spoke}:
        dates = [s.position.as_of for s in spoke[id] if s.position.as_of]
        latest = max(dates, key=lambda d: (d.ended, d.first), default=None)
        made.append(Voice(archive.actors[id], tuple(found.officers.get(id, ())), len(spoke[id]), latest))
    made.sort(key=lambda v: (-v.latest.ended.toordinal() if v.latest else 0, -v.spoke))
    yield from made[:MOST_OTHERS]
