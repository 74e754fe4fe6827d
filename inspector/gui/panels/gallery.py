"""The gallery: all images of the project, what is said about them, and the keys to say it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from inspector.core.project import Label
from inspector.gui import theme
from inspector.gui.panels.gallery_arranged import ArrangedModel
from inspector.gui.panels.gallery_bar import Banner, GalleryBar
from inspector.gui.panels.gallery_empty import EmptyPage
from inspector.gui.panels.gallery_items import counts
from inspector.gui.panels.gallery_model import ITEM, GalleryModel
from inspector.gui.panels.gallery_pictures import GalleryPictures
from inspector.gui.panels.gallery_view import GalleryView
from inspector.gui.workbench import Workbench

_Command = QItemSelectionModel.SelectionFlag


class GalleryPanel(QWidget):
    """Shows the images of the workbench; what is current here is what the canvas shows.

    Its menu on right click offers the actions that were added to it. Call `shut_down` before the
    application ends.
    """

    add_wanted = Signal()
    """A person wants to add images and is to be asked which."""
    missing_changed = Signal(object)
    """Ids (frozenset) of the images whose files are not where they were."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._only: frozenset[str] | None = None
        self._is_changing = False
        self._pictures = GalleryPictures(workbench, self)
        self._model = GalleryModel(workbench, self._pictures, self)
        self._arranged = ArrangedModel(self._model, self)
        self.view = GalleryView(self._arranged, self)
        self.view.setAccessibleName(self.tr("Images"))
        self._bar, self._banner = GalleryBar(), Banner()
        self._status = QLabel()
        self._lay_out()
        self._connect()
        self._on_opened()

    # What a person can do

    @property
    def selected(self) -> list[str]:
        """Ids of the selected images, in the order in which they are shown."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self._arranged.index(row, 0).data(ITEM).id for row in rows]

    @property
    def shown(self) -> list[str]:
        """Ids of the images that filter and search let through, in their order."""
        return self._arranged.ids()

    def mark(self, label: Label) -> None:
        """Say that the selected images are good, bad, or unset."""
        self._change(lambda ids: self._workbench.set_label(ids, label))

    def toggle_reference(self) -> None:
        """Let the selected images teach; if all of them do, let them no longer."""
        entries = [self._workbench.project.image(image_id) for image_id in self.selected]
        wanted = not all(entry.is_reference for entry in entries)
        self._change(lambda ids: self._workbench.set_reference(ids, wanted))

    def learn_selected(self) -> None:
        """What stands out in the selected images is normal: they are good, and teach."""
        self._change(lambda ids: self._workbench.set_reference(ids, True))

    def remove_selected(self) -> None:
        """Take the selected images out of the project."""
        ids = self.selected
        if self._workbench.current in ids:
            self._go_to(self._follower(ids))
        if ids:
            self._workbench.remove(ids)

    def step(self, by: int) -> None:
        """Go to the next image (1) or the one before (-1) of those that are shown."""
        shown, current = self.shown, self._workbench.current
        if shown:
            start = shown.index(current) + by if current in shown else 0
            self._go_to(shown[min(max(start, 0), len(shown) - 1)])

    def show_only(self, ids: Collection[str], reason: str) -> None:
        """Show only these images, and say why; the person can go back to all with one click."""
        self._only = frozenset(ids)
        self._banner.say(reason)
        self._bar.choose("all")
        if self._workbench.current not in self._only and self.shown:
            self._go_to(self.shown[0])

    def put_places(self, places: Mapping[str, int]) -> None:
        """Show all images in the order of a ranking; places by their ids, 1 the most unusual."""
        self._model.put_places(places)
        self.show_all()
        self._bar.choose_sort("unusual")

    def show_all(self) -> None:
        """End `show_only`, filter and search."""
        self._only = None
        self._banner.say("")
        self._bar.choose("all")

    @property
    def edge(self) -> int:
        """The size of the pictures, in px."""
        return self.view.edge

    def set_edge(self, edge: int) -> None:
        """Show larger or smaller pictures."""
        self.view.set_edge(edge)
        self._bar.show_edge(self.view.edge)

    def shut_down(self) -> None:
        """Make no more pictures, and wait for the one that is being made."""
        self._pictures.shut_down()

    # How it is put together

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._empty = EmptyPage(
            self.tr("No images yet"),
            self.tr("Drop images or a folder here. Folders named good and bad are understood."),
            self.tr("Add images…"),
        )
        self._nothing = EmptyPage(
            self.tr("No such image"),
            self.tr("No image fits the filter and the search."),
            self.tr("Show all"),
        )
        for page in (self.view, self._empty, self._nothing):
            self._pages.addWidget(page)
        theme.as_role(self._status, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.STEP, theme.STEP, theme.STEP, theme.STEP)
        column.setSpacing(theme.STEP)
        for widget in (self._bar, self._banner, self._pages, self._status):
            column.addWidget(widget, 1 if widget is self._pages else 0)

    def _connect(self) -> None:
        bench = self._workbench
        bench.opened.connect(self._on_opened)
        bench.current_changed.connect(self._follow)
        self._pictures.presence.changed.connect(self._tell_missing)
        self._model.about_to_change.connect(self._on_about_to_change)
        self._model.items_changed.connect(self._on_items)
        self._bar.arrangement_changed.connect(self._on_arrangement)
        self._bar.edge_changed.connect(self.view.set_edge)
        self._bar.done.connect(self.view.setFocus)
        self._banner.closed.connect(self.show_all)
        self._empty.clicked.connect(self.add_wanted)
        self._nothing.clicked.connect(self.show_all)
        self.view.seen_changed.connect(self._want_pictures)
        self._pictures.stale.connect(self._want_pictures)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.customContextMenuRequested.connect(self._show_menu)
        theme.look().changed.connect(self.view.restyle)
        self._bar.show_edge(self.view.edge)

    # How it follows the workbench

    @Slot()
    def _on_opened(self) -> None:
        self._only = None
        self._banner.say("")
        self._bar.choose("all")
        self._tell_missing()

    @Slot()
    def _tell_missing(self) -> None:
        self.missing_changed.emit(self._pictures.presence.missing)

    @Slot()
    def _on_about_to_change(self) -> None:
        self._is_changing = True

    @Slot()
    def _on_items(self) -> None:
        self._arrange()
        self._bar.show_counts(counts(self._model.items))

    @Slot()
    def _on_arrangement(self) -> None:
        self._arranged.arrangement = replace(self._bar.arrangement, only=self._only)
        self._arrange()
        self.view.scrollTo(self.view.currentIndex())

    def _arrange(self) -> None:
        """Show what is to be shown now; selection, current image and place stay what they are."""
        self._is_changing = True
        with self.view.staying():
            self._arranged.arrange()
            # Qt makes a neighbour current where the current one went away; the canvas does not.
            index = self._arranged.index_of(self._workbench.current)
            self._show_current(index, keeps_selected=bool(self.selected))
        self._is_changing = False
        self._show_page()
        self._show_status()

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_changing:
            self._workbench.show_image(index.data(ITEM).id)

    @Slot(str)
    def _follow(self, image_id: str) -> None:
        index = self._arranged.index_of(image_id)
        if index != self.view.currentIndex():
            self._show_current(index)
            self.view.scrollTo(index)

    def _show_current(self, index: QModelIndex, *, keeps_selected: bool = False) -> None:
        """Make an image the current one; select it alone unless it is one of those selected.

        keeps_selected: leave what is selected; a person may have taken the current one out of it.
        """
        selection = self.view.selectionModel()
        if not index.isValid():
            selection.clearCurrentIndex()
        elif keeps_selected or selection.isSelected(index):
            selection.setCurrentIndex(index, _Command.NoUpdate)
        else:
            selection.setCurrentIndex(index, _Command.ClearAndSelect)

    # How it acts

    def _change(self, change: Callable[[list[str]], None]) -> None:
        """Change the selected images; where they are no longer shown then, go to the next one."""
        ids = self.selected
        if not ids:
            return
        follower, current = self._follower(ids), self._workbench.current
        change(ids)
        if current in ids and not self._arranged.index_of(current).isValid():
            self._go_to(follower)

    def _follower(self, ids: Collection[str]) -> str:
        """The image after these, else the one before them; "" if there is no other."""
        shown = self.shown
        last = max((row for row, each in enumerate(shown) if each in ids), default=0)
        after = [each for each in shown[last:] if each not in ids]
        before = [each for each in shown[:last] if each not in ids]
        return after[0] if after else before[-1] if before else ""

    def _go_to(self, image_id: str) -> None:
        index = self._arranged.index_of(image_id)
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(index, _Command.ClearAndSelect)
            self.view.scrollTo(index)

    @Slot()
    def _want_pictures(self) -> None:
        """Ask for the pictures that are seen, then for those that come next by scrolling."""
        seen, count = self.view.seen_rows(), self._arranged.rowCount()
        after = range(seen.stop, min(seen.stop + len(seen), count))
        before = range(seen.start - 1, max(seen.start - len(seen), 0) - 1, -1)
        rows = [self._arranged.source_row(row) for row in (*seen, *after, *before)]
        self._pictures.want(rows, edge=self.view.edge, ratio=self.view.devicePixelRatioF())

    # What it says

    def _show_page(self) -> None:
        if not self._model.items:
            self._pages.setCurrentWidget(self._empty)
        else:
            found = self._arranged.rowCount() > 0
            self._pages.setCurrentWidget(self.view if found else self._nothing)

    def _show_status(self) -> None:
        number = counts(self._model.items)
        alone = number["all"] == 1
        text = self.tr("1 image") if alone else self.tr("{0} images").format(number["all"])
        if number["all"]:
            text += ": " + self.tr("{0} good, {1} bad, {2} not set").format(
                number["good"], number["bad"], number["unset"]
            )
        if number["references"]:
            text += "; " + self.tr("references: {0}").format(number["references"])
        shown = self._arranged.rowCount()
        if shown != number["all"]:
            text = self.tr("{0} shown of").format(shown) + " " + text
        self._status.setText(text)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        if self.actions() and self.view.indexAt(place).isValid():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(self.view.viewport().mapToGlobal(place))

    def event(self, event: QEvent) -> bool:
        """Another screen may have another scale: ask for pictures made for it."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.view.restyle()
            self._want_pictures()
        return super().event(event)
