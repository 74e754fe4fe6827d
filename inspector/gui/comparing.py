"""Comparing methods in the window: the images of the project, the job, and the dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from inspector.core.errors import ImageError
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage
from inspector.core.method import Method
from inspector.core.options import Options
from inspector.core.progress import Tick
from inspector.core.rules import Manual, Rule
from inspector.gui.snapshot import Snapshot

if TYPE_CHECKING:
    from inspector.core.compare import Evidence
    from inspector.gui.dialogs.compare import CompareDialog
    from inspector.gui.main_window import MainWindow


def evidence_of(snapshot: Snapshot) -> Evidence:
    """The images of a project, with their masks as the person sees them now. Runs in a job."""
    from inspector.core.compare import Evidence

    good, bad, failures = list[LabelledImage](), list[LabelledImage](), dict[Path, str]()
    project = snapshot.project
    for entry in project.images:
        if entry.label == "unset" or (entry.label == "good" and not entry.is_reference):
            continue
        try:
            (good if entry.label == "good" else bad).append(snapshot.labelled(entry))
        except ImageError as error:
            failures[project.path_of(entry.id)] = str(error)
    is_painted = [each.defect is not None and bool(each.defect.any()) for each in bad]
    rest = [e for e in project.images if e.label == "good" and not e.is_reference]
    return Evidence(
        references=tuple(good),
        painted=tuple(each for each, yes in zip(bad, is_painted, strict=True) if yes),
        good=tuple(project.path_of(entry.id) for entry in rest),
        bad=tuple(each.path for each, yes in zip(bad, is_painted, strict=True) if not yes),
        counts=snapshot.part_counts(),
        failures=failures,
    )


class CompareMethods(QObject):
    """Opens the dialog, runs what it asks for, and puts the chosen method to use."""

    _found = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workbench, self._runner = window.workbench, window.runner
        self._dialog: CompareDialog | None = None
        action = window.actions_by_id["compare-methods"]
        action.triggered.connect(lambda checked=False: self.open())
        self._workbench.opened.connect(self._forget)
        self._found.connect(self._on_found)

    @property
    def dialog(self) -> CompareDialog | None:
        """The dialog of the open project; None before it was asked for."""
        return self._dialog

    def open(self) -> None:
        """Show the dialog, with what is known from before."""
        if not self._workbench.is_open:
            return
        if self._dialog is None:
            from inspector.gui.dialogs.compare import CompareDialog  # its plots take long to import

            self._dialog = CompareDialog(self._workbench, self._runner, self._window)
            self._dialog.wanted.connect(self._compare)
            self._dialog.chosen.connect(self._use)
        self._dialog.offer()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot(object)
    def _compare(self, methods: Sequence[Method]) -> None:
        snapshot = self._workbench.snapshot()

        def job(tick: Tick) -> None:
            from inspector.core.compare import compare

            tick(0, 0, "Reading the masks")
            evidence = evidence_of(snapshot)
            cache = FeaturesCache(snapshot.project.folder / "cache")
            for each in compare(
                methods,
                evidence,
                fail_rule=_rule(snapshot, evidence),
                device=snapshot.device,
                cache=cache,
                tick=tick,
            ):
                self._found.emit((snapshot.project.folder, each))

        self._runner.run(self.tr("Comparing methods"), job, lambda nothing: None)

    @Slot(object)
    def _on_found(self, found: object) -> None:
        """Emitted in the compute thread, heard in this one."""
        folder, each = found  # type: ignore[misc]
        bench = self._workbench
        if self._dialog is not None and bench.is_open and bench.project.folder == folder:
            self._dialog.put(each)

    @Slot(object)
    def _use(self, options: Options) -> None:
        self._workbench.set_options(options)
        if self._workbench.options == options:  # not where nothing may be changed
            self._runner.fit()

    @Slot()
    def _forget(self) -> None:
        """Another project has other images."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None


def _rule(snapshot: Snapshot, evidence: Evidence) -> Rule | None:
    """The project's rule, where it suits every method and these images.

    A limit that was set by hand is on the scale of one detector.
    """
    rule = snapshot.fail_rule
    if rule is None or isinstance(rule, Manual):
        return None
    return rule if rule.from_good_alone or evidence.has_bad else None
