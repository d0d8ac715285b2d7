"""Check: one file at a time, from a tree of text to the nouns of the model, or problems."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re

from generator import addresses, markdown
from generator.check import chronology, citing, forms, wording
from generator.check.forms import ID
from generator.check.shape import EnoughError, Reading, T, convert, empty
from generator.document import Document, Mapping, Text
from generator.model import Actor, Briefing, HandPage
from generator.problem import Problem, Span

__all__ = ["ID", "address", "briefing", "complete", "future_dates", "page", "registry", "unjudged"]

RULES = (*citing.RULES, *chronology.RULES, *wording.RULES)
"""The rules about one briefing that need no other file."""
_NAME = re.compile(r"\s{0,3}#\s+(.*?)[\s#]*")


def briefing(document: Document) -> tuple[Briefing | None, list[Problem]]:
    """Check a briefing file. Its name gives the id."""
    wrong = address(_id(document))
    problems = [wrong] if wrong else []
    made = unjudged(document, problems)
    reading = Reading(problems)
    try:
        for problem in itertools.chain.from_iterable(rule(made) for rule in RULES if made):
            reading.add(problem)
    except EnoughError:
        made = None
    if made and made.analysis:
        placed = tuple(markdown.links(made.analysis))
        made = dataclasses.replace(made, links=markdown.leads(made.analysis), placed=placed)
    return made, _sorted(problems)


def unjudged(document: Document, problems: list[Problem]) -> Briefing | None:
    """What could be read of a briefing, before any rule says what it thinks of it; what is wrong joins the problems."""
    root = document.root
    reading = Reading(problems, draft=isinstance(root, Mapping) and root.get("status") == "draft")
    try:
        return convert(root, Briefing, reading, id=_id(document), file=document.file)
    except EnoughError:
        return None


def _id(document: Document) -> Text:
    return Text(document.file.rsplit("/", 1)[-1].removesuffix(".yaml"), Span(document.file))


def address(stem: Text) -> Problem | None:
    """What is wrong with the name of a briefing's file, which is the briefing's id and address."""
    return forms.id(stem, "the file's name", forms.page)


def future_dates(briefing: Briefing, today: dt.date) -> list[Problem]:
    """What of a briefing lies in the future, seen from a day."""
    return list(chronology.future(briefing, today))


def registry(document: Document, kind: type[T]) -> tuple[dict[str, T], list[Problem]]:
    """Check `actors.yaml`, `issues.yaml`, `topics.yaml` or `publishers.yaml`: a mapping from id to entry.

    An entry that couldn't be read is there by its name alone, so that nobody is told that it doesn't exist.
    """
    reading = Reading([])
    entries: dict[str, T] = {}
    if not isinstance(document.root, Mapping):
        reading.tell("wrong-type", document.root.span, "this file is a mapping from ids to entries", "write `id:`")
        return {}, reading.problems
    try:
        for key, node in document.root.entries:
            entries[key] = empty(kind, node.span, id=key)
            if not key.doubtful and (wrong := forms.id(key, "the id", forms.page)):
                reading.add(wrong)
            if made := convert(node, kind, reading, id=key):
                entries[key] = made
                for problem in chronology.roles(made) if isinstance(made, Actor) else ():
                    reading.add(problem)
    except EnoughError:
        for key, node in document.root.entries:
            entries.setdefault(key, empty(kind, node.span, id=key))
    return entries, _sorted(reading.problems)


def complete(document: Document) -> bool:
    """Whether a registry's file tells the names of all its entries, so that what isn't there doesn't exist."""
    root = document.root
    return (
        isinstance(root, Mapping)
        and not root.partial
        and all(not key.doubtful and forms.id(key, "", forms.page) is None for key, _ in root.entries)
    )


def page(text: str, file: str) -> tuple[HandPage, list[Problem]]:
    """Check a page written by hand: its name is its address, its first heading its title, its text plain Markdown."""
    name = file.removeprefix("pages/").removesuffix(".md")
    wrong = forms.id(Text(name, Span(file)), "the page's name", _taken)
    problems = [wrong] if wrong else []
    lines = text.splitlines()
    heading = next((n for n, line in enumerate(lines) if _NAME.fullmatch(line)), None)
    found = _NAME.fullmatch(lines[heading]) if heading is not None else None
    if heading is not None:
        lines[heading] = ""
    body = "\n".join(lines)
    if re.match(r"---\n(?:.*\n)*?---(?:\n|\Z)", body):
        place = Span(file, 1, 1, 1, 4)
        problems.append(Problem("unsafe-markdown", place, "front matter stands in the page", "take it out"))
    elif long := forms.markdown(Text(body, Span(file)), "the page"):
        problems, body = [*problems, long], ""
    else:
        problems += wording.unsafe(Text(body, Span(file, 0), indent=0), "the page")
    return HandPage(id=name, title=found[1] if found else name.capitalize(), body=body, file=file), problems


def _taken(id: str) -> str:
    return "an address of the archive's own pages" if id in addresses.TOP else ""


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.order)
