"""Proving: every quotation and every `exact` of the archive against its snapshot, and what is wrong with either."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator import verify
from generator.archive import Archive
from generator.document import Text
from generator.evidence import UNCHECKED, Evidence
from generator.model import Actor, Briefing, KeyQuote, SnapshotRecord, Source, names_of
from generator.names import looks
from generator.pipeline.cache import Cache
from generator.problem import Fix, Problem, Span
from generator.read import Texts, letters

Key = tuple[str, str]
"""A briefing's id and a place in it: a quote's id, or `position.piece` numbers."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a briefing that are said to stand in one of its sources."""

    briefing: Briefing
    key: Key
    source: Source
    words: Text
    sound: bool
    """Whether all that the verdict rests on could be read as it was meant."""
    quote: KeyQuote | None = None
    """The key quote; None for the `exact` of a piece of evidence."""

    @property
    def snapshot(self) -> str:
        """The path of its snapshot within the content folder."""
        return snapshot_name(self.briefing, self.source)

    @property
    def claim(self) -> verify.Claim:
        """What there is to prove."""
        quote = self.quote
        if quote is None:
            return verify.Claim(str(self.words))
        return verify.Claim(
            str(self.words),
            str(quote.prefix or ""),
            str(quote.suffix or ""),
            fragment=quote.form == "fragment",
            spoken=True,
        )

    @property
    def name(self) -> str:
        """As a message calls it."""
        return f"`{self.quote.id}`" if self.quote else "the evidence"


def snapshot_name(briefing: Briefing, source: Source) -> str:
    """Where a source's snapshot stands within the content folder."""
    return f"snapshots/{briefing.id}/{source.id}.txt"


def quoted(briefing: Briefing) -> Iterator[Quoted]:
    """All words of a briefing that can be proved: its quotes, then the exact words of its positions' evidence."""
    for quote in briefing.key_quotes:
        if source := briefing.source(quote.source):
            sound = not quote.faulty & {"text", "source", "prefix", "suffix", "form"}
            yield Quoted(briefing, (briefing.id, quote.id), source, quote.text, sound, quote)
    for number, position in enumerate(briefing.positions):
        for piece, item in enumerate(position.evidence):
            source = briefing.source(item.source or "")
            if item.exact and source:
                sound = not item.faulty & {"exact", "source"}
                yield Quoted(briefing, (briefing.id, f"{number}.{piece}"), source, item.exact, sound)


def prove(linked: Archive, texts: Texts, cache: Cache) -> tuple[dict[Key, Evidence], list[Problem]]:
    """Prove all words of an archive; what fails is looked for in all its snapshots."""
    snapshots = _Snapshots(linked, texts)
    every = _every(linked)
    evidences = _evidences(every, snapshots, cache)
    problems = snapshots.problems + _strays(linked, texts, snapshots.missing)
    bearers = Counter(name for actor in linked.actors.values() for name in {looks(name) for name in names_of(actor)})
    for item in every:
        if item.sound:
            problems += _Verdict(item, evidences[item.key], linked, snapshots, bearers).problems()
    return evidences, problems


def evidences(linked: Archive, texts: Texts, cache: Cache) -> dict[Key, Evidence]:
    """What is proved of all words of an archive, whose problems are known."""
    return _evidences(_every(linked), _Snapshots(linked, texts), cache)


def _every(linked: Archive) -> list[Quoted]:
    return [item for briefing in linked.briefings.values() for item in quoted(briefing)]


def _evidences(every: Iterable[Quoted], snapshots: _Snapshots, cache: Cache) -> dict[Key, Evidence]:
    claims: defaultdict[str, list[Quoted]] = defaultdict(list)
    made: dict[Key, Evidence] = {}
    for item in every:
        name = item.snapshot
        if name not in snapshots.readable:
            made[item.key] = UNCHECKED
        elif (known := cache.get(snapshots.texts.digest(name), item.claim)) is not None:
            made[item.key] = known
        else:
            claims[name].append(item)
    others = sorted(snapshots.readable)
    proved = verify.prove({name: [i.claim for i in items] for name, items in claims.items()}, snapshots.text, others)
    for name, found in proved.items():
        for item, evidence in zip(claims[name], found, strict=True):
            made[item.key] = evidence
            cache.put(snapshots.texts.digest(name), item.claim, evidence)
    return made


