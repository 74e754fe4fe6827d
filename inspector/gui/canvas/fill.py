"""Flood fill: the connected pixels that look like the one that was clicked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from inspector.core.mask import Box, Mask, Point, box_around, flood_fill
from inspector.gui.canvas.masks import Masks
from inspector.gui.canvas.pyramid import Photo
from inspector.gui.canvas.tool import Tool


class Fill(Tool):
    """One click fills; with Alt it takes away.

    photo: gives the image. tolerance: share of full scale, 0..1.
    """

    paints = True

    def __init__(self, masks: Masks, photo: Callable[[], Photo | None]) -> None:
        self.tolerance = 0.08
        self._masks = masks
        self._photo = photo

    def press(self, at: Point, *, erases: bool) -> None:
        photo = self._photo()
        if photo is None:
            return
        filled = flood_fill(photo.pixels, at, self.tolerance)
        box = box_around(filled)
        if box is not None:
            self._masks.paint(lambda mask: _write(mask, filled[box.slices], box, erases), box)
            self._masks.finish(QCoreApplication.translate("Canvas", "Fill"))


def _write(mask: Mask, filled: Mask, box: Box, erases: bool) -> None:
    mask[box.slices][filled] = not erases
