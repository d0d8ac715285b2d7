"""Topics: what belongs to them, and where things stand there."""

import datetime as dt

import pytest
from conftest import EXAMPLE, ROOT

from generator import pipeline, relate, views
from generator.views.lists import filed


def topic_pages(archive):
    return {
        path: view
        for sheaf in views.sheaves(archive, relate.relations(archive), lambda *_: "")
        for path, _, _, view in sheaf()
    }


@pytest.fixture(scope="module")
def pages():
    return topic_pages(pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive)


def test_a_topic_tells_where_things_stand_on_each_of_its_issues(pages):
    (asked,) = pages["topics/straits/"].questions
    assert (asked.issue.id, asked.actors) == ("grain-levy", 3)
    shift = asked.shift
    assert (shift.after.position.actor, shift.before.position.stance, shift.after.position.stance) == (
        "ruritania", "strongly-oppose", "conditional"
    )  # fmt: skip


def test_a_topic_names_who_is_most_present_and_leaves_the_withdrawn_out(pages):
    present = pages["topics/straits/"].actors
    assert [number for _, number in present] == sorted((number for _, number in present), reverse=True)
    assert ("pal-varga", 2) in [(actor.id, number) for actor, number in present]
    assert "freedonian-minister" not in [actor.id for actor, _ in present], "only a withdrawn briefing quotes it"
    assert pages["topics/straits/"].total == 2


def test_the_list_of_topics_tells_how_many_and_the_latest(pages):
    listed = {topic.id: (number, latest) for topic, number, latest in pages["topics/"].topics}
    number, latest = listed["trade"]
    assert (number, str(latest)) == (2, "18 January 2026")


def test_a_long_topic_is_split_into_whole_years_and_a_short_one_stands_on_one_page():
    short = list(filed(range(200), lambda n: "2026", "topics/x/", "X"))
    assert [(path, len(chunk)) for path, _, chunk, _ in short] == [("topics/x/", 200)]
    long = list(filed(range(201), lambda n: str(2026 - n // 120), "topics/x/", "X"))
    assert [(path, title) for path, title, _, _ in long] == [
        ("topics/x/", "X"), ("topics/x/2025/", "X 2025")
    ]  # fmt: skip


def test_with_one_briefing_no_topic_is_silly():
    """Nothing is counted that is one, nothing is compared that stands alone."""
    archive = pipeline.load(ROOT / "content", dt.date(2026, 11, 23)).archive
    made = {page.src_uri: page.text for page in pipeline.make_pages(archive, views.Site("Archive"))}
    for id in archive.topics:
        page = made[f"topics/{id}.md"]
        assert "Those who appear in most" not in page
        assert ">1 briefing<" not in page
    (briefing,) = archive.briefings
    assert "Related briefings" not in made[f"briefings/{briefing}.md"]
    assert 'class="beside"' not in made[f"briefings/{briefing}.md"]
    assert "## Succession" not in made[f"briefings/{briefing}.md"]
