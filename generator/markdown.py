"""Free Markdown of authors, made into HTML that can do nothing but be read."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = set("p ul ol li em strong code pre blockquote a h2 h3 h4 h5 table thead tbody tr th td hr br".split())


def html(source: str, resolve: Callable[[str], str] = lambda target: target) -> Markup:
    """CommonMark to one block of safe HTML without blank lines. Raw HTML shows as text, pictures are left out.

    `resolve` maps a link's target to the address that the page uses.
    """
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable("image")
    tokens = parser.parse(source)
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", resolve(str(child.attrGet("href") or "")))
    made = parser.renderer.render(tokens, parser.options, {})
    safe = nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="noopener")
    safe = re.sub(r"\n(?=\s*\n)|\n+\Z", "&#10;" if "<pre>" in safe else "", safe)
    return Markup(safe)  # noqa: S704 - sanitised just now


def unsafe(source: str) -> list[tuple[int, int, str]]:
    """What the page will not have: line and column (0-based) of each raw HTML and each picture, with its name."""
    found: list[tuple[int, int, str]] = []
    for token in _tokens(source):
        line, end = token.map or [0, 0]
        inner = [(child.type, child.content) for child in token.children or ()]
        for kind, words in [(token.type, token.content), *inner]:
            if kind in ("html_block", "html_inline", "image"):
                start = "![" if kind == "image" else words.strip().split("\n")[0]
                rows = source.split("\n")[line : max(end, line + 1)]
                row, column = next(((n, r.find(start)) for n, r in enumerate(rows) if start in r), (0, 0))
                found.append((line + row, column, "a picture" if kind == "image" else "raw HTML"))
    return found


def links(source: str) -> list[tuple[int, str]]:
    """Line (0-based) and target of each link."""
    found = []
    for token in _tokens(source):
        for child in token.children or ():
            if child.type == "link_open":
                found.append(((token.map or [0])[0], str(child.attrGet("href") or "")))
    return found


@functools.lru_cache(maxsize=16)
def _tokens(source: str) -> list[Token]:
    """The tokens of a text, raw HTML and all; none where plain words can't hold what is asked for."""
    return _reader().parse(source) if re.search(r"[<!]|\](?:\(|:)", source) else []


@functools.cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True, "maxNesting": 20})
