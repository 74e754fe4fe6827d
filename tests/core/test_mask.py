from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from inspector.core.mask import (
    Box,
    Mask,
    Point,
    box_around,
    difference,
    fill_polygon,
    fill_rectangle,
    flood_fill,
    stamp_line,
)

SIZES = st.tuples(st.integers(1, 40), st.integers(1, 40))
MASKS = SIZES.flatmap(lambda size: hnp.arrays(np.bool_, size))
POINTS = st.tuples(st.floats(-15, 55), st.floats(-15, 55))


@given(mask=MASKS, other=st.randoms())
def test_an_edit_applied_twice_restores_the_mask(mask: Mask, other) -> None:
    after = mask.copy()
    rows = slice(other.randrange(len(mask)), None)
    after[rows, : other.randrange(mask.shape[1] + 1)] ^= True
    edit = difference(mask, after)
    work = mask.copy()
    if edit is None:
        assert (mask == after).all()
        return
    edit.apply(work)
    assert (work == after).all()
    edit.apply(work)
    assert (work == mask).all()


@given(start=POINTS, end=POINTS, radius=st.floats(0.5, 12), value=st.booleans())
def test_an_edit_within_the_box_of_a_stroke_is_the_whole_edit(
    start: Point, end: Point, radius: float, value: bool
) -> None:
    before = np.arange(40 * 37).reshape(40, 37) % 3 == 0
    after = before.copy()
    box = stamp_line(after, start, end, radius=radius, value=value)
    edit = difference(before, after, box) if box else None
    assert edit == difference(before, after)


@settings(max_examples=300)
@given(size=SIZES, start=POINTS, end=POINTS, radius=st.floats(0.71, 30), value=st.booleans())
def test_a_brush_paints_the_pixels_whose_centre_is_within_its_radius(
    size: tuple[int, int], start: Point, end: Point, radius: float, value: bool
) -> None:
    mask = np.full(size, not value)
    box = stamp_line(mask, start, end, radius=radius, value=value)
    distance = _distance(_centres(size), start, end)
    painted = mask == value
    assert painted[distance < radius - 1e-6].all()
    assert not painted[distance > radius + 1e-6].any()
    assert box == box_around(painted)


@given(size=SIZES, point=POINTS, radius=st.floats(0, 0.5))
def test_the_thinnest_brush_paints_exactly_the_pixel_under_the_pointer(
    size: tuple[int, int], point: Point, radius: float
) -> None:
    mask = np.zeros(size, np.bool_)
    stamp_line(mask, point, point, radius=radius)
    expected = np.zeros(size, np.bool_)
    x, y = int(np.floor(point[0])), int(np.floor(point[1]))
    if 0 <= x < size[1] and 0 <= y < size[0]:
        expected[y, x] = True
    assert (mask == expected).all()


@given(
    start=st.tuples(st.floats(0, 39.9), st.floats(0, 39.9)),
    end=st.tuples(st.floats(0, 39.9), st.floats(0, 39.9)),
    radius=st.floats(0.1, 3),
)
def test_a_stroke_has_no_gaps_and_holds_both_its_ends(
    start: Point, end: Point, radius: float
) -> None:
    mask = np.zeros((40, 40), np.bool_)
    stamp_line(mask, start, end, radius=radius)
    connected = flood_fill(mask.astype(np.uint8), start, 0.0, diagonal=True)
    assert (connected == mask).all()
    assert mask[int(end[1]), int(end[0])]


def test_a_round_brush_is_symmetric() -> None:
    mask = np.zeros((31, 31), np.bool_)
    stamp_line(mask, (15.5, 15.5), (15.5, 15.5), radius=10.0)
    for turned in (mask.T, mask[::-1], mask[:, ::-1]):
        assert (mask == turned).all()


def test_a_stroke_outside_touches_nothing() -> None:
    mask = np.zeros((8, 8), np.bool_)
    assert stamp_line(mask, (-30, 4), (-20, 4), radius=5) is None
    assert stamp_line(mask, (4, 20), (4, 30), radius=5) is None
    assert not mask.any()


def test_a_brush_is_clipped_at_every_border() -> None:
    mask = np.zeros((8, 8), np.bool_)
    assert stamp_line(mask, (4, 4), (4, 4), radius=100) == Box(0, 0, 8, 8)
    assert mask.all()


