"""Pages in frames are the pages that MkDocs builds one by one, or the build says that they can't be."""

import inspect
import json
import re

import pytest
import yaml
from conftest import tree
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from generator.plugin import frames

HOSTILE = "A &amp;amp; B &amp;lt;i&amp;gt; &amp;quot;C&amp;quot;  two spaces &amp;amp;amp; Ω"
"""A title that stands twice escaped in front matter, as ours do."""
LIST = "{% for item in page.toc %}<li><a href='{{ item.url }}'>{{ item.title }}</a></li>{% endfor %}"


def page(title, sections, more="", description="Of &amp; all", name="<h1>Name</h1>"):
    body = "".join(f"\n## {section}\n\n<p>{section} is told</p>\n" for section in sections)
    return f"---\ntitle: {json.dumps(title)}\ndescription: {json.dumps(description)}\n{more}---\n\n<div>{name}</div>\n{body}"


PAGES = {
    "index.md": page("Home", []),
    "things/index.md": page("Things", ["All"]),
    "things/first.md": page(HOSTILE, ["Summary", "Sources"]),
    "things/second.md": page("Second", ["Summary", "Quotes", "Where they stood, undated"]),
    "things/third.md": page("Third", ["Summary"], more="hide: [toc]\n"),
    "things/fourth.md": page("Fourth", []),
    "things/fifth.md": page("Fifth", [], description="", name="no name"),
    "things/first/deep/sixth.md": page("Sixth", ["A", "B", "C", "D"]),
    "things/first/deep/seventh.md": page(HOSTILE, ["A"]),
    "things/first/deep/index.md": page("Deep", ["A", "B"]),
    "others/first.md": page("Other", ["A", "B"]),
    "others/second.md": page(HOSTILE, ["A", "B"]),
}


@pytest.fixture
def project(tmp_path):
    for path, text in PAGES.items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text, "utf-8")
    (tmp_path / "theme").mkdir()
    return tmp_path


def built(project, name, plugins, template=None, *, dirty=False, **settings):
    """Build the pages, in the theme of Material or in one of a single template; gives the site.

    Blank lines between blocks are left out: Python-Markdown leaves some, which our own theme takes out again.
    """
    if template is None:
        theme = {"name": "material", "font": False}
    else:
        (project / "theme/main.html").write_text(template, "utf-8")
        theme = {"name": None, "custom_dir": "theme", "static_templates": ["sitemap.xml"]}
        (project / "theme/sitemap.xml").write_text("{% for f in pages %}{{ f.page.canonical_url }} {% endfor %}")
    config = {
        "site_name": "Frames", "site_url": "https://archive.example/a/", "site_dir": name, "theme": theme, "plugins": plugins,
        "nav": [{"Home": "index.md"}, {"Things": "things/index.md"}], **settings,
    }  # fmt: skip
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=dirty)
    build(config, dirty=dirty)
    made = {path: (project / name / path) for path in tree(project / name) if not path.endswith((".gz", ".png"))}
    return {path: re.sub(rb"\n+", b"\n", file.read_bytes()) if file.is_file() else b"" for path, file in made.items()}


FRAMED = [{"briefings-frames": {"frames": True}}]
WHOLE = "<title>{{ page.title }}</title><body>{{ page.content }}</body>"


