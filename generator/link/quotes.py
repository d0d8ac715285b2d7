"""Rules about what quotes say of those in other briefings."""

from __future__ import annotations

from collections.abc import Container, Iterator

from generator.archive import Archive
from generator.document import Text
from generator.model import Briefing
from generator.problem import Problem
from generator.reference import did_you_mean


def same_as(linked: Archive, unread: Container[tuple[str, str]]) -> Iterator[Problem]:
    """What a quote is said to be the same as is another quote, which readers see."""
    for briefing in linked.briefings.values():
        for quote in briefing.key_quotes:
            for ref in quote.same_as:
                slug, _, id = ref.partition("#")
                other = linked.briefings.get(slug)
                if other is None:
                    if ("briefing", slug) not in unread:
                        yield _unknown_briefing(ref, linked)
                elif slug == briefing.id and id == quote.id:
                    yield Problem("self-reference", ref.span, "the quote is the same as itself", "name another")
                elif other.quote(id) is None:
                    if not _lost(other):
                        yield _unknown_quote(ref, other)
                else:
                    yield from _unseen(ref, briefing, other)


def _unknown_briefing(ref: Text, linked: Archive) -> Problem:
    slug, _, id = ref.partition("#")
    known = [f"{briefing}#{id}" for briefing in linked.briefings]
    help, fix = did_you_mean(ref, known, "write the name of a briefing's file, without .yaml")
    return Problem("unknown-briefing", ref.span, f"no briefing is called “{slug}”", help, fix)


def _unknown_quote(ref: Text, other: Briefing) -> Problem:
    known = [f"{other.id}#{quote.id}" for quote in other.key_quotes]
    has = ", ".join(f"`{name}`" for name in known)
    otherwise = f"that briefing has {has}" if has else "that briefing has no quotes"
    help, fix = did_you_mean(ref, known, otherwise)
    message = f"`{other.id}` has no quote called “{ref.partition('#')[2]}”"
    return Problem("unknown-quote", ref.span, message, help, fix)


def _lost(briefing: Briefing) -> bool:
    """Whether it may have quotes that couldn't be read."""
    return "key_quotes" in briefing.faulty or any("id" in quote.faulty for quote in briefing.key_quotes)


def _unseen(ref: Text, briefing: Briefing, other: Briefing) -> Iterator[Problem]:
    if briefing.status == "draft" or "status" in other.faulty:
        return
    if other.status == "draft":
        message = f"`{other.id}` is a draft, which readers don't see"
        yield Problem("reference-to-draft", ref.span, message, "publish it, or take the reference out")
    elif other.status == "withdrawn" and briefing.status == "published":
        yield Problem("reference-to-withdrawn", ref.span, f"`{other.id}` is withdrawn", "take the reference out")
