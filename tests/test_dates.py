"""Dates: as precise as they are written, and never more."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import dates


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026-02-24", "2026-02-24", "2026-02-24", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2026", "2026-01-01", "2026-12-31", "year"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("2026-XX", "2026-01-01", "2026-12-31", "year"),
        ("2026-02-XX", "2026-02-01", "2026-02-28", "month"),
        ("2026~", "2026-01-01", "2026-12-31", "year"),
        ("2026-01-18T09:12:00Z", "2026-01-18", "2026-01-18", "moment"),
        ("2026-01-18T23:59:59+14:00", "2026-01-18", "2026-01-18", "moment"),
        ("2026-01-16/2026-01-18", "2026-01-16", "2026-01-18", "interval"),
        ("2026-01/..", "2026-01-01", "9999-12-31", "interval"),
        ("../2026-01", "0001-01-01", "2026-01-31", "interval"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text, first, last, precision):
    date = dates.parse(text)
    assert (date.first.isoformat(), date.last.isoformat(), date.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "", "0000", "2026-13", "2026-00", "2026-02-30", "2026-1-5", "16.1.2026", "20X6", "2026-XX-16", "202X-01", "../..", "/",
        "2026/2025", "a/b", "2026-01-18T25:00:00Z", "2026-01-18T09:12:00", "٢٠٢٦", "2026-01-16 ", "2026?~", "-2026", "2026/2027/2028",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_reason(text):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("16.1.2026", "2026-01-16"), ("2026/01/16", "2026-01-16"), ("2026-1-6", "2026-01-06"), ("20260116", "2026-01-16"),
        ("16 January 2026", "2026-01-16"), ("January 16th, 2026", "2026-01-16"), ("Jan 2026", "2026-01"),
        ("about January 2026", "2026-01~"), ("25/12/2026", "2026-12-25"), ("12/25/2026", "2026-12-25"),
        ("1/2/2026", None), ("30.2.2026", None), ("soon", None), ("May or June 2026", None), ("not January 2026", None),
    ],
)  # fmt: skip
def test_another_form_is_understood_where_it_can_mean_one_thing(text, meant):
    assert dates.guess(text) == meant


@given(st.text(max_size=30) | st.from_regex(r"[0-9X]{1,4}(-[0-9X]{1,2}){0,2}[?~%]?(/.{0,12})?", fullmatch=True))
def test_no_text_brings_dates_down_and_what_is_guessed_is_a_date(text):
    guessed = dates.guess(text)
    assert guessed is None or dates.parse(guessed)
    try:
        date = dates.parse(text)
    except ValueError:
        return
    assert date.first <= date.last
    assert str(date)


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day):
    assert dates.parse(day.isoformat()).first == day
    assert dates.guess(f"{day.day}. {day.strftime('%B')} {day.year:04}") == day.isoformat()


def test_an_earlier_day_sorts_first_and_the_more_precise_before():
    texts = ["2026", "2026-01-02", "2026-01", "2025-12-31", "2026-01-01"]
    assert sorted(texts, key=lambda text: dates.parse(text).order) == [
        "2025-12-31",
        "2026-01-01",
        "2026-01",
        "2026",
        "2026-01-02",
    ]
    assert dt.date.min < dates.parse("2026").first


def test_a_season_is_told_to_be_written_as_its_months():
    with pytest.raises(ValueError, match="a season is written as its months"):
        dates.parse("2027-23")
