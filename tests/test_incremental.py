"""A build upon an older one gives what a build from nothing gives, byte for byte, whatever was edited between."""

import calendar
import os
import random
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLE, briefings, tree

from benchmarks import maker
from benchmarks.edits import EDITS
from generator import cli, pipeline, publish, site, stamp
from generator.pipeline import reading

STEPS = int(os.environ.get("BRIEFINGS_STEPS", "20"))
"""How many edits: more of them by hand, as in `BRIEFINGS_STEPS=500 pytest tests/test_incremental.py`."""


EVERYTHING = (
    "{% for b in archive.briefings.values() %}<p>{{ b.title | text }} {{ b.summary[0].text | text }}</p>{% endfor %}\n"
)
"""What a template of an archive's own may look up: words of all briefings."""


class InterruptedByChanceError(Exception):
    """As when somebody presses Ctrl-C."""


def generated(content, build, *, drafts=False, made=None):
    """Generate all pages and the index; False where the content is at fault, so that nothing is generated."""
    found = reading.content(content, build / "cache")
    settings = pipeline.site_settings(site.settings(pipeline.config_file()))
    if pipeline.reword(found, settings, build / "docs", drafts=drafts, strict=False):
        if made is not None:
            made["reworded"] += 1
        return True
    result = pipeline.load(content, pipeline.today(), build / "cache", found=found)
    if result.failed():
        return False
    pipeline.generate(pipeline.shown(result, drafts=drafts), build, build / "site")
    return True


def interrupted(content, build, chance, monkeypatch):
    """Begin to generate, and stop after some pages."""
    left = chance.randrange(12)
    pages = publish.pages

    def some(made, docs):
        nonlocal left
        left -= 1
        if left < 0:
            raise InterruptedByChanceError
        return pages(made, docs)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "pages", some)
        try:
            generated(content, build)
        except InterruptedByChanceError:
            return True
    return False


def meddled(build, chance):
    """Do something to what was generated, or to what is remembered of it."""
    cache = sorted((build / "cache").iterdir())
    pages = sorted((build / "docs").rglob("*.md"))
    how = chance.randrange(5)
    if how == 0:
        shutil.rmtree(build / "cache")
    elif how == 1:
        file = chance.choice(cache)
        file.write_bytes(file.read_bytes()[: chance.randrange(file.stat().st_size)])
    elif how == 2:
        chance.choice(pages).unlink()
    elif how == 3:
        chance.choice(pages).write_text("Something else.\n", "utf-8")
    else:
        (build / "docs" / "briefings" / "stray.md").write_text("Nobody asked for this.\n", "utf-8")


def another_world(chance, made, monkeypatch):
    """Now and then, other templates, other settings, another engine."""
    if chance.random() < 0.1:
        Path("templates/pages").mkdir(parents=True, exist_ok=True)
        Path("templates/pages/about.md").write_text(
            f"<h1>{{{{ title | text }}}}</h1>\n<p>{chance.random()}</p>\n{EVERYTHING}"
        )
        made["templates"] += 1
    elif chance.random() < 0.5:
        shutil.rmtree("templates", ignore_errors=True)
    if chance.random() < 0.1:
        Path("mkdocs.yml").write_text(f"site_name: Archive {chance.randrange(9)}\nsite_url: https://a.example/\n")
        made["settings"] += 1
    if chance.random() < 0.07:
        engine = f"engine {chance.random()}"
        monkeypatch.setattr(stamp, "engine", lambda: engine)
        made["engine"] += 1


