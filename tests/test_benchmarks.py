"""The benchmarks' archives: sound, repeatable, invented, and as full of life as real ones."""

import datetime as dt
import re
import subprocess
import sys
from collections import Counter
from statistics import mean

import pytest
from conftest import ROOT, briefings

from benchmarks import hugo, table
from generator import pipeline

UNTIL = dt.date(2026, 1, 1)
OURS = table.Row("ours", wall=3.0, cpu=4.0, peak=250_000_000, output=9_500_000, pages=1234, page=30_250)
OTHER = table.Row("other", wall=2.0, cpu=2.0, peak=90_000_000)


def maker(*args):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.maker", *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def made(folder, *args):
    done = maker(*args[:1], folder, *args[1:])
    assert done.returncode == 0, done.stderr
    return folder


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return made(tmp_path_factory.mktemp("small") / "content", 30)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    result = pipeline.load(made(tmp_path_factory.mktemp("large") / "content", 300), UNTIL)
    assert result.problems == ()
    return result.archive


def test_its_archive_is_clean(small, tmp_path):
    done = briefings("check", "--strict", "--content", small, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(small.glob("briefings/*/*.yaml"))) == 30


def test_the_same_call_gives_the_same_bytes(small, tmp_path):
    assert files(made(tmp_path / "again", 30)) == files(small)


def test_another_seed_gives_another_archive(small, tmp_path):
    other = files(made(tmp_path / "other", 30, "--seed", 2))
    assert other["actors.yaml"] != files(small)["actors.yaml"]


def test_all_addresses_lead_nowhere(small):
    text = b"\n".join(files(small).values()).decode()
    hosts = set(re.findall(r"https?://([^/\s\"]+)", text))
    assert len(hosts) > 20
    assert [host for host in hosts if not host.endswith(".example")] == []


def test_it_says_that_it_is_made_up(small):
    assert "made up" in (small / "pages" / "about.md").read_text("utf-8")


def test_no_name_is_one_of_the_archive_of_the_repository(small):
    own = pipeline.load(ROOT / "content", pipeline.today()).archive
    invented = pipeline.load(small, UNTIL).archive
    for kind in ("actors", "issues", "topics", "publishers"):
        assert not getattr(own, kind).keys() & getattr(invented, kind).keys()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    assert maker(3, tmp_path).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_briefing_has_the_size_that_the_budgets_speak_of(archive):
    each = archive.briefings.values()
    assert 3.5 < mean(len(b.key_quotes) for b in each) < 4.5
    assert 4.5 < mean(len(b.positions) for b in each) < 5.5
    assert 3.5 < mean(len(b.sources) for b in each) < 4.5


def test_one_actor_is_in_most_briefings(archive):
    appears = Counter(actor for b in archive.briefings.values() for actor in {p.actor for p in b.positions})
    actor, number = appears.most_common(1)[0]
    assert actor == "assembly-of-the-nine-rivers"
    assert 0.5 < number / len(archive.briefings) < 0.7


def test_all_that_happens_to_a_briefing_happens(archive):
    each = archive.briefings.values()
    assert {b.status for b in each} == {"published", "withdrawn"}
    assert all(
        any(getattr(b, field) for b in each) for field in ("supersedes", "former_ids", "corrections", "analysis")
    )


def test_every_stance_is_taken_and_some_are_attributed(archive):
    positions = [standing.position for standing in archive.standings]
    assert {p.stance for p in positions} == {
        "strongly-support", "support", "conditional", "neutral", "oppose", "strongly-oppose", "ambiguous", "not-stated",
    }  # fmt: skip
    assert {"statement", "vote", "document", "third-party"} <= {p.basis for p in positions}


def test_minds_and_offices_change(archive):
    stances = {}
    for standing in archive.standings:
        if standing.counts:
            stances.setdefault((standing.position.actor, standing.position.issue), set()).add(standing.position.stance)
    assert any(len(held) > 1 for held in stances.values())
    assert any(len({role.title for role in actor.roles}) > 1 for actor in archive.actors.values())


def test_quotations_stand_in_five_languages_besides_english(archive):
    foreign = [q.quote for q in archive.quotations if q.quote.language]
    assert {quote.language for quote in foreign} == {"de", "fr", "es", "ru", "ar", "zh"}
    assert all(quote.translation for quote in foreign)
    assert {"ru", "ar", "zh"} <= {language for actor in archive.actors.values() for language, _ in actor.names}


def test_dates_come_in_every_precision(archive):
    known = [e.date for b in archive.briefings.values() for e in (*b.events, *b.timeline) if e.date]
    assert {"moment", "day", "month", "year", "decade", "interval"} == {date.precision for date in known}
    assert {"", "about", "uncertain", "about, uncertain"} == {date.qualifier for date in known}


def test_quotations_are_found_whole_and_with_cuts(archive):
    assert {q.evidence.status for q in archive.quotations} == {"verbatim", "elided"}
    assert any(q.quote.suffix for q in archive.quotations)
    assert {s.snapshot.scope for b in archive.briefings.values() for s in b.sources if s.snapshot} == {
        "full",
        "passages",
    }


def test_a_row_tells_its_cost_and_its_ratio():
    made = table.size(1000, 3, [OURS, OTHER], {"against other": "other"})
    assert "### 1,000 briefings" in made
    assert "| ours | 3.00 | 4.00 | 250 | 9.5 | 1,234 | 30.2 | 1.50 / 2.00 |" in made
    assert "| other | 2.00 | 2.00 | 90 |  |  |  | 1.00 / 1.00 |" in made


def test_growth_is_the_exponent_of_processor_time():
    tenfold = table.Row("ours", wall=1, cpu=40.0, peak=1)
    hundredfold = table.Row("other", wall=1, cpu=200.0, peak=1)
    grown = table.growth({100: [OURS, OTHER], 1000: [tenfold, hundredfold]})
    assert grown.endswith("ours 1.00, other 2.00.\n")
    assert table.growth({100: [OURS]}) == ""


def test_the_table_replaces_the_one_before():
    text = f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n"
    assert table.inserted(text, "new") == f"before\n{table.BEGIN}\n\nnew\n\n{table.END}\nafter\n"
    with pytest.raises(ValueError, match="missing"):
        table.inserted("no marks", "new")


def test_hugo_gets_our_frame_without_what_is_on_the_page(site):
    slug = "rutte-rada-coalition-of-the-willing"
    page = (site / "briefings" / slug / "index.html").read_text("utf-8")
    made = hugo.layout(page, f"/briefings/{slug}/")
    assert "Rutte" in page
    assert "Rutte" not in made
    assert "{{ .Content }}" in made
    assert '<a href="{{ "/quotes/" | relURL }}">Quotes</a>' in made
    assert "../" not in re.sub(r'"base": "[^"]*"|"search": "[^"]*"', "", made)
    with pytest.raises(ValueError, match="the frame has no"):
        hugo.layout("<p>No page of ours</p>", "/")
