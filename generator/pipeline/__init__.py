"""The pipeline: calls the verbs once, in the order of the way of the data."""

from __future__ import annotations

import datetime as dt
import os
import typing
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from generator import (
    check,
    filling,
    ledger,
    link,
    processes,
    publish,
    read,
    relate,
    render,
    report,
    search,
    site,
    stamp,
    store,
)
from generator.archive import Archive
from generator.evidence import Evidence
from generator.ledger import Ledger
from generator.model import Briefing, HandPage, Page
from generator.pipeline import across, reading, templating
from generator.pipeline.cache import Cache
from generator.pipeline.proving import Key, prove
from generator.pipeline.reading import REGISTRIES, Content
from generator.problem import Problem
from generator.relate import Utterance
from generator.shard import Shard
from generator.store import Store
from generator.views import Site, dependencies


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a content folder."""

    archive: Archive
    """Linked and proved; to be published only where no problem is an error."""
    problems: tuple[Problem, ...]
    """All of them, sorted by place."""
    texts: read.Texts
    """The files read, by path within the content folder."""
    evidences: Mapping[Key, Evidence]
    """What was proved, by briefing and place."""
    said: Mapping[str, across.Said]
    """Keys of what each briefing says, by its file."""
    cache: Path | None
    """A folder that remembers what was found."""
    utterances: tuple[Utterance, ...] | None = None
    """What several quotations report, where that was looked for."""

    @property
    def written(self) -> dict[str, bytes]:
        """A key of the bytes of each file, by path."""
        return {file: bytes.fromhex(self.texts.digest(file)) for file in self.texts}

    def failed(self, *, strict: bool = False) -> bool:
        """Whether the content is at fault."""
        return any(report.severity(problem, strict=strict) == "error" for problem in self.problems)

    @property
    def files(self) -> int:
        """Number of files that authors write."""
        return sum(not name.startswith("snapshots/") for name in self.texts)


@processes.uncollected()
def load(
    content: Path, today: dt.date, cache: Path | None = None, *, versions: bool = True, found: Content | None = None
) -> Result:
    """Read, check, link and verify a content folder.

    Args:
        content: The folder.
        today: The day, for what may not lie in the future.
        cache: A folder that remembers what was checked and proved, so that only what changed is looked at again.
        versions: Also look for briefings that disagree about the same words.
        found: What the folder holds, where somebody has looked.

    Raises:
        OSError: the folder can't be read.

    """
    found = found or reading.content(content, cache)
    texts, problems = found.texts, [*found.problems]
    briefings: list[Briefing] = []
    entries: dict[str, Mapping[str, Any]] = {name: {} for name in REGISTRIES}
    pages: list[HandPage] = []
    complete: list[str] = []
    said: dict[str, across.Said] = {}
    for file, checked in reading.files(texts, Store(cache / "checked" if cache else None)):
        problems += checked.problems
        if isinstance(checked.made, Briefing):
            said[checked.made.file] = checked.said or across.Said.by(checked.made)
            problems += check.future_dates(checked.made, today)
            briefings.append(checked.made)
        elif isinstance(checked.made, HandPage):
            pages.append(checked.made)
        elif (name := file.removesuffix(".yaml")) in REGISTRIES:
            entries[name] = checked.made or {}
            complete += [name] if checked.complete else []
    linked, told = link.archive(
        briefings, entries["actors"], entries["issues"], entries["topics"], entries["publishers"], pages,
        _Unread(texts, problems, complete),
    )  # fmt: skip
    problems += told
    known = Cache(cache / "evidence.json" if cache else None)
    evidences, told = prove(linked, texts, known)
    known.write()
    problems += told
    proved = link.with_evidence(linked, evidences)
    utterances = across.utterances(proved, said, cache) if versions else None
    problems += relate.texts_disagree(proved, utterances or ())
    return Result(proved, _one_per_cause(problems), texts, evidences, said, cache, utterances)


class _Unread:
    """What may exist in files that are too damaged to tell."""

    def __init__(self, texts: Mapping[str, bytes], problems: Iterable[Problem], complete: Collection[str]) -> None:
        files = {*texts, *(problem.span.file for problem in problems)}
        kinds = {name for name in REGISTRIES if f"{name}.yaml" in files} - set(complete)
        self.kinds = {name.removesuffix("s") for name in kinds}
        self.briefings = {
            name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in files if name.startswith("briefings/")
        }

    def __contains__(self, item: object) -> bool:
        """Whether a kind and an id may stand there."""
        kind, id = typing.cast(tuple[str, str], item)
        return id in self.briefings if kind == "briefing" else kind in self.kinds


def _one_per_cause(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sorted, without those that rest on a value which is told to be wrong itself."""
    wrong = {problem.span for problem in problems if problem.code == "date-in-future"}
    wrong |= {span for problem in problems if problem.code == "stale-correction" for span in problem.rests_on}
    kept = {p for p in problems if not (p.code == "order-of-dates" and wrong.intersection(p.rests_on))}
    return tuple(sorted(kept, key=lambda problem: problem.order))


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers get to see of an archive."""

    archive: Archive
    relations: relate.Relations
    """What follows from it across its briefings."""
    written: Mapping[str, bytes]
    """A key of the bytes of each content file, by path."""

    def keys(self) -> dependencies.Keys:
        """What gives keys of pages and of entries of the search index, none of them known yet."""
        return dependencies.Keys(self.archive, self.written)


def shown(result: Result, *, drafts: bool = False) -> Shown:
    """What is shown of a content folder.

    Args:
        result: What became of it.
        drafts: Whether drafts are shown.

    """
    archive = result.archive if drafts else link.without_drafts(result.archive)
    known = result.utterances if len(archive.quotations) == len(result.archive.quotations) else None
    related = across.kinships(archive, result.said, result.cache)
    return Shown(archive, relate.relations(archive, known, related), result.written)


def make_pages(
    archive: Archive, settings: Site, *, drafts: bool = False, templates: Path = Path("templates")
) -> Iterator[Page]:
    """Render all pages of the archive, one after another; its own templates come before the engine's.

    Raises:
        site.EngineError: a template is at fault.

    """
    folders = templating.folders(templates)
    shown = archive if drafts else link.without_drafts(archive)
    with templating.telling(folders):
        for plan in render.pages(shown, relate.relations(shown), settings, templating.environment(folders)):
            yield plan.make()


def write_pages(
    of: Shown,
    keys: dependencies.Keys,
    settings: Site,
    docs: Path,
    *,
    templates: Path = Path("templates"),
    chosen: Callable[[str], bool] = lambda _: True,
) -> tuple[int, list[str]]:
    """Render pages of an archive into a folder, those whose facts have changed; in several processes.

    Args:
        of: What is shown.
        keys: What gives keys of its pages.
        settings: What pages have to know of the engine's settings.
        docs: The folder; what its files were made of stands in the folder `cache` beside it.
        templates: The archive's own templates, which come before the engine's; there need be none.
        chosen: Which pages are wanted, by their paths.

    Returns:
        The number of pages in the folder, and the paths of all pages of the archive, wanted or not.

    Raises:
        site.EngineError: a template is at fault.
        OSError: the disk refuses.

    """
    folders = templating.folders(templates)
    every = of.written if len(folders) > 1 else {}  # it isn't known what the archive's own templates look up
    beside = (stamp.engine(), stamp.read(map(Path, folders), ()), repr(settings), tuple(sorted(every.items())))
    common = store.key(repr(beside)).hex()
    made = Ledger(ledger.cache(docs) / f"{docs.name}.json", docs)
    with templating.telling(folders):
        env = templating.environment(folders, ledger.cache(docs) / "templates")

    def work(numbers: Iterator[int]) -> dict[str, ledger.Row | None]:
        rows: dict[str, ledger.Row | None] = {}
        with templating.telling(folders):
            sheaves = render.sheaves(of.archive, of.relations, settings, env)
            for plan in chain.from_iterable(sheaf() for sheaf in processes.of_parts(sheaves, numbers, 1)):
                rows[plan.src_uri] = None
                if chosen(plan.src_uri):
                    key = keys.of(common, *plan.facts).hex()
                    if not made.holds(plan.src_uri, key):
                        publish.pages([plan.make()], docs)
                    rows[plan.src_uri] = (key, *ledger.look(docs / plan.src_uri))
        return rows

    planned = processes.merged(work, len(of.archive.briefings))
    rows = {name: row for name, row in planned.items() if row}
    publish.prune(docs, rows, search.FOLDER)
    made.save(rows)
    return len(rows), list(planned)


def write_index(of: Shown, keys: dependencies.Keys, docs: Path) -> None:
    """Write the search index of an archive into the folder of its pages, what has changed of it.

    The file that a browser asks for first is away meanwhile, so that an index of which only a part is written is none.

    Args:
        of: What is shown.
        keys: What gives keys of its entries.
        docs: The folder; what is remembered stands in the folder `cache` beside it.

    Raises:
        OSError: the disk refuses.

    """
    cache, folder = ledger.cache(docs), docs / search.FOLDER
    made = Ledger(cache / f"search-of-{docs.name}.json", folder)
    rows = {}
    for file in search.index(of.archive, Store(cache / f"search-of-{docs.name}"), keys.of):
        if not made.holds(file.name, file.digest.hex()):
            (folder / search.FIRST).unlink(missing_ok=True)
            publish.files([(file.name, file.packed())], folder)
        rows[file.name] = (file.digest.hex(), *ledger.look(folder / file.name))
    publish.prune(folder, rows)
    made.save(rows)


def site_settings(config: Mapping[str, Any]) -> Site:
    """What pages have to know of the engine's settings."""
    extra = config.get("extra") or {}
    url = str(config.get("site_url") or "")
    return Site(
        str(config.get("site_name") or "Briefing Archive"), str(config.get("site_description") or ""),
        url if url.endswith("/") or not url else url + "/", str(extra.get("repository") or ""),
    )  # fmt: skip


