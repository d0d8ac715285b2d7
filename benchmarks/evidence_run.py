"""Run a checker of quotations as a process of its own, and measure what it costs.

Every checker reads JSON Lines from its standard input and writes JSON Lines to its standard output, so that one
measurement does for all: the whole process, from its start to its end.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
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
"""Seconds after which a run is stopped."""
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
    """Bytes of memory at the highest. Where there is a /proc, all its processes at once, what they share counted once;
    elsewhere the largest single one."""


def run(command: Sequence[str], source: Path, target: Path, limit: float = LIMIT) -> Cost:
    """Run a command with `source` as its input and `target` as its output.

    Raises:
        ChildProcessError: it ended with another exit code than 0.
        TimeoutError: it took more than `limit` seconds, and was stopped.
    """
    peak = 0
    with source.open("rb") as stdin, target.open("wb") as stdout:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, start_new_session=True)
        try:
            while True:
                ended, status, usage = os.wait4(process.pid, os.WNOHANG)
                wall = time.perf_counter() - begin
                if ended:
                    process.returncode = os.waitstatus_to_exitcode(status)
                    break
                if wall > limit:
                    raise TimeoutError(f"{command[0]} took more than {limit:g} s")
                peak = max(peak, _memory(process.pid))
                time.sleep(INTERVAL)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    if process.returncode:
        raise ChildProcessError(f"{command[0]} ended with exit code {process.returncode}")
    # Linux counts into `ru_maxrss` what we ourselves held when we started the process, so it is the last resort.
    peak = peak or usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak)


def _memory(pid: int) -> int:
    """The most that a process held so far, or what it and its children hold now; 0 where it can't be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return max(_kilobytes("VmHWM", status), _held(pid)) * 1024
    except OSError:  # it has just ended, or there is no /proc
        return 0


def _held(pid: int) -> int:
    """Kilobytes that a process and its children hold, each its share of what they have in common."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return 0
    return _kilobytes("Pss", rollup) + sum(_held(int(child)) for child in children.split())


def _kilobytes(field: str, text: str) -> int:
    found = re.search(rf"^{field}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) if found else 0


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
