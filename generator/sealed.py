"""Sealed: files of JSON that are taken for missing where they are damaged."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


def read(path: Path, salt: str = "") -> Any:
    """What a file holds; None where there is none, or it isn't what was written with the same salt."""
    try:
        seal, _, body = path.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return json.loads(body) if seal == _seal(body, salt) else None


def write(path: Path, value: object, salt: str = "") -> None:
    """Write a file in one step.

    Args:
        path: The file.
        value: What it is to hold.
        salt: What decides beside it whether it may be believed, such as the version of what worked it out.

    Raises:
        OSError: the disk refuses.

    """
    body = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_text(f"{_seal(body, salt)}\n{body}", "utf-8")
    new.replace(path)


def _seal(body: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()
