from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core.detectors.subspace import Subspace, components
from inspector.core.features import Features
from tests.core.detectors.made import COLS, DIMENSION, ROWS, example, features


def plain_residual(references, query, explained):
    """SubspaceAD word by word: r from the explained variance, then ||(I - C C^T)(x - mean)||^2."""
    known = np.concatenate([each.vectors for each in references]).astype(np.float64)
    mean = known.mean(axis=0)
    _, spread, axes = np.linalg.svd(known - mean, full_matrices=False)
    ratio = np.cumsum(spread**2) / np.sum(spread**2)
    inside = axes[: int(np.argmax(ratio >= explained)) + 1].T
    centred = query.vectors - mean
    left = centred - centred @ inside @ inside.T
    return (left**2).sum(axis=1).reshape(query.rows, query.cols), np.sum(spread**2) / len(known)


def flat_example(seed, directions=3):
    """An example whose patches vary along a few directions, and hardly along the others."""
    plain = example(seed)
    rng = np.random.default_rng(seed)
    basis = np.linalg.qr(np.random.default_rng(5).standard_normal((DIMENSION, DIMENSION)))[0]
    spread = np.where(np.arange(DIMENSION) < directions, 4.0, 0.1)
    vectors = rng.standard_normal((ROWS * COLS, DIMENSION)) * spread @ basis.T + 2
    return replace(plain, features=Features(vectors.astype(np.float32), ROWS, COLS)), basis


@pytest.mark.parametrize("explained", [0.5, 0.7, 0.9])
def test_distances_are_the_root_of_the_papers_residual(explained):
    examples = [example(seed) for seed in range(4)]
    query = features(50)
    squares, variance = plain_residual([e.features for e in examples], query, explained)
    found = Subspace(explained=explained).fit(examples).distances(query)
    np.testing.assert_allclose(found**2, squares / variance, rtol=1e-4)


def test_fewer_patches_than_dimensions_are_enough():
    vectors = np.random.default_rng(0).standard_normal((ROWS * COLS, 200)).astype(np.float32)
    few = replace(example(0), features=Features(vectors, ROWS, COLS))
    query = Features(vectors[::-1] + 1, ROWS, COLS)
    squares, variance = plain_residual([few.features], query, 0.99)
    found = Subspace(explained=0.99).fit([few]).distances(query)
    np.testing.assert_allclose(found**2, squares / variance, rtol=1e-4)
    assert Subspace(explained=1.0).fit([few]).distances(few.features).max() < 1e-5


def test_all_variance_explained_still_leaves_something_to_be_anomalous():
    fitted = Subspace(explained=1.0).fit([example(seed) for seed in range(4)])
    assert fitted.residual.shape == (DIMENSION, 1)
    assert fitted.distances(features(9)).max() > 0


@pytest.mark.parametrize(
    ("variances", "explained", "count"),
    [([1, 2, 3, 94], 0.94, 1), ([1, 2, 3, 94], 0.95, 2), ([1, 1, 1, 1], 1.0, 3), ([0, 0], 0.9, 0)],
)
def test_the_fewest_components_that_explain_enough_are_taken(variances, explained, count):
    assert components(np.array(variances, float), explained) == count


def test_what_varies_on_the_references_counts_for_nothing_and_what_is_new_in_full():
    known, basis = flat_example(0)
    fitted = Subspace().fit([known])
    centre = known.features.vectors.mean(axis=0)
    asked = np.tile(centre, (ROWS * COLS, 1))
    asked[0] += 10 * basis[:, 0].astype(np.float32)
    asked[1] += 10 * basis[:, -1].astype(np.float32)
    found = fitted.distances(Features(asked, ROWS, COLS)).ravel()
    assert found[0] < 0.1 * found[1]
    assert found[2:].max() < 1e-5


def test_dimensions_without_a_common_scale_are_standardised_first():
    scales = np.geomspace(0.3, 3, DIMENSION).astype(np.float32)
    plain, scaled = ([example(seed, metric="standardised") for seed in range(3)] for _ in range(2))
    for each in scaled:
        each.features.vectors[:] *= scales
    query = features(50, "standardised")
    expected = Subspace(explained=0.7).fit(plain).distances(query)
    query.vectors[:] *= scales
    found = Subspace(explained=0.7).fit(scaled).distances(query)
    np.testing.assert_allclose(found, expected, rtol=1e-3)


def test_whitening_lets_restless_directions_count_for_less_and_no_direction_for_more():
    examples = [example(seed) for seed in range(3)]
    for each in examples:
        each.features.vectors[:, :3] *= 0.2
    plain = Subspace(explained=0.5).fit(examples)
    whitened = Subspace(explained=0.5, whitening="residual").fit(examples)
    spread = np.concatenate([e.features.vectors for e in examples]) - plain.mean
    before, after = spread @ plain.residual, spread @ whitened.residual
    restless = before.var(axis=0) > before.var(axis=0).mean()
    assert 0 < restless.sum() < len(restless)
    assert np.ptp(after.var(axis=0)[restless]) < 1e-3 * after.var(axis=0).max()
    np.testing.assert_allclose(after[:, ~restless], before[:, ~restless], rtol=1e-4)


def test_images_with_painted_defects_are_left_alone():
    good, painted = example(0), example(1, painted=[(0, 0)])
    with_it, without = Subspace().fit([good, painted]), Subspace().fit([good])
    assert np.array_equal(with_it.residual, without.residual)


def test_references_without_any_structure_give_no_nan():
    flat = replace(
        example(0), features=Features(np.zeros((ROWS * COLS, 5), np.float32), ROWS, COLS)
    )
    asked = Features(np.ones((ROWS * COLS, 5), np.float32), ROWS, COLS)
    for metric in ("cosine", "standardised"):
        fitted = Subspace().fit([replace(flat, features=replace(flat.features, metric=metric))])
        assert np.allclose(fitted.distances(asked), np.sqrt(5))
