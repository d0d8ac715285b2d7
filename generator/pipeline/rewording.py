"""Rewording: a build after some briefings came to say the same in other words.

Most saves mend a word. Some texts decide nothing: nothing is ordered, counted, compared or proved by them, and readers
see them, no more. Where nothing else has changed, the pages that show them are made again, and the entries of the
search index, and nothing else is read: the work grows with what was saved, and not with the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, overload

from generator import ledger, link, processes, publish, relate, report, search, store
from generator.archive import Archive
from generator.dates import Date
from generator.ledger import Ledger
from generator.looks import look
from generator.model import Briefing, Correction, HandPage, KeyQuote, Noun, Position, SummaryPoint
from generator.pipeline import proving, reading
from generator.pipeline.cache import Cache
from generator.pipeline.known import Known, State, others
from generator.pipeline.reading import Checked, Content
from generator.pipeline.writing import Marks, Templates, write_index
from generator.problem import Problem
from generator.store import Store
from generator.views import Site, dependencies, kept

V = TypeVar("V")

WORDS: Mapping[type, Mapping[str, tuple[str, ...]]] = {
    Briefing: {"title": kept.OF_BRIEFINGS, "caveats": (), "analysis": ()},
    SummaryPoint: {"text": (kept.ROW, "claim")},
    KeyQuote: {"note": ("quotation",)},
    Position: {"statement": ("standing", "claim"), "conditions": ("standing", "claim")},
    Correction: {"reason": ("correction",)},
}
"""The texts that decide nothing, be they there or not, each with what shows it on pages beside that of its briefing."""
MOST = 20
"""Briefings that are looked at one by one; of more, most of the archive has to be read in any case."""
MOST_OWN = 500
"""Pages that are made again after each save, since the archive's own templates may look up anything."""
BESIDE = frozenset(["span", "placed"])
"""What tells where something stands in its file, and nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Pages and search index of an archive, brought up to date."""

    number: int
    """How many pages there are."""
    made: int
    """How many of them were made again."""
    problems: tuple[Problem, ...]
    """What is told of the content."""


def reword(
    content: Content,
    docs: Path,
    settings: Site,
    beside: Callable[[str], str],
    templates: Path,
    *,
    drafts: bool,
    strict: bool,
) -> Reworded | None:
    """Bring pages and search index up to date, where what is new in the content are words that decide nothing.

    Args:
        content: The content folder, as it is now.
        docs: The folder of pages.
        settings: What pages have to know of the engine's settings.
        beside: Gives a stamp of all that the pages were made of beside the content, given that of the templates.
        templates: The archive's own templates.
        drafts: Whether drafts are shown.
        strict: Whether warnings are errors.

    Returns:
        What became of it; None where anything else is new or unknown, or there are errors: then nothing was touched.

    Raises:
        site.EngineError: a template is at fault.
        OSError: the disk refuses.

    """
    known, made = Known(docs), Ledger(ledger.cache(docs) / f"{docs.name}.json", docs)
    state = known.state
    if state is None or any(made.looks.get(name) != row[1:] for name, row in made.rows.items()):
        return None
    if len(state.own) > MOST_OWN:
        return None
    if any(report.severity(problem, strict=strict) == "error" for problem in state.problems):
        return None
    if not state.files.keys() <= content.texts.rows.keys() or state.others != others(content, state.files):
        return None
    made_of = Templates(settings, docs, templates, content.texts.digests, drafts=drafts)
    saved = _saved(state, content, Store(ledger.cache(docs) / "checked"))
    if saved is None or state.beside != beside(made_of.all):
        return None
    dirty = saved.shown(state.sheaves, state.own)
    views = known.views(set(dirty.values()))
    if len(views) < len(set(dirty.values())) or not state.own <= dirty.keys():
        return None
    known.forget()
    archive = _Archive(state, content, ledger.cache(docs), saved)
    keys = dependencies.Keys(archive.linked, content.texts.digests)

    def work(numbers: Iterator[int]) -> dict[str, ledger.Row]:
        rows, reader = {}, kept.Reader(archive.linked, archive.mixes)
        with made_of.telling():
            for name in processes.of_parts(dirty, numbers, 1):
                plan = made_of.again(archive.linked, reader.read(views[dirty[name]][name]))
                publish.pages([plan.make()], docs)
                rows[name] = (keys.of(made_of.key(plan), *plan.facts).hex(), *look(docs / name))
        return rows

    changed = frozenset(f"briefings/{id}/" for id in saved.ids)
    with processes.beside(lambda: write_index(archive.linked, keys, docs, state.outline, changed)) as index:
        rows = {**made.rows, **processes.merged(work, len(dirty))}
        publish.prune(docs, rows, search.FOLDER)
        made.save(rows)
        outline = index()
    now = {file: content.texts.digest(file) for file in state.files}
    known.update(replace(state, files=now, outline=outline))
    return Reworded(len(rows), len(dirty), state.problems)


