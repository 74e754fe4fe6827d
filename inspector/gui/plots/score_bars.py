"""Histogram of scores by label, with every image as a mark and the lines of the limits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector.core.calibrate import Limits
from inspector.core.project import Label
from inspector.gui import theme
from inspector.gui.plots import limit_flags
from inspector.gui.plots.digits import Digits
from inspector.gui.plots.limit_flags import Flag, Which
from inspector.gui.plots.plot import Plot, tinted
from inspector.gui.plots.scored import LABELS, ScoredImage, ScoredSet, is_counted
from inspector.gui.theme import Theme

ROW: Final = 15.0  # height of a row of marks, px
_GAP: Final = 3.0  # between the bars and the marks, px
_MARGIN: Final = 0.05  # of the span, on each side of the scale
_FEWEST_BARS, _MOST_BARS = 8, 40


class ScoreBars(Plot):
    """Bars of the images that count, under them one mark for every image, and the two limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._titles = {"bottom": self.tr("score"), "left": self.tr("images")}
        self._scored, self._limits, self._digits = ScoredSet(), None, Digits()
        self._keyed: Which | None = None
        self._hovered: Which | ScoredImage | None = None
        self._tallest = 1
        self._bars: dict[Label, Any] = {
            label: pg.BarGraphItem(x0=[], x1=[], height=[]) for label in LABELS
        }
        self._marks: dict[tuple[Label, bool], Any] = {
            (label, counts): pg.PlotCurveItem(connect="pairs", antialias=True)
            for label in LABELS
            for counts in (True, False)
        }
        for item in (*self._bars.values(), *self._marks.values()):
            self.item.addItem(item, ignoreBounds=True)
        self._box.setMouseEnabled(x=True, y=False)
        self._box.sigXRangeChanged.connect(self._redraw)
        self.setFixedHeight(250)
        self.setAccessibleName(self.tr("Scores of the images, and the limits"))
        self.put_on(theme.current())

    @property
    def limits(self) -> Limits | None:
        return self._limits

    def show_scores(self, scored: ScoredSet, limits: Limits | None, digits: Digits) -> None:
        """Show other scores."""
        self._scored, self._digits, self._hovered = scored, digits, None
        self._put_limits(limits)
        self._draw_bars()
        self._fit_x()
        self._fit_y()

    def set_limits(self, limits: Limits) -> None:
        """Move the lines; nothing is announced."""
        self._put_limits(limits)
        low, high = self._box.viewRange()[0]
        if not low <= limits.unsure <= limits.fail <= high:
            self._fit_x()

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        for label, bars in self._bars.items():
            bars.setOpts(brush=_fill(label, colours), pen=pg.mkPen(_colour(label, colours)))
        for (label, counts), marks in self._marks.items():
            marks.setPen(pg.mkPen(tinted(_colour(label, colours), 230 if counts else 80)))
        self._fit_y()

    # Where things lie

    @property
    def _box(self) -> Any:
        return self.item.getViewBox()

    @property
    def area(self) -> QRectF:
        """Where the plot is drawn within the widget, px."""
        return self._box.sceneBoundingRect()

    def to_x(self, score: float) -> float:
        """Where a score lies within the widget, px."""
        low, high = self._box.viewRange()[0]
        return self.area.left() + (score - low) / (high - low) * self.area.width()

    def _to_score(self, x: float) -> float:
        low, high = self._box.viewRange()[0]
        part = (x - self.area.left()) / max(self.area.width(), 1)
        return low + min(max(part, 0.0), 1.0) * (high - low)

    def flags(self) -> tuple[Flag, ...]:
        """The lines and labels of the limits, px."""
        if self._limits is None:
            return ()
        return limit_flags.flags(
            self._limits,
            self.area,
            to_x=self.to_x,
            texts=self._texts(self._limits),
            metrics=QFontMetricsF(self.caption_font()),
        )

    def _texts(self, limits: Limits) -> Mapping[Which, str]:
        return {
            "unsure": self.tr("Unsure above {0}").format(self._digits.text(limits.unsure)),
            "fail": self.tr("Fail above {0}").format(self._digits.text(limits.fail)),
        }

    def _rows(self) -> list[Label]:
        return [label for label in LABELS if self._scored.images(label)]

    @property
    def _feet(self) -> float:
        """The height below the bars, px."""
        return len(self._rows()) * ROW + _GAP

    def row_y(self, label: Label) -> float:
        """The middle of the row of marks of a label, px."""
        rows = self._rows()
        return self.area.bottom() - (len(rows) - rows.index(label) - 0.5) * ROW

    def _fit_x(self) -> None:
        ends = [*(self._scored.span() or ())]
        if self._limits is not None:
            ends += [self._limits.unsure, self._limits.fail]
        low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        room = (high - low) * _MARGIN or max(abs(high) * 0.5, 1e-6)
        self._box.setLimits(xMin=low - room, xMax=high + room)
        self._box.setXRange(low - room, high + room)

    def _fit_y(self) -> None:
        """Leave room in pixels for the labels above and the marks below the bars."""
        font = self.caption_font()
        metrics = QFontMetricsF(font)
        names = [self._name(label) for label in LABELS]
        widest = max(metrics.horizontalAdvance(text) for text in [*names, str(self._tallest)])
        self.axes["left"].setWidth(int(widest + metrics.height() + 16))
        head = limit_flags.head_height(metrics)
        unit = self._tallest / max(self.area.height() - head - self._feet, 20)
        self._box.setYRange(-self._feet * unit, self._tallest + head * unit)
        self.axes["left"].setTicks([[(n, str(n)) for n in _whole_ticks(self._tallest)]])
        self._draw_marks(unit)
        self._redraw()

    # Drawing

    def _draw_bars(self) -> None:
        edges = _edges(self._scored)
        counts = {label: np.histogram(self._scored.scores(label), edges)[0] for label in LABELS}
        self._tallest = max(1, *(int(found.max()) for found in counts.values()))
        for label, bars in self._bars.items():
            some = counts[label] > 0
            bars.setOpts(x0=edges[:-1][some], x1=edges[1:][some], y0=0, height=counts[label][some])

    def _draw_marks(self, unit: float) -> None:
        """unit: images per pixel."""
        rows = self._rows()
        for (label, counts), marks in self._marks.items():
            images = [i for i in self._scored.images(label) if is_counted(i) == counts]
            if not images:
                marks.setData([], [])
                continue
            middle = -(_GAP + (rows.index(label) + 0.5) * ROW) * unit
            reach = 0.35 * ROW * unit
            y = np.tile([middle - reach, middle + reach], len(images))
            marks.setData(np.repeat([i.score for i in images], 2), y)

    def _put_limits(self, limits: Limits | None) -> None:
        self._limits = limits
        said = ", ".join(self._texts(limits).values()) if limits else self.tr("no limits")
        self.setAccessibleDescription(said)
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802
        super().drawBackground(painter, rect)
        if self._limits is not None:
            limit_flags.paint_shades(
                painter, self._limits, self.area, to_x=self.to_x, of=theme.current()
            )

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802
        colours = theme.current()
        painter.setFont(self.caption_font())
        self._paint_rows(painter, colours)
        limit_flags.paint_flags(
            painter,
            self.flags(),
            self.area,
            of=colours,
            baseline=self.area.bottom() - self._feet,
            keyed=self._keyed if self.hasFocus() else None,
            hovered=None if isinstance(self._hovered, ScoredImage) else self._hovered,
        )

    def _paint_rows(self, painter: QPainter, colours: Theme) -> None:
        for label in self._rows():
            painter.setPen(QColor(_colour(label, colours)))
            at = QRectF(0, self.row_y(label) - ROW / 2, self.area.left() - 7, ROW)
            painter.drawText(
                at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._name(label)
            )
        if isinstance(self._hovered, ScoredImage):
            x, y = self.to_x(self._hovered.score), self.row_y(self._hovered.label)
            painter.setPen(QPen(QColor(colours.text), 3))
            painter.drawLine(QPointF(x, y - ROW / 2), QPointF(x, y + ROW / 2))

    def _name(self, label: Label) -> str:
        names = {"good": self.tr("good"), "bad": self.tr("bad"), "unset": self.tr("not set")}
        return names[label]

    def resizeEvent(self, ev: QResizeEvent | None) -> None:  # noqa: N802
        super().resizeEvent(ev)
        if hasattr(self, "_marks"):  # pyqtgraph resizes while it is being made
            self._fit_y()