class _Snapshots:
    """The snapshots that sources declare: which can be read, and what is wrong with them."""

    def __init__(self, linked: Archive, texts: Texts) -> None:
        self.texts, self.problems = texts, list[Problem]()
        self.readable: set[str] = set()
        self.missing: list[tuple[Briefing, Source]] = []
        for briefing in linked.briefings.values():
            for source in briefing.sources:
                if source.snapshot:
                    self._take(briefing, source, snapshot_name(briefing, source))

    def text(self, name: str) -> str:
        """A snapshot's text."""
        return self.texts[name].decode("utf-8")

    def _take(self, briefing: Briefing, source: Source, name: str) -> None:
        if name not in self.texts:
            self.missing.append((briefing, source))
            return
        self.problems += _hashes(source, name, self.texts.digest(name))
        if self.texts.is_utf8(name):
            self.readable.add(name)
        else:
            self.problems.append(Problem("not-utf8", Span(name), "this snapshot is not UTF-8", "capture it as UTF-8"))


def _hashes(source: Source, name: str, digest: str) -> Iterator[Problem]:
    """Whether the stored bytes are those that were captured."""
    record = source.snapshot
    assert record is not None
    whole = record.scope == "full" and not record.cleaned
    field, stated = ("sha256", record.sha256) if whole else ("stored_sha256", record.stored_sha256)
    if record.faulty & {"scope", "cleaned", field}:
        return
    if stated is None:
        insert, before, after = _room(record)
        yield Problem(
            "missing-hash",
            insert,
            f"the snapshot of `{source.id}` has no `{field}`",
            f"add `{field}: {digest}`",
            Fix(insert, f"{before}{field}: {digest}{after}"),
        )
    elif stated != digest:
        yield Problem(
            "changed-snapshot",
            stated.span,
            f"the snapshot of `{source.id}` isn't what was captured",
            f"its bytes have the hash {digest}: restore {name}",
        )
    if not whole and record.sha256 is None and "sha256" not in record.faulty:
        yield Problem(
            "missing-hash",
            record.span.start,
            f"the snapshot of `{source.id}` has no `sha256` of the full text",
            "add the hash of the full text",
        )


def _room(record: SnapshotRecord) -> tuple[Span, str, str]:
    """Where a field can be added to a snapshot's record, and what has to stand before and after it."""
    fields = (record.captured.text, record.sha256, record.scope, *record.cleaned, record.stored_sha256)
    ends = ((text.span.end_line, text.span.end_column) for text in fields if isinstance(text, Text))
    whole, last = record.span, max(ends)
    if (whole.end_line, whole.end_column) == last:
        return whole.start, "", "\n" + " " * (whole.column - 1)
    return Span(whole.file, *last, *last), ", ", ""


def _strays(linked: Archive, texts: Mapping[str, bytes], missing: list[tuple[Briefing, Source]]) -> list[Problem]:
    """Snapshots without a source, and sources without their snapshot; a file under a wrong name is told once."""
    known = {snapshot_name(b, source) for b in linked.briefings.values() for source in b.sources}
    stems = {name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in texts if name.startswith("briefings/")}
    strays: defaultdict[str, list[str]] = defaultdict(list)
    for name in texts:
        if name.startswith("snapshots/") and name not in known:
            slug = name.split("/")[1]
            if slug in linked.briefings or slug not in stems:
                strays[slug].append(name)
    problems = []
    for briefing, source in missing:
        if "id" in source.faulty:
            continue
        assert source.snapshot is not None
        name, near = snapshot_name(briefing, source), strays.pop(briefing.id, [])
        help = f"rename {near[0]} to {name}" if len(near) == 1 else f"store its text in {name}"
        message = f"the snapshot of `{source.id}` is missing"
        problems.append(Problem("missing-snapshot", source.snapshot.span.start, message, help))
    for slug, files in strays.items():
        owner = linked.briefings.get(slug)
        if owner and ("sources" in owner.faulty or any("id" in source.faulty for source in owner.sources)):
            continue
        help = "its path is snapshots/<briefing>/<source>.txt"
        problems += [Problem("stray-snapshot", Span(name), "no source has this snapshot", help) for name in files]
    return problems


