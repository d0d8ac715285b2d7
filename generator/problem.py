"""What is wrong with content, and where: problems are values, not exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a content file. Lines and columns are 1-based and count code points; ends are exclusive."""

    file: str
    """Path of the file, relative to the content folder, with forward slashes."""
    line: int = 1
    """Line of the first character."""
    column: int = 1
    """Column of the first character."""
    end_line: int = 1
    """Line of the end."""
    end_column: int = 1
    """Column just past the last character."""

    @property
    def start(self) -> Span:
        """The empty stretch at the beginning of this one."""
        return Span(self.file, self.line, self.column, self.line, self.column)


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """A replacement that cures a problem when an author accepts it."""

    span: Span
    """What is replaced; empty for an insertion."""
    text: str
    """What stands there instead."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the content, with its place and its cure."""

    code: str
    """The rule that is broken: a key of `generator.rules.CATALOGUE`, which knows the severity."""
    span: Span
    """Where an author has to look."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    help: str = ""
    """What to do about it."""
    fix: Fix | None = None
    """The change that cures it, where there is exactly one."""
    rests_on: tuple[Span, ...] = ()
    """Values that the verdict rests on: where one is told to be wrong itself, a verdict on dates is withheld."""

    @property
    def order(self) -> tuple[Span, str, str]:
        """Sort key: by file and place, then by rule."""
        return (self.span, self.code, self.message)
