"""YAML faults in an author's words: what the parser trips over is seldom where the slip was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from generator.problem import Fix, Problem, Span

QUOTE_OR_COMMENT = (
    "quote the value if the text belongs to it; for a comment, put two spaces before the # and one after it"
)
"""The cure where text and comment can't be told apart."""
_BEHIND = "the value goes on behind its closing quotation mark"
_BEHIND_HELP = 'put " round the whole value, and write “ ” ‘ ’ for the marks inside it'
_FIELD = r"\s*(?:-\s+)*[A-Za-z_][\w-]*"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where an author slipped, and how to mend it. Line and column are 1-based."""

    line: int
    column: int
    message: str
    help: str
    insert: str = ""
    """What has to stand at the place, too, where that cures it."""
    quote: bool = False
    """Whether quotes round the whole value cure it."""
    code: str = "yaml-syntax"
    """The rule that is broken."""

    def problem(self, file: str, lines: list[str]) -> Problem:
        """The problem to tell."""
        line = min(self.line, len(lines))
        column = min(self.column, len(lines[line - 1].rstrip()) + 1)
        place = Span(file, line, column, line, column + (not self.insert))
        fix = Fix(place, self.insert) if self.insert else self._quoted(file, lines) if self.quote else None
        return Problem(self.code, place, self.message, self.help, fix)

    def _quoted(self, file: str, lines: list[str]) -> Fix | None:
        """Quotes round a value that stands on one line and has none inside."""
        row = lines[self.line - 1].rstrip()
        found = re.match(rf"({_FIELD}:|\s*-)\s+(?=\S)", row)
        below = next((r for r in lines[self.line :] if r.strip()), "")
        indent = len(row) - len(row.lstrip(" -"))
        if not found or '"' in row or "\\" in row or " #" in row or len(below) - len(below.lstrip(" ")) > indent:
            return None
        value = row[found.end() :]
        place = Span(file, self.line, found.end() + 1, self.line, len(row) + 1)
        return Fix(place, f'"{value}"')


def diagnose(error: yaml.MarkedYAMLError, text: str, lines: list[str]) -> Fault:
    """The likeliest slip behind a parser's error."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = f"{error.context or ''} {error.problem or ''}"
    above = lines[line - 2] if line > 1 else ""
    found = (
        _by_words(error, said, lines, line, column)
        or _unclosed_quote(error, text)
        or _comment_inside(lines, line)
        or _slip(lines, line)
        or ("'-'" in said and _no_dash_space(lines, line))
        or ("could not find expected ':'" in said and _no_colon(above, line - 1))
        or (re.search("mapping values|block|indent|<document start>", said) and _moved(lines, line, column))
        or ("mapping values" in said and lines[line - 1].find(":") == column - 1 and _no_colon(above, line - 1))
    )
    if found:
        return found
    message, help = _plain_words(said, error.problem or "unreadable")
    return Fault(line, column, message, help, quote="mapping values" in said)


def _by_words(error: yaml.MarkedYAMLError, said: str, lines: list[str], line: int, column: int) -> Fault | None:
    """What the parser's own words make plain."""
    if "escape" in said or "hexdecimal" in said or "hexadecimal" in said:
        return Fault(line, column, "a backslash begins no known escape here", "write it twice, or use single quotes")
    if "directive" in said:
        return Fault(line, 1, "a line can't begin with %", "quote the value, or take the line out")
    opened = error.context_mark
    if "node content" in said and lines[min(line, len(lines)) - 1][column - 1 : column] == ",":
        return Fault(line, column, "a value is missing before this comma", "take one comma out, or write the value")
    return _in_brackets(said, opened, lines) or _structure(said, lines, line, column)


def _in_brackets(said: str, opened: yaml.Mark | None, lines: list[str]) -> Fault | None:
    """A bracket that isn't closed, or what keeps it from being."""
    if "flow" not in said or not opened or not re.search("expected ',' or|node content", said):
        return None
    number, column = opened.line, opened.column
    if "node content" in said:  # the mark is where a value is missing: the bracket stands above it
        number = next((n for n in range(min(number, len(lines) - 1), -1, -1) if _BRACKET.search(lines[n])), number)
        found = _BRACKET.search(lines[number])
        column = found.end() - 1 if found else 0
    row = lines[number]
    if hidden := _HIDDEN.search(row, column):
        message = "YAML takes what follows this # for a comment"
        return Fault(number + 1, hidden.end(), message, QUOTE_OR_COMMENT, code="comment-cuts-text")
    if behind := _QUOTED.search(row, column):
        return Fault(number + 1, behind.end() + 1, _BEHIND, _BEHIND_HELP)
    help = "close it, or put the whole value in quotes"
    return Fault(number + 1, column + 1, "the bracket that opens here isn't closed", help)


