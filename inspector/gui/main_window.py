"""The main window: puts the panels around the canvas and connects them. It knows all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from inspector.core.errors import InspectorError, WeightsError
from inspector.gui import actions, settings
from inspector.gui.availability import Availability
from inspector.gui.canvas.view import Canvas
from inspector.gui.canvas_link import CanvasLink
from inspector.gui.canvas_tools import CanvasTools
from inspector.gui.comparing import CompareMethods
from inspector.gui.dialogs.message import Banner
from inspector.gui.documents import Documents
from inspector.gui.explaining import Comparison
from inspector.gui.measuring import Measuring
from inspector.gui.missing import MissingImages
from inspector.gui.outputs import Outputs
from inspector.gui.panels.fit import FitPanel
from inspector.gui.panels.gallery import GalleryPanel
from inspector.gui.panels.log import LogPanel
from inspector.gui.panels.results import ResultsPanel
from inspector.gui.preferences import Preferences
from inspector.gui.ranking import RankImages
from inspector.gui.runner import Runner
from inspector.gui.session import Session
from inspector.gui.start_page import StartPage
from inspector.gui.status import StatusBar
from inspector.gui.studying import StudyRepeatability
from inspector.gui.workbench import Workbench

if TYPE_CHECKING:
    from inspector.gui.panels.calibrate import CalibratePanel

_FIRST_SIZE = QSize(1440, 900)
_DOCK_WIDTHS = [310, 380]
_SETTLED = 150  # milliseconds until the window is drawn and heavy things may be imported
_MAIN_BAR = ("new", "open", "save", "", "undo", "redo", "", "live", "fit", "", "export-detector")


class MainWindow(QMainWindow):
    """Everything on screen. State is in the workbench, work in the runner, files in documents."""

    def __init__(self, stored: settings.Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.setDockOptions(self.dockOptions() | QMainWindow.DockOption.GroupedDragging)
        self.settings = stored or settings.Settings()
        self.workbench = Workbench(self)
        self.runner = Runner(self.workbench, self)
        self.measuring = Measuring(self.workbench, self.runner, self)
        self.session = Session(self.workbench, self)
        self.documents = Documents(
            self.workbench, self.session, self.runner, self, lambda: self.settings.recent
        )
        self._was_open: bool | None = None
        self.actions_by_id = actions.make_actions(self)
        self._make_widgets()
        self._place_widgets()
        self._connect_documents()
        self._connect_runner()
        self._connect_images()
        self._link()
        self._restore()
        self._show_state()

    # What a person may be told

    def say_error(self, error: Exception) -> None:
        """Show an error without stopping anything, and keep it in the log."""
        text = str(error) if isinstance(error, InspectorError) else self._unexpected(error)
        if isinstance(error, WeightsError):
            self.banner.say("error", text, self.tr("Get the weights…"), self.outputs.get_weights)
        else:
            self.banner.say("error", text)
        self.log.add("error", text)

    def _unexpected(self, error: Exception) -> str:
        what = f"{type(error).__name__}: {error}".removesuffix(": ")
        return self.tr("Something unexpected went wrong: {0}. The log has more.").format(what)

    def say(self, text: str) -> None:
        """Show something worth knowing, and keep it in the log."""
        self.banner.say("info", text)
        self.log.add("info", text)

    def raise_panel(self, name: str) -> None:
        """Bring a panel to the front, by the name of its dock."""
        dock = next(each for each in self._docks if each.objectName() == name)
        dock.show()
        dock.raise_()

    # Making

    def _make_widgets(self) -> None:
        self.canvas = Canvas()
        self.gallery = GalleryPanel(self.workbench)
        self.fit_panel = FitPanel(self.workbench)
        self.calibrate_panel: CalibratePanel | None = None
        self.results = ResultsPanel(self.workbench)
        self.log = LogPanel()
        self.start_page = StartPage()
        self.banner = Banner()
        self.status = StatusBar(self.runner)
        self.comparison = Comparison(self.workbench, self.runner, self.canvas)

    def _place_widgets(self) -> None:
        self.tools = CanvasTools(self.canvas, self.actions_by_id)
        picture = QWidget()
        column = QVBoxLayout(picture)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.comparison)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(picture)
        central = QWidget()
        around = QVBoxLayout(central)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self.banner)
        around.addWidget(self._pages, 1)
        self.setCentralWidget(central)
        self.setStatusBar(self.status)
        self._make_bars()
        self._make_docks()

    def _make_bars(self) -> None:
        self.menus = actions.fill_menus(self.menuBar(), self.actions_by_id)
        actions.attach(
            self.actions_by_id,
            {"window": self, "gallery": self.gallery, "canvas": self.canvas},
        )
        bar = QToolBar(self.tr("Main"))
        bar.setObjectName("main-bar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in _MAIN_BAR:
            if name:
                bar.addAction(self.actions_by_id[name])
            else:
                bar.addSeparator()
        self.addToolBar(bar)
        self._bar = bar

    def _make_docks(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        self._docks = [
            self._dock("gallery", self.tr("Images"), self.gallery, left),
            self._dock("fit", self.tr("Fit"), self.fit_panel, right),
            self._dock("calibrate", self.tr("Calibrate"), QWidget(), right),
            self._dock("results", self.tr("Results"), self.results, right),
            self._dock("log", self.tr("Log"), self.log, Qt.DockWidgetArea.BottomDockWidgetArea),
        ]
        fit, calibrate, results = self._docks[1:4]
        self.tabifyDockWidget(fit, calibrate)
        self.tabifyDockWidget(calibrate, results)
        fit.raise_()
        self._docks[4].hide()
        self.setTabPosition(right, self.tabPosition(right).North)
        for dock in (fit, calibrate, results):
            dock.setTitleBarWidget(QWidget())  # the tabs say the same
        view = self.menus["view"]
        view.addSeparator()
        for dock in self._docks:
            view.addAction(dock.toggleViewAction())

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    # Connecting

    def _on(self, name: str, slot: Callable[[], object]) -> None:
        self.actions_by_id[name].triggered.connect(lambda checked=False: slot())

    def _connect_documents(self) -> None:
        documents, page = self.documents, self.start_page
        for name, slot in {
            "new": documents.choose_new,
            "open": documents.choose_open,
            "open-sample": documents.open_sample,
            "save": documents.save,
            "save-as": documents.choose_save_as,
            "add-images": documents.choose_images,
            "quit": self.close,
        }.items():
            self._on(name, slot)
        page.sample_wanted.connect(documents.open_sample)
        page.new_wanted.connect(documents.choose_new)
        page.open_wanted.connect(documents.choose_open)
        page.recent_wanted.connect(documents.open)
        documents.failed.connect(self.say_error)
        documents.told.connect(self.say)
        documents.opened.connect(self._remember)
        self.session.failed.connect(self.say_error)
        self.session.saved.connect(self._show_title)
        bench = self.workbench
        bench.opened.connect(self._show_state)
        bench.dirty_changed.connect(self._show_title)
        bench.refused.connect(self.say_error)
        for signal in (bench.current_changed, bench.mask_changed, bench.images_changed):
            signal.connect(self._show_masks_for_all)

    def _connect_runner(self) -> None:
        runner = self.runner
        self._on("fit", runner.fit)
        self._on("cancel", runner.cancel)
        self.actions_by_id["live"].toggled.connect(runner.set_live)
        self.fit_panel.fit_wanted.connect(runner.fit)
        runner.failed.connect(self.say_error)
        runner.noted.connect(self.say)
        stack = self.workbench.undo_stack
        self._on("undo", stack.undo)
        self._on("redo", stack.redo)
        for name, enabled, changed in (
            ("undo", stack.canUndo(), stack.canUndoChanged),
            ("redo", stack.canRedo(), stack.canRedoChanged),
        ):
            self.actions_by_id[name].setEnabled(enabled)
            changed.connect(self.actions_by_id[name].setEnabled)

    def _add_calibration(self) -> None:
        """Make the calibration panel, once the window stands: its plots take long to import."""
        if self.calibrate_panel is not None:
            return
        from inspector.gui.panels.calibrate import CalibratePanel
        from inspector.gui.verdicts import Verdicts

        self.calibrate_panel = CalibratePanel()
        self._docks[2].setWidget(self.calibrate_panel)
        self.verdicts = Verdicts(self.workbench, self.calibrate_panel, self.gallery)
        self.verdicts.failed.connect(self.say_error)

    def _connect_images(self) -> None:
        gallery = self.gallery
        gallery.add_wanted.connect(self.documents.choose_images)
        action = self.actions_by_id["find-missing"]
        self.missing = MissingImages(self.workbench, self.runner, action, self)
        self.missing.told.connect(self.say)
        gallery.missing_changed.connect(lambda ids: self.missing.show(ids, self.banner))
        for name, slot in {
            "mark-good": partial(gallery.mark, "good"),
            "mark-bad": partial(gallery.mark, "bad"),
            "mark-unset": partial(gallery.mark, "unset"),
            "toggle-reference": gallery.toggle_reference,
            "not-a-defect": gallery.learn_selected,
            "remove-images": gallery.remove_selected,
            "previous": partial(gallery.step, -1),
            "next": partial(gallery.step, 1),
        }.items():
            self._on(name, slot)

    def _link(self) -> None:
        self.canvas_link = CanvasLink(self.workbench, self.runner, self.canvas, self.status)
        self.canvas_link.failed.connect(self.say_error)
        self.canvas_link.unreadable.connect(lambda error: self.log.add("error", str(error)))
        for_all = self.actions_by_id["masks-for-all"]
        for_all.triggered.connect(self._use_masks_for_all)
        compare = self.actions_by_id["compare"]
        compare.setChecked(True)
        compare.toggled.connect(self.comparison.set_on)
        fit = self.actions_by_id["fit"]
        fit.enabledChanged.connect(self.fit_panel.set_can_fit)
        self.availability = Availability(
            self.actions_by_id, self.workbench, self.runner, parent=self
        )
        self.session.saved.connect(self.availability.refresh)
        self.session.saved.connect(self.canvas_link.follow_rights)
        self.outputs = Outputs(self)
        self.comparing = CompareMethods(self)
        self.ranking = RankImages(self)
        self.studying = StudyRepeatability(self)
        self.preferences = Preferences(self)

    def _use_masks_for_all(self, are_for_all: bool) -> None:
        self.workbench.set_part_masks(self.workbench.current if are_for_all else "")

    def _show_masks_for_all(self) -> None:
        workbench = self.workbench
        is_source = bool(workbench.current) and workbench.part_masks == workbench.current
        self.actions_by_id["masks-for-all"].setChecked(is_source)

    # State

    def _show_state(self) -> None:
        was_open, is_open = self._was_open, self.workbench.is_open
        if is_open != was_open:  # a dock that a person closed stays so while this one is open
            self._was_open = is_open
            self._pages.setCurrentIndex(int(is_open))
            which = QSizePolicy.Policy.Ignored if is_open else QSizePolicy.Policy.Preferred
            self.start_page.setSizePolicy(which, which)  # unseen it needs no room
            for dock in self._docks[:4]:
                dock.setVisible(is_open)
        self.tools.setEnabled(is_open)
        self._show_title()

    def _show_title(self) -> None:
        if not self.workbench.is_open:
            self.setWindowTitle("Inspector")
            return
        project = self.workbench.project
        suffix = self.tr(" (read-only)") if project.read_only else ""
        self.setWindowTitle(f"{project.folder.stem}[*]{suffix} – Inspector")
        self.setWindowModified(self.workbench.is_dirty)

    def _remember(self, folder: Path) -> None:
        project = self.workbench.project
        if project.read_only:
            text, do = project.read_only_reason, self.documents.choose_save_as
            self.banner.say("warning", text, self.tr("Save as…"), do)
            self.log.add("warning", text)
        self.settings = self.settings.with_recent(folder)
        self.preferences.show_recent()

    def _restore(self) -> None:
        self.resize(_FIRST_SIZE)
        QTimer.singleShot(0, self, self._share_width)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray(self.settings.geometry))
        if self.settings.state:
            self.restoreState(QByteArray(self.settings.state))
        live: QAction = self.actions_by_id["live"]
        live.setChecked(self.settings.live)
        self.canvas.set_brush_size(self.settings.brush_size)
        self.workbench.opened.connect(self._add_calibration)
        QTimer.singleShot(_SETTLED, self, self._add_calibration)
        QTimer.singleShot(_SETTLED, self, partial(self.runner.warm_up, self.fit_panel.list_devices))

    def _share_width(self) -> None:
        """Give the picture the most, unless a person has chosen otherwise before."""
        if not self.settings.state:
            docks = [self._docks[0], self._docks[1]]
            self.resizeDocks(docks, _DOCK_WIDTHS, Qt.Orientation.Horizontal)

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open or add what was dropped."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        event.acceptProposedAction()
        self.documents.drop(paths)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask about unsaved work, stop what runs, remember the window."""
        if not self.documents.may_leave():
            event.ignore()
            return
        self.settings = replace(
            self.settings,
            geometry=bytes(self.saveGeometry().data()),
            state=bytes(self.saveState().data()),
            live=self.actions_by_id["live"].isChecked(),
            brush_size=self.canvas.brush_size,
        )
        self.preferences.save()
        self.runner.shut_down()
        self.canvas_link.loader.shut_down()
        self.gallery.shut_down()
        self.log.detach()
        self.session.close()
        event.accept()
