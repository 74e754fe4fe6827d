"""The lines of the two limits and their flags on a plot: where they lie, and their painting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from inspector.core.calibrate import Limits
from inspector.gui.plots.plot import tinted
from inspector.gui.theme import Theme

Which = Literal["unsure", "fail"]

ORDER: Final[tuple[Which, Which]] = ("unsure", "fail")
REACH: Final = 6.0
"""How far from a line it is still grabbed, px."""

_PAD_X, _PAD_Y, _GAP = 6.0, 2.0, 3.0


@dataclass(frozen=True, slots=True)
class Flag:
    """One limit: its line at x, and the label on it."""

    which: Which
    x: float
    label: QRectF
    text: str

    def is_at(self, point: QPointF, area: QRectF) -> bool:
        """Whether a mouse there takes hold of it."""
        on_line = abs(point.x() - self.x) <= REACH and area.top() <= point.y() <= area.bottom()
        return on_line or self.label.contains(point)


def head_height(metrics: QFontMetricsF) -> float:
    """The height that two labels under each other take."""
    return 2 * (metrics.height() + 2 * _PAD_Y + _GAP) + _GAP


def flags(
    limits: Limits,
    area: QRectF,
    *,
    to_x: Callable[[float], float],
    texts: Mapping[Which, str],
    metrics: QFontMetricsF,
) -> tuple[Flag, ...]:
    """The flags of the limits that lie in the area.

    Fail flies to the right in the first row and unsure to the left in the second, so that neither
    ever hides the other; at an edge a flag turns round.
    """
    found = []
    for row, which in enumerate(("fail", "unsure")):
        x = to_x(getattr(limits, which))
        if not area.left() - 0.5 <= x <= area.right() + 0.5:
            continue
        width = metrics.horizontalAdvance(texts[which]) + 2 * _PAD_X
        height = metrics.height() + 2 * _PAD_Y
        left = _place(x, width, area, is_right=which == "fail")
        top = area.top() + _GAP + row * (height + _GAP)
        found.append(Flag(which, x, QRectF(left, top, width, height), texts[which]))
    return tuple(found)


def _place(x: float, width: float, area: QRectF, *, is_right: bool) -> float:
    if is_right and x + width > area.right():
        is_right = False
    elif not is_right and x - width < area.left():
        is_right = True
    left = x if is_right else x - width
    # An area narrower than two labels can hold neither side.
    return max(area.left(), min(left, area.right() - width))


def paint_shades(
    painter: QPainter, limits: Limits, area: QRectF, *, to_x: Callable[[float], float], of: Theme
) -> None:
    """Tint what is unsure and what fails."""
    unsure, fail = (
        min(max(to_x(value), area.left()), area.right()) for value in (limits.unsure, limits.fail)
    )
    height = area.height()
    painter.fillRect(QRectF(unsure, area.top(), fail - unsure, height), QColor(of.unsure_tint))
    painter.fillRect(QRectF(fail, area.top(), area.right() - fail, height), QColor(of.fail_tint))


def paint_flags(
    painter: QPainter,
    flags: tuple[Flag, ...],
    area: QRectF,
    *,
    of: Theme,
    baseline: float,
    keyed: Which | None,
    hovered: Which | None,
) -> None:
    """Draw lines and labels; the one that has the keyboard gets a ring.

    baseline: where the bars stand; below it are the marks, over which the lines are faint.
    """
    for flag in flags:
        colour = QColor(of.verdict(flag.which))
        is_strong = flag.which in (keyed, hovered)
        style = Qt.PenStyle.SolidLine if flag.which == "fail" else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2.5 if is_strong else 1.5, style))
        painter.drawLine(QPointF(flag.x, area.top()), QPointF(flag.x, baseline))
        # A limit may lie exactly on an image: its mark must still be seen.
        painter.setPen(QPen(tinted(of.verdict(flag.which), 110), 1, style))
        painter.drawLine(QPointF(flag.x, baseline), QPointF(flag.x, area.bottom()))
        if flag.which == keyed:
            painter.setPen(QPen(QColor(of.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(flag.label.adjusted(-2, -2, 2, 2), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(flag.label, 4, 4)
        painter.setPen(QColor(of.surface))
        painter.drawText(flag.label, Qt.AlignmentFlag.AlignCenter, flag.text)
