"""The search engine in a browser: it takes words as the index does, and finds what an archive holds."""

import gzip
import json
import re
import shutil
import unicodedata

import pytest
from conftest import EXAMPLE, ROOT, served

from generator import pipeline, publish, search
from generator.search.words import words

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="alert(1)"> &amp; </script>'
ACTORS = """
sergei-lesnik:
  type: person
  name: Sergei Lesnik
  names: {ru: Сергей Лесник, zh: 列斯尼克}
  aliases: [Sergey Lesnik, S. Lessnik]
jose-pena:
  type: person
  name: José Peña
"""
BRIEFING = """\
title: 'Notes of the harbour talks <img src=x onerror="alert(1)"> &amp; </script>'
status: published
published: 2024-05-02
language: en
topics: [straits]
summary:
  - text: The delegations discussed anchorages for three days.
    cites: [minutes]
key_quotes:
  - id: german
    speaker: grand-fenwick
    text: Die Verhandlungen über die Häfen waren schwierig
    language: de
    source: minutes
  - id: russian
    speaker: sergei-lesnik
    text: Мы продолжим переговоры о гаванях
    language: ru
    translation: {text: We shall go on negotiating about the harbours, language: en}
    source: minutes
  - id: chinese
    speaker: sergei-lesnik
    text: 双方签署了停战协议
    language: zh
    source: minutes
  - id: typographic
    speaker: jose-pena
    text: We won’t – “ever” – sign away the old anchor-rights of small towns
    source: minutes
sources:
  - id: minutes
    type: report
    tier: primary
    title: Minutes of the harbour talks
    issued: 2023-11-30
    language: en
"""
ASK = """async (asked) => {
  const answer = await (await archiveSearch.open(new URL(".", location.href).href)).find(asked);
  const entries = await answer.entries(0, 50);
  const facets = {};
  for (const id of asked.facets) facets[id] = Object.fromEntries((await answer.facet(id)).map(({label, count}) => [label, count]));
  const {total, counts, partial, missing, instead, ignored} = answer;
  return {total, counts, partial, missing, instead, ignored, entries, facets};
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The example archive, with more languages."""
    content = shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("find") / "content")
    (content / "briefings/2024").mkdir()
    (content / "briefings/2024/harbour-talks.yaml").write_text(BRIEFING, "utf-8")
    with (content / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write(ACTORS)
    result = pipeline.load(content, pipeline.today())
    assert not result.failed()
    return result.archive


@pytest.fixture(scope="module")
def bare(archive, tmp_path_factory):
    """A page that has nothing but the engine, and the index."""
    folder = tmp_path_factory.mktemp("bare")
    publish.files(search.files(archive), folder / search.FOLDER)
    shutil.copy(ROOT / "templates/theme/assets/js/find.js", folder)
    (folder / "index.html").write_text('<!doctype html><meta charset="utf-8"><script src="find.js"></script>')
    with served(folder) as address:
        yield address


@pytest.fixture(scope="module")
def ask(chromium, bare):
    page = chromium.new_page()
    page.goto(bare)

    def asked(question="", facets=(), sort="relevance", **filters):
        return page.evaluate(ASK, {"words": question, "filters": filters, "sort": sort, "facets": list(facets)})

    asked.page = page
    yield asked
    page.close()


def plain(pieces):
    return "".join(piece["text"] for piece in pieces or [])


def hits(pieces):
    return [piece["text"] for piece in pieces if piece["hit"]]


def paths(answer):
    return [re.sub(r"https?://[^/]+/", "", entry["url"]).partition("#")[0] for entry in answer["entries"]]


def anchors(answer):
    return [thing["url"].partition("#")[2] for entry in answer["entries"] for thing in entry["things"]]


def test_browser_and_index_take_the_same_words(ask):
    letters = [chr(code) for code in range(0x20, 0x20000) if unicodedata.category(chr(code))[0] not in "CZ"]
    texts = ["".join(letters[at : at + 7]) + " " + "x".join(letters[at : at + 7]) for at in range(0, len(letters), 7)]
    texts += [
        "Łódź—“l’accord” no-one’s 1,000.5",
        "停战协议签署 NATO加盟",
        "soft\u00adhyphen zero\u200bwidth",
        "ﬁnal İstanbul ẞ",
    ]
    script = (
        "(texts) => texts.map((text) => archiveSearch.words(text).map((w) => [w.form, text.slice(w.start, w.end)]))"
    )
    for text, browser in zip(texts, ask.page.evaluate(script, texts), strict=True):
        assert [[form, text[start:end]] for form, start, end in words(text)] == browser, ascii(text)


def test_a_quotation_is_found_as_what_it_is_under_its_briefing(ask):
    answer = ask("pays for the channel capped")
    first = answer["entries"][0]
    quotation = next(thing for thing in first["things"] if thing["kind"] == "Quotation")
    assert paths(answer)[0] == "briefings/straits-tariff-second-round/"
    assert quotation["url"].endswith("/briefings/straits-tariff-second-round/#capped-fee")
    assert (quotation["name"], quotation["date"], quotation["reported"]) == ("Pál Varga", "16 January 2026", False)
    assert quotation["marks"] == ["Verbatim", "Primary not seen", "1 hop"]
    assert plain(quotation["text"]) == "We can accept a fee that is capped and that pays for the channel – nothing more"
    assert hits(quotation["text"]) == ["capped", "pays", "for", "the", "channel"]


def test_a_position_shows_actor_stance_and_issue(ask):
    answer = ask("fee acceptable", kind=["Position"])
    (entry,) = answer["entries"]
    position = entry["things"][0]
    assert (position["name"], position["stance"], position["stanceLabel"]) == (
        "Ruritania",
        "conditional",
        "Conditional",
    )
    assert position["issue"]
    assert position["url"].endswith("#ruritania--grain-levy")
    assert answer["counts"] == {"Position": len(entry["things"])}


def test_a_position_is_found_by_the_words_that_it_rests_on_and_by_its_condition(ask):
    rests = ask("could live with a charge", kind=["Position"])["entries"][0]["things"][0]
    assert plain(rests["text"]).endswith(" Rests on “could live with a charge on grain ships”")
    assert "charge" in hits(rests["text"])
    condition = ask("channel alone", kind=["Position"])["entries"][0]["things"][0]
    assert plain(condition["text"]).endswith(" On condition: capped; spent on the channel alone")


def test_an_actor_an_issue_and_a_publisher_are_results_of_their_own(ask):
    assert paths(ask("Ruritania"))[0] == "actors/ruritania/"
    assert paths(ask("grain levy"))[0] == "issues/grain-levy/"
    assert any(path.startswith("publishers/") for path in paths(ask("courier")))


@pytest.mark.parametrize(
    "name", ["Sergei Lesnik", "Сергей Лесник", "сергеи лесник", "Лесник", "列斯尼克", "Sergey", "S. Lessnik"]
)
def test_a_speaker_is_found_by_every_name_in_every_script(ask, name):
    answer = ask(name)
    assert paths(answer)[0] == "actors/sergei-lesnik/"
    assert {"russian", "chinese"} <= set(anchors(answer))


@pytest.mark.parametrize("name", ["Jose Pena", "JOSÉ PEÑA", "peña", "pen\u0303a"])
def test_diacritics_and_case_do_not_matter(ask, name):
    assert "jose-pena" in paths(ask(name))[0]


@pytest.mark.parametrize(
    ("question", "anchor"),
    [("Verhandlung Hafen", "german"), ("schwierige", "german"), ("переговорами", "russian"), ("гавань", "russian"),
     ("negotiations harbour", "russian"), ("停战", "chinese"), ("协议", "chinese"), ("anchor rights town", "typographic")],
)  # fmt: skip
def test_another_form_of_the_word_finds_it_in_its_language(ask, question, anchor):
    answer = ask(question)
    assert anchor in anchors(answer), answer
    assert not answer["missing"]


def test_a_word_of_one_language_does_not_hide_another(ask):
    answer = ask("harbour")
    assert paths(answer)[0] == "briefings/harbour-talks/"
    assert ask("Verhandlungen")["counts"]["Quotation"] == 1


@pytest.mark.parametrize(
    ("question", "found"),
    [('"capped and that pays"', True), ("“capped and that pays”", True), ('"capped pays"', False), ('"won\'t ever sign"', True),
     ("„won’t — ever – sign“", True), ('"old anchor rights"', True), ('"old anchor-rights of" towns', True), ('"anchor old"', False),
     ('"停战协议"', True), ('"协议停战"', False)],
)  # fmt: skip
def test_a_phrase_is_found_as_a_phrase(ask, question, found):
    answer = ask(question)
    assert bool(answer["total"]) == found
    if found:
        marked = [hit for entry in answer["entries"] for thing in entry["things"] for hit in hits(thing["text"])]
        assert len(marked) >= 2


FREQUENT = {"schwierig": 70_000, "die": 70_000, "waren": 30_000, "uber": 20_000}
"""Words, and how long the lists would be that they might have in a large archive."""


@pytest.fixture(scope="module")
def large(chromium, archive, tmp_path_factory):
    """Asks an index that tells of frequent words; gives what is found, and the words that were loaded for it."""
    folder = tmp_path_factory.mktemp("large")
    files = dict(search.files(archive))
    told = json.loads(gzip.decompress(files["index"])) | {"frequent": FREQUENT}
    publish.files(iter({**files, "index": gzip.compress(json.dumps(told).encode())}.items()), folder / search.FOLDER)
    shutil.copy(ROOT / "templates/theme/assets/js/find.js", folder)
    (folder / "index.html").write_text('<!doctype html><meta charset="utf-8"><script src="find.js"></script>')
    page = chromium.new_page()
    with served(folder) as address:
        page.goto(address)
        yield lambda question: page.evaluate(ASK, {"words": question, "filters": {}, "facets": []})
    page.close()


def test_a_long_question_rests_on_its_rarest_words(large):
    answer = large("die Verhandlungen über die Häfen waren schwierig")
    assert anchors(answer) == ["german"]
    assert answer["ignored"] == ["die", "waren", "schwierig"]
    assert large("waren schwierig")["ignored"] == []
    assert large("die Verhandlungen")["ignored"] == ["die"]
    assert large("die")["ignored"] == []


@pytest.mark.parametrize(("question", "found"), [
    ('"Die Verhandlungen über die Häfen waren schwierig"', ["german"]), ('"waren schwierig"', ["german"]),
    ('"schwierig waren"', []), ('"Häfen die waren"', []), ('"Die Verhandlungen über der Häfen"', []),
])  # fmt: skip
def test_a_phrase_of_frequent_words_is_found_as_a_phrase(large, question, found):
    assert anchors(large(question)) == found


def test_a_mark_without_its_pair_makes_no_phrase(ask):
    assert ask('"capped pays')["total"] >= 1


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Lesnyk", "Lesnik"), ("Rurytania", "Ruritania"), ("Bellwether", "Bellweather"), ("Pala", None)],
)
def test_a_misspelt_name_gets_a_suggestion(ask, wrong, right):
    answer = ask(f"{wrong} harbour")
    if right:
        assert answer["missing"] == [wrong]
        assert answer["instead"][0] == f"{right} harbour"
        assert ask(answer["instead"][0].split()[0])["total"]
    assert all(HOSTILE not in told for told in answer["instead"])


