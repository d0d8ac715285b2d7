"""What the editors write. Slots are those of `english`; in `STATEMENTS`, `who` is whose position it is."""

from __future__ import annotations

STATEMENTS: dict[str, tuple[str, ...]] = {
    "strongly-support": (
        "{who} wants {measure} in force without delay.",
        "{who} calls {measure} indispensable and will vote for it everywhere.",
    ),
    "support": (
        "{who} backs {measure} and is ready to bear its share of the cost.",
        "{who} thinks that {measure} is worth its price.",
    ),
    "conditional": (
        "{who} accepts {measure} on condition that {condition}.",
        "{who} would sign a text on {measure} once {condition}.",
    ),
    "neutral": (
        "{who} takes no side on {measure} and leaves the choice to those concerned.",
        "{who} will neither promote nor hinder {measure}.",
    ),
    "oppose": (
        "{who} will not vote for {measure} as it is drafted.",
        "{who} holds that {measure} costs more than it would bring.",
    ),
    "strongly-oppose": (
        "{who} rejects {measure} at any time and in any form.",
        "{who} intends to block {measure} with every vote that it has.",
    ),
    "ambiguous": (
        "{who} spoke about {measure} and left open where it stands.",
        "{who} gave an answer on {measure} that can be read both ways.",
    ),
    "not-stated": (
        "{who} declined to comment on {measure}.",
        "{who} is named in the sources, which do not say what it thinks of {measure}.",
    ),
}
"""A position in the editors' words."""

TITLES: dict[str, tuple[str, ...]] = {
    "strongly-support": (
        "{land} presses for {measure}",
        "{land} wants {measure} this year",
        "In {place}, {land} calls {measure} overdue",
        "{who} puts {land} behind {measure} without reserve",
    ),
    "support": (
        "{land} backs {measure}",
        "{land} would vote for {measure}",
        "{measure} finds a friend in {land}",
        "{who}: {land} is ready to pay for {measure}",
    ),
    "conditional": (
        "{land} names its price for {measure}",
        "{land} would accept {measure}, with conditions",
        "A yes with an if: {land} on {measure}",
        "{who} says what {land} wants in return for {measure}",
    ),
    "neutral": (
        "{land} takes no side on {measure}",
        "{land} leaves {measure} to others",
        "{who}: {land} can live with or without {measure}",
        "In {place}, {land} stays out of the dispute over {measure}",
    ),
    "oppose": (
        "{land} speaks against {measure}",
        "{land} doubts the use of {measure}",
        "{who} explains why {land} will not vote for {measure}",
        "{measure} meets doubts in {place}",
    ),
    "strongly-oppose": (
        "{land} rules out {measure}",
        "{land} threatens to block {measure}",
        "{who}: no vote of {land} for {measure}, now or later",
        "In {place}, {land} shuts the door on {measure}",
    ),
    "ambiguous": (
        "{land} leaves open what it thinks of {measure}",
        "{land} keeps its options open on {measure}",
        "{who} speaks of {measure}, and {land} stays unclear",
    ),
}

LEADS = (
    "At {event} in {place}, {who} spoke about {measure}, which has divided the river states since {year}.",
    "{who} used {event} in {place} to say where {land} stands on {measure}.",
    "{measure} was the subject of {event} in {place}, where {who} spoke for {land}.",
    "Asked in {place} about {measure}, {who} gave the answer that delegations had awaited since {month}.",
)

SUMMARIES = (
    "The sources agree that no vote is expected before {month}, and put the cost at {n} million crowns over ten years.",
    "{land} had shown itself undecided in {year}; these words are the clearest that we hold in a copy of our own.",
    "Those who run {x} are heard in one of the sources alone, and their figures could not be compared with others.",
    "The record and the press differ on how long the debate lasted, but not on what the delegations said in it.",
    "What is proposed would take effect {n} months after the vote, and would hold for all river states alike.",
    "Several delegations reserved their answer until the draft has been translated; their silence is no position.",
)

HAPPENINGS = (
    "The first {x} of the region are put under common rules.",
    "A commission on {x} is set up and meets {n} times.",
    "{land} proposes {measure} for the first time.",
    "A storm damages {n} {x}, and the question comes up again.",
    "Talks on {x} break down after {n} rounds.",
    "A study puts the number of {x} in need of repair at {n}.",
)

CAVEATS = (
    "The sources do not say who drafted the proposal.",
    "No source gives the text of the draft in full.",
    "How the cost was reckoned is not stated.",
    "The number of delegations that were present differs between the sources.",
    "Whether {land} was heard before the meeting is not stated.",
    "The sources name no date on which the measure would take effect.",
    "Nobody who works with {x} is quoted with a name.",
)

NOTES = (
    "Said in answer to a question that the source does not give.",
    "The source doesn't say in which language this was said.",
    "Said at the end of the meeting, after the vote.",
)

ANALYSES = (
    "The words of {who} are *new in tone*, and they commit {land} to less than the headlines make of them.",
    "Three things would have to happen before {measure} could be put to the vote:",
    "- the draft is translated, which takes about {n} weeks;\n- the committee on {x} agrees;\n- a chair is **found**.",
    "Each of the sources puts the cost at {n} million crowns; all of them seem to rest on one and the same reckoning.",
    "What {land} said in {year} was said under another government, and should be read with that in mind.",
)

WITHDRAWALS = (
    "The main source was retracted by its publisher.",
    "The record turned out to be that of another meeting.",
    "The words were ascribed to the wrong speaker by the source.",
)

WRONG_DATES = (
    "A reader pointed out that the record gives another day.",
    "The day of printing was taken for the day itself.",
    "The publisher has corrected its date.",
)
WRONG_NAMES = (
    "The source was misread when the briefing was written.",
    "The publisher has corrected its report.",
    "Two delegations were mixed up.",
)
WRONG_WORDS = (
    "A word was lost when the sentence was copied.",
    "The quotation followed an early version of the text.",
)
WRONG_READINGS = (
    "The sentence before it had been overlooked.",
    "It said more than its source does.",
    "A second editor read the source again.",
)

REREAD = "An earlier briefing reads the same words of {who} otherwise; their source doesn't settle it."

MEETINGS = (
    ("Press conference on {x}", "press conference"),
    ("Session of the committee on {x}", "debate"),
    ("Vote on {measure}", "vote"),
    ("Speech on the quay of {place}", "speech"),
    ("Round of talks on {x}", "negotiation"),
    ("Hearing on {x}", "hearing"),
)
