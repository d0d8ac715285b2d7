"""Dates as precise as their source: ISO 8601 and the Extended Date/Time Format (EDTF, Library of Congress, 2019).

Read are EDTF level 0 (day, month, year, interval, and a moment in UTC), and of level 1 the qualifiers `?` `~` `%`, open
intervals and unspecified last digits (`202X`, `2026-XX`). Precision is never invented: each date has a first and a last day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_PLAIN = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-][01]\d:[0-5]\d)")
_MONTHS = tuple(calendar.month_name)
"""Looked up once: each look into `calendar` formats a date."""
_WORDS = {"": "", "?": "uncertain", "~": "about", "%": "about, uncertain"}


@dataclass(frozen=True, slots=True)
class Date:
    """A date with its precision."""

    text: str
    """As its author wrote it."""
    first: dt.date
    """The earliest day that it can mean."""
    last: dt.date
    """The latest day that it can mean."""
    precision: str
    """`moment`, `day`, `month`, `year`, `decade` or `interval`."""
    qualifier: str = ""
    """Empty, `uncertain`, `about`, or `about, uncertain`."""

    @property
    def machine(self) -> str:
        """As HTML's `time` element has it, no more precise than it is; empty where HTML has no form for it."""
        length = {"moment": 10, "day": 10, "month": 7, "year": 4}.get(self.precision, 0)
        return self.first.isoformat()[:length]

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Sort key: by the first day, the more precise one before."""
        return (self.first, self.last, self.text)

    def __str__(self) -> str:
        """As a reader reads it: `16 January 2026`, `about January 2026`, `2026`."""
        if "/" in self.text:
            ends = [("…" if end in ("", "..") else str(parse(end))) for end in self.text.split("/")]
            return " to ".join(ends)
        month = _MONTHS[self.first.month]
        words = {
            "decade": f"{self.first.year}s",
            "year": f"{self.first.year}",
            "month": f"{month} {self.first.year}",
        }.get(self.precision, f"{self.first.day} {month} {self.first.year}")
        if self.qualifier.startswith("about"):
            words = f"about {words}"
        return f"{words} (uncertain)" if self.qualifier.endswith("uncertain") else words


def parse(text: str) -> Date:
    """Read a date.

    Raises:
        ValueError: `text` is no date of the profile above; the message says why.

    """
    if "/" in text:
        return _interval(text)
    if _MOMENT.fullmatch(text):
        day = _day(int(text[:4]), int(text[5:7]), int(text[8:10]))
        return Date(text, day, day, "moment")
    found = _PLAIN.fullmatch(text)
    if not found:
        raise ValueError("dates are written year, month, day, with hyphens")
    qualifier = _WORDS[found["mark"]]
    if found["year"].endswith("X"):
        if found["month"]:
            raise ValueError("a decade has no month")
        start = int(found["year"][:3]) * 10
        return Date(text, dt.date(max(start, 1), 1, 1), dt.date(start + 9, 12, 31), "decade", qualifier)
    year = int(found["year"])
    if year == 0:
        raise ValueError("there is no year 0000")
    if found["month"] in (None, "XX"):
        if found["day"] not in (None, "XX"):
            raise ValueError("a day needs its month")
        return Date(text, dt.date(year, 1, 1), dt.date(year, 12, 31), "year", qualifier)
    month = int(found["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {found['month']}")
    if found["day"] in (None, "XX"):
        last = calendar.monthrange(year, month)[1]
        return Date(text, dt.date(year, month, 1), dt.date(year, month, last), "month", qualifier)
    day = _day(year, month, int(found["day"]))
    return Date(text, day, day, "day", qualifier)


def guess(text: str) -> str | None:
    """What somebody probably meant who wrote a date in another form; None where it could mean two things."""
    if found := re.fullmatch(r"(\d{4})[./](\d{1,2})[./](\d{1,2})", text.strip()):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})([./-])\s?(\d{1,2})[./-]\s?(\d{4})", text.strip()):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] != "." and day != month:
            if day <= 12 and month <= 12:
                return None
            day, month = max(day, month), min(day, month)
    else:
        words = re.findall(r"[A-Za-z]+|\d+", text)
        months = [
            n for w in words for n, name in enumerate(calendar.month_name) if n and w.lower()[:3] == name.lower()[:3]
        ]
        years = [int(w) for w in words if re.fullmatch(r"\d{4}", w)]
        days = [int(w) for w in words if re.fullmatch(r"\d{1,2}", w)]
        if len(months) != 1 or len(years) != 1 or len(days) > 1:
            return None
        if not days:
            return f"{years[0]}-{months[0]:02}"
        year, month, day = years[0], months[0], days[0]
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {year:04}-{month:02}-{day:02}") from None


def _interval(text: str) -> Date:
    ends = text.split("/")
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise ValueError("an interval is written 2026-01-16/2026-01-18")
    first = dt.date.min if ends[0] in ("", "..") else parse(ends[0]).first
    last = dt.date.max if ends[1] in ("", "..") else parse(ends[1]).last
    if last < first:
        raise ValueError("the interval ends before it begins")
    return Date(text, first, last, "interval")
