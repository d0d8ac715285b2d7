"""The fonts of the theme, the style sheet that names them, and what all other style sheets ask of them."""

import re

from conftest import ROOT

from scripts import fonts

SHEETS = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "templates/css").glob("*.css"))}
ASKED = "\n".join(text for name, text in SHEETS.items() if name != "fonts.css")


def test_the_style_sheet_names_every_file_and_no_other():
    assert SHEETS["fonts.css"] == fonts.css()
    named = {fonts.name(family, letters, italic=italic) for family, letters, italic in fonts.faces()}
    assert {path.name for path in fonts.FONTS.glob("*.woff2")} == named


def test_no_two_files_have_the_same_letter():
    points = [point for letters in fonts.LETTERS for point in fonts.code_points(letters)]
    assert len(points) == len(set(points))


def test_every_weight_that_is_asked_for_is_there():
    weights = {int(weight) for weight in re.findall(r"font(?:-weight)?: *(\d{3})\b", ASKED)}
    assert (min(weights), max(weights)) >= (fonts.WEIGHTS[0], 600)
    assert max(weights) <= fonts.WEIGHTS[1]


def test_every_figure_that_is_asked_for_is_there():
    """Figures are tabular and lining as they come."""
    asked = set(re.findall(r"font-(?:variant|feature)[\w-]*: *([^;}]+)", ASKED))
    assert asked == {"tabular-nums", "lining-nums"}


def test_what_may_not_be_called_source_is_not_and_its_licence_stands_beside_it():
    assert not list(fonts.FONTS.glob("*source*.woff2"))
    for path in ("OFL-source-sans-3.txt", "OFL-source-serif-4.txt"):
        assert "Reserved Font Name" in (fonts.FONTS / path).read_text("utf-8")
