"""How good the answers of search are, beside those of Material's: `python -m benchmarks.search_quality`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import contest, search_browser, table
from scripts import demo
from tests.search import asking

BRIEFINGS = 300
BEGIN, END = "<!-- answers: begin -->", "<!-- answers: end -->"


def main() -> int:
    """Build the demo archive twice, by ourselves and by stock MkDocs, and ask both the questions of `tests/search`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_quality", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    parser.add_argument(
        "--missed", action="store_true", help="tell which of the open questions have no right answer first"
    )
    args = parser.parse_args()
    asked = asking.queries()
    with tempfile.TemporaryDirectory(prefix="briefings-answers-") as place, search_browser.browser() as chromium:
        folder = Path(place, "demo")
        if failed := demo.build(folder, BRIEFINGS):
            return failed
        stock = asking.stock(folder / "build", Path(place, "stock"))
        with search_browser.opened(chromium, folder / "site", "0") as (page, _):
            ours = asking.ask_ours(page, asked)
        with search_browser.opened(chromium, stock, "0") as (page, _):
            material = [asking.ask_material(page, asked, languages) for languages in ((), asking.LANGUAGES)]
    ranks = {
        "ours": list(map(asking.by_entry, asked, ours)),
        "ours, thing by thing": list(map(asking.by_line, asked, ours)),
        "Material": list(map(asking.by_page, asked, material[0])),
        "Material, seven languages set": list(map(asking.by_page, asked, material[1])),
    }
    text = asking.tables(asked, ranks)
    print(text)
    if args.missed:
        for query, answer, rank in zip(asked, ours, ranks["ours"], strict=True):
            if query.set == "open" and rank != 1:
                print(f"\n{query.kind}: {query.words} {dict(query.filters) or ''}: place {rank or 'none'}")
                print(f"  expected {query.answers[0]}")
                for entry in answer.entries[:3]:
                    print(f"  found    {entry.page} {' '.join(thing.partition('#')[2] for thing in entry.things[:2])}")
    if args.write:
        readme = contest.HERE / "README.md"
        readme.write_text(table.inserted(readme.read_text("utf-8"), text, BEGIN, END), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
