"""From tree to nouns: a mapping of fields becomes an object of the model, or it is told what is wrong with it.

What stands in the model decides: which fields there are, which are required, and what form their values have. A field
that is told to be wrong is named in the noun's `faulty`, so that no rule judges what rests on it.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from generator import model
from generator.check import fields, forms
from generator.check.fields import Kind, Slot
from generator.document import Mapping, Node, Sequence, Text
from generator.problem import Fix, Problem, Span
from generator.reference import suggest

T = TypeVar("T", bound=model.Noun)

MOST_PROBLEMS = 200
"""After so many problems a file is checked no further."""
NOTHING = object()
"""What is no value."""
_SOUND: frozenset[str] = frozenset()
"""One for all nouns with nothing wrong."""


class EnoughError(Exception):
    """A file has so many problems that more would help nobody."""


class _Part(tuple[Any, ...]):
    """A list of which not all could be read."""

    __slots__ = ()


class _Odd(Text):
    """An id that can't be one, under which things are found all the same."""

    __slots__ = ()


@dataclass(slots=True)
class Reading:
    """What is gathered while one file is checked."""

    problems: list[Problem]
    draft: bool = False
    """Whether blanks are warnings."""

    def add(self, problem: Problem) -> None:
        """Tell of a problem.

        Raises:
            EnoughError: there are too many.

        """
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise EnoughError

    def tell(self, code: str, span: Span, message: str, help: str, fix: Fix | None = None) -> None:
        """Tell of a problem of these parts."""
        self.add(Problem(code, span, message, help, fix))

    def blank(self, code: str, span: Span, message: str, help: str) -> None:
        """Tell of something that is still to be filled in, which is no error in a draft."""
        self.tell("unfinished" if self.draft else code, span, message, help)


def convert(node: Node, kind: type[T], reading: Reading, **derived: object) -> T | None:
    """Make a noun of a mapping, or tell why not."""
    noun, shape = words(kind.__name__), fields.slots(typing.cast(Any, kind))
    if not isinstance(node, Mapping):
        if isinstance(node, Text) and not node.strip():
            if not node.doubtful:
                reading.blank("blank-field", node.span, f"this {noun} is blank", _FILL_IN)
        elif not (isinstance(node, Text) and node.doubtful):
            reading.tell("wrong-type", node.span, f"{_a(noun)} is a mapping of fields", f"write {_example(shape)}")
        return None
    present = {str(name): (name, value) for name, value in node.entries}
    faulty = {slot.name for slot in shape if slot.name not in present} if node.partial else set[str]()
    faulty |= _unknown(node, noun, shape, present, reading)
    values: dict[str, Any] = {**derived, "span": node.span}
    for slot in shape:
        made: Any = NOTHING
        if slot.name in present:
            key, value = present[slot.name]
            made = _value(value, slot.kind, reading, slot.name)
            if made is NOTHING or isinstance(made, _Part | _Odd) or key.doubtful:
                faulty.add(slot.name)
        elif slot.required and slot.name not in faulty:
            place = node.entries[0][0].span if node.entries else node.span
            reading.blank("missing-field", place, f"this {noun} has no `{slot.name}`", f"add `{slot.name}:`")
            faulty.add(slot.name)
        values[slot.attribute] = _settled(made, slot)
    if any(value is NOTHING for value in values.values()):
        return None
    return kind(**values, faulty=frozenset(faulty) if faulty else _SOUND)


def _settled(made: Any, slot: Slot) -> Any:
    """What a field is: the value that was read, a stand-in, its default, or nothing."""
    if made is NOTHING:
        return _stand_in(slot) if slot.required else slot.default
    return tuple(made) if isinstance(made, _Part) else made


def _stand_in(slot: Slot) -> Any:
    """What a required field is until its author mends it; nothing where its noun makes no sense without it.

    A text is empty then: rules say nothing of it, and what can't be shown without it is left out of the archive.
    """
    match slot.kind.sort:
        case "list" | "by-language":
            return ()
        case "choice":
            return "published" if slot.name == "status" else slot.kind.choices[-1]
        case "text":
            return Text("", Span(""))
        case _:
            return NOTHING


def empty(kind: type[T], span: Span, **derived: object) -> T:
    """A noun of which nothing could be read but its name."""
    made = convert(Mapping((), span, partial=True), kind, Reading([]), **derived)
    return typing.cast(T, made)


def _unknown(
    node: Mapping, noun: str, shape: tuple[Slot, ...], present: dict[str, tuple[Text, Node]], reading: Reading
) -> set[str]:
    """Tell of fields that the noun doesn't have, and take them for what they were meant to be.

    Returns:
        Names of fields that may be meant by what can't be taken for any.

    """
    names = [slot.name for slot in shape]
    unknown = [(key, value) for key, value in node.entries if key not in names]
    absent = {slot.name: slot for slot in shape if slot.name not in present} if unknown else {}
    doubts: set[str] = set()
    for key, value in unknown:
        meant = _meant(key, value, absent)
        if meant:
            present[meant] = (key, value)
            absent.pop(meant)
        else:
            doubts |= {name for name, slot in absent.items() if key.doubtful or not slot.required}
        if not key.doubtful:
            near = suggest(key, names)
            help = "the fields are " + ", ".join(f"`{name}`" for name in names)
            if meant:
                help = f"did you mean `{meant}`?"
            elif near and near in present:
                help = f"did you mean `{near}`? That stands on line {present[near][0].span.line}"
            fix = Fix(key.span, meant) if meant else None
            reading.tell("unknown-field", key.span, f"{_a(noun)} has no field `{key}`", help, fix)
    return doubts


