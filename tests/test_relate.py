"""What follows across briefings: where actors stand now, since when, what changed, and what two briefings dispute."""

import datetime as dt
import hashlib
import html
import json
import re

import pytest

from generator import link, pipeline, relate, views

DAY = dt.date(2032, 6, 30)
ACTORS = """
freedonia: {type: state, name: Freedonia}
ruritania: {type: state, name: Ruritania}
valk: {type: person, name: Irena Valk, roles: [{title: Premier, of: freedonia, from: 2030-01-01, to: 2031-12-31}]}
brask: {type: person, name: Anton Brask}
"""
WORDS = (
    "We will not tax the sea to pay for a customs house. If the revenue is audited we are ready to talk about a rate."
)


@pytest.fixture
def related(tmp_path):
    """Write briefings, each given by its positions, and relate what they say."""

    def related(*briefings, day=DAY):
        content = tmp_path / "content"
        (content / "briefings").mkdir(parents=True, exist_ok=True)
        (content / "actors.yaml").write_text(ACTORS, "utf-8")
        issue = "{name: Tariff, proposition: The states should levy a tariff., definition: On goods in transit.}"
        (content / "issues.yaml").write_text(f"tariff: {issue}", "utf-8")
        for number, briefing in enumerate(briefings, 1):
            slug = briefing.pop("slug", f"briefing-{number}")
            (content / f"briefings/{slug}.yaml").write_text(json.dumps(written(number, **briefing)), "utf-8")
            (content / f"snapshots/{slug}").mkdir(parents=True, exist_ok=True)
            (content / f"snapshots/{slug}/record.txt").write_text(WORDS, "utf-8")
        result = pipeline.load(content, day)
        assert [p for p in result.problems if p.severity == "error"] == []
        archive = link.without_drafts(result.archive)
        return archive, relate.relations(archive)

    return related


def written(number, says, published=None, **fields):
    sha256 = hashlib.sha256(WORDS.encode()).hexdigest()
    source = {
        "id": "record", "type": "report", "tier": "primary", "title": "Record", "url": "https://record.example/1",
        "snapshot": {"captured": "2032-06-01", "sha256": sha256},
    }  # fmt: skip
    return {
        "title": f"Briefing {number}", "status": "published", "published": published or f"2032-06-{number:02}",
        "language": "en", "summary": [{"text": "A point.", "cites": ["record"]}], "sources": [source],
        "positions": says, **fields,
    }  # fmt: skip


def says(stance, as_of=None, actor="freedonia", voiced_by="freedonia", exact="We will not tax the sea", **fields):
    position = {"actor": actor, "issue": "tariff", "stance": stance, "statement": "Where it stands."}
    if stance != "not-stated":
        basis = "statement" if voiced_by in (actor, "valk") else "third-party"
        evidence = [{"source": "record", "exact": exact}]
        position |= {"voiced_by": voiced_by, "basis": basis, "evidence": evidence}
    if as_of:
        position["as_of"] = as_of
    return position | fields


LATER = "we are ready to talk about a rate"


def shifts(relations):
    return [(s.before.position.stance, s.after.position.stance, s.date.text) for s in relations.shifts]


def now(relations, actor="freedonia"):
    return [standing.position.stance for standing in relations.histories[actor, "tariff"].now]


def test_a_shift_needs_two_dated_positions(related):
    _, found = related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("support", "2031-09-04", exact=LATER)]})
    assert shifts(found) == [("oppose", "support", "2031-09-04")]
    assert now(found) == ["support"]


def test_an_undated_position_begins_no_shift_and_stands_apart(related):
    _, found = related({"says": [says("oppose")]}, {"says": [says("support", "2031-09-04", exact=LATER)]})
    assert shifts(found) == []
    history = found.histories["freedonia", "tariff"]
    assert [s.position.stance for s in history.undated] == ["oppose"]
    assert now(found) == ["support"]


def test_dates_that_overlap_tell_no_order(related):
    """A position held "in 2031" may be older or newer than one of March 2031."""
    _, found = related({"says": [says("oppose", "2031")]}, {"says": [says("support", "2031-03-12", exact=LATER)]})
    assert shifts(found) == []
    assert now(found) == ["oppose", "support"]


def test_an_imprecise_date_hides_no_shift_between_exact_ones(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("conditional", "2031-09-04", exact=LATER)]},
        {"says": [says("conditional", "2031~", exact=LATER)]},
    )
    assert shifts(found) == [("oppose", "conditional", "2031-09-04")]


