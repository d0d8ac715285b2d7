"""The benchmark of search: what it measures is what a reader's browser and a build go through."""

import json

import pytest

from benchmarks import search as bench
from benchmarks import search_browser, search_index
from tests.search import asking

INDEX = "search/search_index.json"
OURS = {
    "first": 60_000, "first most": 90_000, "further": 20_000, "further most": 70_000, "counts": 1000, "counts most": 2000,
    "typed": 1000, "typed most": 2000, "warm": 0.5, "warm most": 6, "key": 1.25, "key most": 7, "heap": 3e6, "size": 3000,
    "files": 400, "seconds": 2, "peak": 7e7, "archive": 6e7, "same": True,
}  # fmt: skip
MATERIAL = {
    "first": 3e6, "packed": 4e5, "further": 0, "ready": 1.2, "warm": 5, "warm most": 80, "heap": 5e7, "size": 3e4, "files": 1,
}  # fmt: skip


def test_the_table_has_each_size_side_by_side_with_what_is_allowed():
    made = bench.lines({100: (OURS, MATERIAL)})
    assert made[0] == "| | at most | 100: ours | 100: Material |"
    assert "| a first search moves, kB | 250 | 60 / 90 | 3,000 |" in made
    assert "| results after each letter of a hub's name, ms | 150 | 1.2 / 7 |  |" in made
    assert made[-1] == "| two runs give the same bytes | | yes |  |"


def test_what_is_more_than_allowed_is_a_fault_and_so_are_differing_bytes():
    assert bench.faults(100, OURS) == ["100 briefings: a further one moves, kB: 70.0, at most 60"]
    assert "100 briefings: two runs give different bytes" in bench.faults(100, OURS | {"same": False})


def test_both_indexes_are_those_of_whole_builds(demo, tmp_path, monkeypatch):
    built = asking.stock(demo / "build", tmp_path / "stock")
    monkeypatch.chdir(demo)
    for whose in ("ours", "material"):
        search_index.main(whose, demo / "content", tmp_path / whose)
    assert bench.held(tmp_path / "ours/assets/search") == bench.held(demo / "site/assets/search")
    materials = [json.loads((folder / INDEX).read_text("utf-8")) for folder in (tmp_path / "material", built)]
    assert materials[0]["config"] == materials[1]["config"]
    entries = [sorted(index["docs"], key=lambda entry: entry["location"]) for index in materials]
    assert len(entries[0]) > 100
    assert entries[0] == entries[1]


@pytest.mark.browser
def test_what_moves_is_counted_as_it_comes_over_the_wire(chromium, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Empty</title>", "utf-8")
    (tmp_path / "large.bin").write_bytes(bytes(100_000))
    (tmp_path / "small.bin").write_bytes(bytes(1000))
    fetched = "(name) => fetch(name).then((answer) => answer.arrayBuffer()).then(() => {})"
    with search_browser.opened(chromium, tmp_path, "0") as (page, traffic):
        assert 100_000 < traffic.of(page, fetched, "large.bin") < 101_000
        assert 1000 < traffic.of(page, fetched, "small.bin") < 2000
        assert traffic.of(page, "0") == 0


def test_a_question_typed_letter_by_letter_is_asked_after_each():
    assert [question["words"] for question in search_browser.letters("fish")] == ["f", "fi", "fis", "fish"]
