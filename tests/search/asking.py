"""Asks search engines the questions of `queries.yaml` in a browser, and says how good their answers are.

Two engines can be asked: ours, through its interface, on the built demo site; and Material's, in its own worker, on a site
that stock MkDocs makes of the very same generated pages. Tests and `benchmarks/search.py` use it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks import contest

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERIES = Path(__file__).parent / "queries.yaml"
DEPTH = 10
"""Places that a reader looks at: what comes later is not found."""
LANGUAGES = ("en", "de", "fr", "es", "ru", "ar", "zh")
"""What the demo archive quotes in."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the answers that a librarian expects; `queries.yaml` says more of each field."""

    words: str
    kind: str
    set: str
    """`open` or `held out`."""
    answers: tuple[str, ...]
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    typed: str = ""
    """What is typed instead where a search has no filters."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of results: addresses below the site's root."""

    page: str
    things: tuple[str, ...] = ()
    """What of the page is shown with it, best first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine shows for a question."""

    entries: tuple[Entry, ...]
    suggested: tuple[Entry, ...] = ()
    """The entries of the question that it suggests instead."""


Rank = Callable[[Query, Answer], int]
"""The place of the first right answer, from 1; 0 where there is none among the first `DEPTH`."""


def queries() -> list[Query]:
    """All questions, in the file's order."""
    return [Query(**{**raw, "answers": tuple(raw["answers"])}) for raw in yaml.safe_load(QUERIES.read_text("utf-8"))]


def by_page(query: Query, answer: Answer) -> int:
    """Where the first page stands that has the right answer on it: for an engine that finds pages."""
    pages = {address.partition("#")[0] for address in query.answers}
    return _first(entry.page in pages for entry in answer.entries)


def by_entry(query: Query, answer: Answer) -> int:
    """Where the first entry stands that is the right page, or shows the right thing.

    A suggestion stands above all results: where these have no right answer, it counts as what it leads to.
    """
    return _first(map(_right(query), answer.entries)) or _first(map(_right(query), answer.suggested))


def by_line(query: Query, answer: Answer) -> int:
    """The stricter place: each thing takes one, and so does a suggestion; an entry stands where its first thing does."""
    right = set(query.answers)
    found = _first(not line.isdisjoint(right) for line in _lines(answer.entries))
    return found or _first([False, *(not line.isdisjoint(right) for line in _lines(answer.suggested))])


def _right(query: Query) -> Callable[[Entry], bool]:
    return lambda entry: not {entry.page, *entry.things}.isdisjoint(query.answers)


def _lines(entries: Iterable[Entry]) -> Iterator[set[str]]:
    """What a reader comes by, line by line."""
    for entry in entries:
        first, *others = entry.things or ("",)
        yield {entry.page, first}
        yield from ({thing} for thing in others)


def _first(right: Iterable[bool]) -> int:
    return next((place for place, is_right in enumerate(right, 1) if is_right and place <= DEPTH), 0)


@dataclass(frozen=True, slots=True)
class Figures:
    """How good an engine's answers are."""

    number: int
    first: float
    """Share of the questions whose first result is right (success at 1)."""
    fifth: float
    """Share of those with a right one among the first five (success at 5)."""
    reciprocal: float
    """Mean reciprocal rank, 0 for what is not found."""


def figures(ranks: Sequence[int]) -> Figures:
    """Sum places up."""
    return Figures(
        len(ranks),
        mean(rank == 1 for rank in ranks),
        mean(0 < rank <= 5 for rank in ranks),
        mean(1 / rank if rank else 0 for rank in ranks),
    )


