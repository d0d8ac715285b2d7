"""Frames: what the engine puts round a page, taken from a page that it built, to be put round all pages alike.

The frames of two pages differ in little: titles, addresses, the list of sections. So the engine builds one page of each
kind that says nothing but marks, the *probe*, and what stands between the marks is the frame. The marks tell, too, how
the theme writes a text: a probe's title has an escaped `&` and two spaces in it, and how they come out shows how often
the theme unescapes a text, and whether it joins spaces.
"""

from __future__ import annotations

import hashlib
import html
import itertools
import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from generator import conversion
from generator.conversion import Converted


class FrameError(ValueError):
    """The theme writes pages in a way that no frame can follow; the message says which."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages that have one frame."""

    place: str
    """The longest address of the nav that theirs begin with, or none."""
    levels: int
    """How many folders their addresses have below it."""
    index: bool
    """Whether they are the indexes of their folders."""
    own: tuple[str, ...]
    """What their front matter says of each, by the names of its fields."""
    head: str
    """What their front matter has in common."""
    headings: bool
    """Whether they have sections."""
    titled: bool
    """Whether they have a heading of the first level."""
    alone: str = ""
    """The path of the Markdown of the only page of its kind: one that the nav names."""

    @property
    def address(self) -> str:
        """The probe's address below the site's root."""
        name = hashlib.sha256(repr(self).encode()).hexdigest()[:12]  # probes of several kinds may stand side by side
        return f"{self.place}{'q/' * (self.levels - 1)}{_ADDRESS}{name}/"

    @property
    def src_uri(self) -> str:
        """The path of the probe's Markdown."""
        return f"{self.address}index.md" if self.index else f"{self.address[:-1]}.md"

    @property
    def probe(self) -> str:
        """The probe's Markdown: marks, where a page has something to say."""
        own = "".join(f"{name}: {json.dumps(f'q{name}q&amp;amp;  q')}\n" for name in self.own)
        name = "<h1>q</h1>" if self.titled else ""
        sections = "".join(f"\n## Q{number}\n\n<p>q</p>\n" for number in _NUMBERS if self.headings)
        return f"---\n{own}{self.head}---\n\n<div>{_BEGIN}{name}</div>\n{sections}\n<div>{_END}</div>\n"


_ADDRESS, _BEGIN, _END = "qaddressq", "qbeginq", "qendq"
_NUMBERS = ("one", "two", "three")
_SECTION = re.compile(f"(q|Q)({'|'.join(_NUMBERS)})")
_OWN = re.compile(rf"q({'|'.join(conversion.OWN)})q&((?:amp;)*)( +)q")


def kind(src_uri: str, text: str, places: Collection[str], *, alone: bool = False) -> Kind:
    """The kind of a page.

    Args:
        src_uri: The path of its Markdown.
        text: Its Markdown.
        places: The addresses of the nav.
        alone: Whether the nav names the page, whose frame then is its own.

    Raises:
        conversion.ConversionError: the page is not as our templates write pages.

    """
    where = address(src_uri)
    place = max((place for place in places if where.startswith(place)), key=len, default="")
    front, begin = conversion.head(text)
    return Kind(
        place, where.count("/", len(place)), src_uri.endswith("/index.md"), tuple(front.own), front.common,
        text.find("\n## ", begin - 1) >= 0, text.find("<h1", begin) >= 0,
        src_uri if alone else "",
    )  # fmt: skip


def places(nav: Collection[str]) -> set[str]:
    """The addresses of the pages of a nav, given by their paths; not that of the home page, below which all are."""
    return {address(src_uri) for src_uri in nav} - {""}


def address(src_uri: str) -> str:
    """The address of a page below the site's root."""
    folder, _, name = src_uri.rpartition("/")
    return f"{folder}/".removeprefix("/") if name == "index.md" else f"{src_uri.removesuffix('.md')}/"


Piece = str | Callable[[Converted, str], str]
"""What stands in a place of a frame: as it is, or given the page and its address."""


