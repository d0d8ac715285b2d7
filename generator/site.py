"""The engine: from `build/docs` to the site, which is replaced only when all is well."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import yaml

from generator import lock

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parent / "templates"
"""The page templates and the theme: in the wheel beside the engine, in a checkout above it."""
CONFIG = HERE / "mkdocs.yml" if (HERE / "mkdocs.yml").is_file() else HERE.parent / "mkdocs.yml"
"""The engine's own settings, for archives that have none."""


class EngineError(Exception):
    """MkDocs or the templates failed; the message is what they said."""


def settings(path: Path) -> dict[str, Any]:
    """Read an `mkdocs.yml`, with `!ENV` resolved; what it does not set, in `extra` too, is as the engine has it.

    Raises:
        EngineError: it is not what MkDocs could read.
        OSError: it can't be read.

    """
    own, engine = _read(path), _read(CONFIG)
    return {**engine, **own, "extra": {**_unstated_extra(own, engine, path), **(own.get("extra") or {})}}


def _unstated_extra(own: dict[str, Any], engine: dict[str, Any], path: Path) -> dict[str, Any]:
    """What the engine's own `extra` holds and that of an archive does not."""
    stated = own.get("extra") or {}
    if not isinstance(stated, dict):
        raise EngineError(f'{path}: `extra` holds settings by name, as `extra: {{notice: "…"}}`')
    return {key: value for key, value in engine["extra"].items() if key not in stated}


