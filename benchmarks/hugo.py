"""Hugo's site of our pages: the same Markdown, in the very frame that our theme gives them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import yaml

_CONFIG = {
    "baseURL": "/",
    "title": "Briefing Archive",
    "disableKinds": ["taxonomy", "term", "RSS"],
    # The pages are mostly HTML, as their templates wrote it.
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_CONTENT = re.compile(r'(<div class="page"[^>]*>).*(</div>\s*</article>)', re.DOTALL)
_CONTENTS = re.compile(r'(<ul class="md-nav__list" data-md-component="toc"[^>]*>).*?(</ul>)', re.DOTALL)
_TITLE = re.compile(r"(<title>).*?(</title>)", re.DOTALL)
_DESCRIPTION = re.compile(r'(<meta name="description" content=")[^"]*(")')
_ADDRESS = re.compile(r'((?:href|src|action)=")(?!#|[a-z]+:|\{\{)([^"]*)(")')
_CURRENT = ' aria-current="true"'
_HEADINGS = (
    "{{ range .Fragments.Headings }}{{ range .Headings }}"
    '<li><a href="#{{ .ID }}" class="md-nav__link">{{ .Title }}</a></li>\n'
    "{{ end }}{{ end }}"
)


def layout(page: str, address: str) -> str:
    """A template for all pages: the frame of one of ours, with what differs from page to page left to Hugo.

    Args:
        page: The HTML of a briefing's page, as our theme made it.
        address: Its address within the site, such as `/briefings/first-round/`.

    Raises:
        ValueError: the frame lacks a place that differs from page to page.

    """
    for place, filled in (
        (_CONTENT, r"\1\n{{ .Content }}\n\2"),
        (_CONTENTS, rf"\1\n{_HEADINGS}\2"),
        (_TITLE, r"\1{{ .Title }} – {{ site.Title }}\2"),
        (_DESCRIPTION, r"\1{{ .Description }}\2"),
        (_ADDRESS, lambda found: f'{found[1]}{{{{ "{urljoin(address, found[2])}" | relURL }}}}{found[3]}'),
        (re.compile(_CURRENT), f'{{{{ if hasPrefix .RelPermalink "/briefings/" }}}}{_CURRENT}{{{{ end }}}}'),
    ):
        page, number = place.subn(filled, page)
        if not number:
            raise ValueError(f"the frame has no {place.pattern}")
    return page


def prepare(docs: Path, site: Path, root: Path) -> None:
    """Write a folder that `hugo build` makes a site of.

    Args:
        docs: Our generated Markdown.
        site: What MkDocs made of it with our theme.
        root: The new folder.

    """
    briefing = min((site / "briefings").glob("*-*/index.html"))
    made = layout(briefing.read_text("utf-8"), f"/briefings/{briefing.parent.name}/")
    for name in ("all.html", "404.html"):
        _write(root / "layouts" / name, made)
    _write(root / "hugo.yaml", yaml.safe_dump(_CONFIG, sort_keys=False))
    shutil.copytree(site / "assets", root / "static" / "assets")
    for source in sorted(docs.rglob("*.*")):
        name = source.relative_to(docs)
        if source.suffix == ".md":
            name = name.with_name("_index.md") if name.name == "index.md" else name
            # Hugo has a meaning of its own for `kind`.
            rows = source.read_text("utf-8").splitlines(keepends=True)
            _write(root / "content" / name, "".join(row for row in rows if not row.startswith("kind: ")))
        elif source.suffix == ".html":
            _write(root / "static" / name, source.read_text("utf-8"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
