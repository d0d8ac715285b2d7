"""The nearest passage to words that don't stand in a snapshot, and what was changed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from generator.evidence import Change, Evidence, Kind, Passage
from generator.marks import UNSPACED
from generator.verify.edges import unspaced
from generator.verify.fold import fold, shown
from generator.verify.quote import parts
from generator.verify.snapshot import Snapshot
from generator.verify.words import is_negation, is_number

_LIKE = 0.5
"""Share of the quotation's words that a passage must have, in order, to be its source."""
_MOST_WORDS = 300
"""Longer quotations are compared by what stands round their first change."""
_MONOTONY = 12
"""So often does each word come back in a text that says nothing."""
_SEEDS = 14
_HITS = 40
_TRIED = 6
_WORD = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED})\S)+")
_TOKEN = re.compile(r"[^\W_]+(?:[.,:/'-][^\W_]+)*[%°]?|[^\w\s]|_")
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕԁԛԝАВЕЗКМНОРСТХУІЈЅοαεικνρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdqwABE3KMHOPCTXYIJSoaeikvptuxABEZHIKMNOPTYX"
)


def nearest(words: str, snapshot: Snapshot) -> Evidence:
    """The passage that a quotation was probably taken from, with what differs; `absent` where none is like it."""
    quoted = fold(" ".join(part.retained for part in parts(words)))
    wanted = [found.span() for found in _WORD.finditer(quoted)]
    tokens = [quoted[a:b] for a, b in wanted]
    best = max(
        (_compare(tokens, snapshot, at, len(quoted)) for at in _candidates(quoted, wanted, snapshot)), default=None
    )
    if best is None or best.share < _LIKE:
        return Evidence("absent", why="the words are found nowhere in the snapshot")
    start, end = snapshot.raw(best.start, best.end)
    passage = shown(snapshot.text[start:end])
    changes = _changes(tokens, best.window)
    kind, why = _told(changes, tokens, best.window)
    return Evidence("altered", (Passage(start, end),), passage, why=why, kind=kind, changes=changes)


class _Near:
    """How far a stretch of the folded text agrees with a quotation."""

    def __init__(self, share: float, start: int, end: int, window: list[str]) -> None:
        self.share, self.start, self.end, self.window = share, start, end, window

    def __lt__(self, other: _Near) -> bool:
        return (self.share, -self.start) < (other.share, -other.start)

    def __gt__(self, other: _Near) -> bool:
        return other < self


