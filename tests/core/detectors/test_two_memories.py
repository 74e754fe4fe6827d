from __future__ import annotations

import numpy as np
import pytest

from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.scale_memory import likeness
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.features import Features
from tests.core.detectors.made import COLS, ROWS, example, features

PAINTED = (2, 3)


def with_defect(seed: int, cell: tuple[int, int], strength: float = 1.0) -> Features:
    """Good patches, one of which is turned to a direction that good patches do not have."""
    plain = features(seed)
    grid = plain.grid.copy()
    defect = np.random.default_rng(7).standard_normal(grid.shape[2]).astype(np.float32)
    grid[cell] += 5 * strength * defect
    return Features(grid.reshape(ROWS * COLS, -1), ROWS, COLS)


@pytest.fixture
def painted():
    plain = example(1, painted=[PAINTED])
    return type(plain)(with_defect(1, PAINTED), plain.source, plain.counts, plain.defect)


def test_distances_are_those_of_the_formula(painted):
    examples = [example(0), painted]
    found = TwoMemories(strength=2.0).fit(examples).distances(features(50))
    far = np.ones((ROWS, COLS), bool)
    far[0:5, 1:6] = False  # the painted patch (2, 3) and two to every side
    around = painted.features.vectors[far.ravel()]
    good = unit(np.concatenate([examples[0].features.vectors, around]))
    defect = unit(painted.features.grid[PAINTED][None])
    asked = unit(features(50).vectors)
    normal = (1 - asked @ good.T).min(axis=1)
    other = (1 - asked @ defect.T).min(axis=1)
    like = np.minimum(1, normal / other) ** 2
    np.testing.assert_allclose(found.ravel(), normal * (1 + 2 * like), atol=1e-6)


def test_a_defect_like_the_painted_one_stands_out_more(painted):
    query = with_defect(50, (4, 5))
    one = PatchMemory().fit([example(0)]).distances(query)
    two = TwoMemories(learn_around_defects=False).fit([example(0), painted]).distances(query)
    assert two[4, 5] > 1.2 * one[4, 5]


def test_what_the_normal_memory_finds_is_never_hidden_nor_raised_without_bound(painted):
    detector = TwoMemories(strength=1.5, learn_around_defects=False)
    for seed in range(20):
        query = with_defect(seed, (1, 1), strength=-1.0)
        one = PatchMemory().fit([example(0)]).distances(query)
        two = detector.fit([example(0), painted]).distances(query)
        assert (two >= one - 1e-6).all()
        assert (two <= 2.5 * one + 1e-6).all()


def test_one_painted_image_is_enough_to_learn_from(painted):
    fitted = TwoMemories().fit([painted])
    query = with_defect(50, (0, 7))
    assert fitted.distances(query).argmax() == 7


def test_without_paintings_it_is_the_patch_memory():
    query = features(50)
    one, two = PatchMemory().fit([example(0)]), TwoMemories().fit([example(0)])
    assert np.array_equal(one.distances(query), two.distances(query))


def test_a_carelessly_painted_good_patch_does_no_harm(painted):
    careless = painted.defect.copy()
    careless[0, 0] = 1
    wide = type(painted)(painted.features, painted.source, painted.counts, careless)
    same_part = example(1)
    query = features(1)
    found = TwoMemories().fit([same_part, wide]).distances(query)
    assert found[0, 0] == pytest.approx(0, abs=1e-6)


def test_a_defect_smaller_than_a_quarter_of_a_patch_still_teaches():
    plain = example(1)
    small = plain.defect.copy()
    small[3, 3], small[3, 4] = 0.05, 0.01
    tiny = type(plain)(plain.features, plain.source, plain.counts, small)
    assert len(TwoMemories().fit([example(0), tiny]).memories[0].defects) == 1


def test_likeness_is_the_squared_ratio_up_to_one_and_zero_where_both_are():
    normal = np.array([0.0, 1.0, 1.0, 0.5], np.float32)
    defect = np.array([0.0, 0.0, 1.0, 1.0], np.float32)
    assert likeness(normal, defect).tolist() == [0, 1, 1, 0.25]


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
