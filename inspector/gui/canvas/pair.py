"""Two crops side by side: a patch, and the reference patch that it looks most like."""

from __future__ import annotations

import re
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from inspector.core.mask import Box
from inspector.gui.qimage import to_qimage

_SMALLEST_SIDE = 96
_DARK, _LIGHT = QColor(16, 18, 22), QColor(255, 255, 255)


class PatchPair(QWidget):
    """The patch of the image on the left, the reference's on the right, each with a caption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = _Crop(self.tr("Patch of the image"))
        self._reference = _Crop(self.tr("Most similar reference patch"))
        # One grid for both, so that a longer caption moves neither picture.
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setRowStretch(0, 1)
        for column, crop in enumerate((self._query, self._reference)):
            grid.addWidget(crop.picture, 0, column)
            grid.addWidget(crop.caption, 1, column)
            grid.setColumnStretch(column, 1)
        self.setAccessibleName(self.tr("Looks most like this"))

    def set_query(self, pixels: NDArray[Any], caption: str, frame: Box | None = None) -> None:
        """Show a crop (h, w, 3) uint8 or uint16 of the image.

        frame: the patch, in pixels of the crop; what is beside it is its surroundings.
        """
        self._query.set(pixels, caption, frame)

    def set_reference(self, pixels: NDArray[Any], caption: str, frame: Box | None = None) -> None:
        """Show a crop of the reference, as `set_query` does."""
        self._reference.set(pixels, caption, frame)

    def clear(self) -> None:
        """Show nothing."""
        self._query.clear()
        self._reference.clear()


class _Crop:
    """A picture and its caption."""

    def __init__(self, name: str) -> None:
        self.picture = _Picture()
        self.picture.setAccessibleName(name)
        self.caption = QLabel()
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.caption.setWordWrap(True)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        # A file name is no markup, whatever it looks like.
        self.caption.setTextFormat(Qt.TextFormat.PlainText)

    def set(self, pixels: NDArray[Any], caption: str, frame: Box | None) -> None:
        self.picture.set(to_qimage(pixels), frame)
        self.picture.setAccessibleDescription(caption)
        self.caption.setText(_breakable(caption))

    def clear(self) -> None:
        self.picture.set(QImage(), None)
        self.picture.setAccessibleDescription("")
        self.caption.clear()


def _breakable(caption: str) -> str:
    """With places where a long file name may go on in the next line."""
    return re.sub(r"([/\\_.-])", "\\1\u200b", caption)


class _Picture(QWidget):
    """A small image as large as there is room, its pixels square, with a frame in it."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._frame: Box | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_SMALLEST_SIDE, _SMALLEST_SIDE)

    def set(self, image: QImage, frame: Box | None) -> None:
        self._image, self._frame = image, frame
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(2 * _SMALLEST_SIDE, 2 * _SMALLEST_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        place = self._place()
        if self._image.isNull():
            painter.setPen(
                QPen(self.palette().color(QPalette.ColorRole.Mid), 1, Qt.PenStyle.DashLine)
            )
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        else:
            # Enlarged pixels stay squares: what is compared is what was measured.
            is_smaller = place.width() * self.devicePixelRatioF() < self._image.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smaller)
            painter.drawImage(place, self._image)
            self._draw_frame(painter, place)
        painter.end()

    def _place(self) -> QRect:
        """The largest rectangle of the image's proportions in the middle."""
        wanted = QSize(1, 1) if self._image.isNull() else self._image.size()
        size = wanted.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, max(1, size.width()), max(1, size.height()))
        place.moveCenter(self.rect().center())
        return place

    def _draw_frame(self, painter: QPainter, place: QRect) -> None:
        if self._frame is None:
            return
        across = place.width() / self._image.width()
        down = place.height() / self._image.height()
        box = QRectF(
            place.x() + self._frame.x * across,
            place.y() + self._frame.y * down,
            self._frame.width * across,
            self._frame.height * down,
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_DARK, 4), (_LIGHT, 2)):
            painter.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(box)
