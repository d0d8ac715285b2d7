"""Texts: the files of a content folder, known by their looks and their hashes, and read when they are asked for."""

from __future__ import annotations

import errno
import hashlib
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from os import stat_result

Row = tuple[int, int, int, int, str, int]
"""Of a file: its size in bytes, when it was last written and last changed (ns), its inode, its SHA-256, and how many
letters and digits it has, or -1 where it isn't UTF-8."""
_NO_LETTERS = bytes(number for number in range(128) if not chr(number).isalnum())
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_YOUNG = 2_000_000_000
"""Nanoseconds within which a file may be written twice without a change of its looks."""


class Texts(Mapping[str, bytes]):
    """Bytes by path."""

    def __init__(self, rows: Mapping[str, Row], read: Callable[[str], bytes]) -> None:
        """Read nothing yet.

        Args:
            rows: The files, by path.
            read: Reads one.

        """
        self.rows, self._read = rows, read

    @classmethod
    def given(cls, texts: Mapping[str, bytes]) -> Texts:
        """Texts that are in memory."""
        return cls({name: (len(data), 0, 0, 0, *tell(data)) for name, data in texts.items()}, texts.__getitem__)

    def __getitem__(self, name: str) -> bytes:
        """The bytes of a file, which are not kept.

        Raises:
            KeyError: there is no such file.
            OSError: it can't be read, or is another by now.

        """
        row = self.rows[name]
        data = self._read(name)
        if len(data) != row[0] or hashlib.sha256(data).hexdigest() != row[4]:
            raise OSError(errno.EAGAIN, "somebody has saved it meanwhile; do that again", name)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: object) -> bool:
        return name in self.rows

    def only(self, wanted: Callable[[str], bool]) -> Texts:
        """Those of them with a path that is wanted."""
        return Texts({name: row for name, row in self.rows.items() if wanted(name)}, self._read)

    def size(self, name: str) -> int:
        """Bytes of a file."""
        return self.rows[name][0]

    def digest(self, name: str) -> str:
        """SHA-256 of a file."""
        return self.rows[name][4]

    @property
    def digests(self) -> Mapping[str, str]:
        """SHA-256 of each file, by path."""
        return _Digests(self)

    def is_utf8(self, name: str) -> bool:
        """Whether a file is UTF-8."""
        return self.rows[name][5] >= 0

    def letters(self, name: str) -> int:
        """How many letters and digits a file has, as `letters` counts them; of what isn't UTF-8, -1."""
        return self.rows[name][5]

    @property
    def settled(self) -> dict[str, Row]:
        """The files that were not written just now, so that another text in them would look otherwise."""
        late = time.time_ns() - _YOUNG
        return {name: row for name, row in self.rows.items() if max(row[1], row[2]) < late}


class _Digests(Mapping[str, str]):
    def __init__(self, of: Texts) -> None:
        self._of = of

    def __getitem__(self, name: str) -> str:
        return self._of.digest(name)

    def __contains__(self, name: object) -> bool:
        return name in self._of

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def looks(stat: stat_result) -> tuple[int, int, int, int]:
    """How a file looks; another text in it looks otherwise, but for one that was written within the same moment."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def tell(data: bytes) -> tuple[str, int]:
    """What has to be known of a file's bytes."""
    try:
        number = letters(data.decode("utf-8"))
    except UnicodeDecodeError:
        number = -1
    return hashlib.sha256(data).hexdigest(), number


def letters(text: str) -> int:
    """How many letters and digits a text has, accents put together; those that aren't ASCII are looked at singly."""
    plain = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)
    left = plain.decode("utf-8", "surrogatepass")
    return len(left) - sum(not character.isalnum() for character in _NOT_ASCII.findall(left))
