"""What can be found: each page as an entry, and the quotations and positions of a briefing as things within it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator import names
from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.model import Actor, Briefing, HandPage, Issue, Noun, Publisher, Topic, names_of

NAME, TITLE, WORDS, TEXT, ASIDE = 10, 8, 5, 3, 1
"""How much a word counts: in a name, a title, somebody's words, our text, and what stands beside it."""

NOUNS = ("Actor", "Issue", "Topic", "Publisher")
"""Kinds of what has a name."""

FACETS: tuple[tuple[str, str, str], ...] = (
    ("kind", "Kind", "few"), ("speaker", "Speaker", "many"), ("actor", "Actor", "many"), ("issue", "Issue", "many"),
    ("topic", "Topic", "many"), ("stance", "Stance", "few"), ("publisher", "Publisher", "many"),
    ("year", "Year", "many"), ("language", "Language", "few"), ("evidence", "Wording", "few"),
)  # fmt: skip
"""What a search can be narrowed by: id, label, and whether an archive has few values of it or many."""

Registered = Actor | Issue | Topic | Publisher
Labels = dict[str, dict[str, str]]
"""For each facet the values that occur, with their labels."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text that is searched."""

    text: str
    weight: int
    language: str = ""
    """Whose word forms it has (BCP 47); empty for names."""
    shown: bool = True
    """Whether a reader sees it as it stands, so that a phrase can be found in it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found."""

    kind: str
    fields: tuple[Field, ...]
    facets: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, object]
    """What a result shows, as `templates/theme/assets/js/find.js` reads it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, and what stands on it."""

    path: str
    """Its address below the site's root."""
    page: Thing
    """The page itself."""
    quotations: tuple[Thing, ...] = ()
    positions: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An entry that can be made."""

    path: str
    """Its address below the site's root."""
    noun: Callable[[], Noun | HandPage | None]
    """What of the archive it is of; None for a page that the engine writes."""
    make: Callable[[], Entry]


def oldest_first(archive: Archive) -> list[str]:
    """The ids of briefings, as their entries follow each other."""
    every = sorted(archive.briefings.values(), key=lambda b: (b.published.order if b.published else (), b.id))
    return [str(briefing.id) for briefing in every]


