"""One problem for each cause: what a damaged stretch of a file brings about is withheld, until the damage is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator import rules
from generator.problem import Problem


def one_per_cause(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Without those whose grounds are damaged: the damage is told, and cured first."""
    problems = list(found)
    damage: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in rules.DAMAGE:
            damage[problem.span.file].append(problem)
    problems = [
        p for p in problems
        if not any(
            d is not p and d.span in ground and (ground is not p.span or _read_before(d, p))
            for ground in (*p.rests_on, p.span)
            for d in damage[ground.file]
        )
    ]  # fmt: skip
    future = {p.span.file for p in problems if p.code == "date-in-future"}
    kept = {p for p in problems if not (p.code == "order-of-dates" and p.span.file in future)}
    return tuple(sorted(kept, key=lambda problem: problem.order))


def _read_before(first: Problem, then: Problem) -> bool:
    return first.code in rules.READING and then.code not in rules.READING
