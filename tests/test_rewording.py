"""What words decide nothing, and where readers see them: as it is stated, so it is."""

import dataclasses
import random
import re
from functools import cache

import jinja2
import pytest
from conftest import EXAMPLE

from benchmarks import maker
from generator import link, pipeline, relate, render, site, views
from generator.document import Text
from generator.model import Noun
from generator.pipeline import reading, rewording
from generator.pipeline.rewording import WORDS
from generator.views import kept

FIELDS = [(kind, name) for kind, names in WORDS.items() for name in names]


@cache
def archive(which, folder):
    if which == "maker":
        maker.make(40, folder)
    result = pipeline.load(folder if which == "maker" else EXAMPLE, pipeline.today())
    assert not result.failed()
    return result


@pytest.fixture(params=["example", "maker"])
def result(request, tmp_path_factory):
    return archive(request.param, tmp_path_factory.getbasetemp() / "maker")


def swapped(value, kind, name, within=None):
    """The same noun, in which the letters of all texts of that field are small where they were great."""
    if isinstance(value, Text):
        if within != (kind, name):
            return value
        parts = re.split(r"(\]\([^)]*\)|<[^>]*>)", value)  # where links lead stays
        made = (part if n % 2 else "".join(map(swap_letter, part)) for n, part in enumerate(parts))
        return Text("".join(made), value.span)
    if type(value) is tuple:
        return tuple(swapped(item, kind, name, within) for item in value)
    if isinstance(value, Noun):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        of = {key: swapped(held, kind, name, (type(value), key)) for key, held in fields.items()}
        return dataclasses.replace(value, **of)
    return value


def swap_letter(letter):
    other = letter.swapcase()
    return other if len(other) == 1 and other.swapcase() == letter else letter


def pages(result, briefings):
    """All pages of an archive with these briefings, by path, the marks of what each shows, and what is told of it."""
    old = result.archive
    archive, problems = link.archive(briefings, old.actors, old.issues, old.topics, old.publishers, old.pages)
    shown = link.without_drafts(link.with_evidence(archive, result.evidences))
    relations = relate.relations(shown)
    env = render.environment(jinja2.FileSystemLoader([str(site.TEMPLATES)]))
    writer = kept.Writer(shown, relations.mixes)
    made, marks = {}, {}
    for plan in render.pages(shown, relations, views.Site("Archive", "", "https://example.org/"), env):
        made[plan.src_uri] = plan.make().text
        marks[plan.src_uri] = kept.marks(writer.write(plan.facts)[1]) if plan.of_view else []
    told = [(problem.code, problem.message, problem.span) for problem in problems]
    told += [(p.code, p.message, p.span) for p in relate.texts_disagree(archive, relations.utterances)]
    return made, marks, told


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name in FIELDS])
def test_words_that_decide_nothing_are_seen_where_it_is_stated(result, kind, name):
    before, marks, told = pages(result, result.archive.briefings.values())
    seen = set()
    for share in (1, 0.3, 0.2):
        chance = random.Random(share)
        chosen = {id for id in result.archive.briefings if chance.random() < share}
        briefings = {id: swapped(b, kind, name) if id in chosen else b for id, b in result.archive.briefings.items()}
        after, _, told_now = pages(result, briefings.values())
        assert told_now == told
        assert after.keys() == before.keys()
        wanted = {kept.mark(shown, id) for shown in WORDS[kind][name] for id in chosen}
        for page, text in after.items():
            assert text.casefold() == before[page].casefold(), page
            if text != before[page] and page.endswith(".md"):  # the pages at former addresses are never among them
                own = page.removeprefix("briefings/").removesuffix(".md") in chosen
                assert own or not wanted.isdisjoint(marks[page]), page
                seen.add(page)
    assert seen


def test_views_hold_no_text_that_is_reworded(result):
    """Else a page that is made again would show the old one."""
    old = {id(text) for briefing in result.archive.briefings.values() for text in words(briefing)}
    shown = link.without_drafts(result.archive)
    relations = relate.relations(shown)
    writer = kept.Writer(shown, relations.mixes)
    held = []
    name = writer.name
    writer.name = lambda value: held.append(id(value) in old) or name(value)
    env = render.environment(jinja2.FileSystemLoader([str(site.TEMPLATES)]))
    for plan in render.pages(shown, relations, views.Site("Archive"), env):
        if plan.of_view:
            writer.write(plan.facts)
    assert held
    assert not any(held)


def words(noun):
    """All texts of a noun that decide nothing."""
    for field in dataclasses.fields(noun):
        value = getattr(noun, field.name)
        for item in value if type(value) is tuple else (value,):
            if isinstance(item, Noun):
                yield from words(item)
            elif isinstance(item, Text) and field.name in WORDS.get(type(noun), ()):
                yield item


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("title: Ruritania would", "title: Ruritania could", True),
        ("summary:\n", "summary:\n\n", True),
        ("status: published", "status: draft", False),
        ("form: fragment", "form: full", False),
        ("stance: ", "confidence: low\n    stance: ", False),
    ],
)
def test_what_is_another_word_and_what_is_more(old, new, same):
    file = "briefings/2026/straits-tariff-second-round.yaml"
    text = (EXAMPLE / file).read_text("utf-8")
    assert old in text
    before, now = (reading.checked(file, data.encode()) for data in (text, text.replace(old, new, 1)))
    assert (rewording.reworded(before.made, now.made) is not None) is same