def test_as_one_types_the_last_word_is_open(ask):
    assert "actors/sergei-lesnik/" in paths(ask("lesn"))
    assert paths(ask("sergei le"))[0] == "actors/sergei-lesnik/"
    assert ask("lesn ")["total"] >= 1


def test_words_that_stand_together_nowhere_say_so(ask):
    answer = ask("anchorages Ruritania")
    assert answer["partial"]
    assert answer["total"]
    assert not answer["missing"]


def test_words_that_stand_nowhere_are_named(ask):
    answer = ask("zzzqqq harbour")
    assert answer["missing"] == ["zzzqqq"]
    assert answer["partial"]
    assert ask("zzzqqq")["total"] == 0


def test_filters_are_true_of_one_and_the_same_thing(ask, archive):
    answer = ask(speaker=["sergei-lesnik"], language=["ru"])
    assert anchors(answer) == ["russian"]
    assert ask("armed", speaker=["sergei-lesnik"])["total"] == 0
    both = ask(speaker=["sergei-lesnik", "jose-pena"])
    assert set(anchors(both)) == {"russian", "chinese", "typographic"}
    assert ask(speaker=["jose-pena"], language=["ru"])["total"] == 0


def entries_with(archive, id, value):
    """In how many briefings and other pages a value of a facet occurs, counted afresh."""
    quotations, standings, live = archive.quotations, archive.standings, archive.live
    year = lambda date: str(date.first.year) if date else "undated"  # noqa: E731
    found = {
        "speaker": [q.briefing.id for q in quotations if archive.actors[q.quote.speaker].name == value],
        "stance": [s.briefing.id for s in standings if s.position.stance.replace("-", " ").capitalize() == value],
        "year": [q.briefing.id for q in quotations if year(q.date) == value]
        + [s.briefing.id for s in standings if year(s.position.as_of) == value]
        + [b.id for b in archive.briefings.values() if year(b.published) == value],
        "evidence": [q.briefing.id for q in quotations if q.evidence.proved is (value == "Verified")]
        + [s.briefing.id for s in standings if s.evidenced is (value == "Verified")],
        "kind": {
            "Briefing": archive.briefings, "Quotation": {q.briefing.id for q in quotations}, "Actor": archive.actors,
            "Position": {s.briefing.id for s in standings}, "Issue": archive.issues, "Topic": archive.topics,
            "Publisher": archive.publishers,
        }.get(value, ()),
    }[id]  # fmt: skip
    assert live
    return len(set(found))


