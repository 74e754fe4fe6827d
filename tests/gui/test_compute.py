from __future__ import annotations

import gc
import threading
import time

import pytest

from inspector.gui.compute import ComputeThread, Latest
from tests.gui import compute_thread

MAIN = threading.get_ident()


@pytest.fixture
def thread(qapp):
    with compute_thread.running() as thread:
        yield thread


def endless(tick):
    while True:
        tick(0, 0)
        time.sleep(0.001)


def test_a_result_arrives_in_the_gui_thread_even_in_a_lambda(qtbot, thread):
    seen = []
    task = thread.task(lambda tick: threading.get_ident())
    task.succeeded.connect(lambda result: seen.append((result, threading.get_ident())))
    thread.submit(task)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != MAIN
    assert seen[0][1] == MAIN


def test_a_cancelled_job_stops_and_delivers_nothing_more(qtbot, thread):
    ticks, results, ended = [], [], threading.Event()

    def job(tick):
        try:
            endless(lambda done, total: tick(len(ticks), 1000))
        finally:
            ended.set()

    task = thread.task(job)
    task.progressed.connect(lambda done, total, text: ticks.append(done))
    task.succeeded.connect(results.append)
    thread.submit(task)
    qtbot.waitUntil(lambda: len(ticks) > 3)
    with qtbot.waitSignal(task.finished, timeout=500):
        task.cancel()
        count = len(ticks)
    assert ended.is_set()
    assert len(ticks) == count
    assert not results


def test_a_failure_is_delivered_as_the_error_itself(qtbot, thread):
    def job(tick):
        raise ValueError("no")

    task = thread.task(job)
    with qtbot.waitSignal(task.failed) as signal:
        thread.submit(task)
    assert isinstance(signal.args[0], ValueError)


def test_the_latest_request_wins(qtbot, thread):
    ran, got = [], []
    latest = Latest(thread)
    latest.ready.connect(got.append)

    def job(number):
        def run(tick):
            ran.append(number)
            time.sleep(0.02)
            return number

        return run

    for number in range(50):
        latest.request(job(number))
    qtbot.waitUntil(lambda: got == [0, 49])
    assert ran == [0, 49]
    latest.request(job(7))
    qtbot.waitUntil(lambda: got == [0, 49, 7])


def test_there_is_something_to_see_while_requests_come_faster_than_they_are_done(qtbot, thread):
    got, number = [], 0
    latest = Latest(thread)
    latest.ready.connect(got.append)
    while len(got) < 3:
        number += 1
        latest.request(lambda tick: time.sleep(0.02))
        qtbot.wait(1)
        assert number < 1000


def test_requests_go_on_after_a_failure(qtbot, thread):
    got = []
    latest = Latest(thread)
    latest.ready.connect(got.append)

    def bad(tick):
        raise RuntimeError

    latest.request(bad)
    latest.request(lambda tick: 3)
    qtbot.waitUntil(lambda: got == [3])


def test_a_request_that_waits_can_be_forgotten_with_the_one_that_runs(qtbot, thread):
    ran = []
    latest = Latest(thread)
    latest.request(lambda tick: time.sleep(0.02))
    latest.request(lambda tick: ran.append(1))
    latest.forget()
    latest.request(lambda tick: "next")
    with qtbot.waitSignal(latest.ready) as ready:
        pass
    assert not ran
    assert ready.args == ["next"]


@pytest.mark.parametrize("attempt", range(50))
def test_shutting_down_stops_a_running_job_and_drops_those_that_wait(qapp, attempt):
    thread = ComputeThread()
    thread.start()
    thread.submit(thread.task(endless))
    thread.submit(thread.task(endless))
    time.sleep(0.0005 * attempt)
    thread.shut_down()
    assert thread.isFinished()


def test_tasks_that_nobody_holds_deliver_and_are_deleted(qtbot, thread):
    got = []
    for number in range(300):
        task = thread.task(lambda tick, number=number: number)
        task.succeeded.connect(got.append)
        thread.submit(task)
        del task
    gc.collect()
    qtbot.waitUntil(lambda: len(got) == 300, timeout=5000)
    assert got == list(range(300))
    qtbot.waitUntil(lambda: len(thread.children()) == 0)


def test_closing_before_the_start_is_fine(qapp):
    thread = ComputeThread()
    thread.submit(thread.task(lambda tick: 1))
    thread.shut_down()
    assert not thread.isRunning()


def test_an_urgent_task_runs_between_two_steps_of_a_long_one(qtbot, thread):
    got = []
    long = thread.task(endless)
    thread.submit(long)
    with qtbot.waitSignal(long.progressed):
        pass
    urgent = thread.urgent_task(lambda tick: "urgent")
    urgent.succeeded.connect(got.append)
    thread.submit(urgent)
    qtbot.waitUntil(lambda: got == ["urgent"], timeout=2000)
    long.cancel()


def test_an_urgent_task_overtakes_those_that_wait(qtbot, thread):
    ran, go = [], threading.Event()
    thread.submit(thread.task(lambda tick: go.wait(5)))
    for name in ("first", "second"):
        thread.submit(thread.task(lambda tick, name=name: ran.append(name)))
    thread.submit(thread.urgent_task(lambda tick: ran.append("urgent")))
    go.set()
    qtbot.waitUntil(lambda: len(ran) == 3)
    assert ran == ["urgent", "first", "second"]


def test_an_urgent_task_is_not_interrupted_by_another(qtbot, thread):
    ran = []

    def job(name):
        def run(tick):
            ran.append(f"{name} starts")
            tick(0, 1)
            ran.append(f"{name} ends")

        return run

    for name in ("one", "two"):
        thread.submit(thread.urgent_task(job(name)))
    qtbot.waitUntil(lambda: len(ran) == 4)
    assert ran == ["one starts", "one ends", "two starts", "two ends"]


def test_a_cancelled_long_task_does_not_take_an_urgent_one_with_it(qtbot, thread):
    got = []
    long = thread.task(endless)
    thread.submit(long)
    with qtbot.waitSignal(long.progressed):
        pass
    long.cancel()
    urgent = thread.urgent_task(lambda tick: 1)
    urgent.succeeded.connect(got.append)
    thread.submit(urgent)
    qtbot.waitUntil(lambda: got == [1])


def test_a_thread_is_idle_once_all_that_was_asked_has_ended(thread, qtbot):
    ended, told = [], []
    thread.idled.connect(lambda: told.append(len(ended)))
    for task in (thread.task(lambda tick: 1), thread.urgent_task(lambda tick: 2)):
        task.finished.connect(lambda: ended.append(1))
        thread.submit(task)
    qtbot.waitUntil(lambda: bool(told) and len(ended) == 2, timeout=2000)
    qtbot.wait(30)
    assert told == [2]
