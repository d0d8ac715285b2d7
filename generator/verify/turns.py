"""Who holds the floor: the heads of turns in records, transcripts and interviews, as they are printed.

A head begins a line. It is a label before a colon (“Mr Varga:”, “Jonas Wiebold (SPD):”, “主席：”), a name in capitals
or behind a title before a full stop (“Mr. LEVIN.”, “PRESIDENTE.”, “M. le président.”), a name with initials
(“Синицына О. П.”), a letter for question or answer (“P.”), or a Japanese record's circle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.marks import SHAPELESS

_PARTICLES = frozenset(
    [
        "a",
        "al",
        "af",
        "av",
        "d",
        "da",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "et",
        "i",
        "la",
        "le",
        "les",
        "lo",
        "los",
        "of",
        "och",
        "og",
        "ter",
        "the",
        "to",
        "ten",
        "und",
        "van",
        "von",
        "y",
        "z",
        "św",
        "señor",
        "señora",
        "señorías",
        "senhor",
        "senhora",
        "deputado",
        "deputada",
        "sr",
        "sra",
        "sig",
        "signor",
        "signora",
        "onorevole",
        "herr",
        "frau",
        "pan",
        "pani",
        "paní",
        "poseł",
        "posłanka",
        "poslanec",
        "poslankyně",
        "pro",
        "tempore",
        "ministro",
        "ministra",
        "président",
        "présidente",
        "presidente",
        "mevrouw",
        "meneer",
        "heer",
        "κ",
        "κος",
        "κα",
    ]
)
_TITLE = re.compile(r"\b(?:(?i:Dr|Mr|Mrs|Ms|Mx|Prof|St|Sr|Sra|Hon|Rt|Sen|Rep|Anf|Nr|No)\.ª?|[A-ZÀ-ÞА-ЯЁІЇЄҐ]\.)")
_LABEL = re.compile(r"(?P<head>[^\n:：]{1,90}+) ?[:：](?P<alone> *$)?")
_MARK = re.compile(r"[.!?;…\"“”«»](?:\s|\Z)|[,;]\Z|, [^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁ]")
_HONORIFIC = re.compile(
    r"(?P<head>(?:(?:Mr|Mrs|Ms|Miss|Dr|Mx|Sen|Rep|M|MM|Mme|Mmes|Mlle)\.?|The|Le|La|Chairman|Senator) "
    r"(?:[^\W\d_]+[’' -]*){1,6}?(?:\([^)\n]{1,60}\))?(?:, [^.\n]{1,80})?)\.(?=[ –—-])"
)
_CAPITALS = re.compile(r"(?P<head>[^\W\d_][^\n.:—–]{3,60}?(?:\([^)\n]{1,60}\))?(?:, [^.\n]{1,60})?)\s?[.—–](?=\s)")
_INITIALS = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\s[^\W\d_]\. ?(?:[^\W\d_]\.)?(?=\s)"
_PRESIDING = r"(?:Председательствующ\w+|Головуюч\w+|Президент\w*|Спикер|Elnök|Presidente|Talmannen|Puhemies)(?=\.\s)"
_LETTER = r"[QAPRDFВОП](?=[.:]\s)"
_CIRCLE = r"[○◯〇]\S{1,40}"
_FORMED = re.compile(rf"(?P<head>{_INITIALS}|{_PRESIDING}|{_LETTER}|{_CIRCLE})")
_BEFORE_STOP = re.compile(r"[^\n.:—–]{4,61}")
_PARENTHESES = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_SHAPELESS = re.compile(f"[{SHAPELESS}]")
_MOST = 200
"""Longest beginning of a line that a head is looked for in, in characters."""


def heads(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """The heads of turns in a stored text, in order: where the line of each begins, and whom it names.

    `start` and `end` bound where these lines begin.
    """
    at, stop = start, len(text) if end is None else end
    if start and text[start - 1] != "\n":
        at = text.find("\n", start, stop) + 1 or stop
    while at < stop:
        head = _head(_plain(text[at : at + _MOST + 1].partition("\n")[0]))
        if head is not None:
            yield at, head["head"].strip()
        at = text.find("\n", at, stop) + 1 or stop


def _plain(line: str) -> str:
    """The beginning of a line in common characters: single plain spaces, composed letters, nothing without a shape."""
    start = line[:_MOST]
    if not start.isascii():
        start = unicodedata.normalize("NFC", _SHAPELESS.sub("", start))
    return " ".join(start.split()) + (" " if len(line) > _MOST else "")


def _head(line: str) -> re.Match[str] | None:
    label = _LABEL.match(line)
    if label and _is_label(label["head"].strip(), alone=label["alone"] is not None):
        return label
    for pattern in (_HONORIFIC, _CAPITALS) if _may_be_spoken(line) else (_HONORIFIC,):
        found = pattern.match(line)
        if found and _is_spoken(found["head"]):
            return found
    return _FORMED.match(line)


def _may_be_spoken(line: str) -> bool:
    """Whether what stands before a full stop may be a name in capitals, or begins as the others do."""
    start = _BEFORE_STOP.match(line)
    return start is not None and (line.startswith(("M", "The ", "Le ", "La ")) or sum(map(str.isupper, start[0])) > 2)


def _is_spoken(head: str) -> bool:
    """A name behind its title is in capitals, or the presidency's: “Mr. Smith was late.” is a sentence."""
    head = head.strip()
    if re.match(r"(?:M|MM|Mme|Mmes|Mlle)\.? ", head):
        return True
    if re.fullmatch(
        r"(?:The|Le|La) (?:Acting |Deputy |Vice-?)?(?:President|Speaker|Chair\w*|président\w*)(?: pro tempore)?", head
    ):
        return True
    name = re.sub(r"\([^)]*\)|,.*|\b(?:Mr|Mrs|Ms|Miss|Dr|The)\b|pro tempore", "", head)
    letters = [c for c in name if c.isalpha()]
    return len(letters) >= 4 and 4 * sum(c.isupper() for c in letters) >= 3 * len(letters)


def _is_label(label: str, *, alone: bool) -> bool:
    """Whether what stands before a colon names somebody: a few words, each a name, a title, a party or a particle.

    `alone` says that nothing follows on its line: then it need not be in capitals.
    """
    bare = _TITLE.sub("", re.sub(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）", " ", label)).strip(" *_")
    words = [word for word in re.split(r"[\s,/]+", bare) if word]
    if not words:
        return bool(label)
    if len(words) > 9 or _MARK.search(bare):
        return False
    if not any(c.isupper() or c.islower() for c in bare):
        return len(bare) <= (12 if re.search(r"[぀-ヿ㐀-鿿]", bare) else 30) and len(words) <= 4
    names = [word.lstrip("'’-(") for word in words]
    if alone:
        return len(words) <= 6 and names[0][:1].isupper()
    if len(label) == 1:
        return label.isupper()
    named = [name for name in names if name and name.casefold().strip(".ª") not in _PARTICLES]
    return names[0][:1].isupper() and bool(named) and not any(name.islower() for name in named)


def interjected(text: str, floor: int, at: int) -> bool:
    """Whether a place lies in somebody else's words in brackets: (Zuruf von der SPD: …), [Jukka Saarela: …]."""
    before = _PARENTHESES.sub(lambda found: "_" * len(found[0]), text[max(floor, at - 400) : at])
    opened = max(before.rfind(mark) for mark in "([（")
    return opened >= 0 and bool(re.match(r"[^!?\n)\]）]{2,90}[:：]\s[^)\]）]*\Z", before[opened + 1 :]))
