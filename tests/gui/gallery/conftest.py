"""The gallery in a window of its own, as the real one holds it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
)

from inspector.gui.actions import attach, make_actions
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.workbench import Workbench
from tests.gui.gallery_project import make_project


@pytest.fixture
def workbench(qapp):
    return Workbench()


@pytest.fixture
def panel(qtbot, workbench):
    """In a window that ties its actions to it, as the real one does."""
    window = QMainWindow()
    panel = GalleryPanel(workbench, window)
    window.setCentralWidget(panel)
    actions = make_actions(window)
    attach(actions, {"window": window, "gallery": panel, "canvas": QLabel(window)})
    actions["mark-good"].triggered.connect(lambda: panel.mark("good"))
    actions["mark-bad"].triggered.connect(lambda: panel.mark("bad"))
    actions["mark-unset"].triggered.connect(lambda: panel.mark("unset"))
    actions["toggle-reference"].triggered.connect(panel.toggle_reference)
    actions["remove-images"].triggered.connect(panel.remove_selected)
    actions["previous"].triggered.connect(lambda: panel.step(-1))
    actions["next"].triggered.connect(lambda: panel.step(1))
    window.resize(420, 500)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    panel.view.setFocus()
    yield panel
    panel.shut_down()


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path, 6)
