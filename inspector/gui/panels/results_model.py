"""The table of all inspections: one frozen row per image, sorted and filtered by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor

from inspector.core.calibrate import Verdict
from inspector.core.decision import IMAGE_LIMIT, Decision
from inspector.core.project import ImageEntry, Label
from inspector.gui import theme
from inspector.gui.columns import ColumnsModel, Index, alignment
from inspector.gui.core_text import text_of
from inspector.gui.decimals import number
from inspector.gui.icons import icon
from inspector.gui.workbench import Workbench

Wrong = Literal["", "false alarm", "escape"]

_WRONG: Final[dict[tuple[str, str | None], Wrong]] = {
    ("good", "fail"): "false alarm",
    ("bad", "pass"): "escape",
}
_COLOURS: Final = {"pass": "pass_", "unsure": "unsure", "fail": "fail"}
_SEVERITY: Final = {"pass": 0, "unsure": 1, "fail": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """One image as the table shows it. None where nothing was measured or decided.

    ratio: score in fail limits. failure: why the image could not be read.
    remark: what decided beside the score, and where verdict and regions contradict each other.
    """

    image_id: str
    name: str
    path: str
    label: Label
    verdict: Verdict | None = None
    score: float | None = None
    ratio: float | None = None
    peak: float | None = None
    held_out: bool = False
    wrong: Wrong = ""
    failure: str = ""
    remark: str = ""


def rows_of(workbench: Workbench) -> list[Row]:
    """All images of the open project, as they are now."""
    if not workbench.is_open:
        return []
    return [_row(workbench, entry) for entry in workbench.project.images]


def _row(workbench: Workbench, entry: ImageEntry) -> Row:
    name, path = _name(entry), entry.path.as_posix()
    found = workbench.finding(entry.id)
    if found is None:
        failure = workbench.fit.failures.get(entry.id, "") if workbench.fit else ""
        return Row(entry.id, name, path, entry.label, failure=failure)
    calibration = workbench.calibration
    limit = calibration.limits.fail if calibration else 0.0
    decision = workbench.decision(entry.id)
    verdict = decision.verdict if decision else None
    return Row(
        entry.id,
        name,
        path,
        entry.label,
        verdict,
        found.score,
        found.score / limit if limit > 0 else None,
        found.peak,
        found.held_out,
        _WRONG.get((entry.label, verdict), ""),
        remark=_remark(decision) if decision else "",
    )


def _remark(decision: Decision) -> str:
    """Why, where the score alone does not say it."""
    rules = [rule for rule in decision.decided_by if rule != IMAGE_LIMIT]
    broken = QCoreApplication.translate("ResultsModel", "Broken rules on regions: {0}")
    said = [broken.format(", ".join(rules))] if rules else []
    return "\n".join([*said, *map(text_of, decision.remarks)])


def _name(entry: ImageEntry) -> str:
    """The last folders and the file, which tell images of one name apart."""
    return "/".join([part for part in entry.path.parts if part != ".."][-3:])


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it says of a row, and by what it sorts.

    words: all that it can say, where that is known; there must be room for each.
    """

    heading: str
    tip: str
    text: Callable[[Row], str]
    key: Callable[[Row], Any]
    is_number: bool = False
    words: tuple[str, ...] = ()
    icon: Callable[[Row], str] = lambda row: ""
    colour: Callable[[Row], str] = lambda row: ""


