"""Which images of a project are not where they were: asked in the background, disks may be slow."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from inspector.core import project_images
from inspector.core.project import Project

logger = logging.getLogger(__name__)


class Presence(QObject):
    """The ids of the images whose file was missing when it was last looked for."""

    changed = Signal(object)
    """Ids (frozenset) of images that went or came back."""
    _looked = Signal(object, object)

    def __init__(self, threads: ThreadPoolExecutor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.missing: frozenset[str] = frozenset()
        self._threads = threads
        self._is_open = True
        self._sought: Project | None = None
        self._looked.connect(self._take)

    def look(self, project: Project | None) -> None:
        """Look for the files of a project; the newest call wins. None forgets all."""
        self._sought = project
        if project is None:
            self.missing = frozenset()
        elif self._is_open:
            self._threads.submit(self._look, project)

    def shut_down(self) -> None:
        """Look no more; the answer to the look that is under way comes to no one."""
        self._is_open, self._sought = False, None

    def _look(self, project: Project) -> None:
        """Runs in a thread of its own."""
        if project is not self._sought:
            return
        try:
            found = frozenset(entry.id for entry in project_images.missing(project))
        except OSError:  # a folder that may not be entered: who opens an image is told
            logger.exception("The files of %s cannot be looked for", project.folder)
            return
        with suppress(RuntimeError):  # who asked is just being deleted
            self._looked.emit(project, found)

    @Slot(object, object)
    def _take(self, project: Project, missing: frozenset[str]) -> None:
        if project is self._sought and missing != self.missing:
            changed = self.missing ^ missing
            self.missing = missing
            self.changed.emit(changed)
