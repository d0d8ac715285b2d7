"""Arabic and Hebrew run their own way among English words, and pull none of them along."""

import hashlib
import shutil

import pytest
from conftest import EXAMPLE, briefings, served

pytestmark = pytest.mark.browser

TEXT = 'قالت ليلى حداد: «لن نقبل أي رسم!» وأضافت شرطا.\nCNN تقول إن الحركة "طبيعية".\n'
ACTORS = """
layla: {type: person, name: ليلى حداد}
port: {type: organisation, name: "איגוד הנמל!"}
"""
PUBLISHERS = """
marfa: {name: صحيفة المرفأ, kind: newspaper}
"""
BRIEFING = """\
title: Port talks
status: published
published: 2026-10-05
language: en
authors: [سامي ناصر, דוד לוי]
topics: [straits]
events: [{id: session, title: جلسة الميناء, date: 2026-10-04, place: المرفأ}]
summary: [{text: The minister refused., cites: [source]}]
key_quotes:
  - {id: refused, speaker: layla, role: وزيرة الخارجية, text: لن نقبل أي رسم!, language: ar, source: source, event: session}
  - {id: normal, speaker: port, text: طبيعية, form: fragment, language: ar, source: source, via: [wire]}
positions:
  - actor: layla
    issue: grain-levy
    stance: oppose
    statement: No charge.
    voiced_by: layla
    as_of: 2026-10-04
    evidence: [{quote: refused}]
timeline: [{date: 2026-10-04, text: The session., event: session}]
sources:
  - id: source
    type: article-newspaper
    tier: secondary
    title: CNN في الميناء!
    author: [سامي ناصر]
    publisher: marfa
    issued: 2026-10-04
    language: ar
    snapshot: {captured: 2026-10-05, sha256: SHA}
  - {id: wire, type: article-newspaper, tier: secondary, title: وكالة الأنباء, language: ar}
"""
PLACE = """([selector, words]) => {
  const root = document.querySelector(selector), walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.textContent.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    return range.getBoundingClientRect().left;
  }
  throw new Error(`no ${words} in ${selector}`);
}"""


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    """A briefing that quotes Arabic from an Arabic source, on a wide screen."""
    folder = tmp_path_factory.mktemp("right-to-left")
    content = folder / "content"
    example(content)
    done = briefings("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    with served(folder / "site") as address:
        shown = chromium.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(f"{address}briefings/port-talks/")
        yield shown
        shown.close()


def example(content):
    """The example with an Arabic source, its speaker and its publisher."""
    shutil.copytree(EXAMPLE, content)
    for registry, entries in (("actors", ACTORS), ("publishers", PUBLISHERS)):
        with (content / f"{registry}.yaml").open("a", encoding="utf-8") as file:
            file.write(entries)
    snapshot = content / "snapshots/port-talks/source.txt"
    snapshot.parent.mkdir()
    snapshot.write_bytes(TEXT.encode())
    briefing = BRIEFING.replace("SHA", hashlib.sha256(TEXT.encode()).hexdigest())
    (content / "briefings/2026/port-talks.yaml").write_text(briefing, "utf-8")


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        pytest.param("#refused blockquote", ["”", "!", "لن", "“"], id="a quotation opens on the right"),
        pytest.param("#normal .context", [".", "طبيعية", "تقول", "CNN"], id="an Arabic sentence may begin in Latin"),
        pytest.param(".sources p:first-child", ["!", "الميناء", "CNN"], id="and so may a title"),
        pytest.param(".positions .said", ["”", "!", "لن", "“"], id="a link of a quotation opens on the right"),
        pytest.param("#normal figcaption", ["!", "איגוד"], id="a name's own marks stay with it"),
    ],
)
def test_what_runs_from_the_right_ends_on_the_left(page, selector, words):
    places = [page.evaluate(PLACE, [selector, word]) for word in words]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("selector", "words"),
    [
        pytest.param(".head .meta", ["by", "سامي ناصر", "דוד לוי", "Headline"], id="authors"),
        pytest.param(
            "#refused figcaption small", ["جلسة الميناء", "المرفأ", "4 October"], id="an occasion and its date"
        ),
        pytest.param("#refused figcaption", ["ليلى حداد", "وزيرة الخارجية"], id="a speaker and the role"),
        pytest.param(
            ".sources p:nth-child(2)", ["By", "سامي ناصر", "صحيفة المرفأ", "4 October"], id="where a source is from"
        ),
        pytest.param(".timeline small", ["جلسة الميناء", "المرفأ"], id="an event and its place"),
    ],
)
def test_english_sentences_keep_the_order_of_their_parts(page, selector, words):
    places = [page.evaluate(PLACE, [selector, word]) for word in words]
    assert places == sorted(places)


def test_arabic_says_its_language_and_its_way(page):
    for selector in ("#refused blockquote", "#normal .context", ".sources p:first-child"):
        said = page.locator(selector).first
        assert (said.get_attribute("lang"), said.get_attribute("dir")) == ("ar", "rtl")


def test_an_arabic_title_and_an_arabic_name_begin_where_the_page_does(chromium, page):
    assert page.evaluate(PLACE, ["#wire", "وكالة"]) < page.evaluate(PLACE, ["#wire", "stated"])
    other = chromium.new_page()
    other.goto(page.url.replace("briefings/port-talks", "actors/layla"))
    name, kicker = (other.evaluate(PLACE, [".head", words]) for words in ("حداد", "Person"))
    assert name == pytest.approx(kicker, abs=5)
    other.close()
