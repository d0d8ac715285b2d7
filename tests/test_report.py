"""Reports: people see the place, programs get it exactly, and no format can be broken out of."""

import json
import unicodedata

import jsonschema
import pytest
from conftest import briefings

from generator import report
from generator.problem import Fix, Problem, Span
from generator.rules import CATALOGUE

ROW = "a: {}b"


def problem(span, message="a message", help="a cure", code="wrong-value", fix=None):
    return Problem(code, span, message, help, fix)


def made(problems, texts, form, **more):
    return report.render(
        problems, texts, lambda file: f"content/{file}", form, strict=more.pop("strict", False), **more
    )


def width(text):
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )  # fmt: skip


@pytest.mark.parametrize("before", ["", "xyz", "日本語", "e\u0301e\u0301", "😀😀", "\t\t", "\x00", "ﷺ", "한국어 "])
@pytest.mark.parametrize("length", [0, 1, 3])
def test_the_caret_stands_under_the_place(before, length):
    row = f"a: {before}bad value"
    column = 4 + len(before)
    text = made(
        [problem(Span("x.yaml", 2, column, 2, column + length))], {"x.yaml": f"first\n{row}\n".encode()}, "human"
    )
    _, _, shown, carets, _, _ = text.split("\n")
    start = shown.index("| ") + 2
    assert width(carets[: carets.index("^")]) - start == width(shown[start : shown.index("bad value")])
    assert carets.count("^") == max(1, length)


def test_a_place_far_to_the_right_is_shown():
    row = "a: " + "日" * 500 + "bad" + "x" * 500
    text = made([problem(Span("x.yaml", 1, 504, 1, 507))], {"x.yaml": row.encode()}, "human")
    _, _, shown, carets, _, _ = text.split("\n")
    assert width(shown) <= report.WIDEST + 5
    assert width(shown[: shown.index("bad")]) == len(carets[: carets.index("^")])


def test_lines_are_counted_as_reading_counts_them():
    data = "a: b\u2028c\x0cd\x85e\nf: g\n".encode()
    assert "| f: g" in made([problem(Span("x.yaml", 2, 4, 2, 5))], {"x.yaml": data}, "human")
    assert "| f: g" in made([problem(Span("x.yaml", 2, 4, 2, 5))], {"x.yaml": b"a: b\rf: g\r"}, "human")


def test_no_control_character_reaches_the_terminal():
    data = "a: \x1b[2J\u202eevil\n".encode()
    text = made([problem(Span("x.yaml", 1, 4, 1, 5))], {"x.yaml": data}, "human")
    assert all(c.isprintable() or c == "\n" for c in text)


def test_colours_are_used_where_asked_for_alone():
    assert "\x1b" not in made([problem(Span("x.yaml"))], {}, "human")
    assert "\x1b[1;31merror" in made([problem(Span("x.yaml"))], {}, "human", colour=True)


def test_a_long_value_is_not_repeated_whole():
    text = made([problem(Span("x.yaml"), message="“" + "x" * 100_000 + "” is no date")], {}, "json")
    assert len(text) < 1500


def test_json_says_all_that_was_promised(content):
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    path.write_text(path.read_text("utf-8").replace("publisher: zenda-courier", "publisher: zenda-currier"), "utf-8")
    done = briefings("check", "--content", content, "--format", "json", cwd=content.parent)
    place = {"line": 84, "column": 16, "end_line": 84, "end_column": 29}
    assert json.loads(done.stdout) == {
        "version": 1,
        "problems": [
            {
                "code": "unknown-publisher", "severity": "error",
                "file": "content/briefings/2026/straits-tariff-second-round.yaml", **place,
                "message": "no publisher is called “zenda-currier”", "help": "did you mean `zenda-courier`?",
                "fix": {**place, "text": "zenda-courier"},
            }
        ],
        "counts": {"errors": 1, "warnings": 0, "files": 8},
    }  # fmt: skip


