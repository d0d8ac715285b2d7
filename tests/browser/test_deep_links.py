"""The address that we make of a quotation scrolls to it, in a real Chromium, past all that looks like it."""

import html
import re
from types import SimpleNamespace

import pytest
from conftest import served

from generator import fragment, verify

pytestmark = pytest.mark.browser
FILLER = [f"Item {n}: the committee heard a report of its staff and moved on to other business." for n in range(60)]
LINK = '<!doctype html><meta charset="utf-8"><title>Card</title><a href="{}">Open at the exact sentence</a>'
VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return {scrolled: scrollY, seen: box.top >= 0 && box.bottom <= innerHeight};
}"""
CASES = {
    "plain": ("We will not wait for them any longer.", [], "He rose. We will not wait for them any longer. He sat."),
    "a long one": (
        "The council wants two boats an hour until three in the morning and none after that",
        ["The council wants two more boats, and wants them now. Nobody knows why."],
        "She spoke: The council wants two boats an hour until three in the morning and none after that.",
    ),
    "hyphens, commas, ampersands and percent": (
        "well-known, safe & sound – at 100% of the so-called rate?",
        ["well-known, safe & sound at any rate"],
        "It is well-known, safe & sound – at 100% of the so-called rate? Hardly.",
    ),
    "quotation marks": (
        "he called it “a ‘serious’ step”",
        ["He called it a serious error."],
        "In the end he called it “a ‘serious’ step” and left.",
    ),
    "a cut": (
        "We will run two boats an hour […] and none after that",
        ["We will run two trains an hour, and none after that."],
        "We will run two boats an hour until the harbour closes at three and none after that, she said.",
    ),
    "an insertion": ("At night it [the harbour] belongs to us", [], "At night it belongs to us, he said."),
    "words that repeat": (
        "we shall not sign it",
        ["Ann, Bo and Cy said: we shall not sign it. That was in May.", "We shall not sign it."],
        "Di, Bo and Cy said: we shall not sign it. That was in June.",
    ),
    "a fragment": (
        "reckless",
        ["Reckless driving is a crime.", "They had a reckless plan."],
        "The cooperative called the whole plan “reckless”, and asked for a trial.",
    ),
    "a fragment that ends its paragraph": ("reckless", ["A reckless plan."], "They called the plan “reckless”."),
    "Ukrainian": ("Ми готові до миру", ["Ми готові до всього."], "Президент сказав: «Ми готові до миру», і вийшов."),
    "Arabic": ("نحن بحاجة إلى السلام الآن", ["نحن بحاجة إلى الماء."], "وقال: «نحن بحاجة إلى السلام الآن»، ثم خرج."),
    "Chinese": (
        "我们不会接受这个方案，也不会在下一次会议上讨论它，因为人民反对它。",
        ["我们不会接受任何条件。"],
        "主席说：“我们不会接受这个方案，也不会在下一次会议上讨论它，因为人民反对它。”会议结束。",
    ),
    "Japanese": ("提案には反対です", ["提案には賛成です。"], "大臣は「提案には反対です」と述べた。"),
    "Thai": ("เราต้องการสันติภาพ", ["เราต้องการน้ำ"], "เขากล่าวว่า “เราต้องการสันติภาพ” ในวันนี้"),
    "Hindi": ("हम शांति चाहते हैं", ["हम पानी चाहते हैं।"], "उन्होंने कहा कि “हम शांति चाहते हैं” और चले गए।"),
}  # fmt: skip


def landed(chromium, folder, page, words, snapshot, target, **context):
    """What is in sight after a reader has followed the link that we make for the words."""
    evidence = verify.quotation(words, verify.Snapshot(snapshot), **context)
    assert evidence.proved, evidence.why
    quotation = SimpleNamespace(quote=SimpleNamespace(text=words), evidence=evidence)
    (folder / "page.html").write_text(page, "utf-8")
    with served(folder) as address:
        link = fragment.address(f"{address}page.html", quotation)
        (folder / "card.html").write_text(LINK.format(html.escape(link)), "utf-8")
        tab = chromium.new_page(viewport={"width": 800, "height": 600})
        tab.goto(f"{address}card.html")
        tab.get_by_role("link").click()
        tab.wait_for_url("**/page.html*")
        try:
            tab.wait_for_function("scrollY > 0", timeout=3000)
        finally:
            view = tab.evaluate(VIEW, target)
            tab.close()
    return view, link


def article(decoys, target):
    """An article with what looks like the quotation above it and below: its text, and its page."""
    paragraphs = [*FILLER[:20], *decoys, *FILLER[20:40], target, *FILLER[40:50], *decoys, *FILLER[50:]]
    ids = {20 + len(decoys) + 20: ' id="target"'}
    body = "".join(f"<p{ids.get(n, '')}>{html.escape(words)}</p>\n" for n, words in enumerate(paragraphs))
    page = f'<!doctype html><meta charset="utf-8"><title>Article</title><h1>Reckless we wait</h1>{body}'
    return "\n\n".join(paragraphs), page


@pytest.mark.parametrize("name", CASES)
def test_the_link_scrolls_to_the_quotation(chromium, tmp_path, name):
    words, decoys, target = CASES[name]
    text, page = article(decoys, target)
    before = re.split(re.escape(words[:4]), target)[0].rstrip(" “«「")
    repeats = name in ("words that repeat", "a fragment", "a fragment that ends its paragraph")
    context = {"prefix": before} if repeats else {}
    view, link = landed(chromium, tmp_path, page, words, text, "target", **context)
    assert view["seen"], (link, view)


def test_markup_within_the_words_does_not_stop_it(chromium, tmp_path):
    text, page = article([], "He said that we will not accept a fee of any kind, then left.")
    page = page.replace("not accept", "<em>not</em> <a href='/'>accept</a>")
    view, link = landed(chromium, tmp_path, page, "we will not accept a fee of any kind", text, "target")
    assert view["seen"], link


def test_lines_and_hyphens_of_the_snapshot_do_not_stop_it(chromium, tmp_path):
    line = "Yesterday in the evening the speaker told the house that the govern-\nment of the north has promised nothing to\nanyone who lives in the south of it, and that it never will do so."
    paragraphs = [*(f"{words[:40]}\n{words[40:]}" for words in FILLER[:40]), line, *FILLER[40:]]
    _, page = article([], line.replace("-\n", "").replace("\n", " "))
    words = "the government of the north has promised nothing to anyone"
    view, link = landed(chromium, tmp_path, page, words, "\n\n".join(paragraphs), "target")
    assert view["seen"], link


def test_a_quotation_over_two_paragraphs_is_led_to_where_it_begins(chromium, tmp_path):
    text, page = article([], "She said: we came to talk about the port. It is old.")
    paragraph = "She said: we came to talk about the port. It is old."
    text = text.replace(paragraph, f"{paragraph}\n\nNobody else will mend it for us.")
    page = page.replace(f"{paragraph}</p>", f"{paragraph}</p><p>Nobody else will mend it for us.</p>")
    view, link = landed(
        chromium, tmp_path, page, "we came to talk about the port. It is old. Nobody else will mend it", text, "target"
    )
    assert view["seen"], link


def test_a_paragraph_that_repeats_is_found_by_the_one_before(chromium, tmp_path):
    text, page = article(["On grain they wrote:", "We shall not sign it."], "We shall not sign it.")
    text = text.replace(f"{FILLER[39]}\n\n", "On fish they wrote:\n\n")
    page = page.replace(f"<p>{FILLER[39]}</p>", "<p>On fish they wrote:</p>")
    view, link = landed(chromium, tmp_path, page, "We shall not sign it.", text, "target", prefix="On fish they wrote:")
    assert view["seen"], link
