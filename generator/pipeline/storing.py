"""Making a snapshot: what `briefings snapshot` stores, and the record that belongs to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from generator import verify
from generator.evidence import Passage
from generator.model import Briefing, Source
from generator.pipeline.proving import quoted, snapshot_name


class StoringError(Exception):
    """No snapshot can be made; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A snapshot, ready to be written."""

    name: str
    """Its path within the content folder."""
    data: bytes
    """Its bytes."""
    record: str
    """The lines of YAML that belong under the source's `snapshot:`."""
    counts: dict[str, int]
    """How often each kind of mess was taken out."""
    sentences: int
    """For passages: how many quotations and pieces of evidence they hold; else 0."""


def snapshot(
    briefing: Briefing, source: Source, full: bytes, day: str, *, passages: bool, cleaned: Sequence[str] = ()
) -> Stored:
    """Make the snapshot of a source.

    Args:
        briefing: The one that quotes it.
        source: Whose text it is.
        full: The full text's bytes.
        day: When it was captured (ISO 8601).
        passages: Whether only the sentences are kept that quotations and evidence stand in.
        cleaned: What to take out before, by names of `generator.model.Cleaning`.

    Raises:
        StoringError: the text is not UTF-8, it isn't the one that was captured, or words of the briefing aren't
            proved by it.

    """
    try:
        text = full.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StoringError("the text is not UTF-8: save it as UTF-8") from None
    digest = hashlib.sha256(full).hexdigest()
    if source.snapshot and source.snapshot.sha256 and source.snapshot.sha256 != digest:
        raise StoringError(
            f"`{source.id}` was captured with another text (sha256 {source.snapshot.sha256[:8]}…): where the source "
            "itself changed, this is a new source; where the copy was bad, take the line `sha256` out first"
        )
    text, counts = verify.clean(text, cleaned)
    kept = 0
    if passages:
        text, kept = _passages(briefing, source, text)
    data = full if not passages and not cleaned else text.encode()
    lines = [f"captured: {day}", f"sha256: {digest}"]
    if passages:
        lines.append("scope: passages")
    if cleaned:
        lines.append(f"cleaned: [{', '.join(cleaned)}]")
    if passages or cleaned:
        lines.append(f"stored_sha256: {hashlib.sha256(data).hexdigest()}")
    return Stored(snapshot_name(briefing, source), data, "\n".join(lines), counts, kept)


def _passages(briefing: Briefing, source: Source, text: str) -> tuple[str, int]:
    snapshot = verify.Snapshot(text)
    found, faults = list[Passage](), list[str]()
    for item in quoted(briefing):
        if item.source is source:
            evidence = item.claim.against(snapshot)
            found += evidence.parts if evidence.proved else ()
            if not evidence.proved:
                faults.append(f"line {item.words.span.line}: {item.name} is {evidence.status}: {evidence.why}")
    if faults:
        raise StoringError("these words aren't proved by the full text; mend them first:\n" + "\n".join(faults))
    if not found:
        raise StoringError(
            f"nothing is quoted from `{source.id}` yet: write the quotations first, then store their sentences"
        )
    return verify.keep(snapshot, found), len(found)
