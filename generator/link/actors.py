"""Rules about the registries: names that can be told apart, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.archive import Archive
from generator.document import Text
from generator.model import Actor, names_of
from generator.names import looks, mixed
from generator.problem import Problem


def shared_names(linked: Archive) -> Iterator[Problem]:
    """No two actors share a name, an alias or an item of Wikidata; no two issues, topics or publishers a name."""
    for entries in (linked.actors, linked.issues, linked.topics, linked.publishers):
        first: dict[str, tuple[str, Text]] = {}
        told: set[str] = set()
        for id, entry in _in_file_order(entries):
            found = [(looks(name), name) for name in names_of(entry)]
            if isinstance(entry, Actor) and entry.wikidata:
                found.append((entry.wikidata, entry.wikidata))
            for key, name in found:
                other, seen = first.setdefault(key, (id, name))
                if other != id and id not in told and key:
                    told.add(id)
                    how = "is" if seen == name else f"looks like “{seen}”,"
                    what = (
                        "the item" if key == name and isinstance(entry, Actor) and name == entry.wikidata else "a name"
                    )
                    message = f"“{name}” {how} {what} of `{other}`, too"
                    yield Problem("shared-name", name.span, message, "tell the two apart in their names")


def _in_file_order(entries: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted(entries.items(), key=lambda pair: getattr(pair[1], "span", ()))


def mixed_scripts(linked: Archive) -> Iterator[Problem]:
    """A word of a name is written in one alphabet."""
    for entries in (linked.actors, linked.issues, linked.topics, linked.publishers):
        for _, entry in _in_file_order(entries):
            for name in names_of(entry):
                if word := mixed(name):
                    message = f"the word “{word}” mixes letters of several alphabets"
                    yield Problem("mixed-scripts", name.span, message, "type it in one alphabet")


def states(linked: Archive) -> Iterator[Problem]:
    """A publisher's country is an actor of type state."""
    for publisher in linked.publishers.values():
        country = linked.actors.get(publisher.country or "")
        if publisher.country and country and country.type != "state" and "type" not in country.faulty:
            message = f"`{country.id}` is a {country.type}, not a state"
            yield Problem("wrong-kind-of-actor", publisher.country.span, message, "name the state")


def membership(linked: Archive) -> Iterator[Problem]:
    """Nobody is a member of a person, or of itself, be it by way of others; nobody holds a role of itself."""
    for actor in linked.actors.values():
        for ref in actor.member_of:
            group = linked.actors.get(ref)
            if ref == actor.id:
                yield Problem("self-reference", ref.span, f"`{actor.id}` is a member of itself", "take it out")
            elif group and group.type == "person" and "type" not in group.faulty:
                message = f"`{ref}` is a person, who has no members"
                yield Problem("wrong-kind-of-actor", ref.span, message, "name an organisation or a group")
        for role in actor.roles:
            if role.of and role.of == actor.id:
                message = f"`{actor.id}` holds a role of itself"
                yield Problem("self-reference", role.of.span, message, "name whom it speaks for")


def circles(linked: Archive) -> Iterator[Problem]:
    """Memberships don't run in circles: each circle is told once, where it closes."""
    done: set[str] = set()
    for start in linked.actors:
        path: list[str] = []
        stack = [(start, iter(linked.actors[start].member_of))] if start not in done else []
        path += [start] if stack else []
        while stack:
            id, refs = stack[-1]
            ref = next(refs, None)
            if ref is None:
                stack.pop()
                path.pop()
                done.add(id)
            elif ref in path and ref != id:
                way = " → ".join(f"`{step}`" for step in [*path[path.index(ref) :], str(ref)])
                yield Problem("self-reference", ref.span, f"memberships run in a circle: {way}", "take one out")
            elif ref in linked.actors and ref not in done and ref != id:
                stack.append((ref, iter(linked.actors[ref].member_of)))
                path.append(ref)


RULES = (shared_names, mixed_scripts, states, membership, circles)
"""The rules of this module."""
