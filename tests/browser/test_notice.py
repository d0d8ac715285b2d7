"""The word to all readers above the masthead, in a real Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def demo_address(demo):
    with served(demo / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_can_be_read_by_everyone(chromium, demo_address, scheme, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(demo_address)
    notice = page.get_by_role("complementary").get_by_text("Fictional:")
    box = notice.bounding_box()
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    context.close()


def test_it_stands_on_paper(chromium, demo_address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(demo_address)
    page.emulate_media(media="print")
    assert page.get_by_text("Fictional:").is_visible()
    assert not page.locator(".md-header").is_visible()
    context.close()
