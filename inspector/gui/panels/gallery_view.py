"""The list of the gallery: even columns, and pictures made for what can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from inspector.gui import theme
from inspector.gui.panels.gallery_arranged import ArrangedModel
from inspector.gui.panels.gallery_delegate import GalleryDelegate

EDGES = range(72, 257, 8)
"""The sizes that pictures can have, in px."""

_SLACK = 1
"""Qt breaks a line that fills the width to the last pixel."""

_SETTLE_MS = 15
_BATCH = 1000
"""So many cells are laid out at once: few enough for one frame, more than most projects have, so
that the place to which a person has scrolled is there again at once."""


class GalleryView(QListView):
    """Pictures in even columns; tells which rows are seen when that changes."""

    seen_changed = Signal()

    def __init__(self, model: ArrangedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranged = model
        self._delegate = GalleryDelegate(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.seen_changed)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        # Files that are dropped are for the window; images of the gallery stay where they are.
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        # So Qt moves what is painted when a person scrolls, and has only the new lines painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.set_edge(self._delegate.edge)

    @property
    def edge(self) -> int:
        """The size of the box that holds a picture."""
        return self._delegate.edge

    def set_edge(self, edge: int) -> None:
        """Show larger or smaller pictures, with the same one at the top of the view."""
        top = self._arranged.index(self.seen_rows().start, 0)
        self._delegate.set_edge(min(max(edge, EDGES.start), EDGES.stop - 1))
        with self.staying():
            self._fit_columns()
        if top.isValid():
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)

    def restyle(self) -> None:
        """The theme or the fonts have changed."""
        self._delegate.set_edge(self.edge)
        self._fit_columns()
        self.viewport().update()

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Rows may come and go inside; the place to which a person has scrolled stays."""
        place = self.verticalScrollBar().value()
        yield
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)
        self._settle.start()

    def seen_rows(self) -> range:
        """The rows of which something is to be seen."""
        count, grid, area = self._arranged.rowCount(), self.gridSize(), self.viewport().rect()
        first = self.indexAt(area.topLeft() + QPoint(grid.width() // 2, 1)).row()
        if first < 0:
            return range(0)
        below = range(area.right() - grid.width() // 2, 0, -grid.width())
        rows = (self.indexAt(QPoint(x, area.bottom())).row() for x in below)
        return range(first, next((row + 1 for row in rows if row >= 0), count))

    @Slot(int)
    def _on_scroll(self, value: int) -> None:
        # Not connected to the timer itself, which would wait for `value` milliseconds.
        self._settle.start()

    def _fit_columns(self) -> None:
        """Share out the width that is left over, so that no gap is at the right."""
        cell, width = self._delegate.least, self.viewport().width() - _SLACK
        columns = max(1, width // cell.width())
        self._delegate.cell = QSize(max(cell.width(), width // columns), cell.height())
        self.setGridSize(self._delegate.cell)

    def paintEvent(self, e: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The viewport is opaque: its ground is to be painted too."""
        painter = QPainter(self.viewport())
        painter.fillRect(e.rect(), QColor(theme.current().surface))
        painter.end()
        super().paintEvent(e)

    def resizeEvent(self, e: QResizeEvent) -> None:  # noqa: N802
        """Qt lays out again after it."""
        self._fit_columns()
        super().resizeEvent(e)
        self._settle.start()

    def changeEvent(self, e: QEvent) -> None:  # noqa: N802
        """Cells are as high as their text."""
        super().changeEvent(e)
        if e.type() == QEvent.Type.FontChange:
            self.restyle()
