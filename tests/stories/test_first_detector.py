"""A quality engineer's first ten minutes, through the real window."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from inspector.core.detectors.two_memories import TwoMemories
from inspector.gui.exporting import Order, export_detector

LONG = 60_000


def open_parts(window, qtbot, folder) -> dict[str, str]:
    """Start an inspection with the folder; image ids by file stem."""
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([folder])
    qtbot.waitUntil(lambda: len(window.workbench.project.images) == 10)
    return {entry.path.stem: entry.id for entry in window.workbench.project.images}


def choose_small_input(window) -> None:
    """A small input, so that a test takes little time."""
    window.workbench.set_options(replace(window.workbench.options, size=96))


def teach(window, ids, count=5) -> None:
    good = [ids[f"good{number}"] for number in range(count)]
    window.workbench.set_label(good, "good")
    window.workbench.set_reference(good, True)


def fit(window, qtbot) -> None:
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.actions_by_id["fit"].trigger()
    assert window.workbench.fit is not None


def test_from_a_folder_to_a_detector_file_that_decides_the_same(window, qtbot, parts, tmp_path):
    ids = open_parts(window, qtbot, parts)
    choose_small_input(window)
    teach(window, ids)
    fit(window, qtbot)
    window.workbench.show_image(ids["spot0"])
    qtbot.waitUntil(lambda: window.workbench.shown is not None, timeout=LONG)
    assert window.workbench.verdict(ids["spot0"]) == "fail"
    assert window.workbench.verdict(ids["good6"]) != "fail"

    file = tmp_path / "widget.detector"
    written = export_detector(window.workbench.fit, window.workbench.snapshot(), Order(file))
    assert written.self_test.difference == 0
    path = window.workbench.project.path_of(ids["spot0"])
    command = [sys.executable, "-m", "inspector", "inspect", str(file), str(path)]
    line = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = json.loads(line)
    assert found["score"] == pytest.approx(window.workbench.shown.measurement.score, rel=1e-6)
    assert found["verdict"] == "fail"


def test_keys_label_in_the_gallery_and_choose_tools_on_the_canvas(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    window.workbench.show_image(ids["good0"])
    window.activateWindow()
    window.gallery.view.setFocus()
    QTest.keyClick(window.gallery.view, Qt.Key.Key_G)
    assert window.workbench.project.image(ids["good0"]).label == "good"
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_B)
    assert window.actions_by_id["brush"].isChecked()
    assert window.workbench.project.image(ids["good0"]).label == "good"


def paint(window, qtbot, start, end) -> None:
    """Drag the brush between two image positions."""
    canvas = window.canvas
    window.actions_by_id["brush"].trigger()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place(canvas, start))
    QTest.mouseMove(canvas, place(canvas, end))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place(canvas, end))


def place(canvas, point) -> QPoint:
    """Where a position in the image is on the widget."""
    x, y = canvas.viewport.to_screen(point)
    ratio = canvas.devicePixelRatioF()
    return QPoint(round(x / ratio), round(y / ratio))


def show(window, qtbot, image_id) -> None:
    window.workbench.show_image(image_id)
    qtbot.waitUntil(lambda: window.canvas_link.is_shown(image_id), timeout=LONG)


def test_a_painted_defect_teaches_the_two_memories_while_live_is_on(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    choose_small_input(window)
    window.workbench.set_options(replace(window.workbench.options, detector=TwoMemories()))
    teach(window, ids)
    window.workbench.set_label([ids["spot0"]], "bad")
    fit(window, qtbot)
    show(window, qtbot, ids["spot0"])
    qtbot.waitUntil(lambda: window.workbench.shown is not None, timeout=LONG)
    before = window.workbench.shown.measurement.heatmap[40, 60]
    with qtbot.waitSignal(window.workbench.shown_changed, timeout=LONG):
        paint(window, qtbot, (56, 40), (64, 40))
    assert window.workbench.mask(ids["spot0"], "defect")[40, 60]
    qtbot.waitUntil(
        lambda: window.workbench.shown.measurement.heatmap[40, 60] > before, timeout=LONG
    )


def test_what_is_no_defect_is_learned_as_normal(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    choose_small_input(window)
    teach(window, ids)
    fit(window, qtbot)
    before = window.workbench.findings()[ids["spot1"]].score
    window.workbench.show_image(ids["spot0"])
    with qtbot.waitSignal(window.workbench.fitted_changed, timeout=LONG):
        window.actions_by_id["not-a-defect"].trigger()
    entry = window.workbench.project.image(ids["spot0"])
    assert (entry.label, entry.is_reference) == ("good", True)
    assert window.workbench.findings()[ids["spot1"]].score < 0.9 * before
    window.workbench.undo_stack.undo()
    assert window.workbench.project.image(ids["spot0"]).label == "unset"


def test_undo_still_works_after_an_autosave(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    show(window, qtbot, ids["spot0"])
    paint(window, qtbot, (50, 40), (70, 40))
    assert window.workbench.mask(ids["spot0"], "defect").any()
    window.session.autosave()
    window.actions_by_id["undo"].trigger()
    assert not window.workbench.mask(ids["spot0"], "defect").any()
    window.actions_by_id["redo"].trigger()
    assert window.workbench.mask(ids["spot0"], "defect").any()


def test_a_fit_can_be_cancelled_and_answers_within_half_a_second(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    teach(window, ids, 8)
    window.workbench.set_options(replace(window.workbench.options, size=512))
    window.actions_by_id["fit"].trigger()
    qtbot.waitUntil(lambda: window.runner.is_busy)
    with qtbot.waitSignal(window.runner.progressed, timeout=LONG):
        pass
    with qtbot.waitSignal(window.runner.ended, timeout=5000):
        window.actions_by_id["cancel"].trigger()
    assert window.workbench.fit is None


def test_the_window_closes_in_the_middle_of_a_fit(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    teach(window, ids, 8)
    assert window.documents.save()
    window.actions_by_id["fit"].trigger()
    qtbot.waitUntil(lambda: window.runner.is_busy)
    window.close()
    assert not window.isVisible()
    assert window.runner.compute.isFinished()


def test_a_broken_image_is_named_and_the_rest_goes_on(window, qtbot, parts):
    (parts / "broken.png").write_bytes((parts / "good0.png").read_bytes()[:200])
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    qtbot.waitUntil(lambda: len(window.workbench.project.images) >= 10)
    ids = {entry.path.stem: entry.id for entry in window.workbench.project.images}
    choose_small_input(window)
    teach(window, ids)
    fit(window, qtbot)
    assert ids["good6"] in window.workbench.findings()
    if "broken" in ids:
        assert ids["broken"] in window.workbench.fit.failures
        window.workbench.show_image(ids["broken"])
    qtbot.waitUntil(lambda: "broken.png" in window.banner.message(), timeout=LONG)


def test_moving_a_limit_changes_verdicts_everywhere_and_can_be_undone(window, qtbot, parts):
    ids = open_parts(window, qtbot, parts)
    choose_small_input(window)
    teach(window, ids)
    fit(window, qtbot)
    score = window.workbench.finding(ids["spot0"]).score
    assert window.workbench.verdict(ids["spot0"]) == "fail"
    window.workbench.set_limits(2 * score, 3 * score)
    assert window.workbench.verdict(ids["spot0"]) == "pass"
    window.actions_by_id["undo"].trigger()
    assert window.workbench.verdict(ids["spot0"]) == "fail"
