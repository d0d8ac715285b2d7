"""The sitemap: what stands round the addresses of pages in it, and what is still done to it once it is made.

Like the frame of a page it is taken from the engine, which writes it once with marks in the place of two pages. So a
page more or less doesn't need the engine.
"""

from __future__ import annotations

import gzip
import html
import posixpath
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, urljoin

NAME = "sitemap.xml"
MOST_ADDRESSES = 50_000
"""Of one sitemap (sitemaps.org, protocol 0.9)."""
MARK = "qlocationq"
"""What stands in the place of the address of a page."""

Pieces = Sequence[str]
"""What stands before the addresses of all pages, between two, and behind them; or all, where it names none."""


def pieces(marked: str) -> Pieces | None:
    """The pieces of a sitemap of two pages whose addresses are marks; None where it doesn't name each once."""
    found = marked.split(MARK)
    return found if len(found) in (1, 3) else None


def filled(known: Pieces, addresses: Iterable[str], url: str) -> str:
    """A sitemap.

    Args:
        known: Its pieces.
        addresses: Those of its pages below the site's root, at least one.
        url: That of the site, if it is known.

    """
    if len(known) == 1:
        return known[0]
    before, between, behind = known
    return f"{before}{between.join(html.escape(urljoin(url, quote(address))) for address in addresses)}{behind}"


def order(src_uri: str) -> tuple[tuple[int, bool, str], ...]:
    """When MkDocs finds a page: those of a folder before its folders, and the index of a folder before its others."""
    *folders, name = src_uri.split("/")
    stem, _ = posixpath.splitext(name)
    return (*((1, True, folder) for folder in folders), (0, stem not in ("index", "README"), name))


def is_part(name: str) -> bool:
    """Whether a file of a site is its sitemap, or one of those that it was split into."""
    return re.fullmatch(r"sitemap(-\d+)?\.xml(\.gz)?", name) is not None


def finish(site: Path, url: str) -> None:
    """Split a sitemap that has too many addresses, and pack it without the time of day, which the engine writes there.

    Args:
        site: The site.
        url: Its address, if it is known.

    Raises:
        OSError: the disk refuses.

    """
    path = site / NAME
    if not path.is_file():
        return
    text = path.read_text("utf-8")
    entries = re.findall(r"<url>.*?</url>", text, re.DOTALL)
    if len(entries) > MOST_ADDRESSES:
        head, names = text[: text.index("<url>")], []
        for number, start in enumerate(range(0, len(entries), MOST_ADDRESSES), 1):
            names.append(f"sitemap-{number}.xml")
            some = "\n".join(entries[start : start + MOST_ADDRESSES])
            (site / names[-1]).write_text(f"{head}{some}\n</urlset>\n", "utf-8")
        listed = "".join(f"<sitemap><loc>{html.escape(urljoin(url, name))}</loc></sitemap>\n" for name in names)
        head = head.replace("urlset", "sitemapindex")
        path.write_text(f"{head}{listed}</sitemapindex>\n", "utf-8")
    (site / f"{NAME}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
