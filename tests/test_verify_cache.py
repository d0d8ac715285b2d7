"""The cache: the same evidence with it as without, and nothing else ever served from it."""

import datetime as dt
import hashlib
import json
import shutil

import pytest
from conftest import EXAMPLE

from generator import pipeline, verify
from generator.evidence import Evidence, Passage
from generator.pipeline import cache as caching

TODAY = dt.date(2026, 11, 1)
COURIER = "snapshots/straits-tariff-second-round/courier.txt"
SECOND = "briefings/2026/straits-tariff-second-round.yaml"


@pytest.fixture
def asked(monkeypatch):
    """The claims that had to be proved, and were not remembered."""
    proved = []
    real = verify.prove

    def prove(claims, read, others=()):
        proved.extend(claim.words for found in claims.values() for claim in found)
        return real(claims, read, others)

    monkeypatch.setattr(verify, "prove", prove)
    return proved


def test_the_cache_gives_the_same_evidence_and_problems_as_none(tmp_path, asked):
    file = tmp_path / "cache" / "evidence.json"
    without = pipeline.load(EXAMPLE, TODAY)
    first = pipeline.load(EXAMPLE, TODAY, file.parent)
    assert asked
    asked.clear()
    second = pipeline.load(EXAMPLE, TODAY, file.parent)
    assert asked == []
    assert without.evidences == first.evidences == second.evidences
    assert without.problems == first.problems == second.problems


def test_evidence_survives_the_cache_with_all_that_it_says(tmp_path):
    file, claim = tmp_path / "evidence.json", verify.Claim("a “fee”", "before", "after", fragment=True)
    evidence = Evidence(
        "elided", (Passage(3, 9), Passage(20, 31)), "If a fee", ((3, 4), (6, 8)), lost="If",
        around=("Before.", "Después."), shown_speaker="Pál Varga",
    )  # fmt: skip
    known = caching.Cache(file)
    known.put("0" * 64, claim, evidence)
    known.write()
    assert caching.Cache(file).get("0" * 64, claim) == evidence


@pytest.mark.parametrize(
    "other",
    [
        verify.Claim("a fees", "before", "after", fragment=True),
        verify.Claim("a fee", "befor", "after", fragment=True),
        verify.Claim("a fee", "before", "", fragment=True),
        verify.Claim("a fee", "before", "after"),
        verify.Claim("a feebefore", "", "after", fragment=True),
    ],
)
def test_another_claim_is_not_served_from_it(tmp_path, other):
    known = caching.Cache(tmp_path / "evidence.json")
    known.put("0" * 64, verify.Claim("a fee", "before", "after", fragment=True), Evidence("verbatim", (Passage(0, 1),)))
    known.write()
    again = caching.Cache(tmp_path / "evidence.json")
    assert again.get("0" * 64, other) is None
    assert again.get("1" + "0" * 63, verify.Claim("a fee", "before", "after", fragment=True)) is None


@pytest.mark.parametrize("status", ["altered", "absent", "ambiguous", "unchecked"])
def test_what_failed_is_never_remembered(tmp_path, status):
    known = caching.Cache(tmp_path / "evidence.json")
    known.put("0" * 64, verify.Claim("a fee"), Evidence(status, why="so"))
    known.write()
    assert not (tmp_path / "evidence.json").exists()


def test_changed_words_are_proved_anew(tmp_path, content, asked):
    file = tmp_path / "evidence.json"
    pipeline.load(content, TODAY, file.parent)
    asked.clear()
    path = content / SECOND
    path.write_text(path.read_text().replace("a fee that is capped", "a fee that was capped", 1))
    changed = pipeline.load(content, TODAY, file.parent)
    assert asked == ["We can accept a fee that was capped and that pays for the channel – nothing more"]
    assert changed.evidences["straits-tariff-second-round", "capped-fee"].status == "altered"


def test_changed_bytes_of_a_snapshot_are_read_anew(tmp_path, content, asked):
    file = tmp_path / "evidence.json"
    pipeline.load(content, TODAY, file.parent)
    asked.clear()
    path = content / COURIER
    path.write_text(path.read_text().replace("a serious step", "a serious stop"))
    changed = pipeline.load(content, TODAY, file.parent)
    assert "a serious step" in asked
    assert not changed.evidences["straits-tariff-second-round", "serious-step"].proved
    assert changed.evidences["straits-tariff-second-round", "capped-fee"].proved


def damage(file, how):
    data = file.read_bytes()
    seal, _, body = data.partition(b"\n")
    file.write_bytes(
        {
            "empty": b"",
            "cut": data[:-10],
            "not UTF-8": b"\xff\xfe" + data,
            "another seal": b"0" * len(seal) + b"\n" + body,
            "one word changed": data.replace(b"verbatim", b"elided  ", 1),
            "no JSON": seal + b"\nnothing",
            "sealed by hand": hashlib.sha256(body).hexdigest().encode() + b"\n" + body,
        }[how]
    )


@pytest.mark.parametrize(
    "how", ["empty", "cut", "not UTF-8", "another seal", "one word changed", "no JSON", "sealed by hand"]
)
def test_a_damaged_file_is_taken_for_empty_and_written_anew(tmp_path, asked, how):
    file = tmp_path / "evidence.json"
    without = pipeline.load(EXAMPLE, TODAY, file.parent)
    sound = file.read_bytes()
    asked.clear()
    damage(file, how)
    again = pipeline.load(EXAMPLE, TODAY, file.parent)
    assert asked
    assert again.evidences == without.evidences
    assert file.read_bytes() == sound


def test_a_folder_in_its_place_is_no_reason_to_trust_anything(tmp_path):
    assert caching.Cache(tmp_path).get("0" * 64, verify.Claim("a fee")) is None


def test_other_rules_do_not_trust_what_these_proved(tmp_path, asked, monkeypatch):
    file = tmp_path / "evidence.json"
    pipeline.load(EXAMPLE, TODAY, file.parent)
    asked.clear()
    monkeypatch.setattr(caching, "_rules", lambda: "rules of another day")
    pipeline.load(EXAMPLE, TODAY, file.parent)
    assert asked


def test_the_rules_are_our_own_code_and_unicodes_tables(tmp_path, monkeypatch):
    shutil.copytree(caching.Path(verify.__file__).parent, tmp_path / "verify")
    monkeypatch.setattr(verify, "__file__", str(tmp_path / "verify" / "__init__.py"))
    before = caching._rules.__wrapped__()
    words = tmp_path / "verify" / "words.py"
    words.write_text(words.read_text("utf-8") + "\n", "utf-8")
    after = caching._rules.__wrapped__()
    monkeypatch.setattr(caching.unicodedata, "unidata_version", "99.0.0")
    assert len({before, after, caching._rules.__wrapped__()}) == 3


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path, content):
    file = tmp_path / "evidence.json"
    pipeline.load(content, TODAY, file.parent)

    def size():
        return len(json.loads(file.read_text("utf-8").partition("\n")[2]))

    before = size()
    (content / "briefings/2026/straits-survey-leak.yaml").unlink()
    pipeline.load(content, TODAY, file.parent)
    assert 0 < size() < before


def test_without_a_change_the_file_is_not_written_again(tmp_path):
    file = tmp_path / "evidence.json"
    pipeline.load(EXAMPLE, TODAY, file.parent)
    before = file.stat().st_mtime_ns, file.stat().st_ino
    pipeline.load(EXAMPLE, TODAY, file.parent)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "checked",
        "content.json",
        "evidence.json",
        "utterances",
    ]
