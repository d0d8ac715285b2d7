"""An archive as one folder that needs no server: `briefings build --offline`."""

import base64
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from conftest import EXAMPLE, briefings, tree

from generator import offline

FOLDERS = {".", "briefings", "briefings/a", "actors", "actors/é x"}


def rewritten(text, folder="briefings/a"):
    return offline.page(text, folder, FOLDERS)


class Page(HTMLParser):
    """What a page leads to, the anchors that it has, and its text."""

    def __init__(self, path):
        super().__init__()
        self.links, self.anchors, self.texts, self.others = [], set(), [], []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.anchors |= {attrs.get("id"), attrs.get("name")}
        if attrs.get("http-equiv") == "refresh":
            self.links.append(attrs["content"].partition("url=")[2])
        self.links += [attrs[name] for name in ("href", "src", "action") if attrs.get(name)]
        self.others.append((tag, attrs.get("rel"), attrs.get("type")))

    def handle_data(self, data):
        self.texts.append(data)


def broken(root):
    """The links of all pages below a folder that lead to no file, or to an anchor that isn't there."""
    pages = {path: Page(path) for path in root.rglob("*.html")}
    for path, page in pages.items():
        for link in page.links:
            scheme, host, name, _, fragment = urlsplit(link)
            if scheme or host:
                continue
            target = (path.parent / unquote(name)).resolve() if name else path
            anchor = unquote(fragment.partition(":~:")[0])
            if (
                not target.is_file()
                or not target.is_relative_to(root)
                or (anchor and target in pages and anchor not in pages[target].anchors)
            ):
                yield path.relative_to(root).as_posix(), link


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """The example built both ways, in a folder with a name that addresses have to write in another way."""
    folder = tmp_path_factory.mktemp("stick") / "USB #1 50% ä?"
    shutil.copytree(EXAMPLE, folder / "content")
    second = next(folder.rglob("straits-tariff-second-round.yaml"))
    second.write_text(second.read_text("utf-8") + "former_ids: [an-earlier-name]\n", "utf-8")
    env = {"SITE_URL": "https://archive.example/straits/"}
    for args in ([], ["--offline"]):
        done = briefings("build", *args, cwd=folder, **env)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("../../actors/", "../../actors/index.html"),
        ("../../actors", "../../actors/index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../../actors/#where", "../../actors/index.html#where"),
        ("../../actors/?a=../b/#c", "../../actors/index.html?a=../b/#c"),
        ("../../actors/%C3%A9%20x/", "../../actors/%C3%A9%20x/index.html"),
        ("../../actors/index.html", "../../actors/index.html"),
        ("../../assets/css/archive.css", "../../assets/css/archive.css"),
        ("../../nowhere/", "../../nowhere/"),
        ("../../../actors/", "../../../actors/"),
        ("#point-1", "#point-1"),
        ("?q=a", "?q=a"),
        ("", ""),
        ("/actors/", "/actors/"),
        ("//actors/", "//actors/"),
        ("https://courier.example/actors/", "https://courier.example/actors/"),
        ("https://courier.example/#:~:text=We%20can", "https://courier.example/#:~:text=We%20can"),
        ("http://[", "http://["),
        ("mailto:actors/", "mailto:actors/"),
    ],
)
def test_links_to_folders_name_their_file(given, made):
    assert rewritten(f'<p><a href="{given}">x</a>') == f'<p><a href="{made}">x</a>'
    assert rewritten(f'<form method="get" action="{given}">') == f'<form method="get" action="{made}">'


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <a href='../'>x</a> -->",
        "<script>a = '<a href=\"../\">';</script>",
        "<style>/* <a href='../'> */</style>",
        "<title>&lt;a href=&quot;../&quot;&gt; &amp; more</title>",
        "<p title=\"<a href='../'>\">a &#60;a href=../&#62; &nbsp;<br/></p>",
        "<A HREF=http://courier.example/ >x</A>",
        "<!doctype html>\r\n<p>\u2028\x0c unclosed <b",
        "<input value='href=\"../\"' disabled>",
    ],
)
def test_all_else_stays_as_it_was(text):
    assert rewritten(text) == text


def test_a_tag_that_changes_keeps_its_other_attributes():
    assert rewritten('<A class=\'"q" &amp; <b>\' download HREF=../ data-x="a\'b">x</A>\n<a href="../">') == (
        '<a class="&quot;q&quot; &amp; &lt;b&gt;" download href="../index.html" data-x="a\'b">x</A>\n'
        '<a href="../index.html">'
    )
    assert rewritten('<svg><a xlink:href="../"><path d="M0 0"/></a><image href="../"/></svg>') == (
        '<svg><a xlink:href="../index.html"><path d="M0 0"/></a><image href="../index.html" /></svg>'
    )


def test_what_moved_leads_to_the_file():
    moved = '<meta http-equiv="refresh" content="0; url=../a/">\n<meta name="refresh" content="0; url=../a/">'
    assert rewritten(moved, "briefings/old") == moved.replace("url=../a/", "url=../a/index.html", 1)


def test_what_a_browser_refuses_without_a_server_goes():
    fonts = (
        '<link rel="preload" as="font" crossorigin href="../../a.woff2"><link rel=stylesheet crossorigin href="b.css">'
    )
    assert rewritten(fonts) == '<link rel="stylesheet" href="b.css">'
    search = '<link rel="search" type="application/opensearchdescription+xml" href="../../opensearch.xml"><p>'
    assert rewritten(search) == "<p>"


