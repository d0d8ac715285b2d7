"""Our half of a build: `python -m benchmarks.generate CONTENT` is `briefings build` without engine and index."""

from __future__ import annotations

import sys

from generator import cli, site


def main(content: str) -> int:
    """Check, prove and render a content folder, and write its pages into `build/` below the current folder."""
    site.build = _nothing
    return cli.main(["build", "--strict", "--content", content])


def _nothing(*_: object) -> None:
    """Stand in for the engine."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
