"""Templates: where they stand, compiled once and remembered, and their faults told with their places."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2
import jinja2.meta
from jinja2.bccache import Bucket

from generator import render, site, stamp
from generator.store import Store, key


def folders(own: Path) -> list[str]:
    """Where templates stand, the archive's own before the engine's."""
    is_another = (own / "pages").is_dir() and own.resolve() != site.TEMPLATES.resolve()
    return [str(own), str(site.TEMPLATES)] if is_another else [str(site.TEMPLATES)]


def environment(folders: Sequence[str], cache: Path | None = None) -> jinja2.Environment:
    """The templates of these folders, the first before the others.

    Args:
        folders: Where they stand.
        cache: A file that remembers compiled ones. With it, all of them are compiled now, so that processes that are
            started later have them.

    """
    env = render.environment(jinja2.FileSystemLoader(folders))
    if cache:
        env.bytecode_cache = remembered = _Remembered(Store(cache))
        for name in _names(env):
            env.get_template(name)
        remembered.keep()
    return env


def made_of(env: jinja2.Environment, own: Path) -> frozenset[str]:
    """The names of the templates that are made of the archive's own: those, and all that may include one."""
    loader, leads, found = env.loader, dict[str, set[str | None]](), set[str]()
    assert loader is not None
    left: set[str | None] = set(_names(env))
    while left:
        name = left.pop()
        if name is None or name in leads:
            continue
        try:
            source, file, _ = loader.get_source(env, name)
        except jinja2.TemplateNotFound:  # which tells whoever needs it, when the page is made
            continue
        found |= {name} if file and Path(file).is_relative_to(own) else set()
        leads[name] = set(jinja2.meta.find_referenced_templates(env.parse(source, name, file)))
        left |= leads[name]
    size = -1
    while size < len(found):
        size = len(found)
        found |= {name for name, others in leads.items() if None in others or not found.isdisjoint(others)}
    return frozenset(found)


def _names(env: jinja2.Environment) -> list[str]:
    return env.list_templates(filter_func=lambda name: name.startswith(("pages/", "macros/", "css/")))


class _Remembered(jinja2.BytecodeCache):
    """Compiled templates, by their source and by the engine that compiled them."""

    def __init__(self, known: Store) -> None:
        self._known, self._held = known, known.held()
        self._used: set[bytes] = set()
        self._made: dict[bytes, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        name = key(stamp.engine(), bucket.key, bucket.checksum)
        if name in self._held:
            self._used.add(name)
            bucket.bytecode_from_string(self._held[name])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._made[key(stamp.engine(), bucket.key, bucket.checksum)] = bucket.bytecode_to_string()

    def keep(self) -> None:
        """Remember what was compiled, and forget what wasn't asked for."""
        self._known.keep(self._made, self._used)


@contextlib.contextmanager
def telling(folders: Sequence[str]) -> Iterator[None]:
    """What templates raise is told with its place."""
    try:
        yield
    except (jinja2.TemplateError, AttributeError, TypeError) as error:
        # Jinja puts the templates' own files and lines into the traceback.
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{f.filename}:{f.lineno}" for f in frames if f.filename.startswith(tuple(folders))]
        if not places:
            raise
        raise site.EngineError(f"{places[-1]}: {error}") from error
