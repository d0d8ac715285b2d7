"""What was proved before: the same words against the same bytes by the same rules give the same evidence."""

from __future__ import annotations

import dataclasses
import hashlib
import unicodedata
from functools import cache as once
from pathlib import Path
from typing import Any

from generator import evidence, sealed, verify
from generator.evidence import Directive, Evidence, Passage


class Cache:
    """Evidence by snapshot and claim. Only proofs are kept: what fails is looked at again.

    A file that is missing, damaged or of another version is taken for empty.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read the file at `path`; without one, remember nothing."""
        self.path = path
        self._known: dict[str, dict[str, Any]] = (sealed.read(path, _rules()) if path else None) or {}
        self._used: dict[str, dict[str, Any]] = {}

    def get(self, digest: str, claim: verify.Claim) -> Evidence | None:
        """What was proved of a claim against the bytes of that SHA-256; None where that isn't known."""
        key = _key(digest, claim)
        stored = self._known.get(key)
        if stored is None:
            return None
        self._used[key] = stored
        parts = tuple(Passage(*place) for place in stored["parts"])
        marks = tuple((a, b) for a, b in stored["marks"])
        before, after = stored["around"]
        directive = Directive(**stored["directive"]) if stored["directive"] else None
        return Evidence(
            stored["status"], parts, stored["sentence"], marks, lost=stored["lost"], around=(before, after),
            shown_speaker=stored["shown_speaker"], directive=directive,
        )  # fmt: skip

    def put(self, digest: str, claim: verify.Claim, proved: Evidence) -> None:
        """Remember a proof."""
        if self.path and proved.proved:
            stored = dataclasses.asdict(proved)
            stored["parts"] = [(place.start, place.end) for place in proved.parts]
            self._used[_key(digest, claim)] = {name: stored[name] for name in _KEPT}

    def write(self) -> None:
        """Keep what was asked for this time, in one step.

        Raises:
            OSError: the disk refuses.

        """
        if self.path and self._used != self._known:
            sealed.write(self.path, self._used, _rules())


_KEPT = ("status", "parts", "sentence", "marks", "lost", "around", "directive", "shown_speaker")


@once
def _rules() -> str:
    """What the verdicts depend on besides words and bytes: our own code, and Unicode's tables."""
    code = hashlib.sha256()
    engine = sorted(Path(verify.__file__).parent.glob("*.py"))
    for file in (*engine, Path(evidence.__file__), Path(__file__)):
        code.update(file.read_bytes())
    return f"{code.hexdigest()} {unicodedata.unidata_version}"


def _key(digest: str, claim: verify.Claim) -> str:
    said = "\0".join((digest, claim.words, claim.prefix, claim.suffix, str(claim.fragment), str(claim.spoken)))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
