"""Parts that were photographed several times: does the detector say the same each time?"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.core import study_lines
from inspector.core.study import Study
from inspector.gui import icons, studying, theme
from inspector.gui.compute import ComputeThread
from inspector.gui.core_text import text_of
from inspector.gui.dialogs import pick
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.job_bar import JobBar
from inspector.gui.dialogs.message import Banner
from inspector.gui.dialogs.study_model import StudyModel
from inspector.gui.dialogs.study_numbers import StudyNumbers
from inspector.gui.plots.study_plot import StudyPlot
from inspector.gui.workbench import Workbench

_WIDTH, _HEIGHT = 1080, 800
_NUMBERS_WIDTH, _ROW_HEIGHT = 400, 28
_KINDS = {"html": "HTML (*.html)", "csv": "CSV (*.csv)", "json": "JSON (*.json)"}


class StudyDialog(QDialog):
    """Takes a folder or a table by choice or by drop, and studies it with the window's detector."""

    def __init__(
        self, workbench: Workbench, thread: ComputeThread, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._found: Study | None = None
        self._source: Path | None = None
        self._title = ""
        self.setWindowTitle(self.tr("Repeatability study"))
        self.setAcceptDrops(True)
        self.job = JobBar(thread)
        self.job.busy_changed.connect(self._refresh)
        self.job.failed.connect(self._on_failed)
        self._banner = Banner()
        self.model = StudyModel(self)
        self.plot = StudyPlot()
        self.numbers = StudyNumbers()
        self.table = self._make_table()
        self._about = line("", "heading")
        self._make_buttons()
        self._lay_out()
        self._refresh()
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(self.screen().availableSize()))

    @property
    def found(self) -> Study | None:
        """The study that is shown; None before the first."""
        return self._found

    def message(self) -> str:
        """What went wrong, or where it was saved."""
        return self._banner.message()

    # What a person does

    def study(self, source: Path) -> None:
        """Inspect the images of a folder or a table."""
        order = studying.order_of(self._workbench, source)
        if order is None:
            return
        self._banner.dismiss()
        self._source, self._title = source, order.title
        job = partial(studying.run_study, order)
        self.job.run(self.tr("Reading {0}").format(source.name), job, self._show)

    def save(self, path: Path) -> None:
        """Write what was found, as the suffix says."""
        found = self._found
        if found is not None:
            job = partial(studying.save_study, path, found, self._title)
            self.job.run(self.tr("Saving {0}").format(path.name), job, self._on_saved)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder of images."""
        pick.folder(self, self.tr("Folder of images"), self._folder(), chosen=self.study)

    @Slot()
    def choose_table(self) -> None:
        """Ask for a table of images."""
        kinds = self.tr("Tables") + " (*.csv)"
        title = self.tr("Table of images")
        pick.open_file(self, title, self._folder(), kinds=kinds, chosen=self.study)

    def choose_place(self, kind: str) -> None:
        """Ask where the study goes. kind: html, csv or json."""
        start = self._folder() / f"{self._workbench.project.folder.stem}-study.{kind}"
        title = self.tr("Save the study")
        pick.save_file(self, title, start, kinds=_KINDS[kind], chosen=self.save)

    def _folder(self) -> Path:
        return (self._source or self._workbench.project.folder).parent

    # What is shown

    def _show(self, found: Study) -> None:
        self._found = found
        self.model.set_parts(found.parts)
        self.plot.show_study(found)
        self.numbers.show_study(found)
        self._size_columns()
        self._refresh()
        self.table.setFocus()

    @Slot()
    def _refresh(self) -> None:
        has_found, is_busy = self._found is not None, self.job.is_busy
        if self._found is not None:
            self._about.setText(text_of(study_lines.about(self._found)))
        self._about.setVisible(has_found)
        self.results.setVisible(has_found)
        self.empty.setVisible(not has_found)
        for button in (self.folder_button, self.table_button):
            button.setEnabled(not is_busy)
        self.save_button.setEnabled(has_found and not is_busy)

    @Slot()
    def _mark(self) -> None:
        index = self.table.currentIndex()
        self.plot.mark(self.model.shown[index.row()].name if index.isValid() else "")

    @Slot(str)
    def _on_failed(self, why: str) -> None:
        self._banner.say("error", text_of(why))

    def _on_saved(self, path: Path) -> None:
        self._banner.say("info", self.tr("Saved in {0}.").format(path))

    # Making

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Parts"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        table.selectionModel().currentRowChanged.connect(self._mark)
        return table

    def _size_columns(self) -> None:
        header, mode = self.table.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(mode.ResizeToContents)
        header.setSectionResizeMode(len(self.model.columns) - 1, mode.Stretch)

    def _make_buttons(self) -> None:
        self.folder_button = QPushButton(icons.icon("folder", "on_fill"), self.tr("Choose folder…"))
        self.folder_button.clicked.connect(self.choose_folder)
        self.table_button = QPushButton(icons.icon("results"), self.tr("Choose table…"))
        self.table_button.clicked.connect(self.choose_table)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.tr("Close"), role.RejectRole)
        self.save_button = self.buttons.addButton(self.tr("Save as"), role.ActionRole)
        self.save_button.setIcon(icons.icon("save"))
        menu = QMenu(self.save_button)
        for kind, text in (
            ("html", self.tr("Page to read (HTML)…")),
            ("csv", self.tr("Table of images (CSV)…")),
            ("json", self.tr("All numbers (JSON)…")),
        ):
            menu.addAction(text).triggered.connect(partial(self._on_save, kind))
        self.save_button.setMenu(menu)
        self.buttons.rejected.connect(self.reject)

    def _on_save(self, kind: str, checked: bool = False) -> None:
        self.choose_place(kind)

    def _lay_out(self) -> None:
        margin = 3 * theme.STEP
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        column.setSpacing(2 * theme.STEP)
        column.addLayout(self._lay_out_top())
        column.addWidget(self._banner)
        column.addWidget(self._lay_out_results(), 1)
        column.addWidget(self._lay_out_empty(), 1)
        column.addWidget(self.job)
        column.addWidget(self.buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        theme.as_role(self.folder_button, "primary")
        self.folder_button.setDefault(True)
        self.folder_button.setFocus()

    def _lay_out_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(self._about, 1)
        row.addStretch()
        row.addWidget(self.table_button)
        row.addWidget(self.folder_button)
        return row

    def _lay_out_results(self) -> QWidget:
        self.results = QWidget()
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        frame, inside = card(self.tr("Spread of each part"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.plot)
        inside.addWidget(scroll, 1)
        row.addWidget(frame, 1)
        self.numbers.setFixedWidth(_NUMBERS_WIDTH)
        row.addWidget(self.numbers)
        column.addLayout(row, 5)
        frame, inside = card(self.tr("Parts"))
        inside.addWidget(self.table, 1)
        column.addWidget(frame, 3)
        return self.results

    def _lay_out_empty(self) -> QWidget:
        """What a person needs to know before the first study."""
        self.empty, inside = card(self.tr("Photograph the same parts several times"))
        inside.setContentsMargins(*[4 * theme.STEP] * 4)
        inside.setSpacing(2 * theme.STEP)
        for text in (
            self.tr(
                "Take each part out and put it back; if you like, in several lights or positions "
                "(conditions). The detector of this inspection says what it thinks of every image."
            ),
            self.tr(
                "A folder: PART/CONDITION/image.png, PART/image.png, or names like "
                "part_condition_repeat.png; inside folders good and bad where you know which parts "
                "are which."
            ),
            self.tr("A table (CSV) with the columns file, part, condition, label."),
            self.tr(
                "10 parts, 3 conditions and 3 repeats say how repeatable the score is; about 50 "
                "parts, a third of them near the limit, how repeatable the verdicts are."
            ),
        ):
            inside.addWidget(line(text))
        inside.addStretch(1)
        return self.empty

    # Qt's

    def reject(self) -> None:
        """Close; what is running is dropped."""
        self.job.stop()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if not self.job.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.study(Path(files[0]))
