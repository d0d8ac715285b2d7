"""Views: the facts that each page may show, one frozen class per kind of page. Templates choose the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from generator.archive import Archive
from generator.model import Briefing
from generator.relate import Relations
from generator.views import actors, briefings, changes, home, issues, publishers, quotes, sources, timeline, topics
from generator.views.actors import ActorPage, ActorsPage
from generator.views.briefings import BriefingPage, BriefingsPage
from generator.views.changes import ChangesPage
from generator.views.dependencies import Sketch
from generator.views.home import HomePage
from generator.views.issues import IssuePage, IssuesPage
from generator.views.publishers import PublisherListPage, PublisherPage
from generator.views.quotes import LanguagesPage, QuotesPage, SpeakersPage
from generator.views.record import RecordPage
from generator.views.shared import SameWordsPage
from generator.views.sources import SourcesPage, letters
from generator.views.texts import GuidePage, Site, TextPage, hand_pages, holdings
from generator.views.timeline import TimelinePage
from generator.views.topics import TopicPage, TopicsPage

__all__ = [
    "ActorPage", "ActorsPage", "BriefingPage", "BriefingsPage", "ChangesPage", "GuidePage", "HomePage", "IssuePage",
    "IssuesPage", "LanguagesPage", "PublisherListPage", "PublisherPage", "QuotesPage", "RecordPage", "SameWordsPage",
    "Site", "Sketch", "SourcesPage", "SpeakersPage", "TextPage", "TimelinePage", "TopicPage", "TopicsPage", "View",
    "everything", "hand_pages", "holdings", "letters",
]  # fmt: skip

View = (
    HomePage | BriefingPage | BriefingsPage | ActorsPage | ActorPage | IssuesPage | IssuePage | TopicsPage | TopicPage
    | QuotesPage | LanguagesPage | SpeakersPage | SameWordsPage | RecordPage | SourcesPage | PublisherPage
    | PublisherListPage | TimelinePage | ChangesPage | TextPage | GuidePage
)  # fmt: skip


def everything(
    archive: Archive, relations: Relations, analysis: Callable[[Briefing, str], str], leads: Callable[[str, str], str]
) -> Iterator[tuple[str, str, str, View | Sketch[BriefingPage] | Sketch[SameWordsPage]]]:
    """Every page of the archive but the guide: path, template, title, view.

    Args:
        archive: Without drafts, unless they are wanted.
        relations: What follows from that archive.
        analysis: Makes a briefing's free text into HTML, for a page at a path.
        leads: Where a link of a text leads, from the page at a path.

    """
    made = changes.changes(archive, relations)
    happened = timeline.by_date(archive.live)
    used: dict[str, tuple[sources.SourceUse, ...]] = {briefing.id: sources.uses(briefing) for briefing in archive.live}
    yield from chain[tuple[str, str, str, View | Sketch[BriefingPage] | Sketch[SameWordsPage]]](
        home.pages(archive, relations, made),
        briefings.pages(archive, relations, analysis, leads),
        actors.pages(archive, relations),
        issues.pages(archive, relations),
        topics.pages(archive, relations, happened),
        quotes.pages(archive, relations),
        sources.pages(archive, relations, used),
        publishers.pages(archive, relations, used),
        timeline.pages(happened),
        changes.pages(made),
    )
