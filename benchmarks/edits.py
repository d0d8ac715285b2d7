"""Edits of an archive, as its authors make them: each kind once, at a place that chance chooses.

Tests make many of them one after another and compare what an incremental build gives with a clean one; benchmarks
measure what a build takes after each.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

Edit = Callable[[Path, random.Random], object]


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "briefings").rglob("*.yaml"))


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def _write(path: Path, fields: Any) -> None:
    path.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False), "utf-8")


def _some(folder: Path, chance: random.Random) -> tuple[Path, Any]:
    """A briefing that isn't withdrawn."""
    found: Iterator[tuple[Path, Any]] = (
        (path, _read(path)) for path in chance.sample(_files(folder), k=len(_files(folder)))
    )
    return next((path, fields) for path, fields in found if fields["status"] != "withdrawn")


def word(folder: Path, chance: random.Random) -> None:
    """A word in a summary."""
    path, fields = _some(folder, chance)
    fields["summary"][0]["text"] = f"{chance.choice(['Now', 'Then', 'Later'])} {fields['summary'][0]['text']}"
    _write(path, fields)


def title(folder: Path, chance: random.Random) -> None:
    """A title."""
    path, fields = _some(folder, chance)
    fields["title"] = f"{fields['title']} {chance.choice(['again', 'at last', 'in full'])}"
    _write(path, fields)


def quote(folder: Path, chance: random.Random) -> None:
    """What is said of a quotation."""
    path, fields = _some(folder, chance)
    quotes = [quote for quote in fields.get("key_quotes", ()) if "note" not in quote]
    if quotes:
        chance.choice(quotes)["note"] = f"Said in passing {chance.randrange(100)} times."
        _write(path, fields)


def remark(folder: Path, chance: random.Random) -> None:
    """What is said in our own words: of a position, of what the sources don't say, at length."""
    path, fields = _some(folder, chance)
    how = chance.randrange(4)
    if how == 0 and fields.get("positions"):
        told = chance.choice(fields["positions"])
        told["conditions" if told.get("conditions") else "statement"] += " On this day, too."
    elif how == 1:
        fields["caveats"] = [f"{text} So it is." for text in fields.get("caveats", ())] or ["They say little."]
    elif how == 2:
        fields["analysis"] = f"{fields.get('analysis', 'See [there](/topics/).')}\n\nSo far, *so* good."
    else:
        fields["summary"] = [{**point, "text": f"Indeed: {point['text']}"} for point in fields["summary"]]
    _write(path, fields)


def position(folder: Path, chance: random.Random) -> None:
    """The stance of a position."""
    path, fields = _some(folder, chance)
    stances = ("support", "oppose", "neutral", "strongly-support", "ambiguous")
    stated = [p for p in fields.get("positions", ()) if p["stance"] not in ("not-stated", "conditional")]
    if stated:
        chance.choice(stated)["stance"] = chance.choice(stances)
        _write(path, fields)


def redate(folder: Path, chance: random.Random) -> None:
    """The day of an event, or of publication."""
    path, fields = _some(folder, chance)
    day = f"{chance.randrange(2020, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    places = [*(event for event in fields.get("events", ()) if "date" in event), fields]
    place = chance.choice(places)
    place["published" if place is fields else "date"] = day
    _write(path, fields)


def _another_name(path: Path, chance: random.Random) -> str:
    return f"{path.stem[:40].rstrip('-')}-{chance.randrange(10**6)}"


def add(folder: Path, chance: random.Random) -> None:
    """A briefing more: a copy of one, with its snapshots, under another name."""
    path, fields = _some(folder, chance)
    name = _another_name(path, chance)
    fields = {key: value for key, value in fields.items() if key not in ("supersedes", "former_ids")}
    _write(path.with_name(f"{name}.yaml"), fields | {"title": f"{fields['title']} once more"})
    if (folder / "snapshots" / path.stem).is_dir():
        shutil.copytree(folder / "snapshots" / path.stem, folder / "snapshots" / name)


def _unnamed(folder: Path, chance: random.Random) -> Path | None:
    """A briefing that no other names, if there are enough of them."""
    texts = {path: path.read_text("utf-8") for path in _files(folder)}
    for path in chance.sample(sorted(texts), k=len(texts)):
        if len(texts) > 3 and not any(path.stem in text for other, text in texts.items() if other != path):
            return path
    return None


