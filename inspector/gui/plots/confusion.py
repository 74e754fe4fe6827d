"""Table of what the limits make of good and of bad images; its cells open their images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QSizePolicy, QWidget

from inspector.core.calibrate import Limits, Verdict
from inspector.core.metrics import clopper_pearson
from inspector.core.project import Label
from inspector.gui import theme
from inspector.gui.plots.digits import percent, percent_range
from inspector.gui.plots.scored import LABELS, VERDICTS, ScoredSet
from inspector.gui.theme import Theme

_BIG: Final = 1.5  # of the body text
_SMALL: Final = 0.92
_PAD: Final = 6  # px


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell says, from top to bottom; where nothing is known it has no count."""

    count: str = "–"
    name: str = ""
    rate: str = ""
    interval: str = ""


class Cell(QAbstractButton):
    """One count with its rate; a button where there are images behind it."""

    def __init__(self, tint: Verdict | None, parent: QWidget | None = None) -> None:
        """tint: the colour of what it counts; None for no judgement."""
        super().__init__(parent)
        self._tint: Verdict | None = tint
        self._small_lines = 3
        self._shown = CellText()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(False)

    @property
    def shown(self) -> CellText:
        return self._shown

    def show_text(self, text: CellText, *, accessible: str) -> None:
        """Show other numbers; without images there is nothing to open."""
        if text == self._shown:
            return
        self._shown = text
        self.setAccessibleName(accessible)
        self.setEnabled(text.count not in ("0", "–"))
        cursor = (
            Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
        )
        self.setCursor(cursor)
        self.update()

    def set_small_lines(self, lines: int) -> None:
        """How many lines there is room for under the count."""
        if lines != self._small_lines:
            self._small_lines = lines
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        big, small = (QFontMetricsF(self._font(size)).height() for size in (_BIG, _SMALL))
        return QSize(76, int(big + self._small_lines * small) + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def _font(self, size: float = _SMALL) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * size)
        font.setBold(size == _BIG)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, colours)
        top = float(_PAD)
        # None of few says much by its interval, so it must be as readable as the rest.
        quiet = colours.disabled if self._shown.count == "–" else colours.muted
        loud = colours.text if self.isEnabled() else quiet
        said = self._shown
        small = [text for text in (said.name, said.rate, said.interval) if text]
        rows = [(said.count, _BIG, loud), *((text, _SMALL, quiet) for text in small)]
        for text, size, colour in rows:
            font = self._font(size)
            height = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(QColor(colour))
            at = QRectF(0, top, self.width(), height)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, text)
            top += height

    def _paint_ground(self, painter: QPainter, colours: Theme) -> None:
        tints = {
            "pass": colours.pass_tint,
            "unsure": colours.unsure_tint,
            "fail": colours.fail_tint,
        }
        ground = tints[self._tint] if self._tint and self.isEnabled() else colours.surface
        edge = QPen(QColor(colours.border), 1)
        if self.hasFocus():
            edge = QPen(QColor(colours.accent), 2)
        elif self.isEnabled() and self.underMouse():
            edge = QPen(QColor(colours.outline), 1)
        painter.setPen(edge)
        painter.setBrush(QColor(colours.selection if self.isDown() else ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Confusion(QWidget):
    """Rows by what people said, columns by what the limits say.

    The rate in a cell is of its row, with the Clopper-Pearson interval at 95 %.
    """

    cell_chosen = Signal(str, str, object)
    """label, verdict, ids (tuple of str, lowest score first)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scored, self._limits = ScoredSet(), None
        self._cells: dict[tuple[Label, Verdict], Cell] = {
            (label, verdict): Cell(_tint(label, verdict))
            for label in LABELS
            for verdict in VERDICTS
        }
        self._heads: dict[Label, QLabel] = {label: QLabel() for label in LABELS}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.STEP // 2)
        for column, verdict in enumerate(VERDICTS, start=1):
            head = QLabel(self._verdict_name(verdict))
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            theme.as_role(head, "caption")
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for row, label in enumerate(LABELS, start=1):
            grid.addWidget(self._heads[label], row, 0)
            for column, verdict in enumerate(VERDICTS, start=1):
                grid.addWidget(self._cells[label, verdict], row, column)
        for place, cell in self._cells.items():
            cell.clicked.connect(lambda checked=False, place=place: self._choose(*place))
        theme.look().changed.connect(self._on_theme)
        self.show_scores(ScoredSet(), None)

    def cell(self, label: Label, verdict: Verdict) -> Cell:
        return self._cells[label, verdict]

    def show_scores(self, scored: ScoredSet, limits: Limits | None) -> None:
        """Count other images."""
        self._scored, self._limits = scored, limits
        for label, head in self._heads.items():
            total = len(scored.scores(label))
            head.setText(f"{self._label_name(label)}\n{total}")
            head.setVisible(label != "unset" or total > 0)
            for verdict in VERDICTS:
                cell = self._cells[label, verdict]
                cell.setVisible(not head.isHidden())
                cell.set_small_lines(3 if total and limits and label != "unset" else 1)
        self._fill()

    def set_limits(self, limits: Limits) -> None:
        """Count by other limits."""
        self._limits = limits
        self._fill()

    def _fill(self) -> None:
        counts = self._scored.counts(self._limits) if self._limits else {}
        for (label, verdict), cell in self._cells.items():
            total = len(self._scored.scores(label))
            text = self._cell_text(label, verdict, counts.get((label, verdict)), total)
            said = f"{self._label_name(label)}, {self._verdict_name(verdict)}: {text.count}"
            cell.show_text(text, accessible=f"{said} {text.name} {text.rate}".strip())

    def _cell_text(self, label: Label, verdict: Verdict, count: int | None, total: int) -> CellText:
        name = self._cell_name(label, verdict)
        if count is None or total == 0:
            return CellText(name=name)
        if label == "unset":
            return CellText(str(count), rate=percent(count / total))
        low, high = clopper_pearson(count, total)
        interval = percent_range(low, high, self.tr("{0}–{1}"))
        return CellText(str(count), name, percent(count / total), interval)

    def _cell_name(self, label: Label, verdict: Verdict) -> str:
        """What a quality engineer calls it."""
        names = {
            ("good", "pass"): self.tr("passed"),
            ("good", "unsure"): self.tr("to look at"),
            ("good", "fail"): self.tr("false alarms"),
            ("bad", "pass"): self.tr("escapes"),
            ("bad", "unsure"): self.tr("to look at"),
            ("bad", "fail"): self.tr("found"),
        }
        return names.get((label, verdict), "")

    def _choose(self, label: Label, verdict: Verdict) -> None:
        if self._limits is not None:
            ids = self._scored.ids(label, verdict, self._limits)
            self.cell_chosen.emit(label, verdict, ids)

    @Slot(object)
    def _on_theme(self, colours: Theme) -> None:
        self.update()

    def _label_name(self, label: Label) -> str:
        return {"good": self.tr("Good"), "bad": self.tr("Bad"), "unset": self.tr("Not set")}[label]

    def _verdict_name(self, verdict: Verdict) -> str:
        names = {"pass": self.tr("Pass"), "unsure": self.tr("Unsure"), "fail": self.tr("Fail")}
        return names[verdict]


def _tint(label: Label, verdict: Verdict) -> Verdict | None:
    """Right is calm, wrong stands out, unsure is between."""
    if label == "unset":
        return None
    if verdict == "unsure":
        return "unsure"
    return "pass" if (label == "good") == (verdict == "pass") else "fail"