def config_file() -> Path:
    """The archive's `mkdocs.yml`, or the one that comes with the engine."""
    own = Path("mkdocs.yml")
    return own.resolve() if own.is_file() else site.CONFIG


def reads() -> tuple[list[Path], list[str]] | None:
    """All files and folders that a build reads beside the content, and what else decides how it comes out.

    That is the day, and what settings take from the environment. None where settings may let it read more.
    """
    base = config_file()
    config, engine = site.settings(base), site.settings(site.CONFIG)
    if config.get("hooks") or config["markdown_extensions"] != engine["markdown_extensions"]:
        return None
    return [base, site.HERE, site.TEMPLATES, *_own_looks(base, config)], [today().isoformat(), repr(config)]


def _own_looks(base: Path, config: Mapping[str, Any]) -> list[Path]:
    """The archive's own templates and theme, where it has any."""
    theme = config.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    return [Path("templates"), *([base.parent / own] if own else [])]


def made_of(written: Mapping[str, bytes], *, drafts: bool) -> list[tuple[str, str]]:
    """Each sort of thing that pages are made of, and its stamp, the same on any machine; the broader ones first.

    Args:
        written: A key of the bytes of each content file, by path.
        drafts: Whether drafts are shown.

    """
    base = config_file()
    config = site.settings(base)
    return [
        ("engine", stamp.read([site.HERE, site.TEMPLATES], [unicodedata.unidata_version], anywhere=True)),
        ("templates", stamp.read(_own_looks(base, config), (), anywhere=True)),
        ("settings", store.key(repr(config), repr(drafts)).hex()),
        ("content", store.key(repr(sorted(written.items()))).hex()),
        ("day", today().isoformat()),
    ]


