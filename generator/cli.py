"""The door for people: the command `briefings`."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import json
import os
import re
import signal
import socket
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import get_args

from generator import check, guide, lock, merge, model, offline, pipeline, processes, report, shard, site, stamp
from generator.document import Text
from generator.pipeline import matching, reading, searching, storing, verifying
from generator.problem import Problem, Span
from generator.rules import CATALOGUE
from generator.search import authored, within

BUILD = Path("build")
"""Where generated Markdown and settings go, within the working folder."""
OFFLINE = BUILD / "offline"
"""Where an archive to be read without a server goes, if nothing else is said."""
SHARDS = BUILD / "shards"
"""Where shards go, each in a folder of its own, if nothing else is said."""
FINE, CONTENT, CALL, MACHINE = 0, 1, 2, 3
_CACHE = BUILD / "cache"


def run() -> int:
    """Run the command that the process was started for; as `main`."""
    code = main()
    gc.freeze()  # all ends with the process: looking for garbage first would take a tenth of an edit's time
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; give the exit code: 0 fine, 1 the content is at fault, 2 the call is, 3 the machine is."""
    parser = _parser()
    try:
        args = parser.parse_args(argv)
        if not getattr(args, "run", None):
            parser.print_help()
            return CALL
        return int(args.run(args))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as error:
        print(f"briefings: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return MACHINE
    except site.EngineError as error:
        print(f"briefings: the site could not be built, the old one is as it was\n{error}", file=sys.stderr)
        return MACHINE
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="briefings", description="Check and publish a briefing archive.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], help: str, example: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=help, description=help[:1].upper() + help[1:] + ".", epilog=f"example: {example}"
        )
        made.set_defaults(run=run)
        return made

    def folder(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--content", type=Path, default=Path("content"), metavar="DIR", help="the content folder (content)"
        )

    def content(made: argparse.ArgumentParser) -> None:
        folder(made)
        made.add_argument("--strict", action="store_true", help="warnings are errors")

    check = command(
        "check",
        _check,
        "check the content and tell all that is wrong",
        "briefings check content/briefings/2026/rada.yaml",
    )
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="report only what is wrong in these files or folders"
    )
    check.add_argument(
        "--format", choices=("human", "json", "github", "sarif"), default="human", help="how to report (human)"
    )
    content(check)
    build = command("build", _build, "build the site from the content", "briefings build --site site")
    _say_where(build)
    build.add_argument("--drafts", action="store_true", help="show drafts, too")
    content(build)
    _say_which(command("merge", _merge, "put the shards of an archive together to its site", "briefings merge"))
    serve = command(
        "serve", _serve, "serve the site with its drafts, and rebuild it on every change", "briefings serve --port 8000"
    )
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (8000)")
    folder(serve)
    new = command("new", _new, "write the draft of a new briefing", 'briefings new "Parliament debates the levy"')
    new.add_argument("title", help="its headline")
    new.add_argument("--id", metavar="NAME", help="its address and the name of its file (made of the title)")
    folder(new)
    verify = command("verify", _verify, "tell what is proved of each source", "briefings verify --texts ../full-texts")
    verify.add_argument(
        "--texts", type=Path, metavar="DIR", help="prove against full texts DIR/<briefing>/<source>.txt, too"
    )
    verify.add_argument("--format", choices=("human", "json"), default="human", help="how to report (human)")
    content(verify)
    snapshot = command(
        "snapshot",
        _snapshot,
        "store the text of a source",
        "briefings snapshot --passages report.txt content/briefings/2026/rada.yaml",
    )
    snapshot.add_argument("text", type=Path, metavar="FULLTEXT", help="the whole text, UTF-8")
    snapshot.add_argument("file", type=Path, metavar="FILE", help="the briefing that quotes it")
    snapshot.add_argument("--source", metavar="ID", help="whose text it is, where the briefing has several sources")
    snapshot.add_argument("--passages", action="store_true", help="keep only the sentences that are quoted")
    snapshot.add_argument(
        "--clean",
        action="append",
        default=[],
        choices=get_args(model.Cleaning),
        help="take this out before (may be repeated)",
    )
    content(snapshot)
    search = command(
        "search",
        _search,
        "find words in the content, and tell file and line",
        "briefings search 'ceasefire \"in the war\"' --speaker Lavrov",
    )
    search.add_argument("words", nargs="*", metavar="WORDS", help='all of them are wanted, "a phrase" as it stands')
    for name, told in _CHOICES.items():
        search.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar=name.upper(),
            help=told,
            choices=authored.KINDS if name == "kind" else None,
            type=int if name == "year" else str,
        )
    search.add_argument("--format", choices=("human", "json"), default="human", help="how to report (human)")
    folder(search)
    match = command("match", _match, "prove quotations from JSON Lines", "briefings match --root texts < input.jsonl")
    match.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="the folder of the texts (.)")
    schema = command("schema", _schema, "print the JSON Schema of a kind of file", "briefings schema briefing")
    schema.add_argument("kind", choices=tuple(guide.KINDS), help="which file")
    explain = command("explain", _explain, "tell why a rule exists, and the cure", "briefings explain unknown-source")
    explain.add_argument("code", help="the rule, as a message names it")
    command("rules", _rules, "list all rules", "briefings rules")
    return parser


