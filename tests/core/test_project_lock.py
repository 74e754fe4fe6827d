from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from inspector.core import project_lock
from inspector.core.errors import InspectorError, ProjectError
from inspector.core.project_lock import LOCK_NAME, Holder


@pytest.fixture
def other_program() -> Iterator[subprocess.Popen[bytes]]:
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    yield program
    program.kill()
    program.wait()


def test_a_free_project_is_taken_and_given_back(tmp_path: Path) -> None:
    assert project_lock.take(tmp_path) is None
    assert project_lock.take(tmp_path) is None  # a second time is no harm
    assert project_lock.refusal(tmp_path) == ""
    project_lock.release(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_has_open_is_not_taken_until_it_ends(
    tmp_path: Path, other_program: subprocess.Popen[bytes]
) -> None:
    other = _write(tmp_path, other_program.pid, socket.gethostname())
    assert project_lock.take(tmp_path) == other
    project_lock.release(tmp_path)
    assert project_lock.holder(tmp_path) == other
    with pytest.raises(ProjectError, match="anna on"):
        project_lock.require_free(tmp_path)
    other_program.kill()
    other_program.wait()
    assert project_lock.take(tmp_path) is None
    assert json.loads((tmp_path / LOCK_NAME).read_text())["process"] == os.getpid()


def test_a_mark_from_another_computer_takes_force(tmp_path: Path) -> None:
    other = _write(tmp_path, 1, "elsewhere")
    assert project_lock.take(tmp_path) == other
    assert str(tmp_path / LOCK_NAME) in project_lock.refusal(tmp_path)
    assert project_lock.take(tmp_path, force=True) is None
    assert project_lock.holder(tmp_path) is None


def test_a_mark_that_is_being_written_counts_and_an_old_broken_one_does_not(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).touch()
    assert project_lock.take(tmp_path) is not None
    os.utime(tmp_path / LOCK_NAME, (0, 0))
    assert project_lock.take(tmp_path) is None


def test_a_folder_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match="cannot be written"):
        project_lock.take(tmp_path / "gone")


def _write(folder: Path, process: int, host: str) -> Holder:
    holder = Holder(host, process, "anna", "2025-01-02 03:04")
    (folder / LOCK_NAME).write_text(json.dumps(asdict(holder)))
    return holder
