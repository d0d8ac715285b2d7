"""Many quotations at once: each text is read once, and what fails is looked for in all others."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from generator.evidence import Evidence
from generator.verify.elsewhere import elsewhere
from generator.verify.match import quotation
from generator.verify.snapshot import Snapshot

T = TypeVar("T")
R = TypeVar("R")
Read = Callable[[str], str]
_WORTH_A_PROCESS = 400
"""So many quotations take longer than starting a second process."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A quotation that is said to stand in a text."""

    words: str
    """As its author has it, with cuts and brackets."""
    prefix: str = ""
    """Words just before."""
    suffix: str = ""
    """Words just after."""
    fragment: bool = False
    """Whether the source's own quotation marks may tell one place from the others."""
    spoken: bool = False
    """Whether they are said to be somebody's own words, and not the source's."""
    told: bool = True
    """Whether to tell of proved words also who speaks, and what leads to them on a page."""

    def against(self, snapshot: Snapshot) -> Evidence:
        """Prove it against a text."""
        return quotation(
            self.words,
            snapshot,
            self.prefix,
            self.suffix,
            fragment=self.fragment,
            spoken=self.spoken,
            told=self.told,
        )


def prove(claims: Mapping[str, Sequence[Claim]], read: Read, others: Sequence[str] = ()) -> dict[str, list[Evidence]]:
    """Prove quotations against the texts that they are said to stand in.

    Args:
        claims: By the name of the text.
        read: Gives the text of a name.
        others: Names of all texts in which words that fail are looked for, the likeliest first.

    Returns:
        For each text what was proved of its claims, in their order.

    """
    proved: dict[str, list[Evidence]] = dict(
        _spread(_prove, read, list(claims.items()), sum(map(len, claims.values())))
    )
    failed = {
        (name, n): claims[name][n].words
        for name, found in proved.items()
        for n, evidence in enumerate(found)
        if evidence.status in ("altered", "absent")
    }
    rank = {name: n for n, name in enumerate(others)}
    places: dict[tuple[str, int], str] = {}
    for key, name in _spread(
        partial(_search, failed), read, list(others) if failed else [], len(others) * (8 + len(failed)) // 8
    ):
        places[key] = min(places.get(key, name), name, key=rank.__getitem__)
    for (name, n), place in places.items():
        if place != name:
            why = "the words stand in another snapshot"
            proved[name][n] = dataclasses.replace(
                proved[name][n], status="absent", elsewhere=place, why=why, kind=None, changes=()
            )
    return proved


def _prove(read: Read, tasks: Sequence[tuple[str, Sequence[Claim]]]) -> list[tuple[str, list[Evidence]]]:
    made = []
    for name, claims in tasks:
        snapshot = Snapshot(read(name))
        made.append((name, [claim.against(snapshot) for claim in claims]))
    return made


def _search(
    failed: Mapping[tuple[str, int], str], read: Read, names: Sequence[str]
) -> list[tuple[tuple[str, int], str]]:
    return list(elsewhere(failed, ((name, partial(read, name)) for name in names)).items())


_inherited: list[tuple[Callable[[Read, Any], list[Any]], Read]] = []
"""What forked workers do and read: it need not be sent to them."""


def _spread(work: Callable[[Read, Sequence[T]], list[R]], read: Read, tasks: list[T], weight: int) -> list[R]:
    """Do work on all cores where it is worth it; the order of what comes back is that of the tasks."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if cores < 2 or weight < _WORTH_A_PROCESS or len(tasks) < 2:
        return work(read, tasks)
    size = -(-len(tasks) // (4 * cores))
    _inherited.append((work, read))
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as pool:
            done = pool.map(_inherit, [tasks[n : n + size] for n in range(0, len(tasks), size)])
            return [item for part in done for item in part]
    finally:
        _inherited.pop()


def _inherit(tasks: Sequence[Any]) -> list[Any]:
    work, read = _inherited[-1]
    return work(read, tasks)
