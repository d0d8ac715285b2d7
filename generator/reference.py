"""References that lead nowhere: what was probably meant, and all the places of one miss."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator

from generator.document import Text
from generator.problem import Fix


def suggest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None where several are as near."""
    near = _near(wrong, known)
    return near[0] if len(near) == 1 else None


def did_you_mean(wrong: Text, known: Iterable[str], otherwise: str) -> tuple[str, Fix | None]:
    """The help for a word that isn't known, and the fix where only one can be meant."""
    near = _near(wrong, known)
    if not near:
        return otherwise, None
    return f"did you mean {' or '.join(f'`{word}`' for word in near)}?", Fix(wrong.span, near[0]) if near[
        1:
    ] == [] else None


@functools.lru_cache(maxsize=1024)
def _nearest(wrong: str, known: frozenset[str]) -> tuple[str, ...]:
    words = sorted(word for word in known if abs(len(word) - len(wrong)) <= max(4, len(wrong) // 2))
    near = difflib.get_close_matches(wrong.lower(), words, n=3, cutoff=0.6)
    scores = [difflib.SequenceMatcher(None, word, wrong.lower()).ratio() for word in near]
    return tuple(sorted(word for word, score in zip(near, scores, strict=True) if score >= scores[0] - 0.02))


def _near(wrong: str, known: Iterable[str]) -> list[str]:
    return list(_nearest(wrong, frozenset(known)))


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
