"""The audit trail of the project: who changed what and when, and whether that record is whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.core.audit_check import Verification
from inspector.core.audit_text import row_of
from inspector.core.progress import Tick
from inspector.core.report import write_csv
from inspector.gui import icons, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.core_text import text_of
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.audit_model import NEW, OLD, AuditModel, Trail, local, read_trail
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner

_SIZE = QSize(1080, 720)
_ROW_HEIGHT = 28
_BIG_ICON = 32
_WIDTHS = (150, 90, 150, 150)


class AuditDialog(QDialog):
    """Reads and checks the trail when it opens."""

    saved = Signal(object)
    """The table was written; its path."""

    def __init__(
        self, folder: Path, waiting: int, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        """folder: of the project. waiting: changes that the next save will write."""
        super().__init__(parent)
        self._folder, self._waiting = folder, waiting
        self.setWindowTitle(self.tr("Audit trail"))
        self.model = AuditModel(self)
        self.job = JobBar(thread)
        self._banner = Banner()
        self._icon, self._verdict = QLabel(), line("", "heading")
        self._about, self._notes = line("", "muted"), line("")
        self._count = line("", "muted")
        self._make_search()
        self.table = self._make_table()
        self._make_buttons()
        self._lay_out()
        self.job.failed.connect(partial(self._banner.say, "error"))
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        job = partial(read_trail, folder)
        self.job.run(self.tr("Checking the audit trail"), job, self._show_trail)

    def verdict(self) -> str:
        """What was found out about the trail; empty while it is read."""
        return self._verdict.text()

    def message(self) -> str:
        """What went wrong, or was saved."""
        return self._banner.message()

    @Slot()
    def choose_csv(self) -> None:
        """Ask where the table goes."""
        start = self._folder.parent / f"{self._folder.stem}-audit.csv"
        title = self.tr("Save the audit trail")
        pick.save_file(self, title, start, kinds="CSV (*.csv)", chosen=self.save_csv)

    def save_csv(self, path: Path) -> None:
        """Write what the search leaves, the oldest first."""
        records = self.model.shown[::-1]

        def job(tick: Tick) -> Path:
            write_csv(path, [row_of(record) for record in records])
            return path

        self.job.run(self.tr("Saving the audit trail"), job, self._on_saved)

    @Slot(object)
    def _show_trail(self, trail: Trail) -> None:
        self.model.set_trail(trail)
        found = trail.found
        name, text = self._said(found)
        pixmap = icons.pixmap(name, _BIG_ICON, ratio=self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
        self._verdict.setText(text)
        self._about.setText(self._about_text(found))
        notes = [text_of(each) for each in (*found.unrecorded, *found.notes)]
        if found.is_intact and found.unsaved:
            notes.append(self.tr("%n change(s) in it were not saved yet.", "", found.unsaved))
        if self._waiting:
            notes.append(self.tr("%n change(s) will follow with the next save.", "", self._waiting))
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._show_count()
        self._csv.setEnabled(bool(trail.records))

    def _said(self, found: Verification) -> tuple[str, str]:
        """An icon and the verdict."""
        if not found.exists:
            return "info", self.tr("There is no audit trail yet. It begins with the next save.")
        if not found.is_intact:
            return "fail", self.tr("Broken. {0}").format(text_of(found.text))
        if not found.is_good:
            return "unsure", self.tr("Intact, but something was changed without a record.")
        return "pass", self.tr("Intact: every record follows from the one before it.")

    def _about_text(self, found: Verification) -> str:
        if not found.records:
            return ""
        said = self.tr("%n record(s) from {0} to {1}, by {2}.", "", found.records)
        text = said.format(local(found.first), local(found.last), ", ".join(found.who))
        if not found.is_intact:
            return self.tr("Before that line:") + " " + text
        head = self.tr("Head {0}: note it elsewhere to be sure that nobody wrote all of it anew.")
        return text + "\n" + head.format(found.head.hash)

    @Slot()
    def _on_search(self) -> None:
        self.model.search(self._search.text())
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText(self.tr("%n shown", "", len(self.model.shown)))

    def _on_saved(self, path: Path) -> None:
        self._banner.say("info", self.tr("Saved in {0}.").format(path))
        self.saved.emit(path)

    def _make_search(self) -> None:
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search for a person, an image, or what was done"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setClearButtonEnabled(True)
        self._search.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._search.textChanged.connect(self._on_search)
        self._count.setWordWrap(False)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.windowTitle())
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        for column in (OLD, NEW):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _make_buttons(self) -> None:
        self._buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self._csv = self._buttons.addButton(self.tr("Save as CSV…"), role.ActionRole)
        self._csv.clicked.connect(self.choose_csv)
        self._csv.setEnabled(False)
        self._buttons.addButton(self.tr("Close"), role.RejectRole)
        self._buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        box, column = card("")
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        said = QVBoxLayout()
        said.setSpacing(theme.STEP // 2)
        for label in (self._verdict, self._about, self._notes):
            said.addWidget(label)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        column.addLayout(row)
        top = QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._count)
        layout = QVBoxLayout(self)
        margin = 3 * theme.STEP
        layout.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        layout.setSpacing(2 * theme.STEP)
        layout.addWidget(box)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._banner)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)

    def reject(self) -> None:
        """Close; a check that still runs is stopped."""
        self.job.stop()
        super().reject()
