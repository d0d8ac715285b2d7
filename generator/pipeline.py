"""The pipeline: calls the verbs once, in the order of the way of the data."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import typing
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from generator import check, link, model, publish, read, render, report, site, verify
from generator.archive import Archive
from generator.document import Text
from generator.evidence import Evidence
from generator.model import Briefing, HandPage, Page, SnapshotRecord, Source
from generator.problem import Fix, Problem, Span
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
    complete: list[str] = []
    for file, data in texts.items():
        if file.startswith("snapshots/"):
            continue
        if file.endswith(".md"):
            text, found = read.plain(data, file)
            problems += found
            if text is not None:
                page, found = check.page(text, file)
                pages.append(page)
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
            complete += [name] if check.complete(document) else []
            problems += found
    linked, found = link.archive(
        briefings, entries["actors"], entries["issues"], entries["topics"], entries["publishers"], pages,
        _Unread(texts, problems, complete),
    )  # fmt: skip
    problems += found
    evidences, found = _prove(linked, texts)
    problems += found
    return Result(link.with_evidence(linked, evidences), _one_per_cause(problems), texts)


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


def _prove(linked: Archive, texts: Mapping[str, bytes]) -> tuple[dict[tuple[str, str], Evidence], list[Problem]]:
    evidences: dict[tuple[str, str], Evidence] = {}
    problems: list[Problem] = []
    strays = _strays(linked, texts)
    for briefing in linked.briefings.values():
        prepared: dict[str, verify.Prepared | None] = {}
        for source in briefing.sources:
            name = f"snapshots/{briefing.id}/{source.id}.txt"
            data = texts.get(name) if source.snapshot else None
            if source.snapshot and data is None and "id" not in source.faulty:
                problems.append(_missing_snapshot(source, name, strays.pop(briefing.id, [])))
            text, found = _snapshot(source, name, data)
            problems += found
            prepared[source.id] = verify.prepare(text) if text is not None else None
        for quote in briefing.key_quotes:
            snapshot = prepared.get(quote.source)
            proved = verify.quotation(quote.text, snapshot, quote.prefix or "", quote.suffix or "")
            evidences[briefing.id, quote.id] = proved
            if not quote.faulty & {"text", "source", "prefix", "suffix"}:
                problems += _fault(proved, quote.text, f"`{quote.id}`", briefing.source(quote.source), snapshot)
        for number, position in enumerate(briefing.positions):
            for piece, item in enumerate(position.evidence):
                if item.exact and item.source:
                    snapshot = prepared.get(item.source)
                    proved = verify.quotation(item.exact, snapshot)
                    evidences[briefing.id, f"{number}.{piece}"] = proved
                    problems += _fault(proved, item.exact, "the evidence", briefing.source(item.source), snapshot)
    for slug, names in strays.items():
        owner = linked.briefings.get(slug)
        if owner and ("sources" in owner.faulty or any("id" in source.faulty for source in owner.sources)):
            continue
        help = "its path is snapshots/<briefing>/<source>.txt"
        problems += (Problem("stray-snapshot", Span(name), "no source has this snapshot", help) for name in names)
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
        "missing-snapshot", source.snapshot.span.start, f"the snapshot of `{source.id}` is missing", help
    )  # fmt: skip


def _snapshot(source: Source, name: str, data: bytes | None) -> tuple[str | None, list[Problem]]:
    record = source.snapshot
    if record is None or data is None:
        return None, []
    found = []
    digest = hashlib.sha256(data).hexdigest()
    field, stated = ("sha256", record.sha256) if record.scope == "full" else ("stored_sha256", record.stored_sha256)
    if record.faulty & {"scope", field}:
        pass
    elif stated is None:
        insert, before, after = _room(record)
        found.append(
            Problem(
                "missing-hash",
                insert,
                f"the snapshot of `{source.id}` has no `{field}`",
                f"add `{field}: {digest}`",
                Fix(insert, f"{before}{field}: {digest}{after}"),
            )
        )
    elif stated != digest:
        found.append(
            Problem(
                "changed-snapshot",
                stated.span,
                f"the snapshot of `{source.id}` isn't what was captured",
                f"its bytes have the hash {digest}: restore {name}",
            )
        )
    if record.scope == "passages" and record.sha256 is None and not record.faulty & {"scope", "sha256"}:
        found.append(
            Problem(
                "missing-hash",
                record.span.start,
                f"the snapshot of `{source.id}` has no `sha256` of the full text",
                "add the hash of the full text",
            )
        )
    try:
        return data.decode("utf-8"), found
    except UnicodeDecodeError:
        return None, [*found, Problem("not-utf8", Span(name), "this snapshot is not UTF-8", "capture it as UTF-8")]


def _room(record: SnapshotRecord) -> tuple[Span, str, str]:
    """Where a field can be added to a snapshot's record, and what has to stand before and after it."""
    fields = (record.captured.text, record.sha256, record.scope, record.stored_sha256)
    last = max(
        (text.span for text in fields if isinstance(text, Text)), key=lambda span: (span.end_line, span.end_column)
    )
    line, column, end = record.span.line, record.span.column, (last.end_line, last.end_column)
    if (record.span.end_line, record.span.end_column) == end:
        return Span(last.file, line, column, line, column), "", "\n" + " " * (column - 1)
    return Span(last.file, *end, *end), ", ", ""


def _fault(
    proved: Evidence, words: Text, what: str, source: Source | None, snapshot: verify.Prepared | None
) -> list[Problem]:
    if (
        source
        and source.snapshot
        and snapshot
        and verify.too_small(words, snapshot, whole=source.snapshot.scope == "full")
    ):
        message = f"the snapshot of `{source.id}` is no more than {what} itself"
        return [Problem("snapshot-too-small", words.span, message, "store the whole text")]
    if proved.status in ("verbatim", "elided") or source is None:
        return []
    if proved.status == "unchecked":
        if source.snapshot is not None or "snapshot" in source.faulty:
            return []
        return [
            Problem(
                "unchecked-quotation",
                words.span,
                f"{what} can't be proved: `{source.id}` has no snapshot",
                "store one",
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
    return [Problem(f"quotation-{proved.status}", words.span, f"{what} {told}: {proved.why}", help)]


def _one_per_cause(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sorted, without those that rest on a value which is told to be wrong itself."""
    wrong = {problem.span for problem in problems if problem.code == "date-in-future"}
    wrong |= {span for problem in problems if problem.code == "stale-correction" for span in problem.rests_on}
    kept = {p for p in problems if not (p.code == "order-of-dates" and wrong.intersection(p.rests_on))}
    return tuple(sorted(kept, key=lambda problem: problem.order))


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


def today() -> dt.date:
    """The day, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch else dt.datetime.now(dt.UTC).date()
