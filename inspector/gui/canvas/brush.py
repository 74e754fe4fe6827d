"""The brush and the eraser."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inspector.core.mask import Point, stamp_line
from inspector.gui.canvas.masks import Masks
from inspector.gui.canvas.tool import Tool

SMALLEST, LARGEST = 1, 1000


class Brush(Tool):
    """Paints the pixels whose centre the round brush passes over.

    diameter: in pixels of the image; 1 paints the pixel under the pointer.
    """

    paints = True
    has_ring = True

    def __init__(self, masks: Masks, *, diameter: int, erases: bool = False) -> None:
        self.diameter = diameter
        self.erases = erases
        self._masks = masks
        self._last: Point | None = None
        self._value = True

    def press(self, at: Point, *, erases: bool) -> None:
        self._value = not (erases or self.erases)
        self._last = at
        self.move(at)

    def move(self, at: Point) -> None:
        start, self._last = self._last, at
        if start is not None:
            radius, value = self.diameter / 2, self._value
            self._masks.paint(
                lambda mask: stamp_line(mask, start, at, radius=radius, value=value),
                self._masks.around(start, at, margin=radius + 1),
            )

    def release(self, at: Point) -> None:
        if self._last is None:
            return
        if at != self._last:
            self.move(at)
        self._last = None
        self._masks.finish(_name(erased=not self._value))

    def drop(self) -> None:
        self._last = None
        self._masks.drop()


def _name(*, erased: bool) -> str:
    if erased:
        return QCoreApplication.translate("Canvas", "Eraser stroke")
    return QCoreApplication.translate("Canvas", "Brush stroke")
