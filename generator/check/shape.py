"""From tree to nouns: a mapping of fields becomes an object of the model, or it is told what is wrong with it.

What stands in the model decides: which fields there are, which are required, and what form their values have. A field
that is told to be wrong is named in the noun's `faulty`, so that no rule judges what rests on it.
"""

from __future__ import annotations

import functools
import re
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from generator import model
from generator.check import forms
from generator.dates import Date
from generator.document import Mapping, Node, Sequence, Text
from generator.problem import Fix, Problem, Span
from generator.reference import suggest

T = TypeVar("T", bound=model.Noun)
M = TypeVar("M")

MOST_PROBLEMS = 200
"""After so many problems a file is checked no further."""
NOTHING = object()
"""What is no value."""


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
    noun = words(kind.__name__)
    if not isinstance(node, Mapping):
        if isinstance(node, Text) and not node.strip():
            if not node.doubtful:
                reading.blank("blank-field", node.span, f"this {noun} is blank", _FILL_IN)
        elif not (isinstance(node, Text) and node.doubtful):
            reading.tell("wrong-type", node.span, f"{_a(noun)} is a mapping of fields", f"write {_example(kind)}")
        return None
    shape = _shape(typing.cast(Any, kind))
    present = {str(name): (name, value) for name, value in node.entries}
    absent = [name for name, _, _ in shape if name not in present]
    faulty = set(absent) if node.partial else set[str]()
    faulty |= _unknown(node, noun, shape, present, reading)
    values: dict[str, Any] = {**derived, "span": node.span}
    for name, f, hint in shape:
        made: Any = NOTHING
        if name in present:
            key, value = present[name]
            made = _value(value, hint, reading, name)
            if made is NOTHING or isinstance(made, _Part | _Odd) or key.doubtful:
                faulty.add(name)
        elif _required(f) and name not in faulty:
            place = node.entries[0][0].span if node.entries else node.span
            reading.blank("missing-field", place, f"this {noun} has no `{name}`", f"add `{name}:`")
            faulty.add(name)
        values[f.name] = _settled(made, name, f, hint)
    if any(value is NOTHING for value in values.values()):
        return None
    return kind(**values, faulty=frozenset(faulty))


def _settled(made: Any, name: str, f: Field[Any], hint: Any) -> Any:
    """What a field is: the value that was read, a stand-in, its default, or nothing."""
    if made is NOTHING:
        return _stand_in(name, hint) if _required(f) else _default(f)
    return tuple(made) if isinstance(made, _Part) else made


def _unknown(
    node: Mapping, noun: str, shape: Shape, present: dict[str, tuple[Text, Node]], reading: Reading
) -> set[str]:
    """Tell of fields that the noun doesn't have, and take them for what they were meant to be.

    Returns:
        Names of fields that may be meant by what can't be taken for any.

    """
    names = [name for name, _, _ in shape]
    absent = {name: (f, hint) for name, f, hint in shape if name not in present}
    doubts: set[str] = set()
    for key, value in node.entries:
        if key in names:
            continue
        meant = _meant(key, value, absent)
        if meant:
            present[meant] = (key, value)
            absent.pop(meant)
        else:
            doubts |= {name for name, (f, _) in absent.items() if key.doubtful or not _required(f)}
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


def _meant(key: Text, value: Node, absent: dict[str, tuple[Field[Any], Any]]) -> str | None:
    """The field that a wrong name stands for: one called nearly so, or the only one missing, if the value fits."""
    near = suggest(key, absent)
    needed = [(name, hint) for name, (f, hint) in absent.items() if _required(f)]
    if near or len(needed) != 1:
        return near
    name, hint = needed[0]
    trial = Reading([])
    made = _value(value, hint, trial, name)
    return name if made is not NOTHING and not trial.problems else None


Shape = tuple[tuple[str, Field[Any], Any], ...]
"""Of each field: its name as authors write it, the field, and its type."""


@functools.cache
def _shape(kind: Any) -> Shape:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple((f.name.rstrip("_"), f, hints[f.name]) for f in fields(kind) if not f.metadata.get("derived"))


def names_of(kind: type) -> frozenset[str]:
    """The names of a noun's fields, as authors write them."""
    return frozenset(name for name, _, _ in _shape(typing.cast(Any, kind)))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def empty(kind: type[T], span: Span, **derived: object) -> T:
    """A noun of which nothing could be read but its name."""
    made = convert(Mapping((), span, partial=True), kind, Reading([]), **derived)
    return typing.cast(T, made)


def _required(f: Field[Any]) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _default(f: Field[Any]) -> Any:
    return f.default if f.default is not MISSING else typing.cast(Callable[[], Any], f.default_factory)()


def _stand_in(name: str, hint: Any) -> Any:
    """What a required field is until its author mends it; nothing where its noun makes no sense without it.

    A text is empty then: rules say nothing of it, and what can't be shown without it is left out of the archive.
    """
    base = _base(hint)
    if get_origin(base) is tuple:
        return ()
    if get_origin(base) is Literal:
        return "published" if name == "status" else get_args(base)[-1]
    return Text("", Span("")) if base is Text else NOTHING


