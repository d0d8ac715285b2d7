"""The same words across briefings: what is found, what is not, and where our own texts disagree."""

import datetime as dt
import itertools
import json
from dataclasses import replace
from random import Random

import pytest
from conftest import growth

from generator import pipeline
from generator.document import Text
from generator.relate import utterances
from generator.relate.beside import beside

DAY = dt.date(2032, 6, 30)
ACTORS = """
valk: {type: person, name: Irena Valk, roles: [{title: Premier, of: freedonia}]}
brask: {type: person, name: Anton Brask}
freedonia: {type: state, name: Freedonia}
"""
SENTENCE = "We will not tax the sea to pay for a customs house that nobody needs"
FIFTEENTH = "2032-01-15"


@pytest.fixture
def told(tmp_path):
    """Write briefings, each given by its quotes, and give the archive and the problems."""

    def told(*quotes, **fields):
        content = tmp_path / "content"
        (content / "briefings").mkdir(parents=True, exist_ok=True)
        (content / "actors.yaml").write_text(ACTORS, "utf-8")
        for number, quote in enumerate(quotes, 1):
            written = briefing(number, **quote) | fields
            (content / f"briefings/b{number}.yaml").write_text(json.dumps(written), "utf-8")
        result = pipeline.load(content, DAY)
        assert [p for p in result.problems if p.code not in ("unchecked-quotation", "texts-disagree")] == []
        return result

    return told


def briefing(number, text, *, on=None, issued=None, speaker="valk", url=None, status="published", more=None, **quote):
    """One briefing with one quote: `on` is the date of its event, `issued` that of its source."""
    source = {"id": "report", "type": "report", "tier": "secondary", "url": url or f"https://{number}.example/"}
    made = {"id": "words", "speaker": speaker, "text": text, "source": "report", **quote}
    return {
        "title": f"Briefing {number}", "status": status, "published": f"2032-06-{number:02}", "language": "en",
        "summary": [{"text": "A point.", "cites": ["report"]}], "key_quotes": [made | ({"event": "talks"} if on else {})],
        "events": [{"id": "talks", "title": "Talks", "date": on}] if on else [],
        "sources": [source | ({"issued": issued} if issued else {})], **(more or {}),
    }  # fmt: skip


def groups(result):
    return [[q.briefing.id for q in u.versions] for u in utterances.found(result.archive)]


def disagreements(result):
    return [p for p in result.problems if p.code == "texts-disagree"]


SAME = {
    "word for word": (SENTENCE, SENTENCE),
    "in another typography": (
        "It's ours - “all” of it, and it will stay ours",
        "It’s ours – 'all' of it, and it will stay ours.",
    ),
    "with another capital in brackets": (
        "[W]e will not tax the sea for a house",
        "And so we will not tax the sea for a house",
    ),
    "with a cut": ("We will not tax the sea […] that nobody needs", SENTENCE),
    "with words of ours in brackets": ("We will not tax [the Straits] to pay for a customs house", SENTENCE),
    "in two other words": (SENTENCE, SENTENCE.replace("tax", "burden").replace("nobody", "no one")),
    "as a part of the sentence": ("to pay for a customs house that nobody needs", SENTENCE),
    "in Chinese": ("我们不会接受这个方案，也不会讨论它", "我们不会接受那个方案，也不会讨论它"),
    "in Hindi": ("हम शांति चाहते हैं और हम तैयार हैं", "हम शांति चाहते हैं और हम तैयार हैं।"),
}


@pytest.mark.parametrize("how", SAME)
def test_words_of_one_speaker_on_one_day_are_the_same(told, how):
    one, other = SAME[how]
    assert groups(told({"text": one, "on": FIFTEENTH}, {"text": other, "on": FIFTEENTH})) == [["b1", "b2"]]


APART = {
    "a phrase in common": ("We stand with Ruritania and its ports", "We stand with Ruritania, whatever the weather may bring"),
    "a stock phrase, whole": ("We stand with Ruritania", "We stand with Ruritania"),
    "an end and a beginning": (f"{SENTENCE} but them", f"a customs house that nobody needs but them. {' '.join('abcdefghijk')}"),
    "the same opening": ("I have come here to say that the levy is dead and buried", "I have come here to say that grain must be free for all"),
}  # fmt: skip


@pytest.mark.parametrize("how", APART)
def test_words_that_merely_share_something_are_two_utterances(told, how):
    one, other = APART[how]
    assert groups(told({"text": one, "on": FIFTEENTH}, {"text": other, "on": FIFTEENTH})) == []


def test_what_is_said_again_a_month_later_is_another_utterance(told):
    assert groups(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE, "on": "2032-02-15"})) == []


