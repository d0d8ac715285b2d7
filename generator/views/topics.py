"""Fields under which briefings are filed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive import Archive
from generator.model import Briefing, Issue, Topic
from generator.views.lists import Part, parted


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


def counted(archive: Archive) -> tuple[tuple[Topic, int], ...]:
    """Every topic with the number of its briefings."""
    numbers = Counter(topic for briefing in archive.live for topic in briefing.topics)
    return tuple((topic, numbers[topic.id]) for topic in archive.topics.values())


def pages(archive: Archive) -> Iterator[tuple[str, str, str, TopicsPage | TopicPage]]:
    """The list of topics, and a page for each."""
    yield "topics/", "topics", "Topics", TopicsPage(counted(archive))
    for topic in archive.topics.values():
        issues = tuple(i for i in archive.issues.values() if topic.id in i.topics)
        filed = [b for b in archive.live if topic.id in b.topics]
        for path, chunk, parts in parted(filed, f"topics/{topic.id}/"):
            yield path, "topic", topic.name, TopicPage(topic, issues, chunk, parts)
