"""What the tests of search share: a reader who may meet no fault, and an engine that does what a test rules."""

import contextlib
import json
from pathlib import Path

ENGINE = (Path(__file__).parent / "engine.js").read_text("utf-8")
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)> &lt; \"e\" 'f' <!-- g"
BRIEFING = "briefings/rutte-rada-coalition-of-the-willing/"


def thing(kind, anchor, name, text, **facts):
    """A quotation or a position as the engine gives it."""
    return {
        "kind": kind, "url": f"{BRIEFING}#{anchor}", "name": name, "date": "", "reported": False, "lang": "en", "text": text,
        "translation": None, "marks": [], "stance": "", "stanceLabel": "", "issue": "", "facets": {"kind": [kind]}, **facts,
    }  # fmt: skip


def entry(kind, url, title, **facts):
    """An entry as the engine gives it."""
    return {
        "kind": kind, "url": url, "title": title, "state": "", "date": "", "note": "", "text": "", "lang": "en", "things": [],
        "sortDate": "", "facets": {"kind": [kind]}, **facts,
    }  # fmt: skip


def script(entries, facets):
    """The engine with what it finds."""
    return f"const ENTRIES = {json.dumps(entries)};\nconst FACETS = {json.dumps(facets)};\n{ENGINE}"


def facet(id, label, values, labels):
    return {"id": id, "label": label, "values": values, "labels": labels}


REPORTS = [
    entry(
        "Briefing", BRIEFING if number == 25 else f"briefings/report-{number}/", f"Harbour report {number}", date=f"{number} May 2026",
        sortDate=f"2026-05-{number:02}", text="What the harbour council was told.", state="withdrawn" if number == 1 else "",
        facets={"kind": ["Briefing"], "topic": [f"topic-{number % 12}"], "year": ["2026"]},
        things=[
            thing("Quotation", "crazy", "Mira Tolland", f"The harbour needs {n} boats", date="May 2026", marks=["Verbatim", "Primary seen"],
                  facets={"kind": ["Quotation"], "speaker": ["tolland"], "year": ["2026"]})
            for n in range(4 if number == 2 else 0)
        ],
    )
    for number in range(1, 31)
]  # fmt: skip
"""Thirty briefings with the word “harbour”, in one of which four quotations have it, too."""
FACETS = [
    facet("kind", "Kind", "one of a few", {"Briefing": "Briefing", "Quotation": "Quotation"}),
    facet("speaker", "Speaker", "many", {"tolland": "Mira Tolland"}),
    facet("topic", "Topic", "many", {f"topic-{n}": f"Tópic {n}" for n in range(12)}),
    facet("year", "Year", "one of a few", {"2026": "2026"}),
]


@contextlib.contextmanager
def reader(chromium, address, *, engine=None, rules=None, allowed=(), **options):
    """A page on which nothing may fail but what is `allowed`, and which may ask no other host.

    Args:
        chromium: The browser.
        address: Where the site is.
        engine: A script that is served in the place of the engine.
        rules: What the engine of `engine.js` does.
        allowed: Words of complaints that belong to the test.
        options: Of the browser's context.

    """
    context = chromium.new_context(**options)
    if engine is not None:
        context.route("**/assets/js/find.js", lambda route: route.fulfill(content_type="text/javascript", body=engine))
    if rules is not None:
        context.add_init_script(f"globalThis.engineRules = {json.dumps(rules)}")
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults = []
    page.on("dialog", lambda d: (faults.append(d.message), d.dismiss()))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("request", lambda r: faults.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    yield page
    complaints = [fault for fault in faults if not any(words in fault for words in allowed)]
    assert complaints == []
    context.close()
