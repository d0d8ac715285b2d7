"""The maker's command line: `python -m benchmarks.maker 300 content`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from benchmarks import maker


def main() -> int:
    """Make an archive; 2 where the call is at fault."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maker", description="Make a fictional archive.")
    parser.add_argument("count", type=int, metavar="N", help="how many briefings")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--seed", type=int, default=1, help="another one gives another archive (1)")
    parser.add_argument(
        "--until",
        type=dt.date.fromisoformat,
        default=maker.UNTIL,
        metavar="DAY",
        help=f"day of the newest briefing ({maker.UNTIL})",
    )
    args = parser.parse_args()
    if args.count < 1:
        parser.error("an archive has at least one briefing")
    try:
        maker.make(args.count, args.folder, args.seed, args.until)
    except FileExistsError as error:
        print(f"benchmarks.maker: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
