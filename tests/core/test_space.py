from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from inspector.core.detectors.space import COMPONENTS, LIMIT, Space, fit_space
from inspector.core.errors import DetectorFileError
from inspector.core.features import Metric

METRICS: tuple[Metric, ...] = get_args(Metric)


@pytest.fixture
def vectors() -> np.ndarray:
    """Correlated, of very different scales, and away from zero."""
    random = np.random.default_rng(0)
    mixed = random.standard_normal((500, 6)) @ random.standard_normal((6, 6))
    return (mixed * [1, 2, 3, 1, 2, 100] + 5).astype(np.float32)


def squared(space: Space, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    gap = space.apply(one)[:, None] - space.apply(other)[None]
    return (gap**2).sum(axis=2)


def test_the_cosine_metric_gives_one_minus_the_cosine(vectors: np.ndarray) -> None:
    space = fit_space("cosine", vectors)
    one, other = vectors[:20], vectors[20:30]
    lengths = np.linalg.norm(one, axis=1)[:, None] * np.linalg.norm(other, axis=1)
    expected = 1 - one @ other.T / lengths
    assert np.allclose(space.distance(squared(space, one, other)), expected, atol=1e-5)


def test_a_zero_vector_stays_zero_under_the_cosine_metric() -> None:
    space = fit_space("cosine", np.zeros((3, 4), np.float32))
    assert not space.apply(np.zeros((2, 4), np.float32)).any()


def test_the_euclidean_metric_leaves_vectors_as_they_are(vectors: np.ndarray) -> None:
    space = fit_space("euclidean", vectors)
    assert np.array_equal(space.apply(vectors), vectors)
    gap = np.linalg.norm(vectors[0] - vectors[1])
    assert space.distance(squared(space, vectors[:1], vectors[1:2])) == pytest.approx(gap)


def test_standardising_gives_each_dimension_the_same_variance() -> None:
    vectors = np.random.default_rng(0).standard_normal((500, 3)) * [1, 2, 30] + 4
    moved = fit_space("standardised", vectors).apply(vectors)
    assert np.allclose(moved.var(axis=0), 1 / 3, atol=1e-5)


def test_whitening_gives_loud_directions_the_same_variance_and_quiet_ones_less() -> None:
    independent = np.random.default_rng(0).standard_normal((2000, 3)) * [3, 2, 0.3]
    turn = np.linalg.qr(np.random.default_rng(1).standard_normal((3, 3)))[0]
    vectors = independent @ turn + 7
    moved = fit_space("whitened", vectors).apply(vectors)[:, :3]
    covariance = np.cov(moved.T, bias=True)
    quiet, loud, louder = np.diag(covariance)
    assert loud == pytest.approx(louder, rel=1e-3)
    assert quiet < 0.1 * loud
    assert np.abs(covariance - np.diag(np.diag(covariance))).max() < 1e-4


def test_what_no_reference_shows_counts_though_it_lies_outside_the_components() -> None:
    random = np.random.default_rng(0)
    vectors = np.zeros((1000, 200), np.float32)
    vectors[:, :150] = random.standard_normal((1000, 150)) * np.linspace(2, 1, 150)
    space = fit_space("whitened", vectors)
    new = np.zeros((1, 200), np.float32)
    new[0, 180] = 100
    assert space.apply(vectors).shape == (1000, COMPONENTS + 1)
    assert squared(space, new, vectors).min() > 4 * squared(space, vectors[:1], vectors).max()


@pytest.mark.parametrize("metric", ["whitened", "standardised"])
def test_a_silent_direction_counts_but_is_not_blown_up(metric: Metric) -> None:
    vectors = np.random.default_rng(0).standard_normal((200, 3)).astype(np.float32)
    vectors[:, 2] = 0
    space = fit_space(metric, vectors)
    gap = squared(space, np.float32([[0, 0, 1]]), np.float32([[0, 0, 0]]))
    assert 1 < space.distance(gap)[0, 0] < 100


@pytest.mark.parametrize("metric", ["whitened", "standardised"])
def test_constant_vectors_are_compared_as_they_are(metric: Metric) -> None:
    space = fit_space(metric, np.full((5, 4), 3, np.float32))
    gap = squared(space, np.full((1, 4), 3, np.float32), np.full((1, 4), 5, np.float32))
    assert space.distance(gap)[0, 0] == pytest.approx(4)


@pytest.mark.parametrize("metric", METRICS)
def test_fewer_vectors_than_dimensions_and_copies_are_fine(metric: Metric) -> None:
    few = np.random.default_rng(0).random((2, 40), np.float32)
    space = fit_space(metric, few[[0, 1, 1, 1]])
    found = space.distance(squared(space, few, few))
    assert np.isfinite(found).all()
    assert found[0, 1] > found[0, 0] == found[1, 1] == 0


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("size", [1e-30, 1e30])
def test_huge_and_tiny_numbers_stay_finite(metric: Metric, size: float) -> None:
    vectors = np.random.default_rng(0).random((9, 4), np.float32)
    space = fit_space(metric, vectors)
    moved = space.apply(vectors * np.float32(size))
    assert moved.dtype == np.float32
    assert np.abs(moved).max() <= LIMIT
    assert np.isfinite(space.distance(squared(space, vectors * np.float32(size), vectors))).all()


@pytest.mark.parametrize("metric", METRICS)
def test_references_of_huge_numbers_can_be_fitted(metric: Metric) -> None:
    vectors = np.random.default_rng(0).random((9, 4), np.float32) * np.float32(1e30)
    assert np.isfinite(fit_space(metric, vectors).apply(vectors)).all()


@pytest.mark.parametrize("metric", METRICS)
def test_a_loaded_space_is_the_same_space(metric: Metric, vectors: np.ndarray) -> None:
    space = fit_space(metric, vectors)
    again = Space.load(space.arrays())
    assert again.metric == metric
    assert np.array_equal(again.apply(vectors), space.apply(vectors))
    assert np.array_equal(again.distance(vectors), space.distance(vectors))


@pytest.mark.parametrize("metric", METRICS)
def test_the_same_references_give_the_same_space(metric: Metric, vectors: np.ndarray) -> None:
    one, other = (fit_space(metric, vectors.copy()) for _ in range(2))
    assert all(np.array_equal(one.arrays()[key], other.arrays()[key]) for key in one.arrays())


@pytest.mark.parametrize("metric", ["whitened", "standardised"])
def test_references_lie_at_distance_one_from_their_mean(metric: Metric) -> None:
    random = np.random.default_rng(0)
    vectors = random.standard_normal((900, 300)) @ random.standard_normal((300, 300)) * 40
    moved = fit_space(metric, vectors).apply(vectors)
    assert (moved**2).sum(axis=1).mean() == pytest.approx(1, rel=1e-3)


def test_an_unknown_metric_is_named() -> None:
    arrays = {**fit_space("cosine", np.ones((1, 2), np.float32)).arrays()}
    arrays["space_metric"] = np.frombuffer(b"manhattan", np.uint8)
    with pytest.raises(DetectorFileError, match="manhattan"):
        Space.load(arrays)