def _say_where(build: argparse.ArgumentParser) -> None:
    build.add_argument(
        "--site",
        type=Path,
        metavar="DIR",
        help=f"where the site goes (site; with --offline {OFFLINE.as_posix()}; a shard {SHARDS.as_posix()}/K-of-N)",
    )
    kind = build.add_mutually_exclusive_group()
    kind.add_argument(
        "--offline", action="store_true", help="make a folder that is read without a server, as from a USB stick"
    )
    kind.add_argument(
        "--shard", type=_shard, metavar="K/N", help="make only the Kth of N parts, which `merge` puts together"
    )


def _say_which(merge: argparse.ArgumentParser) -> None:
    merge.add_argument(
        "shards", nargs="*", type=Path, metavar="DIR", help=f"the shards (all that are in {SHARDS.as_posix()})"
    )
    merge.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (site)")


def _shard(text: str) -> shard.Shard:
    try:
        return shard.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


_CHOICES = {
    "kind": ", ".join(authored.KINDS),
    "speaker": "whose words a quotation is: a name, an alias or an id; as the others, it may be repeated",
    "actor": "whose quotation or position it is, or whose voice",
    "issue": "what a position is about, or what a quotation is evidence for",
    "topic": "where it is filed",
    "year": "when it was said, held or published",
}
"""What `briefings search` narrows by."""


def _shown(content: Path) -> Callable[[str], str]:
    where = os.path.relpath(content)
    return lambda file: Path(where, file).as_posix()


def _is_there(content: Path) -> bool:
    if not content.is_dir():
        print(f"briefings: there is no folder {content}; make it, or name yours with --content DIR", file=sys.stderr)
    return content.is_dir()


def _load(
    args: argparse.Namespace, *, versions: bool = True, found: reading.Content | None = None
) -> pipeline.Result | None:
    if not _is_there(args.content):
        return None
    cache = _CACHE if BUILD.is_dir() or found else None
    return pipeline.load(args.content, pipeline.today(), cache, versions=versions, found=found)


def _check(args: argparse.Namespace) -> int:
    chosen = [path.resolve() for path in args.paths]
    for path in args.paths:
        if not path.exists():
            print(f"briefings: there is no file or folder {path}", file=sys.stderr)
            return CALL
    result = _load(args)
    if result is None:
        return CALL
    base = args.content.resolve()
    problems = [p for p in result.problems if not chosen or any((base / p.span.file).is_relative_to(c) for c in chosen)]
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = report.render(
        problems, _authored(result), _shown(args.content), args.format, strict=args.strict, colour=colour
    )
    if text:
        print(text)
    if args.format == "human":
        print(report.summary(problems, result.content.files, strict=args.strict))
    failed = any(report.severity(p, strict=args.strict) == "error" for p in problems)
    return CONTENT if failed else FINE


def _authored(result: pipeline.Result) -> Mapping[str, bytes]:
    return result.texts.only(lambda file: not file.startswith("snapshots/"))


def _verify(args: argparse.Namespace) -> int:
    if args.texts and not args.texts.is_dir():
        print(f"briefings: there is no folder {args.texts}", file=sys.stderr)
        return CALL
    result = _load(args, versions=False)
    if result is None:
        return CALL
    rows = verifying.table(result.archive, result.evidences, result.texts, args.texts)
    totals = verifying.totals(rows)
    if args.format == "json":
        listed = [{"briefing": r.briefing, "source": r.source, **r.counts, "full_text": r.full_text} for r in rows]
        print(json.dumps({"version": 1, "sources": listed, "totals": totals}, ensure_ascii=False, indent=2))
    else:
        print(_table(rows, totals))
    failed = sum(totals[s] for s in ("altered", "absent", "ambiguous"))
    return (
        CONTENT
        if failed or any(row.full_text not in ("", "proved", "not found", "no snapshot") for row in rows)
        else FINE
    )


