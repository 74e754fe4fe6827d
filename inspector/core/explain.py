"""What a patch looks most like: the nearest patch of the good images, to be shown to a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.core import neighbours
from inspector.core.detectors.base import Example
from inspector.core.detectors.space import fit_space
from inspector.core.features import Features
from inspector.core.fit import Learned
from inspector.core.geometry import Geometry

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A patch and the good patch that it looks most like.

    query: x, y, width, height of the patch in pixels of its image.
    source: content hash of the reference. reference: the box there, in that image's pixels.
    distance: between the two, as the detector measures it.
    """

    query: Box
    source: str
    reference: Box
    distance: float


def most_like(
    learned: Learned,
    features: Features,
    geometry: Geometry,
    point: tuple[float, float],
    *,
    without: str = "",
) -> Match | None:
    """The nearest patch of the references to the patch under a point (x, y) of an image.

    without: content hash of an image to pass over: the image itself, where it is a reference.
    References too large to hold all their patches are passed over, too.
    None where no reference has a patch that counts. Turned copies are passed over: a person is
    shown a place in a real image.
    """
    row, col = geometry.cell_at(*point)
    query = features.grid[row, col][None]
    plain = [
        (s, e, g) for s, (e, g) in learned.plain.items() if s != without and s not in learned.large
    ]
    plain = [each for each in plain if _counting(each[1]).size]
    if not plain:
        return None
    vectors = np.concatenate([each[1].features.vectors[_counting(each[1])] for each in plain])
    space = getattr(learned.inspector.fitted, "space", None) or fit_space(features.metric, vectors)
    squares, rows = neighbours.nearest(space.apply(query), space.apply(vectors))
    position = int(rows[0, 0])
    for source, example, where in plain:
        counting = _counting(example)
        if position < counting.size:
            found_row, found_col = divmod(int(counting[position]), example.features.cols)
            box = where.cell_box(found_row, found_col)
            distance = float(space.distance(squares[:, 0])[0])
            return Match(geometry.cell_box(row, col), source, box, distance)
        position -= counting.size
    return None


def _counting(example: Example) -> np.ndarray:
    """Numbers of the patches that count and are not painted."""
    return np.flatnonzero((example.counts & (example.defect == 0)).ravel())
