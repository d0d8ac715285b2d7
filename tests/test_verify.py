"""Proving: what stands in the snapshot, and what doesn't."""

import pytest

from generator import verify

TEXT = """The Chair: I give the floor to Ruritania.

Mr Varga: Ruritania will not accept a tariff of 12,500 crowns – not in this
session and not in the next. “A levy on it is a levy on bread,” he said. Costs rose by 4.5% in the north.

Ms Bellweather: Freedonia keeps the channel open, dredged and lit, at a cost of 41 million crowns a year.
"""
SNAPSHOT = verify.Snapshot(TEXT)


def status(words, **context):
    return verify.quotation(words, SNAPSHOT, **context).status


@pytest.mark.parametrize(
    "words",
    [
        "A levy on it is a levy on bread",
        "not in this session and not in the next",
        "a tariff of 12,500 crowns - not in this session",
        "Freedonia keeps the channel open, dredged and lit",
    ],
)
def test_the_same_letters_are_verbatim(words):
    assert status(words) == "verbatim"


def test_offsets_lead_to_the_words():
    evidence = verify.quotation("a levy on bread", SNAPSHOT)
    assert TEXT[evidence.start : evidence.end] == "a levy on bread"
    (start, end), *_ = evidence.marks
    assert evidence.sentence[start:end] == "a levy on bread"


def test_a_marked_cut_is_elided():
    assert status("Freedonia keeps the channel open […] at a cost of 41 million crowns a year.") == "elided"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at a cost of 42 million crowns a year", "altered"),
        ("A levy on it is a tax on bread", "altered"),
        ("The moon is made of green cheese and nobody minds", "absent"),
        ("", "absent"),
        ("ot in this session", "absent"),
        ("500 crowns", "absent"),
        ("rose by 4.5", "absent"),
    ],
)
def test_what_is_not_there_is_not_proved(words, expected):
    evidence = verify.quotation(words, SNAPSHOT)
    assert evidence.status not in ("verbatim", "elided")
    if expected == "altered":
        assert evidence.status == expected
        assert evidence.why


def test_missing_quotation_marks_are_not_another_order_of_the_words():
    evidence = verify.quotation("A levy on it is a levy on bread, he said. Costs rose by 4.5%", SNAPSHOT)
    assert (evidence.status, evidence.kind) == ("altered", "punctuation")


def test_a_cut_hides_no_negation():
    assert status("Ruritania will […] accept a tariff of 12,500 crowns") not in ("verbatim", "elided")


def test_a_cut_never_joins_two_speakers():
    assert status("Costs rose by 4.5% […] Freedonia keeps the channel") not in ("verbatim", "elided")


def test_words_that_stand_twice_need_context():
    twice = verify.Snapshot("He called it a serious step. She called it, too, a serious step.")
    assert verify.quotation("a serious step", twice).status == "ambiguous"
    assert verify.quotation("a serious step", twice, prefix="too").status == "verbatim"


def test_without_a_snapshot_nothing_is_proved():
    assert verify.quotation("a levy on bread", None).status == "unchecked"
