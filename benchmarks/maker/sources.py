"""The sources of one briefing: made when something has to stand in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from benchmarks.maker import english
from benchmarks.maker.article import Article
from benchmarks.maker.dice import Dice
from benchmarks.maker.slots import Slots, capital
from benchmarks.maker.tongues import TONGUES
from benchmarks.maker.world import Actor, Publisher, World, slug

BYLINES = ("Our correspondent", "The newsroom", "Our own reporter")
LICENCES = ("CC-BY-4.0", "CC0-1.0", "all rights reserved")


@dataclass(slots=True)
class Source:
    """One source, before it is written down."""

    id: str
    kind: str
    tier: str
    title: str
    publisher: Publisher
    day: dt.date
    """When it was issued."""
    issued: str
    """The same, as precisely as it is known."""
    article: Article | None
    """Its text, where we hold a copy."""
    printed: bool = False
    """Whether its lines are broken."""
    kept: tuple[dict[str, Any], bytes | None] | None = None
    """As the first briefing wrote it down; every other that uses it has the same."""

    @property
    def text(self) -> Article:
        """Its text, of a source that we hold a copy of."""
        assert self.article is not None
        return self.article

    def written(self, dice: Dice, published: dt.date) -> tuple[dict[str, Any], bytes | None]:
        """The source as a briefing has it, and the bytes of its snapshot."""
        if self.kept:
            return self.kept[0] | {"id": self.id}, self.kept[1]
        path = f"{self.publisher.url}{self.day:%Y/%m/%d}/{slug(self.title, 40)}"
        retrieved = max(self.day, published - dt.timedelta(dice.between(0, 2)))
        online, bylined = self.kind != "broadcast", self.kind.startswith("article")
        archived = f"https://archive.example/{retrieved:%Y%m%d}/{path}"
        entry: dict[str, Any] = {
            "id": self.id, "type": self.kind, "tier": self.tier, "title": self.title,
            "author": [dice.pick(BYLINES)] if bylined else None,
            "publisher": self.publisher.id, "issued": self.issued, "url": path if online else None,
            "archive_url": archived if online and dice.chance(0.6) else None,
            "language": self.publisher.tongue if self.article and self.article.tongue != "en" else "en",
            "retrieved": retrieved.isoformat() if online else None,
        }  # fmt: skip
        if self.article is None:
            return entry | {"note": "Named by another source; it has not been seen by the editors."}, None
        full = self.article.full(wrapped=self.printed).encode()
        captured = retrieved.isoformat() + (
            f"T{dice.between(7, 18):02}:{dice.between(0, 59):02}:00Z" if dice.chance(0.4) else ""
        )
        record = {"captured": captured, "sha256": hashlib.sha256(full).hexdigest()}
        passages = self.article.passages()
        if self.tier == "primary" or not passages or dice.chance(0.7):
            return entry | {"licence": dice.pick(LICENCES[:2]), "snapshot": record}, full
        stored = passages.encode()
        record |= {"scope": "passages", "stored_sha256": hashlib.sha256(stored).hexdigest()}
        return entry | {"licence": LICENCES[2], "snapshot": record}, stored


class Shelf:
    """All sources of one briefing, in the order in which they were needed."""

    def __init__(self, world: World, dice: Dice, slots: Slots, day: dt.date, published: dt.date, host: Actor) -> None:
        self.dice, self.slots, self.day, self.published = dice, slots, day, published
        self.sources: dict[str, Source] = {}
        self.world, self.host = world, host
        self.sole = dice.chance(0.05)
        """Whether all that is known comes from one paper."""

    def _after(self, most: int) -> dt.date:
        return min(self.day + dt.timedelta(self.dice.between(0, most)), self.published)

    def _text(self, head: str, day: dt.date, tongue: str = "en", place: str = "") -> Article:
        place = place or self.slots["place"]
        slots, date, lead = self.slots.with_(place=place), day.isoformat(), ""
        if tongue == "en":
            date, lead = f"{day.day} {english.MONTHS[day.month - 1]} {day.year}", self.dice.draw(english.FILLERS)
        article = Article(f"{head}\n{place}, {date}", tongue, self.dice, slots)
        article.remark((lead or TONGUES[tongue].lead).format_map(slots))
        return article

    def record(self, who: str) -> Source:
        """The verbatim record of the occasion."""
        if "record" not in self.sources:
            day, title = self._after(2), self.dice.pick(english.RECORDS).format_map(self.slots.with_(who=who))
            kind = self.dice.pick(("hearing", "speech", "document"))
            offices = [p for p in self.world.publishers["official"] if p.country in ("", self.host.id)]
            publisher, text = self.dice.pick(offices), self._text(title, day)
            self._keep(Source("record", kind, "primary", title, publisher, day, day.isoformat(), text, printed=True))
        return self.sources["record"]

    def press(self) -> Source:
        """A report in English: the same one mostly, at times another."""
        known = [s for s in self.sources.values() if s.kind == "article-newspaper" and s.publisher.tongue == "en"]
        if known and (self.sole or len(known) > 1 or self.dice.chance(0.7)):
            return self.dice.pick(known)
        publisher, day = self.dice.draw(self.world.press), self._after(1)
        if publisher.id in self.sources:
            return self.sources[publisher.id]
        title = self.dice.draw(english.HEADLINES).format_map(self.slots)
        return self._report(title, publisher, day, self._text(title, day))

    def paper(self, state: Actor) -> Source:
        """A report in the language of a state, by one of its papers."""
        for source in self.sources.values():
            if source.publisher.country == state.id:
                return source
        publisher, day = next(p for p in self.world.publishers["newspaper"] if p.country == state.id), self._after(1)
        place = state.native_place or state.place
        title = TONGUES[state.tongue].title.format(place=place)
        return self._report(title, publisher, day, self._text(title, day, state.tongue, place))

    def used_before(self, source: Source) -> Source:
        """The same source that an earlier briefing used."""
        id = f"earlier-{source.id}" if source.id in self.sources else source.id
        return self._keep(dataclasses.replace(source, id=id))

    def another(self, day: dt.date, place: str, heard: set[str], state: Actor | None = None) -> Source:
        """A paper's report of an earlier day: one in English, or one of a state in its language."""
        papers = [p for p in self.world.publishers["newspaper"] if state and p.country == state.id] or self.world.press
        publisher = self.dice.pick([p for p in papers if p.id not in heard and p.id not in self.sources])
        issued = day + dt.timedelta(self.dice.between(0, 1))
        slots = self.slots.with_(place=place)
        title = TONGUES[state.tongue].title if state else self.dice.draw(english.HEADLINES)
        text = self._text(title.format_map(slots), issued, publisher.tongue, place)
        return self._report(title.format_map(slots), publisher, issued, text)

    def radio(self) -> Source:
        """A broadcast that another source names, and that we don't hold."""
        publisher = self.dice.draw(self.world.publishers["broadcaster"])
        title, issued = f"{publisher.name}, evening news", self.day.isoformat()
        return self.sources.get(publisher.id) or self._keep(
            Source(publisher.id, "broadcast", "secondary", title, publisher, self.day, issued, None)
        )

    def study(self) -> Source:
        """A report from the years before, known by its month or year."""
        publisher = self.dice.draw(self.world.scholars)
        if publisher.id in self.sources:
            return self.sources[publisher.id]
        day = self.day - dt.timedelta(self.dice.between(60, 900))
        title = capital(self.dice.draw(english.STUDIES).format_map(self.slots))
        article = self._text(title, day) if self.dice.chance(0.75) else None
        if article:
            for _ in range(3):
                article.remark(self.dice.draw(english.FILLERS).format_map(self.slots))
        kind = "article-magazine" if publisher.kind == "magazine" else "report"
        issued = self.dice.pick((f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y-%m}~", f"{day:%Y}?", day.isoformat()))
        tier = self.dice.pick(("secondary", "secondary", "tertiary"))
        return self._keep(Source(publisher.id, kind, tier, title, publisher, day, issued, article))

    def _report(self, title: str, publisher: Publisher, day: dt.date, text: Article) -> Source:
        kind, tier = "article-newspaper", "secondary"
        return self._keep(Source(publisher.id, kind, tier, title, publisher, day, day.isoformat(), text))

    def _keep(self, source: Source) -> Source:
        self.sources[source.id] = source
        return source
