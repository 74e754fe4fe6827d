"""The compute thread: every torch and faiss call of the window runs here, one job at a time.

What a person waits for, the shown image or a stroke, is urgent: it runs between two steps of a
long job, in the same thread, so that nothing needs a lock and nothing is computed twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event

from PySide6.QtCore import QObject, QThread, Signal, Slot

from inspector.core.errors import InspectorError
from inspector.core.progress import Cancelled, Tick

logger = logging.getLogger(__name__)

Job = Callable[[Tick], object]


class Task(QObject):
    """One job, as the window sees it: its public signals come in the GUI thread.

    A task lives in the GUI thread; `_posted` is the one place where it hops over to it.
    urgent: what is done between two steps; None in a task that is urgent itself.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _posted = Signal(object)
    _ended = Signal()

    def __init__(self, job: Job, parent: QObject, urgent: Urgent | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._urgent = urgent
        self._stop = Event()
        self._posted.connect(self._deliver)
        self._ended.connect(self._finish)

    def cancel(self) -> None:
        """Stop the job at its next tick; after this call only `finished` is delivered."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()

    @property
    def is_urgent(self) -> bool:
        return self._urgent is None

    def run(self) -> None:
        """Run the job. Called in the compute thread only."""
        try:
            result = self._job(self._tick)
        except Cancelled:
            pass
        except Exception as error:
            if isinstance(error, InspectorError):
                logger.warning("%s", error)  # it says all that a person needs
            else:
                logger.exception("A job failed")
            self._posted.emit(partial(self.failed.emit, error))
        else:
            self._posted.emit(partial(self.succeeded.emit, result))
        self._ended.emit()

    def _tick(self, done: int, total: int, text: str = "") -> None:
        if self._stop.is_set() or QThread.currentThread().isInterruptionRequested():
            raise Cancelled
        if self._urgent is not None:
            self._urgent.run()
        self._posted.emit(partial(self.progressed.emit, done, total, text))

    @Slot(object)
    def _deliver(self, emit: Callable[[], None]) -> None:
        if not self._stop.is_set():
            emit()

    @Slot()
    def _finish(self) -> None:
        self.finished.emit()
        self.deleteLater()


class Urgent:
    """The urgent tasks that wait. It knows no QObject but them, lest tasks and thread hold each
    other: Python would delete both whenever it likes, and in whatever thread.
    """

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Task] = SimpleQueue()

    def put(self, task: Task) -> None:
        self._tasks.put(task)

    def run(self) -> None:
        """Run those that wait. Called in the compute thread only."""
        while not self._tasks.empty():
            self._tasks.get().run()


class ComputeThread(QThread):
    """Runs tasks in the order in which they were submitted, urgent ones before and between."""

    asked = Signal()
    """A task is being submitted."""
    idled = Signal()
    """All that were submitted have ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._urgent = Urgent()
        self._unfinished = 0

    def task(self, job: Job) -> Task:
        """Make a task; connect to its signals, then submit it."""
        return Task(job, self, self._urgent)

    def urgent_task(self, job: Job) -> Task:
        """Make a short task that need not wait for a long one to end."""
        return Task(job, self)

    def submit(self, task: Task) -> None:
        """Run a task after those that wait; an urgent one at the next step of what runs."""
        self._unfinished += 1
        task.finished.connect(self._count_down)
        self.asked.emit()
        if task.is_urgent:
            self._urgent.put(task)
            self._waiting.put(self._urgent.run)  # wakes a thread that has nothing to do
        else:
            self._waiting.put(task.run)

    def submit_unasked(self, task: Task) -> None:
        """Run a task that nobody waits for: what is submitted later has to cancel it."""
        self._waiting.put(task.run)

    def shut_down(self) -> None:
        """Stop the running job at its next tick, drop the waiting ones, end the thread."""
        self.requestInterruption()
        self._waiting.put(None)
        self.wait()

    def run(self) -> None:
        """Qt calls this in the new thread."""
        while (work := self._waiting.get()) is not None and not self.isInterruptionRequested():
            self._urgent.run()
            work()

    @Slot()
    def _count_down(self) -> None:
        self._unfinished -= 1
        if self._unfinished == 0 and self.isRunning():
            self.idled.emit()


class Latest(QObject):
    """At most one urgent job runs and one waits; a newer request replaces the one that waits.

    Every job that ran delivers: while requests come faster than they are done, as in a long
    stroke, there would be nothing to see otherwise.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, thread: ComputeThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._task: Task | None = None
        self._waiting: Job | None = None

    def request(self, job: Job) -> None:
        """Run a job as soon as the one that runs has ended, unless a newer request comes first."""
        self._waiting = job
        if self._task is None:
            self._start()

    def forget(self) -> None:
        """Drop the job that waits, and the result of the one that runs."""
        self._waiting = None
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _start(self) -> None:
        job, self._task, self._waiting = self._waiting, None, None
        if job is None:
            return
        self._task = self._thread.urgent_task(job)
        self._task.succeeded.connect(self.ready)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._start)
        self._thread.submit(self._task)
