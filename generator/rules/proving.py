"""Rules about quotations and the snapshots that prove them."""

from __future__ import annotations

from generator.rules.rule import Rule

RULES = (
    Rule(
        code="missing-snapshot",
        severity="error",
        title="A declared snapshot is there",
        why="Without it nothing can be proved.",
        example="snapshot: … without the file",
        cure="Store the text in snapshots/, or take the record out.",
    ),
    Rule(
        code="missing-hash",
        severity="error",
        title="A snapshot has its hash",
        why="Without it nobody knows whether the text was changed since.",
        example="snapshot without sha256",
        cure="Add the line that the message gives.",
    ),
    Rule(
        code="changed-snapshot",
        severity="error",
        title="A snapshot is what was captured",
        why="Quotations are proved against the captured text, not against what somebody made of it.",
        example="an edited snapshot",
        cure="Restore the file. Where the source itself changed, capture it as a new source.",
    ),
    Rule(
        code="snapshot-too-small",
        severity="error",
        title="A snapshot is more than its quotation",
        why="A quotation can't be its own proof.",
        example="a snapshot that holds the quotation alone",
        cure="Store the whole sentence at least.",
    ),
    Rule(
        code="quotation-altered",
        severity="error",
        title="Quotations are letter by letter",
        why="One changed word puts another's words into a mouth.",
        example="text: 540 where the snapshot has 450",
        cure="Copy the words from the snapshot.",
    ),
    Rule(
        code="quotation-absent",
        severity="error",
        title="Quotations stand in their source",
        why="Words that stand nowhere are not published.",
        example="words from another source",
        cure="Copy the words from the snapshot, or name the right source.",
    ),
    Rule(
        code="quotation-ambiguous",
        severity="error",
        title="It is plain which words are meant",
        why="The same words may be said twice, by different people.",
        example="“a serious step”, twice in the source",
        cure="Add `prefix` or `suffix`: words that stand just before or after.",
    ),
    Rule(
        code="unchecked-quotation",
        severity="warning",
        title="A quotation could be proved",
        why="There is no snapshot of its source, so readers see “unchecked”.",
        example="a quote from a source without snapshot",
        cure="Store a snapshot.",
    ),
    Rule(
        code="stray-snapshot",
        severity="warning",
        title="A snapshot belongs to a source",
        why="Nothing is proved against it.",
        example="snapshots/talks/old.txt",
        cure="Declare it in the source, or delete it.",
    ),
    Rule(
        code="context-lost",
        severity="warning",
        title="What turns the meaning is quoted along",
        why="Without its condition or its doubt a sentence says something else.",
        example="“it will rain”, where the source says “If the wind turns, it will rain”",
        cure="Quote more, or say it in a `note`.",
    ),
    Rule(
        code="speaker-contradicted",
        severity="warning",
        title="The words are the speaker's",
        why="A record or a report that names somebody else is right more often than we are.",
        example="speaker: ada, under the head “Mr Varga:”",
        cure="Check `speaker` and `via`; add another spelling of the name to `aliases`.",
    ),
    Rule(
        code="unmarked-fragment",
        severity="warning",
        title="A single word is quoted only where the source quotes it",
        why="Anybody's word can be found in any text.",
        example="text: crisis, form: fragment, without marks in the source",
        cure="Quote the whole clause.",
    ),
)
