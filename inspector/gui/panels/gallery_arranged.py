"""The images that the gallery shows now, in the order in which it shows them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel

from inspector.gui.panels.gallery_items import Arrangement
from inspector.gui.panels.gallery_model import GalleryModel, Index


class ArrangedModel(QSortFilterProxyModel):
    """The rows that an Arrangement shows, in its order. Who selects keeps what stays visible."""

    def __init__(self, source: GalleryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.arrangement = Arrangement()
        self._gallery = source
        self._ranks: dict[int, int] = {}
        # All at once in `arrange`, rather than row by row whenever one of them changes.
        self.setDynamicSortFilter(False)
        self.setSourceModel(source)
        self.arrange()
        self.sort(0)

    def arrange(self) -> None:
        """Show what is to be shown now."""
        rows = self.arrangement.rows(self._gallery.items)
        self._ranks = {row: rank for rank, row in enumerate(rows)}
        if set(self.shown_rows()) != self._ranks.keys():
            self.invalidate()
        if self.shown_rows() != rows:
            self.sort(0)

    def shown_rows(self) -> list[int]:
        """The rows of the source, in the order in which they are shown."""
        return [self.source_row(row) for row in range(self.rowCount())]

    def source_row(self, row: int) -> int:
        """The row of the source that a shown row stands for."""
        return self.mapToSource(self.index(row, 0)).row()

    def ids(self) -> list[str]:
        """The ids of the images that are shown, in their order."""
        return [self._gallery.items[row].id for row in self.shown_rows()]

    def index_of(self, image_id: str) -> QModelIndex:
        """Where an image is shown; not valid if it is not."""
        row = self._gallery.row(image_id)
        return QModelIndex() if row is None else self.mapFromSource(self._gallery.index(row))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        return source_row in self._ranks

    def lessThan(self, source_left: Index, source_right: Index) -> bool:  # noqa: N802
        last = len(self._ranks)
        ranks = self._ranks
        return ranks.get(source_left.row(), last) < ranks.get(source_right.row(), last)
