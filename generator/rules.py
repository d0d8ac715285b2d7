"""The catalogue of rules: what each protects, an example of what breaks it, and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue."""

    code: str
    severity: Severity
    title: str
    why: str
    example: str
    cure: str


def _rules(severity: Severity, *entries: tuple[str, str, str, str, str]) -> dict[str, Rule]:
    return {entry[0]: Rule(entry[0], severity, *entry[1:]) for entry in entries}


CATALOGUE: dict[str, Rule] = {
    **_rules("error",
        # reading
        ("not-utf8", "A file is UTF-8 text", "In another encoding, letters of names and quotations would be lost.", "a file saved as Latin-1 or UTF-16", "Save it as UTF-8."),
        ("file-too-large", "A file has a reasonable size", "A briefing of a megabyte is a mistake, or an attack on the build.", "a briefing of 3 MB", "Split it."),
        ("nesting-too-deep", "Values are not nested without end", "No briefing needs more than a few levels; deep nesting is a mistake or an attack.", "a: [[[[[[…]]]]]]", "Flatten it."),
        ("not-a-regular-file", "Content is made of plain files", "A link could lead out of the content folder and publish what nobody meant to publish.", "content/actors.yaml -> /etc/passwd", "Put the file itself there."),
        ("stray-file", "Every file has its place", "A file in the wrong place is silently unpublished.", "content/briefing/rada.yml", "Move or rename it as the message says."),
        ("yaml-syntax", "A file is valid YAML", "What cannot be read cannot be published.", "title: Straits: first round", "Mostly: put the value in quotes."),
        ("tab", "No tab characters", "YAML refuses tabs in indentation, and elsewhere they can't be told from spaces.", "title:\\tFirst round", "Use spaces."),
        ("forbidden-character", "No invisible characters", "Control and bidirectional characters make a reader see another text than the machine compares.", "text: a U+202E in a quotation", "Take it out; the page sets the direction itself."),
        ("duplicate-key", "A field stands once", "YAML would silently keep one of the two.", "title: A\\ntitle: B", "Take one out."),
        ("yaml-anchor", "No anchors and aliases", "They can make a small file huge, and hide what a field says.", "&a / *a", "Write the value out."),
        ("yaml-merge", "No merge keys", "They hide what a field says.", "<<: *base", "Write the fields out."),
        ("yaml-tag", "No tags", "Tags can run code; our fields have their types already.", "!!python/object", "Take the tag out, or quote the value."),
        ("several-documents", "One document a file", "Only one can be the briefing.", "--- in mid-file", "Make two files."),
        ("empty-file", "A file says something", "An empty briefing is a mistake.", "an empty file", "Write it, or delete it."),
        ("comment-cuts-text", "A comment is plainly a comment", "YAML drops all that follows a blank and a #, and with it the end of a quotation.", "text: We rank #1 in grain", "Quote the value, or put two spaces before and one after the #."),
        ("key-not-text", "Fields have plain names", "A field's name is a word.", "[a, b]: c", "Write a name."),
        # checking
        ("unknown-field", "Only fields of the model", "A mistyped field would silently be lost.", "sumary: …", "Write the field as the guide has it."),
        ("missing-field", "Required fields are there", "Without them a reader can't judge what they read.", "a quote without `source`", "Add the field."),
        ("blank-field", "Fields are filled in", "A blank says nothing and hides that nothing is known.", "title:", "Fill it in, or take it out."),
        ("wrong-type", "Text is text, lists are lists", "Otherwise the value means something else.", "topics: straits", "Write it in the form that the message shows."),
        ("wrong-count", "Lists have a sensible length", "A summary of one to seven points is read; a longer one isn't.", "summary with nine points", "Shorten or fill the list."),
        ("repeated-item", "A list names each thing once", "Twice the same is a slip.", "topics: [trade, trade]", "Take one out."),
        ("wrong-value", "A value is one of those that the field knows", "Filters and marks rest on it.", "stance: suport", "Write one of the values."),
        ("wrong-date", "Dates are ISO 8601 or EDTF", "A date that machines read differently dates nothing.", "published: 16.1.2026", "Write 2026-01-16, 2026-01, 2026 or 2026-01~."),
        ("wrong-language", "Languages are BCP 47 tags", "Browsers read aloud and hyphenate by them.", "language: english", "Write en, de, pt-BR …"),
        ("wrong-url", "Addresses are whole web addresses", "Readers click on them; other schemes can run code.", "url: javascript:…", "Begin with https://."),
        ("wrong-hash", "A hash is a SHA-256 in its place", "A hash that can't match proves nothing.", "sha256: abc", "Take it out: the check gives the line to add."),
        ("unsafe-id", "Ids are lower-case ASCII words with hyphens", "They become file names and addresses on every system; look-alike letters would deceive.", "Straits_Tariff.yaml", "Rename as the message says."),
        ("reserved-id", "Ids keep clear of the archive's own addresses", "Two pages can't have one address.", "briefings/2026.yaml", "Choose another."),
        ("duplicate-id", "Ids are unique within a briefing", "Each is an anchor of its page.", "a quote and a source, both `courier`", "Rename one."),
        ("unknown-source", "Sources that are cited exist", "A reader follows the citation.", "cites: [gaurdian]", "Write the id of a source of this briefing."),
        ("unknown-event", "Events that are named exist", "The quotation's date hangs on it.", "event: press-breifing", "Write the id of an event of this briefing."),
        ("unknown-quote", "Quotes that are evidence exist", "Evidence that isn't there proves nothing.", "quote: capped-fe", "Write the id of a quote of this briefing."),
        ("uncited-source", "Every source is cited", "A source that nothing rests on misleads about the briefing's base.", "a source that nobody names", "Cite it, or take it out."),
        ("position-without-evidence", "Positions have evidence", "We say where somebody stands only with the words that show it.", "a position without `evidence`", "Add evidence, or the stance `not-stated`."),
        ("wrong-evidence", "Evidence is a quote, or a source with its words", "Each piece can be proved in one way.", "evidence with both quote and source", "Give the one or the other."),
        ("published-without-date", "What is published has its day", "Readers cite by it.", "status: published, no `published`", "Add the day."),
        ("withdrawn-without-reason", "What is withdrawn says when and why", "An old link must not lead into silence.", "status: withdrawn, no `withdrawn`", "Add date and reason."),
        ("order-of-dates", "Dates are in order", "A report can't be older than what it reports.", "updated before published", "Mend the wrong one."),
        ("date-in-future", "Nothing lies in the future", "What hasn't happened can't be reported.", "published: 2099-01-01", "Write the day that it was."),
        ("chain-in-circle", "A chain leads from the speaker to us", "A source that quotes itself adds no hop.", "via: [courier], source: courier", "Take it out of `via`."),
        ("same-language", "A translation changes the language", "Otherwise it is no translation.", "language: de, translation in de", "Mend the language."),
        ("unknown-corrected-field", "A correction names what was corrected", "Readers must see what changed.", "field: titel", "Write a path of this briefing."),
        ("stale-correction", "The last correction tells what stands there now", "Otherwise the page contradicts itself.", "now: 2026-01-17, where 2026-01-16 stands", "Write what stands there."),
        ("unsafe-markdown", "Free text carries no raw HTML", "Contributors are strangers; scripts and pictures from elsewhere don't reach a page.", "analysis with <script>", "Take the HTML out."),
        # linking
        ("duplicate-briefing", "A briefing's name is unique", "It is its address.", "2025/talks.yaml and 2026/talks.yaml", "Rename one."),
        ("unknown-actor", "Actors exist", "A name that nobody explains can't be followed.", "speaker: pal-vagra", "Write an id of actors.yaml, or add it there."),
        ("unknown-issue", "Issues exist", "Positions on one question must meet on one page.", "issue: grain-levi", "Write an id of issues.yaml, or add it there."),
        ("unknown-topic", "Topics exist", "A mistyped topic hides the briefing.", "topics: [strait]", "Write an id of topics.yaml, or add it there."),
        ("unknown-publisher", "Publishers exist", "Independence is judged by publisher.", "publisher: courrier", "Write an id of publishers.yaml, or add it there."),
        ("unknown-briefing", "Briefings that are named exist", "The link must lead somewhere.", "supersedes: first-rund", "Write a briefing's id."),
        ("ambiguous-reference", "A reference means one thing", "Two actors may share a name.", "speaker: Varga", "Write the id."),
        ("address-collision", "An address leads to one page", "Old links must lead where they led.", "former_ids: [another-briefing]", "Take it out."),
        ("wrong-kind-of-actor", "Actors are of the kind that the field needs", "A country is a state, a member's group is no person.", "country: pal-varga", "Name the right one."),
        ("self-reference", "Nothing leads to itself", "It would run in circles.", "supersedes: itself", "Name another."),
        ("superseded-twice", "A briefing has one successor", "Readers must know which one holds.", "two briefings supersede one", "Supersede the newer one."),
        ("reference-to-draft", "Readers are not led to drafts", "They don't see them.", "supersedes: a draft", "Publish it, or take the reference out."),
        ("not-own-voice", "Who speaks for somebody holds a role of theirs", "What others say of an actor isn't where it stands.", "actor: ukraine, voiced_by: mark-rutte, basis: statement", "Write basis: third-party; or give the speaker the role in actors.yaml, if they held one."),
        ("own-voice", "Third-party is what others say", "An actor's own words count as its own.", "voiced_by the actor, basis: third-party", "Write basis: statement."),
        # proving
        ("missing-snapshot", "A declared snapshot is there", "Without it nothing can be proved.", "snapshot: … without the file", "Store the text in snapshots/, or take the record out."),
        ("missing-hash", "A snapshot has its hash", "Without it nobody knows whether the text was changed since.", "snapshot without sha256", "Add the line that the message gives."),
        ("changed-snapshot", "A snapshot is what was captured", "Quotations are proved against the captured text, not against what somebody made of it.", "an edited snapshot", "Restore the file. Where the source itself changed, capture it as a new source."),
        ("snapshot-too-small", "A snapshot is more than its quotation", "A quotation can't be its own proof.", "a snapshot that holds the quotation alone", "Store the whole sentence at least."),
        ("quotation-altered", "Quotations are letter by letter", "One changed word puts another's words into a mouth.", "text: 540 where the snapshot has 450", "Copy the words from the snapshot."),
        ("quotation-absent", "Quotations stand in their source", "Words that stand nowhere are not published.", "words from another source", "Copy the words from the snapshot, or name the right source."),
        ("quotation-ambiguous", "It is plain which words are meant", "The same words may be said twice, by different people.", "“a serious step”, twice in the source", "Add `prefix` or `suffix`: words that stand just before or after."),
    ),
    **_rules("warning",
        ("unfinished", "A draft isn't finished", "Only its author can fill this in.", "title: in a new draft", "Fill it in before you publish."),
        ("unchecked-quotation", "A quotation could be proved", "There is no snapshot of its source, so readers see “unchecked”.", "a quote from a source without snapshot", "Store a snapshot."),
        ("stray-snapshot", "A snapshot belongs to a source", "Nothing is proved against it.", "snapshots/talks/old.txt", "Declare it in the source, or delete it."),
        ("shared-name", "Actors can be told apart", "Readers and searches meet two people under one name.", "two actors “J. Smith”", "Tell them apart in their names."),
        ("context-lost", "What turns the meaning is quoted along", "Without its condition or its doubt a sentence says something else.", "“it will rain”, where the source says “If the wind turns, it will rain”", "Quote more, or say it in a `note`."),
        ("speaker-contradicted", "The words are the speaker's", "A record or a report that names somebody else is right more often than we are.", "speaker: ada, under the head “Mr Varga:”", "Check `speaker` and `via`; add another spelling of the name to `aliases`."),
        ("unmarked-fragment", "A single word is quoted only where the source quotes it", "Anybody's word can be found in any text.", "text: crisis, form: fragment, without marks in the source", "Quote the whole clause."),
        ("other-speaker", "The quote is spoken by the one who voices the position", "Otherwise it shows something else.", "voiced_by: a, quote of b", "Check voiced_by, or cite another quote."),
    ),
}  # fmt: skip
"""All rules by code."""

READING = frozenset(
    "not-utf8 file-too-large nesting-too-deep yaml-syntax tab forbidden-character duplicate-key yaml-anchor yaml-merge yaml-tag several-documents key-not-text empty-file not-a-regular-file comment-cuts-text".split()
)
"""Rules whose breach leaves open what a value says at all."""

UNREAD = READING | {"unsafe-id", "reserved-id"}
"""Rules whose breach leaves open which entries a registry has."""

DAMAGE = UNREAD | frozenset(
    "unknown-field missing-field blank-field unfinished wrong-type wrong-count wrong-value wrong-date wrong-language wrong-url wrong-hash duplicate-id unknown-source unknown-event unknown-quote unknown-actor shared-name".split()
)
"""Rules whose breach leaves open what a stretch of a file says: verdicts that rest on it are withheld."""
