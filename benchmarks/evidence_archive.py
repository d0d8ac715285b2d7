"""What `briefings verify` takes for an archive with as many quotations and texts as `evidence_load` makes.

Each text is the snapshot of one source of one briefing; each quotation is true, until one is changed.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import evidence_load, meter

TURNS = 3
"""How often each warm run is measured."""
FINE = (0, 1)
"""Exit codes of a run that told its verdicts, whatever they are."""
_ACTOR = "speaker: {type: person, name: Ada Bellweather}\n"
_TOPIC = "trade: {name: Trade}\n"
_BRIEFING = """title: {name}
status: published
published: 2026-03-07
language: en
topics: [trade]
summary:
  - text: A report, and what it says.
    cites: [report]
sources:
  - id: report
    type: report
    tier: primary
    title: The report
    url: https://example.org/{name}
    language: en
    retrieved: 2026-03-07
    snapshot: {{captured: 2026-03-07, sha256: {digest}, scope: full}}
key_quotes:
{quotes}"""
_QUOTE = "  - {{id: q{number}, speaker: speaker, source: report, text: {text}}}\n"


@dataclass(frozen=True, slots=True)
class Run:
    """What one kind of run took."""

    name: str
    """What was done before."""
    wall: float
    """Seconds on the clock; the median, as with all figures."""
    cpu: float
    """Seconds of processor time."""
    peak: int
    """Bytes of memory at the highest."""


def make(folder: Path) -> list[str]:
    """Write the content folder of an archive below `folder`; give the quotations of its middle briefing."""
    rng = random.Random(20260307)
    language = evidence_load.Language(rng)
    content = folder / "content"
    (content / "briefings").mkdir(parents=True)
    (folder / "build").mkdir()
    (content / "actors.yaml").write_text(_ACTOR, "utf-8")
    (content / "topics.yaml").write_text(_TOPIC, "utf-8")
    quotes = list[str]()
    for number in range(evidence_load.TEXTS):
        text = language.text(evidence_load.TEXT_BYTES, wrapped=number % 3 == 0)
        name = f"text-{number:03}"
        snapshot = content / "snapshots" / name / "report.txt"
        snapshot.parent.mkdir(parents=True)
        snapshot.write_bytes(text.encode())
        first, last = (evidence_load.QUOTATIONS * n // evidence_load.TEXTS for n in (number, number + 1))
        made = [next(_quotations(text, rng)) for _ in range(first, last)]
        write(folder, number, made)
        quotes = made if number == evidence_load.TEXTS // 2 else quotes
    return quotes


def write(folder: Path, number: int, quotes: Sequence[str]) -> None:
    """Write the briefing of that number, with these quotations."""
    name = f"text-{number:03}"
    stored = (folder / "content" / "snapshots" / name / "report.txt").read_bytes()
    listed = "".join(
        _QUOTE.format(number=n, text=json.dumps(text, ensure_ascii=False)) for n, text in enumerate(quotes)
    )
    made = _BRIEFING.format(name=name, digest=hashlib.sha256(stored).hexdigest(), quotes=listed)
    (folder / "content" / "briefings" / f"{name}.yaml").write_text(made, "utf-8")


def _quotations(text: str, rng: random.Random) -> Iterator[str]:
    """True ones, as authors type them; none begins or ends within quotation marks of the text."""
    while True:
        start, end = evidence_load.span(text, rng)
        if '"' not in text[start:end]:
            yield evidence_load.retyped(text[start:end].split(), rng)


def measure(folder: Path) -> list[Run]:
    """Verify such an archive from nothing, again, and with one briefing changed."""
    quotes = make(folder)
    changed = evidence_load.TEXTS // 2
    runs = [_run("nothing was proved before", [_verify(folder)])]
    runs.append(_run("nothing changed", [_verify(folder) for _ in range(TURNS)]))
    for name, edit in (
        ("one quotation changed, to other words of its source", lambda words: words[1:]),
        ("one quotation changed, to words that stand nowhere", lambda words: [*words[:3], "zounds", *words[4:]]),
    ):
        costs = []
        for turn in range(TURNS):
            edited = [" ".join(edit(q.split())) if n == turn else q for n, q in enumerate(quotes)]
            write(folder, changed, edited)
            costs.append(_verify(folder))
        runs.append(_run(name, costs))
    return runs


def _verify(folder: Path) -> meter.Cost:
    print("briefings verify ...", file=sys.stderr)
    command = [str(Path(sys.executable).with_name("briefings")), "verify"]
    return meter.run(command, cwd=folder, fine=FINE)


def _run(name: str, costs: Sequence[meter.Cost]) -> Run:
    return Run(name, median(c.wall for c in costs), median(c.cpu for c in costs), int(median(c.peak for c in costs)))
