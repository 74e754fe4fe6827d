"""Any detector file, looked into headless: what it is, whether it is whole, whether it agrees."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.core.progress import Tick
from inspector.gui import exporting, icons, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import line
from inspector.gui.dialogs.file_card import FileCard
from inspector.gui.dialogs.growing import GrowingDialog
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner
from inspector.gui.dialogs.words import agreement, difference
from inspector.gui.exporting import Checked, Comparison
from inspector.gui.workbench import Workbench

SUFFIX = ".detector"
_WIDTH, _HEIGHT = 680, 680
_PICTURE, _ICON = 96, 32


class CheckFileDialog(GrowingDialog):
    """Takes a file by name, by choice or by drop; changes nothing anywhere."""

    def __init__(
        self, workbench: Workbench, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._checked: Checked | None = None
        self.setWindowTitle(self.tr("Check detector file"))
        self.setAcceptDrops(True)
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._on_busy)
        self.job.failed.connect(self._on_failed)
        self._banner = Banner()
        self._build()
        self._lay_out()
        self._show_nothing()
        self.resize(_WIDTH, _HEIGHT)

    @property
    def checked(self) -> Checked | None:
        """What was found in the last file; None before the first."""
        return self._checked

    def text(self) -> str:
        """All that is shown about the file."""
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.text())

    def message(self) -> str:
        """What is wrong with the file; empty if nothing is."""
        return self._banner.message()

    def check(self, path: Path, weights: Path | None = None) -> None:
        """Look into a file and run its self-test. weights: where the file has none inside."""
        self._show_nothing()
        self._name.setText(path.name)
        self._verdict.setText(str(path.parent))
        device = self._workbench.device

        def job(tick: Tick) -> Checked:
            return exporting.check_file(path, device=device, weights=weights, tick=tick)

        self.job.run(self.tr("Reading {0}").format(path.name), job, self._show_checked)

    @Slot()
    def choose(self) -> None:
        """Ask which file to check."""
        kinds = self.tr("Detector files") + f" (*{SUFFIX})"
        pick.open_file(
            self, self.tr("Check detector file"), self._folder(), kinds=kinds, chosen=self.check
        )

    @Slot()
    def compare(self) -> None:
        """Inspect the project's images with the file and with the window's detector."""
        checked, ours = self._checked, self._workbench.inspector
        if checked is None or checked.inspector is None or ours is None:
            return
        project = self._workbench.project
        paths = [project.path_of(entry.id) for entry in project.images]
        job = partial(exporting.compare, checked.inspector, ours, paths)
        self.job.run(self.tr("Comparing"), job, self._show_comparison)

    def _show_nothing(self) -> None:
        self._checked = None
        self._banner.dismiss()
        self._picture.clear()
        self._picture.hide()
        self._mark.clear()
        self._name.setText(self.tr("No file yet"))
        self._verdict.setText(self.tr("Choose a detector file, or drop one here."))
        self._comparison.hide()
        self._weights.hide()
        self._card.show_nothing()
        self._on_busy(self.job.is_busy)

    def _show_checked(self, checked: Checked) -> None:
        self._checked = checked
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(icons.pixmap("fail" if checked.reason else "pass", _ICON, ratio=ratio))
        self._verdict.setText(self._judge(checked))
        if checked.reason:
            self._banner.say("error", checked.reason)
        self._weights.setVisible(checked.needs_weights)
        if checked.about is not None:
            self._name.setText(str(checked.about["name"]))
            self._card.show_file(checked)
        self._show_picture(checked.thumbnail)
        self._on_busy(False)

    def _judge(self, checked: Checked) -> str:
        test = checked.self_test
        if test is None:
            return self.tr("This file cannot be used here.")
        return self.tr("%n image(s), largest difference {0}: {1}.", "", len(test.recorded)).format(
            difference(test.difference), agreement(test.difference)
        )

    def _show_picture(self, jpeg: bytes) -> None:
        picture = QPixmap()
        if not jpeg or not picture.loadFromData(jpeg):
            return
        ratio = self.devicePixelRatioF()
        how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        size = round(_PICTURE * ratio)
        picture = picture.scaled(size, size, *how)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.show()

    def _show_comparison(self, found: Comparison) -> None:
        self._comparison.setText(self._compared(found))
        self._comparison.show()

    def _compared(self, found: Comparison) -> str:
        if not found.images:
            return self.tr("No image of this inspection could be read.")
        said = self.tr(
            "On %n image(s) of this inspection: largest difference {0} of the limit, {1}.",
            "",
            found.images,
        ).format(difference(found.difference), agreement(found.difference))
        if found.worst is not None:
            said += " " + self.tr("The largest is at {0}.").format(found.worst.name)
        if found.other_verdicts:
            said += " " + self.tr("%n image(s) get another verdict.", "", len(found.other_verdicts))
        if found.failures:
            said += " " + self.tr("%n image(s) could not be read.", "", len(found.failures))
        return said

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self._choose.setEnabled(not is_busy)
        is_usable = self._checked is not None and self._checked.inspector is not None
        is_fitted = self._workbench.inspector is not None
        self._compare.setVisible(is_usable and is_fitted)
        self._compare.setEnabled(not is_busy)

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._banner.say("error", why)

    @Slot()
    def _on_weights(self) -> None:
        checked = self._checked
        if checked is not None:
            pick.open_file(
                self,
                self.tr("Choose the weights"),
                self._folder(),
                kinds=self.tr("Weights") + " (*.safetensors *.pth *.pt)",
                chosen=lambda weights: self.check(checked.path, weights),
            )

    def _folder(self) -> Path:
        if self._checked is not None:
            return self._checked.path.parent
        return self._workbench.project.folder.parent if self._workbench.is_open else Path.home()

    def _build(self) -> None:
        self._picture, self._mark = QLabel(), QLabel()
        self._name, self._verdict = line("", "heading"), line("")
        self._comparison = line("")
        self._card = FileCard()
        self._choose = QPushButton(icons.icon("open", "on_fill"), self.tr("Choose file…"))
        self._choose.clicked.connect(self.choose)
        self._weights = QPushButton(self.tr("Choose weights…"))
        self._weights.clicked.connect(self._on_weights)
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._buttons.addButton(self.tr("Close"), role.RejectRole)
        self._compare = self._buttons.addButton(
            self.tr("Compare with this inspection"), role.ActionRole
        )
        self._compare.setIcon(icons.icon("compare"))
        self._compare.clicked.connect(self.compare)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        says = QVBoxLayout()
        says.setSpacing(theme.STEP // 2)
        says.addStretch(1)
        says.addWidget(self._name)
        says.addWidget(self._verdict)
        says.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * theme.STEP)
        top.addWidget(self._picture)
        top.addWidget(self._mark)
        top.addLayout(says, 1)
        top.addWidget(self._weights)
        top.addWidget(self._choose)
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addLayout(top)
        layout.addWidget(self._banner)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._comparison)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        self.set_primary(self._choose)

    def reject(self) -> None:
        """Close; what is being read is dropped."""
        self.job.stop()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if not self.job.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.check(Path(files[0]))
