"""The measurements as a table, with their ratios and how they grow."""

from __future__ import annotations

import importlib.metadata
import math
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """What a contestant took for an archive of one size."""

    name: str
    wall: float
    """Seconds on the clock, the median of all runs."""
    cpu: float
    """Seconds of processor time, likewise."""
    peak: int
    """Bytes of memory, likewise."""
    output: int = 0
    """Bytes made; 0 where nothing is written."""
    pages: int = 0
    """HTML pages made."""
    page: int = 0
    """Bytes of a briefing's page, on average."""
    step: bool = False
    """Whether it is a part of our build."""


def ratio(row: Row, base: Row | None) -> str:
    """Wall and CPU time against another's: `2.50 / 3.00` is two and a half times as long, and three times the work."""
    return f"{row.wall / base.wall:.2f} / {row.cpu / base.cpu:.2f}" if base else ""


def exponent(small: Row, large: Row, times: float) -> float:
    """How CPU time grows with the number of briefings: 1 is in proportion, 2 with its square."""
    return math.log(large.cpu / small.cpu) / math.log(times)


def size(count: int, runs: int, rows: Sequence[Row], bases: dict[str, str]) -> str:
    """The table of one size.

    Args:
        count: How many briefings.
        runs: How often each contestant ran.
        rows: The contestants in order.
        bases: Heads of the columns that compare, with the name of the row that they compare to.

    """
    by_name = {row.name: row for row in rows}
    heads = ["", "wall s", "CPU s", "peak MB", "output MB", "pages", "kB a briefing", *bases]
    lines = [" | ".join(["", *heads, ""]).strip(), "|---|" + "---:|" * (len(heads) - 1)]
    for row in rows:
        cells = [
            f"– {row.name}" if row.step else row.name, f"{row.wall:.2f}", f"{row.cpu:.2f}", _mega(row.peak),
            _mega(row.output), _whole(row.pages), f"{row.page / 1000:.1f}" if row.page else "",
            *(ratio(row, by_name.get(base)) for base in bases.values()),
        ]  # fmt: skip
        lines.append(" | ".join(["", *cells, ""]).strip())
    often = "one run" if runs == 1 else f"medians of {runs} runs, taken in turns"
    return f"### {_whole(count)} briefings\n\n" + "\n".join(lines) + f"\n\n{often[0].upper()}{often[1:]}.\n"


SERVED = "a word, until `briefings serve` shows it"


def edited(found: dict[int, dict[str, tuple[float, int]]], sizes: dict[int, Sequence[Row]], base: str) -> str:
    """The table of builds upon older ones: seconds on the clock after each edit, and their share of another's build.

    Args:
        found: For each size and each edit, seconds, and bytes of memory.
        sizes: The contestants of each size.
        base: The name of the one that is compared with.

    """
    heads = [head for count in sizes for head in (f"{_whole(count)}: s", f"of {base}'s", "peak MB")]
    lines = [" | ".join(["| an edit of", *heads, ""]).strip(), "|---|" + "---:|" * len(heads)]
    for name in next(iter(found.values())):
        cells = [name]
        for count, rows in sizes.items():
            wall, peak = found[count][name]
            other = next(row for row in rows if row.name == base)
            cells += [f"{wall:.2f}", f"{wall / other.wall:.2f}", _mega(peak)]
        lines.append(" | ".join(["", *cells, ""]).strip())
    return "### Building upon an older build\n\n" + "\n".join(lines) + "\n"


def growth(sizes: dict[int, Sequence[Row]]) -> str:
    """How each contestant's CPU time grows from the smallest size to the largest; empty for one size."""
    counts = sorted(sizes)
    if len(counts) < 2:
        return ""
    first, last = counts[0], counts[-1]
    small = {row.name: row for row in sizes[first]}
    grown = [
        f"{row.name} {exponent(small[row.name], row, last / first):.2f}" for row in sizes[last] if row.name in small
    ]
    return (
        f"Growth of CPU time from {_whole(first)} to {_whole(last)} briefings, as an exponent: "
        + ", ".join(grown)
        + ".\n"
    )


def inserted(text: str, measured: str, begin: str = BEGIN, end: str = END) -> str:
    """A document with the measurements between two marks.

    Raises:
        ValueError: the document has no such marks.

    """
    if begin not in text or end not in text:
        raise ValueError(f"{begin} and {end} are missing")
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}\n\n{measured.strip()}\n\n{end}", text, flags=re.DOTALL)


def machine(*packages: str) -> str:
    """What was measured on, and with which versions of some packages."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GB, {platform.system()}; "
        f"{platform.python_implementation()} {platform.python_version()}, {versions}.\n"
    )


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _mega(amount: int) -> str:
    return f"{amount / 1e6:.1f}" if 0 < amount < 1e7 else f"{amount / 1e6:,.0f}" if amount else ""


def _whole(number: int) -> str:
    return f"{number:,}" if number else ""
