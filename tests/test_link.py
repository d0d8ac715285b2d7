"""Linking: what files say of each other, and that one cause gives one problem however many files it touches."""

import datetime as dt
import re

import pytest
from conftest import ROOT

from generator import addresses, link, pipeline
from generator.dates import parse
from generator.document import Text
from generator.model import Actor, Position, Role
from generator.problem import Span

DAY = dt.date(2026, 11, 23)
FIRST = "briefings/2025/straits-tariff-first-round.yaml"
SECOND = "briefings/2026/straits-tariff-second-round.yaml"
HERE = Span("x.yaml")
BRIEFING = """\
title: Briefing {n}
status: {status}
published: 2026-0{month}-10
language: en
summary: [{{text: A point., cites: [courier]}}]
key_quotes: [{{id: words, speaker: {speaker}, text: Some words, source: courier}}]
sources: [{{id: courier, type: article-newspaper, tier: secondary}}]
"""


def problems(content):
    return [p for p in pipeline.load(content, DAY).problems if p.code != "unchecked-quotation"]


def codes(content):
    return [p.code for p in problems(content)]


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def add(content, name, *, n=1, month=3, speaker="pal-varga", status="published", more=""):
    path = content / f"briefings/2026/{name}.yaml"
    path.write_text(BRIEFING.format(n=n, month=month, speaker=speaker, status=status) + more, "utf-8")


@pytest.mark.parametrize("registry", ["actors", "issues", "topics", "publishers"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (lambda path: path.write_bytes(b"\xff" + path.read_bytes()), "not-utf8"),
        (lambda path: path.write_text("[", "utf-8"), "yaml-syntax"),
        (lambda path: path.write_text("- a\n", "utf-8"), "wrong-type"),
        (lambda path: path.write_text("", "utf-8"), "empty-file"),
        (lambda path: (path.unlink(), path.symlink_to("/etc/hostname")), "not-a-regular-file"),
    ],
)
def test_a_registry_that_cannot_be_read_is_told_and_nothing_that_it_may_hold(content, registry, fault, code):
    fault(content / f"{registry}.yaml")
    assert codes(content) == [code]


@pytest.mark.parametrize("registry", ["actors", "issues", "topics", "publishers"])
def test_a_registry_that_is_not_there_is_told_once(content, registry):
    (content / f"{registry}.yaml").unlink()
    (problem,) = problems(content)
    assert problem.code == f"unknown-{registry.removesuffix('s')}"
    assert f"{registry}.yaml" in problem.help


def test_an_entry_that_is_called_otherwise_than_all_call_it_is_told_once(content):
    for n in range(40):
        add(content, f"more-{n}", n=n)
    change(content / "actors.yaml", "pal-varga:", "pal-vagra:")
    (problem,) = problems(content)
    assert (problem.code, problem.span.file, problem.fix.text) == ("unknown-actor", "actors.yaml", "pal-varga")


def test_an_entry_that_says_nothing_is_known_by_its_name(content):
    change(content / "actors.yaml", "grand-fenwick:\n  type: state\n  name: Grand Fenwick\n", "grand-fenwick:\n")
    assert codes(content) == ["blank-field"]


def test_a_misspelt_id_is_told_once_a_file_with_all_its_places(content):
    change(content / SECOND, "pal-varga", "pal-vagra")
    (problem,) = problems(content)
    assert problem.message == "no actor is called “pal-vagra” (named on line 52, too)"
    assert problem.fix is None  # it would mend one place of two


def test_of_two_ids_that_are_as_near_none_is_proposed_alone(content):
    text = "{}:\n  type: state\n  name: {}\n"
    with (content / "actors.yaml").open("a") as file:
        file.write(text.format("norland", "Nord") + text.format("morland", "Mor"))
    add(content, "more", speaker="porland")
    (problem,) = problems(content)
    assert problem.help == "did you mean `morland` or `norland`?"
    assert problem.fix is None


def test_a_name_instead_of_an_id_is_understood(content):
    add(content, "more", speaker="Pál Varga")
    (problem,) = problems(content)
    assert (problem.code, problem.help) == ("unknown-actor", "did you mean `pal-varga`?")


