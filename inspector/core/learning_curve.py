"""What further good images would bring: promised in closed form, and measured on the known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.core.calibrate import Calibration
from inspector.core.errors import OptionError
from inspector.core.promise import bounded_rate, smallest_rate
from inspector.core.rules import Rule, parse

STEPS = (0, 5, 10, 20)
"""Further images that a person may think of photographing."""
SIZES = (3, 5, 8, 12, 20, 30, 50, 80, 120, 200)
_LEFT_OUT = 2
"""Fewer images than these left out tell next to nothing of a rate."""


@dataclass(frozen=True, slots=True)
class Promised:
    """The smallest rates of false alarms that so many independent good images support, 0 to 1.

    on_average: over draws of so many images. bound: not exceeded with confidence (`CONFIDENCE`).
    """

    images: int
    on_average: float
    bound: float


@dataclass(frozen=True, slots=True)
class Found:
    """What limits from random draws of so many known good images did to those left out.

    false_alarms: mean share of those left out above the limit; low, high: 5 % and 95 % of the
    draws. limit_low, limit_high: likewise of the limit.
    """

    images: int
    false_alarms: float
    low: float
    high: float
    limit_low: float
    limit_high: float


def promised(n: int, steps: Sequence[int] = STEPS) -> tuple[Promised, ...]:
    """What n good images support, and n with some more, with the largest good score as limit.

    No rule that counts can go below it; one that allows more false alarms on purpose stays above.

    Source: order statistics, as `smallest_rate` and `bounded_rate`.
    """
    counts = (n + step for step in steps if n + step > 0)
    return tuple(Promised(each, smallest_rate(each), bounded_rate(each)) for each in counts)


def measured(
    calibration: Calibration, *, sizes: Sequence[int] = SIZES, draws: int = 200, seed: int = 0
) -> tuple[Found, ...]:
    """How the fail rule would have done with fewer of the known good images; no image is measured.

    Per size so many good scores are drawn at random, the rule makes its limit of them (and of all
    bad scores), and the good ones left out are counted above it. Sizes that leave fewer than two
    out, or that the rule cannot use, are passed over.

    The detector stays as it is: what more references would teach it is not seen. The draws share
    images, so the spread is that of these images, smaller than that of as many new ones. For limits
    at a rank the mean is 1 - rank/(n+1) by counting alone (but for equal scores); the spread and
    the movement of the limit are what is learned here.

    Raises:
        OptionError: the good scores are of copies of one part.
    """
    if not calibration.independent:
        raise OptionError(
            "The good scores are of copies of one part: how limits change with more images cannot "
            "be measured on them. Add good images of other parts."
        )
    rule, rng = parse(calibration.fail_rule), np.random.default_rng(seed)
    good = np.asarray(calibration.good)
    usable = [n for n in sizes if n <= len(good) - _LEFT_OUT]
    return tuple(
        _found(rule, good, calibration.bad, n, rng.spawn(draws))
        for n in usable
        if _can_use(rule, good[:n].tolist(), calibration.bad)
    )


def _found(
    rule: Rule,
    good: np.ndarray,
    bad: Sequence[float],
    n: int,
    draws: Sequence[np.random.Generator],
) -> Found:
    limits, alarms = np.empty(len(draws)), np.empty(len(draws))
    for place, draw in enumerate(draws):
        mixed = draw.permutation(good)
        limits[place] = rule.limit(mixed[:n].tolist(), bad)
        alarms[place] = np.mean(mixed[n:] > limits[place])
    low, high = np.quantile(alarms, [0.05, 0.95])
    limit_low, limit_high = np.quantile(limits, [0.05, 0.95])
    return Found(
        n, float(alarms.mean()), float(low), float(high), float(limit_low), float(limit_high)
    )


def _can_use(rule: Rule, good: Sequence[float], bad: Sequence[float]) -> bool:
    try:
        rule.require(good, bad)
    except OptionError:
        return False
    return True
