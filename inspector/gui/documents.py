"""Opening and saving as a person does it: folders, the sample, dropped files, unsaved work."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from inspector import resources
from inspector.core import image, project_file, project_masks
from inspector.core.dataset import has_image
from inspector.core.errors import FolderError, InspectorError, ProjectError
from inspector.core.progress import Tick
from inspector.core.project import Project
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.message import Answer, ask
from inspector.gui.importing import Imported, add_folder
from inspector.gui.runner import Runner
from inspector.gui.session import Session
from inspector.gui.workbench import Workbench

PROJECT_SUFFIX = ".inspect"


class Documents(QObject):
    """What the File menu, the start page and dropped files do with projects."""

    failed = Signal(object)
    """Something could not be done; the exception."""
    told = Signal(str)
    """Something worth knowing that is no error."""
    opened = Signal(object)
    """The folder of the project that is open now, for the list of recent ones."""
    detector_dropped = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        session: Session,
        runner: Runner,
        window: QWidget,
        recent: Callable[[], Sequence[Path]],
    ) -> None:
        super().__init__(window)
        self._workbench, self._session, self._recent = workbench, session, recent
        self._runner, self._window = runner, window

    # Opening

    def open_sample(self) -> None:
        """Open the sample, made anew where it is not there yet, and fit it."""
        where = QStandardPaths.StandardLocation.AppDataLocation
        self.open_sample_in(
            Path(QStandardPaths.writableLocation(where)) / f"sample{PROJECT_SUFFIX}"
        )

    def open_sample_in(self, folder: Path) -> None:
        """Open the sample in a folder of one's own."""
        self._try(partial(self._new_or_open, folder, [resources.path("sample")], fits=True))

    def new_from_folder(self, folder: Path) -> None:
        """Start an inspection with the images of a folder; one that is there already is opened."""
        project = _project_of(folder)
        if project is not None:
            self.open(project)
        else:
            self._try(partial(self._new_or_open, _home_for(folder), [folder]))

    def open(self, folder: Path) -> None:
        """Open a saved inspection; after a crash, ask whether to take what was not saved."""
        self._try(partial(self._open, folder))

    def choose_new(self) -> None:
        """Ask for a folder of images."""
        title = self.tr("New inspection from folder")
        pick.folder(self._window, title, self._start, chosen=self.new_from_folder)

    def choose_open(self) -> None:
        """Ask for the folder of an inspection."""
        title = self.tr("Open an inspection (a folder ending in .inspect)")
        pick.folder(self._window, title, self._start, chosen=self.open)

    def choose_images(self) -> None:
        """Ask for images to add."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(image.SUFFIXES))
        kinds = self.tr("Images ({0})").format(patterns)
        title = self.tr("Add images")
        pick.open_files(self._window, title, self._start, kinds=kinds, chosen=self.add)

    def drop(self, paths: Sequence[Path]) -> None:
        """What was dropped on the window: a project, a detector file, a folder, or images."""
        detector = next((path for path in paths if path.suffix == ".detector"), None)
        project = next(filter(None, map(_project_of, paths)), None)
        if detector is not None:
            self.detector_dropped.emit(detector)
        elif project is not None:
            self.open(project)
        elif self._workbench.is_open:
            self.add(paths)
        elif paths:
            self._start_with(paths)

    def add(self, paths: Sequence[Path], *, fits: bool = False) -> None:
        """Add images and folders to the open inspection."""
        project = self._workbench.project
        if project.read_only:
            self.failed.emit(ProjectError(project.read_only_reason))
            return
        self._runner.run(
            self.tr("Adding images"),
            lambda tick: _import(project, paths, tick),
            partial(self._put_imported, before=project, fits=fits),
        )

    # Saving

    def save(self) -> bool:
        """Save; True if that went well."""
        return self._try(self._session.save)

    def choose_save_as(self) -> None:
        """Ask for a folder to save into."""
        here = self._workbench.project.folder
        start = here.with_name(f"{here.stem} 2{PROJECT_SUFFIX}")
        kinds = self.tr("Inspections ({0})").format(f"*{PROJECT_SUFFIX}")
        pick.save_file(self._window, self.tr("Save as"), start, kinds=kinds, chosen=self.save_as)

    def save_as(self, folder: Path) -> None:
        """Save into another folder and go on there."""
        if self._try(partial(self._session.save_as, folder)):
            self.opened.emit(folder)

    def may_leave(self) -> bool:
        """Whether the open inspection may be left: it is saved, or the person lets it go."""
        if not self._workbench.is_open or not self._workbench.is_dirty:
            return True
        name = self._workbench.project.folder.stem
        answer = ask(
            self._window,
            self.tr("Save changes?"),
            self.tr("“{0}” has changes that are not saved.").format(name),
            answers=[
                Answer("save", self.tr("Save")),
                Answer("discard", self.tr("Discard changes"), "destroy"),
                Answer("stay", self.tr("Cancel"), "reject"),
            ],
        )
        return answer == "discard" or (answer == "save" and self.save())

    # How it is done

    def _start_with(self, paths: Sequence[Path]) -> None:
        """Start an inspection beside the first of these; one that is there already gets them."""
        usable = [path for path in paths if path.is_dir() or path.suffix.lower() in image.SUFFIXES]
        if not usable:
            text = self.tr("{0} is no image, and no folder of images.").format(paths[0])
            self.failed.emit(InspectorError(text))
            return
        first = usable[0]
        home = _home_for(first if first.is_dir() else first.parent)
        is_there = project_file.is_project(home)
        is_done = self._try(partial(self._new_or_open, home, usable))
        if is_done and is_there and self._workbench.is_open and usable != [first]:
            self.add(usable)

    def _new_or_open(self, folder: Path, sources: list[Path], *, fits: bool = False) -> None:
        if project_file.is_project(folder):
            self._open(folder)
            if fits and self._workbench.is_open and self._workbench.fit is None:
                self._runner.fit()
            return
        if not any(map(has_image, sources)):
            text = self.tr("There is no image in {0}. Choose the folder that holds the pictures.")
            raise FolderError(text.format(sources[0]))
        if not self.may_leave():
            return
        self._session.new(folder)
        self.opened.emit(folder)
        self.add(sources, fits=fits)

    def _open(self, folder: Path) -> None:
        if not self.may_leave():
            return
        is_open = self._workbench.is_open and self._workbench.project.folder == folder.resolve()
        has_crashed = not is_open and project_file.has_recovery(folder)
        recover = has_crashed and self._wants_recovery(folder)
        self._session.open(folder, recover=recover)
        self.opened.emit(folder)
        project = self._workbench.project
        if project.calibration is not None:
            self._runner.fit()

    def _wants_recovery(self, folder: Path) -> bool:
        answer = ask(
            self._window,
            self.tr("Recover unsaved work?"),
            self.tr(
                "The program ended before “{0}” was saved. What was changed since then was kept."
            ).format(folder.stem),
            answers=[
                Answer("recover", self.tr("Recover it")),
                Answer("saved", self.tr("Open the saved one"), "reject"),
            ],
        )
        return answer == "recover"

    def _put_imported(self, imported: Imported, *, before: Project, fits: bool) -> None:
        if not self._workbench.is_open or self._workbench.project.folder != before.folder:
            return
        # Labels may have changed and other images may have come while these were read.
        known = {entry.id for entry in before.images}
        self._workbench.add(e for e in imported.project.images if e.id not in known)
        self.save()
        images = self._workbench.project.images
        if not self._workbench.current and images:
            self._workbench.show_image(images[0].id)
        if imported.refused:
            first = next(iter(imported.refused.values()))
            count = len(imported.refused)
            self.told.emit(self.tr("%n file(s) could not be added.", "", count) + f" {first}")
        elif imported.duplicates:
            count = len(imported.duplicates)
            self.told.emit(self.tr("%n image(s) were there already.", "", count))
        if fits:
            self._runner.fit()

    @property
    def _start(self) -> Path:
        """Where a dialog starts: beside the inspection that is open, or was last."""
        if self._workbench.is_open:
            return self._workbench.project.folder.parent
        return next((p.parent for p in self._recent() if p.parent.is_dir()), Path.home())

    def _try(self, action: Callable[[], object]) -> bool:
        try:
            action()
        except InspectorError as error:
            self.failed.emit(error)
            return False
        return True


def _import(project: Project, paths: Sequence[Path], tick: Tick) -> Imported:
    """Add files and folders, and write the masks that came with them. Runs as a job."""
    imported = add_folder(project, paths, tick)
    for (image_id, kind), path in imported.masks.items():
        tick(0, 0, f"Taking the mask {path.name}")
        project_masks.write(imported.project, image_id, kind, image.read_mask(path))
    return imported


def _project_of(path: Path) -> Path | None:
    """The folder of the inspection that a folder, or the file in it, stands for."""
    folder = path.parent if path.name == project_file.PROJECT_NAME else path
    return folder if project_file.is_project(folder) else None


def _home_for(folder: Path) -> Path:
    """Where the inspection of a folder of images is kept: beside it, else with the documents."""
    beside = folder.with_name(folder.name + PROJECT_SUFFIX)
    if project_file.is_project(beside) or _may_write(folder.parent):
        return beside
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where)) / beside.name


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
