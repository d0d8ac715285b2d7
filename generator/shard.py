"""Shards: the pages of an archive, dealt out to several builds, each of which knows the whole archive."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

MOST = 256
"""Shards of an archive: as many as GitHub lets a matrix have jobs."""
APART = 4
"""Of so many shards or more, the first has the search index, and no pages are dealt to it: the index takes about a
quarter of the time that pages and index take together."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several builds that make a site together."""

    number: int
    """Which of them, 1 and up."""
    of: int
    """How many there are."""

    @property
    def name(self) -> str:
        """What its folders are called."""
        return f"{self.number}-of-{self.of}"

    @property
    def has_index(self) -> bool:
        """Whether it makes the search index."""
        return self.number == 1

    def holds(self, src_uri: str) -> bool:
        """Whether a page is dealt to it: by a hash of its path, so that a new page moves no other."""
        told = int.from_bytes(hashlib.blake2b(src_uri.encode(), digest_size=8).digest(), "big")
        first = 2 if self.of >= APART else 1
        return first + told % (self.of - first + 1) == self.number


def parse(text: str) -> Shard:
    """A shard as the command line names it, `2/8`.

    Raises:
        ValueError: there is no such shard; the message says which there are.

    """
    found = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text, re.ASCII)
    if not found:
        raise ValueError(f"{text!r} names no shard: the second of eight is 2/8")
    number, of = int(found[1]), int(found[2])
    if not 1 <= of <= MOST:
        raise ValueError(f"an archive can have 1 to {MOST} shards, not {of}")
    if not 1 <= number <= of:
        raise ValueError(f"there is no shard {number} of {of}: they are 1/{of} to {of}/{of}")
    return Shard(number, of)
