"""A plot in the colours of the window, with plain numbers on its axes and no menu."""

from __future__ import annotations

import math
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QLocale, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QGraphicsView, QWidget

from inspector.gui import theme
from inspector.gui.theme import Theme

_CAPTION: Final = 0.92  # of the body text, as the style sheet has it


class NumberAxis(pg.AxisItem):
    """Ticks as plain numbers with as many decimals as their distance needs."""

    def tickStrings(  # noqa: N802 - pyqtgraph's name
        self, values: list[float], scale: float, spacing: float
    ) -> list[str]:
        decimals = max(0, math.ceil(-math.log10(spacing * scale) - 1e-9))
        return [QLocale().toString(value * scale + 0.0, "f", decimals) for value in values]


class Plot(pg.PlotWidget):
    """One plot; `put_on` dresses it, and is called again whenever the theme changes."""

    def __init__(self, x_text: str, y_text: str, parent: QWidget | None = None) -> None:
        axes = {side: NumberAxis(side) for side in ("bottom", "left")}
        super().__init__(parent, axisItems=axes)
        # What is painted behind the items moves with the limits.
        self.setCacheMode(QGraphicsView.CacheModeFlag(0))
        self.setAntialiasing(True)
        self.setMinimumSize(120, 120)
        self._titles = {"bottom": x_text, "left": y_text}
        item = self.item
        item.setMenuEnabled(False)
        item.hideButtons()
        item.getViewBox().setDefaultPadding(0)
        for axis in self.axes.values():
            axis.enableAutoSIPrefix(False)
            axis.setTickDensity(1.7)
        look = theme.look()
        following = look.changed.connect(self.put_on)
        # pyqtgraph's cycles keep the Python half alive when Qt has let go of the other.
        self.destroyed.connect(lambda: look.disconnect(following))

    @property
    def item(self) -> Any:
        """pyqtgraph's PlotItem, which has no types."""
        return self.getPlotItem()

    @property
    def axes(self) -> dict[str, Any]:
        return {side: self.item.getAxis(side) for side in ("bottom", "left")}

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        """Take the colours of a theme."""
        self.setBackground(colours.surface)
        font = self.caption_font()
        for side, axis in self.axes.items():
            axis.setPen(pg.mkPen(colours.outline))
            axis.setTextPen(pg.mkPen(colours.muted))
            # One level of ticks, so that all numbers have the same decimals.
            axis.setStyle(tickFont=font, tickLength=4, maxTickLevel=0)
            size = f"{font.pointSizeF():.1f}pt"
            axis.setLabel(self._titles[side], **{"color": colours.muted, "font-size": size})
        self.axes["bottom"].setHeight(int(2 * QFontMetricsF(font).height() + 13))

    def caption_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _CAPTION)
        return font

    def close(self) -> None:
        """Hide it. pyqtgraph would take the view apart, which Qt then stumbles over."""
        QWidget.close(self)


def tinted(colour: str, alpha: int) -> QColor:
    """A colour that lets through what lies under it; alpha 0 to 255."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
