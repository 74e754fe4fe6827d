"""Several methods on the images of the project, side by side, and a way to take one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.core import backbones
from inspector.core.comparison import Outcome, Unfit, remarks
from inspector.core.method import methods, suggested
from inspector.gui import icons, theme
from inspector.gui.core_text import text_of
from inspector.gui.dialogs.card import card, line
from inspector.gui.dialogs.compare_model import MethodsModel, Row
from inspector.gui.plots.method_plots import SWATCH, Line, MethodPlots
from inspector.gui.runner import Runner
from inspector.gui.workbench import Workbench

_WIDTH, _HEIGHT = 1080, 800
_ROW_HEIGHT = 32
_TABLE_ROWS = 8
_REMARK_WIDTH = 320


class CompareDialog(QDialog):
    """Not modal: images can be marked while it is open. What it found stays until the next run."""

    wanted = Signal(object)
    """Compare these methods (list of Method)."""
    chosen = Signal(object)
    """Use these options."""

    def __init__(self, workbench: Workbench, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench, self._runner = workbench, runner
        self._is_running = self._is_stale = False
        self.setWindowTitle(self.tr("Compare methods"))
        self.model = MethodsModel(self)
        self.plots = MethodPlots()
        self.table = self._make_table()
        self._about, self._state, self._remark = line("", "muted"), line("", "muted"), line("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.resize(QSize(_WIDTH, _HEIGHT).boundedTo(self.screen().availableSize()))

    def offer(self) -> None:
        """List the methods for the options as they are now; what is known of some is kept."""
        base = self._workbench.options
        first = not self.model.shown
        self.model.set_methods(methods(base), suggested(base))
        if first:
            self.table.selectRow(0)
        self._size_columns()
        self._refresh()

    def put(self, found: Outcome | Unfit) -> None:
        """Show what was found out about one method."""
        self.model.put(found)
        self._size_columns()
        self._refresh()

    def remark(self) -> str:
        """What is said about what may follow."""
        return self._remark.text()

    def state(self) -> str:
        """What is being done, or what is missing."""
        return self._state.text()

    # What a person does

    @Slot()
    def start(self) -> None:
        """Compare what is checked."""
        if not self.run_button.isEnabled():
            return
        is_synthetic = not any(e.label == "bad" for e in self._workbench.project.images)
        self._is_running, self._is_stale = True, False
        self.model.begin(is_synthetic=is_synthetic)
        self._size_columns()
        self._refresh()
        self.wanted.emit(self.model.chosen())

    @Slot()
    def use(self) -> None:
        """Take the method of the chosen line."""
        row = self._chosen_row()
        if row is not None:
            self.chosen.emit(row.method.options)

    # What happens elsewhere

    def _connect(self) -> None:
        self.model.chosen_changed.connect(self._refresh)
        self.table.selectionModel().currentRowChanged.connect(self._refresh)
        self.model.layoutChanged.connect(self._refresh)
        for signal in (self._runner.started, self._runner.ended):
            signal.connect(self._on_job)
        self._runner.progressed.connect(self._on_progress)
        for signal in (self._workbench.images_changed, self._workbench.mask_changed):
            signal.connect(self._on_images)
        theme.look().changed.connect(self._refresh)

    @Slot()
    def _on_job(self) -> None:
        self._is_running = self._is_running and self._runner.is_busy
        self._refresh()

    @Slot(int, int, str)
    def _on_progress(self, done: int, total: int, text: str) -> None:
        if self._is_running:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._state.setText(text_of(text))

    @Slot()
    def _on_images(self) -> None:
        self._is_stale = bool(self._outcomes())
        self._refresh()

    # What is shown

    def _outcomes(self) -> list[Outcome]:
        return [row.outcome for row in self.model.shown if row.outcome is not None]

    def _chosen_row(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.shown[index.row()] if index.isValid() else None

    @Slot()
    def _refresh(self) -> None:
        if not self._workbench.is_open:
            return
        rows, chosen = self.model.shown, self._chosen_row()
        measured = [Line(row.outcome, row.place) for row in rows if row.outcome is not None]
        lines = sorted(measured, key=lambda each: each.place)
        self.plots.show_lines(lines, chosen.place if chosen else -1)
        self.results.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        said = [text_of(each) for each in remarks([each.outcome for each in lines])]
        self._remark.setText("\n\n".join(said))
        self._about.setText(self._about_text())
        missing = self._missing()
        self.run_button.setEnabled(not missing)
        self.run_button.setVisible(not self._is_running)
        self.stop_button.setVisible(self._is_running)
        self._bar.setVisible(self._is_running)
        if not self._is_running:
            self._state.setText(missing or self._idle_text())
        may_use = chosen is not None and not chosen.missing and not self._runner.is_busy
        self.use_button.setEnabled(may_use and not self._workbench.project.read_only)

    def _about_text(self) -> str:
        images, options = self._workbench.project.images, self._workbench.options
        good = [e for e in images if e.label == "good"]
        teach = sum(e.is_reference for e in good)
        bad = sum(e.label == "bad" for e in images)
        said = self.tr("On %n reference(s), each measured without itself,", "", teach) + self.tr(
            " {0} more good and {1} bad images."
        ).format(len(good) - teach, bad)
        row = backbones.row(options.backbone.id)
        size = options.preprocess.size
        return (
            said
            + " "
            + self.tr("Detectors use {0} at {1} px; presets bring their own.").format(
                text_of(row.label), size
            )
        )

    def _missing(self) -> str:
        """Why nothing can be compared now; empty where it can."""
        images = self._workbench.project.images
        if self._runner.is_busy:
            return self.tr("Something is running: wait, or stop it with Esc.")
        if not any(e.label == "good" and e.is_reference for e in images):
            return self.tr("Mark a good image with G and let it teach with R.")
        return "" if self.model.chosen() else self.tr("Check at least one method.")

    def _idle_text(self) -> str:
        if self._is_stale:
            return self.tr("Images were marked or painted since. Compare again.")
        slow = [text_of(m.label) for m in self.model.chosen() if m.is_slow]
        if slow:
            return self.tr("{0}: takes minutes to learn.").format(", ".join(slow))
        return ""

    # Making

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Methods"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setIconSize(QSize(*SWATCH))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        table.activated.connect(self._on_activated)
        return table

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.table.selectRow(index.row())

    def _size_columns(self) -> None:
        """Names take what numbers leave; where there is too little, one can scroll."""
        header, mode = self.table.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(mode.ResizeToContents)
        if header.length() < self.width() - 8 * theme.STEP:
            header.setSectionResizeMode(0, mode.Stretch)

    def _make_buttons(self) -> None:
        self.run_button = QPushButton(icons.icon("run", "on_fill"), self.tr("Compare"))
        self.run_button.clicked.connect(self.start)
        self.stop_button = QPushButton(icons.icon("cancel"), self.tr("Stop"))
        self.stop_button.clicked.connect(self._runner.cancel)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.tr("Close"), role.RejectRole)
        self.use_button = self.buttons.addButton(self.tr("Use this method"), role.ActionRole)
        self.use_button.setIcon(icons.icon("detector"))
        self.use_button.setToolTip(self.tr("Take the options of the chosen line, and fit"))
        self.use_button.clicked.connect(self.use)
        self.buttons.rejected.connect(self.close)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        theme.as_role(self.run_button, "primary")
        self.run_button.setDefault(True)

    def _lay_out(self) -> None:
        margin = 3 * theme.STEP
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, 2 * theme.STEP)
        column.setSpacing(2 * theme.STEP)
        column.addWidget(self._about)
        self.table.setMinimumHeight(_ROW_HEIGHT * _TABLE_ROWS)
        column.addWidget(self.table, 3)
        column.addLayout(self._lay_out_state())
        column.addWidget(self._lay_out_results(), 4)
        column.addWidget(self.empty)
        column.addWidget(self.buttons)

    def _lay_out_state(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(self._state, 1)
        row.addWidget(self._bar)
        row.addWidget(self.stop_button)
        row.addWidget(self.run_button)
        return row

    def _lay_out_results(self) -> QWidget:
        self.results = QWidget()
        row = QHBoxLayout(self.results)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        frame, inside = card("")
        inside.addWidget(self.plots)
        row.addWidget(frame, 1)
        said, inside = card(self.tr("What follows from this"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(self._remark)
        inside.addWidget(scroll, 1)
        said.setFixedWidth(_REMARK_WIDTH)
        row.addWidget(said)
        self.empty = QLabel(
            self.tr("Check some methods and compare them: their curves are drawn here.")
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.as_role(self.empty, "muted")
        return self.results

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._size_columns()
