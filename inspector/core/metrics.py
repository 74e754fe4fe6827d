"""How well scores and heatmaps tell good from bad.

The numbers are those of scikit-learn, which the tests compare them with; importing it takes longer
than fitting a small detector. As there, the truth comes first, is_bad (N,) bool, then the scores
(N,). Where the question makes no sense (one kind of image or pixel is missing) the answer is NaN,
never a number. A truth that is not bool, or scores of another length or not finite, raise
ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.errors import OptionError

Truth = Sequence[bool] | NDArray[np.bool_]
Scores = Sequence[float] | NDArray[np.floating]
Heatmaps = Sequence[NDArray[np.float32]]
Masks = Sequence[NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Points of a curve to draw, each with the limit that makes it: bad is score >= limit.

    x, y, limits: (N,) float64. ROC: false-alarm rate, detection rate, limits falling from inf.
    Precision and recall: recall, precision, limits rising to inf.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    limits: NDArray[np.float64]


_NO_CURVE = Curve(np.empty(0), np.empty(0), np.empty(0))


def image_auroc(is_bad: Truth, scores: Scores) -> float:
    """Chance that a bad image scores above a good one, ties counting half; NaN without both."""
    curve = roc_curve(is_bad, scores)
    if len(curve.x) == 0:
        return math.nan
    return float(np.sum(np.diff(curve.x) * (curve.y[1:] + curve.y[:-1])) / 2)


def average_precision(is_bad: Truth, scores: Scores) -> float:
    """Step-wise area under precision over recall, as scikit-learn has it; NaN without both."""
    curve = pr_curve(is_bad, scores)
    return float(-np.sum(np.diff(curve.x) * curve.y[:-1])) if len(curve.x) else math.nan


def f1_max(is_bad: Truth, scores: Scores) -> float:
    """The largest F1 of all limits, chosen on these very scores; NaN without both.

    An oracle's number for comparing methods (METHODS 5.1): no product reaches it on new images.
    """
    curve = pr_curve(is_bad, scores)
    if len(curve.x) == 0:
        return math.nan
    return float(np.max(2 * curve.x * curve.y / np.maximum(curve.x + curve.y, 1e-300)))


def roc_curve(is_bad: Truth, scores: Scores) -> Curve:
    """Detection rate over false-alarm rate; no points without both kinds of images.

    Points on a straight line between their neighbours are left out.
    """
    counts = _counts(is_bad, scores)
    if counts is None:
        return _NO_CURVE
    alarms, caught, limits = (np.append(0, each) for each in counts)
    limits[0] = np.inf
    bends = np.diff(alarms, 2).astype(bool) | np.diff(caught, 2).astype(bool)
    kept = np.concatenate([[True], bends, [True]])
    x, y = alarms / alarms[-1], caught / caught[-1]
    return Curve(x[kept], y[kept], limits[kept])


def pr_curve(is_bad: Truth, scores: Scores) -> Curve:
    """Precision over recall; no points without both kinds of images."""
    counts = _counts(is_bad, scores)
    if counts is None:
        return _NO_CURVE
    alarms, caught, limits = (each[::-1] for each in counts)
    recall, precision = caught / caught[0], caught / (alarms + caught)
    return Curve(np.append(recall, 0), np.append(precision, 1), np.append(limits, np.inf))


def auroc_interval(
    is_bad: Truth, scores: Scores, *, confidence: float = 0.95
) -> tuple[float, float]:
    """Between which values the AUROC lies on images like these; (NaN, NaN) without both.

    Honest with few images too: ten good and ten bad images without a mistake give 0.80 to 1, where
    the intervals of DeLong and of the bootstrap shrink to the point 1.

    Source: Newcombe, Statistics in Medicine 25 (2006) 559-573, method 5: the values whose distance
    from the AUROC is at most z standard errors, with the variance of Hanley and McNeil (1982) taken
    at that value and both sample sizes replaced by their mean.
    """
    from scipy.optimize import root_scalar
    from scipy.special import ndtri

    found = image_auroc(is_bad, scores)
    if math.isnan(found):
        return math.nan, math.nan
    bad = np.count_nonzero(is_bad)
    pairs = bad * (len(scores) - bad)
    z, mean_size = float(ndtri((1 + confidence) / 2)), len(scores) / 2

    def beyond(value: float) -> float:
        shape = (2 * mean_size - 1) - (3 * mean_size - 3) / ((2 - value) * (1 + value))
        return (found - value) ** 2 - z**2 * value * (1 - value) * shape / pairs

    # The step aside keeps the search off the root that AUROC 0 and 1 themselves are.
    low = root_scalar(beyond, bracket=(0, found - 1e-12)).root if found > 0 else 0.0
    high = root_scalar(beyond, bracket=(found + 1e-12, 1)).root if found < 1 else 1.0
    return float(low), float(high)


def clopper_pearson(k: int, n: int, *, confidence: float = 0.95) -> tuple[float, float]:
    """Between which rates the true one lies when k of n were found; 0 to 1 when n is 0.

    Source: Clopper and Pearson, Biometrika 26 (1934) 404-413: exact, never too narrow.
    """
    from scipy.special import betaincinv

    # In closed form: a table of rates follows a dragged limit, and binomtest searches for 3 ms.
    tail = (1 - confidence) / 2
    low = betaincinv(k, n - k + 1, tail) if k > 0 else 0.0
    high = betaincinv(k + 1, n - k, 1 - tail) if k < n else 1.0
    return float(low), float(high)


def pixel_auroc(heatmaps: Heatmaps, masks: Masks) -> float:
    """AUROC over the pixels of all images together; NaN without both kinds of pixels.

    heatmaps: (H, W) float32 each. masks: (H, W) bool each, True where defect; all False on good
    images. Both are gone through more than once, one image at a time, so they may be lazy
    sequences; only the values of defect pixels are kept in between.

    Raises:
        ValueError: a heatmap has no mask of its size, or a value that is not finite.
    """
    defect, good_pixels = _defect_pixels(heatmaps, masks, _pixel_weights)
    if defect.total == 0 or good_pixels == 0:
        return math.nan
    ranks = (defect.above(values) for values in _good_pixels(heatmaps, masks))
    return math.fsum(ranks) / defect.total / good_pixels


def aupro(heatmaps: Heatmaps, masks: Masks, *, limit: float = 0.3) -> float:
    """Area under the per-region overlap up to a false-positive rate of `limit`, in 0..1.

    The covered share of a defect region (8-connected), averaged over all regions, over the share
    of good pixels that are covered too. NaN without a defect region or without a good pixel.
    Arguments and errors as in pixel_auroc, and as little memory: the official program sorts all
    pixels of all images at once; here each good pixel adds its own slice of the same area, so that
    they can pass by image after image.

    Source: Bergmann et al., The MVTec Anomaly Detection Dataset, IJCV 129 (2021), section 5, and
    its official evaluation code: trapezoids between all distinct values, interpolated at the limit.

    Raises:
        OptionError: limit is not in 0..1 or is 0.
    """
    if not 0 < limit <= 1:
        raise OptionError(f"The AUPRO limit is more than 0 and at most 1, not {limit}.")
    defect, good_pixels = _defect_pixels(heatmaps, masks, _region_weights)
    if defect.total == 0 or good_pixels == 0:
        return math.nan
    allowed = limit * good_pixels  # so many good pixels may be covered
    last = _largest(heatmaps, masks, min(math.ceil(allowed), good_pixels))
    area, covered, tied = 0.0, 0, 0
    for values in _good_pixels(heatmaps, masks):
        larger = values[values > last]
        area += defect.above(larger)
        covered += len(larger)
        tied += int(np.count_nonzero(values == last))
    # The limit cuts through the pixels that share the last value: take that part of their slice.
    area += defect.above_part(last, (allowed - covered) / tied) * (allowed - covered)
    return area / defect.total / allowed


class _Weighted:
    """Defect pixels' values with weights, sorted once, to tell the weight above other values."""

    def __init__(self, values: NDArray[np.float32], weights: NDArray[np.float64]) -> None:
        order = np.argsort(values)
        self._values = values[order]
        self._below = np.concatenate([[0.0], np.cumsum(weights[order])])

    @property
    def total(self) -> float:
        return float(self._below[-1])

    def above(self, others: NDArray[np.float32]) -> float:
        """The weight above each of the others, equal values counting half, summed up."""
        others = np.sort(others)  # neighbours are then found close together in memory
        below = self._below[np.searchsorted(self._values, others, "left")]
        up_to = self._below[np.searchsorted(self._values, others, "right")]
        return len(others) * self.total - float(below.sum() + up_to.sum()) / 2

    def above_part(self, value: np.float32, part: float) -> float:
        """The mean weight over the first part (0..1) of the way from above a value to at it."""
        below = self._below[np.searchsorted(self._values, value, "left")]
        up_to = self._below[np.searchsorted(self._values, value, "right")]
        return self.total - float(up_to - part * (up_to - below) / 2)


