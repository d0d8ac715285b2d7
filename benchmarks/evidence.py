"""Measure our checker of quotations beside others: what it passes and refuses, and how fast.

    python -m benchmarks.evidence --cases DIR      the score table, from cases whose answer is known
    python -m benchmarks.evidence --speed          10,000 quotations against 450 texts, and texts that are hard
    python -m benchmarks.evidence --archive        as many in an archive, from nothing and with one of them changed
    python -m benchmarks.evidence --cases DIR --speed --archive --write docs/evidence.md

`DIR` holds ``cases.jsonl``, ``input.jsonl`` and ``snapshots/``; `evidence_score` tells what a case is. Each peer runs
in its own environment below `.venv-peers/`, made from the pins in `requirements/peers-*.txt`. Exit codes: 0 fine, 1 our
checker misses a target, 2 the call is at fault, 3 something failed to run.
"""

from __future__ import annotations

import argparse
import inspect
import json
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks import (
    evidence_archive,
    evidence_load,
    evidence_peers,
    evidence_pins,
    evidence_score,
    evidence_tables,
    meter,
)
from benchmarks.evidence_score import Score, Share

OURS = "Briefing archive"
PEERS_SCRIPT = Path(evidence_peers.__file__)
SAMPLE = 5
"""Texts that a peer is tried on."""
PATIENCE = 300
"""Seconds that a peer may take for all texts, by that trial, to be measured on all of them."""
SIZES = (5_000_000, 20_000_000)
"""Bytes of the hard texts."""
LINEAR = 1.2
"""The exponent up to which growth still passes for linear, measuring being what it is."""
SECONDS, MEMORY = 15, 500_000_000
"""What our checker may take for all quotations."""
SECONDS_CHANGED = 2
"""What it may take where all but one of them are known."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Something that checks quotations, ready to run."""

    title: str
    """What the tables call it."""
    command: tuple[str, ...]
    """Starts it; `--root DIR` is added."""
    setting: str
    """How it is asked, in a sentence."""
    timed: bool = True
    """Whether its speed is worth a row; false for a peer that is asked in a second way."""

    def ask(self, root: Path, target: Path, limit: float = meter.LIMIT) -> meter.Cost:
        """Let it answer the lines of the ``input.jsonl`` in `root`."""
        print(f"{self.title} ...", file=sys.stderr)
        command = [*self.command, "--root", str(root)]
        return meter.run(command, source=root / "input.jsonl", target=target, limit=limit)


def ours(command: str) -> Checker:
    return Checker(OURS, tuple(shlex.split(command)), "`briefings match`.")


def peer(name: str) -> Checker:
    """One of the peers, its environment made if need be."""
    it = evidence_peers.PEERS[name]
    python, version = Path(sys.executable), ""
    if it.package:
        python, version = evidence_pins.environment(it.package), evidence_pins.version(it.package)
    return Checker(
        it.title.format(package=it.package, version=version),
        (str(python), str(PEERS_SCRIPT), name),
        " ".join((inspect.getdoc(it.adapter) or "").split()),
        timed=it.package in {None, name},
    )


def accuracy(checkers: Sequence[Checker], folder: Path) -> tuple[list[dict[str, Any]], dict[str, Score]]:
    """Ask every checker about all cases of a folder."""
    cases = evidence_score.read_lines(folder / "cases.jsonl")
    found = {}
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
        for checker in checkers:
            target = Path(scratch) / "output.jsonl"
            checker.ask(folder, target)
            found[checker.title] = evidence_score.score(cases, evidence_score.read_answers(target))
    return cases, found


def speed(checkers: Sequence[Checker], root: Path) -> dict[str, evidence_tables.Speed]:
    """Ask every checker about an archive's worth of quotations; peers that would take long, about a part."""
    whole = evidence_load.archive(root / "whole")
    part = _part(whole, root / "whole", root / "part")
    found = {}
    for checker in (checker for checker in checkers if checker.timed):
        if checker.title == OURS:
            found[checker.title] = _timed(checker, whole, root / "whole", evidence_load.TEXTS)
            continue
        tried = _timed(checker, part, root / "part", SAMPLE)
        if tried.cost.wall * evidence_load.TEXTS / SAMPLE < PATIENCE:
            # A peer that looks in the other texts as well may take far longer than the trial says.
            try:
                tried = _timed(checker, whole, root / "whole", evidence_load.TEXTS, 2 * PATIENCE)
            except TimeoutError:
                tried = replace(tried, over=2 * PATIENCE)
        found[checker.title] = tried
    return found


