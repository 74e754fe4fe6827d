"""Crashes, locks and unsaved work, through the real window."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt

from inspector.core import project_file, project_lock, project_masks
from inspector.core.mask import difference

LONG = 60_000

CRASH = """
import os, sys
import numpy as np
from pathlib import Path
from PySide6.QtWidgets import QApplication
from inspector.core.mask import difference
from inspector.gui.compute import ComputeThread
from inspector.gui.session import Session
from inspector.gui.workbench import Workbench
app = QApplication([])
workbench = Workbench()
session = Session(workbench, workbench)
session.open(Path(sys.argv[1]))
image = workbench.project.images[0].id
workbench.set_label([image], "bad")
before = workbench.mask(image, "defect"); after = before.copy(); after[5:15, 5:25] = True
workbench.paint(image, "defect", difference(before, after), "Stroke")
session.autosave()
print("ready", flush=True)
import time; time.sleep(60)
"""


@pytest.fixture
def project(window, qtbot, parts):
    """The folder of a saved project, closed again."""
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    qtbot.waitUntil(lambda: len(window.workbench.project.images) == 10)
    folder = window.workbench.project.folder
    assert window.documents.save()
    window.session.close()
    return folder


def test_what_was_painted_before_a_kill_is_offered_and_comes_back(window, project, monkeypatch):
    command = [sys.executable, "-c", CRASH, str(project)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    asked = []

    def answer(parent, title, text, **rest):
        asked.append(title)
        return "recover"

    monkeypatch.setattr("inspector.gui.documents.ask", answer)
    window.documents.open(project)
    image = window.workbench.project.images[0]
    assert asked == ["Recover unsaved work?"]
    assert image.label == "bad"
    assert window.workbench.mask(image.id, "defect")[5:15, 5:25].all()
    assert window.workbench.is_dirty
    assert window.documents.save()
    assert not project_file.has_recovery(project)
    shape = window.workbench.mask(image.id, "defect").shape
    saved = project_masks.read(window.workbench.project, image.id, "defect", shape)
    assert saved.sum() == 200


def test_a_project_that_somebody_else_has_open_opens_read_only(window, project):
    other = {"host": "line-7", "process": 1, "user": "ada", "since": "2026-01-01 08:00"}
    (project / project_lock.LOCK_NAME).write_text(json.dumps(other), encoding="utf-8")
    window.documents.open(project)
    assert window.workbench.project.read_only
    assert "ada" in window.banner.message()
    assert "read-only" in window.windowTitle()
    assert not window.documents.save()


def test_closing_with_unsaved_work_asks_and_cancel_stays(window, qtbot, project, monkeypatch):
    window.documents.open(project)
    window.workbench.set_label([window.workbench.project.images[0].id], "good")
    assert window.isWindowModified()
    monkeypatch.setattr("inspector.gui.documents.ask", lambda *_, **__: "stay")
    window.close()
    assert window.isVisible()
    monkeypatch.setattr("inspector.gui.documents.ask", lambda *_, **__: "save")
    window.close()
    assert not window.isVisible()
    assert project_file.load(project).images[0].label == "good"


def test_a_damaged_project_is_named_and_does_not_become_an_empty_one(window, project):
    (project / "project.json").write_text('{"images": [', encoding="utf-8")
    before = (project / "project.json").read_bytes()
    window.documents.open(project)
    assert not window.workbench.is_open
    assert "project.json" in window.banner.message()
    assert (project / "project.json").read_bytes() == before


def test_save_as_goes_on_in_the_new_folder_with_the_masks(window, project, tmp_path):
    window.documents.open(project)
    image = window.workbench.project.images[0].id
    before = window.workbench.mask(image, "roi")
    after = np.ones_like(before)
    window.workbench.paint(image, "roi", difference(before, after), "Fill")
    target = tmp_path / "copy.inspect"
    window.documents.save_as(target)
    assert window.workbench.project.folder == target
    assert project_masks.path_of(project_file.load(target), image, "roi").is_file()
    assert not project_masks.path_of(project_file.load(project), image, "roi").is_file()
    assert project_lock.holder(project) is None


def test_every_action_of_the_menus_does_something(window):
    for name, action in window.actions_by_id.items():
        has_menu = action.menu() is not None
        receivers = action.receivers("2triggered(bool)") + action.receivers("2toggled(bool)")
        assert has_menu or receivers > 0, f"{name} does nothing"


def test_escape_drops_the_stroke_and_not_the_program(window, qtbot, project):
    from PySide6.QtTest import QTest

    window.documents.open(project)
    image = window.workbench.current
    qtbot.waitUntil(lambda: window.canvas_link.is_shown(image), timeout=LONG)
    window.actions_by_id["brush"].trigger()
    middle = window.canvas.rect().center()
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=middle)
    assert not window.workbench.mask(image, "defect").any()
