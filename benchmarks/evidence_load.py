"""Make an archive's worth of invented texts and quotations, and texts that are hard on a matcher; the same each time.

The words are invented, but as frequent as words are: 40,000 forms whose frequency falls with their rank (Zipf's law),
the frequent ones short. So an index finds some words everywhere and most words nowhere, as in a real archive.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.verify.words import negation

FORMS = 40_000
TEXTS = 450
TEXT_BYTES = 270_000
QUOTATIONS = 10_000
SHARES = {"true": 0.85, "altered": 0.10, "elsewhere": 0.025, "invented": 0.025}
"""What the quotations are: `elsewhere` are words of another text, `invented` stand in none."""

Case = dict[str, Any]


class Language:
    """A source of sentences in an invented language.

    Args:
        rng: The source of chance; the same seed gives the same language and the same sentences.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        onsets = [*"bcdfghjklmnprstvw", "ch", "st", "tr", "br", "pl", "gr", "fl", "sh", "th"]
        vowels = [*"aeioué", "ea", "ou", "ai"]
        codas = ["", "", "", "n", "r", "s", "l", "t", "nd", "ck", "m"]
        endings = ["", "", "s", "ed", "ing", "er", "ly", "ion", "ment"]
        forms: dict[str, None] = {}  # keeps the order
        while len(forms) < FORMS:
            # From one syllable among the frequent forms to four among the rare ones.
            syllables = 1 if len(forms) < 300 else 1 + int(rng.random() * 2 + 2 * len(forms) / FORMS)
            stem = "".join(rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas) for _ in range(syllables))
            form = stem if syllables == 1 else stem + rng.choice(endings)
            if not negation(form):  # “ne” or “not” means something, and may not be cut away
                forms[form] = None
        self.forms = list(forms)
        self._weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(1, FORMS + 1)))

    def words(self, count: int) -> list[str]:
        """So many words, each as likely as its rank says."""
        return self._rng.choices(self.forms, cum_weights=self._weights, k=count)

    def sentence(self) -> str:
        """Six to thirty words, with the commas, names, numbers and quotation marks of reports."""
        rng = self._rng
        words = self.words(rng.randint(6, 30))
        for place in range(1, len(words) - 1):
            chance = rng.random()
            if chance < 0.06:
                words[place] += ","
            elif chance < 0.09:
                words[place] = words[place].capitalize()
            elif chance < 0.11:
                words[place] = f"{rng.randint(2, 9999):,}"
            elif chance < 0.12:
                words[place] = f"{rng.randint(1, 99)}.{rng.randint(0, 9)}%"
            elif chance < 0.13:
                words[place] = f'"{words[place]}"'
        words[0] = words[0].capitalize()
        return " ".join(words) + rng.choices(".?!", weights=(92, 6, 2))[0]

    def paragraph(self) -> str:
        """Three to seven sentences."""
        return " ".join(self.sentence() for _ in range(self._rng.randint(3, 7)))

    def text(self, size: int, *, wrapped: bool) -> str:
        """Paragraphs of at least `size` bytes together, their lines broken at 80 characters if `wrapped`."""
        paragraphs, length = [], 0
        while length < size:
            paragraph = self.paragraph()
            if wrapped:
                paragraph = re.sub(r"(.{60,80}) ", r"\1\n", paragraph)
            paragraphs.append(paragraph)
            length += len(paragraph.encode()) + 2
        return "\n\n".join(paragraphs) + "\n"


def archive(root: Path, texts: int = TEXTS, quotations: int = QUOTATIONS) -> list[Case]:
    """Write `texts` texts and the input for a checker below `root`; give the cases, `quotations` of them."""
    rng = random.Random(20260224)
    language = Language(rng)
    (root / "snapshots").mkdir(parents=True)
    names = [f"text-{number:03}" for number in range(texts)]
    stored = {}
    for number, name in enumerate(names):
        stored[name] = language.text(TEXT_BYTES, wrapped=number % 3 == 0)
        (root / "snapshots" / f"{name}.txt").write_bytes(stored[name].encode())
    kinds = [kind for kind, share in SHARES.items() for _ in range(round(quotations * share))]
    rng.shuffle(kinds)
    cases = []
    for number, kind in enumerate(kinds):
        name = names[number % texts]
        cases.append({"id": f"q{number:05}", "snapshot_id": name, "severity": "major", "kind": kind})
        cases[-1] |= _quotation(kind, name, stored, language, rng)
    write_input(root, cases)
    return cases


def write_input(root: Path, cases: list[Case]) -> None:
    """Write ``input.jsonl``, what a checker is told of the cases."""
    with (root / "input.jsonl").open("w", encoding="utf-8") as lines:
        for case in cases:
            asked = {"id": case["id"], "snapshot_path": f"snapshots/{case['snapshot_id']}.txt", "quote": case["quote"]}
            print(json.dumps(asked | {"prefix": None, "suffix": None}, ensure_ascii=False), file=lines)


