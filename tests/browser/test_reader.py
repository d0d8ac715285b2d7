"""The reader's way, in a real Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe

BRIEFING = "briefings/rutte-rada-coalition-of-the-willing/"
KINDS = [
    "", "briefings/", BRIEFING, "actors/", "actors/mark-rutte/", "issues/", "issues/us-backstop/", "topics/", "quotes/",
    "sources/", "publishers/the-guardian/", "timeline/", "changes/", "search/", "about/", "method/", "contribute/",
    "contribute/rules/", "404.html",
]  # fmt: skip
pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.faults.append(str(e)))
    page.on(
        "request", lambda r: page.faults.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None
    )
    yield page
    assert page.faults == []
    context.close()


def test_from_home_to_a_quote(page, address):
    page.goto(address)
    page.locator(".lead h2 a").click()
    page.locator("figure.quote").first.wait_for()
    assert page.locator("figure.quote").count() == 10
    assert page.locator("#to-play-ball .said").first.inner_text() == "to play ball"


@pytest.mark.parametrize("words", ["boots", "backstop", "Lavrov"])
def test_search_by_keyboard_from_any_page(page, address, words):
    page.goto(address + "about/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator(f'.results a[href*="{BRIEFING}"]').first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible_and_fits(page, address, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for kind in KINDS:
        page.goto(address + kind)
        found = Axe().run(page).response["violations"]
        assert [(kind, v["id"], v["nodes"][0]["html"]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
