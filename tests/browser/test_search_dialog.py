"""The search dialog of every page."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import EXAMPLE, briefings, served
from playwright.sync_api import expect
from searching import BRIEFING, FACETS, HOSTILE, REPORTS, entry, reader, script, thing

pytestmark = pytest.mark.browser
ENGINE = script(REPORTS, FACETS)


@pytest.fixture
def page(chromium, address):
    with reader(chromium, address) as page:
        yield page


@pytest.mark.parametrize("key", ["/", "s", "Control+k", "Meta+k"])
def test_a_key_opens_search_and_escape_gives_the_focus_back(page, address, key):
    page.goto(address)
    link = page.locator(".lead h2 a")
    link.focus()
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox", name="Search the archive")).to_be_focused()
    page.keyboard.insert_text("backstop")
    page.locator(".finder .hit").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_click_opens_search_and_one_beside_it_closes_it(page, address):
    page.goto(address)
    page.get_by_role("button", name="Search quotes, people, issues").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(5, 400)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_keys_that_are_typed_elsewhere_open_nothing(page, address):
    page.goto(address + "404.html")
    page.locator(".bigsearch input").focus()
    page.keyboard.type("s/s")
    page.keyboard.press("Control+k")
    assert page.locator(".bigsearch input").input_value() == "s/s"
    assert page.get_by_role("dialog").count() == 0


def test_by_keyboard_alone_from_a_word_to_the_very_quotation(page, address):
    page.goto(address + "about/")
    page.keyboard.press("/")
    page.keyboard.insert_text("“to play ball”")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("quotation")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".finder .hit__title a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".finder input")).to_be_focused()
    quotation = page.locator(".finder .found--quote a[href$='#to-play-ball']")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if quotation.evaluate("link => link === document.activeElement"):
            break
    assert "to play ball" in quotation.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{BRIEFING}#to-play-ball")
    expect(page.locator(":target blockquote")).to_be_in_viewport()


def test_a_place_on_the_same_page_is_in_sight_when_the_dialog_has_closed(page, address):
    page.goto(address + BRIEFING)
    page.keyboard.press("/")
    page.keyboard.insert_text("“to play ball”")
    page.locator(".finder a[href$='#to-play-ball']").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#to-play-ball:target blockquote")).to_be_in_viewport()


def test_enter_leads_to_the_page_of_the_same_search(page, address):
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.insert_text("Rutte & backstop")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Rutte+%26+backstop")
    assert page.locator(".search-page input[name=q]").input_value() == "Rutte & backstop"


def test_the_search_that_was_left_is_still_there(page, address):
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.insert_text("backstop")
    page.locator(".finder .hit").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator(".finder .hit").first).to_be_visible()
    page.keyboard.insert_text("Rutte")
    assert page.locator(".finder input").input_value() == "Rutte"


def test_what_is_found_is_counted_by_kind_in_a_status(chromium, address):
    with reader(chromium, address, engine=ENGINE) as page:
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.insert_text("harbour")
        status = page.get_by_role("dialog").get_by_role("status")
        expect(status).to_have_text("30 entries: 30 briefings, 4 quotations")
        page.keyboard.insert_text(" report 25")
        expect(status).to_have_text("1 entry: 1 briefing")
        expect(page.locator(".finder mark")).to_have_text(["Harbour", "report", "25", "harbour"])


def test_nothing_of_search_is_loaded_before_a_reader_turns_to_it(chromium, address):
    with reader(chromium, address) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address).partition("?")[0]))
        page.goto(address)
        page.mouse.wheel(0, 2000)
        page.locator(".mast-search button").hover()
        page.keyboard.press("Tab")
        page.wait_for_load_state("networkidle")
        ours = re.compile(r"assets/js/(find|results|search-page)\.js|assets/search/")
        assert [name for name in asked if ours.match(name)] == []
        page.keyboard.press("/")
        page.wait_for_function("() => window.archiveSearch && window.archiveResults")
        assert {"assets/js/find.js", "assets/js/results.js"} <= set(asked)
        assert "assets/js/search-page.js" not in asked


def test_on_a_phone_an_icon_opens_it_and_it_fills_the_screen(chromium, address):
    with reader(chromium, address, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True) as page:
        page.goto(address + BRIEFING)
        page.get_by_role("button", name="Search quotes, people, issues").tap()
        expect(page.locator(".finder input")).to_be_focused()
        page.keyboard.insert_text("backstop")
        page.locator(".finder .hit").first.wait_for()
        assert page.locator(".finder").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 800}
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator(".finder__found").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_below_a_path_of_the_host_links_stay_in_the_archive(chromium, site):
    with served(site.parent) as host, reader(chromium, host) as page:
        page.goto(f"{host}site/about/")
        page.keyboard.press("/")
        page.keyboard.insert_text("backstop")
        page.locator(".finder .hit a").first.wait_for()
        links = page.locator(".finder a").evaluate_all("links => links.map(link => link.href)")
        assert links
        assert all(link.startswith(f"{host}site/") for link in links)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{host}site/search/?q=backstop")
        page.locator(".search-page .hit").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_open_dialog_is_accessible(chromium, address, scheme, width):
    with reader(chromium, address, color_scheme=scheme, viewport={"width": width, "height": 800}) as page:
        page.goto(address)
        page.keyboard.press("/")
        for words in ("", "backstop", "Lavrov", "zzz"):
            page.locator(".finder input").fill(words)
            page.locator(".finder__hint:not([hidden]), .finder .hits__count").first.wait_for()
            page.wait_for_timeout(200)
            found = Axe().run(page).response["violations"]
            assert [(words, v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_a_late_answer_to_an_older_question_is_dropped(chromium, address):
    with reader(chromium, address, engine=ENGINE, rules={"wait": {"harbour": 700}}) as page:
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.insert_text("harbour")
        page.wait_for_timeout(300)
        page.keyboard.insert_text(" report 7")
        expect(page.locator(".finder .hit__title")).to_have_text(["Harbour report 7"])
        page.wait_for_timeout(900)
        expect(page.locator(".finder .hit__title")).to_have_text(["Harbour report 7"])


def test_words_that_are_taken_back_leave_nothing_behind(chromium, address):
    with reader(chromium, address, engine=ENGINE, rules={"wait": {"harbour": 300}}) as page:
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.insert_text("harbour")
        page.wait_for_timeout(150)
        page.locator(".finder input").fill("")
        page.wait_for_timeout(600)
        assert page.locator(".finder .hit").count() == 0
        expect(page.locator(".finder__hint")).to_be_visible()


@pytest.mark.parametrize("lost", ["find.js", "results.js"])
def test_what_could_not_be_loaded_is_told_and_tried_again(chromium, address, lost):
    with reader(chromium, address, allowed=["Failed to load resource"]) as page:
        page.route(f"**/assets/js/{lost}", lambda route: route.fulfill(status=503))
        page.goto(address)
        page.keyboard.press("/")
        page.locator(".finder input").fill("backstop")
        again = page.get_by_role("dialog").get_by_role("button", name="Try again")
        again.wait_for()
        assert "could not be loaded" in page.locator(".finder__found").inner_text()
        page.unroute(f"**/assets/js/{lost}")
        again.click()
        page.locator(".finder .hit").first.wait_for()


def test_a_question_that_fails_is_told_and_asked_again(chromium, address):
    with reader(chromium, address, engine=ENGINE, rules={"broken": "find"}) as page:
        page.goto(address)
        page.keyboard.press("/")
        page.locator(".finder input").fill("harbour")
        expect(page.locator(".finder .hits__status")).to_contain_text("The search index could not be loaded.")
        page.evaluate("engineRules.broken = ''")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator(".finder .hit")).to_have_count(8)


def test_hostile_words_stay_words_and_links_stay_here(chromium, address):
    entries = [
        entry("Briefing", "javascript:alert(3)", HOSTILE, text=HOSTILE, note=HOSTILE, state=HOSTILE, date=HOSTILE, lang=HOSTILE,
              things=[
                  thing("Quotation", "x", HOSTILE, HOSTILE, url="https://elsewhere.example/", translation=HOSTILE, marks=[HOSTILE]),
                  thing("Position", "y", HOSTILE, HOSTILE, stance=HOSTILE, stanceLabel=HOSTILE, issue=HOSTILE),
              ]),
        entry("Actor", "//elsewhere.example/", "alert two"),
    ]  # fmt: skip
    answer = {"instead": [HOSTILE], "missing": [HOSTILE], "ignored": [HOSTILE]}
    with reader(chromium, address, engine=script(entries, FACETS), rules={"answer": answer}) as page:
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.insert_text("alert")
        expect(page.locator(".finder .hit")).to_have_count(2)
        shown = page.locator(".finder__found")
        assert shown.locator("img, script, iframe").count() == 0
        assert shown.inner_text().count(HOSTILE) >= 12
        hrefs = shown.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        assert hrefs
        assert all(href.startswith(address) for href in hrefs)
        shown.locator(".hits__instead a").click()
        assert page.locator(".finder input").input_value() == HOSTILE


@pytest.fixture(scope="module")
def instant(tmp_path_factory):
    """The example archive by an adopter who lets Material exchange pages."""
    folder = tmp_path_factory.mktemp("instant")
    shutil.copytree(EXAMPLE, folder / "content")
    (folder / "mkdocs.yml").write_text("theme: {features: [navigation.instant]}\n", "utf-8")
    with served(folder / "site") as address:
        done = briefings("build", cwd=folder, SITE_URL=address)
        assert done.returncode == 0, done.stderr
        assert "navigation.instant" in (folder / "site" / "index.html").read_text("utf-8")
        yield address


def test_search_lives_on_where_pages_are_exchanged(chromium, instant):
    with reader(chromium, instant) as page:
        page.goto(instant)
        page.evaluate("globalThis.same = true")
        for words, target in (("levy on bread", "#levy-on-bread"), ("about how much", "#not-about-whether")):
            page.keyboard.press("/")
            page.locator(".finder input").fill(words)
            page.locator(f".finder a[href$='{target}']").click()
            page.wait_for_url(f"**/{target}")
            expect(page.get_by_role("dialog")).to_be_hidden()
            expect(page.locator(f"{target}:target blockquote")).to_be_in_viewport()
        page.locator(".colophon a", has_text="Search").click()
        page.wait_for_url("**/search/")
        expect(page.locator(".search-page input[name=q]")).to_be_focused()
        page.keyboard.insert_text("grain")
        page.locator(".search-page .hit").first.wait_for()
        assert page.evaluate("globalThis.same"), "no page was loaded"
        page.locator(".search-page .facet > summary", has_text="Kind").first.wait_for()
        page.locator(".facet label", has_text="Quotation").click()
        page.wait_for_url("**/search/?q=grain&kind=Quotation")
        page.locator(".search-page .hit__title a").first.click()
        page.wait_for_url("**/briefings/**")
        page.go_back()
        page.wait_for_url("**/search/?q=grain&kind=Quotation")
        page.locator(".search-page .hit").first.wait_for()
        expect(page.locator(".chip")).to_have_text(["Remove Kind: Quotation"])
        page.go_back()
        page.wait_for_url("**/search/?q=grain")
        expect(page.locator(".chip")).to_have_count(0)
        assert page.locator(".search-page").count() == 1


def test_without_script_the_field_is_a_form(chromium, address):
    with reader(chromium, address, java_script_enabled=False) as page:
        page.goto(address + "about/")
        page.get_by_label("Search the archive").fill("backstop")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=backstop")
        assert page.locator("noscript p").is_visible()
        assert page.locator(".search-start .index a").count() > 4


def test_from_a_folder_search_opens_and_leads_to_the_very_place(chromium, tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    done = briefings("build", "--offline", "--site", "stick", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "stick").as_uri() + "/"
    with reader(chromium, home) as page:
        page.goto(f"{home}index.html")
        page.keyboard.press("/")
        page.locator(".finder input").fill("levy on bread")
        page.locator(".finder a[href$='#levy-on-bread']").click()
        page.wait_for_url(f"{home}briefings/straits-tariff-first-round/index.html#levy-on-bread")
        expect(page.locator("#levy-on-bread:target blockquote")).to_be_in_viewport()
        page.keyboard.press("/")
        page.locator(".finder input").fill("grain")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{home}search/index.html?q=grain")
        before = page.locator(".hits__count strong")
        expect(before).to_contain_text("entries")
        told = before.inner_text()
        page.locator(".facet label", has_text="Quotation").click()
        expect(page.locator(".chip")).to_have_count(1)
        expect(page.locator(".hits__count strong")).not_to_have_text(told)
