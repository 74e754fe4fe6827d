"""What a person can reach, and is told: names, sizes, layers, docks, weights, surprises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QToolButton,
)

from inspector.core.backbones.base import BackboneChoice
from inspector.gui import app
from inspector.gui.dialogs.weights import WeightsDialog
from tests.stories.test_first_detector import fit, open_parts, show, teach

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QSlider,
)  # fmt: skip
LONG = 60_000


@pytest.fixture
def ids(window, qtbot, parts, quick):
    """The image ids of a fitted inspection, by file stem."""
    found = open_parts(window, qtbot, parts)
    teach(window, found, 3)
    fit(window, qtbot)
    window._add_calibration()
    return found


def test_everything_that_takes_the_focus_has_a_name_for_a_screen_reader(window, ids):
    nameless = []
    for kind in CONTROLS:
        for widget in window.findChildren(kind):
            is_inner = isinstance(widget.parent(), CONTROLS) or "qt_" in widget.objectName()
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            is_own = type(widget.parent()).__name__ not in ("QComboBoxPrivateContainer", "QFrame")
            is_shown = widget.isVisibleTo(window)
            if is_own and is_shown and takes_focus and not is_inner:
                nameless += [] if widget.accessibleName() or text else [widget]
    assert not nameless


def test_it_fits_on_a_small_screen(window, ids):
    assert window.minimumSizeHint().width() < 900  # other languages and fonts are wider
    window.resize(1024, 700)
    assert (window.width(), window.height()) == (1024, 700)
    assert window.canvas.width() > 300
    assert (
        window.fit_panel._button.visibleRegion().boundingRect() == window.fit_panel._button.rect()
    )


def test_actions_and_the_menu_of_layers_say_the_same(window, ids):
    buttons = window.tools.findChildren(QToolButton)
    button = next(b for b in buttons if b.accessibleName() == "Opacity and colours")
    boxes = {box.text(): box for box in button.menu().findChildren(QCheckBox)}
    heatmap = window.actions_by_id["show-heatmap"]
    heatmap.trigger()
    button.menu().aboutToShow.emit()
    assert not boxes["Heatmap"].isChecked()
    boxes["Heatmap"].click()
    assert heatmap.isChecked()
    assert window.canvas.layer("heatmap").visible
    for name in ("Defects", "Ignored", "Region of interest"):
        boxes[name].click()
    assert not window.actions_by_id["show-masks"].isChecked()
    boxes["Ignored"].click()
    assert window.actions_by_id["show-masks"].isChecked()
    assert not window.canvas.layer("defect").visible


def test_a_dock_that_was_closed_stays_closed_through_a_fit(window, qtbot, ids):
    gallery = window._docks[0]
    gallery.close()
    fit(window, qtbot)
    assert not gallery.isVisible()
    window.session.close()
    assert not any(dock.isVisible() for dock in window._docks)


def test_without_images_nothing_pretends_to_work(window, qtbot, ids):
    window.gallery.view.selectAll()
    window.gallery.remove_selected()
    names = ("fit", "mark-good", "remove-images", "next", "brush", "masks-for-all", "zoom-in")
    assert not [name for name in names if window.actions_by_id[name].isEnabled()]
    assert "There are no images yet." in window.actions_by_id["fit"].toolTip()
    window.actions_by_id["undo"].trigger()
    assert all(window.actions_by_id[name].isEnabled() for name in names)


def test_one_mask_for_all_is_ticked_where_it_comes_from_and_after_undo(window, qtbot, ids):
    action = window.actions_by_id["masks-for-all"]
    show(window, qtbot, ids["good0"])
    action.trigger()
    assert window.workbench.part_masks == ids["good0"]
    window.actions_by_id["undo"].trigger()
    assert not action.isChecked()


def test_letters_and_delete_in_the_search_field_only_search(window, ids):
    window.activateWindow()
    search = window.gallery.findChild(QLineEdit)
    search.setFocus()
    live = window.actions_by_id["live"].isChecked()
    QTest.keyClicks(search, "g bulfc1")
    QTest.keyClick(search, Qt.Key.Key_Delete)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == "g bulfc1"
    assert len(window.workbench.project.images) == 10
    assert window.workbench.project.image(ids["good4"]).label == "unset"
    assert window.actions_by_id["live"].isChecked() == live


def test_a_fit_without_the_weights_asks_and_downloads_nothing(window, qtbot, ids, monkeypatch):
    asked = []
    monkeypatch.setattr("inspector.core.backbones.download.fetch", lambda *a, **k: asked.append(a))
    options = window.workbench.options
    chosen = replace(options, backbone=BackboneChoice("dinov2-small"))
    before = window.workbench.fit
    window.workbench.set_options(chosen)
    qtbot.wait(600)  # longer than Live waits for a person to pause
    window.actions_by_id["fit"].trigger()
    dialog = window.findChild(WeightsDialog)
    assert dialog is not None
    assert window.workbench.fit is before
    assert not asked
    qtbot.mouseClick(dialog._builtin, Qt.MouseButton.LeftButton)
    assert window.workbench.options.backbone == BackboneChoice()


def test_what_nobody_expected_is_said_and_logged(window):
    error = KeyError("surprise")
    app.tell_unexpected(window.say_error, KeyError, error, None)
    assert "KeyError: 'surprise'" in window.banner.message()
    assert "Nobody expected this" in window.log.text()
