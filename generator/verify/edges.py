"""Token edges: a quotation may begin and end only between words, numbers and signs, never inside one."""

from __future__ import annotations

import re

from generator.marks import UNSPACED
from generator.verify.fold import Folded
from generator.verify.words import ELISIONS

_UNSPACED = re.compile(UNSPACED)
_UNITS = "%‰°"
_MONEY = "$€£¥₽₴₺₹¢"
_NUMERALS = "〇一二三四五六七八九十百千万萬亿億兆零两点"
_DASH_GLYPHS = "–—―"
_APOSTROPHES = "'’ʼ‘`´′"


def inside(snapshot: Folded, start: int, end: int) -> str:
    """What a stretch of the folded text cuts through at its edges: empty for nothing, else the whole token."""
    text = snapshot.folded
    if _joined(snapshot, start):
        return _token(text, start)
    if end < len(text) and _joined(snapshot, end):
        return _token(text, end)
    return ""


def _token(text: str, at: int) -> str:
    left = re.search(rf"[^\s]*(?:[\d{_MONEY}] )?\Z", text[max(0, at - 40) : at])
    right = re.match(r"(?: ?[%‰]| \d{3}\b)?\S*", text[at : at + 40])
    return (left[0] if left else "") + (right[0] if right else "")


def _joined(snapshot: Folded, at: int) -> bool:
    """Whether what stands on both sides of a place belongs together."""
    text = snapshot.folded
    if at == 0:
        return False
    before, after = text[at - 1], text[at]
    if _is_word(before) and _is_word(after):
        return not _free_edge(before, after)
    left, right = text[max(0, at - 2) : at - 1], text[at + 1 : at + 2]
    if after.isdigit() or before.isdigit():
        return _in_number(snapshot, at, before, after, left, right)
    if before == after == ".":
        return snapshot.raw(at - 1, at) == snapshot.raw(at, at + 1)
    if before in "-'." and _is_word(left) and _is_word(after):
        return _joins_before(snapshot, at, before)
    if after in "-'." and _is_word(before) and _is_word(right):
        return _joins_after(snapshot, at, after)
    if before == " " and left == "-" and _is_word(text[max(0, at - 3) : at - 2]):
        return "\n" in snapshot.text[slice(*snapshot.raw(at - 1, at))]
    return False


def _joins_before(snapshot: Folded, at: int, mark: str) -> bool:
    """Whether a mark that stands before a place holds the letters round it together: a hyphen, an apostrophe, U.S."""
    text = snapshot.folded
    if mark == "-":
        return _hyphen(snapshot, at - 1)
    if mark == "'":
        word = re.search(r"[^\W\d_]+\Z", text[max(0, at - 12) : at - 1])
        return _apostrophe(snapshot, at - 1) and not (word and word[0].casefold() in ELISIONS)
    return not text[max(0, at - 3) : max(0, at - 2)].isalnum() and text[at + 1 : at + 2] == "."


def _joins_after(snapshot: Folded, at: int, mark: str) -> bool:
    """The same where the mark stands after the place."""
    text = snapshot.folded
    if mark == "-":
        return _hyphen(snapshot, at)
    if mark == "'":
        return _apostrophe(snapshot, at)
    return text[at + 1].isupper() and not text[max(0, at - 2) : at - 1].isalnum()


def _is_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_" or _is_mark(character))


def _is_mark(character: str) -> bool:
    return not character.isascii() and bool(
        re.match(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff]", character)
    )


def _free_edge(before: str, after: str) -> bool:
    """Whether words aren't separated here: between two characters of a script that writes without spaces."""
    if before in _NUMERALS and after in _NUMERALS:
        return False
    if before.isdigit():
        return False
    return unspaced(before) or unspaced(after)


def _in_number(snapshot: Folded, at: int, before: str, after: str, left: str, right: str) -> bool:
    text = snapshot.folded
    if after.isdigit():
        if before in ".,:/'" and left.isdigit():
            return True
        if before in "-+±":
            return left != "-" and not (before == "-" and _is_word(left) and not _hyphen(snapshot, at - 1))
        if before in _MONEY or (before == " " and left in _MONEY):
            return True
        return before == " " and _grouped(text[max(0, at - 16) : at - 1], text[at : at + 5])
    if after in ".,:/'" and right.isdigit():
        return True
    if before.isdigit() and after == "-" and _is_word(right):
        return True
    if after in _UNITS or after in _MONEY or (after == " " and right in _UNITS):
        return True
    return after == " " and _grouped(text[max(0, at - 16) : at], text[at + 1 : at + 6])


def _grouped(before: str, after: str) -> bool:
    """Whether a space separates the thousands of one number: 12 500, 1 200 000."""
    return bool(re.search(r"(?:^|[^\d.,])\d{1,3}(?: \d{3})*\Z", before) and re.match(r"\d{3}(?!\d)", after))


def unspaced(character: str) -> bool:
    """Whether it belongs to a script that writes without spaces between words."""
    return bool(_UNSPACED.match(character))


def _apostrophe(snapshot: Folded, at: int) -> bool:
    """Whether a folded mark is an apostrophe inside a word, and no quotation mark."""
    text = snapshot.folded
    start, end = snapshot.raw(at, at + 1)
    between_letters = not unspaced(text[at - 1]) and not unspaced(text[at + 1])
    return between_letters and end - start == 1 and snapshot.text[start] in _APOSTROPHES


def _hyphen(snapshot: Folded, at: int) -> bool:
    """Whether a folded dash is a hyphen: longer dashes separate words, two hyphens are a typed dash."""
    start, end = snapshot.raw(at, at + 1)
    return end - start == 1 and snapshot.text[start] not in _DASH_GLYPHS
