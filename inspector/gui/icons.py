"""Icons of one family: SVG files on a grid of 24, drawn in the colours of the theme that is on."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from inspector import resources
from inspector.gui import theme

COLOURED: Final = {
    "pass": "pass_",
    "unsure": "unsure",
    "fail": "fail",
    "good": "pass_",
    "bad": "fail",
    "warning": "unsure",
    "error": "fail",
    "info": "accent",
}
"""Icons that mean their colour, and the colour of the theme that each has."""


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name; it follows the theme and is sharp at every scale of the screen.

    colour: a name of `Theme`; without one the icon has that of `COLOURED` or of text, and that of
        the accent where it is switched on.

    Raises:
        InspectorError: there is no such icon, or it is missing here.
    """
    _source(name)
    return QIcon(_Engine(name, colour))


def app_icon() -> QIcon:
    """The product's own picture, for windows and task bars."""
    return QIcon(str(resources.path("icons/app.svg")))


def pixmap(name: str, size: int, *, ratio: float = 1.0, colour: str = "") -> QPixmap:
    """An icon as a picture of size x size, for labels. It does not follow the theme."""
    found = _picture(name, QSize(size, size) * ratio, _colour(name, colour, QIcon.Mode.Normal))
    found.setDevicePixelRatio(ratio)
    return found


def paint(painter: QPainter, rect: QRect | QRectF, name: str, colour: str = "") -> None:
    """Draw an icon, for delegates and canvases. colour: a name of `Theme`, or as "#rrggbb"."""
    value = colour if colour.startswith("#") else _colour(name, colour, QIcon.Mode.Normal)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, value).render(painter, QRectF(rect))
    painter.restore()


class _Engine(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        value = _colour(self._name, self._colour, mode, state)
        _renderer(self._name, value).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Qt asks for device pixels here, so the picture is sharp at every scale.
        return _picture(self._name, size, _colour(self._name, self._colour, mode, state))

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._colour)
        # The QIcon that asks deletes the engine. Python would delete it too, and earlier: keep it
        # from that.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(made))
        return made


def _colour(name: str, colour: str, mode: QIcon.Mode, state: QIcon.State = QIcon.State.Off) -> str:
    now = theme.current()
    if mode == QIcon.Mode.Disabled:
        return now.disabled
    chosen = colour or COLOURED.get(name, "accent" if state == QIcon.State.On else "text")
    return getattr(now, chosen)


def _picture(name: str, size: QSize, colour: str) -> QPixmap:
    key = f"inspector/{name}/{size.width()}x{size.height()}/{colour}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    made = QPixmap(size)
    if made.isNull():  # asked for before the widget has a size: there is nothing to draw on
        return made
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter, QRectF(QRect(QPoint(), size)))
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def _renderer(name: str, colour: str) -> QSvgRenderer:
    renderer = QSvgRenderer()
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.load(QByteArray(_source(name).replace("currentColor", colour).encode()))
    return renderer


@cache
def _source(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")
