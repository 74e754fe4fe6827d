"""Rules that take good scores for draws from a distribution of a known shape.

They go beyond the largest good score, which counting cannot, and pay with an assumption that a few
images neither prove nor refute. So none of them promises anything; the notes say what would hold
if the assumption did, and what counting alone supports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from inspector.core.errors import OptionError
from inspector.core.option import option
from inspector.core.policy import Policy, check_between
from inspector.core.promise import percent, smallest_supported
from inspector.core.rule import need

_FEWEST_OF_A_TAIL = 20
_TAIL = 0.2
_UPPER_QUARTILE = 0.6744897501960817  # of the normal distribution: 1 / 1.4826


class _Shaped(Policy):
    """What they have in common."""

    from_good_alone: ClassVar[bool] = True

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")

    def is_kept(self, good: Sequence[float], bad: Sequence[float]) -> bool:
        """They ask for no rate that counting could promise."""
        return True


@dataclass(frozen=True)
class MeanSigma(_Shaped):
    """The mean of the good scores plus k times their standard deviation.

    Source: the usual control limit of Shewhart; the baseline of MVTec AD 2 (METHODS 5.2). Assumes
    normally distributed scores; one odd image among the good ones moves mean and deviation. Where
    tails are heavier it stops several times as many good parts as a normal distribution says. It
    promises no rate of false alarms and says nothing about bad parts.
    """

    name: ClassVar[str] = "mean-sigma"
    label: ClassVar[str] = "Mean + k sigma"
    help: ClassVar[str] = "A control limit, as in process control; assumes normal scores."

    k: float = option(3.0, "k", "How many standard deviations above the mean.", low=0.1, high=20.0)

    def __post_init__(self) -> None:
        check_between(self.k, 0, 100, "The number of standard deviations")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        spread = np.std(good, ddof=1) if len(good) > 1 else 0.0
        return float(np.mean(good) + self.k * spread)

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        if len(good) < 2:
            return f"{_NO_SPREAD} {smallest_supported(len(good))}"
        return (
            f"If the scores of good parts were normally distributed, {percent(self._rate(good))} "
            f"of them would lie above it: assumed, not promised. {smallest_supported(len(good))}"
        )

    def _rate(self, good: Sequence[float]) -> float:
        """The chance that a further normal score lies above: that of Student's t."""
        from scipy.stats import t

        n = len(good)
        return float(t.sf(self.k / np.sqrt(1 + 1 / n), n - 1))


@dataclass(frozen=True)
class MedianMad(_Shaped):
    """The median of the good scores plus k times their median absolute deviation.

    The deviation is scaled by 1.4826, so that it estimates sigma where scores are normal. Source:
    Leys et al., Journal of Experimental Social Psychology 49 (2013). Up to half of the good images
    may be odd before the limit follows them. It promises no rate: three deviations are one part in
    740 of a normal distribution and far more of others.
    """

    name: ClassVar[str] = "median-mad"
    label: ClassVar[str] = "Median + k MAD"
    help: ClassVar[str] = "As mean + k sigma, but some wrongly marked images do not move it."

    k: float = option(3.0, "k", "How many scaled deviations above the median.", low=0.1, high=20.0)

    def __post_init__(self) -> None:
        check_between(self.k, 0, 100, "The number of deviations")

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        from scipy.stats import median_abs_deviation

        self.require(good, bad)
        return float(np.median(good) + self.k * median_abs_deviation(good, scale=_UPPER_QUARTILE))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        if len(good) < 2:
            return f"{_NO_SPREAD} {smallest_supported(len(good))}"
        limit = self.limit(good, bad)
        above = sum(score > limit for score in good)
        return (
            f"{above} of {len(good)} good images lie above it; it promises no rate. "
            f"{smallest_supported(len(good))}"
        )


@dataclass(frozen=True)
class Tail(_Shaped):
    """The limit that a wanted share of good parts exceeds, from the shape of the largest scores.

    Peaks over threshold: what exceeds the threshold u (the largest fifth of the scores, at least
    ten) follows a generalised Pareto distribution with shape g and scale s, and the limit is
    u + s/g ((rate n / m)^-g - 1) for m of n scores above u. Source: Siffer et al., KDD 2017,
    equation 1; Pickands 1975. Assumes that the tail beyond the images goes on as it begins; with
    tens of images the rate that it names is an estimate, not a promise.
    """

    name: ClassVar[str] = "tail"
    label: ClassVar[str] = "Extreme-value tail"
    help: ClassVar[str] = "For small rates: continues the shape of the largest good scores."

    rate: float = option(
        0.01, "False-alarm rate", "Share of good parts above the limit.", low=1e-6, high=0.2
    )

    def __post_init__(self) -> None:
        check_between(self.rate, 0, _TAIL + 1e-9, "A false-alarm rate in the tail")

    def require(self, good: Sequence[float], bad: Sequence[float]) -> None:
        need(good, self.text, "good")
        if len(good) < _FEWEST_OF_A_TAIL:
            raise OptionError(
                f"The rule {self.text} needs at least {_FEWEST_OF_A_TAIL} good images to see the "
                f"shape of the largest scores, and there are {len(good)}. Add good images, or use "
                "another rule, such as conformal:0.05."
            )

    def limit(self, good: Sequence[float], bad: Sequence[float]) -> float:
        self.require(good, bad)
        threshold, shape, scale, count = _fitted(np.sort(np.asarray(good, np.float64)))
        share = self.rate * len(good) / count
        if abs(shape) < 1e-9:
            return float(threshold - scale * np.log(share))
        return float(threshold + scale / shape * (share**-shape - 1))

    def note(self, good: Sequence[float], bad: Sequence[float]) -> str:
        return (
            f"If the largest scores go on as they begin, {percent(self.rate)} of good parts lie "
            f"above it: assumed, not promised. {smallest_supported(len(good))}"
        )


def _fitted(ordered: np.ndarray) -> tuple[float, float, float, int]:
    """Threshold, shape and scale of the largest of sorted scores, and how many lie above it."""
    from scipy.stats import genpareto

    count = max(_FEWEST_OF_A_TAIL // 2, int(_TAIL * len(ordered)))
    threshold = float(ordered[-count - 1])
    excess = ordered[-count:] - threshold
    if excess.max() <= 0:
        return threshold, 0.0, 0.0, count
    unit = float(excess.mean())  # the fit is steadier where the numbers are near 1
    shape, _, scale = genpareto.fit(np.maximum(excess / unit, 1e-12), floc=0)
    return threshold, float(shape), float(scale) * unit, count


_NO_SPREAD = "One good image has no spread: the limit is its score. Add good images."
