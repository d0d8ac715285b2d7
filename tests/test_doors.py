"""Other programs' ways to the search: the OpenSearch description, and `SearchAction` on the home page."""

import json
import os
import posixpath
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
import yaml
from conftest import EXAMPLE, briefings, served

from generator.search import opensearch

SPEC = "{http://a9.com/-/spec/opensearch/1.1/}"
HOSTILE = "</script><script>alert(1)</script> {{7*7}} \"e\" 'f' & <!-- g"
SITE = "https://archive.example/straits/"


class Head(HTMLParser):
    """The links that lead to search, and the blocks of data."""

    def __init__(self, page):
        super().__init__()
        self.links, self.data, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "link" and attrs.get("rel") == "search":
            self.links.append(attrs)
        self.inside = tag == "script" and attrs.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.inside:
            self.data.append(json.loads(data))

    def handle_endtag(self, tag):
        self.inside = False


def head(path):
    return Head(path.read_text("utf-8"))


def told(name="Straits Archive", about="Who said what.", url=SITE):
    root = ET.fromstring(opensearch.description(name, about, url))
    assert root.tag == f"{SPEC}OpenSearchDescription"
    return {node.tag.removeprefix(SPEC): node for node in root}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doors")
    shutil.copytree(EXAMPLE, folder / "content")
    settings = {"site_name": HOSTILE, "site_description": HOSTILE, "site_url": SITE}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    done = briefings("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_browser_is_told_where_the_search_is():
    nodes = told()
    assert [nodes[tag].text for tag in ("ShortName", "LongName", "Description")] == [
        "Straits Archive", "Straits Archive", "Who said what.",
    ]  # fmt: skip
    root = ET.fromstring(opensearch.description("a", "b", SITE))
    assert [url.attrib for url in root.findall(f"{SPEC}Url")] == [
        {"type": "text/html", "template": f"{SITE}search/?q={{searchTerms}}"},
        {"type": "application/opensearchdescription+xml", "rel": "self", "template": f"{SITE}opensearch.xml"},
    ]


@pytest.mark.parametrize(
    ("name", "short", "long"),
    [
        ("Briefing Archive", "Briefing Archive", "Briefing Archive"),
        ("Briefing Archives", "Briefing", "Briefing Archives"),
        ("Donaudampfschifffahrtsarchiv", "Donaudampfschiff", "Donaudampfschifffahrtsarchiv"),
        ("The archive of all that was said on the Straits, and by whom", "The archive of", "The archive of all that was said on the Straits,"),
        ("<b>&amp;\x07\n\"'", "<b>&amp; \"'", "<b>&amp; \"'"),
    ],
)  # fmt: skip
def test_names_are_as_long_as_the_standard_allows_and_stay_text(name, short, long):
    nodes = told(name, "word " * 400)
    assert (nodes["ShortName"].text, nodes["LongName"].text) == (short, long)
    assert len(short) <= 16
    assert len(long) <= 48
    assert 1000 < len(nodes["Description"].text) <= 1024


def test_without_a_description_the_name_describes():
    assert told(about="")["Description"].text == "Straits Archive"


def test_braces_of_an_address_are_no_part_of_the_template():
    assert told(url="https://a.example/{b}/")["Url"].attrib["template"].startswith("https://a.example/%7Bb%7D/")


def test_every_page_leads_to_the_description(built):
    site = built / "site"
    pages = list(site.rglob("*.html"))
    moved = {page for page in pages if 'http-equiv="refresh"' in page.read_text("utf-8")}
    assert len(pages) > 20
    for page in set(pages) - moved:
        (link,) = head(page).links
        assert (link["type"], link["title"]) == ("application/opensearchdescription+xml", HOSTILE)
        start = site if link["href"].startswith("/") else page.parent
        assert (start / link["href"].removeprefix("/straits/")).resolve() == site / "opensearch.xml"
    root = ET.parse(site / "opensearch.xml").getroot()
    assert root.find(f"{SPEC}LongName").text.startswith("</script><script>")


def test_the_home_page_tells_search_engines_of_the_search(built):
    (data,) = head(built / "site/index.html").data
    assert (data["@type"], data["name"], data["url"]) == ("WebSite", HOSTILE, SITE)
    action = data["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == f"{SITE}search/?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"
    assert head(built / "site/search/index.html").data == []


def test_without_an_address_nothing_is_told(site):
    assert not (site / "opensearch.xml").exists()
    found = head(site / "index.html")
    assert (found.links, found.data) == ([], [])


@pytest.mark.parametrize("engine", [["properdocs", "build", "--strict"], ["zensical", "build"]])
def test_other_engines_tell_the_same(built, engine):
    config = yaml.safe_load((built / "build/mkdocs.yml").read_text("utf-8"))
    file = built / "build" / f"{engine[0]}.yml"
    file.write_text(yaml.safe_dump({**config, "site_dir": engine[0]}, sort_keys=False), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *engine, "-f", str(file)],
        cwd=built / "build", capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made, site = built / "build" / engine[0], built / "site"
    assert (made / "opensearch.xml").read_bytes() == (site / "opensearch.xml").read_bytes()
    for page in ("index.html", "search/index.html", "briefings/straits-survey-leak/index.html"):
        theirs, ours = head(made / page).links, head(site / page).links
        assert [{**link, "href": posixpath.normpath(link["href"])} for link in theirs] == ours
    assert head(made / "index.html").data == head(site / "index.html").data


@pytest.mark.browser
def test_a_browser_has_nothing_to_complain_about(chromium, built, tmp_path):
    shutil.copytree(built / "site", tmp_path / "straits")
    told = []
    with served(tmp_path) as address:
        page = chromium.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.goto(f"{address}straits/")
        data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
        link = page.evaluate("document.querySelector('link[rel=search]').href")
        page.close()
    assert data["name"] == HOSTILE
    assert link == f"{address}straits/opensearch.xml"
    assert told == []
