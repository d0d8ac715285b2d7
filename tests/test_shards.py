"""Shards, merged, are the site that one build makes of the whole archive, byte for byte; or the merge says why not."""

import os
import random
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from conftest import EXAMPLE, briefings, tree

from benchmarks import maker
from benchmarks.edits import EDITS
from generator import cli, merge, pipeline, sealed, site
from generator.shard import Shard, parse

ENV = {"SITE_URL": "https://archive.example/straits/", "SOURCE_DATE_EPOCH": "1795000000"}


def run(*args, cwd):
    done = briefings(*args, cwd=cwd, **ENV)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive in three shards, one of them built upon what it was before an edit; and a clean build in `whole`."""
    folder = tmp_path_factory.mktemp("shards")
    maker.make(36, folder / "content")
    run("build", "--shard", "2/3", cwd=folder)
    chance = random.Random(4)
    for name in ("a new address", "an actor's name", "a new briefing"):
        EDITS[name](folder / "content", chance)
    for number in (1, 2, 3):
        assert "nothing has changed" not in run("build", "--shard", f"{number}/3", cwd=folder)
    (folder / "clean").mkdir()
    run("build", "--content", folder / "content", "--site", folder / "whole", cwd=folder / "clean")
    return folder


@pytest.fixture
def shards(archive, tmp_path, monkeypatch):
    """Three shards to meddle with, and a site that is there already."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/404.html").write_text("as it was")
    monkeypatch.chdir(tmp_path)
    return [
        shutil.copytree(archive / f"build/shards/{n}-of-3", Path(f"s{n}"), copy_function=os.link) for n in (1, 2, 3)
    ]


def written(path, data):
    """Write a file that is a link to another in its own right."""
    path.unlink()
    path.write_text(data, "utf-8")


def recorded(folder, **fields):
    """Write a shard's record anew, with other facts."""
    record = sealed.read(folder / merge.RECORD)
    (folder / merge.RECORD).unlink()
    sealed.write(folder / merge.RECORD, record | fields)


def refused(capsys, *args):
    """What a merge says of shards that it refuses."""
    assert cli.main(["merge", *map(str, args)]) == cli.CALL
    assert (Path("site/404.html").read_text(), len(tree(Path("site")))) == ("as it was", 1)
    assert not list(Path().glob(".*building*"))
    return [line.removeprefix("briefings: ") for line in capsys.readouterr().err.splitlines()]


def test_the_merged_site_is_that_of_one_clean_build(archive):
    assert run("merge", cwd=archive).startswith("merged 3 shards into site, ")
    assert tree(archive / "site") == tree(archive / "whole")
    assert {"sitemap.xml.gz", "opensearch.xml", "assets/search/index"} <= set(tree(archive / "site"))


def test_search_is_made_once_and_finds_the_pages_of_all_shards(archive):
    held = [sealed.read(archive / f"build/shards/{n}-of-3" / merge.RECORD)["files"] for n in (1, 2, 3)]
    assert ["assets/search/index" in files for files in held] == [True, False, False]
    found = {name for name in tree(archive / "whole") if name.startswith("assets/search/")}
    assert {name for name in held[0] if name.startswith("assets/search/")} < found
    assert all(any(name.startswith("briefings/") and name not in held[0] for name in files) for files in held[1:])


def test_a_shard_that_is_as_it_should_be_is_not_built_again(archive):
    assert "nothing has changed" in run("build", "--shard", "2/3", cwd=archive)


