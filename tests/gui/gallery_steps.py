"""What a person does in the gallery, and what is read off it, for its tests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
)

from tests.gui.gallery_project import names


def entry(workbench, name):
    return next(e for e in workbench.project.images if e.path.name == name)


def index_of(panel, name):
    return panel.view.model().index(names(panel).index(name), 0)


def click(qtbot, panel, name, modifier=Qt.KeyboardModifier.NoModifier):
    panel.view.scrollTo(index_of(panel, name))
    place = panel.view.visualRect(index_of(panel, name)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def press(qtbot, panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(panel.view, key, modifier)


def labels(workbench):
    return [e.label for e in workbench.project.images]


def child(panel, kind, name):
    return next(w for w in panel.findChildren(kind) if w.accessibleName() == name)


def choose(panel, filter_name):
    box = child(panel, QComboBox, "Filter")
    box.setCurrentIndex(box.findData(filter_name))


def status(panel):
    return panel._status.text()


def indexes(panel):
    model = panel.view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]
