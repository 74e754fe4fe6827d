from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from inspector.core import options as option_values
from inspector.core.mask_files import write_png
from inspector.gui.dialogs.export_masks import ExportMasksDialog
from inspector.gui.dialogs.import_masks import ImportMasksDialog
from inspector.gui.workbench import Workbench
from tests.gui import compute_thread
from tests.gui.fitted_project import OPTIONS, SHAPE, make_project, scratch_mask

MASK = scratch_mask()


@pytest.fixture
def workbench(qapp, tmp_path):
    project = make_project(tmp_path / "plates")
    made = Workbench()
    made.open(replace(project, options=option_values.to_json(OPTIONS)))
    return made


@pytest.fixture
def thread(qapp):
    with compute_thread.running() as thread:
        yield thread


@pytest.fixture
def importing(qtbot, workbench, thread):
    dialog = ImportMasksDialog(workbench, thread)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


@pytest.fixture
def exporting(qtbot, workbench, thread, tmp_path):
    dialog = ExportMasksDialog(workbench, thread)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.open()
    return dialog


def id_of(workbench, path):
    return next(e.id for e in workbench.project.images if e.path.as_posix() == path)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def masks_in(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_png(folder / name, MASK)
    return folder


def read(qtbot, dialog, *sources):
    dialog.read(list(sources))
    qtbot.waitUntil(lambda: not dialog.job.is_busy)


def rows(dialog):
    items = [dialog._list.topLevelItem(row) for row in range(dialog._list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def test_what_would_be_painted_is_shown_first(qtbot, importing, workbench, tmp_path):
    folder = masks_in(tmp_path / "m/ground_truth", "scratch/001_mask.png", "scratch/077_mask.png")
    read(qtbot, importing, folder)
    assert rows(importing) == [
        ["001_mask.png", "scratch/001.png", "11.11 %", ""],
        ["077_mask.png", "–", "", "No image of this inspection is named 077."],
    ]
    assert importing.summary() == "1 mask belongs to an image. 1 file is left out."
    assert not workbench.is_painted(id_of(workbench, "test/scratch/001.png"), "defect")


def test_importing_paints_and_marks_and_one_undo_takes_it_back(
    qtbot, importing, workbench, tmp_path
):
    image_id = id_of(workbench, "test/scratch/001.png")
    workbench.set_label([image_id], "unset")
    steps = workbench.undo_stack.count()
    read(qtbot, importing, masks_in(tmp_path / "m/scratch", "001_mask.png"))
    click(qtbot, importing._import)
    assert not importing.isVisible()
    assert np.array_equal(workbench.mask(image_id, "defect"), MASK)
    assert workbench.project.image(image_id).label == "bad"
    assert workbench.is_dirty
    assert workbench.undo_stack.count() == steps + 1
    workbench.undo_stack.undo()
    assert not workbench.mask(image_id, "defect").any()
    assert workbench.project.image(image_id).label == "unset"


def test_labels_stay_where_that_is_wanted(qtbot, importing, workbench, tmp_path):
    image_id = id_of(workbench, "test/scratch/001.png")
    workbench.set_label([image_id], "unset")
    importing.mark_bad.click()
    read(qtbot, importing, masks_in(tmp_path / "m/scratch", "001_mask.png"))
    click(qtbot, importing._import)
    assert workbench.project.image(image_id).label == "unset"
    assert workbench.is_painted(image_id, "defect")


def test_another_kind_is_read_again_and_never_marks_images(qtbot, importing, workbench, tmp_path):
    image_id = id_of(workbench, "test/scratch/001.png")
    read(qtbot, importing, masks_in(tmp_path / "m/scratch", "001_mask.png"))
    importing.kind.setFocus()
    qtbot.keyClick(importing.kind, Qt.Key.Key_Down)
    assert not importing.mark_bad.isVisible()
    qtbot.waitUntil(lambda: not importing.job.is_busy)
    click(qtbot, importing._import)
    assert np.array_equal(workbench.mask(image_id, "ignore"), MASK)
    assert not workbench.is_painted(image_id, "defect")


@pytest.mark.parametrize("add", [True, False])
def test_painted_pixels_are_kept_or_replaced(qtbot, importing, workbench, tmp_path, add):
    image_id = id_of(workbench, "test/scratch/000.png")
    corner = np.zeros(SHAPE, bool)
    corner[:3, :3] = True
    folder = tmp_path / "m/scratch"
    folder.mkdir(parents=True)
    write_png(folder / "000_mask.png", corner)
    if add:
        importing.add.click()
    read(qtbot, importing, folder)
    click(qtbot, importing._import)
    expected = corner | MASK if add else corner
    assert np.array_equal(workbench.mask(image_id, "defect"), expected)


def test_masks_that_change_nothing_cannot_be_imported(qtbot, importing, tmp_path):
    read(qtbot, importing, masks_in(tmp_path / "m/scratch", "000_mask.png"))
    assert rows(importing)[0][3] == "Painted like this already"
    assert not importing._import.isEnabled()


def test_a_folder_is_chosen_without_holding_anything_up(qtbot, importing, tmp_path):
    folder = masks_in(tmp_path / "m/scratch", "001_mask.png")
    importing.choose_folder()
    picker = importing.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(folder))
    picker.accept()
    qtbot.waitUntil(lambda: len(importing.findings.found) == 1)


def test_files_are_chosen_without_holding_anything_up(qtbot, importing, tmp_path):
    folder = masks_in(tmp_path / "m/scratch", "001_mask.png")
    importing.choose_files()
    picker = importing.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(folder))
    picker.selectFile("001_mask.png")
    picker.accept()
    qtbot.waitUntil(lambda: len(importing.findings.found) == 1)


@pytest.mark.parametrize(
    ("form", "name"),
    [("png", "ground_truth/scratch/000_mask.png"), ("labelme", "scratch/000.json")],
)
def test_masks_are_exported_as_chosen(qtbot, exporting, tmp_path, form, name):
    getattr(exporting, form).click()
    click(qtbot, exporting._export)
    qtbot.waitUntil(lambda: "1 file written" in exporting.message())
    assert (tmp_path / "out" / name).is_file()


def test_what_is_painted_but_not_saved_is_exported(
    qtbot, exporting, importing, workbench, tmp_path
):
    read(qtbot, importing, masks_in(tmp_path / "m/scratch", "001_mask.png"))
    click(qtbot, importing._import)
    click(qtbot, exporting._export)
    qtbot.waitUntil(lambda: "2 files written" in exporting.message())


def test_a_kind_that_nobody_painted_is_said(qtbot, exporting, tmp_path):
    exporting.kinds["defect"].click()
    assert not exporting._export.isEnabled()
    exporting.kinds["roi"].click()
    click(qtbot, exporting._export)
    qtbot.waitUntil(lambda: "Nothing of this kind is painted" in exporting.message())


def test_a_place_that_cannot_be_written_is_said(qtbot, exporting, tmp_path):
    (tmp_path / "file").touch()
    exporting.folder.setText(str(tmp_path / "file" / "out"))
    click(qtbot, exporting._export)
    qtbot.waitUntil(lambda: "cannot be written" in exporting.message())
    assert exporting._export.isEnabled()


def test_a_folder_to_write_into_is_chosen(exporting, tmp_path):
    exporting.browse()
    picker = exporting.findChild(QFileDialog)
    assert picker is not None
    picker.setDirectory(str(tmp_path))
    picker.accept()
    assert exporting.folder.text() == str(tmp_path)
