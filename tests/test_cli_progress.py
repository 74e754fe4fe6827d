"""The progress bar of the terminal."""

from __future__ import annotations

import io
import re
import sys

import pytest

from inspector.cli import progress
from inspector.cli.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves by hand."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def shown(terminal: Terminal) -> str:
    """What stands on the line after the last redraw."""
    return re.split(r"\r\x1b\[2K", terminal.getvalue())[-1]


def test_a_terminal_shows_what_is_done_how_much_and_the_time_left(clock):
    terminal = Terminal()
    bar = Bar(terminal)
    bar(0, 10, "Reading a.png")
    assert shown(terminal) == "[........................] 0/10 Reading a.png"
    clock[0] += 30
    bar(5, 10, "Reading f.png")
    assert shown(terminal) == "[############............] 5/10 30 s left Reading f.png"
    clock[0] += 1000
    bar(6, 10, "Reading g.png")
    assert "11 min 27 s left" in shown(terminal)
    bar.close()
    assert shown(terminal) == ""


def test_work_of_unknown_length_promises_no_time(clock):
    terminal = Terminal()
    Bar(terminal)(0, 0, "Loading")
    assert shown(terminal) == "[........................] Loading"


def test_a_terminal_is_not_drawn_on_more_often_than_one_can_see(clock):
    terminal = Terminal()
    bar = Bar(terminal)
    for done in range(1000):
        clock[0] += 0.001
        bar(done, 1000, "Reading")
    assert terminal.getvalue().count("\r") < 12


def test_without_an_error_stream_nothing_is_told(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stderr", None)
    bar = Bar()
    bar(0, 2, "Reading")
    bar.close()
    assert capsys.readouterr().out == ""


def test_a_log_gets_one_line_per_kind_of_work():
    log = io.StringIO()
    bar = Bar(log)
    for done in range(5):
        bar(done, 5, f"Reading {done}.png")
    bar(0, 2, "Measuring")
    bar(0, 2, "Measuring")
    bar(2, 2, "Measuring")
    bar.close()
    assert log.getvalue() == "Reading 0.png\nMeasuring\n"
