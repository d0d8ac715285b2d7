"""What the invented world argues about: topics, their objects, and the measures that are proposed for them."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A topic, and what it is about."""

    name: str
    description: str
    objects: tuple[str, str, str, str]
    """Things, in the plural, that measures are proposed for."""


class Measure(NamedTuple):
    """A proposal that one can support or oppose; `{x}` is an object of a topic."""

    name: str
    whole: str
    """With its object, as a sentence needs it: a joint fund for …"""
    short: str
    """Once it is known: the fund."""
    proposition: str
    definition: str


FIELDS = (
    Field(
        "River transport",
        "Boats, locks, and who keeps them moving.",
        ("barges", "canal locks", "ferry lines", "pilot stations"),
    ),
    Field(
        "Railways",
        "Lines, stations and timetables across borders.",
        ("night trains", "border stations", "freight sidings", "signal boxes"),
    ),
    Field("Grain", "From the field to the mill.", ("granaries", "grain ships", "seed banks", "windmills")),
    Field("Fisheries", "Catches, nets and young fish.", ("drift nets", "fish ladders", "hatcheries", "smokehouses")),
    Field("Energy", "Power, heat and what carries them.", ("tidal mills", "peat plants", "power lines", "heat stores")),
    Field("Water", "Drinking water and dry feet.", ("reservoirs", "village wells", "dykes", "pumping stations")),
    Field("Forests", "Timber, shade and fire.", ("tree nurseries", "sawmills", "fire towers", "forest roads")),
    Field("Health", "Care within reach.", ("field hospitals", "blood banks", "village clinics", "night pharmacies")),
    Field(
        "Schools",
        "Teaching, and the way to it.",
        ("island schools", "school boats", "boarding houses", "reading rooms"),
    ),
    Field("Housing", "Roofs, rents and repairs.", ("houseboats", "tenements", "building plots", "storm shelters")),
    Field("Navigation", "Lights, buoys and charts.", ("lighthouses", "harbour buoys", "sea charts", "fog horns")),
    Field(
        "Post",
        "Letters, parcels and those who bring them.",
        ("post offices", "parcel depots", "mail boats", "letter boxes"),
    ),
    Field(
        "Telecommunication", "Cables, masts and relays.", ("radio masts", "sea cables", "data halls", "relay stations")
    ),
    Field(
        "Customs",
        "What crosses a border, and at what price.",
        ("customs houses", "free ports", "bonded warehouses", "weighbridges"),
    ),
    Field("Waste", "What is left over.", ("landfill sites", "scrapyards", "compost works", "sewage works")),
    Field("Coast", "Where land and sea bargain.", ("sea walls", "salt marshes", "weather stations", "storm gates")),
    Field("Mining", "What is dug, and what is left behind.", ("quarries", "salt mines", "gravel pits", "slag heaps")),
    Field("Travel", "Guests and how they come.", ("guest houses", "mountain huts", "campsites", "cable cars")),
    Field("Museums", "Keeping and showing.", ("open-air museums", "puppet theatres", "town archives", "ship museums")),
    Field("Savings", "Small money, kept safe.", ("savings banks", "pawn shops", "seed loans", "burial funds")),
)

MEASURES = (
    Measure(
        "Joint fund for {x}",
        "a joint fund for {x}",
        "the fund",
        "The river states set up a joint fund for {x}.",
        "A fund is joint where at least three states pay into it, whatever their shares.",
    ),
    Measure(
        "Ceiling on charges for {x}",
        "a ceiling on charges for {x}",
        "the ceiling",
        "Charges for {x} have a ceiling that all river states keep.",
        "A charge is any sum that users pay, under whatever name.",
    ),
    Measure(
        "Inspector for {x}",
        "an independent inspector for {x}",
        "the inspector",
        "An independent inspector watches over {x} in all river states.",
        "Independent is who can't be dismissed by a single government.",
    ),
    Measure(
        "Register of {x}",
        "a public register of {x}",
        "the register",
        "The river states keep a public register of {x}.",
        "A register is public where anyone can read it without giving a reason.",
    ),
    Measure(
        "Standard for {x}",
        "a common standard for {x}",
        "the standard",
        "One common standard holds for {x} in all river states.",
        "A standard is common where no state may ask for more or for less.",
    ),
    Measure(
        "Moratorium on new {x}",
        "a moratorium on new {x}",
        "the moratorium",
        "No new {x} are licensed for five years.",
        "What was licensed before the day of the vote doesn't count as new.",
    ),
    Measure(
        "Insurance for {x}",
        "compulsory insurance for {x}",
        "the duty to insure",
        "Those who run {x} must insure them against harm to others.",
        "Insurance is compulsory where running without it is an offence.",
    ),
)

ABOUT = """\
# About

This archive is made up. Its states, people, publishers and sources do not exist, nobody said what is quoted here,
and its addresses lead nowhere. A program wrote it, so that an archive of any size can be tried, measured and shown.
"""