def test_ambiguous_neither_begins_nor_ends_a_shift(related):
    _, found = related(
        {"says": [says("ambiguous", "2031-01-05")]},
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("ambiguous", "2031-06-01", exact="tax the sea to pay")]},
        {"says": [says("support", "2031-09-04", exact=LATER)]},
    )
    assert shifts(found) == [("oppose", "support", "2031-09-04")]


def test_silence_replaces_no_stated_stance(related):
    _, found = related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("not-stated", "2031-09-04")]})
    assert now(found) == ["oppose"]
    assert shifts(found) == []
    assert [s.position.as_of.text for s in found.histories["freedonia", "tariff"].silent] == ["2031-09-04"]


def test_what_others_say_of_an_actor_is_no_position_of_its_own(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("support", "2031-09-04", voiced_by="brask", exact=LATER)]},
    )
    assert now(found) == ["oppose"]
    assert shifts(found) == []
    assert [s.position.voiced_by for s in found.histories["freedonia", "tariff"].attributed] == ["brask"]


def test_one_who_holds_an_office_speaks_for_its_actor_only_while_holding_it(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12", voiced_by="valk")]},
        {"says": [says("support", "2032-03-12", voiced_by="valk", basis="third-party", exact=LATER)]},
    )
    assert now(found) == ["oppose"]
    assert shifts(found) == []


def test_an_actor_that_says_two_things_on_one_day_has_not_shifted(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("oppose", "2031-09-04"), says("support", "2031-09-04", voiced_by="valk", exact=LATER)]},
    )
    assert shifts(found) == []
    assert now(found) == ["oppose", "support"]


def test_a_withdrawn_briefings_positions_no_longer_count(related):
    taken_back = {"status": "withdrawn", "withdrawn": {"date": "2032-06-20", "reason": "The record was forged."}}
    archive, found = related(
        {"says": [says("oppose", "2031-03-12")]}, {"says": [says("support", "2031-09-04", exact=LATER)], **taken_back}
    )
    assert now(found) == ["oppose"]
    assert shifts(found) == []
    assert [s.briefing.id for s in archive.standings] == ["briefing-1"]
    assert len(archive.standings_of["briefing-2"]) == 1


def test_a_superseded_briefings_positions_stay_in_history_but_not_in_now(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("support", "2031-09-04", exact=LATER)]},
        {"says": [], "supersedes": "briefing-2"},
    )
    assert shifts(found) == [("oppose", "support", "2031-09-04")]
    assert now(found) == ["oppose"]


def test_a_briefing_that_reads_again_what_it_supersedes_makes_no_shift(related):
    _, found = related(
        {"says": [says("oppose", "2031-09-04")]},
        {"says": [says("conditional", "2031-09-04", exact=LATER)], "supersedes": "briefing-1"},
    )
    history = found.histories["freedonia", "tariff"]
    assert [s.position.stance for s in history.replaced] == ["oppose"]
    assert now(found) == ["conditional"]
    assert found.disputes == ()


def test_two_briefings_that_read_the_same_words_differently_dispute_and_nothing_has_shifted(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("ambiguous", "2031-03-12", exact="will not tax the sea to pay")]},
        {"says": [says("conditional", "2031-04-01", exact="We will not tax the sea to pay for a customs house")]},
    )
    told = [(d.one.position.stance, d.other.position.stance, d.words) for d in found.disputes]
    assert ("conditional", "oppose", "We will not tax the sea") in told
    assert shifts(found) == []


def test_other_words_of_the_same_source_are_no_dispute(related):
    _, found = related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("support", "2031-03-12", exact=LATER)]})
    assert found.disputes == ()


def test_since_is_the_first_of_the_positions_that_say_the_same(related):
    _, found = related(
        {"says": [says("oppose", "2031-01-05")]},
        {"says": [says("support", "2031-03-12", exact=LATER)]},
        {"says": [says("support", "2031-09-04", exact=LATER)]},
    )
    history = found.histories["freedonia", "tariff"]
    assert history.since.position.as_of.text == "2031-03-12"
    assert history.now[0].position.as_of.text == "2031-09-04"
    assert [(run.stance, len(run.standings)) for run in history.runs] == [("oppose", 1), ("support", 2)]


# As readers see it


def page(archive, path):
    pages = {made.src_uri: made.text for made in pipeline.make_pages(archive, views.Site())}
    return pages[path]


def drawn(text, group):
    """The titles of the marks in a group of the picture."""
    found = re.findall(rf'<g class="{group}">(.*?)</g>\n', text, re.DOTALL)
    return [html.unescape(title) for part in found for title in re.findall(r"<title>(.*?)</title>", part)]


