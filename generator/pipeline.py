"""The pipeline: calls the verbs once, in the order of the way of the data."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import typing
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from generator import check, link, markdown, model, publish, read, render, report, rules, site, verify
from generator.archive import Archive
from generator.document import Text
from generator.evidence import Evidence
from generator.model import Briefing, HandPage, Page, Source
from generator.problem import Fix, Problem, Span
from generator.reference import suggest
from generator.views import Site

REGISTRIES: dict[str, type] = {
    "actors": model.Actor, "issues": model.Issue, "topics": model.Topic, "publishers": model.Publisher,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a content folder."""

    archive: Archive
    """Linked and proved; to be published only where no problem is an error."""
    problems: tuple[Problem, ...]
    """All of them, sorted by place."""
    texts: Mapping[str, bytes]
    """The files read, by path within the content folder."""

    def failed(self, *, strict: bool = False) -> bool:
        """Whether the content is at fault."""
        return any(report.severity(problem, strict=strict) == "error" for problem in self.problems)

    @property
    def files(self) -> int:
        """Number of files that authors write."""
        return sum(not name.startswith("snapshots/") for name in self.texts)


def load(content: Path, today: dt.date) -> Result:
    """Read, check, link and verify a content folder.

    Raises:
        OSError: the folder can't be read.

    """
    texts, problems = read.folder(content)
    briefings: list[Briefing] = []
    entries: dict[str, dict[str, Any]] = {name: {} for name in REGISTRIES}
    pages: list[HandPage] = []
    for file, data in texts.items():
        if file.startswith("snapshots/"):
            continue
        if file.endswith(".md"):
            page, found = _hand_page(file, data)
            pages += [page] if page else []
            problems += found
            continue
        document, found = read.document(data, file)
        problems += found
        if document is None:
            continue
        if file.startswith("briefings/"):
            briefing, found = check.briefing(document)
            problems += found
            if briefing:
                problems += check.future_dates(briefing, today)
                briefings.append(briefing)
        else:
            name = file.removesuffix(".yaml")
            entries[name], found = check.registry(document, REGISTRIES[name])
            problems += found
    linked, found = link.archive(
        briefings, entries["actors"], entries["issues"], entries["topics"], entries["publishers"], pages,
        _Unread(texts, problems),
    )  # fmt: skip
    problems += found + _analysis(linked)
    evidences, found = _prove(linked, texts)
    problems += found
    return Result(link.with_evidence(linked, evidences), _one_per_cause(problems), texts)


class _Unread:
    """What may exist in files that are too damaged to tell."""

    def __init__(self, texts: Mapping[str, bytes], problems: Iterable[Problem]) -> None:
        whole = {p.span.file for p in problems if p.code in rules.UNREAD}
        self.kinds = {name.removesuffix("s") for name in REGISTRIES if f"{name}.yaml" in whole}
        self.briefings = {
            name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in texts if name.startswith("briefings/")
        }

    def __contains__(self, item: object) -> bool:
        """Whether a kind and an id may stand there."""
        kind, id = typing.cast(tuple[str, str], item)
        return id in self.briefings if kind == "briefing" else kind in self.kinds


def _hand_page(file: str, data: bytes) -> tuple[HandPage | None, list[Problem]]:
    try:
        body = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [Problem("not-utf8", Span(file), "this file is not UTF-8", "save it as UTF-8")]
    name = file.removeprefix("pages/").removesuffix(".md")
    title = next((line[2:].strip() for line in body.splitlines() if line.startswith("# ")), name.capitalize())
    taken = {
        "index",
        "briefings",
        "actors",
        "issues",
        "topics",
        "quotes",
        "sources",
        "publishers",
        "timeline",
        "changes",
        "search",
        "404",
    }
    problems = []
    if name in taken or not check.ID.fullmatch(name):
        problems.append(Problem("reserved-id", Span(file), f"“{name}” cannot be the name of a page", "choose another"))
    rest = "\n".join(line for line in body.splitlines() if line.strip() != f"# {title}")
    return HandPage(id=name, title=title, body=rest, file=file), problems


