"""The same content gives the same bytes: anywhere, on any day, in any language of the machine."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from xml.etree import ElementTree as ET

from conftest import EXAMPLE, briefings, tree

from generator import sitemap

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


def test_a_sitemap_with_too_many_addresses_becomes_several(tmp_path, monkeypatch):
    """As sitemaps.org has it: at most 50,000 in one, and an index that names all of them."""
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    base = "https://archive.example/a&b/"
    for number in (3, 7):
        pages = [f"https://archive.example/a&amp;b/{n}/" for n in range(number)]
        urls = "\n".join(f"  <url><loc>{page}</loc></url>" for page in pages)
        whole = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space[1:-1]}">\n{urls}\n</urlset>\n'
        (tmp_path / "sitemap.xml").write_text(whole)
        sitemap.finish(tmp_path, base)
        text = (tmp_path / "sitemap.xml").read_text()
        assert gzip.decompress((tmp_path / "sitemap.xml.gz").read_bytes()).decode() == text
        if number == 3:
            assert text == whole
            continue
        index = ET.fromstring(text)
        assert index.tag == f"{space}sitemapindex"
        named = [loc.text for loc in index.iter(f"{space}loc")]
        assert named == [f"{base}sitemap-{n}.xml" for n in (1, 2, 3)]
        several = [ET.parse(tmp_path / name.removeprefix(base)).getroot() for name in named]
        assert {one.tag for one in several} == {f"{space}urlset"}
        found = [[loc.text for loc in one.iter(f"{space}loc")] for one in several]
        assert [len(some) for some in found] == [3, 3, 1]
        assert [page for some in found for page in some] == [page.replace("&amp;", "&") for page in pages]
