"""What a page is made of is in its key: all that a template looks up, and all that its view says."""

import dataclasses
import re
import shutil
from collections.abc import Mapping
from datetime import date

import jinja2
import pytest
from conftest import EXAMPLE

from benchmarks import maker
from generator import link, pipeline, relate, render, site, views
from generator.archive import Archive
from generator.views import dependencies
from generator.views.dependencies import Keys

DAY = date(2100, 1, 1)
REGISTRIES = {"actors": "actor", "issues": "issue", "topics": "topic", "publishers": "publisher"}


class Recorded(Mapping):
    """A mapping of the archive that remembers what was looked up."""

    def __init__(self, name, inner, seen):
        self.name, self.inner, self.seen = name, inner, seen

    def __getitem__(self, key):
        self.seen.add((self.name, key))
        return self.inner[key]

    def __contains__(self, key):
        self.seen.add((self.name, key))
        return key in self.inner

    def __len__(self):
        self.seen.add((self.name, "all"))
        return len(self.inner)

    def __iter__(self):
        self.seen.add((self.name, "all"))
        return iter(self.inner)


class Told(Keys):
    """Keys that remember what they were made of."""

    def __init__(self, *args):
        super().__init__(*args)
        self.consulted = set()

    def _briefing(self, briefing):
        self.consulted.add(("shown", briefing.id))
        return super()._briefing(briefing)

    def _content(self, briefing):
        self.consulted.add(("briefing", briefing.id))
        return super()._content(briefing)

    def _entry(self, kind, id):
        entry = dependencies._registry(self._archive, kind).get(id)
        self.consulted |= {(kind, id), *dependencies._names_of(entry)}
        return super()._entry(kind, id)


def loaded(folder):
    result = pipeline.load(folder, DAY)
    assert not result.failed()
    return link.without_drafts(result.archive), result.texts.digests


@pytest.fixture(scope="module", params=["example", "maker"])
def archive(request, tmp_path_factory):
    folder = EXAMPLE
    if request.param == "maker":
        folder = tmp_path_factory.mktemp("maker") / "content"
        maker.make(60, folder)
    return loaded(folder)


def test_templates_look_up_nothing_that_is_not_in_the_key_of_their_page(archive):
    shown, written = archive
    seen = set()
    fields = {
        field.name: Recorded(field.name, value, seen)
        for field in dataclasses.fields(Archive)
        if isinstance(value := getattr(shown, field.name), Mapping)
    }
    nothing = {"quotations": None, "standings": None, "pages": None}  # of these, no template may read any
    watched = dataclasses.replace(shown, **fields, **nothing)
    env = render.environment(jinja2.FileSystemLoader([str(site.TEMPLATES)]))
    settings = views.Site("Archive", "", "https://example.org/")
    plans = render.pages(shown, relate.relations(shown), settings, env)
    looked_up = 0
    for plan in plans:
        seen.clear()
        told = Told(shown, written)
        told.of(*plan.facts)
        if getattr(plan.make, "func", None) is render._page:
            env_, _, *others = plan.make.args
            render._page(env_, watched, *others)
        for name, id in seen:
            if name == "superseded_by":
                assert ("shown", id) in told.consulted, (plan.src_uri, name, id)
            elif name == "briefings":
                assert {("briefing", id), ("shown", id)} & told.consulted or id in ("", None), (plan.src_uri, name, id)
            else:
                assert (REGISTRIES[name], id) in told.consulted, (plan.src_uri, name, id)
            looked_up += 1
    assert looked_up > 150


def keys(folder):
    shown, written = loaded(folder)
    env = render.environment(jinja2.FileSystemLoader([str(site.TEMPLATES)]))
    made = Keys(shown, written)
    plans = list(render.pages(shown, relate.relations(shown), views.Site("Archive"), env))
    return {plan.src_uri: (made.of(*plan.facts), plan.make().text) for plan in plans}


def test_where_a_page_changes_so_does_its_key_and_most_pages_keep_both(tmp_path):
    content = tmp_path / "content"
    maker.make(60, content)
    before = keys(content)
    assert before == keys(content)
    name = sorted((content / "briefings").rglob("*.yaml"))[7]
    name.write_text(re.sub(r"(summary:\s+- text: )", r"\1Now ", name.read_text("utf-8"), count=1), "utf-8")
    after = keys(content)
    changed = {uri for uri in after if after[uri][1] != before[uri][1]}
    rekeyed = {uri for uri in after if after[uri][0] != before[uri][0]}
    assert changed
    assert changed <= rekeyed
    assert len(rekeyed) < len(after) / 3


def test_a_fact_of_a_sort_that_is_not_known_is_refused():
    shown, written = loaded(EXAMPLE)
    with pytest.raises(TypeError, match="what of a set a page shows"):
        Keys(shown, written).of({1})


def test_keys_tell_facts_apart():
    shown, written = loaded(EXAMPLE)
    facts = [
        ("a", "b"),
        ("ab",),
        (("a",), "b"),
        (("a", "b"),),
        ("a", None),
        ("a", "None"),
        (1,),
        ("1",),
        (True,),
        ({"a": "b"},),
    ]
    assert len({Keys(shown, written).of(*fact) for fact in facts}) == len(facts)


def test_the_place_of_an_entry_in_its_registry_means_nothing(tmp_path):
    content = shutil.copytree(EXAMPLE, tmp_path / "content")
    before = keys(content)
    path = content / "actors.yaml"
    path.write_text("# A word before all.\n\n" + path.read_text("utf-8"), "utf-8")
    assert {uri: key for uri, (key, _) in keys(content).items()} == {uri: key for uri, (key, _) in before.items()}
