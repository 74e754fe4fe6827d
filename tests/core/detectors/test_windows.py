"""Windows of patches against loops that read as the definitions do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core.detectors import windows
from inspector.core.features import Joint
from tests.core.detectors.made import COLS, DIMENSION, ROWS, example, features

SIDES = (2, 3, 6)


def places(side):
    return [(r, c) for r in range(ROWS - side + 1) for c in range(COLS - side + 1)]


@pytest.mark.parametrize("side", SIDES)
def test_a_window_is_the_mean_of_its_patches(side):
    plain = features(0)
    found = windows.features_of(plain, side)
    assert (found.rows, found.cols) == (ROWS - side + 1, COLS - side + 1)
    for r, c in places(side):
        block = plain.grid[r : r + side, c : c + side].reshape(-1, DIMENSION)
        np.testing.assert_allclose(found.grid[r, c], block.mean(axis=0), rtol=1e-5, atol=1e-5)


def test_a_window_that_the_network_saw_alone_is_taken_as_it_saw_it():
    seen = np.random.default_rng(3).standard_normal((1 + 35 + 24, 5)).astype(np.float32)
    plain = replace(features(0), joint=Joint(seen, (2, 3), "made"))
    np.testing.assert_array_equal(windows.features_of(plain, 2).vectors, seen[1:36])
    np.testing.assert_array_equal(windows.features_of(plain, 3).vectors, seen[36:])
    assert windows.features_of(plain, 1) is plain


@pytest.mark.parametrize("side", SIDES)
def test_a_patch_has_the_harmonic_mean_of_the_windows_that_hold_it(side):
    values = np.random.default_rng(1).random((ROWS - side + 1, COLS - side + 1)).astype(np.float32)
    found = windows.on_patches(values, side)
    for row in range(ROWS):
        for col in range(COLS):
            inside = [
                values[r, c] for r, c in places(side) if r <= row < r + side and c <= col < c + side
            ]
            harmonic = len(inside) / sum(1 / value for value in inside)
            assert found[row, col] == pytest.approx(harmonic, rel=1e-5)


def test_a_window_seen_before_makes_all_its_patches_seen():
    values = np.ones((ROWS - 1, COLS - 1), np.float32)
    values[0, 0] = 0
    assert (windows.on_patches(values, 2) == 0).sum() == 4


def test_a_window_counts_where_all_its_patches_do():
    counts = np.ones((ROWS, COLS), bool)
    counts[0, 0] = False
    assert (~windows.counting(counts, 3)).sum() == 1


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ([1.0, 0.6, 0.4, 0.0], 2),  # half of the best
        ([0.4, 0.26, 0.24, 0.0], 2),  # a quarter
        ([0.1, 0.05, 0.0, 0.0], 1),  # a small defect keeps its best
        ([0.0, 0.0, 0.0, 0.0], 0),
    ],
)
def test_windows_show_a_defect_by_the_overlap_rule(shares, shown):
    plain = example(0)
    defect = plain.defect.copy()
    defect[0, :4] = shares
    assert windows.showing_defect(replace(plain, defect=defect), 1).sum() == shown


def test_of_the_largest_windows_only_the_best_four_show_it():
    plain = replace(example(0), defect=np.ones((ROWS, COLS), np.float32))
    assert windows.showing_defect(plain, 6).sum() == ROWS * COLS
    assert windows.showing_defect(plain, windows.LARGE_SIDE).sum() == windows.BEST_LARGE


def test_patches_that_do_not_count_show_nothing():
    plain = example(0, painted=[(0, 0)])
    assert not windows.showing_defect(replace(plain, counts=np.zeros_like(plain.counts)), 1).any()