@pytest.mark.parametrize(
    "template",
    [
        None,
        WHOLE,
        "<title>{{ page.title | e }}</title><meta content='{{ page.meta.description | e }}'>{{ page.content }}",
        "<title>{{ page.title | striptags }} – {{ config.site_name }}</title>{{ page.content }}<h2>{{ page.title }}</h2>",
        "<title>{{ page.meta.title | striptags | e }}</title>{{ page.content }}",
        "{{ page.content }}<ul>" + LIST + "</ul>",
        f"{LIST.replace('page.toc', 'page.toc | list | batch(1) | first | d([])')}<ul>{LIST}</ul>{{{{ page.content }}}}",
        "{% if 'toc' not in (page.meta.hide or []) %}<ul>" + LIST + "</ul>{% endif %}{{ page.content }}",
        "{{ page.canonical_url }} {{ page.url }} {{ base_url }} {{ 'x.css' | url }}{{ page.content }}{{ page.url }}",
        "{% if '<h1' not in page.content %}<h1>{{ page.title }}</h1>{% endif %}{{ page.content }}",
        "{{ page.meta.description or config.site_name }}{{ page.content }}",
        "{% for it in nav %}{% if it == page %}={% elif page.url.startswith(it.url) %}>{% endif %}{% endfor %}{{ page.content }}",
        "{{ page.is_homepage }} {{ page.file.name == 'index' }} {{ page.parent }} {{ page.next_page }}{{ page.content }}",
    ],
)
def test_pages_are_those_that_mkdocs_builds_one_by_one(project, template):
    assert built(project, "framed", FRAMED, template) == built(project, "stock", [], template)
    assert len([path for path in tree(project / "framed") if path.endswith("index.html")]) == len(PAGES)


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.content | wordcount }}{{ page.content }}",
        "{{ page.title | length }}{{ page.content }}",
        "{{ page.title | upper }}{{ page.content }}",
        "{{ page.title | truncate(9) }}{{ page.content }}",
        "{{ page.content | upper }}",
        "{{ page.content }}{{ page.content }}",
        "{{ page.title }}",
        "{{ page.toc | list | length }}{{ page.content }}",
        "<ul>" + LIST.replace("<li>", "<li class='{{ loop.cycle('odd', 'even') }}'>") + "</ul>{{ page.content }}",
        "{% for item in page.toc | reverse %}{{ item.title }} {% endfor %}{{ page.content }}",
        "{{ page.file.src_uri }}{{ page.content }}",
        "{% if page.title > 'M' %}late{% endif %}{{ page.content }}",
    ],
)
def test_a_theme_that_no_frame_can_follow_is_told_and_can_do_without(project, template, caplog):
    with pytest.raises(Abort):
        built(project, "framed", FRAMED, template)
    assert "`frames: false`" in caplog.text
    off = [{"briefings-frames": {"frames": False}}]
    assert built(project, "off", off, template) == built(project, "stock", [], template)


@pytest.mark.parametrize("extension", [{"toc": {"permalink": True}}, "attr_list"])
def test_an_extension_of_markdown_changes_pages_or_is_told(project, extension, caplog):
    settings = {"markdown_extensions": [extension]}
    stock = built(project, "stock", [], WHOLE, **settings)
    if extension == "attr_list":  # which our pages give nothing to do
        assert built(project, "framed", FRAMED, WHOLE, **settings) == stock
    else:
        with pytest.raises(Abort):
            built(project, "framed", FRAMED, WHOLE, **settings)
        assert "frames" in caplog.text


def test_with_a_theme_of_ones_own_or_a_hook_for_each_page_mkdocs_builds_page_by_page(project):
    (project / "hook.py").write_text("def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n")
    for settings in ({}, {"hooks": ["hook.py"]}):
        unsaid = built(project, "unsaid", ["briefings-frames"], "{{ page.content | upper }}", **settings)
        assert unsaid == built(project, "stock", [], "{{ page.content | upper }}", **settings)


def test_what_mkdocs_leaves_as_it_was_stays(project):
    """With `--dirty` it doesn't build the pages of the nav that look older than they do in the site."""
    whole = built(project, "framed", FRAMED, WHOLE)
    assert built(project, "framed", FRAMED, WHOLE, dirty=True) == whole


def test_a_page_that_our_templates_would_not_write_is_told(project, caplog):
    (project / "docs/things/seventh.md").write_text(page("Seventh", []) + "\nA paragraph.\n")
    with pytest.raises(Abort):
        built(project, "framed", FRAMED, WHOLE)
    assert (
        "things/seventh.md: this is neither a block of HTML nor a heading in plain words: 'A paragraph.'" in caplog.text
    )


def test_all_events_of_a_page_are_known():
    """A new version of MkDocs that lets plugins have a say in pages at another place must be looked at."""
    assert {event for event in EVENTS if event.startswith("page_") or event.endswith("_page")} == set(frames.PER_PAGE)


def test_what_is_used_of_mkdocs_is_there():
    assert {"files", "env", "page_context", "template_context", "post_build"} <= set(EVENTS)
    assert {"read_source", "render", "meta", "content", "toc"} <= {*dir(Page), *Page.__annotations__}
    assert {"config", "src_uri", "content"} <= set(inspect.signature(File.generated).parameters)
    assert File("a.css", "docs", "site", use_directory_urls=True).inclusion.is_included()