def delete(folder: Path, chance: random.Random) -> None:
    """A briefing less."""
    if path := _unnamed(folder, chance):
        path.unlink()
        shutil.rmtree(folder / "snapshots" / path.stem, ignore_errors=True)


def rename(folder: Path, chance: random.Random) -> None:
    """A briefing under another address, to which the former one leads."""
    if path := _unnamed(folder, chance):
        fields = _read(path)
        name = _another_name(path, chance)
        fields["former_ids"] = [*fields.get("former_ids", ()), path.stem]
        path.unlink()
        _write(path.with_name(f"{name}.yaml"), fields)
        if (folder / "snapshots" / path.stem).is_dir():
            (folder / "snapshots" / path.stem).rename(folder / "snapshots" / name)


def withdraw(folder: Path, chance: random.Random) -> None:
    """A briefing that is withdrawn."""
    path, fields = _some(folder, chance)
    _write(path, fields | {"status": "withdrawn", "withdrawn": {"date": "2026-01-05", "reason": "It was mistaken."}})


def draft(folder: Path, chance: random.Random) -> None:
    """A briefing that is a draft again."""
    path, fields = _some(folder, chance)
    _write(path, fields | {"status": "draft"})


def supersede(folder: Path, chance: random.Random) -> None:
    """A briefing that takes the place of another."""
    (path, fields), other = _some(folder, chance), chance.choice(_files(folder))
    if other != path and "supersedes" not in fields:
        _write(path, fields | {"supersedes": other.stem})


def comment(folder: Path, chance: random.Random) -> None:
    """A remark that no reader sees."""
    with chance.choice(_files(folder)).open("a", encoding="utf-8") as file:
        file.write("# To be looked at again.\n")


def snapshot(folder: Path, chance: random.Random) -> None:
    """The bytes of a snapshot, so that its hash is another."""
    path = chance.choice(sorted((folder / "snapshots").rglob("*.txt")))
    path.write_text(path.read_text("utf-8") + "\nMore of it.\n", "utf-8")


def _entry(name: str, change: Callable[[Any, random.Random], None]) -> Edit:
    def edit(folder: Path, chance: random.Random) -> None:
        entries = _read(folder / name)
        change(entries[chance.choice(sorted(entries))], chance)
        _write(folder / name, entries)

    edit.__doc__ = f"An entry of {name}."
    return edit


def _another(field: str) -> Callable[[Any, random.Random], None]:
    def change(entry: Any, chance: random.Random) -> None:
        entry[field] = f"{entry.get(field, 'The')} {chance.choice(['old', 'new', 'other'])}"

    return change


def hub(folder: Path, chance: random.Random) -> None:  # noqa: ARG001 - there is no choice
    """The name of the actor whom most briefings name."""
    named = Counter(p["actor"] for path in _files(folder) for p in _read(path).get("positions", ()))
    entries = _read(folder / "actors.yaml")
    entries[named.most_common(1)[0][0]]["name"] += " as it is called now"
    _write(folder / "actors.yaml", entries)


def registry(folder: Path, chance: random.Random) -> None:
    """The order of the entries of a registry, which means nothing."""
    path = folder / chance.choice(["actors.yaml", "issues.yaml", "topics.yaml", "publishers.yaml"])
    entries = list(_read(path).items())
    chance.shuffle(entries)
    _write(path, dict(entries))


def page(folder: Path, chance: random.Random) -> None:
    """A page that is written by hand, or none."""
    path = folder / "pages" / chance.choice(["about.md", "imprint.md"])
    if path.exists() and chance.random() < 0.4:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# A page\n\nWritten {chance.randrange(1000)} times.\n", "utf-8")


EDITS: dict[str, Edit] = {
    "a word in a summary": word, "a title": title, "a quote": quote, "our own words": remark, "a position": position,
    "a date": redate, "a new briefing": add, "a deleted one": delete, "a new address": rename, "a withdrawal": withdraw,
    "a draft": draft, "a successor": supersede, "a remark": comment, "a snapshot": snapshot,
    "an actor's name": _entry("actors.yaml", _another("name")),
    "an issue's proposition": _entry("issues.yaml", _another("proposition")),
    "a topic's name": _entry("topics.yaml", _another("name")),
    "a publisher's owner": _entry("publishers.yaml", _another("owner")),
    "the order of a registry": registry, "a page": page,
}  # fmt: skip
"""By what is edited."""
