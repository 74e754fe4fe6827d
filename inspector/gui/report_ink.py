"""What the PDF report is drawn with: texts, pictures and plots, measured in points on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QLinearGradient,
    QPainter,
    QPen,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from inspector.core.report_svg import PRINT

RESOLUTION: Final = 720
"""Dots per inch of the paper: ten to a point, so that letters stand where their font wants them."""

POINT: Final = RESOLUTION / 72


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks. size: in points. colour: a name of PRINT."""

    size: float = 9
    colour: str = "ink"
    bold: bool = False
    mono: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class Ink:
    """Draws on one painter; all places and sizes are in points."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )

    def text_height(self, text: str, width: float, look: Look) -> float:
        """How high a text is when it is broken to a width."""
        self.painter.setFont(_font(look))
        bounds = self.painter.boundingRect(QRectF(0, 0, width * POINT, 1e6), text, _wrapped(look))
        return bounds.height() / POINT

    def text(self, text: str, at: QRectF, look: Look) -> None:
        """Draw a text from the top of a place, broken to its width."""
        self.painter.setFont(_font(look))
        self.painter.setPen(QColor(PRINT[look.colour]))
        self.painter.drawText(_dots(at), text, _wrapped(look))

    def box(self, at: QRectF, *, fill: str = "", line: str = "", radius: float = 0) -> None:
        """Draw a box with a ground and an edge, each a name of PRINT."""
        self.painter.setPen(QPen(QColor(PRINT[line]), 0.6 * POINT) if line else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(PRINT[fill]) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(_dots(at), radius * POINT, radius * POINT)

    def rule(self, at: QRectF, colour: str = "line") -> None:
        """Draw a line along the bottom of a place."""
        self.painter.setPen(QPen(QColor(PRINT[colour]), 0.6 * POINT))
        dots = _dots(at)
        self.painter.drawLine(dots.bottomLeft(), dots.bottomRight())

    def ramp(self, colours: Sequence[tuple[int, int, int, float]], at: QRectF) -> None:
        """Draw colours (red, green, blue, opacity) from left to right over a whole place."""
        dots = _dots(at)
        gradient = QLinearGradient(dots.topLeft(), dots.topRight())
        for index, (red, green, blue, share) in enumerate(colours):
            # On white paper, for a PDF's gradient has no opacity of its own in every viewer.
            mixed = [round(255 + (part - 255) * share) for part in (red, green, blue)]
            gradient.setColorAt(index / (len(colours) - 1), QColor(*mixed))
        self.painter.setPen(QPen(QColor(PRINT["line"]), 0.6 * POINT))
        self.painter.setBrush(gradient)
        self.painter.drawRect(dots)

    def picture(self, jpeg: bytes, at: QRectF) -> None:
        """Draw a picture as large as it fits into a place, at its top left."""
        image = QImage.fromData(QByteArray(jpeg))
        size = QSizeF(image.size()).scaled(at.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self.painter.drawImage(_dots(QRectF(at.topLeft(), size)), image)

    def svg(self, svg: str, at: QRectF) -> None:
        """Draw a plot over a whole place."""
        QSvgRenderer(QByteArray(svg.encode())).render(self.painter, _dots(at))


def svg_ratio(svg: str) -> float:
    """Height over width of a plot."""
    box = QSvgRenderer(QByteArray(svg.encode())).viewBoxF()
    return box.height() / box.width()


def _dots(at: QRectF) -> QRectF:
    return QRectF(at.x() * POINT, at.y() * POINT, at.width() * POINT, at.height() * POINT)


def _font(look: Look) -> QFont:
    font = QFont()
    if look.mono:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(round(look.size * POINT))
    font.setBold(look.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _wrapped(look: Look) -> QTextOption:
    option = QTextOption(look.align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
