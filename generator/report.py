"""Report: problems as people, editors and CI read them."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from generator.problem import Problem
from generator.rules import CATALOGUE

Format = Literal["human", "json", "github", "sarif"]


def severity(problem: Problem, *, strict: bool = False) -> str:
    """`error` or `warning`; strict makes errors of warnings."""
    return "error" if strict else CATALOGUE[problem.code].severity


def counts(problems: Sequence[Problem], files: int, *, strict: bool = False) -> dict[str, int]:
    """How many errors and warnings, in how many files read."""
    seen = Counter(severity(problem, strict=strict) for problem in problems)
    return {"errors": seen["error"], "warnings": seen["warning"], "files": files}


def render(
    problems: Sequence[Problem], texts: Mapping[str, bytes], shown: Callable[[str], str], form: Format, *, strict: bool
) -> str:
    """All problems in one of the formats.

    Args:
        problems: Sorted.
        texts: The content files' bytes, for the source lines.
        shown: Maps a file within the content folder to the path that the reader knows.
        form: The format.
        strict: Whether warnings are errors.

    """
    if form == "json":
        return _json(problems, len(texts), shown, strict)
    if form == "sarif":
        return _sarif(problems, shown, strict)
    one = _github if form == "github" else _human
    return "\n".join(one(problem, texts, shown, strict) for problem in problems)


def summary(problems: Sequence[Problem], files: int, *, strict: bool) -> str:
    """One closing line."""
    number = counts(problems, files, strict=strict)
    if not problems:
        return f"{files} files checked, nothing to mend"
    parts = [f"{n} {name[:-1] if n == 1 else name}" for name, n in number.items() if name != "files" and n]
    return f"{files} files checked: {', '.join(parts)}. `briefings explain CODE` tells more"


def _human(problem: Problem, texts: Mapping[str, bytes], shown: Callable[[str], str], strict: bool) -> str:
    span = problem.span
    lines = [
        f"{shown(span.file)}:{span.line}:{span.column}: {severity(problem, strict=strict)}[{problem.code}]: {problem.message}"
    ]
    source = texts.get(span.file, b"").decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    if 0 < span.line <= len(source):
        line = "".join(c if c.isprintable() else "\ufffd" for c in source[span.line - 1])
        start = max(0, span.column - 61)
        line = line[start : start + 120]
        width = max(1, min((span.end_column if span.end_line == span.line else span.column + 1) - span.column, 60))
        gutter = " " * len(str(span.line))
        lines += [
            f" {gutter} |",
            f" {span.line} | {line}",
            f" {gutter} | {' ' * (span.column - 1 - start)}{'^' * width}",
        ]
    if problem.help:
        lines.append(f"   help: {problem.help}")
    return "\n".join(lines) + "\n"


def _json(problems: Sequence[Problem], files: int, shown: Callable[[str], str], strict: bool) -> str:
    listed = [
        {
            "code": p.code, "severity": severity(p, strict=strict), "file": shown(p.span.file), "line": p.span.line,
            "column": p.span.column, "end_line": p.span.end_line, "end_column": p.span.end_column,
            "message": p.message, "help": p.help,
            "fix": p.fix and {
                "line": p.fix.span.line, "column": p.fix.span.column, "end_line": p.fix.span.end_line,
                "end_column": p.fix.span.end_column, "text": p.fix.text,
            },
        }
        for p in problems
    ]  # fmt: skip
    whole = {"version": 1, "problems": listed, "counts": counts(problems, files, strict=strict)}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _github(problem: Problem, texts: Mapping[str, bytes], shown: Callable[[str], str], strict: bool) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    span = problem.span
    place = f"file={value(shown(span.file))},line={span.line},col={span.column},endLine={span.end_line},endColumn={span.end_column}"
    words = data(f"{problem.message}\n{problem.help}".strip())
    return f"::{severity(problem, strict=strict)} {place},title={value(problem.code)}::{words}"


def _sarif(problems: Sequence[Problem], shown: Callable[[str], str], strict: bool) -> str:
    def result(p: Problem) -> dict[str, Any]:
        region = {
            "startLine": p.span.line,
            "startColumn": p.span.column,
            "endLine": p.span.end_line,
            "endColumn": p.span.end_column,
        }
        place = {"artifactLocation": {"uri": Path(shown(p.span.file)).as_posix()}, "region": region}
        text = f"{p.message}. {p.help}".strip()
        return {
            "ruleId": p.code,
            "level": severity(p, strict=strict),
            "message": {"text": text},
            "locations": [{"physicalLocation": place}],
        }

    used = sorted({p.code for p in problems})
    rules = [
        {"id": code, "shortDescription": {"text": CATALOGUE[code].title}, "help": {"text": CATALOGUE[code].cure}}
        for code in used
    ]
    run = {
        "tool": {"driver": {"name": "briefings", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [result(p) for p in problems],
    }
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=2,
    )


def nearest(code: str) -> str | None:
    """The rule that was probably meant."""
    near = difflib.get_close_matches(code, CATALOGUE, n=1)
    return near[0] if near else None
