"""Names as a reader sees them: the scripts of a word, the letters that it is taken for, and names of languages."""

from __future__ import annotations

import functools
import re
import unicodedata

from babel import Locale, UnknownLocaleError

_SCRIPTS = frozenset(["LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "CHEROKEE", "COPTIC", "GEORGIAN"])
"""Scripts whose letters take each other's shapes; Japanese and Korean mix theirs by right."""
_ALIKE = str.maketrans({
    "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ӏ": "l", "о": "o", "р": "p", "ԛ": "q",
    "ѕ": "s", "ԝ": "w", "х": "x", "у": "y", "в": "b", "к": "k", "м": "m", "н": "h", "т": "t",
    "α": "a", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x", "ϲ": "c", "ϳ": "j",
    "օ": "o", "ս": "u", "ո": "n", "ց": "g", "հ": "h", "ı": "i", "ɑ": "a", "ɡ": "g",
})  # fmt: skip
"""Letters of other alphabets, and the Latin ones that look like them."""


def scripts(word: str) -> set[str]:
    """The alphabets of a word's letters, of those whose letters can be mistaken for each other's."""
    return {s for c in word if c.isalpha() and (s := unicodedata.name(c, "").partition(" ")[0]) in _SCRIPTS}


def mixed(name: str) -> str:
    """The first word of a name that mixes alphabets; empty where none does."""
    if name.isascii():
        return ""
    return next((word for word in re.findall(r"[^\W\d_]+", name) if len(scripts(word)) > 1), "")


def looks(name: str) -> str:
    """What a reader takes a name for: without case, compatibility forms, and the alphabets that letters come from."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join((plain if plain.isascii() else plain.translate(_ALIKE)).split())


@functools.cache
def language(tag: str) -> str:
    """The English name of a language, or its tag."""
    try:
        return Locale.parse(tag.replace("-", "_")).get_display_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag
