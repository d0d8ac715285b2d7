"""Sheaves: pages that are made together and apart from all others, so that processes can share the work.

What several sheaves of a kind need is worked out by the first of them that a process makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
V = TypeVar("V")

Made = tuple[str, str, str, V]
"""A page: path, template, title, view."""
Sheaf = Callable[[], Iterable[Made[V]]]
"""Makes some pages."""
MOST = 16
"""Entries of a registry, or briefings, whose pages are one sheaf."""


def batches(items: Sequence[T], most: int = MOST) -> Iterator[Sequence[T]]:
    """The items in their order, some at a time."""
    return (items[start : start + most] for start in range(0, len(items), most))