@functools.cache
def _base(hint: Any) -> Any:
    if get_origin(hint) is Annotated:
        return _base(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return _base(next(arg for arg in get_args(hint) if arg is not type(None)))
    return hint


@functools.cache
def _meta(hint: Any, kind: type[M]) -> M | None:
    if get_origin(hint) in (Union, types.UnionType):
        return _meta(next(arg for arg in get_args(hint) if arg is not type(None)), typing.cast(Any, kind))
    if get_origin(hint) is Annotated:
        return next((arg for arg in get_args(hint)[1:] if isinstance(arg, kind)), None)
    return None


def _value(node: Node, hint: Any, reading: Reading, name: str) -> Any:
    base = _base(hint)
    if get_origin(base) is tuple:
        item = get_args(base)[0]
        return (
            _by_language(node, item, reading, name) if get_origin(item) is tuple else _list(node, hint, reading, name)
        )
    if is_dataclass(base) and base is not Date:
        made = convert(node, typing.cast(Any, base), reading)
        return NOTHING if made is None else made
    return _text(node, hint, base, reading, name)


def _text(node: Node, hint: Any, base: Any, reading: Reading, name: str) -> Any:
    """A single value: as it stands, as a date, or nothing where it is wrong."""
    if not isinstance(node, Text):
        reading.tell("wrong-type", node.span, f"`{name}` is one text", "write it on the line of its field, in quotes")
        return NOTHING
    if node.doubtful:
        return NOTHING
    if not node.strip():
        reading.blank("blank-field", node.span, f"`{name}` is blank", _FILL_IN)
        return NOTHING
    form = _meta(hint, model.Form)
    if base is Date:
        made: Any = forms.date(node, name, whole_day=form is not None and form.name == "day")
    elif get_origin(base) is Literal:
        made = forms.choice(node, get_args(base), name) or node
    else:
        made = (_formed(node, form.name, name) if form else None) or node
    if not isinstance(made, Problem):
        return made
    reading.add(made)
    return _Odd(node, node.span) if form and form.name == "id" else NOTHING


def _formed(node: Text, form: str, name: str) -> Problem | None:
    """What is wrong with the form of a text."""
    if form == "id":
        return forms.id(node, f"`{name}`", forms.page if name == "former_ids" else forms.anchor)
    tests: dict[str, Callable[[Text, str], Problem | None]] = {
        "language": forms.language, "url": forms.url, "sha256": forms.sha256, "wikidata": forms.wikidata,
        "markdown": forms.markdown,
    }  # fmt: skip
    return tests[form](node, f"`{name}`") if form in tests else None


def _list(node: Node, hint: Any, reading: Reading, name: str) -> Any:
    item = get_args(_base(hint))[0]
    if isinstance(node, Text):
        if node.doubtful:
            return NOTHING
        if not node.strip():
            reading.blank("blank-field", node.span, f"`{name}` is blank", _FILL_IN)
            return NOTHING
    if not isinstance(node, Sequence):
        whole = isinstance(node, Text) and re.fullmatch(r"[\w-][\w. -]*", node)
        fix = Fix(node.span, f"[{node}]") if whole and _base(item) is Text else None
        help = f"write `{name}: [...]`, or a line with `- ` for each"
        reading.tell("wrong-type", node.span, f"`{name}` is a list", help, fix)
        return NOTHING
    count = _meta(hint, model.Count) or model.Count(0)
    if len(node.items) < count.least:
        reading.blank("wrong-count", node.span, f"`{name}` is empty", f"it needs at least {count.least}")
        return NOTHING
    if count.most and len(node.items) > count.most:
        place, number = node.items[count.most].span, len(node.items)
        reading.tell("wrong-count", place, f"`{name}` has {number} items", f"at most {count.most} are read")
    made = [_value(n, item, reading, name) for n in node.items[: count.most]]
    sound = [value for value in made if value is not NOTHING]
    seen: set[str] = set()
    for value in sound:
        if isinstance(value, Text) and value in seen:
            reading.tell("repeated-item", value.span, f"`{name}` names `{value}` twice", "take one out")
        if isinstance(value, Text):
            seen.add(value)
    return tuple(sound) if len(sound) == len(node.items) else _Part(sound)


def _by_language(node: Node, pair: Any, reading: Reading, name: str) -> Any:
    if not isinstance(node, Mapping):
        if not (isinstance(node, Text) and node.doubtful):
            message = f"`{name}` is a mapping from languages to text"
            reading.tell("wrong-type", node.span, message, f"write `{name}: {{de: …}}`")
        return NOTHING
    pairs = []
    for key, value in node.entries:
        made = _value(value, get_args(pair)[1], reading, name)
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


def _example(kind: type) -> str:
    return ", ".join(f"`{name}: …`" for name, f, _ in _shape(kind) if _required(f)) or "its fields"
