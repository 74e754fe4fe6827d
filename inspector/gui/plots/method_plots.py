"""The curves of several methods in one plot, and where there are no bad images their scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QPointF, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from inspector.core.comparison import Outcome
from inspector.gui import theme
from inspector.gui.core_text import text_of
from inspector.gui.plots.plot import Plot, tinted
from inspector.gui.theme import Theme

_DASHES: Final = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_WIDTH, _HALO_WIDTH, _WIDEST_STEPS = 2.0, 14.0, 6.0
_SHARES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SWATCH: Final = (28, 16)
"""Width and height of `swatch`."""


class Line(NamedTuple):
    """A method in the plot. place: of its colour and its dashes."""

    outcome: Outcome
    place: int


def pen(place: int, width: float = _WIDTH) -> QPen:
    """The line of a method: its own colour, and where colours run out its own dashes."""
    colours = theme.current().series
    made = pg.mkPen(colours[place % len(colours)], width=width)
    made.setStyle(_DASHES[place // len(colours) % len(_DASHES)])
    return made


def swatch(place: int) -> QIcon:
    """A piece of a method's line, for a table."""
    picture = QPixmap(2 * SWATCH[0], 2 * SWATCH[1])
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = pen(place, 3)
    line.setCosmetic(False)
    painter.setPen(line)
    middle = SWATCH[1] / 2
    painter.drawLine(QPointF(2, middle), QPointF(SWATCH[0] - 2, middle))
    painter.end()
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)  # or Qt would tint it
    return made


