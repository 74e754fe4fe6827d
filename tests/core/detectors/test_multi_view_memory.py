from __future__ import annotations

import numpy as np
import pytest

from inspector.core.augment import MIRRORED, ROTATIONS
from inspector.core.detectors.multi_view_memory import MultiViewMemory, pool
from inspector.core.detectors.patch_memory import PatchMemory
from tests.core.detectors.made import COLS, ROWS, example, features


def plain_pooled(grid, radius):
    """PatchCore word by word: the mean of the neighbourhood, as far as it lies on the grid."""
    found = np.empty_like(grid)
    for row in range(ROWS):
        for col in range(COLS):
            rows = slice(max(0, row - radius), row + radius + 1)
            cols = slice(max(0, col - radius), col + radius + 1)
            found[row, col] = grid[rows, cols].mean(axis=(0, 1))
    return found


@pytest.mark.parametrize("radius", [1, 2, 3])
def test_pooling_averages_the_neighbourhood_that_lies_on_the_grid(radius):
    query = features(3)
    np.testing.assert_allclose(
        pool(query, radius).grid, plain_pooled(query.grid, radius), atol=1e-5
    )


def test_without_pooling_patches_stay_as_they_are():
    query = features(3)
    assert pool(query, 0) is query


def test_distances_are_those_of_a_plain_search_among_pooled_patches():
    """PatchCore: Euclidean distance to the nearest pooled patch of the references."""
    examples = [example(seed) for seed in range(3)]
    query = features(50)
    bank = np.concatenate(
        [plain_pooled(e.features.grid, 1).reshape(ROWS * COLS, -1) for e in examples]
    )
    asked = plain_pooled(query.grid, 1).reshape(ROWS * COLS, -1)
    expected = np.linalg.norm(asked[:, None] - bank[None], axis=2).min(axis=1)
    fitted = MultiViewMemory(pooling=1, metric="euclidean").fit(examples)
    np.testing.assert_allclose(fitted.distances(query).ravel(), expected, rtol=1e-4)
    assert fitted.space.metric == "euclidean"


def test_with_nothing_of_its_own_it_is_the_patch_memory():
    examples, query = (
        [example(seed, metric="whitened") for seed in range(3)],
        features(50, "whitened"),
    )
    own = MultiViewMemory(rotations="none", mirror="no").fit(examples)
    assert np.array_equal(own.distances(query), PatchMemory().fit(examples).distances(query))


def test_a_chosen_metric_goes_before_the_backbones():
    whitened = [example(seed, metric="whitened") for seed in range(3)]
    cosine = [example(seed) for seed in range(3)]
    found = MultiViewMemory(metric="cosine").fit(whitened).distances(features(50, "whitened"))
    assert np.array_equal(found, PatchMemory().fit(cosine).distances(features(50)))


@pytest.mark.parametrize("rotations", ROTATIONS)
def test_mirrored_copies_come_after_the_turned_ones(rotations):
    turned = ROTATIONS[rotations]
    assert MultiViewMemory(rotations=rotations, mirror="no").views == turned
    for mirror in ("learn", "measure"):
        views = MultiViewMemory(rotations=rotations, mirror=mirror).views
        assert views[: len(turned)] == turned
        assert [(view.degrees, view.mirrored) for view in views[len(turned) :]] == [
            (0.0, True),
            (180.0, True),
        ]


def test_an_image_is_measured_mirrored_only_when_asked_to():
    asked = {mirror: MultiViewMemory(mirror=mirror) for mirror in ("no", "learn", "measure")}
    assert [each.measures_mirrored for each in asked.values()] == [False, False, True]
    assert MIRRORED in asked["measure"].views
