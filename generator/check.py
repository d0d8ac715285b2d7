"""Check: one document at a time, from a tree of text to the nouns of the model, or problems."""

from __future__ import annotations

import datetime as dt
import functools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin
from urllib.parse import urlsplit

import langcodes

from generator import dates, markdown, model
from generator.dates import Date
from generator.document import Document, Mapping, Node, Sequence, Text
from generator.problem import Fix, Problem, Span
from generator.reference import each_once, missed, suggest

T = TypeVar("T")

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_ID = 80
"""Longest id, in characters: it becomes a file's name and an address."""
RESERVED_FILES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)
"""Names that Windows refuses for files."""
RESERVED_PAGES = frozenset(["index", "page", "undated", "drafts", "assets"])
"""Names that pages of the archive itself have."""
SECTIONS = frozenset(
    "main summary key-quotes positions events what-the-sources-do-not-say timeline caveats corrections analysis sources cite top on-this-page related".split()
)
"""Anchors of a briefing page's own sections."""

_MISSING = object()


@dataclass(slots=True)
class _Reading:
    """What is gathered while one file is checked."""

    problems: list[Problem]
    draft: bool = False

    def add(self, code: str, span: Span, message: str, help: str = "", fix: Fix | None = None) -> None:
        self.problems.append(Problem(code, span, message, help, fix))


def briefing(document: Document) -> tuple[model.Briefing | None, list[Problem]]:
    """Check a briefing file. Its name gives the id."""
    stem = document.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    place = Span(document.file)
    reading = _Reading([])
    reading.problems += address(Text(stem, place))
    if isinstance(document.root, Mapping):
        reading.draft = document.root.get("status") == "draft"
    made = _convert(
        document.root, model.Briefing, reading, id=Text(stem, place), file=document.file,
        sections=_sections(document.root),
    )  # fmt: skip
    if made is not None:
        for rule in BRIEFING_RULES:
            reading.problems += rule(made)
    return made, sorted(reading.problems, key=lambda problem: problem.order)


def address(stem: Text) -> list[Problem]:
    """What is wrong with the name of a briefing's file, which is the briefing's id and address."""
    reading = _Reading([])
    _check_id(stem, reading, "the file's name", slug=True)
    return reading.problems


def _sections(root: Node) -> dict[str, Span]:
    """Where each field of a briefing stands; a mistyped name counts as the field that was probably meant."""
    names = {name for name, _, _ in _shape(model.Briefing)}
    found: dict[str, Span] = {}
    for key, node in root.entries if isinstance(root, Mapping) else ():
        near = key if key in names else suggest(key, names)
        for name in [near] if near else names:
            found.setdefault(name, Span(key.span.file, key.span.line, key.span.column, *_end(node.span)))
    return found


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


def registry(document: Document, kind: type[T]) -> tuple[dict[str, T], list[Problem]]:
    """Check `actors.yaml`, `issues.yaml`, `topics.yaml` or `publishers.yaml`: a mapping from id to entry."""
    reading = _Reading([])
    entries: dict[str, T] = {}
    if not isinstance(document.root, Mapping):
        reading.add("wrong-type", _span(document.root), "this file is a mapping from ids to entries", "write `id:`")
        return {}, reading.problems
    for key, node in document.root.entries:
        _check_id(key, reading, "the id", slug=True)
        made = _convert(node, kind, reading, id=key)
        if made is not None:
            entries[key] = made
            if isinstance(made, model.Actor):
                reading.problems += _role_order(made)
    return entries, sorted(reading.problems, key=lambda problem: problem.order)


# From tree to nouns


