"""The four registries, as authors would write them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from benchmarks.maker import names, subjects
from benchmarks.maker.dice import Dice
from benchmarks.maker.world import Actor, Term, World, slug

Entries = dict[str, dict[str, Any]]


def every(world: World) -> dict[str, Entries]:
    """All registries by the name of their file."""
    return {
        "actors": _actors(world),
        "issues": {
            issue.id: {
                "proposition": issue.proposition, "name": issue.name, "definition": issue.definition,
                "topics": (issue.topic,),
            }
            for issue in world.issues
        },
        "topics": {slug(t.name): {"name": t.name, "description": t.description} for t in subjects.FIELDS},
        "publishers": {
            p.id: {"name": p.name, "kind": p.kind, "country": p.country, "owner": p.owner, "url": p.url}
            for houses in world.publishers.values()
            for p in houses
        },
    }  # fmt: skip


def _actors(world: World) -> Entries:
    held: defaultdict[str, list[Term]] = defaultdict(list)
    for terms in world.terms.values():
        for term in terms:
            held[term.who.id].append(term)
    full = {land.name: f"{land.form} {land.name}" for land in names.LANDS}
    initials = Counter(_initial(person) for person in world.people)
    entries: Entries = {}
    for actor in (*world.clubs, *world.bodies, *world.states, *world.people):
        dice = Dice(world.seed, "entry", actor.id)
        entries[actor.id] = {
            "type": actor.kind, **_named(actor, dice),
            "aliases": [full[actor.name]] if actor.name in full else _initials(actor, initials),
            "url": f"https://{actor.id}.example/" if actor.kind == "organisation" else None,
            "roles": [_role(dice, term) for term in held[actor.id]], "member_of": actor.member_of,
        }  # fmt: skip
    for state in world.states:
        entries[unnamed(state)] = {
            "type": "person", "name": f"An official of {state.name} (unnamed)",
            "roles": [{"title": "Official", "of": state.id}],
        }  # fmt: skip
    return entries


def _named(actor: Actor, dice: Dice) -> dict[str, Any]:
    """A name and its forms in other languages; some are known by the one in their own script."""
    if actor.name in names.OWN_SCRIPT:
        return {"name": names.OWN_SCRIPT[actor.name][1], "names": {"en": actor.name}}
    if actor.name == names.HUB:
        return {"name": actor.name, "names": names.HUB_NAMES}
    if actor.native and actor.kind == "person" and dice.chance(0.15):
        return {"name": actor.native, "names": {"en": actor.name}}
    return {"name": actor.name, "names": {actor.tongue: actor.native} if actor.native else None}


def unnamed(state: Actor) -> str:
    """The id of a state's official whom sources do not name."""
    return f"{state.id}-official"


def _initials(actor: Actor, known: Counter[str]) -> list[str]:
    """A person's name as papers shorten it, where it is nobody else's."""
    short = _initial(actor)
    return [short] if actor.kind == "person" and actor.tongue == "en" and known[short] == 1 else []


def _initial(actor: Actor) -> str:
    initial, _, family = actor.name.partition(" ")
    return f"{initial[0]}. {family}"


def _role(dice: Dice, term: Term) -> dict[str, str | None]:
    return {
        "title": term.title, "of": term.of, "from": known(dice, term.first),
        "to": known(dice, term.last) if term.last else None,
    }  # fmt: skip


def known(dice: Dice, day: dt.date) -> str:
    """A day as precisely as somebody may know it: it always lies within."""
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    return dice.pick((day.isoformat(), day.isoformat(), day.isoformat(), month, month, f"{month}~", year, f"{year}~"))
