"""The search page: filters, sort, and an address that says it all."""

import itertools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from searching import BRIEFING, FACETS, HOSTILE, REPORTS, entry, facet, reader, script, thing

pytestmark = pytest.mark.browser
ENGINE = script(REPORTS, FACETS)


@pytest.fixture
def page(chromium, address):
    with reader(chromium, address) as page:
        yield page


@pytest.fixture
def harbour(chromium, address):
    """A page whose engine finds thirty reports on a harbour."""
    with reader(chromium, address, engine=ENGINE) as page:
        yield page


def choose(page, facet, value):
    details = page.locator(".facet", has=page.locator("summary", has_text=facet))
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_label(value).click()


def chips(page):
    return [text.removeprefix("Remove ") for text in page.locator(".chip").all_text_contents()]


def test_an_address_holds_words_filters_and_sort(page, address):
    page.goto(f"{address}search/?q=backstop&kind=Position&kind=Issue&sort=date")
    page.locator(".hit").first.wait_for()
    assert page.get_by_role("searchbox", name="Search the archive").input_value() == "backstop"
    assert chips(page) == ["Kind: Position", "Kind: Issue"]
    assert page.get_by_label("Date", exact=True).is_checked()
    assert {"Issue", "Briefing"} == set(page.locator(".hit__kind strong").all_inner_texts())
    assert page.locator(".found--quote").count() == 0
    assert page.locator(".found--position [data-stance]").count() > 0
    assert page.title().startswith("backstop – Search – ")


def test_the_numbers_of_filters_come_true(page, address):
    page.goto(f"{address}search/?q=Ukraine")
    kinds = page.locator(".facet", has=page.locator("summary", has_text="Kind"))
    kinds.locator("label").first.wait_for()
    told = dict(row.split("\n") for row in kinds.locator("label").all_inner_texts())
    assert len(told) > 2
    for kind, count in told.items():
        page.goto(f"{address}search/?q=Ukraine&kind={kind}")
        expect(page.locator(".hits__count strong")).to_have_text("1 entry" if count == "1" else f"{count} entries")


def test_typing_changes_the_address_and_a_filter_is_a_step_back(harbour, address):
    page = harbour
    page.goto(address)
    page.goto(f"{address}search/")
    page.keyboard.insert_text("harbour")
    page.wait_for_url("**/search/?q=harbour")
    choose(page, "Kind", "Quotation")
    page.wait_for_url("**/search/?q=harbour&kind=Quotation")
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_label("Date", exact=True).check()
    choose(page, "Kind", "Briefing")
    page.wait_for_url("**/search/?q=harbour&kind=Quotation&kind=Briefing&sort=date")
    expect(page.locator(".hit")).to_have_count(10)
    page.go_back()
    page.wait_for_url("**/search/?q=harbour&kind=Quotation&sort=date")
    expect(page.locator(".hit")).to_have_count(1)
    assert chips(page) == ["Kind: Quotation"]
    assert not page.get_by_label("Briefing").is_checked()
    page.go_back()
    page.wait_for_url("**/search/?q=harbour&kind=Quotation")
    assert page.get_by_label("Relevance", exact=True).is_checked()
    page.go_back()
    page.wait_for_url("**/search/?q=harbour")
    expect(page.locator(".hit")).to_have_count(10)
    assert chips(page) == []
    page.go_back()
    page.wait_for_url(address)


def test_what_is_typed_before_all_is_loaded_is_asked_and_stands_in_the_address(harbour, address):
    page = harbour
    held = []

    def hold(route):
        held.append(route)

    page.route("**/assets/js/search-page.js", hold)
    page.goto(f"{address}search/", wait_until="commit")
    expect(page.locator(".search-page input[name=q]")).to_be_focused()
    page.keyboard.insert_text("harbour")
    page.wait_for_timeout(200)
    held[0].continue_()
    page.wait_for_url("**/search/?q=harbour")
    expect(page.locator(".hit")).to_have_count(10)


