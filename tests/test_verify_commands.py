"""The commands about evidence: `briefings verify`, `snapshot` and `match`."""

import hashlib
import json
import shutil
import subprocess
import sys

import pytest
from conftest import EXAMPLE, ROOT, briefings

SECOND = "briefings/2026/straits-tariff-second-round.yaml"
COURIER = "snapshots/straits-tariff-second-round/courier.txt"
DAY = {"SOURCE_DATE_EPOCH": "1793534400"}  # 1 November 2026
ARTICLE = ROOT.parent / "shared" / "seed" / "article.txt"


def text(path):
    return path.read_text("utf-8")


def change(path, *pairs):
    body = text(path)
    for before, after in pairs:
        assert before in body
        body = body.replace(before, after, 1)
    path.write_text(body, "utf-8")


def rows(content, *args, code=0):
    done = briefings("verify", "--content", content, "--format", "json", *args, cwd=content.parent, **DAY)
    assert done.returncode == code, done.stderr + done.stdout
    told = json.loads(done.stdout)
    return {f"{row['briefing']}#{row['source']}": row for row in told["sources"]}, told["totals"]


# briefings verify


def test_verify_counts_each_source_by_status(content):
    found, totals = rows(content)
    courier = found["straits-tariff-second-round#courier"]
    assert (courier["verbatim"], courier["absent"], courier["full_text"]) == (4, 0, "")
    statuses = ("verbatim", "elided", "altered", "absent", "ambiguous", "unchecked")
    assert totals == {status: sum(row[status] for row in found.values()) for status in statuses}
    assert totals["altered"] == totals["absent"] == totals["ambiguous"] == totals["unchecked"] == 0


def test_verify_shows_a_table_for_people(content):
    done = briefings("verify", "--content", content, cwd=content.parent, **DAY)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["source", "verbatim", "elided", "altered", "absent", "ambiguous", "unchecked"]
    assert any(line.split()[:2] == ["straits-tariff-second-round#courier", "4"] for line in lines)
    assert lines[-1].startswith("all ")


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("a fee that is capped", "a fee that was capped", "altered"),
        ("text: a serious step", "text: a green cheese", "absent"),
        ("exact: could live with a charge on grain ships", "exact: that", "ambiguous"),
    ],
)
def test_verify_fails_where_a_quotation_does(content, before, after, status):
    change(content / SECOND, (before, after))
    found, _ = rows(content, code=1)
    assert found["straits-tariff-second-round#courier"][status] == 1


def test_verify_proves_against_full_texts_as_well(content, tmp_path):
    folder = tmp_path / "texts"
    for path in (content / "snapshots").rglob("*.txt"):
        target = folder / path.relative_to(content / "snapshots")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (folder / "straits-tariff-first-round" / "protocol.txt").unlink()
    change(folder / "straits-tariff-second-round" / "courier.txt", ("a serious step", "a serious stop"))
    found, _ = rows(content, "--texts", folder, code=1)
    assert found["straits-tariff-first-round#protocol"]["full_text"] == "not found"
    told = found["straits-tariff-second-round#courier"]["full_text"]
    assert "another hash than the snapshot's `sha256`" in told
    assert "`serious-step` is altered" in told
    (folder / "straits-tariff-second-round" / "courier.txt").write_bytes(b"\xff\xfe")
    found, _ = rows(content, "--texts", folder, code=1)
    assert found["straits-tariff-second-round#courier"]["full_text"].endswith("not UTF-8")


def test_verify_without_the_folder_of_full_texts_is_a_wrong_call(content):
    done = briefings("verify", "--content", content, "--texts", "nowhere", cwd=content.parent)
    assert done.returncode == 2
    assert "there is no folder nowhere" in done.stderr


ARTICLES = [pytest.param(ARTICLE, id="article")] if ARTICLE.is_file() else [
    pytest.param(EXAMPLE / COURIER, id="courier")
]  # fmt: skip


