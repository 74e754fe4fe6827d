"""A heatmap and a limit -> the regions of an image that stand out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Region:
    """A connected part of an image whose heatmap lies above the limit, in image pixels.

    x, y: the top left pixel of its box. area: the number of its pixels.
    peak, mean: of the heatmap over its pixels.
    longest_side: of the smallest turned rectangle around its pixels, at least 1: the length of a
        scratch, however it lies.
    outline: (N, 2) int32, the (x, y) of the pixels along its outer border; holes are not outlined.
    """

    x: int
    y: int
    width: int
    height: int
    area: int
    peak: float
    mean: float
    outline: NDArray[np.int32] = field(compare=False, repr=False)

    @property
    def longest_side(self) -> float:
        # The outline joins the centres of pixels, each of which is half a pixel wide beyond it.
        return 1.0 + float(max(cv2.minAreaRect(self.outline)[1]))

    def to_json(self, *, outline: bool = False) -> dict[str, Any]:
        """Box, area and values; the outline as [[x, y], ...] where it is asked for."""
        names = ("x", "y", "width", "height", "area", "longest_side", "peak", "mean")
        plain: dict[str, Any] = {name: getattr(self, name) for name in names}
        return plain | {"outline": self.outline.tolist()} if outline else plain


def find(
    heatmap: NDArray[np.float32], limit: float, *, smallest_area: int = 1
) -> tuple[Region, ...]:
    """The 8-connected regions of heatmap (H, W) > limit, the largest peak first.

    smallest_area: regions of fewer pixels are left out.
    """
    above = (heatmap > limit).astype(np.uint8)
    _, found, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    labels = np.asarray(found, np.int32)  # (H, W)
    stats[0, cv2.CC_STAT_AREA] = 0  # label 0 is the background
    wanted = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] >= max(1, smallest_area))
    if len(wanted) == 0:
        return ()
    peaks, means = _values(heatmap, labels, len(stats))
    outlines = _outlines(above, labels, set(wanted.tolist()))
    order = wanted[np.argsort(-peaks[wanted], kind="stable")]
    return tuple(
        Region(
            *(int(number) for number in stats[label]),
            peak=float(peaks[label]),
            mean=float(means[label]),
            outline=outlines[label],
        )
        for label in order.tolist()
    )


def _values(
    heatmap: NDArray[np.float32], labels: NDArray[np.int32], count: int
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Peak and mean of the heatmap under each label: (count,) each."""
    inside = np.flatnonzero(labels)
    label, value = labels.ravel()[inside], heatmap.ravel()[inside]
    peaks = np.full(count, -np.inf, np.float32)
    np.maximum.at(peaks, label, value)
    sizes = np.bincount(label, minlength=count)
    return peaks, np.bincount(label, value, count) / np.maximum(sizes, 1)


def _outlines(
    above: NDArray[np.uint8], labels: NDArray[np.int32], wanted: set[int]
) -> dict[int, NDArray[np.int32]]:
    """The outer border of each wanted label, traced for all of them in one go."""
    # RETR_CCOMP also lists regions inside holes of others: as outer borders, without a parent.
    contours, tree = cv2.findContours(above, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = np.flatnonzero(tree.reshape(-1, 4)[:, 3] < 0)
    found = {}
    for index in outer.tolist():
        points = contours[index].reshape(-1, 2)
        label = int(labels[points[0, 1], points[0, 0]])
        if label in wanted:
            found[label] = points
    return found
