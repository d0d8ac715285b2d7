"""Offline: a site that was just built becomes a folder to be read without a server, from a disk or a USB stick.

From `file://` a browser opens no folder for its `index.html`, and lets no page fetch anything. So links name their
files, and the search index, which pages else fetch, comes as scripts.
"""

from __future__ import annotations

import base64
import html
import json
import posixpath
import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.search import FOLDER

MARK = "OFFLINE.txt"
"""The file by which such a folder is known, and which tells how to read it."""
_TOLD = "This is an archive to be read without a server. Open index.html in a browser.\n"
_SERVED = ("404.html", "sitemap*.xml", "sitemap.xml.gz", "opensearch.xml")
"""What only a server or a search engine asks for."""
_ADDRESSES = frozenset(["href", "src", "action", "formaction", "xlink:href"])
"""Attributes that hold the address of something else on the site."""
_REFRESH = re.compile(r"(\s*[\d.]+\s*[;,]\s*url\s*=\s*)(.*)", re.IGNORECASE | re.DOTALL)
_REFUSED = frozenset(["preload", "modulepreload", "search"])
"""Links, by their `rel`, that from `file://` a browser can't follow, and complains of."""
_SELF = "'self'"

Attribute = tuple[str, str | None]


def make(site: Path) -> None:
    """Change a site, in place, so that it works without a server.

    Raises:
        OSError: the disk refuses.

    """
    for path in [path for pattern in _SERVED for path in site.glob(pattern)]:
        path.unlink()
    for path in sorted((site / FOLDER).rglob("*")):
        if path.is_file():
            name = path.relative_to(site / FOLDER).as_posix()
            path.with_name(f"{path.name}.js").write_text(_handed(name, path.read_bytes()), "utf-8")
            path.unlink()
    pages = sorted(site.rglob("*.html"))
    folders = {path.parent.relative_to(site).as_posix() for path in pages if path.name == "index.html"}
    for path in pages:
        made = page(path.read_bytes().decode("utf-8"), path.parent.relative_to(site).as_posix(), folders)
        path.write_bytes(made.encode())
    (site / MARK).write_text(_TOLD, "utf-8")


def _handed(name: str, data: bytes) -> str:
    """A file of the search index as a script that hands it over (`templates/theme/assets/js/find.js`)."""
    return f"archiveSearch.take({json.dumps(name)}, {json.dumps(base64.b64encode(data).decode())});"


def page(text: str, folder: str, folders: Collection[str]) -> str:
    """A page whose links work from `file://`.

    Args:
        text: The page.
        folder: Where it stands below the site's root, which is `.`.
        folders: All folders of the site that have an `index.html`, in the same way.

    """
    return "".join(_Rewriting(text, folder, folders).pieces())


def _quoted(value: str) -> str:
    return html.escape(value, quote=False).replace('"', "&quot;")


class _Rewriting(HTMLParser):
    """Reads a page, and gives it back with some of its tags written anew; all else stays, letter by letter."""

    def __init__(self, text: str, folder: str, folders: Collection[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.text, self.folder, self.folders = text, folder, folders
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.changes: list[tuple[int, int, str]] = []
        self.feed(text)
        self.close()

    def pieces(self) -> Iterator[str]:
        """The page, piece by piece."""
        until = 0
        for start, end, tag in self.changes:
            yield self.text[until:start]
            yield tag
            until = end
        yield self.text[until:]

    def handle_starttag(self, tag: str, attrs: list[Attribute]) -> None:
        """Write a tag anew if it leads somewhere, or would be refused."""
        written = self.get_starttag_text() or ""
        line, column = self.getpos()
        start = self.starts[line - 1] + column
        new = self._tag(tag, attrs, closed=written.endswith("/>"))
        if new is not None:
            self.changes.append((start, start + len(written), new))

    def _tag(self, tag: str, attrs: list[Attribute], *, closed: bool) -> str | None:
        """A tag as it has to be, empty where it goes, None where it stays as it is."""
        known = {name: value or "" for name, value in reversed(attrs)}
        if tag == "link" and _REFUSED.intersection(known.get("rel", "").lower().split()):
            return ""
        made = [(name, self._value(tag, name, value, known)) for name, value in attrs if name != "crossorigin"]
        if made == attrs:
            return None
        shown = (name if value is None else f'{name}="{_quoted(value)}"' for name, value in made)
        return f"<{' '.join([tag, *shown])}{' /' * closed}>"

    def _value(self, tag: str, name: str, value: str | None, known: dict[str, str]) -> str | None:
        if value is None:
            return None
        if name in _ADDRESSES:
            return self._address(value)
        if tag == "meta" and name == "content":
            kind = known.get("http-equiv", "").lower()
            if kind == "content-security-policy":
                # Whether 'self' means other files to a file, the standard leaves open (w3c/webappsec-csp, issue 459).
                return value.replace(_SELF, f"{_SELF} file:")
            if kind == "refresh" and (found := _REFRESH.fullmatch(value)):
                return found[1] + self._address(found[2])
        return value

    def _address(self, value: str) -> str:
        """The address of a folder of the site as that of its page; any other as it is."""
        path = re.split("[?#]", value, maxsplit=1)[0]
        try:
            split = urlsplit(value)
        except ValueError:
            return value
        target = posixpath.normpath(posixpath.join(self.folder, unquote(path)))
        if split.scheme or split.netloc or not path or path.startswith("/") or target not in self.folders:
            return value
        return f"{path.removesuffix('/')}/index.html{value[len(path) :]}"
