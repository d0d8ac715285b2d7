"""Rendering: templates ask for what their view has, and pages are Markdown that a person can read."""

import datetime as dt
from dataclasses import fields
from pathlib import Path

import jinja2
import jinja2.meta
import pytest
from conftest import EXAMPLE, ROOT

from generator import pipeline, render, views

GOLDEN = Path(__file__).parent / "golden"
SHARED = {"archive", "site", "root", "path", "anchor", "view"}
VIEWS = {
    "home": views.HomePage, "briefing": views.BriefingPage, "briefings": views.BriefingsPage,
    "actors": views.ActorsPage, "actor": views.ActorPage, "issues": views.IssuesPage, "issue": views.IssuePage,
    "topics": views.TopicsPage, "topic": views.TopicPage, "quotes": views.QuotesPage, "sources": views.SourcesPage,
    "publisher": views.PublisherPage, "timeline": views.TimelinePage, "changes": views.ChangesPage,
    "about": views.TextPage, "method": views.TextPage, "search": views.TextPage, "text": views.TextPage,
    "contribute": views.GuidePage, "rules": views.GuidePage,
}  # fmt: skip
EXAMPLES = {
    "home": "index.md", "briefing": "briefings/straits-tariff-second-round.md", "briefings": "briefings/index.md",
    "actors": "actors/index.md", "actor": "actors/ada-bellweather.md", "issues": "issues/index.md",
    "issue": "issues/grain-levy.md", "topics": "topics/index.md", "topic": "topics/straits.md",
    "quotes": "quotes/index.md", "sources": "sources/index.md", "publisher": "publishers/zenda-courier.md",
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
        golden.write_text(made, "utf-8")
    assert golden.read_text("utf-8") == made


def test_the_golden_pages_are_all_of_a_kind_that_we_make():
    assert {path.name for path in GOLDEN.iterdir()} == set(EXAMPLES)
