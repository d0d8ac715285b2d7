"""Score what a checker of quotations says about cases whose answer is known.

A case is a line of ``cases.jsonl``: a quotation, the snapshot it is claimed of, and what became of it on its way.
``polarity`` is `pos` (true), `neg` (falsified), `amb` (stands in several places, and nothing decides) or `hard`
(either answer is right). The `severity` of a falsified one is `major`, or `minor` where only case, a comma, a full stop
or a stage note differ.
"""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]

VERIFIED = ("verbatim", "elided")
BEFORE, AFTER = 250, 50
"""How far before and after the passage that was altered a place still counts as naming it, in code points."""
ALIKE = 0.5
"""How similar a text shown as the nearest passage must be to that passage, by its first 400 characters."""


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    """Those that have the property."""
    of: int = 0
    """Those that were asked for it."""

    def count(self, hit: bool) -> None:  # noqa: FBT001 - the one thing that there is to say
        """Add one that was asked."""
        self.hits += hit
        self.of += 1

    @property
    def percent(self) -> float | None:
        """In percent; None where nothing was asked."""
        return 100 * self.hits / self.of if self.of else None


@dataclass(slots=True)
class Score:
    """What a checker made of one set of cases."""

    true: Share = field(default_factory=Share)
    """True quotations verified."""
    false: Share = field(default_factory=Share)
    """Falsified quotations (major) verified."""
    false_verbatim: int = 0
    """Of these, the ones called verbatim."""
    minor: Share = field(default_factory=Share)
    """Quotations with a small change (minor) verified."""
    ambiguous: Share = field(default_factory=Share)
    """Ambiguous quotations verified."""
    starts: Share = field(default_factory=Share)
    """True quotations verified with a start, whose start is right."""
    ends: Share = field(default_factory=Share)
    """True quotations verified with an end, whose end is right."""
    near: Share = field(default_factory=Share)
    """Falsified quotations refused, for which the passage that they were made from was named."""
    near_offered: bool = False
    """Whether any nearest passage was named, right or wrong."""
    other: Share = field(default_factory=Share)
    """Quotations from another snapshot, for which that snapshot was named."""
    other_offered: bool = False
    """Whether any other snapshot was named, right or wrong."""
    kinds: dict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(Share))
    """Verified ones by group and kind."""


GROUPS = ("true", "either way", "ambiguous", "falsified", "small change")


def group(case: Line) -> str:
    """What the case tests, one of `GROUPS`."""
    if case["polarity"] == "neg":
        return "falsified" if case["severity"] == "major" else "small change"
    return {"pos": "true", "hard": "either way", "amb": "ambiguous"}[case["polarity"]]


def score(cases: Iterable[Line], answers: Mapping[str, Line]) -> Score:
    """Compare answers, by the id of their case, with the cases. A case without an answer counts as called absent."""
    result = Score()
    for case in cases:
        _add(result, case, answers.get(case["id"], {}))
    return result


def _add(result: Score, case: Line, said: Line) -> None:
    verified = said.get("status") in VERIFIED
    result.kinds[group(case), case["kind"]].count(verified)
    if case["polarity"] == "pos":
        result.true.count(verified)
        if verified:
            _place(result, case, said)
    elif case["polarity"] == "amb":
        result.ambiguous.count(verified)
    elif case["polarity"] == "neg":
        _falsified(result, case, said)
    if case["other_snapshot"]:
        result.other.count(said.get("other_snapshot") == case["other_snapshot"])
        result.other_offered |= bool(said.get("other_snapshot"))


def _falsified(result: Score, case: Line, said: Line) -> None:
    verified = said.get("status") in VERIFIED
    if case["severity"] == "major":
        result.false.count(verified)
        result.false_verbatim += said.get("status") == "verbatim"
    else:
        result.minor.count(verified)
    if not verified and case["expected_offset"] is not None:
        result.near.count(_is_near(case, said))
        result.near_offered |= said.get("start") is not None or bool(said.get("near"))


def _place(result: Score, case: Line, said: Line) -> None:
    if said.get("start") is not None:
        result.starts.count(said["start"] == case["expected_offset"])
    if said.get("end") is not None:
        result.ends.count(said["end"] == case["expected_end"])


def _is_near(case: Line, said: Line) -> bool:
    start, end = case["expected_offset"], case["expected_end"] or case["expected_offset"]
    if said.get("start") is not None:
        return bool(start - BEFORE <= said["start"] <= end + AFTER)
    shown, meant = (said.get("near") or "")[:400], case["source_passage"][:400]
    return difflib.SequenceMatcher(None, shown, meant, autojunk=False).ratio() > ALIKE


def read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_answers(path: Path) -> dict[str, dict[str, Any]]:
    """A checker's output by id.

    Raises:
        ValueError: a case was answered twice.
    """
    answers: dict[str, dict[str, Any]] = {}
    for line in read_lines(path):
        if line["id"] in answers:
            raise ValueError(f"{path.name}: two answers for {line['id']}")
        answers[line["id"]] = line
    return answers
