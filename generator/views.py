"""Views: the facts that each page may show, one frozen class per kind of page. Templates choose the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Actor, Briefing, Correction, HandPage, Issue, Publisher, Source, TimelineEntry, Topic

T = TypeVar("T")
MOST = 100
"""Items on one page of a list."""


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
class Part:
    """One page of a list that is too long for one."""

    label: str
    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source of a briefing, with what rests on it."""

    briefing: Briefing
    source: Source
    key: str
    """Its letter on the briefing's page."""
    points: int
    quotes: int
    positions: int


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to the archive."""

    date: Date
    kind: str
    """`published`, `updated`, `corrected` or `withdrawn`."""
    briefing: Briefing
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated or undated entry of a timeline."""

    briefing: Briefing
    entry: TimelineEntry


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page."""

    latest: tuple[Briefing, ...]
    now: tuple[Standing, ...]
    undated: tuple[Standing, ...]
    topics: tuple[tuple[Topic, int], ...]
    quotations: tuple[Quotation, ...]
    changes: tuple[Change, ...]
    total: int


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The heart: one briefing."""

    briefing: Briefing
    quotations: tuple[Quotation, ...]
    standings: tuple[Standing, ...]
    sources: tuple[SourceUse, ...]
    timeline: tuple[Happening, ...]
    analysis: str
    superseded_by: Briefing | None
    supersedes: Briefing | None
    checks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BriefingsPage:
    """Briefings, newest first."""

    title: str
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """All actors by type."""

    groups: tuple[tuple[str, tuple[Actor, ...]], ...]
    quotes: dict[str, int]
    positions: dict[str, int]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One actor."""

    actor: Actor
    members: tuple[Actor, ...]
    voices: tuple[Actor, ...]
    now: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    attributed: tuple[Standing, ...]
    quotations: tuple[Quotation, ...]
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """All issues."""

    issues: tuple[Issue, ...]
    positions: dict[str, int]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue and who stands where."""

    issue: Issue
    now: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    attributed: tuple[Standing, ...]
    silent: tuple[Standing, ...]
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """All topics."""

    topics: tuple[tuple[Topic, int], ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic."""

    topic: Topic
    issues: tuple[Issue, ...]
    briefings: tuple[Briefing, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class QuotesPage:
    """Quotations, newest first."""

    title: str
    quotations: tuple[Quotation, ...]
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Publishers, and sources of each briefing."""

    title: str
    publishers: tuple[tuple[Publisher, int], ...]
    uses: tuple[SourceUse, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """One publisher and what was taken from it."""

    publisher: Publisher
    uses: tuple[SourceUse, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What happened when."""

    title: str
    happenings: tuple[Happening, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed in the archive."""

    title: str
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


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


View = (
    HomePage | BriefingPage | BriefingsPage | ActorsPage | ActorPage | IssuesPage | IssuePage | TopicsPage | TopicPage
    | QuotesPage | SourcesPage | PublisherPage | TimelinePage | ChangesPage | TextPage | GuidePage
)  # fmt: skip


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def parted(items: Sequence[T], base: str) -> Iterator[tuple[str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list into pages of a hundred: their paths, items, and the way to the others."""
    pages = [tuple(items[i : i + MOST]) for i in range(0, len(items), MOST)] or [()]
    paths = [base if n == 0 else f"{base}page/{n + 1}/" for n in range(len(pages))]
    for n, chunk in enumerate(pages):
        parts = tuple(Part(str(m + 1), path, m == n) for m, path in enumerate(paths)) if len(pages) > 1 else ()
        yield paths[n], chunk, parts


def by_year(
    items: Sequence[T], year: Callable[[T], str], base: str, title: str
) -> Iterator[tuple[str, str, tuple[T, ...], tuple[Part, ...]]]:
    """Split a list by year, then by hundred; the first page shows the first hundred of all."""
    years = {name: tuple(chunk) for name, chunk in groupby(sorted(items, key=year, reverse=True), key=year)}
    ways = [("Latest", base)] + [(name.capitalize(), f"{base}{name}/") for name in years]
    every = tuple(Part(label, path, label == "Latest") for label, path in ways)
    yield base, title, tuple(items[:MOST]), every if len(years) > 1 or len(items) > MOST else ()
    for name, chunk in years.items():
        for path, page, parts in parted(chunk, f"{base}{name}/"):
            here = tuple(Part(label, way, label == name.capitalize()) for label, way in ways)
            yield path, f"{title} {name}", page, here + parts


def uses(briefing: Briefing) -> tuple[SourceUse, ...]:
    """The sources of a briefing with what rests on each."""
    made = []
    for number, source in enumerate(briefing.sources):
        quotes = {q.id for q in briefing.key_quotes if source.id in (q.source, *q.via)}
        positions = sum(any(e.source == source.id or e.quote in quotes for e in p.evidence) for p in briefing.positions)
        points = sum(source.id in point.cites for point in briefing.summary)
        made.append(SourceUse(briefing, source, letters(number), points, len(quotes), positions))
    return tuple(made)


def now(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The latest position of each actor on each issue, of those that count; standings come newest first."""
    latest: dict[tuple[str, str], Standing] = {}
    for standing in standings:
        if standing.counts:
            latest.setdefault((standing.position.actor, standing.position.issue), standing)
    return tuple(latest.values())


def timeline(briefings: Iterable[Briefing]) -> tuple[Happening, ...]:
    """All that happened, the oldest first, the undated at the end."""
    entries = [Happening(b, entry) for b in briefings for entry in b.timeline]
    entries.sort(key=lambda h: (h.entry.date is None, h.entry.date.order if h.entry.date else (), h.briefing.id))
    return tuple(entries)


def changes(archive: Archive) -> tuple[Change, ...]:
    """Publications, updates, corrections and withdrawals, the newest first."""
    made = []
    for briefing in archive.briefings.values():
        if briefing.published:
            made.append(Change(briefing.published, "published", briefing))
        if briefing.updated and not any(c.date.first == briefing.updated.first for c in briefing.corrections):
            made.append(Change(briefing.updated, "updated", briefing))
        made += [Change(c.date, "corrected", briefing, c) for c in briefing.corrections]
        if briefing.withdrawn:
            made.append(Change(briefing.withdrawn.date, "withdrawn", briefing))
    return tuple(sorted(made, key=lambda c: (-c.date.first.toordinal(), c.briefing.id, c.kind)))


def _telling(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Of the latest twelve, the two longest, of two speakers where there are two: a word alone tells a newcomer little."""
    ranked = sorted(quotations[:12], key=lambda q: -len(q.quote.text))
    other = next((q for q in ranked if q.quote.speaker != ranked[0].quote.speaker), None)
    return tuple(ranked[:2] if other is None else (ranked[0], other))


def _year(date: Date | None) -> str:
    return str(date.last.year) if date else "undated"


def everything(archive: Archive, analysis: Callable[[Briefing, str], str]) -> Iterator[tuple[str, str, str, View]]:
    """Every page of the archive but the guide: path, template, title, view.

    Args:
        archive: Without drafts, unless they are wanted.
        analysis: Makes a briefing's free text into HTML, for a page at a path.

    """
    live = [b for b in archive.briefings.values() if b.status != "withdrawn"]
    standings = [s for s in archive.standings if s.briefing.status != "withdrawn"]
    changed = changes(archive)
    topics = tuple((t, sum(t.id in b.topics for b in live)) for t in archive.topics.values())
    undated = tuple(s for s in standings if s.own_voice and not s.position.as_of and s.position.stance != "not-stated")
    yield (
        "",
        "home",
        "Home",
        HomePage(
            tuple(live[:7]),
            now(standings)[:12],
            undated[:12],
            topics,
            _telling(archive.quotations),
            changed[:5],
            len(live),
        ),
    )
    yield from _briefings(archive, analysis)
    yield from _actors(archive, live, standings)
    yield from _issues(archive, live, standings)
    yield "topics/", "topics", "Topics", TopicsPage(topics)
    for topic in archive.topics.values():
        issues = tuple(i for i in archive.issues.values() if topic.id in i.topics)
        filed = [b for b in live if topic.id in b.topics]
        for path, chunk, parts in parted(filed, f"topics/{topic.id}/"):
            yield path, "topic", topic.name, TopicPage(topic, issues, chunk, parts)
    for path, title, quotes, parts in by_year(archive.quotations, lambda q: _year(q.date), "quotes/", "Quotes"):
        yield path, "quotes", title, QuotesPage(title, quotes, len(archive.quotations), parts)
    yield from _sources(archive, live)
    happened = timeline(live)
    for path, title, entries, parts in by_year(happened, lambda h: _year(h.entry.date), "timeline/", "Timeline"):
        yield path, "timeline", title, TimelinePage(title, entries, parts)
    for path, title, made, parts in by_year(changed, lambda c: _year(c.date), "changes/", "Changes"):
        yield path, "changes", title, ChangesPage(title, made, parts)


def _briefings(archive: Archive, analysis: Callable[[Briefing, str], str]) -> Iterator[tuple[str, str, str, View]]:
    every = tuple(archive.briefings.values())
    for path, title, chunk, parts in by_year(every, lambda b: _year(b.published), "briefings/", "Briefings"):
        yield path, "briefings", title, BriefingsPage(title, chunk, parts)
    stands: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in archive.standings:
        stands[standing.briefing.id].append(standing)
    for briefing in every:
        path = f"briefings/{briefing.id}/"
        quotations = archive.by_briefing[briefing.id]
        order = {id(p): n for n, p in enumerate(briefing.positions)}
        checks: dict[str, int] = {}
        for quotation in quotations:
            checks[quotation.evidence.status] = checks.get(quotation.evidence.status, 0) + 1
        yield path, "briefing", briefing.title, BriefingPage(
            briefing, quotations, tuple(sorted(stands[briefing.id], key=lambda s: order[id(s.position)])),
            uses(briefing), timeline([briefing]), analysis(briefing, path),
            archive.briefings.get(archive.superseded_by.get(briefing.id, "")),
            archive.briefings.get(briefing.supersedes or ""), tuple(checks.items()),
        )  # fmt: skip


def _actors(archive: Archive, live: list[Briefing], standings: list[Standing]) -> Iterator[tuple[str, str, str, View]]:
    said: defaultdict[str, list[Quotation]] = defaultdict(list)
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for quotation in archive.quotations:
        said[quotation.quote.speaker].append(quotation)
    for standing in standings:
        held[standing.position.actor].append(standing)
        if standing.position.voiced_by and standing.position.voiced_by != standing.position.actor:
            held[standing.position.voiced_by].append(standing)
    every = sorted(archive.actors.values(), key=lambda a: (a.name.strip("“”\"'«»„").casefold(), a.id))
    groups = tuple(
        (kind, tuple(a for a in every if a.type == kind)) for kind in ("person", "state", "organisation", "group")
    )
    own = {a.id: [s for s in held[a.id] if s.position.actor == a.id] for a in every}
    yield (
        "actors/",
        "actors",
        "Actors",
        ActorsPage(
            tuple(g for g in groups if g[1]),
            {a.id: len(said[a.id]) for a in every},
            {a.id: len(own[a.id]) for a in every},
        ),
    )
    for actor in every:
        appears = {q.briefing.id for q in said[actor.id]} | {s.briefing.id for s in held[actor.id]}
        voices = tuple(a for a in every if any(role.of == actor.id for role in a.roles))
        members = tuple(a for a in every if actor.id in a.member_of)
        for number, (path, chunk, parts) in enumerate(parted(said[actor.id], f"actors/{actor.id}/")):
            first = number == 0
            yield path, "actor", actor.name, ActorPage(
                actor, members, voices, now(own[actor.id])[:MOST] if first else (),
                tuple(s for s in own[actor.id] if s.own_voice or s.position.stance == "not-stated")[:MOST] if first else (),
                tuple(s for s in held[actor.id] if not s.own_voice and s.position.stance != "not-stated")[:MOST] if first else (),
                chunk, tuple(b for b in live if b.id in appears)[:MOST] if first else (), parts,
            )  # fmt: skip


def _issues(archive: Archive, live: list[Briefing], standings: list[Standing]) -> Iterator[tuple[str, str, str, View]]:
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        held[standing.position.issue].append(standing)
    every = tuple(archive.issues.values())
    yield "issues/", "issues", "Issues", IssuesPage(every, {i.id: len(held[i.id]) for i in every})
    for issue in every:
        mine = held[issue.id]
        appears = {s.briefing.id for s in mine}
        own = [s for s in mine if s.own_voice and s.position.stance != "not-stated"]
        others = tuple(s for s in mine if not s.own_voice and s.position.stance != "not-stated")
        silent = tuple(s for s in mine if s.position.stance == "not-stated")
        for number, (path, chunk, parts) in enumerate(parted(own, f"issues/{issue.id}/")):
            first = number == 0
            yield path, "issue", issue.name, IssuePage(
                issue, now(mine)[:MOST] if first else (), chunk, others[:MOST] if first else (),
                silent[:MOST] if first else (), tuple(b for b in live if b.id in appears)[:MOST] if first else (), parts,
            )  # fmt: skip


def _sources(archive: Archive, live: list[Briefing]) -> Iterator[tuple[str, str, str, View]]:
    every = [use for briefing in live for use in uses(briefing)]
    taken: defaultdict[str, list[SourceUse]] = defaultdict(list)
    for use in every:
        taken[use.source.publisher or ""].append(use)
    publishers = tuple(
        (p, len(taken[p.id])) for p in sorted(archive.publishers.values(), key=lambda p: p.name.casefold())
    )
    for path, title, chunk, parts in by_year(every, lambda u: _year(u.source.issued), "sources/", "Sources"):
        yield path, "sources", title, SourcesPage(title, publishers if path == "sources/" else (), chunk, parts)
    for publisher in archive.publishers.values():
        for path, chunk, parts in parted(taken[publisher.id], f"publishers/{publisher.id}/"):
            yield path, "publisher", publisher.name, PublisherPage(publisher, chunk, parts)


def hand_pages(archive: Archive) -> dict[str, HandPage]:
    """The pages written by hand, by id."""
    return {page.id: page for page in archive.pages}