@functools.cache
def _shape(kind: Any) -> tuple[tuple[str, Field[Any], Any], ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple((name_of(f), f, hints[f.name]) for f in fields(kind) if not f.metadata.get("derived"))


def name_of(f: Field[Any]) -> str:
    """A field's name as authors write it."""
    return f.name.rstrip("_")


def _span(node: Node) -> Span:
    return node.span


def _convert(node: Node, kind: type[T], reading: _Reading, **derived: object) -> T | None:
    """Make a noun of a mapping, or tell why not."""
    noun = _words(kind.__name__)
    if not isinstance(node, Mapping):
        if isinstance(node, Text) and not node:
            _blank(reading, node.span, f"this {noun} is blank")
        else:
            reading.add("wrong-type", _span(node), f"a {noun} is a mapping of fields", f"write {_example(kind)}")
        return None
    shape = _shape(typing.cast(Any, kind))
    names = [name for name, _, _ in shape]
    meant: set[str] = set()
    absent = [name for name, f, _ in shape if _required(f) and node.get(name) is None]
    for key, _ in node.entries:
        if key not in names:
            near = suggest(key, names) or (absent[0] if len(absent) == 1 else None)
            meant |= {near} if near else set()
            reading.add(
                "unknown-field", key.span, f"a {noun} has no field `{key}`",
                f"did you mean `{near}`?" if near else "the fields are " + ", ".join(f"`{n}`" for n in names),
                Fix(key.span, near) if near else None,
            )  # fmt: skip
    values: dict[str, Any] = {**derived, "span": node.span}
    sound = True
    for name, f, hint in shape:
        value = node.get(name)
        made: Any = _MISSING
        if value is None:
            if name in absent and name not in meant:
                _missing(reading, node, noun, name)
        else:
            made = _value(value, hint, reading, name, required=_required(f))
        if made is _MISSING:
            made = _stand_in(f, hint, reading) if _required(f) else _default(f)
        if made is _MISSING:
            sound = False
        values[f.name] = made
    return kind(**values) if sound else None


def _required(f: Field[Any]) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _default(f: Field[Any]) -> Any:
    return f.default if f.default is not MISSING else None


def _stand_in(f: Field[Any], hint: Any, reading: _Reading) -> Any:
    """What an empty field of a draft, or a faulty list, is until its author mends it."""
    base = _base(hint)
    if get_origin(base) is tuple:
        return ()
    if get_origin(base) is Literal:
        return "published" if f.name == "status" else get_args(base)[-1]
    stands = ("title", "language", "name", "proposition")
    if base is Text and not _meta(hint, model.Ref) and (reading.draft or f.name in stands):
        return Text("", Span(""))
    return _MISSING


def _missing(reading: _Reading, node: Mapping, noun: str, name: str) -> None:
    place = node.entries[0][0].span if node.entries else node.span
    code = "unfinished" if reading.draft else "missing-field"
    reading.add(code, place, f"this {noun} has no `{name}`", f"add `{name}:`")


def _blank(reading: _Reading, span: Span, message: str) -> None:
    code = "unfinished" if reading.draft else "blank-field"
    reading.add(code, span, message, "fill it in, or take the line out")


def _base(hint: Any) -> Any:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
        return _base(hint)
    return hint


def _meta(hint: Any, kind: type[T]) -> T | None:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is Annotated:
        return next((arg for arg in get_args(hint)[1:] if isinstance(arg, kind)), None)
    return None


def _value(node: Node, hint: Any, reading: _Reading, name: str, *, required: bool = True) -> Any:
    base = _base(hint)
    if get_origin(base) is tuple:
        return _list(node, base, hint, reading, name)
    if is_dataclass(base) and base is not Date:
        made: Any = _convert(node, typing.cast(Any, base), reading)
        return _MISSING if made is None else made
    if not isinstance(node, Text):
        reading.add("wrong-type", _span(node), f"`{name}` is one text", "write it on the line of its field, in quotes")
        return _MISSING
    if not node.strip():
        _blank(reading, node.span, f"`{name}` is blank")
        return _MISSING
    if base is Date:
        return _date(node, hint, reading, name)
    if get_origin(base) is Literal:
        return _choice(node, get_args(base), reading, name)
    form = _meta(hint, model.Form)
    if form and not _formed(node, form.name, reading, name):
        return node if form.name == "id" else _MISSING
    return node


def _list(node: Node, base: Any, hint: Any, reading: _Reading, name: str) -> Any:
    item = get_args(base)[0]
    if get_origin(item) is tuple:
        return _named(node, get_args(item), reading, name)
    if isinstance(node, Text) and not node:
        _blank(reading, node.span, f"`{name}` is blank")
        return ()
    if not isinstance(node, Sequence):
        reading.add(
            "wrong-type", _span(node), f"`{name}` is a list", f"write `{name}: [...]`, or a line with `- ` for each"
        )
        return ()
    made = tuple(v for v in (_value(n, item, reading, name) for n in node.items) if v is not _MISSING)
    count = _meta(hint, model.Count)
    if count and len(node.items) < count.least:
        code = "unfinished" if reading.draft else "wrong-count"
        reading.add(code, node.span, f"`{name}` is empty", f"it needs at least {count.least}")
    if count and count.most and len(node.items) > count.most:
        place = _span(node.items[count.most])
        reading.add("wrong-count", place, f"`{name}` has {len(node.items)} items", f"at most {count.most} are read")
    if _meta(item, model.Ref) or _meta(item, model.Form):
        seen: set[str] = set()
        for value in made:
            if value in seen:
                reading.add("repeated-item", value.span, f"`{name}` names `{value}` twice", "take one out")
            seen.add(value)
    return made


def _named(node: Node, kinds: tuple[Any, ...], reading: _Reading, name: str) -> Any:
    if not isinstance(node, Mapping):
        reading.add(
            "wrong-type", _span(node), f"`{name}` is a mapping from languages to text", f"write `{name}: {{de: …}}`"
        )
        return ()
    pairs = []
    for key, value in node.entries:
        made = _value(value, kinds[1], reading, name)
        if _formed(key, "language", reading, name) and made is not _MISSING:
            pairs.append((key, made))
    return tuple(pairs)


def _date(node: Text, hint: Any, reading: _Reading, name: str) -> Any:
    try:
        date = dates.parse(node)
    except ValueError as error:
        meant = dates.guess(node)
        reading.add(
            "wrong-date", node.span, f"“{node}” is no date: {error}",
            f"did you mean {meant}?" if meant else "write 2026-01-16, 2026-01, 2026 or 2026-01~",
            Fix(node.span, meant) if meant else None,
        )  # fmt: skip
        return _MISSING
    form = _meta(hint, model.Form)
    if form and form.name == "day" and (date.precision != "day" or date.qualifier):
        reading.add("wrong-date", node.span, f"`{name}` is a full day", "write it as 2026-01-16")
        return _MISSING
    return Date(node, date.first, date.last, date.precision, date.qualifier)


def _choice(node: Text, known: tuple[str, ...], reading: _Reading, name: str) -> Any:
    if node in known:
        return node
    near = suggest(node, known)
    reading.add(
        "wrong-value", node.span, f"`{name}` cannot be “{node}”",
        f"did you mean `{near}`?" if near else "it is one of " + ", ".join(known),
        Fix(node.span, near) if near else None,
    )  # fmt: skip
    return _MISSING


@functools.lru_cache(maxsize=4096)
def _is_language(tag: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9-]{2,35}", tag)) and langcodes.tag_is_valid(tag)


def _formed(node: Text, form: str, reading: _Reading, name: str) -> bool:
    if form == "id":
        return _check_id(node, reading, f"`{name}`", slug=name == "former_ids")
    if form == "language" and not _is_language(node):
        reading.add(
            "wrong-language",
            node.span,
            f"“{node}” is no language tag",
            "write a BCP 47 tag such as en, de, pt-BR, zh-Hant",
        )
    elif form == "url" and not _is_url(node):
        reading.add("wrong-url", node.span, f"`{name}` is no web address", "write it whole, beginning with https://")
    elif form == "sha256" and not re.fullmatch(r"[0-9a-f]{64}", node):
        reading.add("wrong-hash", node.span, f"`{name}` is no SHA-256", "write 64 lower-case hexadecimal digits")
    elif form == "wikidata" and not re.fullmatch(r"Q[1-9][0-9]{0,11}", node):
        reading.add("wrong-value", node.span, f"“{node}” is no Wikidata item", "write it as Q4115189")
    else:
        return True
    return False


def _is_url(text: str) -> bool:
    if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}]+", text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _check_id(node: Text, reading: _Reading, what: str, *, slug: bool) -> bool:
    if not ID.fullmatch(node) or len(node) > MOST_ID or node in RESERVED_FILES:
        plain = re.sub(r"[^a-z0-9]+", "-", node.lower()).strip("-")[:MOST_ID]
        how = (
            "ids are lower-case ASCII words with hyphens between them"
            if len(node) <= MOST_ID
            else "ids have at most 80 characters"
        )
        if node in RESERVED_FILES:
            how, plain = "some systems keep this name for devices", ""
        reading.add(
            "unsafe-id",
            node.span,
            f"{what} “{node}” cannot be an address: {how}",
            f"write `{plain}`" if plain else "choose another",
        )
        return False
    if slug and (node in RESERVED_PAGES or re.fullmatch(r"[0-9]+", node)):
        reading.add(
            "reserved-id", node.span, f"{what} “{node}” is an address of the archive's own pages", "choose another"
        )
        return False
    if not slug and node in SECTIONS:
        reading.add("reserved-id", node.span, f"{what} “{node}” is the name of a section of the page", "choose another")
        return False
    return True


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _example(kind: type) -> str:
    return ", ".join(f"`{name}: …`" for name, f, _ in _shape(kind) if _required(f)) or "its fields"


