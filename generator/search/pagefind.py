"""Search: what the search engine writes in arbitrary order is put into a fixed one, so that two builds are the same.

Pagefind keeps the values of a filter in a hash table with a seed of its own, and names each file by the hash of what it
holds: such a file differs from run to run, and so do the files that name it. A file is `pagefind_dcd` and CBOR (RFC
8949), packed by gzip; its name holds the first digits of the SHA-1 of the CBOR.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_MAGIC = b"pagefind_dcd"
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4


def settle(bundle: Path) -> None:
    """Put the filters of an index in order; an index of a kind that we do not know is left as it is.

    Raises:
        OSError: the disk refuses.

    """
    try:
        files = dict(_settled(bundle))
    except (LookupError, TypeError, ValueError):
        return
    for path, (new, data) in files.items():
        path.unlink()
        new.write_bytes(data)


def _settled(bundle: Path) -> Iterator[tuple[Path, tuple[Path, bytes]]]:
    """Each file that is not as it should be: the file and data that come in its place."""
    entry = bundle / "pagefind-entry.json"
    told = json.loads(entry.read_text("utf-8"))
    for language in told["languages"].values():
        path = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _load(path)
        _version, _pages, _chunks, filters, *_ = meta
        for number, (name, found) in enumerate(sorted(filters)):
            values = bundle / "filter" / f"{found}.pf_filter"
            stated, choices = _load(values)
            data = _encode([stated, sorted(choices)])
            filters[number] = [name, _name(found, data)]
            yield values, (values.with_name(f"{filters[number][1]}.pf_filter"), _pack(data))
        data = _encode(meta)
        language["hash"] = _name(language["hash"], data)
        yield path, (bundle / f"pagefind.{language['hash']}.pf_meta", _pack(data))
    yield entry, (entry, json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def _load(path: Path) -> list[Any]:
    data = gzip.decompress(path.read_bytes())
    value, end = _decode(data, len(_MAGIC))
    if not data.startswith(_MAGIC) or end != len(data) or not isinstance(value, list):
        raise ValueError(path)
    return value


def _pack(data: bytes) -> bytes:
    return gzip.compress(_MAGIC + data, mtime=0)


def _name(old: str, data: bytes) -> str:
    """What a file that held something else is called by its data: `en_` and as many digits as before."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha1(data, usedforsecurity=False).hexdigest()[: len(digits)]}"


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at an offset, and the offset just past it."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number > 27:
        raise ValueError(number)
    if number > 23:
        size = 1 << (number - 24)
        number = int.from_bytes(data[at : at + size])
        at += size
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise ValueError(kind)
    items = []
    for _ in range(number):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _encode(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([kind << 5 | 23 + size.bit_length()]) + number.to_bytes(size)