def test_strict_makes_errors_of_warnings(content):
    add = "\nnew-state:\n  type: state\n  name: Freedonia\n"
    (content / "actors.yaml").write_text((content / "actors.yaml").read_text("utf-8") + add, "utf-8")
    for strict, severity in (((), "warning"), (("--strict",), "error")):
        done = briefings("check", "--content", content, "--format", "json", *strict, cwd=content.parent)
        found = json.loads(done.stdout)
        assert [p["severity"] for p in found["problems"]] == [severity]
        assert found["counts"][f"{severity}s"] == 1
        assert done.returncode == len(strict)


def test_an_annotation_cannot_be_broken_out_of():
    span = Span("a,b:c%.yaml", 3, 4, 3, 9)
    text = made([problem(span, "100 %\n::error::evil", "x\r\ny")], {}, "github")
    assert text == (
        "::error file=content/a%2Cb%3Ac%25.yaml,line=3,endLine=3,col=4,endColumn=9,title=wrong-value"
        "::100 %25%0A::error::evil%0Ax%0D%0Ay"
    )


def test_annotations_show_the_worst_first_and_no_columns_over_several_lines():
    problems = [problem(Span("x.yaml", 1, 1, 2, 3), code="unfinished"), problem(Span("x.yaml", 5, 1, 5, 2))]
    lines = made(problems, {}, "github").split("\n")
    assert lines[0].startswith("::error ")
    assert lines[1].startswith("::warning file=content/x.yaml,line=1,endLine=2,title=")


REGION = {
    "type": "object", "additionalProperties": False, "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")},
}  # fmt: skip
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
URI = {
    "type": "object",
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~%/-]+$"}},
}
SARIF = {
    "type": "object", "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {
            "type": "object", "required": ["tool", "results"],
            "properties": {
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                    "type": "object", "required": ["name", "rules"],
                    "properties": {"name": {"type": "string"}, "rules": {"type": "array", "uniqueItems": True, "items": {
                        "type": "object", "required": ["id"],
                        "properties": {
                            "id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT,
                            "defaultConfiguration": {"properties": {"level": {"enum": ["none", "note", "warning", "error"]}}},
                        },
                        "additionalProperties": False,
                    }}},
                }}},
                "results": {"type": "array", "items": {
                    "type": "object", "required": ["message", "locations", "ruleId", "ruleIndex", "level"],
                    "properties": {
                        "message": TEXT, "ruleId": {"enum": list(CATALOGUE)}, "ruleIndex": {"type": "integer", "minimum": 0},
                        "level": {"enum": ["none", "note", "warning", "error"]},
                        "locations": {"type": "array", "items": {"type": "object", "properties": {"physicalLocation": {
                            "type": "object", "required": ["artifactLocation", "region"],
                            "properties": {"artifactLocation": URI, "region": REGION}, "additionalProperties": False,
                        }}}},
                        "fixes": {"type": "array", "minItems": 1, "items": {
                            "type": "object", "required": ["artifactChanges"],
                            "properties": {"artifactChanges": {"type": "array", "minItems": 1, "items": {
                                "type": "object", "required": ["artifactLocation", "replacements"],
                                "properties": {"artifactLocation": URI, "replacements": {"type": "array", "minItems": 1, "items": {
                                    "type": "object", "required": ["deletedRegion"],
                                    "properties": {"deletedRegion": REGION, "insertedContent": TEXT},
                                }}},
                            }}},
                        }},
                    },
                    "additionalProperties": False,
                }},
            },
        }},
    },
}  # fmt: skip
"""What SARIF 2.1.0 asks of the properties that we use (sections 3.13, 3.14, 3.19, 3.27, 3.30, 3.49, 3.55)."""


def test_sarif_is_what_the_standard_asks_for():
    span = Span("briefings/é ü.yaml", 3, 4, 3, 9)
    problems = [problem(span, fix=Fix(span, "x")), problem(span, code="unfinished", help=""), problem(span)]
    log = json.loads(made(problems, {}, "sarif"))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    assert [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]] == [p.code for p in problems]
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "content/briefings/%C3%A9%20%C3%BC.yaml"
    )
