"""Measures builds beside those of others: `python -m benchmarks [N…]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import contest, meter, table

SIZES = (100, 1000)
README = contest.HERE / "README.md"
KNOWN = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "PyYAML", "hugo")
"""Packages whose versions are told."""


def main() -> int:
    """Measure all sizes; the table of the usual ones goes into the README."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure builds beside those of others.")
    parser.add_argument("sizes", nargs="*", type=int, metavar="N", help="how many briefings (100 and 1000)")
    parser.add_argument("--runs", type=int, help="how often each runs (5 up to 100 briefings, 3 up to 1000, else 1)")
    parser.add_argument(
        "--write", action="store_true", help="write the table into benchmarks/README.md, whatever the sizes"
    )
    args = parser.parse_args()
    sizes = {count: measured(count, args.runs or runs(count)) for count in sorted(set(args.sizes or SIZES))}
    bases = {"wall / CPU against stock": contest.STOCK, "against Hugo": contest.HUGO}
    parts = [table.size(count, args.runs or runs(count), rows, bases) for count, rows in sizes.items()]
    text = "\n".join(part for part in (*parts, table.growth(sizes), table.machine(*KNOWN)) if part)
    print(text)
    if args.write or not args.sizes:
        README.write_text(table.inserted(README.read_text("utf-8"), text), "utf-8")
    return 0


def runs(count: int) -> int:
    """How often each contestant runs at that size."""
    return 5 if count <= 100 else 3 if count <= 1000 else 1


def measured(count: int, often: int) -> list[table.Row]:
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
        return [_row(contestant, costs[contestant.name]) for contestant in each]


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