@dataclass(frozen=True)
class _Verdict:
    """What is wrong with one quotation, after proving it."""

    item: Quoted
    evidence: Evidence
    linked: Archive
    snapshots: _Snapshots
    bearers: Mapping[str, int]
    """How many actors have a name that looks so."""

    def problems(self) -> Iterator[Problem]:
        """All of it: the words, then who speaks and what was cut away."""
        if self.evidence.status == "unchecked":
            if self.item.source.snapshot is None and "snapshot" not in self.item.source.faulty:
                yield self._problem(
                    "unchecked-quotation", f"can't be proved: `{self.item.source.id}` has no snapshot", "store one",
                )  # fmt: skip
            return
        if self._is_own_proof():
            message = f"the snapshot of `{self.item.source.id}` is no more than {self.item.name} itself"
            yield Problem("snapshot-too-small", self.item.words.span, message, "store the whole text")
        elif not self.evidence.proved:
            yield self._failed()
        elif self.item.quote:
            yield from self._context()
            yield from self._speaker(self.item.quote)
            yield from self._unmarked(self.item.quote)

    def _problem(self, code: str, told: str, help: str) -> Problem:
        return Problem(code, self.item.words.span, f"{self.item.name} {told}", help)

    def _is_own_proof(self) -> bool:
        """A snapshot can't prove a quotation that is all it holds; a passage may be a sentence that is quoted whole."""
        record, name = self.item.source.snapshot, self.item.snapshot
        if self.snapshots.texts.size(name) > _MUCH * len(self.item.words.encode()) + _MUCH * _LITTLE:
            return False
        more = self.snapshots.texts.letters(name) - letters(self.item.words)
        return more < (_LITTLE if record is not None and record.scope == "full" else 0)

    def _failed(self) -> Problem:
        evidence = self.evidence
        if evidence.status == "ambiguous":
            return self._problem(
                "quotation-ambiguous", f"isn't one passage: {evidence.why}",
                "add `prefix` or `suffix`: the words just before or after",
            )  # fmt: skip
        if evidence.elsewhere:
            return self._problem(
                "quotation-absent", f"doesn't stand in `{self.item.source.id}`: {self._whose()}",
                "name the source that it stands in, or copy the words from this one",
            )  # fmt: skip
        if evidence.status == "absent":
            cure = (
                "mend `prefix` and `suffix`"
                if evidence.kind == "context"
                else "copy the words from the snapshot, or name the right source"
            )
            return self._problem("quotation-absent", f"doesn't stand in its source: {evidence.why}", cure)
        passage = _shortened(evidence.sentence.strip('“”"„«» '))
        near = f"the nearest passage is “{passage}”; " if passage else ""
        return self._problem(
            "quotation-altered", f"is altered: {evidence.why}", near + _CURES.get(evidence.kind or "word", _COPY)
        )

    def _whose(self) -> str:
        """Whose words they are, where another snapshot holds them."""
        _, slug, file = self.evidence.elsewhere.split("/")
        source = file.removesuffix(".txt")
        briefing = self.linked.briefings.get(slug)
        same = _letters(self.item.words)
        others = briefing.key_quotes if briefing else ()
        speaker = next((q.speaker for q in others if q.source == source and same in _letters(q.text)), None)
        actor = self.linked.actors.get(speaker or "")
        owner = f", where {actor.name} says them" if actor else ""
        where = f"`{source}`" if slug == self.item.briefing.id else f"`{source}` of `{slug}`"
        return f"the words stand in {where}{owner}"

    def _context(self) -> Iterator[Problem]:
        if self.evidence.lost:
            before, after = self.evidence.around
            shown = " ".join(part for part in (before[-160:], self.evidence.sentence, after[:160]) if part)
            yield self._problem(
                "context-lost", f"leaves out “{self.evidence.lost}”, which turns its meaning",
                f"quote more, or say it in a `note`; there it reads “{_shortened(shown, 500)}”",
            )  # fmt: skip

    def _speaker(self, quote: KeyQuote) -> Iterator[Problem]:
        shown, speaker = self.evidence.shown_speaker, self.linked.actors.get(quote.speaker)
        if not shown or speaker is None or not self._is_plain(speaker):
            return
        if self._agrees(shown, quote, speaker) or not self._names_another(shown, speaker):
            return
        yield Problem(
            "speaker-contradicted", quote.speaker.span,
            f"{self.item.name} is said to be spoken by {speaker.name}, but the snapshot names “{shown}”",
            "check `speaker` and `via`; where it means the same person, add the name to the actor's `aliases`",
        )  # fmt: skip

    def _is_plain(self, speaker: Actor) -> bool:
        """Whether the speaker's names could be read, and are nobody else's."""
        return not speaker.faulty and all(self.bearers[looks(name)] == 1 for name in names_of(speaker))

    def _agrees(self, shown: str, quote: KeyQuote, speaker: Actor) -> bool:
        """Whether the name shown may be the speaker, whom they speak for, or a publisher of the chain."""
        actors = [speaker, *(a for role in speaker.roles if (a := self.linked.actors.get(role.of or "")))]
        known = {str(name) for actor in actors for name in names_of(actor)}
        known |= {str(role.title) for role in speaker.roles} | {str(quote.role or "")}
        for source in (self.item.briefing.source(id) for id in (quote.source, *quote.via)):
            publisher = self.linked.publishers.get(source.publisher or "") if source else None
            known.add(str(publisher.name if publisher else ""))
        return bool(_name_words(shown) & {word for name in known for word in _name_words(name)})

    def _names_another(self, shown: str, speaker: Actor) -> bool:
        """Whether it is a name at all: another actor's, or a person's with first and last name."""
        words = _name_words(shown)
        others = (a for a in self.linked.actors.values() if a is not speaker)
        return len(words) > 1 or any(words & _name_words(name) for a in others for name in names_of(a))

    def _unmarked(self, quote: KeyQuote) -> Iterator[Problem]:
        """A single word is a quotation only where the source quotes it."""
        if quote.form != "fragment" or len(quote.text.split()) > 1 or not self.evidence.marks:
            return
        start, end = self.evidence.marks[0]
        sentence = self.evidence.sentence
        if not (re.search(r"[\W]\Z", sentence[max(0, start - 1) : start].strip()) and sentence[end : end + 1].strip()):
            yield self._problem(
                "unmarked-fragment",
                "is one word that the source doesn't put in quotation marks",
                "quote the whole clause",
            )


_LITTLE = 40
"""So few letters beside a quotation are no source."""
_MUCH = 8
"""So many times the bytes of a quotation surely hold more."""
_COPY = "copy the words from the snapshot"
_CURES: Mapping[str, str] = {
    "edge": "take the whole word or number, or leave it out",
    "cut": "make it two quotations, or quote what is left out",
    "bracket": "write the source's words, and explain them in a `note`",
    "case": "copy the words from the snapshot; a first letter that you change goes in brackets: [W]e",
    "order": "make it two quotations, in the order of the source",
}
_TITLE_WORDS = """
president presidente presidenta prasident prasidentin vicepresident chair chairman chairwoman speaker minister ministro
ministra ministre foreign prime secretary general deputy senator representative spokesman spokeswoman spokesperson mr
mrs ms miss dr sir the interviewer question answer senor senora sin identificar herr frau madame monsieur mme voorzitter
"""
_TITLES = frozenset(_TITLE_WORDS.split())
"""Words before a name that are nobody's name."""


def _shortened(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1 << 15)
def _name_words(name: str) -> frozenset[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return frozenset(word for word in re.findall(r"[^\W\d_]+", plain) if len(word) > 2) - _TITLES
