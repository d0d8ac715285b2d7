"""Checking: one fault in the content gives one clear problem at its place."""

import json
import re

import jsonschema
import pytest
import yaml
from conftest import ROOT, briefings

from generator import dates, guide
from generator.rules import CATALOGUE

SECOND = "briefings/2026/straits-tariff-second-round.yaml"
FIRST = "briefings/2025/straits-tariff-first-round.yaml"
LEAK = "briefings/2026/straits-survey-leak.yaml"

FAULTS = [
    (SECOND, "title: Ruritania would", "titel: Ruritania would", "unknown-field"),
    (SECOND, "title: Ruritania would accept a capped fee on grain ships", "title:", "blank-field"),
    (SECOND, "status: published", "status: publishd", "wrong-value"),
    (SECOND, "published: 2026-01-18", "published: 18.1.2026", "wrong-date"),
    (SECOND, "published: 2026-01-18", "published: 2026-02-30", "wrong-date"),
    (SECOND, "published: 2026-01-18\n", "", "published-without-date"),
    (SECOND, "published: 2026-01-18", "published: 2099-01-18", "date-in-future"),
    (SECOND, "published: 2026-01-18", "published: 2026-01-21", "order-of-dates"),
    (SECOND, "published: 2026-01-18", "published: ٢٠٢٦-٠١-١٨", "wrong-date"),
    (SECOND, "published: 2026-01-18", "published: January 2026", "wrong-date"),
    (SECOND, "updated: 2026-01-20", "updated: 2026-01-19", "order-of-dates"),
    (SECOND, "date: 2026-01-16\n    place", "date: 2026-01-30\n    place", "stale-correction"),
    (SECOND, "issued: 2026-01-17", "issued: 2026-01-25", "order-of-dates"),
    (SECOND, "retrieved: 2026-01-18", "retrieved: 2026-01-16", "order-of-dates"),
    (SECOND, "captured: 2026-01-18T09:12:00Z", "captured: 2026-01-12T09:12:00Z", "order-of-dates"),
    (SECOND, "language: en\nauthors", "language: EN\nauthors", "wrong-language"),
    (SECOND, "language: en\nauthors", "language: English\nauthors", "wrong-language"),
    (SECOND, "as_of: 2026-01-16", "as_of: 2026-01-19", "order-of-dates"),
    (SECOND, "bearing: partial", "bearing: refutes", "position-without-evidence"),
    (SECOND, "stance: ambiguous", "stance: not-stated", "voiced-silence"),
    (SECOND, "url: https://courier.example/2026", "url: https://me:word@courier.example/2026", "wrong-url"),
    (SECOND, "url: https://courier.example/2026", "url: https://cоurier.example/2026", "wrong-url"),
    (SECOND, "url: https://courier.example/2026", "url: https://192.168.1.1/2026", "wrong-url"),
    (SECOND, "url: https://courier.example/2026/01/17/grain\n", "url: https://courier.example/a b\n", "wrong-url"),
    (SECOND, "  - The report doesn't", "  - No rate, and no height of the cap, is named.\n  - The report doesn't", "repeated-item"),
    (SECOND, "      - quote: capped-fee\n", "      - quote: capped-fee\n      - quote: capped-fee\n", "repeated-item"),
    (SECOND, "was: 2026-01-17", "was: 2026-01-16", "stale-correction"),
    (SECOND, "[record of the first round](straits-tariff-first-round.yaml)", "[him](/actors/pal-vagra/)", "broken-link"),
    (SECOND, "[record of the first round](straits-tariff-first-round.yaml)", "[x](mailto:a@b.example)", "wrong-url"),
    (SECOND, "[record of the first round](straits-tariff-first-round.yaml)", "![x](https://a.example/b.png)", "unsafe-markdown"),
    (SECOND, "url: https://courier.example/2026", "url: https://сосо.example/2026", "wrong-url"),
    (SECOND, "id: capped-fee", "id: ledger-h", "reserved-id"),
    (SECOND, "id: capped-fee", "id: point-1", "reserved-id"),
    (SECOND, "id: press-briefing", "id: entry-7", "reserved-id"),
    (SECOND, "id: press-briefing", "id: prеss-briefing", "unsafe-id"),
    (SECOND, "language: en\nauthors", "language: english-language\nauthors", "wrong-language"),
    (SECOND, "topics: [straits, trade]", "topics: [strait, trade]", "unknown-topic"),
    (SECOND, "supersedes: straits-tariff-first-round", "supersedes: straits-tariff-first-rund", "unknown-briefing"),
    (SECOND, "supersedes: straits-tariff-first-round", "supersedes: straits-tariff-second-round", "self-reference"),
    (SECOND, "cites: [courier]\n  - text", "cites: [curier]\n  - text", "unknown-source"),
    (SECOND, "speaker: pal-varga", "speaker: pal-vagra", "unknown-actor"),
    (SECOND, "event: press-briefing\n    note", "event: press-breifing\n    note", "unknown-event"),
    (SECOND, "via: [state-radio]", "via: [state-radio, courier]", "chain-in-circle"),
    (SECOND, "language: de", "language: en", "same-language"),
    (SECOND, "a fee that is capped", "a fee that was capped", "quotation-altered"),
    (SECOND, "prefix: called the offer", "prefix: refused the offer", "quotation-absent"),
    (SECOND, "issue: grain-levy\n    stance: conditional", "issue: grain-levi\n    stance: conditional", "unknown-issue"),
    (SECOND, "voiced_by: pal-varga", "voiced_by: grand-fenwick", "not-own-voice"),
    (SECOND, "basis: statement ", "basis: third-party ", "own-voice"),
    (SECOND, "as_of: 2026-01-16", "as_of: 2026-01-30", "order-of-dates"),
    (SECOND, "quote: capped-fee", "quote: capped-fe", "unknown-quote"),
    (SECOND, "publisher: zenda-courier", "publisher: zenda-currier", "unknown-publisher"),
    (SECOND, "url: https://courier.example/2026", "url: javascript://courier.example/2026", "wrong-url"),
    (SECOND, "sha256: 30efdb93", "sha256: 31efdb93", "changed-snapshot"),
    (SECOND, "sha256: 30efdb93a0d9326653b1c07210949dca98db479dad77e914572c214efdfc980b\n      ", "", "missing-hash"),
    (SECOND, "field: events.press-briefing.date", "field: events.press-briefing.dat", "unknown-corrected-field"),
    (SECOND, "    now: 2026-01-16", "    now: 2026-01-15", "stale-correction"),
    (SECOND, "(straits-tariff-first-round.yaml)", "(straits-tariff-first-rund.yaml)", "unknown-briefing"),
    (SECOND, "id: date-of-briefing", "id: courier", "duplicate-id"),
    (SECOND, "id: date-of-briefing", "id: sources", "reserved-id"),
    (SECOND, "id: date-of-briefing", "id: Date_of", "unsafe-id"),
    (SECOND, "  - The report doesn't say", "  - {a: b}\n  - The report doesn't say", "wrong-type"),
    (FIRST, "    evidence:\n      - quote: not-about-whether\n", "", "position-without-evidence"),
    (FIRST, "topics: [straits, trade]", "topics: [straits, straits]", "repeated-item"),
    (LEAK, "withdrawn: {date: 2026-02-09, reason: The Gazette retracted its report.}\n", "", "withdrawn-without-reason"),
    (LEAK, "former_ids: [dredging-survey]", "former_ids: [straits-tariff-first-round]", "address-collision"),
    ("actors.yaml", "wikidata: Q4115189", "wikidata: 4115189", "wrong-value"),
    ("actors.yaml", "member_of: [straits-states]", "member_of: [pal-varga]", "wrong-kind-of-actor"),
    ("actors.yaml", "name: Grand Fenwick", "name: Freedonia", "shared-name"),
    ("actors.yaml", "name: Grand Fenwick", "name: FREEDONIA", "shared-name"),
    ("actors.yaml", "name: Ada Bellweather", "name: Adа Bellweather", "mixed-scripts"),
    ("actors.yaml", "name: Ada Bellweather", "name: Ada Bellweather\n  wikidata: Q4115189", "shared-name"),
    ("actors.yaml", "aliases: [Kingdom of Ruritania]", "aliases: [Freedonia]", "shared-name"),
    ("actors.yaml", "name: Straits states", "name: Straits states\n  member_of: [ruritania]", "self-reference"),
    ("actors.yaml", 'from: "2025-01", to: "2025-06"', 'from: "2025-01", to: "2024-06"', "order-of-dates"),
    ("actors.yaml", "grand-fenwick:", "Grand Fenwick:", "unsafe-id"),
    ("actors.yaml", "  type: state\n  name: Grand Fenwick", "  - state", "wrong-type"),
    ("publishers.yaml", "name: Strelsau Gazette", "name: Zenda Courier", "shared-name"),
    ("publishers.yaml", "country: ruritania", "country: pal-varga", "wrong-kind-of-actor"),
    ("issues.yaml", "topics: [straits]", "topics: [strait]", "unknown-topic"),
    ("topics.yaml", "  name: Trade", "  nmae: Trade", "unknown-field"),
]  # fmt: skip


