"""What the model says of each field, worked out once: its name, whether it is required, and the kind of its value."""

from __future__ import annotations

import functools
import types
import typing
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator import model
from generator.dates import Date
from generator.document import Text

Sort = Literal["text", "date", "choice", "noun", "list", "by-language"]


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value."""

    sort: Sort
    """One text, a date, one of several words, a mapping of fields, a list, or a mapping from languages to texts."""
    noun: type = object
    """The noun that a mapping is."""
    form: str = ""
    """How a text or a date has to look: the name of a `model.Form`."""
    choices: tuple[str, ...] = ()
    """The words that can be chosen."""
    least: int = 0
    """The fewest items of a list."""
    most: int | None = None
    """The most items of a list."""
    item: Kind | None = None
    """The kind of a list's items, or of the texts by language."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a noun."""

    name: str
    """As authors write it."""
    attribute: str
    """As Python has it."""
    kind: Kind
    required: bool
    default: Any
    """What it is where it is left out and not required."""


@functools.cache
def slots(noun: Any) -> tuple[Slot, ...]:
    """The fields that authors write, in the model's order."""
    hints = typing.get_type_hints(noun, include_extras=True)
    return tuple(_slot(f, hints[f.name]) for f in fields(noun) if not f.metadata.get("derived"))


@functools.cache
def names(noun: Any) -> frozenset[str]:
    """The names of a noun's fields, as authors write them."""
    return frozenset(slot.name for slot in slots(noun))


def _slot(f: Field[Any], hint: Any) -> Slot:
    required = f.default is MISSING and f.default_factory is MISSING
    default = f.default if f.default is not MISSING else None
    return Slot(f.name.rstrip("_"), f.name, _kind(hint), required, default)


def _kind(hint: Any) -> Kind:
    base, extras = _unwrapped(hint)
    form = next((extra.name for extra in extras if isinstance(extra, model.Form)), "")
    if get_origin(base) is tuple:
        item = get_args(base)[0]
        if get_origin(item) is tuple:
            return Kind("by-language", item=_kind(get_args(item)[1]))
        count = next((extra for extra in extras if isinstance(extra, model.Count)), model.Count(0))
        return Kind("list", least=count.least, most=count.most, item=_kind(item))
    if get_origin(base) is Literal:
        return Kind("choice", choices=get_args(base))
    if base is Date:
        return Kind("date", form=form)
    if is_dataclass(base) and isinstance(base, type):
        return Kind("noun", noun=base)
    assert base is Text, f"the model has a type that no author can write: {base}"
    return Kind("text", form=form)


def _unwrapped(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without `Annotated` and `None`, and what was annotated."""
    if get_origin(hint) is Annotated:
        inner, *extras = get_args(hint)
        base, more = _unwrapped(inner)
        return base, (*extras, *more)
    if get_origin(hint) in (Union, types.UnionType):
        return _unwrapped(next(arg for arg in get_args(hint) if arg is not type(None)))
    return hint, ()
