"""The benchmarks' archives: sound, repeatable, invented, and as full of life as real ones."""

import datetime as dt
import itertools
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from statistics import mean
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT, briefings, tree

from benchmarks import contest, edits, hugo, picture, table
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
    assert [problem.code for problem in result.problems] == ["texts-disagree"]  # the one that is there on purpose
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


def test_a_briefing_page_of_that_size_is_lean(tmp_path):
    result = pipeline.load(made(tmp_path / "content", 100), UNTIL)
    assert briefings("build", "--content", "content", cwd=tmp_path).returncode == 0
    sizes = [
        (tmp_path / "site/briefings" / b.id / "index.html").stat().st_size
        for b in result.archive.briefings.values()
        if (len(b.key_quotes), len(b.positions), len(b.sources)) == (4, 5, 4)
    ]
    assert len(sizes) >= 5
    assert mean(sizes) < 30_000, sorted(sizes)


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


def dated_by_itself(standing):
    return standing.own_voice and standing.position.as_of and standing.position.stance != "not-stated"


def test_minds_and_offices_change(archive):
    stances = {}
    for standing in archive.standings:
        if dated_by_itself(standing):
            stances.setdefault((standing.position.actor, standing.position.issue), set()).add(standing.position.stance)
    assert any(len(held) > 1 for held in stances.values())
    assert any(len({role.title for role in actor.roles}) > 1 for actor in archive.actors.values())


def test_quotations_stand_in_five_languages_besides_english(archive):
    foreign = [q.quote for q in archive.quotations if q.quote.language]
    assert {quote.language for quote in foreign} == {"de", "fr", "es", "ru", "ar", "zh"}
    assert all(quote.translation for quote in foreign)
    assert {"ru", "ar", "zh"} <= {language for actor in archive.actors.values() for language, _ in actor.names}


@pytest.fixture(scope="module")
def paths(archive):
    """By actor and issue, what the actor itself has said with a date, in the order of time."""
    found = defaultdict(list)
    for standing in archive.standings:
        if dated_by_itself(standing):
            found[standing.position.actor, standing.position.issue].append(standing)
    return {key: sorted(held, key=lambda s: s.position.as_of.order) for key, held in found.items()}


def shifts(path):
    firm = [s for s in path if s.position.stance != "ambiguous"]
    return [(a, b) for a, b in itertools.pairwise(firm) if a.position.stance != b.position.stance]


def words(quote):
    return quote.text.rstrip(".").split()


@pytest.fixture(scope="module")
def occasions(archive):
    """By speaker and the day of an occasion, the quotations of several briefings."""
    found = defaultdict(list)
    for quotation in archive.quotations:
        if quotation.date and not quotation.reported:
            found[quotation.quote.speaker, quotation.date.text].append(quotation)
    return [each for each in found.values() if len({q.briefing.id for q in each}) > 1]


def test_actors_change_their_mind_some_more_than_once_with_evidence_on_both_sides(paths):
    changes = {key: shifts(path) for key, path in paths.items()}
    assert sum(len(found) >= 1 for found in changes.values()) >= 40
    assert sum(len(found) >= 2 for found in changes.values()) >= 10
    assert all(a.evidenced and b.evidenced for found in changes.values() for a, b in found)


def test_two_voices_of_one_actor_contradict_each_other_within_days(paths):
    against = {
        key
        for key, path in paths.items()
        for a, b in itertools.combinations(path, 2)
        if a.position.voiced_by != b.position.voiced_by
        and a.position.stance != b.position.stance
        and a.position.as_of.first <= b.position.as_of.last
        and abs((b.position.as_of.last - a.position.as_of.last).days) <= 7
    }
    assert len(against) >= 10


def test_actors_are_spoken_for_by_holders_of_their_offices_and_by_others(archive):
    said = [s for s in archive.standings if s.position.voiced_by]
    assert sum(s.own_voice and s.position.voiced_by != s.position.actor for s in said) >= 500
    assert sum(s.position.basis == "third-party" and not s.own_voice for s in said) >= 100


def test_people_hold_several_offices_some_after_a_gap_and_for_several_actors(archive, paths):
    roles = [actor.roles for actor in archive.actors.values() if actor.type == "person"]
    assert sum(len(held) > 1 for held in roles) >= 40
    gaps = [
        (a, b)
        for held in roles
        for a, b in itertools.pairwise(sorted(held, key=lambda role: role.from_.order if role.from_ else ()))
        if a.to and (b.from_.first - a.to.last).days > 365
    ]
    assert len(gaps) >= 10
    spoken_for = defaultdict(set)
    for path in paths.values():
        for standing in path:
            spoken_for[standing.position.voiced_by].add(standing.position.actor)
    assert sum(len(actors) > 1 for who, actors in spoken_for.items() if archive.actors[who].type == "person") >= 5


