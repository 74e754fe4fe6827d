"""Watching a line while it runs, and keeping what was seen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector import DriftMonitor, load_detector
from inspector.core.calibrate import calibrate
from inspector.core.drift import DriftOptions
from inspector.core.errors import DriftStateError, InspectorError
from inspector.core.inspection import Inspection
from inspector.runtime import Failure, inspect_files
from tests import parts

CALIBRATION = calibrate(np.linspace(9, 11, 30).tolist(), ())


def seen(score: float, name: str | None = "a.png") -> Inspection:
    path = None if name is None else Path(name)
    return Inspection(path, score, None, None, None, np.zeros((1, 1), np.float32), (), 0.0)


@pytest.fixture
def detector(tmp_path):
    path = tmp_path / "widget.detector"
    path.write_bytes(b"any file will do")
    return path


def monitor(detector, state, calibration=CALIBRATION):
    return DriftMonitor(calibration, detector=detector, state=state)


def test_parts_without_a_file_are_numbered():
    watch = DriftMonitor(CALIBRATION)
    for number in range(20):
        drift = watch.add(seen(15 + number / 100, None))
    assert drift is not None
    assert drift.since == "part 20"


def test_one_call_per_image_warns_as_one_run_does(detector, tmp_path):
    scores = [15 + number / 100 for number in range(45)]
    whole = DriftMonitor(CALIBRATION)
    for score in scores:
        whole.add(seen(score))
        one = monitor(detector, tmp_path / "Zustand 検査.json")
        one.add(seen(score))
        one.save()
        assert one.drift == whole.drift
    assert one.seen == 45
    assert one.drift is not None


def test_a_state_of_another_detector_is_refused_and_left_as_it_is(detector, tmp_path):
    state = tmp_path / "state.json"
    first = monitor(detector, state)
    first.add(seen(10.0))
    first.save()
    before = state.read_bytes()
    detector.write_bytes(b"calibrated again")
    with pytest.raises(DriftStateError, match="belongs to another detector file"):
        monitor(detector, state)
    assert state.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": "else"}, "is no state of a drift monitor"),
        ({"version": 2}, "another version"),
        ({"scores": [1.0, float("nan")]}, "damaged"),
        ({"scores": None}, "damaged"),
        ({"scores": ["x"]}, "damaged"),
        ({"seen": -1}, "damaged"),
        ({"seen": float("inf")}, "damaged"),
        ({"drift": {"kind": "else"}}, "damaged"),
        ({"drift": 3}, "damaged"),
    ],
)
def test_a_state_that_cannot_be_is_refused(detector, tmp_path, change, says):
    state = tmp_path / "state.json"
    first = monitor(detector, state)
    first.add(seen(10.0))
    first.save()
    state.write_text(json.dumps(json.loads(state.read_text()) | change))
    with pytest.raises(DriftStateError, match=says) as caught:
        monitor(detector, state)
    assert str(state) in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b"3"])
def test_a_file_that_is_no_state_is_refused(detector, tmp_path, content):
    state = tmp_path / "state.json"
    state.write_bytes(content)
    with pytest.raises(DriftStateError):
        monitor(detector, state)


def test_a_state_that_cannot_be_written_is_said(detector, tmp_path):
    first = monitor(detector, tmp_path / "none" / "state.json")
    with pytest.raises(InspectorError, match="cannot be written"):
        first.save()


def test_a_smaller_window_takes_the_last_of_what_was_kept(detector, tmp_path):
    state = tmp_path / "state.json"
    first = monitor(detector, state)
    for score in range(60):
        first.add(seen(float(score)))
    first.save()
    small = DriftMonitor(CALIBRATION, DriftOptions(window=20), detector=detector, state=state)
    small.save()
    assert json.loads(state.read_text())["scores"] == list(map(float, range(40, 60)))


def test_what_cannot_be_told_says_why_and_keeps_nothing(detector, tmp_path):
    mute = monitor(detector, tmp_path / "s.json", replace(CALIBRATION, independent=False))
    assert "copies of one part" in mute.reason
    for _ in range(40):
        assert mute.add(seen(99.0)) is None
    mute.save()
    assert not (tmp_path / "s.json").exists()


def test_the_runtime_takes_in_what_it_inspects_and_not_what_failed(detector_path, tmp_path):
    inspector = load_detector(detector_path)
    watch = DriftMonitor(CALIBRATION)
    paths = [parts.save(tmp_path / "a.png", parts.part(0)[0]), tmp_path / "none.png"]
    results = list(inspect_files(inspector, paths, monitor=watch))
    assert isinstance(results[1], Failure)
    assert watch.seen == 1
