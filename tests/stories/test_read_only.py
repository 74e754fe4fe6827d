"""An inspection that somebody else has open is looked at, and not changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector.core import project_lock
from tests.stories.test_first_detector import fit, open_parts, paint, show, teach

LONG = 60_000
OTHER = {"host": "line-7", "process": 1, "user": "ada", "since": "2026-01-01 08:00"}
EDITING = (
    "save", "add-images", "import-masks", "mark-good", "mark-bad", "mark-unset",
    "toggle-reference", "not-a-defect", "remove-images", "brush", "eraser", "polygon", "fill",
    "rectangle", "masks-for-all",
)  # fmt: skip


@pytest.fixture
def ids(window, qtbot, parts, quick):
    """The image ids, by file stem, of a fitted inspection that somebody else has open now."""
    found = open_parts(window, qtbot, parts)
    teach(window, found, 3)
    fit(window, qtbot)
    folder = window.workbench.project.folder
    assert window.documents.save()
    window.session.close()
    (folder / project_lock.LOCK_NAME).write_text(json.dumps(OTHER), encoding="utf-8")
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.open(folder)
    return found


def test_it_is_measured_and_shown_but_nothing_is_unsaved(window, qtbot, ids):
    show(window, qtbot, ids["spot0"])
    qtbot.waitUntil(lambda: window.workbench.shown is not None, timeout=LONG)
    assert window.workbench.verdict(ids["spot0"]) is not None
    assert not window.workbench.is_dirty


def test_what_would_change_it_is_disabled_and_says_who_has_it(window, ids):
    for name in EDITING:
        action = window.actions_by_id[name]
        assert not action.isEnabled(), name
        assert "ada on line-7" in action.toolTip(), name
    assert window.actions_by_id["save-as"].isEnabled()
    assert window.actions_by_id["export-detector"].isEnabled()


def test_keys_strokes_options_and_drops_change_nothing(window, qtbot, ids, parts):
    before = window.workbench.project
    show(window, qtbot, ids["good5"])
    window.activateWindow()
    window.gallery.view.setFocus()
    for key in (Qt.Key.Key_B, Qt.Key.Key_R, Qt.Key.Key_Delete):
        QTest.keyClick(window.gallery.view, key)
    paint(window, qtbot, (40, 40), (50, 50))
    window.fit_panel._on_more()
    window.workbench.set_options(replace(window.workbench.options, size=32))
    window.documents.drop([parts])
    assert window.workbench.project is before
    assert not window.workbench.mask(ids["good5"], "defect").any()
    assert not window.fit_panel._size.isEnabled()
    assert "ada on line-7" in window.banner.message()


def test_a_limit_that_was_dragged_goes_back(window, ids):
    limits = window.workbench.calibration.limits
    window._add_calibration()
    window.workbench.preview_limits(1.0, 2.0)
    window.calibrate_panel._on_typed(1.0, 2.0)
    assert window.workbench.calibration.limits == limits
    assert window.calibrate_panel.histogram.limits == limits


def test_saved_elsewhere_it_can_be_changed(window, qtbot, ids, tmp_path):
    assert window.banner._button.text() == "Save as…"
    window.documents.save_as(tmp_path / "mine.inspect")
    assert "read-only" not in window.windowTitle()
    assert window.windowTitle().startswith("mine")
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (40, 40), (50, 50))
    assert window.workbench.mask(ids["spot0"], "defect").any()
    assert window.actions_by_id["mark-good"].isEnabled()
    assert window.fit_panel._size.isEnabled()