def test_issues_have_two_actors_and_thirty(archive):
    heard = defaultdict(set)
    for standing in archive.standings:
        heard[standing.position.issue].add(standing.position.actor)
    sizes = [len(actors) for actors in heard.values()]
    assert min(sizes) == 2
    assert max(sizes) >= 30


def test_some_stances_are_ambiguous_not_stated_or_undated(archive):
    stances = Counter(standing.position.stance for standing in archive.standings)
    assert stances["ambiguous"] >= 50
    assert stances["not-stated"] >= 50
    assert sum(standing.position.as_of is None for standing in archive.standings) >= 30


def test_two_briefings_read_the_same_words_of_the_same_source_differently(archive):
    readings = defaultdict(set)
    for standing in archive.standings:
        for shown in standing.shown:
            if shown.quotation and shown.source.snapshot:
                proof = (shown.source.url, shown.source.snapshot.sha256, shown.quotation.quote.text)
                readings[(*proof, standing.position.actor, standing.position.issue)].add(
                    (standing.briefing.id, standing.position.stance)
                )
    disputed = [found for found in readings.values() if len({stance for _, stance in found}) > 1]
    assert len(disputed) >= 8
    assert all(len({briefing for briefing, _ in found}) > 1 for found in disputed)
    agreed = [found for found in readings.values() if len(found) > 1 and len({stance for _, stance in found}) == 1]
    assert len(agreed) >= 3


def test_the_same_words_stand_in_several_briefings_from_several_papers(occasions):
    same = [
        (a, b)
        for each in occasions
        for a, b in itertools.combinations(each, 2)
        if a.briefing is not b.briefing
        and words(a.quote) == words(b.quote)
        and a.source.publisher != b.source.publisher
    ]
    assert len(same) >= 15
    assert max(len({q.briefing.id for q in each}) for each in occasions) >= 3


def test_papers_differ_in_two_words(occasions):
    pairs = [
        (words(a.quote), words(b.quote))
        for each in occasions
        for a, b in itertools.combinations(each, 2)
        if a.briefing is not b.briefing
    ]
    differing = [sum(x != y for x, y in zip(a, b, strict=True)) for a, b in pairs if len(a) == len(b)]
    assert differing.count(2) >= 5


def test_papers_translate_what_others_have_in_the_original(occasions):
    pairs = [(a, b) for each in occasions for a, b in itertools.permutations(each, 2) if a.briefing is not b.briefing]
    assert sum(a.quote.language is not None and a.quote.language == b.quote.translated_from for a, b in pairs) >= 10


def test_our_own_texts_disagree_in_one_case_alone(archive):
    same = defaultdict(list)
    for quotation in archive.quotations:
        same[quotation.quote.speaker, " ".join(words(quotation.quote))].append(quotation)
    dates = [each for each in same.values() if len({q.date.text for q in each if not q.reported}) > 1]
    translated = [[q.quote.translation for q in each if q.quote.translation] for each in same.values()]
    assert dates == []
    assert sum(len({translation.text for translation in each}) > 1 for each in translated) == 1


def test_names_are_written_in_many_scripts_and_sort_wrongly_by_code_points(archive):
    main = [actor.name for actor in archive.actors.values()]
    scripts = {unicodedata.name(name[0]).split()[0] for name in main}
    assert {"LATIN", "CYRILLIC", "ARABIC", "CJK"} <= scripts
    wrong = {name[0] for actor in archive.actors.values() for name in actor.name.split() if name[0] > "z"}
    assert set("ČÅØİŽŞÇŁ") <= wrong
    assert len(archive.actors["assembly-of-the-nine-rivers"].names) == 6


def test_every_kind_of_thing_is_corrected(archive):
    fields = [c.field.split(".") for b in archive.briefings.values() for c in b.corrections]
    paths = {".".join(part for n, part in enumerate(field) if n != 1 or part == "1" == field[-1]) for field in fields}
    assert {
        "title", "summary.1", "summary.text", "events.date", "events.place", "sources.issued", "key_quotes.text",
        "key_quotes.role", "positions.stance", "positions.as_of", "positions.statement", "timeline.date",
    } == paths  # fmt: skip


