"""Positions, told apart by what they can say of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from generator.archive import Standing


@dataclass(frozen=True, slots=True)
class Stands:
    """Positions, told apart by what they can say of today; each stands in one group."""

    now: tuple[Standing, ...] = ()
    """The latest dated position of each actor on each issue, in its own voice."""
    undated: tuple[Standing, ...] = ()
    """In the actor's own voice, from sources that carry no date."""
    earlier: tuple[Standing, ...] = ()
    """Dated and in the actor's own voice, and not the latest."""
    attributed: tuple[Standing, ...] = ()
    """What others say of the actor."""
    silent: tuple[Standing, ...] = ()
    """Not stated: somebody looked, and the sources say nothing."""


def now(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The latest position of each actor on each issue, of those that count; standings come newest first."""
    latest: dict[tuple[str, str], Standing] = {}
    for standing in standings:
        if standing.counts:
            latest.setdefault((standing.position.actor, standing.position.issue), standing)
    return tuple(latest.values())


def told_apart(standings: Sequence[Standing]) -> Stands:
    """Positions, which come newest first, in groups."""
    latest = now(standings)
    current = {id(standing) for standing in latest}
    said = [s for s in standings if s.position.stance != "not-stated"]
    own = [s for s in said if s.own_voice and id(s) not in current]
    return Stands(
        latest,
        tuple(s for s in own if not s.position.as_of),
        tuple(s for s in own if s.position.as_of),
        tuple(s for s in said if not s.own_voice),
        tuple(s for s in standings if s.position.stance == "not-stated"),
    )


def every_stand(stands: Stands) -> list[tuple[str, Standing]]:
    """The positions of all groups, each with the name of its group."""
    return [(field.name, standing) for field in fields(Stands) for standing in getattr(stands, field.name)]


def grouped(standings: Sequence[tuple[str, Standing]]) -> Stands:
    """The groups again, of a part of the positions."""
    return Stands(**{field.name: tuple(s for name, s in standings if name == field.name) for field in fields(Stands)})
