"""Fragments: the words of an address that scroll to a quotation, and the pieces that a card is made of."""

import dataclasses
from types import SimpleNamespace

import pytest

from generator import fragment, verify
from generator.evidence import UNCHECKED, Directive, Evidence
from generator.pipeline.cache import Cache


def quotation(words, evidence=UNCHECKED):
    return SimpleNamespace(quote=SimpleNamespace(text=words), evidence=evidence)


def proved(words, text, **context):
    evidence = verify.quotation(words, verify.Snapshot(text), **context)
    assert evidence.proved, evidence.why
    return evidence


def directive(words, text, **context):
    return dataclasses.astuple(proved(words, text, **context).directive)


def test_a_short_sentence_is_named_whole():
    text = "He spoke first. We will not wait for them. Then he left."
    assert directive("We will not wait for them.", text) == ("We will not wait for them.", "", "", "")


def test_few_words_bring_their_neighbours_in_the_glyphs_of_the_source():
    text = "The minister called the plan “quite reckless”, and said that it would fail.\n"
    assert directive("quite reckless", text) == (
        "quite reckless", "", "called the plan “", "”, and said that",
    )  # fmt: skip


def test_a_long_sentence_is_named_by_its_first_and_last_words():
    text = "One said so. The council wants two boats an hour until three in the morning. It voted."
    assert directive("The council wants two boats an hour until three in the morning", text) == (
        "The council wants two", "three in the morning", "", "",
    )  # fmt: skip


def test_a_cut_quotation_reaches_from_its_first_to_its_last_part():
    text = "We will run two boats an hour until the harbour closes and none after that, she said."
    assert directive("We will run two boats an hour […] and none after that", text) == (
        "We will run two", "and none after that", "", "",
    )  # fmt: skip


def test_a_cut_across_paragraphs_leads_to_the_first():
    text = "Ladies, we came to talk about the port.\n\nIt is old. We shall rebuild it from the ground.\n"
    assert directive("we came to talk about the port. […] We shall rebuild it", text)[:2] == (
        "we came to talk about the port.", "",
    )  # fmt: skip


def test_words_that_repeat_get_as_much_context_as_it_takes():
    text = "Ann and Bo and Cy said: we shall not sign it.\n\nThen Di and Bo and Cy said: we shall not sign it.\n"
    assert directive("we shall not sign it", text, prefix="Di and Bo and Cy said") == (
        "we shall not sign it", "", "Di and Bo and Cy said:", ".",
    )  # fmt: skip


def test_a_paragraph_that_repeats_is_told_apart_by_the_end_of_the_one_before():
    text = (
        "First point, on grain.\n\nWe shall not sign it.\n\nSecond point, on fish.\n\nWe shall not sign it.\n\nLate.\n"
    )
    assert directive("We shall not sign it.", text, prefix="on fish.") == (
        "We shall not sign it.", "", "Second point, on fish.", "",
    )  # fmt: skip


def test_a_sentence_that_begins_as_another_did_is_told_apart_by_more_words():
    text = (
        "The port is closed for ships of every flag and size today. Soon it opens.\n\n"
        "The port is closed to all the trains that come from the north at night. It rains.\n"
    )
    assert directive("The port is closed to all the trains that come from the north at night.", text)[:3] == (
        "The port is closed to all", "come from the north at night.", "",
    )  # fmt: skip


def test_case_does_not_tell_words_apart():
    text = "NOT WITHOUT A CAP. The offer was made in vain, since they said: not without a cap. It ended so."
    assert directive("not without a cap", text)[2] == "since they said:"


@pytest.mark.parametrize("hyphen", ["-\n", "- \n  "])
def test_a_word_that_a_line_breaks_is_not_named(hyphen):
    text = (
        f"Last year the govern{hyphen}ment of the north has promised nothing to anyone here. So it was said by all.\n"
    )
    made = directive("the government of the north has promised nothing", text)
    assert made[:2] == ("the", "north has promised nothing")


def test_line_ends_and_characters_without_a_shape_stay_behind():
    text = (
        "So he said on Monday in the hall of the town, and that the govern\u00adment has not\r\n"
        "agreed\u200b to it. More was said of the harbour, of the boats that go there at night, and of all the\n"
        "fish that nobody wants.\n"
    )
    assert directive("the government has not agreed to it", text)[0] == "the government has not agreed to it"


def test_scripts_without_spaces_are_cut_at_their_punctuation():
    text = "主席说:今天开会。我们不会接受这个方案,也不会在下一次会议上讨论它,因为人民反对它。会议结束。"
    text = text.replace(":", "：").replace(",", "，")
    made = directive("我们不会接受这个方案，也不会在下一次会议上讨论它，因为人民反对它。", text)
    assert made == ("我们不会接受这个方案，", "因为人民反对它。", "", "")


def test_a_snapshot_of_passages_never_lends_words_from_beyond_its_gaps():
    text = "One thing is sure.\n\n[…]\n\nWe will not wait, he said.\n\n[…]\n\nAnother is not.\n"
    assert directive("We will not wait", text) == ("We will not wait", "", "", ", he said.")


def test_every_character_that_the_grammar_uses_is_encoded():
    made = Directive("a-b, c & d", "e#f? 100%", "“g-h", "i’j—k")
    url = fragment.address("https://x.example/p", quotation("", Evidence("verbatim", directive=made)))
    assert url == (
        "https://x.example/p#:~:text=%E2%80%9Cg%2Dh-,a%2Db%2C%20c%20%26%20d,e%23f%3F%20100%25,-i%E2%80%99j%E2%80%94k"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/", "https://x.example/#:~:text=yes"),
        ("https://x.example/?q=1#part-2", "https://x.example/?q=1#part-2:~:text=yes"),
        ("https://x.example/#:~:text=other", "https://x.example/#:~:text=yes"),
        ("https://x.example/#part:~:text=other", "https://x.example/#part:~:text=yes"),
    ],
)
def test_a_fragment_of_the_source_itself_stays(url, expected):
    assert fragment.address(url, quotation("", Evidence("verbatim", directive=Directive("yes")))) == expected


def test_unchecked_words_are_looked_for_as_far_as_they_are_somebodys():
    assert fragment.address("u", quotation("[They] will go […] and stay")) == "u#:~:text=will%20go"
    assert fragment.address("u", quotation("[They]")) == "u"


def test_a_card_tells_words_from_cuts_and_insertions():
    words = "At night it [the harbour] belongs to us […] for ever … and ever"
    assert fragment.words_of(quotation(words, Evidence("elided"))) == [
        ("said", "At night it "), ("ours", "[the harbour]"), ("said", " belongs to us "), ("gap", "[…]"),
        ("said", " for ever "), ("gap", "…"), ("said", " and ever"),
    ]  # fmt: skip


def test_dots_and_brackets_of_the_source_itself_are_words():
    assert fragment.words_of(quotation("well … [sic]", Evidence("verbatim"))) == [("said", "well … [sic]")]


def test_what_leads_to_the_words_is_remembered_with_the_proof(tmp_path):
    claim = verify.Claim("We will not wait")
    evidence = proved("We will not wait", "He said: we won't. We will not wait. So it was.")
    cache = Cache(tmp_path / "cache")
    cache.put("digest", claim, evidence)
    cache.write()
    assert Cache(tmp_path / "cache").get("digest", claim) == evidence
    assert evidence.directive
