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
