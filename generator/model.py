"""The nouns of the archive, frozen. Checks, JSON Schema and the author's guide are made from these definitions.

The docstring below a field is its description for authors. A field without a default is required.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal, get_args

from generator.dates import Date
from generator.document import Text
from generator.problem import Span


@dataclass(frozen=True, slots=True)
class Form:
    """How a text has to look: `id`, `briefing#quote`, `language`, `url`, `sha256`, `wikidata`, `day`, `markdown`."""

    name: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A text that names something else by its id."""

    kind: str
    """`actor`, `issue`, `topic`, `publisher`, `briefing`; within the same file `source`, `event`, `quote`."""

    @property
    def local(self) -> bool:
        """Whether the thing named stands in the same briefing."""
        return self.kind in ("source", "event", "quote")


@dataclass(frozen=True, slots=True)
class Count:
    """How many items a list has."""

    least: int
    most: int | None = None


MOST_ID = 80
"""Longest id, in characters: it becomes a file's name and an address."""
MOST_MARKDOWN = 30_000
"""Longest free text, in characters: about five thousand words."""
_DERIVED = {"derived": True}
"""Marks what the file's name, the key or the place gives, so that no author writes it."""

Id = Annotated[Text, Form("id")]
Language = Annotated[Text, Form("language")]
Url = Annotated[Text, Form("url")]
Sha256 = Annotated[Text, Form("sha256")]
Wikidata = Annotated[Text, Form("wikidata")]
Markdown = Annotated[Text, Form("markdown")]
Day = Annotated[Date, Form("day")]

ActorId = Annotated[Text, Ref("actor")]
StateId = Annotated[Text, Ref("actor"), Form("state")]
IssueId = Annotated[Text, Ref("issue")]
TopicId = Annotated[Text, Ref("topic")]
PublisherId = Annotated[Text, Ref("publisher")]
BriefingId = Annotated[Text, Ref("briefing")]
SourceId = Annotated[Text, Ref("source")]
EventId = Annotated[Text, Ref("event")]
QuoteId = Annotated[Text, Ref("quote")]
QuoteAddress = Annotated[Text, Form("briefing#quote")]

BriefingStatus = Literal["draft", "published", "withdrawn"]
QuoteForm = Literal["full", "fragment"]
Stance = Literal[
    "strongly-support", "support", "conditional", "neutral", "oppose", "strongly-oppose", "ambiguous", "not-stated"
]
STANCES: tuple[str, ...] = get_args(Stance)
Basis = Literal["statement", "vote", "document", "third-party"]
Confidence = Literal["high", "moderate", "low"]
Bearing = Literal["supports", "refutes", "partial"]
Tier = Literal["primary", "secondary", "tertiary"]
Scope = Literal["full", "passages"]
Cleaning = Literal["page-numbers", "running-heads", "stage-notes"]
Severity = Literal["minor", "substantive"]
ActorType = Literal["person", "organisation", "state", "group"]
PublisherKind = Literal[
    "official", "newspaper", "magazine", "broadcaster", "news-agency", "website", "think-tank", "academic", "ngo",
    "company", "social-media", "other",
]  # fmt: skip
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What stands in a file: its place, and what of it couldn't be read."""

    span: Span = field(metadata=_DERIVED)
    """From its first field to its last."""
    faulty: frozenset[str] = field(default=frozenset(), metadata=_DERIVED)
    """Fields that are told to be wrong already: no rule judges what would rest on them."""

    def facts(self) -> Iterator[Any]:
        """What it says, without where it stands and what couldn't be read."""
        return (getattr(self, field.name) for field in fields(self) if field.name not in ("span", "faulty"))

    def __reduce__(self) -> tuple[object, ...]:
        """As its values alone: what comes with dataclasses looks up their fields for each object that is read."""
        return _again, (type(self), *(getattr(self, field.name) for field in fields(self)))


def _again(kind: type[Noun], *values: object) -> Noun:
    """A noun as it was before it was pickled."""
    noun: Noun = object.__new__(kind)
    slots = _SLOTS.get(kind) or _SLOTS.setdefault(kind, [getattr(kind, field.name) for field in fields(kind)])
    for slot, value in zip(slots, values, strict=True):
        slot.__set__(noun, value)
    return noun