def tables(asked: Sequence[Query], ranks: Mapping[str, Sequence[int]]) -> str:
    """The figures of several engines side by side: all, each set, each kind; success at 1, at 5, reciprocal rank."""
    rows: dict[str, list[int]] = {"all": list(range(len(asked)))}
    for number, query in enumerate(asked):
        rows.setdefault(query.set, []).append(number)
    for number, query in enumerate(asked):
        rows.setdefault(query.kind, []).append(number)
    made = ["| | n | " + " | ".join(ranks) + " |", "|---|---:|" + "---:|" * len(ranks)]
    for name, numbers in rows.items():
        each = (figures([places[number] for number in numbers]) for places in ranks.values())
        cells = (f"{f.first:.2f} / {f.fifth:.2f} / {f.reciprocal:.2f}" for f in each)
        made.append(f"| {name} | {len(numbers)} | " + " | ".join(cells) + " |")
    return "\n".join(made)


OURS = """async ([queries, depth]) => {
  const root = new URL("../../", document.querySelector("script[src$='assets/js/search.js']").src);
  if (!globalThis.archiveSearch) await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("assets/js/find.js", root);
    script.onload = resolve;
    script.onerror = () => reject(new Error("there is no engine at " + script.src));
    document.head.append(script);
  });
  const search = await archiveSearch.open(root.href);
  const below = (url) => new URL(url, root).href.slice(root.href.length);
  const shown = async (answer) => (await answer.entries(0, depth)).map(
    ({url, things}) => ({page: below(url).split("#")[0], things: things.map((thing) => below(thing.url))}));
  const answers = [];
  for (const {words, filters} of queries) {
    const answer = await search.find({words, filters, sort: "relevance"});
    const [instead] = answer.instead;
    answers.push({
      entries: await shown(answer),
      suggested: instead ? await shown(await search.find({words: instead, filters, sort: "relevance"})) : [],
    });
  }
  return answers;
}"""
"""Asks our engine, the way that its interface does."""

MATERIALS = """async ([queries, depth, languages]) => {
  const {base, search} = JSON.parse(document.querySelector("#__config").textContent);
  const root = new URL(base + "/", location.href);
  const index = await (await fetch(new URL("search/search_index.json", root))).json();
  if (languages) index.config.lang = languages;
  const worker = new Worker(new URL(search, location.href));
  const told = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({data}) => resolve(data);
    worker.onerror = ({message}) => reject(new Error(message));
    worker.postMessage(message);
  });
  await told({type: 0, data: {...index, options: {suggest: false}}});
  const answers = [];
  for (const {words, typed} of queries) {
    const {data} = await told({type: 2, data: typed || words});
    answers.push({entries: data.items.slice(0, depth).map(([page]) => ({page: page.location.split("#")[0]}))});
  }
  worker.terminate();
  return answers;
}"""
"""Asks Material's engine in the theme's own worker, with the messages that the theme's search box sends it."""


def ask_ours(page: Page, asked: Sequence[Query]) -> list[Answer]:
    """Ask our engine; the page is one of our site."""
    questions = [{"words": query.words, "filters": query.filters} for query in asked]
    return [_answer(raw) for raw in page.evaluate(OURS, [questions, DEPTH])]


def ask_material(page: Page, asked: Sequence[Query], languages: Sequence[str] = ()) -> list[Answer]:
    """Ask Material's engine; the page is one of a site made by `stock`.

    Args:
        page: The page, open.
        asked: The questions.
        languages: What its plugin has in its setting `lang`; as it comes, English.

    """
    questions = [{"words": query.words, "typed": query.typed} for query in asked]
    return [_answer(raw) for raw in page.evaluate(MATERIALS, [questions, DEPTH, list(languages) or None])]


def _answer(raw: Mapping[str, Any]) -> Answer:
    return Answer(*(
        tuple(Entry(entry["page"], tuple(entry.get("things", ()))) for entry in raw.get(name, ()))
        for name in ("entries", "suggested")
    ))  # fmt: skip


def stock(build: Path, site: Path) -> Path:
    """Let stock MkDocs and Material, with its search plugin, make a site of our generated pages.

    Args:
        build: The folder `build` of a build of ours.
        site: The folder that it makes.

    """
    settings = yaml.safe_load((build / "mkdocs.yml").read_text("utf-8"))
    config = site.with_suffix(".yml")
    config.write_text(yaml.safe_dump(contest.stock(settings, build / "docs", site), sort_keys=False), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config)],
        capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return site
