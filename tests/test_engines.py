"""Other engines build the very same generated pages."""

import html
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml
from conftest import EXAMPLE, ROOT, briefings, tree

from benchmarks import maker

ADDRESS = "https://courier.example/_a_/**b**/[c](javascript:alert(3))/~d~/&lt;i&copy='e'/:smile:/$f$/==g==/@h!"
"""All that an address may hold and some Markdown reads."""


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines")
    shutil.copytree(EXAMPLE, folder / "content")
    file = next(folder.glob("content/briefings/**/straits-tariff-second-round.yaml"))
    text = file.read_text("utf-8")
    plain = " url: https://courier.example/2026/01/17/grain\n"
    assert plain in text
    file.write_text(text.replace(plain, f' url: "{ADDRESS}"\n'), "utf-8")
    assert briefings("build", cwd=folder).returncode == 0
    return folder


def leads_there(page):
    """Whether the address of a source, and the one of a sentence in it, are what the author wrote."""
    found = {html.unescape(address) for address in re.findall(r'href="([^"]*)"', page)}
    return ADDRESS in found and any(address.startswith(f"{ADDRESS}#:~:text=We%20can") for address in found)


def pages(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}


def by_stock_mkdocs(folder, name, **settings):
    """Build the generated pages with MkDocs, without our plugin and with other settings."""
    config = yaml.safe_load((folder / "build" / "mkdocs.yml").read_text("utf-8"))
    assert config["plugins"] == []
    config |= {"site_dir": name, **settings}
    (folder / "build" / f"{name}.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    mkdocs("build", "--strict", "-f", f"{name}.yml", cwd=folder / "build")
    return folder / "build" / name


def mkdocs(*words, cwd):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    maker.make(90, folder / "content")
    assert briefings("build", cwd=folder, SITE_URL="https://archive.example/").returncode == 0
    return folder


@pytest.mark.parametrize("archive", ["generated", "demo"])
def test_stock_mkdocs_builds_our_pages_to_the_byte(archive, request, monkeypatch):
    folder = request.getfixturevalue(archive)
    monkeypatch.setenv("SITE_URL", "https://archive.example/" if archive == "demo" else "")
    ours, stock = tree(folder / "site"), tree(by_stock_mkdocs(folder, "same"))
    for path in [*ours]:
        if path.split("/")[0] == "pagefind":
            ours.pop(path)
    stock.pop("sitemap.xml.gz"), ours.pop("sitemap.xml.gz")  # ours has no time of day in it
    assert len(pages(folder / "site")) > {"generated": 50, "demo": 400}[archive]
    assert sorted(set(ours.items()) ^ set(stock.items())) == []


def test_the_plugin_builds_what_the_command_builds(demo):
    settings = "docs_dir: build/docs\nsite_dir: by-plugin\nsite_url: https://archive.example/\nplugins: [briefings]\n"
    command = yaml.safe_load((demo / "build/mkdocs.yml").read_text("utf-8"))
    theme, nav = command["theme"], command["nav"]
    rest = {
        name: command[name] for name in ("site_name", "site_description", "markdown_extensions", "extra", "extra_css")
    }
    (demo / "mkdocs.yml").write_text(settings + yaml.safe_dump({"theme": theme, "nav": nav, **rest}), "utf-8")
    try:
        mkdocs("build", cwd=demo)
    finally:
        (demo / "mkdocs.yml").unlink()
    assert tree(demo / "by-plugin") == tree(demo / "site")


def test_stock_mkdocs_builds_every_page_and_searches_it(generated):
    theme = {"name": "material", "font": False}
    stock = by_stock_mkdocs(generated, "stock", theme=theme, plugins=["search"], extra_css=[])
    assert pages(generated / "site") <= pages(stock)
    found = json.loads((stock / "search" / "search_index.json").read_text("utf-8"))["docs"]
    addresses = {entry["location"].partition("#")[0] for entry in found}
    assert "briefings/straits-tariff-second-round/" in addresses
    assert "search/" not in addresses


@pytest.mark.parametrize("engine", [["properdocs", "build", "--strict"], ["zensical", "build"]])
def test_another_engine_builds_every_page(generated, engine):
    site = generated / "site"
    config = generated / "build" / "mkdocs.yml"
    name = engine[0]
    config.write_text(config.read_text("utf-8").replace("site_dir: site", f"site_dir: {name}"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *engine, "-f", str(config)],
        cwd=generated / "build", capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    config.write_text(config.read_text("utf-8").replace(f"site_dir: {name}", "site_dir: site"), "utf-8")
    assert done.returncode == 0, done.stderr
    made = generated / "build" / name
    assert pages(site) <= pages(made)
    text = (made / "briefings/straits-tariff-second-round/index.html").read_text("utf-8")
    assert 'id="capped-fee"' in text
    assert leads_there(text)
    assert 'id="key-quotes"' in text
    assert "../../assets/css/archive.css" in text
    assert tree(made / "assets/search") == tree(site / "assets/search")
    assert (made / "assets/css/archive.css").read_bytes() == (site / "assets/css/archive.css").read_bytes()


def test_mkdocs_itself_builds_by_the_plugin(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/assets/search/index").is_file()
    assert (tmp_path / "site/briefings/rutte-rada-coalition-of-the-willing/index.html").is_file()
