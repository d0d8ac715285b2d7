"""References from one file to an entry of another: each names one that exists."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import Any

from generator.archive import Archive
from generator.document import Text
from generator.model import Actor, Issue, Publisher, Topic, names_of
from generator.names import looks
from generator.problem import Fix, Problem
from generator.reference import did_you_mean, each_once, missed, suggest

MOST = 100
"""Unknown references that are told of one file."""


def references(linked: Archive) -> Iterator[tuple[str, Text]]:
    """Every reference from one file to an entry of another, with the kind of what it names."""
    for briefing in linked.briefings.values():
        yield from (("topic", ref) for ref in briefing.topics)
        if briefing.supersedes:
            yield "briefing", briefing.supersedes
        yield from (("actor", quote.speaker) for quote in briefing.key_quotes if quote.speaker)
        for position in briefing.positions:
            yield from (("actor", ref) for ref in (position.actor, position.voiced_by) if ref)
            yield from (("issue", ref) for ref in (position.issue,) if ref)
        yield from (("briefing", entry.briefing) for entry in briefing.timeline if entry.briefing)
        yield from (("publisher", source.publisher) for source in briefing.sources if source.publisher)
    for actor in linked.actors.values():
        yield from (("actor", role.of) for role in actor.roles if role.of)
        yield from (("actor", ref) for ref in actor.member_of)
    for issue in linked.issues.values():
        yield from (("topic", ref) for ref in issue.topics)
    yield from (("actor", publisher.country) for publisher in linked.publishers.values() if publisher.country)


def unknown(linked: Archive, unread: Container[tuple[str, str]]) -> Iterator[Problem]:
    """A reference names an entry that exists.

    Where several places name what isn't there, and nothing names an entry that is called nearly so, it is at fault.
    """
    known: dict[str, Mapping[str, Any]] = {
        "topic": linked.topics, "briefing": linked.briefings, "actor": linked.actors, "issue": linked.issues,
        "publisher": linked.publishers,
    }  # fmt: skip
    every = list(references(linked))
    misses: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    for kind, ref in every:
        if ref not in known[kind] and (kind, ref) not in unread:
            misses[kind, ref].append(ref)
    named = {(kind, str(ref)) for kind, ref in every}
    settled: set[tuple[str, str]] = set()
    for kind in ("topic", "actor", "issue", "publisher"):
        missed_here = [(id, refs) for (k, id), refs in misses.items() if k == kind]
        if missed_here and not known[kind]:
            settled.update((kind, id) for id, _ in missed_here)
            yield _empty(kind, [ref for _, refs in missed_here for ref in refs])
    for (kind, id), refs in misses.items():
        if (kind, id) not in settled and len(refs) > 1 and (entry := _meant(kind, id, known[kind], named)):
            settled.add((kind, id))
            message = f"nothing names `{entry}`, and {len(refs)} places name “{id}”, which is no {kind}"
            yield Problem(f"unknown-{kind}", entry.span, message, f"did you mean `{id}`?", Fix(entry.span, id))
    left = ((kind, ref) for (kind, id), refs in misses.items() if (kind, id) not in settled for ref in refs)
    told: Counter[str] = Counter()
    for kind, refs in each_once(left):
        told[refs[0].span.file] += 1
        if told[refs[0].span.file] <= MOST:
            yield _unknown(kind, refs, known[kind])


def _empty(kind: str, refs: list[Text]) -> Problem:
    """The only problem of a registry that isn't there, or has nothing."""
    first = min(refs, key=lambda ref: ref.span)
    more = f", and {len(refs) - 1} more references miss theirs" if len(refs) > 1 else ""
    message = f"no {kind} is called “{first}”: {kind}s.yaml has none{more}"
    return Problem(f"unknown-{kind}", first.span, message, f"list the {kind}s in {kind}s.yaml")


def _meant(kind: str, id: str, known: Mapping[str, Any], named: Container[tuple[str, str]]) -> Text | None:
    """The entry that was probably meant to be called so: the nearest that nothing names."""
    if kind == "briefing":
        return None
    near = suggest(id, [entry for entry in known if (kind, entry) not in named])
    if near is None or not set(_names(known).get(looks(id), ())) <= {near}:
        return None
    entry: Text = known[near].id
    return entry


def _unknown(kind: str, refs: list[Text], known: Mapping[str, Any]) -> Problem:
    ref = refs[0]
    called = _names(known).get(looks(ref), [])
    if len(called) > 1:
        ids = " or ".join(f"`{id}`" for id in called)
        return Problem("ambiguous-reference", ref.span, f"“{ref}” is a name of several {kind}s", f"write the id: {ids}")
    otherwise = "write the name of a briefing's file, without .yaml"
    if kind != "briefing":
        otherwise = f"add it to {kind}s.yaml: {_entry(kind, ref)}"
    help, fix = did_you_mean(ref, known, otherwise)
    if called:
        help, fix = f"did you mean `{called[0]}`?", Fix(ref.span, called[0])
    return Problem(f"unknown-{kind}", ref.span, missed(kind, refs), help, fix if len(refs) == 1 else None)


def _entry(kind: str, id: str) -> str:
    """What an author writes to add an entry."""
    if not re.fullmatch(r"[a-z0-9-]+", id):
        return "under an id, which is what this field holds"
    noun = {"actor": Actor, "issue": Issue, "topic": Topic, "publisher": Publisher}[kind]
    needed = [f for f in dataclasses.fields(noun) if not f.metadata and f.default is f.default_factory]
    return f"`{id}: {{{', '.join(f'{f.name}: …' for f in needed)}}}`"


def _names(known: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """The ids of what has a name, by what the name looks like."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id, entry in known.items():
        for name in {looks(name) for name in names_of(entry)}:
            found[name].append(id)
    return found
