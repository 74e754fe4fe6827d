"""How the loss fell while a detector was trained."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from inspector.gui import theme
from inspector.gui.plots.plot import Plot
from inspector.gui.theme import Theme

_SMOOTH = 25  # steps; single ones jump from batch to batch


class LossPlot(Plot):
    """The loss of each step, faint, and their running mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._titles = {"bottom": self.tr("training step"), "left": self.tr("loss")}
        self._steps = pg.PlotCurveItem(antialias=True)
        self._mean = pg.PlotCurveItem(antialias=True)
        for item in (self._steps, self._mean):
            self.item.addItem(item)
        self.item.getViewBox().setMouseEnabled(x=False, y=False)
        self.setFixedHeight(170)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it
        self.setAccessibleName(self.tr("How the loss fell in the training"))
        self.put_on(theme.current())

    def show_losses(self, losses: NDArray[np.float32]) -> None:
        """losses: (N,), one per step, N >= 1."""
        width = min(_SMOOTH, len(losses))
        means = np.convolve(losses, np.full(width, 1 / width), "valid")
        self._steps.setData(np.arange(len(losses)), losses)
        self._mean.setData(np.arange(width - 1, len(losses)), means)
        self.setToolTip(self.tr("%n step(s)", "", len(losses)))
        self.item.getViewBox().autoRange(padding=0.06)

    @property
    def mean(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The points of the running mean: steps, losses."""
        steps, losses = self._mean.getData()
        return np.asarray(steps), np.asarray(losses)

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        faint = pg.mkColor(colours.series[0])
        faint.setAlpha(70)
        self._steps.setPen(pg.mkPen(faint))
        self._mean.setPen(pg.mkPen(colours.series[0], width=2))
