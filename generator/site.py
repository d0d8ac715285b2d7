"""The engine and the search index: from `build/docs` to the site, which is replaced only when all is well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parent / "templates"
"""The page templates and the theme: in the wheel beside the engine, in a checkout above it."""
CONFIG = HERE / "mkdocs.yml" if (HERE / "mkdocs.yml").is_file() else HERE.parent / "mkdocs.yml"
"""The engine's own settings, for archives that have none."""


class EngineError(Exception):
    """MkDocs or the search engine failed; the message is what they said."""


def settings(path: Path) -> dict[str, Any]:
    """The engine's own settings, and in their place those that an archive's `mkdocs.yml` has; `!ENV` is resolved."""
    return {**_read(CONFIG), **_read(path)}


def _read(path: Path) -> dict[str, Any]:

    class Loader(yaml.SafeLoader):
        """Knows `!ENV [NAME, default]`, as MkDocs does."""

    def env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return os.environ.get(str(node.value))
        *names, default = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [""]
        return next((os.environ[name] for name in names if name in os.environ), default)

    Loader.add_constructor("!ENV", env)
    return dict(yaml.load(path.read_text("utf-8"), Loader) or {})  # noqa: S506 - a SafeLoader


def write_config(base: Path, build: Path, content: Path | None = None) -> Path:
    """Write the settings that an engine needs to make a site of `build/docs`.

    Without plugins, for any engine, into `build/mkdocs.yml`; or with ours, for MkDocs to serve `content` and its drafts.
    """
    config = settings(base)
    config["docs_dir"] = "docs"
    config["plugins"] = [{"briefings": {"content": str(content.resolve()), "drafts": True}}] if content else []
    theme = config.setdefault("theme", {})
    own = base.parent / str(theme.get("custom_dir", ""))
    theme["custom_dir"] = str(own.resolve() if theme.get("custom_dir") and own.is_dir() else TEMPLATES / "theme")
    path = build / ("serve.yml" if content else "mkdocs.yml")
    (build / "docs").mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def build(config: Path, site: Path) -> None:
    """Make the site of the generated pages beside `site`, index it, and put it in the place of the old one.

    Raises:
        EngineError: it could not be made; the old site is as it was.

    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        _run([sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(new)])
        index(new)
        if site.exists():
            site.rename(old)
        try:
            new.rename(site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
        shutil.rmtree(old, ignore_errors=True)


def index(site: Path) -> None:
    """Add the search index to a finished site.

    Raises:
        EngineError: the search engine failed.

    """
    _run([sys.executable, "-m", "pagefind", "--site", str(site), "--quiet"])


def _run(command: list[str]) -> None:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise EngineError((done.stderr or done.stdout).strip())
