"""What the regions of an image measure together, and the rules by which that decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass
from typing import ClassVar, get_args

from inspector.core import policy
from inspector.core.errors import OptionError
from inspector.core.option import option
from inspector.core.regions import Region


@dataclass(frozen=True, slots=True)
class Measures:
    """The regions of one image as few numbers: all that a rule on them looks at.

    count: how many. largest_area, total_area: in pixels. longest_side: in pixels.
    mm_per_pixel: the scale; None where it is not known.
    """

    count: int = 0
    largest_area: int = 0
    total_area: int = 0
    longest_side: float = 0.0
    mm_per_pixel: float | None = None

    @staticmethod
    def of(regions: Iterable[Region], mm_per_pixel: float | None = None) -> Measures:
        """What these regions measure."""
        found = tuple(regions)
        areas = [region.area for region in found]
        return Measures(
            len(found),
            max(areas, default=0),
            sum(areas),
            max((region.longest_side for region in found), default=0.0),
            mm_per_pixel,
        )

    @property
    def millimetres(self) -> float:
        """The scale where a rule needs one; without it RegionOptions refuses such a rule."""
        assert self.mm_per_pixel is not None
        return self.mm_per_pixel


class RegionRule(policy.Policy):
    """An image fails if what it says of the regions lies above `limit`."""

    needs_scale: ClassVar[bool] = False
    limit: float

    def __post_init__(self) -> None:
        if not 0 <= self.limit < 1e12:
            raise OptionError(f"The limit of {self.name} is 0 or more, not {self.limit}.")

    @property
    def text(self) -> str:
        """As it is written in a flag, whole numbers as people write them."""
        whole = int(self.limit)
        return f"{self.name}:{whole if whole == self.limit else self.limit!r}"

    def measure(self, found: Measures) -> float:
        """What is compared with the limit, in the unit of the name: pixels where it has none."""
        raise NotImplementedError

    def is_broken(self, found: Measures) -> bool:
        """Whether the regions are more than the rule allows."""
        return self.measure(found) > self.limit


def _limit(help: str) -> float:  # noqa: A002 - as `option` calls it
    return option(MISSING, "Limit", help, low=0)


@dataclass(frozen=True)
class LargestArea(RegionRule):
    """The largest region has more pixels than this."""

    name: ClassVar[str] = "largest-area"
    label: ClassVar[str] = "Largest region, in pixels"
    help: ClassVar[str] = "An image fails if one of its regions has more pixels."
    limit: float = _limit("Pixels of one region.")

    def measure(self, found: Measures) -> float:
        return found.largest_area


@dataclass(frozen=True)
class LargestAreaMm2(RegionRule):
    """The largest region covers more square millimetres than this."""

    name: ClassVar[str] = "largest-area-mm2"
    label: ClassVar[str] = "Largest region, in mm²"
    help: ClassVar[str] = "An image fails if one of its regions covers more."
    needs_scale: ClassVar[bool] = True
    limit: float = _limit("Square millimetres of one region.")

    def measure(self, found: Measures) -> float:
        return found.largest_area * found.millimetres**2


@dataclass(frozen=True)
class LongestSide(RegionRule):
    """The longest region is longer than this many pixels."""

    name: ClassVar[str] = "longest-side"
    label: ClassVar[str] = "Longest region, in pixels"
    help: ClassVar[str] = "An image fails if one of its regions is longer, however it lies."
    limit: float = _limit("Length of one region in pixels.")

    def measure(self, found: Measures) -> float:
        return found.longest_side


@dataclass(frozen=True)
class LongestSideMm(RegionRule):
    """The longest region is longer than this many millimetres."""

    name: ClassVar[str] = "longest-side-mm"
    label: ClassVar[str] = "Longest region, in mm"
    help: ClassVar[str] = "An image fails if one of its regions is longer, however it lies."
    needs_scale: ClassVar[bool] = True
    limit: float = _limit("Length of one region in millimetres.")

    def measure(self, found: Measures) -> float:
        return found.longest_side * found.millimetres


@dataclass(frozen=True)
class Count(RegionRule):
    """There are more regions than this."""

    name: ClassVar[str] = "count"
    label: ClassVar[str] = "Number of regions"
    help: ClassVar[str] = "An image fails if it has more regions."
    limit: float = _limit("How many regions may be there.")

    def measure(self, found: Measures) -> float:
        return found.count


@dataclass(frozen=True)
class TotalArea(RegionRule):
    """All regions together have more pixels than this."""

    name: ClassVar[str] = "total-area"
    label: ClassVar[str] = "All regions, in pixels"
    help: ClassVar[str] = "An image fails if its regions together have more pixels."
    limit: float = _limit("Pixels of all regions together.")

    def measure(self, found: Measures) -> float:
        return found.total_area


@dataclass(frozen=True)
class TotalAreaMm2(RegionRule):
    """All regions together cover more square millimetres than this."""

    name: ClassVar[str] = "total-area-mm2"
    label: ClassVar[str] = "All regions, in mm²"
    help: ClassVar[str] = "An image fails if its regions together cover more."
    needs_scale: ClassVar[bool] = True
    limit: float = _limit("Square millimetres of all regions together.")

    def measure(self, found: Measures) -> float:
        return found.total_area * found.millimetres**2


AnyRegionRule = (
    LargestArea | LargestAreaMm2 | LongestSide | LongestSideMm | Count | TotalArea | TotalAreaMm2
)
REGION_RULES: Mapping[str, type[AnyRegionRule]] = {
    rule.name: rule for rule in get_args(AnyRegionRule)
}


def parse(text: str) -> RegionRule:
    """A rule from a flag: largest-area:50, longest-side-mm:2.5 or count:0.

    Raises:
        OptionError: nothing is called so, or its limit is missing or cannot be.
    """
    return policy.parse(text, REGION_RULES, "rule on regions")