class Maker:
    """Makes entries: of briefings, then of registries and pages. Remembers what the values of facets are called."""

    def __init__(self, archive: Archive, house: str = "") -> None:
        """Make none yet.

        Args:
            archive: Without drafts, unless they are wanted.
            house: The language of texts that name none, if it is known.

        """
        self.archive = archive
        self.labels: Labels = {}
        """The labels of the facets' values of those that were made."""
        self.names = {id: tuple(dict.fromkeys(map(str, names_of(actor)))) for id, actor in archive.actors.items()}
        self.called = {
            kind: {id: str(noun.name) for id, noun in registry.items()}
            for kind, registry in (
                ("actor", archive.actors), ("issue", archive.issues), ("topic", archive.topics),
                ("publisher", archive.publishers),
            )
        }  # fmt: skip
        self.called["speaker"] = self.called["actor"]
        self.house = house or _house(archive)

    def briefings(self, ids: Iterable[str]) -> Iterator[Made]:
        """The entries of briefings."""
        for id in ids:
            of = partial(self.archive.briefings.__getitem__, id)
            yield Made(f"briefings/{id}/", of, partial(self._briefing, of))

    def others(self) -> Iterator[Made]:
        """The entries of registries and pages."""
        yield from self.registries()
        yield from self.pages()

    def _briefing(self, of: Callable[[], Briefing]) -> Entry:
        return self.briefing(of())

    def facets(self, **values: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
        """A thing's values, and their labels remembered."""
        found = {facet: tuple(dict.fromkeys(v for v in given if v)) for facet, given in values.items()}
        for facet, ids in found.items():
            known = self.labels.setdefault(facet, {})
            for id in ids:
                known.setdefault(id, self.label(facet, id))
        return {facet: ids for facet, ids in found.items() if ids}

    def label(self, facet: str, value: str) -> str:
        """What a reader calls a value."""
        if facet in self.called:
            return self.called[facet][value]
        if facet == "language":
            return names.language(value)
        return "Not verified" if value == "unverified" else value.replace("-", " ").capitalize()

    def briefing(self, briefing: Briefing) -> Entry:
        """A briefing with its quotations and positions; of a withdrawn one, why."""
        archive, path = self.archive, f"briefings/{briefing.id}/"
        title = str(briefing.title)
        language = str(briefing.language)
        state = "withdrawn" if briefing.withdrawn else "superseded" if briefing.id in archive.superseded_by else ""
        about = [self.called["topic"][topic] for topic in briefing.topics]
        above = (
            Field(title, ASIDE, language, shown=False),
            *(Field(name, ASIDE, self.house, shown=False) for name in about),
        )
        quotations = () if briefing.withdrawn else archive.quotations_of[briefing.id]
        standings = () if briefing.withdrawn else archive.standings_of[briefing.id]
        said = tuple(self.quotation(quotation, above) for quotation in quotations)
        held = tuple(self.standing(standing, above) for standing in standings)
        lines = list(self.lines(briefing))
        actors = [q.quote.speaker for q in quotations]
        actors += [id for s in standings for id in (s.position.actor, s.position.voiced_by) if id]
        inside = {
            (field.text, field.language): field
            for thing in (*said, *held) for field in thing.fields if field not in above
        }  # fmt: skip
        whole = Thing(
            "Briefing",
            (
                Field(title, TITLE, language),
                *(Field(text, weight, tag) for text, weight, tag, _ in lines),
                *(Field(name, TEXT, self.house, shown=False) for name in about),
                *(Field(str(briefing.latest or ""), ASIDE, "en", shown=False),),
                *(Field(str(name), TEXT, shown=False) for name in briefing.authors),
                *(Field(field.text, ASIDE, field.language, shown=False) for field in inside.values()),
            ),
            self.facets(
                kind=["Briefing"], actor=actors, issue=[s.position.issue for s in standings], topic=briefing.topics,
                publisher=[source.publisher for source in briefing.sources], year=[_year(briefing.published)],
                language=[language],
            ),
            {
                "k": "Briefing", "u": path, "t": title, "l": language, "s": state,
                "d": str(briefing.published or ""),
                "x": [[text, anchor, tag] if tag != language else [text, anchor] for text, _, tag, anchor in lines],
            },
        )  # fmt: skip
        return Entry(path, whole, said, held)

    def lines(self, briefing: Briefing) -> Iterator[tuple[str, int, str, str]]:
        """The texts of a briefing's own page: text, weight, language, anchor."""
        language = str(briefing.language)
        if briefing.withdrawn:
            yield str(briefing.withdrawn.reason), TEXT, language, ""
            return
        for number, point in enumerate(briefing.summary, 1):
            yield str(point.text), TEXT, language, f"point-{number}"
        for caveat in briefing.caveats:
            yield str(caveat), ASIDE, language, "caveats"
        for entry in briefing.timeline:
            yield str(entry.text), ASIDE, language, "timeline"
        for source in briefing.sources:
            publisher = self.called["publisher"][source.publisher] if source.publisher else ""
            told = ", ".join(
                [*([source.title] if source.title else []), *source.author, *([publisher] if publisher else [])]
            )
            if told:
                yield told, ASIDE, str(source.language or ""), str(source.id)
        if briefing.analysis:
            yield plain(briefing.analysis), ASIDE, language, "analysis"

    def quotation(self, quotation: Quotation, above: tuple[Field, ...]) -> Thing:
        """A quotation, found by its words, its translation and whoever said them under any of their names."""
        quote, source = quotation.quote, quotation.source
        own, *others = self.names[quote.speaker]
        event = quotation.briefing.event(quote.event)
        translation = quote.translation
        beside = [quote.role, event.title if event else None, event.place if event else None, quote.note]
        marks = [
            quotation.evidence.status.capitalize(),
            "Primary seen" if quotation.primary_seen else "Primary not seen",
        ]
        marks.append(f"{quotation.hops} hop" + ("s" if quotation.hops != 1 else ""))
        shown: dict[str, object] = {
            "k": "Quotation", "a": str(quote.id), "n": own, "d": str(quotation.date or ""), "l": quotation.language,
            "t": str(quote.text), "m": marks,
        }  # fmt: skip
        if quotation.reported:
            shown["r"] = 1
        if translation:
            shown["z"], shown["zl"] = str(translation.text), str(translation.language)
        return Thing(
            "Quotation",
            (
                Field(str(quote.text), WORDS, quotation.language),
                *([Field(str(translation.text), WORDS, str(translation.language))] if translation else []),
                Field(own, WORDS),
                *(Field(name, TEXT, shown=False) for name in others),
                *(Field(str(text), ASIDE, str(quotation.briefing.language), shown=False) for text in beside if text),
                Field(str(quotation.date or ""), ASIDE, "en", shown=False),
                *above,
            ),
            self.facets(
                kind=["Quotation"], speaker=[quote.speaker], actor=[quote.speaker],
                issue=quotation.briefing.shown_by(quote), topic=quotation.briefing.topics,
                publisher=[source.publisher], year=[_year(quotation.date)], language=[quotation.language],
                evidence=["verified" if quotation.evidence.proved else "unverified"],
            ),
            shown,
        )  # fmt: skip

    def standing(self, standing: Standing, above: tuple[Field, ...]) -> Thing:
        """A position, found by its statement, its issue and the actor under any name."""
        position, language = standing.position, str(standing.briefing.language)
        own, *others = self.names[position.actor]
        issue = self.archive.issues[position.issue]
        stance = self.label("stance", position.stance)
        voice = self.names[position.voiced_by][0] if position.voiced_by else ""
        exact = [(str(e.item.exact), str(e.source.language or language)) for e in standing.shown if e.item.exact]
        return Thing(
            "Position",
            (
                Field(str(position.statement), WORDS, language),
                *([Field(str(position.conditions), TEXT, language)] if position.conditions else []),
                *(Field(words, TEXT, spoken) for words, spoken in exact),
                Field(own, WORDS),
                *(Field(name, TEXT, shown=False) for name in others),
                Field(str(issue.name), TEXT, self.house),
                Field(str(issue.proposition), ASIDE, self.house, shown=False),
                Field(stance, ASIDE, "en", shown=False),
                *([Field(voice, ASIDE, shown=False)] if voice and voice != own else []),
                Field(str(position.as_of or ""), ASIDE, "en", shown=False),
                *above,
            ),
            self.facets(
                kind=["Position"], actor=[position.actor, position.voiced_by], issue=[position.issue],
                topic=standing.briefing.topics, stance=[position.stance],
                publisher=[shown.source.publisher for shown in standing.shown], year=[_year(position.as_of)],
                language=[language], evidence=["verified" if standing.evidenced else "unverified"],
            ),
            {
                "k": "Position", "a": standing.anchor, "n": own, "d": str(position.as_of or ""), "l": language,
                "t": str(position.statement), "c": str(position.conditions or ""),
                "e": [words for words, _ in exact], "p": str(position.stance),
                "pl": stance, "i": str(issue.name),
                "m": [] if standing.own_voice or position.stance == "not-stated" else ["Attributed"],
            },
        )  # fmt: skip

    def registries(self) -> Iterator[Made]:
        """Actors, issues, topics and publishers, each a page."""
        archive = self.archive
        yield from (_made("actors", noun, self.actor) for noun in archive.actors.values())
        yield from (_made("issues", noun, self.issue) for noun in archive.issues.values())
        yield from (_made("topics", noun, self.topic) for noun in archive.topics.values())
        yield from (_made("publishers", noun, self.publisher) for noun in archive.publishers.values())

    def actor(self, actor: Actor) -> Entry:
        """The page of an actor."""
        own, *others = self.names[actor.id]
        roles = [str(role.title) for role in actor.roles]
        offices = [f"{role.title}, {self.names[role.of][0]}" if role.of else str(role.title) for role in actor.roles]
        members = [self.names[id][0] for id in actor.member_of]
        return self.page(
            f"actors/{actor.id}/", "Actor", own, ", ".join([str(actor.type).capitalize(), *roles[-1:]]), others,
            [*dict.fromkeys(offices), *members], self.facets(kind=["Actor"], actor=[actor.id]),
        )  # fmt: skip

    def issue(self, issue: Issue) -> Entry:
        """The page of an issue."""
        topics = [self.called["topic"][topic] for topic in issue.topics]
        return self.page(
            f"issues/{issue.id}/", "Issue", str(issue.name), "", [],
            [str(issue.proposition), *([str(issue.definition)] if issue.definition else []), *topics],
            self.facets(kind=["Issue"], issue=[issue.id], topic=issue.topics),
        )  # fmt: skip

    def topic(self, topic: Topic) -> Entry:
        """The page of a topic."""
        return self.page(
            f"topics/{topic.id}/", "Topic", str(topic.name), "", [], [str(topic.description or "")],
            self.facets(kind=["Topic"], topic=[topic.id]),
        )  # fmt: skip

    def publisher(self, publisher: Publisher) -> Entry:
        """The page of a publisher."""
        country = self.names[publisher.country][0] if publisher.country else ""
        note = ", ".join(filter(None, [str(publisher.kind).replace("-", " ").capitalize(), country]))
        return self.page(
            f"publishers/{publisher.id}/", "Publisher", str(publisher.name), note, [],
            [str(publisher.owner or "")], self.facets(kind=["Publisher"], publisher=[publisher.id]),
        )  # fmt: skip

    def pages(self) -> Iterator[Made]:
        """The site's own pages, and those that are written by hand."""
        hand = {page.id: page for page in self.archive.pages}
        own = {
            "about": ("About", ""),
            "method": ("Method", "How quotations are checked letter by letter, and what the marks of trust mean."),
            "contribute": ("Contribute", "How to write a briefing; its fields; how to report a mistake."),
            "contribute/rules": ("Rules", "Every rule that a briefing is checked by, with its cure."),
            "timeline": ("Timeline", "What happened when, in all briefings."),
            "changes": ("Changes", "What was published, corrected, withdrawn, and who moved."),
        }  # fmt: skip
        for id in dict.fromkeys([*own, *sorted(hand)]):
            title, text = (str(hand[id].title), plain(hand[id].body)) if id in hand else own[id]
            yield Made(f"{id}/", partial(hand.get, id), partial(self.written, id, title, text))

    def written(self, id: str, title: str, text: str) -> Entry:
        """A page of the site's own, or one that is written by hand."""
        return self.page(f"{id}/", "Page", title, "", [], [text], self.facets(kind=["Page"]))

    def page(
        self, path: str, kind: str, name: str, note: str, others: Iterable[str], lines: Iterable[str],
        facets: Mapping[str, tuple[str, ...]],
    ) -> Entry:  # fmt: skip
        """The entry of a page that is one thing."""
        told = [line for line in lines if line]
        shown = {"k": kind, "u": path, "t": name, "n": note, "x": [[line, ""] for line in told], "l": self.house}
        also = [other for other in others if other]
        if also:
            shown["o"] = also
        fields = (
            Field(name, NAME, self.house if kind in ("Issue", "Topic", "Page") else ""),
            *(Field(other, NAME) for other in also),
            *(Field(line, TEXT, self.house) for line in told),
            *([Field(note, ASIDE, "en")] if note else []),
            Field(kind, ASIDE, "en", shown=False),
        )
        return Entry(path, Thing(kind, fields, facets, shown))


def _house(archive: Archive) -> str:
    """The language of the archive's own texts that name none."""
    spoken = Counter(str(briefing.language) for briefing in archive.briefings.values())
    return spoken.most_common(1)[0][0] if spoken else "en"


def _made(section: str, noun: Registered, make: Callable[[Any], Entry]) -> Made:
    return Made(f"{section}/{noun.id}/", lambda: noun, partial(make, noun))


def _year(date: Date | None) -> str:
    return str(date.first.year) if date else "undated"


_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|^\s{0,3}(?:#{1,6}|>|[-+*]|\d+[.)])\s+|[*_`~|]+|<[^>]*>", re.MULTILINE)


def plain(markdown: str) -> str:
    """Free text in Markdown without its marks, for search alone."""
    return " ".join(_MARKUP.sub(lambda found: found[1] or " ", markdown).split())