_SLOTS: dict[type[Any], list[Any]] = {}
"""What gives each field of a kind its value, in their order; frozen ones take it no other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Noun):
    """An occasion on which something was said or done."""

    id: Id
    """Short name within this briefing."""
    title: Text
    """What it was, in a few words."""
    type: Text | None = None
    """Kind of occasion: press conference, speech, debate, vote."""
    date: Date | None = None
    """When it was, as precisely as the source says."""
    place: Text | None = None
    """Where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPoint(Noun):
    """One point of the summary, with what it rests on."""

    text: Text
    """One or two sentences of ours."""
    cites: Annotated[tuple[SourceId, ...], Count(1)]
    """The sources that say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(Noun):
    """A translation of a quotation by the editors."""

    text: Text
    """The words in the other language."""
    language: Language
    """The language translated into (BCP 47)."""
    translator: Text | None = None
    """Who translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyQuote(Noun):
    """Somebody's words, letter by letter as the source has them."""

    id: Id
    """Short name within this briefing, and the end of the quotation's permanent address."""
    speaker: ActorId
    """Whose words these are."""
    role: Text | None = None
    """What the speaker was when saying it."""
    text: Text
    """The words, letter by letter, without quotation marks. `[…]` marks a cut, `[words]` an insertion of ours."""
    form: QuoteForm = "full"
    """A full sentence or clause, or a fragment, which is shown only inside its sentence."""
    source: SourceId
    """Where the words stand."""
    via: tuple[SourceId, ...] = ()
    """The chain between the speaker and our source, nearest to the speaker first."""
    event: EventId | None = None
    """The occasion, where the source says it."""
    language: Language | None = None
    """The language of the words where it isn't the briefing's (BCP 47)."""
    translation: Translation | None = None
    """A translation of our own."""
    translated_from: Language | None = None
    """The language spoken, where the source itself translated (BCP 47)."""
    prefix: Text | None = None
    """Words that stand just before, where the quotation occurs more than once."""
    suffix: Text | None = None
    """Words that stand just after, where the quotation occurs more than once."""
    same_as: tuple[QuoteAddress, ...] = ()
    """Quotes that report the same words, where no machine can see it: in other languages, or under another name."""
    note: Text | None = None
    """What a reader must know to understand it rightly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem(Noun):
    """What a position rests on: a quotation of this briefing, or a source with its exact words."""

    quote: QuoteId | None = None
    """The id of a key quote."""
    source: SourceId | None = None
    """The source that `exact` stands in."""
    exact: Text | None = None
    """The source's words, letter by letter; they may be the reporter's."""
    bearing: Bearing = "supports"
    """Whether it supports the position, refutes it, or does so in part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Noun):
    """Where an actor stands on an issue, and how we know."""

    actor: ActorId
    """Who stands there."""
    issue: IssueId
    """On what."""
    stance: Stance
    """Towards the issue's proposition. `not-stated` says that we looked and the sources are silent."""
    statement: Text
    """The position in our own, neutral words."""
    conditions: Text | None = None
    """On what it depends."""
    voiced_by: ActorId | None = None
    """Who said so: the actor, someone who holds a role of the actor, or somebody else."""
    basis: Basis | None = None
    """How it was made known; `third-party` exactly where the voice isn't the actor's own."""
    as_of: Date | None = None
    """When it was held, where the source says it."""
    confidence: Confidence | None = None
    """The editors' confidence in this reading."""
    evidence: tuple[EvidenceItem, ...] = ()
    """What shows it; required unless the stance is `not-stated`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Noun):
    """Something that happened."""

    date: Date | None = None
    """When, as precisely as the source says; left out where it doesn't."""
    text: Text
    """What happened, in our words."""
    cites: tuple[SourceId, ...] = ()
    """The sources that say it."""
    event: EventId | None = None
    """The event of this briefing that it was."""
    briefing: BriefingId | None = None
    """The briefing that tells more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRecord(Noun):
    """The stored text that quotations are proved against."""

    captured: Date
    """When the text was captured."""
    sha256: Sha256 | None = None
    """SHA-256 of the full text's bytes, as 64 hexadecimal digits. Left out of a full text, the check gives it."""
    scope: Scope = "full"
    """The full text, or only the passages that quotations stand in where the licence allows no more."""
    cleaned: tuple[Cleaning, ...] = ()
    """What was taken out of the full text when it was stored, by `briefings snapshot --clean`."""
    stored_sha256: Sha256 | None = None
    """SHA-256 of the stored bytes, where they are passages or cleaned. Left out, the check gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Noun):
    """Where something was read, heard or seen."""

    id: Id
    """Short name within this briefing."""
    type: SourceType
    """Kind of source, a type of the Citation Style Language 1.0.2."""
    tier: Tier
    """Primary (the thing itself), secondary (a report of it) or tertiary (a report of reports)."""
    title: Text | None = None
    """Its title."""
    author: tuple[Text, ...] = ()
    """Who wrote it."""
    publisher: PublisherId | None = None
    """Who published it."""
    issued: Date | None = None
    """When it was published."""
    url: Url | None = None
    """Its address."""
    archive_url: Url | None = None
    """The address of an archived copy."""
    language: Language | None = None
    """Its language (BCP 47)."""
    retrieved: Date | None = None
    """When we read it."""
    licence: Text | None = None
    """The licence of its text."""
    snapshot: SnapshotRecord | None = None
    """Our stored copy, in `snapshots/<briefing>/<source>.txt`."""
    note: Text | None = None
    """What a reader must know about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Noun):
    """A change of what was published."""

    id: Id
    """Short name within this briefing."""
    date: Day
    """When it was made."""
    field: Text
    """What was corrected: a path such as `events.press-briefing.date`."""
    was: Text | None = None
    """What stood there."""
    now: Text | None = None
    """What stands there now."""
    reason: Text
    """Why."""
    severity: Severity = "minor"
    """Whether the meaning changed (substantive) or not (minor)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Noun):
    """When and why a briefing was withdrawn."""

    date: Day
    """When."""
    reason: Text
    """Why, for readers who come by an old link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Noun):
    """One briefing file."""

    id: Id = field(metadata=_DERIVED)
    file: str = field(metadata=_DERIVED)
    title: Text
    """The headline, the editors' own."""
    status: BriefingStatus
    """A draft is not on the site; what is withdrawn is there no more than to say why."""
    published: Day | None = None
    """The day of publication; required once published."""
    updated: Day | None = None
    """The day of the last change that matters to readers."""
    language: Language
    """The language of our text (BCP 47)."""
    authors: tuple[Text, ...] = ()
    """Who wrote the briefing."""
    topics: tuple[TopicId, ...] = ()
    """What it is about."""
    events: Annotated[tuple[Event, ...], Count(0, 200)] = ()
    """Occasions that quotations and the timeline refer to."""
    summary: Annotated[tuple[SummaryPoint, ...], Count(1, 7)]
    """The point in one to seven sentences."""
    key_quotes: Annotated[tuple[KeyQuote, ...], Count(0, 200)] = ()
    """The words that matter."""
    positions: Annotated[tuple[Position, ...], Count(0, 200)] = ()
    """Who stands where."""
    timeline: Annotated[tuple[TimelineEntry, ...], Count(0, 500)] = ()
    """What happened when."""
    sources: Annotated[tuple[Source, ...], Count(1, 300)]
    """All that the briefing rests on."""
    caveats: tuple[Text, ...] = ()
    """What the sources do not say."""
    corrections: Annotated[tuple[Correction, ...], Count(0, 200)] = ()
    """What was changed after publication."""
    supersedes: BriefingId | None = None
    """The briefing that this one replaces."""
    former_ids: tuple[Id, ...] = ()
    """Earlier names of the file, whose addresses lead here."""
    withdrawn: Withdrawal | None = None
    """When and why it was withdrawn; required once withdrawn."""
    analysis: Markdown | None = None
    """Free text in Markdown; raw HTML and remote images are not shown."""

    links: tuple[str, ...] = field(default=(), metadata=_DERIVED)
    """The targets of the links of the analysis, as its page has them."""
    placed: tuple[tuple[int, int, str], ...] = field(default=(), metadata=_DERIVED)
    """The targets of the links of the analysis as its author wrote it, each with its line and column (0-based)."""

    def source(self, id: str) -> Source | None:
        """The source of that id."""
        return next((source for source in self.sources if source.id == id), None)

    def event(self, id: str | None) -> Event | None:
        """The event of that id."""
        return next((event for event in self.events if event.id == id), None)

    def quote(self, id: str | None) -> KeyQuote | None:
        """The key quote of that id."""
        return next((quote for quote in self.key_quotes if quote.id == id), None)

    def shown_by(self, quote: KeyQuote) -> tuple[Text, ...]:
        """The ids of the issues on which the quote is evidence for a position, in order."""
        return tuple(sorted({p.issue for p in self.positions for item in p.evidence if item.quote == quote.id}))

    def anchor(self, position: Position) -> str:
        """A position's anchor on this briefing's page; two hyphens never stand in an id."""
        about = (position.actor, position.issue)
        same = [p for p in self.positions if (p.actor, p.issue) == about]
        number = next(n for n, p in enumerate(same, 1) if p is position)
        return "--".join(about) + (f"--{number}" if number > 1 else "")

    @property
    def latest(self) -> Date | None:
        """The day of the last update, else of publication."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Noun):
    """An office held."""

    title: Text
    """Name of the office."""
    of: ActorId | None = None
    """The actor for whom the holder speaks."""
    from_: Date | None = None
    """Since when, where known."""
    to: Date | None = None
    """Until when, where known and over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Noun):
    """Who speaks, or stands for something."""

    id: Id = field(metadata=_DERIVED)
    type: ActorType
    """A person, an organisation, a state or a group."""
    name: Text
    """The name as our readers know it."""
    names: tuple[tuple[Language, Text], ...] = ()
    """The name in other languages, by language (BCP 47)."""
    aliases: tuple[Text, ...] = ()
    """Other spellings and names."""
    wikidata: Wikidata | None = None
    """Item in Wikidata, such as Q4115189."""
    url: Url | None = None
    """Own site."""
    roles: tuple[Role, ...] = ()
    """Offices, with dates where known."""
    member_of: tuple[ActorId, ...] = ()
    """Organisations and groups it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Noun):
    """A neutral proposition that one can support or oppose."""

    id: Id = field(metadata=_DERIVED)
    proposition: Text
    """The proposition, a full sentence that takes no side."""
    name: Text
    """A short name."""
    definition: Text | None = None
    """What the words of the proposition mean here."""
    topics: tuple[TopicId, ...] = ()
    """Where it belongs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Noun):
    """A field under which briefings are filed."""

    id: Id = field(metadata=_DERIVED)
    name: Text
    """Its name."""
    description: Text | None = None
    """What belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Noun):
    """Who publishes sources."""

    id: Id = field(metadata=_DERIVED)
    name: Text
    """Its name."""
    kind: PublisherKind
    """Kind of publisher."""
    country: StateId | None = None
    """The state where it is at home: an actor of type state."""
    owner: Text | None = None
    """Who owns it, where known: publishers of one owner aren't independent of each other."""
    url: Url | None = None
    """Its site."""


def names_of(entry: Any) -> tuple[Text, ...]:
    """All names of an entry of a registry, or of a briefing."""
    if isinstance(entry, Actor):
        return (entry.name, *entry.aliases, *(name for _, name in entry.names))
    return (entry.title,) if isinstance(entry, Briefing) else (entry.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPage:
    """A page written by hand in Markdown."""

    id: str
    title: str
    body: str
    file: str


@dataclass(frozen=True, slots=True)
class Page:
    """One generated file."""

    src_uri: str
    """Path within the docs folder, with forward slashes."""
    text: str
    """Its text."""
