"""Copies of an image, and of the masks that lie on it."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.core.augment import ALTERATIONS, ROTATIONS, View, copy_of, mask_of


@pytest.fixture
def picture():
    return np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)


def test_the_plain_view_is_the_image_itself(picture):
    assert copy_of(picture, View()) is picture
    mask = picture[:, :, 0] > 128
    assert mask_of(mask, View()) is mask


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_quarter_turns_of_a_square_are_exact(picture, quarters):
    view = View(90.0 * quarters)
    assert np.array_equal(copy_of(picture, view), np.rot90(picture, quarters))
    mask = picture[:, :, 0] > 128
    assert np.array_equal(mask_of(mask, view), np.rot90(mask, quarters))


@pytest.mark.parametrize(("degrees", "flip"), [(0.0, np.fliplr), (180.0, np.flipud)])
def test_a_mirrored_view_exchanges_left_and_right_and_upside_down_when_turned(
    picture, degrees, flip
):
    view = View(degrees, mirrored=True)
    assert np.array_equal(copy_of(picture, view), flip(picture))
    mask = picture[:, :, 0] > 128
    assert np.array_equal(mask_of(mask, view), flip(mask))


def test_no_two_views_share_a_key():
    views = [
        View(degrees, mirrored=each) for degrees in range(0, 360, 45) for each in (False, True)
    ]
    assert len({view.key for view in views}) == len(views)
    assert View(90.0).key == "90"


@pytest.mark.parametrize("name", ROTATIONS)
def test_the_plain_view_comes_first_and_the_angles_are_even(name):
    degrees = [view.degrees for view in ROTATIONS[name]]
    step = 360 if name == "none" else int(name)
    assert degrees == list(range(0, 360, step))


@pytest.mark.parametrize("degrees", [30.0, 45.0, 90.0, 225.0])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_mask_stays_on_what_it_marks(degrees, dtype):
    picture = np.zeros((60, 90, 3), dtype)
    mask = np.zeros((60, 90), bool)
    mask[25:35, 50:60] = True
    picture[mask] = np.iinfo(dtype).max
    turned, where = copy_of(picture, View(degrees)), mask_of(mask, View(degrees))
    assert turned.dtype == dtype
    assert turned.shape == picture.shape
    bright = turned[:, :, 0] > np.iinfo(dtype).max // 2
    assert (bright != where).sum() <= 0.15 * where.sum()


def test_no_empty_corner_is_turned_into_the_frame():
    white = np.full((40, 60, 3), 255, np.uint8)
    assert (copy_of(white, View(45.0)) == 255).all()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_alterations_are_small_and_always_the_same(picture, dtype):
    deep = picture.astype(dtype) * (257 if dtype is np.uint16 else 1)
    deep[10:30, 10:30] = np.iinfo(dtype).max  # clipped, never wrapped round
    for change in ALTERATIONS:
        altered = change(deep)
        assert (altered.dtype, altered.shape) == (deep.dtype, deep.shape)
        assert np.array_equal(altered, change(deep))
        assert not np.array_equal(altered, deep)
        assert altered[15:25, 15:25].min() > 0.9 * np.iinfo(dtype).max
