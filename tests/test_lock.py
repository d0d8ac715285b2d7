"""One build of a folder at a time."""

import subprocess
import sys

from generator import lock

HOLD = """\
import sys, time
from pathlib import Path
from generator import lock

with lock.folder(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_waits_until_the_first_is_killed(tmp_path):
    first = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "held\n"
    with lock.folder(tmp_path, first.kill):
        assert first.wait(10) != 0


def test_a_free_folder_is_had_at_once_and_made_if_missing(tmp_path):
    waited = []
    for _ in range(2):
        with lock.folder(tmp_path / "a/b", lambda: waited.append(1)):
            assert (tmp_path / "a/b").is_dir()
    assert waited == []


def test_a_program_that_was_handed_the_lock_keeps_it(tmp_path):
    with lock.folder(tmp_path) as handle:
        heir = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[handle])
    with lock.folder(tmp_path, heir.kill):
        assert heir.wait(10) != 0
