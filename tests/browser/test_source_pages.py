"""Where the sources of many briefings come from, in a real Chromium: pictures, and what hangs on one source."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import briefings, served

from benchmarks import maker

PUBLISHER = "publishers/assembly-of-the-nine-rivers-secretariat/"
PAGES = ["sources/", PUBLISHER, PUBLISHER + "claims/", PUBLISHER + "quotes/"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A made archive: forty briefings over six years."""
    folder = tmp_path_factory.mktemp("many")
    maker.make(40, folder / "content")
    done = briefings("build", "--site", "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_with_pictures_are_accessible_and_fit(chromium, many, scheme, width):
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    for path in PAGES:
        page.goto(many + path)
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert [(path, v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_picture_keeps_its_words_apart_and_tells_the_same_as_its_table(chromium, many, width):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(many + "sources/")
    pictures = page.locator(".bars__picture")
    assert pictures.count() > 0
    for picture in pictures.all():
        boxes = [text.bounding_box() for text in picture.locator("text, svg").all()]
        for one, other in itertools.combinations(boxes, 2):
            beside = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
            above = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
            assert beside or above, (one, other)
        assert picture.get_attribute("role") == "img"
        named = picture.evaluate("svg => document.getElementById(svg.getAttribute('aria-labelledby')).textContent")
        assert named.endswith("year by year")
    for section in page.locator(".bars:has(svg)").all():
        section.locator("summary").click()
        told = [cell.text_content() for cell in section.locator("tbody th").all()]
        assert section.locator(".bars__picture > text[x='0']").all_text_contents() == told
    page.close()


def test_a_claim_that_hangs_on_one_source_is_one_key_away_from_the_ledger(chromium, many):
    page = chromium.new_page()
    page.goto(many + PUBLISHER)
    page.locator(".hangs > li > a").first.click()
    page.locator(".ledger .hangs summary").focus()
    page.keyboard.press("Enter")
    links = page.locator(".ledger .hangs a[href^='#']").all()
    assert links
    for link in links:
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1
    page.close()
