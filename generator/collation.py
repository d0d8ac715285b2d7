"""Collation: the order in which readers look for a name, the same on every machine."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from pyuca.collator import Collator_10_0_0  # type: ignore[import-untyped]

_TELLING = 200
"""Characters of a name that decide: no reader looks further, and the library's time grows with the square of them."""


def sort_key(name: str, id: str) -> tuple[tuple[int, ...], str]:
    """Where a name stands in a list, by the Unicode Collation Algorithm (UTS #10) and its default table.

    Accents and case decide only between names that are else the same, and punctuation decides nothing: “O’Brien” stands
    with OBrien. Latin comes before Greek, Cyrillic, Hebrew, Arabic and Han, each in its own alphabet's order, Han by
    radical and stroke. That order suits a site in English; an alphabet which its readers order otherwise (Swedish å
    after z) would need a table of its own.

    People sort as their names are written: we don't know which part is the family name.

    Args:
        name: As it is shown.
        id: Decides between names that are the same.

    """
    return _weights(name[:_TELLING]), id


@lru_cache(maxsize=1 << 16)
def _weights(name: str) -> tuple[int, ...]:
    bare = " ".join("".join(map(_bare, name)).split())
    weights: tuple[int, ...] = _collator().sort_key(bare)
    return weights


def _bare(character: str) -> str:
    """A character, or what punctuation comes to: dash and slash part words as a space does, other marks are nothing."""
    category = unicodedata.category(character)
    if category == "Pd" or character == "/":
        return " "
    return "" if category.startswith("P") else character


@cache
def _collator() -> Collator_10_0_0:
    """The table, read on first use in a tenth of a second; named, since the library's default hangs on the Python."""
    return Collator_10_0_0()