def test_counts_are_those_of_the_content(ask, archive):
    facets = ask(facets=["speaker", "stance", "year", "evidence", "kind"])["facets"]
    for id, counts in facets.items():
        assert counts
        for value, count in counts.items():
            if value not in ("Undated", "Page"):
                assert count == entries_with(archive, id, value), (id, value)


def test_a_count_is_what_the_list_has_when_its_value_is_chosen(ask):
    facets = ("kind", "speaker", "actor", "issue", "topic", "stance", "publisher", "language", "evidence")
    for question, filters in [
        ("fee", {}),
        ("harbour", {}),
        ("", {"topic": ["straits"]}),
        ("ruritania", {"kind": ["Position", "Quotation"]}),
    ]:
        for id, counts in ask(question, facets, **filters)["facets"].items():
            values = labels(ask, id)
            for label, count in counts.items():
                chosen = {**filters, id: [values[label]]}
                assert ask(question, **chosen)["total"] == count, (question, chosen)


def labels(ask, id):
    script = "async (id) => Object.fromEntries((await (await (await archiveSearch.open(new URL('.', location.href).href)).find({})).facet(id)).map(({value, label}) => [label, value]))"
    return ask.page.evaluate(script, id)


def test_the_newest_come_first_by_date(ask, archive):
    answer = ask("the", sort="date")
    briefings = [path.split("/")[1] for path in paths(answer) if path.startswith("briefings/")]
    days = [archive.briefings[id].published.first for id in briefings]
    assert len(days) > 2
    assert days == sorted(days, reverse=True)
    assert paths(answer)[: len(briefings)] == [f"briefings/{id}/" for id in briefings]


def test_nothing_asked_finds_nothing(ask):
    assert ask("")["total"] == 0
    assert ask(" … ")["total"] == 0


def test_what_is_withdrawn_is_found_and_says_so(ask):
    answer = ask("survey leak")
    entry = next(entry for entry in answer["entries"] if "survey-leak" in entry["url"])
    assert entry["state"] == "withdrawn"
    assert entry["things"] == []


def test_hostile_text_stays_text(ask):
    answer = ask("onerror alert")
    assert HOSTILE in plain(answer["entries"][0]["title"])
    for question in [HOSTILE, '"', '""', "\\", "(.*", "\u202e", "a" * 5000, "ﷺ" * 50, '"a" "b" “c', "\ud800"]:
        ask(question)


def test_an_unknown_filter_is_no_filter_and_an_unknown_value_finds_nothing(ask):
    assert ask("harbour", nonsense=["x"])["total"] == ask("harbour")["total"]
    assert ask("harbour", speaker=["nobody"])["total"] == 0
    assert ask("harbour", constructor=["x"], __proto__=["y"])["total"] == ask("harbour")["total"]
