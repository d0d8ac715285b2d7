"""Writing: the pages of an archive and its search index, as far as they are others than those that are there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from generator import ledger, processes, publish, relate, render, search, site, stamp, store
from generator.archive import Archive
from generator.ledger import Ledger
from generator.looks import look
from generator.model import Briefing, Page
from generator.pipeline import templating
from generator.pipeline.reading import Content
from generator.problem import Problem
from generator.store import Store
from generator.views import Site, dependencies, kept


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers get to see of an archive."""

    archive: Archive
    relations: relate.Relations
    """What follows from it across its briefings."""
    content: Content
    """The folder that it was read from."""
    problems: tuple[Problem, ...]
    """What is told of that."""
    drafts: bool
    """Whether drafts are among it."""

    def keys(self) -> dependencies.Keys:
        """What gives keys of pages and of entries of the search index, none of them known yet."""
        return dependencies.Keys(self.archive, self.content.texts.digests)


Marks = Mapping[str, Sequence[int]]
"""Of pages, by their paths, the marks of what they show of briefings (`views/kept.py`)."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of an archive, written."""

    rows: Mapping[str, ledger.Row]
    """Those that are wanted, by their paths."""
    every: tuple[str, ...]
    """The paths of all, wanted or not."""
    templates: str
    """A key of templates and settings."""
    own: frozenset[str]
    """The paths of those on which anything in the archive may stand, since the archive has templates of its own."""
    sheaves: Mapping[bytes, Marks] = field(default_factory=dict)
    """Those that were made together, by a key of all that they are made of."""
    views: Mapping[bytes, bytes] = field(default_factory=dict)
    """The views of those of them that weren't known, packed."""

    @property
    def number(self) -> int:
        """How many are wanted."""
        return len(self.rows)


class Templates:
    """The templates of pages, and what else decides on all of them."""

    def __init__(self, settings: Site, docs: Path, own: Path, digests: Mapping[str, str], *, drafts: bool) -> None:
        """Read them.

        Args:
            settings: What pages have to know of the engine's settings.
            docs: The folder of pages; compiled templates are remembered beside it.
            own: The archive's own templates, which come before the engine's; there need be none.
            digests: Of the bytes of each content file, by path.
            drafts: Whether drafts are shown.

        """
        self._folders = templating.folders(own)
        common = store.key(stamp.engine(), stamp.read([site.TEMPLATES], ()), repr(settings))
        self.all = store.key(common, stamp.read(map(Path, self._folders), ())).hex()
        """A key of templates and settings."""
        self._settings = settings
        with self.telling():
            self._env = templating.environment(self._folders, ledger.cache(docs) / "templates")
            self._own = templating.made_of(self._env, own) if len(self._folders) > 1 else frozenset[str]()
        self._common = common.hex()
        self._everything = store.key(self.all, repr((drafts, sorted(digests.items())))).hex() if self._own else ""

    def is_own(self, plan: render.Plan) -> bool:
        """Whether a page is made of the archive's own templates, of which nobody knows what they look up."""
        return plan.of_view and plan.template in self._own

    def key(self, plan: render.Plan) -> str:
        """A key of what a page is made of beside its facts: of all content, where its templates are own ones."""
        if self.is_own(plan):
            return self._everything
        return self.all if plan.template in self._own else self._common

    def telling(self) -> AbstractContextManager[None]:
        """What templates raise is told with its place."""
        return templating.telling(self._folders)

    def sheaves(self, of: Shown) -> Iterator[Callable[[], Iterable[render.Plan]]]:
        """The pages of an archive."""
        return render.sheaves(of.archive, of.relations, self._settings, self._env)

    def again(self, archive: Archive, facts: tuple[object, ...]) -> render.Plan:
        """A page that was planned before of these facts."""
        return render.plan(archive, self._settings, self._env, *facts)  # type: ignore[arg-type]

    def briefing(self, of: Shown, briefing: Briefing) -> Page:
        """The page of one briefing, made without those of others.

        Raises:
            site.EngineError: a template is at fault.

        """
        with self.telling():
            return render.briefing(of.archive, of.relations, self._settings, self._env, briefing)


