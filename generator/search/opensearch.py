"""The OpenSearch description, by which a browser can add the archive's search to its own (OpenSearch 1.1, draft 6)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

FILE = "opensearch.xml"
"""Its path within the docs folder."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold, even escaped (XML 1.0, section 2.2)."""


def description(name: str, about: str, url: str) -> str:
    """Describe the search page of a site.

    The file is static, since all engines copy it as it stands: a template of the theme would need a setting that
    Zensical doesn't know.

    Args:
        name: What the site is called.
        about: What it holds.
        url: Its absolute address, ending in a slash.

    """
    home = _text(re.sub(r"[{}]", lambda brace: f"%{ord(brace[0]):X}", url))  # braces belong to the template
    short, long = _shortened(name, 16), _shortened(name, 48)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{short}</ShortName>",
        f"<LongName>{long}</LongName>",
        f"<Description>{_shortened(about, 1024) or long}</Description>",
        f'<Url type="text/html" template="{home}search/?q={{searchTerms}}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{home}{FILE}"/>',
        f'<Image type="image/svg+xml">{home}assets/mark.svg</Image>',
        "<InputEncoding>UTF-8</InputEncoding>",
        "</OpenSearchDescription>",
    ]
    return "\n".join(lines) + "\n"


def _shortened(value: str, most: int) -> str:
    """At most so many characters: whole words, where one of them fits."""
    plain = " ".join(_NO_XML.sub(" ", value).split())
    if len(plain) > most:
        plain = plain[: max(plain.rfind(" ", 0, most + 1), 0) or most]
    return _text(plain)


def _text(value: str) -> str:
    return escape(value, {'"': "&quot;"})
