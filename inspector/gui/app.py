"""Starts the window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from inspector.gui import settings, theme, translations
from inspector.gui.icons import app_icon

logger = logging.getLogger(__name__)


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
    sys.excepthook = partial(tell_unexpected, window.say_error)
    window.show()
    if opens_sample:
        window.documents.open_sample()
    elif paths:
        window.documents.drop(paths)
    return app.exec()


def tell_unexpected(
    say: Callable[[Exception], object],
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """What nobody caught, such as an error in a slot: tell the person, keep all of it in the log.

    say: shows an error. The others are those of `sys.excepthook`.
    """
    if not isinstance(error, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    logger.error("Nobody expected this", exc_info=(kind, error, trace))
    say(error)


def make_app() -> QApplication:
    """The application object, named so that its files go into the right folders."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("inspector")
    app.setApplicationDisplayName("Inspector")
    app.setDesktopFileName("inspector")
    app.setWindowIcon(app_icon())
    return app
