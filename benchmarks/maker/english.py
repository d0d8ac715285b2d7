"""What people of the invented world say in English, and what papers write: pieces that give sentences together.

Slots: `measure` (a joint fund for night trains), `the` (the fund), `x` (night trains), `land` (whose position it is),
`who` (who speaks), `place`, `n` (a number), `year`, `month`, `condition`.
"""

from __future__ import annotations

OPENINGS = (
    "We have said since {year} that",
    "My colleagues and I are convinced that",
    "Seen from {place}, it is plain that",
    "Whoever has stood on the quay of {place} in winter knows that",
    "The accounts for {year} show that",
    "I told the delegates in {place} that",
    "After {n} months of talks we hold that",
    "Our mayors, our engineers and our treasury agree that",
    "It took {n} meetings to learn that",
    "I repeat what I wrote to all delegations in {month}, that",
    "In {place} we have learned over {n} years that",
    "People who live beside {x} tell us that",
    "The letter that I sent in {month} {year} says that",
    "I have come to {place} to say that",
    "For {n} years our experts have warned that",
    "We wrote into our programme of {year} that",
    "Every delegation has heard from us that",
    "The {n} towns that asked for our opinion heard that",
    "Let it be written in the record of {place} that",
    "Our answer to the paper of {month} is that",
)
"""How a speaker begins; a clause follows."""

MIDDLES = (
    "as everyone in this hall remembers",
    "as our partners know well enough",
    "with all respect for our hosts",
    "and this is the heart of the matter",
    "as the older delegates will recall",
    "to put it as plainly as we can",
    "as the papers have reported at length",
    "with the warmest thanks to the secretariat",
)
"""What a speaker says in passing, and an author may cut."""

CLAUSES: dict[str, tuple[str, ...]] = {
    "strongly-support": (
        "{measure} must come this year and must come in full",
        "{measure} should have been in force before the winter of {year}",
        "the case for {measure} has been proved beyond any doubt",
        "we shall vote for {measure} in every chamber that asks us",
        "{measure} is the one promise that we want to be measured by",
        "each month without {measure} costs our villages more than {n} crowns a head",
        "{the} deserves our money, our people and our good name",
        "there is no honest way to go on without {measure}",
    ),
    "support": (
        "{measure} is a sound idea and has our vote",
        "{measure} would make life easier for everyone who works with {x}",
        "the benefits of {the} outweigh what it costs",
        "we can carry our share of {measure} from next spring",
        "{measure} belongs in the treaty and should stay there",
        "the river towns are right to ask for {measure}",
        "a first step towards {the} can be taken this season",
        "{measure} would serve small states at least as well as large ones",
    ),
    "conditional": (
        "we can accept {measure} provided that {condition}",
        "{measure} has our support as soon as {condition}",
        "we shall sign a text on {measure} once {condition}",
        "our parliament will agree to {measure} on the day on which {condition}",
        "{measure} stands or falls with the question whether {condition}",
        "we see a majority at home for {measure} if {condition}",
    ),
    "neutral": (
        "we take no side on {measure} and will live with the vote",
        "our government will neither promote nor hinder {measure}",
        "the choice about {the} belongs to those who run {x}",
        "there are good reasons on both sides of {measure}",
        "we have weighed {measure} for {n} weeks and find the scales level",
        "others are closer to {measure} than we are and should decide",
    ),
    "oppose": (
        "{measure} is the wrong answer to a real problem",
        "we cannot vote for {measure} as the text stands",
        "{measure} would cost small towns more than it could ever bring them",
        "those who ask for {the} have not counted what it takes to run {x}",
        "{the} moves the trouble from one bank of the river to the other",
        "there are {n} better uses for the money that {measure} would swallow",
        "our towns have managed without {measure} and wish to go on doing so",
        "{measure} comes {n} years too early to be of any use",
    ),
    "strongly-oppose": (
        "{measure} is out of the question, today and at any later date",
        "we shall block {measure} with every vote and every rule that we have",
        "{measure} is an insult to the {n} towns that will have to pay for it",
        "nothing that was said in {place} has made {the} any less harmful",
        "whoever votes for {measure} votes against our fishermen, our millers and our pilots",
        "{measure} would ruin {x} within {n} months",
    ),
    "ambiguous": (
        "{measure} raises questions that each of us must answer in our own time",
        "we have read the proposal for {measure} and heard those who wrote it",
        "the word is out about {the} and words have their weight",
        "{measure} means one thing in the hills and another by the sea",
        "it is wise to speak of {measure} when the right hour has come",
        "the future of {measure} lies where the future of all things lies",
    ),
}
"""What a speaker claims, by stance. Each can follow an opening, or stand alone as a fragment."""

TAILS = (
    "",
    "",
    "",
    ", and {n} towns along the river are waiting for an answer",
    ", as the audit of {month} {year} made plain",
    ", whatever the delegates from upstream may think of it",
    ", and I say so to friends and to critics alike",
    ", and we will put that to the vote before {month}",
    ", as those who work with {x} can confirm",
    ", which is more than can be said of the draft of {year}",
)
"""What may follow a claim."""

