"""Everything found out about one image."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core.calibrate import Limits, Verdict
from inspector.core.regions import Region


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """What a detector says about one image.

    path: None for an image that never was a file.
    score: raw, higher = more anomalous.
    verdict, limits: None as long as the detector is not calibrated.
    pixel_limit: the heatmap value from which a pixel belongs to a region; None if not calibrated.
    heatmap: (H, W) float32, distances at image size; of an image of more than 33 million pixels
        smaller, one value for some pixels down and across (`geometry.heatmap_step`).
    seconds: how long it took; two inspections that found the same are equal whatever it was.
    relative: the score on the scale on which the fail limit is 1.
    p_value: how rare such a score is among good parts (`Calibration.p_value`); None if not known.
    decided_by, remarks: as in `decision.Decision`; empty if not calibrated.
    """

    path: Path | None
    score: float
    verdict: Verdict | None
    limits: Limits | None
    pixel_limit: float | None
    heatmap: NDArray[np.float32]
    regions: tuple[Region, ...]
    seconds: float
    relative: float | None = None
    p_value: float | None = None
    decided_by: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Inspection):
            return NotImplemented
        return self._found() == other._found() and np.array_equal(
            self.heatmap, other.heatmap, equal_nan=True
        )

    def __hash__(self) -> int:
        return hash((self.path, self.score, self.verdict))

    def to_json(self) -> dict[str, Any]:
        """One line of the log: plain values only, None for a number that is not finite.

        Region boxes, areas and sides are in pixels of the image, and in millimetres where the scale
        is known; their relative_peak is on the scale on which the pixel limit is 1.
        """
        return {
            "path": None if self.path is None else str(self.path),
            "score": _finite(self.score),
            "relative_score": None if self.relative is None else _finite(self.relative),
            "p_value": self.p_value,
            "verdict": self.verdict,
            "decided_by": list(self.decided_by),
            "remarks": list(self.remarks),
            "thresholds": self._thresholds(),
            "regions": [self._region(region) for region in self.regions],
            "seconds": _finite(self.seconds),
        }

    def _thresholds(self) -> dict[str, float | None]:
        limits = self.limits
        return {
            "unsure": None if limits is None else _finite(limits.unsure),
            "fail": None if limits is None else _finite(limits.fail),
            "pixel": None if self.pixel_limit is None else _finite(self.pixel_limit),
        }

    def _region(self, region: Region) -> dict[str, Any]:
        limit = self.pixel_limit
        relative = region.peak / limit if limit is not None and limit > 0 else None
        return _plain(region.to_json() | {"relative_peak": relative})

    def _found(self) -> tuple[Any, ...]:
        limits = self.limits, self.pixel_limit
        decided = self.verdict, self.decided_by, self.remarks
        return self.path, self.score, *decided, *limits, self.regions


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _finite(value) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _finite(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None
