from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMainWindow, QWidget

from inspector.gui import actions
from inspector.gui.action_table import GESTURES, MENUS, ROWS, SUBMENUS
from inspector.gui.dialogs.shortcuts import ShortcutsDialog


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    middle = QWidget()
    layout = QHBoxLayout(middle)
    window.gallery, window.canvas, window.line = QWidget(), QWidget(), QLineEdit()
    for widget in (window.gallery, window.canvas, window.line):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(widget)
    window.setCentralWidget(middle)
    window.made = actions.make_actions(window)
    places = {"window": window, "gallery": window.gallery, "canvas": window.canvas}
    actions.attach(window.made, places)
    window.menus = actions.fill_menus(window.menuBar(), window.made)
    window.did = []
    for name, action in window.made.items():
        action.triggered.connect(lambda _=False, name=name: window.did.append(name))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def keys(row):
    return {QKeySequence(key).toString() for key in row.keys}


def overlap(one, other):
    return "window" in one.scopes + other.scopes or set(one.scopes) & set(other.scopes)


def test_every_action_has_its_own_name():
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_every_key_can_be_typed():
    for row in ROWS:
        assert len(keys(row)) == len(row.keys)
        assert "" not in keys(row)


def test_no_two_actions_share_a_key_where_both_count():
    clashes = [
        (one.id, other.id, keys(one) & keys(other))
        for one, other in combinations(ROWS, 2)
        if overlap(one, other) and keys(one) & keys(other)
    ]
    assert not clashes


def test_no_two_entries_of_a_menu_share_a_mnemonic():
    for menu in MENUS:
        rows = [row for row in ROWS if row.menu == menu]
        letters = [row.text[row.text.index("&") + 1].lower() for row in rows]
        assert len(set(letters)) == len(letters), menu


def test_tooltips_end_with_the_key(window):
    assert window.made["save"].toolTip() == "Save the inspection (Ctrl+S)"
    for row in ROWS:
        assert row.tip
        if row.keys:
            assert window.made[row.id].toolTip().endswith(f"({actions.native(row.keys[0])})")


def test_every_action_is_in_its_menu_once(window):
    for row in ROWS:
        action = window.made[row.id]
        assert action in window.menus[row.menu].actions()
        assert (action.menu() is not None) == (row.id in SUBMENUS)
        assert action.parent() is window


def test_b_marks_as_bad_in_the_gallery_and_takes_the_brush_on_the_picture(qtbot, window):
    for widget, name in ((window.gallery, "mark-bad"), (window.canvas, "brush")):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_B)
        assert window.did.pop() == name
        assert not window.did


def test_keys_of_the_window_count_everywhere_but_not_while_text_is_typed(qtbot, window):
    for widget in (window.gallery, window.canvas):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_L)
        assert window.did.pop() == "live"
    window.line.setFocus()
    qtbot.keyClicks(window.line, "flb1")
    assert window.line.text() == "flb1"
    assert not window.did


def test_of_tools_and_of_masks_one_is_on(window):
    for name in ("brush", "eraser", "paint-defect", "paint-roi"):
        window.made[name].trigger()
    on = {name for name, action in window.made.items() if action.isChecked()}
    assert on == {"eraser", "paint-roi"}


def test_the_list_of_keys_holds_every_key_and_every_gesture(qtbot):
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    expected = [actions.plain(row.text) for row in ROWS if row.keys]
    assert sorted(dialog.shown()) == sorted([*expected, *(g.text for g in GESTURES)])
    caps = {label.text() for label in dialog.findChildren(QLabel)}
    assert all(actions.native(key) in caps for row in ROWS for key in row.keys)
    assert {gesture.keys for gesture in GESTURES} <= caps


def test_the_list_of_keys_can_be_searched_by_word_and_by_key(qtbot):
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    search = dialog.findChild(QLineEdit)
    search.setText("PAINT def")
    assert dialog.shown() == ["Paint defects"]
    search.setText("ctrl+shift+z")
    assert dialog.shown() == ["Redo"]
    search.setText("teapot")
    assert dialog.shown() == []
    texts = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert texts == ["No key does that."]