def test_a_late_report_tells_of_what_was_said_and_an_early_one_does_not(told):
    late, early = {"text": SENTENCE, "issued": "2032-03-01"}, {"text": SENTENCE, "issued": "2031-12-01"}
    assert groups(told({"text": SENTENCE, "on": FIFTEENTH}, late)) == [["b1", "b2"]]
    assert groups(told({"text": SENTENCE, "on": FIFTEENTH}, early)) == []


def test_reports_of_one_week_may_differ_in_words_but_not_in_numbers(told):
    one, other = (
        "Our towns have paid 19 million crowns for this channel alone",
        "Our cities have paid 19 million crowns for this channel",
    )
    first, second = {"issued": FIFTEENTH}, {"issued": "2032-01-17"}
    assert groups(told({"text": one, **first}, {"text": other, **second})) == [["b1", "b2"]]
    assert groups(told({"text": one, **first}, {"text": other.replace("19", "41"), **second})) == []


def test_without_a_date_twelve_words_tell_and_no_fewer(told):
    twelve = " ".join(SENTENCE.split()[:12])
    assert groups(told({"text": twelve}, {"text": twelve, "on": FIFTEENTH})) == [["b2", "b1"]]
    eleven = " ".join(SENTENCE.split()[:11])
    assert groups(told({"text": eleven}, {"text": eleven, "on": FIFTEENTH})) == []


