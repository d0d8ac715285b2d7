"""The pipeline: calls the verbs once, in the order of the way of the data."""

from __future__ import annotations

import datetime as dt
import os
import typing
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator import (
    check,
    filling,
    link,
    processes,
    read,
    relate,
    render,
    report,
    site,
    stamp,
    store,
)
from generator.archive import Archive
from generator.evidence import Evidence
from generator.model import Briefing, HandPage, Page
from generator.pipeline import across, reading, rewording, templating
from generator.pipeline.cache import Cache
from generator.pipeline.known import Known
from generator.pipeline.proving import Key, prove
from generator.pipeline.reading import REGISTRIES, Content
from generator.pipeline.writing import Pages, Shown, Templates, write_index, write_pages
from generator.problem import Problem
from generator.relate import Utterance
from generator.shard import Shard
from generator.store import Store
from generator.views import Site, kept

__all__ = [
    "Content", "Pages", "Result", "Shown", "Templates", "config_file", "docs_of", "generate", "known_site", "load",
    "made_of", "make_pages", "reads", "reword", "shown", "site_settings", "today", "write", "write_index",
    "write_pages",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a content folder."""

    archive: Archive
    """Linked and proved; to be published only where no problem is an error."""
    problems: tuple[Problem, ...]
    """All of them, sorted by place."""
    content: Content
    """The folder, as it was read."""
    evidences: Mapping[Key, Evidence]
    """What was proved, by briefing and place."""
    said: Mapping[str, across.Said]
    """Keys of what each briefing says, by its file."""
    cache: Path | None
    """A folder that remembers what was found."""
    utterances: tuple[Utterance, ...] | None = None
    """What several quotations report, where that was looked for."""

    @property
    def texts(self) -> read.Texts:
        """The files read, by path within the content folder."""
        return self.content.texts

    def failed(self, *, strict: bool = False) -> bool:
        """Whether the content is at fault."""
        return any(report.severity(problem, strict=strict) == "error" for problem in self.problems)


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
    return Result(proved, _one_per_cause(problems), found, evidences, said, cache, utterances)


class _Unread:
    """What may exist in files that are too damaged to tell."""

    def __init__(self, texts: Mapping[str, bytes], problems: Iterable[Problem], complete: Collection[str]) -> None:
        files = {*texts, *(problem.span.file for problem in problems)}
        kinds = {name for name in REGISTRIES if f"{name}.yaml" in files} - set(complete)
        self.kinds = {name.removesuffix("s") for name in kinds}
        self.briefings = {kept.id_of(name) for name in files if name.startswith("briefings/")}

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


def shown(result: Result, *, drafts: bool = False) -> Shown:
    """What is shown of a content folder.

    Args:
        result: What became of it.
        drafts: Whether drafts are shown.

    """
    archive = result.archive if drafts else link.without_drafts(result.archive)
    known = result.utterances if len(archive.quotations) == len(result.archive.quotations) else None
    related = across.kinships(archive, result.said, result.cache)
    return Shown(archive, relate.relations(archive, known, related), result.content, result.problems, drafts)


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


def made_of(digests: Mapping[str, str], *, drafts: bool) -> list[tuple[str, str]]:
    """Each sort of thing that pages are made of, and its stamp, the same on any machine; the broader ones first.

    Args:
        digests: Of the bytes of each content file, by path.
        drafts: Whether drafts are shown.

    """
    base = config_file()
    config = site.settings(base)
    return [
        ("engine", stamp.read([site.HERE, site.TEMPLATES], [unicodedata.unidata_version], anywhere=True)),
        ("templates", stamp.read(_own_looks(base, config), (), anywhere=True)),
        ("settings", store.key(repr(config), repr(drafts)).hex()),
        ("content", store.key(repr(sorted(digests.items()))).hex()),
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
        return src_uri in in_nav or (shard is not None and shard.holds(src_uri))

    pages = write(
        of, site_settings(config), docs, chosen=chosen if shard else None, has_index=shard is None or shard.has_index
    )
    if shard is None:
        return site.write_config(base, build, place), pages.number
    return site.write_shard_config(base, docs, place, pages.every), pages.number


def write(
    of: Shown,
    settings: Site,
    docs: Path,
    *,
    templates: Path = Path("templates"),
    chosen: Callable[[str], bool] | None = None,
    has_index: bool = True,
    indexed: Callable[[], None] = lambda: None,
) -> Pages:
    """Write the search index and the pages of an archive into a folder, and remember what they were made of.

    Args:
        of: What is shown.
        settings: What pages have to know of the engine's settings.
        docs: The folder.
        templates: The archive's own templates; there need be none.
        chosen: Which pages are wanted, by their paths, if not all.
        has_index: Whether the search index is wanted.
        indexed: Called once the search index is written.

    Raises:
        site.EngineError: a template is at fault.
        OSError: the disk refuses.

    """
    keys, known = of.keys(), Known(docs)
    known.forget()
    outline = write_index(of.archive, keys, docs) if has_index else None
    indexed()
    sheaves = (known.state.sheaves if known.state else {}) if outline and not chosen else None
    pages = write_pages(of, keys, settings, docs, templates=templates, chosen=chosen, known=sheaves)
    if outline and sheaves is not None:
        known.save(of, pages, outline, _beside(pages.templates, drafts=of.drafts))
    return pages


def reword(
    content: Content,
    settings: Site,
    docs: Path,
    *,
    drafts: bool,
    strict: bool,
    templates: Path = Path("templates"),
) -> rewording.Reworded | None:
    """Bring the pages and the index that `write` wrote up to date, where content is new in words that decide nothing.

    Args:
        content: The content folder, as it is now.
        settings: What pages have to know of the engine's settings.
        docs: The folder.
        drafts: Whether drafts are shown.
        strict: Whether warnings are errors.
        templates: The archive's own templates; there need be none.

    Returns:
        What became of it; None where anything else is new, or the content is at fault: then nothing was touched.

    Raises:
        site.EngineError: a template is at fault.
        OSError: the disk refuses.

    """
    beside = partial(_beside, drafts=drafts)
    return rewording.reword(content, docs, settings, beside, templates, drafts=drafts, strict=strict)


def _beside(templates: str, *, drafts: bool) -> str:
    """A stamp of all that pages and problems are made of beside the content, given that of templates and settings."""
    return store.key(templates, repr(drafts), today().isoformat()).hex()


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
