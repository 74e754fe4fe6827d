"""What is computed while nobody waits for anything."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from inspector.gui.compute import ComputeThread, Job, Task

_MILLISECONDS = 2000  # after which nobody is taken to wait for anything


class Idle(QObject):
    """Runs a job once nothing was asked of the compute thread for a while, again and again.

    It gives way to whatever is asked, and ends for good when it fails.
    """

    failed = Signal(object)
    """The job could not do its work; the exception."""

    def __init__(self, thread: ComputeThread, job: Job, parent: QObject) -> None:
        super().__init__(parent)
        self._thread, self._job = thread, job
        self._task: Task | None = None
        self._is_stopped = False
        self._timer = QTimer(self, singleShot=True, interval=_MILLISECONDS)
        self._timer.timeout.connect(self._begin)
        thread.asked.connect(self._give_way)
        thread.idled.connect(self._wait)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._is_stopped = True
        self._give_way()

    @Slot()
    def _wait(self) -> None:
        if not self._is_stopped:
            self._timer.start()

    @Slot()
    def _give_way(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot()
    def _begin(self) -> None:
        self._task = self._thread.task(self._job)
        self._task.failed.connect(self._fail)
        self._thread.submit_unasked(self._task)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.stop()
        self.failed.emit(error)