def test_undated_words_that_were_said_twice_belong_to_neither_occasion(told):
    quotes = [{"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE, "on": "2032-03-15"}, {"text": SENTENCE}]
    assert groups(told(*quotes)) == []
    assert groups(told(*quotes, {"text": SENTENCE, "on": "2032-03-15"})) == [["b2", "b4"]]


def test_two_sentences_are_not_one_because_a_third_briefing_quotes_both(told):
    other = "And we will not wait for those who have never kept a single promise"
    both = {"text": f"{SENTENCE}. {other}", "on": FIFTEENTH}
    found = groups(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": other, "on": FIFTEENTH}, both))
    assert sorted(found) == [["b1", "b3"], ["b2", "b3"]]


def test_withdrawn_briefings_report_nothing(told):
    gone = {"status": "withdrawn", "withdrawn": {"date": "2032-06-20", "reason": "Retracted."}}
    assert groups(told({"text": SENTENCE}, {"text": SENTENCE, "more": gone})) == []


RUSSIAN = "Мы не будем облагать море пошлиной ради таможни, которая никому не нужна"
OURS = {"text": SENTENCE, "language": "en"}


def test_translations_into_one_language_are_compared(told):
    theirs = {
        "text": "We shall not put duties on the sea to pay for a customs house nobody needs",
        "translated_from": "ru",
    }
    ours = {"text": RUSSIAN, "language": "ru", "translation": OURS}
    assert groups(told({**ours, "on": FIFTEENTH}, {**theirs, "on": FIFTEENTH})) == [["b1", "b2"]]
    assert groups(told({**ours, "on": FIFTEENTH}, {**theirs, "on": "2032-02-15"})) == []
    (found,) = utterances.found(told({**ours, "on": FIFTEENTH}, {**theirs, "on": FIFTEENTH}).archive)
    first, second = beside(found, found.versions[0])
    assert second.translated
    assert [piece for kind, piece in second.words if kind == "differs"] == ["shall", "put duties on"]
    assert "differs" in dict(first.translation)
    assert dict(first.words).keys() == {"said"}


def test_of_several_sentences_each_translation_meets_the_nearest(told):
    one = [
        "Nobody shall pay for entering our harbours before the customs house has been rebuilt",
        "Nobody shall pay for leaving our harbours before the lighthouse has been repaired",
    ]
    other = [
        "No one will pay for entering our harbours before the customs house is rebuilt",
        "No one will pay for leaving our harbours before the lighthouse is repaired",
    ]
    speech = {"translated_from": "ru", "on": FIFTEENTH}
    assert groups(told({"text": one[0], **speech}, {"text": other[1], **speech})) == []
    first = [{"text": text, "url": "https://a.example/", **speech} for text in one]
    second = [{"text": text, "url": "https://b.example/", **speech} for text in other]
    assert sorted(groups(told(*first, *second))) == [["b1", "b3"], ["b2", "b4"]]


def test_what_no_machine_finds_is_told_by_hand(told):
    arabic = {"text": "لن نفرض ضريبة على البحر", "language": "ar", "on": FIFTEENTH}
    assert groups(told({**arabic}, {"text": RUSSIAN, "language": "ru", "same_as": ["b1#words"], "on": FIFTEENTH})) == [
        ["b1", "b2"]
    ]
    (found,) = utterances.found(told({**arabic}, {"text": RUSSIAN, "language": "ru", "same_as": ["b1#words"]}).archive)
    assert [side.comparable for side in beside(found, found.versions[0])] == [True, False]


def test_the_first_is_the_earliest_and_the_newest_utterance_comes_first(told):
    other = "And we will not wait for those who have never kept a single promise"
    found = groups(told(
        {"text": other, "on": "2032-02-01"}, {"text": SENTENCE, "issued": "2032-03-03"}, {"text": SENTENCE, "on": "2032-03-02"},
        {"text": other, "issued": "2032-02-02"},
    ))  # fmt: skip
    assert found == [["b3", "b2"], ["b1", "b4"]]


def test_sides_tell_how_many_words_differ_and_who_quotes_more(told):
    longer = f"{SENTENCE.replace('tax', 'burden')}, now or in ten years"
    (found,) = utterances.found(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": longer, "on": FIFTEENTH}).archive)
    first, second = beside(found, found.versions[0])
    assert [(kind, piece) for kind, piece in first.words if kind == "differs"] == [("differs", "tax")]
    assert [(kind, piece) for kind, piece in second.words if kind == "differs"] == [("differs", "burden")]
    assert (second.differing, second.quotes_more, second.quotes_less) == (1, True, False)
    back = beside(found, found.versions[1])[1]
    assert (back.quotation, back.quotes_more, back.quotes_less) == (first.quotation, False, True)


# Where our own texts disagree


def test_texts_that_agree_are_warned_of_nothing(told):
    assert disagreements(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE, "on": FIFTEENTH})) == []


def test_other_words_in_another_source_are_no_fault_of_ours(told):
    assert (
        disagreements(
            told({"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE.replace("tax", "burden"), "on": FIFTEENTH})
        )
        == []
    )


def test_another_day_of_the_same_words_is_told_of_the_later_briefing(told):
    (problem,) = disagreements(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE, "on": "2032-01-16"}))
    assert problem.span.file == "briefings/b2.yaml"
    assert (
        problem.message
        == "`words` was said on 16 January 2032, by the event here; `b1#words` has the same words on 15 January 2032"
    )


def test_a_day_that_is_uncertain_or_of_other_words_contradicts_none(told):
    assert disagreements(told({"text": SENTENCE, "on": FIFTEENTH}, {"text": SENTENCE, "on": "2032-01-16~"})) == []
    bridge = {"text": SENTENCE, "issued": "2032-01-17"}
    other = {"text": SENTENCE.replace("tax", "burden"), "on": "2032-01-16"}
    result = told({"text": SENTENCE, "on": FIFTEENTH}, bridge, other)
    assert groups(result) == [["b1", "b3", "b2"]]
    assert disagreements(result) == []


def test_another_speaker_of_the_same_words_is_told_unless_the_one_speaks_for_the_other(told):
    (problem,) = disagreements(told({"text": SENTENCE}, {"text": SENTENCE, "speaker": "brask"}))
    assert problem.message == "`words` is spoken by `brask` here; `b1#words` has the same words of `valk`"
    assert disagreements(told({"text": SENTENCE}, {"text": SENTENCE, "speaker": "freedonia"})) == []


def test_two_translations_of_ours_are_told(told):
    ours = {"text": RUSSIAN, "language": "ru", "on": FIFTEENTH}
    other = {"text": SENTENCE.replace("tax", "burden"), "language": "en"}
    (problem,) = disagreements(told({**ours, "translation": OURS}, {**ours, "translation": other}))
    assert problem.help == f"make them one; there it reads “{SENTENCE}”"
    assert disagreements(told({**ours, "translation": OURS}, {**ours, "translation": OURS})) == []


def test_other_words_from_one_source_are_told(told):
    one, other = SENTENCE, SENTENCE.replace("tax", "burden")
    (problem,) = disagreements(
        told({"text": one, "url": "https://a.example/"}, {"text": other, "url": "https://a.example/"})
    )
    assert problem.message == "`words` has other words here than `b1#words` has from the same source"


def test_a_superseded_briefing_stays_as_it_was(told):
    newer = {"text": SENTENCE, "speaker": "brask", "more": {"supersedes": "b1"}}
    assert disagreements(told({"text": SENTENCE}, newer)) == []


def test_the_search_grows_with_the_archive_and_not_with_its_square(told):
    """One speaker says everything on one day, in words that come back in other sentences."""
    archive = told({"text": SENTENCE, "on": FIFTEENTH}).archive
    (one,) = archive.quotations
    random, words = Random(7), [f"{a}{b}" for a, b in itertools.product("bcdfghklmnprst", "aeiouy")]

    def said(number):
        texts = [" ".join(random.choices(words, k=25)) for _ in range(number)]
        quotes = [replace(one.quote, text=Text(text, one.quote.span)) for text in texts]
        briefings = [replace(one.briefing, id=f"b{n}", key_quotes=(quote,)) for n, quote in enumerate(quotes)]
        every = [replace(one, briefing=b, quote=b.key_quotes[0]) for b in briefings]
        return replace(archive, quotations=tuple(every))

    assert growth(utterances.found, said(400), said(4000)) < 40
