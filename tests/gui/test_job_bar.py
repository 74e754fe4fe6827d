from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import Qt

from inspector.core.errors import ImageError
from inspector.gui.dialogs import job_bar
from inspector.gui.dialogs.job_bar import JobBar
from tests.gui import compute_thread


@pytest.fixture
def bar(qtbot):
    with compute_thread.running() as thread:
        bar = JobBar(thread)
        qtbot.addWidget(bar)
        yield bar
        bar.stop()


def waiting(gate):
    """A job that ticks until its gate opens."""

    def job(tick):
        while not gate.wait(0.002):
            tick(1, 4, "Reading")
        return "read"

    return job


def test_a_job_shows_its_progress_and_hands_over_its_result(qtbot, bar):
    gate, results = threading.Event(), []
    bar.run("Starting", waiting(gate), results.append)
    assert bar.is_busy
    assert not bar.isHidden()
    qtbot.waitUntil(lambda: bar.text().startswith("Reading 1 of 4"))
    with qtbot.waitSignal(bar.busy_changed) as ended:
        gate.set()
    assert ended.args == [False]
    assert results == ["read"]
    assert bar.isHidden()


def test_bytes_are_counted_in_megabytes_with_the_time_left(qtbot, bar, monkeypatch):
    monkeypatch.setattr(job_bar, "_SETTLED_SECONDS", 0.0)
    gate = threading.Event()

    def job(tick):
        while not gate.wait(0.002):
            tick(12_300_000, 88_000_000, "Downloading")

    bar.run("Starting", job, print, in_megabytes=True)
    qtbot.waitUntil(lambda: "12.3 of 88.0 MB · about" in bar.text())
    assert bar.text().endswith("s left")
    gate.set()
    qtbot.waitUntil(lambda: not bar.is_busy)


def test_the_button_stops_the_job_and_its_result_is_dropped(qtbot, bar):
    gate, results = threading.Event(), []
    bar.run("Starting", waiting(gate), results.append)
    qtbot.waitUntil(lambda: "1 of 4" in bar.text())
    bar.show()
    with qtbot.waitSignals([bar.stopped, bar.busy_changed]):
        qtbot.mouseClick(bar.stop_button, Qt.MouseButton.LeftButton)
    assert not bar.is_busy
    done: list[str] = []
    bar.run("Next", lambda tick: "next", done.append)
    qtbot.waitUntil(lambda: done == ["next"])
    assert results == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ImageError("a.png cannot be read."), "a.png cannot be read."),
        (KeyError("odd"), "This did not work: KeyError: 'odd'. The log says more."),
    ],
)
def test_an_error_is_said_in_words(qtbot, bar, error, said):
    def job(tick):
        raise error

    with qtbot.waitSignal(bar.failed) as failed:
        bar.run("Starting", job, print)
    assert failed.args == [said]
    assert bar.isHidden()


def test_a_bar_that_is_gone_gets_nothing_any_more(qtbot):
    gate, results = threading.Event(), []
    with compute_thread.running() as thread:
        bar = JobBar(thread)
        bar.run("Starting", waiting(gate), results.append)
        shiboken6.delete(bar)
        after = thread.task(lambda tick: 1)
        with qtbot.waitSignal(after.finished):
            thread.submit(after)
            gate.set()
    assert results == []
