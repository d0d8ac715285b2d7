"""What a search costs in a reader's browser: bytes that move, time until results stand, memory.

Bytes are those that Chromium counts as they come over the wire (`encodedDataLength`), headers included, from a plain
server that compresses nothing, with a cache that is empty at first. Times are by the page's own clock, until results
are at hand and before they are drawn.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import demo
from tests.conftest import BROWSERS, FLAGS
from tests.search import asking

REPEATS = 5
LIMIT = 20 * 60
"""Seconds that a browser may take for one step."""
HUBS = ("assembly of the nine rivers", "moratorium on new ferry lines")
"""What stands in most briefings: also asked letter by letter, as one types it."""

OURS = """() => {
globalThis.ask = async ({words, filters, typed}) => {
  if (!globalThis.archiveSearch) await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, {src: "assets/js/find.js", onload: resolve, onerror: reject});
    document.head.append(script);
  });
  const search = await archiveSearch.open(new URL(".", location.href).href);
  const answer = await search.find({words, filters, sort: "relevance"});
  await answer.entries(0, 10);
  return answer;
};
globalThis.counts = async (question) => {
  const answer = await ask(question);
  for (const {id} of (await archiveSearch.open(new URL(".", location.href).href)).facets) await answer.facet(id);
};
}"""
MATERIALS = """() => {
globalThis.told = (message) => new Promise((resolve, reject) => {
  globalThis.worker ??= new Worker("worker.js");
  worker.onmessage = ({data}) => resolve(data);
  worker.onerror = ({message}) => reject(new Error(message));
  worker.postMessage(message);
});
globalThis.ready = async () => {
  const index = await (await fetch("search/search_index.json")).json();
  await told({type: 0, data: {...index, options: {suggest: false}}});
};
globalThis.ask = ({words, typed}) => told({type: 2, data: typed || words});
}"""
ASK = "async (questions) => { for (const question of questions) await ask(question); }"
TIMED = """async ([questions, repeats]) => {
  const times = [];
  for (const question of questions) {
    await ask(question);
    const each = [];
    for (let left = repeats; left; left -= 1) {
      const start = performance.now();
      await ask(question);
      each.push(performance.now() - start);
    }
    times.push(each);
  }
  return times;
}"""
"""Milliseconds of each question, several times, after it was asked once."""


def questions() -> list[dict[str, Any]]:
    """Those that readers ask the demo archive: the maker makes every archive of the same names and sayings."""
    return [{"words": q.words, "filters": q.filters, "typed": q.typed} for q in asking.queries()]


def letters(words: str) -> list[dict[str, Any]]:
    """What an engine is asked that answers as one types."""
    return [{"words": words[:end], "filters": {}, "typed": ""} for end in range(1, len(words) + 1)]


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, as tests have it.

    Raises:
        FileNotFoundError: there is none.

    """
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        raise FileNotFoundError("no Chromium was found")
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=program, args=FLAGS)


@contextlib.contextmanager
def opened(chromium: Browser, site: Path, script: str) -> Iterator[tuple[Page, Traffic]]:
    """A page of a site in a browser that has nothing of it yet, and what moves from then on."""
    server = demo.listening(site, 0)
    if isinstance(server, str):
        raise OSError(server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(LIMIT * 1000)
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.evaluate(script)
    try:
        yield page, Traffic(page)
    finally:
        context.close()
        server.shutdown()
        server.server_close()


class Traffic:
    """Counts the bytes that a page fetches."""

    def __init__(self, page: Page) -> None:
        self.moved = 0
        session = page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._add)
        session.send("Network.enable")

    def _add(self, event: dict[str, Any]) -> None:
        self.moved += int(event["encodedDataLength"])

    def of(self, page: Page, expression: str, argument: Any = None) -> int:
        """The bytes that move until an expression has its value."""
        before = self.moved
        page.evaluate(expression, argument)
        page.wait_for_timeout(50)  # the last event may come after the value
        return self.moved - before


def ours(chromium: Browser, site: Path) -> dict[str, float]:
    """Measure our search; each pair of questions, and each question that is typed, in a browser of its own.

    What moves most is told on the error channel.
    """
    asked = questions()
    first, further, counted, typed = [], [], [], []
    for question, other in zip(asked[::3], asked[1::3], strict=True):
        with opened(chromium, site, OURS) as (page, traffic):
            first.append(traffic.of(page, ASK, [question]))
            further.append(traffic.of(page, ASK, [other]))
            counted.append(traffic.of(page, "counts", question))
    for name, moved, those in (("first", first, asked[::3]), ("further", further, asked[1::3])):
        most, words = max(zip(moved, (question["words"] for question in those), strict=True))
        print(f"most is moved by a {name} search for {words}: {most / 1000:.0f} kB", file=sys.stderr)
    for words in (*HUBS, *(question["words"] for question in asked[::10])):
        with opened(chromium, site, OURS) as (page, traffic):
            typed.append(traffic.of(page, ASK, letters(words)))
    with opened(chromium, site, OURS) as (page, _):
        warm = page.evaluate(TIMED, [asked, REPEATS])
        keys = page.evaluate(TIMED, [[letter for words in HUBS for letter in letters(words)], REPEATS])
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
    return {
        **_spread(first, "first"), **_spread(further, "further"), **_spread(counted, "counts"),
        **_spread(typed, "typed"), **_spread(map(median, warm), "warm"), **_spread(map(median, keys), "key"),
        "heap": heap["usedSize"] + heap.get("backingStorageSize", 0),
    }  # fmt: skip


def _spread(values: Iterable[float], name: str) -> dict[str, float]:
    each = list(values)
    return {name: median(each), f"{name} most": max(each)}


def material(chromium: Browser, site: Path) -> dict[str, float]:
    """Measure Material's search: what it moves at first is all that it ever moves."""
    with opened(chromium, site, MATERIALS) as (page, traffic):
        start = time.perf_counter()
        moved = traffic.of(page, "ready")
        ready = time.perf_counter() - start
        asked = questions()[:: 1 if ready < 5 else 10]
        warm = page.evaluate(TIMED, [asked, REPEATS if ready < 5 else 1])
        heap = _worker_heap(chromium, page)
    return {"first": moved, "ready": ready, **_spread(map(median, warm), "warm"), "heap": heap}


def _worker_heap(chromium: Browser, page: Page) -> int:
    """Bytes that the page's worker holds, after what it needs no more was taken away."""
    session = chromium.new_browser_cdp_session()
    targets = session.send("Target.getTargets")["targetInfos"]
    worker = next(target["targetId"] for target in targets if target["type"] == "worker")
    attached = session.send("Target.attachToTarget", {"targetId": worker, "flatten": False})["sessionId"]
    answers: dict[int, dict[str, Any]] = {}

    def take(event: dict[str, Any]) -> None:
        told = json.loads(event["message"])
        answers[told.get("id", 0)] = told.get("result", {})

    session.on("Target.receivedMessageFromTarget", take)
    methods = (
        "HeapProfiler.enable",
        "HeapProfiler.collectGarbage",
        "HeapProfiler.collectGarbage",
        "Runtime.getHeapUsage",
    )
    for number, method in enumerate(methods, 1):
        message = json.dumps({"id": number, "method": method})
        session.send("Target.sendMessageToTarget", {"sessionId": attached, "message": message})
    until = time.monotonic() + LIMIT
    while len(methods) not in answers and time.monotonic() < until:
        page.wait_for_timeout(50)
    return int(answers[len(methods)]["usedSize"])
