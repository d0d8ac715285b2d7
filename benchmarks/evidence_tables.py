"""Write what the benchmark found as Markdown tables, each between its markers in a page."""

from __future__ import annotations

import math
import os
import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.evidence_archive import Run
from benchmarks.evidence_score import GROUPS, Score, Share, group
from benchmarks.meter import Cost

SHORT = 0.05
"""Seconds below which a time says nothing about growth."""
Scores = Mapping[str, Score]
"""Scores by the title of the checker, in the order of the columns or rows."""


def replace(page: str, name: str, content: str) -> str:
    """Put `content` between the markers called `name`.

    Raises:
        ValueError: the page lacks them, or has them more than once.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"the page needs the markers {begin} and {end} once each, in this order")
    head, rest = page.split(begin)
    return f"{head}{begin}\n{content.strip()}\n{end}{rest.split(end)[1]}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose other columns are figures."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def machine() -> str:
    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} cores"


def scores(cases: Sequence[Mapping[str, Any]], found: Scores, settings: Mapping[str, str]) -> str:
    """The table of all checkers, and below it how each was asked."""
    groups = Counter(group(case) for case in cases)
    texts = len({case[name] for case in cases for name in ("snapshot_id", "other_snapshot")} - {None})
    languages = ", ".join(sorted({case["lang"] for case in cases if "lang" in case}))
    header = [
        "checker",
        f"true ones verified (of {groups['true']})",
        f"falsified ones verified (of {groups['falsified']})",
        "of these as verbatim",
        f"small changes verified (of {groups['small change']})",
        f"ambiguous ones verified (of {groups['ambiguous']})",
        "offset exact",
        "nearest passage named",
        "other source named",
    ]
    rows = [
        [
            title,
            share(score.true),
            share(score.false),
            str(score.false_verbatim),
            share(score.minor),
            share(score.ambiguous),
            share(score.starts),
            share(score.near) if score.near_offered else "–",
            share(score.other) if score.other_offered else "–",
        ]
        for title, score in found.items()
    ]
    about = f"{len(cases)} cases over {texts} texts" + (f" ({languages})" if languages else "")
    notes = "\n".join(f"- **{title}**: {setting}" for title, setting in settings.items())
    return f"{about}. – means that the checker says nothing about it.\n\n{table(header, rows)}\n\n{notes}"


def share(value: Share) -> str:
    return "–" if value.percent is None else f"{value.hits} = {value.percent:.1f} %"


def kinds(found: Scores) -> str:
    """How many of each kind of quotation each checker verified, in percent."""
    of = {key: value.of for score in found.values() for key, value in score.kinds.items()}
    rows = [
        [kind, name, str(of[name, kind]), *[f"{score.kinds[name, kind].percent or 0:.0f}" for score in found.values()]]
        for name, kind in sorted(of, key=lambda key: (GROUPS.index(key[0]), key[1]))
    ]
    return table(["kind", "group", "cases", *found], rows)


@dataclass(frozen=True, slots=True)
class Speed:
    """What a checker took for an archive's worth of quotations."""

    cost: Cost
    """What was measured."""
    score: Score
    """What it made of the quotations."""
    texts: int
    """How many texts were asked for, each with all its quotations."""
    of: int
    """How many texts there are."""
    over: float | None = None
    """Seconds after which a run on all texts was stopped."""


def speeds(found: Mapping[str, Speed], asked: str) -> str:
    """The table of speeds; what was measured on a part is scaled up, and marked."""
    rows = []
    for title, speed in found.items():
        times, mark = speed.of / speed.texts, "" if speed.of == speed.texts else "≈ "
        wall, cpu = (f"{mark}{seconds * times:,.1f} s" for seconds in (speed.cost.wall, speed.cost.cpu))
        if speed.over:
            wall, cpu = f"over {speed.over:,.0f} s", "–"
        rows.append(
            [
                title,
                str(speed.texts),
                wall,
                cpu,
                f"{speed.cost.peak / 1e6:,.0f} MB" + (" for the part" if mark else ""),
                share(speed.score.true),
                share(speed.score.false),
                share(speed.score.other) if speed.score.other_offered else "–",
            ]
        )
    header = [
        "checker",
        "texts measured",
        "time",
        "processor time",
        "memory at most",
        "true ones verified",
        "false ones verified",
        "other source named",
    ]
    return (
        f"{asked} {machine()}. The whole process from nothing. ≈: measured on some of the texts with all their "
        f"quotations, and scaled up. Over: stopped on all texts; the rest of the row is of some.\n\n"
        f"{table(header, rows)}"
    )


def archive(runs: Sequence[Run], quotations: int, texts: int) -> str:
    """The table of what proving an archive takes."""
    rows = [[run.name, f"{run.wall:.1f} s", f"{run.cpu:.1f} s", f"{run.peak / 1e6:,.0f} MB"] for run in runs]
    return (
        f"`briefings verify` on an archive of {texts} briefings with one such text each, {quotations:,} quotations "
        f"in all. {machine()}. The whole process; medians where it is run again.\n\n"
        f"{table(['before', 'time', 'processor time', 'memory at most'], rows)}"
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """What one hard text took at two sizes."""

    small: Cost
    """At the smaller size."""
    large: Cost
    """At the larger size."""
    right: Share
    """Quotations told right at both sizes."""


def growths(found: Mapping[str, Growth], sizes: tuple[int, int], start: float) -> str:
    """The table of growth in processor time, which other programs disturb least. An exponent of 1 is linear.

    `start` are the seconds that the process takes for nothing.
    """
    small, large = (f"{size / 1e6:g} MB" for size in sizes)
    rows = [
        [
            name,
            f"{growth.small.cpu:.2f} s",
            f"{growth.large.cpu:.2f} s",
            _power(exponent(growth.small.cpu - start, growth.large.cpu - start, sizes)),
            f"{growth.large.peak / 1e6:,.0f} MB",
            f"{growth.right.hits} of {growth.right.of}",
        ]
        for name, growth in found.items()
    ]
    header = ["text", small, large, "exponent", f"memory at {large}", "answers right"]
    return (
        f"Processor time. The exponent leaves out the {start:.2f} s that an empty run takes.\n\n{table(header, rows)}"
    )


def _power(value: float | None) -> str:
    return "too short to tell" if value is None else f"{value:.2f}"


def exponent(small: float, large: float, sizes: tuple[int, int]) -> float | None:
    """The power of the size that the time grows with; None where a time is too short to compare."""
    if min(small, large) < SHORT:
        return None
    return math.log(large / small) / math.log(sizes[1] / sizes[0])
