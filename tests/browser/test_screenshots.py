"""The pictures of the documentation can be taken anew at any time."""

import subprocess
import sys
from itertools import product

import pytest
from conftest import ROOT

from scripts.screenshots import DEMO, OWN

pytestmark = pytest.mark.browser
KINDS = list(product([*OWN, *DEMO], ["light", "dark"], [1280, 390]))


def test_every_page_in_both_schemes_and_at_both_widths(chromium, tmp_path):
    command = [sys.executable, "-m", "scripts.screenshots", tmp_path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pictures = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert pictures.keys() == {f"{name}-{scheme}-{width}.png" for name, scheme, width in KINDS}
    for name, data in pictures.items():
        width = int.from_bytes(data[16:20])  # in the header of a PNG
        assert name.endswith(f"-{width}.png")
        assert len(data) < 300_000
    assert len(set(pictures.values())) == len(pictures)
