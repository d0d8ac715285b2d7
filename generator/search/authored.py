"""What authors write that can be found in the content: things, with their texts and what they can be asked by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from generator.archive import Quotation
from generator.dates import Date
from generator.document import Text
from generator.model import Actor, Briefing, Issue, KeyQuote, Position, Publisher, Topic

Kind = Literal[
    "title", "summary", "quotation", "position", "timeline", "source", "caveat", "analysis",
    "actor", "issue", "topic", "publisher",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
Entry = Actor | Issue | Topic | Publisher
Name = tuple[str, str]
"""An entry of a registry: its kind and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What can be found: one quotation, one position, one entry of a registry."""

    kind: Kind
    id: str
    """Its id where it has one; of what stands in a briefing, the briefing's and its own, as `slug#id`."""
    texts: tuple[tuple[Text, str], ...]
    """What it says, the most important first, each text with its language (BCP 47)."""
    speaker: str = ""
    """Of a quotation, who said it (an actor's id)."""
    actors: tuple[str, ...] = ()
    """Of a quotation, the same; of a position, who stands there, then who voices it (ids)."""
    issues: tuple[str, ...] = ()
    """What a position is about; what the positions are about that a quotation is evidence for (ids)."""
    topics: tuple[str, ...] = ()
    """The topics of its briefing, by id."""
    date: Date | None = None
    """When it was said or held, happened or appeared."""

    @property
    def names(self) -> tuple[Name, ...]:
        """What of the registries it can be called by: its actors, and a position's issue."""
        issues = self.issues if self.kind == "position" else ()
        return (*(("actor", id) for id in self.actors), *(("issue", id) for id in issues))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for beside words; an empty set asks for nothing, several values are alternatives."""

    kind: frozenset[str] = frozenset()
    speaker: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    issue: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    year: frozenset[int] = frozenset()

    def __contains__(self, thing: object) -> bool:
        """Whether a thing is all that is wanted."""
        return isinstance(thing, Thing) and all((
            not self.kind or thing.kind in self.kind,
            not self.speaker or thing.speaker in self.speaker,
            not self.actor or not self.actor.isdisjoint(thing.actors),
            not self.issue or not self.issue.isdisjoint(thing.issues),
            not self.topic or not self.topic.isdisjoint(thing.topics),
            not self.year or (thing.date is not None and _in_years(thing.date, self.year)),
        ))  # fmt: skip

    @property
    def ids(self) -> tuple[frozenset[str], ...]:
        """For each set of ids, of which a file has to name one, those ids."""
        return tuple(ids for ids in (self.speaker, self.actor, self.issue, self.topic) if ids)


def _in_years(date: Date, years: Collection[int]) -> bool:
    return any(date.first.year <= year <= date.ended.year for year in years)


def in_briefing(briefing: Briefing) -> Iterator[Thing]:
    """All that can be found in a briefing, kind by kind."""
    own, topics, day = str(briefing.language), tuple(map(str, briefing.topics)), briefing.published
    language = {str(source.id): str(source.language or own) for source in briefing.sources}

    def made(kind: Kind, id: str, *texts: tuple[Text | None, str], date: Date | None = day) -> Thing:
        return Thing(
            kind=kind, id=f"{briefing.id}#{id}".removesuffix("#"), texts=_written(texts), topics=topics, date=date
        )

    yield made("title", "", (briefing.title, own))
    yield from (made("summary", "", (point.text, own)) for point in briefing.summary)
    yield from (_quotation(briefing, quote, topics) for quote in briefing.key_quotes)
    yield from (_position(briefing, position, topics, language) for position in briefing.positions)
    yield from (made("timeline", "", (entry.text, own), date=entry.date) for entry in briefing.timeline)
    for source in briefing.sources:
        yield made("source", source.id, (source.title, language[source.id]), (source.note, own), date=source.issued)
    yield from (made("caveat", "", (caveat, own)) for caveat in briefing.caveats)
    yield made("analysis", "", (briefing.analysis, own))


def _written(texts: Iterable[tuple[Text | None, str]]) -> tuple[tuple[Text, str], ...]:
    """Without what isn't there, or couldn't be read."""
    return tuple((text, tag) for text, tag in texts if text)


def _quotation(briefing: Briefing, quote: KeyQuote, topics: tuple[str, ...]) -> Thing:
    own, source = str(briefing.language), briefing.source(quote.source)
    texts = [(quote.text, str(quote.language or own))]
    if quote.translation:
        texts.append((quote.translation.text, str(quote.translation.language)))
    return Thing(
        kind="quotation", id=f"{briefing.id}#{quote.id}", texts=_written([*texts, (quote.note, own)]),
        speaker=str(quote.speaker), actors=(str(quote.speaker),), issues=briefing.shown_by(quote), topics=topics,
        date=Quotation(briefing, quote, source).date if source else None,
    )  # fmt: skip


def _position(briefing: Briefing, position: Position, topics: tuple[str, ...], language: Mapping[str, str]) -> Thing:
    own = str(briefing.language)
    exact = ((item.exact, language.get(item.source or "", own)) for item in position.evidence)
    return Thing(
        kind="position", id=f"{briefing.id}#{briefing.anchor(position)}",
        texts=_written([(position.statement, own), (position.conditions, own), *exact]),
        actors=tuple(map(str, filter(None, (position.actor, position.voiced_by)))),
        issues=(str(position.issue),), topics=topics, date=position.as_of,
    )  # fmt: skip


def in_registry(entry: Entry, house: str) -> Thing:
    """What can be found of an entry of a registry; issues and topics are put in the archive's own language (BCP 47)."""
    match entry:
        case Actor():
            texts = [*((name, "") for name in (entry.name, *entry.aliases)), *((n, str(t)) for t, n in entry.names)]
            return Thing(kind="actor", id=entry.id, texts=_written(texts))
        case Issue():
            said = ((text, house) for text in (entry.name, entry.proposition, entry.definition))
            return Thing(kind="issue", id=entry.id, texts=_written(said), topics=tuple(map(str, entry.topics)))
        case Topic():
            return Thing(kind="topic", id=entry.id, texts=_written([(entry.name, house), (entry.description, house)]))
        case _:
            return Thing(kind="publisher", id=entry.id, texts=_written([(entry.name, ""), (entry.owner, "")]))
