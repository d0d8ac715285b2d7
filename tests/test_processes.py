"""Work in several processes is done once, and whole."""

import os
import signal
import sys
import threading
import time

import pytest

from generator import processes

ITEMS = range(1000)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@pytest.fixture(autouse=True)
def three_cores(monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 3)


def squares(numbers):
    made = []
    for item in processes.of_parts(ITEMS, numbers):
        time.sleep(0.0001)
        made.append((os.getpid(), item * item))
    return made


def test_each_item_is_done_by_one_process_and_all_have_some():
    shares = processes.shared(squares, len(ITEMS))
    assert sorted(square for share in shares for _, square in share) == [n * n for n in ITEMS]
    workers = [{process for process, _ in share} for share in shares]
    assert len(workers) == 3
    assert workers[0] == {os.getpid()}
    assert len(set.union(*workers)) == 3


def test_for_a_few_items_no_process_is_started():
    assert len(processes.shared(squares, 20)) == 1


def test_what_is_raised_in_another_process_is_raised_here():
    here = os.getpid()

    def work(numbers):
        for item in processes.of_parts(ITEMS, numbers):
            time.sleep(0.0001)
            if os.getpid() != here:
                raise LookupError(f"{item} is missing")

    with pytest.raises(LookupError, match="is missing"):
        processes.shared(work, len(ITEMS))


def test_a_process_that_is_killed_is_told():
    here = os.getpid()

    def work(numbers):
        for _ in processes.of_parts(ITEMS, numbers):
            time.sleep(0.0001)
            if os.getpid() != here:
                os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ChildProcessError, match="was killed"):
        processes.shared(work, len(ITEMS))


def test_where_this_process_fails_the_others_end():
    here = os.getpid()
    started = time.monotonic()

    def work(numbers):
        next(numbers)
        if os.getpid() == here:
            raise LookupError
        time.sleep(60)

    with pytest.raises(LookupError):
        processes.shared(work, len(ITEMS))
    assert time.monotonic() - started < 20


def test_a_thread_beside_the_main_one_starts_no_process():
    shares = []
    thread = threading.Thread(target=lambda: shares.extend(processes.shared(squares, len(ITEMS))))
    thread.start()
    thread.join()
    assert len(shares) == 1
    assert len(shares[0]) == len(ITEMS)


def test_work_beside_is_done_by_another_process_and_waited_for():
    with processes.beside(lambda: (os.getpid(), len(processes.shared(squares, len(ITEMS))))) as answer:
        pid, shares = answer()
    assert pid != os.getpid()
    assert shares == 1, "a process that was started has none of its own"


def test_what_work_beside_raises_is_raised_where_it_is_asked_for():
    def work():
        raise LookupError("nothing there")

    with processes.beside(work) as answer, pytest.raises(LookupError, match="nothing there"):
        answer()


def test_with_one_core_work_beside_is_done_when_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 1)
    with processes.beside(os.getpid) as answer:
        assert answer() == os.getpid()


def test_work_beside_ends_where_this_process_fails():
    started = time.monotonic()
    with pytest.raises(LookupError), processes.beside(lambda: time.sleep(60)):
        raise LookupError
    assert time.monotonic() - started < 20