def _table(rows: Sequence[verifying.Row], totals: Mapping[str, int]) -> str:
    heads = ["source", *verifying.STATUSES, *(["against the full text"] if any(row.full_text for row in rows) else [])]
    lines = [[f"{r.briefing}#{r.source}", *(str(r.counts[s]) for s in verifying.STATUSES), r.full_text] for r in rows]
    lines.append(["all", *(str(totals[s]) for s in verifying.STATUSES), ""])
    widths = [max(len(line[n]) for line in [heads, *lines]) for n in range(len(heads))]
    shown = [
        "  ".join(
            cell.ljust(w) if n in (0, 7) else cell.rjust(w)
            for n, (cell, w) in enumerate(zip(line, widths, strict=False))
        )
        for line in [heads, *lines]
    ]
    return "\n".join(line.rstrip() for line in shown)


def _snapshot(args: argparse.Namespace) -> int:
    result = _load(args)
    if result is None:
        return CALL
    briefing = next(
        (b for b in result.archive.briefings.values() if args.file.resolve() == (args.content / b.file).resolve()), None
    )
    if briefing is None:
        why = "`briefings check` tells why" if args.file.is_file() else "there is no such file"
        print(f"briefings: {args.file} is no readable briefing of {args.content}: {why}", file=sys.stderr)
        return CALL
    if not args.text.is_file():
        print(f"briefings: there is no file {args.text}", file=sys.stderr)
        return CALL
    wanted = [s for s in briefing.sources if args.source in (None, s.id)]
    if len(wanted) != 1:
        names = ", ".join(s.id for s in briefing.sources)
        print(f"briefings: name one of its sources with --source: {names}", file=sys.stderr)
        return CALL
    try:
        made = storing.snapshot(
            briefing,
            wanted[0],
            args.text.read_bytes(),
            pipeline.today().isoformat(),
            passages=args.passages,
            cleaned=args.clean,
        )
    except storing.StoringError as error:
        print(f"briefings: {error}", file=sys.stderr)
        return CONTENT
    path = args.content / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made.data)
    taken = "".join(f"; {number} {name.replace('-', ' ')} taken out" for name, number in made.counts.items())
    print(f"wrote {path}{taken}")
    print(
        f"next: under `{wanted[0].id}` in {args.file}, let it say\n    snapshot:\n      "
        + made.record.replace("\n", "\n      ")
    )
    return FINE


@processes.uncollected()
def _search(args: argparse.Namespace) -> int:
    asked = within.terms(" ".join(args.words))
    choices = {name: getattr(args, name) for name in _CHOICES}
    if not asked and not any(choices.values()):
        print("briefings: say what to look for, in words or by --speaker and its like", file=sys.stderr)
        return CALL
    if not _is_there(args.content):
        return CALL
    content = searching.Content(args.content)
    try:
        for name in ("speaker", "actor", "issue", "topic"):
            kind = "actor" if name == "speaker" else name
            choices[name] = [id for called in choices[name] for id in content.named(kind, called)]
    except searching.UnknownNameError as error:
        print(f"briefings: {error}", file=sys.stderr)
        return CALL
    wanted = authored.Wanted(**{name: frozenset(values) for name, values in choices.items()})
    shown, number = _shown(args.content), 0
    if args.format == "json":
        whole = searching.as_json(content, asked, wanted, shown)
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return FINE if whole["found"] else CONTENT
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for number, found in enumerate(content.find(asked, wanted), 1):  # noqa: B007 - the last one is how many
        print(searching.for_people(found, asked, content, shown, colour=colour))
    for line in searching.remarks(content, number, shown):
        print(f"briefings: {line}", file=sys.stderr)
    return FINE if number else CONTENT


def _match(args: argparse.Namespace) -> int:
    try:
        for line in matching.match(sys.stdin, args.root):
            print(json.dumps(line, ensure_ascii=False))
    except matching.InputError as error:
        print(f"briefings: {error}", file=sys.stderr)
        return CALL
    return FINE