def problems(content):
    done = briefings("check", "--content", content, "--format", "json", cwd=content.parent)
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)
    assert report["version"] == 1
    assert (done.returncode == 1) == (report["counts"]["errors"] > 0)
    return report["problems"]


def test_the_example_archive_is_clean(content):
    assert problems(content) == []


def test_our_own_content_is_clean():
    assert problems(ROOT / "content") == []


@pytest.mark.parametrize(("file", "old", "new", "code"), FAULTS)
def test_one_fault_gives_one_problem(content, file, old, new, code):
    path = content / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = problems(content)
    assert [p["code"] for p in found] == [code] * bool(code)
    assert all(p["help"] and p["file"].endswith(file) for p in found)


def test_a_typo_is_shown_with_its_line_a_caret_and_the_cure(content):
    path = content / SECOND
    path.write_text(path.read_text("utf-8").replace("publisher: zenda-courier", "publisher: zenda-currier"), "utf-8")
    done = briefings("check", "--content", content, cwd=content.parent)
    assert done.returncode == 1
    assert "error[unknown-publisher]: no publisher is called “zenda-currier”" in done.stdout
    assert "^^^^^^^^^^^^^" in done.stdout
    assert "help: did you mean `zenda-courier`?" in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("caveats:\n", "caveats:\n  - One thing: it is not said.\n", "put the whole item in quotes"),
        ("evidence:\n", "evidence:\n      - some-quote\n", "`quote: …`"),
        ("key_quotes:\n", "key_quotes:\n  - id: twice\n    id: once\n", "put `- ` before it"),
        ("title: ", 'title: "Some" ', 'put " round the whole value'),
    ],
)
def test_a_slip_with_a_colon_a_dash_or_a_mark_gets_a_cure_that_works(content, old, new, cure):
    path = content / SECOND
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(cure in p["help"] for p in problems(content))