def test_the_folder_has_what_the_site_has_but_for_what_servers_serve(stick):
    site, made = tree(stick / "site"), tree(stick / "build/offline")
    index = {name for name in site if name.startswith("assets/search/") and site[name] != "folder"}
    served = {"404.html", "sitemap.xml", "sitemap.xml.gz", "opensearch.xml"}
    assert index
    assert set(made) == set(site) - served - index | {f"{name}.js" for name in index} | {"OFFLINE.txt"}
    for name in index:
        text = (stick / "build/offline" / f"{name}.js").read_text("utf-8")
        called, data = re.fullmatch(r'archiveSearch\.take\("([^"]+)", "([^"]+)"\);', text).groups()
        assert called == name.removeprefix("assets/search/")
        assert base64.b64decode(data) == (stick / "site" / name).read_bytes()
    same = [name for name in made if name in site and not name.endswith(".html")]
    assert [name for name in same if made[name] != site[name]] == []


def test_every_link_leads_to_a_file_and_an_anchor(stick):
    root = (stick / "build/offline").resolve()
    assert list(broken(root)) == []
    assert "../straits-tariff-second-round/index.html" in Page(root / "briefings/an-earlier-name/index.html").links
    assert len(list(broken((stick / "site").resolve()))) > 100  # where folders are meant, a server is needed


def test_no_word_of_a_page_changes(stick):
    for path in (stick / "build/offline").rglob("*.html"):
        before, after = Page(stick / "site" / path.relative_to(stick / "build/offline")), Page(path)
        assert "".join(after.texts).split() == "".join(before.texts).split()
        gone = [other for other in before.others if other[1] in ("preload", "search")]
        assert sorted(map(str, [*after.others, *gone])) == sorted(map(str, before.others))


def test_where_nothing_has_changed_the_folder_stays(stick):
    done = briefings("build", "--offline", cwd=stick, SITE_URL="https://archive.example/straits/")
    assert (done.returncode, done.stdout) == (
        0,
        "build/offline is as it should be: nothing has changed since it was built\n",
    )


def test_neither_takes_the_place_of_the_other(stick):
    before = tree(stick / "site"), tree(stick / "build/offline")
    for args in (["--offline", "--site", "site"], ["--site", "build/offline"], ["--offline", "--site", "content"]):
        done = briefings("build", *args, cwd=stick)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{args[-1]} is there for something else" in done.stderr
    assert (tree(stick / "site"), tree(stick / "build/offline")) == before


def test_a_new_one_takes_the_place_of_the_old_one(content):
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    text = path.read_text("utf-8")
    for title in ("Ruritania would accept a fee", "Freedonia would accept a fee"):
        path.write_text(text.replace("Ruritania would accept a capped fee on grain ships", title), "utf-8")
        done = briefings("build", "--offline", "--site", "stick", cwd=content.parent)
        assert done.returncode == 0, done.stderr
        assert "open stick/index.html in a browser" in done.stdout
        assert title in (content.parent / "stick/index.html").read_text("utf-8")
    assert not (content.parent / "site").exists()
    path.write_text("title: [", "utf-8")
    done = briefings("build", "--offline", "--site", "stick", cwd=content.parent)
    assert done.returncode == 1
    assert "nothing was built; stick is as it was" in done.stderr
    assert title in (content.parent / "stick/index.html").read_text("utf-8")


@pytest.fixture
def reader(chromium, stick):
    """A page that has the folder open, and what the browser complained of."""
    complaints = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed", lambda request: complaints.append(request.url) if "ABORTED" not in request.failure else None
    )
    page.on("request", lambda request: complaints.append(request.url) if request.url.startswith("http") else None)
    root = (stick / "build/offline").resolve().as_uri()
    page.goto(f"{root}/index.html")
    yield page, root
    context.close()
    assert complaints == []


@pytest.mark.browser
def test_a_reader_follows_links_through_the_folder(reader):
    page, root = reader
    assert page.evaluate("document.documentElement.classList.contains('js')")
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")
    steps = [
        (".lead h2 a", "briefings/straits-tariff-second-round/index.html"),
        (".quote figcaption a", "actors/pal-varga/index.html"),
        (".mast-nav a >> text=Issues", "issues/index.html"),
        ("#main a >> text=Grain levy", "issues/grain-levy/index.html"),
        (".mast-nav a >> text=Topics", "topics/index.html"),
        (".mast-nav a >> text=Timeline", "timeline/index.html"),
        (".colophon a >> text=Sources", "sources/index.html"),
        (".colophon a >> text=Contribute", "contribute/index.html"),
        (".mast-name", "index.html"),
    ]
    for link, address in steps:
        page.locator(link).first.click()
        page.wait_for_url(f"{root}/{address}*")
        assert page.locator("h1").count() == 1
    page.locator(".palette").click()
    page.goto(f"{root}/briefings/an-earlier-name/index.html")
    page.wait_for_url(f"{root}/briefings/straits-tariff-second-round/index.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.browser
def test_a_reader_searches_the_folder(reader):
    page, root = reader
    page.locator(".lead h2 a").click()
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("takes note")
    page.locator("dialog a", has_text="nimmt zur Kenntnis").first.click()
    page.wait_for_url(f"{root}/briefings/straits-tariff-second-round/index.html#takes-note")
    page.goto(f"{root}/search/index.html?q=levy")
    page.locator(".hits").wait_for()
    page.locator(".hits a", has_text="Grain levy").first.click()
    page.wait_for_url(f"{root}/issues/grain-levy/index.html*")
    page.go_back()
    page.locator(".hits").wait_for()
    assert page.url == f"{root}/search/index.html?q=levy"


@pytest.mark.browser
def test_a_question_is_asked_without_a_dialog(reader):
    page, root = reader
    page.goto(f"{root}/search/index.html")
    page.locator(".search-page input[name=q]").fill("channel")
    page.locator(".hits").wait_for()
    page.wait_for_url(f"{root}/search/index.html?q=channel")
