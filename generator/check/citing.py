"""Rules about what a briefing refers to within itself: ids, sources, events, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document import Text
from generator.model import Briefing, Noun
from generator.problem import Problem
from generator.reference import did_you_mean, each_once, missed, suggest


def local_ids(briefing: Briefing) -> Iterator[tuple[str, Text]]:
    """All ids that are anchors of the briefing's page, with their kind."""
    yield from (("event", thing.id) for thing in briefing.events if thing.id)
    yield from (("quote", thing.id) for thing in briefing.key_quotes if thing.id)
    yield from (("source", thing.id) for thing in briefing.sources if thing.id)
    yield from (("correction", thing.id) for thing in briefing.corrections if thing.id)


def local_references(briefing: Briefing) -> Iterator[tuple[str, Text]]:
    """All references to sources, events and quotes of the same briefing."""
    for point in briefing.summary:
        yield from (("source", ref) for ref in point.cites)
    for quote in briefing.key_quotes:
        yield from (("source", ref) for ref in (quote.source, *quote.via) if ref)
        if quote.event:
            yield "event", quote.event
    for position in briefing.positions:
        for item in position.evidence:
            if item.quote:
                yield "quote", item.quote
            if item.source:
                yield "source", item.source
    for entry in briefing.timeline:
        yield from (("source", ref) for ref in entry.cites)
        if entry.event:
            yield "event", entry.event


def duplicate_ids(briefing: Briefing) -> Iterator[Problem]:
    """Ids are unique within a briefing, across events, quotes, sources, corrections: each is an anchor of its page."""
    seen: dict[str, tuple[str, Text]] = {}
    for kind, id in sorted(local_ids(briefing), key=lambda pair: pair[1].span):
        other, first = seen.setdefault(id, (kind, id))
        if first is not id:
            message = f"the {kind} `{id}` has the id of the {other} on line {first.span.line}"
            yield Problem("duplicate-id", id.span, message, "rename one")


def unknown_references(briefing: Briefing) -> Iterator[Problem]:
    """A reference to a source, an event or a quote names one that the briefing has."""
    known: dict[str, dict[str, Text]] = {"source": {}, "event": {}, "quote": {}, "correction": {}}
    for kind, id in local_ids(briefing):
        known[kind].setdefault(id, id)
    things: dict[str, tuple[Noun, ...]] = {
        "source": briefing.sources,
        "event": briefing.events,
        "quote": briefing.key_quotes,
    }
    names = {"source": "sources", "event": "events", "quote": "key_quotes"}
    lost = {k for k in names if names[k] in briefing.faulty or any("id" in thing.faulty for thing in things[k])}
    for kind, refs in each_once(local_references(briefing)):
        if refs[0] not in known[kind] and kind not in lost:
            near = suggest(refs[0], known[kind])
            help, fix = did_you_mean(refs[0], known[kind], _known_ones(kind, known[kind]))
            if near:
                help = f"did you mean `{near}` (line {known[kind][near].span.line})?"
            yield Problem(f"unknown-{kind}", refs[0].span, missed(kind, refs), help, fix if len(refs) == 1 else None)


def _known_ones(kind: str, known: Iterable[str]) -> str:
    names = ", ".join(f"`{name}`" for name in known)
    return f"this briefing has {names}" if names else f"this briefing has no {kind}s: add it"


def uncited_sources(briefing: Briefing) -> Iterator[Problem]:
    """Every source is cited: by a summary point, a quote, its chain, a position or the timeline."""
    if _citations_are_lost(briefing):
        return
    known = [source.id for source in briefing.sources]
    cited = {str(ref) for kind, ref in local_references(briefing) if kind == "source"}
    cited |= {near for ref in cited.difference(known) if (near := suggest(ref, known))}
    for source in briefing.sources:
        if source.id not in cited and "id" not in source.faulty:
            cited.add(source.id)
            code = "unfinished" if briefing.status == "draft" else "uncited-source"
            yield Problem(code, source.id.span, f"nothing cites `{source.id}`", "cite it, or take it out")


def _citations_are_lost(briefing: Briefing) -> bool:
    """Whether a faulty field may have cited something."""
    return bool(
        briefing.faulty & {"summary", "key_quotes", "positions", "timeline"}
        or any("cites" in thing.faulty for thing in (*briefing.summary, *briefing.timeline))
        or any(quote.faulty & {"source", "via"} for quote in briefing.key_quotes)
        or any("evidence" in position.faulty for position in briefing.positions)
        or any("source" in item.faulty for position in briefing.positions for item in position.evidence)
    )


def evidence(briefing: Briefing) -> Iterator[Problem]:
    """A position that says something has evidence, and each piece is a quote or a source with its exact words."""
    for position in briefing.positions:
        if position.faulty & {"evidence", "stance"}:
            continue
        shows = [item for item in position.evidence if item.bearing != "refutes" or "bearing" in item.faulty]
        if not shows and position.stance != "not-stated":
            code = "unfinished" if briefing.status == "draft" else "position-without-evidence"
            whose = f"the position of `{position.actor}`" if position.actor else "this position"
            message = f"all evidence for {whose} refutes it" if position.evidence else f"{whose} has no evidence"
            help = "add `evidence:` with a quote, or a source with its exact words"
            yield Problem(code, position.actor.span if position.actor else position.span.start, message, help)
        seen: set[tuple[str | None, ...]] = set()
        for item in position.evidence:
            if item.faulty & {"quote", "source", "exact"}:
                continue
            if bool(item.quote) == bool(item.source or item.exact) or bool(item.source) != bool(item.exact):
                message = "evidence is either a `quote`, or a `source` with its `exact` words"
                yield Problem("wrong-evidence", item.span.start, message, "give the one or the other")
            elif (key := (item.quote, item.source, item.exact)) in seen:
                place = item.quote or item.exact
                yield Problem(
                    "repeated-item",
                    place.span if place else item.span,
                    "this evidence stands here twice",
                    "take one out",
                )
            else:
                seen.add(key)


def chains(briefing: Briefing) -> Iterator[Problem]:
    """A chain doesn't pass through the source itself."""
    for quote in briefing.key_quotes:
        for hop in quote.via:
            if hop == quote.source:
                message = f"the chain of `{quote.id}` passes through its own source"
                yield Problem("chain-in-circle", hop.span, message, "take it out of `via`")


RULES = (duplicate_ids, unknown_references, uncited_sources, evidence, chains)
"""The rules of this module."""