def test_a_captured_text_is_not_replaced_by_another(content, tmp_path):
    (held,) = (content / "snapshots").rglob("protocol.txt")
    before = held.read_bytes()
    (briefing,) = content.rglob(f"briefings/**/{held.parent.name}.yaml")
    (tmp_path / "other.txt").write_bytes(before + b"One line more.\n")
    done = briefings(
        "snapshot", "--source", "protocol", "--content", content, tmp_path / "other.txt", briefing, cwd=tmp_path
    )
    assert (done.returncode, held.read_bytes()) == (1, before)
    assert "this is a new source" in done.stderr


@pytest.mark.parametrize(
    ("text", "file", "why"), [("no.txt", SECOND, "there is no file"), (SECOND, "no.yaml", "there is no such file")]
)
def test_storing_tells_which_file_is_not_there(content, text, file, why):
    done = briefings("snapshot", "--content", content, content / text, content / file, cwd=content.parent)
    assert done.returncode == 2
    assert "/no." in done.stderr
    assert why in done.stderr


def test_a_snapshot_that_is_missing_is_told(content):
    (content / "snapshots/straits-tariff-first-round/protocol.txt").unlink()
    assert [p["code"] for p in problems(content)] == ["missing-snapshot"]


def test_two_briefings_of_one_name_are_told(content):
    (content / "briefings/2026/straits-tariff-first-round.yaml").write_bytes((content / FIRST).read_bytes())
    assert "duplicate-briefing" in [p["code"] for p in problems(content)]


