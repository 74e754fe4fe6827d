"""What leaves the window, and what is looked into: detector files, results, masks, weights.

The dialogs are imported when they are asked for: they bring much that the first look does not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from inspector.core import backbones
from inspector.core.backbones.base import BackboneChoice
from inspector.gui.dialogs import pick

if TYPE_CHECKING:
    from inspector.gui.dialogs.object_mask import Proposed
    from inspector.gui.main_window import MainWindow
    from inspector.gui.results_file import Kind, Saved

_KINDS: dict[Kind, str] = {
    "csv": "CSV (*.csv)",
    "jsonl": "JSON lines (*.jsonl)",
    "html": "HTML (*.html)",
    "pdf": "PDF (*.pdf)",
    "json": "JSON (*.json)",
}
_REPORTS: tuple[Kind, ...] = ("html", "pdf", "csv", "json")
"""What a report may be saved as; the name's end says which."""


class Outputs(QObject):
    """Opens the dialogs of the window and runs what they ask for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workbench, self._runner = window.workbench, window.runner
        for name, slot in {
            "export-detector": self.export_detector,
            "check-detector": self.check_detector,
            "import-masks": self.import_masks,
            "export-masks": self.export_masks,
            "audit": self.show_audit,
            "export-results": partial(self.choose_results, "csv"),
            "export-report": partial(self.choose_results, "html"),
        }.items():
            window.actions_by_id[name].triggered.connect(lambda checked=False, slot=slot: slot())
        window.results.save_wanted.connect(self.choose_results)
        window.fit_panel.weights_wanted.connect(self.ask_for_weights)
        window.runner.weights_wanted.connect(self.ask_for_weights)
        window.fit_panel.object_mask_wanted.connect(self.propose_object_mask)
        window.documents.detector_dropped.connect(self.check_detector)

    def export_detector(self) -> None:
        """Ask what goes into the detector file, write it, test it."""
        from inspector.gui.dialogs.export import ExportDialog

        trail = self._window.session.trail
        dialog = ExportDialog(self._workbench, self._runner.compute, self._window)
        dialog.starting.connect(trail.flush)
        dialog.written.connect(lambda written: trail.exported(written.path, written.sha256))
        self._show(dialog)

    def check_detector(self, path: Path | None = None) -> None:
        """Look into a detector file."""
        from inspector.gui.dialogs.check_file import CheckFileDialog

        dialog = CheckFileDialog(self._workbench, self._runner.compute, self._window)
        self._show(dialog)
        if path is None:
            dialog.choose()
        else:
            dialog.check(path)

    def import_masks(self) -> None:
        """Take masks from files."""
        from inspector.gui.dialogs.import_masks import ImportMasksDialog

        self._show(ImportMasksDialog(self._workbench, self._runner.compute, self._window))

    def export_masks(self) -> None:
        """Write masks as files."""
        from inspector.gui.dialogs.export_masks import ExportMasksDialog

        dialog = ExportMasksDialog(self._workbench, self._runner.compute, self._window)
        dialog.written.connect(self._window.session.trail.exported_folder)
        self._show(dialog)

    def show_audit(self) -> None:
        """Show who changed what and when."""
        from inspector.gui.dialogs.audit import AuditDialog

        waiting = len(self._window.session.trail.waiting)
        folder = self._workbench.project.folder
        dialog = AuditDialog(folder, waiting, self._runner.compute, self._window)
        dialog.saved.connect(self._window.session.trail.exported)
        self._show(dialog)

    def ask_for_weights(self, backbone_id: str) -> None:
        """The weights of a backbone are not here: download, choose a file, or do without."""
        from inspector.gui.dialogs.weights import WeightsDialog

        dialog = WeightsDialog(backbones.row(backbone_id), self._runner.compute, self._window)
        dialog.weights_ready.connect(self._window.fit_panel.use_weights)
        dialog.use_builtin.connect(self._use_builtin)
        self._show(dialog)

    def get_weights(self) -> None:
        """Ask for the weights of the backbone that is chosen."""
        self.ask_for_weights(self._workbench.options.backbone.id)

    def propose_object_mask(self) -> None:
        """Compute the object masks of the references and show them."""
        from inspector.gui.dialogs.object_mask import propose

        if not self._workbench.is_open:
            return
        snapshot, engine = self._workbench.snapshot(), self._runner.engine
        self._runner.run(
            self.tr("Looking for the part"),
            lambda tick: propose(engine, snapshot, tick),
            self._show_object_mask,
        )

    def choose_results(self, kind: Kind) -> None:
        """Ask where the results go, and a report as what."""
        folder = self._workbench.project.folder
        kinds = _REPORTS if kind == "html" else (kind,)
        title = self.tr("Export report") if kind == "html" else self.tr("Save results")
        pick.save_file(
            self._window,
            title,
            folder.parent / f"{folder.stem}.{kind}",
            kinds=";;".join(_KINDS[each] for each in kinds),
            chosen=lambda path: self.save_results(_kind_of(path, kinds), path),
        )

    def save_results(self, kind: Kind, path: Path) -> None:
        """Write the results of all images as a table or a report."""
        from inspector.gui.results_file import save_results

        fit, inspector = self._workbench.fit, self._workbench.inspector
        if fit is None or inspector is None:
            return
        current = replace(fit, inspector=inspector)
        snapshot, title = self._workbench.snapshot(), self._workbench.project.folder.stem
        self._runner.run(
            self.tr("Saving results"),
            lambda tick: save_results(kind, path, current, snapshot, title=title, tick=tick),
            self._on_saved,
        )

    def _use_builtin(self) -> None:
        self._workbench.set_options(
            replace(self._workbench.options, backbone=BackboneChoice(), size=None)
        )

    def _show_object_mask(self, found: Proposed) -> None:
        from inspector.gui.dialogs.object_mask import ObjectMaskDialog

        self._show(ObjectMaskDialog(self._workbench, found, self._window))

    def _on_saved(self, saved: Saved) -> None:
        self._window.session.trail.exported(saved.path)
        text = self.tr("Saved the results of %n image(s) in {0}.", "", saved.images)
        self._window.say(text.format(saved.path))
        for reason in saved.failures.values():
            self._window.log.add("warning", reason)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _kind_of(path: Path, kinds: Sequence[Kind]) -> Kind:
    """The kind that the end of a name says, else the first."""
    said: dict[str, Kind] = {f".{kind}": kind for kind in kinds}
    return said.get(path.suffix.lower(), kinds[0])
