"""A folder of which nobody knows what is good: ranked first, then marked, then fitted."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.stories.test_first_detector import LONG, choose_small_input, fit, open_parts

SPOTS = {"spot0", "spot1"}


@pytest.fixture
def ids(window, qtbot, quick, parts):
    """The folder opened in the window; image ids by file stem."""
    found = open_parts(window, qtbot, parts)
    choose_small_input(window)
    return found


def rank(window, qtbot) -> None:
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.actions_by_id["rank"].trigger()


def order(window) -> list[str]:
    """File stems in the order of the gallery."""
    project = window.workbench.project
    return [project.image(image_id).path.stem for image_id in window.gallery.shown]


def test_from_an_unlabelled_folder_to_a_detector(window, qtbot, ids):
    assert "None of these images is marked" in window.banner.message()
    offer = next(b for b in window.banner.findChildren(QPushButton) if b.text() == "Rank them")
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        offer.click()
    assert set(order(window)[:2]) == SPOTS
    assert "Most unusual first" in window.banner.message()
    assert window.workbench.current == window.gallery.shown[0]

    view, model = window.gallery.view, window.gallery.view.model()
    view.setCurrentIndex(model.index(9, 0))
    for row in range(5, 9):
        view.selectionModel().select(model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    window.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_G)
    QTest.keyClick(view, Qt.Key.Key_R)
    assert sum(e.is_reference for e in window.workbench.project.images) == 5
    assert set(order(window)[:2]) == SPOTS  # marks leave the order alone
    fit(window, qtbot)
    assert {s for s, i in ids.items() if window.workbench.verdict(i) == "fail"} >= SPOTS


def test_the_canvas_shows_the_rankings_heatmap_until_a_detector_is_fitted(window, qtbot, ids):
    shown = []
    set_heatmap = window.canvas.set_heatmap
    window.canvas.set_heatmap = lambda *heat: (shown.append(heat), set_heatmap(*heat))
    rank(window, qtbot)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1][0] is not None, timeout=LONG)
    heatmap, level = shown[-1]
    y, x = np.unravel_index(heatmap.argmax(), heatmap.shape)
    assert abs(x - 60) < 12
    assert abs(y - 43) < 16
    assert heatmap.max() > level

    window.workbench.show_image(ids["good1"])
    qtbot.waitUntil(lambda: shown[-1][0] is not None and shown[-1][0] is not heatmap, timeout=LONG)
    good = [ids[f"good{number}"] for number in range(5)]
    window.workbench.set_reference(good, True)
    fit(window, qtbot)
    qtbot.waitUntil(lambda: window.workbench.shown is not None, timeout=LONG)
    assert shown[-1][0] is window.workbench.shown.measurement.heatmap


def test_a_ranking_can_be_stopped(window, qtbot, parts):
    open_parts(window, qtbot, parts)
    window.actions_by_id["rank"].trigger()
    qtbot.waitUntil(lambda: window.runner.is_busy)
    assert not window.actions_by_id["rank"].isEnabled()
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.actions_by_id["cancel"].trigger()
    assert "Most unusual first" not in window.banner.message()
    assert order(window)[0] == "good0"


def test_the_order_is_forgotten_with_the_project(window, qtbot, ids, tmp_path):
    rank(window, qtbot)
    model = window.gallery.view.model()
    assert "Place 1 of 10" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert window.documents.save()
    window.documents.open(window.workbench.project.folder)
    assert order(window)[0] == "good0"
    assert "Place" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_the_offer_goes_when_somebody_marks_an_image(window, qtbot, ids):
    assert "None of these images is marked" in window.banner.message()
    window.workbench.set_label([ids["good0"]], "good")
    assert window.banner.message() == ""
    window.workbench.set_label([ids["good0"]], "unset")
    assert window.banner.message() == ""


def test_marked_images_are_not_offered_to_be_ranked(window, qtbot, parts):
    for path in parts.iterdir():
        target = parts / ("good" if "good" in path.name else "bad")
        target.mkdir(exist_ok=True)
        path.rename(target / path.name)
    open_parts(window, qtbot, parts)
    assert "marked" not in window.banner.message()
    assert window.actions_by_id["rank"].isEnabled()
