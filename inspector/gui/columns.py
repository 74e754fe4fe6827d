"""A table whose columns say of themselves what they show: what such models have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class Heading(Protocol):
    """What a model needs to know of a column. Numbers stand at the right."""

    @property
    def heading(self) -> str: ...

    @property
    def tip(self) -> str: ...

    @property
    def is_number(self) -> bool: ...


class ColumnsModel(QAbstractTableModel):
    """Counts its rows and columns and names the columns; the rest is up to each table."""

    @property
    def columns(self) -> Sequence[Heading]:
        raise NotImplementedError

    @property
    def shown(self) -> Sequence[Any]:
        """The rows in the order in which they are shown."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip
        return alignment(column) if role == Qt.ItemDataRole.TextAlignmentRole else None


def alignment(column: Heading) -> Qt.AlignmentFlag:
    """Of the heading and of the cells."""
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