def _part(cases: Sequence[evidence_load.Case], whole: Path, part: Path) -> list[evidence_load.Case]:
    names = sorted({case["snapshot_id"] for case in cases})[:SAMPLE]
    (part / "snapshots").mkdir(parents=True)
    for name in names:
        (part / "snapshots" / f"{name}.txt").hardlink_to(whole / "snapshots" / f"{name}.txt")
    kept = [case for case in cases if case["snapshot_id"] in names]
    evidence_load.write_input(part, kept)
    return kept


def _timed(
    checker: Checker, cases: Sequence[evidence_load.Case], root: Path, texts: int, limit: float = meter.LIMIT
) -> evidence_tables.Speed:
    target = root / "output.jsonl"
    cost = checker.ask(root, target, limit)
    score = evidence_score.score(cases, evidence_score.read_answers(target))
    return evidence_tables.Speed(cost, score, texts, evidence_load.TEXTS)


def growth(checker: Checker, root: Path) -> tuple[dict[str, evidence_tables.Growth], float]:
    """Ask a checker about the hard texts at both sizes, and about nothing; give what the latter took as well."""
    costs: dict[str, list[meter.Cost]] = defaultdict(list)
    right: dict[str, Share] = defaultdict(Share)
    for size in SIZES:
        for hard in evidence_load.hard(size):
            with _hard_folder(hard, root) as folder:
                target = folder / "output.jsonl"
                costs[hard.name].append(checker.ask(folder, target))
                answers = evidence_score.read_answers(target)
            for number, (_, verified) in enumerate(hard.quotations):
                said = answers.get(str(number), {}).get("status") in evidence_score.VERIFIED
                right[hard.name].count(said is verified)
    nothing = root / "nothing"
    nothing.mkdir()
    evidence_load.write_input(nothing, [])
    start = checker.ask(nothing, nothing / "output.jsonl").cpu
    return {name: evidence_tables.Growth(pair[0], pair[1], right[name]) for name, pair in costs.items()}, start


@contextmanager
def _hard_folder(hard: evidence_load.Hard, root: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=root) as name:
        folder = Path(name)
        (folder / "snapshots").mkdir()
        (folder / "snapshots" / "hard.txt").write_bytes(hard.text.encode())
        cases = [
            {"id": str(number), "snapshot_id": "hard", "quote": quote}
            for number, (quote, _) in enumerate(hard.quotations)
        ]
        evidence_load.write_input(folder, cases)
        yield folder


def missed(score: Score) -> list[str]:
    """The targets that a score misses, in words."""
    targets = [
        (_at_least(score.true, 99), f"true quotations verified: {evidence_tables.share(score.true)}, not 99 %"),
        (not score.false.hits, f"falsified quotations verified: {score.false.hits}, not 0"),
        (not score.ambiguous.hits, f"ambiguous quotations verified: {score.ambiguous.hits}, not 0"),
        (
            score.starts.hits == score.true.hits,
            f"offsets wrong or missing: {score.true.hits - score.starts.hits}, not 0",
        ),
        (score.ends.hits == score.true.hits, f"ends wrong or missing: {score.true.hits - score.ends.hits}, not 0"),
        (_at_least(score.near, 95), f"nearest passage named: {evidence_tables.share(score.near)}, not 95 %"),
        (_at_least(score.other, 99), f"other source named: {evidence_tables.share(score.other)}, not 99 %"),
    ]
    return [words for met, words in targets if not met]


def missed_speed(cost: meter.Cost) -> list[str]:
    """The targets that the run over all quotations misses, in words."""
    targets = [
        (cost.wall <= SECONDS, f"time for all quotations: {cost.wall:.1f} s, not {SECONDS} s"),
        (cost.peak <= MEMORY, f"memory for all quotations: {cost.peak / 1e6:.0f} MB, not {MEMORY / 1e6:.0f} MB"),
    ]
    return [words for met, words in targets if not met]


