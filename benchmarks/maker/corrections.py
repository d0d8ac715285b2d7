"""What is corrected in a briefing after its publication: something of every kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from benchmarks.maker import editing
from benchmarks.maker.dice import Dice

Fields = dict[str, Any]


class Mistake(NamedTuple):
    """What stood at a path before it was mended."""

    id: str
    path: str
    was: str
    now: str | None
    reasons: tuple[str, ...]
    severity: str = "minor"


def correction(dice: Dice, turn: int, fields: Fields, day: str) -> tuple[Fields, int]:
    """A correction of a briefing made on a day, and the next turn; the kinds take turns over the archive."""
    while True:
        mistake = KINDS[turn % len(KINDS)](dice, fields)
        turn += 1
        if mistake and mistake.now:
            return {
                "id": mistake.id, "date": day, "field": mistake.path, "was": mistake.was, "now": mistake.now,
                "reason": dice.pick(mistake.reasons), "severity": mistake.severity,
            }, turn  # fmt: skip


def _before(date: str) -> str:
    """The day before a day; before what is less precise than a day, the last year or decade."""
    try:
        return (dt.date.fromisoformat(date) - dt.timedelta(1)).isoformat()
    except ValueError:
        return f"{int(date[:3]) - 1}X" if date[3] == "X" else str(int(date[:4]) - 1)


def _date_of_event(_: Dice, fields: Fields) -> Mistake | None:
    event = fields["events"][0]
    if not event["date"]:
        return None
    path = f"events.{event['id']}.date"
    return Mistake("date-of-event", path, _before(event["date"]), event["date"], editing.WRONG_DATES)


def _role_of_speaker(_: Dice, fields: Fields) -> Mistake:
    quote = fields["key_quotes"][0]
    path = f"key_quotes.{quote['id']}.role"
    return Mistake("role-of-speaker", path, "Spokesperson", quote["role"], editing.WRONG_NAMES)


def _date_of_source(_: Dice, fields: Fields) -> Mistake:
    source = fields["sources"][0]
    path, issued = f"sources.{source['id']}.issued", source["issued"]
    return Mistake("date-of-source", path, _before(issued), issued, editing.WRONG_DATES)


def _words_of_quote(dice: Dice, fields: Fields) -> Mistake | None:
    quote = dice.pick(fields["key_quotes"])
    words = quote["text"].split(" ")
    if len(words) < 5:
        return None
    gone = dice.between(1, len(words) - 2)
    was = " ".join(words[:gone] + words[gone + 1 :])
    return Mistake(
        "words-of-quote", f"key_quotes.{quote['id']}.text", was, quote["text"], editing.WRONG_WORDS, "substantive"
    )


def _reading(_: Dice, fields: Fields) -> Mistake:
    stance = fields["positions"][0]["stance"]
    was = "support" if stance == "neutral" else "neutral"
    return Mistake("reading-of-position", "positions.1.stance", was, stance, editing.WRONG_READINGS, "substantive")


def _date_of_position(_: Dice, fields: Fields) -> Mistake | None:
    date = fields["positions"][-1]["as_of"]
    if not date:
        return None
    path = f"positions.{len(fields['positions'])}.as_of"
    return Mistake("date-of-position", path, _before(date), date, editing.WRONG_DATES)


def _statement(_: Dice, fields: Fields) -> Mistake:
    number = min(2, len(fields["positions"]))
    now = fields["positions"][number - 1]["statement"]
    was = f"{now.rstrip('.')} at any price."
    path = f"positions.{number}.statement"
    return Mistake("statement-of-position", path, was, now, editing.WRONG_READINGS, "substantive")


def _summary(_: Dice, fields: Fields) -> Mistake:
    now = fields["summary"][0]["text"]
    return Mistake("first-point", "summary.1", f"{now.rstrip('.')} and voted on it.", now, editing.WRONG_READINGS)


def _point(_: Dice, fields: Fields) -> Mistake:
    now = fields["summary"][1]["text"]
    return Mistake("second-point", "summary.2.text", f"Officially, {now[0].lower()}{now[1:]}", now, editing.WRONG_NAMES)


def _title(_: Dice, fields: Fields) -> Mistake:
    return Mistake("headline", "title", f"Report: {fields['title']}", fields["title"], editing.WRONG_READINGS)


def _date_in_timeline(_: Dice, fields: Fields) -> Mistake | None:
    date = fields["timeline"][0]["date"]
    return Mistake("date-in-timeline", "timeline.1.date", _before(date), date, editing.WRONG_DATES) if date else None


def _place_of_event(_: Dice, fields: Fields) -> Mistake:
    event = fields["events"][0]
    path = f"events.{event['id']}.place"
    return Mistake("place-of-event", path, "Lower Sluice", event["place"], editing.WRONG_NAMES)


KINDS: tuple[Callable[[Dice, Fields], Mistake | None], ...] = (
    _date_of_event, _words_of_quote, _date_of_source, _reading, _summary, _role_of_speaker, _date_of_position, _point,
    _title, _date_in_timeline, _place_of_event, _statement,
)  # fmt: skip