class MethodPlots(QWidget):
    """ROC curves, or strips of scores in limits: whichever these methods have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roc, self.strips = RocPlot(), StripPlot()
        self._key = QLabel()
        theme.as_role(self._key, "caption")
        self._key.setWordWrap(True)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.roc)
        self._stack.addWidget(self.strips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP // 2)
        column.addLayout(self._stack, 1)
        column.addWidget(self._key)

    def show_lines(self, lines: Sequence[Line], marked: int = -1) -> None:
        """Show some methods. marked: the place of the one that stands out."""
        is_synthetic = any(line.outcome.is_synthetic for line in lines)
        self._stack.setCurrentWidget(self.strips if is_synthetic else self.roc)
        self._key.setText(
            self.tr("● good image, measured without itself   ◇ with a synthetic defect   ┊ limit")
            if is_synthetic
            else ""
        )
        self._key.setVisible(is_synthetic)
        self.roc.show_lines([] if is_synthetic else lines, marked)
        self.strips.show_lines(lines if is_synthetic else [], marked)


class RocPlot(Plot):
    """Detection over false alarms, one curve per method, with a legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._titles = {"bottom": self.tr("false-alarm rate"), "left": self.tr("detection rate")}
        self._shown: tuple[Sequence[Line], int] = ((), -1)
        self._chance = pg.PlotCurveItem(np.array([0.0, 1]), np.array([0.0, 1]), antialias=True)
        self._curves: dict[int, Any] = {}
        self.item.addItem(self._chance)
        self._legend = self.item.addLegend(offset=(-16, -16), verSpacing=-4)
        box = self.item.getViewBox()
        box.setMouseEnabled(x=False, y=False)
        box.setRange(xRange=(-0.02, 1.02), yRange=(-0.02, 1.03))
        ticks = [[(share, QLocale().toString(share, "f", 1)) for share in (0.0, 0.5, 1.0)]]
        for axis in self.axes.values():
            axis.setTicks(ticks)
            axis.setStyle(hideOverlappingLabels=False)
        self.item.layout.setContentsMargins(0, 4, 10, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.put_on(theme.current())

    def curve(self, place: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The points of a method's curve."""
        return self._curves[place].getData()

    @property
    def legend(self) -> list[str]:
        """What the legend names."""
        return [label.text for _, label in self._legend.items]

    def show_lines(self, lines: Sequence[Line], marked: int) -> None:
        """Draw the curves of some methods; the marked one has a halo."""
        self._shown = lines, marked
        self._legend.clear()
        for curve in self._curves.values():
            self.item.removeItem(curve)
        self._curves = {}
        for depth, (outcome, place) in enumerate(lines):
            # Curves of methods that are alike hide each other: those below are wider.
            above = len(lines) - 1 - depth
            width = _WIDTH + above * min(1.2, _WIDEST_STEPS / len(lines))
            roc = outcome.roc
            curve = pg.PlotDataItem(roc.x, roc.y, pen=pen(place, width), antialias=True)
            if place == marked:
                curve.setShadowPen(_halo(place))
            curve.setZValue(depth)
            self._curves[place] = curve
            self.item.addItem(curve)
            self._legend.addItem(_sample(place), text_of(outcome.method.label))
        self._legend.setVisible(bool(lines))

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        self._chance.setPen(pg.mkPen(colours.outline, width=1, style=Qt.PenStyle.DashLine))
        self._legend.setBrush(tinted(colours.surface, 225))
        self._legend.setPen(pg.mkPen(colours.border))
        self._legend.setLabelTextColor(colours.text)
        self._legend.setLabelTextSize(f"{self.caption_font().pointSizeF():.1f}pt")
        self.show_lines(*self._shown)


class StripPlot(Plot):
    """Per method one strip: the scores of good images, and of synthetic defects, in limits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._titles = {"bottom": self.tr("score, in limits of the method"), "left": ""}
        self._shown: tuple[Sequence[Line], int] = ((), -1)
        self._points: list[Any] = []
        self._limit = pg.InfiniteLine(0.0, angle=90)  # the logarithm of 1
        self.item.addItem(self._limit)
        self.item.getViewBox().setMouseEnabled(x=False, y=False)
        self.item.layout.setContentsMargins(0, 4, 10, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.put_on(theme.current())

    @property
    def names(self) -> list[str]:
        """The methods, from the top."""
        return [text_of(line.outcome.method.label) for line in self._shown[0]]

    def show_lines(self, lines: Sequence[Line], marked: int) -> None:
        """Draw the scores of some methods, the first at the top."""
        self._shown = lines, marked
        for item in self._points:
            self.item.removeItem(item)
        self._points = []
        for row, line in enumerate(lines):
            self._draw(line, float(len(lines) - 1 - row), is_marked=line.place == marked)
        ticks = [(len(lines) - 1 - row, name) for row, name in enumerate(self.names)]
        self.axes["left"].setTicks([ticks])
        self.item.getViewBox().setYRange(-0.6, max(len(lines) - 0.4, 0.6))
        self._fit_range(lines)

    def _draw(self, line: Line, y: float, *, is_marked: bool) -> None:
        outcome, colours = line.outcome, theme.current().series
        colour = colours[line.place % len(colours)]
        good = _logarithms(outcome.in_limits(outcome.calibration.good))
        spoilt = _logarithms(outcome.in_limits(outcome.synthetic))
        size = 11 if is_marked else 9
        for values, symbol, shift, brush in (
            (good, "o", 0.14, tinted(colour, 170)),
            (spoilt, "d", -0.14, None),
        ):
            points = pg.ScatterPlotItem(
                values,
                np.full(len(values), y + shift),
                symbol=symbol,
                size=size,
                brush=pg.mkBrush(brush),
                pen=pg.mkPen(colour, width=1.5),
            )
            self._points.append(points)
            self.item.addItem(points)

    def _fit_range(self, lines: Sequence[Line]) -> None:
        known = [
            each.outcome.in_limits((*each.outcome.calibration.good, *each.outcome.synthetic))
            for each in lines
        ]
        values = _logarithms(np.concatenate([*known, [0.5, 2.0]]))
        values = values[np.isfinite(values)]
        low, high = float(values.min()), float(values.max())
        margin = 0.04 * (high - low)
        self.item.getViewBox().setXRange(low - margin, high + margin)
        ticks = [(math.log10(share), QLocale().toString(float(share), "g", 2)) for share in _SHARES]
        self.axes["bottom"].setTicks([ticks])

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        self._limit.setPen(pg.mkPen(colours.text, width=1, style=Qt.PenStyle.DashLine))
        self.axes["left"].setTextPen(pg.mkPen(colours.text))
        self.show_lines(*self._shown)


def _halo(place: int) -> QPen:
    colours = theme.current().series
    return pg.mkPen(tinted(colours[place % len(colours)], 60), width=_HALO_WIDTH)


def _logarithms(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of scores in limits: a defect may lie at twenty, and good images close to each other."""
    return np.log10(np.maximum(shares, _SHARES[0]))


def _sample(place: int) -> Any:
    """What the legend draws beside a name."""
    return pg.PlotDataItem(pen=pen(place, 3))