def _defect_pixels(
    heatmaps: Heatmaps,
    masks: Masks,
    weigh: Callable[[NDArray[np.bool_]], NDArray[np.float64]],
) -> tuple[_Weighted, int]:
    """All defect pixels, and the number of good ones."""
    values, weights, good_pixels = [np.empty(0, np.float32)], [np.empty(0)], 0
    for heatmap, mask in _pairs(heatmaps, masks):
        values.append(heatmap[mask])
        weights.append(weigh(mask))
        good_pixels += mask.size - len(values[-1])
    return _Weighted(np.concatenate(values), np.concatenate(weights)), good_pixels


def _pixel_weights(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.ones(np.count_nonzero(mask))


def _region_weights(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Each region of a mask weighs 1 in all, shared by its pixels."""
    labels = np.asarray(cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)[1], np.intp)
    return 1.0 / np.bincount(labels.ravel())[labels[mask]]


def _good_pixels(heatmaps: Heatmaps, masks: Masks) -> Iterator[NDArray[np.float32]]:
    for heatmap, mask in _pairs(heatmaps, masks):
        yield heatmap[~mask]


def _pairs(
    heatmaps: Heatmaps, masks: Masks
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.bool_]]]:
    if len(heatmaps) != len(masks):
        raise ValueError(f"{len(heatmaps)} heatmaps but {len(masks)} masks")
    for index in range(len(heatmaps)):
        heatmap, mask = np.asarray(heatmaps[index], np.float32), np.asarray(masks[index], bool)
        if heatmap.shape != mask.shape:
            raise ValueError(f"heatmap {index} is {heatmap.shape}, its mask {mask.shape}")
        if not np.isfinite(heatmap).all():
            raise ValueError(f"heatmap {index} has values that are not finite")
        yield heatmap, mask


def _largest(heatmaps: Heatmaps, masks: Masks, rank: int) -> np.float32:
    """The value of the good pixel of a rank, 1 being the largest.

    Two counting passes over the upper and the lower 16 bits find it without sorting all pixels.
    """
    upper, lower = np.zeros(1 << 16, np.int64), np.zeros(1 << 16, np.int64)
    for values in _good_pixels(heatmaps, masks):
        upper += np.bincount(_sortable(values) >> 16, minlength=1 << 16)
    high, rank = _bucket(upper, rank)
    for values in _good_pixels(heatmaps, masks):
        keys = _sortable(values)
        lower += np.bincount(keys[keys >> 16 == high] & 0xFFFF, minlength=1 << 16)
    low, _ = _bucket(lower, rank)
    return _unsorted(high << 16 | low)


def _bucket(counts: NDArray[np.int64], rank: int) -> tuple[int, int]:
    """The bucket in which a rank from the top lies, and the rank inside it."""
    from_top = np.cumsum(counts[::-1])
    index = int(np.searchsorted(from_top, rank))
    before = int(from_top[index - 1]) if index else 0
    return len(counts) - 1 - index, rank - before


def _sortable(values: NDArray[np.float32]) -> NDArray[np.uint32]:
    """Keys whose order as integers is the order of the values."""
    bits = (values + np.float32(0)).view(np.uint32)  # adding 0 makes -0 the same as 0
    return np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31))


def _unsorted(key: int) -> np.float32:
    bits = key & 0x7FFFFFFF if key >> 31 else ~key & 0xFFFFFFFF
    return np.uint32(bits).view(np.float32)


def _counts(
    is_bad: Truth, scores: Scores
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]] | None:
    """Good and bad images at or above each distinct score, and these, falling; None without both.

    Raises:
        ValueError: as the module says.
    """
    truth, values = _truth(is_bad, scores), np.asarray(scores, np.float64)
    if not np.isfinite(values).all():
        raise ValueError("a score is not finite")
    if not _has_both(truth):
        return None
    order = np.argsort(-values, kind="stable")
    ordered, bad = values[order], np.cumsum(truth[order], dtype=np.float64)
    last = np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)  # of equal scores
    return last + 1 - bad[last], bad[last], ordered[last]


def _truth(is_bad: Truth, scores: Scores) -> NDArray[np.bool_]:
    truth = np.asarray(is_bad)
    if len(truth) != len(scores):
        raise ValueError(f"{len(truth)} labels but {len(scores)} scores")
    if len(truth) and truth.dtype != bool:
        raise ValueError(f"the labels are {truth.dtype}, not bool: are they the scores?")
    return truth.astype(bool)


def _has_both(truth: NDArray[np.bool_]) -> bool:
    return bool(truth.any()) and not truth.all()
