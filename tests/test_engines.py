"""Other engines build the very same generated pages."""

import os
import subprocess
import sys

import pytest
from conftest import EXAMPLE, ROOT, briefings


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engines")
    assert briefings("build", "--content", EXAMPLE, cwd=folder).returncode == 0
    return folder


def pages(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}


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
    assert 'id="key-quotes"' in text
    assert "../../assets/css/archive.css" in text
    assert (made / "assets/css/archive.css").read_bytes() == (site / "assets/css/archive.css").read_bytes()


def test_mkdocs_itself_builds_by_the_plugin(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/pagefind/pagefind.js").is_file()
    assert (tmp_path / "site/briefings/rutte-rada-coalition-of-the-willing/index.html").is_file()