def test_words_after_a_sent_search_are_a_step_of_their_own(harbour, address):
    page = harbour
    page.goto(f"{address}search/")
    page.keyboard.insert_text("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=harbour")
    page.keyboard.type(" report")
    page.keyboard.type(" 7", delay=150)
    page.wait_for_url("**/search/?q=harbour+report+7")
    page.go_back()
    page.wait_for_url("**/search/?q=harbour")
    expect(page.locator(".hit")).to_have_count(10)
    assert page.locator(".search-page input[name=q]").input_value() == "harbour"


def test_whoever_comes_back_from_a_result_finds_the_list_as_it_was(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    page.get_by_role("button", name="More results").click()
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".hit")).to_have_count(30)
    page.locator("summary", has_text="2 more in this briefing").click()
    link = page.get_by_role("link", name="Harbour report 25", exact=True)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 500
    link.click()
    page.wait_for_url(f"**/{BRIEFING}")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(30)
    expect(link).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 60
    expect(page.locator(".hit .fold .found").first).to_be_visible()


def test_sort_by_date_is_a_step_and_stays(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    expect(page.locator(".hit__title").first).to_have_text("Harbour report 1")
    page.get_by_label("Relevance").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/search/?q=harbour&sort=date")
    expect(page.locator(".hit__title").first).to_have_text("Harbour report 30")
    page.go_back()
    expect(page.locator(".hit__title").first).to_have_text("Harbour report 1")
    assert page.get_by_label("Relevance").is_checked()


def test_more_results_follow_and_the_first_of_them_has_the_focus(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    page.get_by_role("button", name="More results").press("Enter")
    expect(page.locator(".hit")).to_have_count(20)
    expect(page.locator(".hit").nth(10).locator("a").first).to_be_focused()
    page.get_by_role("button", name="More results").click()
    expect(page.get_by_role("button", name="More results")).to_have_count(0)


def test_a_filter_asks_for_its_values_when_it_is_opened(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour&year=2026")
    page.get_by_label("2026").wait_for()
    assert set(page.evaluate("facetsAsked")) == {"kind", "year"}
    page.locator(".facet summary", has_text="Topic").click()
    page.get_by_label("Tópic 1", exact=False).first.wait_for()
    assert set(page.evaluate("facetsAsked")) == {"kind", "year", "topic"}


def test_filters_are_chosen_and_taken_back_by_keyboard(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    box = page.get_by_label("Briefing")
    box.press("Space")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.get_by_label("Briefing")).to_be_focused()
    page.get_by_label("Quotation").press("Space")
    expect(page.locator(".chip")).to_have_count(2)
    choose(page, "Year", "2026")
    expect(page.locator(".chip")).to_have_count(3)
    page.get_by_role("button", name="Remove Kind: Briefing").press("Enter")
    expect(page.get_by_role("button", name="Remove Kind: Quotation")).to_be_focused()
    assert page.url.endswith("?q=harbour&kind=Quotation&year=2026")
    page.get_by_role("button", name="Clear all").press("Enter")
    expect(page.locator(".chips")).to_be_hidden()
    expect(page.locator(".search-page input[name=q]")).to_be_focused()
    assert page.url.endswith("?q=harbour")


def test_a_long_filter_shows_the_most_frequent_and_finds_the_others(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    topic = page.locator(".facet", has=page.locator("summary", has_text="Topic"))
    topic.locator("summary").click()
    expect(topic.locator("label")).to_have_count(8)
    counts = [int(text) for text in topic.locator(".facet__count").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    expect(topic.locator(".facet__rest")).to_have_text("and 4 more")
    assert topic.get_by_label("Tópic 11").count() == 0
    topic.get_by_label("Find in Topic").fill("topic 11")
    topic.get_by_label("Tópic 11").check()
    page.wait_for_url("**topic=topic-11")
    topic.get_by_label("Find in Topic").fill("")
    expect(topic.get_by_label("Tópic 11")).to_be_checked()
    topic.get_by_label("Find in Topic").fill("no such")
    expect(topic.locator(".facet__rest")).to_have_text("None with this name")


def test_filters_alone_are_a_question(harbour, address):
    page = harbour
    page.goto(f"{address}search/")
    expect(page.locator(".search-start")).to_be_visible()
    choose(page, "Kind", "Quotation")
    expect(page.locator(".hits__count")).to_have_text("1 entry: 4 quotations")
    expect(page.locator(".search-start")).to_be_hidden()
    expect(page.locator(".found--quote")).to_have_count(4)


def test_an_entry_opens_to_all_that_was_found_in_it(harbour, address):
    page = harbour
    page.goto(f"{address}search/?q=harbour")
    hit = page.locator(".hit", has=page.get_by_text("Harbour report 2", exact=True))
    expect(hit.locator(".found:visible")).to_have_count(2)
    assert hit.locator(".found__text").first.inner_text() == "“The harbour needs 0 boats”"
    assert hit.locator(".found__about").first.locator("> *").all_inner_texts() == [
        "Mira Tolland", "May 2026", "Verbatim", "Primary seen",
    ]  # fmt: skip
    hit.locator("summary", has_text="2 more in this briefing").press("Enter")
    expect(hit.locator(".found:visible")).to_have_count(4)
    assert page.locator(".hit").first.locator(".tag").inner_text().lower() == "withdrawn"


def test_a_quotation_and_a_position_say_what_they_are(chromium, address):
    things = [
        thing("Quotation", "crazy", "Сергей Лавров", "Мы готовы", lang="ru", translation="We are ready", date="2 May 2022", reported=True),
        thing("Position", "nato--us-backstop", "NATO", "NATO wants more", stance="oppose", stanceLabel="Opposes", issue="US backstop"),
    ]  # fmt: skip
    with reader(
        chromium, address, engine=script([entry("Briefing", BRIEFING, "Talks", things=things)], FACETS)
    ) as page:
        page.goto(f"{address}search/?q=talks")
        page.locator(".hit").wait_for()
        assert page.locator(".found").count() == 0
        page.locator(".search-page input[name=q]").fill("NATO")
        position = page.locator(".found--position")
        assert position.locator("[data-stance=oppose]").inner_text() == "Opposes"
        assert position.inner_text().split() == "NATO Opposes US backstop undated NATO wants more".split()
        page.locator(".search-page input[name=q]").fill("готовы")
        quotation = page.locator(".found--quote")
        assert quotation.locator("a").get_attribute("lang") == "ru"
        assert quotation.locator(".found__translation").inner_text() == "We are ready"
        assert "reported 2 May 2022" in quotation.inner_text()


def test_what_became_of_the_words_is_told(chromium, address):
    answer = {
        "instead": ["harbour one", "harbour two"],
        "missing": ["harbor"],
        "ignored": ["the", "of"],
        "partial": True,
    }
    with reader(chromium, address, engine=ENGINE, rules={"answer": answer}) as page:
        page.goto(f"{address}search/?q=harbour&kind=Briefing")
        told = page.locator(".hits__status")
        expect(told).to_contain_text("Did you mean harbour one harbour two?")
        assert "“harbor” stands nowhere in this archive. What is shown has the rest" in told.inner_text()
        assert "“the” and “of” were left out: too common beside the other words." in told.inner_text()
        link = told.get_by_role("link", name="harbour one")
        assert link.get_attribute("href") == f"{address}search/?q=harbour+one&kind=Briefing"
        link.click()
        page.wait_for_url("**/search/?q=harbour+one&kind=Briefing")
        assert page.locator(".search-page input[name=q]").input_value() == "harbour one"
        page.go_back()
        page.wait_for_url("**/search/?q=harbour&kind=Briefing")


def test_where_nothing_is_found_there_is_a_way_on(page, address):
    page.goto(f"{address}search/?q=qwertzuiop&kind=Issue")
    expect(page.locator(".hits__status")).to_contain_text("Nothing was found.")
    assert "“qwertzuiop” stands nowhere in this archive." in page.locator(".hits__status").inner_text()
    assert "fewer filters" in page.locator(".hits__status").inner_text()
    assert page.locator(".search-start .index a").first.is_visible()
    page.get_by_role("button", name="Clear all").click()
    assert page.url.endswith("?q=qwertzuiop")


def test_a_search_and_a_filter_that_fail_are_told_and_tried_again(chromium, address):
    with reader(chromium, address, engine=ENGINE, rules={"broken": "open"}) as page:
        page.goto(f"{address}search/?q=harbour&year=2026")
        page.get_by_role("button", name="Try again").wait_for()
        page.evaluate("engineRules.broken = 'facet'")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".hit")).to_have_count(10)
        assert chips(page) == ["Year: 2026"]
        year = page.locator(".facet", has=page.locator("summary", has_text="Year"))
        expect(year).to_contain_text("These could not be loaded.")
        page.evaluate("engineRules.broken = ''")
        year.get_by_role("button", name="Try again").click()
        expect(year.get_by_label("2026")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_results_and_open_filters_are_accessible_and_fit(chromium, address, scheme, width):
    with reader(chromium, address, color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        for words in ("Ukraine", "qwertzuiop", ""):
            page.goto(f"{address}search/?q={words}&kind=Position&kind=Quotation")
            page.locator(".hits__count").wait_for()
            if width == 390:
                assert not page.locator(".facet").first.is_visible()
                assert page.locator(".facets > summary").inner_text() == "Filters, 2 on"
                page.locator(".facets > summary").click()
            while page.locator(".facet:not([open]) > summary").count():
                page.locator(".facet:not([open]) > summary").first.click()
            page.wait_for_timeout(300)
            found = Axe().run(page).response["violations"]
            assert [(words, v["id"], v["nodes"][0]["html"]) for v in found] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_hostile_words_in_address_filters_and_results_stay_words(chromium, address):
    things = [thing("Quotation", "crazy", HOSTILE, HOSTILE, facets={"speaker": [HOSTILE]})]
    facets = [facet("speaker", HOSTILE, "many", {HOSTILE: HOSTILE}), *FACETS[:1]]
    with reader(
        chromium, address, engine=script([entry("Briefing", BRIEFING, HOSTILE, things=things)], facets)
    ) as page:
        page.goto(f"{address}search/")
        page.locator(".search-page input[name=q]").fill(HOSTILE)
        page.locator(".hit").wait_for()
        page.get_by_label(HOSTILE).last.check()
        page.locator(".chip").wait_for()
        sent = page.url
        page.goto(address)
        page.goto(sent)
        page.locator(".hit").wait_for()
        assert page.locator(".search-page input[name=q]").input_value() == HOSTILE
        assert chips(page) == [f"{HOSTILE}: {HOSTILE}"]
        assert page.title().startswith(HOSTILE)
        assert page.locator(".search-page :is(img, script)").count() == 0
        page.goto(f"{address}search/?q=harbour&speaker=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&unknown=1&sort=%3Cb%3E")
        page.locator(".hits__count").wait_for()
        assert chips(page) == [f"{HOSTILE}: <img src=x onerror=alert(1)>"]
        assert page.get_by_label("Relevance", exact=True).is_checked()


def test_what_else_an_address_says_stays_in_it(harbour, address):
    page = harbour
    page.goto(f"{address}search/?ref=letter&q=harbour#top")
    choose(page, "Kind", "Quotation")
    page.wait_for_url(re.compile(r"/search/\?ref=letter&q=harbour&kind=Quotation$"))