@pytest.mark.parametrize("form", ["human", "github", "sarif"])
def test_every_format_names_the_rule(content, form):
    (content / "briefings/2026/x.yml").write_text("a: b")
    done = briefings("check", "--content", content, "--format", form, cwd=content.parent)
    assert done.returncode == 1
    assert "stray-file" in done.stdout


def test_a_path_limits_what_is_reported(content):
    (content / "briefings/2026/x.yml").write_text("a: b")
    assert briefings("check", content / FIRST, "--content", content, cwd=content.parent).returncode == 0


def test_a_wrong_call_exits_with_2(tmp_path):
    assert briefings("check", cwd=tmp_path).returncode == 2
    assert briefings("explain", "nonsense", cwd=tmp_path).returncode == 2


def test_every_rule_explains_itself(tmp_path):
    listed = briefings("rules", cwd=tmp_path).stdout
    for code, rule in CATALOGUE.items():
        assert code in listed
        assert rule.why
        assert rule.cure
        assert rule.example


def test_every_code_that_is_written_is_in_the_catalogue():
    words = " ".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    used = set(re.findall(r'(?:Problem|add|tell|blank|_once)\(\s*"([a-z0-9-]+)"', words))
    assert used
    assert used <= set(CATALOGUE)


def test_a_new_draft_has_warnings_alone(content):
    assert briefings("new", "Parliament debates: “the levy”", "--content", content, cwd=content.parent).returncode == 0
    found = problems(content)
    assert found
    assert {p["code"] for p in found} == {"unfinished"}
    strict = briefings("check", "--strict", "--content", content, cwd=content.parent)
    assert strict.returncode == 1


def test_a_new_draft_takes_its_address_from_its_title_or_from_its_author(content):
    def new(*args):
        return briefings("new", *args, "--content", content, cwd=content.parent)

    assert new("Ferries by night: “a first step”, says the council of Port Zenda, and none is the last").returncode == 0
    (made,) = content.glob("briefings/*/ferries*.yaml")
    assert made.stem == "ferries-by-night-a-first-step-says-the-council-of-port-zenda"
    assert new("Ночные паромы").returncode == 2
    assert new("Ночные паромы", "--id", "night-ferries").returncode == 0
    for name in ("night-ferries", "index", "2026", "../up", "Night"):
        assert new("Another", "--id", name).returncode == 2, name
    assert briefings("new", "A title", cwd=content).returncode == 2, "no content folder is made in the wrong place"


def test_a_draft_can_be_looked_at_however_little_it_says(content):
    (content / "briefings/2026/begun.yaml").write_text("status: draft\n")
    done = briefings("build", "--drafts", cwd=content.parent)
    assert done.returncode == 0, done.stderr
    assert "Draft, not published" in (content.parent / "site/briefings/begun/index.html").read_text("utf-8")


