"""`inspector inspect`: drift in its lines, its state, and a folder that is watched."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from inspector import load_detector
from inspector.core import detector_file
from tests import parts


@pytest.fixture(scope="module")
def with_good(detector_path, tmp_path_factory):
    """The detector with so many good scores, none of which an image of the line is as low as."""

    def make(count: int):
        calibration = load_detector(detector_path).calibration
        good = tuple(score / 1e6 for score in range(1, count + 1))
        path = tmp_path_factory.mktemp("calibrated") / "disc.detector"
        changed = replace(calibration, good=good, independent=True).to_json()
        detector_file.rewrite(detector_path, path, changes={"calibration": changed})
        return path

    return make


@pytest.fixture(scope="module")
def calibrated(with_good):
    return with_good(10)


@pytest.fixture
def line(tmp_path):
    """Twenty good parts, one after the other."""
    return [
        parts.save(tmp_path / "Linie ä" / f"{i:03}.png", parts.part(300 + i)[0]) for i in range(20)
    ]


def drifts(text: str) -> list[dict | None]:
    return [json.loads(line)["drift"] for line in text.splitlines()]


def test_drift_is_in_the_line_and_once_beside_it_and_leaves_the_status(cli, calibrated, line):
    found = cli("inspect", calibrated, *line, line[0])
    assert found.code == 0
    said = drifts(found.out)
    assert said[:19] == [None] * 19
    assert said[19]["kind"] in ("above", "rise")
    assert said[19]["since"] == said[20]["since"] == str(line[19])
    assert set(said[19]) == {"kind", "sentence", "strength", "p_value", "since", "parts"}
    assert found.err.count("Drift since") == 1
    assert said[19]["sentence"] in found.err


def test_drift_need_not_be_looked_for(cli, calibrated, line):
    found = cli("inspect", calibrated, *line, "--no-drift")
    assert drifts(found.out) == [None] * 20
    assert "Drift" not in found.err


def test_calls_for_one_image_each_add_up_in_the_state(cli, calibrated, line, tmp_path):
    state = tmp_path / "Zustand.json"
    cli("inspect", calibrated, *line[:19], "--drift-state", state)
    assert json.loads(state.read_text())["seen"] == 19
    last = cli("inspect", calibrated, line[19], "--drift-state", state)
    assert drifts(last.out)[0]["since"] == str(line[19])
    assert last.err.count("Drift since") == 1
    again = cli("inspect", calibrated, line[0], "--drift-state", state)
    assert drifts(again.out)[0] is not None
    assert "Drift since" not in again.err


def test_a_state_of_another_detector_stops_before_the_work(
    cli, calibrated, detector_path, line, tmp_path
):
    state = tmp_path / "s.json"
    cli("inspect", calibrated, line[0], "--drift-state", state)
    found = cli("inspect", detector_path, line[0], "--drift-state", state)
    assert found.code == 2
    assert not found.out
    assert "belongs to another detector file" in found.err


def test_where_drift_cannot_be_told_who_asks_for_it_is_told_so(cli, with_good, line):
    few = with_good(4)
    found = cli("inspect", few, line[0], "--drift-window", 30)
    assert found.code == 0
    assert "Drift cannot be told: the calibration has 4 good scores" in found.err
    assert "Drift" not in cli("inspect", few, line[0]).err


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ([], "Name images or folders"),
        (["a.png", "--watch", "."], "not both"),
        (["a.png", "--new-only"], "belongs to --watch"),
        (["--watch", "none"], "is no folder"),
        (["--watch", ".", "--report", "r.html"], "has no end"),
        (["--watch", ".", "--heatmaps", "h"], "would be inspected like images"),
        (["a.png", "--drift-window", "3"], "20 to 1000"),
    ],
)
def test_what_does_not_go_together_is_refused(cli, calibrated, flags, says, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    parts.save(tmp_path / "a.png", parts.part(0)[0])
    found = cli("inspect", calibrated, *flags)
    assert found.code == 2
    assert says in found.err


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl+C can be sent to one process there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_watched_folder_gives_a_line_per_image_until_it_is_stopped(
    calibrated, line, tmp_path, ending
):
    folder, state = tmp_path / "Ankunft 検査", tmp_path / "state.json"
    folder.mkdir()
    command = [sys.executable, "-m", "inspector", "inspect", calibrated]
    command += ["--watch", folder, "--drift-state", state]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        shutil.copy(line[0], folder / "ö.png")
        first = json.loads(run.stdout.readline())
        shutil.copy(line[1], folder / "2.png")
        second = json.loads(run.stdout.readline())
        while json.loads(state.read_text())["seen"] < 2:
            time.sleep(0.05)
        run.send_signal(ending)
        rest, said = run.communicate(timeout=60)
    assert run.returncode == 0
    assert [first["path"], second["path"]] == [str(folder / "ö.png"), str(folder / "2.png")]
    assert rest == ""
    assert "Stopped watching: 2 inspected, 0 failed." in said
