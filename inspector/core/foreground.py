"""The zero-shot object mask: which patches show the part and which the background.

AnomalyDINO, section 3.2 and METHODS 1.5: the first principal component of one image's features
separates them. It is right for some parts and wrong for others, so it is only proposed: a person
looks at it once per part (the paper's masking test) and decides.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.eigen import eigh
from inspector.core.features import Features

Grid = NDArray[np.bool_]

DINOV2_SMALL_THRESHOLD = 10.0
"""In units of DINOv2-S features of the last block; it does not suit other backbones."""

_CENTRE = (0.2, 0.8)
_LEAST_IN_CENTRE = 0.35
_SQUARE = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether the masks of some references look usable, with the reason in words.

    usable: the proxy's opinion, to be confirmed by a person. share: kept part of the patches.
    """

    usable: bool
    share: float
    reason: str


def object_mask(features: Features, threshold: float | None = None) -> Grid:
    """Patches that show the part: (rows, cols) bool.

    threshold: on the first principal component; None finds it by Otsu's method, for backbones
        whose feature scale is not that of DINOv2-S, and takes the side that lies in the centre.
        Where nothing stands out all patches are kept: an empty picture must not pass unmeasured.
    """
    values = _first_component(features.vectors)
    if threshold is None:
        kept = _side(values - _otsu(values), features)
        kept = ~kept if _share_in_centre(kept) < kept.mean() else kept
    else:
        kept = _side(values - threshold, features)
        if _share_in_centre(kept) <= _LEAST_IN_CENTRE:
            kept = _side(-values - threshold, features)
    if not kept.any():
        return np.ones_like(kept)
    grown = cv2.dilate(kept.astype(np.uint8), _SQUARE)
    return cv2.morphologyEx(grown, cv2.MORPH_CLOSE, _SQUARE).astype(bool)


def propose(masks: list[Grid]) -> Proposal:
    """Judge the masks of the references: one whole object of a sensible size, alike in each.

    A numeric stand-in for the masking test (METHODS 1.5); the paper leaves it to a person.
    """
    share = float(np.mean([mask.mean() for mask in masks]))
    if not 0.08 <= share <= 0.60:
        reason = f"the mask keeps {100 * share:.0f} % of the image, not 8 % to 60 %"
        return Proposal(False, share, reason)
    whole = min(_largest_share(mask) for mask in masks)
    if whole < 0.9:
        reason = f"the largest piece holds only {100 * whole:.0f} % of the mask"
        return Proposal(False, share, reason)
    if len({mask.shape for mask in masks}) > 1 or len(masks) == 1:
        return Proposal(True, share, "the mask is one object of a sensible size")
    spread = float(np.std([mask.mean() for mask in masks])) / share
    if spread > 0.25:
        return Proposal(False, share, "the masks of the references differ much in size")
    return Proposal(True, share, "the masks are one object each, alike in all references")


def _first_component(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Coordinates (N,) along the direction of largest variance, its sign fixed."""
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    axis = eigh(centred.T @ centred)[1][:, -1]
    return centred @ (axis * np.sign(axis[np.argmax(np.abs(axis))]))


def _otsu(values: NDArray[np.float64]) -> float:
    from skimage.filters import threshold_otsu

    return float(threshold_otsu(values)) if np.ptp(values) > 0 else float(values[0])


def _side(values: NDArray[np.float64], features: Features) -> Grid:
    return (values > 0).reshape(features.rows, features.cols)


def _share_in_centre(mask: Grid) -> float:
    rows, cols = ([int(part * side) for part in _CENTRE] for side in mask.shape)
    centre = mask[rows[0] : rows[1], cols[0] : cols[1]]
    return float(centre.mean()) if centre.size else float(mask.mean())


def _largest_share(mask: Grid) -> float:
    """Part of the mask's patches that its largest 8-connected piece holds."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    return float(areas.max() / areas.sum()) if areas.size else 0.0