@pytest.mark.parametrize("article", ARTICLES)
def test_quotations_are_proved_against_the_article_that_was_captured(article, tmp_path):
    """Against the seed's own article where it is at hand; it may not be published, so it isn't everywhere."""
    seed = article == ARTICLE
    slug, source = ("rutte-rada-coalition-of-the-willing", None) if seed else ("straits-tariff-second-round", "courier")
    content = ROOT / "content" if seed else EXAMPLE
    source = source or next((content / "snapshots" / slug).iterdir()).stem
    folder = tmp_path / "texts" / slug
    folder.mkdir(parents=True)
    shutil.copy(article, folder / f"{source}.txt")
    done = briefings("verify", "--content", content, "--format", "json", "--texts", tmp_path / "texts", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    row = next(r for r in json.loads(done.stdout)["sources"] if (r["briefing"], r["source"]) == (slug, source))
    assert row["full_text"] == "proved"
    assert row["verbatim"] + row["elided"] > 0
    assert row["altered"] == row["absent"] == row["ambiguous"] == row["unchecked"] == 0
    body = text(folder / f"{source}.txt")
    sentence = body.index("“" if "“" in body else '"')
    (folder / f"{source}.txt").write_text(body[: sentence + 1] + "Not so: " + body[sentence + 1 :], "utf-8")
    done = briefings("verify", "--content", content, "--texts", tmp_path / "texts", cwd=tmp_path)
    assert done.returncode == 1
    assert "another hash" in done.stdout


# briefings snapshot


@pytest.fixture
def full(content, tmp_path):
    """The Courier's article, kept outside of the archive, whose snapshot is still to be made."""
    path = tmp_path / "full.txt"
    shutil.move(content / COURIER, path)
    return path


def snapshot(content, full, *args, file=SECOND):
    return briefings("snapshot", "--content", content, *args, full, content / file, cwd=content.parent, **DAY)


def recorded(done):
    record = done.stdout.partition("snapshot:\n")[2]
    return dict(line.strip().split(": ", 1) for line in record.splitlines() if line.strip())


def record_it(content, done):
    body = text(content / SECOND)
    start = body.index("    snapshot:\n")
    end = body.index("  - id: state-radio")
    lines = done.stdout.partition("    snapshot:\n")[2].rstrip("\n")
    (content / SECOND).write_text(body[:start] + "    snapshot:\n" + lines + "\n" + body[end:], "utf-8")


def test_a_snapshot_is_the_bytes_that_were_captured(content, full):
    done = snapshot(content, full, "--source", "courier")
    assert done.returncode == 0, done.stderr
    assert (content / COURIER).read_bytes() == full.read_bytes()
    digest = hashlib.sha256(full.read_bytes()).hexdigest()
    assert recorded(done) == {"captured": "2026-11-01", "sha256": digest}


def test_a_snapshot_of_passages_holds_the_quoted_sentences_and_no_others(content, full, tmp_path):
    done = snapshot(content, full, "--source", "courier", "--passages")
    assert done.returncode == 0, done.stderr
    stored, whole = text(content / COURIER), text(full)
    for sentence in (
        "We can accept a\nfee that is capped and that pays for the channel – nothing more",
        "called the offer “a serious step”, according to the state radio.",
        "could live with a charge on grain ships",
        "„nimmt zur Kenntnis, was\ngesagt wurde“",
    ):
        assert sentence in stored
    assert "ZENDA COURIER" not in stored
    assert "She did not say" not in stored
    assert stored.startswith("[…]\n")
    assert stored.count("[…]") == 2
    assert all(piece.strip() in whole for piece in stored.split("[…]"))
    record = recorded(done)
    assert record["scope"] == "passages"
    assert record["sha256"] == hashlib.sha256(full.read_bytes()).hexdigest()
    assert record["stored_sha256"] == hashlib.sha256((content / COURIER).read_bytes()).hexdigest()
    record_it(content, done)
    folder = tmp_path / "texts" / "straits-tariff-second-round"
    folder.mkdir(parents=True)
    shutil.copy(full, folder / "courier.txt")
    found, _ = rows(content, "--texts", tmp_path / "texts")
    row = found["straits-tariff-second-round#courier"]
    assert (row["verbatim"], row["full_text"]) == (4, "proved")


def test_passages_that_the_full_text_does_not_have_are_named(content, full, tmp_path):
    record_it(content, snapshot(content, full, "--source", "courier", "--passages"))
    change(content / COURIER, ("a marked softening", "a marked hardening"))
    folder = tmp_path / "texts" / "straits-tariff-second-round"
    folder.mkdir(parents=True)
    shutil.copy(full, folder / "courier.txt")
    found, _ = rows(content, "--texts", tmp_path / "texts", code=1)
    told = found["straits-tariff-second-round#courier"]["full_text"]
    assert told.startswith("the snapshot has “Ruritania signalled")
    assert told.endswith("which the full text hasn't")


def test_a_snapshot_of_passages_is_proved_before_it_is_made(content, full):
    change(content / SECOND, ("a fee that is capped", "a fee that was capped"))
    done = snapshot(content, full, "--source", "courier", "--passages")
    assert done.returncode == 1
    assert "these words aren't proved by the full text" in done.stderr
    assert "`capped-fee` is altered: the snapshot says “is”, the quotation “was”" in done.stderr
    assert not (content / COURIER).exists()


def test_what_belongs_to_the_capture_is_taken_out_and_recorded(content, full):
    change(content / SECOND, ("      sha256: 30efdb93a0d9326653b1c07210949dca98db479dad77e914572c214efdfc980b\n", ""))
    change(
        full,
        ("reporters in Port Zenda.", "reporters in Port Zenda. (Applause)"),
        ("ZENDA COURIER — 17", "The Zenda Courier\n\nZENDA COURIER — 17"),
        ("„nimmt zur", "„nimmt\n\n- 12 -\n\nThe Zenda Courier\n\nzur"),
        ("She did not say\n", "She did not say\n\nThe Zenda Courier\n\n"),
    )
    args = [arg for name in ("page-numbers", "running-heads", "stage-notes") for arg in ("--clean", name)]
    done = snapshot(content, full, "--source", "courier", *args)
    assert done.returncode == 0, done.stderr
    assert "; 1 page numbers taken out; 3 running heads taken out; 1 stage notes taken out" in done.stdout
    stored = text(content / COURIER)
    assert "The Zenda Courier" not in stored
    assert "12" not in stored
    assert "(Applause)" not in stored
    assert recorded(done)["cleaned"] == "[page-numbers, running-heads, stage-notes]"
    record_it(content, done)
    found, _ = rows(content)
    assert found["straits-tariff-second-round#courier"]["verbatim"] == 4


def test_nothing_is_taken_out_unasked(content, full):
    change(content / SECOND, ("      sha256: 30efdb93a0d9326653b1c07210949dca98db479dad77e914572c214efdfc980b\n", ""))
    change(full, ("reporters in Port Zenda.", "reporters in Port Zenda. (Applause)\n\n- 12 -\n"))
    assert snapshot(content, full, "--source", "courier").returncode == 0
    assert (content / COURIER).read_bytes() == full.read_bytes()


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        ((), 2, "name one of its sources with --source: courier, state-radio"),
        (("--source", "curier"), 2, "name one of its sources with --source: courier, state-radio"),
        (("--source", "state-radio", "--passages"), 1, "nothing is quoted from `state-radio` yet"),
        (("--source", "courier", "--clean", "everything"), 2, "invalid choice: 'everything'"),
    ],
)
def test_a_snapshot_that_can_not_be_made_is_told(content, full, args, code, told):
    done = snapshot(content, full, *args)
    assert done.returncode == code
    assert told in done.stderr
    assert not (content / COURIER).exists()


