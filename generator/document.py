"""The tree that reading gives: text, sequences and mappings that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from generator.problem import Span

_BITS = 23
"""Bits of a line's or a column's number: enough for the bytes of any file that is read."""
_MOST = (1 << _BITS) - 1


class Text(str):
    """A scalar exactly as its author meant it (`NO` is "NO"), with its place. A blank value is the empty text.

    An archive of ten thousand briefings has two million of them, so all about the place is kept as one number.
    """

    __slots__ = ("_about", "_file")
    _file: str
    _about: int

    def __new__(cls, value: str, span: Span, *, doubtful: bool = False, indent: int | None = None) -> Self:
        """Give `value` a place."""
        text = super().__new__(cls, value)
        text._file, *about = span
        text._about = 0 if indent is None else indent + 1
        for number in about:
            text._about = text._about << _BITS | number
        text._about = text._about << 1 | doubtful
        return text

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (str.__str__(self), self._file, self._about)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self._file, *(self._about >> 1 + n * _BITS & _MOST for n in (3, 2, 1, 0)))

    @property
    def indent(self) -> int | None:
        """How far the lines of a literal block (`|`) are indented; None for others, whose lines aren't the file's."""
        indent = self._about >> 1 + 4 * _BITS
        return indent - 1 if indent else None

    @property
    def doubtful(self) -> bool:
        """Whether something is told of it that leaves open what it says."""
        return bool(self._about & 1)

    def doubt(self) -> None:
        """Let it be doubtful."""
        self._about |= 1

    def place(self, line: int, column: int, length: int = 1) -> Span:
        """Where a stretch of one line of the text stands in the file; line and column are 0-based."""
        span = self.span
        if self.indent is not None:
            start = span.line + 1 + line, self.indent + column + 1
            return Span(span.file, *start, start[0], start[1] + length)
        if span.line == span.end_line and line == 0 and span.end_column - span.column == len(self):
            return Span(span.file, span.line, span.column + column, span.line, span.column + column + length)
        return span


def _again(value: str, file: str, about: int) -> Text:
    """A text as it was before it was pickled."""
    text = str.__new__(Text, value)
    text._file = file  # noqa: SLF001
    text._about = about  # noqa: SLF001
    return text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    """The items in the file's order."""
    span: Span
    """From the first item to the end of the last."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping without duplicate keys."""

    entries: tuple[tuple[Text, Node], ...]
    """Keys and values in the file's order."""
    span: Span
    """From the first key to the end of the last value."""
    partial: bool = False
    """Whether there is more in the file that couldn't be taken for its entries."""

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None where the mapping has no such key."""
        return next((value for name, value in self.entries if name == key), None)


Node = Text | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One content file that could be read."""

    file: str
    """Path relative to the content folder, with forward slashes."""
    root: Node
    """The file's only YAML document."""
