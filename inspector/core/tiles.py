"""Large images in tiles: where they lie, and which of them each patch is taken from.

Everything here counts in patches, so that a tile begins where a patch of the whole image does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from inspector.core.errors import OptionError
from inspector.core.option import option

SMALLEST, LARGEST = 128, 4096

REACH = 88
"""How far from a patch's border the built-in backbone looks, in model pixels (test_tiles.py)."""


@dataclass(frozen=True)
class TileOptions:
    """Whether and how images are cut into tiles before the backbone sees them.

    side: of a tile in model pixels; 0 cuts nothing. overlap: what neighbouring tiles share at
    least, half a tile at most. full_resolution: the backbone sees the image's own pixels, whatever
    the input size is; only with tiles.

    Raises:
        OptionError: a number cannot be.
    """

    side: int = option(
        0,
        "Tile side",
        "Pixels. The backbone sees an image in square tiles of this side, so that large images "
        "fit in memory; 768 suits the built-in one. 0 shows it the whole image at once.",
        low=0,
        high=LARGEST,
    )
    overlap: int = option(
        2 * REACH,
        "Overlap of tiles",
        "Pixels that neighbouring tiles share, half a tile at most. The built-in backbone looks "
        "88 pixels around a patch: with 176 or more there are no seams.",
        low=0,
        high=LARGEST // 2,
    )
    full_resolution: bool = option(
        False,
        "Full resolution",
        "With tiles only: do not shrink images to the input size, so that the smallest defects "
        "stay. Takes longer by the number of pixels.",
    )

    def __post_init__(self) -> None:
        if self.side != 0:
            _whole(self.side, "tile", SMALLEST, LARGEST, " or 0")
        _whole(self.overlap, "overlap", 0, LARGEST // 2)
        if not isinstance(self.full_resolution, bool):
            raise OptionError(
                f"full_resolution is {self.full_resolution!r}; it may be true or false."
            )

    @property
    def is_on(self) -> bool:
        """Whether images are cut."""
        return self.side > 0

    @property
    def is_full(self) -> bool:
        """Whether images keep their own pixels."""
        return self.is_on and self.full_resolution


class Span(NamedTuple):
    """One tile along one axis, in patches. own: the part that is taken from this tile."""

    start: int
    stop: int
    own_start: int
    own_stop: int

    def around(self, reach: int) -> Span:
        """The span that shows its own part and so many patches on either side, where it has them.

        What is left has the same own part.
        """
        start, stop = max(self.start, self.own_start - reach), min(self.stop, self.own_stop + reach)
        return Span(start, stop, self.own_start, self.own_stop)

    @property
    def inside(self) -> slice:
        """Its own part, counted from its start."""
        return slice(self.own_start - self.start, self.own_stop - self.start)

    def within(self, outer: Span) -> slice:
        """Where it lies in a larger one."""
        return slice(self.start - outer.start, self.stop - outer.start)


class Tile(NamedTuple):
    """One tile of an image: its rows and its columns of patches."""

    down: Span
    across: Span

    @property
    def own(self) -> tuple[slice, slice]:
        """Rows and columns of the image's grid that are taken from it."""
        down, across = self.down, self.across
        return slice(down.own_start, down.own_stop), slice(across.own_start, across.own_stop)


def tiles(rows: int, cols: int, patch: int, options: TileOptions) -> list[Tile]:
    """The tiles of a grid (rows, cols), row by row; their own parts cover it without a gap.

    All are of one size; a side on which the image is smaller than a tile has one tile.
    """
    side = max(1, options.side // patch) if options.is_on else max(rows, cols)
    overlap = min(-(-options.overlap // patch), side // 2)
    across = _spans(cols, side, overlap)
    return [Tile(down, other) for down in _spans(rows, side, overlap) for other in across]


def _spans(length: int, side: int, overlap: int) -> list[Span]:
    """Evenly spread spans of one side; where two overlap, each owns the half that is its own."""
    if length <= side:
        return [Span(0, length, 0, length)]
    count = -(-(length - overlap) // (side - overlap))
    starts = [number * (length - side) // (count - 1) for number in range(count)]
    seams = [(start + side + after) // 2 for start, after in pairwise(starts)]
    return [
        Span(start, start + side, first, last)
        for start, first, last in zip(starts, [0, *seams], [*seams, length], strict=True)
    ]


def _whole(value: Any, name: str, low: int, high: int, also: str = "") -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise OptionError(
            f"{name} is {value!r}; it may be a whole number from {low} to {high}{also}."
        )
