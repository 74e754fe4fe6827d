"""What the gallery shows: filters, order, pictures."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
)

from inspector.core import project_file, project_images
from inspector.core.mask import difference
from inspector.gui.panels.gallery_model import ITEM, PICTURE
from tests.gui.gallery_project import judge, make_project, names
from tests.gui.gallery_steps import (
    child,
    choose,
    indexes,
    press,
    status,
)

# What is shown


def test_filters_say_how_many_images_they_have(panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path, 5, {0: "good", 1: "good", 2: "bad"}))
    workbench.set_reference([workbench.project.images[0].id], True)
    box = child(panel, QComboBox, "Filter")
    assert [box.itemText(row) for row in range(5)] == [
        "All (5)", "Good (2)", "Bad (1)", "Not set (2)", "References (1)",
    ]  # fmt: skip
    assert status(panel) == "5 images: 2 good, 1 bad, 2 not set; references: 1"
    choose(panel, "good")
    assert names(panel) == ["0.png", "1.png"]
    assert status(panel).startswith("2 shown of 5 images")


def test_one_image_is_not_called_images(panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path, 1))
    assert status(panel) == "1 image: 0 good, 0 bad, 1 not set"


def test_search_waits_for_the_typist_and_offers_a_way_back(qtbot, panel, workbench, project):
    workbench.open(project)
    search = panel.findChild(QLineEdit)
    qtbot.keyClicks(search, "3.p")
    qtbot.waitUntil(lambda: names(panel) == ["3.png"])
    qtbot.keyClicks(search, "x")
    back = next(b for b in panel.findChildren(QPushButton) if b.text() == "Show all")
    qtbot.waitUntil(back.isVisible)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert len(panel.shown) == 6
    assert search.text() == ""


def test_images_are_sorted_by_score_either_way_and_follow_new_scores(panel, workbench, project):
    workbench.open(project)
    ids = [e.id for e in project.images]
    judge(workbench, dict(zip(ids, (0.5, 3.0, 1.5, 2.5), strict=False)))
    sort = child(panel, QComboBox, "Sort by")
    sort.setCurrentIndex(sort.findData("score"))
    assert names(panel) == ["0.png", "2.png", "3.png", "1.png", "4.png", "5.png"]
    child(panel, QToolButton, "Descending").click()
    assert names(panel) == ["1.png", "3.png", "2.png", "0.png", "4.png", "5.png"]
    judge(workbench, dict(zip(ids, (9.0, 3.0, 1.5, 2.5), strict=False)))
    assert names(panel)[0] == "0.png"


def test_a_cell_of_the_confusion_table_shows_its_images_until_it_is_closed(
    qtbot, panel, workbench, tmp_path
):
    workbench.open(make_project(tmp_path, 6, {1: "bad", 4: "bad"}))
    choose(panel, "unset")
    ids = [e.id for e in workbench.project.images]
    panel.show_only([ids[1], ids[4]], "2 bad images judged pass")
    assert names(panel) == ["1.png", "4.png"]
    assert workbench.current_entry.path.name == "1.png"
    assert panel._banner.isVisible()
    assert panel._banner.text == "2 bad images judged pass"
    press(qtbot, panel, Qt.Key.Key_G)
    assert names(panel) == ["1.png", "4.png"]
    close = child(panel, QToolButton, "Show all images again")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert len(panel.shown) == 6
    assert not panel._banner.isVisible()


def test_verdicts_follow_the_limits_while_they_are_dragged(panel, workbench, tmp_path):
    project = make_project(tmp_path, 2, {0: "good", 1: "bad"})
    workbench.open(project)
    judge(workbench, {project.images[0].id: 3.0, project.images[1].id: 1.5})
    first, second = (index.data(ITEM) for index in indexes(panel))
    assert (first.verdict, first.rating, first.is_wrong) == ("fail", "1.50×", True)
    assert (second.verdict, second.rating, second.is_wrong) == ("unsure", "0.75×", False)
    workbench.preview_limits(3.5, 6.0)
    first, second = (index.data(ITEM) for index in indexes(panel))
    assert (first.verdict, first.rating, first.is_wrong) == ("pass", "0.50×", False)
    assert (second.verdict, second.is_wrong) == ("pass", True)
    choose(panel, "wrong")
    assert names(panel) == ["1.png"]
    assert "Judged wrongly" in indexes(panel)[0].data(Qt.ItemDataRole.ToolTipRole)


def test_a_painted_defect_is_known_from_the_first_stroke_to_undo(panel, workbench, project):
    workbench.open(project)
    choose(panel, "painted")
    mask = np.zeros((120, 160), bool)
    after = mask.copy()
    after[5:9, 5:9] = True
    stroke = difference(mask, after)
    workbench.paint(project.images[2].id, "defect", stroke, "Paint")
    assert names(panel) == ["2.png"]
    workbench.undo_stack.undo()
    assert names(panel) == []


def test_masks_that_lie_in_the_project_are_known_at_once(panel, workbench, project):
    masks = project.folder / "masks"
    masks.mkdir()
    (masks / f"{project.images[1].id}.defect.png").write_bytes(b"not opened for this")
    (masks / f"{project.images[2].id}.roi.png").write_bytes(b"")
    workbench.open(project)
    assert [index.data(ITEM).masks for index in indexes(panel)[:3]] == [(), ("defect",), ("roi",)]


# Pictures


def test_seen_images_get_their_pictures_and_those_far_below_do_not(
    qtbot, panel, workbench, tmp_path
):
    workbench.open(make_project(tmp_path, 200))
    qtbot.waitUntil(lambda: indexes(panel)[0].data(PICTURE) is not None)
    assert indexes(panel)[199].data(PICTURE) is None
    bar = panel.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: indexes(panel)[199].data(PICTURE) is not None)
    assert indexes(panel)[100].data(PICTURE) is None
    assert max(indexes(panel)[0].data(PICTURE).size().toTuple()) == panel.view.edge


def test_a_broken_image_says_why(qtbot, panel, workbench, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    project = make_project(tmp_path, 1)
    workbench.open(project_images.add_images(project, [broken]).project)
    qtbot.waitUntil(lambda: indexes(panel)[1].data(ITEM).reason != "")
    assert "broken.png" in indexes(panel)[1].data(Qt.ItemDataRole.ToolTipRole)
    choose(panel, "missing")
    assert names(panel) == ["broken.png"]


def test_a_missing_file_is_noticed_and_its_return_too(qtbot, panel, workbench, project, qapp):
    away = project.folder.parent / "away.png"
    path = project.folder.parent / "2.png"
    shutil.move(path, away)
    workbench.open(project)
    qtbot.waitUntil(lambda: indexes(panel)[2].data(ITEM).is_missing)
    assert [i.data(ITEM).is_missing for i in indexes(panel)].count(True) == 1
    shutil.move(away, path)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: not indexes(panel)[2].data(ITEM).is_missing)
    qtbot.waitUntil(lambda: indexes(panel)[2].data(PICTURE) is not None)
    assert indexes(panel)[2].data(ITEM).reason == ""


@pytest.mark.parametrize("is_kept", [True, False])
def test_pictures_are_kept_only_in_a_project_that_may_be_written(
    qtbot, panel, workbench, tmp_path, is_kept
):
    path = tmp_path / "large.png"
    Image.new("RGB", (900, 600)).save(path)
    folder = tmp_path / "p.inspect"
    project = project_images.add_images(project_file.new(folder), [path]).project
    workbench.open(replace(project, read_only_reason="" if is_kept else "open elsewhere"))
    qtbot.waitUntil(lambda: indexes(panel)[0].data(PICTURE) is not None)
    panel.shut_down()
    stored = folder / "cache" / "thumbnails" / f"{project.images[0].content_hash}.jpg"
    assert stored.is_file() == is_kept
    assert (folder / "cache").exists() == is_kept


def test_the_slider_changes_the_size_and_the_columns_fill_the_width(
    qtbot, panel, workbench, tmp_path
):
    workbench.open(make_project(tmp_path, 30))
    slider = panel.findChild(QSlider)
    slider.setFocus()
    for _ in range(4):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert panel.edge == 144
    qtbot.waitUntil(lambda: panel.view.seen_rows().stop > 0)
    cells = [panel.view.visualRect(index) for index in indexes(panel)]
    columns = sum(cell.top() == cells[0].top() for cell in cells)
    assert columns == panel.view.viewport().width() // panel.view._delegate.least.width()
    assert 0 < panel.view.viewport().width() - cells[columns - 1].right() <= columns + 2


@pytest.mark.parametrize("width", [90, 131, 260, 300, 391, 420, 777])
def test_the_rows_that_are_seen_are_those_whose_cells_are(panel, workbench, tmp_path, width):
    workbench.open(make_project(tmp_path, 60))
    panel.window().resize(width, 430)
    panel.view.doItemsLayout()
    panel.view.verticalScrollBar().setValue(333)
    area = panel.view.viewport().rect()
    seen = [i.row() for i in indexes(panel) if panel.view.visualRect(i).intersects(area)]
    assert list(panel.view.seen_rows()) == seen
