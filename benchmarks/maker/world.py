"""The invented world: who there is, who holds which office when, what they argue about, when they change their mind."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.maker import names, subjects
from benchmarks.maker.dice import Dice

DAYS = 6 * 365 + 2
"""How long an archive has been kept, in days."""
LADDER = ("strongly-oppose", "oppose", "neutral", "conditional", "support", "strongly-support")
"""Stances from one end to the other: minds move along it."""
CIRCLES = (30, 5, 2, 12, 8, 3, 20)
"""How many actors care about an issue, in turn."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a state, an organisation or a group."""

    id: str
    name: str
    kind: str
    tongue: str = "en"
    native: str = ""
    """The name in the script of its language, where that isn't Latin."""
    place: str = ""
    """Where it meets the press."""
    native_place: str = ""
    member_of: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The name within a sentence."""
        return self.name if self.kind in ("state", "person") else f"the {self.name}"


@dataclass(slots=True)
class Term:
    """An office, held by somebody for a while."""

    who: Actor
    title: str
    of: str
    first: dt.date
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A measure for an object: what a debate is about."""

    id: str
    topic: str
    name: str
    whole: str
    """The measure as a sentence needs it."""
    short: str
    objects: str
    proposition: str
    definition: str
    circle: tuple[Actor, ...]
    """Who cares."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes sources."""

    id: str
    name: str
    kind: str
    tongue: str = "en"
    country: str = ""
    owner: str = ""

    @property
    def url(self) -> str:
        """Its address, which leads nowhere."""
        return f"https://{self.id}.example/"


@dataclass(slots=True)
class World:
    """All that briefings are about."""

    seed: int
    until: dt.date
    states: list[Actor] = field(default_factory=list)
    bodies: list[Actor] = field(default_factory=list)
    clubs: list[Actor] = field(default_factory=list)
    people: list[Actor] = field(default_factory=list)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    """Who speaks for an actor, by its id, in the order of time."""
    issues: list[Issue] = field(default_factory=list)
    publishers: dict[str, tuple[Publisher, ...]] = field(default_factory=dict)
    """By their kind."""
    press: tuple[Publisher, ...] = ()
    """Those that report on the day, in English."""
    scholars: tuple[Publisher, ...] = ()
    """Those that look back on the years."""
    served: dict[str, set[str]] = field(default_factory=dict)
    """For whom a person has ever spoken, by the person's id."""
    _minds: dict[tuple[str, str], list[tuple[dt.date, str]]] = field(default_factory=dict)

    @property
    def start(self) -> dt.date:
        """The day of the first briefing."""
        return self.until - dt.timedelta(DAYS)

    @property
    def hub(self) -> Actor:
        """The body that most briefings mention."""
        return self.bodies[0]

    def voices(self, actor: Actor, day: dt.date) -> list[Term]:
        """Who speaks for an actor on a day."""
        return [t for t in self.terms[actor.id] if t.first <= day and (t.last is None or t.last >= day)]

    def stance(self, actor: Actor, issue: Issue, day: dt.date) -> str:
        """Where an actor stands on an issue on a day. Two in five change their mind within the six years."""
        path = self._minds.get((actor.id, issue.id))
        if path is None:
            path = self._minds[actor.id, issue.id] = list(self._mind(actor, issue))
        return next(stance for since, stance in reversed(path) if since <= day)

    def _mind(self, actor: Actor, issue: Issue) -> Iterator[tuple[dt.date, str]]:
        dice = Dice(self.seed, "mind", actor.id, issue.id)
        rung = dice.between(0, len(LADDER) - 1)
        yield dt.date.min, LADDER[rung]
        for day in sorted(dice.between(90, DAYS) for _ in range(dice.pick((0, 0, 0, 1, 2)))):
            rung = min(max(rung + dice.pick((-3, -2, -1, 1, 2, 3)), 0), len(LADDER) - 1)
            yield self.start + dt.timedelta(day), LADDER[rung]


_PLAIN = str.maketrans(
    {"’": "", "Ø": "O", "ø": "o", "Æ": "Ae", "æ": "ae", "Å": "Aa", "å": "aa", "Ł": "L", "ł": "l", "ı": "i", "ß": "ss"}
)
"""Letters that Unicode does not take apart, and the one that is two letters without its ring."""


