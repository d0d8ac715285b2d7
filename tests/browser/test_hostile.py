"""Any text in any plain field shows as itself and runs nowhere."""

import functools
import http.server
import threading

import pytest
from conftest import briefings

pytestmark = pytest.mark.browser
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} **b** [a](javascript:alert(3)) &lt; `c` | _d_ \\ \"e\" 'f' <!-- g"
"""Markup of every kind that a page passes through."""


ADDRESS = "https://courier.example/'onfocus='alert(4)'/_a_/**b**/[c](javascript:alert(5))/&lt;i&quot;/&copy='e'/~d~"
"""All that an address may hold and a page could misread."""


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def test_hostile_text_shows_as_itself(chromium, content):
    path = content / "briefings/2026/straits-tariff-second-round.yaml"
    text = path.read_text("utf-8")
    for words in (
        "Ruritania would accept a capped fee on grain ships", "Press briefing of Ruritania's foreign ministry", "press conference",
        "Port Zenda\nsummary", "Freedonia called the offer serious, without saying whether it would accept a cap.",
        "Said to reporters; the occasion's full transcript has not been seen.", "Transport Minister of Freedonia",
        "Grand Fenwick took note and declined to comment further.", "capped; spent on the channel alone",
        "Ruritania softens on grain", "CC-BY-4.0", "No rate, and no height of the cap, is named.",
        "The Courier reported on Saturday what was said on Friday.", "Ruritania signals that it would accept a capped fee.",
    ):  # fmt: skip
        old, line, rest = words.partition("\n")
        tail = line + rest
        new = (
            f'"{HOSTILE}"'.replace("\\", "\\\\").replace('"e"', '\\"e\\"')
            if old.startswith("Ruritania signals")
            else quoted(HOSTILE)
        )
        assert old + tail in text, old
        text = text.replace(old + tail, new + tail, 1)
    plain = " url: https://courier.example/2026/01/17/grain\n"
    assert plain in text
    path.write_text(text.replace(plain, f' url: "{ADDRESS}"\n'), "utf-8")
    for name in ("actors", "issues", "topics", "publishers"):
        file = content / f"{name}.yaml"
        entries = file.read_text("utf-8")
        for old in ("name: Pál Varga", "name: Grain levy", "name: Trade", "name: Zenda Courier"):
            entries = entries.replace(old, "name: " + quoted(HOSTILE))
        file.write_text(entries, "utf-8")
    done = briefings("build", cwd=content.parent)
    assert done.returncode == 0, done.stderr

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(content.parent / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = chromium.new_page()
    faults = []
    page.on("dialog", lambda d: (faults.append(d.message), d.dismiss()))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    base = f"http://127.0.0.1:{server.server_port}/"
    for address in (
        "", "briefings/", "briefings/straits-tariff-second-round/", "actors/pal-varga/", "issues/grain-levy/", "topics/trade/",
        "publishers/zenda-courier/", "timeline/", "changes/", "sources/", "quotes/", "actors/", "search/?q=onerror",
    ):  # fmt: skip
        page.goto(base + address)
        if address.startswith("search"):
            page.locator(".hits a").first.wait_for()
        assert page.locator("img[src=x]").count() == 0, address
        assert HOSTILE in page.locator("body").inner_text() or address.startswith(("search", "quotes")), address
        if address.startswith("briefings/s"):
            hrefs = page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            assert ADDRESS in hrefs
            assert any(href.startswith(f"{ADDRESS}#:~:text=") for href in hrefs)
        assert "<script>" not in page.title() or HOSTILE in page.title()
    assert HOSTILE in page.evaluate(
        "fetch('../briefings/straits-tariff-second-round/').then(r=>r.text()).then(t=>new DOMParser().parseFromString(t,'text/html').title)"
    )
    server.shutdown()
    assert faults == []
