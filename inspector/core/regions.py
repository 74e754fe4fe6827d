"""A heatmap and a limit -> the regions of an image that stand out.

Sources: growing from sure pixels down to a lower limit is hysteresis (Canny, A Computational
Approach to Edge Detection, 1986, section VI); bridging is the union of closings by line segments of
many directions (Soille, Morphological Image Analysis, 2nd ed., chapters 4 and 9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_DIRECTIONS = 12
"""Of the segments that bridge: a gap lies within 7.5 degrees of one."""


@dataclass(frozen=True, slots=True)
class Region:
    """A connected part of an image whose heatmap lies above the limit, in image pixels.

    x, y: the top left pixel of its box. area: the number of its pixels, without bridged gaps.
    peak, mean: of the heatmap over its pixels.
    longest_side: of the smallest turned rectangle around its pixels, at least 1: the length of a
        scratch, however it lies.
    outline: (N, 2) int32, the (x, y) of the pixels along its outer border; holes are not outlined,
        bridged gaps are inside.
    mm_per_pixel: the scale of the image; None where it is not known.
    """

    x: int
    y: int
    width: int
    height: int
    area: int
    peak: float
    mean: float
    outline: NDArray[np.int32] = field(compare=False, repr=False)
    mm_per_pixel: float | None = None

    @property
    def longest_side(self) -> float:
        # The outline joins the centres of pixels, each of which is half a pixel wide beyond it.
        return 1.0 + float(max(cv2.minAreaRect(self.outline)[1]))

    @property
    def area_mm2(self) -> float | None:
        return None if self.mm_per_pixel is None else self.area * self.mm_per_pixel**2

    @property
    def longest_side_mm(self) -> float | None:
        return None if self.mm_per_pixel is None else self.longest_side * self.mm_per_pixel

    def to_json(self, *, outline: bool = False) -> dict[str, Any]:
        """Box, sizes and values; the outline as [[x, y], ...] where it is asked for.

        Sizes are in pixels; those in millimetres are None without a scale.
        """
        box, values = ("x", "y", "width", "height"), ("peak", "mean")
        names = (*box, "area", "area_mm2", "longest_side", "longest_side_mm", *values)
        plain: dict[str, Any] = {name: getattr(self, name) for name in names}
        return plain | {"outline": self.outline.tolist()} if outline else plain


def find(
    heatmap: NDArray[np.float32],
    limit: float,
    *,
    smallest_area: int = 1,
    growth: float = 1.0,
    bridge: int = 0,
    mm_per_pixel: float | None = None,
    step: int = 1,
) -> tuple[Region, ...]:
    """The 8-connected regions of heatmap (H, W) > limit, the largest peak first.

    smallest_area: regions of fewer pixels are left out.
    growth: a region takes in connected pixels above growth * limit, 0 to 1; its peak lies above
        the limit itself. 1 grows nothing.
    bridge: pieces with gaps of up to so many pixels between them, an odd number as the next even
        one, are one region. 0 bridges nothing.
    mm_per_pixel: the scale that the regions are given.
    step: pixels of the image, down and across, for one of the heatmap. All sizes, those asked for
        and those of the regions, are in pixels of the image.
    """
    bridge = -(-bridge // step)
    warm = (heatmap > (limit * growth if limit > 0 else limit)).astype(np.uint8)
    joined = _bridged(warm, (bridge + 1) // 2) if bridge else warm
    _, found, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    labels = np.asarray(found, np.int32)  # (H, W)
    areas, peaks, means = _values(heatmap, labels * warm, len(stats))
    wanted = np.flatnonzero((areas * step**2 >= max(1, smallest_area)) & (peaks > limit))
    if len(wanted) == 0:
        return ()
    outlines = _outlines(joined, labels, set(wanted.tolist()))
    order = wanted[np.argsort(-peaks[wanted], kind="stable")]
    return tuple(
        Region(
            *(int(number) * step for number in stats[label, : cv2.CC_STAT_AREA]),
            area=int(areas[label]) * step**2,
            peak=float(peaks[label]),
            mean=float(means[label]),
            outline=outlines[label] if step == 1 else _enlarged(outlines[label], step),
            mm_per_pixel=mm_per_pixel,
        )
        for label in order.tolist()
    )


def _enlarged(outline: NDArray[np.int32], step: int) -> NDArray[np.int32]:
    """An outline (N, 2) of pixels that stand for step x step pixels, through their middles."""
    return outline * np.int32(step) + np.int32((step - 1) // 2)


def _bridged(warm: NDArray[np.uint8], half: int) -> NDArray[np.uint8]:
    """Pixels (H, W) of 0 and 1 with the gaps of up to 2 * half pixels between them filled."""
    x, y, width, height = cv2.boundingRect(warm)
    if width * height == 0:
        return warm
    # With a margin of zeros nothing is bridged to the border of the image.
    inside = np.pad(warm[y : y + height, x : x + width], half)
    joined = np.zeros_like(inside)
    for segment in _segments(half):
        joined |= np.asarray(cv2.morphologyEx(inside, cv2.MORPH_CLOSE, segment), np.uint8)
    result = np.zeros_like(warm)
    result[y : y + height, x : x + width] = joined[half:-half, half:-half]
    return result


def _segments(half: int) -> list[NDArray[np.uint8]]:
    """Segments of 2 * half + 1 pixels through the middle of a square, in all directions."""
    turns = np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    found = []
    for x, y in np.rint(half * np.stack([np.cos(turns), np.sin(turns)], axis=1)).astype(int):
        segment = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
        for sign in (1, -1):  # from the middle out: the same both ways, whatever cv2 rounds
            end = np.zeros_like(segment)
            cv2.line(end, (half, half), (half + int(x), half + int(y)), 1)
            segment |= end[::sign, ::sign]
        found.append(segment)
    return found


def _values(
    heatmap: NDArray[np.float32], labels: NDArray[np.int32], count: int
) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float64]]:
    """Area, peak and mean of the heatmap under each label: (count,) each; of label 0 none."""
    inside = np.flatnonzero(labels)
    label, value = labels.ravel()[inside], heatmap.ravel()[inside]
    peaks = np.full(count, -np.inf, np.float32)
    np.maximum.at(peaks, label, value)
    areas = np.bincount(label, minlength=count)
    return areas, peaks, np.bincount(label, value, count) / np.maximum(areas, 1)


def _outlines(
    joined: NDArray[np.uint8], labels: NDArray[np.int32], wanted: set[int]
) -> dict[int, NDArray[np.int32]]:
    """The outer border of each wanted label, traced for all of them in one go."""
    # RETR_CCOMP also lists regions inside holes of others: as outer borders, without a parent.
    contours, tree = cv2.findContours(joined, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = np.flatnonzero(tree.reshape(-1, 4)[:, 3] < 0)
    found = {}
    for index in outer.tolist():
        points = contours[index].reshape(-1, 2)
        label = int(labels[points[0, 1], points[0, 0]])
        if label in wanted:
            found[label] = points
    return found
