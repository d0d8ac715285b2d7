"""What a command costs, with all processes that it starts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
"""Seconds between two looks at the memory of the process tree."""
LIMIT = 3600
"""Seconds after which a run is stopped."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor time, user and system, of the process and all its descendants that were waited for."""
    peak: int
    """Most bytes in memory at once. Where there is a /proc, summed over the tree, what processes share counted once;
    elsewhere of the largest single process."""


class FailedError(ChildProcessError):
    """The command failed; the message is what it said."""


def run(
    command: Sequence[str],
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    *,
    source: Path | None = None,
    target: Path | None = None,
    limit: float = LIMIT,
    fine: Collection[int] = (0,),
) -> Cost:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        cwd: The folder that it runs in; ours, if None.
        env: Variables of its environment beside ours.
        source: The file that it reads as its input; none, if None.
        target: The file that its output goes to. If None, output and errors are kept for the message of a failure.
        limit: Seconds that it may take.
        fine: Exit codes that are no failure.

    Raises:
        FailedError: it exits with another code than these.
        TimeoutError: it took longer than it may, and was stopped with its children.

    """
    with ExitStack() as files:
        stdin = files.enter_context(source.open("rb")) if source else subprocess.DEVNULL
        stdout = files.enter_context(target.open("wb") if target else tempfile.TemporaryFile())  # noqa: SIM115
        stderr = None if target else subprocess.STDOUT
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **(env or {})}, stdin=stdin, stdout=stdout, stderr=stderr,
            start_new_session=True,
        )  # fmt: skip
        tree = _Tree(process.pid, start + limit)
        tree.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            tree.ended.set()
            tree.join()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if tree.stopped:
            raise TimeoutError(f"{command[0]} took more than {limit:g} s")
        if process.returncode not in fine:
            said = ""
            if not target:
                stdout.seek(0)
                said = stdout.read().decode(errors="replace")
            raise FailedError(f"{' '.join(command)}\nended with exit code {process.returncode}\n{said}".rstrip())
    # Linux counts into `ru_maxrss` what we ourselves held when we started the process, so it is the last resort.
    peak = tree.peak or usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)


class _Tree(threading.Thread):
    """Looks at the memory of a process and its descendants now and then, and stops them when their time is over."""

    def __init__(self, pid: int, until: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.until = pid, until
        self.peak, self.stopped, self.ended = 0, False, threading.Event()

    def run(self) -> None:
        while True:
            self.peak = max(self.peak, 1024 * _kilobytes(self.pid, "status", "VmHWM"), 1024 * _held(self.pid))
            if self.ended.wait(INTERVAL):
                return
            if time.perf_counter() > self.until:
                self.stopped = True
                os.killpg(self.pid, signal.SIGKILL)
                return


def _held(pid: int) -> int:
    """Kilobytes that a process and its children hold, each its share of what they have in common."""
    return _kilobytes(pid, "smaps_rollup", "Pss") + sum(map(_held, _children(pid)))


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def _kilobytes(pid: int, file: str, field: str) -> int:
    """What the system tells of a process; 0 where it has just ended, or there is no /proc."""
    try:
        found = re.search(rf"^{field}:\s+(\d+) kB", Path(f"/proc/{pid}/{file}").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) if found else 0
