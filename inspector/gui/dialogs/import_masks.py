"""Masks of other programs: which file belongs to which image, before anything is painted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector.core.project_masks import KINDS, Kind
from inspector.gui import icons, mask_transfer, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import line
from inspector.gui.dialogs.growing import GrowingDialog
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner
from inspector.gui.dialogs.words import mask_name
from inspector.gui.mask_transfer import Findings, Found
from inspector.gui.workbench import Workbench

_WIDTH, _HEIGHT = 800, 560
_PATTERNS = "*.png *.json *.tif *.tiff *.bmp *.jpg *.jpeg *.webp"


class ImportMasksDialog(GrowingDialog):
    """Reads first and shows what it would do; one undo takes all of it back."""

    def __init__(
        self, workbench: Workbench, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        """workbench: with an open project."""
        super().__init__(parent)
        self._workbench = workbench
        self._sources: list[Path] = []
        self._findings = Findings((), {})
        self.setWindowTitle(self.tr("Import masks"))
        self.setAcceptDrops(True)
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._on_busy)
        self.job.failed.connect(self._on_failed)
        self._banner = Banner()
        self._build()
        self._lay_out()
        self._show_summary()
        self.resize(_WIDTH, _HEIGHT)

    @property
    def findings(self) -> Findings:
        """The masks that Import would paint."""
        return self._findings

    def summary(self) -> str:
        """How many masks fit, in words."""
        return self._summary.text()

    def read(self, sources: Sequence[Path]) -> None:
        """Look for masks in files and folders."""
        self._sources = list(sources)
        self._read_again()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder with masks."""
        pick.folder(
            self,
            self.tr("Folder with masks"),
            self._workbench.project.folder.parent,
            chosen=lambda path: self.read([path]),
        )

    @Slot()
    def choose_files(self) -> None:
        """Ask for mask files."""
        pick.open_files(
            self,
            self.tr("Mask files"),
            self._workbench.project.folder.parent,
            kinds=self.tr("Masks") + f" ({_PATTERNS})",
            chosen=self.read,
        )

    @Slot()
    def paint(self) -> None:
        """Put the masks into the project, undoably, and close."""
        kind, workbench = self._kind(), self._workbench
        edits = [(found, found.edit) for found in self._findings.found if found.edit is not None]
        bad = [found.image_id for found in self._findings.found if found.share > 0]
        text = self.tr("Import masks")
        workbench.undo_stack.beginMacro(text)
        for found, edit in edits:
            workbench.paint(found.image_id, kind, edit, text)
        if kind == "defect" and self.mark_bad.isChecked():
            workbench.set_label(bad, "bad")
        workbench.undo_stack.endMacro()
        self.accept()

    @Slot()
    def _read_again(self) -> None:
        self.mark_bad.setVisible(self._kind() == "defect")
        if not self._sources:
            return
        self._banner.dismiss()
        job = partial(
            mask_transfer.find_masks,
            self._workbench.snapshot(),
            self._sources,
            self._kind(),
            add=self.add.isChecked(),
        )
        # `find_masks` takes its tick by name.
        self.job.run(self.tr("Looking for masks"), lambda tick: job(tick=tick), self._show)

    def _show(self, findings: Findings) -> None:
        self._findings = findings
        self._list.clear()
        self._list.addTopLevelItems(
            [self._line(found) for found in findings.found]
            + [self._problem(path, why) for path, why in findings.problems.items()]
        )
        self._show_summary()

    def _line(self, found: Found) -> QTreeWidgetItem:
        entry = self._workbench.project.image(found.image_id)
        share = f"{number(100 * found.share, '.2f')} %" if found.share else self.tr("empty")
        known = self.tr("Painted like this already") if found.edit is None else ""
        note = text_of(found.note) or known
        item = QTreeWidgetItem([found.file.name, "/".join(entry.path.parts[-2:]), share, note])
        item.setIcon(0, icons.icon("warning" if found.note else "pass"))
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, str(found.file))
        item.setToolTip(1, entry.path.as_posix())
        item.setToolTip(3, note)
        return item

    def _problem(self, path: Path, why: str) -> QTreeWidgetItem:
        # The first column names the file already.
        why = text_of(why)
        what = why.removeprefix(f"{path}: ")
        item = QTreeWidgetItem([path.name, "–", "", what])
        item.setIcon(0, icons.icon("warning"))
        item.setToolTip(0, str(path))
        item.setToolTip(3, why)
        return item

    def _show_summary(self) -> None:
        found, problems = self._findings.found, self._findings.problems
        count = sum(each.edit is not None for each in found)
        self._import.setEnabled(bool(count) and not self.job.is_busy)
        if not self._sources:
            self._summary.setText(
                self.tr(
                    "Choose a folder or files, or drop them here: PNG masks named like their image "
                    "(name.png or name_mask.png), a ground_truth folder, or labelme files."
                )
            )
            return
        said = [self.tr("%n mask(s) belong to images.", "", len(found))]
        if len(found) != count:
            said.append(self.tr("%n of them change nothing.", "", len(found) - count))
        if problems:
            said.append(self.tr("%n file(s) are left out.", "", len(problems)))
        self._summary.setText(" ".join(said))

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        self._top.setEnabled(not is_busy)
        self._show_summary()

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._banner.say("error", why)

    def _kind(self) -> Kind:
        return self.kind.currentData()

    def _build(self) -> None:
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(icons.icon(kind), mask_name(kind), kind)
        self.kind.currentIndexChanged.connect(self._read_again)
        self.add = QCheckBox(self.tr("Add to what is painted already"))
        self.add.setToolTip(self.tr("Otherwise the masks replace it"))
        self.add.toggled.connect(self._read_again)
        self.mark_bad = QCheckBox(self.tr("Mark these images as bad"))
        self.mark_bad.setChecked(True)
        self._list = QTreeWidget()
        self._list.setHeaderLabels(
            [self.tr("File"), self.tr("Image"), self.tr("Painted"), self.tr("Note")]
        )
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAccessibleName(self.tr("Masks that were found"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self._list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((190, 170, 80)):
            header.resizeSection(column, width)
        self._summary = line("", "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self._import = self._buttons.addButton(self.tr("Import"), role)
        self._import.clicked.connect(self.paint)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        self._top = QWidget()
        row = QHBoxLayout(self._top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        label = QLabel(self.tr("Import as"))
        label.setBuddy(self.kind)
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addStretch(1)
        for picture, text, do in (
            ("folder", self.tr("Folder…"), self.choose_folder),
            ("image", self.tr("Files…"), self.choose_files),
        ):
            button = QPushButton(icons.icon(picture), text)
            button.clicked.connect(do)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(theme.STEP + theme.STEP // 2)
        for widget in (self._top, self._summary, self._list, self.add, self.mark_bad):
            layout.addWidget(widget, 1 if widget is self._list else 0)
        layout.addWidget(self._banner)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        self.set_primary(self._import)

    def reject(self) -> None:
        """Close without importing."""
        self.job.stop()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if not self.job.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths)