@dataclass(frozen=True, slots=True)
class _Saved:
    """What was saved."""

    briefings: Mapping[str, Checked]
    """By file, those that say the same in other words."""
    marks: frozenset[int]
    """Of what shows these words on other pages than their own."""

    @property
    def ids(self) -> list[str]:
        """The ids of the briefings."""
        return [kept.id_of(file) for file in self.briefings]

    def shown(self, sheaves: Mapping[bytes, Marks], more: Collection[str]) -> dict[str, bytes]:
        """The pages that show any of the words, and some more, each with the key of its sheaf."""
        wanted = {*more, *(f"briefings/{id}.md" for id in self.ids)}
        every = ((name, marks, key) for key, pages in sheaves.items() for name, marks in pages.items())
        return {name: key for name, marks, key in every if name in wanted or not self.marks.isdisjoint(marks)}


def _saved(state: State, content: Content, checked: Store) -> _Saved | None:
    """What was saved since a state; None where it is more than words that decide nothing."""
    texts, marks = content.texts, set[int]()
    changed = {file: digest for file, digest in state.files.items() if texts.digest(file) != digest}
    if len(changed) > MOST:
        return None
    told = {span.file for problem in state.problems for span in (problem.span, *problem.rests_on)}
    held = checked.some(reading.key(file, digest) for file, digest in changed.items())
    found = {}
    for file, digest in changed.items():
        if file in told or (old := held.get(reading.key(file, digest))) is None:
            return None
        before, now = store.unpack(old), reading.checked(file, texts[file])
        shown = reworded(before.made, now.made)
        is_same = shown is not None and isinstance(now.made, Briefing) and not now.made.former_ids
        if not is_same or before.problems or now.problems:
            return None
        found[file] = now
        marks |= {kept.mark(kind, kept.id_of(file)) for kind in shown or ()}
    checked.change({reading.key(file, texts.digest(file)): store.pack(now) for file, now in found.items()})
    return _Saved(found, frozenset(marks))


def reworded(before: object, now: object) -> frozenset[str] | None:
    """Compare what a file said and what it says.

    Returns:
        What shows the texts that are others, where those decide nothing; None where anything else is new.

    """
    if type(before) is not type(now):
        return None
    if isinstance(before, Noun):
        words, shown = WORDS.get(type(before), {}), frozenset[str]()
        for name in _names(before):
            one, other = getattr(before, name), getattr(now, name)
            found = frozenset(words[name] if one != other else ()) if name in words else reworded(one, other)
            if found is None:
                return None
            shown |= found
        return shown
    if isinstance(before, tuple) and isinstance(now, tuple):
        pairs = [reworded(*pair) for pair in zip(before, now, strict=False)]
        if len(before) != len(now) or None in pairs:
            return None
        return frozenset().union(*(pair for pair in pairs if pair))
    same = before.text == now.text if isinstance(before, Date) and isinstance(now, Date) else before == now
    return frozenset() if same else None


def _names(noun: Noun) -> list[str]:
    """The fields of a noun that tell what it says."""
    return [each.name for each in fields(noun) if each.name not in BESIDE]


class _Archive:
    """An archive of which only that is read which is asked for."""

    def __init__(self, state: State, content: Content, remembered: Path, saved: _Saved) -> None:
        self._texts, self._checked, self._saved = content.texts, Store(remembered / "checked"), saved
        self._files = {kept.id_of(file): file for file in state.files}
        self._proofs = Cache(remembered / "evidence.json")
        read = {name: self._made(f"{name}.yaml") for name in state.registries}
        registries: dict[str, Any] = {
            name: {id: read[name][id] for id in ids} for name, ids in state.registries.items()
        }
        pages = (self._made(file) for file in content.texts if file.startswith("pages/"))
        self.linked = Archive(
            _Lazily(self._files, lambda id: self._made(self._files[id])), **registries,
            pages=tuple(page for page in pages if isinstance(page, HandPage)),
            quotations=_Later(lambda: link.quotations(self.linked)),
            standings=_Later(lambda: link.standings(self.linked)),
            quotations_of=_Lazily(self._files, lambda id: self._gathered[id].quotations_of[id]),
            standings_of=_Lazily(self._files, lambda id: self._gathered[id].standings_of[id]),
            superseded_by=state.superseded_by,
        )  # fmt: skip
        self._gathered = _Lazily(self._files, self._gather)
        owned = relate.owners(self.linked.publishers.values())
        self.mixes = _Lazily(self._files, lambda id: relate.mix_of(self.linked.briefings[id], self.linked, owned))

    def _made(self, file: str) -> Any:
        """What was made of a file when it was checked."""
        if file not in self._texts:
            return None
        if file in self._saved.briefings:
            return self._saved.briefings[file].made
        name = reading.key(file, self._texts.digest(file))
        held = self._checked.some([name])
        checked = store.unpack(held[name]) if held else reading.checked(file, self._texts[file])
        return checked.made

    def _gather(self, id: str) -> Archive:
        """An archive of one briefing alone, with its quotations and positions."""
        alone = replace(self.linked, briefings={id: self.linked.briefings[id]})
        return link.with_evidence(alone, proving.evidences(alone, self._texts, self._proofs))


class _Lazily(Mapping[str, V]):
    """Values that are made when they are asked for."""

    def __init__(self, names: Collection[str], make: Callable[[str], V]) -> None:
        self._names, self._make = names, make
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Later(Sequence[V]):
    """A row that is made when it is asked for."""

    def __init__(self, make: Callable[[], Sequence[V]]) -> None:
        self._row = cache(make)

    @overload
    def __getitem__(self, at: int) -> V: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...

    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        return self._row()[at]

    def __len__(self) -> int:
        return len(self._row())
