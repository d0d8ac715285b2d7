"""A Markdown extension that takes blocks of HTML as they stand, as CommonMark does (0.31.2, section 4.6, kind 6).

Our pages are such blocks with headings between them. Python-Markdown and MkDocs would parse each of them once in pure Python,
to find where it ends: it ends at the blank line. The pages are the same without this, and take four times as long.
"""

from __future__ import annotations

import re
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_TAG = re.compile(r"<([a-z][a-z0-9]*)[\s>]")
_BEFORE_PARSERS = 25
"""Behind the normalising of white space (30), before what parses HTML: MkDocs (21) and Python-Markdown (20)."""


class HtmlBlocks(Preprocessor):
    """Sets aside each block that begins with a block-level tag."""

    def run(self, lines: list[str]) -> list[str]:
        """Replace blocks of HTML by what Python-Markdown puts in their place."""
        blocks = re.split(r"\n\n+", "\n".join(lines).strip("\n"))
        return "\n\n".join(self._set_aside(block) if self._is_html(block) else block for block in blocks).split("\n")

    def _set_aside(self, block: str) -> str:
        return self.md.htmlStash.store(block)

    def _is_html(self, block: str) -> bool:
        found = _TAG.match(block)
        return found is not None and self.md.is_block_level(found[1])


class HtmlBlocksExtension(Extension):
    """Registers the preprocessor."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's own word
        """Put it before what parses HTML."""
        md.preprocessors.register(HtmlBlocks(md), "html_blocks", _BEFORE_PARSERS)


def makeExtension(**_: Any) -> HtmlBlocksExtension:  # noqa: N802 - Python-Markdown's own word
    """Make the extension, for Python-Markdown, which finds it by this module's name."""
    return HtmlBlocksExtension()
