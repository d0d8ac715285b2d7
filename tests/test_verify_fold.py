"""What folding takes for the same, what not, and where words stand in the stored file."""

import itertools
import sys
import unicodedata

import pytest
from conftest import growth

from generator import verify
from generator.verify import fold, sieve


def status(words, text):
    return verify.quotation(words, verify.Snapshot(text)).status


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('It\'s "not" the end', "It’s “not” the end."),
        ("It’s «not» the end", "It's „not“ the end."),
        ("the “peace”", "the ``peace'' of Zenda"),
        ("the end – at last", "the end -- at last"),
        ("the end—at last", "the end–at last"),
        ("wait… and see", "wait... and see"),
        ("3 km off", "3\u00a0km off"),
        ("3 km off", "3\u202fkm off"),
        ("the long way home", "the  long\tway\r\n   home"),
        ("café society", unicodedata.normalize("NFD", "café society")),
        (unicodedata.normalize("NFD", "café society"), "café society"),
        ("한국어로 말한다", unicodedata.normalize("NFD", "한국어로 말한다")),
        ("co\u00adoperate fully", "cooperate fully"),
        ("cooperate fully", "co\u00adoperate\u200b fully\u2060"),
        ("the office staff", "the oﬃce staﬀ"),
        ("the ﬁnal ﬂoor", "the final floor"),
        ("سلام عليكم", "سلام\u200f عليكم"),
        ("我们的港口今年开放", "我们的港口\n今年开放"),
        ("我们的港口，今年开放", "我们的港口，\r\n今年开放"),
        ("ท่าเรือเปิดอยู่", "ท่าเรือ\nเปิดอยู่"),
    ],
)
def test_what_only_a_typist_or_a_printer_changes_is_the_same(words, text):
    assert status(words, text) == "verbatim"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("the end", "The End"),
        ("cafe society", "café society"),
        ("x² metres", "x2 metres"),
        ("１２ metres", "12 metres"),
        ("½ of it", "1/2 of it"),
        ("10 µg", "10 mg"),
        ("Straße frei", "Strasse frei"),
        ("naïve words", "naive words"),
        ("the pеace", "the peace"),
        ("the end at last", "the end - at last"),
        ("the end at last", "the end, at last"),
        ("wait.. and see", "wait... and see"),
        ("3km off", "3 km off"),
        ("a land mark", "a landmark"),
        ("the ﬁnal floor", "the fınal floor"),
    ],
)
def test_nothing_else_is_the_same(words, text):
    assert status(words, text) in ("altered", "absent")


WRAPPED = {
    "word": "The government kept its prom-\nise to the towns.",
    "compound": "The multi-\nethnic council met again in the multi-\n   ethnic town.",
    "suspended": "Pre-\nand post-war houses stand in Euro-\nNATO street.",
}


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("kept its promise to the towns", "word"),
        ("kept its prom-\nise to the towns", "word"),
        ("The multi-ethnic council met again in the multi-ethnic town", "compound"),
        ("The multi-ethnic council met", "compound"),
        ("in the multi-ethnic town", "compound"),
        ("Pre- and post-war houses", "suspended"),
        ("Pre-\nand post-war houses", "suspended"),
    ],
)
def test_a_hyphen_at_a_lines_end_is_read_in_each_way_that_it_can_be_meant(words, source):
    assert status(words, WRAPPED[source]) == "verbatim"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Euro-\nNATO street", "Euro- NATO street"),
        ("Euro-\nNATO street", "Euro-NATO street"),
        ("a land-\nmark there", "a landmark there"),
        ("land-\nmark, sea-\nside, Euro-\nNATO", "landmark, sea-side, Euro- NATO"),
    ],
)
def test_a_quotation_that_is_wrapped_is_read_in_each_way(words, text):
    assert status(words, text) == "verbatim"


def test_a_hyphen_within_a_line_is_never_taken_away():
    assert status("in the re-formed church of the town", "in the reformed church of the town") == "altered"
    assert status("in the reformed church of the town", "in the re-formed church of the town") == "altered"


