from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core import half_search
from inspector.core.half_search import HalfBank


def vectors(seed: int, count: int, dimension: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, dimension), np.float32)


def squares(queries: np.ndarray, bank: np.ndarray) -> np.ndarray:
    return ((queries[:, None].astype(float) - bank[None]) ** 2).sum(axis=2)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 999),
    st.integers(1, 40),
    st.integers(1, 200),
    st.integers(1, 50),
    st.sampled_from([1e-3, 1.0, 300.0]),
    st.sampled_from([0.0, 1.0, 50.0]),
    st.sampled_from([0.01, 0.3, 1.0]),
)
def test_no_nearer_row_is_passed_over(seed, count, size, dimension, scale, offset, spread):
    bank = vectors(seed, size, dimension)
    near = bank[np.random.default_rng(seed).integers(0, size, count)]
    queries = near + np.float32(spread) * vectors(seed + 1, count, dimension)
    bank, queries = ((scale * (each + offset)).astype(np.float32) for each in (bank, queries))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(half_search, "_BLOCK", (16, 64))
        rows, is_known = HalfBank.of(bank).rows_of_nearest(queries)
    found = squares(queries, bank)
    least = found.min(axis=1)
    chosen = found[np.arange(count), rows]
    slack = 1e-5 * least + (4e-7 * scale * (offset + 1)) ** 2 * dimension
    assert np.all((chosen <= least + slack)[is_known])


def test_nearly_all_is_known_of_vectors_like_those_of_patches():
    bank, queries = vectors(0, 5000, 64), vectors(1, 300, 64)
    rows, is_known = HalfBank.of(bank).rows_of_nearest(queries)
    assert is_known.mean() > 0.9
    assert np.array_equal(rows[is_known], squares(queries, bank).argmin(axis=1)[is_known])


def test_of_equal_rows_the_first_is_found():
    bank = vectors(0, 40, 8)
    bank[30] = bank[12] = bank[5]
    rows, is_known = HalfBank.of(bank).rows_of_nearest(bank[5:6])
    assert (rows[0], is_known[0]) == (5, True)


def test_where_too_many_are_as_near_nothing_is_claimed():
    bank = np.ones((500, 8), np.float32)
    _, is_known = HalfBank.of(bank).rows_of_nearest(np.concatenate([bank[:3], 2 * bank[:2]]))
    assert not is_known.any()


def test_rows_that_the_twins_put_in_another_order_are_found():
    """On thin rings around the queries, where rounding moves rows by more than they differ."""
    for seed in range(200):
        chance = np.random.default_rng(seed)
        query = chance.uniform(0.5, 1.0, (1, 2)).astype(np.float32)
        angles = chance.uniform(0, 2 * np.pi, 20)
        radii = 0.2 * (1 + 5e-3 * chance.standard_normal(20))
        near = query + radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        bank = np.concatenate([near, -near]).astype(np.float32)
        rows, is_known = HalfBank.of(bank).rows_of_nearest(query)
        assert is_known.all()
        assert rows[0] == squares(query, bank).argmin()


def test_rows_that_the_rounded_products_make_equal_are_found():
    """Whole numbers around 0 are their own twins: here only the sums are rounded."""
    for seed in range(60):
        whole = np.random.default_rng(seed).integers(-9, 10, (20, 40)).astype(np.float32)
        bank = np.concatenate([whole, -whole])
        query = np.random.default_rng(seed + 100).integers(-9, 10, (30, 40)).astype(np.float32)
        rows, is_known = HalfBank.of(bank).rows_of_nearest(query)
        assert is_known.all()
        assert np.array_equal(rows, squares(query, bank).argmin(axis=1))


def test_of_large_vectors_the_halves_of_their_lengths_are_kept():
    """A query far from the middle and all rows near it: lengths of 400, distances of 1."""
    far = np.zeros((1, 24), np.float32)
    far[0, 0] = 400
    for seed in range(20):
        bank = np.concatenate([far + vectors(seed, 40, 24), -far + vectors(seed + 50, 40, 24)])
        query = far + vectors(seed + 100, 10, 24)
        rows, is_known = HalfBank.of(bank).rows_of_nearest(query)
        found = squares(query, bank)
        assert np.array_equal(rows[is_known], found.argmin(axis=1)[is_known])


def test_where_numbers_overflow_or_are_none_nothing_is_claimed():
    queries = vectors(1, 20, 16)
    for bad in (1e30, np.inf, np.nan):
        bank = vectors(0, 300, 16)
        bank[40, 3] = bad
        assert not HalfBank.of(bank).rows_of_nearest(queries)[1].any()
        asked = queries.copy()
        asked[5, 2] = bad
        is_known = HalfBank.of(vectors(0, 300, 16)).rows_of_nearest(asked)[1]
        assert np.array_equal(np.flatnonzero(~is_known), [5])


@pytest.mark.parametrize("scale", [1e-22, 1e-20, 1e-19, 1e-18, 1e-15, 1e15])
def test_of_very_small_and_large_vectors_only_what_is_sure_is_claimed(scale):
    bank, queries = (np.float32(scale) * vectors(seed, 300, 16) for seed in (0, 1))
    rows, is_known = HalfBank.of(bank).rows_of_nearest(queries)
    assert np.array_equal(rows[is_known], squares(queries, bank).argmin(axis=1)[is_known])


def test_without_a_query_there_is_no_row():
    rows, is_known = HalfBank.of(vectors(0, 30, 4)).rows_of_nearest(vectors(1, 0, 4))
    assert rows.shape == is_known.shape == (0,)


def test_neither_the_order_of_the_bank_nor_copies_all_over_it_cost_what_was_gained(monkeypatch):
    monkeypatch.setattr(half_search, "_BLOCK", (64, 100))
    far = 3 + 1e-3 * vectors(0, 100, 16)
    queries, near = vectors(1, 50, 16), vectors(2, 900, 16)
    for bank in (np.concatenate([far, near]), np.concatenate([near, far])):
        assert HalfBank.of(bank).rows_of_nearest(queries)[1].mean() > 0.9
    copies = near.copy()
    copies[::30] = near[0]  # three or four in each block
    query = near[:1] + 1e-3
    monkeypatch.setattr(half_search, "_CROWD", 20)
    assert not HalfBank.of(copies).rows_of_nearest(query)[1].any()
