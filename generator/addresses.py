"""Addresses of the site: which ones its own pages have, and where a link in free text leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator
from urllib.parse import unquote, urlsplit

from generator.archive import Archive
from generator.model import Briefing

RESERVED = frozenset(["index", "page", "undated", "drafts", "assets"])
"""Names that pages below a section have, beside those of years."""
SECTIONS = frozenset({
    "main", "top", "q", "mast-q", "on-this-page", "cite", "cite-text", "ledger-h", "related", "summary", "key-quotes",
    "positions", "timeline", "events", "what-the-sources-do-not-say", "caveats", "analysis", "sources", "corrections",
    "succession", "related-briefings",
})  # fmt: skip
"""Anchors that a briefing's page has itself."""
_NUMBERED = re.compile(r"(?:point|entry)-[0-9]+")
"""Anchors of the points of a summary, and of what the timeline tells."""
LISTS = frozenset({
    "actors", "briefings", "changes", "issues", "quotes", "search", "sources", "timeline", "topics", "about", "method",
    "contribute", "contribute/rules", "quotes/languages", "quotes/speakers", "quotes/same-words",
})  # fmt: skip
"""Pages at the top of the site that are always there."""
TOP = LISTS - {"about", "method", "contribute"} | {
    "404", "assets", "data", "feeds", "index", "publishers", "sitemap",
}  # fmt: skip
"""Names at the top of the site that no hand-written page may have."""


def resolve(link: str, base: str, archive: Archive) -> str | None:
    """Where a link of a page leads: an address below the site's root, or None where it leads nowhere.

    A content file stands for its page: `the-briefing.yaml#quote-id`, `about.md`. All else is read as browsers do.

    Args:
        link: The target, without scheme and host.
        base: The address of the page that it stands on, below the root: `briefings/the-id/`.
        archive: All that has addresses.

    """
    parts = urlsplit(link)
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    name, dot, kind = posixpath.basename(path).rpartition(".")
    if dot and kind == "yaml":
        path = f"briefings/{name}/"
    elif dot and kind == "md":
        path = f"{name}/"
    elif path.startswith("/"):
        path = path[1:]
    else:
        path = posixpath.normpath(posixpath.join(base, path)) + "/" if path else base
        path = "" if path == "./" else path
    path = re.sub(r"(^|/)(?:index\.html)?/*\Z", "", path)
    path += "/" if path else ""
    if not _is_page(path, archive):
        return None
    briefing = archive.briefings.get(path.split("/")[1]) if path.startswith("briefings/") else None
    if fragment and briefing and not _has_anchor(briefing, fragment):
        return None
    return path + (f"#{fragment}" if fragment else "")


def is_section(anchor: str) -> bool:
    """Whether a briefing's page has this anchor for a part of its own."""
    return anchor in SECTIONS or _NUMBERED.fullmatch(anchor) is not None


def entry_anchors(briefing: Briefing) -> Iterator[str]:
    """The anchors of a briefing's timeline: the event's id at the first entry that tells of it, else a number."""
    told: set[str] = set()
    for number, entry in enumerate(briefing.timeline, 1):
        event = briefing.event(entry.event)
        yield event.id if event and event.id not in told else f"entry-{number}"
        told.add(event.id if event else "")


def _is_page(path: str, archive: Archive) -> bool:
    """Whether the site has a page there; parts of long lists, by year, are taken on trust."""
    section, _, id = path.rstrip("/").partition("/")
    if path in ("", "/") or path.rstrip("/") in LISTS or (not id and any(hand.id == section for hand in archive.pages)):
        return True
    if section == "briefings":
        briefings = archive.briefings.values()
        years = (str(briefing.published.first.year) for briefing in briefings if briefing.published)
        return id in archive.briefings or id in years or any(id in briefing.former_ids for briefing in briefings)
    if section == "publishers":
        publisher, _, part = id.partition("/")
        return publisher in archive.publishers and re.fullmatch(r"|claims|quotes|[0-9]{4}|undated", part) is not None
    if section == "quotes" and id.startswith("languages/"):
        tag, _, year = id.removeprefix("languages/").partition("/")
        return tag in _languages(archive) and re.fullmatch(r"(?:[0-9]{4}|undated)?", year) is not None
    by_section: dict[str, Container[str]] = {
        "actors": archive.actors, "issues": archive.issues, "topics": archive.topics,
    }  # fmt: skip
    if section == "topics" and id.endswith("/timeline"):
        topic = id.removesuffix("/timeline")
        return topic in archive.topics and any(topic in b.topics and (b.timeline or b.events) for b in archive.live)
    parts = r"[0-9]{4}|undated" + (r"|[0-9]{3}0s" if section == "timeline" else "")
    return id in by_section.get(section, ()) or (section in LISTS and re.fullmatch(parts, id) is not None)


def _languages(archive: Archive) -> set[str]:
    """The languages of quotations, as addresses have them."""
    return {quotation.language.lower() for quotation in archive.quotations}


def _has_anchor(briefing: Briefing, anchor: str) -> bool:
    things = (briefing.key_quotes, briefing.sources, briefing.events, briefing.corrections)
    parts = {f"point-{n}" for n in range(1, len(briefing.summary) + 1)}.union(entry_anchors(briefing))
    return (
        anchor in SECTIONS | parts or "--" in anchor or any(thing.id == anchor for group in things for thing in group)
    )
