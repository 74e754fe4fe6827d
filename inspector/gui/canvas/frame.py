"""The screen pixels of the canvas, kept between two paints and drawn anew where they changed."""

from __future__ import annotations

from functools import reduce

import numpy as np
from PySide6.QtGui import QImage

from inspector.core.mask import Box
from inspector.gui.canvas.layers import Layers
from inspector.gui.canvas.viewport import Size, Viewport, common

_PARTS = 16  # more are drawn as one


class Frame:
    """A picture (H, W) of screen pixels. `image` shows the same memory: never keep it."""

    def __init__(self, size: Size) -> None:
        self._memory = np.zeros((size[1], size[0], 4), np.uint8)
        self._stale = [Box(0, 0, *size)]

    @property
    def size(self) -> Size:
        return self._memory.shape[1], self._memory.shape[0]

    @property
    def image(self) -> QImage:
        width, height = self.size
        return QImage(self._memory.data, width, height, 4 * width, QImage.Format.Format_RGB32)

    def forget(self, area: Box | None = None) -> None:
        """Draw an area anew before the next paint; by default all of it."""
        whole = Box(0, 0, *self.size)
        if area is None or self._stale == [whole]:
            self._stale = [whole]
            return
        self._stale.append(area)
        if len(self._stale) > _PARTS:
            self._stale = [reduce(Box.union, self._stale)]

    def push(self, dx: int, dy: int) -> None:
        """Move what was drawn; only what comes in at the sides is drawn anew."""
        width, height = self.size
        kept = common(Box(dx, dy, width, height), Box(0, 0, width, height))
        if kept is None or self._stale:
            self.forget()
            return
        source = kept._replace(x=kept.x - dx, y=kept.y - dy)
        self._memory[kept.slices] = self._memory[source.slices].copy()
        if dx:
            self.forget(Box(0 if dx > 0 else width + dx, 0, abs(dx), height))
        if dy:
            self.forget(Box(0, 0 if dy > 0 else height + dy, width, abs(dy)))

    def renew(self, layers: Layers, viewport: Viewport, line: int) -> None:
        """Draw what is stale. line: width of the thinnest line, in screen pixels."""
        for area in self._stale:
            self._memory[area.slices] = layers.draw(viewport, area, line=line)
        self._stale = []
