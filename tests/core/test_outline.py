from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inspector.core.mask import Mask, fill_polygon
from inspector.core.outline import is_hole, outline

MASKS = st.tuples(st.integers(1, 20), st.integers(1, 20)).flatmap(
    lambda size: hnp.arrays(np.bool_, size)
)


@given(mask=MASKS)
def test_what_an_odd_number_of_outlines_holds_is_the_mask(mask: Mask) -> None:
    again = np.zeros_like(mask)
    for polygon in outline(mask):
        one = np.zeros_like(mask)
        fill_polygon(one, polygon)
        again ^= one
    assert (again == mask).all()


@given(mask=MASKS)
def test_an_outline_turns_at_every_corner(mask: Mask) -> None:
    for polygon in outline(mask):
        sides = np.roll(polygon, -1, axis=0) - polygon
        assert ((sides == 0).sum(axis=1) == 1).all()
        assert ((sides[0::2, 0] == 0) != (sides[1::2, 0] == 0)).all()


def test_one_pixel_has_four_corners() -> None:
    mask = np.zeros((4, 5), np.bool_)
    mask[2, 3] = True
    (polygon,) = outline(mask)
    assert sorted(map(tuple, polygon.tolist())) == [(3, 2), (3, 3), (4, 2), (4, 3)]
    assert not is_hole(polygon)


def test_a_ring_has_a_border_and_a_hole() -> None:
    mask = np.ones((5, 5), np.bool_)
    mask[2, 2] = False
    assert sorted(map(is_hole, outline(mask))) == [False, True]


def test_pixels_that_touch_at_a_corner_are_apart() -> None:
    assert len(outline(np.eye(3, dtype=np.bool_))) == 3


def test_an_empty_mask_has_no_outline() -> None:
    assert outline(np.zeros((3, 3), np.bool_)) == []
