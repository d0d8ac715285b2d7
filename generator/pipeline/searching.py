"""Searching the content: what `briefings search` finds, whether or not all of it is sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import check, read, report
from generator.document import Text
from generator.pipeline.reading import REGISTRIES
from generator.problem import Problem, Span
from generator.reference import suggest
from generator.search import authored, within
from generator.search.words import fold

_KINDS = [name.removesuffix("s") for name in REGISTRIES]
"""Kinds of entries; each stands in a file of its own."""
_LANGUAGE = re.compile(r"language[\"']?\s*:\s*[\"']?([\w-]+)")


class UnknownNameError(Exception):
    """Nobody and nothing is called so; the message says what may have been meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that has what is asked for."""

    thing: authored.Thing
    text: Text
    """The text of it that has most of what is asked for."""
    language: str
    """That text's language (BCP 47)."""
    span: Span
    """Where it has it first."""
    line: str
    """The line of the file at that place."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that may have what is asked for, and couldn't be read as a whole."""

    problem: Problem
    """The first thing that is wrong with it."""
    partly: bool
    """Whether the rest of it was searched."""


class Content:
    """A content folder to be searched: without its snapshots, and whatever is wrong with it."""

    def __init__(self, folder: Path) -> None:
        """Read the registries, and the bytes of the rest.

        Raises:
            OSError: the folder can't be read.

        """
        texts, problems = read.folder(folder, without="snapshots")
        self.texts: Mapping[str, bytes] = texts
        self.unread = [Unread(problem, partly=False) for problem in problems]
        """Grows while things are found."""
        self.nowhere: tuple[str, ...] = ()
        """Words that stood in none of the files, after all was looked through."""
        self._whole = set[str]()
        self._registries = {kind: self._registry(kind) for kind in _KINDS}

    def named(self, kind: str, asked: str) -> frozenset[str]:
        """The ids of those that are called so in a registry.

        Where not all of the registry could be read, what isn't found in it is taken for an id.

        Raises:
            UnknownNameError: there is none.

        """
        registry = self._registries[kind]
        if found := within.asked_name(asked, registry):
            return frozenset(found)
        if kind not in self._whole:
            return frozenset([asked])
        known = within.known_names(registry)
        near = suggest(fold(asked), known)
        meant = registry[known[near]] if near else None
        told = f"did you mean {meant.name} ({meant.id})?" if meant else f"{kind}s.yaml lists them"
        raise UnknownNameError(f"no {kind} is called “{asked}”; {told}")

    def find(self, asked: Sequence[within.Term], wanted: authored.Wanted) -> Iterator[Found]:
        """All things that have what is asked for, by file and place."""
        question = within.Question(tuple(asked), wanted, self._registries)
        sieve = within.Sieve(question, self._languages)
        for file, data in self.texts.items():
            if not file.endswith(".yaml"):
                continue
            written = data.decode("utf-8", "replace")
            if not sieve.passes(written):
                continue
            lines = report.lines(written)
            yield from sorted(self._in_file(file, data, lines, question), key=lambda found: found.span)
        self.nowhere = sieve.nowhere

    @cached_property
    def _languages(self) -> Collection[str]:
        return {self._house, *(tag for of in self._spoken for tag, _ in of)}

    @cached_property
    def _house(self) -> str:
        """The language of most briefings: what issues and topics are put in."""
        own = Counter(tag for of in self._spoken for tag, is_own in of if is_own)
        return own.most_common(1)[0][0] if own else "en"

    @cached_property
    def _spoken(self) -> list[list[tuple[str, bool]]]:
        """For each file the languages that it names, and whether it is its own, which stands at a line's beginning."""
        texts = (data.decode("utf-8", "replace") for file, data in self.texts.items() if file.startswith("briefings/"))
        return [
            [(found[1], text[found.start() - 1 : found.start()] in ("", "\n")) for found in _LANGUAGE.finditer(text)]
            for text in texts
        ]

    def called(self, thing: authored.Thing) -> str:
        """What a person calls it: `quotation, Pál Varga, 16 January 2026`."""

        def name(kind: str, id: str) -> str:
            entry = self._registries[kind].get(id)
            return str(entry.name) if entry else id

        told = [thing.kind, *(name("actor", id) for id in thing.actors[:1])]
        if thing.kind == "position":
            told[-1] += f" on {name('issue', thing.issues[0])}"
        if thing.date and thing.kind in ("quotation", "position", "timeline"):
            told.append(str(thing.date))
        return ", ".join(told)

    def _in_file(self, file: str, data: bytes, lines: Sequence[str], question: within.Question) -> Iterator[Found]:
        for thing in self._things(file, data):
            if answer := question.answer(thing):
                text, tag, word = answer
                span = within.place(text, word, lines)
                line = lines[span.line - 1] if span.line <= len(lines) else ""
                yield Found(thing, text, tag, span, line)

    def _things(self, file: str, data: bytes) -> Iterable[authored.Thing]:
        if not file.startswith("briefings/"):
            kind = file.removesuffix("s.yaml")
            return [authored.in_registry(entry, self._house) for entry in self._registries[kind].values()]
        document, problems = read.document(data, file)
        briefing = check.unjudged(document, problems) if document else None
        self._tell(problems, partly=briefing is not None)
        return authored.in_briefing(briefing) if briefing else ()

    def _registry(self, kind: str) -> Mapping[str, authored.Entry]:
        file = f"{kind}s.yaml"
        if file not in self.texts:
            self._whole |= {kind} - {p.problem.span.file.removesuffix("s.yaml") for p in self.unread}
            return {}
        document, problems = read.document(self.texts[file], file)
        entries: dict[str, Any] = {}
        if document:
            self._whole |= {kind} if check.complete(document) else set()
            entries, found = check.registry(document, REGISTRIES[f"{kind}s"])
            problems += found
        self._tell(problems, partly=document is not None)
        return entries

    def _tell(self, problems: Iterable[Problem], *, partly: bool) -> None:
        errors = [problem for problem in problems if report.severity(problem) == "error"]
        if errors:
            self.unread.append(Unread(min(errors, key=lambda problem: problem.order), partly))


