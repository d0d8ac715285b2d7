"""Run a checker of quotations as a process of its own, and measure what it costs.

Every checker reads JSON Lines from its standard input and writes JSON Lines to its standard output, so that one
measurement does for all: the whole process, from its start to its end.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CACHE = PROJECT / ".venv-peers"
REQUIREMENTS = PROJECT / "requirements"
LIMIT = 3600
"""Seconds after which a run is given up."""
INTERVAL = 0.05
"""Seconds between two looks at the memory of a process."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, of user and system together."""
    peak: int
    """Bytes of memory at the highest. Memory that processes share counts once where /proc tells it; elsewhere only the
    largest single process is known."""


def run(command: Sequence[str], source: Path, target: Path) -> Cost:
    """Run a command with `source` as its input and `target` as its output.

    Raises:
        ChildProcessError: it ended with another exit code than 0, as it does when it is stopped after `LIMIT`.
    """
    peak = 0
    with source.open("rb") as stdin, target.open("wb") as stdout:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout)
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            peak = max(peak, _memory(process.pid))
            if time.perf_counter() - begin > LIMIT:
                process.kill()
            time.sleep(INTERVAL)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{command[0]} ended with exit code {process.returncode}")
    # The system reports the largest single process; it catches what came and went between two looks.
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(peak, largest))


def _memory(pid: int) -> int:
    """The proportional memory of a process and its children, in bytes; 0 where it can't be told."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:  # it has just ended, or there is no /proc
        return 0
    own = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return (int(own[1]) * 1024 if own else 0) + sum(_memory(int(child)) for child in children.split())


def environment(package: str) -> Path:
    """Make a virtual environment with the pinned `package` and all that it needs; give its Python.

    It is kept below `.venv-peers/` until the pins change.
    """
    pins = REQUIREMENTS / f"peers-{package}.txt"
    folder = CACHE / package
    python = folder / "bin" / "python"
    stamp = folder / "pins"
    wanted = hashlib.sha256(pins.read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text(encoding="ascii") == wanted):
        print(f"Preparing {folder.relative_to(PROJECT)} ...", file=sys.stderr)
        # Our own pip fills it, so that it works as well where Python cannot put a pip into an environment.
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder)], check=True)
        pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "--python", str(python)]
        subprocess.run([*pip, "install", "--require-hashes", "-r", str(pins)], check=True)
        stamp.write_text(wanted, encoding="ascii")
    return python


def version(package: str) -> str:
    """The version that a package is pinned to."""
    pins = (REQUIREMENTS / f"peers-{package}.txt").read_text(encoding="utf-8")
    found = re.search(rf"^{re.escape(package)}==(\S+)", pins, re.MULTILINE)
    if not found:
        raise LookupError(f"requirements/peers-{package}.txt pins no {package}")
    return found[1]