def _analysis(linked: Archive) -> list[Problem]:
    problems = []
    for briefing in linked.briefings.values():
        if not briefing.analysis:
            continue
        for _, target in markdown.links(briefing.analysis):
            slug = target.rsplit("/", 1)[-1].removesuffix(".yaml")
            if target.endswith(".yaml") and "://" not in target and slug not in linked.briefings:
                near = suggest(slug, linked.briefings)
                help = f"did you mean `{near}.yaml`?" if near else "write the name of a briefing's file"
                problems.append(
                    Problem(
                        "unknown-briefing",
                        briefing.analysis.span,
                        f"the analysis links to “{target}”, which is no briefing",
                        help,
                    )
                )
    return problems


def _prove(linked: Archive, texts: Mapping[str, bytes]) -> tuple[dict[tuple[str, str], Evidence], list[Problem]]:
    evidences: dict[tuple[str, str], Evidence] = {}
    problems: list[Problem] = []
    strays = _strays(linked, texts)
    for briefing in linked.briefings.values():
        prepared: dict[str, verify.Prepared | None] = {}
        for source in briefing.sources:
            name = f"snapshots/{briefing.id}/{source.id}.txt"
            data = texts.get(name) if source.snapshot else None
            if source.snapshot and data is None:
                problems.append(_missing_snapshot(source, name, strays.pop(briefing.id, [])))
            text, found = _snapshot(source, name, data)
            problems += found
            prepared[source.id] = verify.prepare(text) if text is not None else None
        for quote in briefing.key_quotes:
            snapshot = prepared.get(quote.source)
            proved = verify.quotation(quote.text, snapshot, quote.prefix or "", quote.suffix or "")
            evidences[briefing.id, quote.id] = proved
            problems += _fault(proved, quote.text, f"`{quote.id}`", briefing.source(quote.source), quote.span, snapshot)
        for number, position in enumerate(briefing.positions):
            for piece, item in enumerate(position.evidence):
                if item.exact and item.source:
                    snapshot = prepared.get(item.source)
                    proved = verify.quotation(item.exact, snapshot)
                    evidences[briefing.id, f"{number}.{piece}"] = proved
                    problems += _fault(
                        proved, item.exact, "the evidence", briefing.source(item.source), item.span, snapshot
                    )
    for slug, names in strays.items():
        briefing_ = linked.briefings.get(slug)
        rests = tuple(briefing_.sections[f] for f in ("sources",) if f in briefing_.sections) if briefing_ else ()
        problems += (
            Problem(
                "stray-snapshot", Span(name), "no source has this snapshot",
                "its path is snapshots/<briefing>/<source>.txt", rests_on=rests,
            )
            for name in names
        )  # fmt: skip
    return evidences, problems