@pytest.mark.parametrize("seed", [1, 2])
def test_pages_are_those_of_a_build_from_nothing_after_any_row_of_edits(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    monkeypatch.chdir(tmp_path)
    content, build = Path("content"), Path("build")
    if seed == 1:
        shutil.copytree(EXAMPLE, content)
    else:
        maker.make(8, content)
    assert generated(content, build)
    made = Counter()
    for _ in range(STEPS // 2):
        before = shutil.copytree(content, "before")
        for name in chance.sample(sorted(EDITS), k=chance.choice([1, 1, 2])):
            EDITS[name](content, chance)
            made[name] += 1
        another_world(chance, made, monkeypatch)
        drafts = chance.random() < 0.1
        made["drafts"] += drafts
        if chance.random() < 0.15:
            made["interrupted"] += interrupted(content, build, chance, monkeypatch)
        if chance.random() < 0.15:
            meddled(build, chance)
            made["meddled"] += 1
        if generated(content, build, drafts=drafts, made=made):
            assert generated(content, Path("clean"), drafts=drafts)
            assert tree(build / "docs") == tree(Path("clean/docs")), made
            made["compared"] += 1
            shutil.rmtree("clean")
        else:
            shutil.rmtree(content)
            shutil.copytree(before, content)
        shutil.rmtree(before)
    shutil.rmtree("templates", ignore_errors=True)
    for name in ("a remark", "a word in a summary", "a title", "our own words"):
        EDITS[name](content, chance)
        assert generated(content, build, made=made)
        assert generated(content, Path("clean"))
        assert tree(build / "docs") == tree(Path("clean/docs")), made
    assert made["reworded"]
    print(f"seed {seed}: {made}")
    assert made["compared"] > STEPS / 4


def test_an_index_of_which_only_a_part_is_written_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content, build, chance = Path("content"), Path("build"), random.Random(4)
    maker.make(8, content)
    assert generated(content, build)
    EDITS["a title"](content, chance)
    written = publish.files
    with monkeypatch.context() as patch:
        patch.setattr(publish, "files", lambda made, docs: written(_once(made), docs))
        with pytest.raises(InterruptedByChanceError):
            generated(content, build)
    assert not Path("build/docs/assets/search/index").exists()
    assert generated(content, build)
    assert generated(content, Path("clean"))
    assert tree(build / "docs") == tree(Path("clean/docs"))


def _once(made):
    """Files of the index, up to the first one of words."""
    for name, data in made:
        if name.startswith("words/"):
            raise InterruptedByChanceError
        yield name, data


def test_only_pages_whose_facts_have_changed_are_rendered_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    maker.make(40, Path("content"))
    generated(Path("content"), Path("build"))
    before = {path: path.stat().st_mtime_ns for path in Path("build/docs").rglob("*.md")}
    rendered = []
    pages = publish.pages
    monkeypatch.setattr(publish, "pages", lambda made, docs: rendered.extend(pages(made, docs)) or rendered)
    EDITS["a word in a summary"](Path("content"), random.Random(3))
    generated(Path("content"), Path("build"))
    assert 3 < len(rendered) < len(before) / 3
    kept = [path for path, when in before.items() if path.stat().st_mtime_ns == when]
    assert len(kept) > len(before) / 2


def test_a_site_built_upon_an_older_one_is_that_of_a_build_from_nothing(tmp_path):
    chance = random.Random(5)
    maker.make(12, tmp_path / "content")
    taken_over = 0
    for name in ["", "a new address", "an actor's name"]:
        if name:
            EDITS[name](tmp_path / "content", chance)
        before = {file: file.stat().st_ino for file in (tmp_path / "site").rglob("*.html")}
        done = briefings("build", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        taken_over += sum(file.exists() and file.stat().st_ino == inode for file, inode in before.items())
        clean = tmp_path / f"clean-{taken_over}"
        clean.mkdir()
        done = briefings("build", "--content", tmp_path / "content", cwd=clean)
        assert done.returncode == 0, done.stderr
        assert tree(tmp_path / "site") == tree(clean / "site"), name
    assert taken_over > 100


def test_a_page_of_the_site_that_somebody_has_changed_is_made_again(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    assert briefings("build", cwd=tmp_path).returncode == 0
    page = tmp_path / "site/briefings/straits-survey-leak/index.html"
    whole = tree(tmp_path / "site")
    page.write_text("Something else.\n", "utf-8")
    assert briefings("build", cwd=tmp_path).returncode == 0
    assert tree(tmp_path / "site") == whole


def swapped(path, old, new):
    def swap():
        text = Path(path).read_text("utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new), "utf-8")

    return swap


ABOUT, PAGE = "content/pages/about.md", "site/briefings/straits-survey-leak/index.html"
MADE = Path("build/cache/engine-of-docs.json")
WITHOUT_ENGINE = {
    "nothing but a word in a summary": lambda: None,
    "a title, which the front page shows": swapped(
        "content/briefings/2026/straits-tariff-second-round.yaml", "title: Ruritania would", "title: Ruritania could"
    ),
    "a page of the nav": swapped(ABOUT, "\n", "\nA further word.\n\n"),
    "a page of the site that somebody has changed": lambda: Path(PAGE).write_text("Something else.\n"),
}
WITH_ENGINE = {
    "a page of a new kind": lambda: Path("content/pages/more.md").write_text("# More\n\nA page.\n"),
    "a sitemap that tells how many pages there are": lambda: Path("own/sitemap.xml").write_text(
        "{{ pages | length }} {% for item in pages %} {{ item.page.canonical_url }}{% endfor %}"
    ),
    "a page more in such a sitemap": lambda: EDITS["a new briefing"](Path("content"), random.Random(5)),
    "a sitemap that names pages alone": lambda: shutil.copy(site.TEMPLATES / "theme/sitemap.xml", "own"),
    "the settings": swapped("mkdocs.yml", "The Straits", "The Narrows"),
    "the theme": swapped("own/main.html", "{#", "<!-- a word -->{#"),
    "a file of the engine that is gone": lambda: Path("site/404.html").write_text("Something else.\n"),
    "what is remembered is torn": lambda: MADE.write_bytes(MADE.read_bytes()[:-1] + b"?"),
    "what is remembered is gone": MADE.unlink,
}
PAGES = {
    "a page more": lambda: Path("content/pages/further.md").write_text("# Further\n\nA page.\n"),
    "a page less": lambda: Path("content/pages/more.md").unlink(),
}


def test_the_engine_is_asked_only_where_what_it_would_make_may_have_changed(tmp_path, monkeypatch):
    """One edit upon the other, in turn of both sorts, each compared with a build from nothing."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(site.TEMPLATES / "theme", tmp_path / "own")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: The Straits\ntheme: {name: material, custom_dir: own}\nplugins: [{briefings: {frames: true}}]\n"
        "site_url: https://archive.example/a&b/\n"
    )
    (tmp_path / "build/docs").mkdir(parents=True)
    (tmp_path / "build/docs/.gitignore").write_text("*")  # as in a checkout of the engine
    monkeypatch.chdir(tmp_path)
    asked = []
    run = site._run
    monkeypatch.setattr(site, "_run", lambda command, held=(): asked.append(1) or run(command, held))
    assert cli.main(["build"]) == 0
    assert asked
    for edits, with_engine in [(WITHOUT_ENGINE, False), (WITH_ENGINE, True), (PAGES, False)]:
        for name, edit in edits.items():
            edit()
            EDITS["a word in a summary"](
                Path("content"), random.Random(7)
            )  # else there would be nothing to build where only what is remembered is gone
            asked.clear()
            before = tree(Path("site"))
            assert cli.main(["build"]) == 0
            assert bool(asked) is with_engine, name
            assert tree(Path("build/spare")) == before, "what was the site a moment ago was written into"
            shutil.rmtree("clean", ignore_errors=True)
            for part in ("content", "own"):
                shutil.copytree(part, f"clean/{part}")
            shutil.copy("mkdocs.yml", "clean")
            with monkeypatch.context() as patch:
                patch.chdir("clean")
                assert cli.main(["build"]) == 0
            assert tree(Path("site")) == tree(Path("clean/site")), name


def test_a_page_of_the_nav_that_goes_is_told_as_in_a_build_from_nothing(tmp_path, monkeypatch, capsys):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    nav = yaml.safe_load(site.CONFIG.read_text("utf-8").replace("!ENV", ""))["nav"]
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump({"nav": [*nav, {"More": "more.md"}]}))
    more = tmp_path / "content/pages/more.md"
    more.write_text("# More\n\nA page.\n")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build"]) == 0
    more.unlink()
    assert cli.main(["build"]) == 3
    assert "more.md" in capsys.readouterr().err
    assert Path("site/more/index.html").is_file()


def test_on_another_day_the_engine_is_asked_since_a_sitemap_may_tell_the_day(tmp_path, monkeypatch):
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(site.TEMPLATES / "theme", tmp_path / "own")
    (tmp_path / "own/sitemap.xml").write_text("{{ pages[0].page.update_date }}")
    (tmp_path / "mkdocs.yml").write_text(
        "theme: {name: material, custom_dir: own}\nplugins: [{briefings: {frames: true}}]\n"
    )
    monkeypatch.chdir(tmp_path)
    for day in ("2026-07-14", "2026-07-15"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(calendar.timegm(date.fromisoformat(day).timetuple())))
        assert cli.main(["build"]) == 0
        assert Path("site/sitemap.xml").read_text("utf-8") == day
