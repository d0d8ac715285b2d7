"""Timelines: what happened when, in an order that no date's vagueness upsets, and shown no more exactly than it is known."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from conftest import EXAMPLE

from generator import addresses, dates, pipeline, views
from generator.views.timeline import Happening, grouped, split, timeline


def entry(date, text="Something happened.", event=None):
    return SimpleNamespace(
        date=dates.parse(date) if date else None, text=text, cites=(), event=event, briefing=None
    )  # fmt: skip


def event(id, title, date=None, place=None):
    return SimpleNamespace(id=id, title=title, type=None, date=dates.parse(date) if date else None, place=place)


def told(id, *entries, events=()):
    """What a timeline asks of a briefing."""
    return SimpleNamespace(
        id=id, language="en", timeline=entries, events=events,
        event=lambda wanted: next((e for e in events if e.id == wanted), None),
    )  # fmt: skip


def order(*texts):
    return [str(h.date) if h.date else "undated" for h in timeline([told("one", *map(entry, texts))])]


def test_about_1998_stands_among_1998_and_says_about():
    assert order("1998-03-01", "1999", "1998~", "1997-12-31") == [
        "31 December 1997",
        "about 1998",
        "1 March 1998",
        "1999",
    ]
    group = grouped(timeline([told("one", entry("1998~"))]))[0]
    assert (group.year, group.month) == ("1998", "")


def test_a_vague_date_stands_before_the_more_precise_ones_within_it():
    assert order("1990-01-01", "1990-01", "1990", "199X", "1990-02") == [
        "1990s", "1990", "January 1990", "1 January 1990", "February 1990"
    ]  # fmt: skip


def test_an_interval_stands_where_it_begins_and_one_without_beginning_where_it_ends():
    assert order("2001/2003", "2002", "../2001-05", "2001-04", "2001-06/..") == [
        "2001 to 2003", "April 2001", "until May 2001", "from June 2001 on", "2002"
    ]  # fmt: skip


def test_the_undated_stand_at_the_end():
    assert order(None, "2001") == ["2001", "undated"]


@pytest.mark.parametrize(
    ("date", "words", "shape", "sure"),
    [
        ("2026-01-16", "16 January 2026", "day", ""),
        ("2026-01-18T09:12:00Z", "18 January 2026", "day", ""),
        ("2026-01", "January 2026", "span", ""),
        ("2026", "2026", "span", ""),
        ("202X", "2020s", "span", ""),
        ("2026-01~", "about January 2026", "span", "about"),
        ("2026?", "2026 (uncertain)", "span", "uncertain"),
        ("2026-01-16%", "about 16 January 2026 (uncertain)", "day", "uncertain"),
        ("2026-01-16/2026-01-18", "16 to 18 January 2026", "interval", ""),
        ("2026-01-30/2026-02-02", "30 January to 2 February 2026", "interval", ""),
        ("2025-12/2026-01", "December 2025 to January 2026", "interval", ""),
        ("1998~/2001", "about 1998 to 2001", "interval", "about"),
        ("2026-01/..", "from January 2026 on", "open", ""),
        ("2026-01/", "from January 2026, end unknown", "open", ""),
        ("../2026", "until 2026", "open", ""),
        ("/2026", "until 2026, beginning unknown", "open", ""),
    ],
)
def test_a_date_is_shown_in_words_and_shape_as_exactly_as_it_is_known(date, words, shape, sure):
    happening = Happening(told("one"), dates.parse(date), "Something happened.")
    assert (str(happening.date), happening.shape, happening.sure) == (words, shape, sure)


def tellings(*briefings):
    return [[h.briefing.id for h in e.tellings] for group in grouped(timeline(briefings)) for e in group.entries]


def vote(id, day="2026-01-16", place="Port Zenda", text="The council voted."):
    return told(id, entry(day, text, "vote"), events=[event("vote", "Vote on the levy", place=place)])


def test_an_event_that_two_briefings_tell_of_is_one_entry():
    assert tellings(vote("a"), vote("b", text="It was adopted.")) == [["a", "b"]]
    assert tellings(vote("a", "2026-01-16/2026-01-18"), vote("b", "2026-01-16/2026-01-18")) == [["a", "b"]]
    shown = grouped(timeline([vote("a"), vote("b", text="It was adopted.")]))[0].entries[0]
    assert shown.title == "Vote on the levy"


def test_what_may_be_two_events_stays_two():
    assert tellings(vote("a"), vote("b", place="Strelsau")) == [["a"], ["b"]]
    assert tellings(vote("a", "2026-01"), vote("b", "2026-01")) == [["a"], ["b"]]
    assert tellings(vote("a", "2026-01-16~"), vote("b", "2026-01-16~")) == [["a"], ["b"]]
    assert tellings(vote("a", place=None, text="A vote."), vote("b", place=None, text="A vote.")) == [["a"], ["b"]]


def test_the_same_sentence_on_the_same_day_is_one_entry_though_others_stand_between():
    talks = "First round of talks in Port Zenda."
    between = told("b", entry("2025-03-04", "Ships waited outside the harbour."))
    found = tellings(told("a", entry("2025-03-04", talks)), between, told("c", entry("2025-03-04", talks)))
    assert found == [["a", "c"], ["b"]]


def test_a_briefing_keeps_its_own_order_within_a_day():
    day = "2026-01-16"
    found = timeline(
        [told("one", entry(day, "Zeal comes before all else."), entry(day, "After it comes what follows."))]
    )
    assert [h.text[0] for h in found] == ["Z", "A"]


def test_a_long_timeline_has_a_page_for_each_year_and_two_hundred_and_the_latest_on_its_first():
    busy = told(
        "one", *(entry("2001-01-01", f"Number {n} of that day.") for n in range(250)), entry("199X"), entry(None)
    )
    pages = {path: view for path, _, _, view in split(timeline([busy]), "timeline/", "Timeline", None)}
    assert list(pages) == [
        "timeline/", "timeline/1990s/", "timeline/2001/", "timeline/2001/page/2/", "timeline/undated/"
    ]  # fmt: skip
    assert pages["timeline/"].years == (
        ("1990s", "timeline/1990s/", 1), ("2001", "timeline/2001/", 250), ("Undated", "timeline/undated/", 1)
    )  # fmt: skip
    assert [len(group.entries) for group in pages["timeline/"].groups] == [40]
    assert [len(group.entries) for group in pages["timeline/2001/page/2/"].groups] == [50]
    assert [part.label for part in pages["timeline/undated/"].parts] == ["All years", "2001", "Undated"]


@pytest.fixture(scope="module")
def archive():
    return pipeline.load(EXAMPLE, dt.date(2026, 11, 23)).archive


def test_the_page_shows_each_date_in_its_shape_with_a_legend(archive):
    pages = {page.src_uri: page.text for page in pipeline.make_pages(archive, views.Site("Example"))}
    shown = pages["timeline/index.md"]
    assert re.search(r'<li data-shape="span" data-sure="about">\s*<span>about January 2026</span>', shown)
    legend = re.search(r'<ul class="shapes".*?</ul>', shown, re.DOTALL)[0]
    assert set(re.findall(r'data-shape="(\w+)"', legend)) == {"day", "span", "interval", "open", "undated"}
    assert '<ul class="shapes"' not in pages["briefings/straits-tariff-second-round.md"]


def test_authors_can_link_to_every_timeline_that_there_is(archive):
    base = "briefings/straits-tariff-second-round/"
    every = {path for sheaf in views.sheaves(archive, *_nothing(archive)) for path, _, _, _ in sheaf()}
    paths = {path for path in every if "timeline" in path}
    assert {"timeline/", "timeline/2026/", "topics/straits/timeline/"} <= paths
    assert {addresses.resolve(f"/{path}", base, archive) for path in paths} == paths
    assert addresses.resolve("/topics/nowhere/timeline/", base, archive) is None


def _nothing(archive):
    from generator import relate

    return relate.relations(archive), lambda target, path: ""
