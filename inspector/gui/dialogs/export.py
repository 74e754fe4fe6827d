"""The detector file: what goes in, where it goes, and afterwards that it decides the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.core.backbones.base import BackboneRow
from inspector.gui import exporting, icons, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.decimals import number
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.growing import GrowingDialog
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner
from inspector.gui.dialogs.words import agreement, difference, megabytes
from inspector.gui.exporting import Order, Written
from inspector.gui.translations import text_of
from inspector.gui.workbench import Workbench

SUFFIX = ".detector"
_WIDTH = 620
_NOTES_HEIGHT = 72
_BIG_ICON = 48


class ExportDialog(GrowingDialog):
    """Writes the fitted detector with the limits as they are when the dialog opens."""

    starting = Signal()
    """The file is about to be made from what is there now."""
    written = Signal(object)
    """A file was written and tested: Written."""

    def __init__(
        self, workbench: Workbench, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        """workbench: with a fitted detector."""
        super().__init__(parent)
        fit, inspector = workbench.fit, workbench.inspector
        if fit is None or inspector is None:
            raise ValueError("there is no fitted detector to export")
        self._fit = replace(fit, inspector=inspector)
        self._snapshot = workbench.snapshot()
        self._written: Written | None = None
        self.setWindowTitle(self.tr("Export detector"))
        self._build(thread)
        self._lay_out()
        self._fill(workbench.project.folder)
        self._on_file()
        self.fit_height(_WIDTH)

    def message(self) -> str:
        """What went wrong; empty while nothing did."""
        return self._banner.message()

    def result_text(self) -> str:
        """What the self-test found; empty before anything was written."""
        return self._result.text() if self._written else ""

    @Slot()
    def export(self) -> None:
        """Write the file, or say why not; what was filled in stays."""
        order = Order(
            Path(self.file.text().strip()).expanduser(),
            self.name.text(),
            self.notes.toPlainText(),
            self.network.isChecked() and self.network.isEnabled(),
        )
        self._banner.dismiss()
        self.starting.emit()
        job = partial(exporting.export_detector, self._fit, self._snapshot, order)
        self.job.run(self.tr("Exporting"), job, self._show_written)

    @Slot()
    def browse(self) -> None:
        """Ask where to save."""
        pick.save_file(
            self,
            self.tr("Export detector as"),
            Path(self.file.text()),
            kinds=self.tr("Detector files") + f" (*{SUFFIX})",
            chosen=lambda path: self.file.setText(str(path)),
        )

    def _show_written(self, written: Written) -> None:
        self._written = written
        test = written.self_test
        self._result.setText(
            self.tr("%n image(s), largest difference {0}: {1}.", "", len(test.recorded)).format(
                difference(test.difference), agreement(test.difference)
            )
        )
        size = megabytes(written.size_bytes)
        self._place.setText(self.tr("{0}, in {1}").format(size, written.path.parent))
        self._done_title.setText(self.tr("{0} is written").format(written.path.name))
        self._form.hide()
        self._done.show()
        self._export.hide()
        self._show.show()
        self._close.setText(self.tr("Close"))
        self.set_primary(self._show)
        self._show.setFocus()
        self.fit_height(_WIDTH)
        self.written.emit(written)

    @Slot()
    def _on_show(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path.parent)))

    @Slot()
    def _on_file(self) -> None:
        text = self.file.text().strip()
        path = Path(text).expanduser()
        self._export.setEnabled(bool(text) and not self.job.is_busy)
        is_there = bool(text) and path.is_file()
        note = self.tr("This file exists already and will be replaced.") if is_there else ""
        self._file_note.setText(note)
        self._file_note.setVisible(bool(note))

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self._form.setEnabled(not is_busy)
        self._on_file()

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._banner.say("error", why)

    def _build(self, thread: ComputeThread) -> None:
        self.name = QLineEdit()
        self.notes = QPlainTextEdit()
        self.notes.setFixedHeight(_NOTES_HEIGHT)
        self.notes.setTabChangesFocus(True)
        self.notes.setPlaceholderText(self.tr("Camera, light, who may change it, …"))
        self.file = QLineEdit()
        self.file.textChanged.connect(self._on_file)
        self._file_note = line("", "caption")
        self.network = QCheckBox(self.tr("Network weights"))
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._on_busy)
        self.job.failed.connect(self._on_failed)
        self._banner = Banner()
        self._form, self._done = self._make_form(), self._make_done()
        self._done.hide()
        self._make_buttons()

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._close = self._buttons.addButton(self.tr("Cancel"), role.RejectRole)
        self._export = self._buttons.addButton(self.tr("Export"), role.ActionRole)
        self._export.clicked.connect(self.export)
        self._show = self._buttons.addButton(self.tr("Show in folder"), role.ActionRole)
        self._show.setIcon(icons.icon("folder", "on_fill"))
        self._show.clicked.connect(self._on_show)
        self._show.hide()
        self._buttons.rejected.connect(self.reject)

    def _make_form(self) -> QWidget:
        page = QWidget()
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self.browse)
        where = QHBoxLayout()
        where.setSpacing(theme.STEP)
        where.addWidget(self.file, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(theme.STEP)
        form.setHorizontalSpacing(2 * theme.STEP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("N&otes"), self.notes)
        label = QLabel(self.tr("&File"))
        label.setBuddy(self.file)
        form.addRow(label, where)
        form.addRow("", self._file_note)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addLayout(form)
        column.addWidget(self._make_parts())
        column.addWidget(self._make_summary())
        column.addStretch(1)
        return page

    def _make_parts(self) -> QFrame:
        row = self._fit.inspector.extractor.backbone.row
        may = exporting.may_carry_network(self._fit.inspector)
        self.network.setEnabled(may)
        self.network.setChecked(may)
        self.network.setVisible(row.kind != "builtin")
        box, column = card(self.tr("What goes in"))
        column.addWidget(self.network)
        column.addWidget(line(self._about_network(row), "caption"))
        column.addSpacing(theme.STEP // 2)
        column.addWidget(QLabel(self.tr("Self-test images and a thumbnail")))
        pictures = self.tr(
            "Up to two references and one painted image, at most 640 pixels long. These pictures "
            "are inside the file: whoever has it can look at them."
        )
        column.addWidget(line(pictures, "caption"))
        return box

    def _about_network(self, row: BackboneRow) -> str:
        if row.kind == "builtin":
            return self.tr("No network weights: the built-in backbone needs none.")
        if not row.may_export:
            return self.tr(
                "Left out: the licence of {0} ({1}) does not allow passing the weights on. Every "
                "machine that uses the file needs them too."
            ).format(text_of(row.label), row.licence)
        size = f"{row.download_mb} MB, " if row.download_mb else ""
        return self.tr(
            "{0}: {1}{2}. Without them every machine that uses the file needs the weights too."
        ).format(text_of(row.label), size, row.licence)

    def _make_summary(self) -> QFrame:
        inspector = self._fit.inspector
        painted = sum(bool(each.defect.any()) for each, _ in self._fit.learned.plain.values())
        references = len(self._fit.learned.plain) - painted
        box, column = card(self.tr("What it does"))
        learned = self.tr("Learned from %n reference(s)", "", references)
        if painted:
            learned += " " + self.tr("and %n painted image(s)", "", painted)
        method = text_of(inspector.options.detector.label)
        backbone = text_of(inspector.extractor.backbone.row.label)
        column.addWidget(line(self.tr("{0}, with {1} and {2}.").format(learned, method, backbone)))
        calibration = inspector.calibration
        if calibration is None:
            without = self.tr("It has no limits: it gives scores, but no verdicts.")
            column.addWidget(line(without))
            return box
        limits = self.tr("Unsure above {0}, fail above {1}.").format(
            number(calibration.limits.unsure), number(calibration.limits.fail)
        )
        column.addWidget(line(limits))
        for note in calibration.notes:
            column.addWidget(line(text_of(note), "caption"))
        return box

    def _make_done(self) -> QWidget:
        page = QWidget()
        picture = QLabel()
        picture.setPixmap(icons.pixmap("pass", _BIG_ICON, ratio=self.devicePixelRatioF()))
        self._done_title = line("", "heading")
        self._result = line("")
        self._place = line("", "muted")
        says = QVBoxLayout()
        says.setSpacing(theme.STEP)
        for label in (self._done_title, self._result, self._place):
            says.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(picture)
        row.addLayout(says, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.STEP, 0, theme.STEP)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        title = line(self.tr("One file that inspects images on any machine"), "heading")
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(title)
        layout.addWidget(self._form, 1)
        layout.addWidget(self._done, 1)
        layout.addWidget(self._banner)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        self.set_primary(self._export)

    def _fill(self, folder: Path) -> None:
        self.name.setText(folder.stem)
        self.name.selectAll()
        self.file.setText(str(folder.parent / f"{folder.stem}{SUFFIX}"))

    def reject(self) -> None:
        """Close; what is being written is dropped, an older file stays."""
        self.job.stop()
        super().reject()
