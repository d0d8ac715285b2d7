"""How an archive's pages grow with it: `python -m benchmarks.pages [N…]`; no MkDocs, no search index, no peers."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import contest, table
from benchmarks.maker import make
from generator import link, pipeline, relate, views

SIZES = (1000, 3000, 10_000)
FRAME = 10_000
"""Bytes of the frame that a test keeps every page's below (tests/test_site.py)."""
LIMIT = 300_000
"""Bytes of HTML that no page may exceed."""
BEGIN, END = "<!-- pages: begin -->", "<!-- pages: end -->"
HEADS = (
    "briefings", "read, check, prove s", "relate s", "render s", "ms a briefing", "peak MB", "pages", "largest page kB",
    "which",
)  # fmt: skip


def main() -> int:
    """Measure all sizes, each in a process of its own; 1 where a page is too heavy, or time grows faster than size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, metavar="N", help="how many briefings (1000 3000 10000)")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measured(args.one)))
        return 0
    rows = [apart(count) for count in sorted(set(args.sizes or SIZES))]
    text = "\n".join(lines(rows))
    print(text)
    if args.write:
        readme = contest.HERE / "README.md"
        readme.write_text(table.inserted(readme.read_text("utf-8"), text, BEGIN, END), "utf-8")
    missed = faults(rows)
    for fault in missed:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if missed else 0


def apart(count: int) -> dict[str, float | str]:
    """The measurements of a process that does nothing else."""
    command = [sys.executable, "-m", "benchmarks.pages", "--one", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def measured(count: int) -> dict[str, float | str]:
    """Make an archive, and all of its pages in memory; times are seconds of the processor."""
    with tempfile.TemporaryDirectory(prefix="briefings-pages-") as folder:
        make(count, Path(folder) / "content")
        start = time.process_time()
        archive = link.without_drafts(pipeline.load(Path(folder) / "content", dt.date(2100, 1, 1)).archive)
        read = time.process_time()
        relate.relations(archive)
        related = time.process_time()
        pages, largest, which = 0, 0, ""
        for page in pipeline.make_pages(archive, views.Site("Benchmark")):
            pages += page.src_uri.endswith(".md")
            size = len(page.text.encode())
            if page.src_uri.endswith(".md") and size > largest:
                largest, which = size, page.src_uri
        rendered = time.process_time()
    return {
        "briefings": count, "read": read - start, "relate": related - read,
        "render": rendered - related - (related - read),  # which relates once more
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "pages": pages,
        "largest": largest + FRAME, "which": which,
    }  # fmt: skip


def total(row: dict[str, float | str]) -> float:
    """Seconds of all steps."""
    return sum(float(row[step]) for step in ("read", "relate", "render"))


def lines(rows: list[dict[str, float | str]]) -> list[str]:
    """The table."""
    made = ["| " + " | ".join(HEADS) + " |", "|" + "---:|" * (len(HEADS) - 1) + "---|"]
    for row in rows:
        cells = [
            f"{row['briefings']:,}", f"{row['read']:.1f}", f"{row['relate']:.2f}", f"{row['render']:.1f}",
            f"{total(row) / float(row['briefings']) * 1000:.1f}", f"{float(row['peak']) / 1e6:.0f}",
            f"{row['pages']:,}", f"{float(row['largest']) / 1000:.0f}", f"`{str(row['which']).removesuffix('.md')}/`",
        ]  # fmt: skip
        made.append("| " + " | ".join(cells) + " |")
    return made


def faults(rows: list[dict[str, float | str]]) -> list[str]:
    """What is not as it must be."""
    found = [f"{row['which']} has {row['largest']} bytes" for row in rows if float(row["largest"]) > LIMIT]
    if len(rows) > 1:
        small, large = rows[0], rows[-1]
        times = float(large["briefings"]) / float(small["briefings"])
        exponent = math.log(total(large) / total(small)) / math.log(times)
        if exponent > 1.15:
            found.append(f"time grows with an exponent of {exponent:.2f}")
    return found


if __name__ == "__main__":
    sys.exit(main())
