"""Across briefings: what follows from many of them, remembered while nothing has changed that it follows from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import relate, stamp, store
from generator.archive import Archive
from generator.dates import Date
from generator.model import Briefing, Noun
from generator.relate import Kinship, Utterance
from generator.relate.kinship import Reason
from generator.relate.readings import source_key


@dataclass(frozen=True, slots=True)
class Said:
    """Keys of what a briefing says, by what follows from it across briefings; none of them has places of facts."""

    words: bytes
    """Of all that tells who said what, and where that stands."""
    shares: bytes
    """Of all that it may share with others, which makes them related."""

    @classmethod
    def by(cls, briefing: Briefing) -> Said:
        """The keys of a briefing."""
        spoken = (briefing.language, briefing.key_quotes, briefing.sources, briefing.events)
        speakers = tuple(quote.speaker for quote in briefing.key_quotes)
        stands = tuple((p.actor, p.voiced_by, p.issue, str(p.stance == "not-stated")) for p in briefing.positions)
        sources = tuple((source.id, source_key(source)) for source in briefing.sources)
        shared = (briefing.supersedes, briefing.topics, sources, speakers, stands)
        return cls(*(store.key(repr(_bare(facts))) for facts in (spoken, shared)))


def utterances(archive: Archive, said: Mapping[str, Said], cache: Path | None) -> tuple[Utterance, ...]:
    """What several quotations report.

    Args:
        archive: The archive.
        said: What each briefing says, by its file.
        cache: A folder that remembers what was found before.

    """
    by_name = {quotation.name: quotation for quotation in archive.quotations}
    if len(by_name) < len(archive.quotations):  # a name doesn't tell which one it is
        return relate.utterances.found(archive)
    shown = "\n".join(f"{quotation.name} {quotation.evidence.status}" for quotation in archive.quotations)
    found = _remembered(
        cache / "utterances" if cache else None,
        (shown, *(said[briefing.file].words for briefing in archive.briefings.values())),
        lambda: [[version.name for version in u.versions] for u in relate.utterances.found(archive)],
    )
    return tuple(Utterance(tuple(by_name[name] for name in names)) for names in found)


def kinships(archive: Archive, said: Mapping[str, Said], cache: Path | None) -> dict[str, tuple[Kinship, ...]]:
    """The briefings that are related to each one.

    Args:
        archive: With drafts only where they are wanted.
        said: What each briefing says, by its file.
        cache: A folder that remembers what was found before.

    """
    path = cache / "kinships" if cache else None
    found = _remembered(path, _facts(archive, said), lambda: _written(relate.kinship.kinships(archive)))
    return _read(found, archive)


def _remembered(path: Path | None, facts: Iterable[str | bytes], find: Callable[[], Any]) -> Any:
    """What was found of some facts, as JSON has it; else it is found now, and remembered in the place of what was."""
    known, key = store.Store(path), store.key(stamp.engine(), *facts)
    held = known.held().get(key)
    if held is not None:
        known.keep({}, [key])
        return json.loads(zlib.decompress(held))
    found = find()
    known.keep({key: zlib.compress(json.dumps(found).encode(), 1)}, ())
    return found


def _facts(archive: Archive, said: Mapping[str, Said]) -> Iterable[str | bytes]:
    """All that tells which briefings are related."""
    yield repr([(str(issue.id), issue.topics) for issue in archive.issues.values()])
    for briefing in archive.briefings.values():
        yield f"{briefing.id} {briefing.status} {archive.superseded_by.get(briefing.id)}"
        yield said[briefing.file].shares


def _written(found: Mapping[str, tuple[Kinship, ...]]) -> dict[str, list[list[object]]]:
    return {
        id: [[str(kin.briefing.id), [[why.kind, *map(str, why.ids)] for why in kin.reasons]] for kin in kinships]
        for id, kinships in found.items()
    }


def _read(written: Mapping[str, list[tuple[str, list[list[str]]]]], archive: Archive) -> dict[str, tuple[Kinship, ...]]:
    return {
        id: tuple(
            Kinship(archive.briefings[other], tuple(Reason(kind, tuple(ids)) for kind, *ids in reasons))
            for other, reasons in kinships
        )
        for id, kinships in written.items()
    }  # fmt: skip


def _bare(value: object) -> object:
    """What a noun says, without its places."""
    if isinstance(value, tuple):
        return tuple(map(_bare, value))
    if isinstance(value, Noun):
        return tuple(map(_bare, value.facts()))
    return None if value is None else value.text if isinstance(value, Date) else str(value)
