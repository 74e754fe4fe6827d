"""Pictures of the window's main states, 1440 x 900: `python docs/screenshots.py [FOLDER]`.

Runs the real window without a screen on the sample inspection, light and dark.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.core.detectors.two_memories import TwoMemories
from inspector.gui import app as application
from inspector.gui import settings, theme
from inspector.gui.main_window import MainWindow

LONG_SECONDS = 300


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    QStandardPaths.setTestModeEnabled(True)
    app = application.make_app()
    for look in ("light", "dark"):
        theme.apply(app, look)
        with tempfile.TemporaryDirectory() as place:
            _Shooting(app, folder, look, Path(place)).run()
    return 0


class _Shooting:
    """One window, from its first start to a calibrated detector."""

    def __init__(self, app: QApplication, folder: Path, look: str, place: Path) -> None:
        self._app, self._folder, self._look, self._place = app, folder, look, place
        self._window = MainWindow(settings.Settings())
        self._window.show()

    def run(self) -> None:
        window = self._window
        self._grab("start")
        window.documents.open_sample_in(self._place / "sample.inspect")
        self._until(lambda: window.workbench.fit is not None and not window.runner.is_busy)
        bad = [e.id for e in window.workbench.project.images if e.label == "bad"]
        self._show(bad[8])
        self._grab("fitted")
        for dock in ("calibrate", "results"):
            window.raise_panel(dock)
            self._grab(dock)
        window.raise_panel("fit")
        self._paint(bad[9])
        self._grab("painting")
        window.workbench.mark_saved(window.workbench.project)
        window.workbench.masks = type(window.workbench.masks)()
        window.close()

    def _paint(self, image_id: str) -> None:
        window = self._window
        options = replace(window.workbench.options, detector=TwoMemories())
        window.workbench.set_options(options)
        self._show(image_id)
        window.actions_by_id["brush"].trigger()
        window.canvas.set_brush_size(34)
        middle = window.canvas.rect().center()
        for step in range(0, 60, 6):
            QTest.mouseMove(window.canvas, middle + QPoint(step - 30, 90))
        QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(-60, 90))
        for step in range(0, 120, 6):
            QTest.mouseMove(window.canvas, middle + QPoint(step - 60, 90 + step // 6))
        self._settle()

    def _show(self, image_id: str) -> None:
        window = self._window
        window.workbench.show_image(image_id)
        self._until(lambda: window.canvas_link.is_shown(image_id))
        self._until(lambda: window.workbench.shown is not None)

    def _grab(self, name: str) -> None:
        self._settle()
        self._window.grab().save(str(self._folder / f"{name}-{self._look}.png"))

    def _settle(self) -> None:
        end = time.monotonic() + 1.0
        self._until(lambda: time.monotonic() > end)

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + LONG_SECONDS
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            self._app.processEvents()
            time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
