"""A saved briefing's page, made alone: it is the page that the build of all makes."""

import datetime as dt
import random
import shutil
from pathlib import Path

import pytest
from conftest import EXAMPLE

from benchmarks import edits, maker
from generator import pipeline
from generator.pipeline import saving
from generator.read import Texts
from generator.views import Site

DAY = dt.date(2100, 1, 1)
SITE = Site("An archive", "", "", "")


@pytest.fixture(scope="module", params=["example", "made"])
def content(request, tmp_path_factory):
    if request.param == "example":
        return EXAMPLE
    folder = tmp_path_factory.mktemp("made") / "content"
    maker.make(60, folder)
    return folder


def texts(content, file):
    stored = (content / "snapshots" / Path(file).stem).glob("*.txt")
    return Texts.given({path.relative_to(content).as_posix(): path.read_bytes() for path in (content / file, *stored)})


def made(shown, briefing, tmp_path):
    return pipeline.Templates(SITE, tmp_path / "docs", Path("none"), {}, drafts=True).briefing(shown, briefing)


def whole(shown):
    pages = pipeline.make_pages(shown.archive, SITE, drafts=True, templates=Path("none"))
    return {page.src_uri: page.text for page in pages}


def test_a_page_made_alone_is_that_of_the_build_of_all(content, tmp_path):
    shown = pipeline.shown(pipeline.load(content, DAY), drafts=True)
    pages = whole(shown)
    for briefing in shown.archive.briefings.values():
        now, again, _ = saving.saved(shown, briefing.file, texts(content, briefing.file), DAY)
        page = made(now, again, tmp_path)
        assert page.text == pages[page.src_uri]


@pytest.mark.parametrize("seed", range(2))
def test_what_is_edited_is_on_it(seed, tmp_path):
    maker.make(40, tmp_path / "content")
    content, chance = tmp_path / "content", random.Random(seed)
    before = pipeline.shown(pipeline.load(content, DAY), drafts=True)
    looks = {path: path.read_bytes() for path in content.rglob("*.yaml")}
    edits.EDITS["a word in a summary"](content, chance)
    (path,) = [path for path in looks if path.read_bytes() != looks[path]]
    file = path.relative_to(content).as_posix()
    now, briefing, problems = saving.saved(before, file, texts(content, file), DAY)
    page = made(now, briefing, tmp_path)
    assert page.text == whole(pipeline.shown(pipeline.load(content, DAY), drafts=True))[page.src_uri]
    assert not [problem for problem in problems if problem.span.file != file]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title:", "titel:", "unknown-field"),
        ("speaker: pal-varga", "speaker: pal-vargo", "unknown-actor"),
        ("We can accept a fee", "We can't accept a fee", "quotation-altered"),
        ("topics: [straits, trade]", "topics: [straits, trad]", "unknown-topic"),
        ("supersedes: straits-tariff-first-round", "supersedes: straits-tariff-first-rund", "unknown-briefing"),
    ],
)
def test_what_is_wrong_is_told_as_a_check_tells_it(old, new, code, tmp_path):
    shown = pipeline.shown(pipeline.load(EXAMPLE, DAY), drafts=True)
    content = tmp_path / "content"
    shutil.copytree(EXAMPLE, content)
    file = "briefings/2026/straits-tariff-second-round.yaml"
    (content / file).write_text((content / file).read_text("utf-8").replace(old, new), "utf-8")
    given = texts(content, file)
    _, _, problems = saving.saved(shown, file, given, DAY)
    every = [problem for problem in pipeline.load(content, DAY).problems if problem.span.file in given]
    assert code in [problem.code for problem in problems]
    assert [(p.code, p.span, p.message) for p in problems] == [(p.code, p.span, p.message) for p in every]
