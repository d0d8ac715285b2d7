"""Rules about positions: whose voice they are, who speaks their evidence, and that they don't contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive import Archive
from generator.document import Text
from generator.link.gather import own_voice
from generator.model import Actor, Briefing, KeyQuote, Position
from generator.problem import Fix, Problem


def voices(linked: Archive) -> Iterator[Problem]:
    """The basis is third-party exactly where the voice isn't the actor's own."""
    for position in (position for _, position in _judged(linked)):
        if position.stance == "not-stated":
            continue
        own = own_voice(position, linked.actors)
        given = (p.span for p in (position.basis, position.voiced_by) if isinstance(p, Text))
        place = next(given, position.actor.span)
        if not own and position.basis != "third-party":
            who = f"`{position.voiced_by}` holds no role of `{position.actor}` at that time"
            if not position.voiced_by:
                who = "nobody is named who voiced it"
            message = f"this isn't the own voice of `{position.actor}`: {who}"
            fix = Fix(position.basis.span, "third-party") if isinstance(position.basis, Text) else None
            yield Problem("not-own-voice", place, message, _cure(position), fix)
        elif own and position.basis == "third-party":
            message = f"`{position.voiced_by}` speaks for `{position.actor}`: this is no third party"
            yield Problem("own-voice", place, message, "write `basis: statement`")


def _judged(linked: Archive) -> Iterator[tuple[Briefing, Position]]:
    """The positions of which it can be said whose voice they are."""
    for briefing in linked.briefings.values():
        for position in briefing.positions:
            speaker = linked.actors.get(position.voiced_by or "")
            known = position.actor in linked.actors and (speaker is not None or position.voiced_by is None)
            lost = position.faulty & {"stance", "voiced_by", "basis", "as_of"}
            own = position.voiced_by == position.actor
            if known and not lost and (own or speaker is None or _roles_are_sound(speaker, linked)):
                yield briefing, position


def _cure(position: Position) -> str:
    if not position.voiced_by:
        return "write `basis: third-party`, or `voiced_by:` with who spoke"
    role = f"`{position.voiced_by}` a role `of: {position.actor}` in actors.yaml, if it held one"
    return f"write `basis: third-party`; or give {role}"


def _roles_are_sound(speaker: Actor, linked: Archive) -> bool:
    """Whether nothing is told of an actor's roles that leaves open for whom it speaks, and when."""
    return "roles" not in speaker.faulty and not any(
        role.faulty & {"of", "from", "to"}
        or (role.of and role.of not in linked.actors)
        or (role.from_ and role.to and role.from_.first > role.to.last)
        for role in speaker.roles
    )


def speakers(linked: Archive) -> Iterator[Problem]:
    """A quote that supports a position is spoken by the one who voices it."""
    for briefing, position in _judged(linked):
        if not own_voice(position, linked.actors) and position.basis != "third-party":
            continue
        for item in position.evidence:
            quote = briefing.quote(item.quote)
            if item.quote and quote and item.bearing != "refutes" and _other_speaker(position, quote, linked):
                message = f"`{quote.id}` is spoken by `{quote.speaker}`, not by `{position.voiced_by}`"
                yield Problem("other-speaker", item.quote.span, message, "check `voiced_by`, or cite another quote")


def _other_speaker(position: Position, quote: KeyQuote, linked: Archive) -> bool:
    both = {quote.speaker, position.voiced_by}
    known = position.voiced_by is not None and len(both) == 2 and both <= linked.actors.keys()
    return known and quote.speaker != position.actor


def silence(linked: Archive) -> Iterator[Problem]:
    """Not stated means that nobody spoke for the actor: no voice, no basis, no conditions."""
    for _, position in _judged(linked):
        if position.stance == "not-stated":
            given = {"voiced_by": position.voiced_by, "basis": position.basis, "conditions": position.conditions}
            for name, value in given.items():
                if isinstance(value, Text):
                    message = f"the position of `{position.actor}` is not stated, and has `{name}` all the same"
                    yield Problem("voiced-silence", value.span, message, "take it out, or write the stance")
                    break


def contradictions(linked: Archive) -> Iterator[Problem]:
    """In a briefing, one voice states an actor's position on an issue once for each date, with no silence beside it."""
    seen: dict[tuple[str, ...], Position] = {}
    for briefing, position in sorted(_judged(linked), key=lambda pair: pair[1].span):
        when = position.as_of.text if position.as_of else ""
        about = (briefing.id, position.actor, position.issue, when)
        silent, own = position.stance == "not-stated", own_voice(position, linked.actors)
        mine = (*about, "silence" if silent else f"by {position.voiced_by}")
        against = [mine, (*about, "own voice")] if silent else [mine, (*about, "silence")] if own else [mine]
        if other := next((seen[key] for key in against if key in seen), None):
            message = (
                f"where `{position.actor}` stands on `{position.issue}`{f' on {when}' if when else ''} is told twice"
            )
            help = f"make one of it and of the one on line {other.span.line}, or say how they differ in `as_of`"
            yield Problem("contradiction", position.actor.span, message, help)
        seen.setdefault(mine, position)
        if own and not silent:
            seen.setdefault((*about, "own voice"), position)


RULES = (voices, speakers, silence, contradictions)
"""The rules of this module."""
