"""What makes the window compute: fits on demand, and live heatmaps after every change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from inspector.core.device import Device
from inspector.core.fit import Learned
from inspector.core.mask import Mask
from inspector.core.progress import Tick
from inspector.core.project_masks import Kind
from inspector.gui import warm_up
from inspector.gui.compute import ComputeThread, Job, Latest, Task
from inspector.gui.engine import Engine, Fit, Shown, lacks_weights
from inspector.gui.idle import Idle
from inspector.gui.snapshot import Snapshot
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
    weights_wanted = Signal(str)
    """A fit was asked for with a backbone, by its id, whose weights are not here."""
    noted = Signal(str)
    """Something worth saying happened, such as falling back to the processor."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._engine = Engine()
        self._thread = ComputeThread(self)
        self._thread.start()
        self._latest = Latest(self._thread, self)
        self._tasks: list[Task] = []  # the first runs, the others wait for it
        self._update: Task | None = None
        self._large: Task | None = None  # measures the shown image, where that takes long
        self._learned: Learned | None = None
        self._is_live = True
        self._is_stale = False  # something changed since the last snapshot that was fitted
        self._said: frozenset[str] = frozenset()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._idle = Idle(self._thread, lambda tick: warm_up.rest(self._engine, tick), self)
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
        """Import what is heavy where it will be used, and find out what can compute.

        What the first heatmap needs comes first, the rest when nobody waits for anything.
        """
        task = self._thread.task(lambda tick: warm_up.needed())
        task.succeeded.connect(done)
        task.failed.connect(self.failed)
        self._thread.submit(task)

    # Long jobs

    @property
    def is_busy(self) -> bool:
        """Whether a long job runs."""
        return bool(self._tasks)

    def run(self, text: str, job: Job, done: Callable[[Any], None]) -> Task:
        """Run a long job with progress; `done` gets its result in this thread.

        A job that is asked for while another runs waits for it. Returns its task, to cancel it.
        """
        task = self._thread.task(job)
        task.progressed.connect(self.progressed)
        task.succeeded.connect(done)
        task.failed.connect(self.failed)
        task.finished.connect(partial(self._end, task))
        self._drop_update()
        self._tasks.append(task)
        self.started.emit(text)
        self._thread.submit(task)
        return task

    def cancel(self) -> None:
        """Stop the long job that runs at its next step; those that wait for it go on."""
        running = next((task for task in self._tasks if not task.is_cancelled), None)
        if running is not None:
            running.cancel()

    def fit(self) -> None:
        """Fit the detector and measure every image. Nothing is downloaded that nobody asked for."""
        backbone = self._workbench.options.backbone
        if lacks_weights(backbone):
            self.weights_wanted.emit(backbone.id)
            return
        self._latest.forget()
        self._said = frozenset()
        snapshot = self._snapshot()
        self.run(self.tr("Fitting"), self._fit_job(snapshot), self._put_fit)

    def shut_down(self) -> None:
        """Stop everything and end the thread. Called once, before the window goes."""
        self._settled.stop()
        self._idle.stop()
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
        if self._large is not None:
            self._large.cancel()
            self._large = None

        def job(tick: Tick) -> Shown:
            return self._engine.show(snapshot, inspector, image_id, tick)

        if self._is_large:
            self._large = self.run(self.tr("Measuring"), job, self._put_latest)
        else:
            self._latest.request(job)

    def preview(self, image_id: str, kind: Kind, mask: Mask) -> None:
        """Follow a stroke that is still being painted; mask (H, W) is copied."""
        if self._is_live and self._workbench.fit is not None and not self._is_slow:
            snapshot = self._workbench.snapshot()
            masks = {**snapshot.masks, (image_id, kind): mask.copy()}
            self._refit(replace(snapshot, masks=masks), image_id)

    def update_all(self) -> None:
        """Fit again from cached features and measure every image, without holding anything up.

        Where that takes long (`_is_slow`) it is a long job, with progress and cancel.
        """
        if self._workbench.fit is None or not self._workbench.is_open or self.is_busy:
            return
        if not self._workbench.project.images:
            return  # nothing to fit, and nobody asked for it
        if lacks_weights(self._workbench.options.backbone):
            return  # who chose it was asked
        if self._is_slow:
            self.fit()
            return
        self._drop_update()
        snapshot = self._snapshot()
        self._update = self._thread.task(lambda tick: self._engine.fit(snapshot, tick))
        self._update.succeeded.connect(self._put_fit)
        self._update.failed.connect(self.failed)
        self._thread.submit(self._update)

    def _snapshot(self) -> Snapshot:
        """All that a fit may see; what changes from now on is not in it."""
        self._is_stale = False
        return self._workbench.snapshot()

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
        self._idle.failed.connect(self.failed)

    def _on_opened(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._drop_update()
        self._latest.forget()
        self._settled.stop()
        self._learned, self._is_stale, self._said = None, False, frozenset()

    def _on_change(self) -> None:
        self._is_stale = True
        self._follow()

    def _follow(self) -> None:
        """Fit again once the person pauses; what runs for an earlier state ends."""
        if self._is_stale and self._is_live and self._workbench.fit is not None:
            self._drop_update()
            self._settled.start()

    def _on_mask(self, image_id: str, kind: Kind) -> None:
        self._is_stale = True
        if not self._is_live or self._workbench.fit is None or not image_id:
            return
        if not self._is_slow:
            self._refit(self._workbench.snapshot((image_id,)), image_id)
        self._follow()

    @property
    def _is_slow(self) -> bool:
        """Whether a fit takes so long that it must be seen, and be stopped where not wanted."""
        return self._workbench.options.detector.learns_slowly or self._is_large

    @property
    def _is_large(self) -> bool:
        """Whether the shown image is measured tile by tile, each time anew."""
        inspector, image_id = self._workbench.inspector, self._workbench.current
        if inspector is None or not image_id:
            return False
        return inspector.extractor.is_large(self._workbench.project.path_of(image_id))

    def _refit(self, snapshot: Snapshot, image_id: str) -> None:
        learned, current = self._learned, self._workbench.current
        calibration = self._workbench.calibration
        if learned is None:
            return

        def job(tick: Tick) -> _Refitted:
            again = self._engine.refit(snapshot, learned, image_id, tick)
            inspector = replace(again.inspector, calibration=calibration)
            return _Refitted(again, self._engine.show(snapshot, inspector, current, tick))

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
        if self._workbench.is_open and self._tasks and not self._tasks[0].is_cancelled:
            self._workbench.put_fit(fit)

    def _put_fit(self, fit: Fit) -> None:
        self._update = None
        if not self._workbench.is_open:
            return
        self._learned = fit.learned
        self._workbench.put_fit(fit)
        self._tell(fit)
        if fit.shown is None or fit.shown.image_id != self._workbench.current:
            self.show_current()

    def _tell(self, fit: Fit) -> None:
        """Say what is worth saying of a fit, once and not after every change that Live follows."""
        notes: list[str] = [*getattr(fit.inspector.extractor.backbone, "notes", ())]
        if fit.failures:
            first = next(iter(fit.failures.values()))
            count = len(fit.failures)
            notes.append(self.tr("%n image(s) could not be measured.", "", count) + f" {first}")
        for note in notes:
            if note not in self._said:
                self.noted.emit(note)
        self._said = frozenset(notes)

    def _drop_update(self) -> None:
        if self._update is not None:
            self._update.cancel()
            self._update = None

    def _end(self, task: Task) -> None:
        self._tasks.remove(task)
        if not self._tasks:
            self.ended.emit()
            self._follow()
