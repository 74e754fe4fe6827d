"""Starts the window."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from inspector.gui import settings, theme, translations
from inspector.gui.icons import app_icon


def run(paths: tuple[Path, ...] = (), *, opens_sample: bool = False) -> int:
    """Show the window until it is closed.

    paths: a project, a folder of images, or images to open at once.
    """
    app = make_app()
    stored = settings.load()
    theme.apply(app, stored.theme)
    translations.install(app, stored.language)
    from inspector.gui.main_window import MainWindow

    window = MainWindow(stored)
    window.show()
    if opens_sample:
        window.documents.open_sample()
    elif paths:
        window.documents.drop(paths)
    return app.exec()


def make_app() -> QApplication:
    """The application object, named so that its files go into the right folders."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("inspector")
    app.setApplicationDisplayName("Inspector")
    app.setDesktopFileName("inspector")
    app.setWindowIcon(app_icon())
    return app
