from __future__ import annotations

import time

import pytest

from inspector.gui import runner as runners
from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench


@pytest.fixture
def rests(monkeypatch):
    """What is done while nobody waits: it goes on until it is cancelled, and is counted."""
    begun = []

    def rest(engine, tick):
        begun.append(engine)
        while True:
            tick(0, 0)
            time.sleep(0.01)

    monkeypatch.setattr(runners.warm_up, "rest", rest)
    monkeypatch.setattr(runners, "_IDLE_MILLISECONDS", 20)
    return begun


@pytest.fixture
def runner(qtbot, rests):
    workbench = Workbench()
    made = Runner(workbench, workbench)
    yield made
    made.shut_down()


def test_nobody_waits_for_what_can_be_done_later(runner, rests, qtbot):
    devices = []
    runner.warm_up(devices.append)
    qtbot.waitUntil(lambda: len(rests) == 1)
    assert len(devices) == 1
    found = []
    runner.run("A fit", lambda tick: 7, found.append)
    qtbot.waitUntil(lambda: found == [7])
    qtbot.waitUntil(lambda: len(rests) == 2)


def test_nothing_is_done_beside_a_long_job(runner, rests, qtbot):
    found = []

    def job(tick):
        time.sleep(0.2)
        return len(rests)

    runner.run("A fit", job, found.append)
    runner._idle.start()
    qtbot.waitUntil(lambda: bool(found))
    assert found == [0]
    qtbot.waitUntil(lambda: len(rests) == 1)
