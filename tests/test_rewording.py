"""What words decide nothing, and where readers see them: as it is stated, so it is."""

import contextlib
import dataclasses
import random
import re
import shutil
from functools import cache
from pathlib import Path

import jinja2
import pytest
from conftest import EXAMPLE, tree

from benchmarks import maker
from generator import cli, link, pipeline, relate, render, site, views
from generator.document import Text
from generator.model import Briefing, KeyQuote, Noun, Position
from generator.pipeline import reading, rewording
from generator.pipeline.rewording import WORDS
from generator.views import kept

FILE = "briefings/2026/straits-tariff-second-round.yaml"
OTHER = "briefings/2025/straits-tariff-first-round.yaml"
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


OPTIONAL = [(Briefing, "caveats"), (Briefing, "analysis"), (KeyQuote, "note"), (Position, "conditions")]


@pytest.mark.parametrize(("kind", "name"), OPTIONAL, ids=[name for _, name in OPTIONAL])
def test_words_that_come_or_go_are_seen_where_it_is_stated(result, kind, name):
    def without(noun):
        fields = {f.name: getattr(noun, f.name) for f in dataclasses.fields(noun)}
        of = {
            key: tuple(without(item) if isinstance(item, Noun) else item for item in held)
            for key, held in fields.items()
            if type(held) is tuple and key not in ("span", "placed", "links")
        }
        gone = {name: () if name == "caveats" else None} if isinstance(noun, kind) else {}
        return dataclasses.replace(noun, **of | gone)

    every = result.archive.briefings
    linked = {
        id for id, briefing in every.items() if name == "analysis" and briefing.links
    }  # where links go, it is more
    chosen = set(random.Random(1).sample(sorted(every), k=len(every) // 2 + 1)) - linked
    before, marks, told = pages(result, every.values())
    after, _, told_now = pages(result, [without(b) if id in chosen else b for id, b in every.items()])
    assert told_now == told
    assert after.keys() == before.keys()
    wanted = {kept.mark(shown, id) for shown in WORDS[kind][name] for id in chosen}
    for page in [page for page, text in after.items() if text != before[page]]:
        own = page.removeprefix("briefings/").removesuffix(".md") in chosen
        assert own or not wanted.isdisjoint(marks[page]), page


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


def build(*options):
    assert cli.main(["build", *options]) == 0


def swap(old, new, file=FILE):
    text = (Path("content") / file).read_text("utf-8")
    assert old in text
    (Path("content") / file).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def reworded(tmp_path, monkeypatch):
    """What each build made again; None where it looked at all."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    found = []
    reword = pipeline.reword
    monkeypatch.setattr(pipeline, "reword", lambda *a, **k: found.append(reword(*a, **k)) or found[-1])
    build()
    return found


WORDS_ALONE = {
    "a title": lambda: swap("title: Ruritania would", "title: Ruritania could"),
    "a remark that no reader sees": lambda: swap("summary:", "# to be mended\nsummary:"),
    "two briefings at once": lambda: (
        swap("title: Ruritania could", "title: Ruritania might"),
        swap("summary:", "# here, too\nsummary:", OTHER),
    ),
    "a site that is gone": lambda: shutil.rmtree("site"),
}
MORE = {
    "a stance": lambda: swap("stance: strongly-oppose", "stance: oppose", OTHER),
    "a day": lambda: swap("published: 2026-01-18", "published: 2026-01-17"),
    "a registry": lambda: swap("name: ", "name: New ", "topics.yaml"),
    "a page of ours that somebody has changed": lambda: Path("build/docs/index.md").write_text("Another.\n"),
    "what is remembered is torn": lambda: Path("build/cache/views-of-docs").write_bytes(b"SQLite"),
    "settings": lambda: Path("mkdocs.yml").write_text("site_name: Another\n"),
    "a template": lambda: (
        Path("templates/pages").mkdir(parents=True), Path("templates/pages/about.md").write_text("<h1>A</h1>\n")
    ),
}  # fmt: skip


def test_only_where_nothing_but_words_is_new_nothing_else_is_read(reworded):
    for edits, alone in ((WORDS_ALONE, True), (MORE, False)):
        for name, edit in edits.items():
            edit()
            if not alone:
                swap("summary:", "# for each of these\nsummary:")
            reworded.clear()
            build()
            assert len(reworded) == 1, name
            assert (reworded[0] is not None) is alone, name
            shutil.rmtree("clean", ignore_errors=True)
            Path("clean").mkdir()
            for part in ("content", "templates", "mkdocs.yml"):
                if Path(part).is_dir():
                    shutil.copytree(part, f"clean/{part}")
                elif Path(part).exists():
                    shutil.copy(part, f"clean/{part}")
            with contextlib.chdir("clean"):
                build()
            assert tree(Path("site")) == tree(Path("clean/site")), name


def test_few_pages_are_made_again_for_a_word_and_more_for_a_title(reworded):
    swap("a capped fee which pays", "a capped fee that pays")
    build()
    swap("title: Ruritania would", "title: Ruritania could")
    build()
    word, title = reworded[-2:]
    assert 0 < word.made < title.made < title.number
    assert word.made < word.number / 3


def test_warnings_are_told_again_and_are_errors_where_that_is_asked_for(reworded, capsys):
    stray = Path("content/snapshots/straits-tariff-second-round/nothing.txt")
    stray.write_text("Nobody cites this.\n", "utf-8")
    build()
    told = capsys.readouterr().err
    assert "warning" in told
    swap("title: Ruritania would", "title: Ruritania could")
    build()
    assert reworded[-1]
    again = capsys.readouterr().err
    assert [line for line in again.splitlines() if "warning" in line] == [
        line for line in told.splitlines() if "warning" in line
    ]
    swap("title: Ruritania could", "title: Ruritania might")
    assert cli.main(["build", "--strict"]) == 1
    assert reworded[-1] is None


OWN = {
    "about": ("pages/about.md", "<h1>{{ title | text }}</h1>\n\n{% for b in archive.live %}<p>{{ b.title | text }}</p>{% endfor %}\n"),
    "contribute": ("pages/contribute.md", "<h1>Write</h1>\n\n{{ archive.live | length }} {{ archive.live[0].title | text }}\n"),
    "home": ("pages/home.md", "<h1>Home</h1>\n\n{% for q in archive.quotations %}<p>{{ q.briefing.title | text }}</p>{% endfor %}\n"),
    "one that others include": ("macros/lists.md", None),
    "a style sheet": ("css/archive.css", "body { color: red }\n"),
}  # fmt: skip


@pytest.mark.parametrize("drafts", [[], ["--drafts"]])
def test_a_template_of_the_archives_own_shows_no_draft_that_an_earlier_build_showed(reworded, drafts):
    path = Path("templates/pages/contribute.md")
    path.parent.mkdir(parents=True)
    path.write_text("<h1>Write</h1>\n\n{% for b in archive.live %}<p>{{ b.title | text }}</p>{% endfor %}\n", "utf-8")
    shutil.copy("content/briefings/2026/straits-tariff-second-round.yaml", "content/briefings/2026/not-yet.yaml")
    shutil.copytree("content/snapshots/straits-tariff-second-round", "content/snapshots/not-yet")
    draft = Path("content/briefings/2026/not-yet.yaml")
    text = re.sub("(?m)^(supersedes|former_ids):.*\n", "", draft.read_text("utf-8"))
    draft.write_text(
        text.replace("title: Ruritania", "title: Not yet").replace("status: published", "status: draft"), "utf-8"
    )
    for options in (["--drafts"] if not drafts else [], drafts):
        assert cli.main(["build", *options]) == 0
        page = Path("site/contribute/index.html").read_text("utf-8")
        assert ("Not yet" in page) == bool(options)


@pytest.mark.parametrize("which", OWN)
def test_a_template_of_the_archives_own_leaves_words_words(reworded, which):
    name, text = OWN[which]
    path = Path("templates") / name
    path.parent.mkdir(parents=True)
    Path("templates/pages").mkdir(exist_ok=True)
    path.write_text(text or (site.TEMPLATES / name).read_text("utf-8"), "utf-8")
    build()
    assert reworded[-1] is None
    for old, new in (("title: Ruritania would", "title: Ruritania could"), ("a capped fee which", "a capped fee that")):
        swap(old, new)
        build()
        assert reworded[-1]
    Path("clean").mkdir()
    for part in ("content", "templates"):
        shutil.copytree(part, f"clean/{part}")
    with contextlib.chdir("clean"):
        build()
    assert tree(Path("site")) == tree(Path("clean/site"))


def test_where_most_pages_are_made_of_own_templates_all_is_read(reworded, monkeypatch):
    monkeypatch.setattr(rewording, "MOST_OWN", 2)
    path = Path("templates/pages/briefing.md")
    path.parent.mkdir(parents=True)
    path.write_text("<h1>{{ briefing.title | text }}</h1>\n", "utf-8")
    build()
    swap("title: Ruritania would", "title: Ruritania could")
    build()
    assert reworded[-1] is None
    assert "Ruritania could" in Path("site/briefings/straits-tariff-second-round/index.html").read_text("utf-8")
