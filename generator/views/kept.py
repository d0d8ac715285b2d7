"""Kept: views as bytes, in which all that stands in a briefing or in a registry goes by its name.

So a page can be made again, once a briefing says something else, by reading what stands on it and nothing more.
"""

from __future__ import annotations

import io
import pickle
import zlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from generator.archive import Archive, Quotation, Standing
from generator.model import Actor, Briefing, Correction, Issue, Noun, Publisher, Role, Topic
from generator.relate import Claim, Mix
from generator.views import sources, timeline
from generator.views.dependencies import beside
from generator.views.sources import SourceUse
from generator.views.timeline import Happening

Name = tuple[str | int, ...]
"""A kind, of what stands in a briefing that one's id, and which of them it is."""
Facts = tuple[object, ...]

OF_BRIEFINGS = ("briefing", "quotation", "standing", "claim", "happening", "use", "correction")
"""Kinds of what stands in a briefing, and itself."""
ROW = "row"
"""A briefing in a list where the first point of its summary stands with it."""
WITH_ROWS = frozenset(["home", "briefings", "topic", "issue", "actor"])
"""The templates that have such lists."""


class Writer:
    """Makes views into bytes."""

    def __init__(self, archive: Archive, mixes: Mapping[str, Mix]) -> None:
        """Write nothing yet.

        Args:
            archive: The archive that the views are of.
            mixes: What its briefings rest on, by their ids.

        """
        self.archive, self.mixes = archive, mixes
        self._names: dict[int, Name] = {id(mixes): ("mixes",)}
        """By `id()`."""
        self._roles = {id(role): (a.id, n) for a in archive.actors.values() for n, role in enumerate(a.roles)}
        self._held: list[object] = []
        """Those, so that none is gone and another has its `id()`."""

    def write(self, facts: Facts) -> tuple[bytes, set[tuple[str, str]]]:
        """What a page is planned by, its view with it, as bytes; kinds of what it shows, each with a briefing's id.

        Raises:
            TypeError: it shows something that has no name.

        """
        made = io.BytesIO()
        pickler = _Pickler(made, self)
        pickler.dump(facts)
        shown = {(str(name[0]), str(name[1])) for name in pickler.named if name[0] in OF_BRIEFINGS}
        if facts[1] in WITH_ROWS:
            shown |= {(ROW, id) for kind, id in shown if kind == "briefing"}
        briefings = (self.archive.briefings[id] for id in {id for _, id in shown})
        shown |= {("briefing", id) for briefing in briefings for id in beside(briefing, self.archive) if id}
        return made.getvalue(), shown

    def name(self, value: Any) -> Name | None:
        """The name of something; None where it goes as it is."""
        known = self._names.get(id(value))
        if known is None and (namer := _NAMES.get(type(value))):
            known = self._names[id(value)] = namer(self, value)
            self._held.append(value)
        elif known is None and isinstance(value, Noun):
            raise TypeError(f"a {type(value).__name__} on a page has no name")
        return known

    def standing(self, of: Standing) -> Name:
        """The name of a position."""
        every = self.archive.standings_of[of.briefing.id]
        return "standing", str(of.briefing.id), next(n for n, standing in enumerate(every) if standing is of)

    def claim(self, of: Claim) -> Name:
        """The name of a claim."""
        every = self.mixes[of.briefing.id].claims
        return "claim", str(of.briefing.id), next(n for n, claim in enumerate(every) if claim is of)

    def role(self, of: Role) -> Name:
        """The name of an office of an actor."""
        actor, number = self._roles[id(of)]
        return "role", str(actor), number


