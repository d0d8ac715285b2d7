"""Who speaks, and who stands for something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive, Quotation, Standing
from generator.model import Actor, Briefing
from generator.views.lists import Part, abreast
from generator.views.standings import Stands, every_stand, grouped, told_apart


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """All actors by type."""

    groups: tuple[tuple[str, tuple[Actor, ...]], ...]
    quotes: dict[str, int]
    positions: dict[str, int]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor."""

    actor: Actor
    members: tuple[Actor, ...]
    """Actors that belong to it."""
    voices: tuple[Actor, ...]
    """Actors that hold a role of it."""
    stands: Stands
    spoken: tuple[Standing, ...]
    """Positions of others that it voiced: in a role of theirs, or as a third party."""
    quotations: tuple[Quotation, ...]
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


def pages(archive: Archive) -> Iterator[tuple[str, str, str, ActorsPage | ActorPage]]:
    """The list of actors, and a page for each."""
    said: defaultdict[str, list[Quotation]] = defaultdict(list)
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for quotation in archive.quotations:
        said[quotation.quote.speaker].append(quotation)
    for standing in archive.standings:
        held[standing.position.actor].append(standing)
        if standing.position.voiced_by and standing.position.voiced_by != standing.position.actor:
            held[standing.position.voiced_by].append(standing)
    every = sorted(archive.actors.values(), key=lambda a: (a.name.strip("“”\"'«»„").casefold(), a.id))
    groups = tuple(
        (kind, tuple(a for a in every if a.type == kind)) for kind in ("person", "state", "organisation", "group")
    )
    own = {a.id: [s for s in held[a.id] if s.position.actor == a.id] for a in every}
    yield (
        "actors/",
        "actors",
        "Actors",
        ActorsPage(
            tuple(g for g in groups if g[1]),
            {a.id: len(said[a.id]) for a in every},
            {a.id: len(own[a.id]) for a in every},
        ),
    )
    for actor in every:
        appears = {q.briefing.id for q in said[actor.id]} | {s.briefing.id for s in held[actor.id]}
        voices = tuple(a for a in every if any(role.of == actor.id for role in a.roles))
        members = tuple(a for a in every if actor.id in a.member_of)
        stands = every_stand(told_apart(own[actor.id]))
        spoken = [s for s in held[actor.id] if s.position.actor != actor.id]
        quotes, filed = said[actor.id], [b for b in archive.live if b.id in appears]
        for path, part, parts in abreast(f"actors/{actor.id}/", stands, spoken, quotes, filed):
            yield path, "actor", actor.name, ActorPage(
                actor, members, voices, grouped(stands[part]), tuple(spoken[part]), tuple(quotes[part]),
                tuple(filed[part]), parts,
            )  # fmt: skip
