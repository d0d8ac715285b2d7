"""The reader's way, in a real Chromium."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import EXAMPLE, briefings, served
from playwright.sync_api import expect

BRIEFING = "briefings/rutte-rada-coalition-of-the-willing/"
KINDS = [
    "", "briefings/", BRIEFING, "actors/", "actors/mark-rutte/", "issues/", "issues/us-backstop/", "topics/", "quotes/",
    "quotes/speakers/", "quotes/languages/", "sources/", "publishers/the-guardian/", "timeline/", "changes/", "search/",
    "about/", "method/", "contribute/", "contribute/rules/", "404.html", "topics/security-guarantees/",
    "topics/security-guarantees/timeline/",
]  # fmt: skip
SCRIPTS = {
    "actors.yaml": """
minister:
  type: person
  name: Володимир Зеленський
  names: {en: Volodymyr Zelenskyy, ar: فولوديمير زيلينسكي, zh: 弗拉基米爾·澤連斯基}
  roles: [{title: Президент України, of: ruritania, from: 2019-05-20}]
secretary:
  type: person
  name: أنطونيو غوتيريش
society:
  type: organisation
  name: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft
""",
    "briefings/2026/scripts.yaml": f"""
title: "A title that says all at once of the Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and «Рада» too"
status: published
published: 2026-03-02
language: ar
topics: [straits]
summary: [{{text: "دعا الأمين العام إلى السلام {"a" * 120}", cites: [s]}}]
key_quotes:
  - {{id: peace, speaker: secretary, text: نحن بحاجة إلى السلام الآن, source: s}}
  - {{id: ready, speaker: minister, text: Ми готові до миру, language: uk, source: s}}
positions:
  - {{actor: minister, issue: grain-levy, stance: support, statement: يدعم الاقتراح., voiced_by: minister, as_of: 2026-03-01, evidence: [{{quote: ready}}]}}
  - {{actor: society, issue: grain-levy, stance: oppose, statement: يعارض الاقتراح., voiced_by: secretary, basis: third-party, evidence: [{{quote: peace}}]}}