class Frame:
    """What stands round the pages of a kind."""

    def __init__(self, kind: Kind, built: str) -> None:
        """Take the frame from what the engine made of the kind's probe.

        Raises:
            FrameError: the theme writes pages in a way that no frame can follow.

        """
        found = re.fullmatch(rf"(.*)<div>{_BEGIN}.*<div>{_END}</div>(.*)", built, re.DOTALL)
        if not found or built.count(_BEGIN) > 1:
            raise FrameError("the text of a page doesn't stand in it once, as it is")
        self.built = built
        self.digest = hashlib.sha256(f"{kind!r}\0{built}".encode()).hexdigest()
        """Of all that it was taken from."""
        self._pieces: list[Piece] = [*_pieces(found[1], kind), _content, *_pieces(found[2], kind)]

    def fill(self, page: Converted, address: str) -> str:
        """A page in its frame.

        Args:
            page: The page.
            address: Its address below the site's root.

        """
        return "".join([piece if isinstance(piece, str) else piece(page, address) for piece in self._pieces])


def _content(page: Converted, _: str) -> str:
    return page.content


def _pieces(text: str, kind: Kind) -> Iterator[Piece]:
    """The pieces of what stands before a page's content, or behind it."""
    marks = list(_SECTION.finditer(text))
    numbers = re.fullmatch("(1*)(2*)(3*)", "".join(str(_NUMBERS.index(mark[2]) + 1) for mark in marks))
    if not numbers or len(numbers[2]) != len(numbers[3]) or len(numbers[1]) < len(numbers[2]):
        raise FrameError("it lists the sections of a page otherwise than one after another")
    alone, at = len(numbers[1]) - len(numbers[2]), 0
    for mark in marks[:alone]:
        yield from _texts(text[at : mark.start()], kind)
        yield _first_id if mark[1] == "q" else _first_text
        at = mark.end()
    if listed := marks[alone:]:
        yield from _texts(text[at : listed[0].start()], kind)
        yield _sections(text, listed)
        at = listed[-1].end()
    yield from _texts(text[at:], kind)


def _first_id(page: Converted, _: str) -> str:
    return page.headings[0].id


def _first_text(page: Converted, _: str) -> str:
    return page.headings[0].text


def _sections(text: str, marks: list[re.Match[str]]) -> Piece:
    """The list of a page's sections, given the marks of three that are written alike."""
    gaps = [text[mark.end() : after.start()] for mark, after in itertools.pairwise(marks)]
    each = len(marks) // 3
    kinds = [mark[1] for mark in marks]
    if gaps[:each] != gaps[each : 2 * each] or gaps[: each - 1] != gaps[2 * each :] or kinds != kinds[:each] * 3:
        raise FrameError("it doesn't list all sections of a page alike")
    *inside, between = gaps[:each]

    def listed(page: Converted, _: str) -> str:
        rows = []
        for heading in page.headings:
            names = [heading.id if kind == "q" else heading.text for kind in kinds[:each]]
            rows.append(names[0] + "".join(gap + name for gap, name in zip(inside, names[1:], strict=True)))
        return between.join(rows)

    return listed


def _texts(text: str, kind: Kind) -> Iterator[Piece]:
    """The pieces of a stretch that names no sections."""
    at = 0
    for found in re.finditer(f"{_OWN.pattern}|{re.escape(kind.address)}", text):
        yield text[at : found.start()]
        yield _own(found) if found[1] else _address
        at = found.end()
    yield text[at:]
    if re.search(f"{_ADDRESS}|q(?:{'|'.join(conversion.OWN)})q", _OWN.sub("", text).replace(kind.address, "")):
        raise FrameError("it writes a title, a description or an address in a way of its own")


def _address(_: Converted, address: str) -> str:
    return address


def _own(found: re.Match[str]) -> Piece:
    """A title, or another text of the page, written as a mark was that came as `&amp;amp;`, with two spaces."""
    name, escaped, spaces = found[1], found[2].count("amp;"), len(found[3])

    def written(page: Converted, _: str) -> str:
        text = page.head.own.get(name, "")
        for _level in range(escaped, 2):
            text = html.unescape(text)
        for _level in range(2, escaped):
            text = html.escape(text)
        return " ".join(text.split()) if spaces == 1 else text

    return written
