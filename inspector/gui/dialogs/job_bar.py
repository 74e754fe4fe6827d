"""Progress of one job inside a dialog: what is being done, how long it takes, a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from inspector.core.errors import InspectorError
from inspector.gui import theme
from inspector.gui.compute import ComputeThread, Job, Task
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.icons import icon

_STEPS = 1000  # of the bar, whatever the job counts in
_SETTLED_SECONDS = 1.0  # before that, a rate says nothing yet


class JobBar(QWidget):
    """Runs a job in the compute thread. Hidden while there is none."""

    failed = Signal(str)
    """Why, for a person."""
    stopped = Signal()
    """The person stopped it."""
    busy_changed = Signal(bool)

    def __init__(self, thread: ComputeThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._task: Task | None = None
        self._done: Callable[[Any], object] | None = None
        self._in_megabytes = False
        self._started = 0.0
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._left = QLabel()
        theme.as_role(self._left, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop_button = QPushButton(icon("cancel"), self.tr("Stop"))
        self.stop_button.clicked.connect(self.stop)
        self._lay_out()
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    def text(self) -> str:
        """What is being done, and how long it will take."""
        return f"{self._text.text()} {self._left.text()}".strip()

    def run(
        self, text: str, job: Job, done: Callable[[Any], object], *, in_megabytes: bool = False
    ) -> None:
        """Run a job in place of one that still runs; `done` gets its result.

        in_megabytes: the job counts bytes.
        """
        self._drop()
        task = self._thread.task(job)
        task.progressed.connect(self._show)
        # Methods of this widget, which are called no more when it is gone.
        task.succeeded.connect(self._succeed)
        task.failed.connect(self._fail)
        self._task, self._done = task, done
        self._in_megabytes, self._started = in_megabytes, time.monotonic()
        self._show(0, 0, text)
        self.show()
        self.busy_changed.emit(True)
        self._thread.submit(task)

    @Slot()
    def stop(self) -> None:
        """Stop the job at its next step. Its result is no longer wanted."""
        if self._task is not None:
            self._drop()
            self._end()
            self.stopped.emit()

    def _drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _end(self) -> None:
        self._task = self._done = None
        self.hide()
        self.busy_changed.emit(False)

    @Slot(object)
    def _succeed(self, result: object) -> None:
        done = self._done
        self._end()
        if done is not None:
            done(result)

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._end()
        if isinstance(error, InspectorError):
            self.failed.emit(str(error))
        else:
            text = self.tr("This did not work: {0}. The log says more.")
            self.failed.emit(text.format(f"{type(error).__name__}: {error}"))

    @Slot(int, int, str)
    def _show(self, done: int, total: int, text: str) -> None:
        if text:
            self._text.setText(text_of(text))
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(round(_STEPS * done / total) if total else 0)
        parts = [self._amount(done, total), self._time_left(done, total)]
        self._left.setText(" · ".join(part for part in parts if part))

    def _amount(self, done: int, total: int) -> str:
        if not total:
            return ""
        if self._in_megabytes:
            amounts = number(done / 1e6, ".1f"), number(total / 1e6, ".1f")
            return self.tr("{0} of {1} MB").format(*amounts)
        return self.tr("{0} of {1}").format(done, total)

    def _time_left(self, done: int, total: int) -> str:
        elapsed = time.monotonic() - self._started
        if not total or not 0 < done < total or elapsed < _SETTLED_SECONDS:
            return ""
        seconds = elapsed * (total - done) / done
        if seconds < 90:
            return self.tr("about {0} s left").format(max(1, round(seconds)))
        return self.tr("about {0} min left").format(round(seconds / 60))

    def _lay_out(self) -> None:
        says = QHBoxLayout()
        says.addWidget(self._text, 1)
        says.addWidget(self._left)
        column = QVBoxLayout()
        column.setSpacing(theme.STEP // 2)
        column.addLayout(says)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        row.addLayout(column, 1)
        row.addWidget(self.stop_button)
