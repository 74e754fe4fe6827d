from __future__ import annotations

import numpy as np
import pytest

from training.images import make
from training.settings import Settings
from training.views import CELL, pairs, places, pose, seen, shares, small_change

SIDE, POOL_SIDE = 96, 128
SETTINGS = Settings(batch=24, side=64, pool_side=80, without=("vignetting",))


@pytest.fixture(scope="module")
def pool():
    return np.array([[make(kind, piece, 80) for piece in range(2)] for kind in range(4)])


@pytest.mark.parametrize("seed", range(8))
def test_a_painted_dot_lands_where_the_grid_says(seed: int):
    rng = np.random.default_rng(seed)
    to_first = pose(POOL_SIDE, SIDE, rng)
    to_second = small_change(SIDE, rng) @ to_first
    x, y, _ = np.linalg.inv(to_second) @ [SIDE / 2 - 0.5, SIDE / 2 - 0.5, 1]
    across, down = np.meshgrid(np.arange(POOL_SIDE), np.arange(POOL_SIDE))
    dot = np.exp(-((across - x) ** 2 + (down - y) ** 2) / 18).astype(np.float32)
    on_first, on_second = centre(seen(dot, to_first, SIDE)), centre(seen(dot, to_second, SIDE))
    at = places(to_first, to_second, SIDE)
    row, col = int(on_second[1] // CELL), int(on_second[0] // CELL)
    centre_of_cell = np.array([col, row]) * CELL + (CELL - 1) / 2
    said = (at[row, col] + 1) * SIDE / 2 - 0.5
    assert np.abs(on_second - (SIDE / 2 - 0.5)).max() < 0.5
    assert np.hypot(*(said - on_first)) <= np.hypot(*(centre_of_cell - on_second)) * 1.5 + 0.6


def test_two_equal_poses_put_each_cell_on_itself():
    to_view = pose(POOL_SIDE, SIDE, np.random.default_rng(0))
    at = places(to_view, to_view, SIDE)
    centres = (np.arange(SIDE // CELL) * CELL + CELL / 2) * 2 / SIDE - 1
    assert np.allclose(at[..., 0], centres[None], atol=1e-6)
    assert np.allclose(at[..., 1], centres[:, None], atol=1e-6)


def test_the_share_of_each_cell_is_counted():
    mask = np.zeros((16, 24 - 8), np.float32)
    mask[8:, :4] = 1
    assert shares(mask).tolist() == [[0, 0], [0.5, 0]]


def test_a_step_has_always_the_same_batch(pool):
    first, again, other = (pairs(pool, SETTINGS, step) for step in (5, 5, 6))
    assert np.array_equal(first.second, again.second)
    assert np.array_equal(first.changed, again.changed)
    assert not np.array_equal(first.first, other.first)


def test_a_batch_has_damaged_and_sound_views_of_the_same_and_of_other_pieces(pool):
    found = pairs(pool, SETTINGS, 0)
    n = SETTINGS.side // CELL
    assert found.first.shape == found.second.shape == (24, 64, 64, 3)
    assert found.at.shape == (24, n, n, 2)
    assert found.changed.shape == (24, n, n)
    assert 0 <= found.changed.min() < found.changed.max() <= 1
    assert 0 < found.same.sum() < 24


def centre(view) -> np.ndarray:
    y, x = np.indices(view.shape)
    weights = np.where(view > 0.3, view, 0)
    return np.array([(x * weights).sum(), (y * weights).sum()]) / weights.sum()
