"""What a reader's browser fetches for a page that it opens first: bytes, packed as servers pack them."""

import contextlib
import gzip
import http.server
import shutil
import threading
from functools import partial

import pytest
from conftest import EXAMPLE, briefings

pytestmark = pytest.mark.browser
PACKED = (".html", ".css", ".js", ".svg", "/")


@contextlib.contextmanager
def weighed(site):
    """Serve a folder, packed; gives its address, and the bytes of each file that was asked for."""
    sent = {}

    class Packing(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            found = site / self.path.partition("?")[0].strip("/")
            data = (found / "index.html" if found.is_dir() else found).read_bytes()
            packed = self.path.endswith(PACKED)
            sent[self.path] = len(data := gzip.compress(data) if packed else data)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(self.path) if found.suffix else "text/html; charset=utf-8")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "max-age=60")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Packing, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", sent
    server.shutdown()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The example archive, in which a speaker has a name as it is written."""
    folder = tmp_path_factory.mktemp("weighed")

    def built(name):
        place = folder / name.encode().hex()
        if not place.exists():
            shutil.copytree(EXAMPLE, place / "content")
            for path in (place / "content").rglob("*.yaml"):
                path.write_text(path.read_text("utf-8").replace("Pál Varga", name), "utf-8")
            done = briefings("build", cwd=place)
            assert done.returncode == 0, done.stderr
        return place / "site"

    return built


def visit(chromium, site, *paths):
    """What moves for each of some pages, opened one after the other."""
    with weighed(site) as (address, sent), contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        for path in paths:
            sent.clear()
            page.goto(address + path, wait_until="networkidle")
            page.evaluate("document.fonts.ready")
            yield dict(sent)


def test_a_first_visit_is_light_and_the_next_page_is_its_text_alone(chromium, built):
    first, further = visit(chromium, built("Pál Varga"), "briefings/straits-tariff-first-round/", "issues/")
    assert sum(first.values()) < 106_000, first
    assert sum(path.endswith(".woff2") for path in first) == 2
    assert list(further) == ["/issues/"]


@pytest.mark.parametrize("name", ["Paweł Vařga", "Pål Ștefănescu", "Şebnem Doğan", "Péter Őszi", "Čedomir Ġużeppi"])
def test_a_name_of_any_language_of_europe_in_latin_letters_takes_two_small_fonts_more(chromium, built, name):
    (first,) = visit(chromium, built(name), "actors/pal-varga/")
    fonts = sorted(path.rpartition("/")[2] for path in first if path.endswith(".woff2"))
    assert fonts == [f"briefing-{f}-{letters}.woff2" for f in ("sans", "serif") for letters in ("europe", "latin")]
    assert sum(first.values()) < 132_000, first


def test_scripts_of_an_archive_run_without_that_of_material_and_before_ours(tmp_path, chromium):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text("extra_javascript: [assets/js/base.js]\n", "utf-8")
    done = briefings("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with weighed(tmp_path / "site") as (address, sent), contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        scripts = page.locator("body > script[src]").evaluate_all("all => all.map(each => each.getAttribute('src'))")
    assert scripts == ["assets/js/base.js", "assets/js/archive.js", "assets/js/search.js"]
    assert not [path for path in sent if "bundle" in path]


EUROPE = """
    Áá Ââ Ãã Ăă Àà Åå Ää Āā Ąą Ææ Ćć Čč Çç Ċċ Ďď Đđ Ðð Éé Êê Èè Ëë Ěě Ėė Ēē Ęę Ğğ Ģģ Ġġ Ħħ Íí Îî Ìì Ïï Īī Įį İı Ķķ Łł Ľľ Ĺĺ Ļļ Ńń
    Ňň Ññ Ņņ Ŋŋ Óó Ôô Òò Öö Õõ Øø Őő Ōō Œœ Ŕŕ Řř Śś Šš Şş Șș ẞß Ťť Țț Ţţ Þþ Úú Ûû Ùù Üü Ůů Űű Ūū Ųų Ŵŵ Ẁẁ Ẃẃ Ẅẅ Ýý Ÿÿ Ŷŷ Ỳỳ Źź Žž Żż
    “” ‘’ „ ‚ «» ‹› – — … · • † ‰ € £ § ° ± × ÷ ² ³ ½ 0123456789 ¿¡ fi fl
""".split()
VIETNAM = "Nguyễn Phú Trọng Đặng Thị Ngọc Thịnh Ươm".split()
RUSSIAN = "Съешь ещё этих мягких французских булок Київ Ґалаґан Їжак Ђоковић Љубљана Ќосев".split()
FACES = [
    *[(family, "normal", words) for family in ("Serif", "Sans") for words in (EUROPE, VIETNAM, RUSSIAN)],
    *[(family, "italic", words) for family in ("Serif", "Sans") for words in (EUROPE, RUSSIAN)],
]


def test_each_letter_has_a_glyph_of_our_own_fonts(chromium, built):
    """Else it were one of the reader's system, which looks otherwise."""
    with weighed(built("Pál Varga")) as (address, _), contextlib.closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(
            """faces => document.body.replaceChildren(...faces.map(([family, style, words]) => {
                const line = document.createElement("p");
                line.style = `font: ${style} 400 20px "${family}"`;
                line.textContent = words.join(" ");
                return line;
            }))""",
            FACES,
        )
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        session = context.new_cdp_session(page)
        for method in ("DOM.enable", "CSS.enable"):
            session.send(method)
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        lines = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})["nodeIds"]
        for (family, style, words), line in zip(FACES, lines, strict=True):
            used = session.send("CSS.getPlatformFontsForNode", {"nodeId": line})["fonts"]
            assert {font["familyName"] for font in used} == {f"Briefing {family}"}, (style, words, used)
