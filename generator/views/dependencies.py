"""What each page depends on, stated here and nowhere else.

A page is made of its view, and of what templates look up by the ids that stand in it: the names of actors, issues,
topics and publishers, and the briefings that a briefing names. So its key is made of all the facts of its view, in
which

- a briefing, and each quotation, position, claim, source and happening of it, stands for its file, its snapshots, every
  entry of a registry that it names, and the briefings that it names, that replace it, or that it replaces;
- an entry of a registry stands for itself, and for the entries that it names.

`tests/test_dependencies.py` renders whole archives and makes sure that no template looks up anything else.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from generator.archive import Archive, Quotation, Standing
from generator.dates import Date
from generator.document import Text
from generator.model import Actor, Briefing, HandPage, Issue, Noun, Publisher, Role, Topic
from generator.relate import Claim, History
from generator.relate.kinship import Reason
from generator.store import key
from generator.views.lists import Part
from generator.views.sources import SourceUse
from generator.views.timeline import Entry, Happening

Registered = Actor | Issue | Topic | Publisher


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Sketch(Generic[V]):
    """A view that is made only where its page is."""

    facts: tuple[object, ...]
    """All that it is made of."""
    make: Callable[[], V]


class Keys:
    """Keys of what pages are made of: as long as a key is the same, so is the page."""

    def __init__(self, archive: Archive, digests: Mapping[str, str]) -> None:
        """Begin with no key known.

        Args:
            archive: The archive that is shown.
            digests: Of the bytes of each file that it was read from, by path.

        """
        self._archive = archive
        self._digests = digests
        self._known: dict[tuple[str, str], str] = {}
        """By kind and id."""
        self._said: dict[int, str] = {}
        """What those say that are shown on many pages, by their `id()`."""
        self._held: list[object] = []
        """Those, so that none is gone and another has its `id()`."""

    def of(self, *facts: object) -> bytes:
        """The key of something that is made of these facts."""
        told: list[str] = []
        self._tell(facts, told)
        return key("\0".join(told))

    def _tell_each(self, values: Iterable[object], told: list[str]) -> None:
        """Add all that some values say, one after another."""
        for value in values:
            if (said := self._said.get(id(value))) is not None:
                told.append(said)
            else:
                self._tell(value, told)

    def _tell(self, value: object, told: list[str]) -> None:
        """Add all that a value says to what is told; no two values say the same."""
        if (tell := _TELL.get(type(value))) is not None:
            tell(self, value, told)
        elif (say := _SAY.get(type(value))) is not None:
            self._said[id(value)] = said = say(self, value)
            self._held.append(value)
            told.append(said)
        elif isinstance(value, Noun):
            told.append(f"{type(value).__name__} of {self._file(value.span.file)} {value.span[1:]}")
        elif is_dataclass(value) and not isinstance(value, type):
            _TELL[type(value)] = tell = _fields(type(value))
            tell(self, value, told)
        else:
            raise TypeError(f"it is not known what of a {type(value).__name__} a page shows")

    def _file(self, file: str) -> str:
        return self._digests[file]

    def _briefing(self, briefing: Briefing) -> str:
        """All that a page can show of a briefing."""
        known = self._known.get(("shown", briefing.id))
        if known is None:
            told = [self._content(briefing), self._archive.superseded_by.get(briefing.id, "")]
            for other in beside(briefing, self._archive):
                named = self._archive.briefings.get(other)
                told.append(self._content(named) if named else "none")
            told += (self._entry(kind, id) for kind, id in _named(briefing))
            known = self._known["shown", briefing.id] = key(*told).hex()
        return known

    def _content(self, briefing: Briefing) -> str:
        """All that its author wrote and stored."""
        known = self._known.get(("briefing", briefing.id))
        if known is None:
            snapshots = (f"snapshots/{briefing.id}/{source.id}.txt" for source in briefing.sources)
            stored = (self._file(name) if name in self._digests else "none" for name in snapshots)
            known = self._known["briefing", briefing.id] = key(briefing.file, self._file(briefing.file), *stored).hex()
        return known

    def _entry(self, kind: str, id: str) -> str:
        """An entry of a registry, with those that it names."""
        known = self._known.get((kind, id))
        if known is None:
            entry = _registry(self._archive, kind).get(id)
            told = self._own(entry)
            for named, other in _names_of(entry):
                told += self._own(_registry(self._archive, named).get(other))
            known = self._known[kind, id] = key(*told).hex()
        return known

    def _own(self, entry: Registered | None) -> list[str]:
        told = [type(entry).__name__]
        if entry is not None:
            self._tell(tuple(_inside(entry)), told)
        return told


def beside(briefing: Briefing, archive: Archive) -> tuple[str, ...]:
    """The ids of briefings that are looked up where one is shown: those that it names, and the one that replaces it."""
    after = archive.superseded_by.get(briefing.id, "")
    return (briefing.supersedes or "", after, *(entry.briefing or "" for entry in briefing.timeline))


def _inside(noun: Noun) -> Iterator[object]:
    """What a noun says, and those in it, without their places."""
    for value in noun.facts():
        if isinstance(value, tuple) and any(isinstance(item, Noun) for item in value):
            yield tuple(tuple(_inside(item)) for item in value)
        else:
            yield value


def _named(briefing: Briefing) -> Iterable[tuple[str, str]]:
    """Each entry of a registry that a briefing names."""
    found = {("topic", str(id)) for id in briefing.topics}
    found |= {("actor", str(quote.speaker)) for quote in briefing.key_quotes}
    found |= {("publisher", str(source.publisher)) for source in briefing.sources if source.publisher}
    for position in briefing.positions:
        found |= {("actor", str(id)) for id in (position.actor, position.voiced_by) if id}
        found.add(("issue", str(position.issue)))
    return sorted(found)


def _names_of(entry: Registered | None) -> Iterator[tuple[str, str]]:
    """Each entry of a registry that another names."""
    if isinstance(entry, Actor):
        yield from (("actor", id) for id in (*entry.member_of, *(role.of for role in entry.roles if role.of)))
    elif isinstance(entry, Issue):
        yield from (("topic", id) for id in entry.topics)
    elif isinstance(entry, Publisher) and entry.country:
        yield "actor", entry.country


def _registry(archive: Archive, kind: str) -> Mapping[str, Any]:
    return {
        "actor": archive.actors, "issue": archive.issues, "topic": archive.topics, "publisher": archive.publishers,
    }[kind]  # fmt: skip


def _text(_: Keys, value: Any, told: list[str]) -> None:
    told.append(f"text {len(value)}:{str.__str__(value)}")


def _plain(_: Keys, value: object, told: list[str]) -> None:
    told.append(repr(value))


def _items(keys: Keys, value: Any, told: list[str]) -> None:
    told.append(f"list {len(value)}")
    keys._tell_each(value, told)  # noqa: SLF001


def _pairs(keys: Keys, value: Any, told: list[str]) -> None:
    told.append("by name")
    _items(keys, [part for pair in value.items() for part in pair], told)


def _fields(kind: type) -> Tell:
    """What tells of a dataclass by all its fields."""
    names = tuple(field.name for field in fields(kind))
    head, values = f"{kind.__name__} {len(names)}", attrgetter("__class__", *names)

    def tell(keys: Keys, value: object, told: list[str]) -> None:
        told.append(head)
        keys._tell_each(values(value)[1:], told)  # noqa: SLF001

    return tell


def _role(keys: Keys, value: Any, told: list[str]) -> None:
    _items(keys, tuple(_inside(value)), told)


def _hand(keys: Keys, value: Any, told: list[str]) -> None:
    told.append(f"page {keys._file(value.file)}")  # noqa: SLF001


def _briefing(keys: Keys, value: Briefing) -> str:
    return f"briefing {keys._briefing(value)}"  # noqa: SLF001


def _quotation(keys: Keys, value: Quotation) -> str:
    return f"quotation {keys._briefing(value.briefing)} {value.quote.span[1:]}"  # noqa: SLF001


def _standing(keys: Keys, value: Standing) -> str:
    return f"standing {keys._briefing(value.briefing)} {value.position.span[1:]}"  # noqa: SLF001


def _happening(keys: Keys, value: Happening, told: list[str]) -> None:
    told.append(f"happening {keys._briefing(value.briefing)} {value.anchor}")  # noqa: SLF001


def _use(keys: Keys, value: SourceUse, told: list[str]) -> None:
    told.append(f"use {keys._briefing(value.briefing)} {value.source.span[1:]}")  # noqa: SLF001


def _claim(keys: Keys, value: Claim, told: list[str]) -> None:
    """What a claim hangs on depends on all publishers, the rest on its briefing."""
    place = value.standing.position.span[1:] if value.standing else value.anchor
    told.append(f"claim {keys._briefing(value.briefing)} {value.hangs} {place}")  # noqa: SLF001


def _registered(keys: Keys, value: Any) -> str:
    kind = type(value).__name__.lower()
    return f"{kind} {value.id} {keys._entry(kind, value.id)}"  # noqa: SLF001


def _history(keys: Keys, value: History) -> str:
    told: list[str] = []
    _OF_HISTORY(keys, value, told)
    return key("\0".join(told)).hex()


Say = Callable[[Keys, Any], str]
Tell = Callable[[Keys, Any, list[str]], None]
_OF_HISTORY = _fields(History)
_TELL: dict[type, Tell] = {
    **dict.fromkeys((str, Text, Markup), _text),
    **dict.fromkeys((int, bool, float, type(None), dt.date), _plain),
    **dict.fromkeys((tuple, list), _items),
    **dict.fromkeys((dict, Counter), _pairs),
    HandPage: _hand, Role: _role,
    Sketch: lambda keys, value, told: _items(keys, value.facts, told),
    Date: lambda _, value, told: told.append(f"date {value.text}"),
    Part: lambda _, value, told: told.append(f"part {value.label!r} {value.path!r} {value.here}"),
    Reason: lambda _, value, told: told.append(f"reason {value.kind} {value.ids!r}"),
    Entry: lambda keys, value, told: _items(keys, value.tellings, told),
    Happening: _happening, SourceUse: _use, Claim: _claim,
}  # fmt: skip
"""How each type adds what it says; other nouns say their file and place, other dataclasses tell their fields."""
_SAY: dict[type, Say] = {
    **dict.fromkeys((Actor, Issue, Topic, Publisher), _registered),
    Briefing: _briefing, Quotation: _quotation, Standing: _standing, History: _history,
}  # fmt: skip
"""What those say that stand on many pages."""
