"""Has regions measured again in the compute thread when the pixel limit or their options move."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inspector.gui import judging
from inspector.gui.compute import Task
from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench


class Measuring(QObject):
    """Keeps the workbench's measures of regions up to date; the latest wish wins."""

    def __init__(self, workbench: Workbench, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench, self._runner = workbench, runner
        self._task: Task | None = None
        workbench.opened.connect(self._drop)
        workbench.findings_changed.connect(self._follow)
        workbench.calibration_changed.connect(self._follow)
        workbench.options_changed.connect(self._follow)

    def _follow(self) -> None:
        self._drop()
        inspector, findings = self._workbench.inspector, self._workbench.findings()
        if inspector is None or not self._workbench.lacks_measures:
            return
        task = self._runner.compute.task(lambda tick: judging.judged(inspector, findings, tick))
        task.succeeded.connect(self._workbench.put_judged)
        task.failed.connect(self._runner.failed)
        self._task = task
        self._runner.compute.submit(task)

    def _drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
