"""What follows across briefings: where actors stand now, since when, what changed, and what two briefings dispute."""

import datetime as dt
import hashlib
import html
import json
import re

import pytest

from generator import link, pipeline, relate, report, views

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
        assert [p for p in result.problems if report.severity(p) == "error"] == []
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


def test_where_many_briefings_read_the_same_words_two_of_each_reading_stand_for_all(related):
    briefings = [{"says": [says(("oppose", "support")[n % 2], "2031-03-12")]} for n in range(12)]
    _, found = related(*briefings)
    assert len(found.disputes) == 4


def test_a_reading_that_was_replaced_disputes_with_nobody(related):
    """The third briefing replaces the first by way of the second, and a fourth reads as it does."""
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("conditional", "2031-03-12")], "supersedes": "briefing-1"},
        {"says": [says("support", "2031-03-12")], "supersedes": "briefing-2"},
        {"says": [says("support", "2031-03-12")]},
    )
    assert found.disputes == ()


def test_a_withdrawn_briefing_disputes_nothing(related):
    taken_back = {"status": "withdrawn", "withdrawn": {"date": "2032-06-20", "reason": "The record was forged."}}
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]}, {"says": [says("support", "2031-03-12")], **taken_back}
    )
    assert found.disputes == ()


def test_a_date_mended_by_the_newer_briefing_makes_no_shift_and_no_earlier_since(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("oppose", "2031-03-20")], "supersedes": "briefing-1"},
    )
    history = found.histories["freedonia", "tariff"]
    assert history.since.position.as_of.text == "2031-03-20"
    assert [s.position.as_of.text for s in history.replaced] == ["2031-03-12"]


def test_a_newer_briefing_that_found_nothing_replaces_no_stated_stance(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("not-stated", "2031")], "supersedes": "briefing-1"},
    )
    history = found.histories["freedonia", "tariff"]
    assert [run.stance for run in history.runs] == ["oppose"]
    assert history.replaced == ()


def test_what_others_say_in_the_newer_briefing_replaces_no_own_words(related):
    _, found = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("support", "2031-03-12", voiced_by="brask", exact=LATER)], "supersedes": "briefing-1"},
    )
    assert [run.stance for run in found.histories["freedonia", "tariff"].runs] == ["oppose"]


def test_what_supersedes_a_withdrawn_briefing_supersedes_what_that_superseded(related):
    taken_back = {"status": "withdrawn", "withdrawn": {"date": "2032-06-20", "reason": "The record was forged."}}
    oldest = {"says": [says("oppose", "2031-03-12")]}
    middle = {"says": [says("support", "2031-03-12", exact=LATER)], "supersedes": "briefing-1", **taken_back}
    _, found = related(dict(oldest), dict(middle))
    assert now(found) == ["oppose"]
    _, found = related(oldest, middle, {"says": [], "supersedes": "briefing-2"})
    assert now(found) == []


def test_moments_of_far_zones_tell_no_order_by_their_days(related):
    """Noon of the 13th in UTC, and ten in the morning of the 12th: by its clock the later one stands first."""
    _, found = related(
        {"says": [says("oppose", "2031-03-12T23:59:59-12:00")]},
        {"says": [says("support", "2031-03-13T00:00:00+14:00", exact=LATER)]},
    )
    assert shifts(found) == []
    assert set(now(found)) == {"support", "oppose"}


def test_an_open_interval_is_not_of_the_last_day_that_there_will_be(related):
    """Freedonia opposed from 2024 on; Ruritania spoke later."""
    archive, found = related(
        {"says": [says("oppose", "2024/.."), says("oppose", "2031", actor="ruritania", voiced_by="ruritania")]}
    )
    assert found.histories["freedonia", "tariff"].weight < found.histories["ruritania", "tariff"].weight
    assert 'Latest date: <time datetime="2031">2031</time>' in page(archive, "issues/tariff.md")


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


def test_since_is_not_before_another_stance_of_the_same_day(related):
    """Whichever of the two briefings comes first by name."""
    for first, second in (("a", "b"), ("b", "a")):
        _, found = related(
            {"says": [says("oppose", "2031-01-05")], "slug": first},
            {"says": [says("support", "2031-01-05", exact=LATER)], "slug": second},
            {"says": [says("support", "2031-09-04", exact=LATER)], "slug": "c"},
        )
        assert found.histories["freedonia", "tariff"].since.position.as_of.text == "2031-09-04"


def test_an_imprecise_date_hides_neither_since_nor_now(related):
    _, found = related(
        {"says": [says("support", "2031")]},
        {"says": [says("oppose", "2031-01-15", exact=LATER)]},
        {"says": [says("support", "2031-02-01")]},
    )
    history = found.histories["freedonia", "tariff"]
    assert [s.position.as_of.text for s in history.now] == ["2031-02-01"]
    assert history.since.position.as_of.text == "2031-02-01"


# As readers see it


def page(archive, path, *, drafts=False):
    pages = {made.src_uri: made.text for made in pipeline.make_pages(archive, views.Site(), drafts=drafts)}
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
    row = table[table.index("freedonia") :].partition("<tr>")[0]
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


