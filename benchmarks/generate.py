"""A part of our build: `python -m benchmarks.generate CONTENT [index] [engine]` leaves out what is named."""

from __future__ import annotations

import sys

from generator import cli, pipeline, site


def main(content: str, *without: str) -> int:
    """Check, prove and render a content folder, and write its pages into `build/` below the current folder.

    Args:
        content: The folder.
        without: `index` for the search index, `engine` for the site.

    """
    if "index" in without:
        pipeline.write_index = _nothing
    if "engine" in without:
        site.build = _nothing
    return cli.main(["build", "--content", content])


def _nothing(*_: object) -> None:
    """Stand in for what is left out."""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
