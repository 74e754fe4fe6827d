"""Images that are not where they were: the person is told, and says where to look for them."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from inspector.core import project_images
from inspector.core.project import Project
from inspector.core.project_images import Found
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.message import Banner
from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench


class MissingImages(QObject):
    """Offers to look for the images whose files are gone, by their content."""

    told = Signal(str)
    """What became of the search."""

    def __init__(
        self, workbench: Workbench, runner: Runner, action: QAction, window: QWidget
    ) -> None:
        super().__init__(window)
        self._workbench, self._runner = workbench, runner
        self._action, self._window = action, window
        self._count = 0
        action.setEnabled(False)
        action.triggered.connect(lambda checked=False: self.choose())

    def show(self, missing: Collection[str], banner: Banner) -> None:
        """Say that these images are gone, where more are than before."""
        count, before = len(missing), self._count
        self._count = count
        self._action.setEnabled(count > 0)
        if count > before:
            text = self.tr("%n image(s) are not where they were.", "", count)
            banner.say("warning", text, self.tr("Look in a folder…"), self.choose)

    @Slot()
    def choose(self) -> None:
        """Ask in which folder to look."""
        if self._workbench.is_open:
            start = self._workbench.project.folder.parent
            title = self.tr("In which folder, or in one below it, are the images now?")
            pick.folder(self._window, title, start, chosen=self.look_in)

    def look_in(self, folder: Path) -> None:
        """Look for the images in a folder and all below it."""
        project = self._workbench.project
        self._runner.run(
            self.tr("Looking for the images"),
            lambda tick: project_images.find_missing(project, folder, tick=tick),
            partial(self._put, project),
        )

    def _put(self, before: Project, found: Found) -> None:
        bench = self._workbench
        if not bench.is_open or bench.project.folder != before.folder:
            return
        bench.put_places({each: found.project.image(each).path for each in found.found})
        text = self.tr("%n image(s) found.", "", len(found.found))
        if found.missing:
            text += " " + self.tr("%n image(s) are still missing.", "", len(found.missing))
        self.told.emit(text)