def test_each_page_is_dealt_to_one_shard_and_those_of_the_nav_to_all(tmp_path, monkeypatch):
    """With as many shards that the first has nothing but the nav and the search index."""
    monkeypatch.chdir(tmp_path)
    result = pipeline.load(EXAMPLE, date(2026, 11, 23), Path("build/cache"))
    nav = set(site.leaves(site.settings(site.CONFIG)["nav"]))

    def built(place, shard=None):
        config, _ = pipeline.generate(pipeline.shown(result), Path("build"), place, shard)
        site.build(config, place, then=partial(merge.seal, shard=shard, read=[]) if shard else lambda _: None)
        docs = tree(pipeline.docs_of(Path("build"), shard))
        return {name: told for name, told in docs.items() if name.endswith(".md")}

    whole = built(Path("whole"))
    parts = {Path(f"s{number}"): built(Path(f"s{number}"), Shard(number, 4)) for number in (1, 2, 3, 4)}
    assert {name: told for part in parts.values() for name, told in part.items()} == whole
    own = [set(part) - nav for part in parts.values()]
    assert sum(map(len, own)) == len(whole.keys() - nav)
    assert [bool(names) for names in own] == [False, True, True, True]
    assert all(nav <= set(part) for part in parts.values())
    merge.copy(merge.records(parts), Path("merged"))
    assert tree(Path("merged")) == tree(Path("whole"))


def test_a_new_page_moves_no_other_and_shards_are_about_alike():
    names = [f"briefings/b{number}.md" for number in range(1000)]
    for of in (2, 3, 8):
        held = [sum(Shard(number, of).holds(name) for name in names) for number in range(1, of + 1)]
        assert sum(held) == len(names)
        filled = held[of > 3 :]
        assert max(filled) - min(filled) < 6 * (len(names) / len(filled)) ** 0.5
    assert [Shard(1, 3).holds(name) for name in names[:8]] == [True, False, False, True, False, True, False, False]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0/8", "there is no shard 0 of 8: they are 1/8 to 8/8"),
        ("9/8", "there is no shard 9 of 8: they are 1/8 to 8/8"),
        ("2-8", "'2-8' names no shard: the second of eight is 2/8"),
        ("1/٣", "'1/٣' names no shard: the second of eight is 2/8"),
        ("", "'' names no shard: the second of eight is 2/8"),
        ("1/0", "an archive can have 1 to 256 shards, not 0"),
        ("1/257", "an archive can have 1 to 256 shards, not 257"),
    ],
)
def test_what_names_no_shard_is_told(text, told, capsys):
    with pytest.raises(ValueError, match="shard") as raised:
        parse(text)
    assert str(raised.value) == told
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", f"--shard={text}"])
    assert ended.value.code == cli.CALL
    assert f"argument --shard: {told}\n" in capsys.readouterr().err


def test_a_shard_is_not_for_reading_offline(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "--shard", "1/2", "--offline"])
    assert ended.value.code == cli.CALL
    assert "argument --offline: not allowed with argument --shard" in capsys.readouterr().err


def test_a_shard_never_takes_the_place_of_a_site(content, capsys, monkeypatch):
    monkeypatch.chdir(content.parent)
    Path("site").mkdir()
    Path("site/404.html").write_text("as it was")
    assert cli.main(["build", "--shard", "1/2", "--site", "site"]) == cli.CALL
    assert "site is there for something else" in capsys.readouterr().err


def test_settings_without_a_nav_are_refused(content, monkeypatch, capsys):
    monkeypatch.chdir(content.parent)
    Path("mkdocs.yml").write_text("nav: []\n")
    assert cli.main(["build", "--shard", "1/2"]) == cli.MACHINE
    assert "mkdocs.yml: name the pages of the `nav`" in capsys.readouterr().err


def test_missing_shards_are_named_with_the_cure(shards, capsys):
    assert refused(capsys, shards[1]) == [
        "shard 1/3 is missing: build it with `briefings build --shard 1/3`",
        "shard 3/3 is missing: build it with `briefings build --shard 3/3`",
        "nothing was merged; site is as it was",
    ]


def test_where_there_are_no_shards_it_is_told_how_to_build_them(shards, capsys):
    assert refused(capsys)[0].startswith("build/shards has no shards; build them")


def test_a_shard_that_is_there_twice_is_told(shards, capsys):
    again = shutil.copytree(shards[0], "again")
    assert refused(capsys, *shards, again)[0] == "s1 and again are both shard 1/3: take one of them away"


