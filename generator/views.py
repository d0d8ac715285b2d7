"""Views: the facts that each page may show, one frozen class per kind of page. Templates choose the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import TypeVar

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Actor, Briefing, Correction, Event, HandPage, Issue, Publisher, Source, Topic

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
    """One page of a list that is too long for one, or the pages left out between two."""

    label: str
    path: str
    """Empty for pages left out."""
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
    """A dated or undated entry of a timeline, or an event that no entry tells of."""

    briefing: Briefing
    date: Date | None
    text: str
    cites: tuple[str, ...] = ()
    """The sources that say it."""
    event: Event | None = None
    """The occasion that it was; not repeated where `text` is all that is known of it."""
    anchor: str = ""
    """The event's id, at the first entry that tells of it."""
    more: str | None = None
    """The id of a briefing that tells more."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Positions, told apart by what they can say of today; each stands in one group."""

    now: tuple[Standing, ...] = ()
    """The latest dated position of each actor on each issue, in its own voice."""
    undated: tuple[Standing, ...] = ()
    """In the actor's own voice, from sources that carry no date."""
    earlier: tuple[Standing, ...] = ()
    """Dated and in the actor's own voice, and not the latest."""
    attributed: tuple[Standing, ...] = ()
    """What others say of the actor."""
    silent: tuple[Standing, ...] = ()
    """Not stated: somebody looked, and the sources say nothing."""


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
    questions: tuple[tuple[Issue, tuple[Standing, ...]], ...]
    """The positions by issue, in the order of the briefing."""
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
    """Actors that belong to it."""
    voices: tuple[Actor, ...]
    """Actors that hold a role of it."""
    stands: Stands
    spoken: tuple[Standing, ...]
    """Positions of others that it voiced: in a role of theirs, or as a third party."""
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
    stands: Stands
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
        yield paths[n], chunk, _ways(paths, n) if len(pages) > 1 else ()


def _ways(paths: Sequence[str], here: int) -> tuple[Part, ...]:
    """The first, the last, and those around `here`: a list of any length has a short way through it."""
    shown = sorted({0, *range(max(here - 2, 0), min(here + 3, len(paths))), len(paths) - 1})
    parts = []
    for before, n in zip([-1, *shown], shown, strict=False):
        if n - before > 1:
            parts.append(Part("…", "", here=False))
        parts.append(Part(str(n + 1), paths[n], n == here))
    return tuple(parts)


def abreast(base: str, *lists: Sequence[object]) -> Iterator[tuple[str, slice, tuple[Part, ...]]]:
    """Split several lists that share their pages: the paths, what of each list stands there, and the way to the others."""
    for n, (path, _, parts) in enumerate(parted(range(max(map(len, lists))), base)):
        yield path, slice(n * MOST, (n + 1) * MOST), parts


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


def told_apart(standings: Sequence[Standing]) -> Stands:
    """Positions, which come newest first, in groups."""
    latest = now(standings)
    current = {id(standing) for standing in latest}
    said = [s for s in standings if s.position.stance != "not-stated"]
    own = [s for s in said if s.own_voice and id(s) not in current]
    return Stands(
        latest,
        tuple(s for s in own if not s.position.as_of),
        tuple(s for s in own if s.position.as_of),
        tuple(s for s in said if not s.own_voice),
        tuple(s for s in standings if s.position.stance == "not-stated"),
    )


def every_stand(stands: Stands) -> list[tuple[str, Standing]]:
    """The positions of all groups, each with the name of its group."""
    return [(field.name, standing) for field in fields(Stands) for standing in getattr(stands, field.name)]


def grouped(standings: Sequence[tuple[str, Standing]]) -> Stands:
    """The groups again, of a part of the positions."""
    return Stands(**{field.name: tuple(s for name, s in standings if name == field.name) for field in fields(Stands)})


def timeline(briefings: Iterable[Briefing]) -> tuple[Happening, ...]:
    """All that happened, the oldest first, the undated at the end."""
    entries = [happening for briefing in briefings for happening in _happened(briefing)]
    entries.sort(key=lambda h: (h.date is None, h.date.order if h.date else (), h.briefing.id))
    return tuple(entries)


def _happened(briefing: Briefing) -> Iterator[Happening]:
    told: set[str] = set()
    for entry in briefing.timeline:
        event = briefing.event(entry.event)
        anchor = event.id if event and event.id not in told else ""
        told.add(anchor)
        yield Happening(briefing, entry.date, entry.text, entry.cites, event, anchor, entry.briefing)
    for event in briefing.events:
        if event.id not in told:
            yield Happening(briefing, event.date, event.title, event=event, anchor=event.id)


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
    for path, title, entries, parts in by_year(happened, lambda h: _year(h.date), "timeline/", "Timeline"):
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
        questions: dict[str, list[Standing]] = {}
        for standing in sorted(stands[briefing.id], key=lambda s: order[id(s.position)]):
            questions.setdefault(standing.position.issue, []).append(standing)
        checks: dict[str, int] = {}
        for quotation in quotations:
            checks[quotation.evidence.status] = checks.get(quotation.evidence.status, 0) + 1
        yield path, "briefing", briefing.title, BriefingPage(
            briefing, quotations, tuple((archive.issues[issue], tuple(held)) for issue, held in questions.items()),
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
    every = tuple(archive.actors.values())
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
        stands = every_stand(told_apart(own[actor.id]))
        spoken = [s for s in held[actor.id] if s.position.actor != actor.id]
        quotes, filed = said[actor.id], [b for b in live if b.id in appears]
        for path, part, parts in abreast(f"actors/{actor.id}/", stands, spoken, quotes, filed):
            yield path, "actor", actor.name, ActorPage(
                actor, members, voices, grouped(stands[part]), tuple(spoken[part]), tuple(quotes[part]),
                tuple(filed[part]), parts,
            )  # fmt: skip


def _issues(archive: Archive, live: list[Briefing], standings: list[Standing]) -> Iterator[tuple[str, str, str, View]]:
    held: defaultdict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        held[standing.position.issue].append(standing)
    every = tuple(archive.issues.values())
    yield "issues/", "issues", "Issues", IssuesPage(every, {i.id: len(held[i.id]) for i in every})
    for issue in every:
        appears = {s.briefing.id for s in held[issue.id]}
        stands = every_stand(told_apart(held[issue.id]))
        filed = [b for b in live if b.id in appears]
        for path, part, parts in abreast(f"issues/{issue.id}/", stands, filed):
            yield path, "issue", issue.name, IssuePage(issue, grouped(stands[part]), tuple(filed[part]), parts)


def _sources(archive: Archive, live: list[Briefing]) -> Iterator[tuple[str, str, str, View]]:
    every = [use for briefing in live for use in uses(briefing)]
    taken: defaultdict[str, list[SourceUse]] = defaultdict(list)
    for use in every:
        taken[use.source.publisher or ""].append(use)
    publishers = tuple((p, len(taken[p.id])) for p in archive.publishers.values())
    for path, title, chunk, parts in by_year(every, lambda u: _year(u.source.issued), "sources/", "Sources"):
        yield path, "sources", title, SourcesPage(title, publishers if path == "sources/" else (), chunk, parts)
    for publisher in archive.publishers.values():
        for path, chunk, parts in parted(taken[publisher.id], f"publishers/{publisher.id}/"):
            yield path, "publisher", publisher.name, PublisherPage(publisher, chunk, parts)


def hand_pages(archive: Archive) -> dict[str, HandPage]:
    """The pages written by hand, by id."""
    return {page.id: page for page in archive.pages}
