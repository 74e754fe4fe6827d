"""Distances of all patches -> one number per image, by small frozen policies."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from inspector.core import policy
from inspector.core.errors import OptionError
from inspector.core.option import option

Distances = NDArray[np.float32]


class Score(Protocol):
    """How one number is made of the distances of an image; higher is more anomalous.

    Every score but a method's own is itself a distance, so it can be compared with the heatmap's
    values. A distance that is NaN makes the score NaN.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]

    @property
    def text(self) -> str:
        """As it is written in a flag; `parse` reads it."""
        ...

    def of(self, distances: Distances) -> float:
        """The score of an image from the distances of its grid cells, in an array of any shape.

        AnomalyDINO takes all cells, the masked ones with distance 0.
        """
        ...

    def to_json(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class TopFraction(policy.Policy):
    """The mean of the largest distances: AnomalyDINO's image score (METHODS 1.4).

    Source: Damm et al., AnomalyDINO, WACV 2025, section 3 ("empirical tail value at risk"): the
    mean of the floor(0.01 N) largest of N distances, the maximum where that floor is 0.
    """

    name: ClassVar[str] = "top-fraction"
    label: ClassVar[str] = "Mean of the largest distances"
    help: ClassVar[str] = "Steady, and right for most defects: one odd patch alone does not decide."

    fraction: float = option(
        0.01, "Fraction", "Share of all patches that are averaged.", low=0.0, high=1.0
    )

    def __post_init__(self) -> None:
        if not 0 < self.fraction <= 1:
            raise OptionError(
                f"A fraction is more than 0 and at most 1, not {self.fraction}: "
                "write top-fraction:0.01 for one patch in a hundred."
            )

    def of(self, distances: Distances) -> float:
        values = distances.ravel()
        # The tiny addend keeps products such as 0.29 * 100 = 28.999999999999996 on their number.
        count = max(1, math.floor(self.fraction * len(values) + 1e-9))
        largest = np.partition(values, len(values) - count)[-count:]
        return float(largest.mean(dtype=np.float64))


@dataclass(frozen=True)
class Maximum(policy.Policy):
    """The largest distance: finds the smallest defects, and trips over a single odd patch."""

    name: ClassVar[str] = "maximum"
    label: ClassVar[str] = "Largest distance"
    help: ClassVar[str] = "The most sensitive: one odd patch alone decides."

    def of(self, distances: Distances) -> float:
        return float(distances.max())


@dataclass(frozen=True)
class Percentile(policy.Policy):
    """The distance that q per cent of all patches do not exceed, linearly interpolated."""

    name: ClassVar[str] = "percentile"
    label: ClassVar[str] = "Percentile of the distances"
    help: ClassVar[str] = "For defects that cover a large part of the image."

    q: float = option(
        99.0, "Percentile", "Share of patches below the score, in per cent.", low=0.0, high=100.0
    )

    def __post_init__(self) -> None:
        if not 0 <= self.q <= 100:
            raise OptionError(
                f"A percentile lies between 0 and 100, not at {self.q}: write percentile:99."
            )

    def of(self, distances: Distances) -> float:
        return float(np.percentile(distances, self.q))


@dataclass(frozen=True)
class MethodsOwn(policy.Policy):
    """The score that the detector's paper gives an image, where it is not made of the map.

    Of distances alone it is the largest, which is what WinCLIP takes of a map.
    """

    name: ClassVar[str] = "own"
    label: ClassVar[str] = "The method's own"
    help: ClassVar[str] = "As its paper has it: words and memories weighed for the whole image."

    def of(self, distances: Distances) -> float:
        return Maximum().of(distances)


SMALL_DEFECTS = TopFraction(0.002)
"""For defects of a few patches, which the mean over 1 % of the patches would thin out."""

POLICIES: Mapping[str, type[TopFraction] | type[Maximum] | type[Percentile] | type[MethodsOwn]] = {
    kind.name: kind for kind in (TopFraction, Maximum, Percentile, MethodsOwn)
}


def parse(text: str) -> Score:
    """A policy from a flag: top-fraction:0.01, maximum, percentile:99, own or small-defects.

    Raises:
        OptionError: nothing is called so, or its number is missing, too many or out of range.
    """
    if text == "small-defects":
        return SMALL_DEFECTS
    return policy.parse(text, POLICIES, "known score")


def from_json(data: Mapping[str, Any]) -> Score:
    """The policy whose `to_json` this is.

    Raises:
        OptionError: the policy is unknown or lacks a value.
    """
    return policy.from_json(data, POLICIES, "known score")
