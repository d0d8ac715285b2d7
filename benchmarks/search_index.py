"""Makes a search index and tells its cost: `python -m benchmarks.search_index ours|material CONTENT SITE`.

No site is built: ours is made of the archive, and Material's of the rendered Markdown, by MkDocs' and Material's own
code, which is all that `mkdocs build` does for it. A test compares it with that of a whole build.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from benchmarks import contest
from generator import link, pipeline, publish, search, site
from generator.archive import Archive

UNTIL = dt.date(2100, 1, 1)
PAGE = "<!doctype html><meta charset=utf-8><title>A page with nothing on it</title>\n"


def main(whose: str, content: Path, folder: Path) -> dict[str, float]:
    """Load the archive, proved as a build proves it, and write the index and what asks it."""
    archive = link.without_drafts(pipeline.load(content, UNTIL, folder.with_suffix(".cache")).archive)
    folder.mkdir(exist_ok=True)
    before, start = _peak(), time.perf_counter()
    (ours if whose == "ours" else material)(archive, folder)
    return {
        "seconds": time.perf_counter() - start,
        "archive": before,
        "briefings": len(archive.briefings),
    }


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def ours(archive: Archive, folder: Path) -> None:
    """Our index, as a build writes it, with the script that asks it."""
    publish.files(search.files(archive), folder / search.FOLDER)
    engine = folder / "assets" / "js" / "find.js"
    engine.parent.mkdir(exist_ok=True)
    shutil.copy(site.TEMPLATES / "theme" / "assets" / "js" / "find.js", engine)
    (folder / "index.html").write_text(PAGE, "utf-8")


def material(archive: Archive, folder: Path) -> None:
    """Material's index of our pages, with the theme's worker that asks it."""
    settings = site.settings(pipeline.config_file())
    file = folder.with_suffix(".yml")
    docs = folder.with_suffix(".docs")
    docs.mkdir(exist_ok=True)
    file.write_text(yaml.safe_dump(contest.stock(settings, docs, folder), sort_keys=False), "utf-8")
    config = load_config(str(file))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    plugin = config.plugins["material/search"]
    for page in _rendered(archive, pipeline.site_settings(settings), config):
        plugin.on_page_context({}, page=page, config=config, nav=None)
    plugin.on_post_build(config=config)
    scripts = Path(config.theme.dirs[0]) / "assets" / "javascripts"
    worker = next((scripts / "workers").glob("search.*.js"))
    shutil.copy(worker, folder / "worker.js")
    (folder / "index.html").write_text(PAGE, "utf-8")


def _rendered(archive: Archive, settings: pipeline.Site, config: object) -> Iterator[Page]:
    """Each page as MkDocs holds it when it hands it to its plugins."""
    for made in pipeline.make_pages(archive, settings):
        if made.src_uri.endswith(".md"):
            page = Page(None, File.generated(config, made.src_uri, content=made.text), config)
            page.read_source(config)
            page.render(config, Files([]))
            yield page


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # of links, whose targets are not looked for here
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
