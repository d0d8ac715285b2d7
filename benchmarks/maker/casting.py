"""Who has a part in a briefing, where they stand, and how we learn of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from benchmarks.maker.dice import Dice
from benchmarks.maker.world import LADDER, Actor, Issue, Term, World

MOST_QUOTED = 5
"""Parts with words of their own; each stance has more clauses than that, so that no clause is said twice."""


@dataclass(slots=True, eq=False)
class Part:
    """One actor's stance on one issue."""

    actor: Actor
    issue: Issue
    stance: str
    way: str
    """`quoted`, `reported` (by the source), `attributed` (by somebody else), or `silent`."""
    term: Term | None = None
    """Who speaks for the actor; for what is attributed, who attributes it."""


def cast(world: World, dice: Dice, issue: Issue, other: Issue, day: dt.date) -> list[Part]:
    """The parts of a briefing on an issue, the leading one first. Those for whom it has no room speak on the other."""
    hub = len(issue.circle) > 2 and dice.chance(0.7)
    wanted = dice.pick((4, 4, 5, 5, 6, 6)) - hub
    circle = dice.some(issue.circle, wanted)
    actors = [(actor, issue) for actor in circle]
    actors += [
        (actor, other) for actor in dice.some([a for a in other.circle if a not in circle], wanted - len(circle))
    ]
    parts = [_part(world, dice, actor, about, day, speaks=not n) for n, (actor, about) in enumerate(actors)]
    if hub:
        parts.insert(dice.between(1, 2), _part(world, dice, world.hub, issue, day, speaks=True))
    if dice.chance(0.13):
        other_voice = _quoted(world, dice, Part(parts[0].actor, issue, _another(dice, parts[0].stance), "quoted"), day)
        parts += [other_voice] if other_voice.term != parts[0].term else []
    speaking = [part for part in parts if part.way == "quoted"]
    for part in speaking[MOST_QUOTED:]:
        part.way, part.term = "reported", None
    for part in parts:
        if part.way == "attributed":
            others = [p.term for p in speaking[:MOST_QUOTED] if p.term and _is_other(world, p.term, part.actor)]
            part.way, part.term = ("attributed", dice.pick(others)) if others else ("reported", None)
    told = {(part.actor.id, part.issue.id, part.term.who.id if part.term else ""): part for part in reversed(parts)}
    return [part for part in parts if part in told.values()]


def _part(world: World, dice: Dice, actor: Actor, issue: Issue, day: dt.date, *, speaks: bool = False) -> Part:
    part = Part(actor, issue, world.stance(actor, issue, day), "quoted")
    roll = dice.between(1, 100)
    if speaks or roll <= 52:
        return _quoted(world, dice, part, day)
    if roll <= 58:
        part.stance = "ambiguous"
        return _quoted(world, dice, part, day)
    if roll <= 75:
        part.way = "reported"
    elif roll <= 91:
        part.way = "attributed"
        part.stance = part.stance if dice.chance(0.7) else dice.pick(LADDER)
        if len(issue.circle) >= 8 and dice.chance(0.3):
            part.actor = dice.pick(world.clubs)
    else:
        part.way, part.stance = "silent", "not-stated"
    return part


def _is_other(world: World, term: Term, actor: Actor) -> bool:
    """Whether somebody never spoke for an actor, whose words about it are those of a third party whatever the date."""
    return term.of != actor.id and actor.id not in world.served[term.who.id]


def _quoted(world: World, dice: Dice, part: Part, day: dt.date) -> Part:
    part.way, part.term = "quoted", dice.pick(world.voices(part.actor, day))
    if part.stance == "not-stated":
        part.stance = world.stance(part.actor, part.issue, day)
    return part


def _another(dice: Dice, stance: str) -> str:
    return dice.pick([rung for rung in LADDER if rung != stance])
