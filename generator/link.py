"""Link: all briefings and registries together give the archive, or problems with what they say of each other."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from generator.archive import Archive, Quotation, ShownEvidence, Standing
from generator.dates import Date
from generator.document import Text
from generator.evidence import UNCHECKED, Evidence
from generator.model import Actor, Briefing, HandPage, Issue, KeyQuote, Position, Publisher, Topic
from generator.problem import Fix, Problem, Span
from generator.reference import each_once, missed, suggest

Evidences = Mapping[tuple[str, str], Evidence]
"""What was proved, by briefing and place: a quote's id, or `position.piece` numbers."""


def archive(
    briefings: Iterable[Briefing],
    actors: Mapping[str, Actor],
    issues: Mapping[str, Issue],
    topics: Mapping[str, Topic],
    publishers: Mapping[str, Publisher],
    pages: Iterable[HandPage] = (),
    unread: Container[tuple[str, str]] = frozenset(),
) -> tuple[Archive, list[Problem]]:
    """Link everything to everything; problems come sorted by place.

    Args:
        briefings: Those that could be checked.
        actors: By id, as the other registries.
        issues: By id.
        topics: By id.
        publishers: By id.
        pages: Written by hand.
        unread: Kinds and ids that may well exist, but stand in files that couldn't be read: nobody is told that they don't.

    """
    by_id: dict[str, Briefing] = {}
    problems: list[Problem] = []
    for briefing in sorted(briefings, key=lambda b: b.file):
        if briefing.id in by_id:
            problems.append(
                Problem(
                    "duplicate-briefing",
                    Span(briefing.file),
                    f"`{briefing.id}` is also the name of {by_id[briefing.id].file}",
                    "rename this file: names are addresses",
                )
            )
        else:
            by_id[briefing.id] = briefing
    ordered: dict[str, Briefing] = {b.id: b for b in sorted(by_id.values(), key=_newest)}
    linked = Archive(
        ordered, dict(sorted(actors.items())), dict(sorted(issues.items())), dict(sorted(topics.items())),
        dict(sorted(publishers.items())), tuple(pages),
        superseded_by={b.supersedes: b.id for b in by_id.values() if b.supersedes},
    )  # fmt: skip
    problems += (p for p, kind, ref in unknown_references(linked) if (kind, ref) not in unread)
    for rule in RULES:
        problems += rule(linked)
    return _gather(linked, {}), sorted(problems, key=lambda problem: problem.order)


def with_evidence(linked: Archive, evidences: Evidences) -> Archive:
    """The same archive, each quotation and each piece of evidence with what was proved of it."""
    return _gather(linked, evidences)


def without_drafts(linked: Archive) -> Archive:
    """The archive as readers see it."""
    shown = {id: b for id, b in linked.briefings.items() if b.status != "draft"}
    return dataclasses.replace(
        linked, briefings=shown,
        quotations=tuple(q for q in linked.quotations if q.briefing.id in shown),
        standings=tuple(s for s in linked.standings if s.briefing.id in shown),
        by_briefing={id: quotes for id, quotes in linked.by_briefing.items() if id in shown},
    )  # fmt: skip


def own_voice(position: Position, actors: Mapping[str, Actor]) -> bool:
    """Whether the position is voiced by its actor, or by someone who holds a role of the actor at that time."""
    if position.voiced_by is None:
        return False
    if position.voiced_by == position.actor:
        return True
    speaker = actors.get(position.voiced_by)
    return speaker is not None and any(
        role.of == position.actor and _held(role.from_, role.to, position.as_of) for role in speaker.roles
    )


def _held(start: Date | None, end: Date | None, when: Date | None) -> bool:
    if when is None:
        return True
    return (start is None or start.first <= when.last) and (end is None or end.last >= when.first)


def _newest(briefing: Briefing) -> tuple[int, str]:
    day = briefing.published.first if briefing.published else dt.date.max
    return (-day.toordinal(), briefing.id)


