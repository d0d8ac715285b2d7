"""Quotations as JSON Lines: what `briefings match` reads and writes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import verify
from generator.evidence import Evidence

Line = dict[str, Any]


class InputError(Exception):
    """A line that can't be answered; the message tells which, and why."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One line of the input."""

    id: str
    path: str
    claim: verify.Claim


def match(lines: Iterable[str], root: Path) -> Iterator[Line]:
    """Prove quotations against text files.

    Args:
        lines: JSON objects with `id`, `snapshot_path` (within `root`), `quote`, and `prefix`, `suffix` (text or null).
        root: The folder; words that fail are looked for in all `.txt` files beside those that are named, where they
            can be read.

    Yields:
        For each line an object with `id`, `status`, `start` and `end` (code points), `near`, `why`, `kind` and
        `other_snapshot`.

    Raises:
        InputError: a line is no such object, or the file that it names can't be read.

    """
    asked = [_asked(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    claims: defaultdict[str, list[verify.Claim]] = defaultdict(list)
    for item in asked:
        claims[item.path].append(item.claim)
    folders = {(root / name).parent for name in claims}
    beside = {path.relative_to(root).as_posix() for folder in folders for path in folder.glob("*.txt")}

    def read(name: str) -> str:
        try:
            return _text(root, name)
        except InputError:
            if name in claims:
                raise
            return ""

    proved = {name: iter(found) for name, found in verify.prove(claims, read, sorted(beside | set(claims))).items()}
    for item in asked:
        yield _answer(item, next(proved[item.path]))


def _asked(number: int, line: str) -> _Asked:
    try:
        given = json.loads(line)
        path, words = given["snapshot_path"], given["quote"]
        texts = (str(given["id"]), path, words, given.get("prefix") or "", given.get("suffix") or "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"line {number} has no id, snapshot_path and quote: {error}") from None
    if not all(isinstance(text, str) for text in texts):
        raise InputError(f"line {number}: snapshot_path, quote, prefix and suffix are texts")
    return _Asked(texts[0], path, verify.Claim(words, texts[3], texts[4], told=False))


def _text(root: Path, name: str) -> str:
    try:
        return (root / name).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8") from None
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}") from None


def _answer(item: _Asked, evidence: Evidence) -> Line:
    place = evidence.parts[0] if evidence.parts and evidence.status != "ambiguous" else None
    return {
        "id": item.id,
        "status": evidence.status,
        "start": place and evidence.parts[0].start,
        "end": place and evidence.parts[-1].end,
        "near": evidence.sentence if not evidence.proved else "",
        "why": evidence.why,
        "kind": evidence.kind,
        "other_snapshot": Path(evidence.elsewhere).stem if evidence.elsewhere else None,
    }
