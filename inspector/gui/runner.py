"""What makes the window compute: fits on demand, and live heatmaps after every change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from inspector.core.device import Device, devices
from inspector.core.fit import Learned
from inspector.core.mask import Mask
from inspector.core.progress import Tick
from inspector.core.project_masks import Kind
from inspector.gui.compute import ComputeThread, Job, Latest, Task
from inspector.gui.engine import Engine, Fit, Shown, Snapshot
from inspector.gui.workbench import Workbench

_SETTLE_MILLISECONDS = 400  # all images are measured again once the person pauses


@dataclass(frozen=True, eq=False)
class _Refitted:
    """What a stroke changed: the detector, and the measurement of the shown image."""

    learned: Learned
    shown: Shown


class Runner(QObject):
    """Owns the compute thread. One long job at a time is seen, with progress and cancel."""

    started = Signal(str)
    """A long job began; the text says what it is."""
    progressed = Signal(int, int, str)
    ended = Signal()
    """The long job is over, however it ended."""
    failed = Signal(object)
    """A job could not do its work; the exception."""
    _early = Signal(object)
    noted = Signal(str)
    """Something worth saying happened, such as falling back to the processor."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._engine = Engine()
        self._thread = ComputeThread(self)
        self._thread.start()
        self._latest = Latest(self._thread, self)
        self._task: Task | None = None
        self._update: Task | None = None
        self._learned: Learned | None = None
        self._is_live = True
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._connect()

    @property
    def engine(self) -> Engine:
        """To be used in jobs only: it lives in the compute thread."""
        return self._engine

    @property
    def compute(self) -> ComputeThread:
        """Where everything is computed, for those who ask for small things."""
        return self._thread

    def warm_up(self, done: Callable[[tuple[Device, ...]], None]) -> None:
        """Import what is heavy where it will be used, and find out what can compute."""
        task = self._thread.task(lambda tick: _warmed_up())
        task.succeeded.connect(done)
        task.failed.connect(self.failed)
        self._thread.submit(task)

    # Long jobs

    @property
    def is_busy(self) -> bool:
        """Whether a long job runs."""
        return self._task is not None

    def run(self, text: str, job: Job, done: Callable[[Any], None]) -> None:
        """Run a long job with progress; `done` gets its result in this thread.

        A job that is asked for while another runs waits for it.
        """
        task = self._thread.task(job)
        task.progressed.connect(self.progressed)
        task.succeeded.connect(done)
        task.failed.connect(self.failed)
        task.finished.connect(partial(self._end, task))
        self._drop_update()
        self._task = task
        self.started.emit(text)
        self._thread.submit(task)

    def cancel(self) -> None:
        """Stop the long job at its next step."""
        if self._task is not None:
            self._task.cancel()

    def fit(self) -> None:
        """Fit the detector and measure every image."""
        self._latest.forget()
        snapshot = self._workbench.snapshot()
        self.run(self.tr("Fitting"), self._fit_job(snapshot), self._put_fit)

    def shut_down(self) -> None:
        """Stop everything and end the thread. Called once, before the window goes."""
        self._settled.stop()
        self._latest.forget()
        self._thread.shut_down()

    # Live

    @property
    def is_live(self) -> bool:
        return self._is_live

    def set_live(self, is_live: bool) -> None:
        """Whether every change is followed at once."""
        self._is_live = is_live
        if is_live and self._workbench.fit is not None:
            self.update_all()

    def show_current(self) -> None:
        """Measure the shown image with the fitted detector."""
        inspector, image_id = self._workbench.inspector, self._workbench.current
        if inspector is None or not image_id:
            return
        snapshot = self._workbench.snapshot()
        self._latest.request(lambda tick: self._engine.show(snapshot, inspector, image_id))

    def preview(self, image_id: str, kind: Kind, mask: Mask) -> None:
        """Follow a stroke that is still being painted; mask (H, W) is copied."""
        if self._is_live and self._workbench.fit is not None:
            snapshot = self._workbench.snapshot()
            masks = {**snapshot.masks, (image_id, kind): mask.copy()}
            self._refit(replace(snapshot, masks=masks), image_id)

    def update_all(self) -> None:
        """Fit again from cached features and measure every image, without holding anything up."""
        if self._workbench.fit is None or not self._workbench.is_open or self.is_busy:
            return
        self._drop_update()
        snapshot = self._workbench.snapshot()
        self._update = self._thread.task(lambda tick: self._engine.fit(snapshot, tick))
        self._update.succeeded.connect(self._put_fit)
        self._update.failed.connect(self.failed)
        self._thread.submit(self._update)

    def _fit_job(self, snapshot: Snapshot) -> Job:
        """A fit that lets the window see something before every image is measured."""
        return lambda tick: self._engine.fit(snapshot, tick, self._early.emit)

    def _connect(self) -> None:
        workbench = self._workbench
        workbench.opened.connect(self._on_opened)
        workbench.current_changed.connect(self.show_current)
        workbench.images_changed.connect(self._on_change)
        workbench.options_changed.connect(self._on_change)
        workbench.mask_changed.connect(self._on_mask)
        self._early.connect(self._put_early)
        self._latest.ready.connect(self._put_latest)
        self._latest.failed.connect(self.failed)
        self._settled.timeout.connect(self.update_all)

    def _on_opened(self) -> None:
        self.cancel()
        self._drop_update()
        self._latest.forget()
        self._settled.stop()
        self._learned = None

    def _on_change(self) -> None:
        if self._is_live and self._workbench.fit is not None:
            self._settled.start()

    def _on_mask(self, image_id: str, kind: Kind) -> None:
        if not self._is_live or self._workbench.fit is None or not image_id:
            return
        self._refit(self._workbench.snapshot((image_id,)), image_id)
        self._settled.start()

    def _refit(self, snapshot: Snapshot, image_id: str) -> None:
        learned, current = self._learned, self._workbench.current
        calibration = self._workbench.calibration
        if learned is None:
            return

        def job(tick: Tick) -> _Refitted:
            again = self._engine.refit(snapshot, learned, image_id, tick)
            inspector = replace(again.inspector, calibration=calibration)
            return _Refitted(again, self._engine.show(snapshot, inspector, current))

        self._latest.request(job)

    def _put_latest(self, result: object) -> None:
        if isinstance(result, _Refitted):
            self._learned = result.learned
            result = result.shown
        if isinstance(result, Shown) and self._workbench.is_open:
            self._workbench.put_shown(result)

    @Slot(object)
    def _put_early(self, fit: Fit) -> None:
        """Emitted in the compute thread, heard in this one."""
        task = self._task
        if self._workbench.is_open and task is not None and not task.is_cancelled:
            self._workbench.put_fit(fit)

    def _put_fit(self, fit: Fit) -> None:
        self._update = None
        if not self._workbench.is_open:
            return
        self._learned = fit.learned
        self._workbench.put_fit(fit)
        for note in getattr(fit.inspector.extractor.backbone, "notes", ()):
            self.noted.emit(note)
        self._tell_failures(fit)
        if fit.shown is None or fit.shown.image_id != self._workbench.current:
            self.show_current()

    def _tell_failures(self, fit: Fit) -> None:
        if fit.failures:
            first = next(iter(fit.failures.values()))
            count = len(fit.failures)
            self.noted.emit(self.tr("%n image(s) could not be measured.", "", count) + f" {first}")

    def _drop_update(self) -> None:
        if self._update is not None:
            self._update.cancel()
            self._update = None

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.ended.emit()


def _warmed_up() -> tuple[Device, ...]:
    """The first fit and the first curve need these; importing takes seconds."""
    for name in ("torch", "faiss", "sklearn.metrics"):
        import_module(name)
    return devices()
