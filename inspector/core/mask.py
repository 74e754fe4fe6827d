"""Binary masks, and the brush, shapes and edits that change them.

Pixel (x, y) covers the square from (x, y) to (x + 1, y + 1), so its centre is (x + 0.5, y + 0.5).
Every shape here paints the pixels whose centre it holds, and is clipped at the border.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from math import ceil, floor, hypot, inf
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""(H, W), True where the mask holds the pixel."""

Point = tuple[float, float]
"""(x, y) in pixels of the image, from its top left corner."""

# A centre exactly on the rim belongs to the brush, whichever way the root was rounded.
_RIM = 1e-9
# Beyond half a diagonal, a disc holds the centre of the pixel that it is centred on.
_HALF_DIAGONAL = 0.7072


class Box(NamedTuple):
    """A rectangle of whole pixels; never empty."""

    x: int
    y: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array with."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Box(x, y, right - x, bottom - y)


@dataclass(frozen=True, slots=True)
class MaskEdit:
    """The pixels that one stroke flipped. Applying it twice restores the mask.

    box: the smallest box around those pixels.
    flips: the bits of the box, row by row, packed and compressed.
    """

    box: Box
    flips: bytes

    def apply(self, mask: Mask) -> None:
        """Flip the pixels in place."""
        packed = np.frombuffer(zlib.decompress(self.flips), np.uint8)
        box = mask[self.box.slices]
        box ^= np.unpackbits(packed, count=box.size).reshape(box.shape).view(np.bool_)


def difference(before: Mask, after: Mask, box: Box | None = None) -> MaskEdit | None:
    """The edit that turns before into after, both (H, W); None if they are equal.

    box: where to look, if it is known that nothing outside it changed.
    """
    look = box or Box(0, 0, before.shape[1], before.shape[0])
    flips = before[look.slices] ^ after[look.slices]
    found = box_around(flips)
    if found is None:
        return None
    packed = np.packbits(flips[found.slices])
    shifted = found._replace(x=found.x + look.x, y=found.y + look.y)
    return MaskEdit(shifted, zlib.compress(packed.tobytes(), level=1))


def box_around(mask: Mask) -> Box | None:
    """The smallest box around what the mask holds; None if it is empty."""
    ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if ys.size == 0:
        return None
    x, y = int(xs[0]), int(ys[0])
    return Box(x, y, int(xs[-1]) + 1 - x, int(ys[-1]) + 1 - y)


def stamp_line(
    mask: Mask, start: Point, end: Point, *, radius: float, value: bool = True
) -> Box | None:
    """Paint, in place, one move of a round brush; value False erases.

    Pixels whose centre lies within radius of the line from start to end, and for a brush too
    thin to be sure of them, those under the line: radius 0.5 paints the one under the pointer.
    Returns the box that was touched, None if all of it lies outside.
    """
    under = _pixels_under(mask, start, end, value) if radius < _HALF_DIAGONAL else None
    if radius <= 0.5:
        return under
    painted = _fill(mask, _capsule(start, end, radius, mask.shape), value)
    return painted.union(under) if painted and under else painted or under


def fill_polygon(mask: Mask, points: NDArray[Any], *, value: bool = True) -> Box | None:
    """Paint the inside of a closed polygon (N, 2) in place; where it overlaps itself is outside.

    Returns the box that was touched, None if there is none.
    """
    return _fill(mask, _polygon(np.asarray(points, np.float64), mask.shape), value)


def fill_rectangle(mask: Mask, corner: Point, opposite: Point, *, value: bool = True) -> Box | None:
    """Paint a rectangle between two opposite corners in place.

    Returns the box that was touched, None if there is none.
    """
    (ax, ay), (bx, by) = corner, opposite
    return fill_polygon(mask, np.array([(ax, ay), (bx, ay), (bx, by), (ax, by)]), value=value)


def flood_fill(
    image: NDArray[np.uint8] | NDArray[np.uint16],
    seed: Point,
    tolerance: float,
    *,
    diagonal: bool = False,
    within: Mask | None = None,
) -> Mask:
    """The connected pixels that look like the one under seed: a mask (H, W), empty if outside.

    image: (H, W, 3) or (H, W).
    tolerance: largest difference in any channel, as a share of full scale, 0..1.
    diagonal: whether pixels that touch at a corner are connected.
    within: (H, W), pixels that the fill may not leave.
    """
    height, width = image.shape[:2]
    x, y = floor(seed[0]), floor(seed[1])
    if not (0 <= x < width and 0 <= y < height):
        return np.zeros((height, width), np.bool_)
    filled = np.zeros((height + 2, width + 2), np.uint8)  # OpenCV wants a margin of one
    if within is not None:
        filled[1:-1, 1:-1] = ~within
    # OpenCV takes no uint16, whose values float32 holds exactly, and nothing that is read-only.
    dtype = np.uint8 if image.dtype == np.uint8 else np.float32
    pixels = np.require(image, dtype, ("C", "W"))
    # A quarter of a level keeps a share such as 3 / 255 from being rounded below 3.
    reach = (tolerance * np.iinfo(image.dtype).max + 0.25,) * 3
    how = (8 if diagonal else 4) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (2 << 8)
    cv2.floodFill(pixels, filled, (x, y), 0, reach, reach, how)
    return filled[1:-1, 1:-1] == 2


