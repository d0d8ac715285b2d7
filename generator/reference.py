"""References that lead nowhere: what was probably meant, and all the places of one miss."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.document import Text


def suggest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    near = difflib.get_close_matches(wrong.lower(), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def each_once(references: Iterable[tuple[str, Text]]) -> Iterator[tuple[str, list[Text]]]:
    """Equal references of one file together: their kind, and all of them in the order of their places."""
    places: dict[tuple[str, str, str], list[Text]] = {}
    for kind, ref in references:
        places.setdefault((ref.span.file, kind, ref), []).append(ref)
    for (_, kind, _), refs in places.items():
        yield kind, sorted(refs, key=lambda ref: ref.span)


def missed(kind: str, refs: list[Text]) -> str:
    """The sentence that tells of a miss and of its other places."""
    return f"no {kind} is called “{refs[0]}”{also_on('named', [ref.span.line for ref in refs[1:]])}"


def also_on(verb: str, lines: Iterable[int]) -> str:
    """Where else it is so, in brackets: the first five lines, and how many more; nothing where there are none."""
    known = list(dict.fromkeys(lines))
    if not known:
        return ""
    more = f" and {len(known) - 5} more" if len(known) > 5 else ""
    return f" ({verb} on line{'s' * (len(known) > 1)} {', '.join(map(str, known[:5]))}{more}, too)"