def test_briefings_that_supersede_each_other_are_told_once(content):
    for n, other in ((1, "two"), (2, "three"), (3, "one")):
        add(content, ["one", "two", "three"][n - 1], n=n, month=n, more=f"supersedes: {other}\n")
    assert codes(content) == ["self-reference"]


def test_a_draft_supersedes_nothing_that_readers_see(content):
    add(content, "draft", status="draft", month=4, more="supersedes: straits-survey-leak\n")
    archive = pipeline.load(content, DAY).archive
    assert archive.superseded_by["straits-survey-leak"] == "draft"
    assert "straits-survey-leak" not in link.without_drafts(archive).superseded_by


def test_a_withdrawn_briefing_supersedes_nothing(content):
    add(
        content,
        "more",
        status="withdrawn",
        more="withdrawn: {date: 2026-04-01, reason: None.}\nsupersedes: straits-survey-leak\n",
    )
    assert problems(content) == []
    assert "straits-survey-leak" not in pipeline.load(content, DAY).archive.superseded_by


def test_a_draft_with_blanks_has_warnings_alone_and_can_be_built(content):
    (content / "briefings/2026/draft.yaml").write_text(
        "title:\nstatus: draft\nlanguage: en\nsummary:\n  - text:\n    cites: [report]\n"
        "key_quotes:\n  - {id: words, speaker: , text: , source: report}\n  - {id: , speaker: pal-varga, text: x, source: report}\n"
        "positions:\n  - {actor: ruritania, issue: , stance: , statement: }\n"
        "sources:\n  - {id: report, type: report, tier: primary}\n  - {id: more, type: report, tier: primary}\n",
        "utf-8",
    )
    assert set(codes(content)) == {"unfinished"}
    result = pipeline.load(content, DAY)
    assert list(pipeline.make_pages(result.archive, pipeline.site_settings({}), drafts=True))


ROLES = [
    # (since, until), position as of, own voice
    (("2025-07", None), "2025-06", False),
    (("2025-07", None), "2025", True),
    (("2025-07-15", None), "2025-07~", True),
    (("2025-01", "2025-06"), "2025-07-01", False),
    (("2025-01", "2025-06"), "2025-06-30", True),
    (("2025-01", "2025-06?"), "202X", True),
    ((None, "2025-06"), "1999", True),
    (("2025-07", None), "../2025-01", False),
    (("2025-07", None), None, True),
]


@pytest.mark.parametrize(("role", "when", "own"), ROLES)
def test_a_voice_is_own_while_its_role_may_have_been_held(role, when, own):
    def date(text):
        return parse(text) if text else None

    text = Text("x", HERE)
    roles = (Role(span=HERE, title=text, of=Text("state", HERE), from_=date(role[0]), to=date(role[1])),)
    actor = Actor(id=Text("voice", HERE), span=HERE, type="person", name=text, roles=roles)
    position = Position(
        span=HERE, actor=Text("state", HERE), issue=text, stance="support", statement=text,
        voiced_by=Text("voice", HERE), as_of=date(when),
    )  # fmt: skip
    assert link.own_voice(position, {"voice": actor}) is own


def test_two_voices_of_one_actor_may_differ(content):
    change(
        content / "actors.yaml",
        "ada-bellweather:",
        "eva-novak:\n  type: person\n  name: Eva Novák\n  roles: [{title: Envoy, of: ruritania}]\nada-bellweather:",
    )
    change(
        content / SECOND,
        "  - actor: freedonia\n",
        "  - actor: ruritania\n    issue: grain-levy\n    stance: oppose\n    statement: Ruritania refuses.\n    voiced_by: eva-novak\n"
        "    as_of: 2026-01-16\n    evidence: [{source: courier, exact: a marked softening of its line}]\n  - actor: freedonia\n",
    )
    assert problems(content) == []