def _colour(label: Label, colours: Theme) -> str:
    return {"good": colours.pass_, "bad": colours.fail, "unset": colours.muted}[label]


def _fill(label: Label, colours: Theme) -> QBrush:
    """Full, hatched and empty, to be told apart without colour."""
    if label == "good":
        return QBrush(tinted(_colour(label, colours), 150))
    if label == "bad":
        return QBrush(QColor(_colour(label, colours)), Qt.BrushStyle.BDiagPattern)
    return QBrush(Qt.BrushStyle.NoBrush)


def _edges(scored: ScoredSet) -> NDArray[np.float64]:
    """The edges of the bars: Rice's rule, twice the cube root of the number of images."""
    low, high = scored.span() or (0.0, 1.0)
    if high == low:
        half = max(abs(low) * 0.02, 1e-8)
        return np.array([low - half, low + half])
    bars = int(np.clip(np.ceil(2 * np.cbrt(len(scored))), _FEWEST_BARS, _MOST_BARS))
    return np.linspace(low, high, bars + 1)


def _whole_ticks(most: int) -> list[int]:
    """About four round whole numbers up to a count."""
    rough = max(most / 4, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(int(n * power) for n in (1, 2, 5, 10) if n * power >= rough)
    return list(range(0, most + 1, step))
