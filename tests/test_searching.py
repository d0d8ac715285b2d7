"""What authors find by `briefings search`, and where."""

import json
import random
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLE, briefings

from generator.pipeline import searching
from generator.search import authored, within
from generator.search.words import fold, stem, words

SECOND = "briefings/2026/straits-tariff-second-round.yaml"
FIRST = "briefings/2025/straits-tariff-first-round.yaml"
SPELLED = """\
title: Ways to write a text
status: draft
language: en
topics: [trade]
summary:
  - text: A plain text that goes on
      over a second line and
      a third one with walrus in it.
    cites: [paper]
  - text: >-
      A folded text whose
      second line has a pelican.
    cites: [paper]
  - text: |
      A literal text

      with an albatross after a blank line.
    cites: [paper]
  - {text: 'It''s quoted, and somebody''s heron
      stands on its second line', cites: [paper]}
  - text: "In double quotes a cormorant, \\u201cfine\\u201d, and \\u0065gret"
    cites: [paper]
sources:
  - {id: paper, type: report, tier: primary, title: Report}
"""


def search(content, *args, code=0):
    done = briefings("search", *args, "--format", "json", "--content", content, cwd=content.parent)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)


def ids(content, *args, code=0):
    return [f"{one['kind']} {one['id']}" for one in search(content, *args, code=code)["found"]]


def edit(path, before, after):
    body = path.read_text("utf-8")
    assert before in body
    path.write_text(body.replace(before, after), "utf-8")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("three acceptable", []),
        (
            "called whether",
            [
                f"{SECOND}:19:21: summary: Freedonia called the offer serious, without saying whether it would accept a cap."
            ],
        ),
        ("serious step", [f"{SECOND}:33:13: quotation, Ada Bellweather, 17 January 2026: a serious step"]),
        ("takes note", [f"{SECOND}:44:25: quotation, Grand Fenwick, 17 January 2026: takes note of what was said"]),
        ("nimmt gesagt", [f"{SECOND}:41:11: quotation, Grand Fenwick, 17 January 2026: nimmt zur Kenntnis"]),
        ("spent alone", [f"{SECOND}:51:25: position, Ruritania on Grain levy, 16 January 2026: capped; spent on the"]),
        ("could charge", [f"{SECOND}:60:16: position, Ruritania on Grain levy, 16 January 2026: could live with a"]),
        ("signals", [f"{SECOND}:76:40: timeline, 16 January 2026: Ruritania signals that it would"]),
        ("softens", [f"{SECOND}:82:22: source: Ruritania softens on grain"]),
        ("height", [f"{SECOND}:102:21: caveat: No rate, and no height of the cap, is named."]),
        (
            "discuss",
            [
                f"{SECOND}:112:94: analysis: The offer names a *use* for the fee (the channel), which the first round's refusal did not discuss."
            ],
        ),
        (
            "crowns unnamed",
            ["briefings/2026/straits-survey-leak.yaml:15:35: quotation, A minister of Freedonia (unnamed)"],
        ),
        ("zenda press", ["publishers.yaml:8:10: publisher: Zenda Press"]),
        ("rate whatever", ["issues.yaml:5:49: issue: A charge on the passage of grain, whatever its rate or cap."]),
    ],
)
def test_each_kind_of_thing_is_found_with_its_line(content, asked, found):
    done = briefings("search", asked, "--content", content, cwd=content.parent)
    lines = done.stdout.splitlines()
    assert len(lines) == len(found)
    assert all(line.startswith(f"content/{start}") for line, start in zip(lines, found, strict=True)), lines
    assert done.returncode == (0 if found else 1)


@pytest.mark.parametrize(
    ("asked", "line", "row"),
    [
        ("walrus", 8, "a third one with walrus in it."),
        ("pelican", 12, "second line has a pelican."),
        ("albatross", 17, "with an albatross after a blank line."),
        ("heron", 19, "It''s quoted, and somebody''s heron"),
        ("stands", 20, "stands on its second line"),
        ("double", 21, '"In double quotes a cormorant, \\u201cfine\\u201d, and \\u0065gret"'),
    ],
)
def test_a_text_over_several_lines_is_found_on_the_line_that_has_the_word(content, asked, line, row):
    (content / "briefings/ways.yaml").write_text(SPELLED, "utf-8")
    (found,) = search(content, asked)["found"]
    assert found["line"] == line
    if asked != "double":  # what has escapes is found as a whole
        written = SPELLED.splitlines()[line - 1]
        assert written[found["column"] - 1 : found["end_column"] - 1] == asked
    told = briefings("search", asked, "--content", content, cwd=content.parent).stdout
    assert row.lstrip("'") in told


