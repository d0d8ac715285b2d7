"""Words within the content, for its authors: which things have all words of a question, and where in their files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.document import Text
from generator.model import names_of
from generator.problem import Span
from generator.search.authored import Entry, Name, Thing, Wanted
from generator.search.words import fold, stem, words

_KEEPING = frozenset([
    "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "hi", "hu", "hy", "it", "lt", "nb", "ne", "nn",
    "no", "pl", "pt", "ro", "ru", "sv", "tr",
])  # fmt: skip
"""Languages whose stemmers keep the first letter of a word. Others take `ge-` or an article off, or write it anew."""
_NOT_LATIN = frozenset(["ar", "fa", "ta", "yi"])
"""Of those others, languages whose stemmers know no Latin letter."""
_PHRASE = re.compile(r'["“”„‟«»「」『』]([^"“”„‟«»「」『』]+)["“”„‟«»「」『』]')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: a word, or a phrase."""

    words: tuple[str, ...]
    """The word, or those of the phrase in a row, folded."""
    written: str = ""
    """A word as it was typed, so that other forms of it are found as well; empty for a phrase."""

    def same(self, folded: str, written: str, tag: str) -> bool:
        """Whether a word of a text in a language is the one that is asked for, or a form of it."""
        own = self.words[0]
        if folded == own or not self.may_stem(folded, tag):
            return folded == own
        return stem(written, tag) == stem(self.written, tag) != ""

    def may_stem(self, folded: str, tag: str) -> bool:
        """Whether a word of a language can have the stem of this one: a look tells most apart, and stems take time."""
        own = self.words[0]
        if not self.written:
            return False
        if tag[:2] in _KEEPING:
            return folded[:1] == own[:1]
        return bool(tag) and not (tag[:2] in _NOT_LATIN and own.isascii())

    def found(self, text: str, tag: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text: the numbers of its first and its last word there, from 0."""
        row = _row(text)
        length = len(self.words)
        if length > 1 or not self.written:
            folded = tuple(word for word, _, _ in row)
            yield from ((n, n + length - 1) for n in range(len(row)) if folded[n : n + length] == self.words)
        else:
            yield from ((n, n) for n, (word, a, b) in enumerate(row) if self.same(word, text[a:b], tag))


@lru_cache(maxsize=256)
def _row(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a text, which several terms ask for in turn."""
    return tuple(words(text))


def terms(question: str) -> tuple[Term, ...]:
    """What a question asks for: phrases stand in quotation marks; each of the other words counts by itself.

    What is written without spaces between its words, as in Japanese, is a phrase as well.
    """
    found = [Term(tuple(word for word, _, _ in words(phrase))) for phrase in _PHRASE.findall(question)]
    rest, run, end = _PHRASE.sub(" ", question), list[str](), 0
    for word, start, until in words(rest):
        if run and start < end:
            run.append(word)
            found[-1] = Term(tuple(run))
        else:
            run = [word]
            found.append(Term((word,), rest[start:until]))
        end = until
    return tuple(dict.fromkeys(term for term in found if term.words))


@dataclass(slots=True)
class Question:
    """What is asked for, with what the registries know."""

    terms: tuple[Term, ...]
    wanted: Wanted
    registries: Mapping[str, Mapping[str, Entry]]
    """Entries by id, by kind: the names of actors and issues count among the words of what is said by or on them."""
    _named: dict[Name, frozenset[int]] = field(default_factory=dict)

    def named(self, of: Name) -> frozenset[int]:
        """Which of the terms stand in one of an entry's names, by their numbers."""
        if of not in self._named:
            entry = self.registries[of[0]].get(of[1])
            known = names_of(entry) if entry else ()
            has = (n for n, term in enumerate(self.terms) if any(any(term.found(name, "")) for name in known))
            self._named[of] = frozenset(has)
        return self._named[of]

    def answer(self, thing: Thing) -> tuple[Text, str, tuple[int, int]] | None:
        """Where a thing has what is asked for: one of its texts, that text's language, and first and last word there.

        The text is the one with most of the terms, and of several the first. A thing that has them by the names of
        its actors and issues alone is shown by its first word.
        """
        if thing not in self.wanted or not thing.texts:
            return None
        has = set[int]().union(*map(self.named, thing.names))
        best, most = (*thing.texts[0], (0, 0)), 0
        for text, tag in thing.texts:
            places = [next(term.found(text, tag), None) for term in self.terms]
            here = {n for n, place in enumerate(places) if place}
            has |= here
            if len(here) > most:
                best, most = (text, tag, min(filter(None, places))), len(here)
        return best if len(has) == len(self.terms) else None


def marked(text: str, tag: str, asked: Iterable[Term]) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are asked for, in its order and apart from each other: offsets in code points."""
    row = _row(text)
    until = 0
    for first, last in sorted({place for term in asked for place in term.found(text, tag)}):
        if (start := row[first][1]) >= until:
            until = row[last][2]
            yield start, until


def place(text: Text, word: tuple[int, int], lines: Sequence[str]) -> Span:
    """Where some words of a text stand in its file.

    A file has the same words as a text in the same order, however it breaks its lines and quotes it. Where it hasn't,
    since words are written with escapes, the place is that of the whole text.

    Args:
        text: As it was read.
        word: The numbers of the first and the last word, from 0.
        lines: Those of its file.

    """
    whole = text.span
    if whole.file == "" or whole.end_line > len(lines):
        return whole
    rows = [(number, lines[number - 1]) for number in range(whole.line, whole.end_line + 1)]
    start, end = whole.column - 1, whole.end_column - 1
    if lines[whole.line - 1][start : start + 1] in ("|", ">"):
        rows, start = rows[1:], 0
    found = [
        (folded, line, a, b)
        for line, row in rows
        for folded, a, b in words(row)
        if (line > whole.line or a >= start) and (line < whole.end_line or b <= end)
    ]
    if [folded for folded, *_ in found] != [folded for folded, _, _ in _row(text)] or word[1] >= len(found):
        return whole
    (_, line, first, _), (_, end_line, _, last) = found[word[0]], found[word[1]]
    return Span(whole.file, line, first + 1, end_line, last + 1)


class Sieve:
    """Tells at little cost which files can't have what is asked for, so that they need not be taken apart."""

    def __init__(self, question: Question, tags: Collection[str]) -> None:
        """Sift for a question; no text of the files is in another language than these (BCP 47)."""
        self._question, self._tags = question, {"", *tags}
        self._asked = [(n, Term((word,), term.written)) for n, term in enumerate(question.terms) for word in term.words]
        every = ((kind, id) for kind in ("actor", "issue") for id in question.registries[kind])
        self._naming = {of[1]: named for of in every if (named := question.named(of))}
        self._known: dict[str, frozenset[int]] = {}
        self._met: dict[str, frozenset[int]] = {}
        self._missing = set(range(len(self._asked))) - {
            at for at, (n, _) in enumerate(self._asked) for named in self._naming.values() if n in named
        }

    @property
    def nowhere(self) -> tuple[str, ...]:
        """The words that stood in none of the files so far, as they were typed."""
        return tuple(term.written or term.words[0] for at, (_, term) in enumerate(self._asked) if at in self._missing)

    def passes(self, written: str) -> bool:
        """Whether a file may have all that is asked for: its text, as it was written."""
        escaped = "\\" in written
        if not escaped and not all(any(id in written for id in ids) for ids in self._question.wanted.ids):
            return False
        known, has = self._known, set[int]()
        for piece in set(written.split()):
            if (of := known.get(piece)) is None:
                of = known[piece] = self._of(piece)
            has |= of
        self._missing -= has
        for id, named in self._naming.items():
            if id in written:
                has |= {at for at, (n, _) in enumerate(self._asked) if n in named}
        return len(has) == len(self._asked) or escaped

    def _of(self, piece: str) -> frozenset[int]:
        """Which of the words asked for stand in a piece without blanks, in whatever language."""
        found = frozenset[int]()
        for folded, start, end in words(piece):
            written = piece[start:end]
            if (has := self._met.get(written)) is None:
                has = self._met[written] = frozenset(
                    at for at, (_, term) in enumerate(self._asked)
                    if any(term.same(folded, written, tag) for tag in self._tags)
                )  # fmt: skip
            found |= has
        return found


def asked_name(asked: str, registry: Mapping[str, Entry]) -> list[str]:
    """The entries that somebody means by a name: those with that id or name, else those with all its words in one name.

    Case, diacritics and what stands between words make no difference.
    """
    wanted = _plain(asked)
    if asked in registry:
        return [asked]
    if not wanted:
        return []
    exact = [id for id, entry in registry.items() if wanted in map(_plain, (id, *names_of(entry)))]
    return exact or [id for id, entry in registry.items() if any(wanted <= _plain(name) for name in names_of(entry))]


def known_names(registry: Mapping[str, Entry]) -> dict[str, str]:
    """For all names and their words, folded, the id of an entry that is called so."""
    made: dict[str, str] = {}
    for id, entry in registry.items():
        for name in names_of(entry):
            for word in (fold(name), *_plain(name)):
                made.setdefault(word, id)
        made.setdefault(id, id)
    return made


def _plain(name: str) -> frozenset[str]:
    return frozenset(word for word, _, _ in words(name))
