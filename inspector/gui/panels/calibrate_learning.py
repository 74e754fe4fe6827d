"""What more good images would bring, as two small tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from inspector.core import learning_curve, rules
from inspector.core.calibrate import Calibration
from inspector.core.learning_curve import Found, Promised
from inspector.core.promise import CONFIDENCE
from inspector.core.rules import Manual, Tail
from inspector.gui import theme
from inspector.gui.plots.digits import digits_for, percent, percent_range

_DRAWS = 100  # in a tenth of a second
_SLOW = (Tail,)


class LearningTables(QWidget):
    """Above what would be promised, below what limits from fewer of the known images did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._promised, self._measured = _Table(), _Table()
        self._below = QLabel(self.tr("Limits from fewer of these images, drawn at random:"))
        self._below.setWordWrap(True)
        theme.as_role(self._below, "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.STEP)
        for widget in (self._promised, self._below, self._measured):
            layout.addWidget(widget)

    @property
    def texts(self) -> tuple[list[list[str]], list[list[str]]]:
        """The rows of both tables."""
        return self._promised.rows, self._measured.rows

    def show_calibration(self, calibration: Calibration) -> None:
        """Show other tables where other scores, or another rule, ask for them."""
        rule = rules.parse(calibration.fail_rule)
        is_measured = calibration.independent and not isinstance(rule, (Manual, *_SLOW))
        asked = rule if is_measured else type(rule)
        wanted = (calibration.good, calibration.bad, calibration.independent, asked)
        if wanted == self._shown:
            return
        self._shown = wanted
        n = len(calibration.good) if calibration.independent else 0
        self._promised.show_rows(self._of_promised(learning_curve.promised(n), n))
        found = learning_curve.measured(calibration, draws=_DRAWS) if is_measured else ()
        self._below.setVisible(bool(found))
        self._measured.setVisible(bool(found))
        self._measured.show_rows(self._of_measured(found))

    def _of_promised(self, found: Sequence[Promised], n: int) -> list[list[str]]:
        """A column per number of images, for they are few. n: of them there are now."""
        confident = self.tr("with {0} % confidence").format(round(100 * CONFIDENCE))
        now = self.tr("{0} now")
        counts = [QLocale().toString(each.images) for each in found]
        if n > 0:
            counts[0] = now.format(counts[0])
        return [
            [self.tr("Good images"), *counts],
            [
                self.tr("Fewest false alarms on average"),
                *(percent(each.on_average) for each in found),
            ],
            [confident, *(percent(each.bound) for each in found)],
        ]

    def _of_measured(self, found: Sequence[Found]) -> list[list[str]]:
        """A row per number of images, for the intervals are long."""
        if not found:
            return []
        digits = digits_for(found[0].limit_high - found[0].limit_low)
        between = self.tr("{0}–{1}", "an interval")
        heads = [self.tr("Images"), self.tr("Fail limit"), self.tr("False alarms among the rest")]
        rows = [
            [
                QLocale().toString(each.images),
                between.format(digits.text(each.limit_low), digits.text(each.limit_high)),
                f"{percent(each.false_alarms)} ({percent_range(each.low, each.high, between)})",
            ]
            for each in found
        ]
        return [heads, *rows]


class _Table(QWidget):
    """Rows of short texts: the first row and column muted, numbers to the right."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.STEP)
        self._grid.setVerticalSpacing(theme.STEP // 2)

    def show_rows(self, rows: list[list[str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            label = item.widget()
            assert label is not None, "only labels are put in"
            label.hide()
            label.deleteLater()
        self.rows = rows
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self._grid.addWidget(_label(text, row, column), row, column)


def _label(text: str, row: int, column: int) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(row == 0 or column == 0)
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    if row == 0 or column == 0:
        theme.as_role(label, "muted")
    return label
