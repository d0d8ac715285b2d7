"""The site, built by the real engine."""

import html
import re
from datetime import date

import yaml
from conftest import EXAMPLE, ROOT, briefings

from generator import pipeline
from generator import site as site_module


def test_every_kind_of_page_is_there(site):
    for page in (
        "", "briefings/", "briefings/2026/", "briefings/rutte-rada-coalition-of-the-willing/", "actors/", "actors/nato/",
        "issues/", "topics/", "quotes/", "quotes/speakers/", "quotes/languages/", "quotes/languages/en/",
        "quotes/same-words/", "sources/", "publishers/the-guardian/", "timeline/", "changes/", "search/",
        "topics/ukraine-settlement/", "topics/ukraine-settlement/timeline/", "about/", "method/", "contribute/",
        "contribute/rules/",
    ):  # fmt: skip
        text = (site / page / "index.html").read_text("utf-8")
        assert len(re.findall("<h1", text)) == 1, page
    assert (site / "404.html").is_file()


def test_every_internal_link_leads_somewhere(site):
    broken = []
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
            target, _, anchor = href.partition("#")
            if "://" in href or href.startswith(("mailto:", "/")) or page.name == "404.html":
                continue
            there = (page.parent / target.split("?")[0]).resolve() if target else page
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file() or (
                anchor and not anchor.startswith("_") and f'id="{anchor}"' not in there.read_text("utf-8")
            ):
                broken.append(f"{page.relative_to(site)} -> {href}")
    assert broken == []


def test_the_example_builds_from_another_folder_and_a_failing_build_leaves_it(content):
    folder = content.parent
    assert briefings("build", "--site", "out", cwd=folder).returncode == 0
    page = folder / "out/briefings/straits-tariff-second-round/index.html"
    before = page.read_bytes()
    assert (folder / "out/briefings/dredging-survey/index.html").is_file()
    (content / "topics.yaml").write_text("straits: {}\n")
    done = briefings("build", "--site", "out", cwd=folder)
    assert done.returncode == 1
    assert "is as it was" in done.stderr
    assert page.read_bytes() == before


def test_a_page_is_light(site):
    """The frame is the same on every page, and GitHub Pages holds a gigabyte."""
    frame = (site / "about/index.html").read_bytes()
    assert len(frame) < 10_000
    page = (site / "briefings/rutte-rada-coalition-of-the-willing/index.html").read_text("utf-8")
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    rows = re.findall(r"<tr [^>]*id=.*?(?=<t(?:r|body)\b|</table>)", page, re.DOTALL)
    assert sum(map(len, figures)) / len(figures) < 1_400
    assert sum(map(len, rows)) / len(rows) < 1_600


def test_an_archive_of_ones_own_needs_no_more_than_its_name_in_mkdocs_yml(content):
    folder = content.parent
    (folder / "mkdocs.yml").write_text("site_name: Straits Archive\n")
    assert briefings("build", cwd=folder).returncode == 0
    page = (folder / "site/index.html").read_text("utf-8")
    assert "<title>Straits Archive</title>" in page
    assert "assets/css/archive.css" in page


NOTICE = "<b>Closed</b> & archived: nothing is added any more."


def test_a_notice_stands_on_every_page_and_the_other_settings_beside_it_stay(content):
    folder = content.parent
    (folder / "mkdocs.yml").write_text(f'site_name: Straits Archive\nextra: {{notice: "{NOTICE}"}}\n')
    assert briefings("build", cwd=folder).returncode == 0
    pages = [page.read_text("utf-8") for page in (folder / "site").rglob("*.html")]
    pages = [page for page in pages if 'http-equiv="refresh"' not in page]
    told = f'<p class="site-notice">{html.escape(NOTICE)}</p>'
    assert len(pages) > 30
    assert [page for page in pages if page.count(told) != 1] == []
    assert not any('name="generator"' in page for page in pages)


def test_a_notice_is_served_too_and_what_it_does_not_say_is_the_engines(tmp_path):
    own = tmp_path / "mkdocs.yml"
    own.write_text("extra: {notice: Closed, repository: https://code.example/}\n")
    served = yaml.safe_load(site_module.write_serve_config(own, tmp_path, tmp_path, drafts=True).read_text("utf-8"))
    assert served["extra"] == {"generator": False, "scope": "/"}
    assert served["INHERIT"] == str(own)


def test_without_a_notice_no_page_has_a_banner(site):
    assert "site-notice" not in (site / "index.html").read_text("utf-8")


def test_an_extra_that_is_no_mapping_is_told(content):
    (content.parent / "mkdocs.yml").write_text("extra: Closed\n")
    done = briefings("build", cwd=content.parent)
    assert done.returncode == 3
    assert "`extra` holds settings by name" in done.stderr


def test_the_same_input_gives_the_same_pages():
    first, second = (
        list(pipeline.make_pages(pipeline.load(EXAMPLE, date(2026, 11, 23)).archive, pipeline.Site())) for _ in range(2)
    )
    assert first == second


def test_a_withdrawn_briefing_says_why_and_its_quotes_are_gone():
    pages = {
        p.src_uri: p.text
        for p in pipeline.make_pages(pipeline.load(EXAMPLE, date(2026, 11, 23)).archive, pipeline.Site())
    }
    assert "The Gazette retracted its report." in pages["briefings/straits-survey-leak.md"]
    assert "19 million" not in pages["quotes/index.md"]


def test_what_rutte_says_of_ukraine_is_not_where_ukraine_stands():
    result = pipeline.load(ROOT / "content", date(2026, 11, 23))
    spoken_for = [s for s in result.archive.standings if s.position.actor == "ukraine"]
    assert spoken_for
    assert not any(s.own_voice for s in spoken_for)


def test_the_seed_is_proved_and_nothing_of_it_is_dated():
    result = pipeline.load(ROOT / "content", date(2026, 11, 23))
    assert result.archive.quotations
    assert {q.evidence.status for q in result.archive.quotations} == {"verbatim"}
    assert all(q.date is None for q in result.archive.quotations)
    assert all(s.position.as_of is None for s in result.archive.standings)