_BRACKET = re.compile(r"(?:^|[\s,\[{])[\[{]")
_HIDDEN = re.compile(r"[\s,\[{]#(?=\S)")
_QUOTED = re.compile(r"""[\s,\[{](?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[^\s,}\]:])""")


def _structure(said: str, lines: list[str], line: int, column: int) -> Fault | None:
    if "<document start>" in said and any(row.rstrip() == "..." for row in lines[: line - 1]):
        return Fault(
            line, column, "a second document begins here", "make it a file of its own", code="several-documents"
        )
    if re.match(r"\s*(?:-\s+)*:(\s|$)", lines[min(line, len(lines)) - 1]):
        return Fault(
            line, column, "a field has no name", "write the field's name before the colon", code="key-not-text"
        )
    return None


def _unclosed_quote(error: yaml.MarkedYAMLError, text: str) -> Fault | None:
    """A quotation mark that swallowed the following fields before another one, further below, closed it."""
    start = error.context_mark if "quoted scalar" in (error.context or "") else None
    mark = error.problem_mark or error.context_mark
    if start is None and mark:
        for token in _tokens(text):
            if token.start_mark.line > mark.line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                inside = text[token.start_mark.index : token.end_mark.index]
                if re.search(rf"^{_FIELD}:(\s|$)", inside, re.MULTILINE):
                    start = token.start_mark
                    break
    if start is None:
        return None
    message = "the quotation mark that opens here isn't closed"
    return Fault(start.line + 1, start.column + 1, message, "close it where the value ends")


def _tokens(text: str) -> Iterator[yaml.Token]:
    try:
        yield from yaml.scan(text, Loader=_LOADER)
    except yaml.YAMLError:
        return


def _comment_inside(lines: list[str], line: int) -> Fault | None:
    """A comment between two lines of one plain text ends it, and what follows makes no sense."""
    above = line - 1
    while above > 1 and not lines[above - 1].strip():
        above -= 1
    if above < 2 or not re.match(r"\s+#", lines[above - 1]) or re.match(rf"\s*-\s|{_FIELD}:", lines[line - 1]):
        return None
    column = lines[above - 1].index("#") + 1
    message = "a comment stands inside a text of several lines"
    return Fault(above, column, message, "quote the text, or move the comment above it", code="comment-cuts-text")


def _slip(lines: list[str], line: int) -> Fault | None:
    """A slip that the line of the error shows, or one of the two above it."""
    for number in (line, line - 1, line - 2):
        if 0 < number <= len(lines) and not (number < line and lines[number - 1].lstrip().startswith("#")):
            for slip in _SLIPS:
                if found := slip(lines[number - 1], number):
                    return found
    return None


def _no_dash_space(lines: list[str], line: int) -> Fault | None:
    found = re.match(r"\s*-(?=\w)", lines[line - 1]) if line <= len(lines) else None
    return Fault(line, found.end() + 1, "a space is missing after the hyphen", "write `- `", " ") if found else None


def _odd_indent(line: str, number: int) -> Fault | None:
    found = re.match(r" *([^\S \t\n\r])", line)
    if not found:
        return None
    return Fault(number, found.start(1) + 1, "the line begins with a space that isn't a plain one", "type plain spaces")


def _no_space_after_dash(line: str, number: int) -> Fault | None:
    found = re.match(r"\s*-(?=[A-Za-z_][\w-]*:)", line)
    return Fault(number, found.end() + 1, "a space is missing after the hyphen", "write `- `", " ") if found else None


def _no_space_after_colon(line: str, number: int) -> Fault | None:
    found = re.match(rf"({_FIELD}):(?=[^\s/])", line)
    if not found:
        return None
    name = found[1].strip(" -")
    return Fault(number, found.end() + 1, f"a space is missing after `{name}:`", f"write `{name}: `", " ")


