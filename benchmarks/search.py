"""What search costs readers and builds, beside Material's: `python -m benchmarks.search [N…]`; no site is built."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks import contest, meter, search_browser, table
from benchmarks.maker import make
from generator.search import FOLDER

SIZES = (100, 1000, 10_000)
BEGIN, END = "<!-- search: begin -->", "<!-- search: end -->"
Figures = Mapping[str, float]


class Row(NamedTuple):
    """A line of the table."""

    name: str
    unit: float
    """What the figure is divided by."""
    ours: tuple[str, ...]
    """Names of our figures."""
    material: tuple[str, ...] = ()
    limit: float | None = None
    """What none of our figures may exceed, in the unit."""


ROWS = (
    Row("a first search moves, kB", 1000, ("first", "first most"), ("first",), 250),
    Row("– packed by a server that does so", 1000, (), ("packed",)),
    Row("a further one moves, kB", 1000, ("further", "further most"), ("further",), 60),
    Row("all filters with their counts move, kB", 1000, ("counts", "counts most")),
    Row("a first search typed letter by letter moves, kB", 1000, ("typed", "typed most")),
    Row("until a first search can be asked, s", 1, (), ("ready",)),
    Row("results after a question, ms", 1, ("warm", "warm most"), ("warm", "warm most"), 150),
    Row("results after each letter of a hub's name, ms", 1, ("key", "key most"), (), 150),
    Row("memory in the browser, MB", 1e6, ("heap",), ("heap",)),
    Row("index, kB a briefing", 1000, ("size",), ("size",), 4),
    Row("files of the index", 1, ("files",), ("files",)),
    Row("indexing, s", 1, ("seconds",), (), 30),
    Row("most memory while indexing, MB", 1e6, ("peak",), (), 2000),
    Row("– of it, the archive itself, MB", 1e6, ("archive",)),
)


def main() -> int:
    """Measure all sizes; 1 where a limit is missed, or two indexes of the same archive differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, metavar="N", help="how many briefings (100 1000 10000)")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    args = parser.parse_args()
    sizes = {count: measured(count) for count in sorted(set(args.sizes or SIZES))}
    with search_browser.browser() as chromium:
        version = f"Chromium {chromium.version}; "
    packages = ("mkdocs-material", "mkdocs", "Markdown", "snowballstemmer")
    text = "\n".join((*lines(sizes), "", version + table.machine(*packages)))
    print(text)
    if args.write:
        readme = contest.HERE / "README.md"
        readme.write_text(table.inserted(readme.read_text("utf-8"), text, BEGIN, END), "utf-8")
    missed = [fault for count, (ours, _) in sizes.items() for fault in faults(count, ours)]
    for fault in missed:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if missed else 0


def measured(count: int) -> tuple[Figures, Figures]:
    """Make an archive and both of its indexes, each in a process of its own, and ask them in a browser."""
    with tempfile.TemporaryDirectory(prefix="briefings-search-") as place:
        work = Path(place)
        _say(f"{count} briefings: making the archive")
        make(count, work / "content")
        ours, again = (indexed("ours", work, name, seed) for name, seed in (("site", "1"), ("again", "2")))
        same = held(work / "site" / FOLDER) == held(work / "again" / FOLDER)
        material = indexed("material", work, "stock", "1")
        index = (work / "stock" / "search" / "search_index.json").read_bytes()
        with search_browser.browser() as chromium:
            _say(f"{count} briefings: asking")
            ours |= {"seconds": max(ours["seconds"], again["seconds"]), "same": same} | weight(
                work / "site" / FOLDER, count
            )
            ours |= search_browser.ours(chromium, work / "site")
            material |= weight(work / "stock" / "search", count) | {"packed": len(gzip.compress(index)), "further": 0}
            material |= search_browser.material(chromium, work / "stock")
    return ours, material


def indexed(whose: str, work: Path, name: str, seed: str) -> dict[str, float]:
    """Let a process make an index of `work/content` as the site `work/name`; what it took."""
    _say(f"indexing: {name}")
    told = work / f"{name}.json"
    command = [sys.executable, "-m", "benchmarks.search_index", whose, str(work / "content"), str(work / name)]
    cost = meter.run(command, env={"PYTHONHASHSEED": seed}, target=told)
    return json.loads(told.read_text("utf-8")) | {"peak": cost.peak}


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def weight(folder: Path, count: int) -> dict[str, float]:
    """Bytes a briefing, and files, of an index."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {"size": sum(sizes) / count, "files": len(sizes)}


def lines(sizes: Mapping[int, tuple[Figures, Figures]]) -> list[str]:
    """The table: for each size, our figures and Material's."""
    heads = [f"{count:,}: {whose}" for count in sizes for whose in ("ours", "Material")]
    made = ["| | at most | " + " | ".join(heads) + " |", "|---|---:|" + "---:|" * len(heads)]
    for row in ROWS:
        told = ((row.ours, ours, row.material, material) for ours, material in sizes.values())
        cells = [_cell(row, names, found) for a, b, c, d in told for names, found in ((a, b), (c, d))]
        limit = f"{row.limit:,}" if row.limit else ""
        made.append(f"| {row.name} | {limit} | " + " | ".join(cells) + " |")
    same = [cell for ours, _ in sizes.values() for cell in ("yes" if ours["same"] else "no", "")]
    return [*made, "| two runs give the same bytes | | " + " | ".join(same) + " |"]


def _cell(row: Row, names: tuple[str, ...], found: Figures) -> str:
    return " / ".join(_told(found[name] / row.unit) for name in names)


def _told(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.1f}"


def faults(count: int, ours: Figures) -> list[str]:
    """What is not as it must be."""
    limited = ((row, row.limit) for row in ROWS if row.limit is not None)
    found = [
        f"{count:,} briefings: {row.name}: {ours[name] / row.unit:.1f}, at most {limit}"
        for row, limit in limited for name in row.ours if ours[name] / row.unit > limit
    ]  # fmt: skip
    return found if ours["same"] else [*found, f"{count:,} briefings: two runs give different bytes"]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (FileNotFoundError, meter.FailedError) as error:
        sys.exit(f"benchmarks: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
