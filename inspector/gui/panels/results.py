"""All inspections as a table that sorts, filters, and leads to the images."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui import theme
from inspector.gui.icons import icon
from inspector.gui.panels.results_model import ResultsModel, rows_of
from inspector.gui.workbench import Workbench

_ROW_HEIGHT = 32
_FILTER_WIDTH = 240
_NARROW = 640  # below it the buttons keep their icons only
_NAME_WIDTHS = (140, 220)
_NUMBER_WIDTH = 84
_ICON_AND_GAPS = 56  # of a cell: 16 pixels of icon, and what Qt and the theme leave around both


class ResultsPanel(QWidget):
    """Shows what the workbench knows of every image; a click on a line shows its image."""

    save_wanted = Signal(str)
    """Somebody wants the results as a file: csv, jsonl or html."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._is_stale = True
        self._is_fitting = True
        self.model = ResultsModel(self)
        self.table = self._table()
        self.filter = self._filter()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        theme.as_role(self._summary, "muted")
        self._buttons = [
            self._button("csv", self.tr("CSV"), "results", self.tr("Save the table as CSV")),
            self._button("jsonl", self.tr("JSON"), "export", self.tr("Save as JSON lines")),
            self._button("html", self.tr("Report"), "report", self.tr("Save a report to sign")),
        ]
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        theme.as_role(self._empty, "muted")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def summary(self) -> str:
        """How many images have which verdict, in words."""
        return self._summary.text()

    @Slot()
    def refresh(self) -> None:
        """Show what the workbench knows now; waits until the panel is seen."""
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        self.model.set_rows(rows_of(self._workbench))
        if self._is_fitting and self.model.rows:
            self._fit_columns()
        self._show_summary()
        self._follow(self._workbench.current)

    def _connect(self) -> None:
        workbench = self._workbench
        workbench.opened.connect(self._on_opened)
        for signal in (
            workbench.opened,
            workbench.images_changed,
            workbench.fitted_changed,
            workbench.findings_changed,
            workbench.calibration_changed,
        ):
            signal.connect(self.refresh)
        workbench.current_changed.connect(self._follow)
        self.filter.textChanged.connect(self._on_filter)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.activated.connect(self._on_activated)
        self.table.doubleClicked.connect(self._on_activated)

    @Slot()
    def _on_opened(self) -> None:
        self._is_fitting = True

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_summary()
        self._follow(self._workbench.current)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, selected: QItemSelection, _: QItemSelection) -> None:
        if selected.indexes():
            self._show_image(selected.indexes()[0])

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self._show_image(index)

    def _show_image(self, index: QModelIndex) -> None:
        self._workbench.show_image(self.model.shown[index.row()].image_id)

    @Slot(str)
    def _follow(self, image_id: str) -> None:
        """Mark the line of the shown image, where the filter leaves it."""
        place, selection = self.model.place_of(image_id), self.table.selectionModel()
        if place is None:
            selection.clear()
            return
        index = self.model.index(place, 0)
        if not selection.isRowSelected(place, QModelIndex()):
            how = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, how.ClearAndSelect | how.Rows)
            self.table.scrollTo(index)

    def _show_summary(self) -> None:
        rows = self.model.rows
        is_measured = any(row.score is not None or row.failure for row in rows)
        for button in self._buttons:
            button.setEnabled(is_measured)
        self.filter.setEnabled(is_measured)
        self._summary.setText(self._counts() if is_measured else "")
        self._summary.setVisible(is_measured)
        self._empty.setText(self._why_empty(is_measured))
        self._stack.setCurrentIndex(0 if is_measured and self.model.shown else 1)

    def _counts(self) -> str:
        rows, shown = self.model.rows, self.model.shown
        counts = Counter(row.verdict for row in rows)
        wrong, unread = sum(bool(r.wrong) for r in rows), sum(bool(r.failure) for r in rows)
        parts = [
            (counts["fail"], self.tr("fail")),
            (counts["unsure"], self.tr("unsure")),
            (counts["pass"], self.tr("pass")),
            (wrong, self.tr("wrong")),
            (unread, self.tr("not read")),
        ]
        total = self.tr("%n image(s)", "", len(rows))
        if len(shown) < len(rows):
            total = self.tr("{0} of {1}").format(len(shown), total)
        said = [f"{count} {word}" for count, word in parts if count]
        return " · ".join([total, *said])

    def _why_empty(self, is_measured: bool) -> str:
        if not self._workbench.is_open or not self.model.rows:
            return self.tr("There are no images yet.")
        if not is_measured:
            return self.tr("Nothing is measured yet. Fit the detector (F5) to see results here.")
        return self.tr("No image fits this filter.")

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Results"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setFrameShape(QTableView.Shape.NoFrame)
        table.setSortingEnabled(True)
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        # One height for all: with rows that measure themselves, a thousand of them are slow.
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        return table

    def _fit_columns(self) -> None:
        """Give every column room for whatever it can say; once, for people have other wishes."""
        self._is_fitting = False
        header, metrics = self.table.horizontalHeader(), self.table.fontMetrics()
        for number, column in enumerate(self.model.columns):
            words = [metrics.horizontalAdvance(word) + _ICON_AND_GAPS for word in column.words]
            least = _NUMBER_WIDTH if column.is_number else 0
            width = max(header.sectionSizeHint(number), least, *words)
            header.resizeSection(number, width)
        longest = max((row.name for row in self.model.rows), key=len)
        least, most = _NAME_WIDTHS
        wanted = metrics.horizontalAdvance(longest) + _ICON_AND_GAPS // 2
        header.resizeSection(0, min(max(wanted, least), most))

    def _filter(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("Filter: name, fail, escape…"))
        line.setAccessibleName(self.tr("Filter the results"))
        line.setClearButtonEnabled(True)
        line.setAcceptDrops(False)  # files are for the window
        line.addAction(icon("filter", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        line.setMinimumWidth(_FILTER_WIDTH // 2)
        line.setMaximumWidth(_FILTER_WIDTH)
        return line

    def _button(self, kind: str, text: str, picture: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setObjectName(kind)
        button.clicked.connect(lambda: self.save_wanted.emit(kind))
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.STEP)
        bar.addWidget(self.filter, 1)
        bar.addStretch()
        for button in self._buttons:
            bar.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(*(theme.STEP,) * 4)
        head.setSpacing(theme.STEP)
        head.addLayout(bar)
        head.addWidget(self._summary)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        is_narrow = event.size().width() < _NARROW
        for button in self._buttons:
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon
            )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
