from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from inspector.core import detector_file
from inspector.gui.dialogs.check_file import CheckFileDialog
from inspector.gui.exporting import Order, export_detector
from inspector.gui.snapshot import Snapshot
from inspector.gui.workbench import Workbench
from tests.gui import compute_thread, fitted_project


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    project, fit = fitted_project.fitted()
    made = tmp_path_factory.mktemp("file") / "plates.detector"
    snapshot = Snapshot(project, fitted_project.OPTIONS)
    export_detector(fit, snapshot, Order(made, "Plates", "for line 3"))
    return made


@pytest.fixture
def workbench(qapp):
    return fitted_project.workbench()


@pytest.fixture
def opened(qtbot):
    with compute_thread.running() as thread:

        def open_dialog(workbench):
            dialog = CheckFileDialog(workbench, thread)
            qtbot.addWidget(dialog)
            dialog.open()
            return dialog

        yield open_dialog


def wait(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.checked is not None and not dialog.job.is_busy, timeout=20_000)


def all_text(dialog):
    return dialog.text() + "\n".join(edit.text() for edit in dialog.findChildren(QLineEdit))


def test_a_sound_file_shows_its_card_and_its_self_test(qtbot, opened, workbench, path):
    dialog = opened(workbench)
    dialog.check(path)
    wait(qtbot, dialog)
    said, about = all_text(dialog), detector_file.read_about(path)
    assert "3 images, largest difference 0: decides exactly the same." in said
    for part in ("Plates", "for line 3", "Wavelet scattering", "Normal and defect memory"):
        assert part in said
    assert about["backbone"]["weights_hash"] in said
    assert f"{workbench.calibration.limits.fail:.4g}" in said
    assert workbench.calibration.notes[0] in said
    assert about["origin"]["references"][0]["sha256"][:16] in said
    assert "UTC" in said
    assert dialog.message() == ""
    assert dialog._picture.isVisible()


def test_it_agrees_with_the_window_on_the_images_of_the_project(qtbot, opened, workbench, path):
    dialog = opened(workbench)
    assert not dialog._compare.isVisible()
    dialog.check(path)
    wait(qtbot, dialog)
    qtbot.mouseClick(dialog._compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._comparison.isVisible, timeout=20_000)
    assert dialog._comparison.text() == (
        "On 7 images of this inspection: largest difference 0 of the limit, "
        "decides exactly the same."
    )


def test_other_limits_in_the_window_are_other_verdicts(qtbot, opened, workbench, path):
    workbench.set_limits(0.0, 1e-6)
    dialog = opened(workbench)
    dialog.check(path)
    wait(qtbot, dialog)
    qtbot.mouseClick(dialog._compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog._comparison.isVisible, timeout=20_000)
    assert "get another verdict" in dialog._comparison.text()


def test_without_a_fitted_project_there_is_nothing_to_compare(qtbot, opened, path):
    dialog = opened(Workbench())
    dialog.check(path)
    wait(qtbot, dialog)
    assert dialog.checked.inspector is not None
    assert not dialog._compare.isVisible()


def test_a_damaged_file_is_refused_in_words(qtbot, opened, workbench, path, tmp_path):
    damaged = tmp_path / "damaged.detector"
    damaged.write_bytes(path.read_bytes()[:-500])
    dialog = opened(workbench)
    dialog.check(damaged)
    wait(qtbot, dialog)
    assert "damaged.detector is damaged or was changed" in dialog.message()
    assert "cannot be used here" in dialog.text()
    dialog.check(path)
    wait(qtbot, dialog)
    assert dialog.message() == ""


def test_a_file_without_its_weights_asks_for_them(qtbot, opened, workbench, path, tmp_path):
    chosen = detector_file.read_about(path)["options"]
    chosen["backbone"]["id"] = "dinov2-small"
    other = tmp_path / "other.detector"
    detector_file.rewrite(path, other, changes={"options": chosen})
    dialog = opened(workbench)
    dialog.check(other)
    wait(qtbot, dialog)
    assert "Choose the weights file" in dialog.message()
    assert "not in the file" in dialog.text()
    qtbot.mouseClick(dialog._weights, Qt.MouseButton.LeftButton)
    wrong = tmp_path / "wrong.safetensors"
    wrong.write_bytes(b"nothing")
    picker = dialog.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(tmp_path))
    picker.selectFile(wrong.name)
    picker.accept()
    qtbot.waitUntil(lambda: "wrong.safetensors cannot be read" in dialog.message())


def test_a_file_of_a_newer_program_still_shows_what_it_can(
    qtbot, opened, workbench, path, tmp_path
):
    about = detector_file.read_about(path)
    about["options"]["backbone"]["id"] = "from-the-future"
    about["options"]["detector"]["name"] = "mind-reader"
    newer = tmp_path / "newer.detector"
    detector_file.rewrite(path, newer, changes={"options": about["options"]})
    dialog = opened(workbench)
    dialog.check(newer)
    wait(qtbot, dialog)
    assert "mind-reader" in dialog.message()
    assert "from-the-future" in dialog.text()
    assert not dialog._weights.isVisible()


def test_a_file_may_be_dropped(qtbot, opened, workbench, path):
    dialog = opened(workbench)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where = QPoint(20, 20), Qt.DropAction.CopyAction, data
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(*where, *keys)
    dialog.dragEnterEvent(entering)
    assert entering.isAccepted()
    dialog.dropEvent(QDropEvent(*where, *keys))
    wait(qtbot, dialog)
    assert dialog.checked.path == path


def test_a_file_may_be_chosen(qtbot, opened, workbench, path):
    dialog = opened(workbench)
    qtbot.mouseClick(dialog._choose, Qt.MouseButton.LeftButton)
    picker = dialog.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(path.parent))
    picker.selectFile(path.name)
    picker.accept()
    wait(qtbot, dialog)
    assert dialog.checked.reason == ""


def test_a_file_that_decides_otherwise_is_not_compared(qtbot, opened, workbench, path, tmp_path):
    other = tmp_path / "other.detector"
    scores = [score + 1 for score in detector_file.read_about(path)["self_test"]]
    detector_file.rewrite(path, other, changes={"self_test": scores})
    dialog = opened(workbench)
    dialog.check(other)
    wait(qtbot, dialog)
    assert "does not decide the same" in dialog.text()
    assert not dialog._compare.isVisible()


def test_a_file_without_limits_says_that_it_gives_no_verdicts(
    qtbot, opened, workbench, path, tmp_path
):
    project, fit = fitted_project.fitted()
    bare = replace(fit, inspector=replace(fit.inspector, calibration=None))
    other = tmp_path / "bare.detector"
    export_detector(bare, Snapshot(project, fitted_project.OPTIONS), Order(other))
    dialog = opened(workbench)
    dialog.check(other)
    wait(qtbot, dialog)
    assert "no verdicts" in dialog.text()
