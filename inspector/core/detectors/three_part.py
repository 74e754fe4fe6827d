"""posWinCLIP+'s image score: words, good windows and painted windows, weighted.

Source: Abdali et al., "Anomalous Samples for Few-Shot Anomaly Detection", sections 3.2 and 3.3
(METHODS 3.1). A score's parts are a vector (1 + 2 S,) for S scales: the text score, then per scale
how unlike the good windows, then per scale how like the painted ones. What a detector does not have
(no text tower, nothing painted) is NaN and its weight is shared out among the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.core import metrics

Vector = NDArray[np.float64]

DRAWS = 100  # N of section 4.3
# Ours: ten augmented copies choose badly (METHODS 3.1: +0.4 at best), so the best tenth of the
# draws is averaged and only goes half the way from the paper's weights.
BEST_SHARE = 0.1
TRUST = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much each part of the score counts, and what choosing that did.

    vector: (1 + 2 S,), none negative, sum 1.
    before, after: AUROC on the augmented copies with the paper's weights and with these; NaN where
        nothing was tried. good, bad: how many copies.
    """

    vector: Vector
    before: float = float("nan")
    after: float = float("nan")
    good: int = 0
    bad: int = 0

    def effect(self) -> NDArray[np.float64]:
        """before, after, good, bad: for the detector file."""
        return np.array([self.before, self.after, self.good, self.bad], np.float64)


def papers(scales: int) -> Weights:
    """E of section 3.3: a third each for words, good and painted windows, the scales alike."""
    each = 1 / (3 * scales)
    return Weights(np.array([1 / 3, *([each] * (2 * scales))]))


def score(parts: Vector, weights: Vector) -> float:
    """A . E of section 3.3, over the parts that there are."""
    known = ~np.isnan(parts)
    return float(parts[known] @ weights[known] / weights[known].sum())


def validated(good: Sequence[Vector], bad: Sequence[Vector]) -> Weights:
    """Weights that tell copies of good from copies of bad images, drawn towards the paper's.

    Monte-Carlo of section 4.3 with uniform weights on the simplex; deterministic. The AUROC is that
    of the very copies that chose: it flatters, and is only to be compared with the paper's own.
    """
    paper = papers((len(good[0]) - 1) // 2)
    draws = np.random.default_rng(0).dirichlet(np.ones(len(paper.vector)), DRAWS)
    reached = np.array([_auroc(good, bad, draw) for draw in draws])
    best = np.argsort(-reached, kind="stable")[: round(BEST_SHARE * DRAWS)]
    chosen = TRUST * draws[best].mean(axis=0) + (1 - TRUST) * paper.vector
    before, after = _auroc(good, bad, paper.vector), _auroc(good, bad, chosen)
    if after <= before:  # no reason to leave the paper's
        chosen, after = paper.vector, before
    return Weights(chosen, before, after, len(good), len(bad))


def _auroc(good: Sequence[Vector], bad: Sequence[Vector], weights: Vector) -> float:
    is_bad = np.array([False] * len(good) + [True] * len(bad))
    return metrics.image_auroc(is_bad, np.array([score(each, weights) for each in [*good, *bad]]))
