"""What a person prefers: theme, language, recent inspections; and the windows that explain."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from inspector.gui import settings, theme
from inspector.gui.dialogs.shortcuts import ShortcutsDialog
from inspector.gui.icons import app_icon
from inspector.gui.translations import LANGUAGES

if TYPE_CHECKING:
    from inspector.gui.main_window import MainWindow

_THEMES: dict[str, theme.Wanted] = {
    "theme-system": "system",
    "theme-light": "light",
    "theme-dark": "dark",
}


class Preferences(QObject):
    """Reads and writes the window's settings through its menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for name, wanted in _THEMES.items():
            action = window.actions_by_id[name]
            action.setChecked(window.settings.theme == wanted)
            action.triggered.connect(partial(self._put_theme, wanted))
        window.actions_by_id["shortcuts"].triggered.connect(self._show_shortcuts)
        window.actions_by_id["about"].triggered.connect(self._show_about)
        self._fill_languages()
        self.show_recent()

    def save(self) -> None:
        """Write the settings."""
        settings.save(self._window.settings)

    def show_recent(self) -> None:
        """List the recent inspections in the menu and on the start page."""
        folders = self._window.settings.recent
        self._window.start_page.show_recent(folders)
        action = self._window.actions_by_id["open-recent"]
        menu = _menu(action)
        menu.clear()
        for folder in folders:
            entry = menu.addAction(str(folder))
            entry.triggered.connect(partial(self._open_recent, folder))
        action.setEnabled(bool(folders))

    def _open_recent(self, folder: Path) -> None:
        self._window.documents.open(folder)

    def _put_theme(self, wanted: theme.Wanted) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, wanted)
        self._window.settings = replace(self._window.settings, theme=wanted)
        self.save()

    def _fill_languages(self) -> None:
        action = self._window.actions_by_id["language"]
        menu, group = _menu(action), QActionGroup(self)
        names = {"system": self.tr("Of the system"), **LANGUAGES}
        for code, name in names.items():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(self._window.settings.language == code)
            entry.triggered.connect(partial(self._put_language, code))
            group.addAction(entry)
        action.setEnabled(True)

    def _put_language(self, code: str) -> None:
        self._window.settings = replace(self._window.settings, language=code)
        self.save()
        self._window.say(self.tr("The language changes when the program is started again."))

    def _show_shortcuts(self) -> None:
        dialog = ShortcutsDialog(self._window)
        dialog.open()

    def _show_about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Inspector"))
        box.setIconPixmap(app_icon().pixmap(64, 64))
        box.setText(f"Inspector {_version()}")
        box.setInformativeText(
            self.tr("Visual inspection from a few good images. Apache License 2.0.")
        )
        box.open()


def _menu(action: QAction) -> QMenu:
    """The menu that an action of `SUBMENUS` opens."""
    menu = action.menu()
    assert isinstance(menu, QMenu), f"{action.objectName()} opens no menu"
    return menu


def _version() -> str:
    try:
        return version("visual-inspector")
    except PackageNotFoundError:
        return ""
