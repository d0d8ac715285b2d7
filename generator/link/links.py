"""Links in free text: those within the site lead to something that readers see."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator
from urllib.parse import urlsplit

from generator import addresses, markdown
from generator.archive import Archive
from generator.document import Text
from generator.problem import Problem, Span
from generator.reference import suggest


def broken(linked: Archive, unread: Container[tuple[str, str]]) -> Iterator[Problem]:
    """Each link within the site leads to a page, a briefing's file or an anchor that exists, and that readers see."""
    for briefing in linked.briefings.values():
        if briefing.analysis:
            seen = briefing.status != "draft"
            base = f"briefings/{briefing.id}/"
            yield from _of_text(briefing.analysis, briefing.placed, base, linked, unread, seen=seen)
    for page in linked.pages:
        text = Text(page.body, Span(page.file, 0), indent=0)
        yield from _of_text(text, markdown.links(text), f"{page.id}/", linked, unread, seen=True)


def _of_text(
    text: Text,
    placed: Iterable[tuple[int, int, str]],
    base: str,
    linked: Archive,
    unread: Container[tuple[str, str]],
    *,
    seen: bool,
) -> Iterator[Problem]:
    for line, column, target in placed:
        if urlsplit(target).scheme or target.startswith("//"):
            continue
        place = text.place(line, column, len(target))
        leads = addresses.resolve(target, base, linked)
        slug = posixpath.basename(target.partition("#")[0]).removesuffix(".yaml")
        if leads is None:
            named = linked.briefings.get(slug)
            if not named.faulty if named else ("briefing", slug) not in unread:
                yield _nowhere(target, slug, place, linked)
            continue
        found = linked.briefings.get(leads.split("/")[1]) if leads.startswith("briefings/") else None
        if seen and found and found.status == "draft":
            message = f"`{found.id}` is a draft, which readers don't see"
            yield Problem("reference-to-draft", place, message, "publish it, or take the link out")


def _nowhere(target: str, slug: str, place: Span, linked: Archive) -> Problem:
    if ".yaml" in target and slug not in linked.briefings:
        near = suggest(slug, linked.briefings)
        help = f"did you mean `{near}.yaml`?" if near else "write the name of a briefing's file"
        return Problem("unknown-briefing", place, f"the link to “{target}” leads to no briefing", help)
    help = "link to a briefing's file (`its-name.yaml`), a page's (`about.md`), or an address here (`/actors/the-id/`)"
    return Problem("broken-link", place, f"the link to “{target}” leads nowhere", help)
