"""The table of a repeatability study: a line per part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from inspector.core.calibrate import Verdict
from inspector.core.study import StudiedPart
from inspector.gui.columns import ColumnsModel, Index, alignment
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.icons import icon


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says of a part, and by what it sorts."""

    heading: str
    tip: str
    text: Callable[[StudiedPart], str]
    key: Callable[[StudiedPart], Any]
    is_number: bool = True


class StudyModel(ColumnsModel):
    """Parts that change their verdict come first, then those nearest to a limit."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._parts: list[StudiedPart] = []
        self._shown: list[StudiedPart] = []
        self._sort = (-1, Qt.SortOrder.AscendingOrder)
        self._columns = self._make_columns()

    @property
    def columns(self) -> Sequence[Column]:
        return self._columns

    @property
    def shown(self) -> Sequence[StudiedPart]:
        return self._shown

    def set_parts(self, parts: Sequence[StudiedPart]) -> None:
        """Show other parts."""
        self.beginResetModel()
        self._parts = sorted(parts, key=_nearest_first)
        self._arrange()
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        part, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and part.flips:
            return icon("warning")
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._shown[index.row()], index.column()) for index in before]
        self._arrange()
        after = [self.index(self._shown.index(part), place) for part, place in kept]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        place, order = self._sort
        self._shown = list(self._parts)
        if place < 0:
            return
        key = self._columns[place].key
        known = [part for part in self._parts if key(part) is not None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self._shown = known + [part for part in self._parts if key(part) is None]

    def _make_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Part"), "", lambda p: p.name, lambda p: p.name, is_number=False),
            Column(
                self.tr("Label"),
                self.tr("What a person says"),
                lambda p: "" if p.label == "unset" else text_of(p.label),
                lambda p: p.label,
                is_number=False,
            ),
            Column(self.tr("Images"), "", lambda p: str(p.images), lambda p: p.images),
            Column(
                self.tr("Mean"),
                self.tr("Mean score of its images"),
                lambda p: number(p.mean),
                lambda p: p.mean,
            ),
            *self._spread_columns(),
            Column(
                self.tr("Verdicts"),
                self.tr("How many images get each"),
                self._verdicts,
                lambda p: p.flips,
                is_number=False,
            ),
        )

    def _spread_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Spread"),
                self.tr("Standard deviation of its scores"),
                lambda p: "" if p.spread is None else number(p.spread, ".3g"),
                lambda p: p.spread,
            ),
            Column(
                self.tr("Range"),
                self.tr("From its lowest to its highest score"),
                lambda p: number(p.range, ".3g"),
                lambda p: p.range,
            ),
            Column(
                self.tr("Sigmas to limit"),
                self.tr("From its mean to the nearest limit; below 3 the verdict may change"),
                lambda p: "" if p.distance is None else number(p.distance, ".1f"),
                lambda p: p.distance,
            ),
        )

    def _verdicts(self, part: StudiedPart) -> str:
        names: dict[Verdict, str] = {
            "pass": self.tr("pass"),
            "unsure": self.tr("unsure"),
            "fail": self.tr("fail"),
        }
        return ", ".join(
            f"{part.verdicts[verdict]} {name}"
            for verdict, name in names.items()
            if verdict in part.verdicts
        )


def _nearest_first(part: StudiedPart) -> tuple[bool, float]:
    return not part.flips, float("inf") if part.distance is None else part.distance
