"""The author's guide and the JSON Schemas, made from the model and the catalogue of rules."""

from __future__ import annotations

import ast
import functools
import inspect
import json
import re
import textwrap
import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from generator import markdown, model
from generator.dates import Date, parse
from generator.document import Text
from generator.rules import CATALOGUE
from generator.views import GuidePage

KINDS: dict[str, type] = {
    "briefing": model.Briefing, "actors": model.Actor, "issues": model.Issue, "topics": model.Topic,
    "publishers": model.Publisher,
}  # fmt: skip
"""The kinds of files, by name of their schema."""
_NOUNS = (
    model.Briefing, model.SummaryPoint, model.KeyQuote, model.Translation, model.Position, model.EvidenceItem,
    model.Event, model.TimelineEntry, model.Source, model.SnapshotRecord, model.Correction, model.Withdrawal,
    model.Actor, model.Role, model.Issue, model.Topic, model.Publisher,
)  # fmt: skip
_PATTERNS = {
    "id": r"^[a-z0-9]+(-[a-z0-9]+)*$", "url": r'''^https?://[^\s<>"\\^`{|}]+$''', "sha256": r"^[0-9a-f]{64}$",
    "wikidata": r"^Q[1-9][0-9]{0,11}$", "language": r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$",
    "briefing#quote": r"^[a-z0-9]+(-[a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$",
    "day": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
}  # fmt: skip
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PLAIN = r"[0-9]{3}[0-9X](-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?"
_END = rf"({_DAY}T[0-9:]{{8}}(Z|[+-][0-9]{{2}}:[0-9]{{2}})|{_PLAIN})"
_DATE = rf"^({_END}|{_END}/(\.\.|{_END})?|(\.\.)?/{_END})$"


_DATES = (
    ("2026-01-16", "the day is known"),
    ("2026-01", "only the month is"),
    ("2026", "only the year is"),
    ("202X", "only the decade is"),
    ("2026-01~", "it was about then"),
    ("2026-01-16?", "it was probably then; `%` for both"),
    ("2026-01-16/2026-01-18", "it lasted, or lies somewhere between; a season, too, by its months"),
    ("2026-01/..", "it began, and nobody says that it ended"),
    ("2026-01-18T09:12:00Z", "a moment, such as that of a capture"),
)
"""Forms of dates, and when to use them."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of one noun, as the guide shows it."""

    name: str
    required: bool
    form: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of a noun."""

    title: str
    meaning: str
    rows: tuple[FieldRow, ...]


@functools.cache
def descriptions(kind: type) -> dict[str, str]:
    """The docstring below each field of a noun."""
    tree = typing.cast(ast.ClassDef, ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0])
    found: dict[str, str] = {}
    for before, after in zip(tree.body, tree.body[1:], strict=False):
        if not (isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[before.target.id] = str(after.value.value)
    return found


def _fields(kind: type) -> list[tuple[str, str, Any, bool]]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return [
        (f.name.rstrip("_"), f.name, hints[f.name], f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
        if not f.metadata.get("derived")
    ]


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file.

    Raises:
        KeyError: there is no such kind.

    """
    kind = KINDS[name]
    noun = _noun_schema(kind)
    whole = {**noun, **_STATUS} if name == "briefing" else {
        "type": "object", "description": f"{name.capitalize()} by id.",
        "propertyNames": {"pattern": _PATTERNS["id"], "maxLength": model.MOST_ID}, "additionalProperties": noun,
    }  # fmt: skip
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **whole}


_STATUS: dict[str, Any] = {
    "allOf": [
        {
            "if": {"required": ["status"], "properties": {"status": {"enum": ["published", "withdrawn"]}}},
            "then": {"required": ["published"]},
        },
        {
            "if": {"required": ["status"], "properties": {"status": {"const": "withdrawn"}}},
            "then": {"required": ["withdrawn"]},
            "else": {"properties": {"withdrawn": False}},
        },
    ]
}
"""What a briefing's status asks for."""
_EVIDENCE: dict[str, Any] = {
    "oneOf": [
        {"required": ["quote"], "properties": {"source": False, "exact": False}},
        {"required": ["source", "exact"], "properties": {"quote": False}},
    ]
}
"""A piece of evidence is a quote, or a source with its words."""


