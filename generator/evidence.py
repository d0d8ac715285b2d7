"""What proving a quotation against a snapshot gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["verbatim", "elided", "altered", "absent", "ambiguous", "unchecked"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a snapshot."""

    start: int
    """Offset into the snapshot, in code points, 0-based."""
    end: int
    """Offset just past the last character."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a quotation compares with a snapshot."""

    status: Status
    """Only `verbatim` and `elided` are proofs."""
    parts: tuple[Passage, ...] = ()
    """Where the retained parts stand, in order; for `ambiguous` the places."""
    sentence: str = ""
    """The sentence around them, or the nearest passage, with single spaces."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets of the parts inside `sentence`."""
    why: str = ""
    """One sentence without a full stop, unless it is proved."""

    @property
    def start(self) -> int | None:
        """Where the first part begins."""
        return self.parts[0].start if self.parts else None

    @property
    def end(self) -> int | None:
        """Where the last part ends."""
        return self.parts[-1].end if self.parts else None


UNCHECKED = Evidence("unchecked", why="there is no snapshot to compare with")
"""Nothing to compare with: never a pass."""