def test_what_is_written_with_escapes_is_found_as_well(content):
    (content / "briefings/ways.yaml").write_text(SPELLED, "utf-8")
    (found,) = search(content, "egret")["found"]
    assert (found["line"], found["text"]) == (21, "In double quotes a cormorant, “fine”, and egret")


def test_words_are_found_in_other_forms_by_the_language_of_their_text(content):
    assert "quotation straits-tariff-second-round#capped-fee" in ids(content, "accepting fees channels")
    edit(content / SECOND, "nimmt zur Kenntnis, was", "nimmt die Häuser zur Kenntnis, was")
    assert ids(content, "Hauses") == ["quotation straits-tariff-second-round#takes-note"]
    assert ids(content, "haeuser") == ["quotation straits-tariff-second-round#takes-note"]
    edit(content / SECOND, "language: de\n", "language: hu\n")
    assert ids(content, "Hauses", code=1) == []
    assert ids(content, "hauser") == ["quotation straits-tariff-second-round#takes-note"]


@pytest.mark.parametrize("asked", ['"the channel nothing more"', "“THE CHANNEL - nothing more”", "«channel, nothing»"])
def test_a_phrase_stands_in_a_row_whatever_dashes_and_marks_are_between(content, asked):
    assert ids(content, asked) == ["quotation straits-tariff-second-round#capped-fee"]


@pytest.mark.parametrize("asked", ['"nothing the channel"', '"channel more"', '"the channels"'])
def test_a_phrase_is_found_no_other_way(content, asked):
    assert ids(content, asked, code=1) == []


def test_a_name_in_another_script_finds_what_the_actor_said(content):
    edit(content / "actors.yaml", "aliases: [Pal Varga]", "aliases: [Pal Varga, Пал Варга]")
    found = ids(content, "варга")
    assert "actor pal-varga" in found
    assert "quotation straits-tariff-second-round#capped-fee" in found
    assert "position straits-tariff-second-round#ruritania--grain-levy" in found
    assert ids(content, "Варга bread") == [
        "quotation straits-tariff-first-round#levy-on-bread", "quotation straits-tariff-first-round#levy-on-grain",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["pal-varga", "Pál Varga", "pal varga", "VARGA", "Varga, Pál"])
def test_a_speaker_is_known_by_id_name_and_alias(content, name):
    found = search(content, "levy", "--speaker", name)["found"]
    assert len(found) == 2
    assert {(one["kind"], one["speaker"]) for one in found} == {("quotation", "pal-varga")}


def test_filters_hold_of_the_thing_itself(content):
    assert ids(content, "--year", "2025", "--kind", "quotation", "--speaker", "varga") == [
        "quotation straits-tariff-first-round#levy-on-bread", "quotation straits-tariff-first-round#levy-on-grain",
    ]  # fmt: skip
    assert ids(content, "--issue", "grain levy", "--actor", "Freedonia") == [
        "position straits-tariff-first-round#freedonia--grain-levy",
        "position straits-tariff-second-round#freedonia--grain-levy",
    ]
    assert "quotation straits-tariff-second-round#serious-step" in ids(content, "--issue", "grain-levy")
    assert ids(content, "--topic", "trade", "--kind", "title") == [
        "title straits-tariff-first-round", "title straits-tariff-second-round",
    ]  # fmt: skip
    assert ids(content, "--year", "2026", "--kind", "title", "--kind", "caveat", "cap") == [
        "title straits-tariff-second-round", "caveat straits-tariff-second-round",
        "caveat straits-tariff-second-round",
    ]  # fmt: skip