def _curly_quotes(line: str, number: int) -> Fault | None:
    found = re.match(rf"{_FIELD}:\s+[“”„«].*:\s", line)
    if not found:
        return None
    column = line.index(":") + 2
    return Fault(
        number,
        column + 1,
        "only straight quotation marks quote a value that has a colon in it",
        'put " round the whole value',
        quote=True,
    )


def _opening_bracket(line: str, number: int) -> Fault | None:
    found = re.match(rf"(?:{_FIELD}:|\s*-)\s+(?=[\[{{])", line)
    if not found:
        return None
    depth = 0
    for place in range(found.end(), len(line)):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(line[place], 0)
        if depth == 0:
            rest = line[place + 1 :].strip()
            if rest and not rest.startswith("#"):
                return Fault(
                    number,
                    found.end() + 1,
                    f"a value that begins with {line[found.end()]} is no text for YAML",
                    "put the whole value in quotes",
                    quote=True,
                )
            return None
    return None


def _text_behind_quotes(line: str, number: int) -> Fault | None:
    found = re.match(rf"""(?:{_FIELD}:|\s*-)\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*[^\s#,}}\]:])""", line)
    if not found:
        return None
    return Fault(
        number,
        found.end() + 1,
        _BEHIND,
        _BEHIND_HELP,
    )


def _dash_in_value(line: str, number: int) -> Fault | None:
    found = re.match(rf"{_FIELD}:\s+(?=[-?]\s)", line)
    if not found:
        return None
    message = f"a value can't begin with {line[found.end()]} and a space"
    return Fault(number, found.end() + 1, message, "put the whole value in quotes", quote=True)


def _no_colon(line: str, number: int) -> Fault | None:
    found = re.fullmatch(r"(\s*(?:- )?)([a-z_]+)( +\S.*)?", line)
    if not found or ":" in line:
        return None
    return Fault(number, found.end(2) + 1, f"a colon is missing after `{found[2]}`", f"write `{found[2]}: …`", ":")


def _special_first(line: str, number: int) -> Fault | None:
    found = re.match(rf"(?:{_FIELD}:|\s*-)\s+(?=[%@`&*!|>\]}},])", line)
    if not found:
        return None
    if re.match(r"[|>][0-9+-]*\s*(?:#.*)?$", line[found.end() :]):
        message, help = (
            "the text below this sign isn't indented",
            "begin each of its lines further right than its field",
        )
        return Fault(number, found.end() + 1, message, help)
    return Fault(
        number,
        found.end() + 1,
        f"a value can't begin with {line[found.end()]}",
        "put the whole value in quotes",
        quote=True,
    )


_SLIPS: tuple[Callable[[str, int], Fault | None], ...] = (
    _odd_indent, _no_space_after_dash, _no_space_after_colon, _curly_quotes, _opening_bracket, _text_behind_quotes,
    _dash_in_value, _special_first,
)  # fmt: skip
"""Slips that one line shows, the likelier first."""


def _moved(lines: list[str], line: int, column: int) -> Fault | None:
    """A field that begins in another column than those above it."""
    row = lines[line - 1] if line <= len(lines) else ""
    own = re.match(rf"({_FIELD}):(\s|$)", row)
    if not own or (column > own.end(1) + 1 and column < len(row)):
        return _no_colon(lines[line - 2], line - 1) if line > 1 else None
    start = len(row) - len(row.lstrip(" -"))
    above = next((r for r in reversed(lines[: line - 1]) if re.match(rf"{_FIELD}:(\s|$)", r)), "")
    wanted = len(above) - len(above.lstrip(" -"))
    if start == wanted or not above:
        return None
    name = own[1].strip(" -")
    return Fault(
        line,
        start + 1,
        f"`{name}` begins in column {start + 1}, the field above it in column {wanted + 1}",
        "begin the fields of one thing in one column",
    )


def _plain_words(said: str, problem: str) -> tuple[str, str]:
    if "mapping values are not allowed" in said or "unexpected ':'" in said:
        return "a colon stands inside a value without quotes", "put the whole value in quotes"
    if "quoted scalar" in said:
        return "a quotation mark isn't closed", "close it, or double it inside the text"
    if "flow" in said:
        return "a bracket isn't closed", "close it, or put the value in quotes"
    if "block" in said or "indent" in said:
        return "the indentation doesn't fit", "begin the fields of one thing in one column"
    return f"this is no YAML: {problem.strip()}", "put values with special characters in quotes"
