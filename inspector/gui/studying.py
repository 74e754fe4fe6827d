"""The repeatability study in the window: its dialog, and what is run for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from inspector.core import study, study_files, study_table
from inspector.core.inspect import Inspector
from inspector.core.progress import Tick, silent
from inspector.core.study import Study
from inspector.gui.workbench import Workbench

if TYPE_CHECKING:
    from inspector.gui.main_window import MainWindow


@dataclass(frozen=True, eq=False)
class Order:
    """What a study needs of the window, as it was when the study was asked for.

    taught: content hashes of the images that the detector or its limits were made with.
    """

    source: Path
    inspector: Inspector
    taught: frozenset[str]
    title: str


def order_of(workbench: Workbench, source: Path) -> Order | None:
    """A study with the detector of the window; None where none is fitted."""
    inspector = workbench.inspector
    if inspector is None or not workbench.is_open:
        return None
    project = workbench.project
    taught = frozenset(e.content_hash for e in project.images if e.label != "unset")
    return Order(source, inspector, taught, f"{project.folder.stem}: {source.name}")


def run_study(order: Order, tick: Tick = silent) -> Study:
    """Read the table or folder and inspect its images. Runs as a job.

    Raises:
        StudyError: the source cannot be understood, or no image in it can be measured.
        Cancelled: tick asked to stop.
    """
    images = study_table.read(order.source)
    return study.run(order.inspector, images, taught=order.taught, tick=tick)


def save_study(path: Path, found: Study, title: str, tick: Tick = silent) -> Path:
    """Write a study as its suffix says: .csv, .json or .html. Runs as a job.

    Raises:
        InspectorError: the file cannot be written.
    """
    tick(0, 0, f"Writing {path.name}")
    study_files.WRITERS[path.suffix.lower().removeprefix(".")](path, found, title)
    return path


class StudyRepeatability(QObject):
    """Opens the dialog."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        action = window.actions_by_id["repeatability-study"]
        action.triggered.connect(lambda checked=False: self.open())

    def open(self) -> None:
        """Ask for the images of a study, and show what is found."""
        from inspector.gui.dialogs.study import StudyDialog  # its plot takes long to import

        window = self._window
        dialog = StudyDialog(window.workbench, window.runner.compute, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
