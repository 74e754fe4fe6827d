"""What the window writes into the audit trail of the project, and when.

A change counts once it is lasting: what was done since the last save waits here, in order and with
its time, and is written when the project is saved. An export leaves the program, so it is written
at once, and before it all that waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from inspector.core import audit_masks, audit_project, audit_record
from inspector.core.audit_changes import changes
from inspector.core.audit_masks import MaskKey
from inspector.core.audit_record import Change
from inspector.core.errors import InspectorError
from inspector.core.project import Project
from inspector.core.project_masks import KINDS
from inspector.gui.engine import Fit
from inspector.gui.workbench import Workbench


class Auditor(QObject):
    """Watches the workbench and keeps the trail of the project that is open.

    Nothing is written for a project that is read-only.
    """

    failed = Signal(object)
    """The trail could not be written; the exception. What waits still does."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._waiting: list[Change] = []
        self._seen: Project | None = None
        self._fit: Fit | None = None
        self._saved_ids: frozenset[str] = frozenset()
        self._masks_before: dict[MaskKey, Any] = {}
        self._has_written = False
        workbench.opened.connect(self._begin)
        for signal in (
            workbench.images_changed,
            workbench.options_changed,
            workbench.calibration_changed,
            workbench.fitted_changed,
        ):
            signal.connect(self._look)

    @property
    def waiting(self) -> tuple[Change, ...]:
        """What was done and is not in the trail yet."""
        return tuple(self._waiting)

    def recovered(self, saved: Project) -> None:
        """The open project was brought back after a crash; saved: as it was in the last save."""
        project = self._workbench.project
        self._waiting += changes(saved, project, cause="recover", time=audit_record.now())
        self._saved_ids = _ids(saved)

    def save(self, project: Project, *, came_from: Path | None = None) -> Project:
        """Write masks, trail and project; returns the project as it was written.

        came_from: the folder of the project that this one is a copy of.

        Raises:
            InspectorError: something cannot be written; what waits still does.
        """
        self._look()
        masks = self._workbench.masks
        known = {entry.id for entry in project.images}
        keys = set(masks.unsaved(project))
        before = audit_masks.fingerprints(project, keys - self._masks_before.keys())
        new = known - self._saved_ids
        before |= {(image_id, kind): None for image_id in new for kind in KINDS}
        before |= self._masks_before
        self._masks_before = {key: each for key, each in before.items() if key[0] in known}
        masks.save(project)
        after = audit_masks.fingerprints(project, self._masks_before.keys())
        said = [
            *_copied(came_from, project.folder),
            *self._waiting,
            *audit_masks.mask_changes(project, self._masks_before, after),
        ]
        saved = audit_project.save(project, said, is_first=not self._has_written)
        self._written(saved)
        return saved

    @Slot()
    def flush(self) -> bool:
        """Write what waits, before something leaves the program; True unless that failed."""
        return self._record([])

    def exported(self, path: Path, sha256: str = "") -> None:
        """Write that a file was written. sha256: of it, where it is known already."""
        if not self._may_write():
            return
        try:
            change = audit_project.export_change(path, sha256, **self._unsaved())
        except InspectorError as error:
            self.failed.emit(error)
        else:
            self._record([change])

    def exported_folder(self, folder: Path, files: int) -> None:
        """Write that files were written into a folder."""
        new = {"files": files, **self._unsaved()}
        self._record([Change("export", str(folder), new=new, time=audit_record.now())])

    @Slot()
    def _begin(self) -> None:
        bench = self._workbench
        self._waiting, self._masks_before, self._has_written = [], {}, False
        self._seen, self._fit = (bench.project if bench.is_open else None), bench.fit
        self._saved_ids = _ids(self._seen) if self._seen else frozenset()

    @Slot()
    def _look(self) -> None:
        """Compare the project with how it was seen last."""
        bench = self._workbench
        before, self._seen = self._seen, bench.project if bench.is_open else None
        if before is None or self._seen is None or not self._may_write():
            return
        fit, time = bench.fit, audit_record.now()
        is_fitted, self._fit = fit is not None and fit is not self._fit, fit
        if before.folder != self._seen.folder:  # a copy: only the ways to the images are others
            return
        cause = bench.undo_stack.doing or ("fit" if is_fitted else "")
        found = changes(before, self._seen, cause=cause, time=time)
        if fit is not None and is_fitted:
            self._waiting = _with_fit(self._waiting, _fit_change(fit, time), found)
        else:
            self._waiting += found

    def _record(self, said: Sequence[Change]) -> bool:
        if not self._may_write():
            return True
        self._look()
        self._waiting += said
        try:
            project = self._workbench.project
            audit_project.record(project, self._waiting, is_first=not self._has_written)
        except InspectorError as error:
            self.failed.emit(error)
            return False
        self._waiting, self._has_written = [], True
        return True

    def _unsaved(self) -> dict[str, int]:
        """What an export may rest on though it is not saved."""
        count = len(self._workbench.masks.unsaved(self._workbench.project))
        return {"unsaved_masks": count} if count else {}

    def _may_write(self) -> bool:
        return self._workbench.is_open and not self._workbench.project.read_only

    def _written(self, project: Project) -> None:
        self._waiting, self._masks_before, self._has_written = [], {}, True
        self._seen, self._saved_ids = project, _ids(project)


def _ids(project: Project) -> frozenset[str]:
    return frozenset(entry.id for entry in project.images)


def _copied(came_from: Path | None, folder: Path) -> list[Change]:
    if came_from is None:
        return []
    return [Change("save as", str(folder), old=str(came_from), new=str(folder))]


def _fit_change(fit: Fit, time: str) -> Change:
    """What was fitted. A fit is not saved itself: it follows from these and the options."""
    painted = sum(bool(example.defect.any()) for example, _ in fit.learned.plain.values())
    options = fit.inspector.options
    new = {
        "backbone": options.backbone.id,
        "references": len(fit.learned.plain) - painted,
        "painted": painted,
    }
    return Change("fit", options.detector.label, new=new, time=time)


def _with_fit(waiting: list[Change], fit: Change, limits: list[Change]) -> list[Change]:
    """What waits, and a fit with the limits that came of it.

    While the heatmap is live every stroke fits anew. Of fits that directly follow each other only
    the last one can become lasting; what it changed, it changed from before the first.
    """
    kept = list(waiting)
    replaced: list[Change] = []
    while kept and (kept[-1].what == "fit" or kept[-1].cause == "fit"):
        replaced.insert(0, kept.pop())
    first = {each.what: each.old for each in reversed(replaced) if each.what != "fit"}
    last = {each.what: each for each in (*replaced, *limits) if each.what != "fit"}
    joined = [replace(each, old=first.get(what, each.old)) for what, each in last.items()]
    return [*kept, fit, *(each for each in joined if each.old != each.new)]
