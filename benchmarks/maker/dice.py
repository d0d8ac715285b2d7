"""Reproducible choices."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Chance that falls alike for the same key, on every Python.

    Of the standard library's generator only `random()` is used, which alone is promised to stay as it is.
    """

    def __init__(self, *key: object) -> None:
        digest = hashlib.sha256("\x1f".join(map(str, key)).encode()).digest()
        self._roll = random.Random(int.from_bytes(digest[:8], "big")).random
        self._decks: dict[tuple[object, ...], list[object]] = {}

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._roll() * (most - least + 1))

    def chance(self, share: float) -> bool:
        """True in that share of all cases."""
        return self._roll() < share

    def skewed(self, count: int, power: float) -> int:
        """A number below `count`, the small ones more often."""
        return int(count * self._roll() ** power)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._roll() * len(items))]

    def some(self, items: Sequence[T], most: int) -> list[T]:
        """Up to `most` different ones, in an order of chance."""
        left = list(items)
        return [left.pop(int(self._roll() * len(left))) for _ in range(min(most, len(left)))]

    def draw(self, cards: tuple[T, ...]) -> T:
        """One of the cards, and no card again before all have been drawn."""
        deck = self._decks.get(cards)
        if not deck:
            deck = self._decks[cards] = list(self.some(cards, len(cards)))
        return deck.pop()  # type: ignore[return-value]
