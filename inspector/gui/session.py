"""Opening, saving and never losing a project: files, locks, autosave and recovery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from inspector.core import image, project_file, project_lock, project_masks
from inspector.core.errors import InspectorError
from inspector.core.project import Project
from inspector.gui.auditing import Auditor
from inspector.gui.workbench import Workbench

_AUTOSAVE_SECONDS = 15


class Session(QObject):
    """Keeps the workbench's project and its folder together.

    What is not saved is written beside the project every few seconds, so that a crash costs at
    most that much; opening the project again offers it.
    """

    failed = Signal(object)
    """Autosave could not write; the exception. Said once until it works again."""
    saved = Signal(object)
    """The project was saved; its folder."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._held: Path | None = None
        self._has_failed = False
        self._last: Project | None = None
        self.trail = Auditor(workbench, self)
        self.trail.failed.connect(self.failed)
        self._timer = QTimer(self, interval=_AUTOSAVE_SECONDS * 1000)
        self._timer.timeout.connect(self.autosave)
        self._timer.start()

    def new(self, folder: Path) -> None:
        """Start an empty project in a folder.

        Raises:
            InspectorError: the folder cannot be written, or holds a project already.
        """
        self._switch_to(project_file.new(folder))

    def open(self, folder: Path, *, recover: bool = False) -> None:
        """Open a project; read-only where somebody else has it open or it may not be changed.

        What is not saved of the one that was open is thrown away, as the person has decided.

        recover: take what was written before a crash.

        Raises:
            InspectorError: it cannot be read; the one that was open still is.
        """
        project = project_file.load_recovery(folder) if recover else project_file.load(folder)
        project = self._switch_to(project, is_saved=not recover)
        if recover:
            self.trail.recovered(project_file.load(folder))
            self._recover_masks(project)
        elif not project.read_only:
            project_file.discard_recovery(folder)

    def save(self) -> None:
        """Save project and masks.

        Raises:
            InspectorError: something cannot be written; what was saved before is still there.
        """
        project = self.trail.save(self._workbench.project)
        self._workbench.mark_saved(project)
        self.saved.emit(project.folder)

    def save_as(self, folder: Path) -> None:
        """Save into another folder and go on there.

        Raises:
            InspectorError: the folder cannot be written, or holds a project already.
        """
        before = self._workbench.project
        project = project_file.save_as(before, folder)
        project = self.trail.save(project, came_from=before.folder)
        if not before.read_only:
            project_file.discard_recovery(before.folder)
        self.release()
        self._workbench.mark_saved(self._hold(project))
        self.saved.emit(folder)

    def autosave(self) -> None:
        """Write what is not saved where it survives a crash."""
        workbench = self._workbench
        if not workbench.is_open or not workbench.is_dirty or workbench.project.read_only:
            return
        try:
            workbench.masks.save_recovery(workbench.project)
            if workbench.project is not self._last:
                project_file.save_recovery(workbench.project)
                self._last = workbench.project
        except InspectorError as error:
            if not self._has_failed:
                self._has_failed = True
                self.failed.emit(error)
        else:
            self._has_failed = False

    def close(self) -> None:
        """Let go of the project; what is not saved is thrown away, as the person has decided."""
        if self._workbench.is_open and not self._workbench.project.read_only:
            project_file.discard_recovery(self._workbench.project.folder)
        self.release()
        self._workbench.close()

    def release(self) -> None:
        """Take the mark off the folder that says who has it open."""
        if self._held is not None:
            project_lock.release(self._held)
            self._held = None

    def _hold(self, project: Project) -> Project:
        """Mark the project as open here; read-only where that cannot be."""
        self.release()
        if project.read_only:
            return project
        if project_lock.take(project.folder) is not None:
            return replace(project, read_only_reason=project_lock.refusal(project.folder))
        self._held = project.folder
        return project

    def _switch_to(self, project: Project, *, is_saved: bool = True) -> Project:
        """Show a project in place of the one that is open, which stays if that cannot be."""
        left = self._workbench.project if self._workbench.is_open else None
        held, self._held = self._held, None
        project = self._hold(project)
        try:
            self._workbench.open(project, is_saved=is_saved)
        except InspectorError:
            if self._held != held:
                self.release()
            self._held = held
            raise
        if held is not None and held != self._held:
            project_lock.release(held)
        if left is not None and not left.read_only and left.folder != project.folder:
            project_file.discard_recovery(left.folder)
        return project

    def _recover_masks(self, project: Project) -> None:
        for image_id, kind in project_masks.recovered(project):
            try:
                size = image.read_size(project.path_of(image_id))
                mask = project_masks.read_recovered(project, image_id, kind, size)
            except InspectorError as error:  # such as an image that is gone: the others go on
                self.failed.emit(error)
            else:
                self._workbench.restore_mask(image_id, kind, mask)
