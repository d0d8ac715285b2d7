"""A quotation and a snapshot give evidence: the search, and the rules that decide. `docs/evidence.md` says why."""

from __future__ import annotations

import dataclasses
import itertools

from generator.evidence import UNCHECKED, Evidence
from generator.marks import bare
from generator.verify import edges, near, sentence
from generator.verify.chains import Chains, Found
from generator.verify.fold import fold, wrapped
from generator.verify.places import each, places, unwrapped
from generator.verify.quote import CUT, parts
from generator.verify.snapshot import Snapshot
from generator.verify.verdict import Verdict, altered

MOST_APART = 64
"""So many parts or sentences are looked for one by one: a text is searched for each of them."""


def quotation(
    words: str,
    snapshot: Snapshot | None,
    prefix: str = "",
    suffix: str = "",
    *,
    fragment: bool = False,
    spoken: bool = False,
    told: bool = True,
) -> Evidence:
    """Prove a quotation.

    Args:
        words: As the author has them, with cuts and brackets.
        snapshot: The stored text, or None where none is held.
        prefix: Words just before, where the quotation stands in several places.
        suffix: Words just after.
        fragment: Whether the source's own quotation marks may tell one place from the others.
        spoken: Whether they are said to be somebody's own words, and not the source's.
        told: Whether to tell of proved words also who speaks, and what leads to them on a page.

    """
    if snapshot is None:
        return UNCHECKED
    taken = parts(words)
    if not taken:
        return Evidence("absent", why="nothing is quoted")
    whole = fold(bare(words))
    verdict = Verdict(snapshot, fold(prefix), fold(suffix), fragment, spoken, told)
    refused: Evidence | None = None
    for reading in dict.fromkeys((fold(words), whole, *wrapped(words))):
        at = snapshot.folded.find(reading)
        if at >= 0 and (found := places(snapshot, reading, at)):
            return verdict.decide([[place] for place in found], "verbatim")
        refused = refused or (_cut_through(snapshot, at, at + len(reading)) if at >= 0 else None)
    if CUT.search(bare(words)) or any(part.brackets for part in taken):
        chains = Chains(snapshot)
        if chosen := chains.readings(taken):
            return verdict.decide(chosen, "elided")
        refused = _refused(chains, words)
    elif found := unwrapped(snapshot, whole):
        return verdict.decide([[place] for place in found], "verbatim")
    return refused or _apart(words, snapshot) or near.nearest(words, snapshot)


def _cut_through(snapshot: Snapshot, start: int, end: int) -> Evidence:
    """The letters are there, but end inside a token."""
    return altered(
        snapshot, "edge", f"the quotation cuts through “{edges.inside(snapshot, start, end)}”", [(start, end)]
    )


def _refused(chains: Chains, words: str) -> Evidence | None:
    """The words are there, and a rule forbids to quote them so; None where no rule spoke."""
    if not chains.objections:
        return None
    kind, why, where = max(chains.objections, key=lambda objection: len(objection[2]))
    if where:
        return altered(chains.snapshot, kind, why, where)
    return dataclasses.replace(near.nearest(words, chains.snapshot), status="altered", kind=kind, why=why)


def _apart(words: str, snapshot: Snapshot) -> Evidence | None:
    """The parts or sentences of a quotation are there one by one, and not together; None where they aren't."""
    marked = bool(CUT.search(bare(words)))
    pieces = [p.retained for p in parts(words)] if marked else _sentences(fold(bare(words)))
    if not 1 < len(pieces) <= MOST_APART or not all(_long_enough(piece) for piece in pieces):
        return None
    chain = Found()
    for piece in pieces:
        place = next(each(snapshot, piece, chain[-1][1] if chain else 0), None) or next(each(snapshot, piece), None)
        if place is None:
            return None
        chain.append(place)
    if not all(a[1] <= b[0] for a, b in itertools.pairwise(chain)):
        return altered(snapshot, "order", "the snapshot has these passages in another order", sorted(chain))
    text = snapshot.folded
    between = max(len(text[a[1] : b[0]].split()) for a, b in itertools.pairwise(chain))
    mark = "one cut" if marked else "no mark"
    return altered(
        snapshot, "cut", f"the quotation joins passages with {mark} that stand {between} words apart", chain[:1]
    )


def _sentences(folded: str) -> list[str]:
    """A quotation, sentence by sentence."""
    stops = [0, *sentence.ends(folded)]
    found = [folded[a:b].strip() for a, b in itertools.pairwise([*stops, len(folded)])]
    return [piece for piece in found if piece]


def _long_enough(piece: str) -> bool:
    return len(piece.split()) >= 3 or len(piece) >= 24
