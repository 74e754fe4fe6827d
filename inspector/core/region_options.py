"""How regions are found in a heatmap, and what they may decide: part of the options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core import regions
from inspector.core.errors import OptionError
from inspector.core.option import option
from inspector.core.region_rules import RegionRule
from inspector.core.region_rules import parse as parse_rule
from inspector.core.regions import Region

_LONGEST_BRIDGE = 500


@dataclass(frozen=True)
class RegionOptions:
    """What `regions.find` is told, and the rules on what it finds.

    rules: an image that breaks one of them fails, whatever its score is.

    Raises:
        OptionError: a number cannot be, or something in millimetres is wanted without a scale.
    """

    growth: float = option(
        1.0,
        "Regions grow down to",
        "Share of the pixel limit. Below 100 % a region also takes in its paler surroundings.",
        low=0.05,
        high=1.0,
    )
    bridge: int = option(
        0,
        "Bridge gaps",
        "Pixels. Pieces of a scratch no further apart are one region. 0 bridges nothing.",
        low=0,
        high=_LONGEST_BRIDGE,
    )
    mm_per_pixel: float = option(
        0.0, "Millimetres per pixel", "The scale of the images. 0 if it is not known.", low=0
    )
    smallest_mm2: float = option(
        0.0,
        "Smallest region in mm²",
        "Smaller regions are left out. It needs the scale.",
        low=0,
    )
    rules: tuple[RegionRule, ...] = ()

    def __post_init__(self) -> None:
        _between(self.growth, 0.05, 1.0, "growth")
        _between(self.bridge, 0, _LONGEST_BRIDGE, "bridge")
        _between(self.mm_per_pixel, 0, 1e6, "mm_per_pixel")
        _between(self.smallest_mm2, 0, 1e12, "smallest_mm2")
        if self.bridge != int(self.bridge):
            raise OptionError(f"bridge is {self.bridge}; it may be whole pixels.")
        if self.mm_per_pixel == 0:
            self._refuse_millimetres()

    @property
    def scale(self) -> float | None:
        """Millimetres per pixel; None where it is not known."""
        return self.mm_per_pixel or None

    def smallest(self, pixels: int) -> int:
        """The fewest pixels of a region where `pixels` are wanted, and the mm² of these options."""
        if not self.smallest_mm2:
            return pixels
        # A hair less than the quotient: 2.0 mm² of 0.1 mm pixels are 200 of them, not 201.
        return max(pixels, ceil(self.smallest_mm2 / self.mm_per_pixel**2 * (1 - 1e-9)))

    def find(
        self, heatmap: NDArray[np.float32], limit: float, *, smallest_area: int, step: int = 1
    ) -> tuple[Region, ...]:
        """The regions of a heatmap under these options; see `regions.find`."""
        return regions.find(
            heatmap,
            limit,
            smallest_area=self.smallest(smallest_area),
            growth=self.growth,
            bridge=self.bridge,
            mm_per_pixel=self.scale,
            step=step,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain values; rules as they are written in flags."""
        return {**vars(self), "rules": [rule.text for rule in self.rules]}

    def _refuse_millimetres(self) -> None:
        wanted = [rule.name for rule in self.rules if rule.needs_scale]
        wanted += ["smallest_mm2"] * (self.smallest_mm2 > 0)
        if wanted:
            raise OptionError(f"{wanted[0]} needs the scale: say how many millimetres a pixel is.")


def from_json(data: Mapping[str, Any]) -> RegionOptions:
    """The options whose `to_json` this is; what is absent takes its default.

    Raises:
        OptionError: something in it cannot be.
    """
    names = {field.name for field in fields(RegionOptions)}
    unknown = sorted(set(data) - names)
    if unknown:
        raise OptionError(f"{unknown[0]!r} is no option of regions.")
    known = dict(data)
    if "rules" in known:
        known["rules"] = tuple(parse_rule(text) for text in known["rules"])
    return RegionOptions(**known)


def _between(value: Any, low: float, high: float, name: str) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:
        raise OptionError(f"{name} is {value!r}; it may be {low:g} to {high:g}.")