class Reader:
    """Makes bytes into views again, of an archive in which some texts may be others."""

    def __init__(self, archive: Archive, mixes: Mapping[str, Mix]) -> None:
        """Read nothing yet; arguments as for a writer."""
        self.archive = archive
        self._found: dict[Name, Any] = {("mixes",): mixes, ("archive",): archive}
        self.mixes = mixes

    def read(self, written: bytes) -> Facts:
        """A page's view and what else it is planned by."""
        unpickler = pickle.Unpickler(io.BytesIO(written))  # noqa: S301 - sealed, ours
        unpickler.persistent_load = self.find  # type: ignore[method-assign]
        facts: Facts = unpickler.load()
        return facts

    def find(self, name: Name) -> Any:
        """What goes by a name."""
        if name not in self._found:
            kind, id, *which = name
            self._found[name] = _FINDERS[str(kind)](self, str(id), *which)
        return self._found[name]

    def quotation(self, id: str, quote: str) -> Quotation:
        """A quotation of a briefing, by its id."""
        return next(quotation for quotation in self.archive.quotations_of[id] if quotation.quote.id == quote)

    def happening(self, id: str, anchor: str) -> Happening:
        """What a briefing tells at an anchor of its timeline."""
        every = timeline.by_date([self.archive.briefings[id]])
        return next(happening for happening in every if happening.anchor == anchor)

    def use(self, id: str, key: str) -> SourceUse:
        """A source of a briefing, by its letter."""
        return next(use for use in sources.uses(self.archive.briefings[id]) if use.key == key)

    def correction(self, id: str, which: str) -> Correction:
        """A correction of a briefing, by its id."""
        return next(correction for correction in self.archive.briefings[id].corrections if correction.id == which)


def mark(kind: str, id: str) -> int:
    """What stands in a briefing, as a number that seldom is another's: who finds a page by it looks at one in vain."""
    return zlib.crc32(f"{kind} {id}".encode())


def marks(shown: Iterable[tuple[str, str]]) -> Sequence[int]:
    """The marks of what a page shows, in order."""
    return array("I", sorted(mark(*each) for each in shown))


def id_of(file: str) -> str:
    """The id of the briefing in a file, which is the file's name."""
    return file.rpartition("/")[2].removesuffix(".yaml")


class _Pickler(pickle.Pickler):
    def __init__(self, made: io.BytesIO, names: Writer) -> None:
        super().__init__(made, 5)
        self._name = names.name
        self.named: set[Name] = set()

    def persistent_id(self, value: object) -> Name | None:
        if type(value) in _PLAIN:
            return None
        name = self._name(value)
        if name:
            self.named.add(name)
        return name


_PLAIN = frozenset([str, int, bool, tuple, type(None)])


def _registered(_: Writer, value: Any) -> Name:
    return type(value).__name__.lower(), str(value.id)


_NAMES: dict[type, Callable[[Writer, Any], Name]] = {
    Archive: lambda _, value: ("archive",),  # noqa: ARG005
    Briefing: _registered, Actor: _registered, Issue: _registered, Topic: _registered, Publisher: _registered,
    Quotation: lambda _, value: ("quotation", str(value.briefing.id), str(value.quote.id)),
    Happening: lambda _, value: ("happening", str(value.briefing.id), str(value.anchor)),
    SourceUse: lambda _, value: ("use", str(value.briefing.id), value.key),
    Correction: lambda _, value: ("correction", id_of(value.span.file), str(value.id)),
    Standing: Writer.standing, Claim: Writer.claim, Role: Writer.role,
}  # fmt: skip
_FINDERS: dict[str, Callable[..., Any]] = {
    "briefing": lambda of, id: of.archive.briefings[id], "actor": lambda of, id: of.archive.actors[id],
    "issue": lambda of, id: of.archive.issues[id], "topic": lambda of, id: of.archive.topics[id],
    "publisher": lambda of, id: of.archive.publishers[id],
    "role": lambda of, id, number: of.archive.actors[id].roles[number],
    "standing": lambda of, id, number: of.archive.standings_of[id][number],
    "claim": lambda of, id, number: of.mixes[id].claims[number],
    "quotation": Reader.quotation, "happening": Reader.happening, "use": Reader.use, "correction": Reader.correction,
}  # fmt: skip
