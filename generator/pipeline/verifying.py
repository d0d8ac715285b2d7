"""The archive's evidence as a table: what `briefings verify` shows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import verify
from generator.archive import Archive
from generator.evidence import Evidence
from generator.pipeline.proving import Key, Quoted, quoted

STATUSES = ("verbatim", "elided", "altered", "absent", "ambiguous", "unchecked")


@dataclass(frozen=True, slots=True)
class Row:
    """What was proved against one source."""

    briefing: str
    source: str
    counts: Mapping[str, int]
    """Quotations and pieces of evidence by status."""
    full_text: str = ""
    """With full texts at hand: `proved`, `not found`, or what is wrong; else empty."""


def table(
    archive: Archive, evidences: Mapping[Key, Evidence], stored: Mapping[str, bytes], texts: Path | None = None
) -> list[Row]:
    """One row for each source that words are quoted from.

    Args:
        archive: Linked.
        evidences: What was proved.
        stored: The content files' bytes.
        texts: A folder with full texts as `<briefing>/<source>.txt`, to prove against them as well.

    """
    rows = []
    for briefing in archive.briefings.values():
        words = list(quoted(briefing))
        for source in briefing.sources:
            mine = [item for item in words if item.source is source]
            if mine:
                counts = Counter[str](evidences[item.key].status for item in mine)
                told = _against_full_text(mine, stored, texts) if texts else ""
                rows.append(Row(briefing.id, source.id, {s: counts[s] for s in STATUSES}, told))
    return rows


def totals(rows: Sequence[Row]) -> dict[str, int]:
    """Words by status over all sources."""
    return {status: sum(row.counts[status] for row in rows) for status in STATUSES}


def _against_full_text(words: list[Quoted], stored: Mapping[str, bytes], texts: Path) -> str:
    """What the full text says of a snapshot and of the words that are proved against it."""
    first = words[0]
    if first.source.snapshot is None:
        return "no snapshot"
    path = texts / first.briefing.id / f"{first.source.id}.txt"
    if not path.is_file():
        return "not found"
    return "; ".join(_objections(words, stored.get(first.snapshot, b""), path.read_bytes())) or "proved"


def _objections(words: list[Quoted], stored: bytes, data: bytes) -> Iterator[str]:
    record = words[0].source.snapshot
    assert record is not None
    if record.sha256 and hashlib.sha256(data).hexdigest() != record.sha256:
        yield "another hash than the snapshot's `sha256`"
    try:
        full, _ = verify.clean(data.decode("utf-8"), record.cleaned)
    except UnicodeDecodeError:
        yield "not UTF-8"
        return
    if record.scope == "passages":
        for piece in verify.strange(stored.decode("utf-8", "replace"), full):
            yield f"the snapshot has “{piece[:80]}”, which the full text hasn't"
    snapshot = verify.Snapshot(full)
    for item in words:
        found = item.claim.against(snapshot)
        if not found.proved:
            yield f"{item.name} is {found.status}: {found.why}"
