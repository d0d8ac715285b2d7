"""One YAML file: bytes to a tree of text in which every value keeps its place, or problems."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from generator.document import Document, Mapping, Node, Sequence, Text
from generator.problem import Fix, Problem, Span
from generator.read import characters, faults
from generator.read.files import most_bytes

MOST_LEVELS = 32
"""Deepest nesting."""
MOST_VALUES = 200_000
"""Most values and names of fields in a file."""
MOST_PROBLEMS = 100
"""After so many problems a file is read no further."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TRIPS = frozenset(["comment-cuts-text", "yaml-anchor", "yaml-tag", "yaml-merge", "key-not-text", "yaml-syntax"])
"""Rules whose breach can make the parser fail a little further down."""
_TAKE_OUT = "quote the value if the sign belongs to it, else take it out"
_NOTHING = frozenset(["", "~", "null"])
"""What stands for no value where it isn't quoted."""


def document(data: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file; all problems that can be found, sorted by place."""
    text, problems = characters.decode(data, file, most_bytes(file))
    if text is None:
        return None, problems
    problems += characters.unseen(text, file) + characters.blanks(text, file)
    clean = characters.FORBIDDEN.sub(lambda run: " " * len(run[0]), text).replace("\t", " ")
    builder = _Builder(file, clean, characters.places(text) if problems else {})
    root = builder.build()
    if problems:
        builder.problems = [p for p in builder.problems if p.code not in ("yaml-syntax", "empty-file")]
    problems = sorted(problems + builder.problems, key=lambda problem: problem.order)
    return (Document(file, root) if root is not None else None), problems


class _RefusedError(Exception):
    """Reading can't go on."""


class _Builder:
    """Makes the tree of the parser's events, and tells what YAML allows and we don't."""

    def __init__(self, file: str, text: str, doubts: dict[int, list[int]]) -> None:
        self.file, self.text, self.lines = file, text, text.split("\n")
        self.problems: list[Problem] = []
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self.values, self.doubts = 0, doubts
        self.hashed = {number for number, line in enumerate(self.lines, 1) if "#" in line}

    def build(self) -> Node | None:
        """The root, or None where nothing could be made of it."""
        try:
            return self._stream()
        except _RefusedError:
            return None
        except yaml.MarkedYAMLError as error:
            fault = faults.diagnose(error, self.text, self.lines)
            self._settle(fault.problem(self.file, self.lines), error.problem_mark)
        return None

    def _settle(self, fault: Problem, mark: yaml.Mark | None) -> None:
        """Add what the parser tripped over, or leave it where it follows from something told on the lines above it."""
        told, line = self.problems[-1] if self.problems else None, mark.line + 1 if mark else fault.span.line
        if told and told.code in _TRIPS and min(line, fault.span.line) - 2 <= told.span.line <= line:
            if told.span[:3] != fault.span[:3] and "bracket" not in fault.message:
                return
            self.problems.pop()
        self.problems.append(fault)

    def span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(self.file)
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def add(self, code: str, span: Span, message: str, help: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(code, span, message, help, fix))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _RefusedError

    def _stream(self) -> Node | None:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            place = self._mark(start, r".*\S")
            self.add("yaml-tag", place, "a YAML directive stands here", "take it out")
        root: Node = Text("", Span(self.file))
        if not isinstance(start, yaml.StreamEndEvent):
            root = self._node(next(self.events), 0)
            next(self.events)
            after = next(self.events)
            if not isinstance(after, yaml.StreamEndEvent):
                place = self.span(after)
                self.add("several-documents", place, "a second document begins here", "make it a file of its own")
                root = replace(root, partial=True) if isinstance(root, Mapping) else root
        if isinstance(root, Text) and not root:
            if not self.problems:
                self.add("empty-file", Span(self.file), "this file is empty", "fill it in, or delete it")
            return None
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.values += 1
        if (
            type(event) is yaml.ScalarEvent
            and depth <= MOST_LEVELS
            and self.values <= MOST_VALUES
            and not (event.anchor or event.tag)
        ):
            return self._scalar(event)
        if depth > MOST_LEVELS:
            message = f"values are nested more than {MOST_LEVELS} levels deep"
            self.add("nesting-too-deep", self._mark(event, "."), message, "flatten them")
            raise _RefusedError
        if self.values > MOST_VALUES:
            message = f"this file has more than {MOST_VALUES:,} values"
            self.add("file-too-large", self._mark(event, "."), message, "split it")
            raise _RefusedError
        if isinstance(event, yaml.AliasEvent):
            self.add("yaml-anchor", self.span(event), "an alias stands here", "write the value out, or quote it")
            return Text("alias", self.span(event), doubtful=True)
        if getattr(event, "anchor", None):
            self.add("yaml-anchor", self._mark(event, r"&\S*"), "an anchor stands here", _TAKE_OUT)
        if getattr(event, "tag", None):
            self.add("yaml-tag", self._mark(event, r"!\S*"), "a tag stands here", _TAKE_OUT)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return (
            self._sequence(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event, depth)
        )

    def _mark(self, event: yaml.Event, pattern: str) -> Span:
        """What matches at the beginning of an event or soon after it."""
        place = self.span(event)
        line, column = place.line - 1, place.column - 1
        found = re.compile(pattern).search(self.lines[line], column) if line < len(self.lines) else None
        start, end = found.span() if found else (column, column)
        return Span(self.file, line + 1, start + 1, line + 1, end + 1)

    def _sequence(self, start: yaml.Event, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._around(start, event, items[-1] if items else None))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Text, Node]] = {}
        last: Node | None = None
        partial = False
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            told = len(self.problems)
            last = self._node(next(self.events), depth + 1)
            if not isinstance(key, Text) or not key:
                self.add(
                    "key-not-text", key.span, "a field has no plain name", "write the field's name before the colon"
                )
            elif key == "<<":
                del self.problems[told:]
                self.add("yaml-merge", key.span, "a merge key stands here", "write the fields out")
            elif key in entries:
                first = entries[key][0]
                message = f"`{key}` stands here again; it stands on line {first.span.line}, too"
                begins = key == next(iter(entries)) and self.span(start).column > 1
                help = "take one out; where a new item of the list begins here, put `- ` before it"
                self.add("duplicate-key", key.span, message, help if begins else "take one out")
                first.doubt()
                continue
            elif not self._joined(key, last):
                entries[key] = (key, last)
                continue
            partial = True
        return Mapping(tuple(entries.values()), self._around(start, event, last), partial)

    def _joined(self, key: Text, value: Node) -> bool:
        """Whether a key such as `b:c` in braces is a key and its value without the space between."""
        if ":" not in key or key.span.line != key.span.end_line or value:
            return False
        column = key.span.column + key.index(":") + 1
        place = Span(self.file, key.span.line, column, key.span.line, column)
        name = key.partition(":")[0]
        self.add("yaml-syntax", place, f"a space is missing after `{name}:`", f"write `{name}: `", Fix(place, " "))
        return True

    def _around(self, start: yaml.Event, end: yaml.Event, last: Node | None) -> Span:
        whole, flow = self.span(start), getattr(start, "flow_style", False)
        until = self.span(end) if flow or last is None else last.span
        return Span(self.file, whole.line, whole.column, until.end_line, until.end_column)

    def _scalar(self, event: yaml.ScalarEvent) -> Text:
        value, style, span, told = str(event.value), event.style, self.span(event), len(self.problems)
        indent = None
        if style in ("|", ">"):
            span = self._trimmed(span)
            indent = self._indent(span, value) if style == "|" else None
        else:
            if span.end_line in self.hashed:
                self._comment(span, quoted=bool(style))
            if style == '"':
                value = self._escapes(value, span)
            elif not style and span.end_line > span.line:
                self._dashes(span)
        doubtful = len(self.problems) > told or bool(event.anchor or event.tag)
        if self.doubts and not doubtful:
            doubtful = any(
                self._marked(span, line) for line in range(span.line, span.end_line + 1) if line in self.doubts
            )
        return Text("" if not style and value in _NOTHING else value, span, doubtful=doubtful, indent=indent)

    def _marked(self, span: Span, line: int) -> bool:
        """Whether a line of a value holds a character that is told."""
        columns = self.doubts[line]
        at = bisect.bisect_left(columns, span.column) if line == span.line else 0
        return at < len(columns) and (line < span.end_line or columns[at] < span.end_column)

    def _trimmed(self, span: Span) -> Span:
        """A block scalar without the blank lines below it."""
        line = min(span.end_line - (span.end_column == 1), len(self.lines))
        while line > span.line and not self.lines[line - 1].strip():
            line -= 1
        return Span(self.file, span.line, span.column, line, len(self.lines[line - 1].rstrip("\r")) + 1)

    def _indent(self, span: Span, value: str) -> int | None:
        """How far a literal block is indented, by its first line that isn't blank."""
        pairs = zip(self.lines[span.line : span.end_line], value.split("\n"), strict=False)
        return next((len(row.rstrip("\r")) - len(line) for row, line in pairs if line.strip()), None)

    def _escapes(self, value: str, span: Span) -> str:
        found = characters.FORBIDDEN.search(value)
        if not found:
            return value
        message = f"an invisible character is written here: {characters.name(found[0][0])}"
        self.add("forbidden-character", span, message, "take it out")
        return characters.FORBIDDEN.sub(" ", value)

    def _comment(self, span: Span, *, quoted: bool) -> None:
        """Text that YAML takes for a comment: no space behind the #, or behind a plain value only one before it."""
        line = self.lines[span.end_line - 1]
        found = _COMMENT.match(line, span.end_column - 1)
        if found and ((len(found[1]) < 2 and not quoted) or found[2] not in ("", " ")):
            column = found.start(2)
            place = Span(self.file, span.end_line, column, span.end_line, len(line.rstrip()) + 1)
            message = "YAML takes what follows this # for a comment"
            self.add("comment-cuts-text", place, message, faults.QUOTE_OR_COMMENT)

    def _dashes(self, span: Span) -> None:
        """A line of a list that stands too far right is taken for more of the text above it."""
        for number in range(span.line + 1, span.end_line + 1):
            if found := _DASH.match(self.lines[number - 1]):
                place = Span(self.file, number, found.end(1), number, found.end(1) + 1)
                message = "this line belongs to the text above it, as YAML has it"
                self.add("yaml-syntax", place, message, "begin it in the column of the hyphen above, or quote the text")
                return


_COMMENT = re.compile(r",?(\s+)#(.?)")
_DASH = re.compile(r"(\s*-)\s")