def _gather(linked: Archive, evidences: Evidences) -> Archive:
    by_briefing: dict[str, tuple[Quotation, ...]] = {}
    standings: list[Standing] = []
    for briefing in linked.briefings.values():
        quotations = []
        for quote in briefing.key_quotes:
            source = briefing.source(quote.source)
            if source:
                quotations.append(Quotation(briefing, quote, source, evidences.get((briefing.id, quote.id), UNCHECKED)))
        by_briefing[briefing.id] = tuple(quotations)
        by_id = {q.quote.id: q for q in quotations}
        for number, position in enumerate(briefing.positions):
            shown = []
            for piece, item in enumerate(position.evidence):
                quotation = by_id.get(item.quote) if item.quote else None
                source = quotation.source if quotation else briefing.source(item.source or "")
                if source:
                    proved = (
                        quotation.evidence
                        if quotation
                        else evidences.get((briefing.id, f"{number}.{piece}"), UNCHECKED)
                    )
                    shown.append(ShownEvidence(item, quotation, source, proved))
            standings.append(Standing(briefing, position, own_voice(position, linked.actors), tuple(shown)))
    live = [q for b in linked.briefings.values() if b.status != "withdrawn" for q in by_briefing[b.id]]
    live.sort(key=lambda q: (_latest_first(q.date), q.briefing.id))
    standings.sort(key=lambda s: (_latest_first(s.position.as_of), s.briefing.id))
    return dataclasses.replace(linked, quotations=tuple(live), standings=tuple(standings), by_briefing=by_briefing)


def _latest_first(date: Date | None) -> tuple[bool, int, int]:
    return (date is None, -date.last.toordinal(), -date.first.toordinal()) if date else (True, 0, 0)


# Rules about the whole


def references(linked: Archive) -> Iterator[tuple[str, Text]]:
    """Every reference from one file to an entry of another, with the kind of what it names."""
    for briefing in linked.briefings.values():
        yield from (("topic", ref) for ref in briefing.topics)
        if briefing.supersedes:
            yield "briefing", briefing.supersedes
        yield from (("actor", quote.speaker) for quote in briefing.key_quotes)
        for position in briefing.positions:
            yield "actor", position.actor
            yield "issue", position.issue
            if position.voiced_by:
                yield "actor", position.voiced_by
        yield from (("briefing", entry.briefing) for entry in briefing.timeline if entry.briefing)
        yield from (("publisher", source.publisher) for source in briefing.sources if source.publisher)
    for actor in linked.actors.values():
        yield from (("actor", role.of) for role in actor.roles if role.of)
        yield from (("actor", ref) for ref in actor.member_of)
    for issue in linked.issues.values():
        yield from (("topic", ref) for ref in issue.topics)
    yield from (("actor", publisher.country) for publisher in linked.publishers.values() if publisher.country)


def unknown_references(linked: Archive) -> Iterator[tuple[Problem, str, Text]]:
    """A reference names an entry that exists: the problems, each with the kind and the id that are missed."""
    known: dict[str, Mapping[str, Any]] = {
        "topic": linked.topics, "briefing": linked.briefings, "actor": linked.actors, "issue": linked.issues,
        "publisher": linked.publishers,
    }  # fmt: skip
    for kind, refs in each_once(references(linked)):
        if refs[0] not in known[kind]:
            yield _unknown(kind, refs, known[kind]), kind, refs[0]


def _unknown(kind: str, refs: list[Text], known: Mapping[str, Any]) -> Problem:
    ref = refs[0]
    named = [id for id, entry in known.items() if ref.casefold() in (name.casefold() for name in _names(entry))]
    if len(named) > 1:
        ids = " or ".join(f"`{id}`" for id in named)
        return Problem("ambiguous-reference", ref.span, f"“{ref}” is a name of several {kind}s", f"write the id: {ids}")
    near = named[0] if named else suggest(ref, known)
    help = (
        f"did you mean `{near}`?"
        if near
        else f"add it to {kind}s.yaml: {_entry(kind, ref)}"
        if kind != "briefing"
        else "write the name of a briefing's file, without .yaml"
    )
    return Problem(f"unknown-{kind}", ref.span, missed(kind, refs), help, Fix(ref.span, near) if near else None)