def for_people(
    found: Found, asked: Iterable[within.Term], content: Content, shown: Callable[[str], str], *, colour: bool
) -> str:
    """One line: the place, what is found, and the line of its file, in colours where a terminal has them."""
    span, row = found.span, _row(found)
    place = f"{shown(span.file)}:{span.line}:{span.column}:"
    if not colour:
        return f"{place} {content.called(found.thing)}: {row}"
    told, until = "", 0
    for start, end in within.marked(row, found.language, asked):
        told += f"{row[until:start]}\x1b[1;31m{row[start:end]}\x1b[0m"
        until = end
    return f"\x1b[35m{place}\x1b[0m \x1b[36m{content.called(found.thing)}:\x1b[0m {told}{row[until:]}"


def _row(found: Found) -> str:
    """What of the line belongs to the text that was found, as a terminal shows it; `…` stands for what is cut off."""
    whole, span, line = found.text.span, found.span, found.line
    end = whole.end_column - 1 if span.line == whole.end_line else len(line)
    start = whole.column - 1 if span.line == whole.line else 0
    line = line[start:end].rstrip()
    cut = start + len(line) - len(line := line.lstrip())
    column = span.column - cut if len(line) > report.WIDEST else 1
    row, _, _ = report.excerpt(line, span._replace(column=max(1, column)))
    return f"{'' if line.startswith(row[:9]) else '…'}{row}{'' if line.endswith(row[-9:]) else '…'}"


def remarks(content: Content, number: int, shown: Callable[[str], str]) -> Iterator[str]:
    """What there is to say after all was looked through: what was not read, and where nothing was found, why not."""
    for one in content.unread:
        span = one.problem.span
        place = f"{shown(span.file)}:{span.line}:{span.column}:"
        yield f"{place} {'read in part' if one.partly else 'not read'}: {report.short(one.problem.message)}"
    if not number:
        nowhere = "".join(f"; “{word}” stands nowhere" for word in content.nowhere)
        yield f"nothing was found{nowhere}"


def as_json(
    content: Content, asked: Sequence[within.Term], wanted: authored.Wanted, shown: Callable[[str], str]
) -> dict[str, Any]:
    """All that is found, and what was not read, for machines."""

    def place(span: Span) -> dict[str, Any]:
        return {
            "file": shown(span.file), "line": span.line, "column": span.column, "end_line": span.end_line,
            "end_column": span.end_column,
        }  # fmt: skip

    found = [
        {
            "kind": one.thing.kind, "id": one.thing.id, **place(one.span), "text": str(one.text),
            "language": one.language, "speaker": one.thing.speaker, "actors": one.thing.actors,
            "issues": one.thing.issues, "date": one.thing.date.text if one.thing.date else "",
        }
        for one in content.find(asked, wanted)
    ]  # fmt: skip
    unread = [
        {**place(one.problem.span), "message": report.short(one.problem.message), "partly": one.partly}
        for one in content.unread
    ]
    return {"version": 1, "found": found, "unread": unread, "nowhere": list(content.nowhere)}
