"""Properties of proving that hold for any text, in any script.

`EVIDENCE_EXAMPLES=20000` tries so many examples of each, instead of the few that fit into every run.
"""

import itertools
import os
import re
import unicodedata
from unittest import mock

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator import verify
from generator.verify import edges, elsewhere, fold, gaps, sieve
from generator.verify.places import MOST_PLACES

few = settings(
    max_examples=int(os.environ.get("EVIDENCE_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

WORDS = """
the treaty, grain ship's levy. office affix “bread” "peace" ‘salt’ 'tin' well-known not; (if) re-enter
café naïve façade niño œuvre Ærø Straße İstanbul ığdır żółć řeka nějak őrült
мир война, «хлеб» ёж їжак ελευθερία; ψωμί «ναι» سلام الخبز، לחם שלום नमस्ते रोटी 한국어 빵을
平和を 小麦、 「麵包」 ขนมปัง 12,500 4.5% -0.42 €41 1848 7th CO2 3:2 ± – — … -- A. U.S. O’Neill l’eau dell'olio rock’n’roll
Mr. Q. No. ﬁrst
""".split()
SEPARATORS = [" ", " ", " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00a0", "\u2009", " \n  "]
DOUBLE, SINGLE, HYPHENS, DASHES = '"“”„«»″', "'’‘‛′", "-‐‑", "–—―−"
LIGATURES = {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


@st.composite
def spans(draw, least=1):
    """A text, and the edges of a stretch of whole tokens in it that holds words."""
    tokens = draw(st.lists(st.sampled_from(WORDS), min_size=least, max_size=24))
    gaps_between = draw(st.lists(st.sampled_from(SEPARATORS), min_size=len(tokens), max_size=len(tokens)))
    text, places = "", []
    for token, gap in zip(tokens, gaps_between, strict=True):
        places.append((len(text), len(text) + len(token)))
        text += token + gap
    first = draw(st.integers(0, len(tokens) - 1))
    last = draw(st.integers(first, len(tokens) - 1))
    start, end = places[first][0], places[last][1]
    assume(any(c.isalnum() for c in text[start:end]))
    assume(not inside_number(text, start) and not inside_number(text, end))
    return text, start, end


def inside_number(text, at):
    """Whether white space at a place holds a number, its sign and its unit together, as in 12 500, € 41 and 7 %."""
    before, after = text[:at].rstrip()[-1:], text[at:].lstrip()[:1]
    return bool(re.search(r"[\d%€]", before) and re.search(r"[\d%€]", after))


def unspaced_around(text, at):
    """Whether white space stands between characters of scripts without spaces: there a line's end is none."""
    before, after = text[:at].rstrip()[-1:], text[at:].lstrip()[:1]
    return bool(re.fullmatch(f"{fold._PRINTED}{{2}}", before + after))


@st.composite
def typed_otherwise(draw, words):
    """The same words as another typist, printer or browser gives them."""
    form = draw(st.sampled_from(["NFC", "NFD", ""]))
    words = unicodedata.normalize(form, words) if form else words
    made = ""
    for at, c in enumerate(words):
        typed = c
        if draw(st.booleans()):
            glyphs = next((glyphs for glyphs in (DOUBLE, SINGLE, HYPHENS, DASHES) if c in glyphs), c)
            typed = draw(st.sampled_from(glyphs))
            if c.isspace() and not unspaced_around(words, at):
                typed = draw(st.sampled_from(SEPARATORS))
            elif c.isalpha() and made[-1:].isalpha():
                typed = draw(st.sampled_from(["", "\u00ad", "\u200b", "\u2060"])) + c
        made += typed
    for letters, ligature in LIGATURES.items():
        if draw(st.booleans()):
            made = made.replace(letters, ligature)
    return made.replace("…", draw(st.sampled_from(["…", "..."])))


@few
@given(spans())
def test_whole_words_of_any_text_stand_in_it_where_they_were_taken(given):
    text, start, end = given
    evidence = verify.quotation(text[start:end], verify.Snapshot(text))
    assert evidence.status in ("verbatim", "ambiguous")
    if evidence.proved:
        assert text[evidence.start : evidence.end] == text[start:end]
    else:
        assert len(evidence.parts) > 1
        assert all(fold.fold(text[p.start : p.end]) == fold.fold(text[start:end]) for p in evidence.parts)


@few
@given(st.data(), spans())
def test_words_typed_otherwise_are_the_same_words(data, given):
    text, start, end = given
    typed = data.draw(typed_otherwise(text[start:end]))
    evidence = verify.quotation(typed, verify.Snapshot(text))
    assert evidence.status in ("verbatim", "ambiguous")
    if evidence.proved:
        assert text[evidence.start : evidence.end] == text[start:end]


@few
@given(st.data(), spans())
def test_a_source_printed_otherwise_has_the_same_words(data, given):
    text, start, end = given
    left, words, right = (data.draw(typed_otherwise(piece)) for piece in (text[:start], text[start:end], text[end:]))
    assume("-\n" not in words.replace(" ", "").replace("\r", ""))
    evidence = verify.quotation(text[start:end], verify.Snapshot(left + words + right))
    assert evidence.status in ("verbatim", "ambiguous")
    if evidence.proved:
        assert evidence.start == len(left)
        assert evidence.end == len(left + words)


@few
@given(st.data(), spans())
def test_no_letter_or_digit_may_be_another(data, given):
    text, start, end = given
    at = data.draw(st.sampled_from([n for n in range(start, end) if text[n].isalnum()]))
    pool = "0123456789" if text[at].isdigit() else "xQzдЯßθ九ي"
    strange = [c for c in pool if c not in text and c.lower() not in text and c.upper() not in text]
    assume(strange)
    changed = text[start:at] + data.draw(st.sampled_from(strange)) + text[at + 1 : end]
    evidence = verify.quotation(changed, verify.Snapshot(text))
    assert not evidence.proved
    assert evidence.status in ("altered", "absent")
    assert evidence.why


@few
@given(st.data(), spans())
def test_no_letter_or_digit_may_be_lost_or_doubled(data, given):
    text, start, end = given
    at = data.draw(st.sampled_from([n for n in range(start, end) if text[n].isalnum()]))
    for changed in (text[start:at] + text[at + 1 : end], text[start:at] + text[at] + text[at:end]):
        letters = [c for c in fold.fold(changed) if c.isalnum()]
        same = "".join(letters) in "".join(c for c in fold.fold(text) if c.isalnum())
        assert same or not verify.quotation(changed, verify.Snapshot(text)).proved


ODD = st.one_of(
    st.text(max_size=60),
    st.text(
        "a éfiŁ09.,%$€-‐–—\u00ad\u200b\u0301\u0323\u0338'\"“”’´`…[]()\n\r\t\f\u00a0ﬁﬃĳ가\u1100\u1161\u11a8\u1112ÅΩ्नักは平、。ﻻ\0<|>:?",
        max_size=60,
    ),
)


@few
@given(ODD)
def test_each_folded_letter_with_its_marks_leads_back_to_what_folds_to_it(text):
    folded = fold.Folded(text)
    shown = folded.folded
    firsts = [n for n, c in enumerate(shown) if n == 0 or not unicodedata.category(c).startswith("M")]
    for at, stop in itertools.pairwise([*firsts, len(shown)]):
        start, end = folded.raw(at, stop)
        assert 0 <= start < end <= len(text)
        piece = folded.text[start:end]
        assert shown[at:stop] in fold._fold(piece, (fold._signs(piece)[0], True)), (at, piece)


@few
@given(ODD)
def test_stretches_lead_back_in_order(text):
    folded = fold.Folded(text)
    places = [folded.raw(at, at + 1) for at in range(len(folded.folded))]
    assert places == sorted(places)


@few
@given(ODD)
def test_a_quotation_and_a_snapshot_are_folded_alike(text):
    assume(fold.GAP not in fold.Folded(text).text)
    assert fold.Folded(text).folded.strip(" ") == fold.fold(text)


@few
@given(ODD)
def test_the_sieve_lets_a_text_through_for_each_word_that_it_holds(text):
    folded = fold.Folded(text)
    squeezed = sieve.squeezed(folded.text)
    assert all(sieve.needle(word) in squeezed for word in folded.folded.split(" "))


@few
@given(spans())
def test_a_quotation_is_found_elsewhere_with_the_sieve_and_without(span):
    text, start, end = span
    found = elsewhere.elsewhere({"one": text[start:end]}, [("this", lambda: text)])
    with mock.patch.object(elsewhere, "_FEW", 0):
        assert found == elsewhere.elsewhere({"one": text[start:end]}, [("this", lambda: text)]) == {"one": "this"}


@few
@given(ODD, st.sampled_from([1, 2, 3, 7, 20]))
def test_a_text_folds_alike_in_pieces_of_any_size(text, size):
    whole = fold.Folded(text).folded
    with mock.patch.object(fold, "_CHUNK", size):
        assert fold.Folded(text).folded.strip(" ") == whole.strip(" ")


@few
@given(ODD, ODD, ODD, ODD)
def test_any_words_against_any_text_give_evidence_that_fits_it(text, words, prefix, suffix):
    fits(text, verify.quotation(words, verify.Snapshot(text), prefix, suffix))


@few
@given(st.data(), ODD)
def test_any_stretch_of_any_text_gives_evidence_that_fits_it(data, text):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    middle = data.draw(st.integers(start, end))
    mark = data.draw(st.sampled_from(["", " […] ", "...", "[x]", "-\n"]))
    fits(text, verify.quotation(text[start:middle] + mark + text[middle:end], verify.Snapshot(text)))


def fits(text, evidence):
    assert evidence.status != "unchecked"
    for part in evidence.parts:
        assert 0 <= part.start < part.end <= len(text)
    if not evidence.proved:
        assert evidence.why
        assert not evidence.marks
        return
    assert not evidence.why
    assert evidence.kind is None
    assert len(evidence.marks) == len(evidence.parts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(evidence.parts))
    for part, (start, end) in zip(evidence.parts, evidence.marks, strict=True):
        assert evidence.sentence[start:end] == fold.shown(text[part.start : part.end])


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("no no ", "no no no"),
        ("no no ", "no no […] no no […] no yes"),
        ("nono", "no"),
        ("a b. ", "a b. […] a b. […] a c."),
        ("“a” b ", "a b [they] a"),
        ("1 000 ", "000 1"),
        ("well-\nwell-\n", "well-well-well-wall"),
    ],
)
def test_repetition_costs_no_more_than_its_length(unit, words):
    def work(times):
        with (
            mock.patch.object(edges, "inside", wraps=edges.inside) as looked,
            mock.patch.object(gaps, "objection", wraps=gaps.objection) as cut,
        ):
            verify.quotation(words, verify.Snapshot(unit * times))
        return looked.call_count + cut.call_count

    assert work(1000) <= max(2.5 * work(500), 40 * MOST_PLACES)