# Rules about one briefing


def local_ids(briefing: model.Briefing) -> Iterator[tuple[str, Text]]:
    """All ids that are anchors of the briefing's page, with their kind."""
    for kind, things in (
        ("event", briefing.events), ("quote", briefing.key_quotes), ("source", briefing.sources),
        ("correction", briefing.corrections),
    ):  # fmt: skip
        for thing in typing.cast(tuple[Any, ...], things):
            yield kind, thing.id


def duplicate_ids(briefing: model.Briefing) -> Iterator[Problem]:
    """Ids are unique within a briefing, across events, quotes, sources and corrections: each is an anchor of its page."""
    seen: dict[str, tuple[str, Text]] = {}
    for kind, id in local_ids(briefing):
        if id in seen:
            other, first = seen[id]
            yield Problem(
                "duplicate-id",
                id.span,
                f"the {kind} `{id}` has the id of the {other} on line {first.span.line}",
                "rename one",
            )
        else:
            seen[id] = (kind, id)


def local_references(briefing: model.Briefing) -> Iterator[tuple[str, Text]]:
    """All references to sources, events and quotes of the same briefing."""
    for point in briefing.summary:
        yield from (("source", ref) for ref in point.cites)
    for quote in briefing.key_quotes:
        yield from (("source", ref) for ref in (quote.source, *quote.via))
        if quote.event:
            yield "event", quote.event
    for position in briefing.positions:
        for item in position.evidence:
            if item.quote:
                yield "quote", item.quote
            if item.source:
                yield "source", item.source
    for entry in briefing.timeline:
        yield from (("source", ref) for ref in entry.cites)
        if entry.event:
            yield "event", entry.event