@settings(max_examples=300)
@given(
    size=SIZES,
    corners=hnp.arrays(
        np.float64, st.tuples(st.integers(3, 9), st.just(2)), elements=st.floats(-9, 50)
    ),
    value=st.booleans(),
)
def test_a_polygon_paints_the_pixels_whose_centre_it_holds(
    size: tuple[int, int], corners: NDArray[np.float64], value: bool
) -> None:
    mask = np.full(size, not value)
    fill_polygon(mask, corners, value=value)
    inside, near = _inside(_centres(size), corners)
    assert ((mask == value) == inside)[~near].all()


def test_neighbouring_polygons_neither_overlap_nor_leave_a_gap() -> None:
    left, right = np.zeros((9, 9), np.bool_), np.zeros((9, 9), np.bool_)
    fill_polygon(left, np.array([(0, 0), (4.5, 0), (4.5, 9), (0, 9)]))
    fill_polygon(right, np.array([(4.5, 0), (9, 0), (9, 9), (4.5, 9)]))
    assert (left ^ right).all()


@pytest.mark.parametrize("corners", [((2, 1), (6, 5)), ((6, 5), (2, 1)), ((6, 1), (2, 5))])
def test_a_rectangle_holds_the_pixels_between_its_corners(corners: tuple[Point, Point]) -> None:
    mask = np.zeros((8, 8), np.bool_)
    assert fill_rectangle(mask, *corners) == Box(2, 1, 4, 4)
    assert mask.sum() == 16
    assert mask[1:5, 2:6].all()


@pytest.mark.parametrize(("dtype", "scale"), [(np.uint8, 1), (np.uint16, 257)])
def test_a_flood_stays_within_its_tolerance_of_the_seed(dtype: type, scale: int) -> None:
    ramp = (np.arange(50).reshape(1, 50, 1) * np.ones((3, 1, 3)) * scale).astype(dtype)
    for level in (0, 1, 3, 20):
        filled = flood_fill(ramp, (25.5, 1.5), level / 255)
        assert (filled == (np.abs(np.arange(50) - 25) <= level)).all()


def test_a_flood_needs_every_channel_to_be_alike() -> None:
    image = np.full((4, 4, 3), 100, np.uint8)
    image[:, 2, 1] = 140
    assert (flood_fill(image, (0, 0), 0.1) == [True, True, False, False]).all()


def test_a_flood_passes_a_corner_only_when_told_to() -> None:
    image = np.where(np.eye(6), 255, 0).astype(np.uint8)
    assert flood_fill(image, (0, 0), 0.0).sum() == 1
    assert (flood_fill(image, (0, 0), 0.0, diagonal=True) == np.eye(6, dtype=bool)).all()


def test_a_flood_does_not_leave_the_pixels_it_is_given() -> None:
    within = np.zeros((6, 6), np.bool_)
    within[1:4, 2:5] = True
    image = np.zeros((6, 6, 3), np.uint8)
    assert (flood_fill(image, (3, 2), 0.0, within=within) == within).all()
    assert not flood_fill(image, (0, 0), 0.0, within=within).any()


def test_a_flood_from_outside_is_empty_and_the_image_stays_as_it_was() -> None:
    image = np.zeros((4, 5, 3), np.uint8)
    image.flags.writeable = False
    assert not flood_fill(image, (5, 0), 0.0).any()
    assert not flood_fill(image, (0, -0.1), 0.0).any()
    assert flood_fill(image, (4.9, 3.9), 0.0).all()
    assert not image.any()


def _centres(size: tuple[int, int]) -> NDArray[np.float64]:
    """(H, W, 2)."""
    ys, xs = np.mgrid[: size[0], : size[1]] + 0.5
    return np.stack([xs, ys], axis=-1)


def _distance(points: NDArray[np.float64], start: Point, end: Point) -> NDArray[np.float64]:
    a, b = np.array(start), np.array(end)
    length = float((b - a) @ (b - a))
    along = (
        ((points - a) @ (b - a) / length).clip(0, 1) if length > 0 else np.zeros(points.shape[:2])
    )
    return np.linalg.norm(points - a - along[..., None] * (b - a), axis=-1)


def _inside(
    points: NDArray[np.float64], corners: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Even-odd, pixel by pixel; and the points so near an edge that rounding may decide."""
    inside = np.zeros(points.shape[:2], np.bool_)
    near = np.zeros(points.shape[:2], np.bool_)
    x, y = points[..., 0], points[..., 1]
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, 1, axis=0), strict=True):
        crosses = (ay > y) != (by > y)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
        near |= _distance(points, (ax, ay), (bx, by)) < 1e-6
    return inside, near
