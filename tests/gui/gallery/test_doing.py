"""The gallery with real keys and clicks: marking, moving, removing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
)

from inspector.core import project_images
from inspector.core.project import Project
from inspector.gui.panels.gallery_model import ITEM, PICTURE
from tests.gui.gallery_project import draw, judge, make_project, names
from tests.gui.gallery_steps import (
    child,
    choose,
    click,
    entry,
    index_of,
    indexes,
    labels,
    press,
    status,
)

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


def test_an_image_taken_out_of_the_selection_stays_out(qtbot, panel, workbench, project):
    workbench.open(project)
    panel.view.selectAll()
    click(qtbot, panel, "4.png", Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, Qt.Key.Key_G)
    press(qtbot, panel, Qt.Key.Key_R)
    assert [e.is_reference for e in workbench.project.images] == [True] * 4 + [False, True]


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
    assert [a.objectName() for a in menu.actions()][:6] == [
        "mark-good", "mark-bad", "mark-unset", "toggle-reference", "not-a-defect",
        "remove-images",
    ]  # fmt: skip
    menu.close()
    panel.view.customContextMenuRequested.emit(QPoint(-50, -50))
    assert not [m for m in panel.findChildren(QMenu) if m.isVisible()]


def test_files_that_are_dropped_are_left_to_the_window(panel):
    assert not panel.acceptDrops()
    assert not panel.view.acceptDrops()
    assert not panel.view.viewport().acceptDrops()
    assert not panel.view.dragEnabled()
