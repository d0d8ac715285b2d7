"""The benchmark of evidence: its scoring, its invented archive, and how it runs a checker."""

import json
import re
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import briefings

from benchmarks import (
    evidence,
    evidence_archive,
    evidence_load,
    evidence_peers,
    evidence_pins,
    evidence_score,
    evidence_tables,
    meter,
)
from benchmarks.evidence_score import Share

TEXT = "Costs rose to 450 euros in May, she said. We will not wait. We will not wait. The board agreed."
"""What the cases below are quotations of."""


def case(id, polarity, quote, start=None, end=None, **more):
    return {
        "id": id,
        "lang": "en",
        "snapshot_id": "report",
        "quote": quote,
        "kind": id,
        "polarity": polarity,
        "severity": "major",
        "expected_offset": start,
        "expected_end": end,
        "source_passage": TEXT[start:end] if start is not None else quote,
        "other_snapshot": None,
    } | more


CASES = [
    case("exact", "pos", "Costs rose to 450 euros in May", 0, 30),
    case("cut", "pos", "Costs rose […] in May", 0, 30),
    case("digit", "neg", "Costs rose to 540 euros in May", 0, 30),
    case("comma", "neg", "in May she said", 24, 40, severity="minor"),
    case("repeated", "amb", "We will not wait."),
    case("borrowed", "neg", "The minister resigned.", other_snapshot="minutes"),
]


def said(**statuses):
    return {
        id: {"status": status}
        if isinstance(status, str)
        else dict(zip(("status", "start", "end"), status, strict=False))
        for id, status in statuses.items()
    }


def test_a_checker_that_gets_all_right_meets_every_target():
    answers = said(
        exact=("verbatim", 0, 30), cut=("elided", 0, 30), digit=("altered", 0, 30), comma=("altered", 24, 40)
    )
    answers |= {"repeated": {"status": "ambiguous"}, "borrowed": {"status": "absent", "other_snapshot": "minutes"}}
    score = evidence_score.score(CASES, answers)
    assert (score.true, score.false, score.minor, score.ambiguous) == (
        Share(2, 2),
        Share(0, 2),
        Share(0, 1),
        Share(0, 1),
    )
    assert (score.starts, score.ends, score.near, score.other) == (Share(2, 2), Share(2, 2), Share(2, 2), Share(1, 1))
    assert score.false_verbatim == 0
    assert evidence.missed(score) == []


def test_a_checker_that_passes_everything_is_told_each_kind_of_false_pass():
    score = evidence_score.score(CASES, said(**{one["id"]: "verbatim" for one in CASES} | {"borrowed": "elided"}))
    assert (score.true, score.false, score.minor, score.ambiguous) == (
        Share(2, 2),
        Share(2, 2),
        Share(1, 1),
        Share(1, 1),
    )
    assert score.false_verbatim == 1, "an elided one is a false pass, but not as verbatim"
    assert (score.starts, score.near, score.other) == (Share(), Share(), Share(0, 1))
    assert evidence.missed(score) == [
        "falsified quotations verified: 2, not 0",
        "ambiguous quotations verified: 1, not 0",
        "offsets wrong or missing: 2, not 0",
        "ends wrong or missing: 2, not 0",
        "other source named: 0 = 0.0 %, not 99 %",
    ]


def test_a_case_without_an_answer_counts_as_called_absent():
    score = evidence_score.score(CASES, {})
    assert (score.true, score.false, score.near) == (Share(0, 2), Share(0, 2), Share(0, 2))
    assert not score.near_offered


def test_a_wrong_offset_of_a_true_quotation_counts_and_of_a_refused_one_does_not():
    score = evidence_score.score(CASES, said(exact=("verbatim", 1, 30), cut=("altered", 5, 9)))
    assert (score.starts, score.ends) == (Share(0, 1), Share(1, 1))
    score = evidence_score.score(CASES, said(exact=("verbatim", 0, 29), cut=("altered", 5, 9)))
    assert (score.starts, score.ends) == (Share(1, 1), Share(0, 1))


@pytest.mark.parametrize(("start", "near"), [(749, 0), (750, 1), (1000, 1), (1150, 1), (1151, 0)])
def test_a_place_names_the_passage_from_250_before_it_to_50_after_its_end(start, near):
    one = case("digit", "neg", "x", 1000, 1100, source_passage="y")
    assert evidence_score.score([one], said(digit=("altered", start))).near == Share(near, 1)


@pytest.mark.parametrize(("text", "near"), [("Costs rose to 450 euros", 1), ("The costs fell in June.", 0), ("", 0)])
def test_without_a_place_the_text_shown_must_be_like_the_passage(text, near):
    score = evidence_score.score([CASES[2]], {"digit": {"status": "altered", "near": text}})
    assert score.near == Share(near, 1)
    assert score.near_offered == bool(text)


def test_what_may_go_either_way_counts_in_its_kind_alone():
    score = evidence_score.score([case("dash", "hard", "x", 0, 1)], said(dash="verbatim"))
    assert (score.true, score.false) == (Share(), Share())
    assert score.kinds == {("either way", "dash"): Share(1, 1)}