@processes.uncollected()
def _build(args: argparse.Namespace) -> int:
    start = time.monotonic()
    docs = pipeline.docs_of(BUILD, args.shard)
    place, mark, kept = _place(args)
    if not _is_free(place, mark, [docs]):
        return CALL
    if not _is_there(args.content):
        return CALL
    before = stamp.load(kept)
    with processes.beside(lambda: stamp.made(place)) as made:
        found = reading.content(args.content, _CACHE)
        read = _stamped(args, found)
        is_same = before is not None and before.read == read != "" and before.made == made()
    if before and is_same:
        print(before.told, end="", file=sys.stderr)
        print(f"{place} is as it should be: nothing has changed since it was built")
        return FINE
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that an end asked for is a tidy one
    with lock.folder(docs, lambda: print("another build is at work here; waiting …", file=sys.stderr)) as held:
        written = _reworded(args, found, docs, place) or _written(args, found, place)
        if written.fault:
            return written.fault
        number = found.briefings
        print(f"{number} briefing{'s' * (number != 1)}, {written.pages} pages; building …", file=sys.stderr)
        spare = BUILD / "spare" if read and not (args.offline or args.shard) else None
        known = pipeline.known_site(written.config, docs, place, spare) if spare else None
        site.build(written.config, place, (held,), written.then, known, spare)
        if read and read == _stamped(args, found):  # else a template was saved meanwhile; content is as it was found
            stamp.save(stamp.Stamp(read, stamp.made(place), written.told), kept)
    entry = f"; open {place / 'index.html'} in a browser, or copy the folder" if args.offline else ""
    print(f"built {place} in {time.monotonic() - start:.1f} s{entry}")
    return FINE


@dataclasses.dataclass(frozen=True, slots=True)
class _Written:
    """The pages of an archive, from which the engine makes its site."""

    told: str = ""
    """What was told of the content."""
    config: Path = Path()
    """The engine's settings."""
    pages: int = 0
    then: Callable[[Path], None] = lambda _: None
    """What is still done to the site that is built."""
    fault: int = FINE
    """What the command ends with, where there are no pages."""


def _reworded(args: argparse.Namespace, found: reading.Content, docs: Path, place: Path) -> _Written | None:
    """The pages, brought up to date where nothing but words has changed; None where anything else has."""
    if args.shard:
        return None
    base = pipeline.config_file()
    settings = pipeline.site_settings(site.settings(base))
    made = pipeline.reword(found, settings, docs, drafts=args.drafts, strict=args.strict)
    if made is None:
        return None
    told = _tell(args, made.problems, found)
    return _Written(told, site.write_config(base, BUILD, place), made.number, _finishing(args, found.texts.digests))


def _written(args: argparse.Namespace, found: reading.Content, place: Path) -> _Written:
    """The pages, of all that the content says."""
    result = _load(args, found=found)
    if result is None:
        return _Written(fault=CALL)
    told = _tell(args, result.problems, found)
    if result.failed(strict=args.strict):
        print(f"nothing was built; {place} is as it was", file=sys.stderr)
        return _Written(fault=CONTENT)
    shown = pipeline.shown(result, drafts=args.drafts)
    del result
    config, pages = pipeline.generate(shown, BUILD, place, args.shard)
    return _Written(told, config, pages, _finishing(args, found.texts.digests))


def _tell(args: argparse.Namespace, problems: Sequence[Problem], found: reading.Content) -> str:
    """Tell what is wrong with the content, and give what was told."""
    told = ""
    if problems:
        told = report.render(problems, found.texts, _shown(args.content), "human", strict=args.strict)
        told += f"\n{report.summary(problems, found.files, strict=args.strict)}\n"
    print(told, end="", file=sys.stderr)
    return told


def _place(args: argparse.Namespace) -> tuple[Path, str, Path]:
    """Where a site goes, the file by which its like are known, and where its stamp is kept."""
    if args.shard:
        name = args.shard.name
        return args.site or SHARDS / name, merge.RECORD, _CACHE / f"built-{name}.json"
    if args.offline:
        return args.site or OFFLINE, offline.MARK, _CACHE / "built.json"
    return args.site or Path("site"), "404.html", _CACHE / "built.json"


def _is_free(place: Path, mark: str, taken: Sequence[Path]) -> bool:
    inside = any(place.resolve().is_relative_to(folder.resolve()) for folder in taken)
    is_free = site.is_replaceable(place, mark) and not inside
    if not is_free:
        print(f"briefings: {place} is there for something else; choose another with --site DIR", file=sys.stderr)
    return is_free


def _finishing(args: argparse.Namespace, digests: Mapping[str, str]) -> Callable[[Path], None]:
    """What is still done to a site that was built, before it takes its place."""
    if args.offline:
        return offline.make
    if args.shard:
        made_of = pipeline.made_of(digests, drafts=args.drafts)
        return partial(merge.seal, shard=args.shard, read=made_of)
    return lambda _: None


