"""Where the spread of a measured number comes from: the part, the conditions, or mere repeating.

The two-way random-effects analysis of variance of AIAG, Measurement Systems Analysis, 4th edition
(2010), chapter III section B and appendix A: parts and conditions (there: appraisers) are crossed.
Where the interaction of the two is not significant at 5 % it is pooled with repeatability, and a
component that comes out negative is 0, as there.

Images that failed leave gaps, for which AIAG has no formulas. Here the mean squares are set equal
to what a random-effects model expects of them with the numbers of images as they are (Henderson,
method 1; Searle, Casella and McCulloch, Variance Components, 1992, section 5.3). With equal numbers
that is AIAG's table to the last digit; the tests have its example.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Levels = NDArray[np.intp]
Numbers = NDArray[np.float64]

SIGNIFICANT: Final = 0.05
"""Of the interaction (AIAG, appendix A; Minitab has the same)."""
_CATEGORIES: Final = 1.41  # 97 % intervals that do not overlap: sqrt(2) (AIAG, chapter II D)
_GOOD, _USABLE, _FEWEST_CATEGORIES = 10.0, 30.0, 5  # AIAG, chapter II D and III B
_RELATIVE_NOTHING = 1e-12  # a sum of squares that is rounding alone


@dataclass(frozen=True, slots=True)
class Gauge:
    """The components of the spread, each as a standard deviation in units of the score.

    parts, conditions, images: how many were counted; conditions is 1 where none are told apart.
    repeatability: between images of one part under one condition (AIAG: EV).
    freedom: degrees of freedom of repeatability.
    condition, interaction: what conditions do to all parts alike, and to each differently (AIAG:
        AV, INT). None where there is one condition, or where they cannot be told apart.
    interaction_p: how often chance alone makes such an interaction.
    part: between parts (AIAG: PV); None with one part.
    """

    parts: int
    conditions: int
    images: int
    repeatability: float
    freedom: int
    condition: float | None = None
    interaction: float | None = None
    interaction_p: float | None = None
    part: float | None = None

    @property
    def reproducibility(self) -> float | None:
        """Between conditions, the interaction included; None where they are not told apart."""
        if self.condition is None:
            return None
        return math.hypot(self.condition, self.interaction or 0.0)

    @property
    def measurement(self) -> float:
        """All that is not the part: repeatability and reproducibility (AIAG: GRR)."""
        return math.hypot(self.repeatability, self.reproducibility or 0.0)

    @property
    def total(self) -> float | None:
        """Everything together (AIAG: TV); None with one part."""
        return None if self.part is None else math.hypot(self.measurement, self.part)

    @property
    def percent(self) -> float | None:
        """GRR in % of the total, 0 to 100; None with one part, or where nothing varies."""
        return 100 * self.measurement / self.total if self.total else None

    @property
    def categories(self) -> int | None:
        """How many groups of parts can be told apart (AIAG: ndc), at least 1; None without limit.

        1.41 PV / GRR, rounded down.
        """
        if self.part is None or self.measurement == 0:
            return None
        return max(1, math.floor(_CATEGORIES * self.part / self.measurement))

    @property
    def word(self) -> str:
        """AIAG's word for the percentage; empty where there is none."""
        if self.percent is None:
            return ""
        if self.percent < _GOOD:
            return "acceptable"
        return "may be acceptable" if self.percent <= _USABLE else "not acceptable"

    @property
    def has_enough_categories(self) -> bool:
        """Whether at least 5 groups can be told apart, as AIAG wants."""
        return self.categories is None or self.categories >= _FEWEST_CATEGORIES

    def repeatability_interval(self, *, confidence: float = 0.95) -> tuple[float, float]:
        """Between which values the true repeatability lies, by the chi-square distribution."""
        from scipy.special import chdtri

        tail, squares = (1 - confidence) / 2, self.freedom * self.repeatability**2
        low, high = (squares / chdtri(self.freedom, p) for p in (tail, 1 - tail))
        return math.sqrt(low), math.sqrt(high)

    def to_json(self) -> dict[str, Any]:
        """All components, what follows from them, and how many images they rest on."""
        low, high = self.repeatability_interval()
        return {
            "parts": self.parts,
            "conditions": self.conditions,
            "images": self.images,
            "repeatability": self.repeatability,
            "repeatability_interval": [low, high],
            "freedom": self.freedom,
            "condition": self.condition,
            "interaction": self.interaction,
            "interaction_p": self.interaction_p,
            "reproducibility": self.reproducibility,
            "grr": self.measurement,
            "part_to_part": self.part,
            "total": self.total,
            "percent_grr": self.percent,
            "percent_grr_word": self.word,
            "distinct_categories": self.categories,
        }


