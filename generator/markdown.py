"""Free Markdown of authors, made into HTML that can do nothing but be read."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = {
    "p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a", "h2", "h3", "h4", "h5", "table", "thead",
    "tbody", "tr", "th", "td", "hr", "br",
}  # fmt: skip


def html(source: str, resolve: Callable[[str], str] = lambda target: target) -> Markup:
    """CommonMark to one block of safe HTML without blank lines. Raw HTML shows as text, pictures are left out.

    `resolve` maps a link's target to the address that the page uses.
    """
    tokens = _writer().parse(source)
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", resolve(str(child.attrGet("href") or "")))
    made = _writer().renderer.render(tokens, _writer().options, {})
    safe = nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="noopener")
    safe = re.sub(r"\n(?=\s*\n)|\n+\Z", "&#10;" if "<pre>" in safe else "", safe)
    return Markup(safe)  # noqa: S704 - sanitised just now


def leads(source: str) -> tuple[str, ...]:
    """The target of each link that `html` makes."""
    tokens = _writer().parse(source) if re.search(r"<|\](?:\(|:)", source) else ()
    children = (child for token in tokens for child in token.children or ())
    return tuple(str(child.attrGet("href") or "") for child in children if child.type == "link_open")


def unsafe(source: str) -> list[tuple[int, int, str]]:
    """What the page will not have: line and column (0-based) of each raw HTML and each picture, with its name."""
    found, rows = [], source.split("\n")
    for token in _tokens(source):
        seek = _Seeker(rows, token)
        for kind, words in ((token.type, token.content), *((c.type, c.content) for c in token.children or ())):
            if kind in ("html_block", "html_inline"):
                found.append((*seek.next(words.strip().split("\n")[0]), "raw HTML"))
            elif kind == "image":
                found.append((*seek.next("!["), "a picture"))
    return found


def links(source: str) -> list[tuple[int, int, str]]:
    """Line and column (0-based) of each link's target, and the target."""
    found, rows = [], source.split("\n")
    for token in _tokens(source):
        seek = _Seeker(rows, token)
        targets = (str(c.attrGet("href") or "") for c in token.children or () if c.type == "link_open")
        found += [(*seek.next(target), target) for target in targets]
    return found


class _Seeker:
    """Finds words of a token in the text that it was made of, one after another."""

    def __init__(self, rows: list[str], token: Token) -> None:
        self.line, end = token.map or [0, 1]
        self.rows = rows[self.line : max(end, self.line + 1)]
        self.row, self.column = 0, 0

    def next(self, words: str) -> tuple[int, int]:
        """Line and column of the next place that has these words; that of the last ones where none has."""
        for number in range(self.row, len(self.rows)):
            start = self.column if number == self.row else 0
            if (column := self.rows[number].find(words, start)) >= 0:
                self.row, self.column = number, column + len(words)
                return self.line + number, column
        return self.line + self.row, self.column


@functools.lru_cache(maxsize=16)
def _tokens(source: str) -> list[Token]:
    """The tokens of a text, raw HTML and all; none where plain words can't hold what is asked for."""
    return _reader().parse(source) if re.search(r"[<!]|\](?:\(|:)", source) else []


@functools.cache
def _writer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable("image")


@functools.cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