def _merge(args: argparse.Namespace) -> int:
    start = time.monotonic()
    folders = args.shards or sorted(path for path in SHARDS.glob("[!.]*") if path.is_dir())
    if not folders:
        print(
            f"briefings: {SHARDS} has no shards; build them, the first of four with `briefings build --shard 1/4`",
            file=sys.stderr,
        )
        return CALL
    if not _is_free(args.site, "404.html", folders):
        return CALL
    try:
        known = merge.records(folders)
        with site.replacing(args.site) as (new, _):
            number = merge.copy(known, new)
    except merge.MergeError as error:
        for line in str(error).splitlines():
            print(f"briefings: {line}", file=sys.stderr)
        print(f"nothing was merged; {args.site} is as it was", file=sys.stderr)
        return CALL
    print(f"merged {len(known)} shards into {args.site}, {number} files, in {time.monotonic() - start:.1f} s")
    return FINE


def _stamped(args: argparse.Namespace, found: reading.Content) -> str:
    """A stamp of all that a build reads; empty where it may read more than is known."""
    if (known := pipeline.reads()) is None:
        return ""
    paths, facts = known
    options = (args.drafts, args.strict, args.offline, args.shard, str(args.content))
    return stamp.read(paths, (*options, found.stamp, *facts))


def _serve(args: argparse.Namespace) -> int:
    if not _is_there(args.content):
        return CALL
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", args.port))
        except (OSError, OverflowError):
            print(f"briefings: port {args.port} can't be had; choose another with --port N", file=sys.stderr)
            return MACHINE
    config = site.write_serve_config(pipeline.config_file(), BUILD.resolve(), args.content, drafts=True)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", f"127.0.0.1:{args.port}"]
    sys.stdout.flush()
    # Become the server, so that what ends this process ends it.
    return os.execv(sys.executable, command)  # noqa: S606 - our own words


def _new(args: argparse.Namespace) -> int:
    if not _is_there(args.content):
        return CALL
    title = " ".join(args.title.split())
    slug = args.id or _slug(title)
    if not slug:
        print('briefings: the title gives no address; add --id with one, as in --id "night-ferries"', file=sys.stderr)
        return CALL
    if problem := check.address(Text(slug, Span(""))):
        print(f"briefings: {problem.message}; {problem.help}, with --id", file=sys.stderr)
        return CALL
    if any(args.content.glob(f"briefings/**/{slug}.yaml")):
        print(f"briefings: a briefing is called {slug} already; name this one with --id", file=sys.stderr)
        return CALL
    path = args.content / "briefings" / str(pipeline.today().year) / f"{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_schema_line(path.parent) + _draft(title))
    print(f"wrote {path}. Its name becomes the briefing's address: if it doesn't fit, rename it now")
    print(f"next: store the text of your source with `briefings snapshot TEXTFILE {path}`,")
    print(f"      fill in the blanks that `briefings check {path}` lists,")
    print("      look at the page with `briefings serve`, and set `status: published` and the day")
    return FINE


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if len(slug) <= _LONG else slug[: _LONG + 1].rpartition("-")[0] or slug[:_LONG]


_LONG = 60
"""Most characters of an address that is made of a title."""


def _draft(title: str) -> str:
    blank = (site.TEMPLATES / "draft.yaml").read_text("utf-8")
    return blank.replace("\ntitle:\n", f"\ntitle: {json.dumps(title, ensure_ascii=False)}\n", 1)


def _schema_line(folder: Path) -> str:
    schema = Path("docs/schema/briefing.json")
    if not schema.is_file():
        return ""
    return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, folder)).as_posix()}\n"


def _schema(args: argparse.Namespace) -> int:
    print(guide.schema_text(args.kind), end="")
    return FINE


def _explain(args: argparse.Namespace) -> int:
    rule = CATALOGUE.get(args.code)
    if rule is None:
        near = report.nearest(args.code)
        print(
            f"briefings: no rule is called {args.code}"
            + (f"; did you mean {near}?" if near else "; `briefings rules` lists them"),
            file=sys.stderr,
        )
        return CALL
    print(f"{rule.code} ({rule.severity}): {rule.title}\n\nWhy: {rule.why}\nExample: {rule.example}\nCure: {rule.cure}")
    return FINE


def _rules(_: argparse.Namespace) -> int:
    width = max(map(len, CATALOGUE))
    for rule in CATALOGUE.values():
        print(f"{rule.code:{width}}  {rule.severity:7}  {rule.title}")
    return FINE


if __name__ == "__main__":
    sys.exit(run())