def _read(path: Path) -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        """Knows `!ENV [NAME, default]`, as MkDocs does."""

    def env(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return os.environ.get(str(node.value))
        *names, default = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [""]
        return next((os.environ[name] for name in names if name in os.environ), default)

    Loader.add_constructor("!ENV", env)
    try:
        config = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EngineError(f"{path}: {error}") from error
    if not isinstance(config, dict):
        raise EngineError(f"{path}: settings are wanted, as `site_name: My archive`")
    return config


def _theme(config: dict[str, Any], base: Path) -> dict[str, Any]:
    """The theme's settings; where the archive has no theme of its own, with ours."""
    stated = config.get("theme") or {}
    theme = {"name": stated} if isinstance(stated, str) else {"name": "material", **stated}
    own = base.parent / str(theme.get("custom_dir", ""))
    theme["custom_dir"] = str(own.resolve() if theme.get("custom_dir") and own.is_dir() else TEMPLATES / "theme")
    return theme


def leaves(nav: Any) -> Iterator[str]:
    """The pages that a nav names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for inner in nav.values():
            yield from leaves(inner)
    else:
        for inner in nav or ():
            yield from leaves(inner)


def write_config(base: Path, build: Path, place: Path) -> Path:
    """Write `build/mkdocs.yml`: the settings that any engine needs to make a site of `build/docs`, without plugins.

    Args:
        base: The archive's settings.
        build: The folder.
        place: Where the site will stand.

    Returns:
        The same for MkDocs, with the plugin that puts pages into frames.

    """
    config = {**settings(base), "docs_dir": "docs", "theme": _theme(settings(base), base)}
    _write({**config, "plugins": []}, build / "mkdocs.yml")
    return _write_framed(config, build / "frames.yml", {"place": str(place.resolve())})


def write_shard_config(base: Path, docs: Path, place: Path, pages: Collection[str]) -> Path:
    """Write the settings by which MkDocs makes a shard's site, beside its folder of pages.

    Args:
        base: The archive's settings.
        docs: The folder of pages.
        place: Where the site will stand.
        pages: The paths of all pages of the archive.

    Raises:
        EngineError: the settings have no nav, so that each shard would make one of its own.

    """
    config = {**settings(base), "docs_dir": docs.name, "theme": _theme(settings(base), base)}
    if not config.get("nav"):
        raise EngineError(f"{base}: name the pages of the `nav`; MkDocs can't make it of the pages of one shard")
    listed = docs.with_suffix(".txt")
    listed.write_text("".join(f"{src_uri}\n" for src_uri in sorted(pages)), "utf-8")
    return _write_framed(
        config, docs.with_suffix(".yml"), {"place": str(place.resolve()), "pages": str(listed.resolve())}
    )


def _write_framed(config: dict[str, Any], path: Path, options: dict[str, str]) -> Path:
    """Write settings with the plugin that puts pages into frames."""
    stated = _options(config.get("plugins"))
    framed = {"frames": stated["frames"]} if "frames" in stated else {}
    return _write({**config, "plugins": [{"briefings-frames": {**framed, **options}}]}, path)


def _options(plugins: Any) -> dict[str, Any]:
    """What an archive's settings say of our plugin."""
    every = [plugin for plugin in plugins or () if isinstance(plugin, dict)]
    return next((plugin["briefings"] or {} for plugin in every if "briefings" in plugin), {})


def write_serve_config(base: Path, build: Path, content: Path, *, drafts: bool) -> Path:
    """Write `build/serve.yml`: as the archive's `mkdocs.yml`, which it follows, for one content folder.

    Its pages stand apart from `build/docs`, so that a build meanwhile is no concern of the server.
    """
    options = {
        "content": str(content.resolve()), "templates": str(Path("templates").resolve()), "drafts": drafts,
        "first": True,
    }  # fmt: skip
    stated, engine = _read(base), _read(CONFIG)
    theme = _theme(settings(base), base)
    if isinstance(stated.get("theme"), dict):  # the rest is inherited
        theme = {key: theme[key] for key in ("name", "custom_dir")}
    config = {key: value for key, value in engine.items() if key not in stated} | {
        "INHERIT": str(base), "watch": [str(base)], "docs_dir": "serve", "plugins": [{"briefings": options}],
        "theme": theme, "extra": _unstated_extra(stated, engine, base),
    }  # fmt: skip
    (build / "serve").mkdir(parents=True, exist_ok=True)
    return _write(config, build / "serve.yml")


def _write(config: dict[str, Any], path: Path) -> Path:
    path.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def is_replaceable(folder: Path, mark: str = "404.html") -> bool:
    """Whether nothing is lost if a folder is replaced: it is missing, empty, or has the file that its like have."""
    if not folder.is_dir():
        return not folder.exists()
    return (folder / mark).is_file() or not any(folder.iterdir())


def build(
    config: Path,
    site: Path,
    held: Collection[int] = (),
    then: Callable[[Path], None] = lambda _: None,
    known: Callable[[Path], bool] | None = None,
    spare: Path | None = None,
) -> None:
    """Make the site of the generated pages, and put it in the place of the old one.

    Args:
        config: The engine's settings.
        site: Where the site goes; what stands there is replaced.
        held: Handles of locks that the engine shares, so that they last as long as it does.
        then: What is still done to the new site before it takes the place of the old one.
        known: Makes the new site without the engine where that comes to the same, and tells whether it did.
        spare: Where the old site is kept, if it is.

    Raises:
        EngineError: it could not be made; the old site is as it was.
        OSError: the disk refuses; the old site is as it was.

    """
    with replacing(site, spare) as (new, handle):
        if not (known and known(new)):
            shutil.rmtree(new, ignore_errors=True)
            handles = (*held, handle)
            _run([sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(new)], handles)
        then(new)


@contextlib.contextmanager
def replacing(site: Path, spare: Path | None = None) -> Iterator[tuple[Path, int]]:
    """A folder beside `site` takes its place where all goes well; else the old site is as it was.

    Args:
        site: The folder.
        spare: Where what stood there before is kept, if it is.

    Yields:
        The folder, which is not made yet, and the handle of the lock that keeps others off.

    Raises:
        OSError: the disk refuses; the old site is as it was.

    """
    site = site.resolve()
    with lock.folder(site.parent) as handle:
        clear(site)
        with tempfile.TemporaryDirectory(prefix=_building(site), dir=site.parent, ignore_cleanup_errors=True) as folder:
            new, old = Path(folder, "new"), Path(folder, "old")
            yield new, handle
            if site.exists():
                site.rename(old)
            try:
                new.rename(site)
            except OSError:
                if old.exists():
                    old.rename(site)
                raise
            if spare:
                shutil.rmtree(spare, ignore_errors=True)
                with contextlib.suppress(OSError):  # there was none, or the disk is another one
                    old.rename(spare)


def clear(site: Path) -> None:
    """Remove what killed builds of a site left, once an old site is saved that such a build had moved away."""
    for folder in site.parent.glob(f"{glob.escape(_building(site))}*"):
        if (folder / "old").is_dir() and not site.exists():
            (folder / "old").rename(site)
        shutil.rmtree(folder, ignore_errors=True)


def _building(site: Path) -> str:
    """What the names of folders begin with in which a site is built."""
    return f".{site.name}.building-"


def _run(command: list[str], held: Collection[int] = ()) -> None:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    handles = () if sys.platform == "win32" else tuple(held)
    done = subprocess.run(  # noqa: S603 - our own words
        command, env=env, capture_output=True, text=True, errors="replace", check=False, pass_fds=handles
    )
    if done.returncode:
        raise EngineError(_gist(done.stderr or done.stdout))


def _gist(told: str) -> str:
    """What an engine says went wrong, without its progress; of a traceback, the template's line and the error."""
    head, _, trace = told.partition("Traceback (most recent call last):\n")
    lines = [line for line in head.splitlines() if line.strip() and not line.startswith("INFO")]
    if trace:
        frames = re.compile(r'^  File "(.+)", line (\d+).*(?:\n    .*)*\n', re.MULTILINE)
        end = frames.split(trace)[-1].strip()
        places = [f"{file}:{line}: " for file, line in frames.findall(trace) if file.endswith((".html", ".xml"))]
        lines.append(f"{places[-1] if places else ''}{end}")
    return "\n".join(lines)
