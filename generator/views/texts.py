"""Pages whose text stands in a template or was written by hand, and what the site is called."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive import Archive
from generator.dates import Date
from generator.model import HandPage


@dataclass(frozen=True, slots=True)
class Site:
    """What the archive is called and where it stands."""

    name: str = "Briefing Archive"
    description: str = ""
    url: str = ""
    """Address with a slash at its end, or empty where it isn't known."""
    repository: str = ""
    """Address of the repository that the content stands in, or empty."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page whose text stands in its template, or was written by hand."""

    title: str
    body: str
    holdings: tuple[tuple[str, str, int], ...]
    """What the archive holds: the way to a list, what it is called, and how much stands there."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The author's guide, or the list of rules; its tables come from the model and the catalogue."""

    body: str
    tables: tuple[object, ...]
    dates: tuple[tuple[str, Date, str], ...] = ()
    """Forms of dates: as authors write them, as readers read them, and when to use them."""


def hand_pages(archive: Archive) -> dict[str, HandPage]:
    """The pages written by hand, by id."""
    return {page.id: page for page in archive.pages}


def holdings(archive: Archive) -> tuple[tuple[str, str, int], ...]:
    """What an archive holds, for the way to the lists of it."""
    return (
        ("briefings", "Briefings", len(archive.briefings)), ("quotes", "Quotes", len(archive.quotations)),
        ("actors", "Actors", len(archive.actors)), ("issues", "Issues", len(archive.issues)),
        ("topics", "Topics", len(archive.topics)), ("sources", "Publishers", len(archive.publishers)),
    )  # fmt: skip