def test_a_misspelt_name_gets_a_suggestion(content):
    done = briefings("search", "fee", "--speaker", "Vagra", "--content", content, cwd=content.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "briefings: no actor is called “Vagra”; did you mean Pál Varga (pal-varga)?\n"
    done = briefings("search", "fee", "--issue", "xyz", "--content", content, cwd=content.parent)
    assert (done.returncode, done.stderr) == (2, "briefings: no issue is called “xyz”; issues.yaml lists them\n")


def test_words_that_stand_nowhere_are_named(content):
    done = briefings("search", "fee gnu", "--content", content, cwd=content.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "briefings: nothing was found; “gnu” stands nowhere\n"


@pytest.mark.parametrize("args", [(), ("–",), ("",)])
def test_a_question_without_words_is_none(content, args):
    done = briefings("search", *args, "--content", content, cwd=content.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert "say what to look for" in done.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path):
    done = briefings("search", "fee", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no folder content" in done.stderr


def test_faulty_files_don_t_hide_the_others(content):
    (content / "briefings/broken.yaml").write_text("title: The fee\nsummary: [", "utf-8")
    (content / "briefings/other.yaml").write_text("title: Nothing of it\nsummary: [", "utf-8")
    (content / "briefings/bytes.yaml").write_bytes(b"title: The fee \xff\n")
    (content / "briefings/part.yaml").write_text(
        "title: The fee in parts\nstatus: published\nlanguage: en\nsummery: 3\nsources: x\n", "utf-8"
    )
    shutil.rmtree(content / "snapshots")  # nothing is proved
    done = briefings("search", "fee", "--kind", "title", "--content", content, cwd=content.parent)
    assert done.returncode == 0
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "content/briefings/2026/straits-tariff-second-round.yaml", "content/briefings/part.yaml",
    ]  # fmt: skip
    told = done.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in told] == [
        f"content/briefings/{name}.yaml" for name in ("broken", "bytes", "part")
    ]
    assert ["not read" in line for line in told] == [True, True, False]
    assert "read in part" in told[2]
    unread = search(content, "fee")["unread"]
    assert [(Path(one["file"]).name, one["partly"]) for one in unread] == [
        ("broken.yaml", False), ("bytes.yaml", False), ("part.yaml", True),
    ]  # fmt: skip


def test_without_a_sound_registry_a_speaker_is_known_by_id(content):
    (content / "actors.yaml").write_text("pal-varga: {type: person", "utf-8")
    done = briefings("search", "--speaker", "pal-varga", "levy", "--content", content, cwd=content.parent)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert "content/actors.yaml:" in done.stderr


def test_nothing_that_a_file_holds_reaches_the_terminal_but_text(content):
    (content / "briefings/odd.yaml").write_text(
        "title: A \x1b]0;owned\x07\nstatus: draft\nlanguage: en\ncaveats: [A walrus, A walrus\x1b(2J]\n", "utf-8"
    )
    done = briefings("search", "walrus", "--content", content, cwd=content.parent)
    assert done.stdout == "content/briefings/odd.yaml:4:13: caveat: A walrus\n"
    assert "content/briefings/odd.yaml:1:10: read in part: " in done.stderr
    assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr)


def test_hits_are_coloured_where_a_terminal_has_colours():
    content = searching.Content(EXAMPLE)
    asked = within.terms("fees channel")
    (found,) = content.find(asked, authored.Wanted(kind=frozenset(["quotation"])))
    told = searching.for_people(found, asked, content, str, colour=True)
    assert "a \x1b[1;31mfee\x1b[0m that is capped and that pays for the \x1b[1;31mchannel\x1b[0m –" in told


def test_the_sieve_lets_all_through_that_can_be_found(monkeypatch):
    every = {
        word
        for path in EXAMPLE.rglob("*.yaml")
        for word, *_ in words(path.read_text("utf-8"))
    }  # fmt: skip

    def found():
        content = searching.Content(EXAMPLE)
        return {word: [f.span for f in content.find(within.terms(word), authored.Wanted())] for word in sorted(every)}

    sifted = found()
    monkeypatch.setattr(within.Sieve, "passes", lambda self, written: True)
    assert sifted == found()
    assert sum(bool(places) for places in sifted.values()) > 150


def test_stemmers_that_are_said_to_keep_the_first_letter_do():
    letters = "abcdefghijklmnopqrstuvwxyzäöüßéçñáíóøåœğıąłšžčабвгдеёжийклмнопрстуфхцчшщъыьэюяαβγδεικλμνοπστάέήίόύώ"
    dice = random.Random(7)
    made = ["".join(dice.choices(letters, k=dice.randint(2, 10))) for _ in range(1500)]
    for tag in sorted(within._KEEPING):
        assert [w for w in made if (s := stem(w, tag)) and s[0] != fold(w)[0]] == [], tag


def test_issues_have_the_word_forms_of_the_language_of_most_briefings(content):
    (content / "issues.yaml").write_text("grain-levy: {name: Häuser, proposition: Es gibt Häuser.}\n", "utf-8")
    assert "issue grain-levy" not in ids(content, "Hauses", code=1)
    for path in content.rglob("briefings/**/*.yaml"):
        path.write_text(path.read_text("utf-8").replace("\nlanguage: en\n", "\nlanguage: de\n"), "utf-8")
    assert "issue grain-levy" in ids(content, "Hauses")