def unknown_local(briefing: model.Briefing) -> Iterator[Problem]:
    """A reference to a source, an event or a quote names one that the briefing has."""
    known: dict[str, dict[str, Text]] = {"source": {}, "event": {}, "quote": {}, "correction": {}}
    for kind, id in local_ids(briefing):
        known[kind].setdefault(id, id)
    for kind, refs in each_once(local_references(briefing)):
        ref = refs[0]
        if ref in known[kind]:
            continue
        near = suggest(ref, known[kind])
        help = (
            f"did you mean `{near}` (line {known[kind][near].span.line})?" if near else _known_ones(kind, known[kind])
        )
        yield Problem(
            f"unknown-{kind}", ref.span, missed(kind, refs), help,
            Fix(ref.span, near) if near else None,
            rests_on=_where(briefing, {"quote": "key_quotes"}.get(kind, f"{kind}s")),
        )  # fmt: skip


def _where(briefing: model.Briefing, *fields: str) -> tuple[Span, ...]:
    return tuple(briefing.sections[field] for field in fields if field in briefing.sections)


def _known_ones(kind: str, known: Iterable[str]) -> str:
    names = ", ".join(f"`{name}`" for name in known)
    return f"this briefing has {names}" if names else f"this briefing has no {kind}s: add it"


def uncited_sources(briefing: model.Briefing) -> Iterator[Problem]:
    """Every source is cited: by a summary point, a quote, its chain, a position or the timeline."""
    cited = {ref for kind, ref in local_references(briefing) if kind == "source"}
    where = (*_where(briefing, "summary", "key_quotes", "positions", "timeline"),)
    for source in briefing.sources:
        if source.id not in cited:
            yield Problem(
                "uncited-source", source.id.span, f"nothing cites `{source.id}`", "cite it, or take it out",
                rests_on=(*where, source.id.span),
            )  # fmt: skip


def evidence_of_positions(briefing: model.Briefing) -> Iterator[Problem]:
    """A position that says something has evidence, and each piece is a quote or a source with its exact words."""
    for position in briefing.positions:
        if not position.evidence and position.stance != "not-stated":
            code = "unfinished" if briefing.status == "draft" else "position-without-evidence"
            yield Problem(
                code,
                position.span.start,
                f"the position of `{position.actor}` has no evidence",
                "add `evidence:` with a quote, or a source with its exact words",
                rests_on=(position.span,),
            )
        for item in position.evidence:
            if bool(item.quote) == bool(item.source or item.exact) or bool(item.source) != bool(item.exact):
                yield Problem(
                    "wrong-evidence",
                    item.span.start,
                    "evidence is either a `quote`, or a `source` with its `exact` words",
                    "give the one or the other",
                    rests_on=(item.span,),
                )