def _entry(kind: str, id: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+", id):
        return "under an id, which is what this field holds"
    noun = {"actor": Actor, "issue": Issue, "topic": Topic, "publisher": Publisher}[kind]
    needed = (f for f in dataclasses.fields(noun) if f.default is dataclasses.MISSING and not f.metadata)
    blank = ", ".join(f"{f.name}: …" for f in needed if f.default_factory is dataclasses.MISSING)
    return f"`{id}: {{{blank}}}`"


def _names(entry: Any) -> tuple[str, ...]:
    if isinstance(entry, Actor):
        return (entry.name, *entry.aliases, *(name for _, name in entry.names))
    return (entry.title,) if isinstance(entry, Briefing) else (entry.name,)


def shared_names(linked: Archive) -> Iterator[Problem]:
    """No two actors share a name or an alias: a reader couldn't tell them apart."""
    first: dict[str, tuple[str, str]] = {}
    for actor in linked.actors.values():
        for name in dict.fromkeys(n.casefold() for n in (actor.name, *actor.aliases)):
            if name in first and first[name][0] != actor.id:
                place = next(n for n in (actor.name, *actor.aliases) if n.casefold() == name)
                yield Problem(
                    "shared-name",
                    place.span,
                    f"“{place}” is a name of `{first[name][0]}`, too",
                    "tell the two apart in their names",
                )
            first.setdefault(name, (actor.id, name))


def addresses(linked: Archive) -> Iterator[Problem]:
    """Each address leads to one briefing: a former id is neither a briefing's id nor another's former id."""
    taken: dict[str, str] = {id: id for id in linked.briefings}
    for briefing in linked.briefings.values():
        for former in briefing.former_ids:
            if former in taken:
                yield Problem(
                    "address-collision",
                    former.span,
                    f"/briefings/{former}/ is the address of `{taken[former]}`",
                    "take it out",
                )
            taken.setdefault(former, briefing.id)


def states(linked: Archive) -> Iterator[Problem]:
    """A publisher's country is an actor of type state."""
    for publisher in linked.publishers.values():
        country = linked.actors.get(publisher.country or "")
        if publisher.country and country and country.type != "state":
            yield Problem(
                "wrong-kind-of-actor",
                publisher.country.span,
                f"`{country.id}` is a {country.type}, not a state",
                "name the state",
                rests_on=(country.span,),
            )


def membership(linked: Archive) -> Iterator[Problem]:
    """Nobody is a member of itself or of a person, and nothing is in circles."""
    for actor in linked.actors.values():
        for ref in actor.member_of:
            group = linked.actors.get(ref)
            if ref == actor.id:
                yield Problem("self-reference", ref.span, f"`{actor.id}` is a member of itself", "take it out")
            elif group and group.type == "person":
                yield Problem(
                    "wrong-kind-of-actor",
                    ref.span,
                    f"`{ref}` is a person, who has no members",
                    "name an organisation or a group",
                    rests_on=(group.span,),
                )
        for role in actor.roles:
            if role.of and role.of == actor.id:
                yield Problem(
                    "self-reference", role.of.span, f"`{actor.id}` holds a role of itself", "name whom it speaks for"
                )


def succession(linked: Archive) -> Iterator[Problem]:
    """A briefing supersedes an older one that readers can see, once, and not itself."""
    first: dict[str, str] = {}
    for briefing in sorted(linked.briefings.values(), key=lambda b: b.file):
        ref = briefing.supersedes
        older = linked.briefings.get(ref or "")
        if not ref or not older:
            continue
        if older.id == briefing.id:
            yield Problem("self-reference", ref.span, "the briefing supersedes itself", "name the one that it replaces")
        elif older.id in first:
            yield Problem(
                "superseded-twice",
                ref.span,
                f"`{older.id}` is superseded by `{first[older.id]}` already",
                "supersede that one",
            )
        elif briefing.published and older.published and older.published.first > briefing.published.last:
            yield Problem(
                "order-of-dates",
                ref.span,
                f"`{older.id}` is newer than the briefing that supersedes it",
                f"it was published on {older.published}",
            )
        first.setdefault(older.id, briefing.id)


def drafts(linked: Archive) -> Iterator[Problem]:
    """What readers see doesn't lead to a draft."""
    for briefing in linked.briefings.values():
        refs = [briefing.supersedes, *(entry.briefing for entry in briefing.timeline)]
        for ref in refs:
            target = linked.briefings.get(ref or "")
            if ref and target and target.status == "draft" and briefing.status != "draft":
                yield Problem(
                    "reference-to-draft",
                    ref.span,
                    f"`{ref}` is a draft, which readers don't see",
                    "publish it, or take the reference out",
                )


def self_reference(linked: Archive) -> Iterator[Problem]:
    """A timeline entry tells of another briefing."""
    for briefing in linked.briefings.values():
        for entry in briefing.timeline:
            if entry.briefing == briefing.id and entry.briefing:
                yield Problem(
                    "self-reference", entry.briefing.span, "the entry leads to its own briefing", "take `briefing:` out"
                )


def voices(linked: Archive) -> Iterator[Problem]:
    """The basis is third-party exactly where the voice isn't the actor's own."""
    for briefing in linked.briefings.values():
        for position in briefing.positions:
            if position.stance == "not-stated" or position.actor not in linked.actors:
                continue
            if position.voiced_by and position.voiced_by not in linked.actors:
                continue
            own = own_voice(position, linked.actors)
            speaker = linked.actors.get(position.voiced_by or "")
            rests = (position.span, *((speaker.span,) if speaker else ()))
            place = next(
                (p.span for p in (position.basis, position.voiced_by) if isinstance(p, Text)), position.span.start
            )
            if not own and position.basis != "third-party":
                who = (
                    f"`{position.voiced_by}` holds no role of `{position.actor}` at that time"
                    if position.voiced_by
                    else "nobody is named who voiced it"
                )
                fix = Fix(position.basis.span, "third-party") if isinstance(position.basis, Text) else None
                yield Problem(
                    "not-own-voice",
                    place,
                    f"this isn't the own voice of `{position.actor}`: {who}",
                    _cure(position),
                    fix,
                    rests,
                )
            elif own and position.basis == "third-party":
                yield Problem(
                    "own-voice",
                    place,
                    f"`{position.voiced_by}` speaks for `{position.actor}`: this is no third party",
                    "write `basis: statement`",
                    rests_on=rests,
                )


def _cure(position: Position) -> str:
    if not position.voiced_by:
        return "write `basis: third-party`, or `voiced_by:` with who spoke"
    role = f"`{position.voiced_by}` a role `of: {position.actor}` in actors.yaml, if it held one"
    return f"write `basis: third-party`; or give {role}"


def speakers(linked: Archive) -> Iterator[Problem]:
    """A quote that supports a position is spoken by the one who voices it."""
    for briefing in linked.briefings.values():
        for position in briefing.positions:
            if not own_voice(position, linked.actors) and position.basis != "third-party":
                continue
            for item in position.evidence:
                quote = briefing.quote(item.quote)
                if item.quote and quote and _other_speaker(position, quote, linked) and item.bearing != "refutes":
                    yield Problem(
                        "other-speaker",
                        item.quote.span,
                        f"`{quote.id}` is spoken by `{quote.speaker}`, not by `{position.voiced_by}`",
                        "check `voiced_by`, or cite another quote",
                    )


def _other_speaker(position: Position, quote: KeyQuote, linked: Archive) -> bool:
    both = {quote.speaker, position.voiced_by}
    return (
        position.voiced_by is not None
        and len(both) == 2
        and both <= linked.actors.keys()
        and quote.speaker != position.actor
    )


RULES: tuple[Callable[[Archive], Iterator[Problem]], ...] = (
    shared_names, addresses, states, membership, succession, drafts, self_reference, voices, speakers,
)  # fmt: skip
"""The rules about what files say of each other."""
