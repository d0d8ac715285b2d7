"""One briefing: from its cast to its file and its snapshots."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from benchmarks.maker import casting, corrections, editing, names, returns
from benchmarks.maker.dice import Dice
from benchmarks.maker.echo import Memory
from benchmarks.maker.slots import Slots, capital
from benchmarks.maker.sources import Shelf, Source
from benchmarks.maker.statements import Fields, Statements, dated
from benchmarks.maker.world import DAYS, Issue, World, issues_at, slug


@dataclass(frozen=True, slots=True)
class Story:
    """What is written down of one briefing."""

    id: str
    published: dt.date
    fields: Fields
    snapshots: dict[str, bytes]
    """By the source's id."""


@dataclass(slots=True)
class Past:
    """What later briefings must know of earlier ones."""

    ids: dict[str, int] = field(default_factory=dict)
    """How often a title's id was wanted."""
    latest: dict[str, tuple[str, dt.date]] = field(default_factory=dict)
    """By issue, its newest briefing that stands, and its day."""
    superseded: set[str] = field(default_factory=set)
    """Briefings that another one has superseded already; that one may have been withdrawn."""
    memory: Memory = field(default_factory=Memory)
    corrected: int = 0
    """The turn of the kinds of corrections."""

    def free(self, title: str) -> str:
        """An id for a title that no other briefing has."""
        wanted = slug(title)
        self.ids[wanted] = self.ids.get(wanted, 0) + 1
        return wanted if self.ids[wanted] == 1 else f"{wanted}-{self.ids[wanted]}"


