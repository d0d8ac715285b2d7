"""One YAML file: bytes to a tree of text in which every value keeps its place, or problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from generator.document import Document, Mapping, Node, Sequence, Text
from generator.problem import Problem, Span
from generator.read import faults
from generator.read.files import MOST_BYTES

MOST_LEVELS = 32
"""Deepest nesting."""
MOST_REPEATS = 20
"""Forbidden characters reported for one file."""
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]|\r(?!\n)"
)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def document(data: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file; all problems that can be found, sorted by place."""
    text, problems = _decode(data, file)
    if text is None:
        return None, problems
    problems += _forbidden(text, file)
    clean = _FORBIDDEN.sub(" ", text).replace("\t", " ")
    builder = _Builder(file, clean.split("\n"))
    root = builder.build(clean)
    tabbed = any(problem.code == "tab" for problem in problems)
    problems += (problem for problem in builder.problems if not (tabbed and problem.code == "yaml-syntax"))
    problems.sort(key=lambda problem: problem.order)
    return (Document(file, root) if root is not None else None), problems


def _decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    if len(data) > MOST_BYTES:
        return None, [
            Problem("file-too-large", Span(file), f"this file has {len(data)} bytes", f"at most {MOST_BYTES} are read")
        ]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Problem("not-utf8", Span(file), "this file is UTF-16, not UTF-8", "save it as UTF-8")]
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        place = Span(file, line, column, line, column + 1)
        return None, [
            Problem("not-utf8", place, f"the byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")
        ]


def _forbidden(text: str, file: str) -> list[Problem]:
    found: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in re.finditer(r"\t", line) if "\t" in line else ():
            place = Span(file, number, match.start() + 1, number, match.end() + 1)
            found.append(Problem("tab", place, "a tab stands here", "use spaces"))
            break
        if odd := re.match(r" *([^\S \t\r])\s*(?:- )?[A-Za-z_]+:", line):
            place = Span(file, number, odd.start(1) + 1, number, odd.end(1) + 1)
            message = "the line begins with a space that isn't a plain one"
            found.append(Problem("forbidden-character", place, message, "type plain spaces"))
        for match in _FORBIDDEN.finditer(line.removesuffix("\r")):
            place = Span(file, number, match.start() + 1, number, match.end() + 1)
            found.append(
                Problem(
                    "forbidden-character",
                    place,
                    f"an invisible character stands here: {_named(match[0])}",
                    "take it out",
                )
            )
    return found[:MOST_REPEATS]


def _named(character: str) -> str:
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {name}"


class _RefusedError(Exception):
    """Reading can't go on."""


