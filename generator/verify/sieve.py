"""A sieve: which texts can't hold some words, told by their bytes long before they are folded.

Some letters fold to themselves, and nothing else folds to them. A run of such letters in a folded text is a run of the
same letters in the stored one, but for what folding takes away. Where certain bytes are left out of both, what stands
in the one stands in the other.
"""

from __future__ import annotations

import re
import unicodedata

from generator.marks import SHAPELESS

_LEFT_OUT = bytes(sorted(set(f"{SHAPELESS}-‐ \t\r\n".encode())))
"""The bytes of all that folding takes away inside a word."""
_JOINED = re.compile(r"f[fil]+j?|st|ij|IJ|[fsiI](?= )")
"""What may be stored as a ligature, be it with a letter that a mark behind it made another."""
_UNSURE = "KΩιʹالեիխմնվ"
"""Letters that something else may fold to: the signs of kelvin and ohm, ligatures of other scripts."""


def squeezed(text: str) -> bytes:
    """What is compared of a text."""
    return text.encode().translate(None, _LEFT_OUT)


def needle(word: str) -> bytes:
    """What of a folded word must stand in a squeezed text that holds it; empty where that can't be told."""
    runs = _JOINED.sub(" ", "".join(map(_sure, word))).split()
    return squeezed(max(runs, key=len, default=""))


def _sure(letter: str) -> str:
    """A letter that nothing else folds to; a space for others."""
    known = letter < "\u0590" or "\u0620" <= letter < "\u0700"  # Latin, Greek, Cyrillic, Armenian; Arabic
    is_sure = known and letter.isalnum() and letter not in _UNSURE and unicodedata.normalize("NFD", letter) == letter
    return letter if is_sure else " "