@pytest.mark.parametrize("how", ["none", "damaged", "of another engine", "reaching out", "no folder"])
def test_what_is_no_shard_is_told(shards, capsys, how):
    if how == "none":
        (shards[2] / merge.RECORD).unlink()
    elif how == "damaged":
        written(shards[2] / merge.RECORD, (shards[2] / merge.RECORD).read_text("utf-8")[:-2])
    elif how == "of another engine":
        recorded(shards[2], more=1)
    elif how == "reaching out":
        recorded(shards[2], files={"../outside": "0"})
    else:
        shutil.rmtree(shards[2])
    assert refused(capsys, *shards)[0] == (
        "s3 is no shard, or was damaged: build it with `briefings build --shard`, or take it away"
    )


def test_shards_of_another_number_are_told(shards, capsys):
    recorded(shards[2], of=4)
    assert refused(capsys, *shards)[0] == "s3 is one of 4 shards, s1 one of 3: name those that belong together"


@pytest.mark.parametrize(
    ("differ", "told"),
    [
        (["content"], "content that they were built from: build all of them from the same"),
        (["engine", "templates", "content"], "engine that they were built from: build all of them from the same"),
        (["day"], "day that they were built from: set SOURCE_DATE_EPOCH for all of them"),
    ],
)
def test_shards_that_were_built_from_other_things_are_told(shards, capsys, differ, told):
    read = sealed.read(shards[1] / merge.RECORD)["read"]
    recorded(shards[1], read=[(name, "another" if name in differ else told) for name, told in read])
    assert refused(capsys, *shards)[0] == f"s2 and s1 differ in the {told}"


def test_what_a_shard_is_built_of_is_known_wherever_it_stands(archive, tmp_path, monkeypatch):
    kept = dict(sealed.read(archive / "build/shards/1-of-3" / merge.RECORD)["read"])
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(shutil.copytree(archive / "content", tmp_path / "elsewhere/content").parent)
    digests = dict(pipeline.load(Path("content"), pipeline.today()).texts.digests)

    def differing(*, drafts=False):
        made = dict(pipeline.made_of(digests, drafts=drafts))
        assert list(made) == ["engine", "templates", "settings", "content", "day"]
        return [name for name in made if made[name] != kept[name]]

    assert differing() == []
    assert differing(drafts=True) == ["settings"]
    digests["actors.yaml"] = "another"
    assert differing() == ["content"]
    Path("templates").mkdir()
    Path("templates/more.md").write_text("")
    Path("mkdocs.yml").write_text("site_name: Another\n")
    assert differing() == ["templates", "settings", "content"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    assert differing() == ["templates", "settings", "content", "day"]


def test_a_file_that_shards_have_in_common_but_not_alike_is_told(shards, capsys):
    files = sealed.read(shards[2] / merge.RECORD)["files"]
    recorded(shards[2], files=files | {"404.html": "another"})
    assert refused(capsys, *shards)[0] == "404.html is not the same in s1 and s3: build both again"


def test_files_that_were_changed_or_lost_are_told_and_nothing_is_half_written(shards, capsys):
    names = sorted(name for name, told in tree(shards[1]).items() if told != "folder" and name.startswith("briefings/"))
    own = [name for name in names if not (shards[0] / name).exists() and not (shards[2] / name).exists()]
    written(shards[1] / own[0], "another")
    assert refused(capsys, *shards) == [
        f"s2/{own[0]} is missing, or not as it was built: build or fetch its shard again",
        "nothing was merged; site is as it was",
    ]
    for name in own[:7]:
        (shards[1] / name).unlink()
    *_, more, _ = refused(capsys, *shards)
    assert more == "so are 2 more"


def test_a_merge_takes_the_place_of_no_shard_and_of_nothing_else(shards, capsys):
    for place in (shards[0], shards[0] / "new", Path()):
        told = refused(capsys, *shards, "--site", place)
        assert told == [f"{place} is there for something else; choose another with --site DIR"]


def test_without_links_files_are_copied(shards, monkeypatch, archive):
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    assert cli.main(["merge", *map(str, shards)]) == cli.FINE
    assert tree(Path("site")) == tree(archive / "whole")
    assert Path("site/index.html").stat().st_ino != (shards[2] / "index.html").stat().st_ino
