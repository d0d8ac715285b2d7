"""Makes an archive of any size in our content format. All in it is invented; the same call gives the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from benchmarks.maker import notation, registries, subjects, world
from benchmarks.maker.story import Past, write

UNTIL = dt.date(2026, 1, 1)
"""The day up to which archives are made, unless told otherwise. Never today: an archive must not change by itself."""


def make(count: int, folder: Path, seed: int = 1, until: dt.date = UNTIL) -> None:
    """Write a content folder with `count` briefings.

    Args:
        count: How many briefings.
        folder: A new or empty folder.
        seed: Another one gives another archive.
        until: The day of the newest briefing; the oldest is six years older.

    Raises:
        FileExistsError: the folder has something in it.

    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    made = world.make(count, seed, until)
    for name, entries in registries.every(made).items():
        (folder / f"{name}.yaml").write_bytes(notation.text(entries).encode())
    (folder / "pages").mkdir()
    (folder / "pages" / "about.md").write_bytes(subjects.ABOUT.encode())
    past = Past()
    for number in range(count):
        story = write(made, number, count, past)
        file = folder / "briefings" / f"{story.published:%Y}" / f"{story.id}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(notation.text(story.fields).encode())
        snapshots = folder / "snapshots" / story.id
        snapshots.mkdir(parents=True)
        for id, data in story.snapshots.items():
            (snapshots / f"{id}.txt").write_bytes(data)