class ResultsModel(ColumnsModel):
    """Rows keep their place in the selection while verdicts change under them."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        image, marked = self._said()
        # What everybody looks for comes first: a narrow panel shows no more.
        self._columns = (image, *self._measured(), marked, *self._judged())
        self._all: list[Row] = []
        self._shown: list[Row] = []
        self._places: dict[str, int] = {}
        self._filter: tuple[str, ...] = ()
        self._sort = (0, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> Sequence[Row]:
        """All rows, also those that the filter hides, in the order of the project."""
        return self._all

    @property
    def shown(self) -> Sequence[Row]:
        """The rows in the order in which they are shown."""
        return self._shown

    @property
    def columns(self) -> Sequence[Column]:
        return self._columns

    def place_of(self, image_id: str) -> int | None:
        """The line in which an image is shown."""
        return self._places.get(image_id)

    def set_rows(self, rows: list[Row]) -> None:
        """Show other rows, or the same images with other numbers."""
        self._all = rows
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only rows that hold every word of a text, in any column."""
        self._filter = tuple(text.casefold().split())
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, numbers as numbers; rows without a value stay at the end."""
        self._sort = (column, order)
        self._arrange()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(name) if (name := column.icon(row)) else None
        if role == Qt.ItemDataRole.ForegroundRole:
            name = column.colour(row)
            return QBrush(QColor(getattr(theme.current(), name))) if name else None
        if role == Qt.ItemDataRole.ToolTipRole:
            said = text_of(row.failure) or row.remark
            return (
                "\n".join(filter(None, (row.path, said))) if index.column() == 0 else said or None
            )
        return None

    def _said(self) -> tuple[Column, ...]:
        labels = {"good": self.tr("Good"), "bad": self.tr("Bad"), "unset": "–"}
        return (
            Column(
                self.tr("Image"),
                self.tr("Folder and file"),
                lambda row: row.name,
                lambda row: row.path.casefold(),
            ),
            Column(
                self.tr("Marked"),
                self.tr("What a person said"),
                lambda row: labels[row.label],
                lambda row: None if row.label == "unset" else row.label,
                words=tuple(labels.values()),
                icon=lambda row: "" if row.label == "unset" else row.label,
            ),
        )

    def _measured(self) -> tuple[Column, ...]:
        verdicts = {"pass": self.tr("Pass"), "unsure": self.tr("Unsure"), "fail": self.tr("Fail")}
        unread = self.tr("Not read")
        return (
            Column(
                self.tr("Verdict"),
                self.tr("By the limits as they are now"),
                lambda row: unread if row.failure else verdicts.get(row.verdict or "", ""),
                lambda row: row.verdict and (_SEVERITY[row.verdict], _sortable(row.score)),
                words=(*verdicts.values(), unread),
                icon=lambda row: "warning" if row.failure else row.verdict or "",
                colour=lambda row: _COLOURS.get(row.verdict or "", ""),
            ),
            Column(
                self.tr("Score"),
                self.tr("Higher is more anomalous"),
                lambda row: _number(row.score),
                lambda row: _sortable(row.score),
                is_number=True,
            ),
            Column(
                self.tr("× limit"),
                self.tr("The score in fail limits: above 1 the image fails"),
                lambda row: "" if row.ratio is None else number(row.ratio, ".2f"),
                lambda row: _sortable(row.ratio),
                is_number=True,
            ),
            Column(
                self.tr("Peak"),
                self.tr("The largest value of the heatmap"),
                lambda row: _number(row.peak),
                lambda row: _sortable(row.peak),
                is_number=True,
            ),
        )

    def _judged(self) -> tuple[Column, ...]:
        held_out = self.tr("Held out")
        wrong = {"": "", "false alarm": self.tr("False alarm"), "escape": self.tr("Escape")}
        return (
            Column(
                held_out,
                self.tr("The detector learns from this image: it was measured without it"),
                lambda row: held_out if row.held_out else "",
                lambda row: True if row.held_out else None,
            ),
            Column(
                self.tr("Wrong"),
                self.tr("The verdict contradicts what a person said"),
                lambda row: wrong[row.wrong],
                lambda row: row.wrong or None,
                words=tuple(wrong.values()),
                icon=lambda row: "warning" if row.wrong else "",
                colour=lambda row: "fail" if row.wrong else "",
            ),
        )

    def _arrange(self) -> None:
        shown = [row for row in self._all if self._is_wanted(row)]
        column, order = self._columns[self._sort[0]], self._sort[1]
        known = [row for row in shown if column.key(row) is not None]
        known.sort(key=column.key, reverse=order == Qt.SortOrder.DescendingOrder)
        shown = known + [row for row in shown if column.key(row) is None]
        if [row.image_id for row in shown] == [row.image_id for row in self._shown]:
            self._shown = shown
            if shown:
                last = self.index(len(shown) - 1, len(self._columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        elif len(shown) == len(self._shown) and {row.image_id for row in shown} == set(
            self._places
        ):
            self._move(shown)
        else:
            self.beginResetModel()
            self._put(shown)
            self.endResetModel()

    def _move(self, shown: list[Row]) -> None:
        """The same images in another order: what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._shown[index.row()].image_id for index in before]
        self._put(shown)
        after = [
            self.index(self._places[image_id], index.column())
            for image_id, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put(self, shown: list[Row]) -> None:
        self._shown = shown
        self._places = {row.image_id: place for place, row in enumerate(shown)}

    def _is_wanted(self, row: Row) -> bool:
        if not self._filter:
            return True
        texts = [column.text(row) for column in self._columns if not column.is_number]
        haystack = " ".join([row.path, *texts]).casefold()
        return all(word in haystack for word in self._filter)


def _sortable(value: float | None) -> float | None:
    """What went wrong is the most anomalous: a number that is none has no place of its own."""
    return math.inf if value is not None and math.isnan(value) else value


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return number(value, ".4g" if not math.isfinite(value) or value >= 1000 else ".3f")
