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


def without_ours(generated, name, **settings):
    """Build the generated pages with MkDocs, without our Markdown extension and with other settings."""
    config = yaml.safe_load((generated / "build" / "mkdocs.yml").read_text("utf-8"))
    assert "generator.html_blocks" in config["markdown_extensions"]
    config["markdown_extensions"].remove("generator.html_blocks")
    config |= {"site_dir": name, **settings}
    (generated / "build" / f"{name}.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", f"{name}.yml"],
        cwd=generated / "build", capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return generated / "build" / name


def test_our_markdown_extension_changes_nothing_but_the_time_that_it_takes(generated):
    slow, site = without_ours(generated, "slow"), generated / "site"
    assert pages(slow) == pages(site)
    for page in pages(slow):
        quick_lines, slow_lines = (re.split(r"\n+", (folder / page).read_text("utf-8")) for folder in (site, slow))
        assert quick_lines == slow_lines, page
    assert leads_there((slow / "briefings/straits-tariff-second-round/index.html").read_text("utf-8"))


def test_stock_mkdocs_builds_every_page_and_searches_it(generated):
    theme = {"name": "material", "font": False}
    stock = without_ours(generated, "stock", theme=theme, plugins=["search"], extra_css=[])
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
