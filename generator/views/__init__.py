"""Views: the facts that each page may show, one frozen class per kind of page. Templates choose the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from generator.archive import Archive
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
from generator.views.sheaves import Sheaf
from generator.views.sources import SourcesPage, letters
from generator.views.texts import GuidePage, Site, TextPage, hand_pages, holdings
from generator.views.timeline import TimelinePage
from generator.views.topics import TopicPage, TopicsPage

__all__ = [
    "ActorPage", "ActorsPage", "BriefingPage", "BriefingsPage", "ChangesPage", "GuidePage", "HomePage", "IssuePage",
    "IssuesPage", "LanguagesPage", "PublisherListPage", "PublisherPage", "QuotesPage", "RecordPage", "SameWordsPage",
    "Site", "Sketch", "Sketched", "SourcesPage", "SpeakersPage", "TextPage", "TimelinePage", "TopicPage", "TopicsPage",
    "View", "hand_pages", "holdings", "letters", "sheaves",
]  # fmt: skip

View = (
    HomePage | BriefingPage | BriefingsPage | ActorsPage | ActorPage | IssuesPage | IssuePage | TopicsPage | TopicPage
    | QuotesPage | LanguagesPage | SpeakersPage | SameWordsPage | RecordPage | SourcesPage | PublisherPage
    | PublisherListPage | TimelinePage | ChangesPage | TextPage | GuidePage
)  # fmt: skip


Sketched = View | Sketch[BriefingPage] | Sketch[SameWordsPage]


def sheaves(archive: Archive, relations: Relations, leads: Callable[[str, str], str]) -> Iterator[Sheaf[Sketched]]:
    """Every page of the archive but the guide, those first that are most work to make apart from others.

    Args:
        archive: Without drafts, unless they are wanted.
        relations: What follows from that archive.
        leads: Where a link of a text leads, from the page at a path.

    """
    made = cache(partial(changes.changes, archive, relations))
    happened = cache(partial(timeline.by_date, archive.live))

    @cache
    def used() -> dict[str, tuple[sources.SourceUse, ...]]:
        return {briefing.id: sources.uses(briefing) for briefing in archive.live}

    yield lambda: topics.pages(archive, relations, happened())
    yield lambda: quotes.pages(archive, relations)
    yield lambda: sources.pages(archive, relations, used())
    yield lambda: timeline.pages(happened())
    yield lambda: changes.pages(made())
    yield lambda: home.pages(archive, relations, made())
    yield from publishers.sheaves(archive, relations, used)
    yield from issues.sheaves(archive, relations)
    yield from actors.sheaves(archive, relations)
    yield from briefings.sheaves(archive, relations, leads)