def _noun_schema(kind: type) -> dict[str, Any]:
    told = descriptions(kind)
    properties = {name: {**_type_schema(hint), "description": told[key]} for name, key, hint, _ in _fields(kind)}
    required = [name for name, _, _, needed in _fields(kind) if needed]
    return {
        "type": "object", "description": str(kind.__doc__), "properties": properties, "required": required,
        "additionalProperties": False, **(_EVIDENCE if kind is model.EvidenceItem else {}),
    }  # fmt: skip


def _type_schema(hint: Any) -> dict[str, Any]:
    base, extras = _unwrap(hint)
    if get_origin(base) is tuple:
        return _list_schema(get_args(base)[0], extras)
    if get_origin(base) is Literal:
        return {"enum": list(get_args(base))}
    if base is not Date and is_dataclass(base):
        return _noun_schema(typing.cast(type, base))
    form = next((e.name for e in extras if isinstance(e, model.Form)), "")
    ref = any(isinstance(e, model.Ref) for e in extras)
    if ref or form == "id":
        return {"type": ["string", "integer"], "pattern": _PATTERNS["id"], "maxLength": model.MOST_ID}
    pattern = _PATTERNS.get(form) or (_DATE if base is Date else None)
    if pattern:
        return {"type": ["string", "integer"] if base is Date else "string", "pattern": pattern}
    plain: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
    return {**plain, "maxLength": model.MOST_MARKDOWN} if form == "markdown" else plain


def _list_schema(item: Any, extras: tuple[Any, ...]) -> dict[str, Any]:
    """A list; texts by language are a mapping."""
    if get_origin(item) is tuple:
        tags, text = {"pattern": _PATTERNS["language"]}, _type_schema(get_args(item)[1])
        return {"type": "object", "propertyNames": tags, "additionalProperties": text}
    made: dict[str, Any] = {"type": "array", "items": _type_schema(item)}
    if _unwrap(item)[0] is Text:
        made["uniqueItems"] = True
    for count in (e for e in extras if isinstance(e, model.Count)):
        made |= {"minItems": count.least} if count.least else {}
        made |= {"maxItems": count.most} if count.most else {}
    return made


def _unwrap(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    extras: tuple[Any, ...] = ()
    while True:
        if get_origin(hint) is typing.Annotated:
            hint, *more = get_args(hint)
            extras += tuple(more)
        elif type(None) in get_args(hint):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        else:
            return hint, extras


def _form(hint: Any) -> str:
    base, extras = _unwrap(hint)
    if get_origin(base) is tuple:
        item = get_args(base)[0]
        return "text by language" if get_origin(item) is tuple else f"list of: {_form(item)}"
    if get_origin(base) is Literal:
        return ", ".join(get_args(base))
    ref = next((e.kind for e in extras if isinstance(e, model.Ref)), "")
    form = next((e.name for e in extras if isinstance(e, model.Form)), "")
    if ref:
        return f"id of a {ref}" if ref[0] not in "aei" else f"id of an {ref}"
    if base is Date:
        return "day" if form == "day" else "date"
    if base is Text:
        return form or "text"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", base.__name__).lower()


def tables() -> tuple[Table, ...]:
    """The fields of every noun."""
    made = []
    for kind in _NOUNS:
        told = descriptions(kind)
        rows = tuple(FieldRow(name, needed, _form(hint), told[key]) for name, key, hint, needed in _fields(kind))
        made.append(Table(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).capitalize(), str(kind.__doc__), rows))
    return tuple(made)


def authors(hand: dict[str, model.HandPage]) -> GuidePage:
    """The author's guide, with the archive's own words above it where there are any."""
    page = hand.get("contribute")
    forms = tuple((written, parse(written), use) for written, use in _DATES)
    return GuidePage(markdown.html(page.body) if page else "", tables(), forms)


def rules() -> GuidePage:
    """The catalogue as a page."""
    return GuidePage("", tuple(CATALOGUE.values()))


def schema_text(name: str) -> str:
    """The JSON Schema as text."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
