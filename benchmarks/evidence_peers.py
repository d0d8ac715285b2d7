"""Other checkers of quotations, each asked as its own documentation says.

    python evidence_peers.py NAME --root DIR < input.jsonl > output.jsonl

Runs in the peer's own environment, so it needs nothing but the standard library and that peer. An input line is
``{id, snapshot_path, quote, prefix, suffix}``, an output line ``{id, status, start, end, near, other_snapshot}``. None
of the peers asks for the words before and after a quotation.

The first paragraph of an adapter's docstring is printed below the table. How a peer's answer maps on *verified*
(`verbatim` or `elided`) is always the peer's own notion of a pass; all else is `altered` where it shows a passage that
comes near, and `absent` where it shows none.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Check = Callable[[Path, str], Answer]
"""Takes a snapshot's path and a quotation, gives what goes into the output line."""


def answer(
    status: str,
    start: int | None = None,
    end: int | None = None,
    near: str | None = None,
    other_snapshot: str | None = None,
) -> Answer:
    return {"status": status, "start": start, "end": end, "near": near, "other_snapshot": other_snapshot}


def read(path: Path) -> str:
    """The text as stored: line ends stay as they are, so that offsets count code points of the file."""
    return path.read_bytes().decode("utf-8")


def linkml_reference_validator() -> Check:
    """`SupportingTextValidator.validate(quote, "file:…")` in the default configuration; `is_valid` counts as verified.

    The passage that it suggests counts as the nearest one; it tells no offsets.
    """
    models = importlib.import_module("linkml_reference_validator.models")
    validation = importlib.import_module("linkml_reference_validator.validation.supporting_text_validator")
    cache = tempfile.TemporaryDirectory(prefix="peer-")
    validator = validation.SupportingTextValidator(models.ReferenceValidationConfig(cache_dir=Path(cache.name)))

    def check(path: Path, quote: str) -> Answer:
        result = validator.validate(quote, f"file:{path.resolve()}")
        if result.unavailable:
            raise OSError(f"{result.message} ({cache.name})")
        if result.is_valid:
            return answer("elided" if "..." in quote or "[" in quote else "verbatim")
        near = result.match_result and result.match_result.best_match
        return answer("altered" if near else "absent", near=near or None)

    return check


def linkml_reference_validator_dots() -> Check:
    """The same, with every mark of a cut rewritten as `...`, the one notation in which it looks for the parts."""
    check_as_given = linkml_reference_validator()

    def check(path: Path, quote: str) -> Answer:
        for mark in ("[…]", "[...]", "(…)", "(...)", "…"):
            quote = quote.replace(mark, " ... ")
        return check_as_given(path, quote)

    return check


def gtrex() -> Check:
    """`Repairer` with the default policy and `repair_mode="annotate"`; a grounded claim counts as verified.

    Annotating changes no verdict; it locates the best span of a claim that is not grounded, which counts as the nearest
    passage. A stitched claim (all its fragments found somewhere) is not grounded under the default policy.
    """
    package = importlib.import_module("gtrex")
    warnings.simplefilter("ignore", package.DefaultThresholdWarning)  # the threshold decides nothing that we read
    policy = package.Policy(repair_mode="annotate")

    @functools.lru_cache(maxsize=1)
    def repairer(path: Path) -> Any:
        return package.Repairer(read(path), policy)

    def check(path: Path, quote: str) -> Answer:
        repair = repairer(path).repair(quote)
        if repair.before.grounded:
            return answer("verbatim", repair.before.start, repair.before.end)
        if repair.alignment is None:
            return answer("absent")
        return answer("altered", repair.alignment.start, repair.alignment.end, repair.alignment.text)

    return check


