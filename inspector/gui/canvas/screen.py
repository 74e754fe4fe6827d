"""A widget that shows layers of an image at any zoom, sharp at every screen scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import ceil, floor

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from inspector.core.mask import Box, Point
from inspector.gui.canvas import marks, mask_look
from inspector.gui.canvas.frame import Frame
from inspector.gui.canvas.layers import Layers
from inspector.gui.canvas.viewport import Size, Viewport

_DARK_BACKGROUND, _LIGHT_BACKGROUND = (30, 31, 34), (222, 223, 226)
_ONE_DRAW = 10_000  # screen pixels that take as long as one more area
_SLACK = 1e-3  # of a screen pixel, lost when Qt divides and we multiply by the screen's scale


class Screen(QWidget):
    """Layers, a viewport, and the screen pixels that they make. Knows no tools.

    Positions are in screen pixels of the frame, whose pixel (0, 0) is the screen's pixel nearest
    to the widget's corner: at a screen scale of 1.25 most widgets begin between two pixels.
    """

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = Layers()
        self._viewport: Viewport | None = None
        self._message = ""
        self._frame = Frame(self._screen_size())
        self.setMinimumSize(160, 120)
        self._take_background()

    @property
    def viewport(self) -> Viewport | None:
        """None while there is no image."""
        return self._viewport

    @property
    def line(self) -> int:
        """Width of the thinnest line that is seen well, in screen pixels."""
        return max(1, round(self.devicePixelRatioF()))

    def fit(self) -> None:
        """Show the whole image, and go on doing so when the window changes."""
        if self._viewport:
            self._look(self._viewport.fitted())

    def zoom_to(self, scale: float, at: Point | None = None) -> None:
        """Show an image pixel as `scale` screen pixels; a position (the middle) stays there."""
        if self._viewport:
            middle = self._viewport.screen[0] / 2, self._viewport.screen[1] / 2
            self._look(self._viewport.zoomed(scale, at or middle))

    def zoom_by(self, factor: float, at: Point | None = None) -> None:
        """Show it larger by a factor."""
        if self._viewport:
            self.zoom_to(self._viewport.scale * factor, at)

    def pan(self, dx: int, dy: int) -> None:
        """Push the image by screen pixels."""
        if self._viewport:
            self._look(self._viewport.moved(dx, dy))

    def redraw(self, boxes: Sequence[Box] = ()) -> None:
        """Draw image pixels anew, by default all."""
        if self._viewport is None or not boxes:
            self._frame.forget()
            self.update()
            return
        margin = mask_look.MARGIN * self.line
        areas = [area for box in boxes if (area := self._viewport.around(box, margin))]
        for area in _worth_parting(areas):
            self._frame.forget(area)
            self.update(self._logical(QRect(*area)))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(800, 600)

    def _open(self, image: Size | None, message: str = "") -> None:
        """Show another image, or a message; an image as large as the last is seen as that was."""
        last, self._message = self._viewport, message
        if image is None:
            self._viewport = None
        elif last is None or last.image != image:
            self._viewport = Viewport(image, self._frame.size).fitted()
        self.redraw()
        if self._viewport and (last is None or last.scale != self._viewport.scale):
            self.zoom_changed.emit(self._viewport.scale)

    def _look(self, viewport: Viewport) -> None:
        last, self._viewport = self._viewport, viewport
        if last is None or viewport == last:
            return
        dx, dy = viewport.x - last.x, viewport.y - last.y
        if viewport.scale == last.scale and dx == round(dx) and dy == round(dy):
            self._frame.push(round(dx), round(dy))
        else:
            self._frame.forget()
        self.update()
        if viewport.scale != last.scale:
            self.zoom_changed.emit(viewport.scale)

    def _draw_marks(self, painter: QPainter) -> None:
        """Draw on top of the layers, in screen pixels."""

    def _screen_position(self, position: QPointF) -> Point:
        """The centre of the screen pixel at a position of the widget in Qt's pixels."""
        ratio, (shift_x, shift_y) = self.devicePixelRatioF(), self._shift()
        x = floor(position.x() * ratio + shift_x + _SLACK) + 0.5
        return x, floor(position.y() * ratio + shift_y + _SLACK) + 0.5

    def _logical(self, area: QRect) -> QRect:
        """The widget's pixels, in Qt's, that hold screen pixels."""
        ratio = self.devicePixelRatioF()
        left, top = floor((area.x() - 1) / ratio), floor((area.y() - 1) / ratio)
        right = ceil((area.x() + area.width() + 1) / ratio)
        bottom = ceil((area.y() + area.height() + 1) / ratio)
        return QRect(left, top, right - left, bottom - top)

    def _shift(self) -> Point:
        """From the frame's corner to the widget's, in screen pixels: less than one."""
        ratio = self.devicePixelRatioF()
        corner = self.mapTo(self.window(), QPointF(0, 0))
        x, y = corner.x() * ratio, corner.y() * ratio
        return x - round(x), y - round(y)

    def _screen_size(self) -> Size:
        ratio = self.devicePixelRatioF()
        return max(1, ceil(self.width() * ratio)), max(1, ceil(self.height() * ratio))

    def _follow_size(self) -> None:
        size = self._screen_size()
        if size == self._frame.size:
            return
        self._frame = Frame(size)
        if self._viewport:
            last, self._viewport = self._viewport, self._viewport.resized(size)
            if last.scale != self._viewport.scale:
                self.zoom_changed.emit(self._viewport.scale)

    def _take_background(self) -> None:
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._layers.background = _DARK_BACKGROUND if is_dark else _LIGHT_BACKGROUND
        self.redraw()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._follow_size()
            self.redraw()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_background()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._follow_size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self._viewport:
            self._frame.renew(self._layers, self._viewport, self.line)
        else:
            self._frame.renew(self._layers, Viewport((1, 1), self._frame.size), self.line)
        painter.save()
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        where = painter.deviceTransform()
        painter.translate(round(where.dx()) - where.dx(), round(where.dy()) - where.dy())
        painter.drawImage(QPointF(0, 0), self._frame.image)
        if self._viewport:
            marks.draw_border(painter, self._viewport)
            self._draw_marks(painter)
        painter.restore()
        if not self._viewport:
            area = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
            marks.draw_message(painter, area, self._message, colour)
        painter.end()


def _worth_parting(areas: list[Box]) -> list[Box]:
    """The areas, or the one around them all where that is hardly more to draw."""
    if len(areas) < 2:
        return areas
    whole = reduce(Box.union, areas)
    pixels = sum(area.width * area.height for area in areas)
    return areas if pixels + _ONE_DRAW * len(areas) < whole.width * whole.height else [whole]
