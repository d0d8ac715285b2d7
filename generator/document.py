"""The tree that reading gives: text, sequences and mappings that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from generator.problem import Span


class Text(str):
    """A scalar exactly as its author meant it (`NO` is "NO"), with its place. A blank value is the empty text."""

    __slots__ = ("span",)
    span: Span

    def __new__(cls, value: str, span: Span) -> Self:
        """Give `value` a place."""
        text = super().__new__(cls, value)
        text.span = span
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
