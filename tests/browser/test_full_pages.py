"""An archive with life in it, as readers meet it: every kind of page, at its fullest, in a real Chromium."""

import random

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import briefings, served

from benchmarks.maker import make

KINDS = [
    "", "actors/", "actors/*/", "actors/*/*/", "briefings/*/", "changes/", "changes/*/", "issues/", "issues/*/",
    "issues/*/*/", "publishers/*/", "quotes/", "quotes/*/", "sources/", "sources/*/", "timeline/", "timeline/*/",
    "topics/", "topics/*/",
]  # fmt: skip
pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder of a built site, and its address."""
    folder = tmp_path_factory.mktemp("demo")
    make(60, folder / "content", seed=3)
    done = briefings("build", "--site", "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield folder / "site", address


@pytest.fixture
def go(chromium, demo):
    """Open the largest page of a kind, which may complain of nothing."""
    site, address = demo
    contexts, faults = [], []

    def go(kind, **options):
        found = list(site.glob(f"{kind}index.html"))
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: faults.append(str(e)))
        largest = max(found, key=lambda path: (path.stat().st_size, path))
        page.goto(address + largest.parent.relative_to(site).as_posix().removeprefix(".") + "/")
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_page_has_no_fault_of_accessibility_and_fits_its_screen(go, kind):
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = go(kind, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_rows_that_are_cards_still_say_what_they_are_to_those_who_hear_them(go):
    page = go("briefings/*/", viewport={"width": 390, "height": 900})
    table = page.get_by_role("table", name="Positions")
    rows = table.get_by_role("row")
    assert rows.count() > 2
    assert rows.first.get_by_role("columnheader").count() == 5
    assert rows.last.get_by_role("rowheader").count() == 1
    assert rows.last.get_by_role("cell").count() == 4
    assert page.locator(".stack :is(thead, tbody, tr, td, th):not([role])").count() == 0
    cite = page.locator("a[data-cite]").first
    assert cite.get_attribute("aria-label").startswith("Cite “")
    labels = "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    assert rows.last.locator("td").evaluate_all(labels) == ["none", "none", '"Voiced by"', '"Evidence"']


def test_every_mark_of_the_picture_is_reached_by_keyboard_and_leads_to_its_evidence(go):
    page = go("issues/*/", viewport={"width": 1280, "height": 900})
    marks = page.locator(".lanes :is(.own, .others, .silent, .lane__undated) a")
    assert marks.count() > 10
    page.locator("#positions-over-time").evaluate("heading => { heading.tabIndex = -1; heading.focus() }")
    reached = []
    for _ in range(page.locator(".lanes a").count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('.lanes') && document.activeElement.textContent"))
    said = marks.evaluate_all("marks => marks.map(mark => mark.textContent)")
    assert [words for words in reached if words in said] == said
    mark = marks.nth(random.Random(7).randrange(marks.count()))
    mark.focus()
    said = mark.locator("title").text_content()
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/**")
    row = page.locator("tr:target")
    assert row.is_visible()
    assert row.locator("th").inner_text() == said.partition(":")[0]


def test_a_focused_mark_looks_otherwise_than_the_others(go):
    page = go("issues/*/", viewport={"width": 1280, "height": 900})
    mark = page.locator(".lanes .own a").first
    stroke = "mark => getComputedStyle(mark.querySelector('use')).stroke"
    before = mark.evaluate(stroke)
    page.keyboard.press("Tab")
    mark.focus()
    assert mark.evaluate(stroke) != before


def test_the_picture_keeps_its_words_and_shapes_at_any_width(go):
    sizes = set()
    for width in (390, 1280):
        page = go("issues/*/", viewport={"width": width, "height": 900})
        box = page.locator(".lanes .own a use").first.bounding_box()
        sizes.add((round(box["width"]), round(box["height"])))
        inside = page.locator(".lanes__svg").bounding_box()
        edges = page.locator(".lanes .own a").evaluate_all("all => all.map(mark => mark.getBoundingClientRect().right)")
        assert max(edges) <= inside["x"] + inside["width"] + 12
    assert len(sizes) == 1
