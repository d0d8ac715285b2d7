"""What fills the gaps in a sentence."""

from __future__ import annotations

from benchmarks.maker import english
from benchmarks.maker.dice import Dice


class Slots(dict[str, str]):
    """Words by the name of their gap; numbers, years and months that nobody has set fall anew each time."""

    def __init__(self, dice: Dice, year: int, /, **known: str) -> None:
        super().__init__(known)
        self._dice, self._year = dice, year

    def __missing__(self, gap: str) -> str:
        """A number, a year before this one, or a month."""
        if gap == "n":
            return str(self._dice.between(11, 97))
        if gap == "year":
            return str(self._year - self._dice.between(1, 9))
        if gap == "month":
            return self._dice.pick(english.MONTHS)
        raise KeyError(gap)

    def with_(self, **known: str) -> Slots:
        """The same, and more."""
        return Slots(self._dice, self._year, **{**self, **known})


def capital(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[0].upper() + sentence[1:]
