"""ROC and precision over recall, with what the two limits do marked on both."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.core import metrics
from inspector.core.calibrate import Limits
from inspector.gui import theme
from inspector.gui.plots.limit_flags import ORDER, Which
from inspector.gui.plots.plot import Plot
from inspector.gui.plots.scored import ScoredSet
from inspector.gui.theme import Theme

_SYMBOLS: Final[dict[Which, str]] = {"unsure": "d", "fail": "o"}
_SIDE_BY_SIDE: Final = 460  # width from which both curves fit beside one another, px


class CurvePlot(Plot):
    """One curve between 0 and 1 on both axes, with a point for each limit."""

    def __init__(self, x_text: str, y_text: str, parent: QWidget | None = None) -> None:
        super().__init__(x_text, y_text, parent)
        self._curve = pg.PlotDataItem(antialias=True)
        self._chance = pg.PlotCurveItem(antialias=True)
        self._points: dict[Which, Any] = {
            which: pg.ScatterPlotItem([0], [0], symbol=_SYMBOLS[which], size=11) for which in ORDER
        }
        for item in (self._chance, self._curve, *self._points.values()):
            self.item.addItem(item)
        box = self.item.getViewBox()
        box.setMouseEnabled(x=False, y=False)
        box.setRange(xRange=(-0.03, 1.03), yRange=(-0.03, 1.03))
        ticks = [[(share, QLocale().toString(share, "f", 1)) for share in (0.0, 0.5, 1.0)]]
        for axis in self.axes.values():
            axis.setTicks(ticks)
            axis.setStyle(hideOverlappingLabels=False)
        self.item.layout.setContentsMargins(0, 4, 10, 0)
        self.setFixedHeight(190)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is nothing to do in it
        self.put_on(theme.current())

    def show_curve(
        self, x: NDArray[np.float64], y: NDArray[np.float64], *, is_stepped: bool = False
    ) -> None:
        """Points with x rising. A stepped curve holds each value down to the point before."""
        self._curve.setData(x, y, stepMode="right" if is_stepped else None)

    def show_chance(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Where scores that know nothing would lie."""
        self._chance.setData(np.array(x), np.array(y))

    def move_point(self, which: Which, x: float, y: float) -> None:
        self._points[which].setPos(x, y)

    def point(self, which: Which) -> tuple[float, float]:
        """Where the point of a limit lies."""
        found = self._points[which].pos()
        return found.x(), found.y()

    def show_points(self, is_shown: bool) -> None:
        for point in self._points.values():
            point.setVisible(is_shown)

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        self._curve.setPen(pg.mkPen(colours.series[0], width=2))
        self._chance.setPen(pg.mkPen(colours.outline, width=1, style=Qt.PenStyle.DashLine))
        for which, point in self._points.items():
            point.setBrush(pg.mkBrush(colours.verdict(which)))
            point.setPen(pg.mkPen(colours.surface, width=1.5))


class Curves(QWidget):
    """Both curves, with the AUROC and its interval in words; or what is missing for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scored = ScoredSet()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.roc = CurvePlot(self.tr("false-alarm rate"), self.tr("detection rate"))
        self.pr = CurvePlot(self.tr("detection rate (recall)"), self.tr("precision"))
        self.roc.show_chance((0, 1), (0, 1))
        self._key = QLabel()
        theme.as_role(self._key, "caption")
        theme.look().changed.connect(self._write_key)
        self._write_key(theme.current())
        self._plots = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._plots.addWidget(self.roc)
        self._plots.addWidget(self.pr)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._summary)
        layout.addLayout(self._plots)
        layout.addWidget(self._key)
        self.show_scores(ScoredSet(), None)

    @property
    def summary(self) -> str:
        """What is written above the curves."""
        return self._summary.text()

    def show_scores(self, scored: ScoredSet, limits: Limits | None) -> None:
        """Draw the curves of other scores."""
        self._scored = scored
        self._summary.setText(self._auroc_text() if scored.has_both else self._missing_text())
        for widget in (self.roc, self.pr, self._key):
            widget.setVisible(scored.has_both)
        if scored.has_both:
            self._draw()
        for plot in (self.roc, self.pr):
            plot.show_points(limits is not None)
        self._key.setVisible(scored.has_both and limits is not None)
        if limits is not None:
            self.set_limits(limits)

    def set_limits(self, limits: Limits) -> None:
        """Move the working points."""
        if not self._scored.has_both:
            return
        values: dict[Which, float] = {"unsure": limits.unsure, "fail": limits.fail}
        for which, limit in values.items():
            point = self._scored.working_point(limit)
            self.roc.move_point(which, point.false_alarms, point.detected)
            self.pr.move_point(which, point.detected, point.precision)

    @Slot(object)
    def _write_key(self, colours: Theme) -> None:
        signs = {"unsure": "◆", "fail": "●"}
        names = {"unsure": self.tr("unsure limit"), "fail": self.tr("fail limit")}
        self._key.setText(
            " &nbsp; ".join(
                f'<span style="color:{colours.verdict(which)}">{signs[which]}</span> {names[which]}'
                for which in ORDER
            )
        )

    def _draw(self) -> None:
        is_bad, scores = _truth(self._scored)
        roc, pr = metrics.roc_curve(is_bad, scores), metrics.pr_curve(is_bad, scores)
        self.roc.show_curve(roc.x, roc.y)
        self.pr.show_curve(pr.x[::-1], pr.y[::-1], is_stepped=True)
        share = float(np.mean(is_bad))
        self.pr.show_chance((0, 1), (share, share))

    def _auroc_text(self) -> str:
        is_bad, scores = _truth(self._scored)
        low, high = metrics.auroc_interval(is_bad, scores)
        return self.tr(
            "AUROC {0}, 95 % interval {1} to {2}, from {3} good and {4} bad images."
        ).format(
            *(_share(value) for value in (metrics.image_auroc(is_bad, scores), low, high)),
            len(self._scored.scores("good")),
            len(self._scored.scores("bad")),
        )

    def _missing_text(self) -> str:
        has_good, has_bad = (len(self._scored.scores(label)) > 0 for label in ("good", "bad"))
        if has_good:
            return self.tr(
                "ROC and precision need a bad image too: without one, nobody can say which "
                "defects are found. Mark an image as bad."
            )
        if has_bad:
            return self.tr(
                "ROC and precision need a good image too that was measured without itself. "
                "Mark another image as good."
            )
        return self.tr("ROC and precision need good and bad images with a score.")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        is_wide = self.width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._plots.setDirection(way)


def _truth(scored: ScoredSet) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    good, bad = scored.scores("good"), scored.scores("bad")
    return np.arange(len(good) + len(bad)) >= len(good), np.concatenate([good, bad])


def _share(value: float) -> str:
    """Three decimals, and 1 only for 1 itself."""
    return QLocale().toString(min(value, 0.999) if value < 1 else value, "f", 3)
