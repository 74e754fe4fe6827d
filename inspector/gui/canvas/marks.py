"""What is drawn on top with Qt's painter: the brush's ring, shapes not yet done, a message.

Everything is in screen pixels, with a dark line under a light one: seen on any image.
"""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from inspector.core.mask import Point
from inspector.gui.canvas.tool import Draft
from inspector.gui.canvas.viewport import Viewport

_DARK = QColor(16, 18, 22, 210)
_LIGHT = QColor(255, 255, 255)
_ERASING = QColor(255, 96, 40)

_AROUND = 18  # how far, in line widths, the marks of a ring reach beyond it


def ring_box(at: Point, radius: float, line: int) -> QRect:
    """Screen pixels that a ring touches."""
    reach = radius + _AROUND * line
    left, top = floor(at[0] - reach), floor(at[1] - reach)
    return QRect(left, top, ceil(at[0] + reach) - left, ceil(at[1] + reach) - top)


def draw_ring(painter: QPainter, at: Point, radius: float, *, line: int, erases: bool) -> None:
    """The brush at its true size, with a point in the middle, or a minus if it takes away."""
    colour, middle = _ERASING if erases else _LIGHT, QPointF(*at)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shade, width in ((_DARK, 3 * line), (colour, 1.5 * line)):
        painter.setPen(QPen(shade, width))
        painter.drawEllipse(middle, radius, radius)
    # In a small ring the sign would hide what is painted on: it stands beside it.
    away = 0.0 if radius > 14 * line else radius + 9 * line
    if erases:
        _minus(painter, middle + QPointF(away, 0), line)
    elif away == 0.0:
        _point(painter, middle, line)


def draw_draft(painter: QPainter, draft: Draft, viewport: Viewport, line: int) -> None:
    """The corners so far and the lines between them, to the pointer if the shape is open."""
    points = [QPointF(*viewport.to_screen(point)) for point in draft.points]
    lines, colour = QPolygonF(points), _ERASING if draft.erases else _LIGHT
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shade, width in ((_DARK, 3 * line), (colour, 1.5 * line)):
        pen = QPen(shade, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(QColor(255, 255, 255, 30) if shade is colour else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(lines) if draft.is_closed else painter.drawPolyline(lines)
    if not draft.is_closed:
        _handles(painter, points[:-1], colour, line)


def draw_border(painter: QPainter, viewport: Viewport) -> None:
    """A faint line around the image, for one as dark as the background."""
    (left, top), (right, bottom) = viewport.to_screen((0, 0)), viewport.to_screen(viewport.image)
    painter.setPen(QPen(QColor(128, 128, 128, 150), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(
        QRectF(
            floor(left) - 0.5,
            floor(top) - 0.5,
            ceil(right - floor(left)) + 1,
            ceil(bottom - floor(top)) + 1,
        )
    )


def draw_message(painter: QPainter, area: QRectF, text: str, colour: QColor) -> None:
    """A text in the middle of an empty canvas."""
    font = QFont(painter.font())
    font.setPointSizeF(font.pointSizeF() * 1.2)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _minus(painter: QPainter, middle: QPointF, line: int) -> None:
    reach = QPointF(5.5 * line, 0)
    for shade, width in ((_DARK, 5 * line), (_LIGHT, 2.5 * line)):
        painter.setPen(QPen(shade, width))
        painter.drawLine(middle - reach, middle + reach)


def _point(painter: QPainter, middle: QPointF, line: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for shade, radius in ((_DARK, 2.2 * line), (_LIGHT, 1.2 * line)):
        painter.setBrush(shade)
        painter.drawEllipse(middle, radius, radius)


def _handles(painter: QPainter, corners: list[QPointF], colour: QColor, line: int) -> None:
    painter.setPen(QPen(_DARK, line))
    painter.setBrush(colour)
    for number, corner in enumerate(corners):
        reach = (5.0 if number == 0 else 3.0) * line  # a click on the first one closes
        painter.drawRect(QRectF(corner.x() - reach, corner.y() - reach, 2 * reach, 2 * reach))
