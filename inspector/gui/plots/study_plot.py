"""The spread of each part of a repeatability study, between the limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QWidget

from inspector.core.study import StudiedPart, Study
from inspector.core.study_image import MeasuredImage
from inspector.gui import theme
from inspector.gui.decimals import number
from inspector.gui.plots.plot import Plot, tinted
from inspector.gui.theme import Theme

_ROW_PX, _FRAME_PX, _MARK_PX, _NAME_PX = 18, 56, 9, 150
_SYMBOLS: Final = {"pass": "o", "unsure": "t1", "fail": "s", None: "d"}


class StudyPlot(Plot):
    """A line per part, a mark per image; the highest mean is on top. As high as it needs to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._titles = {"bottom": self.tr("score"), "left": ""}
        self._study: Study | None = None
        self._parts: list[StudiedPart] = []
        self._marked = ""
        self._items: list[Any] = []
        self._band = pg.LinearRegionItem(orientation="horizontal", movable=False)
        self._band.setZValue(-10)
        for line in self._band.lines:
            line.setPen(pg.mkPen(None))
        self._band.hide()
        self.item.addItem(self._band)
        self.item.getViewBox().setMouseEnabled(x=False, y=False)
        self.item.layout.setContentsMargins(0, 4, 10, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.put_on(theme.current())

    @property
    def names(self) -> list[str]:
        """The parts, from the top."""
        return [part.name for part in self._parts]

    def show_study(self, study: Study | None) -> None:
        """Draw another study, or nothing."""
        self._study = study
        self._parts = [] if study is None else sorted(study.parts, key=lambda part: -part.mean)
        self._marked = ""
        self.setMinimumHeight(_ROW_PX * len(self._parts) + _FRAME_PX)
        self._draw()

    def mark(self, name: str) -> None:
        """Let one part stand out; "" none."""
        self._marked = name
        self._place_band()

    def _draw(self) -> None:
        for item in self._items:
            self.item.removeItem(item)
        self._items = []
        study = self._study
        if study is None:
            return
        rows = {part.name: self._row(place) for place, part in enumerate(self._parts)}
        self._draw_limits(study)
        self._draw_spans(rows)
        for verdict in ("pass", "unsure", "fail", None):
            self._draw_marks([e for e in study.images if e.verdict == verdict], rows, verdict)
        self._fit_range(study)
        self._place_band()

    def _row(self, place: int) -> float:
        return float(len(self._parts) - 1 - place)

    def _add(self, item: Any) -> None:
        self._items.append(item)
        self.item.addItem(item)

    def _draw_limits(self, study: Study) -> None:
        if study.limits is None:
            return
        colours = theme.current()
        for limit, colour in (
            (study.limits.unsure, colours.unsure),
            (study.limits.fail, colours.fail),
        ):
            self._add(pg.InfiniteLine(limit, angle=90, pen=pg.mkPen(colour, width=1.5)))

    def _draw_spans(self, rows: dict[str, float]) -> None:
        """A line from the lowest to the highest score of each part."""
        ends = [(part.low, rows[part.name]) for part in self._parts]
        others = [(part.high, rows[part.name]) for part in self._parts]
        both = np.array([point for pair in zip(ends, others, strict=True) for point in pair])
        pen = pg.mkPen(theme.current().outline, width=2)
        self._add(pg.PlotCurveItem(both[:, 0], both[:, 1], connect="pairs", pen=pen))

    def _draw_marks(
        self, images: Sequence[MeasuredImage], rows: dict[str, float], verdict: str | None
    ) -> None:
        if not images:
            return
        colour = _colour(theme.current(), verdict)
        self._add(
            pg.ScatterPlotItem(
                [each.score for each in images],
                [rows[each.part] for each in images],
                symbol=_SYMBOLS[verdict],
                size=_MARK_PX,
                brush=pg.mkBrush(tinted(colour, 150)),
                pen=pg.mkPen(colour, width=1),
                data=[_tip(each) for each in images],
                hoverable=True,
                tip=lambda x, y, data: data,
            )
        )

    def _fit_range(self, study: Study) -> None:
        known = [each.score for each in study.images]
        if study.limits is not None:
            known += [study.limits.unsure, study.limits.fail]
        low, high = min(known), max(known)
        margin = 0.04 * ((high - low) or abs(high) or 1.0)
        box = self.item.getViewBox()
        box.setXRange(low - margin, high + margin)
        box.setYRange(-0.6, len(self._parts) - 0.4)
        metrics = QFontMetricsF(self.caption_font())
        how = Qt.TextElideMode.ElideMiddle
        ticks = [
            (self._row(place), metrics.elidedText(part.name, how, _NAME_PX))
            for place, part in enumerate(self._parts)
        ]
        self.axes["left"].setTicks([ticks])

    def _place_band(self) -> None:
        is_known = self._marked in self.names
        self._band.setVisible(is_known)
        if is_known:
            row = self._row(self.names.index(self._marked))
            self._band.setRegion((row - 0.5, row + 0.5))

    @Slot(object)
    def put_on(self, colours: Theme) -> None:
        super().put_on(colours)
        self._band.setBrush(pg.mkBrush(tinted(colours.accent, 40)))
        self.axes["left"].setTextPen(pg.mkPen(colours.text))
        self._draw()

    def wheelEvent(self, ev: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel is for what the plot lies in."""
        ev.ignore()


def _colour(colours: Theme, verdict: str | None) -> str:
    return {"pass": colours.pass_, "unsure": colours.unsure, "fail": colours.fail}.get(
        verdict or "", colours.muted
    )


def _tip(each: MeasuredImage) -> str:
    said = f"{each.image.path.name}\n{each.part}"
    if each.condition:
        said += f", {each.condition}"
    return f"{said}: {number(each.score)}"
