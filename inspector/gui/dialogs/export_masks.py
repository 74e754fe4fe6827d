"""The painted masks as files for other programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from inspector.core.project_masks import KINDS, Kind
from inspector.gui import icons, mask_transfer, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.growing import GrowingDialog
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner
from inspector.gui.dialogs.words import mask_name
from inspector.gui.mask_transfer import Exported, Form
from inspector.gui.workbench import Workbench

_WIDTH = 560


class ExportMasksDialog(GrowingDialog):
    """Writes what is painted now, also what is not saved yet."""

    written = Signal(object, int)
    """Files were written: the folder, and how many."""

    def __init__(
        self, workbench: Workbench, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        """workbench: with an open project."""
        super().__init__(parent)
        self._workbench = workbench
        self.setWindowTitle(self.tr("Export masks"))
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._on_busy)
        self.job.failed.connect(self._on_failed)
        self._banner = Banner()
        self._build()
        self._lay_out()
        folder = workbench.project.folder
        self.folder.setText(str(folder.parent / f"{folder.stem}-masks"))
        self._on_change()
        self.fit_height(_WIDTH)

    def message(self) -> str:
        """What came of it; empty before."""
        return self._banner.message()

    @Slot()
    def export(self) -> None:
        """Write the masks."""
        self._banner.dismiss()
        job = partial(
            mask_transfer.export_masks,
            self._workbench.snapshot(),
            Path(self.folder.text().strip()).expanduser(),
            self._chosen(),
            self._form(),
        )
        # `export_masks` takes its tick by name.
        self.job.run(self.tr("Exporting masks"), lambda tick: job(tick=tick), self._show)

    @Slot()
    def browse(self) -> None:
        """Ask for the folder."""
        pick.folder(
            self,
            self.tr("Export masks into"),
            Path(self.folder.text()).parent,
            chosen=lambda path: self.folder.setText(str(path)),
        )

    def _show(self, done: Exported) -> None:
        said = self.tr("%n file(s) written into {0}.", "", len(done.written)).format(done.folder)
        if not done.written:
            said = self.tr("Nothing of this kind is painted: no file was written.")
        else:
            self.written.emit(done.folder, len(done.written))
        if done.problems:
            first = next(iter(done.problems.values()))
            said += " " + self.tr("%n image(s) are left out.", "", len(done.problems)) + f" {first}"
        place = QUrl.fromLocalFile(str(done.folder))
        self._banner.say(
            "warning" if done.problems or not done.written else "info",
            said,
            self.tr("Show in folder") if done.written else "",
            partial(QDesktopServices.openUrl, place),
        )
        self._close.setText(self.tr("Close"))

    @Slot()
    def _on_change(self) -> None:
        is_ready = bool(self.folder.text().strip() and self._chosen())
        self._export.setEnabled(is_ready and not self.job.is_busy)

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self._content.setEnabled(not is_busy)
        self._on_change()

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._banner.say("error", why)

    def _chosen(self) -> list[Kind]:
        return [kind for kind in KINDS if self.kinds[kind].isChecked()]

    def _form(self) -> Form:
        return "labelme" if self.labelme.isChecked() else "png"

    def _build(self) -> None:
        self.kinds = {kind: QCheckBox(mask_name(kind)) for kind in KINDS}
        self.kinds["defect"].setChecked(True)
        for kind, box in self.kinds.items():
            box.setIcon(icons.icon(kind))
            box.toggled.connect(self._on_change)
        self.png = QRadioButton(self.tr("PNG, in the folders of MVTec AD"))
        self.png.setChecked(True)
        self.labelme = QRadioButton(self.tr("labelme JSON"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.textChanged.connect(self._on_change)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._close = self._buttons.addButton(self.tr("Cancel"), role.RejectRole)
        self._export = self._buttons.addButton(self.tr("Export"), role.ActionRole)
        self._export.clicked.connect(self.export)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        which, column = card(self.tr("Which masks"))
        for box in self.kinds.values():
            column.addWidget(box)
        how, column = card(self.tr("As which files"))
        column.addWidget(self.png)
        png = self.tr("ground_truth/scratch/name_mask.png: 8 bit, 0 or 255, as large as the image.")
        column.addWidget(_below(png))
        column.addWidget(self.labelme)
        json = self.tr("name.json for each image: polygons that hold exactly the painted pixels.")
        column.addWidget(_below(json))
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self.browse)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * theme.STEP)
        inside.addWidget(which)
        inside.addWidget(how)
        inside.addWidget(line(self.tr("Folder"), "heading"))
        inside.addLayout(row)
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(self._content)
        layout.addStretch(1)
        layout.addWidget(self._banner)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        self.set_primary(self._export)

    def reject(self) -> None:
        """Close; what was written stays."""
        self.job.stop()
        super().reject()


def _below(text: str) -> QLabel:
    """What a choice means, set in like its text."""
    label = line(text, "caption")
    label.setIndent(3 * theme.STEP)
    return label
