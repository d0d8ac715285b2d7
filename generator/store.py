"""Store: what was worked out before, by a key of all that it was worked out of.

A convenience: it may be deleted at any time, and whatever is wrong with it, it is as if it were empty. Two builds may
use it at once. What a build doesn't ask for is forgotten when it ends.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

_LAYOUT = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, seal BLOB NOT NULL, data BLOB NOT NULL) WITHOUT ROWID"
_WAIT = 2.0
"""Seconds to wait for another build that writes."""


class Store:
    """Bytes by key, in a file of SQLite's."""

    def __init__(self, path: Path | None) -> None:
        """Keep it at `path`; without one, remember nothing."""
        self.path = path
        self._known: set[bytes] = set()

    def held(self) -> dict[bytes, bytes]:
        """All that is kept and whole."""
        if self.path is None or not self.path.is_file():
            return {}
        try:
            with closing(self._open(self.path)) as base:
                rows = base.execute("SELECT key, seal, data FROM kept").fetchall()
        except sqlite3.Error:
            return {}
        self._known = {key for key, _, _ in rows}
        return {key: data for key, seal, data in rows if seal == _seal(key, data)}

    def names(self) -> set[bytes]:
        """The keys of all that is kept."""
        if self.path is None or not self.path.is_file():
            return set()
        try:
            with closing(self._open(self.path)) as base:
                self._known = {key for (key,) in base.execute("SELECT key FROM kept")}
        except sqlite3.Error:
            return set()
        return self._known

    def some(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept and whole of some keys, the others unread."""
        if self.path is None or not self.path.is_file():
            return {}
        found = {}
        try:
            with closing(self._open(self.path)) as base:
                for name in keys:
                    row = base.execute("SELECT seal, data FROM kept WHERE key = ?", (name,)).fetchone()
                    if row and row[0] == _seal(name, row[1]):
                        found[name] = row[1]
        except sqlite3.Error:
            return {}
        return found

    def change(self, made: Mapping[bytes, bytes] | None = None, gone: Iterable[bytes] = ()) -> None:
        """Add what was made, and forget some of what is kept, whatever else there is."""
        self._put(made or {}, set(gone))

    def keep(self, made: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Add what was made, and forget all but that and what was used.

        Args:
            made: Bytes by key.
            used: Keys of what was kept before.

        """
        self._put(made, self._known - set(used) - made.keys())

    def _put(self, made: Mapping[bytes, bytes], gone: set[bytes]) -> None:
        """Add and forget, as far as the disk and other builds let us."""
        if self.path is None or not (made or gone):
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._write(self.path, made, gone)
        except sqlite3.OperationalError:  # the disk is full, or another build writes: that one may remember
            pass
        except sqlite3.DatabaseError:  # damaged
            self.path.unlink(missing_ok=True)
            self._write(self.path, made, ())
        except OSError:
            pass

    def _write(self, path: Path, made: Mapping[bytes, bytes], gone: Iterable[bytes]) -> None:
        with closing(self._open(path)) as base, base:
            base.execute(_LAYOUT)
            base.executemany("DELETE FROM kept WHERE key = ?", ((key,) for key in gone))
            rows = ((key, _seal(key, data), data) for key, data in made.items())
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def _open(self, path: Path) -> sqlite3.Connection:
        base = sqlite3.connect(path, timeout=_WAIT)
        base.execute("PRAGMA page_size = 1024")  # of a new file: larger ones would be half empty behind each row
        base.execute("PRAGMA synchronous = OFF")  # what a crash takes away is made again
        return base


def key(*parts: str | bytes) -> bytes:
    """A key of all that something is worked out of; parts are told apart."""
    told = hashlib.blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told.update(len(data).to_bytes(8, "little"))
        told.update(data)
    return told.digest()


def pack(value: object, level: int = 1) -> bytes:
    """The bytes of a value, to be kept; a higher level of zlib makes fewer, and takes longer."""
    return zlib.compress(pickle.dumps(value, 5), level)


def unpack(data: bytes) -> Any:
    """The value of bytes that a store held."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301 - sealed, ours


def _seal(key: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(data, key=key, digest_size=16).digest()
