"""Pages of sources and publishers: what was taken from whom, and the pictures of it."""

import datetime as dt
import re
from dataclasses import replace

import jinja2
import pytest
from conftest import EXAMPLE, ROOT

from generator import addresses, pipeline, relate, render
from generator.document import Text
from generator.views import publishers, sources
from generator.views.trends import by_year

FIRST, SECOND = "straits-tariff-first-round", "straits-tariff-second-round"
TWIN = """zenda-evening:
  name: Zenda Evening
  kind: newspaper
  owner: Zenda Press
"""


def loaded(content=EXAMPLE):
    return pipeline.load(content, dt.date(2026, 11, 23)).archive


def of_publishers(archive):
    sheaves = publishers.sheaves(archive, relate.relations(archive), lambda: used(archive))
    return {path: view for sheaf in sheaves for path, _, _, view in sheaf()}


def used(archive):
    return {briefing.id: sources.uses(briefing) for briefing in archive.live}


@pytest.fixture
def two_papers(content):
    """The second round, its first point resting on two papers of one owner."""
    with (content / "publishers.yaml").open("a", encoding="utf-8") as file:
        file.write(TWIN)
    path = content / f"briefings/2026/{SECOND}.yaml"
    text = path.read_text("utf-8").replace("    cites: [courier]\n", "    cites: [courier, evening]\n", 1)
    evening = (
        "  - {id: evening, type: article-newspaper, tier: secondary, publisher: zenda-evening, issued: 2026-01-18}\n"
    )
    path.write_text(text.replace("caveats:\n", evening + "caveats:\n"), "utf-8")
    return loaded(content)


def test_a_publisher_tells_how_much_was_taken_from_it_and_when():
    view = of_publishers(loaded())["publishers/zenda-courier/"]
    assert view.total == publishers.Taken("", sources=1, briefings=1, quotations=3, positions=2)
    assert [taken.label for taken in view.years] == ["2026"]
    assert (view.owner, view.others) == ("Zenda Press", ())


def test_words_that_passed_through_a_publisher_are_told_with_it():
    view = of_publishers(loaded())["publishers/freedonian-state-radio/"]
    assert [quotation.quote.id for quotation in view.quotations] == ["serious-step"]
    assert view.claims == ()


def test_nothing_of_a_withdrawn_briefing_was_taken_from_a_publisher():
    view = of_publishers(loaded())["publishers/strelsau-gazette/"]
    taken = [use.briefing.id for _, uses in view.uses for use in uses] + [q.briefing.id for q in view.quotations]
    assert set(taken) == {"straits-tariff-first-round"}  # and not the withdrawn `straits-survey-leak`
    assert view.total.briefings == 1


def test_a_claim_of_two_papers_hangs_on_their_owner_and_on_neither_of_them(two_papers):
    views = of_publishers(two_papers)
    courier, evening = views["publishers/zenda-courier/"], views["publishers/zenda-evening/"]
    assert courier.alone == 5
    assert evening.alone == 0
    assert [other.id for other in evening.others] == ["zenda-courier"]
    (first, *_) = (view for *_, view in sources.pages(two_papers, relate.relations(two_papers), used(two_papers)))
    assert [(o.name, o.sources, o.claims) for o in first.holdings.owners] == [("Zenda Press", 2, 6)]


def test_a_publisher_with_hundreds_of_sources_has_a_way_to_all_of_them():
    archive = loaded()
    first = archive.briefings[FIRST]
    copies = {
        id: replace(first, id=Text(id, first.span), key_quotes=(), positions=()) for id in (f"round-{n}" for n in range(350))
    }  # fmt: skip
    many = replace(archive, briefings=copies, standings_of=dict.fromkeys(copies, ()), quotations=())
    views = of_publishers(many)
    base = "publishers/straits-conference-secretariat/"
    assert [len(chunk) for _, chunk in views[base].uses] == [150]
    older = f"{base}2025/page/1/"  # which it keeps when a year is over
    assert len(views[older].uses) == 200
    assert {part.path for part in views[base].parts} == {base, older}
    claims = [views[f"{base}claims/{way}"].claims for way in ("", "page/1/")]
    assert [len(chunk) for chunk in claims] == [150, 200]


@pytest.mark.parametrize(
    ("anchor", "there"),
    [("point-2", True), ("point-3", False), ("entry-3", True), ("entry-2", False), ("press-briefing", True)],
)
def test_points_and_entries_have_addresses_as_far_as_there_are_any(anchor, there):
    found = addresses.resolve(f"{SECOND}.yaml#{anchor}", "", loaded())
    assert (found is not None) == there


def drawn(trend):
    env = render.environment(jinja2.FileSystemLoader(ROOT / "templates"))
    page = env.from_string(
        '{% from "macros/bars.md" import bars %}{{ bars("x", "Tiers", "By year.", trend, ["Primary", "Secondary"]) }}'
    )
    return page.render(trend=trend)


def test_a_bar_is_divided_as_the_numbers_are():
    made = drawn(by_year(("a", "b"), {"2025": (5, 15), "2026": (30, 10)}))
    assert re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%" height', made) == [
        ("0.00", "25.00"), ("25.00", "75.00"), ("0.00", "75.00"), ("75.00", "25.00")
    ]  # fmt: skip
    assert "<title>2026, Primary: 30 of 40</title>" in made
    assert '<tr><th scope="row">2025</th><td>5</td><td>15</td><td>20</td></tr>' in made
    assert "<desc" in made
    assert "style=" not in made


def test_a_year_with_few_is_told_and_not_drawn():
    made = drawn(by_year(("a", "b"), {"2024": (1, 2), "2025": (5, 15), "2026": (30, 10)}))
    assert "3 in all: too few to draw" in made
    assert "<title>2024" not in made


def test_a_single_year_is_told_in_words():
    made = drawn(by_year(("a", "b"), {"2026": (30, 10)}))
    assert "<svg" not in made
    assert "2026: 30 primary, 10 secondary." in made
    assert "2026: 30 primary." in drawn(by_year(("a", "b"), {"2026": (30, 0)}))
