from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core import half_search, neighbours
from inspector.core.neighbours import nearest


def vectors(seed: int, count: int, dimension: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 99), st.integers(1, 60), st.integers(1, 90), st.integers(1, 5))
def test_the_nearest_are_those_that_a_plain_search_finds(seed, queries, size, count):
    left, right = vectors(seed, queries, 7), vectors(seed + 1, size, 7)
    squares, rows = nearest(left, right, count)
    plain = ((left[:, None].astype(float) - right[None]) ** 2).sum(axis=2)
    expected = np.sort(plain, axis=1)[:, :count]
    assert squares.shape == rows.shape == (queries, min(count, size))
    np.testing.assert_allclose(squares, expected, rtol=1e-4, atol=1e-5)


def test_a_vector_of_the_bank_is_at_distance_zero_exactly():
    bank = 1000 + vectors(0, 500, 64)
    squares, rows = nearest(bank[37:38], bank)
    assert squares[0, 0] == 0
    assert rows[0, 0] == 37


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 99), st.integers(1, 40), st.integers(1, 70), st.integers(1, 5))
def test_a_bank_of_many_blocks_is_searched_as_one_block(seed, queries, size, count):
    left, right = vectors(seed, queries, 7), vectors(seed + 1, size, 7)
    whole = nearest(left, right, count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "_BLOCK", (5, 8))
        parts = nearest(left, right, count)
    np.testing.assert_allclose(parts[0], whole[0], rtol=1e-5)
    np.testing.assert_array_equal(parts[1], whole[1])


def test_of_equal_rows_in_different_blocks_the_first_is_found(monkeypatch):
    monkeypatch.setattr(neighbours, "_BLOCK", (4, 8))
    bank = np.tile(vectors(1, 6, 5), (5, 1))
    squares, rows = nearest(bank[20:24], bank)
    assert not squares.any()
    assert rows[:, 0].tolist() == [2, 3, 4, 5]


def test_a_bank_goes_to_a_card_once_and_leaves_it_with_its_array(monkeypatch):
    """Without a card the processor plays one, under another name."""
    moves = []
    plain = torch.Tensor.to

    def to(tensor, where, *rest, **more):
        moves.append(where)
        return tensor.clone() if where == "card" else plain(tensor, where, *rest, **more)

    monkeypatch.setattr(torch.Tensor, "to", to)
    bank, asked = vectors(0, 300, 8), vectors(1, 20, 8)
    for _ in range(2):
        found = nearest(asked, bank, 3, device="card")
    assert moves.count("card") == 3  # the bank once, the queries twice
    for mine, expected in zip(found, nearest(asked, bank, 3), strict=True):
        assert np.array_equal(mine, expected)
    assert len(neighbours._on_cards) == 1
    del bank
    assert not neighbours._on_cards


def test_a_prepared_bank_gives_the_same_answers():
    chance = np.random.default_rng(0)
    queries, bank = (chance.standard_normal((n, 12), np.float32) for n in (40, 300))
    prepared = neighbours.Prepared(bank)
    np.testing.assert_allclose(prepared.lengths, (bank**2).sum(axis=1), rtol=1e-6)
    for count in (1, 3):
        plain = nearest(queries, bank, count)
        known = nearest(queries, prepared, count)
        assert all(np.array_equal(one, other) for one, other in zip(plain, known, strict=True))


def test_products_in_half_are_taken_where_they_pay_and_decide_nothing(monkeypatch):
    queries, bank = vectors(0, 40, 12), vectors(1, 300, 12)
    bank[100:200] = bank[100]  # so many that can be the nearest are left to float32
    queries[7] = bank[100]
    plain = nearest(queries, bank)
    monkeypatch.setattr(neighbours, "_LARGE", 300)
    monkeypatch.setattr(half_search, "pays", lambda: False)
    assert neighbours.Prepared(bank).half is None
    monkeypatch.setattr(half_search, "pays", lambda: True)
    prepared = neighbours.Prepared(bank)
    assert prepared.half is not None
    found = nearest(queries, prepared)
    assert all(np.array_equal(one, other) for one, other in zip(plain, found, strict=True))
    assert not prepared.half.rows_of_nearest(queries)[1][7]
    assert neighbours.Prepared(bank[:299]).half is None


def test_a_bank_may_change_between_two_searches():
    chance = np.random.default_rng(0)
    queries, bank = (chance.standard_normal((n, 12), np.float32) for n in (40, 300))
    neighbours.nearest(queries, bank)
    bank[:150] *= 3
    found, rows = neighbours.nearest(queries, bank)
    wanted = ((queries[:, None] - bank[None]) ** 2).sum(axis=2)
    assert np.array_equal(rows[:, 0], wanted.argmin(axis=1))
    np.testing.assert_allclose(found[:, 0], wanted.min(axis=1), rtol=1e-5)
