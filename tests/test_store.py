"""What is remembered is what would be worked out again, or nothing."""

import dataclasses
import pickle
import shutil
import sqlite3
from datetime import date

import pytest
from conftest import EXAMPLE

from generator import pipeline, relate, store
from generator.dates import of
from generator.document import Text
from generator.pipeline import reading
from generator.problem import Span
from generator.store import Store

DAY = date(2026, 11, 23)


@pytest.fixture
def looked_at(monkeypatch):
    """The files that were read and checked, and not remembered."""
    seen = []
    checked = reading.checked
    monkeypatch.setattr(reading, "checked", lambda file, data: seen.append(file) or checked(file, data))
    return seen


@pytest.fixture
def content(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "content")


def told(content, cache=None):
    """All that loading tells of a content folder, places included."""
    result = pipeline.load(content, DAY, cache)
    places = [briefing.title.span for briefing in result.archive.briefings.values()]
    return result.archive, result.problems, result.evidences, places


def test_a_text_keeps_its_place_and_a_date_its_text():
    text = Text("2026-01~", Span("a.yaml", 3, 5, 3, 13), doubtful=True, indent=2)
    again, when = pickle.loads(pickle.dumps((text, of(text))))
    assert (again, again.span, again.indent, again.doubtful) == (text, text.span, 2, True)
    assert when == of(text)
    assert when.text.span == text.span


def test_what_is_remembered_is_what_was_read(tmp_path, content, looked_at):
    first = told(content, tmp_path / "cache")
    assert len(looked_at) > 5
    looked_at.clear()
    assert told(content, tmp_path / "cache") == first == told(content)


def test_only_what_has_changed_is_looked_at(tmp_path, content, looked_at):
    told(content, tmp_path / "cache")
    looked_at.clear()
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    path.write_text(path.read_text("utf-8") + "\n# a note\n", "utf-8")
    told(content, tmp_path / "cache")
    assert looked_at == ["briefings/2026/straits-tariff-second-round.yaml"]


@pytest.mark.parametrize(
    ("edit", "anew"),
    [
        (
            lambda text: text.replace("summary:\n", "summary:\n  - text: A further word.\n    cites: [record]\n", 1),
            False,
        ),
        (lambda text: text.replace("stance: ambiguous", "stance: neutral", 1), False),
        (lambda text: text.replace("stance: ambiguous", "stance: not-stated", 1), True),
        (lambda text: text.replace("[Our correspondent]", "[Our own correspondent]", 1), False),
        (lambda text: text.replace("topics: [", "topics: [fisheries, ", 1), True),
        (lambda text: text.replace("status: published", "status: withdrawn\nwithdrawn_reason: It was wrong.", 1), True),
    ],
)
def test_what_is_related_is_remembered_while_nothing_that_relates_has_changed(
    tmp_path, content, monkeypatch, edit, anew
):
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    text = path.read_text("utf-8")
    path.with_name("grain-again.yaml").write_text(text.replace("supersedes:", "# supersedes:"), "utf-8")
    seen = []
    found = relate.kinship.kinships
    monkeypatch.setattr(relate.kinship, "kinships", lambda archive: seen.append(1) or found(archive))
    first = pipeline.shown(pipeline.load(content, DAY, tmp_path / "cache"))
    assert seen
    assert first.relations.kinships == found(first.archive)
    assert any(first.relations.kinships.values())
    path.write_text(edit(text), "utf-8")
    seen.clear()
    second = pipeline.shown(pipeline.load(content, DAY, tmp_path / "cache"))
    assert (bool(seen), second.relations.kinships) == (anew, found(second.archive))


def test_the_same_bytes_under_another_name_are_another_file(tmp_path, content, looked_at):
    told(content, tmp_path / "cache")
    looked_at.clear()
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    path.rename(path.with_name("renamed.yaml"))
    told(content, tmp_path / "cache")
    assert looked_at == ["briefings/2026/renamed.yaml"]


def test_another_engine_remembers_nothing(tmp_path, content, looked_at, monkeypatch):
    told(content, tmp_path / "cache")
    looked_at.clear()
    monkeypatch.setattr("generator.stamp.engine", lambda: "another")
    told(content, tmp_path / "cache")
    assert len(looked_at) > 5


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path):
    kept = Store(tmp_path / "kept")
    kept.keep({b"a": b"1", b"b": b"2"}, ())
    again = Store(tmp_path / "kept")
    assert again.held() == {b"a": b"1", b"b": b"2"}
    again.keep({b"c": b"3"}, [b"a"])
    assert Store(tmp_path / "kept").held() == {b"a": b"1", b"c": b"3"}


def damaged(path, how):
    data = path.read_bytes()
    at = data.index(b"something")
    path.write_bytes(
        {"cut": data[: len(data) // 2], "empty": b"", "other": b"x" * 5000, "bit": data[:at] + b"S" + data[at + 1 :]}[
            how
        ]
    )


@pytest.mark.parametrize("how", ["cut", "empty", "other", "bit"])
def test_what_is_damaged_is_as_if_it_were_not_there_and_is_mended(tmp_path, how):
    path = tmp_path / "kept"
    Store(path).keep({b"a": b"something"}, ())
    damaged(path, how)
    kept = Store(path)
    assert kept.held() == {}
    kept.keep({b"a": b"something"}, ())
    assert Store(path).held() == {b"a": b"something"}


def test_a_folder_in_its_place_is_left_alone(tmp_path):
    kept = Store(tmp_path)
    assert kept.held() == {}
    kept.keep({b"a": b"1"}, ())
    assert list(tmp_path.iterdir()) == []


def test_while_another_build_writes_nothing_is_kept_and_nothing_lost(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_WAIT", 0.01)
    path = tmp_path / "kept"
    Store(path).keep({b"a": b"1"}, ())
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    kept = Store(path)
    assert kept.held() == {}
    kept.keep({b"b": b"2"}, ())
    other.rollback()
    other.close()
    assert Store(path).held() == {b"a": b"1"}


def test_keys_tell_their_parts_apart():
    assert len({store.key("ab", "c"), store.key("a", "bc"), store.key("abc"), store.key("ab", b"c", "")}) == 4


def test_every_noun_of_the_model_survives(tmp_path):
    archive = pipeline.load(EXAMPLE, DAY).archive
    for briefing in archive.briefings.values():
        assert dataclasses.astuple(pickle.loads(pickle.dumps(briefing))) == dataclasses.astuple(briefing)


def test_some_of_a_store_is_read_and_changed_without_the_rest(tmp_path):
    path = tmp_path / "store"
    assert Store(path).some([b"a"]) == {}
    assert Store(path).names() == set()
    Store(path).keep({b"a": b"one", b"b": b"two"}, ())
    assert Store(path).some([b"a", b"c"]) == {b"a": b"one"}
    Store(path).change({b"c": b"three"}, gone=[b"a"])
    assert Store(path).names() == {b"b", b"c"}
    known = Store(path)
    known.names()
    known.keep({b"d": b"four"}, [b"b"])
    assert Store(path).held() == {b"b": b"two", b"d": b"four"}


def test_what_is_damaged_of_a_store_is_not_there(tmp_path):
    path = tmp_path / "store"
    Store(path).keep({b"a": b"one", b"b": b"two"}, ())
    with sqlite3.connect(path) as base:
        base.execute("UPDATE kept SET data = ? WHERE key = ?", (b"else", b"a"))
    assert Store(path).some([b"a", b"b"]) == {b"b": b"two"}
    path.write_bytes(b"no base at all")
    assert Store(path).some([b"b"]) == {}
    assert Store(path).names() == set()
