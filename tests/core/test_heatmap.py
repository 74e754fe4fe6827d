from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from inspector.core.errors import OptionError
from inspector.core.geometry import Geometry
from inspector.core.heatmap import full_size
from inspector.core.preprocess import Preprocess


def grid_for(geometry: Geometry) -> np.ndarray:
    rng = np.random.default_rng(1)
    return rng.random((geometry.rows, geometry.cols), np.float32)


@pytest.mark.parametrize("sigma", [0.7, 4.0, 11.3])
def test_smoothing_equals_scipys_gaussian_filter(sigma):
    geometry = Preprocess(size=112, patch=14).geometry(150, 211)
    grid = grid_for(geometry)
    expected = gaussian_filter(geometry.spread(grid).astype(np.float64), sigma)
    assert np.abs(full_size(grid, geometry, sigma=sigma) - expected).max() < 1e-5


def test_an_image_smaller_than_the_kernel_is_smoothed_too():
    geometry = Preprocess(size=28, patch=14).geometry(5, 9)
    grid = grid_for(geometry)
    expected = gaussian_filter(geometry.spread(grid).astype(np.float64), 4.0)
    assert np.abs(full_size(grid, geometry) - expected).max() < 1e-5


def test_sigma_zero_is_the_plain_spread():
    geometry = Preprocess(size=112, patch=14).geometry(150, 211)
    grid = grid_for(geometry)
    assert np.array_equal(full_size(grid, geometry, sigma=0), geometry.spread(grid))


def test_a_hot_cell_is_hot_where_the_cell_lies_even_beside_a_cropped_strip():
    geometry = Preprocess(size=140, patch=14, edges="crop").geometry(300, 417)
    grid = np.zeros((geometry.rows, geometry.cols), np.float32)
    grid[7, 9] = 1
    peak = np.unravel_index(full_size(grid, geometry).argmax(), (300, 417))
    x, y, width, height = geometry.cell_box(7, 9)
    assert abs(peak[1] - (x + width / 2)) <= 1
    assert abs(peak[0] - (y + height / 2)) <= 1


def test_a_constant_map_keeps_its_value_up_to_the_border():
    geometry = Preprocess(size=112, patch=14).geometry(150, 211)
    grid = np.full((geometry.rows, geometry.cols), 0.25, np.float32)
    assert np.allclose(full_size(grid, geometry), 0.25, atol=1e-6)


def test_pixels_that_do_not_count_are_zero_and_the_others_untouched():
    geometry = Preprocess(size=112, patch=14).geometry(150, 211)
    grid = grid_for(geometry)
    counts = np.zeros((150, 211), bool)
    counts[40:90, 30:200] = True
    heatmap = full_size(grid, geometry, counts=counts)
    assert heatmap.dtype == np.float32
    assert not heatmap[~counts].any()
    assert np.array_equal(heatmap[counts], full_size(grid, geometry)[counts])


@pytest.mark.parametrize("sigma", [-1.0, float("nan"), float("inf")])
def test_a_smoothing_that_makes_no_sense_is_refused(sigma):
    geometry = Preprocess(size=112, patch=14).geometry(150, 211)
    with pytest.raises(OptionError, match=str(sigma)):
        full_size(grid_for(geometry), geometry, sigma=sigma)