@pytest.fixture
def issue_page(related):
    archive, _ = related(
        {
            "says": [
                says("oppose", "2031-03-12"),
                says("support", actor="ruritania", voiced_by="ruritania", exact=LATER),
            ]
        },
        {"says": [says("support", "2031-09", exact=LATER), says("neutral", "2031-05-01", voiced_by="brask")]},
        {"says": [says("not-stated", "2031-10-01", actor="brask")]},
    )
    return page(archive, "issues/tariff.md")


def test_the_picture_tells_own_voice_from_what_others_say(issue_page):
    assert drawn(issue_page, "own") == ["Freedonia: oppose, 12 March 2031", "Freedonia: support, September 2031"]
    assert drawn(issue_page, "others") == ["Freedonia: neutral, 1 May 2031, as Anton Brask says"]
    assert drawn(issue_page, "silent") == ["Anton Brask: not stated, 1 October 2031"]


def test_the_undated_has_a_place_of_its_own(issue_page):
    place = re.search(r'<svg class="lane__undated".*?</svg>\n</svg>', issue_page, re.DOTALL)[0]
    assert "Ruritania: support, undated" in place
    assert "Ruritania: support, undated" not in issue_page.replace(place, "")


def test_an_imprecise_date_is_drawn_as_long_as_it_may_be(issue_page):
    left, right = re.search(r'class="reach" x1="([\d.]+)%" x2="([\d.]+)%"', issue_page).groups()
    assert float(right) - float(left) > 10  # a month of seven


def test_a_shift_shows_the_words_before_and_after(issue_page):
    shift = issue_page[issue_page.index("## Shifts") : issue_page.index("## Where they stood, undated")]
    assert shift.index("We will not tax the sea") < shift.index("we are ready to talk about a rate")
    assert shift.count("Verbatim") == 2


def test_the_table_says_the_same_as_the_picture(issue_page):
    table = issue_page[issue_page.index('<table class="tbl stack matrix"') :]
    row = table[table.index("freedonia") :].partition("</tr>")[0]
    assert re.findall(r'data-stance="([\w-]+)"', row) == ["oppose", "support", "neutral"]
    assert row.index('data-label="Attributed"') < row.index('data-stance="neutral"')


def test_an_actor_spoken_for_by_another_is_not_shown_as_having_said_it(related):
    archive, _ = related({"says": [says("support", "2031-09-04", voiced_by="brask", exact=LATER)]})
    text = page(archive, "actors/freedonia.md")
    assert "## Attributed to them" in text
    assert "## Where they stand now" not in text
    assert 'class="own"' in text
    assert drawn(text, "own") == []


def test_a_person_who_spoke_for_a_state_is_told_on_its_page(related):
    archive, _ = related({"says": [says("oppose", "2031-03-12", voiced_by="valk")]})
    text = page(archive, "actors/freedonia.md").partition("## Who speaks for them")[2]
    assert re.search(r"Irena Valk</a>.*Premier.*1 position, last.*12 March 2031", text, re.DOTALL)


def test_a_correction_marks_every_position_that_rests_on_it(related):
    correction = {
        "id": "date", "date": "2032-06-25", "field": "sources.record.issued", "reason": "The record is undated.",
    }  # fmt: skip
    archive, _ = related({"says": [says("oppose", "2031-03-12")], "corrections": [correction], "updated": "2032-06-25"})
    for path in ("briefings/briefing-1.md", "issues/tariff.md", "actors/freedonia.md"):
        assert "Corrected <time" in page(archive, path), path
    assert "where Freedonia stands" in page(archive, "changes/index.md")


def test_a_shift_stands_among_the_changes_on_the_day_that_readers_could_first_see_it(related):
    archive, _ = related(
        {"says": [says("support", "2031-09-04", exact=LATER)]}, {"says": [says("oppose", "2031-03-12")]}
    )
    text = page(archive, "changes/index.md")
    item = next(li for li in text.split("<li") if 'data-kind="shift"' in li)
    assert "2 June 2032" in item
    assert "4 September 2031" in item


def test_home_tells_of_the_issue_with_most_movement(related):
    archive, _ = related(
        {"says": [says("oppose", "2031-08-12")]}, {"says": [says("support", "2031-09-04", exact=LATER)]}
    )
    text = page(archive, "index.md")
    assert "1 shift by 1 actor, the last" in text
    assert "## Where they stand now" in text


def test_where_nothing_moved_home_shows_where_they_stand(related):
    archive, _ = related({"says": [says("oppose", "2031-08-12")]})
    text = page(archive, "index.md")
    assert "Latest shifts" not in text
    assert "Freedonia" in text.partition("## Where they stand now")[2]
