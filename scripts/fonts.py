"""Make the fonts of the theme anew: `make fonts`. The same bytes each time, with the versions that the lock names.

Source Serif 4 and Source Sans 3 are cut to what the pages show: the weights and features that CSS asks for, and the
letters of a few languages a file, so that a browser loads those that a page needs. Their licence reserves the name
"Source" for what is unchanged, so ours are called otherwise (docs/adr/0022-a-first-visit-is-light.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "templates" / "theme" / "assets" / "fonts"
CSS = ROOT / "templates" / "css" / "fonts.css"

WEIGHTS = (400, 700)
"""The lightest and the boldest that CSS asks for."""
FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum")
"""What CSS asks for, and what browsers do unasked."""
SIZE = 14
"""Optical size of the serif, in points."""

LETTERS = {
    "latin": "0-FF 131 152-153 2BB-2BC 2C6 2DA 2DC 2000-206F 20AC 2122 2191 2193 2212 2215",
    "europe": "100-130 132-151 154-17F 218-21B 1E80-1E85 1E9E 1EF2-1EF3",
    "vietnam": "1A0-1A1 1AF-1B0 1EA0-1EF1 1EF4-1EF9 20AB",
    "more": "180-19F 1A2-1AE 1B1-217 21C-2BA 1E00-1E7F 1E86-1E9D 1E9F 1EFA-1EFF 20A0-20AA 20AD-20C4",
    "cyrillic": "301 400-45F 490-491 4B0-4B1 2116",
}
"""Code points of each file. Western Europe needs the first alone, a Polish or Turkish name the second too."""
ITALIC = ("latin", "europe", "cyrillic")
"""Italics are for emphasis in sentences: other letters are those of a font of the reader's."""
FAMILIES = {
    "Serif": ("fontpkg_source_serif_4", "SourceSerif4{}[opsz,wght].ttf"),
    "Sans": ("fontpkg_source_sans_3", "SourceSans3{}[wght].ttf"),
}
"""As CSS calls them: the package that holds the original, and the name of its file."""


def faces() -> Iterator[tuple[str, str, bool]]:
    """Family, letters and whether it is italic, of each file."""
    for family in FAMILIES:
        for italic in (False, True):
            for letters in ITALIC if italic else LETTERS:
                yield family, letters, italic


def name(family: str, letters: str, *, italic: bool) -> str:
    """The file of a face."""
    return f"briefing-{family.lower()}-{letters}{'-italic' if italic else ''}.woff2"


def css() -> str:
    """The style sheet that names the faces."""
    rows = [
        "/* Fonts: Source Serif 4 and Source Sans 3, cut to what pages show and so called otherwise; SIL Open Font",
        "   License, see ../fonts/OFL-*.txt. Written by scripts/fonts.py. */",
        "",
    ]
    for family, letters, italic in faces():
        ranges = ", ".join(f"U+{part}" for part in LETTERS[letters].split())
        rows.append(
            f'@font-face {{ font-family: "{family}"; {"font-style: italic; " if italic else ""}'
            f"font-weight: {WEIGHTS[0]} {WEIGHTS[1]}; font-display: swap; "
            f'src: url(../fonts/{name(family, letters, italic=italic)}) format("woff2"); unicode-range: {ranges}; }}'
        )
    return "\n".join(rows) + "\n"


def code_points(letters: str) -> set[int]:
    """All code points of a file, as numbers."""
    found: set[int] = set()
    for part in LETTERS[letters].split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut(family: str, letters: str, *, italic: bool) -> Any:
    """A face: fewer letters, fewer features, fewer weights, another name."""
    from fontTools import subset, ttLib  # noqa: PLC0415 - only here: the style sheet is compared without them
    from fontTools.varLib import instancer  # noqa: PLC0415

    package, file = FAMILIES[family]
    place = Path(str(import_module(package).__file__)).parent / "files" / file.format("-Italic" if italic else "")
    font = ttLib.TTFont(place, recalcTimestamp=False)
    options = subset.Options(layout_features=list(FEATURES), notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points(letters))
    subsetter.subset(font)
    limits: dict[str, Any] = {"wght": (WEIGHTS[0], *WEIGHTS)}
    if any(axis.axisTag == "opsz" for axis in font["fvar"].axes):
        limits["opsz"] = SIZE
    font = instancer.instantiateVariableFont(font, limits)
    rename(font, f"Briefing {family}", "Italic" if italic else "Regular")
    font.flavor = "woff2"
    return font


def rename(font: Any, family: str, style: str) -> None:
    """Take the reserved name out: of what was there, copyright, trademark and licence stay."""
    font["fvar"].instances = []
    del font["STAT"]  # names of weights, for menus
    axes = {axis.axisNameID for axis in font["fvar"].axes}
    names, whole = font["name"], f"{family} {style}"
    version = names.getDebugName(5)
    names.names = [record for record in names.names if record.nameID in {0, 7, 13, 14, *axes}]
    said = {1: family, 2: style, 3: f"{whole}; {version}", 4: whole, 5: version, 6: whole.replace(" ", "")}
    for number, text in said.items():
        names.setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Write all files, and take away those of old."""
    for path in FONTS.glob("*.woff2"):
        path.unlink()
    for family, letters, italic in faces():
        path = FONTS / name(family, letters, italic=italic)
        cut(family, letters, italic=italic).save(path)
        print(f"{path.stat().st_size:7,} {path.name}")
    CSS.write_text(css(), "utf-8")


if __name__ == "__main__":
    main()
