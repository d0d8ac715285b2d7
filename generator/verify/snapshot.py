"""A stored text with all that proving asks of it, each worked out once."""

from __future__ import annotations

import re
from functools import cached_property

from generator.verify import sentence, turns
from generator.verify.fold import Folded


class Snapshot(Folded):
    """A snapshot, made ready for many quotations."""

    @cached_property
    def breaks(self) -> re.Pattern[str]:
        """What separates its paragraphs."""
        return sentence.paragraph_break(self.text)

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, place by place; as it is where that would move places."""
        lower = self.folded.lower()
        return lower if len(lower) == len(self.folded) else self.folded

    @cached_property
    def heads(self) -> list[tuple[int, str]]:
        """The heads of turns, in order: where their lines begin, and whom they name."""
        return list(turns.heads(self.text))

    @property
    def is_record(self) -> bool:
        """Whether it shows who speaks by heads of turns: one head may be chance."""
        return len(self.heads) > 1

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The whole sentence around a stretch."""
        return sentence.around(self.text, start, end, self.breaks)

    def holder(self, at: int) -> str:
        """Whom the last head of a turn before a place names; empty where there is none."""
        return next((name for start, name in reversed(self.heads) if start <= at), "")
