from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core import inverted_lists, neighbours


def clusters(seed: int, count: int, dimension: int = 8) -> np.ndarray:
    chance = np.random.default_rng(seed)
    middles = chance.standard_normal((12, dimension)) * 4
    points = middles[chance.integers(12, size=count)] + chance.standard_normal((count, dimension))
    return points.astype(np.float32)


def sorted_bank(bank: np.ndarray):
    lists, order = inverted_lists.sort(bank)
    return lists, bank[order]


def test_each_row_is_in_the_list_of_the_nearest_centre_and_none_is_lost():
    bank = clusters(0, 900)
    lists, order = inverted_lists.sort(bank)
    assert sorted(order) == list(range(900))
    assert lists.starts[0] == 0
    assert lists.starts[-1] == 900
    nearest = neighbours.nearest(bank[order], lists.centres)[1][:, 0]
    assert np.array_equal(nearest, np.repeat(np.arange(len(lists.centres)), np.diff(lists.starts)))


def test_lists_that_were_saved_and_loaded_give_the_same_answers():
    lists, bank = sorted_bank(clusters(0, 3000, 16))
    again = inverted_lists.InvertedLists(lists.centres.copy(), lists.starts.copy())
    nearest = neighbours.nearest(bank, again.centres)[1][:, 0]
    assert np.array_equal(nearest, np.repeat(np.arange(len(lists.centres)), np.diff(lists.starts)))
    asked = clusters(1, 200, 16)
    for now, then in zip(lists.nearest(asked, bank), again.nearest(asked, bank), strict=True):
        assert np.array_equal(now, then)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 99), st.integers(1, 40), st.integers(1, 300), st.integers(1, 6))
def test_all_lists_together_are_an_exact_search(seed, queries, size, count):
    asked = clusters(seed + 1, queries)
    lists, bank = sorted_bank(clusters(seed, size))
    squares, rows = lists.nearest(asked, bank, count, probes=len(lists.centres))
    exact, _ = neighbours.nearest(asked, bank, count)
    np.testing.assert_allclose(squares, exact, rtol=1e-5, atol=1e-5)
    gaps = asked[:, None] - bank[rows]
    np.testing.assert_allclose(squares, (gaps**2).sum(axis=2), rtol=1e-5)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 99), st.integers(1, 200), st.integers(1, 6), st.integers(1, 3))
def test_few_lists_never_find_nearer_and_never_too_few(seed, size, count, probes):
    asked = clusters(seed + 1, 30)
    lists, bank = sorted_bank(clusters(seed, size))
    squares, rows = lists.nearest(asked, bank, count, probes)
    exact, _ = neighbours.nearest(asked, bank, count)
    assert squares.shape == rows.shape == exact.shape
    assert (squares >= exact - 1e-3).all()
    assert all(len(set(line)) == len(line) for line in rows.tolist())


def test_a_vector_of_the_bank_is_found_at_distance_zero():
    lists, bank = sorted_bank(1000 + clusters(0, 2000, 64))
    squares, rows = lists.nearest(bank[100:140], bank)
    assert not squares.any()
    assert np.array_equal(bank[rows[:, 0]], bank[100:140])


def test_few_lists_lose_little_where_vectors_come_in_groups():
    asked, points = clusters(0, 200), clusters(0, 4000)
    lists, bank = sorted_bank(points)
    squares, _ = lists.nearest(asked, bank)
    exact, _ = neighbours.nearest(asked, bank)
    assert np.mean(squares > exact * 1.001) < 0.02


@pytest.mark.parametrize("size", [1, 2, 50])
def test_a_bank_of_equal_rows_is_sorted_too(size):
    lists, bank = sorted_bank(np.ones((size, 4), np.float32))
    squares, _ = lists.nearest(np.zeros((3, 4), np.float32), bank, 2)
    assert (squares == 4).all()
    assert squares.shape == (3, min(2, size))