def test_two_answers_to_one_case_are_refused(tmp_path):
    (tmp_path / "output.jsonl").write_text('{"id": "a"}\n{"id": "a"}\n')
    with pytest.raises(ValueError, match="two answers for a"):
        evidence_score.read_answers(tmp_path / "output.jsonl")


@pytest.fixture
def folder(tmp_path):
    """The cases above, as a folder to give with --cases."""
    root = tmp_path / "secret-place"
    (root / "snapshots").mkdir(parents=True)
    (root / "snapshots" / "report.txt").write_text(TEXT)
    (root / "cases.jsonl").write_text("".join(json.dumps(one) + "\n" for one in CASES))
    evidence_load.write_input(root, CASES)
    return root


@pytest.fixture
def page(tmp_path):
    markers = "".join(f"<!-- {name}:begin -->\nold\n<!-- {name}:end -->\n" for name in ("evidence", "evidence-kinds"))
    path = tmp_path / "page.md"
    path.write_text(f"# Evidence\n{markers}The end.\n")
    return path


FAKE = """
import argparse, json, pathlib, sys
parser = argparse.ArgumentParser()
parser.add_argument("--root", type=pathlib.Path)
root = parser.parse_args().root
for line in sys.stdin:
    asked = json.loads(line)
    text = (root / asked["snapshot_path"]).read_text()
    start = text.find(asked["quote"].split(" […]")[0])
    end = start + len(asked["quote"])
    print(json.dumps({"id": asked["id"], "status": "absent" if start < 0 else "verbatim", "start": start, "end": end}))
"""


def test_one_run_measures_all_checkers_and_writes_their_tables(folder, page, tmp_path, capsys):
    (tmp_path / "fake.py").write_text(FAKE)
    command = f"{sys.executable} {tmp_path / 'fake.py'}"
    arguments = ["--cases", str(folder), "--only", "ours", "substring", "--ours", command, "--write", str(page)]
    assert evidence.main(arguments) == 1
    told = capsys.readouterr().err
    assert "missed: ambiguous quotations verified: 1, not 0\n" in told
    assert "missed: true quotations" not in told
    text = page.read_text()
    assert "| Briefing archive | 2 = 100.0 % | 0 = 0.0 % | 0 | 0 = 0.0 % | 1 = 100.0 % |" in text
    assert "| plain substring | 1 = 50.0 % | 0 = 0.0 % | 0 | 0 = 0.0 % | 1 = 100.0 % |" in text
    assert "| cut | true | 1 | 100 | 0 |" in text
    assert "6 cases over 2 texts (en)" in text
    assert "old" not in text
    assert text.endswith("The end.\n")
    assert "secret-place" not in text


def test_a_checker_that_fails_stops_the_run_and_leaves_the_page(folder, page, capsys):
    before = page.read_text()
    command = f"{sys.executable} -c 'raise SystemExit(2)'"
    assert evidence.main(["--cases", str(folder), "--only", "ours", "--ours", command, "--write", str(page)]) == 3
    assert "exit code 2" in capsys.readouterr().err
    assert page.read_text() == before


def test_a_page_without_the_markers_is_refused():
    with pytest.raises(ValueError, match="<!-- evidence:begin -->"):
        evidence_tables.replace("# Evidence\n<!-- evidence:end -->\n", "evidence", "new")


def test_the_cost_of_a_run_covers_the_children_of_the_process_and_nothing_of_ours(tmp_path):
    ours = bytearray(b"x") * 150_000_000
    child = "import time; x = bytearray(b'x') * 60_000_000; time.sleep(1.5)"
    parent = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in 'ab']]"
    cost = meter.run([sys.executable, "-c", parent])
    if Path("/proc/self/smaps_rollup").exists():
        assert 120_000_000 < cost.peak < len(ours)
    assert 0 < cost.cpu < 60
    assert 1.5 < cost.wall < 60


def test_what_runs_too_long_is_stopped_with_its_children(tmp_path):
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(TimeoutError, match="more than 2 s"):
        meter.run([sys.executable, "-c", parent], target=tmp_path / "out", limit=2)
    status = Path(f"/proc/{int((tmp_path / 'out').read_text())}/stat")
    for _ in range(50):
        if not status.exists() or status.read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child lives on")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    root = tmp_path_factory.mktemp("archive")
    cases = evidence_load.archive(root, texts=4, quotations=200)
    return cases, {path.stem: path.read_bytes().decode() for path in sorted((root / "snapshots").iterdir())}


def test_the_invented_archive_is_as_large_as_it_says(archive):
    cases, texts = archive
    assert len(cases) == 200
    assert len(texts) == 4
    assert all(270_000 <= len(text.encode()) < 272_000 for text in texts.values())


