"""Measures builds beside those of others: `python -m benchmarks [N…]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import contest, editing, meter, picture, table

SIZES = (1000, 3000, 10_000)
PAGE = contest.HERE.parent / "docs" / "benchmarks.md"
KNOWN = ("mkdocs", "mkdocs-material", "properdocs", "zensical", "Markdown", "Jinja2", "PyYAML", "hugo")
"""Packages whose versions are told."""


def main() -> int:
    """Measure all sizes; the tables of the usual ones go into `docs/benchmarks.md`, with a picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure builds beside those of others.")
    parser.add_argument("sizes", nargs="*", type=int, metavar="N", help="how many briefings (1000, 3000 and 10000)")
    parser.add_argument("--runs", type=int, help="how often each runs (5 up to 100 briefings, 3 up to 1000, else 1)")
    parser.add_argument("--write", action="store_true", help="write into docs/benchmarks.md, whatever the sizes")
    args = parser.parse_args()
    found = {count: measured(count, args.runs or runs(count)) for count in sorted(set(args.sizes or SIZES))}
    sizes = {count: measures.rows for count, measures in found.items()}
    bases = {"against Hugo": contest.HUGO, "against the floor": contest.FLOOR}
    parts = [table.size(count, args.runs or runs(count), rows, bases) for count, rows in sizes.items()]
    edited = table.edited({count: measures.edited for count, measures in found.items()}, sizes, contest.HUGO)
    text = "\n".join(part for part in (*parts, table.growth(sizes), edited, table.machine(*KNOWN)) if part)
    print(text)
    if args.write or not args.sizes:
        PAGE.write_text(table.inserted(PAGE.read_text("utf-8"), text), "utf-8")
        (PAGE.parent / "images" / "benchmarks.svg").write_text(picture.drawn(sizes), "utf-8")
    return 0


class Measures(NamedTuple):
    """What was measured at one size."""

    rows: list[table.Row]
    edited: dict[str, tuple[float, int]]
    """For each edit, and for the server, seconds on the clock and bytes of memory (0 where they weren't looked at)."""


def runs(count: int) -> int:
    """How often each contestant runs at that size."""
    return 5 if count <= 100 else 3 if count <= 1000 else 1


def measured(count: int, often: int) -> Measures:
    """Run all contestants in turns, so that noise meets them alike."""
    with tempfile.TemporaryDirectory(prefix="briefings-bench-") as folder:
        work = Path(folder)
        _say(f"{count} briefings: making the archive")
        each = contest.contestants(work, count)
        costs: dict[str, list[meter.Cost]] = {contestant.name: [] for contestant in each}
        for turn in range(often):
            for contestant in each:
                _say(f"{count} briefings, run {turn + 1} of {often}: {contestant.name}")
                contestant.start_anew()
                costs[contestant.name].append(meter.run(contestant.command, contestant.folder, contest.ENV))
        contest.same_pages(each)
        rows = [_row(contestant, costs[contestant.name]) for contestant in each]
        for contestant in each[1:]:
            contestant.start_anew()  # makes room
        edited = {}
        for name, cost in editing.costs(work):
            _say(f"{count} briefings, after an edit of {name}: {cost.wall:.1f} s")
            edited[name] = (cost.wall, cost.peak)
        edited[table.SERVED] = (editing.served(work), 0)
        return Measures(rows, edited)


def _row(contestant: contest.Contestant, costs: list[meter.Cost]) -> table.Row:
    output = contestant.output
    made, page = contest.weight(output) if output else (0, 0)
    return table.Row(
        contestant.name,
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        int(median(cost.peak for cost in costs)),
        made,
        len(contest.pages(output)) if output else 0,
        page,
        contestant.step,
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except meter.FailedError as error:
        sys.exit(f"benchmarks: a command failed: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