def _status_span(briefing: model.Briefing) -> Span:
    return briefing.status.span if isinstance(briefing.status, Text) else briefing.span


def publication(briefing: model.Briefing) -> Iterator[Problem]:
    """What is published or withdrawn says when, and only what is withdrawn says why."""
    if briefing.status != "draft" and not briefing.published:
        yield Problem(
            "published-without-date",
            _status_span(briefing),
            f"the briefing is {briefing.status}, but has no `published` date",
            "add `published:` with the day",
            rests_on=_where(briefing, "published", "status"),
        )
    if briefing.status == "withdrawn" and not briefing.withdrawn:
        yield Problem(
            "withdrawn-without-reason",
            _status_span(briefing),
            "the briefing is withdrawn, but doesn't say when and why",
            "add `withdrawn: {date: …, reason: …}`",
            rests_on=_where(briefing, "withdrawn", "status"),
        )
    if briefing.withdrawn and briefing.status != "withdrawn":
        yield Problem(
            "withdrawn-without-reason",
            briefing.withdrawn.span,
            f"`withdrawn` stands here, but the status is {briefing.status}",
            "set `status: withdrawn`, or take it out",
            rests_on=_where(briefing, "status"),
        )


def order_of_dates(briefing: model.Briefing) -> Iterator[Problem]:
    """Things happen in order: published before updated, corrected or withdrawn; said before reported; issued before retrieved."""

    def check(early: Date | None, late: Date | None, message: str) -> Iterator[Problem]:
        if early and late and early.first > late.last:
            text = late.text if isinstance(late.text, Text) else briefing.title
            yield Problem("order-of-dates", text.span, message, f"{late} is before {early}")

    later = [(briefing.updated, "`updated` is before `published`")]
    if briefing.withdrawn:
        later.append((briefing.withdrawn.date, "the briefing is withdrawn before it is published"))
    later += [
        (c.date, f"the correction `{c.id}` is made before the briefing is published") for c in briefing.corrections
    ]
    early = [p for date, message in later for p in check(briefing.published, date, message)]
    yield from early[:1]
    for source in briefing.sources:
        yield from check(source.issued, source.retrieved, f"`{source.id}` is retrieved before it is issued")
        if source.snapshot:
            yield from check(
                source.issued,
                source.snapshot.captured,
                f"the snapshot of `{source.id}` is captured before it is issued",
            )
        yield from _reported_after(briefing, source)
    for position in briefing.positions:
        if briefing.status != "draft":
            yield from check(
                position.as_of, briefing.latest, f"the position of `{position.actor}` is later than the briefing"
            )


def _reported_after(briefing: model.Briefing, source: model.Source) -> Iterator[Problem]:
    for quote in briefing.key_quotes:
        event = briefing.event(quote.event)
        if (
            quote.source == source.id
            and source.issued
            and event
            and event.date
            and event.date.first > source.issued.last
        ):
            place = event.date.text.span if isinstance(event.date.text, Text) else quote.span
            yield Problem(
                "order-of-dates",
                place,
                f"`{quote.id}` is said after its source was issued",
                f"{source.issued} is before {event.date}",
            )


def chains(briefing: model.Briefing) -> Iterator[Problem]:
    """A chain doesn't pass through the source itself."""
    for quote in briefing.key_quotes:
        for hop in quote.via:
            if hop == quote.source:
                yield Problem(
                    "chain-in-circle",
                    hop.span,
                    f"the chain of `{quote.id}` passes through its own source",
                    "take it out of `via`",
                )


def snapshots(briefing: model.Briefing) -> Iterator[Problem]:
    """A hash of stored bytes belongs to what isn't the full text as it was captured."""
    for source in briefing.sources:
        record = source.snapshot
        if record and record.scope == "full" and not record.cleaned and record.stored_sha256:
            yield Problem(
                "wrong-hash",
                record.stored_sha256.span,
                "`stored_sha256` belongs to passages and cleaned texts alone",
                "take it out, or set `scope: passages`",
                rests_on=(record.span,),
            )


