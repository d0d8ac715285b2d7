"""What a briefing rests on: what a reader may take for independent, and what hangs on one source."""

import datetime as dt
from dataclasses import replace

import pytest
from conftest import EXAMPLE, ROOT

from generator import pipeline
from generator.document import Text
from generator.relate.mix import mixes, owners
from generator.views.trends import FEW, MOST_YEARS, Trend, by_year, trends

TODAY = dt.date(2026, 11, 23)
SECOND = "briefings/2026/straits-tariff-second-round.yaml"
ROUND = "straits-tariff-second-round"
REPORT = """  - id: report
    type: report
    tier: primary
    publisher: {publisher}
    url: https://straits.example/report
    retrieved: 2026-01-18
"""


def loaded(content):
    return pipeline.load(content, TODAY).archive


def cited(content, publisher, owner=None):
    """The second round, its first point resting on a second source too, of this publisher."""
    path = content / SECOND
    text = path.read_text("utf-8")
    text = text.replace("    cites: [courier]\n", "    cites: [courier, report]\n", 1)
    path.write_text(text.replace("caveats:\n", REPORT.format(publisher=publisher) + "caveats:\n"), "utf-8")
    if owner:
        with (content / "publishers.yaml").open("a", encoding="utf-8") as file:
            file.write(f"{publisher}:\n  name: Another Paper\n  kind: newspaper\n  owner: {owner}\n")
    mix = mixes(loaded(content))[ROUND]
    return mix, next(claim for claim in mix.claims if claim.anchor == "point-1")


def test_papers_of_two_owners_are_independent(content):
    mix, point = cited(content, "another-paper", "Another House")
    assert point.hangs == "independent"
    assert mix.owners == ("Another House", "Zenda Press")


@pytest.mark.parametrize("spelling", ["Zenda Press", "ZENDA  Press"])
def test_two_papers_of_one_owner_are_one_voice(content, spelling):
    mix, point = cited(content, "another-paper", spelling)
    assert point.hangs == "one-owner"
    assert point in mix.alone
    assert len(mix.owners) == 1


def test_an_unknown_owner_is_not_counted_as_independent(content):
    mix, point = cited(content, "strelsau-gazette")
    assert point.hangs == "owners-unknown"
    assert mix.owners == ("Zenda Press",)
    assert mix.unowned == 1


def test_two_reports_of_one_publisher_are_one_voice(content):
    _, point = cited(content, "zenda-courier")
    assert point.hangs == "one-owner"


def test_one_text_in_two_entries_is_one_source(content):
    path = content / SECOND
    path.write_text(path.read_text("utf-8").replace("https://courier.example/2026/01/17/grain\n    archive", "https://straits.example/report\n    archive"), "utf-8")  # fmt: skip
    text = path.read_text("utf-8")
    snapshot = text[text.index("    snapshot:\n") : text.index("  - id: state-radio")]
    path.write_text(text.replace(snapshot, ""), "utf-8")
    _, point = cited(content, "strelsau-gazette")
    assert len(point.sources) == 2
    assert point.hangs == "one-source"


def test_a_source_that_another_one_names_and_nobody_saw_adds_nothing(content):
    path = content / SECOND
    path.write_text(
        path.read_text("utf-8").replace("    cites: [courier]\n", "    cites: [courier, state-radio]\n", 1), "utf-8"
    )
    mix = mixes(loaded(content))[ROUND]
    assert mix.claims[0].hangs == "one-source"
    assert [source.id for source in mix.claims[0].sources] == ["courier"]
    assert mix.named == 1
    assert "Government of Freedonia" not in mix.owners
    heard = path.read_text("utf-8").replace(
        "publisher: freedonian-state-radio\n", "publisher: freedonian-state-radio\n    retrieved: 2026-01-18\n"
    )
    path.write_text(heard, "utf-8")
    mix = mixes(loaded(content))[ROUND]
    assert mix.claims[0].hangs == "independent"
    assert mix.named == 0


def test_silence_and_an_entry_without_a_source_are_no_claims():
    mix = mixes(loaded(EXAMPLE))[ROUND]
    assert [claim.kind for claim in mix.claims] == ["point"] * 2 + ["position"] * 2 + ["entry"] * 2
    assert [claim.anchor for claim in mix.claims if claim.kind == "entry"] == ["press-briefing", "entry-3"]


def test_evidence_against_a_position_does_not_carry_it(content):
    path = content / SECOND
    text = path.read_text("utf-8")
    assert "        bearing: partial\n" in text
    path.write_text(text.replace("        bearing: partial\n", "        bearing: refutes\n"), "utf-8")
    mix = mixes(loaded(content))[ROUND]
    assert [c.standing.position.actor for c in mix.claims if c.kind == "position"] == ["ruritania"]


def test_owners_of_owners_are_one_voice_and_a_circle_has_an_end():
    publishers = loaded(EXAMPLE).publishers
    courier = publishers["zenda-courier"]

    def text(words):
        return Text(words, courier.span)

    def house(id, name, owner=None):
        return replace(courier, id=text(id), name=text(name), owner=text(owner) if owner else None)

    assert owners([house("p", "Zenda Press"), courier]) == {"p": "Zenda Press", "zenda-courier": "Zenda Press"}
    assert owners([courier, house("p", "Zenda Press", "Big House")]) == {"zenda-courier": "Big House", "p": "Big House"}
    assert owners([house("a", "A", "B"), house("b", "B", "A")]) == {"a": "A", "b": "A"}
    assert owners([house("a", "A")]) == {}


def test_the_seed_hangs_on_one_article_without_a_known_owner():
    archive = loaded(ROOT / "content")
    (mix,) = mixes(archive).values()
    assert (mix.owners, mix.unowned, mix.named, mix.held) == ((), 1, 1, 1)
    assert len(mix.weak) == 1
    assert mix.weak[0] == mix.claims
    found = trends(archive, mixes(archive))
    assert not any(trend.drawn for trend in (found.tiers, found.owners, found.claims))


def test_withdrawn_briefings_are_no_part_of_the_archive_over_time():
    archive = loaded(EXAMPLE)
    found = trends(archive, mixes(archive))
    assert found.owners.total.total == 2
    assert [(row.label, row.counts) for row in found.tiers.rows] == [
        ("2025", (1, 1, 0)), ("2026", (0, 1, 0)), ("undated", (0, 1, 0))
    ]  # fmt: skip


def test_a_change_is_drawn_only_where_two_years_have_enough():
    few, enough = (FEW - 1, 0), (FEW - 1, 1)
    assert by_year(("a", "b"), {"2025": enough, "2026": enough}).drawn
    assert not by_year(("a", "b"), {"2025": enough, "2026": few}).drawn
    assert not by_year(("a", "b"), {"2025": enough, "undated": enough}).drawn
    assert not Trend(("a", "b"), ()).drawn


def test_a_picture_shows_the_latest_years_and_gathers_those_before():
    years = {str(year): (FEW, 1) for year in range(2000, 2026)}
    shown = by_year(("a", "b"), years | {"undated": (1, 1)}).shown
    assert [shown[0].label, shown[1].label, shown[-1].label] == ["to 2013", "2014", "undated"]
    assert len(shown) == 1 + MOST_YEARS + 1
    assert sum(row.total for row in shown) == 26 * (FEW + 1) + 2
