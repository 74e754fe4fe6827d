"""The gallery with real keys and clicks."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QSlider,
    QToolButton,
)

from inspector.core import project_file, project_images
from inspector.core.mask import difference
from inspector.core.project import Project
from inspector.gui.actions import attach, make_actions
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.panels.gallery_model import ITEM, PICTURE
from inspector.gui.workbench import Workbench
from tests.gui.gallery_project import draw, judge, make_project, names


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


# Marks and references


def test_a_key_marks_all_selected_images_and_can_be_undone(qtbot, panel, workbench, project):
    workbench.open(project)
    click(qtbot, panel, "1.png")
    click(qtbot, panel, "3.png", Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, panel, Qt.Key.Key_G)
    assert labels(workbench) == ["unset", "good", "good", "good", "unset", "unset"]
    workbench.undo_stack.undo()
    assert labels(workbench) == ["unset"] * 6
    assert len(panel.selected) == 3


@pytest.mark.parametrize(("key", "label"), [("G", "good"), ("B", "bad"), ("U", "unset")])
def test_each_key_has_its_label(qtbot, panel, workbench, tmp_path, key, label):
    workbench.open(make_project(tmp_path, 2, {0: "bad", 1: "good"}))
    press(qtbot, panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, getattr(Qt.Key, f"Key_{key}"))
    assert labels(workbench) == [label, label]


def test_single_images_are_selected_with_ctrl(qtbot, panel, workbench, project):
    workbench.open(project)
    click(qtbot, panel, "0.png")
    click(qtbot, panel, "4.png", Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, Qt.Key.Key_B)
    assert labels(workbench) == ["bad", "unset", "unset", "unset", "bad", "unset"]


def test_r_makes_references_and_unmakes_them_when_all_are(qtbot, panel, workbench, project):
    workbench.open(project)
    click(qtbot, panel, "0.png")
    press(qtbot, panel, Qt.Key.Key_R)
    click(qtbot, panel, "1.png", Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, panel, Qt.Key.Key_R)
    assert [e.is_reference for e in workbench.project.images[:3]] == [True, True, False]
    assert labels(workbench)[:3] == ["good", "good", "unset"]
    press(qtbot, panel, Qt.Key.Key_R)
    assert not any(e.is_reference for e in workbench.project.images)


def test_under_the_filter_not_set_a_mark_moves_on_to_the_next_image(
    qtbot, panel, workbench, project
):
    workbench.open(project)
    choose(panel, "unset")
    click(qtbot, panel, "1.png")
    press(qtbot, panel, Qt.Key.Key_G)
    assert names(panel) == ["0.png", "2.png", "3.png", "4.png", "5.png"]
    assert workbench.current_entry.path.name == "2.png"
    press(qtbot, panel, Qt.Key.Key_B)
    assert workbench.current_entry.path.name == "3.png"
    click(qtbot, panel, "5.png")
    press(qtbot, panel, Qt.Key.Key_G)
    assert workbench.current_entry.path.name == "4.png"
    assert labels(workbench) == ["unset", "good", "bad", "unset", "unset", "good"]


def test_the_last_image_of_a_filter_stays_on_the_canvas(qtbot, panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path, 2, {0: "good"}))
    choose(panel, "unset")
    click(qtbot, panel, "1.png")
    press(qtbot, panel, Qt.Key.Key_G)
    assert names(panel) == []
    assert workbench.current_entry.path.name == "1.png"


def test_letters_in_the_search_field_are_only_text(qtbot, panel, workbench, project):
    workbench.open(project)
    search = panel.findChild(QLineEdit)
    search.setFocus()
    qtbot.keyClicks(search, "gbur")
    assert search.text() == "gbur"
    assert labels(workbench) == ["unset"] * 6


# Going from image to image


def test_the_canvas_follows_clicks_and_keys(qtbot, panel, workbench, project):
    workbench.open(project)
    click(qtbot, panel, "2.png")
    shown = [workbench.current_entry.path.name]
    for key in ("Key_D", "Key_PageDown", "Key_A", "Key_PageUp", "Key_Right", "Key_Left", "Key_D"):
        press(qtbot, panel, getattr(Qt.Key, key))
        shown.append(workbench.current_entry.path.name)
    assert shown == [f"{n}.png" for n in (2, 3, 4, 3, 2, 3, 2, 3)]
    assert panel.selected == [workbench.current]


def test_stepping_stops_at_both_ends(qtbot, panel, workbench, project):
    workbench.open(project)
    press(qtbot, panel, Qt.Key.Key_A)
    assert workbench.current_entry.path.name == "0.png"
    for _ in range(9):
        press(qtbot, panel, Qt.Key.Key_D)
    assert workbench.current_entry.path.name == "5.png"


def test_the_gallery_follows_the_canvas_and_scrolls_there(panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path, 60))
    workbench.show_image(workbench.project.images[50].id)
    current = panel.view.currentIndex()
    assert current.data(ITEM).name == "50.png"
    assert panel.view.viewport().rect().contains(panel.view.visualRect(current).center())
    assert panel.selected == [workbench.current]


def test_an_image_that_is_filtered_away_stays_on_the_canvas(qtbot, panel, workbench, project):
    workbench.open(project)
    judge(workbench, {e.id: 3.0 for e in project.images})
    choose(panel, "fail")
    click(qtbot, panel, "3.png")
    workbench.set_limits(5.0, 9.0)
    assert names(panel) == []
    assert workbench.current_entry.path.name == "3.png"
    workbench.undo_stack.undo()
    assert panel.view.currentIndex().data(ITEM).name == "3.png"
    assert panel.selected == [workbench.current]


# Removing and adding


def test_delete_removes_the_selected_images_undoably(qtbot, panel, workbench, project):
    workbench.open(project)
    click(qtbot, panel, "1.png")
    click(qtbot, panel, "3.png", Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert names(panel) == ["0.png", "4.png", "5.png"]
    assert workbench.current_entry.path.name == "4.png"
    assert panel.selected == [workbench.current]
    workbench.undo_stack.undo()
    assert names(panel) == [f"{n}.png" for n in range(6)]
    assert workbench.current_entry.path.name == "4.png"
    workbench.undo_stack.redo()
    assert names(panel) == ["0.png", "4.png", "5.png"]


def test_all_images_can_be_removed_and_come_back(qtbot, panel, workbench, project):
    workbench.open(project)
    press(qtbot, panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert panel.shown == []
    assert workbench.current == ""
    workbench.undo_stack.undo()
    assert len(panel.shown) == 6


def test_added_images_change_neither_place_nor_selection(qtbot, panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path, 60))
    click(qtbot, panel, "40.png")
    click(qtbot, panel, "42.png", Qt.KeyboardModifier.ShiftModifier)
    place, chosen = panel.view.verticalScrollBar().value(), panel.selected
    assert place > 0
    path = draw(tmp_path / "more" / "40.png", 99)
    workbench.add(project_images.add_images(workbench.project, [path]).project.images)
    assert panel.view.verticalScrollBar().value() == place
    assert panel.selected == chosen
    shown = [index.data() for index in (panel.view.model().index(n, 0) for n in (40, 60))]
    assert shown[1] == "more/40.png"
    assert shown[0].endswith("/40.png")


def test_a_mark_changes_neither_place_nor_the_rest_of_the_selection(
    qtbot, panel, workbench, tmp_path
):
    workbench.open(make_project(tmp_path, 60))
    child(panel, QComboBox, "Sort by").setCurrentIndex(2)
    click(qtbot, panel, "40.png")
    click(qtbot, panel, "45.png", Qt.KeyboardModifier.ShiftModifier)
    place, chosen = panel.view.verticalScrollBar().value(), set(panel.selected)
    workbench.set_label([entry(workbench, "59.png").id], "bad")
    assert names(panel)[0] == "59.png"
    assert panel.view.verticalScrollBar().value() == place > 0
    assert set(panel.selected) == chosen


def test_only_rows_that_changed_are_told_to_qt(panel, workbench, project, qtbot):
    workbench.open(project)
    qtbot.waitUntil(lambda: all(i.data(PICTURE) for i in indexes(panel)))
    told = []
    panel.view.model().dataChanged.connect(lambda a, b, roles: told.append((a.row(), b.row())))
    ids = [e.id for e in project.images]
    workbench.set_label([ids[4], ids[1], ids[2]], "good")
    assert told == [(1, 2), (4, 4)]
    workbench.set_label([ids[1]], "good")
    assert told == [(1, 2), (4, 4)]


def indexes(panel):
    model = panel.view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


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


# The rest


def test_an_empty_project_says_what_to_do(qtbot, panel, workbench, tmp_path):
    workbench.open(Project(tmp_path / "p.inspect"))
    add = next(b for b in panel.findChildren(QPushButton) if b.text() == "Add images…")
    assert add.isVisible()
    with qtbot.waitSignal(panel.add_wanted):
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert status(panel) == "0 images"


def test_keys_without_a_project_do_nothing(qtbot, panel, workbench):
    for key in "GBURAD":
        press(qtbot, panel, getattr(Qt.Key, f"Key_{key}"))
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert panel.selected == []


def test_another_project_starts_without_filter_search_or_banner(panel, workbench, tmp_path):
    workbench.open(make_project(tmp_path / "a", 3))
    panel.show_only([workbench.project.images[0].id], "one")
    choose(panel, "bad")
    workbench.open(make_project(tmp_path / "b", 2))
    assert names(panel) == ["0.png", "1.png"]
    workbench.close()
    assert panel.shown == []


def test_the_right_button_offers_what_the_keys_do(qtbot, panel, workbench, project):
    workbench.open(project)
    place = panel.view.visualRect(index_of(panel, "1.png")).center()
    panel.view.customContextMenuRequested.emit(place)
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    assert [a.objectName() for a in menu.actions()][:5] == [
        "mark-good", "mark-bad", "mark-unset", "toggle-reference", "remove-images",
    ]  # fmt: skip
    menu.close()
    panel.view.customContextMenuRequested.emit(QPoint(-50, -50))
    assert not [m for m in panel.findChildren(QMenu) if m.isVisible()]


def test_files_that_are_dropped_are_left_to_the_window(panel):
    assert not panel.acceptDrops()
    assert not panel.view.acceptDrops()
    assert not panel.view.viewport().acceptDrops()
    assert not panel.view.dragEnabled()
