from __future__ import annotations

import time

import pytest

from inspector.gui import idle
from inspector.gui.compute import Latest
from inspector.gui.idle import Idle
from tests.gui import compute_thread


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(idle, "_MILLISECONDS", 20)


@pytest.fixture
def thread(qapp):
    with compute_thread.running() as thread:
        yield thread


@pytest.fixture
def rests(thread):
    """What is done while nobody waits: it goes on until it is cancelled, and is counted."""
    begun: list[float] = []

    def rest(tick):
        begun.append(time.perf_counter())
        while True:
            tick(0, 0)
            time.sleep(0.005)

    made = Idle(thread, rest, thread)
    yield begun
    made.stop()
    made.stop()


def ask(thread, job=lambda tick: 7):
    found = []
    task = thread.task(job)
    task.succeeded.connect(found.append)
    thread.submit(task)
    return found


def test_nothing_begins_before_something_was_asked(rests, qtbot):
    qtbot.wait(60)
    assert not rests


def test_whatever_is_asked_does_not_wait_for_it(thread, rests, qtbot):
    for number in (1, 2, 3):
        found = ask(thread)
        qtbot.waitUntil(lambda found=found: found == [7], timeout=2000)
        qtbot.waitUntil(lambda number=number: len(rests) == number, timeout=2000)


def test_a_look_at_another_image_does_not_wait_for_it(thread, rests, qtbot):
    ask(thread)
    qtbot.waitUntil(lambda: len(rests) == 1, timeout=2000)
    latest = Latest(thread, thread)
    with qtbot.waitSignal(latest.ready, timeout=2000):
        latest.request(lambda tick: 8)
    qtbot.waitUntil(lambda: len(rests) == 2, timeout=2000)


def test_nothing_is_done_beside_what_was_asked(thread, rests, qtbot):
    def job(tick):
        time.sleep(0.15)
        return len(rests)

    first, second = ask(thread, job), ask(thread, job)
    qtbot.waitUntil(lambda: bool(first and second), timeout=2000)
    assert first == second == [0]
    qtbot.waitUntil(lambda: len(rests) == 1, timeout=2000)


def test_a_failure_is_said_once(thread, qtbot):
    def fail(tick):
        raise ValueError("broken")

    said = []
    made = Idle(thread, fail, thread)
    made.failed.connect(said.append)
    ask(thread)
    qtbot.waitUntil(lambda: len(said) == 1, timeout=2000)
    found = ask(thread)
    qtbot.waitUntil(lambda: bool(found), timeout=2000)
    qtbot.wait(60)
    assert len(said) == 1


def test_a_thread_that_ends_begins_nothing(thread, rests, qtbot):
    ask(thread)
    thread.shut_down()
    qtbot.wait(60)
    assert not rests
