"""Large arrays at the size of the screen, from copies of half, a quarter, ... of their size.

A copy is made when a zoom first needs it. Together they take a third of the memory of the first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.mask import Box
from inspector.core.overlay import eight_bit
from inspector.gui.canvas.viewport import Viewport, common

_CRISP = 2.0  # from this scale on, pixels are squares
_TINY = 5  # times halved: small enough to look through in no time


class Peaks:
    """A mask or a heatmap (H, W) that keeps its largest values however small it is shown.

    So the thinnest line that was painted and the smallest hot spot stay visible. `full` is the
    array itself, not a copy: whoever writes into it calls `refresh`.
    step: pixels of the image, down and across, for one of the array.
    """

    def __init__(self, full: NDArray[Any], step: int = 1) -> None:
        self._levels = [full]
        self._step = step

    @property
    def full(self) -> NDArray[Any]:
        return self._levels[0]

    @property
    def is_empty(self) -> bool:
        """Whether it is 0 everywhere; quick to say."""
        self._make(_TINY)
        return not self._levels[_TINY].any()

    def touches(self, viewport: Viewport, area: Box) -> bool:
        """Whether it may be more than 0 in an area of the screen; quick to say."""
        self._make(_TINY)
        (left, top), (right, bottom) = (
            viewport.to_image((area.x, area.y)),
            viewport.to_image((area.x + area.width, area.y + area.height)),
        )
        size = self._step * 2**_TINY
        rows = slice(max(0, int(top // size)), max(0, int(bottom // size) + 1))
        columns = slice(max(0, int(left // size)), max(0, int(right // size) + 1))
        return bool(self._levels[_TINY][rows, columns].any())

    def refresh(self, box: Box) -> None:
        """Follow a change of `full` inside a box."""
        x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            x, y, right, bottom = x // 2, y // 2, (right + 1) // 2, (bottom + 1) // 2
            part = finer[2 * y : 2 * bottom, 2 * x : 2 * right]
            coarser[y:bottom, x:right] = _halved(part)

    def sample(self, viewport: Viewport, area: Box) -> NDArray[Any]:
        """What an area of the screen shows, (area.height, area.width), 0 beside the image."""
        found = np.zeros((area.height, area.width), self.full.dtype)
        inside = common(area, viewport.image_box)
        if inside:
            own = viewport.scale * self._step
            number = _level(own)
            self._make(number)
            level, scale = self._levels[number], own * 2**number
            across, down = _axes(viewport, scale, level.shape)
            columns = _spans(inside.x, inside.width, across)
            rows = _spans(inside.y, inside.height, down)
            part = inside._replace(x=inside.x - area.x, y=inside.y - area.y)
            found[part.slices] = _largest(level, rows, columns)
        return found

    def _make(self, number: int) -> None:
        while len(self._levels) <= number:
            self._levels.append(_halved(self._levels[-1]))


class Photo:
    """An image (H, W, 3) uint8 or uint16 that is averaged when it is shown small."""

    def __init__(self, pixels: NDArray[Any]) -> None:
        self._levels = [np.ascontiguousarray(pixels)]

    @property
    def pixels(self) -> NDArray[Any]:
        """The image itself."""
        return self._levels[0]

    def sample(self, viewport: Viewport, area: Box) -> NDArray[np.uint8]:
        """What an area of the screen, all of it inside the image, shows: RGB (h, w, 3)."""
        scale = viewport.scale
        if scale >= _CRISP or abs(scale - 1) < 1e-9:
            return self._squares(viewport, area)
        number = _level(scale)
        self._make(number)
        return _smooth(self._levels[number], viewport, area)

    def _squares(self, viewport: Viewport, area: Box) -> NDArray[np.uint8]:
        across, down = _axes(viewport, viewport.scale, self.pixels.shape)
        columns = _spans(area.x, area.width, across).first
        rows = _spans(area.y, area.height, down).first
        part = self.pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        # Four bytes are one number to look up, three are three.
        four = cv2.cvtColor(eight_bit(part), cv2.COLOR_RGB2RGBA).view(np.uint32)[:, :, 0]
        found = np.ascontiguousarray(four[:, columns - columns[0]][rows - rows[0]])
        shown = found.view(np.uint8).reshape(area.height, area.width, 4)
        return np.asarray(cv2.cvtColor(shown, cv2.COLOR_RGBA2RGB), np.uint8)

    def _make(self, number: int) -> None:
        while len(self._levels) <= number:
            last = self._levels[-1]
            size = (last.shape[1] + 1) // 2, (last.shape[0] + 1) // 2
            half = cv2.resize(last, size, interpolation=cv2.INTER_AREA)
            self._levels.append(half if half.dtype == np.uint8 else eight_bit(half))


class _Spans(NamedTuple):
    """The first and last pixel of an array under each pixel of the screen."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]