def write_pages(
    of: Shown,
    keys: dependencies.Keys,
    settings: Site,
    docs: Path,
    *,
    templates: Path = Path("templates"),
    chosen: Callable[[str], bool] | None = None,
    known: Mapping[bytes, Marks] | None = None,
) -> Pages:
    """Render pages of an archive into a folder, those whose facts have changed; in several processes.

    Args:
        of: What is shown.
        keys: What gives keys of its pages.
        settings: What pages have to know of the engine's settings.
        docs: The folder; what its files were made of stands in the folder `cache` beside it.
        templates: The archive's own templates, which come before the engine's; there need be none.
        chosen: Which pages are wanted, by their paths, if not all.
        known: The sheaves whose views are kept already; None where none are to be kept.

    Raises:
        site.EngineError: a template is at fault.
        OSError: the disk refuses.

    """
    made_of = Templates(settings, docs, templates, of.content.texts.digests, drafts=of.drafts)
    made = Ledger(ledger.cache(docs) / f"{docs.name}.json", docs)

    def work(numbers: Iterator[int]) -> list[tuple[dict[str, ledger.Row | None], set[str], bytes, Marks, bytes]]:
        found = []
        writer = kept.Writer(of.archive, of.relations.mixes)
        with made_of.telling():
            for sheaf in processes.of_parts(made_of.sheaves(of), numbers, 1):
                rows: dict[str, ledger.Row | None] = {}
                plans, own = [], set[str]()
                for plan in sheaf():
                    rows[plan.src_uri] = None
                    if chosen is None or chosen(plan.src_uri):
                        key = keys.of(made_of.key(plan), *plan.facts).hex()
                        if not made.holds(plan.src_uri, key):
                            publish.pages([plan.make()], docs)
                        rows[plan.src_uri] = (key, *look(docs / plan.src_uri))
                        plans.append(plan)
                        own |= {plan.src_uri} if made_of.is_own(plan) else set()
                found.append((rows, own, *_kept(plans, own, rows, writer, known)))
        return found

    every = [each for some in processes.shared(work, len(of.archive.briefings)) for each in some]
    rows = {name: row for planned, *_ in every for name, row in planned.items() if row}
    publish.prune(docs, rows, search.FOLDER)
    made.save(rows)
    return Pages(
        rows, tuple(name for planned, *_ in every for name in planned), made_of.all,
        frozenset(name for _, own, *_ in every for name in own),
        {key: marks for *_, key, marks, _ in every if marks}, {key: data for *_, key, _, data in every if data},
    )  # fmt: skip


def _kept(
    plans: list[render.Plan],
    own: Collection[str],
    rows: Mapping[str, ledger.Row | None],
    writer: kept.Writer,
    known: Mapping[bytes, Marks] | None,
) -> tuple[bytes, Marks, bytes]:
    """Of a sheaf a key, the marks of its pages, and their views, packed, if they weren't known."""
    key = store.key(*(row[0] for row in rows.values() if row))
    if known is None or key in known:
        return key, (known or {}).get(key, {}), b""
    views, marks = {}, {}
    for plan in plans:
        if plan.of_view:
            data, shown = writer.write(plan.facts)
            if shown or plan.src_uri in own:
                views[plan.src_uri], marks[plan.src_uri] = data, kept.marks(shown)
    return key, marks, store.pack(views, 6) if views else b""


def write_index(
    archive: Archive,
    keys: dependencies.Keys,
    docs: Path,
    before: search.Outline | None = None,
    changed: frozenset[str] = frozenset(),
) -> search.Outline:
    """Write the search index of an archive into the folder of its pages, what has changed of it.

    The file that a browser asks for first is away meanwhile, so that an index of which only a part is written is none.

    Args:
        archive: The archive that is shown.
        keys: What gives keys of its entries.
        docs: The folder; what is remembered stands in the folder `cache` beside it.
        before: Of the index that is there, where it has the same entries.
        changed: The addresses of those that say something else.

    Raises:
        OSError: the disk refuses.

    """
    cache, folder = ledger.cache(docs), docs / search.FOLDER
    made = Ledger(cache / f"search-of-{docs.name}.json", folder)
    rows: dict[str, ledger.Row] = {}
    plan = search.planned(archive, keys.of, before, changed)
    left: list[tuple[str, str, Future[bytes]]] = []
    with ThreadPoolExecutor(processes.cores()) as packing:  # its threads begin after all processes of the index ended
        for file in search.index(archive, plan, Store(cache / f"search-of-{docs.name}")):
            key, row = file.digest.hex(), made.rows.get(file.name)
            if row is not None and row == (key, *made.looks.get(file.name, ())):
                rows[file.name] = row
            else:
                left.append((file.name, key, packing.submit(file.packed)))
        for name, key, packed in left:
            (folder / search.FIRST).unlink(missing_ok=True)
            publish.files([(name, packed.result())], folder)
            rows[name] = (key, *look(folder / name))
    publish.prune(folder, rows)
    made.save(rows)
    return plan.outline
