"""What every command has in common: exit status, help, wrong usage, stopping."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest

from inspector.cli import COMMANDS
from inspector.core.detectors import DETECTORS
from tests import parts

INSPECTOR = [sys.executable, "-m", "inspector"]


def test_help_names_every_command(cli):
    found = cli("--help")
    assert found.code == 0
    assert set(COMMANDS) <= set(found.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(cli, name):
    found = cli(name, "--help")
    assert found.code == 0
    assert "usage: inspector" in found.out


def test_every_option_of_every_detector_is_a_flag(cli):
    shown = cli("fit", "--help").out
    for kind in DETECTORS.values():
        for field in fields(kind):
            assert f"--{field.name.replace('_', '-')}" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["inspekt", "x"], "Did you mean inspect?"),
        (["--size", "64", "fit", "x"], "The command comes first."),
        (["info", "a", "b"], "no place for 'b'"),
        (["fit", ".", "--out", "x", "--neighbors", "3"], "Did you mean --neighbours?"),
        (["fit", ".", "--out", "x", "--size", "big"], "invalid int value: 'big'"),
        (["fit", ".", "--out", "x", "--layers", "a"], "'a' are no fractions"),
        (["fit", ".", "--out", "x", "--preset", "quick"], "'fast'"),
        (["fit", ".", "--out", "x", "--rotations", "30"], "'45'"),
        (["fit", "."], "--out"),
        (["inspect"], "FILE.detector"),
        ([], "COMMAND"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_what_was_meant(cli, arguments, said):
    found = cli(*arguments)
    assert found.code == 2
    assert said in found.err
    assert not found.out


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--backbone", "dinov2-smal"], "dinov2-small"),
        (["--detector", "two-memory"], "Did you mean two-memories"),
        (["--strength", "2"], "does not belong to the detector patch-memory, but to two-memories"),
        (["--neighbours", "0"], "1 to 16"),
        (["--memory-share", "nan"], "0.01 to 1.0"),
        (["--score", "top-fraktion"], "top-fraction"),
        (["--fail-rule", "conformal:2"], "between 0 and 1"),
        (["--fail-rule", "largest"], "largest-good"),
        (["--size", "8"], "32 to 8192"),
        (["--smoothing", "-1"], "0 to 200"),
        (["--device", "warp"], "warp"),
        (["--weights", "w.pth"], "takes no weights"),
        (["--backbone", "vit-tiny", "--weights", "none.pth"], "none.pth does not exist"),
        (["--references", "-1"], "-1"),
        (["--roi", "none.png"], "none.png"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_said_before_any_work(cli, tiny_parts, tmp_path, flags, said):
    found = cli("fit", tiny_parts, "--out", tmp_path / "x.detector", *flags)
    assert found.code == 2
    assert said in found.err
    assert found.err.startswith("inspector fit: ") or "\ninspector fit: " in found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["fit", "evaluate", "export", "calibrate"])
def test_a_place_that_cannot_be_written_is_said_before_any_work(
    cli, tiny_parts, detector_path, tmp_path, command
):
    flag = "--json" if command == "evaluate" else "--out"
    source = tiny_parts if command in ("fit", "evaluate") else detector_path
    for place, said in [
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "x", "no folder"),
        (Path(os.devnull), "is no plain file"),
    ]:
        found = cli(command, source, flag, place)
        assert found.code == 2
        assert said in found.err
        assert "Reading" not in found.err


@pytest.mark.parametrize(
    ("command", "said"),
    [("fit", "no such folder"), ("evaluate", "no such folder")],
)
def test_a_missing_folder_is_said(cli, tmp_path, command, said):
    out = ["--out", tmp_path / "x.detector"] if command == "fit" else []
    found = cli(command, tmp_path / "Prüfung", *out)
    assert found.code == 2
    assert said in found.err
    assert "Prüfung" in found.err


@pytest.mark.parametrize("command", ["inspect", "calibrate", "export", "info"])
def test_what_is_no_detector_file_is_refused_by_every_command(cli, tiny_parts, tmp_path, command):
    image = tiny_parts / "train/good/000.png"
    more = {"inspect": [image], "export": ["--out", tmp_path / "y"]}.get(command, [])
    for path, said in [(image, "is no detector file"), (tmp_path / "none", "There is no file")]:
        found = cli(command, path, *more)
        assert found.code == 2
        assert said in found.err
        assert not found.out


def _hear_ctrl_c() -> None:
    """What a shell starts in the background is deaf to it, and so would be what that starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_in_the_middle_of_a_fit_leaves_nothing(tmp_path):
    folder = parts.save_set(tmp_path / "set", train=40, bad=0, good=0)
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.detector").write_bytes(b"older")
    command = [*INSPECTOR, "fit", folder, "--out", out / "x.detector", "--references", "40"]
    process = subprocess.Popen(
        [*map(str, command), "--size", "256", "--rotations", "45"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_ctrl_c,
    )
    for line in process.stderr:
        if line.startswith("Reading"):
            break
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    try:
        printed, said = process.communicate(timeout=180)
    finally:
        process.kill()  # one that does not stop would go on for minutes
    assert process.returncode == 130
    assert "stopped; nothing half-done was kept" in said
    assert "Traceback" not in said
    assert not printed
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("x.detector", b"older")]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise on Windows")
def test_a_reader_who_goes_away_gets_no_complaint(detector_path, tiny_parts):
    command = [*INSPECTOR, "inspect", str(detector_path), str(tiny_parts)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline().startswith("{")
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=180) == 1
    assert "Traceback" not in said
    assert "Exception" not in said


def test_names_that_the_terminal_cannot_show_do_not_stop_a_command(detector_path, tmp_path):
    path = tmp_path / "検査.detector"
    path.write_bytes(detector_path.read_bytes())
    command = [*INSPECTOR, "export", str(path), "--out", str(tmp_path / "Ä.detector")]
    done = subprocess.run(
        [*command, "--name", "Prüfling"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, "Testing the detector on its own images\n")
    assert "\\xc4.detector" in done.stdout
    assert (tmp_path / "Ä.detector").is_file()
