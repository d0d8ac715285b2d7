"""Related briefings: by what they share, rarer things first, and with the reason."""

import datetime as dt
import json
import re

import pytest

from generator import pipeline, relate, views
from generator.relate.kinship import MOST, chain

TODAY = dt.date(2026, 11, 23)
ACTORS = ["irena-valk", "joris-hale", "mara-quill"]


def briefing(number, *, day=None, quotes=(), issues=(), topics=(), url=None, **fields):
    """A briefing file; YAML reads JSON."""
    made = {
        "title": f"Briefing {number}",
        "status": "published",
        "published": (day or dt.date(2026, 1, 1) + dt.timedelta(number)).isoformat(),
        "language": "en",
        "topics": list(topics),
        "summary": [{"text": "Something was said.", "cites": ["paper"]}],
        "key_quotes": [
            {"id": f"q-{speaker}", "speaker": speaker, "text": f"Word {number}", "source": "paper"} for speaker in quotes
        ],
        "positions": [
            {"actor": "mara-quill", "issue": issue, "stance": "not-stated", "statement": "Nothing."} for issue in issues
        ],
        "sources": [
            {"id": "paper", "type": "article", "tier": "secondary", "title": "The paper",
             "url": url or f"https://paper.example/{number}"}
        ],
        **fields,
    }  # fmt: skip
    return {key: value for key, value in made.items() if value != []}


@pytest.fixture
def archive(tmp_path):
    def make(files):
        (tmp_path / "briefings").mkdir()
        used = {key: {id for file in files.values() for id in file.get(key, ())} for key in ("topics",)}
        issues = {p["issue"] for file in files.values() for p in file.get("positions", ())}
        registries = {
            "actors": {id: {"type": "person", "name": id.replace("-", " ").title()} for id in ACTORS},
            "issues": {id: {"proposition": f"There is {id}.", "name": id.capitalize()} for id in issues},
            "topics": {id: {"name": id.capitalize()} for id in used["topics"]},
            "publishers": {},
        }
        for name, entries in registries.items():
            (tmp_path / f"{name}.yaml").write_text(json.dumps(entries), "utf-8")
        for id, file in files.items():
            (tmp_path / f"briefings/{id}.yaml").write_text(json.dumps(file), "utf-8")
        result = pipeline.load(tmp_path, TODAY)
        assert not result.failed(), [problem.message for problem in result.problems]
        return result.archive

    return make


def related(archive, id):
    return [kin.briefing.id for kin in relate.relations(archive).kinships[id]]


def reasons(archive, id):
    return {
        kin.briefing.id: [(why.kind, why.ids) for why in kin.reasons] for kin in relate.relations(archive).kinships[id]
    }


def filler(first, number, **fields):
    return {f"other-{n}": briefing(n, **fields) for n in range(first, first + number)}


def test_a_rare_actor_in_common_counts_more_than_a_frequent_one(archive):
    found = archive({
        "here": briefing(1, quotes=["irena-valk", "joris-hale"]),
        "rare": briefing(50, quotes=["irena-valk"]),
        "frequent": briefing(2, quotes=["joris-hale"]),
        **filler(100, 4, quotes=["joris-hale"]),
        **filler(200, 20),
    })  # fmt: skip
    assert related(found, "here")[0] == "rare"
    assert "frequent" in related(found, "here")


def test_the_reason_names_the_rarest_thing_first_and_how_it_is_shared(archive):
    found = archive({
        "here": briefing(1, quotes=["irena-valk"], issues=["levy"], topics=["grain"]),
        "there": briefing(2, quotes=["irena-valk"], issues=["levy"], topics=["grain"]),
        **filler(100, 1, issues=["levy"]),
        **filler(200, 2, topics=["grain"]),
        **filler(300, 20),
    })  # fmt: skip
    assert reasons(found, "here")["there"] == [
        ("quoted", ("irena-valk",)),
        ("issue", ("levy",)),
        ("topic", ("grain",)),
    ]


def test_the_same_text_is_a_reason_even_under_two_names(archive):
    address = "https://paper.example/the-one"
    found = archive({"here": briefing(1, url=address), "there": briefing(2, url=address), **filler(100, 9)})
    assert reasons(found, "here") == {"there": [("source", ("paper",))]}


