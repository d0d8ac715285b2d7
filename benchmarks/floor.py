"""The floor: `python -m benchmarks.floor CONTENT SITE COPY` reads what a build reads and writes what it writes."""

from __future__ import annotations

import sys
from pathlib import Path


def main(content: str, site: str, copy: str) -> None:
    """Read all files of the content, and write those of a site that is there already."""
    for file in Path(content).rglob("*"):
        if file.is_file():
            file.read_bytes()
    for file in sorted(Path(site).rglob("*")):
        target = Path(copy) / file.relative_to(site)
        if file.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