def _meant(key: Text, value: Node, absent: dict[str, Slot]) -> str | None:
    """The field that a wrong name stands for: one called nearly so, or the only one missing, if the value fits."""
    near = suggest(key, absent)
    needed = [slot for slot in absent.values() if slot.required]
    if near or len(needed) != 1:
        return near
    trial = Reading([])
    made = _value(value, needed[0].kind, trial, needed[0].name)
    return needed[0].name if made is not NOTHING and not trial.problems else None


def _value(node: Node, kind: Kind, reading: Reading, name: str) -> Any:
    """What a value is, or nothing where it is wrong."""
    match kind.sort:
        case "list":
            return _list(node, kind, reading, name)
        case "by-language":
            return _by_language(node, kind, reading, name)
        case "noun":
            made = convert(node, typing.cast(Any, kind.noun), reading)
            return NOTHING if made is None else made
        case _:
            return _text(node, kind, reading, name)


def _text(node: Node, kind: Kind, reading: Reading, name: str) -> Any:
    """A single value: as it stands, as a date, or nothing where it is wrong."""
    if not isinstance(node, Text):
        reading.tell("wrong-type", node.span, f"`{name}` is one text", "write it on the line of its field, in quotes")
        return NOTHING
    if node.doubtful:
        return NOTHING
    if not node.strip():
        reading.blank("blank-field", node.span, f"`{name}` is blank", _FILL_IN)
        return NOTHING
    if kind.sort == "date":
        made: Any = forms.date(node, name, whole_day=kind.form == "day")
    elif kind.sort == "choice":
        made = forms.choice(node, kind.choices, name) or node
    else:
        made = (_formed(node, kind.form, name) if kind.form else None) or node
    if not isinstance(made, Problem):
        return made
    reading.add(made)
    return _Odd(node, node.span) if kind.form == "id" else NOTHING


_FORMS: dict[str, Callable[[Text, str], Problem | None]] = {
    "language": forms.language, "url": forms.url, "sha256": forms.sha256, "wikidata": forms.wikidata,
    "markdown": forms.markdown, "briefing#quote": forms.quotation,
}  # fmt: skip


def _formed(node: Text, form: str, name: str) -> Problem | None:
    """What is wrong with the form of a text."""
    if form == "id":
        return forms.id(node, f"`{name}`", forms.page if name == "former_ids" else forms.anchor)
    return _FORMS[form](node, f"`{name}`") if form in _FORMS else None


def _item(node: Node, kind: Kind, reading: Reading, name: str) -> Any:
    """What one item of a list is; a colon inside a text, which makes a field of it, gets its own cure."""
    if kind.sort != "text" or not isinstance(node, Mapping):
        return _value(node, kind, reading, name)
    help = "put the whole item in quotes: a colon and a space make a field of it"
    reading.tell("wrong-type", node.span, f"an item of `{name}` is one text", help)
    return NOTHING


def _list(node: Node, kind: Kind, reading: Reading, name: str) -> Any:
    item = typing.cast(Kind, kind.item)
    if isinstance(node, Text):
        if node.doubtful:
            return NOTHING
        if not node.strip():
            reading.blank("blank-field", node.span, f"`{name}` is blank", _FILL_IN)
            return NOTHING
    if not isinstance(node, Sequence):
        whole = isinstance(node, Text) and re.fullmatch(r"[\w-][\w. -]*", node)
        fix = Fix(node.span, f"[{node}]") if whole and item.sort == "text" else None
        help = f"write `{name}: [...]`, or a line with `- ` for each"
        reading.tell("wrong-type", node.span, f"`{name}` is a list", help, fix)
        return NOTHING
    if len(node.items) < kind.least:
        reading.blank("wrong-count", node.span, f"`{name}` is empty", f"it needs at least {kind.least}")
        return NOTHING
    if kind.most and len(node.items) > kind.most:
        place, number = node.items[kind.most].span, len(node.items)
        reading.tell("wrong-count", place, f"`{name}` has {number} items", f"at most {kind.most} are read")
    made = [_item(n, item, reading, name) for n in node.items[: kind.most]]
    sound = [value for value in made if value is not NOTHING]
    if item.sort == "text":
        seen: set[str] = set()
        for value in sound:
            if value in seen:
                reading.tell("repeated-item", value.span, f"`{name}` names `{value}` twice", "take one out")
            seen.add(value)
    return tuple(sound) if len(sound) == len(node.items) else _Part(sound)


def _by_language(node: Node, kind: Kind, reading: Reading, name: str) -> Any:
    if not isinstance(node, Mapping):
        if not (isinstance(node, Text) and node.doubtful):
            message = f"`{name}` is a mapping from languages to text"
            reading.tell("wrong-type", node.span, message, f"write `{name}: {{de: …}}`")
        return NOTHING
    pairs = []
    for key, value in node.entries:
        made = _value(value, typing.cast(Kind, kind.item), reading, name)
        wrong = None if key.doubtful else forms.language(key, name)
        if wrong:
            reading.add(wrong)
        elif made is not NOTHING:
            pairs.append((key, made))
    return tuple(pairs) if len(pairs) == len(node.entries) else _Part(pairs)


_FILL_IN = "fill it in, or take the line out"


def words(name: str) -> str:
    """The name of a noun as a person says it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _example(shape: tuple[Slot, ...]) -> str:
    needed = [slot for slot in shape if slot.required] or shape[:1]
    return ", ".join(f"`{slot.name}: …`" for slot in needed)
