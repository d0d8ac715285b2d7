"""What can be found, and the files that a browser finds it by."""

import gzip
import json
from collections import defaultdict

import pytest
from conftest import EXAMPLE

from benchmarks import maker
from generator import pipeline, processes, search
from generator.search import postings, things
from generator.search.words import Vocabulary, fold, stem, words

BRIEFING = "briefings/straits-tariff-second-round/"


@pytest.fixture(scope="module")
def archive():
    return pipeline.load(EXAMPLE, pipeline.today()).archive


@pytest.fixture(scope="module")
def entries(archive):
    maker = things.Maker(archive)
    return [of.make() for of in (*maker.briefings(things.oldest_first(archive)), *maker.others())]


@pytest.fixture(scope="module")
def index(archive):
    return {name: gzip.decompress(data) for name, data in search.files(archive)}


def numbers(data):
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def lists(data, sizes):
    """The head of a file, and its lists."""
    size = int.from_bytes(data[:4], "little")
    head, rest = json.loads(data[4 : 4 + size]), data[4 + size :]
    found = []
    for length in sizes(head):
        found.append(rest[:length])
        rest = rest[length:]
    assert rest == b""
    return head, found


def held(data):
    """Each thing of a list, by entry and number, with its weight."""
    given, found, entry = numbers(data), {}, 0
    for distance in given:
        entry += distance
        for _ in range(next(given)):
            value = next(given)
            found[entry, value >> 3] = value & 7
    return found


def parts(index):
    for number in range(len(json.loads(index["index"])["parts"])):
        rows, found = lists(index[f"words/{number}"], lambda head: [row[1] for row in head])
        sizes, places = lists(index[f"places/{number}"], lambda head: head)
        assert len(sizes) == len(rows)
        yield rows, found, places


@pytest.mark.parametrize(
    ("one", "other"),
    [("Łódź", "lodz"), ("MÜNCHEN", "munchen"), ("Straße", "strasse"), ("Лавро́в", "лавров"), ("ﬁscal", "fiscal"),
     ("soft\u00adhyphen", "softhyphen"), ("كِتَاب", "كتاب"), ("ΛΌΓΟΣ", "λογοσ"), ("한국", "한국")],
)  # fmt: skip
def test_spellings_of_a_word_are_one(one, other):
    assert fold(one) == other


def test_words_stand_where_they_are():
    text = "The “coalition’s” 26 members—Łódź 停战协议 हिन्दी"
    found = list(words(text))
    assert [word for word, _, _ in found] == [
        "the", "coalition", "s", "26", "members", "lodz", "停战", "战协", "协议", "हिन्दी"
    ]  # fmt: skip
    assert all(fold(text[start:end]) == word for word, start, end in found)


def test_a_word_is_stemmed_by_the_language_of_its_text():
    assert stem("Verhandlungen", "de") == stem("Verhandlung", "de-AT") != fold("Verhandlungen")
    assert stem("переговорами", "ru") == stem("переговоры", "ru")
    assert stem("Verhandlungen", "") == "verhandlungen"
    assert stem("Verhandlungen", "tlh") == "verhandlungen"


def test_one_word_in_two_languages_has_the_stems_of_both():
    vocabulary = Vocabulary()
    (german,), (english,) = vocabulary.words("Minister", "de"), vocabulary.words("minister", "en")
    assert german == english
    assert vocabulary.stems[german] == {("german", "minist"), ("english", "minist")}


def test_every_word_of_every_thing_is_in_the_index_and_nothing_else(index, entries):
    told = defaultdict(set)
    for number, entry in enumerate(entries):
        for at, thing in postings._numbered(entry):
            for field in thing.fields:
                for word, _, _ in words(field.text):
                    told[word].add((number, at))
    found = {row[0]: held(data) for rows, given, _ in parts(index) for row, data in zip(rows, given, strict=True)}
    assert {word: set(things) for word, things in found.items()} == told
    assert {weight for given in found.values() for weight in given.values()} <= set(range(1, 8))
    assert all(row[2] == len(found[row[0]]) for rows, _, _ in parts(index) for row in rows)


