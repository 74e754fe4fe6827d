"""What several methods did with the same images, and how little may follow from it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inspector.core import metrics
from inspector.core.calibrate import Calibration
from inspector.core.method import Method
from inspector.core.promise import bounded_rate, percent

_CHOSEN: Final = (
    "Few images choose badly: the best of several methods looks better here than it will be on new "
    "parts, and each limit was set on these same images. Where methods are alike, take the quicker "
    "one."
)
_DEPENDENT: Final = (
    "There is one good image only. Altered copies of it stand in for others: nothing follows from "
    "them for other parts."
)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """Between which rates the true one lies with 95 % confidence; 0 to 1 of nothing."""
        return metrics.clopper_pearson(self.count, self.total)


@dataclass(frozen=True, slots=True)
class Auroc:
    """The area under the ROC and its 95 % interval, all in 0..1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one method did. Its scores are in `calibration`; images that teach were left out.

    synthetic: scores of good images with a synthetic defect each; empty where there are bad images.
    fit_seconds: to learn, as if no feature were known; limits take up to one more fit per image.
    seconds_per_image: from the file to the verdict, no feature known.
    file_bytes: of the detector file, with the weights where it may carry them.
    failures: per file that could not be read, why.
    """

    method: Method
    calibration: Calibration
    synthetic: tuple[float, ...]
    fit_seconds: float
    seconds_per_image: float
    file_bytes: int
    failures: Mapping[Path, str]

    @property
    def is_synthetic(self) -> bool:
        """Whether there are no bad images, so that synthetic defects stand in for them."""
        return not self.calibration.bad

    @property
    def auroc(self) -> Auroc | None:
        """Against bad images or, where there are none, synthetic defects; None without either."""
        is_bad, scores = self._truth()
        value = metrics.image_auroc(is_bad, scores)
        if math.isnan(value):
            return None
        return Auroc(value, *metrics.auroc_interval(is_bad, scores))

    @property
    def roc(self) -> metrics.Curve:
        """As `auroc`; no points without both kinds of images."""
        return metrics.roc_curve(*self._truth())

    @property
    def false_alarms(self) -> Share:
        """Good images above the fail limit."""
        return Share(self._above(self.calibration.good), len(self.calibration.good))

    @property
    def escapes(self) -> Share:
        """Bad images, or synthetic defects, that the fail limit does not stop."""
        return Share(len(self._bad) - self._above(self._bad), len(self._bad))

    @property
    def spread(self) -> float:
        """Standard deviation of the good scores in fail limits: small is calm. NaN below two."""
        good = self.in_limits(self.calibration.good)
        return float(np.std(good, ddof=1)) if len(good) > 1 else math.nan

    def in_limits(self, scores: Sequence[float]) -> NDArray[np.float64]:
        """Scores (N,) as multiples of the fail limit, so that methods share a scale."""
        limit = self.calibration.limits.fail
        return np.asarray(scores, np.float64) / limit if limit > 0 else np.full(len(scores), np.nan)

    def to_json(self) -> dict[str, Any]:
        """Plain values, None for a number that is not known."""
        auroc, curve = self.auroc, self.roc
        inner = np.isfinite(curve.limits)
        return {
            "method": self.method.name,
            "auroc": auroc.value if auroc else None,
            "auroc_interval": [auroc.low, auroc.high] if auroc else None,
            "synthetic": self.is_synthetic,
            "roc": {
                "false_alarms": curve.x[inner].tolist(),
                "detected": curve.y[inner].tolist(),
                "limits": curve.limits[inner].tolist(),
            },
            "false_alarms": _share_json(self.false_alarms),
            "escapes": _share_json(self.escapes),
            "spread": None if math.isnan(self.spread) else self.spread,
            "synthetic_scores": list(self.synthetic),
            "fit_seconds": self.fit_seconds,
            "seconds_per_image": self.seconds_per_image,
            "file_bytes": self.file_bytes,
            "calibration": self.calibration.to_json(),
            "failures": {str(path): reason for path, reason in self.failures.items()},
        }

    @property
    def _bad(self) -> tuple[float, ...]:
        return self.calibration.bad or self.synthetic

    def _truth(self) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        good, bad = self.calibration.good, self._bad
        return np.arange(len(good) + len(bad)) >= len(good), np.array([*good, *bad])

    def _above(self, scores: Sequence[float]) -> int:
        return sum(score > self.calibration.limits.fail for score in scores)


@dataclass(frozen=True, slots=True)
class Unfit:
    """A method that could not be measured, and why."""

    method: Method
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {"method": self.method.name, "reason": self.reason}


def remarks(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """What a comparison cannot say, for people; nothing where no method was measured."""
    if not outcomes:
        return ()
    calibration = outcomes[0].calibration
    good, bad = len(calibration.good), len(calibration.bad)
    synthetic = () if bad else (_synthetic(good),)
    if not calibration.independent:
        return _DEPENDENT, *synthetic
    if synthetic:
        return *synthetic, _bound(good), _CHOSEN
    scored = (
        f"Scored on the same images by every method: {good} good and {bad} bad. Those that teach "
        "were measured without themselves."
    )
    return scored, *_interval(outcomes), _CHOSEN


def _synthetic(good: int) -> str:
    return (
        "There is no bad image, so nobody can say yet which real defects a method finds. The AUROC "
        f"is a synthetic one: against pieces of good images ({good}) pasted where they do not "
        "belong. It flatters methods that learn from such defects. Mark bad parts and compare "
        "again before you choose."
    )


def _bound(good: int) -> str:
    return (
        "With so many good images the rate of false alarms at the largest good score is only known "
        f"to lie below {percent(bounded_rate(good))}, with 95 % confidence and whatever the method."
    )


def _interval(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """How little the best AUROC says."""
    known = [(found, each.method.label) for each in outcomes if (found := each.auroc)]
    if not known:
        return ()
    best, label = max(known, key=lambda pair: pair[0].value)
    said = (
        f"The best AUROC is {best.value:.3f} ({label}); on images like these it may be anything "
        f"from {best.low:.3f} to {best.high:.3f}, with 95 % confidence. Differences smaller than "
        "that mean nothing."
    )
    return (said,)


def _share_json(share: Share) -> dict[str, Any]:
    return {"count": share.count, "total": share.total, "interval": list(share.interval)}