def generate(of: Shown, build: Path, place: Path, shard: Shard | None = None) -> tuple[Path, int]:
    """Write the generated pages and the search index to their folder, and the engine's settings beside it.

    Args:
        of: What is shown.
        build: The folder.
        place: Where the site will stand.
        shard: Which part of the pages, if not all.

    Returns:
        The settings file, and the number of pages.

    """
    base = config_file()
    docs, config = docs_of(build, shard), site.settings(base)
    in_nav = set(site.leaves(config.get("nav")))

    def chosen(src_uri: str) -> bool:
        return shard is None or src_uri in in_nav or shard.holds(src_uri)

    keys = of.keys()
    number, every = write_pages(of, keys, site_settings(config), docs, chosen=chosen)
    if shard is None or shard.has_index:
        write_index(of, keys, docs)
    if shard is None:
        return site.write_config(base, build, place), number
    return site.write_shard_config(base, docs, place, every), number


def known_site(config: Path, docs: Path, place: Path, spare: Path) -> Callable[[Path], bool]:
    """What makes the site of generated pages without the engine, where all that the engine reads is as it was.

    Args:
        config: The engine's settings.
        docs: The folder of pages.
        place: Where the site that was made before stands.
        spare: Where the one before that stands, if it does.

    """

    def make(new: Path) -> bool:
        settings = site.settings(config)
        nav, theme = set(site.leaves(settings["nav"])), Path(settings["theme"]["custom_dir"])
        return filling.Memory(docs, nav, config, theme, today().isoformat()).site(place, new, spare)

    return make


def docs_of(build: Path, shard: Shard | None) -> Path:
    """The folder of pages: each shard has its own, so that each builds upon what it built before."""
    return build / (f"docs-{shard.name}" if shard else "docs")


def today() -> dt.date:
    """The day, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else dt.datetime.now(dt.UTC).date()