SYNONYMS = {
    "accept": "take", "accounts": "books", "agree": "concur", "benefits": "gains", "bring": "yield",
    "choice": "decision", "convinced": "certain", "cost": "burden", "costs": "expenses", "decide": "judge",
    "delegates": "envoys", "draft": "proposal", "experts": "specialists", "friends": "allies", "harmful": "damaging",
    "help": "aid", "hold": "maintain", "honest": "decent", "idea": "thought", "insult": "affront", "large": "big",
    "learned": "understood", "letter": "note", "money": "funds", "must": "should", "needs": "requires",
    "people": "folk", "plain": "clear", "problem": "difficulty", "promise": "pledge", "prove": "show",
    "proved": "shown", "questions": "doubts", "raises": "poses", "ready": "prepared", "reject": "refuse",
    "ruin": "destroy", "rule": "regulation", "season": "summer", "seen": "viewed", "shall": "will", "share": "part",
    "sides": "faces", "sign": "initial", "small": "little", "sound": "good", "support": "backing",
    "talks": "negotiations", "text": "wording", "told": "informed", "towns": "cities", "trouble": "harm",
    "useful": "helpful", "vote": "ballot", "waiting": "longing", "warned": "cautioned", "whole": "entirety",
    "wise": "prudent", "wish": "want", "wrong": "false",
}  # fmt: skip
"""Words that two papers, or two translators, may differ in."""

CONDITIONS = (
    "the costs are shared by the number of inhabitants",
    "small harbours are exempt for {n} years",
    "the accounts are published every quarter",
    "upland towns keep a seat on the board",
    "the first review takes place within {n} months",
    "the rate stays below {n} crowns a year",
    "the data remain with the towns",
    "the pilots are heard before each change of the rules",
)

REPORTS: dict[str, tuple[str, ...]] = {
    "strongly-support": ("The delegation of {land} asked for {measure} to be put to the vote before {month}",),
    "support": ("Officials from {land} told the meeting that {measure} would have their vote",),
    "conditional": ("Officials from {land} said they could live with {measure} provided that {condition}",),
    "neutral": ("The delegation of {land} handed in a paper that takes no side on {measure}",),
    "oppose": ("The delegation of {land} voted against {measure} in the committee that met in {place}",),
    "strongly-oppose": ("Officials from {land} left the room when {measure} was put to the vote in {place}",),
    "ambiguous": ("The delegation of {land} thanked the authors of {measure} and asked for more time",),
}
"""A position in the words of a source."""

ATTRIBUTIONS: dict[str, tuple[str, ...]] = {
    "strongly-support": ("{who} said that {land} would do everything to bring about {measure}",),
    "support": (
        "{who} said that {land} had long come round to {measure}",
        "According to {who}, the government of {land} is in favour of {measure}",
    ),
    "conditional": ("{who} said that {land} would accept {measure} provided that {condition}",),
    "neutral": ("According to {who}, the government of {land} will keep out of the debate about {measure}",),
    "oppose": (
        "{who} said that {land} was not willing to pay for {measure}",
        "According to {who}, the government of {land} is against {measure}",
    ),
    "strongly-oppose": ("{who} said that {land} would rather leave the table than accept {measure}",),
}
"""What a source says that one actor said of another."""

SILENCES = (
    "A spokesperson for {land} declined to comment on the proposal.",
    "The delegation of {land} left without speaking to the press.",
    "Questions sent to the government of {land} had not been answered by the evening.",
)

FILLERS = (
    "The debate lasted for {n} hours and was twice adjourned.",
    "About {n} people had come to the quay to hear the outcome.",
    "The draft has {n} articles, of which a third are disputed.",
    "Ferries between the two banks ran late because of fog.",
    "A vote is expected in {month} at the earliest.",
    "The secretariat will publish the record within {n} days.",
    "Experts put the cost at {n} million crowns over ten years.",
    "A similar attempt failed in {year}, after a change of government.",
    "The hall was so cold that several delegates kept their coats on.",
    "Those who run {x} have asked for clear rules since {year}.",
    "The chair thanked the interpreters, who had worked without a break.",
    "A petition with {n} hundred signatures was handed over in the morning.",
    "The number of {x} has hardly changed since {year}.",
    "Two towns offered to host the next meeting.",
    "Insurers expect premiums to rise by {n} per cent if nothing is done.",
    "The committee on {x} will meet again in {place}.",
    "Observers spoke of the longest session in {n} years.",
    "In {place}, the question has divided families.",
    "The treaty of {year} mentions {x} in a single footnote.",
    "Several amendments were withdrawn before the break.",
    "Small towns fear that they will have to pay for large ones.",
    "The wording of article {n} was left for a later day.",
    "An earlier report had counted {n} {x} in need of repair.",
    "Bells rang in {place} when the session ended.",
)
"""What else stands in a source."""

HEADLINES = (
    "Talks on {x} go into the night",
    "{land} speaks out on {x}",
    "Who pays for {x}?",
    "A long day in {place}",
    "Dispute over {x} goes on",
    "{place}: delegates argue about {x}",
    "What is to become of {x}",
    "Fog over {place}",
)

RECORDS = (
    "Verbatim record of the session in {place}",
    "{who}: statement in {place}",
    "Press conference in {place}: transcript",
    "Minutes of the committee on {x}",
)

STUDIES = ("{x}: a reckoning", "The cost of {x}, {year}", "{measure}: for and against", "Twenty notes on {x}")

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
