"""Sealed: files of JSON that are taken for missing where they are damaged. Large ones are packed by zlib."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

LARGE = 1 << 16
"""Bytes of JSON that are packed, and those of more."""


def read(path: Path, salt: str = "") -> Any:
    """What a file holds; None where there is none, or it isn't what was written with the same salt."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal.decode("ascii", "replace") != _seal(body, salt):
        return None
    return json.loads(zlib.decompress(body) if body[:1] == b"x" else body)  # as zlib begins, and no JSON does


def write(path: Path, value: object, salt: str = "") -> None:
    """Write a file in one step.

    Args:
        path: The file.
        value: What it is to hold.
        salt: What decides beside it whether it may be believed, such as the version of what worked it out.

    Raises:
        OSError: the disk refuses.

    """
    body = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(body) >= LARGE:
        body = zlib.compress(body, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_bytes(_seal(body, salt).encode() + b"\n" + body)
    new.replace(path)


def _seal(body: bytes, salt: str) -> str:
    return hashlib.sha256(salt.encode() + b"\n" + body).hexdigest()
