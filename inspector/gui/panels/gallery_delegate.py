"""How one image looks in the gallery: its picture, and what people and the detector say of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui import icons, theme
from inspector.gui.decimals import local
from inspector.gui.panels.gallery_items import Item
from inspector.gui.panels.gallery_model import ITEM, PICTURE
from inspector.gui.thumbnails import RADIUS

_PADDING = 6
_GAP = 4
_BADGE = 22
_GLYPH = 14
_DOT = 8
_CAPTION = 0.92
_FADED = 0.3
_EDGE_ALPHA = 110
"""Of the thin line around what lies on a photograph, so that it stands out of any."""

_UNSET_ALPHA = 150

_Draw = Callable[..., None]
_State = QStyle.StateFlag


class GalleryDelegate(QStyledItemDelegate):
    """Paints cells of one size: `cell`, which is at least `least`."""

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        self.set_edge(112)

    def set_edge(self, edge: int) -> None:
        """Set the size of the box that holds a picture, and forget all that depends on looks."""
        self.edge = edge
        self._stamps.clear()
        self._caption = QFont(self._view.font())
        self._caption.setPointSizeF(self._caption.pointSizeF() * _CAPTION)
        self._metrics = QFontMetrics(self._caption)
        self._line = max(self._metrics.height(), _GLYPH) + 2
        self.least = QSize(edge + 2 * _PADDING, edge + 2 * _PADDING + _GAP + 2 * self._line)
        self.cell = self.least

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        item: Item = index.data(ITEM)
        cell: QRect = option.rect
        state: _State = option.state
        box = QRect(cell.left(), cell.top() + _PADDING, self.edge, self.edge)
        box.moveLeft(cell.left() + (cell.width() - self.edge) // 2)
        lines = QRect(box.left(), box.bottom() + 1 + _GAP, box.width(), self._line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, cell, state, is_current=index == self._view.currentIndex())
        self._paint_picture(painter, box, item, index.data(PICTURE))
        self._paint_badges(painter, box, item)
        self._paint_name(painter, lines, item)
        self._paint_verdict(painter, lines.translated(0, self._line), item)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, box: QRect, item: Item, picture: QPixmap | None
    ) -> None:
        look = theme.current()
        is_gone = item.is_missing or bool(item.reason)
        if picture is None or is_gone or picture.width() != picture.height():
            self._stamp(painter, box, _draw_ground, look.canvas)
        if picture is not None:
            painter.setOpacity(_FADED if is_gone else 1.0)
            _draw_fitted(painter, picture, box)
            painter.setOpacity(1.0)
        if is_gone:
            self._paint_problem(painter, box, item)
        elif picture is None:
            self._stamp(painter, _centred(box, 24), icons.paint, "image", look.disabled)
        if item.is_wrong:
            painter.setPen(QPen(QColor(look.fail), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)

    def _paint_problem(self, painter: QPainter, box: QRect, item: Item) -> None:
        look = theme.current()
        place = _centred(box, 24).translated(0, -10)
        self._stamp(painter, place, icons.paint, "warning", look.unsure)
        text = self.tr("Missing") if item.is_missing else self.tr("Not readable")
        painter.setFont(self._caption)
        painter.setPen(QColor(look.text))
        below = box.adjusted(0, box.height() // 2 + 4, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, text)

    def _paint_badges(self, painter: QPainter, box: QRect, item: Item) -> None:
        look = theme.current()
        left = QRect(box.left() + _GAP, box.top() + _GAP, _BADGE, _BADGE)
        if item.label == "unset":
            self._stamp(painter, left, _draw_unset, look.surface, look.muted)
        else:
            ground = look.pass_ if item.label == "good" else look.fail
            self._stamp(painter, left, _draw_badge, item.label, ground, look.surface)
        if item.is_reference:
            right = left.translated(box.width() - _BADGE - 2 * _GAP, 0)
            self._stamp(painter, right, _draw_badge, "reference", look.fill, look.on_fill)

    def _paint_name(self, painter: QPainter, line: QRect, item: Item) -> None:
        name = self._metrics.elidedText(item.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.setFont(self._caption)
        painter.setPen(QColor(theme.current().text))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_verdict(self, painter: QPainter, line: QRect, item: Item) -> None:
        look = theme.current()
        text, colour = line, QColor(look.muted)
        if item.verdict is not None:
            colour = QColor(look.verdict(item.verdict))
            place = QRect(line.left(), line.center().y() - _GLYPH // 2, _GLYPH, _GLYPH)
            self._stamp(painter, place, icons.paint, item.verdict, colour.name())
            text = line.adjusted(_GLYPH + _GAP, 0, 0, 0)
        if item.rating:
            painter.setPen(colour)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(text, flags, local(item.rating))
        self._paint_masks(painter, line, item)

    def _paint_masks(self, painter: QPainter, line: QRect, item: Item) -> None:
        look = theme.current()
        colours = {"defect": look.defect, "ignore": look.ignore, "roi": look.roi}
        dot = QRect(line.right() - _DOT, line.center().y() - _DOT // 2, _DOT, _DOT)
        for place, kind in enumerate(reversed(item.masks)):
            moved = dot.translated(-place * (_DOT + _GAP), 0)
            self._stamp(painter, moved, _draw_dot, colours[kind], look.text)

    def _stamp(self, painter: QPainter, rect: QRect, draw: _Draw, *how: str) -> None:
        """Draw something that many cells have: once as a picture, then as a copy of it."""
        ratio = painter.device().devicePixelRatioF()
        key = draw, rect.width(), ratio, *how
        made = self._stamps.get(key)
        if made is None:
            made = QPixmap(rect.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(made)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(drawing, QRect(QPoint(), rect.size()), *how)
            drawing.end()
            self._stamps[key] = made
        painter.drawPixmap(rect.topLeft(), made)


def _paint_ground(painter: QPainter, cell: QRect, state: _State, *, is_current: bool) -> None:
    look = theme.current()
    is_selected = bool(state & _State.State_Selected)
    if not (is_current or is_selected or state & _State.State_MouseOver):
        return
    ground = look.selection if is_selected else look.raised
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(QColor(look.accent), 2) if is_current else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), RADIUS + 2, RADIUS + 2)


def _draw_ground(painter: QPainter, rect: QRect, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def _draw_badge(painter: QPainter, rect: QRect, name: str, ground: str, glyph: str) -> None:
    inside = QRectF(rect).adjusted(1, 1, -1, -1)
    # Bad is a square and the others discs, so that they differ without colour too.
    radius = RADIUS if name == "bad" else inside.width() / 2
    painter.setPen(QPen(_with_alpha(glyph, _EDGE_ALPHA), 1.5))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(inside, radius, radius)
    icons.paint(painter, _centred(rect, _GLYPH), name, glyph)


def _draw_unset(painter: QPainter, rect: QRect, ground: str, line: str) -> None:
    painter.setPen(QPen(QColor(line), 1.5, Qt.PenStyle.DotLine))
    painter.setBrush(_with_alpha(ground, _UNSET_ALPHA))
    painter.drawEllipse(rect.adjusted(4, 4, -4, -4))


def _draw_dot(painter: QPainter, rect: QRect, colour: str, line: str) -> None:
    painter.setPen(QPen(_with_alpha(line, _EDGE_ALPHA), 1))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_fitted(painter: QPainter, picture: QPixmap, box: QRect) -> None:
    size = picture.deviceIndependentSize()
    longest = max(size.width(), size.height(), 1.0)
    if abs(longest - box.width()) < 1:  # made for this size: a plain copy is fast and sharp
        left = box.left() + (box.width() - round(size.width())) // 2
        painter.drawPixmap(left, box.top() + (box.height() - round(size.height())) // 2, picture)
        return
    size *= box.width() / longest
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(QRectF(box).center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))


def _centred(rect: QRect, size: int) -> QRect:
    x = rect.left() + (rect.width() - size) // 2
    return QRect(x, rect.top() + (rect.height() - size) // 2, size, size)


def _with_alpha(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
