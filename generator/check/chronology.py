"""Rules about dates: what has to come first, what is published when, and that nothing lies in the future."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator

from generator.dates import Date
from generator.document import Text
from generator.model import Actor, Briefing, KeyQuote, Source
from generator.problem import Problem, Span


def publication(briefing: Briefing) -> Iterator[Problem]:
    """What is published or withdrawn says when, and only what is withdrawn says why."""
    if "status" in briefing.faulty:
        return
    place = briefing.status.span if isinstance(briefing.status, Text) else briefing.span.start
    if briefing.status != "draft" and not briefing.published and "published" not in briefing.faulty:
        message = f"the briefing is {briefing.status}, but has no `published` date"
        yield Problem("published-without-date", place, message, "add `published:` with the day")
    if "withdrawn" in briefing.faulty:
        return
    if briefing.status == "withdrawn" and not briefing.withdrawn:
        message = "the briefing is withdrawn, but doesn't say when and why"
        yield Problem("withdrawn-without-reason", place, message, "add `withdrawn: {date: …, reason: …}`")
    elif briefing.withdrawn and briefing.status != "withdrawn":
        message = f"`withdrawn` stands here, but the status is {briefing.status}"
        help = "set `status: withdrawn`, or take it out"
        yield Problem("withdrawn-without-reason", briefing.withdrawn.span, message, help)


def before(early: Date | None, late: Date | None) -> bool:
    """Whether the later one of two dates certainly lies before the earlier one; what is uncertain proves nothing.

    A moment is written in its place's time or in UTC, so that its day may be one less than a reader's there.
    """
    if not early or not late or early.qualifier or late.qualifier or late.last == dt.date.max:
        return False
    return early.first > late.last + dt.timedelta(days=late.precision == "moment" or early.precision == "moment")


def _disorder(place: Date | None, early: Date | None, late: Date | None, message: str) -> Iterator[Problem]:
    """A problem at one of two dates where they aren't in order."""
    if before(early, late) and place and isinstance(place.text, Text):
        both = tuple(date.text.span for date in (early, late) if date and isinstance(date.text, Text))
        yield Problem(
            "order-of-dates", place.text.span, message, f"{late} is before {early}: mend the wrong one", rests_on=both
        )


def life_of_a_briefing(briefing: Briefing) -> Iterator[Problem]:
    """A briefing is published before it is updated, corrected or withdrawn."""
    early = briefing.published
    found: list[Problem] = []
    found += _disorder(briefing.updated, early, briefing.updated, "`updated` is before `published`")
    if briefing.withdrawn:
        late = briefing.withdrawn.date
        found += _disorder(late, early, late, "the briefing is withdrawn before it is published")
    for correction in briefing.corrections:
        late, what = correction.date, f"the correction `{correction.id}` is made"
        found += _disorder(late, early, late, f"{what} before the briefing is published")
        if not found:
            found += _disorder(briefing.updated, late, briefing.updated, f"{what} after the last update")
    yield from found[:1]


def sources(briefing: Briefing) -> Iterator[Problem]:
    """A source is issued before it is read, captured and briefed."""
    for source in briefing.sources:
        early, late = source.issued, source.retrieved
        found: list[Problem] = []
        if source.snapshot:
            at = source.snapshot.captured
            found += _disorder(at, early, at, f"the snapshot of `{source.id}` is captured before it is issued")
        found += _disorder(late, early, late, f"`{source.id}` is retrieved before it is issued")
        if briefing.status != "draft":
            found += _disorder(early, early, _end(briefing), f"`{source.id}` is issued after the briefing")
        yield from found[:1]


def quotes(briefing: Briefing) -> Iterator[Problem]:
    """Words are said before they are reported, and each report in a chain is older than the next."""
    by_id = {str(source.id): source for source in briefing.sources}
    events = {str(event.id): event for event in briefing.events}
    told: set[Span] = set()
    for quote in briefing.key_quotes:
        event = events.get(quote.event or "")
        said = event.date if event else None
        chain = [by_id[ref] for ref in (*quote.via, quote.source) if ref in by_id]
        for problem in (*_said_after(quote, said, chain, briefing), *_chain(quote, chain)):
            if problem.span not in told:
                told.add(problem.span)
                yield problem


def _said_after(quote: KeyQuote, said: Date | None, chain: list[Source], briefing: Briefing) -> Iterator[Problem]:
    for source in chain:
        if before(said, source.issued):
            yield from _disorder(said, said, source.issued, f"`{quote.id}` is said after `{source.id}` was issued")
            return
    if briefing.status != "draft":
        yield from _disorder(said, said, _end(briefing), f"`{quote.id}` is said after the briefing")


def _chain(quote: KeyQuote, chain: list[Source]) -> Iterator[Problem]:
    for first, then in itertools.pairwise(chain):
        message = f"the chain of `{quote.id}` runs backwards: `{first.id}` is newer than `{then.id}`"
        yield from _disorder(first.issued, first.issued, then.issued, message)


def positions(briefing: Briefing) -> Iterator[Problem]:
    """A position is held before the sources that show it and the briefing that tells of it."""
    by_id = {str(source.id): source for source in briefing.sources}
    quoted = {str(quote.id): quote.source for quote in briefing.key_quotes}
    for position in briefing.positions:
        named = [quoted.get(item.quote, "") if item.quote else item.source or "" for item in position.evidence]
        issued = [by_id[ref].issued if ref in by_id else None for ref in named]
        whose = f"the position of `{position.actor}` is later than"
        found: list[Problem] = []
        if briefing.status != "draft":
            found += _disorder(position.as_of, position.as_of, _end(briefing), f"{whose} the briefing")
        if issued and all(before(position.as_of, day) for day in issued):
            latest = max((day for day in issued if day), key=lambda day: day.order)
            found += _disorder(position.as_of, position.as_of, latest, f"{whose} all that shows it")
        yield from found[:1]


def roles(actor: Actor) -> Iterator[Problem]:
    """A role begins before it ends."""
    for role in actor.roles:
        yield from _disorder(role.to, role.from_, role.to, f"the role of `{actor.id}` ends before it begins")


def _end(briefing: Briefing) -> Date | None:
    """The last day that a briefing can know of."""
    days = [briefing.published, briefing.updated, *(correction.date for correction in briefing.corrections)]
    return max((day for day in days if day), key=lambda day: day.last, default=None)


def future(briefing: Briefing, today: dt.date) -> Iterator[Problem]:
    """Nothing was published, updated, corrected, withdrawn, issued, retrieved, captured, said or held in the future."""
    known: list[tuple[str, Date | None]] = []
    if briefing.status != "draft":
        known += [("published", briefing.published), ("updated", briefing.updated)]
    known += [("the correction", correction.date) for correction in briefing.corrections]
    known += [("withdrawn", briefing.withdrawn.date)] if briefing.withdrawn else []
    for source in briefing.sources:
        known += [("issued", source.issued), ("retrieved", source.retrieved)]
        known += [("captured", source.snapshot.captured)] if source.snapshot else []
    occasions = {quote.event for quote in briefing.key_quotes}
    known += [("the date of what was said", event.date) for event in briefing.events if event.id in occasions]
    known += [("as_of", position.as_of) for position in briefing.positions]
    for name, date in known:
        if date and date.first > today + dt.timedelta(days=1) and isinstance(date.text, Text):
            what = f"`{name}`" if " " not in name else name
            yield Problem("date-in-future", date.text.span, f"{what} lies in the future", "write the day that it was")


RULES = (publication, life_of_a_briefing, sources, quotes, positions)
"""The rules of this module about one briefing, which need no clock."""
