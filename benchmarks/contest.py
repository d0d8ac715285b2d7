"""Who takes part: what each contestant finds, what is measured, and what has to come of it."""

from __future__ import annotations

import filecmp
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks import hugo, maker, meter

HERE = Path(__file__).resolve().parent
ENV = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(HERE.parent), "NO_COLOR": "1"}
OURS, STOCK, HUGO = "`briefings build`, cold", "stock MkDocs and Material", "Hugo"
PROPER, ZENSICAL = "ProperDocs, our theme", "Zensical, our theme"
LARGEST = {ZENSICAL: 3000}
"""The largest archive for those who would hold up the others: at 10,000 this one takes a quarter of an hour."""
WITHOUT = "the same without search index"
FLOOR = "reading and writing the same bytes"


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row of the table."""

    name: str
    command: tuple[str, ...]
    folder: Path
    """Where the command runs."""
    output: Path | None = None
    """What it makes."""
    remove: tuple[Path, ...] = ()
    """What is taken away before each run, so that all of them begin alike; `output` is, too."""
    step: bool = False
    """Whether it is a part of our build."""

    def start_anew(self) -> None:
        """Take away what an earlier run made."""
        for folder in (*self.remove, *([self.output] if self.output else [])):
            shutil.rmtree(folder, ignore_errors=True)


def contestants(work: Path, count: int) -> list[Contestant]:
    """Make an archive and all that the contestants need, in `work`."""
    maker.make(count, work / "content")
    for name in ("generated", "fresh", "unsearched"):
        (work / name).mkdir()
    meter.run(_python("benchmarks.generate", "../content", "engine"), work / "generated", ENV)
    ours = _ours(work)
    theme = next(step for step in ours if step.output == work / "themed")
    meter.run(theme.command, theme.folder, ENV)
    every = [*ours, _stock(work), *_others(work), _hugo(work), _floor(work)]
    return [each for each in every if count <= LARGEST.get(each.name, count)]


def _python(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def _ours(work: Path) -> list[Contestant]:
    """Our whole build as a user calls it, then each of its steps on its own."""
    build = _python("generator.cli", "build", "--content", "content", "--site", "site")
    check = _python("generator.cli", "check", "--content", "../content")
    unsearched = _python("benchmarks.generate", "../content", "index")
    render = _python("benchmarks.generate", "../content", "index", "engine")
    generate = _python("benchmarks.generate", "../content", "engine")
    convert = _python("mkdocs", "build", "--strict", "-f", "build/frames.yml", "-d", str(work / "themed"))
    fresh, apart = work / "fresh", work / "unsearched"
    return [
        Contestant(OURS, build, work, work / "site", (work / "build",)),
        Contestant(WITHOUT, unsearched, apart, apart / "site", (apart / "build",)),
        Contestant("reading, checking, proving", check, fresh, None, (fresh / "build",), step=True),
        Contestant("the same, and writing Markdown", render, fresh, fresh / "build", step=True),
        Contestant("the same, and the search index", generate, fresh, fresh / "build", step=True),
        Contestant("MkDocs with our theme", convert, work / "generated", work / "themed", step=True),
    ]


def stock(ours: Mapping[str, Any], docs: Path | str, site: Path | str) -> dict[str, Any]:
    """MkDocs as it comes: Material, its search plugin, a nav of the same few entries, and no setting of ours."""
    return {
        "site_name": ours["site_name"], "docs_dir": str(docs), "site_dir": str(site), "nav": ours["nav"],
        "theme": {"name": "material", "font": False}, "plugins": ["search"],
        "markdown_extensions": ours["markdown_extensions"],
        "validation": ours["validation"],
    }  # fmt: skip


def _stock(work: Path) -> Contestant:
    ours = yaml.safe_load((work / "generated" / "build" / "mkdocs.yml").read_text("utf-8"))
    config = stock(ours, "generated/build/docs", "stock")
    (work / "stock.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    return Contestant(STOCK, _python("mkdocs", "build", "--strict", "-f", "stock.yml"), work, work / "stock")


def _others(work: Path) -> list[Contestant]:
    """The other engines that build our pages, with our settings and our theme."""
    ours = yaml.safe_load((work / "generated" / "build" / "mkdocs.yml").read_text("utf-8"))
    each = {PROPER: ("properdocs", "build", "--strict"), ZENSICAL: ("zensical", "build")}
    made = []
    for name, words in each.items():
        engine = words[0]
        folder = work / engine
        shutil.copytree(work / "generated" / "build" / "docs", folder / "docs", copy_function=os.link)
        (folder / "mkdocs.yml").write_text(yaml.safe_dump({**ours, "site_dir": "site"}, sort_keys=False), "utf-8")
        command = _python(*words, "-f", "mkdocs.yml")
        made.append(Contestant(name, command, folder, folder / "site", (folder / ".cache",)))
    return made


def _floor(work: Path) -> Contestant:
    """What any engine has to do: read what authors wrote and write what readers get."""
    command = _python("benchmarks.floor", "content", "themed", "floor")
    return Contestant(FLOOR, command, work, work / "floor")


def _hugo(work: Path) -> Contestant:
    """Hugo as it comes, with the frame of our theme as its template."""
    hugo.prepare(work / "generated" / "build" / "docs", work / "themed", work / "hugo")
    program, site = str(Path(sys.executable).with_name("hugo")), work / "hugo-site"
    command = (program, "build", "--quiet", "--destination", str(site))
    return Contestant(HUGO, command, work / "hugo", site, (work / "hugo" / "resources",))


def pages(site: Path) -> set[str]:
    """The pages of a site by their path; none where it isn't a whole site."""
    if not (site / "index.html").is_file():
        return set()
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}


def weight(site: Path) -> tuple[int, int]:
    """How many bytes a site has, and how many a briefing's page has on average."""
    bytes_ = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    briefings = [page.stat().st_size for page in (site / "briefings").glob("*-*/index.html")]
    return bytes_, sum(briefings) // max(len(briefings), 1)


def same_pages(each: Sequence[Contestant]) -> None:
    """Make sure that nobody was fast by leaving pages out, and that we came to the pages that are made one by one.

    Raises:
        ValueError: one of them built fewer pages than we did, or a page of ours is another than that of ProperDocs.

    """
    sites = {c.name: c.output for c in each if c.output and not c.step}
    ours = pages(sites[OURS])
    for name, site in sites.items():
        if missing := sorted(ours - pages(site)):
            raise ValueError(f"{name} lacks {len(missing)} of {len(ours)} pages, as {missing[0]}")
    if PROPER in sites and (other := differing(sites[OURS], sites[PROPER], ours)):
        raise ValueError(f"{len(other)} pages are other bytes than ProperDocs makes one by one, as {other[0]}")


def differing(one: Path, other: Path, names: Iterable[str]) -> list[str]:
    """Those of some files that are not the same bytes in two sites, or not in both."""
    _, unlike, missing = filecmp.cmpfiles(one, other, list(names), shallow=False)
    return sorted([*unlike, *missing])