def _quotation(kind: str, name: str, stored: dict[str, str], language: Language, rng: random.Random) -> Case:
    origin = name if kind != "elsewhere" else rng.choice([other for other in stored if other != name])
    while True:
        start, end = span(stored[origin], rng)
        passage = stored[origin][start:end]
        words = passage.split()
        if kind == "true":
            return _case("pos", retyped(words, rng), start, end, passage)
        if kind == "elsewhere":
            return _case("neg", " ".join(words), None, None, passage, other=origin)
        if kind == "invented":
            return _case("neg", language.sentence(), None, None, "")
        changed = _altered(words, language, rng)
        if changed not in " ".join(stored[name].split()):
            return _case("neg", changed, start, end, passage)


def _case(
    polarity: str, quote: str, start: int | None, end: int | None, passage: str, other: str | None = None
) -> Case:
    place = {"expected_offset": start, "expected_end": end, "source_passage": passage, "other_snapshot": other}
    return {"polarity": polarity, "quote": quote, **place}


def span(text: str, rng: random.Random) -> tuple[int, int]:
    """Whole words of one paragraph, twelve to sixty of them."""
    while True:
        at = rng.randrange(len(text))
        first, last = text.rfind("\n\n", 0, at) + 2, text.find("\n\n", at)
        words = list(re.finditer(r"\S+", text[first if first > 1 else 0 : last]))
        count = rng.randint(12, 60)
        if last > 0 and len(words) >= count:
            begin = rng.randrange(len(words) - count + 1)
            first = first if first > 1 else 0
            return first + words[begin].start(), first + words[begin + count - 1].end()


def retyped(words: list[str], rng: random.Random) -> str:
    """True words as authors type them: one in seven with a cut, one in seven with curly quotation marks."""
    fashion = rng.randrange(7)
    if fashion == 0:
        cut = rng.randint(4, len(words) - 7)
        if not any(word[-1] in ".?!" for word in words[cut - 1 : cut + 3]):
            return " ".join([*words[:cut], "[…]", *words[cut + 3 :]])
    quote = " ".join(words)
    return re.sub(r'"(\S+)"', r"“\1”", quote) if fashion == 1 else quote


def _altered(words: list[str], language: Language, rng: random.Random) -> str:
    """One thing changed: a figure where there is one, else a word replaced, left out, put in, or swapped."""
    words, at = list(words), rng.randrange(2, len(words) - 2)
    figures = [place for place, word in enumerate(words) if word[0].isdigit()]
    if figures and rng.random() < 0.5:
        place = rng.choice(figures)
        words[place] = ("7" if words[place][0] != "7" else "3") + words[place][1:]
        return " ".join(words)
    change = rng.randrange(4)
    new = language.words(1)[0]
    if change == 0:
        words[at] = new
    elif change == 1:
        del words[at]
    elif change == 2:
        words.insert(at, new)
    else:
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class Hard:
    """A text that is hard on a matcher."""

    name: str
    """What it is, for a reader of the table."""
    text: str
    """The text itself."""
    quotations: list[tuple[str, bool]]
    """Quotations of it, and whether each should be verified."""


def hard(size: int) -> Iterator[Hard]:
    """Give the hard texts, each of `size` bytes or little more."""
    language = Language(random.Random(7))
    text = language.text(size, wrapped=False)
    words = text[size // 2 : size // 2 + 2000].split()[1:41]
    altered = " ".join([*words[:20], "other", *words[21:]])
    yield Hard("a long text", text, [(" ".join(words), True), (altered, False)])

    # A two-hundredth of the text: 100 kB of 20 MB.
    begin = text.index(" ", size // 3) + 1
    long = " ".join(text[begin : text.index(" ", begin + size // 200)].split())
    middle = long.index(" ", len(long) // 2)
    yield Hard("a long quotation", text, [(long, True), (f"{long[:middle]} other{long[middle:]}", False)])

    for name, unit, quotes in _HOSTILE:
        yield Hard(name, (unit * (size // len(unit) + 1))[:size], [(quote, False) for quote in quotes])


_SENTENCE = "The committee notes with concern that the report of the office has not been sent to the members. "
_WORDS = _SENTENCE.split()
_HOSTILE = [
    ("`a a a …`", "a ", ["a " * 199 + "a", "a " * 199 + "b", " […] ".join(["a a a a"] * 12) + " b"]),
    ("`ababab…`", "ab", ["ab" * 500, "ab" * 500 + "c"]),
    (
        "one sentence over and over, the quotation off by a word",
        _SENTENCE,
        [
            " ".join([*_WORDS[:9], "other", *_WORDS[10:]] * 3),
            " ".join([*_WORDS[:9], "[…]", *_WORDS[12:]] * 3) + " other",
        ],
    ),
]
"""Texts that repeat a unit, with quotations that stand in it nowhere, or in so many places that none is meant."""
