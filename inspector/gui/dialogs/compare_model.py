"""The table of methods: which take part in a comparison, and what was found out about each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal

from inspector.core.comparison import Auroc, Outcome, Share, Unfit
from inspector.core.method import Method, why_not
from inspector.gui.columns import ColumnsModel, Index, alignment
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.dialogs.words import megabytes
from inspector.gui.engine import lacks_weights
from inspector.gui.icons import icon
from inspector.gui.plots.method_plots import swatch


@dataclass(frozen=True, slots=True)
class Row:
    """One method.

    missing: why it cannot be used here. outcome, auroc: None before it was measured.
    reason: why it could not be measured. place: among those of a comparison, which gives its line
        in the plot; -1 for one that takes no part.
    """

    method: Method
    missing: str = ""
    is_checked: bool = False
    outcome: Outcome | None = None
    auroc: Auroc | None = None
    reason: str = ""
    place: int = -1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says of a row, and by what it sorts."""

    heading: str
    tip: str
    text: Callable[[Row], str]
    key: Callable[[Row], Any]
    is_number: bool = True


class MethodsModel(ColumnsModel):
    """Methods to choose from; a row without a number stays at the end, however it is sorted."""

    chosen_changed = Signal()
    """Other methods are checked."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._shown: list[Row] = []
        self._is_synthetic = False
        self._sort = (-1, Qt.SortOrder.AscendingOrder)
        self._columns = self._make_columns()

    @property
    def columns(self) -> Sequence[Column]:
        return self._columns

    @property
    def shown(self) -> Sequence[Row]:
        return self._shown

    def chosen(self) -> list[Method]:
        """The methods that are checked, the cheap ones first."""
        return [row.method for row in self._rows if row.is_checked]

    def set_methods(self, methods: Sequence[Method], checked: Sequence[Method]) -> None:
        """Offer other methods; what is known of one that stays is kept."""
        before = {row.method: row for row in self._rows}
        self.beginResetModel()
        self._rows = [
            before.get(each) or Row(each, why_not(each.options), each in checked)
            for each in methods
        ]
        self._arrange()
        self.endResetModel()

    def begin(self, *, is_synthetic: bool) -> None:
        """A comparison of those that are checked starts: forget the last one."""
        places = {method: place for place, method in enumerate(self.chosen())}
        self._is_synthetic = is_synthetic
        self.beginResetModel()
        self._rows = [
            replace(row, outcome=None, auroc=None, reason="", place=places.get(row.method, -1))
            for row in self._rows
        ]
        self._columns = self._make_columns()
        self._arrange()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def put(self, found: Outcome | Unfit) -> None:
        """Show what was found out about one method."""
        news: dict[str, Any] = (
            {"outcome": found, "auroc": found.auroc}
            if isinstance(found, Outcome)
            else {"reason": found.reason}
        )
        self._replace(lambda row: row.method == found.method, **news)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return text_of(row.missing or row.reason or row.method.summary)
        return _of_name(row, role) if index.column() == 0 else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A method that cannot be used here can be read about, and no more."""
        if self._shown[index.row()].missing:
            return Qt.ItemFlag.NoItemFlags
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else found

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        row = self._shown[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or row.missing:
            return False
        is_checked = Qt.CheckState(value) == Qt.CheckState.Checked
        self._replace(lambda each: each is row, is_checked=is_checked)
        self.chosen_changed.emit()
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        methods = [self._shown[index.row()].method for index in before]
        self._arrange()
        places = {row.method: place for place, row in enumerate(self._shown)}
        after = [
            self.index(places[method], index.column())
            for method, index in zip(methods, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _replace(self, is_meant: Callable[[Row], bool], **changes: Any) -> None:
        self._rows = [replace(row, **changes) if is_meant(row) else row for row in self._rows]
        self.sort(*self._sort)
        last = self.index(len(self._shown) - 1, len(self._columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def _arrange(self) -> None:
        number_of, order = self._sort
        if number_of < 0:
            self._shown = list(self._rows)
            return
        key = self._columns[number_of].key
        known = [row for row in self._rows if key(row) is not None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self._shown = known + [row for row in self._rows if key(row) is None]

    def _make_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Method"),
                "",
                lambda row: text_of(row.method.label),
                lambda row: text_of(row.method.label).casefold(),
                is_number=False,
            ),
            *self._found_columns(),
            *self._spent_columns(),
        )

    def _found_columns(self) -> tuple[Column, ...]:
        interval = self.tr("with its 95 % interval")
        auroc, escapes = (
            (self.tr("Synthetic AUROC"), self.tr("Synthetic missed"))
            if self._is_synthetic
            else (self.tr("AUROC"), self.tr("Escapes"))
        )
        found = (
            Column(
                auroc,
                self.tr("How well scores tell good from bad; 0.5 is chance, 1 is perfect")
                + f", {interval}",
                self._auroc_text,
                lambda row: row.auroc and row.auroc.value,
            ),
            Column(
                self.tr("False alarms"),
                self.tr("Good images above the method's own limit") + f", {interval}",
                lambda row: self._share_text(row.outcome and row.outcome.false_alarms),
                lambda row: row.outcome and row.outcome.false_alarms.count,
            ),
            Column(
                escapes,
                self.tr("What the method's own limit does not stop") + f", {interval}",
                lambda row: self._share_text(row.outcome and row.outcome.escapes),
                lambda row: row.outcome and row.outcome.escapes.count,
            ),
        )
        return (*found, self._spread_column()) if self._is_synthetic else found

    def _spread_column(self) -> Column:
        return Column(
            self.tr("Spread"),
            self.tr("Standard deviation of the good scores in limits: small is calm"),
            lambda row: "" if row.outcome is None else number(row.outcome.spread, ".2f"),
            lambda row: _finite(row.outcome.spread) if row.outcome else None,
        )

    def _spent_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("Fit"),
                self.tr("Seconds to learn, with nothing known before"),
                lambda row: "" if row.outcome is None else _seconds(row.outcome.fit_seconds),
                lambda row: row.outcome and row.outcome.fit_seconds,
            ),
            Column(
                self.tr("Per image"),
                self.tr("Seconds from the file to the verdict"),
                lambda row: "" if row.outcome is None else _seconds(row.outcome.seconds_per_image),
                lambda row: row.outcome and row.outcome.seconds_per_image,
            ),
            Column(
                self.tr("File"),
                self.tr("Size of the detector file"),
                lambda row: "" if row.outcome is None else megabytes(row.outcome.file_bytes),
                lambda row: row.outcome and row.outcome.file_bytes,
            ),
        )

    def _auroc_text(self, row: Row) -> str:
        if row.missing:
            lacks = lacks_weights(row.method.options.backbone)
            return self.tr("needs weights") if lacks else self.tr("not with this backbone")
        if row.reason:
            return self.tr("not compared")
        if row.auroc is None:
            return ""
        value, low, high = (
            number(each, ".3f") for each in (row.auroc.value, row.auroc.low, row.auroc.high)
        )
        return f"{value}  ({low}–{high})"

    def _share_text(self, share: Share | None) -> str:
        if share is None:
            return ""
        low, high = share.interval
        counts = self.tr("{0} of {1}").format(share.count, share.total)
        return f"{counts}  ({100 * low:.0f}–{100 * high:.0f} %)"


def _of_name(row: Row, role: int) -> Any:
    """The first cell: a box to check, and the line that the method has in the plot."""
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if row.is_checked else Qt.CheckState.Unchecked
    if role == Qt.ItemDataRole.DecorationRole:
        if row.reason:
            return icon("warning")
        return swatch(row.place) if row.outcome is not None else None
    return None


def _seconds(value: float) -> str:
    return f"{number(value, '.0f' if value >= 10 else '.2f')} s"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