def write(world: World, number: int, count: int, past: Past) -> Story:
    """The briefing of that number, of `count`."""
    dice = Dice(world.seed, "briefing", number)
    published = world.start + dt.timedelta((2 * number + 1) * DAYS // (2 * count))
    known = world.issues[: issues_at(number)]
    issue, other = known[dice.skewed(len(known), 1.8)], dice.pick([i for i in known if len(i.circle) >= 8])
    return _Desk(world, dice, issue, other, published, past).story()


class _Desk:
    """Where one briefing is put together."""

    def __init__(self, world: World, dice: Dice, issue: Issue, other: Issue, published: dt.date, past: Past) -> None:
        self.world, self.dice, self.issue, self.published, self.past = world, dice, issue, published, past
        self.before = past.latest.get(issue.id)
        day = published - dt.timedelta(dice.between(2, 12))
        self.parts = casting.cast(world, dice, issue, other, day)
        lead = self.parts[0]
        self.slots = Slots(
            dice, published.year, measure=issue.whole, the=issue.short, x=issue.objects, land=lead.actor.said,
            place=lead.actor.place, who=lead.term.who.name if lead.term else "",
        )  # fmt: skip
        self.shelf = Shelf(world, dice, self.slots, day, published, lead.actor)
        title, kind = dice.pick(editing.MEETINGS)
        self.event: Fields = {
            "id": slug(kind), "title": title.format_map(self.slots), "type": kind, "date": self._when(kind, day),
            "place": lead.actor.place,
        }  # fmt: skip
        self.events = [self.event]
        self.statements = Statements(dice, self.slots, self.shelf, self.event, past.memory)
        self.caveats: list[str] = []
        self.returned: list[Fields] = []
        """Entries of the timeline for what came back."""

    def _when(self, kind: str, day: dt.date) -> str | None:
        """The day of the occasion: some are not told, and some talks have not ended."""
        if self.dice.chance(0.03):
            return None
        if kind == "negotiation" and self.dice.chance(0.15):
            return f"{day - dt.timedelta(self.dice.between(5, 40))}/.."
        return dated(self.dice, day)

    def story(self) -> Story:
        """Let everybody speak, then write down what they said."""
        dice, lead = self.dice, self.parts[0]
        for part in self.parts:
            self.statements.position(part)
        if dice.chance(0.6):
            self.statements.positions[0]["evidence"].append(
                {"quote": self.statements.quote(lead), "bearing": "partial"}
            )
        wanted = 1 if self.shelf.sole else 9 if dice.chance(0.04) else dice.pick((3, 3, 4, 4, 5))
        for more in 3 * (self.shelf.study, self.shelf.press, self.shelf.study, self.shelf.radio):
            if len(self.shelf.sources) < wanted:
                more()
        if dice.chance(0.3) and not self.shelf.sole:
            self._come_back()
        title = self._title()
        id = self.past.free(title)
        written = [self._written(source) for source in self.shelf.sources.values()]
        fields: Fields = {
            "title": title, "status": "published", "published": self.published.isoformat(), "updated": None,
            "language": "en", "authors": dice.some(names.EDITORS, dice.pick((0, 1, 1, 2))), "topics": self._topics(),
            "supersedes": None, "former_ids": (f"{id}-first-report",) if dice.chance(0.02) else None, "withdrawn": None,
            "events": self.events, "summary": self._summary(), "key_quotes": self.statements.quotes,
            "positions": self.statements.positions, "timeline": self._timeline(),
            "sources": [entry for entry, _ in written],
            "caveats": self._caveats(),
            "corrections": None, "analysis": self._analysis() if dice.chance(0.25) else None,
        }  # fmt: skip
        self._aftermath(fields, id)
        return Story(id, self.published, fields, {entry["id"]: text for entry, text in written if text is not None})

    def _title(self) -> str:
        """A headline, if there is one, that no other briefing has."""
        every = editing.TITLES[self.parts[0].stance]
        made = [title.format_map(self.slots).removeprefix("the ") for title in self.dice.some(every, len(every))]
        return capital(next((title for title in made if slug(title) not in self.past.ids), made[0]))

    def _caveats(self) -> list[str]:
        usual = self.dice.some(editing.CAVEATS, self.dice.between(2, 3))
        return [caveat.format_map(self.slots) for caveat in usual] + self.caveats

    def _written(self, source: Source) -> tuple[Fields, bytes | None]:
        """A source as it is written down, here and wherever it is used again."""
        source.kept = source.written(self.dice, self.published)
        return source.kept

    def _come_back(self) -> None:
        """Quote again what an earlier briefing on the issue has quoted, if papers remember anything."""
        memory, statements = self.past.memory, self.statements
        saying = memory.recall(self.dice, self.issue.id, statements.positions)
        if saying is None:
            return
        event, source, reread = returns.bring_back(statements, saying)
        self.events.append(event)
        self.returned.append({
            "date": event["date"], "text": _happened(event), "cites": (source.id,),
            "event": event["id"], "briefing": saying.briefing,
        })  # fmt: skip
        if reread and saying.part.term:
            self.caveats.append(editing.REREAD.format(who=saying.part.term.who.name))

    def _topics(self) -> tuple[str, ...]:
        others = {part.issue.topic for part in self.parts} | {self.dice.pick(self.world.issues).topic}
        return (self.issue.topic, *sorted(others - {self.issue.topic})[: self.dice.pick((0, 1, 1))])

    def _summary(self) -> list[Fields]:
        dice, ids = self.dice, tuple(self.shelf.sources)
        slots = self.slots.with_(event=f"the {self.event['type']}")
        points = [dice.pick(editing.LEADS), *dice.some(editing.SUMMARIES, dice.between(3, 4))]
        made = [{"text": capital(p.format_map(slots)), "cites": (dice.draw(ids),)} for p in points]
        made[0]["cites"] = tuple(dict.fromkeys((*made[0]["cites"], *dice.some(ids, dice.between(0, 2)))))
        cited = {ref for point in made for ref in point["cites"]}
        made[-1]["cites"] += tuple(id for id in ids if id not in cited)
        return made

    def _timeline(self) -> list[Fields]:
        dice, ids, year = self.dice, tuple(self.shelf.sources), self.published.year
        when = (
            f"{year // 10 - 1}X", f"{year - 9}", f"{year - 6}~", f"{year - 5}/{year - 4}", f"{year - 3}-06",
            f"{year - 2}?", f"{year - 1}/..",
        )  # fmt: skip
        dates: list[str | None] = sorted(dice.some(when, 3))
        if dice.chance(0.1):
            dates[-1] = None
        entries: list[Fields] = [
            {"date": date, "text": capital(text.format_map(self.slots)), "cites": (dice.pick(ids),)}
            for date, text in zip(dates, dice.some(editing.HAPPENINGS, 3), strict=True)
        ]
        told = list(self.returned)
        if self.before:
            id, day = self.before
            told.append(
                {"date": day.isoformat(), "text": f"An earlier briefing on {self.issue.whole}.", "briefing": id}
            )
        now = {"date": self.event["date"], "text": _happened(self.event), "cites": (ids[0],), "event": self.event["id"]}
        return [*entries, *sorted(told, key=lambda entry: entry["date"]), now]

    def _analysis(self) -> str:
        paragraphs = [capital(piece.format_map(self.slots)) for piece in editing.ANALYSES]
        if self.before:
            paragraphs.append(f"See also [the earlier briefing]({self.before[0]}.yaml).")
        return "\n\n".join(paragraphs)

    def _aftermath(self, fields: Fields, id: str) -> None:
        """What became of it: successions, corrections, withdrawals."""
        dice = self.dice
        later = min(self.published + dt.timedelta(dice.between(1, 60)), self.world.until).isoformat()
        if self.before and dice.chance(0.06) and self.before[0] not in self.past.superseded:
            fields["supersedes"] = self.before[0]
            self.past.superseded.add(self.before[0])
        if dice.chance(0.12):
            fields |= {"updated": later, "corrections": self._corrections(fields, later)}
        elif dice.chance(0.03):
            fields["updated"] = later
        if dice.chance(0.02):
            fields |= {"status": "withdrawn", "withdrawn": {"date": later, "reason": dice.pick(editing.WITHDRAWALS)}}
        else:
            self.past.latest[self.issue.id] = (id, self.published)
            for saying in self.statements.sayings:
                saying.briefing = id
                self.past.memory.keep(saying)

    def _corrections(self, fields: Fields, day: str) -> list[Fields]:
        made: list[Fields] = []
        for _ in range(self.dice.pick((1, 1, 1, 2))):
            correction, self.past.corrected = corrections.correction(self.dice, self.past.corrected, fields, day)
            made.append(correction)
        return made


def _happened(event: Fields) -> str:
    """An occasion as an entry of a timeline."""
    where = "" if event["place"] in event["title"] else f" in {event['place']}"
    return f"{event['title']}{where}."