def test_what_is_missing_in_a_registry_is_told_as_the_lines_to_add(content):
    briefing = content / "briefings/2026/straits-tariff-second-round.yaml"
    text = briefing.read_text("utf-8")
    briefing.write_text(
        text.replace("issue: grain-levy", "issue: harbour-dues", 1).replace("speaker: pal-varga", "speaker: Zoltán", 1),
        "utf-8",
    )
    helps = {p["code"]: p["help"] for p in problems(content)}
    assert helps["unknown-issue"] == "add it to issues.yaml: `harbour-dues: {proposition: …, name: …}`"
    assert helps["unknown-actor"] == "add it to actors.yaml: under an id, which is what this field holds"


def test_the_schemas_accept_what_stands_in_the_repository(tmp_path):
    for kind in ("briefing", "actors", "issues", "topics", "publishers"):
        schema = json.loads(briefings("schema", kind, cwd=tmp_path).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert (ROOT / "docs/schema" / f"{kind}.json").read_text("utf-8") == json.dumps(
            schema, ensure_ascii=False, indent=2
        ) + "\n"
        files = (
            (ROOT / "tests/example/briefings").rglob("*.yaml")
            if kind == "briefing"
            else [ROOT / f"tests/example/{kind}.yaml"]
        )
        for file in files:
            jsonschema.validate(yaml.load(file.read_text("utf-8"), yaml.BaseLoader), schema)


def test_the_schema_accepts_each_date_that_we_read():
    pattern = re.compile(guide.schema("briefing")["properties"]["events"]["items"]["properties"]["date"]["pattern"])
    forms = ["2026-02-24", "2026-02", "2026", "202X", "2026-XX", "2026-02-XX", "2026~", "2026-01?", "2026-01-02%"]
    forms += [
        "2026-01-18T09:12:00Z",
        "2026-01-18T09:12:00+14:00",
        "2026/2027",
        "2026-01/..",
        "../2026",
        "2026-01~/",
        "/202X",
    ]
    for text in forms:
        assert dates.parse(text)
        assert pattern.fullmatch(text)


@pytest.mark.parametrize(
    "change",
    [
        {"title": 1984}, {"title": True}, {"title": 1.1}, {"supersedes": 2026}, {"events": [{"id": 7, "title": "x", "date": 2026}]},
        {"language": "zh-Hant"}, {"former_ids": ["a", "b"]}, {"status": "withdrawn", "withdrawn": {"date": "2026-02-01", "reason": "x"}},
    ],
)  # fmt: skip
def test_the_schema_accepts_what_an_editors_yaml_makes_of_plain_words(change):
    """It reads 1984 as a number; we read what stands there."""
    briefing = yaml.load((ROOT / "tests/example" / FIRST).read_text("utf-8"), yaml.BaseLoader)
    jsonschema.validate({**briefing, **change}, guide.schema("briefing"))


@pytest.mark.parametrize(
    "change",
    [
        {"published": None}, {"status": "withdrawn"}, {"withdrawn": {"date": "2026-02-01", "reason": "x"}}, {"topics": ["a", "a"]},
        {"summary": []}, {"sources": []}, {"former_ids": ["A"]}, {"title": " "}, {"published": "2026-13-01"}, {"more": 1},
        {"positions": [{"actor": "a", "issue": "b", "stance": "support", "statement": "c", "evidence": [{"quote": "d", "source": "e"}]}]},
        {"positions": [{"actor": "a", "issue": "b", "stance": "support", "statement": "c", "evidence": [{"source": "e"}]}]},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_it_can(change):
    briefing = yaml.load((ROOT / "tests/example" / FIRST).read_text("utf-8"), yaml.BaseLoader)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**briefing, **change}, guide.schema("briefing"))


def test_each_field_of_a_schema_is_described():
    def fields(schema):
        for name, field in schema.get("properties", {}).items():
            yield name, field
            yield from fields(field) if field else ()
            yield from fields(field.get("items", {})) if field else ()

    for kind in guide.KINDS:
        whole = guide.schema(kind)
        named = list(fields(whole if kind == "briefing" else whole["additionalProperties"]))
        assert named
        for name, field in named:
            assert len(field["description"]) > 3, name
