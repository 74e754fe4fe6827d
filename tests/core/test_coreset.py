from __future__ import annotations

import numpy as np
import pytest

from inspector.core import coreset as coresets
from inspector.core.coreset import coreset
from inspector.core.neighbours import nearest
from inspector.core.progress import Cancelled


def vectors(seed: int, count: int, dimension: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((count, dimension), np.float32)


def test_a_coreset_covers_better_than_a_random_choice():
    points = vectors(3, 2000, 8)
    chosen = coreset(points, 50)
    random = np.random.default_rng(0).choice(2000, 50, replace=False)
    assert len(set(chosen)) == 50
    farthest = [nearest(points, points[rows])[0].max() for rows in (chosen, random)]
    assert farthest[0] < farthest[1]


def test_a_coreset_is_the_same_every_time_and_all_when_all_are_wanted():
    points = vectors(4, 300, 100)
    assert np.array_equal(coreset(points, 30), coreset(points, 30))
    assert np.array_equal(coreset(points, 300), np.arange(300))


def test_a_coreset_of_very_many_is_chosen_in_parts_and_covers_as_well(monkeypatch):
    points = vectors(3, 2000, 8)
    whole = coreset(points, 100)
    monkeypatch.setattr(coresets, "_CHOSEN_FROM", 700)
    chosen = coreset(points, 100)
    assert len(set(chosen)) == 100
    assert np.array_equal(chosen, np.sort(chosen))
    farthest = [nearest(points, points[rows])[0].max() ** 0.5 for rows in (whole, chosen)]
    assert farthest[1] < 1.3 * farthest[0]


def test_choosing_a_coreset_can_be_cancelled():
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        coreset(vectors(5, 500, 8), 400, stop)


def test_no_row_is_chosen_twice_where_all_are_alike():
    points = np.repeat(1000 + vectors(6, 2, 8), 50, axis=0)
    assert len(set(coreset(points, 90))) == 90
    assert set(coreset(points, 2) // 50) == {0, 1}


def test_rows_are_chosen_as_by_differences_one_by_one():
    points = vectors(7, 400, 10).astype(float)
    chosen = [int(((points - points.mean(axis=0)) ** 2).sum(axis=1).argmin())]
    while len(chosen) < 30:
        gaps = ((points[:, None] - points[chosen][None]) ** 2).sum(axis=2).min(axis=1)
        chosen.append(int(gaps.argmax()))
    assert np.array_equal(coreset(points.astype(np.float32), 30), np.sort(chosen))


def test_fewer_rows_than_parts_can_be_chosen(monkeypatch):
    monkeypatch.setattr(coresets, "_CHOSEN_FROM", 10)
    assert len(coreset(vectors(8, 100, 4), 3)) == 3
