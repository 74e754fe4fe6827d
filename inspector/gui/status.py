"""The status bar: what is under the pointer, what is computed, how long it takes."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from inspector.core.progress import duration
from inspector.gui import theme
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.icons import icon
from inspector.gui.runner import Runner


class StatusBar(QStatusBar):
    """Progress with time left and cancel on the right, the pointer's place on the left."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._started = 0.0
        self._place = QLabel()
        self._text = QLabel()
        theme.as_role(self._place, "muted")
        theme.as_role(self._text, "muted")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(180)
        self._bar.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setIcon(icon("cancel"))
        self._cancel.setToolTip(self.tr("Stop what is running (Esc)"))
        self._cancel.setAccessibleName(self.tr("Cancel"))
        self._cancel.clicked.connect(runner.cancel)
        self.addWidget(self._place, 1)
        for widget in (self._text, self._bar, self._cancel):
            self.addPermanentWidget(widget)
            widget.hide()
        runner.started.connect(self._on_start)
        runner.progressed.connect(self._on_progress)
        runner.ended.connect(self._on_end)

    def show_place(
        self, x: float, y: float, value: tuple[int, ...], heat: float | None, limit: float | None
    ) -> None:
        """What lies under the pointer: pixel, its value, and the heatmap there."""
        text = f"x {int(x)}, y {int(y)}    RGB {', '.join(map(str, value))}"
        if heat is not None:
            text += "    " + self.tr("heat {0}").format(number(heat))
            if limit:
                text += f" = {number(heat / limit, '.2f')} × " + self.tr("limit")
        self._place.setText(text)

    def clear_place(self) -> None:
        """The pointer is on no image."""
        self._place.clear()

    def _on_start(self, text: str) -> None:
        self._started = time.monotonic()
        self._text.setText(text_of(text))
        self._bar.setRange(0, 0)
        for widget in (self._text, self._bar, self._cancel):
            widget.show()

    def _on_progress(self, done: int, total: int, text: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if done == 0:
            self._started = time.monotonic()
        text = text_of(text)
        if 0 < done < total:
            left = (time.monotonic() - self._started) * (total - done) / done
            text = self.tr("{0}, {1} left").format(text, duration(left))
        self._text.setText(text)

    def _on_end(self) -> None:
        for widget in (self._text, self._bar, self._cancel):
            widget.hide()
