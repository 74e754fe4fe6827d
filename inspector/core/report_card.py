"""One inspection on the results page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.calibrate import Limits, Verdict
from inspector.core.inspection import Inspection
from inspector.core.overlay import eight_bit, encoded, outlined, overlay

THUMBNAIL = 360


@dataclass(frozen=True, slots=True)
class Card:
    """One inspection on the page, small enough to keep thousands.

    picture, heat: JPEG, the image and its overlay, at most THUMBNAIL pixels long; no overlay where
        nothing says what is hot.
    width, height: of both, in pixels.
    """

    path: Path | None
    score: float
    verdict: Verdict | None
    limits: Limits | None
    regions: int
    seconds: float
    picture: bytes
    heat: bytes | None
    width: int
    height: int

    @property
    def name(self) -> str:
        return "an image without a file" if self.path is None else self.path.name


def card(inspection: Inspection, image: NDArray[Any], *, limit: float | None = None) -> Card:
    """What the page shows of an inspection of an image (H, W, 3) uint8 or uint16.

    limit: the heatmap value that fixes the colours where the detector is not calibrated.
    """
    small, scale = _shrunk(image)
    limit = limit if inspection.pixel_limit is None else inspection.pixel_limit
    heat = None if limit is None else encoded(_hot(inspection, small, limit, scale), ".jpg")
    return Card(
        path=inspection.path,
        score=inspection.score,
        verdict=inspection.verdict,
        limits=inspection.limits,
        regions=len(inspection.regions),
        seconds=inspection.seconds,
        picture=encoded(small, ".jpg"),
        heat=heat,
        width=small.shape[1],
        height=small.shape[0],
    )


def _hot(
    inspection: Inspection, small: NDArray[np.uint8], limit: float, scale: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """The overlay of a thumbnail; its outlines are drawn at its own size to stay crisp."""
    coloured = overlay(small, _shrunk_heat(inspection, small), limit)
    return outlined(coloured, [_scaled(region.outline, scale) for region in inspection.regions])


def _shrunk(image: NDArray[Any]) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """A thumbnail, and what its x and y are of those of the image."""
    height, width = image.shape[:2]
    ratio = min(1.0, THUMBNAIL / max(height, width))
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    small = np.asarray(cv2.resize(eight_bit(image), size, interpolation=cv2.INTER_AREA), np.uint8)
    return small, np.array([size[0] / width, size[1] / height])


def _shrunk_heat(inspection: Inspection, small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The heatmap at thumbnail size, its peaks kept: an average would cool small defects."""
    height, width = small.shape[:2]
    reach = 2 * math.ceil(inspection.heatmap.shape[0] / height) - 1
    peaks = cv2.dilate(inspection.heatmap, np.ones((reach, reach), np.uint8))
    shrunk = cv2.resize(peaks, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(shrunk, np.float32)


def _scaled(outline: NDArray[Any], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    return (np.asarray(outline) + 0.5) * scale - 0.5
