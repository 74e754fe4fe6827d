"""The table of actions as QActions: made once, put into menus, and their keys tied to places."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from inspector.gui import icons
from inspector.gui.action_table import GESTURES as GESTURES
from inspector.gui.action_table import MENUS, ROWS, SUBMENUS, ActionRow, Menu, Scope

_ROLES = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}


def make_actions(window: QWidget) -> dict[str, QAction]:
    """Every action of the table, by its id; children of the window."""
    groups: dict[str, QActionGroup] = {}
    made: dict[str, QAction] = {}
    for row in ROWS:
        made[row.id] = _action(row, window)
        if row.group:
            group = groups.get(row.group) or groups.setdefault(row.group, QActionGroup(window))
            group.addAction(made[row.id])
    return made


def attach(actions: Mapping[str, QAction], places: Mapping[Scope, QWidget]) -> None:
    """Tie the actions to the places where their keys count: the window, the gallery, the canvas."""
    for row in ROWS:
        for scope in row.scopes:
            places[scope].addAction(actions[row.id])


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[Menu, QMenu]:
    """The menus of the table, in a menu bar.

    The actions of `SUBMENUS` get an empty menu each (`QAction.menu()`); they are disabled until
    somebody fills it and enables them.
    """
    menus: dict[Menu, QMenu] = {}
    for name, title in MENUS.items():
        menus[name] = bar.addMenu(text(title))
        menus[name].setToolTipsVisible(True)
        _fill(menus[name], [row for row in ROWS if row.menu == name], actions)
    return menus


def text(english: str) -> str:
    """A text of the table in the language of the window."""
    return QCoreApplication.translate("actions", english)


def plain(text_with_mnemonic: str) -> str:
    """A menu text without its mnemonic and dots: "&Open…" is "Open"."""
    return text_with_mnemonic.replace("&", "").removesuffix("…")


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _fill(menu: QMenu, rows: list[ActionRow], actions: Mapping[str, QAction]) -> None:
    section = 0
    for row in rows:
        if row.section != section:
            menu.addSeparator()
        section = row.section
        menu.addAction(actions[row.id])
        if row.id in SUBMENUS:
            actions[row.id].setMenu(QMenu(menu))
            actions[row.id].setEnabled(False)


def _action(row: ActionRow, window: QObject) -> QAction:
    action = QAction(text(row.text), window)
    action.setObjectName(row.id)
    if row.icon:
        action.setIcon(icons.icon(row.icon))
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    action.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut
        if row.scopes == ("window",)
        else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    tip = text(row.tip)
    action.setToolTip(f"{tip} ({native(row.keys[0])})" if row.keys else tip)
    action.setStatusTip(tip)
    action.setCheckable(row.checkable)
    # Qt would move an action to the application menu of macOS because of words in its text.
    action.setMenuRole(_ROLES.get(row.id, QAction.MenuRole.NoRole))
    return action
