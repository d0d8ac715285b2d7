"""The same content gives the same bytes: anywhere, on any day, in any language of the machine."""

import gzip
import os
import re
import shutil
import subprocess
import sys

from conftest import EXAMPLE, briefings, tree

MACHINES = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
    {
        "PYTHONHASHSEED": "2",
        "TZ": "America/Anchorage",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1800000000",
    },
]


def test_two_builds_give_the_same_bytes(tmp_path):
    trees = []
    for number, machine in enumerate(MACHINES):
        folder = tmp_path / ("a" * (number + 1)) / "archive"
        for name in sorted(path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*"))[:: 1 - 2 * number]:
            if (EXAMPLE / name).is_file():  # the second time in another order, as another disk may list them
                (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(EXAMPLE / name, folder / "content" / name)
        env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
        env |= {"SITE_URL": "https://archive.example/straits/", **machine}
        command = [sys.executable, "-m", "generator.cli", "build"]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        trees.append(tree(folder / "site"))
    first, second = trees
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert {"sitemap.xml.gz", "assets/search/index", "index.html"} <= first.keys()


def test_the_sitemap_names_each_page_and_no_day(content):
    done = briefings("build", cwd=content.parent, SITE_URL="https://archive.example/straits/")
    assert done.returncode == 0, done.stderr
    site = content.parent / "site"
    text = (site / "sitemap.xml").read_text("utf-8")
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text
    listed = re.findall("<loc>https://archive.example/straits/([^<]*)</loc>", text)
    pages = {p.parent.relative_to(site).as_posix() + "/" for p in site.rglob("index.html")}
    moved = {p for p in pages if 'http-equiv="refresh"' in (site / p / "index.html").read_text("utf-8")}
    assert moved
    assert sorted(listed) == sorted({p.removeprefix("./") for p in pages - moved})
    assert "lastmod" not in text
