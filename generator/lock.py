"""Lock: one build of a folder at a time."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextlib.contextmanager
def folder(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[int]:
    """Hold a folder, which is made where it is missing; another that wants it waits.

    The system lets go of it when the last process that has the handle ends, however it ends, so a lock never outlives
    its build. Windows, and file systems that know no locks, give the handle without the protection.

    Args:
        path: The folder.
        waiting: Called before a wait.

    Yields:
        A handle, to be passed on to a process that still works in the folder when this one is killed.

    Raises:
        OSError: the folder can't be made or opened.

    """
    path.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield -1
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        _take(handle, waiting)
        yield handle
    finally:
        os.close(handle)


def _take(handle: int, waiting: Callable[[], None]) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return  # no locks here, as on some network file systems