def gauge(scores: Sequence[float], parts: Sequence[str], conditions: Sequence[str]) -> Gauge | None:
    """Tell the components of the spread apart; None where no part was measured twice alike.

    scores, parts, conditions: (N,) each. Every score is finite.
    """
    values = np.asarray(scores, np.float64)
    values = values - values.mean() if len(values) else values  # for the digits: only spreads count
    part, condition = _levels(parts), _levels(conditions)
    cell = _levels(list(zip(parts, conditions, strict=True)))
    factors = {"part": part, "condition": condition}
    factors = {name: levels for name, levels in factors.items() if levels.max(initial=0) > 0}
    within = _within(values, cell)
    additive = _additive_residual(values, cell, list(factors.values()))
    p = _interaction_p(additive, within) if len(factors) == 2 else None
    if p is not None and p < SIGNIFICANT:
        factors, residual = factors | {"interaction": cell}, within
    else:
        residual = additive
    if residual.freedom == 0:
        return None
    sigmas = _components(values, factors, residual)
    return Gauge(
        parts=_count(part),
        conditions=_count(condition),
        images=len(values),
        repeatability=math.sqrt(residual.squares / residual.freedom),
        freedom=residual.freedom,
        condition=sigmas.get("condition"),
        interaction=sigmas.get("interaction", 0.0 if p is not None else None),
        interaction_p=p,
        part=sigmas.get("part"),
    )


class _Residual(NamedTuple):
    """A sum of squares that a model leaves, and its degrees of freedom."""

    squares: float
    freedom: int


def _within(values: Numbers, levels: Levels) -> _Residual:
    """What is left when every level has a mean of its own."""
    counts = np.bincount(levels)
    means = np.bincount(levels, values) / counts
    return _residual(values, values - means[levels], len(counts))


def _additive_residual(values: Numbers, cell: Levels, factors: Sequence[Levels]) -> _Residual:
    """What is left when the effects of all factors add up, by least squares."""
    if not factors:
        return _within(values, np.zeros(len(values), np.intp))
    if len(factors) == 1:
        return _within(values, factors[0])
    # Only the means of the cells matter, weighted: far fewer rows where there are repeats.
    _, first, counts = np.unique(cell, return_index=True, return_counts=True)
    root, means = np.sqrt(counts), np.bincount(cell, values) / counts
    design = np.hstack([np.eye(_count(levels))[levels[first]] for levels in factors])
    found, _, rank, _ = np.linalg.lstsq(root[:, None] * design, root * means, rcond=None)
    return _residual(values, values - (design @ found)[cell], int(rank))


def _residual(values: Numbers, left: Numbers, used: int) -> _Residual:
    squares = float(left @ left)
    is_rounding = squares <= _RELATIVE_NOTHING * float(values @ values)
    return _Residual(0.0 if is_rounding else squares, len(values) - used)


def _interaction_p(additive: _Residual, within: _Residual) -> float | None:
    """The p-value of the F test; None where repeats are missing that could tell it from chance."""
    from scipy.special import fdtrc

    freedom = additive.freedom - within.freedom
    if freedom <= 0 or within.freedom == 0:
        return None
    gained = max(additive.squares - within.squares, 0.0)
    if within.squares == 0:
        return 0.0 if gained > 0 else 1.0
    ratio = (gained / freedom) / (within.squares / within.freedom)
    return float(fdtrc(freedom, within.freedom, ratio))


def _components(
    values: Numbers, factors: dict[str, Levels], residual: _Residual
) -> dict[str, float]:
    """The standard deviation of each factor; empty where the images cannot tell them apart.

    For any grouping, the sum over groups of (sum of scores)² / n has the expectation
    N mu² + (number of groups) sigma_e² + the sum over factors of sigma² times the sum over groups
    and levels of n_group,level² / n_group.
    """
    everything = np.zeros(len(values), np.intp)
    groupings = [everything, *factors.values()]
    noise = residual.squares / residual.freedom
    found = np.array([_squares(values, groups) - noise * _count(groups) for groups in groupings])
    expected = np.array(
        [[len(values), *(_share(groups, f) for f in factors.values())] for groups in groupings]
    )
    if np.linalg.matrix_rank(expected) < len(groupings):
        return {}
    variances = np.linalg.solve(expected, found)[1:]
    scale = _RELATIVE_NOTHING * float(values @ values)
    return {
        name: math.sqrt(variance) if variance > scale else 0.0
        for name, variance in zip(factors, variances, strict=True)
    }


def _squares(values: Numbers, groups: Levels) -> float:
    return float(np.sum(np.bincount(groups, values) ** 2 / np.bincount(groups)))


def _share(groups: Levels, levels: Levels) -> float:
    pairs, counts = np.unique(np.stack([groups, levels]), axis=1, return_counts=True)
    return float(np.sum(counts**2 / np.bincount(groups)[pairs[0]]))


def _levels(names: Sequence[Any]) -> Levels:
    """Numbers from 0 in the order of first appearance."""
    known = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([known[name] for name in names], np.intp)


def _count(levels: Levels) -> int:
    return int(levels.max(initial=-1)) + 1