def missed_growth(grown: dict[str, evidence_tables.Growth], start: float) -> list[str]:
    """The hard texts whose time grows faster than linearly, or whose quotations are told wrong, in words."""
    misses = []
    for name, growth in grown.items():
        power = evidence_tables.exponent(growth.small.cpu - start, growth.large.cpu - start, SIZES)
        if power is not None and power > LINEAR:
            misses.append(f"{name}: time grows with an exponent of {power:.2f}, not 1")
        if growth.right.hits < growth.right.of:
            misses.append(f"{name}: {growth.right.of - growth.right.hits} answers wrong")
    return misses


def missed_archive(runs: Sequence[evidence_archive.Run]) -> list[str]:
    """The targets that proving an archive misses, in words."""
    limits = [SECONDS, *[SECONDS_CHANGED] * (len(runs) - 1)]
    return [
        f"an archive, {run.name}: {run.wall:.1f} s, not {limit} s"
        for run, limit in zip(runs, limits, strict=True)
        if run.wall > limit
    ]


def _at_least(share: Share, percent: float) -> bool:
    return share.percent is None or share.percent >= percent


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure our checker of quotations beside others.")
    parser.add_argument("--cases", type=Path, metavar="DIR", help="a folder with cases whose answer is known")
    parser.add_argument("--speed", action="store_true", help="measure the speed as well")
    parser.add_argument("--archive", action="store_true", help="measure `briefings verify` on an archive")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between their markers in this page")
    parser.add_argument(
        "--only", nargs="+", choices=["ours", *evidence_peers.PEERS], help="measure some of the checkers, not all"
    )
    parser.add_argument(
        "--ours",
        metavar="COMMAND",
        default=f"{shlex.quote(str(Path(sys.executable).with_name('briefings')))} match",
        help="how our checker is started (%(default)s)",
    )
    options = parser.parse_args(arguments)
    if not (options.cases or options.speed or options.archive):
        parser.error("give --cases, --speed, --archive, or several of them")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    wanted = (options.only or ["ours", *evidence_peers.PEERS]) if options.cases or options.speed else []
    blocks, misses = {}, []
    try:
        checkers = [ours(options.ours) if name == "ours" else peer(name) for name in wanted]
        if options.cases:
            cases, found = accuracy(checkers, options.cases)
            settings = {checker.title: checker.setting for checker in checkers}
            blocks["evidence"] = evidence_tables.scores(cases, found, settings)
            blocks["evidence-kinds"] = evidence_tables.kinds(found)
            misses += missed(found[OURS]) if OURS in found else []
        if options.speed:
            with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
                measured, costs = _speed_block(checkers, Path(scratch))
            blocks["evidence-speed"] = measured
            misses += costs
        if options.archive:
            with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
                runs = evidence_archive.measure(Path(scratch))
            blocks["evidence-archive"] = evidence_tables.archive(runs, evidence_load.QUOTATIONS, evidence_load.TEXTS)
            misses += missed_archive(runs)
    except (OSError, subprocess.CalledProcessError, json.JSONDecodeError) as error:
        print(f"evidence: {error}", file=sys.stderr)
        return 3
    for name, content in blocks.items():
        print(f"\n## {name}\n\n{content}")
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        for name, content in blocks.items():
            page = evidence_tables.replace(page, name, content)
        options.write.write_text(page, encoding="utf-8")
    for words in misses:
        print(f"missed: {words}", file=sys.stderr)
    return 1 if misses else 0


def _speed_block(checkers: Sequence[Checker], scratch: Path) -> tuple[str, list[str]]:
    found = speed(checkers, scratch)
    counts = ", ".join(f"{share * evidence_load.QUOTATIONS:.0f} {kind}" for kind, share in evidence_load.SHARES.items())
    asked = (
        f"{evidence_load.QUOTATIONS:,} quotations ({counts}) against {evidence_load.TEXTS} invented texts of "
        f"{evidence_load.TEXT_BYTES // 1000} kB."
    )
    block = evidence_tables.speeds(found, asked)
    if OURS not in found:
        return block, []
    checker = next(checker for checker in checkers if checker.title == OURS)
    grown, start = growth(checker, scratch)
    block += "\n\n" + evidence_tables.growths(grown, SIZES, start)
    result = found[OURS]
    return block, [*missed(result.score), *missed_speed(result.cost), *missed_growth(grown, start)]


if __name__ == "__main__":
    raise SystemExit(main())
