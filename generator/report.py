"""Report: problems as people, editors and CI read them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from generator.problem import Fix, Problem, Span
from generator.reference import suggest
from generator.rules import CATALOGUE

Format = Literal["human", "json", "github", "sarif"]
WIDEST = 120
"""Most columns of a source line that are shown."""
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "help": "\x1b[36m", "dim": "\x1b[2m"}


def severity(problem: Problem, *, strict: bool = False) -> str:
    """`error` or `warning`; strict makes errors of warnings."""
    return "error" if strict else CATALOGUE[problem.code].severity


def counts(problems: Sequence[Problem], files: int, *, strict: bool = False) -> dict[str, int]:
    """How many errors and warnings, in how many files read."""
    seen = Counter(severity(problem, strict=strict) for problem in problems)
    return {"errors": seen["error"], "warnings": seen["warning"], "files": files}


def render(
    problems: Sequence[Problem],
    texts: Mapping[str, bytes],
    shown: Callable[[str], str],
    form: Format,
    *,
    strict: bool,
    colour: bool = False,
) -> str:
    """All problems in one of the formats.

    Args:
        problems: Sorted.
        texts: The content files' bytes, for the source lines.
        shown: Maps a file within the content folder to the path that the reader knows.
        form: The format.
        strict: Whether warnings are errors.
        colour: Whether the human format may use a terminal's colours.

    """
    report = _Report(problems, texts, shown, strict=strict, colour=colour)
    return {"human": report.human, "json": report.json, "github": report.github, "sarif": report.sarif}[form]()


def summary(problems: Sequence[Problem], files: int, *, strict: bool) -> str:
    """One closing line."""
    number = counts(problems, files, strict=strict)
    checked = f"{files} file{'s' * (files != 1)} checked"
    if not problems:
        return f"{checked}, nothing to mend"
    parts = [f"{n} {name[:-1] if n == 1 else name}" for name, n in number.items() if name != "files" and n]
    return f"{checked}: {', '.join(parts)}. `briefings explain CODE` tells more"


def nearest(code: str) -> str | None:
    """The rule that was probably meant."""
    return suggest(code, CATALOGUE)


@dataclass(slots=True)
class _Report:
    """What all formats share."""

    problems: Sequence[Problem]
    texts: Mapping[str, bytes]
    shown: Callable[[str], str]
    strict: bool = field(kw_only=True)
    colour: bool = field(kw_only=True)
    lines: dict[str, list[str]] = field(default_factory=dict)
    """Of files that were shown already, their lines as reading counts them."""

    def severity(self, problem: Problem) -> str:
        return severity(problem, strict=self.strict)

    def human(self) -> str:
        return "\n".join(self._for_people(problem) for problem in self.problems)

    def _for_people(self, problem: Problem) -> str:
        span, level = problem.span, self.severity(problem)
        place = f"{self.shown(span.file)}:{span.line}:{span.column}:"
        told = [f"{place} {self._in(level, f'{level}[{problem.code}]:')} {short(problem.message)}"]
        row = self._line(span)
        if row is not None:
            text, before, width = excerpt(row, span)
            gutter, bar = " " * len(str(span.line)), self._in("dim", "|")
            caret = " " * before + self._in(level, "^" * width)
            told += [f" {gutter} {bar}", f" {self._in('dim', str(span.line))} {bar} {text}", f" {gutter} {bar} {caret}"]
        if problem.help:
            told.append(f"   {self._in('help', 'help:')} {short(problem.help)}")
        return "\n".join(told) + "\n"

    def _in(self, kind: str, text: str) -> str:
        return f"{_COLOURS[kind]}{text}\x1b[0m" if self.colour else text

    def _line(self, span: Span) -> str | None:
        """The source line of a place; none for a file that isn't read, or a problem of a whole file."""
        if span.file not in self.lines:
            self.lines[span.file] = lines(self.texts.get(span.file, b"").decode("utf-8", "replace"))
        rows = self.lines[span.file]
        return rows[span.line - 1].rstrip("\r") if span.line <= len(rows) and span.file in self.texts else None

    def json(self) -> str:
        listed = [
            {
                "code": p.code, "severity": self.severity(p), "file": self.shown(p.span.file), **_place(p.span),
                "message": short(p.message), "help": short(p.help),
                "fix": p.fix and {**_place(p.fix.span), "text": p.fix.text},
            }
            for p in self.problems
        ]  # fmt: skip
        whole = {"version": 1, "problems": listed, "counts": counts(self.problems, len(self.texts), strict=self.strict)}
        return json.dumps(whole, ensure_ascii=False, indent=2)

    def github(self) -> str:
        """The worst first, since GitHub shows ten of a kind."""
        worst = sorted(self.problems, key=self.severity)
        return "\n".join(self._annotation(problem) for problem in worst)

    def _annotation(self, problem: Problem) -> str:
        span = problem.span
        place = f"file={_property(self.shown(span.file))},line={span.line},endLine={span.end_line}"
        if span.line == span.end_line:  # columns of a stretch of several lines are refused
            place += f",col={span.column},endColumn={span.end_column}"
        words = _data(f"{short(problem.message)}\n{short(problem.help)}".strip())
        return f"::{self.severity(problem)} {place},title={_property(problem.code)}::{words}"

    def sarif(self) -> str:
        used = sorted({problem.code for problem in self.problems})
        run = {
            "tool": {"driver": {"name": "briefings", "rules": [_descriptor(code) for code in used]}},
            "columnKind": "unicodeCodePoints",
            "results": [self._result(problem, used.index(problem.code)) for problem in self.problems],
        }
        schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
        return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)

    def _result(self, problem: Problem, index: int) -> dict[str, Any]:
        artifact = {"uri": quote(self.shown(problem.span.file))}
        made: dict[str, Any] = {
            "ruleId": problem.code,
            "ruleIndex": index,
            "level": self.severity(problem),
            "message": {"text": f"{short(problem.message)}. {short(problem.help)}".strip()},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(problem.span)}}],
        }
        if problem.fix:
            made["fixes"] = [_change(problem.fix, {"uri": quote(self.shown(problem.fix.span.file))})]
        return made


