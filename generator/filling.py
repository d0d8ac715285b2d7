"""Filling: each generated page, put into the frame of its kind.

The engine builds two pages of each kind: the probe that the frame is taken from (`generator/frames.py`), and an
example. Each build makes sure that the frame gives the very page of the example that the engine made, and then fills
the example in as any other, so that no page depends on which of them is the example.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from generator import conversion, frames, processes, sealed, stamp
from generator.ledger import Ledger, Row, look, take


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Pages of one kind."""

    kind: frames.Kind
    example: str
    """The path of the Markdown of the page that the engine builds."""
    others: tuple[str, ...]
    """The paths of the other pages."""


def groups(docs: Path, src_uris: Iterable[str], places: Collection[str], memory: Path) -> list[Group]:
    """Generated pages by their kind.

    Args:
        docs: The folder of generated Markdown.
        src_uris: The pages' paths in it.
        places: The addresses of the nav.
        memory: A file that remembers the kinds of pages, so that those which look as they did are not read.

    Raises:
        frames.FrameError: a page is not as our templates write pages.
        OSError: the disk refuses.

    """
    salt = repr((stamp.engine(), str(docs.resolve()), sorted(places)))
    before = sealed.read(memory, salt) or {"kinds": [], "rows": {}}
    known = [frames.Kind(**{**kind, "own": tuple(kind["own"])}) for kind in before["kinds"]]
    found: dict[frames.Kind, list[tuple[int, str]]] = {}
    rows, numbers = {}, dict[frames.Kind, int]()
    for src_uri in src_uris:
        looks, row = look(docs / src_uri), before["rows"].get(src_uri)
        if row and tuple(row[:2]) == looks:
            kind = known[row[2]]
        else:
            with _told(src_uri):
                kind = frames.kind(src_uri, (docs / src_uri).read_text("utf-8"), places)
        found.setdefault(kind, []).append((looks[0], src_uri))
        rows[src_uri] = [*looks, numbers.setdefault(kind, len(numbers))]
    now = {"kinds": [dataclasses.asdict(kind) for kind in found], "rows": rows}
    if now != before:
        with contextlib.suppress(OSError):  # it is a convenience
            sealed.write(memory, now, salt)
    made = []
    for kind, pages in found.items():
        _, example = min(pages)
        made.append(Group(kind, example, tuple(src_uri for _, src_uri in pages if src_uri != example)))
    return made


def fill(
    docs: Path, site: Path, found: Iterable[Group], files: Iterable[str] = (), before: Ledger | None = None
) -> dict[frames.Kind, frames.Frame]:
    """Write the pages of all kinds into the site, and take the engine's probes and examples out.

    Args:
        docs: The folder of generated Markdown.
        site: The folder that the engine built.
        found: The pages by their kind.
        files: The paths of files of `docs` that are to be copied as they are.
        before: Of the site that was made before, whose pages are taken over where the new ones would be the same.

    Returns:
        The frames of all kinds.

    Raises:
        frames.FrameError: the theme or a page is of a sort that frames can't follow.
        OSError: the disk refuses.

    """
    framed = {group: _frame(docs, site, group) for group in found}
    pages: list[tuple[str, frames.Frame | None]] = [
        (name, frame) for group, frame in framed.items() for name in (group.example, *group.others)
    ]
    pages += ((name, None) for name in files)

    def work(numbers: Iterator[int]) -> dict[str, Row]:
        rows = {}
        for src_uri, frame in processes.of_parts(pages, numbers):
            name = f"{frames.address(src_uri)}index.html" if frame else src_uri
            key = f"{frame.digest if frame else 'as it is'} {look(docs / src_uri)}"
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if before and before.holds(name, key):
                take(before.now / name, path)
            elif frame:
                path.write_bytes(filled((docs / src_uri).read_text("utf-8"), src_uri, frame).encode())
            else:
                shutil.copyfile(docs / src_uri, path)
            rows[name] = (key, *look(path))
        return rows

    rows = processes.merged(work, len(pages))
    if before:
        before.save(rows)
    return {group.kind: frame for group, frame in framed.items()}


def _frame(docs: Path, site: Path, group: Group) -> frames.Frame:
    """The frame of a kind, proved by its example; what the engine built is removed."""
    probe = _built(site, group.kind.address)
    with _told(f"the frame of pages like {group.example}"):
        frame = frames.Frame(group.kind, probe.read_text("utf-8"))
    example = _built(site, frames.address(group.example))
    if _lines(filled((docs / group.example).read_text("utf-8"), group.example, frame)) != _lines(
        example.read_text("utf-8")
    ):
        raise frames.FrameError(f"{group.example}: the theme or an extension writes more into a page than frames know")
    example.unlink()
    probe.unlink()
    for folder in probe.relative_to(site).parents:
        with contextlib.suppress(OSError):  # other pages stand there
            (site / folder).rmdir()
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


def _built(site: Path, address: str) -> Path:
    return site / address / "index.html"


def _lines(text: str) -> list[str]:
    """Lines, of which blank ones mean nothing in our pages."""
    return re.split(r"\n+", text)


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise frames.FrameError(f"{name}: {error}") from error