def test_each_invented_quotation_is_what_its_label_says(archive):
    cases, texts = archive
    flat = {name: " ".join(text.split()) for name, text in texts.items()}
    for one in cases:
        own, quote = one["snapshot_id"], one["quote"].replace("“", '"').replace("”", '"')
        if one["kind"] == "true":
            passage = " ".join(texts[own][one["expected_offset"] : one["expected_end"]].split())
            head, _, tail = quote.partition(" […] ")
            assert passage.startswith(head)
            assert passage.endswith(tail)
        elif one["kind"] == "elsewhere":
            assert quote in flat[one["other_snapshot"]]
            assert one["other_snapshot"] != own
            assert quote not in flat[own]
        else:
            assert all(quote not in text for text in flat.values())
    assert {one["kind"] for one in cases} == set(evidence_load.SHARES)


def test_the_invented_archive_is_the_same_each_time(archive, tmp_path):
    assert evidence_load.archive(tmp_path, texts=4, quotations=200) == archive[0]


def test_true_quotations_of_hard_texts_stand_there_and_others_do_not_or_often():
    texts = list(evidence_load.hard(200_000))
    assert len(texts) == 5
    for hard in texts:
        assert 200_000 <= len(hard.text.encode()) < 210_000
        for quote, verified in hard.quotations:
            assert (" ".join(hard.text.split()).count(quote) == 1) is verified


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small archive of briefings, and what proving it took."""
    for name, value in (("TEXTS", 3), ("QUOTATIONS", 20), ("TEXT_BYTES", 6000)):
        monkeypatch.setattr(evidence_load, name, value)
    monkeypatch.setattr(evidence_archive, "TURNS", 1)
    return tmp_path, evidence_archive.measure(tmp_path)


def test_the_archive_of_briefings_is_sound_and_its_last_change_is_the_only_fault(small):
    folder, runs = small
    done = briefings("check", "--format", "json", cwd=folder)
    problems = [p for p in json.loads(done.stdout)["problems"] if p["severity"] == "error"]
    assert [(p["code"], p["file"]) for p in problems] == [("quotation-altered", "content/briefings/text-001.yaml")]
    counted = json.loads(briefings("verify", "--format", "json", cwd=folder).stdout)["totals"]
    assert counted == {**dict.fromkeys(counted, 0), "altered": 1} | {k: counted[k] for k in ("verbatim", "elided")}
    assert counted["verbatim"] + counted["elided"] == 19
    assert counted["elided"] > 0
    assert [run.name.split(",")[0] for run in runs] == [
        "nothing was proved before", "nothing changed", "one quotation changed", "one quotation changed",
    ]  # fmt: skip


def test_an_archive_may_take_long_only_from_nothing():
    runs = [
        evidence_archive.Run(name, wall, wall, 1) for name, wall in (("first", 14.9), ("second", 2.1), ("third", 1.9))
    ]
    assert evidence.missed_archive(runs) == ["an archive, second: 2.1 s, not 2 s"]


def test_every_peer_is_pinned_with_its_hashes():
    groups = tomllib.loads((evidence_pins.PROJECT / "pyproject.toml").read_text())["dependency-groups"]
    packages = {peer.package for peer in evidence_peers.PEERS.values() if peer.package}
    assert {f"peers-{package}" for package in packages} == {name for name in groups if name.startswith("peers-")}
    for package in packages:
        assert groups[f"peers-{package}"] == [f"{package}=={evidence_pins.version(package)}"]
        pins = (evidence_pins.REQUIREMENTS / f"peers-{package}.txt").read_text()
        blocks = re.split(r"^(?=[\w.-]+==)", pins, flags=re.MULTILINE)[1:]
        assert blocks
        assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize(("large", "power"), [(4.0, 1), (16.0, 2)])
def test_the_exponent_tells_linear_from_quadratic(large, power):
    assert evidence_tables.exponent(1.0, large, (5, 20)) == pytest.approx(power)


def test_a_time_too_short_has_no_exponent():
    assert evidence_tables.exponent(0.001, 4.0, (5, 20)) is None


def test_growth_faster_than_linear_and_wrong_answers_are_missed_targets():
    def cost(wall):
        return meter.Cost(wall, wall, 1)

    grown = {
        "fine": evidence_tables.Growth(cost(1.5), cost(4.5), Share(4, 4)),
        "square": evidence_tables.Growth(cost(1.5), cost(16.5), Share(3, 4)),
    }
    assert evidence.missed_growth(grown, 0.5) == [
        "square: time grows with an exponent of 2.00, not 1",
        "square: 1 answers wrong",
    ]


def test_speeds_measured_on_a_part_are_scaled_up_and_marked():
    score = evidence_score.score([], {})
    part = evidence_tables.Speed(meter.Cost(2.0, 1.5, 30_000_000), score, 5, 450)
    whole = evidence_tables.Speed(meter.Cost(9.0, 8.0, 400_000_000), score, 450, 450)
    stopped = replace(part, over=600)
    text = evidence_tables.speeds({"slow": part, "quick": whole, "stopped": stopped}, "Asked.")
    assert "| stopped | 5 | over 600 s | – | 30 MB for the part |" in text
    assert "| slow | 5 | ≈ 180.0 s | ≈ 135.0 s | 30 MB for the part |" in text
    assert "| quick | 450 | 9.0 s | 8.0 s | 400 MB |" in text
