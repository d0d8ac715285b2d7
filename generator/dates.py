"""Dates as precise as their source: ISO 8601 and the Extended Date/Time Format (EDTF, Library of Congress, 2019).

Read are EDTF level 0 (day, month, year, interval, moment with its zone), and of level 1 the qualifiers `?` `~` `%`,
open intervals and unspecified last digits (`202X`, `2026-XX`). Precision is never invented: each date has a first and a
last day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass

_PLAIN = re.compile(r"(?P<year>\d{3}[\dX])(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-][01]\d:[0-5]\d)", re.ASCII)
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

    def __reduce__(self) -> tuple[object, ...]:
        return of, (self.text,)

    @property
    def machine(self) -> str:
        """As HTML's `time` element has it, no more precise than it is; empty where HTML has no form for it."""
        length = {"moment": 10, "day": 10, "month": 7, "year": 4}.get(self.precision, 0)
        return self.first.isoformat()[:length]

    @property
    def ended(self) -> dt.date:
        """The latest day that it can mean; of what has no end, the day on which it began."""
        return self.first if self.last == dt.date.max else self.last

    def overlaps(self, other: Date) -> bool:
        """Whether both can mean the same day."""
        return self.first <= other.last and other.first <= self.last

    @property
    def order(self) -> tuple[dt.date, dt.date, str]:
        """Sort key: by the first day, the more precise one before."""
        return (self.first, self.last, self.text)

    def __str__(self) -> str:
        """As a reader reads it: `16 January 2026`, `about January 2026`, `2026`, `16 to 18 January 2026`."""
        if "/" in self.text:
            return _between(*self.text.split("/"))
        words = {
            "decade": f"{self.first.year}s",
            "year": f"{self.first.year}",
            "month": f"{_MONTHS[self.first.month]} {self.first.year}",
        }.get(self.precision, f"{self.first.day} {_MONTHS[self.first.month]} {self.first.year}")
        if self.qualifier.startswith("about"):
            words = f"about {words}"
        return f"{words} (uncertain)" if self.qualifier.endswith("uncertain") else words


def of(text: str) -> Date:
    """The date that a text tells, and that keeps it as it is, its place included.

    Raises:
        ValueError: as `parse`.

    """
    found = parse(str(text))
    return Date(text, found.first, found.last, found.precision, found.qualifier)


@functools.lru_cache(maxsize=1 << 12)
def parse(text: str) -> Date:
    """Read a date.

    Raises:
        ValueError: `text` is no date of the profile above; the message says why.

    """
    if "/" in text:
        return _interval(text)
    if _MOMENT.fullmatch(text):
        at = _day(int(text[:4]), int(text[5:7]), int(text[8:10]))
        return Date(text, at, at, "moment")
    found = _PLAIN.fullmatch(text)
    if not found:
        raise ValueError("dates are written year, month, day, with hyphens")
    qualifier = _WORDS[found["mark"]]
    month, day = (int(part) if part and part != "XX" else None for part in found.group("month", "day"))
    if found["year"].endswith("X"):
        if found["month"]:
            raise ValueError("a decade has no month")
        start = int(text[:3]) * 10
        return Date(text, dt.date(max(start, 1), 1, 1), dt.date(start + 9, 12, 31), "decade", qualifier)
    return _calendar(text, int(found["year"]), month, day, qualifier)


def _calendar(text: str, year: int, month: int | None, day: int | None, qualifier: str) -> Date:
    """A day, a month or a year of the calendar."""
    if year == 0:
        raise ValueError("there is no year 0000")
    if month is None:
        if day is not None:
            raise ValueError("a day needs its month")
        return Date(text, dt.date(year, 1, 1), dt.date(year, 12, 31), "year", qualifier)
    if 21 <= month <= 24 and day is None:
        raise ValueError("a season is written as its months, such as 2027-09/2027-11")
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02}")
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return Date(text, dt.date(year, month, 1), dt.date(year, month, last), "month", qualifier)
    exact = _day(year, month, day)
    return Date(text, exact, exact, "day", qualifier)


def guess(text: str) -> str | None:
    """What somebody probably meant who wrote a date in another form; None where it could mean two things."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})|(\d{4})()(\d\d)(\d\d)", text, re.ASCII):
        year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    elif found := re.fullmatch(r"(\d{1,2})([./-])\s?(\d{1,2})[./-]\s?(\d{4})", text, re.ASCII):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] != "." and day != month:
            if day <= 12 and month <= 12:
                return None
            day, month = max(day, month), min(day, month)
    else:
        return _in_words(text)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _in_words(text: str) -> str | None:
    """A date whose month is an English word."""
    words = re.findall(r"[A-Za-z]+|[0-9]+", text)
    months, rest = [], []
    for word in words:
        number = next((n for n in range(1, 13) if word.lower() in (_MONTHS[n].lower(), _short(n))), 0)
        if number:
            months.append(number)
        elif word.isalpha() and word.lower() not in ("of", "the", "st", "nd", "rd", "th", "sept"):
            rest.append(word.lower())
    years = [int(word) for word in words if re.fullmatch(r"[0-9]{4}", word)]
    days = [int(word) for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    about = bool(rest) and set(rest) <= {"about", "around", "circa", "ca", "c"}
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or (rest and not about):
        return None
    try:
        day = dt.date(years[0], months[0], days[0] if days else 1).isoformat()
    except ValueError:
        return None
    return (day if days else day[:7]) + ("~" if about else "")


def _short(month: int) -> str:
    return _MONTHS[month][:3].lower()


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {year:04}-{month:02}-{day:02}") from None


def _between(start: str, end: str) -> str:
    """The words of an interval; month and year are said once where both ends have them."""
    if start in ("", ".."):
        return f"until {parse(end)}{'' if start else ', beginning unknown'}"
    if end in ("", ".."):
        return f"from {parse(start)}{' on' if end else ', end unknown'}"
    first, last = parse(start), parse(end)
    words, others = str(first).split(), str(last).split()
    if first.precision == last.precision and not first.qualifier + last.qualifier:
        while len(words) > 1 and words[-1] == others.pop():
            words.pop()
    return f"{' '.join(words)} to {last}"


def _interval(text: str) -> Date:
    ends = text.split("/")
    if len(ends) != 2 or all(end in ("", "..") for end in ends):
        raise ValueError("an interval is written 2026-01-16/2026-01-18")
    first = dt.date.min if ends[0] in ("", "..") else parse(ends[0]).first
    last = dt.date.max if ends[1] in ("", "..") else parse(ends[1]).last
    if last < first:
        raise ValueError("the interval ends before it begins")
    return Date(text, first, last, "interval")
