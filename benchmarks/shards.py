"""What shards cost: `python -m benchmarks.shards 10000 4 DIR` builds an archive in four, merges them, and compares.

The archive is the maker's, in `DIR/content`; one that is there already is kept. It is checked, then built shard after
shard and merged, and last as a whole, with what was checked; the two sites have to be the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import contest, maker, meter

CLI = (sys.executable, "-m", "generator.cli")


def commands(of: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each command, by what the table calls it."""
    yield "`briefings check`", ("check",)
    for number in range(1, of + 1):
        yield f"`briefings build --shard {number}/{of}`", ("build", "--shard", f"{number}/{of}")
    yield "`briefings merge`", ("merge", "--site", "merged")
    yield "`briefings build`, checked before", ("build", "--site", "whole")


def differing(merged: Path, whole: Path) -> list[str]:
    """The files of two sites that are not the same bytes."""
    names = {path.relative_to(site) for site in (merged, whole) for path in site.rglob("*") if path.is_file()}
    return contest.differing(merged, whole, map(str, names))


def main(briefings: str, of: str, work: str) -> int:
    folder = Path(work)
    (folder / "build").mkdir(parents=True, exist_ok=True)  # where what was checked is remembered
    if not (folder / "content").is_dir():
        maker.make(int(briefings), folder / "content")
    print("| | wall s | CPU s | peak MB |\n|---|---:|---:|---:|")
    for name, args in commands(int(of)):
        cost = meter.run((*CLI, *args), folder, contest.ENV)
        print(f"| {name} | {cost.wall:,.0f} | {cost.cpu:,.0f} | {cost.peak / 1e6:,.0f} |", flush=True)
    wrong = differing(folder / "merged", folder / "whole")
    print(f"\n{len(wrong)} files differ, {', '.join(wrong[:3])}" if wrong else "\nThe same bytes.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
