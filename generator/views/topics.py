"""Fields under which briefings are filed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.archive import Archive
from generator.dates import Date
from generator.model import Actor, Briefing, Issue, Topic
from generator.relate import Relations, Shift
from generator.relate.kinship import actors_of
from generator.views import timeline
from generator.views.lists import Part, filed, in_years, parted, year_of
from generator.views.timeline import Happening, TimelinePage

MOST_ISSUES = 50
"""Issues on a topic's page; the busiest."""
MOST_ACTORS = 12
"""Actors on a topic's page; those most present."""
LATEST = 5
"""Entries of the timeline on a topic's page."""
MOST_TOPICS = 500
"""Topics on one page of their list."""


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """All topics, by name."""

    topics: tuple[tuple[Topic, int, Date | None], ...]
    """Each with the number of its briefings, and the day of the latest."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An issue of a topic, and where things stand in a line."""

    issue: Issue
    actors: int
    """How many are on record."""
    shift: Shift | None
    """The latest change of stance."""


@dataclass(frozen=True, slots=True)
class TopicPage:
    """One topic: all about it on its first page, and on the others the rest of its briefings."""

    topic: Topic
    title: str
    total: int
    """Number of its briefings."""
    questions: tuple[Question, ...]
    asked: int
    """Number of its issues, those that the page leaves out among them."""
    actors: tuple[tuple[Actor, int], ...]
    """Who is most present, and in how many of its briefings."""
    latest: tuple[Happening, ...]
    """The end of its timeline; of the undated, where there is nothing else."""
    happenings: int
    """How many entries its timeline has."""
    years: tuple[tuple[str, tuple[Briefing, ...]], ...]
    """The briefings of this page by year, the newest first."""
    parts: tuple[Part, ...]


def by_topic(archive: Archive) -> tuple[tuple[Topic, tuple[Briefing, ...]], ...]:
    """Every topic by name, with its briefings, the newest first."""
    found: defaultdict[str, list[Briefing]] = defaultdict(list)
    for briefing in archive.live:
        for topic in briefing.topics:
            found[topic].append(briefing)
    return tuple((topic, tuple(found[topic.id])) for topic in archive.topics.values())


def questions(archive: Archive, relations: Relations) -> Mapping[str, tuple[Question, ...]]:
    """The issues of each topic that has any: those that most actors are on record about first."""
    actors = Counter(issue for _, issue in relations.histories)
    shifts: dict[str, Shift] = {}
    for shift in relations.shifts:
        shifts.setdefault(shift.after.position.issue, shift)
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for issue in sorted(archive.issues.values(), key=lambda i: (-actors[i.id], i.name.casefold(), i.id)):
        for topic in issue.topics:
            found[topic].append(Question(issue, actors[issue.id], shifts.get(issue.id)))
    return {topic: tuple(asked) for topic, asked in found.items()}


def pages(
    archive: Archive, relations: Relations, happened: Iterable[Happening]
) -> Iterator[tuple[str, str, str, TopicsPage | TopicPage | TimelinePage]]:
    """The list of topics, and for each its page and its timeline; with all that happened by date."""
    told: defaultdict[str, list[Happening]] = defaultdict(list)
    for happening in happened:
        for id in happening.briefing.topics:
            told[id].append(happening)
    every, asked = by_topic(archive), questions(archive, relations)
    rows = [(topic, len(held), held[0].published if held else None) for topic, held in every]
    for path, listed, ways in parted(rows, "topics/", MOST_TOPICS):
        yield path, "topics", "Topics", TopicsPage(listed, ways)
    for topic, briefings in every:
        base = f"topics/{topic.id}/"
        mine = timeline.together(told[topic.id])
        issues = asked.get(topic.id, ())
        latest = [happening for happening in mine if happening.date][-LATEST:] or mine[:LATEST]
        for path, title, chunk, parts in filed(briefings, _year, base, topic.name):
            first = path == base
            yield path, "topic", title, TopicPage(
                topic, title, len(briefings), issues[:MOST_ISSUES] if first else (), len(issues),
                _present(archive, briefings) if first else (), tuple(latest) if first else (), len(mine),
                in_years(chunk, _year), parts,
            )  # fmt: skip
        if mine:
            yield from timeline.split(mine, f"{base}timeline/", f"{topic.name}: timeline", topic)


def _present(archive: Archive, briefings: Sequence[Briefing]) -> tuple[tuple[Actor, int], ...]:
    numbers = Counter(id for briefing in briefings for id in actors_of(briefing))
    found = sorted(numbers, key=lambda id: (-numbers[id], archive.actors[id].name.casefold(), id))
    return tuple((archive.actors[id], numbers[id]) for id in found[:MOST_ACTORS])


def _year(briefing: Briefing) -> str:
    return year_of(briefing.published)
