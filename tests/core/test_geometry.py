from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core.errors import OptionError
from inspector.core.preprocess import Preprocess

SIDES = st.integers(40, 700)


@given(SIDES, SIDES, st.sampled_from(["cover", "crop"]), st.sampled_from([8, 14, 16]))
def test_the_model_sees_whole_patches_and_no_pixel_outside_the_image(height, width, edges, patch):
    geometry = Preprocess(224, patch, edges=edges).geometry(height, width)
    assert geometry.model_height == geometry.rows * patch
    assert geometry.model_width == geometry.cols * patch
    assert 0 < geometry.covered_height <= height + 1e-9
    assert 0 < geometry.covered_width <= width + 1e-9


@given(SIDES, SIDES)
def test_covering_leaves_no_strip_out(height, width):
    geometry = Preprocess(224, 14).geometry(height, width)
    assert geometry.covered_height == pytest.approx(height)
    assert geometry.covered_width == pytest.approx(width)


def test_cropping_is_that_of_the_paper():
    geometry = Preprocess(448, 14, edges="crop").geometry(512, 522)
    assert (geometry.model_height, geometry.model_width) == (448, 448)
    assert geometry.covered_height == 512
    assert geometry.covered_width == pytest.approx(522 * 448 / 456)


@given(SIDES, SIDES, st.floats(0, 30), st.floats(0, 30))
def test_points_go_to_the_model_and_back(height, width, x, y):
    geometry = Preprocess(224, 14, edges="crop").geometry(height, width)
    point = np.array([[x, y]])
    np.testing.assert_allclose(geometry.to_image(geometry.to_model(point)), point, atol=1e-9)


def test_a_hot_cell_is_hot_at_its_own_place_also_beside_a_cropped_strip():
    geometry = Preprocess(448, 14, edges="crop").geometry(448, 461)
    grid = np.zeros((geometry.rows, geometry.cols), np.float32)
    grid[5, 30] = 1
    heatmap = geometry.spread(grid)
    y, x = np.unravel_index(heatmap.argmax(), heatmap.shape)
    left, top, width, height = geometry.cell_box(5, 30)
    assert heatmap.shape == (448, 461)
    assert left <= x < left + width
    assert top <= y < top + height


def test_the_cropped_strip_repeats_the_last_column_and_is_not_stretched():
    geometry = Preprocess(448, 14, edges="crop").geometry(448, 461)
    grid = np.tile(np.arange(geometry.cols, dtype=np.float32), (geometry.rows, 1))
    heatmap = geometry.spread(grid)
    assert np.all(heatmap[:, 448:] == geometry.cols - 1)
    assert heatmap[0, 14 * 10 + 7] == pytest.approx(10, abs=0.1)


def test_a_mask_covers_the_share_of_each_cell_that_is_painted():
    geometry = Preprocess(224, 16).geometry(224, 448)
    mask = np.zeros((224, 448), bool)
    mask[16:24, 32:48] = True
    cover = geometry.cover(mask)
    assert cover[1, 2] == pytest.approx(0.5)
    assert cover.sum() == pytest.approx(0.5)


def test_every_pixel_belongs_to_the_cell_that_its_box_says():
    geometry = Preprocess(64, 8).geometry(100, 130)
    for row in range(geometry.rows):
        for col in range(geometry.cols):
            left, top, width, height = geometry.cell_box(row, col)
            assert geometry.cell_at(left + width / 2, top + height / 2) == (row, col)
    assert geometry.cell_at(1e6, -5) == (0, geometry.cols - 1)


def test_eight_and_sixteen_bits_of_the_same_picture_look_the_same():
    noise = np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8)
    eight = cv2.GaussianBlur(noise, (0, 0), 2)  # no overshoot, which 8 bits clip between passes
    sixteen = eight.astype(np.uint16) * 257
    first, _ = Preprocess(64, 8).apply(eight)
    second, _ = Preprocess(64, 8).apply(sixteen)
    np.testing.assert_allclose(first, second, atol=1.1 / 255)


def test_a_dark_image_stays_dark():
    model_input, _ = Preprocess(64, 8).apply(np.ones((64, 64, 3), np.uint8))
    assert model_input.max() == pytest.approx(1 / 255)


def test_a_size_below_one_patch_is_refused():
    with pytest.raises(OptionError, match="smaller than one patch"):
        Preprocess(8, 14)


def test_an_endless_strip_is_refused_rather_than_filling_the_memory():
    with pytest.raises(OptionError, match="too large"):
        Preprocess(448, 14).geometry(2, 100_000)


@given(SIDES, SIDES, st.sampled_from(["cover", "crop"]))
def test_distances_of_a_mirrored_image_lie_on_the_same_things_when_mirrored_back(
    height, width, edges
):
    geometry = Preprocess(224, 14, edges=edges).geometry(height, width)
    cell = geometry.cell_size[0]
    centres = (np.arange(geometry.cols) + 0.5) * cell  # of columns, in pixels of either image
    where = np.tile((width - centres).astype(np.float32), (geometry.rows, 1))  # on the plain image
    back = geometry.unmirror(where)
    first = 1 if edges == "crop" else 0  # the mirrored image may not show all of the first column
    assert np.allclose(back[:, first:], centres[first:], atol=1e-3 * cell)
    assert np.all(np.abs(back[:, 0] - centres[0]) <= cell)


def test_nothing_is_lost_by_mirroring_twice():
    geometry = Preprocess(64, 8).geometry(64, 80)
    grid = np.random.default_rng(0).random((geometry.rows, geometry.cols), np.float32)
    assert np.array_equal(geometry.unmirror(geometry.unmirror(grid)), grid)
