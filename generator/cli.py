"""The door for people: the command `briefings`."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from generator import guide, pipeline, report, site
from generator.rules import CATALOGUE

FINE, CONTENT, CALL, MACHINE = 0, 1, 2, 3


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
        made = commands.add_parser(name, help=help, description=help.capitalize() + ".", epilog=f"example: {example}")
        made.set_defaults(run=run)
        return made

    def content(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--content", type=Path, default=Path("content"), metavar="DIR", help="the content folder (content)"
        )
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
    build.add_argument("--site", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (site)")
    build.add_argument("--drafts", action="store_true", help="show drafts, too")
    content(build)
    serve = command("serve", _serve, "serve the site and rebuild it on every change", "briefings serve --port 8000")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (8000)")
    new = command("new", _new, "write the draft of a new briefing", 'briefings new "Parliament debates the levy"')
    new.add_argument("title", help="its headline")
    new.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="the content folder (content)"
    )
    schema = command("schema", _schema, "print the JSON Schema of a kind of file", "briefings schema briefing")
    schema.add_argument("kind", choices=tuple(guide.KINDS), help="which file")
    explain = command("explain", _explain, "tell why a rule exists, and the cure", "briefings explain unknown-source")
    explain.add_argument("code", help="the rule, as a message names it")
    command("rules", _rules, "list all rules", "briefings rules")
    return parser


def _shown(content: Path) -> Callable[[str], str]:
    where = os.path.relpath(content)
    return lambda file: Path(where, file).as_posix()


def _load(args: argparse.Namespace) -> pipeline.Result | None:
    if not args.content.is_dir():
        print(f"briefings: there is no folder {args.content}; name yours with --content DIR", file=sys.stderr)
        return None
    return pipeline.load(args.content, pipeline.today())


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
        print(report.summary(problems, result.files, strict=args.strict))
    failed = any(report.severity(p, strict=args.strict) == "error" for p in problems)
    return CONTENT if failed else FINE


def _authored(result: pipeline.Result) -> dict[str, bytes]:
    return {file: data for file, data in result.texts.items() if not file.startswith("snapshots/")}


def _build(args: argparse.Namespace) -> int:
    start = time.monotonic()
    result = _load(args)
    if result is None:
        return CALL
    if result.problems:
        print(
            report.render(result.problems, result.texts, _shown(args.content), "human", strict=args.strict),
            file=sys.stderr,
        )
        print(report.summary(result.problems, result.files, strict=args.strict), file=sys.stderr)
    if result.failed(strict=args.strict):
        print(f"nothing was built; {args.site} is as it was", file=sys.stderr)
        return CONTENT
    config, pages = pipeline.generate(result.archive, Path("build"), drafts=args.drafts)
    print(f"{len(result.archive.briefings)} briefings, {pages} pages; building …", file=sys.stderr)
    site.build(config, args.site)
    print(f"built {args.site} in {time.monotonic() - start:.1f} s")
    return FINE


def _serve(args: argparse.Namespace) -> int:
    config = pipeline.config_file()
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", f"127.0.0.1:{args.port}"]
    return subprocess.call(command, env=env)  # noqa: S603 - our own words


def _new(args: argparse.Namespace) -> int:
    plain = unicodedata.normalize("NFKD", args.title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not slug or slug.isdigit():
        print("briefings: the title gives no address; use a few words in Latin letters", file=sys.stderr)
        return CALL
    day = pipeline.today()
    path = args.content / "briefings" / str(day.year) / f"{slug}.yaml"
    if any(args.content.glob(f"briefings/**/{slug}.yaml")):
        print(f"briefings: a briefing is called {slug} already", file=sys.stderr)
        return CALL
    title = args.title.replace("\\", "\\\\").replace('"', '\\"')
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(_DRAFT.format(title=title))
    print(f"wrote {path}")
    print(f"next: fill in the blanks; `briefings check {path}` lists them; then set `status: published` and the day")
    return FINE


_DRAFT = """\
title: "{title}"
status: draft
language: en
topics: []
summary:
  - text:
    cites: [report]
key_quotes: []
positions: []
sources:
  - id: report
    type: article-newspaper
    tier: secondary
    title:
caveats: []
"""


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
    sys.exit(main())
