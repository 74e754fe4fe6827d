"""Whether decisions agree: with each other, and with what a person says (AIAG's attribute study).

Kappa is the agreement beyond chance: 1 is full agreement, 0 what chance alone brings, below 0 less
than that. Where everybody gives one and the same answer nothing can be told from chance, and it is
NaN.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np

_VERY_GOOD, _ACCEPTABLE = 0.9, 0.7  # AIAG's words as quality engineers quote them (METHODS 5.4)

EFFECTIVENESS: Final = (0.9, 0.8)
"""AIAG, MSA, 4th edition, chapter III section C: from the first acceptable, from the second
marginal."""
MISS_RATE: Final = (0.02, 0.05)
"""As above, up to the first acceptable, up to the second marginal: bad parts that pass."""
FALSE_ALARM_RATE: Final = (0.05, 0.10)
"""As above: good parts that are stopped."""


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """How far two raters agree who saw the same things (N,), beyond chance; NaN where undefined.

    Source: Cohen, Educational and Psychological Measurement 20 (1960) 37-46.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} answers of one rater but {len(second)} of the other")
    total = len(first)
    if not total:
        return math.nan
    same = sum(a == b for a, b in zip(first, second, strict=True)) / total
    ones, others = Counter(first), Counter(second)
    return _beyond_chance(same, sum(ones[answer] * others[answer] for answer in ones) / total**2)


def fleiss_kappa(answers: Sequence[Sequence[Hashable]]) -> float:
    """How far several answers about each thing agree, beyond chance; NaN where undefined.

    answers: per thing the answers that it got. Their number may differ: things with one answer
    say how common an answer is, but not whether it is repeated.

    Source: Fleiss, Psychological Bulletin 76 (1971) 378-382; with missing answers as in Gwet,
    Handbook of Inter-Rater Reliability, 4th edition (2014), section 2.4.
    """
    counts = [Counter(each) for each in answers if each]
    repeated = [count for count in counts if count.total() > 1]
    if not repeated:
        return math.nan
    same = np.mean([_pairs(count) for count in repeated])
    kinds = {answer for count in counts for answer in count}
    shares = [np.mean([count[kind] / count.total() for count in counts]) for kind in kinds]
    return _beyond_chance(float(same), float(np.sum(np.square(shares))))


def kappa_word(kappa: float) -> str:
    """What quality engineers call a kappa: very good from 0.9, acceptable from 0.7, else poor."""
    if math.isnan(kappa):
        return ""
    if kappa >= _VERY_GOOD:
        return "very good"
    return "acceptable" if kappa >= _ACCEPTABLE else "poor"


def rate_word(rate: float, bounds: tuple[float, float]) -> str:
    """AIAG's word for a rate. bounds: acceptable and marginal; falling where more is better."""
    good, marginal = bounds
    is_better_high = good > marginal
    for bound, word in ((good, "acceptable"), (marginal, "marginal")):
        if rate >= bound if is_better_high else rate <= bound:
            return word
    return "not acceptable"


def _pairs(count: Counter[Hashable]) -> float:
    """The share of pairs of answers that are the same."""
    total = count.total()
    return sum(n * (n - 1) for n in count.values()) / (total * (total - 1))


def _beyond_chance(same: float, chance: float) -> float:
    return math.nan if chance >= 1 - 1e-12 else (same - chance) / (1 - chance)
