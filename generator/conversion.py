"""Conversion: a page of the Markdown that our templates write, to the HTML that MkDocs makes of it.

Such a page is front matter, one field a line, then blocks of HTML (CommonMark 0.31.2, section 4.6, kind 6) and headings
of the second level in words of ASCII, with blank lines between them and nowhere else. A block is elements, with nothing
but an end of line between them. All else is refused.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass

OWN = ("title", "description", "source")
"""Fields of the front matter that say something else on each page; the others are alike on many."""
_HEAD = re.compile(r"---\n((?:[a-z]+: [^\n]*\n)*)---\n\n")
_TEXT = re.compile(r'"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-f]{4})*"')
_HEADING = re.compile(r"## ([A-Za-z0-9]+(?:,? [A-Za-z0-9]+)*)")
_BLOCK = re.compile(
    r"<(address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p"
    r"|pre|section|table|ul)[\s>]"
)


class ConversionError(ValueError):
    """A page is not as our templates write pages; the message says where."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a page."""

    own: dict[str, str]
    """What the page alone says, as far as it does: title, description, source."""
    common: str
    """The other lines, as they stand, and those that say nothing."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A page as HTML."""

    head: Head
    content: str
    headings: tuple[Heading, ...]


def head(text: str) -> tuple[Head, int]:
    """The front matter of a page, and where its text begins.

    Raises:
        ConversionError: it is not as our templates write it.

    """
    found = _HEAD.match(text)
    if not found:
        raise ConversionError("the front matter isn't one field a line")
    own, common = {}, []
    for line in found[1].splitlines(keepends=True):
        name, _, value = line.partition(": ")
        if name not in OWN or value == '""\n':
            common.append(line)
        elif _TEXT.fullmatch(value, 0, len(value) - 1):
            own[name] = json.loads(value)
        else:
            raise ConversionError(f"the front matter's {name} is no text in quotes")
    return Head(own, "".join(common)), found.end()


def page(text: str) -> Converted:
    """Convert a page.

    Raises:
        ConversionError: there is something in it that our templates don't write.

    """
    front, begin = head(text)
    made, headings = [], list[Heading]()
    for block in re.split(r"\n\n+", text[begin:].strip("\n")):
        if elements := _elements(block):
            made += elements
        elif words := _HEADING.fullmatch(block):
            heading = Heading(words[1].lower().replace(",", "").replace(" ", "-"), words[1])
            if any(heading.id == other.id for other in headings):
                raise ConversionError(f"two headings say {words[1]!r}")
            headings.append(heading)
            made.append(f'<h2 id="{heading.id}">{heading.text}</h2>')
        else:
            raise ConversionError(f"this is neither a block of HTML nor a heading in plain words: {block[:60]!r}")
    return Converted(front, "\n".join(made), tuple(headings))


def _elements(block: str) -> list[str]:
    """The elements that a block is made of, each of which Markdown puts on a line of its own; none if it is more."""
    made, at = list[str](), 0
    while found := _BLOCK.match(block, at):
        end, depth = block.find(">", found.end() - 1) + 1, int(found[1] != "hr")
        while depth:
            tag = _tags(found[1]).search(block, end)
            if tag is None:
                return []
            end, depth = tag.end(), depth + (-1 if tag[0][1] == "/" else 1)
        made.append(block[at:end])
        if end == len(block):
            return made
        if found[1] == "hr" and (block[end] != "\n" or (at and block[at - 1] != "\n")):  # Markdown lets it stand there
            return []
        at = end + (block[end] == "\n")
    return []


@functools.cache
def _tags(name: str) -> re.Pattern[str]:
    """Where elements of a name begin and end."""
    return re.compile(rf"<{name}\b|</{name}>")
