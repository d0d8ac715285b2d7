"""Bytes to text: one encoding, and no character that a reader can't see."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from generator.problem import Fix, Problem, Span
from generator.reference import also_on

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"  # unseen
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"  # annotations, no characters, halves, tags
    "]+|\r(?!\n)"
)
"""Runs of characters that no text of ours may hold. Joiners (U+200C, U+200D) stay: scripts and emoji need them."""
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029\r]")
_ODD_INDENT = re.compile(r"^ *((?![ \n\r\t])\s)(?=[^\S\n]*(?:-\s|[\w-]+:))", re.MULTILINE)
_TAB = re.compile(r"\t+")


def decode(data: bytes, file: str, most: int) -> tuple[str | None, list[Problem]]:
    """The text of a file, without a byte order mark at its head; lines that end in a lone CR are told once.

    Args:
        data: The file's bytes.
        file: Its path within the content folder.
        most: How many bytes are read.

    """
    if len(data) > most:
        return None, [too_large(file, len(data), most)]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:2]:
        return None, [Problem("not-utf8", Span(file), "this file is UTF-16, not UTF-8", "save it as UTF-8")]
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        place = _span(file, before, len(before), len(before) + 1)
        return None, [
            Problem("not-utf8", place, f"the byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8")
        ]
    if "\r" in text and "\n" not in text:
        end = text.index("\r")
        message = "the lines of this file end in CR alone"
        problem = Problem(
            "forbidden-character", _span(file, text, end, end + 1), message, "save it with Unix line ends"
        )
        return text.replace("\r", "\n"), [problem]
    return text, []


def too_large(file: str, size: int, most: int) -> Problem:
    """What is said of a file that is not read for its size."""
    return Problem(
        "file-too-large", Span(file), f"this file has {size:,} bytes", f"at most {most:,} are read: split it"
    )


def plain(data: bytes, file: str, most: int = 1 << 20) -> tuple[str | None, list[Problem]]:
    """Read a file that is free text: a page written by hand. What is unseen is told, and reads as blanks."""
    text, problems = decode(data, file, most)
    if text is None:
        return None, problems
    problems += unseen(text, file)
    return FORBIDDEN.sub(lambda run: " " * len(run[0]), text), sorted(problems, key=lambda problem: problem.order)


def unseen(text: str, file: str) -> list[Problem]:
    """Each kind of forbidden character: one problem at its first place, which names the other lines."""
    runs: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for run in FORBIDDEN.finditer(text):
        runs["bidi" if _BIDI.match(run[0]) else run[0][0]].append(run)
    problems = []
    for found in runs.values():
        message = f"an invisible character stands here: {name(found[0][0][0])}"
        instead = " " if _BREAKS.match(found[0][0]) else ""
        problems.append(_once("forbidden-character", file, text, found, message, "take it out", instead))
    return problems


def blanks(text: str, file: str) -> list[Problem]:
    """Tabs, and lines of YAML that begin with a space that isn't the plain one: each kind once."""
    problems = []
    if tabs := list(_TAB.finditer(text)):
        inside = text[text.rfind("\n", 0, tabs[0].start()) + 1 : tabs[0].start()].strip()
        problems.append(_once("tab", file, text, tabs, "a tab stands here", "use spaces", " " if inside else None))
    if odd := [run for run in _ODD_INDENT.finditer(text) if not FORBIDDEN.match(run[1])]:
        message = f"the line begins with a space that isn't a plain one: {name(odd[0][1])}"
        problems.append(_once("forbidden-character", file, text, odd, message, "type plain spaces", " ", group=1))
    return problems


def places(text: str) -> dict[int, list[int]]:
    """The columns of forbidden characters and tabs, ascending, by line; of runs the first."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    line, begin, seen = 1, 0, 0
    for run in re.finditer(FORBIDDEN.pattern + r"|\t+", text):
        if breaks := text.count("\n", seen, run.start()):
            line += breaks
            begin = text.rfind("\n", seen, run.start()) + 1
        seen = run.start()
        found[line].append(seen - begin + 1)
    return found


def name(character: str) -> str:
    """A character's number and its name in Unicode."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def _once(
    code: str, file: str, text: str, runs: list[re.Match[str]], message: str, help: str, instead: str | None,
    group: int = 0,
) -> Problem:  # fmt: skip
    place = _span(file, text, runs[0].start(group), runs[0].end(group))
    lines, at, number = [], 0, 1
    for run in runs[1:]:
        number += text.count("\n", at, run.start())
        at = run.start()
        lines.append(number)
    fix = Fix(place, instead) if instead is not None and len(runs) == 1 else None
    return Problem(code, place, message + also_on("it stands", lines), help, fix)


def _span(file: str, text: str, start: int, end: int) -> Span:
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return Span(file, line, column, line, column + end - start)
