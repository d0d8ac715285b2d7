"""The environments of the peers: each has its own, made from its pins."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CACHE = PROJECT / ".venv-peers"
REQUIREMENTS = PROJECT / "requirements"


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