def krokai() -> Check:
    """`check(quote, Corpus)` against the snapshot alone; the verdicts that it lists as clean count as verified.

    Clean are verified, assembled, punctuation, typesetting and wrong speaker. What is not clean is looked up in a
    corpus of all snapshots, where a clean verdict names the source that the words stand in. It tells no offsets.
    """
    corpus = importlib.import_module("krokai.corpus").Corpus
    verdicts = importlib.import_module("krokai.verdicts")
    verify = importlib.import_module("krokai.verify").check

    def index(folder: Path) -> Any:
        # It leaves out files whose names look like notes of one's own; names of snapshots are not names of drafts.
        return corpus([str(folder)], derived_re=None, quiet=True)

    @functools.lru_cache(maxsize=1)
    def alone(path: Path) -> Any:
        with tempfile.TemporaryDirectory(prefix="peer-") as folder:
            shutil.copyfile(path, Path(folder) / path.name)
            return index(Path(folder))

    @functools.lru_cache(maxsize=1)
    def everything(folder: Path) -> Any:
        return index(folder)

    def check(path: Path, quote: str) -> Answer:
        verdict, where, _ = verify(quote, alone(path))
        if verdict in verdicts.CLEAN:
            return answer("elided" if verdict == "ASSEMBLED" else "verbatim")
        if where:
            return answer("altered")
        verdict, where, _ = verify(quote, everything(path.parent))
        return answer("absent", other_snapshot=Path(where).stem if where and verdict in verdicts.CLEAN else None)

    return check


def quotecheck() -> Check:
    """`check(quote, text)`; what it calls `ok` (found, or interleaved with a page number) counts as verified.

    The source's words that it shows for a drift count as the nearest passage.
    """
    find = importlib.import_module("quotecheck").check
    text = functools.lru_cache(maxsize=1)(read)

    def check(path: Path, quote: str) -> Answer:
        try:
            match = find(quote, text(path))
        except ValueError:  # how it refuses a quotation without words
            return answer("absent")
        start = match.offset if match.offset >= 0 else None
        if match.ok:
            return answer("verbatim", start)
        return answer("altered" if match.context else "absent", start, near=match.context or None)

    return check


def rapidfuzz() -> Check:
    """`fuzz.partial_ratio_alignment(quote, text)`; a score of 90 or more counts as verified."""
    align = importlib.import_module("rapidfuzz.fuzz").partial_ratio_alignment
    text = functools.lru_cache(maxsize=1)(read)

    def check(path: Path, quote: str) -> Answer:
        found = align(quote, text(path)) if quote.strip() else None
        if found is None:
            return answer("absent")
        return answer("verbatim" if found.score >= 90 else "altered", found.dest_start, found.dest_end)

    return check


def substring() -> Check:
    """`quote in text`, as most scripts do it."""
    text = functools.lru_cache(maxsize=1)(read)

    def check(path: Path, quote: str) -> Answer:
        start = text(path).find(quote)
        return answer("absent") if start < 0 else answer("verbatim", start, start + len(quote))

    return check


@dataclass(frozen=True)
class Peer:
    """A checker to compare with."""

    adapter: Callable[[], Check]
    """Makes what asks it."""
    package: str | None = None
    """The package that it comes in; None for the standard library."""
    title: str = "{package} {version}"
    """What the tables call it."""


PEERS = {
    "linkml-reference-validator": Peer(linkml_reference_validator, "linkml-reference-validator"),
    "linkml-reference-validator-dots": Peer(
        linkml_reference_validator_dots, "linkml-reference-validator", "{package} {version}, cuts as `...`"
    ),
    "gtrex": Peer(gtrex, "gtrex"),
    "krokai": Peer(krokai, "krokai"),
    "quotecheck": Peer(quotecheck, "quotecheck"),
    "rapidfuzz": Peer(rapidfuzz, "rapidfuzz", "fuzzy matching (RapidFuzz {version})"),
    "substring": Peer(substring, title="plain substring"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask one peer about quotations.")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--root", type=Path, required=True, help="the folder that snapshot_path starts from")
    arguments = parser.parse_args()
    check = PEERS[arguments.peer].adapter()
    lines = [json.loads(line) for line in sys.stdin]
    # By snapshot, so that what a peer prepares for a text is prepared once.
    for line in sorted(lines, key=lambda line: line["snapshot_path"]):
        found = check(arguments.root / line["snapshot_path"], line["quote"])
        print(json.dumps({"id": line["id"], **found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
