"""Rendering: templates ask for what their view has, and pages are Markdown that a person can read."""

import datetime as dt
import re
from dataclasses import fields, replace
from pathlib import Path
from types import SimpleNamespace

import jinja2
import jinja2.meta
import pytest
from conftest import EXAMPLE, ROOT

from generator import fragment, pipeline, relate, render, views
from generator.dates import parse
from generator.document import Text
from generator.relate import Utterance
from generator.views import shared
from generator.views.lists import filed, parted, piled, year_of
from generator.views.timeline import timeline

GOLDEN = Path(__file__).parent / "golden"
SHARED = {"archive", "site", "root", "path", "view"}
VIEWS = {
    "home": views.HomePage, "briefing": views.BriefingPage, "briefings": views.BriefingsPage,
    "actors": views.ActorsPage, "actor": views.ActorPage, "issues": views.IssuesPage, "issue": views.IssuePage,
    "topics": views.TopicsPage, "topic": views.TopicPage, "quotes": views.QuotesPage, "languages": views.LanguagesPage,
    "speakers": views.SpeakersPage, "same-words": views.SameWordsPage, "sources": views.SourcesPage,
    "publisher": views.PublisherPage, "publisher-list": views.PublisherListPage, "timeline": views.TimelinePage,
    "changes": views.ChangesPage,
    "about": views.TextPage, "method": views.TextPage, "search": views.TextPage, "text": views.TextPage,
    "record": views.RecordPage, "contribute": views.GuidePage, "rules": views.GuidePage,
}  # fmt: skip
EXAMPLES = {
    "home": "index.md", "briefing": "briefings/straits-tariff-second-round.md", "briefings": "briefings/index.md",
    "actors": "actors/index.md", "actor": "actors/ada-bellweather.md", "issues": "issues/index.md",
    "issue": "issues/grain-levy.md", "topics": "topics/index.md", "topic": "topics/straits.md",
    "quotes": "quotes/index.md", "languages": "quotes/languages.md", "speakers": "quotes/speakers.md",
    "same-words": "quotes/same-words.md", "sources": "sources/index.md", "publisher": "publishers/zenda-courier.md",
    "publisher-list": "publishers/zenda-courier/claims.md",
    "timeline": "timeline/index.md", "changes": "changes/index.md", "search": "search.md",
    "withdrawn": "briefings/straits-survey-leak.md", "redirect": "briefings/dredging-survey/index.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    archive = pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive
    site = views.Site("Example", "A fictional archive.", "https://archive.example/", "https://repository.example/a")
    return {page.src_uri: page.text for page in pipeline.make_pages(archive, site)}


def test_every_template_has_its_view():
    assert {path.stem for path in (ROOT / "templates/pages").glob("*.md")} == set(VIEWS)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_a_template_asks_for_nothing_but_its_view(name):
    env = render.environment(jinja2.FileSystemLoader(ROOT / "templates"))
    tree = env.parse((ROOT / f"templates/pages/{name}.md").read_text("utf-8"))
    asked = jinja2.meta.find_undeclared_variables(tree) - set(env.globals)
    assert asked <= {field.name for field in fields(VIEWS[name])} | SHARED


@pytest.mark.parametrize("view", sorted(set(VIEWS.values()), key=lambda view: view.__name__))
def test_no_view_chooses_facts_that_no_template_shows(view):
    asked = set()
    env = render.environment(jinja2.FileSystemLoader(ROOT / "templates"))
    for name in (name for name, kind in VIEWS.items() if kind is view):
        asked |= jinja2.meta.find_undeclared_variables(env.parse((ROOT / f"templates/pages/{name}.md").read_text()))
    if "view" not in asked:
        assert {field.name for field in fields(view)} <= asked


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_page_of_the_example_reads_as_it_did(kind, pages, request):
    """Refreshed by `pytest tests/test_render.py --refresh-golden`; look at the difference before you commit it."""
    made = pages[EXAMPLES[kind]]
    golden = GOLDEN / kind / f"page{Path(EXAMPLES[kind]).suffix}"
    if request.config.getoption("--refresh-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(_in_lines(made), "utf-8")
    assert golden.read_text("utf-8") == _in_lines(made)


def _in_lines(page):
    """A page with line breaks where they mean nothing, to be read."""
    return re.sub(r"(?<=[^\n])(?=<(?:li|p|div|dl|ol|ul|tbody|tr|th|td|dt|dd|figcaption)\b)", "\n", page)


def test_the_golden_pages_are_all_of_a_kind_that_we_make():
    assert {path.name for path in GOLDEN.iterdir()} == set(EXAMPLES)


COMPONENTS = sorted(path for path in (ROOT / "templates/css").glob("*.css") if path.name != "archive.css")


def selectors(css):
    """What stands before each block, without comments."""
    return re.findall(r"([^{};]+)\{", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


def test_the_one_stylesheet_holds_every_component_without_its_comments(pages):
    for path in COMPONENTS:
        rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert rules in pages["assets/css/archive.css"], path.name


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_stylesheet_outweighs_nobody_and_dresses_only_what_there_is(path):
    css = path.read_text("utf-8")
    assert "!important" not in css
    assert [selector for selector in selectors(css) if "#" in selector] == []
    written = "".join(
        file.read_text("utf-8") for file in (ROOT / "templates").rglob("*") if file.suffix in (".md", ".html", ".js")
    )
    classes = {name for selector in selectors(css) for name in re.findall(r"\.([a-z][\w-]*)", selector)}
    assert {name for name in classes if not name.startswith("md-") and name not in written} == set()


def test_a_short_text_stays_whole_and_a_long_one_ends_with_a_word():
    assert render.shortened("would be unacceptable") == "would be unacceptable"
    assert render.shortened("Russia has again warned that foreign boots on the ground would warrant a response") == (
        "Russia has again warned that foreign boots on…"
    )
    assert render.shortened("和" * 80) == "和" * 48 + "…"


def test_each_position_of_a_history_stands_in_one_group():
    """Nothing is told twice or left out."""
    archive = pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive
    for history in relate.relations(archive).histories.values():
        about = (history.actor, history.issue)
        every = [s for s in archive.standings if (s.position.actor, s.position.issue) == about]
        groups = (history.undated, history.attributed, history.silent, history.replaced)
        told = [s for run in history.runs for s in run.standings] + [s for group in groups for s in group]
        assert sorted(map(id, told)) == sorted(map(id, every))


def test_an_event_that_no_entry_tells_of_stands_in_the_timeline():
    result = pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive
    briefing = result.briefings["straits-tariff-second-round"]
    untold = replace(briefing, timeline=())
    assert [(h.text, h.anchor) for h in timeline([untold])] == [
        ("Press briefing of Ruritania's foreign ministry", "press-briefing")
    ]
    assert [h.anchor for h in timeline([briefing])] == ["entry-1", "entry-3", "press-briefing"]


@pytest.mark.parametrize(
    ("status", "text", "kinds"),
    [
        ("elided", "two boats ... and none", ["said", "gap", "said"]),
        ("elided", "two boats… and none", ["said", "gap", "said"]),
        ("elided", "two boats [...] and none", ["said", "gap", "said"]),
        ("verbatim", "two boats ... and none", ["said"]),
    ],
)
def test_dots_that_cut_are_no_words_of_the_speaker(status, text, kinds):
    quotation = SimpleNamespace(quote=SimpleNamespace(text=text), evidence=SimpleNamespace(status=status))
    assert [kind for kind, _ in fragment.words_of(quotation)] == kinds


def test_the_way_through_a_long_list_is_short():
    labels = {path: [part.label for part in parts] for path, _, parts in parted(range(10_000), "quotes/2026/")}
    assert labels["quotes/2026/"] == ["1", "2", "3", "…", "100"]
    assert labels["quotes/2026/page/50/"] == ["1", "…", "48", "49", "50", "51", "52", "…", "100"]
    assert labels["quotes/2026/page/98/"] == ["1", "…", "96", "97", "98", "99", "100"]


def test_what_stands_on_an_older_page_of_a_list_stays_there_whatever_comes_to_the_list():
    before: dict[str, tuple[int, ...]] = {}
    for number in range(500):
        pages = {path: page for path, page, _ in piled(range(number, 0, -1), "quotes/2026/")}
        assert [item for page in pages.values() for item in page] == list(range(number, 0, -1))
        first, *older = pages.values()
        assert number < 51 or 51 <= len(first) <= 150
        assert {len(page) for page in older} <= {100}
        old = {path: page for path, page in pages.items() if path != "quotes/2026/"}
        assert {path: old[path] for path in before} == before
        before = old
    labels = {path: [part.label for part in parts] for path, _, parts in piled(range(10_000), "quotes/2026/")}
    assert labels["quotes/2026/"] == ["100", "99", "98", "…", "1"]
    assert labels["quotes/2026/page/50/"] == ["100", "…", "52", "51", "50", "49", "48", "…", "1"]


def test_years_share_a_page_as_far_as_there_is_room_and_what_was_filed_stays():
    def pages(years):
        dated = [(year, n) for year, number in years.items() for n in range(number)]
        return [
            (path, title, {year for year, _ in page}, [part.label for part in parts])
            for path, title, page, parts in filed(dated, lambda item: item[0], "briefings/", "Briefings", 10)
        ]

    years = {"2026": 3, "2025": 4, "2024": 17, "2023": 6, "2022": 4, "undated": 1}
    labels = ["2025 to 2026", "2024", "2022 to 2023", "Undated"]
    assert pages(years) == [
        ("briefings/", "Briefings", {"2026", "2025"}, labels),
        ("briefings/2024/", "Briefings 2024", {"2024"}, [*labels, "page", "2", "1"]),
        ("briefings/2024/page/1/", "Briefings 2024", {"2024"}, [*labels, "page", "2", "1"]),
        ("briefings/2023/", "Briefings 2022 to 2023", {"2023", "2022"}, labels),
        ("briefings/undated/", "Briefings Undated", {"undated"}, labels),
    ]
    assert pages({"2027": 9, **years})[1:] != pages(years)[1:]
    assert [page[:3] for page in pages({"2027": 9, **years})[2:]] == [page[:3] for page in pages(years)[1:]]
    assert pages({"2026": 6, "2025": 4}) == [("briefings/", "Briefings", {"2026", "2025"}, [])]


def changed(content, old, new):
    """The pages of the example, one thing in its first round changed."""
    path = content / "briefings/2025/straits-tariff-first-round.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    archive = pipeline.load(content, dt.date(2026, 11, 23)).archive
    return {page.src_uri: page.text for page in pipeline.make_pages(archive, views.Site("Example"))}


def card(page, quote):
    return re.search(rf'<figure class="quote" id="{quote}".*?</figure>', page, re.DOTALL)[0]


def row(page, anchor):
    return re.search(rf'<tr id="{anchor}">.*?(?=<t(?:r|body)\b|</table>)', page, re.DOTALL)[0]


FIRST = "briefings/straits-tariff-first-round.md"
UNSEEN = "    snapshot:\n      captured: 2025-03-05\n      sha256: 8fef07a6e4c5043722c4ad29203822c679dac177ecd95ae018504c98bca6db45\n"


def test_a_position_whose_evidence_is_unchecked_is_not_shown_as_evidenced(pages, content):
    proved = row(pages[FIRST], "ruritania--grain-levy")
    assert 'class="said"' in proved
    assert "Evidence unchecked" not in proved
    unchecked = changed(content, UNSEEN, "")
    shown = row(unchecked[FIRST], "ruritania--grain-levy")
    assert shown.count('<span data-check="unchecked">Evidence unchecked</span>') == 2
    assert 'class="said"' not in shown
    actor = unchecked["actors/ruritania.md"]
    assert "Evidence unchecked" in actor
    assert "Evidence unchecked" not in pages["actors/ruritania.md"]


def test_an_unchecked_quotation_promises_no_exact_sentence(content):
    shown = card(changed(content, UNSEEN, "")[FIRST], "levy-on-bread")
    assert ">Open the source</a>" in shown
    assert "exact sentence" not in shown


def test_an_elided_quotation_shows_its_sentence_with_what_was_kept_marked(pages):
    shown = card(pages[FIRST], "cost-of-channel")
    assert '<details class="fold" open><summary>Passage in our copy</summary>' in shown
    assert (
        '<span class="said">Freedonia keeps the channel open</span>, dredged and lit, <span class="said">at a cost'
        in (" ".join(shown.split("\n")).replace("  ", " "))
    )
    assert '<details class="fold"><summary>' in card(pages[FIRST], "levy-on-bread")


def test_a_card_shows_who_else_reports_its_words_and_where_they_differ(pages):
    shown = card(pages[FIRST], "levy-on-bread")
    assert "<summary>Two sources report these words; they differ in one word</summary>" in shown
    assert "“A levy on <mark>it</mark> is a levy on bread.”" in shown
    assert "“A levy on <mark>grain</mark> is a levy on bread”" in shown
    assert '<a href="../straits-tariff-first-round/#levy-on-grain">' in shown
    assert "<summary>Two" not in card(pages[FIRST], "not-about-whether")


def test_a_card_carries_what_a_citation_says_of_its_source(pages):
    shown = card(pages[FIRST], "levy-on-grain")
    assert '<a href="#levy-on-grain" data-cite=", 5 March 2025">' in shown


def reported(number, text="We will not tax the sea to pay for a customs house"):
    """Quotations of so many briefings that report the same words on one day."""
    archive = pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive
    one = next(q for q in archive.quotations if q.quote.id == "capped-fee")
    quote = replace(one.quote, text=Text(text, one.quote.span))
    briefings = [replace(one.briefing, id=f"b{n:02}", key_quotes=(quote,)) for n in range(number)]
    sources = [replace(one.source, url=f"https://{n}.example/", snapshot=None) for n in range(number)]
    return tuple(replace(one, briefing=b, quote=quote, source=s) for b, s in zip(briefings, sources, strict=True))


def test_of_many_reports_a_few_stand_beside_each_other_and_all_on_their_page():
    versions = reported(14)
    utterance = Utterance(versions)
    ((path, _, _, sketch),) = shared.pages([utterance])
    page = sketch.make()
    assert [len(entry.sides) for entry in page.entries] == [6, 6, 4]
    assert {side.quotation.briefing.id for entry in page.entries for side in entry.sides} == {
        v.briefing.id for v in versions
    }
    assert len({entry.anchor for entry in page.entries}) == 3
    ((_, where, anchor),) = shared.by_quotation([utterance])["b13", "capped-fee"]
    assert (where, anchor) == (path, page.entries[0].anchor)
    entry = shared.shared(utterance, versions[13], where, anchor)
    assert [side.quotation.briefing.id for side in entry.sides] == ["b13", "b00", "b01", "b02", "b03", "b04"]
    assert (entry.versions, entry.path) == (14, where)
    assert shared.shared(Utterance(versions[:6]), versions[0], where, anchor).path == ""


def test_an_open_date_is_filed_under_the_year_in_which_it_begins():
    assert [year_of(parse(text)) for text in ("2026-01/..", "../2026-01", "2025-12/2026-01", "202X")] == [
        "2026",
        "2026",
        "2026",
        "2029",
    ]


def test_cuts_and_insertions_are_told_from_words_by_eye_and_ear(content):
    shown = card(changed(content, "A levy on it is", "A levy on it [grain] is […]")[FIRST], "levy-on-bread")
    assert '<ins class="gap">&#91;grain&#93;</ins>' in shown
    assert '<span class="gap" role="img" aria-label="words left out">&#91;…&#93;</span>' in shown


URL = "    url: https://straits.example/records/1\n"


def test_without_an_address_the_archived_copy_is_opened_at_the_sentence(content):
    shown = card(changed(content, URL, "    archive_url: https://archive.example/1\n")[FIRST], "levy-on-bread")
    link = re.search(r'<a href="([^"]*)">Open the archived copy at the exact sentence</a>', shown)
    assert "archive.example/1#:~:text=A%20levy" in link[1]


def test_without_any_address_the_passage_stands_open_on_the_card(content):
    shown = card(changed(content, URL, "")[FIRST], "levy-on-bread")
    assert '<details class="fold" open><summary>Passage in our copy</summary>' in shown
    assert '<a href="#protocol">Source A</a>' in shown


def test_what_only_looks_like_a_comment_of_css_stays():
    assert render._uncommented("a::before { content: \"/*\"; } /* it's\nleft out */ b { x: '*/'; }") == (
        "a::before { content: \"/*\"; }  b { x: '*/'; }"
    )