def short(words: str) -> str:
    """Words that quote a whole value of somebody's, without its middle where it is long."""
    return words if len(words) <= 600 else f"{words[:400]} … {words[-180:]}"


def lines(written: str) -> list[str]:
    """The lines of a file as reading counts them."""
    text = written.removeprefix("\ufeff")
    return (text if "\n" in text else text.replace("\r", "\n")).split("\n")


def excerpt(row: str, span: Span) -> tuple[str, int, int]:
    """A source line as a terminal shows it, the columns before the place, and the columns that the place has.

    Wide characters take two columns, combining ones none; what can't be printed is shown as U+FFFD, a tab as one blank.
    """
    near = max(0, span.column - WIDEST)
    row, column = row[near : near + 2 * WIDEST], span.column - 1 - near
    cells = [" " if c == "\t" else c if c.isprintable() else "\ufffd" for c in row]
    last = len(cells) if span.end_line > span.line else span.end_column - 1 - near
    start, used = min(column, len(cells)), 0
    while start > 0 and (used := used + _width(cells[start - 1])) <= WIDEST // 2:
        start -= 1
    shown, used = start, 0
    while shown < len(cells) and used + _width(cells[shown]) <= WIDEST:
        used += _width(cells[shown])
        shown += 1
    before = sum(map(_width, cells[start:column]))
    width = sum(map(_width, cells[column : min(last, shown)]))
    return "".join(cells[start:shown]), before, max(1, width)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column,
    }  # fmt: skip


def _change(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
    return {"artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}]}


def _descriptor(code: str) -> dict[str, Any]:
    rule = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.cure},
        "defaultConfiguration": {"level": rule.severity},
    }