def _strays(linked: Archive, texts: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Snapshots that no source has, by the briefing that they are stored for; those of unread briefings aside."""
    known = {f"snapshots/{b.id}/{source.id}.txt" for b in linked.briefings.values() for source in b.sources}
    stems = {name.rsplit("/", 1)[-1].removesuffix(".yaml") for name in texts if name.startswith("briefings/")}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in texts:
        if name.startswith("snapshots/") and name not in known:
            slug = name.split("/")[1]
            if slug in linked.briefings or slug not in stems:
                found[slug].append(name)
    return found


def _missing_snapshot(source: Source, name: str, strays: list[str]) -> Problem:
    assert source.snapshot is not None
    help = f"rename {strays[0]} to {name}" if len(strays) == 1 else f"store its text in {name}"
    return Problem(
        "missing-snapshot", source.snapshot.span.start, f"the snapshot of `{source.id}` is missing", help,
        rests_on=(source.id.span,),
    )  # fmt: skip


def _snapshot(source: Source, name: str, data: bytes | None) -> tuple[str | None, list[Problem]]:
    record = source.snapshot
    if record is None or data is None:
        return None, []
    found = []
    digest = hashlib.sha256(data).hexdigest()
    field, stated = ("sha256", record.sha256) if record.scope == "full" else ("stored_sha256", record.stored_sha256)
    if stated is None:
        line = record.span
        insert = Span(line.file, line.line, line.column, line.line, line.column)
        flow = ", " if line.end_line == line.line else "\n" + " " * (line.column - 1)
        found.append(
            Problem(
                "missing-hash",
                insert,
                f"the snapshot of `{source.id}` has no `{field}`",
                f"add `{field}: {digest}`",
                Fix(insert, f"{field}: {digest}{flow}"),
                rests_on=(record.span,),
            )
        )
    elif stated != digest:
        found.append(
            Problem(
                "changed-snapshot",
                stated.span,
                f"the snapshot of `{source.id}` isn't what was captured",
                f"its bytes have the hash {digest}: restore {name}",
                rests_on=(record.span,),
            )
        )
    if record.scope == "passages" and record.sha256 is None:
        found.append(
            Problem(
                "missing-hash",
                record.span.start,
                f"the snapshot of `{source.id}` has no `sha256` of the full text",
                "add the hash of the full text",
                rests_on=(record.span,),
            )
        )
    try:
        return data.decode("utf-8"), found
    except UnicodeDecodeError:
        return None, [*found, Problem("not-utf8", Span(name), "this snapshot is not UTF-8", "capture it as UTF-8")]


def _fault(
    proved: Evidence, words: Text, what: str, source: Source | None, ground: Span, snapshot: verify.Prepared | None
) -> list[Problem]:
    if (
        source
        and source.snapshot
        and snapshot
        and verify.too_small(words, snapshot, whole=source.snapshot.scope == "full")
    ):
        message = f"the snapshot of `{source.id}` is no more than {what} itself"
        return [Problem("snapshot-too-small", words.span, message, "store the whole text", rests_on=(ground,))]
    if proved.status in ("verbatim", "elided") or source is None:
        return []
    if proved.status == "unchecked":
        if source.snapshot is not None:
            return []
        return [
            Problem(
                "unchecked-quotation",
                words.span,
                f"{what} can't be proved: `{source.id}` has no snapshot",
                "store one",
                rests_on=(source.span,),
            )
        ]
    near = f"the nearest passage is “{proved.sentence[:300]}”" if proved.sentence else ""
    cure = {
        "altered": "copy the words from the snapshot",
        "absent": "copy the words from the snapshot, or name the right source",
        "ambiguous": "add `prefix` or `suffix`: the words just before or after",
    }[proved.status]
    told = {"altered": "is altered", "absent": "doesn't stand in its source", "ambiguous": "isn't one passage"}[
        proved.status
    ]
    help = f"{near}; {cure}" if near and proved.status == "altered" else cure
    return [Problem(f"quotation-{proved.status}", words.span, f"{what} {told}: {proved.why}", help, rests_on=(ground,))]


def _one_per_cause(problems: list[Problem]) -> tuple[Problem, ...]:
    """Without those whose grounds are damaged: the damage is told, and cured first."""
    damage: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in rules.DAMAGE:
            damage[problem.span.file].append(problem)
    problems = [
        p for p in problems
        if not any(
            d is not p and d.span in ground and (ground is not p.span or _read_before(d, p))
            for ground in (*p.rests_on, p.span)
            for d in damage[ground.file]
        )
    ]  # fmt: skip
    future = {p.span.file for p in problems if p.code == "date-in-future"}
    kept = {p for p in problems if not (p.code == "order-of-dates" and p.span.file in future)}
    return tuple(sorted(kept, key=lambda problem: problem.order))


def _read_before(first: Problem, then: Problem) -> bool:
    return first.code in rules.READING and then.code not in rules.READING


def make_pages(archive: Archive, settings: Site, *, drafts: bool = False) -> list[Page]:
    """Render all pages of the archive."""
    own = Path("templates")
    folders = [str(own), str(site.TEMPLATES)] if (own / "pages").is_dir() else [str(site.TEMPLATES)]
    env = render.environment(jinja2.FileSystemLoader(folders))
    return list(render.pages(archive if drafts else link.without_drafts(archive), settings, env))


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


def generate(archive: Archive, build: Path, *, drafts: bool = False) -> tuple[Path, int]:
    """Write the generated pages to `build/docs`, and the engine's settings beside them.

    Returns:
        The settings file, and the number of pages.

    """
    base = config_file()
    number = publish.pages(make_pages(archive, site_settings(site.settings(base)), drafts=drafts), build / "docs")
    return site.write_config(base, build), number


def serving(content: Path, build: Path) -> Path:
    """Write the settings with which MkDocs serves a content folder.

    Returns:
        The settings file.

    """
    return site.write_config(config_file(), build, content)


def today() -> dt.date:
    """The day, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else dt.datetime.now(dt.UTC).date()