def test_briefings_are_withdrawn_and_superseded(archive):
    assert sum(b.status == "withdrawn" for b in archive.briefings.values()) >= 5
    assert len(archive.superseded_by) >= 8


def test_publishers_share_owners_have_none_that_is_known_and_come_from_many_states(archive):
    owners = Counter(publisher.owner for publisher in archive.publishers.values())
    assert sum(count > 1 for owner, count in owners.items() if owner) >= 3
    assert owners[None] >= 5
    assert len({publisher.country for publisher in archive.publishers.values()}) >= 10


def test_briefings_rest_on_one_source_and_on_many_of_every_tier(archive):
    numbers = Counter(len(b.sources) for b in archive.briefings.values())
    assert numbers[1] >= 5
    assert sum(count for number, count in numbers.items() if number >= 8) >= 5
    assert {s.tier for b in archive.briefings.values() for s in b.sources} == {"primary", "secondary", "tertiary"}
    cites = Counter(len(point.cites) for b in archive.briefings.values() for point in b.summary)
    assert cites[1] >= 100
    assert cites[3] >= 20


def test_topics_have_few_briefings_and_many(archive):
    numbers = Counter(topic for b in archive.briefings.values() for topic in b.topics).values()
    assert min(numbers) <= 10
    assert max(numbers) >= 50


def test_dates_come_in_every_precision(archive):
    known = [e.date for b in archive.briefings.values() for e in (*b.events, *b.timeline) if e.date]
    assert {"moment", "day", "month", "year", "decade", "interval"} == {date.precision for date in known}
    assert {"", "about", "uncertain", "about, uncertain"} == {date.qualifier for date in known}
    assert any(date.last == dt.date.max for date in known)
    assert any(event.date is None for b in archive.briefings.values() for event in b.events)
    assert any(entry.date is None for b in archive.briefings.values() for entry in b.timeline)


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


def test_edits_are_told_beside_the_build_of_another():
    made = table.edited({1000: {"a title": (1.0, 50_000_000)}}, {1000: [OURS, OTHER]}, "other")
    assert "| an edit of | 1,000: s | of other's | peak MB |" in made
    assert "| a title | 1.00 | 0.50 | 50 |" in made


def test_pages_left_out_or_of_other_bytes_end_the_run(tmp_path):
    names = (contest.OURS, contest.PROPER, contest.HUGO)
    each = [contest.Contestant(name, (), tmp_path, tmp_path / name) for name in names]
    for contestant in each:
        contestant.output.mkdir()
        for page in ("index.html", "p.html"):
            (contestant.output / page).write_text("as it is")
    contest.same_pages(each)
    (tmp_path / contest.PROPER / "p.html").write_text("as it was")
    with pytest.raises(ValueError, match=r"1 pages are other bytes .* p\.html"):
        contest.same_pages(each)
    (tmp_path / contest.HUGO / "p.html").unlink()
    with pytest.raises(ValueError, match=r"Hugo lacks 1 of 2 pages, as p\.html"):
        contest.same_pages(each)


def test_the_picture_has_a_bar_for_each_contestant_as_long_as_its_time_is():
    step = table.Row("a step", wall=1, cpu=1, peak=1, step=True)
    fast, slow = (table.Row(f"<{name}>", wall=wall, cpu=1, peak=1) for name, wall in (("fast", 1), ("slow", 100)))
    drawn = ET.fromstring(picture.drawn({1000: [fast, slow, step]}))
    space = "{http://www.w3.org/2000/svg}"
    widths = [float(bar.get("width")) for bar in drawn.iter(f"{space}rect")]
    assert widths == [2, picture.WIDE]
    assert {"<fast>", "<slow>", "100 s"} < {text.text for text in drawn.iter(f"{space}text")}


@pytest.mark.parametrize("name", edits.EDITS)
def test_an_edit_changes_the_archive_and_leaves_it_readable(tmp_path, name):
    made(tmp_path / "content", 12)
    (tmp_path / "content/pages").mkdir(exist_ok=True)
    before = tree(tmp_path / "content")
    for seed in range(20):  # an edit may find nothing to do
        edits.EDITS[name](tmp_path / "content", random.Random(seed))
        if tree(tmp_path / "content") != before:
            break
    else:
        pytest.fail("nothing was edited")
    codes = {problem.code for problem in pipeline.load(tmp_path / "content", UNTIL).problems}
    assert codes.isdisjoint({"yaml-syntax", "wrong-type", "unknown-field", "missing-field", "wrong-value"})
