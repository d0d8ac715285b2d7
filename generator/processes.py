"""Processes: work that is split among the processor's cores."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
Work = Callable[[Iterator[int]], T]
"""Is given the numbers of the parts that are its own, ascending, each when it asks for it, and without end: it stops
where the work does (`of_parts`)."""
PART = 16
"""Items of a part."""
MOST = 4
"""Processes at once: each comes to hold some memory of its own for what all of them read."""


def shared(work: Work[T], items: int) -> list[T]:
    """Do work in as many processes as there are cores, this one among them.

    Only where processes can be forked (Linux), so that each has all that this one knows, and by the main thread, since
    what other threads hold at that moment would be held in each for ever; else this one does all.

    Args:
        work: What is to be done.
        items: About how many items there are; for few of them no process is started.

    Returns:
        What each process gives back, this one's first; it is pickled on its way.

    Raises:
        Exception: what `work` raised in one of them.
        ChildProcessError: one of them was killed.

    """
    several = min(cores(), MOST, items // (2 * PART))
    if several < 2 or not _may_fork():
        return [work(itertools.count())]
    taken = multiprocessing.get_context("fork").Value("q", 0)

    def numbers() -> Iterator[int]:
        while True:
            with taken.get_lock():
                number = taken.value
                taken.value += 1
            yield number

    gc.freeze()  # a collection would touch all that the processes share, and so give each a copy
    children = [_Child(work, numbers()) for _ in range(several - 1)]
    try:
        return [work(numbers()), *(child.answer() for child in children)]
    finally:
        for child in children:
            child.end()
        gc.unfreeze()


def merged(work: Work[dict[K, V]], items: int) -> dict[K, V]:
    """As `shared`, for work that gives a mapping: what all processes give, in one."""
    found: dict[K, V] = {}
    for some in shared(work, items):
        found |= some
    return found


def of_parts(items: Iterable[T], numbers: Iterator[int], size: int = PART) -> Iterator[T]:
    """The items that belong to parts of this size with these numbers."""
    mine = next(numbers)
    for number, item in enumerate(items):
        part = number // size
        if part > mine:
            mine = next(numbers)
        if part == mine:
            yield item


@contextlib.contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Do work in another process, where `shared` could share some; else when it is asked for.

    Args:
        work: What is to be done.

    Yields:
        What waits for it and gives what it gives back; it raises what `work` raised, as `shared` does.

    """
    if cores() < 2 or not _may_fork():
        yield work
        return
    gc.freeze()
    child = _Child(lambda _: work(), iter(()))
    try:
        yield child.answer
    finally:
        child.end()
        gc.unfreeze()


def _may_fork() -> bool:
    """Whether this process may have others: only where they can be forked, and not of one that was, or of a thread."""
    is_first = threading.current_thread() is threading.main_thread() and not multiprocessing.current_process().daemon
    return is_first and sys.platform == "linux"


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Leave out the search for garbage in cycles, which looks at all objects, for work that makes many objects."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Child(Generic[T]):
    """A process that does a share of the work."""

    def __init__(self, work: Work[T], numbers: Iterator[int]) -> None:
        fork = multiprocessing.get_context("fork")
        self._answers, given = fork.Pipe(duplex=False)
        self._process = fork.Process(target=self._do, args=(work, numbers, given), daemon=True)
        self._process.start()
        given.close()

    def _do(self, work: Work[T], numbers: Iterator[int], given: Connection) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process ends the others
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            given.send((work(numbers), None))
        except Exception as error:  # noqa: BLE001 - raised where the answer is read
            given.send((None, error))

    def answer(self) -> T:
        """What it gives back."""
        try:
            given, error = self._answers.recv()
        except EOFError:
            raise ChildProcessError(f"process {self._process.pid} of this build was killed") from None
        if error:
            raise error
        made: T = given
        return made

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
