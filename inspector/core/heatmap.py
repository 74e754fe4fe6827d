"""Distances of patches -> a heatmap at image size (raw numbers, not colours).

The heatmap of an image of more than MOST_HEATMAP_PIXELS has one pixel for several of the image's,
as `Geometry.step` says: it would take more memory than the image itself.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.errors import OptionError
from inspector.core.geometry import Geometry

SIGMA = 4.0
"""Smoothing in pixels of the image (AnomalyDINO's code; METHODS 1.4)."""


def full_size(
    distances: NDArray[np.float32],
    geometry: Geometry,
    *,
    sigma: float = SIGMA,
    counts: NDArray[np.bool_] | None = None,
) -> NDArray[np.float32]:
    """Distances (rows, cols) as a heatmap float32: spread bilinearly, then smoothed.

    The heatmap is (H, W), or `geometry.heatmap_shape` where the image is huge.

    sigma: of the Gaussian, in pixels of the image; 0 leaves the map as it is. The border is
        reflected and the kernel ends at 4 sigma, as scipy's gaussian_filter does by default.
    counts: of the heatmap's size, False where the heatmap is 0 whatever the distances are.

    Raises:
        OptionError: sigma is negative or not a number.
    """
    if not 0 <= sigma < np.inf:
        raise OptionError(f"The smoothing must be 0 pixels or more, not {sigma}.")
    heatmap = geometry.spread(distances)  # (H, W)
    if sigma > 0:
        heatmap = _smooth(heatmap, sigma / geometry.step)
    if counts is not None:
        heatmap = np.where(counts, heatmap, np.float32(0))
    return heatmap


def _smooth(heatmap: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    side = 2 * int(4 * sigma + 0.5) + 1
    blurred = cv2.GaussianBlur(
        heatmap, (side, side), sigmaX=sigma, sigmaY=sigma, borderType=cv2.BORDER_REFLECT
    )
    return np.asarray(blurred, np.float32)