def test_what_more_than_half_of_the_archive_shares_is_no_reason(archive):
    found = archive({**filler(100, 12, topics=["grain"]), **filler(200, 4)})
    assert related(found, "other-100") == []


def test_in_a_small_archive_what_all_share_is_a_reason(archive):
    found = archive({"here": briefing(1, issues=["levy"]), "there": briefing(2, issues=["levy"])})
    assert reasons(found, "here") == {"there": [("issue", ("levy",)), ("actor", ("mara-quill",))]}


def test_a_withdrawn_briefing_is_never_related_and_has_none(archive):
    gone = {"status": "withdrawn", "withdrawn": {"date": "2026-05-01", "reason": "The paper retracted it."}}
    found = archive({
        "here": briefing(1, quotes=["irena-valk"]),
        "gone": briefing(2, quotes=["irena-valk"], **gone),
        "there": briefing(3, quotes=["irena-valk"]),
        **filler(100, 9),
    })  # fmt: skip
    assert related(found, "here") == ["there"]
    assert "gone" not in relate.relations(found).kinships


def test_those_that_replaced_each_other_are_a_chain_and_not_related(archive):
    found = archive({
        "first": briefing(1, quotes=["irena-valk"]),
        "second": briefing(2, quotes=["irena-valk"], supersedes="first"),
        "third": briefing(3, quotes=["irena-valk"], supersedes="second"),
        "apart": briefing(4, quotes=["irena-valk"]),
        **filler(100, 9),
    })  # fmt: skip
    for id in ("first", "second", "third"):
        assert related(found, id) == ["apart"]
        assert [b.id for b in chain(found, found.briefings[id])] == ["first", "second", "third"]
    assert related(found, "apart") == ["third"], "the newest stands for those that it replaced"


def test_of_equally_close_ones_the_nearest_in_time_come_first_and_no_more_than_five(archive):
    found = archive({**filler(100, 9, quotes=["irena-valk"]), **filler(200, 12)})
    assert related(found, "other-104") == ["other-105", "other-103", "other-106", "other-102", "other-107"]
    assert len(related(found, "other-100")) == MOST


def page(archive, id):
    pages = pipeline.make_pages(archive, views.Site("Example"))
    return next(page.text for page in pages if page.src_uri == f"briefings/{id}.md")


def test_a_briefing_tells_in_words_why_another_is_related(archive):
    found = archive({
        "here": briefing(1, quotes=["irena-valk"], issues=["levy"]),
        "there": briefing(2, quotes=["irena-valk"], issues=["levy"]),
        **filler(100, 9),
    })  # fmt: skip
    assert "Both ask who stands where on Levy; both quote Irena Valk." in page(found, "here")
    assert "Related briefings" not in page(found, "other-100")


def test_a_chain_of_two_is_told_at_the_top_and_a_longer_one_as_a_whole(archive):
    found = archive({
        "a": briefing(1),
        "b": briefing(2, supersedes="a"),
        "c": briefing(3, supersedes="b"),
        "d": briefing(4),
        "e": briefing(5, supersedes="d"),
    })  # fmt: skip
    first = page(found, "a")
    assert 'The newest of them: <a href="../c/">Briefing 3</a>, <time' in first
    assert first.index("## Succession") < first.index("../b/", first.index("## Succession"))
    assert "## Succession" not in page(found, "d")
    assert 'A newer briefing replaces this one: <a href="../e/">' in page(found, "d")


def test_of_a_long_chain_a_briefing_lists_those_near_it_and_both_ends(archive):
    found = archive({f"b-{n}": briefing(n, **({"supersedes": f"b-{n - 1}"} if n else {})) for n in range(30)})
    listed = page(found, "b-10").partition("## Succession")[2].partition("</ol>")[0]
    numbers = [int(n) for n in re.findall(r">Briefing (\d+)", listed)]
    assert numbers == [0, *range(5, 16), 29]
    assert re.findall(r"(\d+) more", listed) == ["4", "13"]


def test_a_topic_leads_to_the_one_before_and_the_one_after(archive):
    found = archive({**filler(100, 3, topics=["grain"]), "apart": briefing(101)})
    middle = page(found, "other-101").partition('<nav class="beside"')[2]
    assert (
        middle.index("Earlier,") < middle.index("Briefing 100") < middle.index("Later,") < middle.index("Briefing 102")
    )
    assert "Later," not in page(found, "other-102")
    assert 'class="beside"' not in page(found, "apart")