class _Builder:
    """Makes the tree of the parser's events, and tells what YAML allows and we don't."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file, self.lines, self.problems = file, lines, list[Problem]()
        self.events: Iterator[yaml.Event] = iter(())

    def span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(self.file)
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def add(self, code: str, span: Span, message: str, help: str) -> None:
        self.problems.append(Problem(code, span, message, help))

    def build(self, text: str) -> Node | None:
        if self._too_deep(text):
            return None
        self.events = iter(yaml.parse(text, Loader=_LOADER))
        try:
            return self._stream()
        except _RefusedError:
            return None
        except yaml.MarkedYAMLError as error:
            fault = faults.diagnose(error, text, self.lines)
            line = min(fault.line, len(self.lines))
            self.add(
                "yaml-syntax", Span(self.file, line, fault.column, line, fault.column + 1), fault.message, fault.help
            )
        except (yaml.YAMLError, RecursionError, ValueError):
            self.add("yaml-syntax", Span(self.file), "this is no YAML", "compare it with a briefing that works")
        return None

    def _too_deep(self, text: str) -> bool:
        depth = 0
        for match in re.finditer(r"[\[{\]}\n]|- (?=(?:- ){32})", text):
            depth = (
                0
                if match[0] == "\n" and depth <= MOST_LEVELS
                else depth + (1 if match[0] in "[{" else -1 if match[0] in "]}" else 0)
            )
            if depth > MOST_LEVELS or match[0].startswith("-"):
                line = text.count("\n", 0, match.start()) + 1
                column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
                self.add(
                    "nesting-too-deep",
                    Span(self.file, line, column, line, column + 1),
                    f"values are nested more than {MOST_LEVELS} levels deep",
                    "flatten them",
                )
                return True
        return False

    def _stream(self) -> Node | None:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self.add("empty-file", Span(self.file), "this file is empty", "write the briefing, or delete the file")
            return None
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            self.add("yaml-tag", self.span(start), "a YAML directive stands here", "take it out")
        first = next(self.events)
        root = self._node(first, 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.add(
                "several-documents", self.span(after), "a second document begins here", "make it a file of its own"
            )
        if isinstance(root, Text) and not root:
            self.add("empty-file", Span(self.file), "this file is empty", "write the briefing, or delete the file")
            return None
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MOST_LEVELS:
            self.add(
                "nesting-too-deep",
                self.span(event),
                f"values are nested more than {MOST_LEVELS} levels deep",
                "flatten them",
            )
            raise _RefusedError
        if isinstance(event, yaml.AliasEvent):
            self.add("yaml-anchor", self.span(event), "an alias stands here", "write the value out")
            return Text("alias", self.span(event))
        if getattr(event, "anchor", None):
            self.add("yaml-anchor", self.span(event), "an anchor stands here", "take it out")
        if getattr(event, "tag", None):
            self.add("yaml-tag", self.span(event), "a tag stands here", "take it out, or quote the value")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        return self._scalar(event)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._around(start, event, [item.span for item in items]))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: list[tuple[Text, Node]] = []
        seen: dict[str, Text] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Text) or not key:
                self.add(
                    "key-not-text", key.span, "a field has no plain name", "write the field's name before the colon"
                )
            elif key == "<<":
                self.add("yaml-merge", key.span, "a merge key stands here", "write the fields out")
            elif key in seen:
                self.add(
                    "duplicate-key",
                    key.span,
                    f"`{key}` stands here again; it stands on line {seen[key].span.line}, too",
                    "take one out",
                )
            else:
                seen[key] = key
                entries.append((key, value))
        return Mapping(tuple(entries), self._around(start, event, [value.span for _, value in entries]))

    def _around(self, start: yaml.Event, end: yaml.Event, inner: list[Span]) -> Span:
        whole, flow = self.span(start), getattr(start, "flow_style", False)
        last = self.span(end) if flow or not inner else inner[-1]
        return Span(self.file, whole.line, whole.column, last.end_line, last.end_column)

    def _scalar(self, event: yaml.Event) -> Text:
        value, span = str(getattr(event, "value", "")), self.span(event)
        style = getattr(event, "style", None)
        if style not in ("'", '"', "|", ">"):
            self._comment(span)
        if style == '"' and (found := _FORBIDDEN.search(value)):
            self.add(
                "forbidden-character",
                span,
                f"an invisible character is written here: {_named(found[0])}",
                "take it out",
            )
            value = _FORBIDDEN.sub(" ", value)
        return Text(value, span)

    def _comment(self, span: Span) -> None:
        line = self.lines[span.end_line - 1] if span.end_line <= len(self.lines) else ""
        if "#" not in line:
            return
        rest = line[span.end_column - 1 :].rstrip("\r")
        found = re.match(r"(\s+)#(.?)", rest)
        if found and (len(found[1]) < 2 or found[2] not in ("", " ")):
            column = span.end_column + len(found[1])
            place = Span(self.file, span.end_line, column, span.end_line, span.end_column + len(rest))
            self.add(
                "comment-cuts-text",
                place,
                "YAML takes what follows this # for a comment",
                "quote the value if the text belongs to it; for a comment, put two spaces before the # and one after it",
            )
