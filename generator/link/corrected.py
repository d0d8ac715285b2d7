"""Which corrections touch what a quotation or a position rests on."""

from __future__ import annotations

from generator.model import Briefing, Correction, KeyQuote, Position


def touching(briefing: Briefing, thing: KeyQuote | Position) -> tuple[Correction, ...]:
    """The corrections of a thing, and of the quotes, events and sources that it rests on, the oldest first."""
    if not briefing.corrections:
        return ()
    rests_on = set(_of_quote(thing)) if isinstance(thing, KeyQuote) else _of_position(briefing, thing)
    lists = {name for name, _ in rests_on}
    targets = ((c, *_target(briefing, c.field)) for c in briefing.corrections if c.field)
    found = (c for c, name, key in targets if ((name, key) in rests_on if key else name in lists))
    return tuple(sorted(found, key=lambda c: c.date.order))


def _of_quote(quote: KeyQuote) -> list[tuple[str, str]]:
    sources = [("sources", str(id)) for id in (quote.source, *quote.via)]
    events = [("events", str(quote.event))] if quote.event else []
    return [("key_quotes", str(quote.id)), *events, *sources]


def _of_position(briefing: Briefing, position: Position) -> set[tuple[str, str]]:
    number = next(n for n, p in enumerate(briefing.positions, 1) if p is position)
    rests_on = {("positions", str(number))}
    for item in position.evidence:
        if item.source:
            rests_on.add(("sources", str(item.source)))
        if quote := briefing.quote(item.quote):
            rests_on.update(_of_quote(quote))
    return rests_on


def _target(briefing: Briefing, path: str) -> tuple[str, str]:
    """What a correction's path leads into: the list's name, and the id of its item, or its number where it has none.

    Of a path to a whole list the second is empty.
    """
    name, _, rest = path.partition(".")
    key = rest.partition(".")[0]
    items = getattr(briefing, name, ())
    if key.isdecimal() and isinstance(items, tuple) and 0 < int(key) <= len(items):
        key = str(getattr(items[int(key) - 1], "id", key))
    return name, key
