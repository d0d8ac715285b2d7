"""What proving a quotation against a snapshot gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["verbatim", "elided", "altered", "absent", "ambiguous", "unchecked"]
Kind = Literal[
    "number", "negation", "name", "word", "order", "accent", "case", "punctuation", "look-alike", "edge", "cut",
    "bracket", "context",
]  # fmt: skip
"""What was changed, or which rule of docs/evidence.md a quotation breaks."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a snapshot."""

    start: int
    """Offset into the snapshot, in code points, 0-based."""
    end: int
    """Offset just past the last character."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place where a quotation and the nearest passage differ."""

    stored: str
    """What the snapshot has; empty where the quotation adds something."""
    quoted: str
    """What the quotation has; empty where it leaves something out."""


@dataclass(frozen=True, slots=True)
class Directive:
    """Words that lead a browser to a place: a text directive, by the Text Fragments standard (WICG)."""

    start: str
    """The words; where `end` isn't empty, the first of them."""
    end: str = ""
    """The last words of a stretch that is too long, or too unsure, to be named whole."""
    prefix: str = ""
    """Words right before, where others like them stand elsewhere."""
    suffix: str = ""
    """Words right after."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a quotation compares with a snapshot."""

    status: Status
    """Only `verbatim` and `elided` are proofs."""
    parts: tuple[Passage, ...] = ()
    """Where the retained parts stand, in order; for `ambiguous` the places; for `altered` the nearest passage."""
    sentence: str = ""
    """The sentence around them, or the nearest passage, with single spaces."""
    marks: tuple[tuple[int, int], ...] = ()
    """Offsets of the parts inside `sentence`; empty unless it is proved."""
    why: str = ""
    """One sentence without a full stop, unless it is proved."""
    kind: Kind | None = None
    """The kind of change, where it is altered."""
    changes: tuple[Change, ...] = ()
    """The differences from the nearest passage, word by word."""
    lost: str = ""
    """A word just outside the quotation that turns its meaning: a negation, a condition, a doubt."""
    around: tuple[str, str] = ("", "")
    """The sentences before and after, where `lost` says something."""

    directive: Directive | None = None
    """The words that lead to its place in the live page, as the snapshot has them."""
    shown_speaker: str = ""
    """Whom the snapshot shows as the speaker of proved words; empty where it doesn't show that."""
    elsewhere: str = ""
    """The name of another snapshot that holds the words of an absent quotation."""

    @property
    def start(self) -> int | None:
        """Where the first part begins."""
        return self.parts[0].start if self.parts else None

    @property
    def end(self) -> int | None:
        """Where the last part ends."""
        return self.parts[-1].end if self.parts else None

    @property
    def proved(self) -> bool:
        """Whether the words stand in the snapshot as they are quoted."""
        return self.status in ("verbatim", "elided")


UNCHECKED = Evidence("unchecked", why="there is no snapshot to compare with")
"""Nothing to compare with: never a pass."""