def languages(briefing: model.Briefing) -> Iterator[Problem]:
    """A translation changes the language."""
    for quote in briefing.key_quotes:
        own = quote.language or briefing.language
        if quote.translated_from and quote.translated_from == own:
            yield Problem(
                "same-language",
                quote.translated_from.span,
                f"`{quote.id}` is said to be translated from its own language",
                "take it out",
                rests_on=(quote.span,),
            )
        if quote.translation and quote.translation.language == own:
            yield Problem(
                "same-language",
                quote.translation.language.span,
                f"`{quote.id}` is translated into its own language",
                "take the translation out",
                rests_on=(quote.span,),
            )


def corrected_fields(briefing: model.Briefing) -> Iterator[Problem]:
    """A correction names a field that the briefing has, and the last one of a field tells what stands there now."""
    latest: dict[str, model.Correction] = {}
    for correction in sorted(briefing.corrections, key=lambda c: c.date.order):
        latest[correction.field] = correction
        if _at(briefing, correction.field) is _MISSING:
            yield Problem(
                "unknown-corrected-field",
                correction.field.span,
                f"this briefing has nothing at “{correction.field}”",
                "write a path such as `title`, `summary.2.text` or `events.the-id.date`",
                rests_on=(correction.span, *_where(briefing, correction.field.split(".")[0])),
            )
    for path, correction in latest.items():
        value = _at(briefing, path)
        text = value.text if isinstance(value, Date) else value
        if correction.now and isinstance(text, str) and text != correction.now:
            yield Problem(
                "stale-correction",
                correction.now.span,
                f"`{path}` is “{text}”, not what the correction says",
                "write what stands there now",
                rests_on=(correction.span, *_where(briefing, path.split(".")[0])),
            )


def _at(thing: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(thing, tuple):
            by_id = [item for item in thing if getattr(item, "id", None) == step]
            number = int(step) if re.fullmatch(r"[1-9][0-9]{0,3}", step) else 0
            thing = by_id[0] if by_id else thing[number - 1] if 0 < number <= len(thing) else _MISSING
        elif is_dataclass(thing) and step in {name for name, _, _ in _shape(typing.cast(Any, type(thing)))}:
            thing = getattr(thing, step)
        else:
            return _MISSING
    return thing


def _role_order(actor: model.Actor) -> Iterator[Problem]:
    for role in actor.roles:
        if role.from_ and role.to and role.from_.first > role.to.last and isinstance(role.to.text, Text):
            yield Problem(
                "order-of-dates",
                role.to.text.span,
                f"the role of `{actor.id}` ends before it begins",
                f"{role.to} is before {role.from_}",
            )


def plain_markdown(briefing: model.Briefing) -> Iterator[Problem]:
    """The analysis is Markdown without raw HTML and without pictures."""
    seen: set[tuple[int, str]] = set()
    for line, column, what in markdown.unsafe(briefing.analysis or ""):
        if (line, what) in seen:
            continue
        seen.add((line, what))
        whole = typing.cast(Text, briefing.analysis).span
        block = whole.end_line > whole.line
        start = (whole.line + 1 + line, 3 + column) if block else (whole.line, whole.column + column)
        place = Span(whole.file, *start, start[0], start[1] + 1)
        yield Problem("unsafe-markdown", place, f"{what} stands in the analysis", "take it out: the page leaves it out")


def future_dates(briefing: model.Briefing, today: dt.date) -> Iterator[Problem]:
    """Nothing was published, updated, corrected, withdrawn, retrieved, captured, issued or held in the future."""
    known: list[tuple[str, Date | None]] = [("published", briefing.published), ("updated", briefing.updated)]
    known += [("the correction", correction.date) for correction in briefing.corrections]
    known += [("withdrawn", briefing.withdrawn.date)] if briefing.withdrawn else []
    for source in briefing.sources:
        known += [("issued", source.issued), ("retrieved", source.retrieved)]
        known += [("captured", source.snapshot.captured)] if source.snapshot else []
    known += [("as_of", position.as_of) for position in briefing.positions]
    for name, date in known:
        if date and date.first > today + dt.timedelta(days=1) and isinstance(date.text, Text):
            yield Problem("date-in-future", date.text.span, f"`{name}` lies in the future", "write the day that it was")


BRIEFING_RULES = (
    duplicate_ids, unknown_local, uncited_sources, evidence_of_positions, publication, order_of_dates, chains,
    snapshots, languages, corrected_fields, plain_markdown,
)  # fmt: skip
"""The rules about one briefing that need no other file."""
