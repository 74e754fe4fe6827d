"""Which images of a project are not where they were: asked in the background, disks may be slow."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from inspector.core import project_images
from inspector.core.project import Project


class Presence(QObject):
    """The ids of the images whose file was missing when it was last looked for."""

    changed = Signal(object)
    """Ids (frozenset) of images that went or came back."""
    _looked = Signal(object, object)

    def __init__(self, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.missing: frozenset[str] = frozenset()
        self._pool = pool
        self._sought: Project | None = None
        self._looked.connect(self._take)

    def look(self, project: Project | None) -> None:
        """Look for the files of a project; the newest call wins. None forgets all."""
        self._sought = project
        if project is None:
            self.missing = frozenset()
        else:
            self._pool.start(lambda: self._look(project))

    def shut_down(self) -> None:
        """Take no more answers, and wait for the look that is under way."""
        self._sought = None
        self._pool.waitForDone()

    def _look(self, project: Project) -> None:
        """Runs in a thread of the pool."""
        if project is self._sought:
            found = frozenset(entry.id for entry in project_images.missing(project))
            self._looked.emit(project, found)

    @Slot(object, object)
    def _take(self, project: Project, missing: frozenset[str]) -> None:
        if project is self._sought and missing != self.missing:
            changed = self.missing ^ missing
            self.missing = missing
            self.changed.emit(changed)
