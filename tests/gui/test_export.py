from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel

from inspector.core import backbones, detector_file
from inspector.core.progress import Cancelled
from inspector.gui import exporting
from inspector.gui.dialogs.export import ExportDialog
from inspector.gui.workbench import Workbench
from tests.gui import compute_thread, fitted_project


@pytest.fixture
def workbench(qapp):
    return fitted_project.workbench()


@pytest.fixture
def opened(qtbot, workbench, tmp_path):
    with compute_thread.running() as thread:

        def open_dialog():
            dialog = ExportDialog(workbench, thread)
            qtbot.addWidget(dialog)
            dialog.file.setText(str(tmp_path / "plates.detector"))
            dialog.open()
            return dialog

        yield open_dialog


def texts(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def export(qtbot, dialog):
    with qtbot.waitSignal(dialog.written, timeout=20_000) as written:
        click(qtbot, dialog._export)
    return written.args[0]


def test_it_says_what_the_file_will_do_and_promise(opened, workbench):
    said = texts(opened())
    assert "Learned from 3 references and 1 painted image" in said
    assert f"fail above {workbench.calibration.limits.fail:.4g}" in said
    assert workbench.calibration.notes[0] in said
    assert "These pictures are inside the file" in said


def test_a_file_is_written_tested_and_shown(qtbot, opened, tmp_path):
    dialog = opened()
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "Plates")
    qtbot.keyClicks(dialog.notes, "for line 3")
    export(qtbot, dialog)
    assert dialog.result_text() == "3 images, largest difference 0: decides exactly the same."
    about = detector_file.read_about(tmp_path / "plates.detector")
    assert (about["name"], about["notes"]) == ("Plates", "for line 3")
    assert not dialog._form.isVisible()


def test_the_file_has_the_limits_that_are_shown(qtbot, opened, workbench, tmp_path):
    workbench.set_limits(0.5, 0.75)
    export(qtbot, opened())
    about = detector_file.read_about(tmp_path / "plates.detector")
    assert about["calibration"]["limits"] == {"unsure": 0.5, "fail": 0.75}


def test_it_shows_the_folder(qtbot, opened, tmp_path):
    class Folders(QObject):
        @Slot(QUrl)
        def show(self, url):
            shown.append(url.toLocalFile())

    shown: list[str] = []
    folders, dialog = Folders(), opened()
    export(qtbot, dialog)
    QDesktopServices.setUrlHandler("file", folders, "show")
    try:
        click(qtbot, dialog._show)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert shown == [str(tmp_path)]


def test_a_folder_that_is_not_there_is_said_and_nothing_is_lost(qtbot, opened, tmp_path):
    dialog = opened()
    dialog.notes.setPlainText("many words")
    dialog.file.setText(str(tmp_path / "gone" / "a.detector"))
    click(qtbot, dialog._export)
    qtbot.waitUntil(lambda: "its folder is not there" in dialog.message())
    assert dialog.notes.toPlainText() == "many words"
    assert dialog._export.isEnabled()
    dialog.file.setText(str(tmp_path / "a.detector"))
    assert export(qtbot, dialog).path == tmp_path / "a.detector"


def test_stopping_keeps_the_dialog_and_an_older_file(qtbot, opened, tmp_path, monkeypatch):
    path = tmp_path / "plates.detector"
    path.write_bytes(b"older")
    dialog = opened()
    assert "will be replaced" in texts(dialog)
    write, ended = exporting._write, []

    def endless(*args):
        tick = args[-1]
        try:
            while True:
                tick(0, 3, "Measuring")
        except Cancelled:
            ended.append(True)
            raise

    monkeypatch.setattr(exporting, "_write", endless)
    click(qtbot, dialog._export)
    qtbot.waitUntil(lambda: "Measuring" in dialog.job.text())
    assert not dialog._form.isEnabled()
    click(qtbot, dialog.job.stop_button)
    qtbot.waitUntil(lambda: bool(ended))
    assert dialog.isVisible()
    assert dialog._form.isEnabled()
    assert path.read_bytes() == b"older"
    monkeypatch.setattr(exporting, "_write", write)
    assert export(qtbot, dialog).size_bytes > 1000


def test_closing_stops_the_export(qtbot, opened, tmp_path):
    dialog = opened()
    click(qtbot, dialog._export)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not dialog.job.is_busy


def test_browsing_fills_in_the_file_without_holding_anything_up(qtbot, opened, tmp_path):
    dialog = opened()
    dialog.browse()
    picker = dialog.findChild(QFileDialog)
    assert picker is not None
    picker.selectFile("other")
    picker.accept()
    assert dialog.file.text() == str(tmp_path / "other.detector")


def test_without_a_file_name_nothing_can_be_exported(opened):
    dialog = opened()
    dialog.file.clear()
    assert not dialog._export.isEnabled()


@pytest.mark.parametrize(
    ("backbone", "is_offered", "said"),
    [
        ("dinov2-small", True, "88 MB, Apache-2.0"),
        ("dinov3-small", False, "does not allow passing the weights on"),
        ("scattering", False, "the built-in backbone needs none"),
    ],
)
def test_the_licence_decides_whether_weights_are_offered(
    opened, workbench, backbone, is_offered, said
):
    class Loaded:
        row = backbones.row(backbone)

    fit = workbench.fit
    extractor = replace(fit.inspector.extractor, backbone=Loaded())  # type: ignore[arg-type]
    workbench.put_fit(replace(fit, inspector=replace(fit.inspector, extractor=extractor)))
    dialog = opened()
    assert dialog.network.isChecked() == dialog.network.isEnabled() == is_offered
    assert said in texts(dialog)


def test_without_a_fitted_detector_there_is_nothing_to_export(qapp):
    with (
        compute_thread.running() as thread,
        pytest.raises(ValueError, match="no fitted detector"),
    ):
        ExportDialog(Workbench(), thread)
