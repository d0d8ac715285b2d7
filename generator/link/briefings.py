"""Rules about what briefings say of each other: addresses, successors, drafts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive import Archive
from generator.dates import Date
from generator.model import Briefing
from generator.problem import Problem


def addresses(linked: Archive) -> Iterator[Problem]:
    """Each address leads to one briefing: a former id is neither a briefing's id nor another's former id."""
    taken: dict[str, str] = {id: id for id in linked.briefings}
    for briefing in _in_file_order(linked):
        for former in dict.fromkeys(briefing.former_ids):
            owner = taken.setdefault(former, briefing.id)
            if owner != briefing.id or former == briefing.id:
                message = f"/briefings/{former}/ is the address of `{owner}`"
                yield Problem("address-collision", former.span, message, "take it out")


def _in_file_order(linked: Archive) -> list[Briefing]:
    return sorted(linked.briefings.values(), key=lambda briefing: briefing.file)


def succession(linked: Archive) -> Iterator[Problem]:
    """A briefing supersedes an older one, once, and not itself, be it by way of others."""
    first: dict[str, str] = {}
    circle = _circle(linked)
    for briefing in _in_file_order(linked):
        ref = briefing.supersedes
        older = linked.briefings.get(ref or "")
        if not ref or not older:
            continue
        if older.id == briefing.id:
            yield Problem("self-reference", ref.span, "the briefing supersedes itself", "name the one that it replaces")
        elif briefing.id in circle:
            if briefing.id == min(circle):
                way = " → ".join(f"`{id}`" for id in circle)
                yield Problem("self-reference", ref.span, f"briefings supersede each other: {way}", "take one out")
        elif older.id in first:
            message = f"`{older.id}` is superseded by `{first[older.id]}` already"
            yield Problem("superseded-twice", ref.span, message, "supersede that one")
        elif _newer(older.published, briefing.published):
            message = f"`{older.id}` is newer than the briefing that supersedes it"
            yield Problem("order-of-dates", ref.span, message, f"it was published on {older.published}")
        first.setdefault(older.id, briefing.id)


def _newer(older: Date | None, newer: Date | None) -> bool:
    return older is not None and newer is not None and older.first > newer.last


def _circle(linked: Archive) -> dict[str, None]:
    """The ids of briefings that supersede each other in a circle, in its order; of one circle, if there are several."""
    done: set[str] = set()
    for start in linked.briefings:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in done and at in linked.briefings:
            done.add(at)
            path[at] = None
            at = linked.briefings[at].supersedes
        if at in path and len(path) > 1 and at is not None:
            whole = list(path)
            return dict.fromkeys(whole[whole.index(at) :])
    return {}


def unseen(linked: Archive) -> Iterator[Problem]:
    """What readers see doesn't lead to a draft, nor without need to what was withdrawn."""
    for briefing in linked.briefings.values():
        if briefing.status == "draft":
            continue
        for ref in (briefing.supersedes, *(entry.briefing for entry in briefing.timeline)):
            target = linked.briefings.get(ref or "")
            if ref is None or target is None or "status" in target.faulty:
                continue
            if target.status == "draft":
                message = f"`{ref}` is a draft, which readers don't see"
                yield Problem("reference-to-draft", ref.span, message, "publish it, or take the reference out")
            elif target.status == "withdrawn" and ref is not briefing.supersedes and briefing.status == "published":
                message = f"`{ref}` is withdrawn"
                help = "name another briefing, or say in the text that it was withdrawn and take `briefing:` out"
                yield Problem("reference-to-withdrawn", ref.span, message, help)


def self_reference(linked: Archive) -> Iterator[Problem]:
    """A timeline entry tells of another briefing."""
    for briefing in linked.briefings.values():
        for entry in briefing.timeline:
            if entry.briefing == briefing.id and entry.briefing:
                message = "the entry leads to its own briefing"
                yield Problem("self-reference", entry.briefing.span, message, "take `briefing:` out")


RULES = (addresses, succession, unseen, self_reference)
"""The rules of this module."""
