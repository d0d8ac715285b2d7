"""Render: the archive to pages of Markdown. Pure: knows neither the disk nor MkDocs.

Every character of an author goes through `text`, which writes what could be markup as a numeric character reference.
"""

from __future__ import annotations

import functools
import json
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import jinja2
import langcodes
from markupsafe import Markup

from generator import addresses, compiling, fragment, guide, markdown, names, relate, views
from generator.archive import Archive
from generator.marks import bare
from generator.model import STANCES, Briefing, Page
from generator.search import opensearch
from generator.views.sheaves import Sheaf

_RISKY = re.compile(r"[\\`*_{}\[\]<>#+!|&\"'~^=:$@]|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def text(value: object) -> Markup:
    """Text as itself, in a page or an attribute: each character that could be markup as a numeric reference."""
    return _text(value if isinstance(value, str) else str(value))


@functools.lru_cache(maxsize=1 << 14)
def _text(value: str) -> Markup:
    return Markup(_RISKY.sub(lambda found: " " if found[0] in "\n\r\t" else f"&#{ord(found[0])};", value))  # noqa: S704


_RISKY_IN_ADDRESS = re.compile(r"[\\`*{}\[\]<>!|&\"'^$]|[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def address(value: object) -> Markup:
    """An address for an attribute within a block of HTML, where Markdown reads nothing: what addresses are full of stays."""
    return Markup(_RISKY_IN_ADDRESS.sub(lambda found: f"&#{ord(found[0])};", str(value)))  # noqa: S704


_YAML = re.compile(r"^(?P<b>\s*(?:- )*[\w-]+(?=:(?:\s|$)))|(?P<i>(?:(?<=\s)|^)# .*)")


def code(yaml: object) -> Markup:
    """A block of YAML, its fields and comments told apart."""

    def piece(line: str) -> Markup:
        made, at = Markup(), 0
        for found in _YAML.finditer(line):
            made += text(line[at : found.start()]) + Markup("<{0}>{1}</{0}>").format(found.lastgroup, text(found[0]))
            at = found.end()
        return made + text(line[at:])

    return Markup("\n").join(piece(line) for line in str(yaml).strip("\n").split("\n"))


def _finalize(value: object) -> str:
    if type(value) is Markup:
        return value
    if isinstance(value, int) or value == "":
        return str(value)
    raise TypeError(f"a template writes {value!r} without `| text`")


def _front(value: str, times: int) -> Markup:
    for _ in range(times):
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704


_RIGHT_TO_LEFT = frozenset(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"])
"""Scripts in use that run from right to left (ISO 15924)."""


def direction(tag: str) -> str:
    """Which way a language runs: `rtl`, or `auto`, which the first letter decides.

    A title in Arabic may begin with a Latin name, and runs from the right all the same.
    """
    script = langcodes.Language.get(tag).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "auto"


def isolated(value: str) -> Markup:
    """A text for the midst of a sentence: one with letters from right to left doesn't pull dates and commas along."""
    written = text(value)
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in value):
        return Markup(f"<bdi>{written}</bdi>")  # noqa: S704
    return written


_KINDS = {
    "webpage": "web page", "post": "post on a social medium", "post-weblog": "blog post", "review-book": "book review",
    "paper-conference": "conference paper", "entry": "entry in a reference work", "collection": "archival collection",
    "classic": "ancient work", "legal_case": "court case",
}  # fmt: skip


def source_kind(type: str) -> str:
    """A source's type (CSL 1.0.2) in a reader's words: `article-newspaper` is a newspaper article."""
    noun, _, of = type.partition("-")
    return _KINDS.get(type) or (f"{of} {noun}" if of else noun.replace("_", " "))


def shortened(value: str, most: int = 48) -> str:
    """The beginning of a long text, whole words, with `…`; a text that is not much longer stays whole."""
    if len(value) <= most + 12:
        return str(value)
    return value[: value.rfind(" ", 0, most) if " " in value[:most] else most].rstrip(" ,.;:–-") + "…"


def environment(
    loader: jinja2.BaseLoader, kind: type[jinja2.Environment] = compiling.Environment
) -> jinja2.Environment:
    """The templates' world: strict, and nothing but `text` writes a character."""
    env = kind(
        loader=loader, undefined=jinja2.StrictUndefined, autoescape=True, finalize=_finalize, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    env.filters.update(
        text=text,
        address=address,
        code=code,
        language=names.language,
        direction=direction,
        isolated=isolated,
        kind=source_kind,
        marked=fragment.marked,
        words=fragment.words_of,
        bare=bare,
        shortened=shortened,
        spaced=lambda v: v.replace("-", " "),
    )
    env.globals.update(fragment=fragment.address, letters=views.letters, stances=STANCES)
    return env


@dataclass(frozen=True, slots=True)
class Plan:
    """A page that can be made."""

    src_uri: str
    """Its path in the folder of pages."""
    facts: tuple[object, ...]
    """All that it is made of, beside the engine, its templates and the site's settings."""
    make: Callable[[], Page]
    template: str = ""
    """The name of the template that it is made by, if it is."""
    of_view: bool = True
    """Whether these facts are those that `plan` is given."""


def pages(archive: Archive, relations: relate.Relations, site: views.Site, env: jinja2.Environment) -> Iterator[Plan]:
    """All pages of the archive, each to be made or not."""
    return (plan for sheaf in sheaves(archive, relations, site, env) for plan in sheaf())


def sheaves(
    archive: Archive, relations: relate.Relations, site: views.Site, env: jinja2.Environment
) -> Iterator[Callable[[], Iterable[Plan]]]:
    """The same in sheaves, which several processes can share."""

    def plans(sheaf: Sheaf[views.Sketched]) -> Iterator[Plan]:
        return (plan(archive, site, env, *page) for page in sheaf())

    yield partial(_own, archive, site, env)
    for sheaf in views.sheaves(archive, relations, partial(_leads, archive)):
        yield partial(plans, sheaf)


def plan(
    archive: Archive,
    site: views.Site,
    env: jinja2.Environment,
    path: str,
    template: str,
    title: str,
    view: views.Sketched,
) -> Plan:
    """Plan a page.

    Args:
        archive: What its template looks up by ids.
        site: What the archive is called.
        env: The templates.
        path: Its address below the site's root.
        template: The name of its template.
        title: Its title; a briefing's page has that of its briefing.
        view: What it shows.

    """
    src_uri = _src_uri(path, template)
    make = partial(_page, env, archive, site, src_uri, path, template, title, view)
    return Plan(src_uri, (path, template, title, view), make, f"pages/{template}.md")


def _own(archive: Archive, site: views.Site, env: jinja2.Environment) -> Iterator[Plan]:
    """Pages that people write, the guide to writing, and the files beside the pages."""
    planned, hand = partial(plan, archive, site, env), views.hand_pages(archive)
    for name, view in _texts(archive, hand):
        yield planned(f"{name}/", name if name in _OWN else "text", view.title, view)
    css = "css/archive.css"
    yield _file(f"assets/{css}", (), lambda: _uncommented(env.get_template(css).render()), css)
    if site.url:
        yield _file(opensearch.FILE, (), lambda: opensearch.description(site.name, site.description, site.url))
    yield planned("contribute/", "contribute", "Contribute", guide.authors(hand))
    yield planned("contribute/rules/", "rules", "Rules", guide.rules())
    for briefing in archive.briefings.values():
        for former in briefing.former_ids:
            yield _file(f"briefings/{former}/index.html", (briefing,), partial(_redirect, briefing))


def briefing(
    archive: Archive, relations: relate.Relations, site: views.Site, env: jinja2.Environment, of: Briefing
) -> Page:
    """The page of one briefing, made without those of others."""
    view = views.briefings.page(archive, relations, partial(_leads, archive), of)
    path = f"briefings/{of.id}/"
    return _page(env, archive, site, _src_uri(path, "briefing"), path, "briefing", "", view)


def _uncommented(css: str) -> str:
    """A style sheet without its comments, a sixth of what a browser would have to fetch of it."""
    return re.sub(r"""("[^"]*"|'[^']*')|/\*.*?\*/""", r"\1", css, flags=re.DOTALL)


def _file(src_uri: str, facts: tuple[object, ...], make: Callable[[], str], template: str = "") -> Plan:
    return Plan(src_uri, facts, lambda: Page(src_uri, make()), template, of_view=False)


_OWN = ("about", "method", "search")


def _texts(archive: Archive, hand: dict[str, Any]) -> Iterable[tuple[str, views.TextPage]]:
    for name in sorted({*_OWN, *hand} - {"contribute"}):
        page = hand.get(name)
        body = markdown.html(page.body, partial(_leads, archive, base=f"{name}/")) if page else ""
        yield name, views.TextPage(page.title if page else name.capitalize(), body, views.holdings(archive))


def _leads(archive: Archive, target: str, base: str) -> str:
    """Where a link in free text leads, from the page at `base`."""
    found = None if urlsplit(target).scheme else addresses.resolve(target, base, archive)
    if found is None:
        return target
    path, mark, fragment = found.partition("#")
    return f"{posixpath.relpath(f'/{path}', f'/{base}')}/{mark}{fragment}"


def _src_uri(path: str, template: str) -> str:
    """The path of a page's Markdown, for its address below the site's root."""
    is_index = path == "" or (template in _INDEXES and path.count("/") == 1) or template == "contribute"
    return f"{path}index.md" if is_index else f"{path.rstrip('/')}.md"


def _page(
    env: jinja2.Environment,
    archive: Archive,
    site: views.Site,
    src_uri: str,
    path: str,
    template: str,
    title: str,
    sketched: views.Sketched,
) -> Page:
    view = sketched.make() if isinstance(sketched, views.Sketch) else sketched
    root = "../" * path.count("/") or "./"
    facts = {f.name: getattr(view, f.name) for f in fields(view)}
    linked = {"archive": archive, "site": site, "root": text(root), "path": path}
    made = env.get_template(f"pages/{template}.md").render({**linked, **facts, "view": view})
    if path.count("/") > 1:  # the way to its neighbours is shorter
        made = made.replace(f'href="{root}{path.partition("/")[0]}/', f'href="{root.removeprefix("../")}')
    head = {
        "title": _front(view.briefing.title if isinstance(view, views.BriefingPage) else title, 2),
        "description": _front(_description(view, site), 1),
    }
    if isinstance(view, views.BriefingPage):
        head["source"] = _front(view.briefing.file, 1)
    if template in _LISTS or (isinstance(view, views.TopicPage) and view.title != view.topic.name):
        head["search"] = Markup("{exclude: true}")
    hide = (
        "hide: [navigation]" if template in ("briefing", "contribute", "rules", "method") else "hide: [navigation, toc]"
    )
    front = "\n".join(["---", *(f"{key}: {value}" for key, value in head.items()), hide, "---", "", ""])
    return Page(src_uri, front + _blocks(made))


def _blocks(made: str) -> str:
    """Headings in blocks of their own; HTML without blank lines, which would end it, and without the templates' indents."""
    made = re.sub(r"<pre\b.*?</pre>", lambda pre: pre[0].replace("\n", "&#10;"), made, flags=re.DOTALL)
    lines = [line.strip() for line in made.splitlines() if line.strip()]
    made = "\n".join(f"\n{line}\n" if line.startswith("## ") else line for line in lines).lstrip("\n") + "\n"
    return _ENDS.sub("", _AFTER.sub(r"\1", _BEFORE.sub("", made)))


_INSIDE = "d[dt]|figcaption|li|t(?:body|[dhr]|head)"
"""Elements that are always in another, and begin and end a line of their own, as `_OUTER` do."""
_OUTER = "aside|blockquote|div|dl|figure|nav|ol|p|table|ul"
_BEFORE = re.compile(rf"\n(?=</?(?:{_INSIDE})\b|</(?:{_OUTER})>)")
_AFTER = re.compile(rf"(<(?:/?(?:{_INSIDE})|{_OUTER})\b[^<>]*>)\n")
"""Line breaks that nobody sees, but for those between blocks, which Markdown would make anew."""
_ENDS = re.compile(rf"</(?:d[dt]|li|t(?:body|[dhr]|head))>|</p>(?=</(?:{_INSIDE}|blockquote|details|div)>)")
"""End tags that every reader of HTML knows to be there (HTML, section 13.1.2.4)."""


_LISTS = (
    "home", "search", "briefings", "actors", "issues", "topics", "quotes", "languages", "speakers", "same-words", "record",
    "sources", "publisher-list", "timeline", "changes",
)  # fmt: skip
"""Kinds of pages that an engine's own search leaves out: all that they hold stands on a page of its own."""
_INDEXES = ("briefings", "actors", "issues", "topics", "quotes", "sources", "timeline", "changes")


def _description(view: views.View, site: views.Site) -> str:
    if isinstance(view, views.BriefingPage):
        return shortened(" ".join(point.text for point in view.briefing.summary), 200)
    if isinstance(view, views.IssuePage):
        return view.issue.proposition
    if isinstance(view, views.TopicPage) and view.topic.description:
        return view.topic.description
    return site.description


def _redirect(briefing: Briefing) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Moved</title>\n'
        f'<meta http-equiv="refresh" content="0; url=../{briefing.id}/">\n<link rel="canonical" href="../{briefing.id}/">\n'
        f'</head>\n<body>\n<p>This briefing has moved: <a href="../{briefing.id}/">{text(briefing.title)}</a></p>\n</body>\n</html>\n'
    )
