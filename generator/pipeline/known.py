"""Known: what is remembered of the pages of an archive, and of what they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import ledger, search, stamp, store
from generator.pipeline.reading import REGISTRIES, Content
from generator.pipeline.writing import Marks, Pages, Shown
from generator.problem import Problem
from generator.store import Store


@dataclass(frozen=True, slots=True)
class State:
    """What the pages of a folder, and the search index in it, were made of."""

    beside: str
    """A stamp of all but the content."""
    others: str
    """A stamp of all content but the files of the briefings that are shown."""
    files: Mapping[str, str]
    """The SHA-256 of those, by their paths, in the order of the archive."""
    superseded_by: Mapping[str, str]
    registries: Mapping[str, tuple[str, ...]]
    """The ids of the entries of each, in the order of names."""
    problems: tuple[Problem, ...]
    sheaves: Mapping[bytes, Marks]
    own: frozenset[str]
    """The paths of pages on which anything may stand."""
    outline: search.Outline


class Known:
    """The state of a folder of pages, and the views of all that show any briefing."""

    def __init__(self, docs: Path) -> None:
        """Read the state.

        Args:
            docs: The folder; what is known of it stands in the folder `cache` beside it.

        """
        self._store = Store(ledger.cache(docs) / f"views-of-{docs.name}")
        self._key = store.key(stamp.engine(), str(docs.resolve()))
        held = self._store.some([self._key])
        self.state: State | None = store.unpack(held[self._key]) if held else None

    def forget(self) -> None:
        """Forget the state before anything is written, since it will be true no more."""
        if self.state:
            self._store.change(gone=[self._key])

    def views(self, sheaves: Iterable[bytes]) -> dict[bytes, dict[str, bytes]]:
        """The views of some sheaves, by the paths of their pages, as far as they are kept."""
        return {key: store.unpack(data) for key, data in self._store.some(sheaves).items()}

    def save(self, of: Shown, pages: Pages, outline: search.Outline, beside: str) -> None:
        """Remember all of an archive, once its pages and its index are written."""
        briefings = of.archive.briefings.values()
        files = {briefing.file: of.content.texts.digest(briefing.file) for briefing in briefings}
        superseded = {str(old): str(new) for old, new in of.archive.superseded_by.items()}
        registries = {name: tuple(map(str, getattr(of.archive, name))) for name in REGISTRIES}
        beside_them = others(of.content, files)
        self.state = State(
            beside, beside_them, files, superseded, registries, of.problems, pages.sheaves, pages.own, outline
        )
        self._store.names()
        self._store.keep({**pages.views, self._key: store.pack(self.state)}, pages.sheaves)

    def update(self, state: State) -> None:
        """Remember another state of the same views."""
        self.state = state
        self._store.change({self._key: store.pack(state)})


def others(content: Content, files: Mapping[str, str]) -> str:
    """A stamp of all of a content folder but some files."""
    rows = sorted((name, row[4]) for name, row in content.texts.rows.items() if name not in files)
    return store.key(repr(rows), repr(content.problems)).hex()
