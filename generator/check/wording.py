"""Rules about what a briefing's texts are: languages, corrections, hashes, free Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from generator import markdown
from generator.check import fields, forms
from generator.check.shape import NOTHING
from generator.dates import Date
from generator.document import Text
from generator.model import Briefing, Correction, Noun
from generator.problem import Problem


def languages(briefing: Briefing) -> Iterator[Problem]:
    """A translation changes the language."""
    for quote in briefing.key_quotes:
        own = quote.language or briefing.language
        if "language" in quote.faulty or not own:
            continue
        if quote.translated_from == own and quote.translated_from:
            message = f"`{quote.id}` is said to be translated from its own language"
            yield Problem(
                "same-language", quote.translated_from.span, message, "take it out, or name the `language` of the words"
            )
        if quote.translation and quote.translation.language == own:
            message = f"`{quote.id}` is translated into its own language"
            help = "take the translation out, or name the `language` of the words"
            yield Problem("same-language", quote.translation.language.span, message, help)


def hashes(briefing: Briefing) -> Iterator[Problem]:
    """A hash of stored bytes belongs to what isn't the full text as it was captured."""
    for source in briefing.sources:
        record = source.snapshot
        as_captured = (
            record and record.scope == "full" and not record.cleaned and not record.faulty & {"scope", "cleaned"}
        )
        if record and as_captured and record.stored_sha256:
            message = "`stored_sha256` belongs to passages and cleaned texts alone"
            help = "take it out, or set `scope: passages`"
            yield Problem("wrong-hash", record.stored_sha256.span, message, help)


def corrections(briefing: Briefing) -> Iterator[Problem]:
    """A correction names a field that the briefing has, and the last one of a field tells what stands there now."""
    latest: dict[str, Correction] = {}
    for correction in sorted(briefing.corrections, key=lambda c: c.date.order):
        path = correction.field
        if not path or _is_doubtful(briefing, path):
            continue
        if _at(briefing, path) is NOTHING:
            message = f"this briefing has nothing at “{path}”"
            help = "write a path such as `title`, `summary.2.text` or `events.the-id.date`"
            yield Problem("unknown-corrected-field", path.span, message, help)
        elif correction.now and correction.was == correction.now:
            message = f"the correction `{correction.id}` changes nothing"
            yield Problem(
                "stale-correction", correction.now.span, message, "write what stood there, and what stands there"
            )
        else:
            latest[path] = correction
    for at, correction in latest.items():
        value = _at(briefing, at)
        text = value.text if isinstance(value, Date) else value
        if correction.now and isinstance(text, str) and _spaced(text) != _spaced(correction.now):
            message = f"`{at}` is “{text}”, not what the correction says"
            rests = (text.span,) if isinstance(text, Text) else ()
            yield Problem(
                "stale-correction", correction.now.span, message, "write what stands there now", rests_on=rests
            )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _is_doubtful(thing: Any, path: str) -> bool:
    """Whether something on the way of a path is told to be wrong already."""
    step, _, rest = path.partition(".")
    if isinstance(thing, Noun):
        return step in thing.faulty or (bool(rest) and _is_doubtful(getattr(thing, step, None), rest))
    if isinstance(thing, tuple):
        found = _at(thing, step)
        lost = any(isinstance(item, Noun) and "id" in item.faulty for item in thing)
        return lost if found is NOTHING else bool(rest) and _is_doubtful(found, rest)
    return False


def _at(thing: Any, path: str) -> Any:
    """What stands at a path: names of fields, in lists ids or numbers from 1; `NOTHING` where it leads nowhere."""
    for step in path.split("."):
        if isinstance(thing, tuple):
            by_id = [item for item in thing if getattr(item, "id", None) == step]
            number = int(step) if re.fullmatch(r"[1-9][0-9]{0,3}", step) else 0
            thing = by_id[0] if by_id else thing[number - 1] if 0 < number <= len(thing) else NOTHING
        elif is_dataclass(thing) and not isinstance(thing, type) and step in fields.names(type(thing)):
            thing = getattr(thing, step)
        else:
            return NOTHING
    return thing


def analysis(briefing: Briefing) -> Iterator[Problem]:
    """The analysis is Markdown without raw HTML and without pictures."""
    if briefing.analysis:
        yield from unsafe(briefing.analysis, "the analysis")


def unsafe(text: Text, where: str) -> Iterator[Problem]:
    """Free text has no raw HTML and no pictures, told once a line, and links only to addresses on the web."""
    seen: set[tuple[int, str]] = set()
    for line, column, what in markdown.unsafe(text):
        if (line, what) not in seen:
            seen.add((line, what))
            help = "take it out: the page leaves it out"
            yield Problem("unsafe-markdown", text.place(line, column), f"{what} stands in {where}", help)
    for line, column, target in markdown.links(text):
        wrong = forms.url(Text(target, text.place(line, column, len(target))), "the link")
        if wrong and (urlsplit(target).scheme or target.startswith("//")):
            yield replace(wrong, fix=None)


RULES = (languages, hashes, corrections, analysis)
"""The rules of this module."""