def test_a_text_that_is_not_utf8_is_told(content, full):
    full.write_bytes("café".encode("latin-1"))
    done = snapshot(content, full, "--source", "courier")
    assert (done.returncode, done.stderr) == (1, "briefings: the text is not UTF-8: save it as UTF-8\n")


def test_a_file_that_is_no_briefing_is_told(content, full):
    done = snapshot(content, full, file="actors.yaml")
    assert done.returncode == 2
    assert "is no readable briefing of" in done.stderr


def test_a_full_text_that_is_not_there_is_told(content, full):
    done = snapshot(content, full.with_name("nowhere.txt"), "--source", "courier")
    assert done.returncode == 2
    assert "there is no file" in done.stderr


# briefings match


def match(root, *lines, folder="."):
    body = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", "match", "--root", str(folder)],
        cwd=root, input=body, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "harbour.txt").write_text(
        "The café 🚢 is open. The harbour stays open, too. It is open.", "utf-8"
    )
    (tmp_path / "texts" / "levy.txt").write_text("A levy on grain is a levy on bread, he said.", "utf-8")
    return tmp_path


def asked(id, quote, **more):
    return {"id": id, "snapshot_path": "texts/harbour.txt", "quote": quote, "prefix": None, "suffix": None, **more}


def test_match_answers_each_line_in_order(texts):
    done = match(
        texts,
        asked("verbatim", "The harbour stays open"),
        asked("elided", "The harbour […] open, too"),
        asked("altered", "The harbour stays closed, too."),
        asked("absent", "The moon is made of cheese"),
        asked("elsewhere", "A levy on grain is a levy on bread"),
        asked("ambiguous", "is open"),
        asked("context", "is open", prefix="It"),
        "",
        asked(7, "The harbour stays open, too."),
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [
        "verbatim", "elided", "altered", "absent", "elsewhere", "ambiguous", "context", "7",
    ]  # fmt: skip
    assert [a["status"] for a in answers] == [
        "verbatim", "elided", "altered", "absent", "absent", "ambiguous", "verbatim", "verbatim",
    ]  # fmt: skip
    assert all(list(a) == ["id", "status", "start", "end", "near", "why", "kind", "other_snapshot"] for a in answers)
    assert (answers[0]["start"], answers[0]["end"], answers[0]["near"], answers[0]["why"]) == (20, 42, "", "")
    assert answers[2]["kind"] == "word"
    assert answers[2]["near"] == "The harbour stays open, too."
    assert answers[2]["why"] == "the snapshot says “open”, the quotation “closed”"
    assert [a["other_snapshot"] for a in answers] == [None, None, None, None, "levy", None, None, None]
    assert (answers[5]["start"], answers[5]["end"]) == (None, None)
    assert answers[6]["start"] == 52


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2 has no id, snapshot_path and quote: "),
        ("[]", "line 2 has no id, snapshot_path and quote: "),
        ("null", "line 2 has no id, snapshot_path and quote: "),
        ('"text"', "line 2 has no id, snapshot_path and quote: "),
        ({"id": "x", "quote": "y"}, "line 2 has no id, snapshot_path and quote: 'snapshot_path'"),
        ({"id": "x", "snapshot_path": "texts/levy.txt"}, "line 2 has no id, snapshot_path and quote: 'quote'"),
        ({"snapshot_path": "texts/levy.txt", "quote": "y"}, "line 2 has no id, snapshot_path and quote: 'id'"),
        (asked("x", 7), "line 2: snapshot_path, quote, prefix and suffix are texts"),
        (asked("x", "y", prefix=7), "line 2: snapshot_path, quote, prefix and suffix are texts"),
        (asked("x", "y", snapshot_path=["a"]), "line 2: snapshot_path, quote, prefix and suffix are texts"),
        (asked("x", "y", snapshot_path="texts/nowhere.txt"), "texts/nowhere.txt: No such file or directory"),
        (asked("x", "y", snapshot_path="texts"), "texts: Is a directory"),
    ],
)
def test_match_names_the_line_that_it_can_not_read(texts, line, told):
    done = match(texts, asked("fine", "The harbour stays open"), line)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"briefings: {told}")
    assert "Traceback" not in done.stderr


def test_match_names_a_text_that_is_not_utf8(texts):
    (texts / "texts" / "old.txt").write_bytes("café".encode("latin-1"))
    done = match(texts, asked("x", "café", snapshot_path="texts/old.txt"))
    assert (done.returncode, done.stderr) == (2, "briefings: texts/old.txt is not UTF-8\n")


def test_match_passes_over_what_it_can_not_read_beside_the_texts_that_are_named(texts):
    (texts / "texts" / "old.txt").write_bytes("café".encode("latin-1"))
    (texts / "texts" / "folder.txt").mkdir()
    (texts / "texts" / "zebra.txt").write_text("Nobody counted the striped horses of the harbour that night.")
    done = match(texts, asked("x", "Nobody counted the striped horses of the harbour"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["other_snapshot"] == "zebra"


def test_match_of_nothing_says_nothing(texts):
    done = match(texts)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
