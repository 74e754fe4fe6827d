"""The pictures of the project that is open, and which of its files are missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from inspector.core import project_file
from inspector.core.project import ImageEntry
from inspector.gui.presence import Presence
from inspector.gui.thumbnails import Thumbnails, Wish, stored_path
from inspector.gui.workbench import Workbench

_THREADS = 2
"""One makes pictures; a slow drive may keep the other one, which looks for files, waiting."""


class GalleryPictures(QObject):
    """Keeps Thumbnails and Presence in step with the workbench."""

    stale = Signal()
    """Pictures were forgotten: ask again for those that are seen."""

    def __init__(self, workbench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._paths: tuple[Path, ...] = ()
        self._depth: int | None = None
        # Not a QThreadPool: Qt deletes that with the window, perhaps while Python's lock is held,
        # and waits then for a thread which waits for that lock.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="gallery")
        self.thumbnails = Thumbnails(self._threads, self)
        self.presence = Presence(self._threads, self)
        self.presence.changed.connect(self._on_presence)
        workbench.opened.connect(self._on_opened)
        workbench.images_changed.connect(self._on_images)
        workbench.options_changed.connect(self._on_options)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)
        self._on_opened()

    def want(self, rows: Sequence[int], *, edge: int, ratio: float) -> None:
        """Make the pictures of these rows of the project, in this order, and no others.

        edge: of the box that they are to fill, in pixels of the window.
        """
        if not self._workbench.is_open:
            self.thumbnails.want([])
            return
        entries = self._workbench.project.images
        folder = self._storing_folder()
        self.thumbnails.want(
            [
                Wish(
                    key=entries[row].content_hash,
                    path=self._workbench.project.folder / entries[row].path,
                    edge=round(edge * ratio),
                    ratio=ratio,
                    bit_depth=self._depth,
                    stored=self._stored(folder, entries[row]),
                )
                for row in rows
            ]
        )

    def shut_down(self) -> None:
        """Make no more pictures, and wait for the one that is being made."""
        self.presence.shut_down()
        self.thumbnails.shut_down()
        self._threads.shutdown(cancel_futures=True)

    def _storing_folder(self) -> Path | None:
        project = self._workbench.project
        # A folder that is gone, with its drive or for good, is not to come back as a mere cache.
        is_stored = not project.read_only and project_file.is_project(project.folder)
        return project.folder if is_stored else None

    def _stored(self, folder: Path | None, entry: ImageEntry) -> Path | None:
        return stored_path(folder, entry.content_hash, self._depth) if folder else None

    @Slot()
    def _on_opened(self) -> None:
        self.thumbnails.forget_all()
        self._paths = ()
        self._depth = self._workbench.options.bit_depth
        self.presence.look(None)
        self._on_images()

    @Slot()
    def _on_images(self) -> None:
        """Look for the files when there are others; a changed label changes no file."""
        project = self._workbench.project if self._workbench.is_open else None
        paths = tuple(entry.path for entry in project.images) if project else ()
        if paths != self._paths:
            self._paths = paths
            self.presence.look(project)

    @Slot()
    def _on_options(self) -> None:
        if self._workbench.options.bit_depth != self._depth:
            self._depth = self._workbench.options.bit_depth
            self.thumbnails.forget_all()
            self.stale.emit()

    @Slot(object)
    def _on_presence(self, ids: Collection[str]) -> None:
        for entry in self._workbench.project.images if self._workbench.is_open else ():
            if entry.id in ids:
                self.thumbnails.forget(entry.content_hash)
        self.stale.emit()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back may have moved files or plugged in a drive."""
        if state == Qt.ApplicationState.ApplicationActive and self._workbench.is_open:
            self.presence.look(self._workbench.project)