class _Spans(NamedTuple):
    """Runs of pixels: row, first column, column after the last; each (N,)."""

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]


def _pixels_under(mask: Mask, start: Point, end: Point, value: bool) -> Box | None:
    steps = max(1, ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
    xs = np.floor(np.linspace(start[0], end[0], steps + 1)).astype(np.int64)
    ys = np.floor(np.linspace(start[1], end[1], steps + 1)).astype(np.int64)
    height, width = mask.shape
    inside = (xs >= 0) & (xs < width) & (ys >= 0) & (ys < height)
    return _fill(mask, _Spans(ys[inside], xs[inside], xs[inside] + 1), value)


def _capsule(start: Point, end: Point, radius: float, shape: tuple[int, ...]) -> _Spans:
    """What lies within radius of a line. It is convex, so each row holds one run."""
    top = max(0, ceil(min(start[1], end[1]) - radius - 0.5))
    bottom = min(shape[0], floor(max(start[1], end[1]) + radius - 0.5) + 1)
    rows = np.arange(top, max(top, bottom))
    ys = rows + 0.5
    left, right = np.full(len(rows), inf), np.full(len(rows), -inf)
    for x, y in (start, end):
        half = np.sqrt(np.maximum(radius**2 - (ys - y) ** 2, 0.0))
        reached = np.abs(ys - y) <= radius
        left = np.where(reached, np.minimum(left, x - half), left)
        right = np.where(reached, np.maximum(right, x + half), right)
    for first, last in _sides(start, end, radius):
        along = (ys - first[1]) / (last[1] - first[1])
        x = first[0] + along * (last[0] - first[0])
        reached = (along >= 0) & (along <= 1)
        left = np.where(reached, np.minimum(left, x), left)
        right = np.where(reached, np.maximum(right, x), right)
    return _clipped(rows, np.ceil(left - 0.5 - _RIM), np.floor(right - 0.5 + _RIM) + 1, shape)


def _sides(start: Point, end: Point, radius: float) -> list[tuple[Point, Point]]:
    """The two straight sides of a capsule; none where they are level and so add nothing."""
    (ax, ay), (bx, by) = start, end
    if abs(ay - by) < _RIM:
        return []
    scale = radius / hypot(bx - ax, by - ay)
    across, down = (ay - by) * scale, (bx - ax) * scale
    return [
        ((ax + sign * across, ay + sign * down), (bx + sign * across, by + sign * down))
        for sign in (1, -1)
    ]


def _polygon(points: NDArray[np.float64], shape: tuple[int, ...]) -> _Spans:
    """Runs between every odd crossing of a row's centre line with the outline and the next."""
    upper, lower = points, np.roll(points, -1, axis=0)
    swap = upper[:, 1:] > lower[:, 1:]
    upper, lower = np.where(swap, lower, upper), np.where(swap, upper, lower)
    first = np.clip(np.ceil(upper[:, 1] - 0.5), 0, shape[0]).astype(np.int64)
    last = np.clip(np.ceil(lower[:, 1] - 0.5), 0, shape[0]).astype(np.int64)
    counts = last - first  # rows that each edge crosses
    edge = np.repeat(np.arange(len(points)), counts)
    rows = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    run, rise = (lower - upper)[edge].T
    xs = upper[edge, 0] + (rows + 0.5 - upper[edge, 1]) / rise * run
    order = np.lexsort((xs, rows))
    columns = np.ceil(xs[order] - 0.5)
    return _clipped(rows[order][::2], columns[::2], columns[1::2], shape)


def _clipped(
    rows: NDArray[np.int64],
    starts: NDArray[np.float64],
    stops: NDArray[np.float64],
    shape: tuple[int, ...],
) -> _Spans:
    begin = np.clip(starts, 0, shape[1]).astype(np.int64)
    stop = np.clip(stops, 0, shape[1]).astype(np.int64)
    held = begin < stop
    return _Spans(rows[held], begin[held], stop[held])


def _fill(mask: Mask, spans: _Spans, value: bool) -> Box | None:
    if len(spans.rows) == 0:
        return None
    for row, start, stop in zip(*(part.tolist() for part in spans), strict=True):
        mask[row, start:stop] = value
    x, y = int(spans.starts.min()), int(spans.rows.min())
    return Box(x, y, int(spans.stops.max()) - x, int(spans.rows.max()) + 1 - y)