def now_row(text):
    row = text[text.index("## Where they stand now") :].partition("<tbody")[2].split("<tr>")[1].partition("</table>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)))


def test_one_position_told_by_two_briefings_is_not_said_again(related):
    archive, _ = related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("oppose", "2031-03")]})
    row = now_row(page(archive, "issues/tariff.md"))
    assert "2 positions of one time" in row
    assert "again" not in row


def test_a_position_held_again_says_when(related):
    archive, _ = related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("oppose", "2031-05-02")]})
    row = now_row(page(archive, "issues/tariff.md"))
    assert "12 March 2031 again 2 May 2031" in row
    assert "The same in 2 dated positions" in row


def test_where_a_later_position_is_superseded_the_row_says_so_and_since_when(related):
    archive, _ = related(
        {"says": [says("oppose", "2031-03-12")]},
        {"says": [says("support", "2031-09-04", exact=LATER)]},
        {"says": [], "supersedes": "briefing-2"},
    )
    row = now_row(page(archive, "issues/tariff.md"))
    assert "What came last stands in a superseded briefing" in row
    assert "No date says which came last" not in row


def told_of_the_picture(text):
    found = re.search(r"<desc[^>]*>(.*?)</desc>.*<figcaption[^>]*>(.*?)</figcaption>", text, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>|\s+", " ", part)).strip() for part in found.groups()]


def test_the_caption_explains_what_is_drawn_and_nothing_else(related):
    archive, _ = related({"says": [says("oppose", "2031-03-12")]})
    about, caption = told_of_the_picture(page(archive, "issues/tariff.md"))
    assert about.startswith("1 lane. Its date: 12 March 2031.")
    assert caption == (
        "A filled shape is a dated position in the actor’s own voice. Where nothing is drawn, nothing is on record."
    )


def test_a_lane_without_room_for_all_does_not_say_that_all_is_drawn(related):
    days = (f"2031-{month:02}-{day:02}" for month in range(1, 5) for day in range(1, 11))
    archive, _ = related(
        *({"says": [says("neutral", day, voiced_by="brask")], "published": "2032-06-01"} for day in days)
    )
    text = page(archive, "issues/tariff.md")
    assert len(drawn(text, "others")) == 9
    assert "and 31 more" in text
    assert "Where nothing is drawn" not in told_of_the_picture(text)[1]


def test_a_band_ends_at_the_shape_of_an_open_interval(related):
    archive, _ = related({"says": [says("oppose", "2030-01-01")]}, {"says": [says("oppose", "2031/..")]})
    text = page(archive, "issues/tariff.md")
    end = re.search(r'class="bar" x1="[\d.]+%" x2="([\d.]+%)"', text)[1]
    assert f'<svg x="{end}" y="27">' in text


@pytest.mark.parametrize("date", ["0001-01-01", "0001-01-01/..", "../2031", "000X", "202X"])
def test_the_ends_of_the_calendar_can_be_drawn(related, date):
    archive, _ = related({"says": [says("oppose", date)]})
    assert len(drawn(page(archive, "issues/tariff.md"), "own")) == 1


def test_a_correction_of_a_whole_list_marks_what_rests_on_any_of_it(related):
    correction = {"id": "all", "date": "2032-06-25", "field": "sources", "reason": "All were put in order."}
    archive, _ = related({"says": [says("oppose", "2031-03-12")], "corrections": [correction], "updated": "2032-06-25"})
    assert "where Freedonia stands" in page(archive, "changes/index.md")


def test_every_page_of_a_list_is_linked_where_nothing_is_dated(related):
    """An actor with more positions than its page shows, of which none can be drawn."""
    many = [says("oppose", voiced_by="brask", exact=LATER), *(says("neutral") for _ in range(11))]
    archive, _ = related(*({"says": [position]} for position in many))
    assert '/freedonia/positions/"' in page(archive, "actors/freedonia.md")
    assert '/tariff/positions/"' in page(archive, "issues/tariff.md")


def test_a_shift_of_a_draft_is_no_change_of_the_archive(related, tmp_path):
    related({"says": [says("oppose", "2031-03-12")]}, {"says": [says("support", "2031-09-04", exact=LATER)]})
    file = tmp_path / "content/briefings/briefing-2.yaml"
    draft = {**json.loads(file.read_text("utf-8")), "status": "draft"}
    del draft["published"]
    file.write_text(json.dumps(draft), "utf-8")
    archive = pipeline.load(tmp_path / "content", DAY).archive
    assert shifts(relate.relations(archive)) == [("oppose", "support", "2031-09-04")]
    assert 'data-kind="shift"' not in page(archive, "changes/index.md", drafts=True)
    assert "Issues with most movement" in page(archive, "index.md", drafts=True)


def test_of_more_disputes_than_fit_the_page_says_how_many_there_are(related):
    pieces = ["We will not tax the sea", "pay for a customs house", "the revenue is audited"]
    archive, _ = related(
        *({"says": [says(("oppose", "support")[n % 2], "2031-03-12", exact=pieces[n // 4])]} for n in range(12))
    )
    assert "Shown are 10 of 12." in page(archive, "issues/tariff.md")