def _candidates(quoted: str, wanted: list[tuple[int, int]], snapshot: Snapshot) -> list[int]:
    """Where in the folded text the quotation may begin, likeliest first: a vote of rare words that stand together."""
    votes: Counter[int] = Counter()
    spaced = 2 * quoted.count(" ") >= len(wanted) - 1
    for size in (3, 2, 1) if spaced else (6, 4, 2):
        for offset, seed in _seeds(quoted, wanted, size):
            places, at = list[int](), snapshot.folded.find(seed)
            while at >= 0 and len(places) < _HITS:
                places.append(at)
                at = snapshot.folded.find(seed, at + 1)
            for place in places:
                votes[max(0, place - offset) // 64] += 1000 * len(seed) // len(places)
        if votes:
            break
    together = {cell: number + votes.get(cell + 1, 0) for cell, number in votes.items()}
    ranked = sorted(together, key=lambda cell: (-together[cell], cell))
    return [64 * cell for cell in ranked[:_TRIED]]


def _seeds(quoted: str, wanted: list[tuple[int, int]], size: int) -> list[tuple[int, str]]:
    """Runs of so many words of the quotation, spread over it, the longest of each stretch; with their offsets."""
    runs = [(a, quoted[a:b]) for (a, _), (_, b) in zip(wanted, wanted[size - 1 :], strict=False)]
    runs = [(at, run) for at, run in runs if len(run) >= (2 if unspaced(run[0]) else 5)]
    step = max(1, -(-len(runs) // _SEEDS))
    return [max(runs[n : n + step], key=lambda run: len(run[1])) for n in range(0, len(runs), step)]


def _compare(wanted: list[str], snapshot: Snapshot, at: int, length: int) -> _Near:
    """Compare word by word round a place, with a quotation of so many characters."""
    text = snapshot.folded
    room = 160 + length // 4
    left, right = max(0, at - room), min(len(text), at + 64 + length + room)
    left = max(text.rfind(" ", max(0, left - 60), left) + 1, left - 60)
    stop = text.find(" ", right, right + 60)
    window = text[left : right if stop < 0 else stop]
    tokens = [(left + found.start(), left + found.end()) for found in _WORD.finditer(window)]
    have = [text[a:b] for a, b in tokens]
    if len(wanted) > _MOST_WORDS or _is_monotonous(have):
        return _compare_long(wanted, have, tokens)
    matcher = difflib.SequenceMatcher(None, _keys(wanted), _keys(have), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return _Near(0.0, left, left + 1, [])
    blocks = _together(blocks, wanted)
    matched = sum(len(wanted[n]) for b in blocks for n in range(b.a, b.a + b.size))
    share = matched / max(1, sum(map(len, wanted)))
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(have), blocks[-1].b + blocks[-1].size + len(wanted) - blocks[-1].a - blocks[-1].size)
    return _Near(share, tokens[first][0], tokens[last - 1][1], have[first:last])


def _together(blocks: list[difflib.Match], wanted: list[str]) -> list[difflib.Match]:
    """Matches without a short word at either end that stands far from the rest by chance."""
    while len(blocks) > 1 and _stray(blocks[0], blocks[1], wanted):
        blocks = blocks[1:]
    while len(blocks) > 1 and _stray(blocks[-1], blocks[-2], wanted):
        blocks = blocks[:-1]
    return blocks


def _stray(block: difflib.Match, beside: difflib.Match, wanted: list[str]) -> bool:
    letters = sum(map(len, wanted[block.a : block.a + block.size]))
    return letters < 6 and abs(block.b - beside.b) > abs(block.a - beside.a) + 3


def _compare_long(wanted: list[str], have: list[str], tokens: list[tuple[int, int]]) -> _Near:
    """Walk side by side from the first word that both have to the first change; linear."""
    where = {word: n for n, word in reversed(list(enumerate(have)))}
    skip, start = next(((n, where[word]) for n, word in enumerate(wanted) if word in where), (0, 0))
    same = 0
    while skip + same < len(wanted) and start + same < len(have) and wanted[skip + same] == have[start + same]:
        same += 1
    share = sum(word in where for word in wanted) / len(wanted)
    first = max(start, start + same - 30)
    last = max(first + 1, min(len(have), start + same + 30))
    return _Near(share, tokens[first][0], tokens[last - 1][1], have[first:last])


def _is_monotonous(words: Sequence[str]) -> bool:
    """Whether a text says the same few words over and over, so that comparing each with each would take too long."""
    return len(words) > _MONOTONY * len(set(words))


def _keys(words: Sequence[str]) -> list[str]:
    """Words as they are compared: without case, accents and punctuation at their edges."""
    return [_key(word) for word in words]


def _key(word: str) -> str:
    if word.isascii():
        return word.strip(".,;:!?\"'()[]").lower() or word
    return _plain(word.strip(".,;:!?\"'()[]").casefold()) or word


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _changes(wanted: list[str], window: list[str]) -> tuple[Change, ...]:
    """The differences, token by token."""
    if len(wanted) > _MOST_WORDS:
        at = next((n for n in range(len(wanted)) if wanted[n : n + 5] == window[:5]), 0)
        wanted = wanted[at : at + len(window)]
    quoted, stored = _TOKEN.findall(" ".join(wanted)), _TOKEN.findall(" ".join(window))
    if _is_monotonous(stored):
        same = next((n for n, (a, b) in enumerate(zip(stored, quoted, strict=False)) if a != b), 0)
        return (Change(_shown(stored[same:])[:_MOST_WORDS], _shown(quoted[same:])[:_MOST_WORDS]),)
    matcher = difflib.SequenceMatcher(None, stored, quoted, autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return tuple(Change(_shown(stored[a:b]), _shown(quoted[c:d])) for _, a, b, c, d in codes)


def _shown(tokens: list[str]) -> str:
    """Tokens as a reader reads them."""
    return re.sub(rf"(?<={UNSPACED}) (?={UNSPACED})", "", " ".join(tokens))


def _told(changes: tuple[Change, ...], wanted: list[str], window: list[str]) -> tuple[Kind | None, str]:
    """The kind of the gravest change, and one sentence about it."""
    if not changes:
        return "punctuation", "the words are divided otherwise in the snapshot"
    kinds: list[tuple[Kind, Change]] = [(_kind(change), change) for change in changes]
    keys, there = _keys(wanted), _keys(window)
    if keys != there and sorted(keys) == sorted(there):
        return "order", f"the snapshot has the words in another order: “{' '.join(window)[:160]}”"
    order: list[Kind] = ["number", "negation", "look-alike", "name", "word", "accent", "case", "punctuation"]
    kind, change = min(kinds, key=lambda pair: order.index(pair[0]))
    if not change.stored:
        return kind, f"the quotation adds “{change.quoted[:160]}”"
    if not change.quoted:
        return kind, f"the quotation leaves out “{change.stored[:160]}”"
    return kind, f"the snapshot says “{change.stored[:160]}”, the quotation “{change.quoted[:160]}”"


def _kind(change: Change) -> Kind:
    stored, quoted = change.stored, change.quoted
    if not any(c.isalnum() for c in stored + quoted):
        return "number" if re.search(r"[%°$€£¥+-]", stored + quoted) else "punctuation"
    if stored and quoted:
        if stored.casefold() == quoted.casefold():
            return "case"
        if _plain(stored).casefold() == _plain(quoted).casefold():
            return "accent"
        if stored.translate(_LOOK_ALIKE) == quoted.translate(_LOOK_ALIKE):
            return "look-alike"
    if _only(stored, quoted, is_number):
        return "number"
    if _only(stored, quoted, is_negation):
        return "negation"
    if stored[:1].isupper() and quoted[:1].isupper():
        return "name"
    return "word"


def _only(stored: str, quoted: str, is_such: Callable[[str], bool]) -> bool:
    """Whether one side has words of a sort that the other lacks."""
    return {w.casefold() for w in stored.split() if is_such(w)} != {w.casefold() for w in quoted.split() if is_such(w)}