# Free text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "# About\n\nSee [it](/actors/ruritania/), [b](straits-survey-leak.yaml), [c](about.md), [d](../issues/grain-levy/).\n",
            [],
        ),
        ("# About\n\nSee [it](/actors/ruritanai/).\n", [("broken-link", 3, 10)]),
        ("See [it](straits-survey-leek.yaml).\n", [("unknown-briefing", 1, 10)]),
        ("See [it](javascript:alert(1)) and [that](ftp://a.example/).\n", [("wrong-url", 1, 42)]),
        ("See [it](//evil.example/).\n", [("wrong-url", 1, 10)]),
        ("Hello <script>alert(1)</script>\n", [("unsafe-markdown", 1, 7)]),
        ("![x](https://evil.example/x.png)\n", [("unsafe-markdown", 1, 1)]),
        ("---\ntemplate: evil.html\n---\n# About\n", [("unsafe-markdown", 1, 1)]),
        ("# About\n\n" + "word " * 7000, [("wrong-count", 1, 1)]),
        ("# About \u202e\n", [("forbidden-character", 1, 9)]),
        ("# About\n\n<!-- hidden -->\n", [("unsafe-markdown", 3, 1)]),
    ],
)
def test_a_page_by_hand_is_plain_markdown_whose_links_lead_somewhere(content, text, found):
    (content / "pages/about.md").write_text(text, "utf-8")
    told = problems(content)
    assert [(p.code, p.span.line, p.span.column) for p in told] == found
    assert all(p.help and p.span.file == "pages/about.md" for p in told)


@pytest.mark.parametrize(
    ("name", "code"),
    [("briefings", "reserved-id"), ("search", "reserved-id"), ("404", "reserved-id"), ("Über", "unsafe-id"), ("con", "stray-file")],
)  # fmt: skip
def test_a_page_by_hand_has_an_address_of_its_own(content, name, code):
    (content / f"pages/{name}.md").write_text("# A page\n", "utf-8")
    assert codes(content) == [code]


def test_what_a_link_in_free_text_leads_to_is_there_on_the_site(content):
    change(content / SECOND, "(straits-tariff-first-round.yaml)", "(straits-tariff-first-round.yaml#levy-on-bread)")
    result = pipeline.load(content, DAY)
    assert result.problems == ()
    made = {page.src_uri: page.text for page in pipeline.make_pages(result.archive, pipeline.site_settings({}))}
    assert 'href="../straits-tariff-first-round/#levy-on-bread"' in made["briefings/straits-tariff-second-round.md"]
    assert 'id="levy-on-bread"' in made["briefings/straits-tariff-first-round.md"]


# Addresses


def test_no_id_of_an_author_takes_the_place_of_the_pages_own():
    """All ids and headings that templates write out are kept clear of."""
    files = [
        ROOT / "templates/pages/briefing.md",
        *(ROOT / "templates/macros").glob("*.md"),
        *(ROOT / "templates/theme").rglob("*.html"),
    ]
    words = "\n".join(path.read_text("utf-8") for path in files)
    ids = {id for id in re.findall(r'\bid="([a-z0-9-]+)"', words) if "--" not in id}  # which no author can write
    headings = {
        re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
        for heading in re.findall(r"^## ([\w ]+)$", words, re.MULTILINE)
    }
    assert ids
    assert headings
    assert ids | headings <= addresses.SECTIONS


def test_each_page_of_the_site_is_known_as_an_address(content):
    archive = pipeline.load(content, DAY).archive
    pages = [
        p for p in pipeline.make_pages(archive, pipeline.site_settings({})) if p.src_uri.endswith((".md", ".html"))
    ]
    assert pages
    for page in pages:
        path = re.sub(r"(^|/)index\.(md|html)$|\.md$", "/", page.src_uri).lstrip("/")
        assert addresses.resolve(f"/{path}", "", archive) == path


def test_pages_at_the_top_of_the_site_are_reserved(content):
    archive = pipeline.load(content, DAY).archive
    tops = {
        page.src_uri.split("/")[0].removesuffix(".md")
        for page in pipeline.make_pages(archive, pipeline.site_settings({}))
    }
    assert tops - {"about", "method", "contribute", "index"} <= addresses.TOP