def test_words_of_a_phrase_stand_in_a_row(index, entries):
    number = next(n for n, entry in enumerate(entries) if entry.path == BRIEFING)
    at = next(n for n, thing in enumerate(entries[number].quotations) if thing.shown["a"] == "capped-fee") * 2 + 1
    places = {}
    for rows, given, all_places in parts(index):
        for row, data, where in zip(rows, given, all_places, strict=True):
            read = numbers(where)
            for thing in held(data):
                steps = [next(read)]
                while steps[-1] % 2:
                    steps.append(next(read))
                if thing == (number, at):
                    places[row[0]] = [sum(step >> 1 for step in steps[: n + 1]) for n in range(len(steps))]
            assert next(read, None) is None
    text = entries[number].quotations[(at - 1) // 2].shown["t"]
    spoken = [word for word, _, _ in words(text)]
    assert all(n + 1 in places[word] for n, word in enumerate(spoken))


def test_parts_begin_with_the_words_that_the_index_names(index):
    firsts = json.loads(index["index"])["parts"]
    assert firsts == [rows[0][0] for rows, _, _ in parts(index)]
    every = [row[0] for rows, _, _ in parts(index) for row in rows]
    assert every == sorted(set(every))


def test_other_forms_of_a_word_are_named(index):
    rows = {row[0]: row for rows, _, _ in parts(index) for row in rows}
    assert rows["capped"][3] == ["cap"]
    assert rows["cap"][3] == ["capped"]
    assert rows["accept"][3] == ["acceptable", "accepts"]


def test_values_of_a_facet_name_the_things_that_have_them(index, entries, archive):
    rows, given = lists(index["facets/speaker"], lambda head: [row[2] for row in head])
    told = defaultdict(set)
    for number, entry in enumerate(entries):
        for at, thing in enumerate(entry.quotations):
            told[thing.facets["speaker"][0]].add((number, 2 * at + 1))
    assert {row[0]: set(held(data)) for row, data in zip(rows, given, strict=True)} == told
    assert {row[0]: row[1] for row in rows} == {id: archive.actors[id].name for id in told}


def test_kinds_are_told_by_the_number_of_an_entry(index, entries):
    told = json.loads(index["index"])
    for number, entry in enumerate(entries):
        assert [kind for kind, first in told["kinds"] if first <= number][-1] == entry.page.kind
    assert told["sizes"]["Quotation"] == sum(len(entry.quotations) for entry in entries)
    assert told["entries"] == len(entries)


def test_texts_hold_what_a_result_shows(index, entries):
    for number, entry in enumerate(entries):
        shown = json.loads(index[f"texts/{number // 100}/{number}"])
        assert shown["u"] == entry.path
        assert len(shown.get("q", [])) == len(entry.quotations)
        assert len(shown.get("p", [])) == len(entry.positions)


def test_a_quotation_is_found_by_every_name_of_its_speaker(entries, archive):
    for entry in entries:
        for thing in entry.quotations:
            actor = archive.actors[thing.facets["speaker"][0]]
            texts = {field.text for field in thing.fields}
            assert texts >= {actor.name, *(name for _, name in actor.names), *actor.aliases}


def test_what_is_withdrawn_says_why_and_no_more(entries, archive):
    withdrawn = [b for b in archive.briefings.values() if b.withdrawn]
    assert withdrawn
    for briefing in withdrawn:
        entry = next(entry for entry in entries if entry.path == f"briefings/{briefing.id}/")
        assert (entry.quotations, entry.positions) == ((), ())
        assert entry.page.shown["s"] == "withdrawn"
        assert entry.page.shown["x"] == [[briefing.withdrawn.reason, ""]]


def test_the_same_archive_gives_the_same_bytes(archive):
    assert dict(search.files(archive)) == dict(search.files(archive))


def test_no_part_is_larger_than_it_need_be(index):
    for rows, given, _ in parts(index):
        assert len(rows) == 1 or sum(map(len, given[:-1])) < postings.PART


def test_free_text_is_searched_without_its_marks():
    text = "## Heading\n\n1. *One* [link](https://a.example) and `code`\n> quoted ![picture](x.png) <b>bold</b>"
    assert things.plain(text).split() == ["Heading", "One", "link", "and", "code", "quoted", "picture", "bold"]


def test_the_index_is_the_same_whatever_the_number_of_processes(tmp_path, monkeypatch):
    maker.make(40, tmp_path / "content")
    archive = pipeline.load(tmp_path / "content", pipeline.today()).archive
    made = []
    for number in (1, 3):
        monkeypatch.setattr(processes, "cores", lambda number=number: number)
        made.append(dict(search.files(archive)))
    assert len(made[0]) > 100
    assert made[0] == made[1]
