"""What features are rounded to, and where that would lose too much."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.core.features import Features, rounded


def test_rounding_moves_no_number_by_more_than_half_a_step_of_the_largest():
    rng = np.random.default_rng(0)
    for scale in (1e-3, 1.0, 60.0, 6e4):
        vectors = (rng.uniform(-1, 1, (40, 9)) * scale).astype(np.float32)
        found = rounded(Features(vectors, 8, 5))
        assert found.vectors.dtype == np.float32
        assert not np.array_equal(found.vectors, vectors)
        assert np.abs(found.vectors - vectors).max() <= np.abs(vectors).max() / 2048
        assert np.array_equal(rounded(found).vectors, found.vectors)


@pytest.mark.parametrize("value", [65600.0, -7e4, np.inf, -np.inf, np.nan, 0.0, 5e-5, -1e-9])
def test_what_float16_is_too_narrow_for_stays_as_it_is(value):
    vectors = np.full((6, 4), value, np.float32)
    np.testing.assert_array_equal(rounded(Features(vectors, 2, 3)).vectors, vectors)


def test_a_small_value_beside_large_ones_does_not_hinder():
    vectors = np.array([[1e-9, 0.1]], np.float32)
    np.testing.assert_array_equal(
        rounded(Features(vectors, 1, 1)).vectors, vectors.astype(np.float16).astype(np.float32)
    )