def slug(name: str, most: int = 60) -> str:
    """A name as an id: lower-case ASCII words with hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0]


def issues_at(number: int) -> int:
    """How many issues an archive of that many briefings knows: their number grows with the root."""
    return 12 + int(1.2 * number**0.5)


def make(count: int, seed: int, until: dt.date) -> World:
    """The world of an archive of `count` briefings."""
    world = World(seed, until)
    root = int(count**0.5)
    world.clubs = [Actor(slug(name), name, "group") for name in names.CLUBS]
    bodies = (names.HUB, *names.BODIES[: 4 + root // 4])
    world.bodies = [Actor(slug(name), name, "organisation", place=names.LANDS[0].capital) for name in bodies]
    pool = _names(seed)
    pools = {land.name: land.pool or land.tongue for land in names.LANDS}
    for number, land in enumerate(names.LANDS[: 14 + root // 2]):
        member_of = (world.hub.id, world.clubs[number % len(world.clubs)].id)
        names_and_places = (land.tongue, land.native, land.capital, land.native_capital)
        world.states.append(Actor(slug(land.name), land.name, "state", *names_and_places, member_of))
    for actor in (*world.bodies, *world.states):
        _offices(world, actor, pool[pools.get(actor.name, actor.tongue)])
    _careers(world)
    houses = list(_publishers(world))
    world.publishers = {
        kind: tuple(p for p in houses if p.kind == kind) for kind in dict.fromkeys(p.kind for p in houses)
    }
    world.press = tuple(p for p in houses if p.kind in ("newspaper", "news-agency", "website") and p.tongue == "en")
    world.scholars = tuple(p for p in houses if p.kind in ("think-tank", "academic", "ngo", "magazine"))
    world.issues = list(_issues(world, issues_at(count)))
    return world


def _names(seed: int) -> dict[str, Iterator[tuple[str, str]]]:
    """Names of people by language or pool, each once, in an order of chance."""
    pools = {}
    for tongue, given in names.GIVEN.items():
        pairs = list(itertools.product(given, names.FAMILY[tongue]))
        pools[tongue] = iter(Dice(seed, "names", tongue).some([_joined(tongue, *pair) for pair in pairs], len(pairs)))
    return pools


def _joined(tongue: str, given: tuple[str, str], family: tuple[str, str]) -> tuple[str, str]:
    if tongue in names.FAMILY_FIRST:
        return f"{family[0]} {given[0]}", family[1] + given[1]
    return f"{given[0]} {family[0]}", f"{given[1]} {family[1]}".strip()


def _offices(world: World, actor: Actor, pool: Iterator[tuple[str, str]]) -> None:
    """Fill an actor's offices for the whole time: some stay, some change places, some come back, some are new."""
    dice = Dice(world.seed, "offices", actor.id)
    titles = names.OFFICES if actor.kind == "state" else names.BODY_OFFICES

    def new() -> Actor:
        name, native = next(pool)
        person = Actor(slug(name), name, "person", actor.tongue, native, actor.place, actor.native_place)
        world.people.append(person)
        return person

    day = world.start - dt.timedelta(dice.between(100, 900))
    if actor is world.hub:
        world.terms[actor.id] = [Term(new(), names.HUB_OFFICE, actor.id, day)]
        return
    held = [Term(new(), title, actor.id, day) for title in titles]
    every, gone = list(held), list[Actor]()
    while (day := day + dt.timedelta(dice.between(500, 1300))) < world.until:
        leaving: list[Actor] = []
        for place, term in enumerate(held):
            if dice.chance(0.4):
                continue
            term.last = day - dt.timedelta(1)
            ready = leaving if leaving and dice.chance(0.5) else gone if gone and dice.chance(0.4) else None
            successor = ready.pop() if ready else new()
            leaving.append(term.who)
            held[place] = Term(successor, term.title, actor.id, day)
            every.append(held[place])
        gone += leaving
    world.terms[actor.id] = sorted(every, key=lambda term: (term.first, term.title))


def _careers(world: World) -> None:
    """Let some who left office speak for an organisation later, in the place of a newcomer."""
    dice = Dice(world.seed, "careers")
    every = sorted((t for terms in world.terms.values() for t in terms), key=lambda term: (term.first, term.of))
    held: dict[str, list[Term]] = {}
    for term in every:
        held.setdefault(term.who.id, []).append(term)
    organisations = {body.id for body in world.bodies}
    for term in every:
        if term.of not in organisations or len(held[term.who.id]) > 1 or term.first < world.start or dice.chance(0.25):
            continue
        free = [
            terms[-1].who
            for terms in held.values()
            if all(t.last and t.last < term.first - dt.timedelta(60) and t.of != term.of for t in terms)
        ]
        if free:
            world.people.remove(term.who)
            del held[term.who.id]
            term.who = dice.pick(free)
            held[term.who.id].append(term)
    world.served = {who: {term.of for term in terms} for who, terms in held.items()}


def _publishers(world: World) -> Iterator[Publisher]:
    dice = Dice(world.seed, "publishers")
    yield Publisher(f"{world.hub.id}-secretariat", f"{world.hub.name}, Secretariat", "official", owner=world.hub.name)
    for name, kind in names.HOUSES:
        yield Publisher(slug(name), name, kind, owner=dice.pick(names.OWNERS) if dice.chance(0.4) else "")
    for state in world.states:
        name = f"Government of {state.name}, Press Office"
        yield Publisher(
            f"{state.id}-press-office", name, "official", state.tongue, state.id, f"Government of {state.name}"
        )
        for form in names.PAPERS[state.tongue]:
            name = form.format(state.place)
            owner = dice.pick(names.OWNERS) if dice.chance(0.8) else ""
            yield Publisher(slug(name), name, "newspaper", state.tongue, state.id, owner)


def _issues(world: World, count: int) -> Iterator[Issue]:
    dice = Dice(world.seed, "issues")
    every = list(itertools.product(subjects.FIELDS, range(4), subjects.MEASURES))
    for number, (topic, place, measure) in enumerate(dice.some(every, count)):
        x = topic.objects[place]
        yield Issue(
            slug(measure.name.format(x=x)), slug(topic.name), measure.name.format(x=x), measure.whole.format(x=x),
            measure.short, x, measure.proposition.format(x=x), measure.definition,
            tuple(dice.some((*world.states, *world.bodies[1:]), CIRCLES[number % len(CIRCLES)])),
        )  # fmt: skip
