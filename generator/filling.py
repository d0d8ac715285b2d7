"""Filling: each generated page, put into the frame of its kind.

The engine builds two pages of each kind: the probe that the frame is taken from (`generator/frames.py`), and an
example. Where it does, we make sure that the frame gives the very page of the example that the engine made, and then
fill the example in as any other, so that no page depends on which of them is the example.

The frames are remembered, and all else that the engine made. As long as that can't have changed, a site is made of
them without the engine.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import conversion, frames, processes, sealed, sitemap, stamp
from generator.ledger import Ledger, Row, cache, take
from generator.looks import Looks, look, looks


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind."""

    kind: frames.Kind
    example: str
    """The path of the Markdown of the page that the engine builds."""
    others: tuple[str, ...]
    """The paths of the other pages."""

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all of them."""
        return (self.example, *self.others)


Frames = Mapping[frames.Kind, frames.Frame]
"""The frame of each kind."""


def memory(docs: Path, what: str) -> Path:
    """A file that remembers something of a folder of pages."""
    return cache(docs) / f"{what}-{docs.name}.json"


def groups(
    docs: Path, src_uris: Iterable[str], nav: Collection[str], seen: Mapping[str, Looks] | None = None
) -> list[Group]:
    """Generated pages by their kind; a page of the nav that our templates didn't write has none.

    Kinds are remembered, so that pages which look as they did are not read.

    Args:
        docs: The folder of generated Markdown.
        src_uris: The pages' paths in it.
        nav: The paths of the pages of the nav.
        seen: How the files of the folder look, where somebody has looked.

    Raises:
        frames.FrameError: a page is not as our templates write pages.
        OSError: the disk refuses.

    """
    salt, places = repr((stamp.engine(), str(docs.resolve()), sorted(nav))), frames.places(nav)
    path = memory(docs, "kinds-of")
    before = sealed.read(path, salt) or {"kinds": [], "rows": {}}
    known = [_kind(facts) for facts in before["kinds"]]
    found: dict[frames.Kind, list[tuple[int, str]]] = {}
    rows, numbers = {}, dict[frames.Kind, int]()
    seen = looks(docs) if seen is None else seen
    for src_uri in sorted(src_uris):
        own, row = seen[src_uri], before["rows"].get(src_uri)
        if row and tuple(row[:2]) == own:
            kind = known[row[2]]
        else:
            try:
                kind = frames.kind(src_uri, _text(docs, src_uri), places, alone=src_uri in nav)
            except ValueError as error:
                if src_uri in nav:
                    continue
                raise frames.FrameError(f"{src_uri}: {error}") from error
        found.setdefault(kind, []).append((own[0], src_uri))
        rows[src_uri] = [*own, numbers.setdefault(kind, len(numbers))]
    now = {"kinds": [dataclasses.asdict(kind) for kind in found], "rows": rows}
    if now != before:
        with contextlib.suppress(OSError):  # it is a convenience
            sealed.write(path, now, salt)
    made = []
    for kind, pages in found.items():
        _, example = min(pages)
        made.append(Group(kind, example, tuple(src_uri for _, src_uri in pages if src_uri != example)))
    return made


def framed(docs: Path, site: Path, found: Iterable[Group], probes: Mapping[str, str]) -> Frames:
    """The frames of all kinds, each proved by its example; take the engine's probes and examples out of the site.

    A page of the nav for which there is none stays as the engine built it.

    Args:
        docs: The folder of generated Markdown.
        site: The folder that the engine built.
        found: The pages by their kind.
        probes: What the engine made of the probes of pages of the nav, by the paths of these.

    Raises:
        frames.FrameError: the theme is of a sort that frames can't follow.
        OSError: the disk refuses.

    """
    made = {}
    for group in found:
        try:
            made[group.kind] = _frame(docs, site, group, probes)
        except frames.FrameError:
            if not group.kind.alone:
                raise
    return made


def fill(
    docs: Path,
    site: Path,
    found: Iterable[Group],
    known: Frames,
    files: Iterable[str] = (),
    before: Ledger | None = None,
    spare: Ledger | None = None,
    seen: Mapping[str, Looks] | None = None,
) -> dict[str, Row]:
    """Write the pages of all kinds into the site.

    Args:
        docs: The folder of generated Markdown.
        site: The folder of the site.
        found: The pages by their kind.
        known: The frames of these kinds.
        files: The paths of files of `docs` that are to be copied as they are.
        before: Of the site that was made before, whose pages are taken over where the new ones would be the same.
        spare: Of what stands in the folder already: a site that was made earlier, some of whose pages may stay.
        seen: How the files of `docs` look, where somebody has looked.

    Returns:
        The rows of all that was written.

    Raises:
        frames.FrameError: a page is of a sort that frames can't follow.
        OSError: the disk refuses.

    """
    pages: list[tuple[str, frames.Frame | None]] = [
        (name, known[group.kind]) for group in found if group.kind in known for name in group.names
    ]
    pages += ((name, None) for name in files)
    kept, left = dict[str, Row](), list[tuple[str, frames.Frame | None, str, str]]()
    seen = looks(docs) if seen is None else seen
    for src_uri, frame in pages:
        name = f"{frames.address(src_uri)}index.html" if frame else src_uri
        key = f"{frame.digest if frame else 'as it is'} {seen.get(src_uri)}"
        row = spare.rows.get(name) if spare else None
        if spare and row and row[0] == key and row[1:] == spare.looks.get(name):
            kept[name] = row
        else:
            left.append((src_uri, frame, name, key))

    def work(numbers: Iterator[int]) -> dict[str, Row]:
        rows = {}
        for src_uri, frame, name, key in processes.of_parts(left, numbers):
            path = site / name
            _clear(path)
            if before and before.holds(name, key):
                take(before.now / name, path)
            elif frame:
                path.write_bytes(filled(_text(docs, src_uri), src_uri, frame).encode())
            else:
                shutil.copyfile(docs / src_uri, path)
            rows[name] = (key, *look(path))
        return rows

    return kept | processes.merged(work, len(left))


def settle(docs: Path, before: Ledger, rows: Mapping[str, Row]) -> None:
    """Remember what a site is made of, and what the one was made of that it replaces.

    Args:
        docs: The folder of generated Markdown.
        before: Of the site that it replaces.
        rows: Of the site.

    Raises:
        OSError: the disk refuses.

    """
    Ledger(memory(docs, "spare-of"), before.folder).save(before.rows)
    before.save(rows)


class Memory:
    """What the engine made of a folder of pages, as long as it would make the same."""

    def __init__(self, docs: Path, nav: Collection[str], config: Path, theme: Path, day: str) -> None:
        """Look at all that the engine reads beside the pages.

        Args:
            docs: The folder of generated Markdown.
            nav: The paths of the pages of the nav.
            config: The engine's settings.
            theme: The folder of the theme.
            day: The day, which a theme may tell.

        Raises:
            OSError: a file can't be read.

        """
        self._docs, self._nav = docs, nav
        self._seen = looks(docs)
        self._names = sorted(name for name in self._seen if not name.rpartition("/")[2].startswith("."))  # as it does
        self._pages = [name for name in self._names if name.endswith(".md")]
        read = [config.resolve(), theme.resolve()]
        self._key = stamp.read(read, [stamp.engine(), sorted(nav), sorted({*nav}.intersection(self._pages)), day])
        self._path = memory(docs, "engine-of")

    def keep(self, site: Path, known: Frames, taken: Collection[str], pieces: sitemap.Pieces | None, url: str) -> None:
        """Remember the frames, the pieces of the sitemap, and how all else looks that the engine made.

        Args:
            site: The folder that the engine built, without probes and examples.
            known: The frames of all kinds.
            taken: The paths of the pages and files that the site is filled with; what else there is the engine treats
                in a way of its own, so that nothing can be remembered.
            pieces: Those of the sitemap; None where they aren't known, so that it is right for these pages alone.
            url: The address of the site, if it is known.

        """
        with contextlib.suppress(OSError):  # it is a convenience
            if set(self._names) == set(taken):
                kinds = [(dataclasses.asdict(kind), frame.built) for kind, frame in known.items()]
                rows = {name: row for name, row in looks(site).items() if pieces is None or not sitemap.is_part(name)}
                pages = self._pages if pieces is None else None
                held = {"frames": kinds, "sitemap": pieces, "url": url, "pages": pages, "rows": rows}
                sealed.write(self._path, held, self._key)
            else:
                self._path.unlink(missing_ok=True)

    def site(self, old: Path, new: Path, earlier: Path) -> bool:
        """Make the site without the engine, where the old one has all that the engine would make; tell whether it does.

        Args:
            old: The site that was made before.
            new: The folder to make it in, which is not there yet.
            earlier: The site before that one, which becomes the new one by what has changed since, if it is there.

        Raises:
            OSError: the disk refuses.

        """
        held = sealed.read(self._path, self._key)
        if held is None or held["pages"] not in (None, self._pages):
            return False
        if any(look(old / name) != tuple(row) for name, row in held["rows"].items()):
            return False
        known = {(kind := _kind(facts)): frames.Frame(kind, built) for facts, built in held["frames"]}
        try:
            found = groups(self._docs, self._pages, self._nav, self._seen)
            if sum(len(group.names) for group in found) < len(self._pages) or any(g.kind not in known for g in found):
                return False
            files = (name for name in self._names if not name.endswith(".md"))
            with contextlib.suppress(OSError):  # there is none, or it stands on another disk
                earlier.rename(new)
            before = Ledger(memory(self._docs, "site-of"), old)
            spare = Ledger(memory(self._docs, "spare-of"), old, new)
            rows = fill(self._docs, new, found, known, files, before, spare, self._seen)
        except frames.FrameError:  # the engine tells what is wrong
            return False
        for name, row in held["rows"].items():
            if look(new / name) != tuple(row):
                _clear(new / name)
                take(old / name, new / name)
        for name in set(spare.looks).difference(rows, held["rows"]):  # the sitemap, too, which the old site may share
            _remove(new, name)
        if held["sitemap"]:
            addresses = map(frames.address, sorted(self._pages, key=sitemap.order))
            (new / sitemap.NAME).write_bytes(sitemap.filled(held["sitemap"], addresses, held["url"]).encode())
            sitemap.finish(new, held["url"])
        settle(self._docs, before, rows)
        return True


def _kind(facts: Mapping[str, Any]) -> frames.Kind:
    """A kind, of what JSON keeps of it."""
    return frames.Kind(**{**facts, "own": tuple(facts["own"])})


def _frame(docs: Path, site: Path, group: Group, probes: Mapping[str, str]) -> frames.Frame:
    """The frame of a kind, proved by its example; what the engine built is removed."""
    probe = None if group.kind.alone else site / group.kind.address / "index.html"
    with _told(f"the frame of pages like {group.example}"):
        frame = frames.Frame(group.kind, probe.read_text("utf-8") if probe else probes.get(group.example, ""))
    example = site / frames.address(group.example) / "index.html"
    made = filled(_text(docs, group.example), group.example, frame)
    if _lines(made) != _lines(example.read_text("utf-8")):
        raise frames.FrameError(f"{group.example}: the theme or an extension writes more into a page than frames know")
    example.unlink()
    if probe:
        _remove(site, probe.relative_to(site).as_posix())
    return frame


def filled(text: str, src_uri: str, frame: frames.Frame) -> str:
    """A page in its frame.

    Args:
        text: Its Markdown.
        src_uri: The path of its Markdown.
        frame: The frame of its kind.

    Raises:
        frames.FrameError: it is not as our templates write pages.

    """
    with _told(src_uri):
        page = conversion.page(text)
    return frame.fill(page, frames.address(src_uri))


def _text(docs: Path, src_uri: str) -> str:
    return (docs / src_uri).read_text("utf-8")


def _clear(path: Path) -> None:
    """Make room for a file; what stands there may be a file of the old site as well, so nothing is written into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that nothing stands in without it."""
    (folder / name).unlink()
    for inner in Path(name).parents:
        with contextlib.suppress(OSError):  # others stand there
            (folder / inner).rmdir()


def _lines(text: str) -> list[str]:
    """Lines, of which blank ones mean nothing in our pages."""
    return re.split(r"\n+", text)


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise frames.FrameError(f"{name}: {error}") from error