def _level(scale: float) -> int:
    """How often to halve, so that a pixel of the screen covers one to two pixels."""
    return max(0, int(np.floor(-np.log2(scale))))


class _Axis(NamedTuple):
    """One axis of an array on the screen: where it begins and ends, scale, number of pixels."""

    start: float
    end: float
    scale: float
    size: int


def _axes(viewport: Viewport, scale: float, shape: tuple[int, ...]) -> tuple[_Axis, _Axis]:
    """The columns and the rows of an array, of which one pixel takes `scale` on the screen."""
    right = viewport.x + viewport.image[0] * viewport.scale
    bottom = viewport.y + viewport.image[1] * viewport.scale
    return (
        _Axis(viewport.x, right, scale, shape[1]),
        _Axis(viewport.y, bottom, scale, shape[0]),
    )


def _spans(begin: int, count: int, axis: _Axis) -> _Spans:
    start, end, scale, size = axis
    screen = np.arange(begin, begin + count)
    if scale >= 1:
        under = np.floor((screen + 0.5 - start) / scale).astype(np.int64).clip(0, size - 1)
        return _Spans(under, under)
    # Each pixel goes to the one pixel of the screen in which its centre lies; at the far border,
    # where that may be beside the image, to the last one inside.
    first = np.ceil((screen - start) / scale - 0.5).astype(np.int64)
    last = np.ceil((screen + 1 - start) / scale - 0.5).astype(np.int64) - 1
    first[screen - 0.5 < start] = 0
    last[screen + 1.5 >= end] = size - 1
    return _Spans(first.clip(0, size - 1), last.clip(0, size - 1))


def _largest(level: NDArray[Any], rows: _Spans, columns: _Spans) -> NDArray[Any]:
    left, right = columns.first[0], columns.last[-1] + 1
    part = level[:, left:right]
    wide = part[rows.first]
    for step in range(1, 1 + int((rows.last - rows.first).max())):
        np.maximum(wide, part[np.minimum(rows.first + step, rows.last)], out=wide)
    found = wide[:, columns.first - left]
    for step in range(1, 1 + int((columns.last - columns.first).max())):
        other = np.minimum(columns.first + step, columns.last) - left
        np.maximum(found, wide[:, other], out=found)
    return found


def _halved(level: NDArray[Any]) -> NDArray[Any]:
    """The largest of each 2 x 2 pixels; the last row and column of an odd size stand alone."""
    height, width = level.shape
    rows = level[::2].copy()
    np.maximum(rows[: height // 2], level[1::2], out=rows[: height // 2])
    found = rows[:, ::2].copy()
    np.maximum(found[:, : width // 2], rows[:, 1::2], out=found[:, : width // 2])
    return found


def _smooth(level: NDArray[Any], viewport: Viewport, area: Box) -> NDArray[np.uint8]:
    """Linear between the pixels of a level."""
    height, width = level.shape[:2]
    scales = viewport.scale * viewport.image[0] / width, viewport.scale * viewport.image[1] / height
    # In the level, as OpenCV counts: the centre of the first pixel is 0.
    x = (area.x + 0.5 - viewport.x) / scales[0] - 0.5
    y = (area.y + 0.5 - viewport.y) / scales[1] - 0.5
    left, top = (int(np.clip(np.floor(v), 0, n - 1)) for v, n in ((x, width), (y, height)))
    # OpenCV warps no array with a side of 32768 or more, so it only gets what is seen.
    part = level[
        top : int(y + area.height / scales[1]) + 3, left : int(x + area.width / scales[0]) + 3
    ]
    where = np.array([[1 / scales[0], 0, x - left], [0, 1 / scales[1], y - top]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (area.width, area.height)
    shown = cv2.warpAffine(eight_bit(part), where, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(shown, np.uint8)