timeline: [{{date: 2026-03-01, text: ألقى الأمين العام كلمة., cites: [s]}}]
sources: [{{id: s, type: speech, tier: secondary, title: كلمة الأمين العام, url: "https://example.org/{"a" * 90}"}}]
""",
}
"""What the example has none of: other scripts, right to left, and words too long for a line."""
EXAMPLES = [
    "", "briefings/", "briefings/straits-survey-leak/", "briefings/straits-tariff-first-round/",
    "briefings/straits-tariff-second-round/", "briefings/scripts/", "actors/", "actors/minister/", "actors/society/",
    "actors/freedonia/", "issues/grain-levy/", "quotes/", "quotes/same-words/", "quotes/speakers/",
    "quotes/languages/ar/", "timeline/", "changes/", "sources/", "publishers/zenda-courier/",
    "publishers/zenda-courier/claims/", "topics/straits/", "topics/straits/timeline/",
]  # fmt: skip
"""Withdrawn, superseded, corrected, and with all fields."""
CORNER = {"x": 2, "y": 400, "width": 1, "height": 1}
"""A spot of bare paper."""
pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium, address):
    yield from watched(chromium, address)


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The example archive with `SCRIPTS`."""
    folder = tmp_path_factory.mktemp("example")
    for path in EXAMPLE.rglob("*"):
        if path.is_file():
            copy = folder / "content" / path.relative_to(EXAMPLE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    for name, text in SCRIPTS.items():
        with (folder / "content" / name).open("a", encoding="utf-8") as file:
            file.write(text)
    done = briefings("build", "--site", "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        yield address


@pytest.fixture
def reader(chromium, example):
    yield from watched(chromium, example)


def watched(chromium, address, **options):
    """A page that may complain of nothing, and ask no other host."""
    context = chromium.new_context(**options)
    page = context.new_page()
    faults = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    yield page
    assert faults == []
    context.close()


def test_from_home_to_a_quote(page, address):
    page.goto(address)
    page.locator(".lead h2 a").click()
    page.locator("figure.quote").first.wait_for()
    assert page.locator("figure.quote").count() == 10
    assert page.locator("#to-play-ball .said").first.inner_text() == "to play ball"


@pytest.mark.parametrize("words", ["to play ball", "backstop", "Lavrov"])
def test_search_by_keyboard_from_any_page(page, address, words):
    page.goto(address + "about/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator(f'.hits a[href*="{BRIEFING}"]').first.wait_for()


def test_search_answers_while_one_types_and_says_what_is_withdrawn(reader, example):
    reader.goto(example + "search/")
    assert reader.locator(".search-start").is_visible()
    reader.keyboard.type("dredging")
    found = reader.locator(".hits > li", has_text="A survey puts the cost of dredging at half")
    found.wait_for()
    assert found.locator(".hit__kind").inner_text().split()[0] == "Briefing"
    assert found.locator(".hit__kind .tag").inner_text() == "Withdrawn"
    assert not reader.locator(".search-start").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("anchor", ["to-play-ball", "nato--us-backstop", "guardian", "positions"])
def test_what_an_address_names_is_in_sight_below_the_masthead(page, address, anchor, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{BRIEFING}#{anchor}")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    top = page.evaluate(f"document.getElementById({anchor!r}).getBoundingClientRect().top")
    masthead = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    assert masthead <= top < 800


def test_a_quotation_that_is_addressed_looks_unlike_the_others(page, address):
    page.goto(f"{address}{BRIEFING}#crazy")
    outlines = page.evaluate(
        "[...document.querySelectorAll('.quote')].map(q => [q.id, getComputedStyle(q).outlineStyle])"
    )
    assert [name for name, style in outlines if style != "none"] == ["crazy"]


def test_every_card_leads_to_the_sentence_of_its_source(reader, page, address, example):
    reader.goto(example + "briefings/straits-tariff-second-round/")
    link = reader.locator("#capped-fee a", has_text="Open at the exact sentence")
    assert "#:~:text=We%20can%20accept" in link.get_attribute("href")
    reader.locator("#capped-fee summary").focus()
    reader.keyboard.press("Enter")
    assert "nothing more" in reader.locator("#capped-fee .context").inner_text()
    page.goto(address + BRIEFING)
    assert page.locator("#crazy .context").is_visible()
    page.locator("#crazy a", has_text="Source A").press("Enter")
    page.wait_for_url("**#article")


def test_a_quotation_is_cited_by_keyboard_with_its_address(reader, example):
    page = f"{example}briefings/straits-tariff-first-round/"
    reader.goto(page)
    reader.locator("#levy-on-grain a", has_text="Cite").press("Enter")
    expect(reader.locator("#levy-on-grain .citation button")).to_be_focused()
    assert reader.locator("#levy-on-grain .citation p").inner_text() == (
        "“A levy on grain is a levy on bread” Pál Varga. Occasion not stated, reported 5 March 2025. "
        f"Strelsau Gazette, 5 March 2025. Briefing Archive, {page}#levy-on-grain"
    )
    assert reader.url == f"{page}#levy-on-grain"
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.keyboard.press("Enter")
    reader.wait_for_timeout(200)
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied == reader.locator("#levy-on-grain .citation p").inner_text()
    reader.go_back()
    assert reader.locator(":target").count() == 0


def test_a_citation_is_copied_where_the_browser_keeps_its_clipboard_to_itself(reader, example):
    reader.add_init_script("delete Navigator.prototype.clipboard")
    reader.goto(f"{example}briefings/straits-tariff-first-round/")
    reader.locator("#levy-on-grain a", has_text="Cite").press("Enter")
    button = reader.locator("#levy-on-grain .citation button")
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert reader.evaluate("navigator.clipboard") is None


def test_the_list_of_sections_stays_in_sight_and_marks_the_one_that_is_read(page, address):
    page.goto(address + BRIEFING)
    active = page.locator(".md-nav__link--active")
    for name in ("Key quotes", "Positions"):
        page.get_by_role("navigation", name="On this page").get_by_role("link", name=name).press("Enter")
        expect(active).to_have_text([name])
        expect(active).to_be_in_viewport()
    masthead, title = (
        page.locator(part).bounding_box() for part in (".md-header", ".md-nav--secondary .md-nav__title")
    )
    assert masthead["y"] + masthead["height"] <= title["y"]
    page.mouse.wheel(0, -100_000)
    expect(active).to_have_count(0)


def test_a_list_of_sections_that_is_higher_than_the_screen_scrolls_along(chromium, address):
    for page in watched(chromium, address, viewport={"width": 1280, "height": 300}):
        page.goto(address + BRIEFING)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        expect(page.locator(".md-nav__link--active")).to_be_in_viewport()
        expect(page.locator(".md-nav__link--active")).to_have_text(page.locator(".md-nav__link").last.inner_text())


def test_what_is_folded_is_on_paper_and_folded_again(reader, example):
    reader.goto(f"{example}briefings/straits-tariff-first-round/")
    folded = reader.locator("details:not([open])").count()
    assert folded
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.locator("details:not([open])").count() == 0
    reader.evaluate("dispatchEvent(new Event('afterprint'))")
    assert reader.locator("details:not([open])").count() == folded


def test_words_that_two_sources_report_open_by_keyboard_with_the_difference_marked(reader, example):
    reader.goto(f"{example}briefings/straits-tariff-first-round/#levy-on-bread")
    summary = reader.locator("#levy-on-bread summary", has_text="Two sources")
    summary.focus()
    reader.keyboard.press("Enter")
    marks = reader.locator("#levy-on-bread .sides mark")
    assert marks.all_inner_texts() == ["it", "grain"]
    assert "underline" in marks.first.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    reader.locator("#levy-on-bread .sides a", has_text="Straits tariff").click()
    reader.wait_for_url("**#levy-on-grain")


def test_the_colours_follow_the_reader_by_keyboard_and_stay(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.get_by_label("Dark colours").press("Enter")
    assert page.get_by_label("Dark colours").get_attribute("aria-pressed") == "true"
    page.goto(address + BRIEFING)
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


def test_the_menu_opens_and_closes_by_keyboard(page, address):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    menu = page.locator(".md-header label[for=__drawer]")
    menu.focus()
    page.keyboard.press("Enter")
    inside = page.locator(".mast-nav a", has_text="Quotes")
    expect(inside).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(inside).not_to_be_in_viewport()
    assert menu.evaluate("label => label === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_script_all_is_there_in_the_readers_colours(chromium, address, scheme):
    for page in watched(chromium, address, java_script_enabled=False, color_scheme=scheme):
        page.goto(address + BRIEFING)
        assert page.locator("#to-play-ball .context").is_visible()
        assert not page.locator(".button, .palette").first.is_visible()
        paper = page.screenshot(clip=CORNER)
        page.goto(address + "search/")
        assert page.locator("noscript p").is_visible()
        page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
        page.goto(address + BRIEFING)
        assert page.screenshot(clip=CORNER) != paper


def test_headings_come_in_order_and_links_say_where_they_lead(page, address):
    for kind in KINDS:
        page.goto(address + kind)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        assert levels[0] == 1, kind
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (kind, levels)
        weak = page.evaluate(
            "[...document.querySelectorAll('main a')].filter(a => !document.getElementById(a.hash.slice(1))?.matches('h2,h3'))"
            ".map(a => a.ariaLabel || getComputedStyle(a, '::before').content.replace('none', '') + a.textContent.trim())"
            ".filter(name => name.length < 2 || ['link', 'here', 'source'].includes(name.toLowerCase()))"
        )
        assert weak == [], kind


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("archive", ["address", "example"])
def test_every_page_is_accessible_and_fits(chromium, request, archive, scheme, width):
    address = request.getfixturevalue(archive)
    for page in watched(chromium, address, color_scheme=scheme, viewport={"width": width, "height": 800}):
        for kind in KINDS if archive == "address" else EXAMPLES:
            page.goto(address + kind)
            found = Axe().run(page).response["violations"]
            assert [(kind, v["id"], v["nodes"][0]["html"]) for v in found] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