def test_numbers_are_not_joined_over_a_lines_end():
    assert status("in 19141918 it was", "in 1914-\n1918 it was") != "verbatim"


@pytest.mark.parametrize(
    ("words", "text", "stored"),
    [
        ("now", "They 🚢🚢 now", "now"),
        ("café", "the cafe\u0301, open", "cafe\u0301"),
        ("cooperate fully", "They co\u00adoperate ful\u00adly now", "co\u00adoperate ful\u00adly"),
        ("the office", "in the o\ufb03ce", "the o\ufb03ce"),
        ("promise to", "its prom-\nise  to the", "prom-\nise  to"),
        ("end – at", "the end -- at last", "end -- at"),
        ("wait… and", "we wait... and see", "wait... and"),
        ("한국어로", unicodedata.normalize("NFD", "우리 한국어로 말"), unicodedata.normalize("NFD", "한국어로")),
        ("港口今年", "我们的港口\n今年开放", "港口\n今年"),
        ("the end", "\ufeffthe\u200b end", "the\u200b end"),
    ],
)
def test_offsets_count_the_code_points_of_the_stored_file(words, text, stored):
    evidence = verify.quotation(words, verify.Snapshot(text))
    assert evidence.proved
    assert text[evidence.start : evidence.end] == stored


def test_offsets_hold_far_into_a_long_text():
    line = "Line {} of the oﬃcial re\u00adport – cafe\u0301s and “ships”.\n"
    text = "".join(line.format(n) for n in range(2000))
    evidence = verify.quotation("Line 1999 of the official report – cafés and ‘‘ships’’.", verify.Snapshot(text))
    assert evidence.start == text.index("Line 1999")
    assert evidence.end == len(text) - 1


@pytest.mark.parametrize("letter", ["ก", "の", "港", "a"])
def test_a_long_text_without_spaces_is_folded_like_a_short_one(letter):
    text = (letter * 30 + "\n") * 200
    assert fold.Folded(text).folded.rstrip() == fold.fold(text)


@pytest.mark.parametrize("words", ["a" * 5000, "a b " * 3000, "[x] " * 500, "… " * 3000, "a-\n" * 2000, "“" * 3000])
def test_hostile_quotations_are_answered(words):
    assert verify.quotation(words, verify.Snapshot("a b c. " * 50)).status in ("altered", "absent", "ambiguous")


@pytest.mark.parametrize(
    "words",
    [
        "a" + " " * 60_000 + "b",
        "ab" * 30_000,
        "a-b " * 15_000,
        "a-\n" * 20_000,
        "[x] word " * 6_000,
        "[w]ord " * 8_000,
        "two words […] " * 4_000,
        "A sentence of the quotation. " * 2_000,
        "e\u0301" * 20_000,
    ],
)
def test_the_longest_quotation_is_answered_in_time_that_grows_with_its_length(words):
    snapshot = verify.Snapshot("A word of two words. A sentence of the quotation, e-\nven. " * 2_000)
    assert growth(lambda length: verify.quotation(words[:length], snapshot), len(words) // 8, len(words)) < 24


def test_the_sieve_knows_every_character_that_folds_to_something_else():
    others = [
        c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.normalize("NFC", c) != c or c in fold._GLYPHS
    ]
    assert len(others) > 1000
    for text in itertools.chain.from_iterable((c, f"f{c}t", f"{c}\u0300") for c in others):
        assert sieve.needle(fold.fold(text)) in sieve.squeezed(text), ascii(text)


def test_the_sieve_tells_texts_apart_by_words_in_other_alphabets_too():
    for word in ("government", "уряд", "κυβέρνηση", "gouvernement", "სამართალი"):
        holds = sieve.needle(word) in sieve.squeezed("Nothing of the sort. Нічого такого. Τίποτα τέτοιο.")
        assert holds is (word == "სამართალი"), "what can't be told is let through"
