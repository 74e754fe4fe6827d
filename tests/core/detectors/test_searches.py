"""What fits of memories share, and that nobody could tell from their answers."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.augment import ROTATIONS
from inspector.core.detectors import MultiViewMemory, PatchMemory, TwoMemories, windows
from inspector.core.detectors.base import Example
from inspector.core.detectors.searches import Searches
from inspector.core.features import Features, Metric
from tests import parts

METRICS: tuple[Metric, ...] = get_args(Metric)
SIDE, DIMENSION, REFERENCES, PAINTED = 12, 6, 3, 2

DETECTORS = (
    PatchMemory(),
    PatchMemory(neighbours=3, rotations="180"),
    PatchMemory(memory_share=0.5),
    MultiViewMemory(pooling=1),
    TwoMemories(),
    TwoMemories(neighbours=2, rotations="180"),
    TwoMemories(scales="1,2"),
    TwoMemories(learn_around_defects=False),
)

# Which painted image gets a stroke, and from where to where; a stroke again takes it away.
CELLS = st.integers(0, SIDE - 1)
STROKES = st.lists(st.tuples(st.integers(0, PAINTED - 1), CELLS, CELLS, CELLS), max_size=6)


def features(seed: int, metric: Metric) -> Features:
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((SIDE * SIDE, DIMENSION)) * np.arange(1, DIMENSION + 1) + 4
    return Features(vectors.astype(np.float32), SIDE, SIDE, metric)


def taught(metric: Metric, detector, painted: list[np.ndarray]) -> list[Example]:
    """References and painted images with all their copies."""
    found = []
    views = [view for view in detector.views if view in ROTATIONS["180"] or view.mirrored]
    for number in range(REFERENCES + len(painted)):
        defect = np.zeros((SIDE, SIDE), np.float32)
        if number >= REFERENCES:
            defect = painted[number - REFERENCES].astype(np.float32)
        counts = np.ones((SIDE, SIDE), bool)
        counts[number] = False
        for at, view in enumerate(views):
            seen = features(10 * number + at, metric)
            found.append(Example(seen, f"image-{number}", counts, defect, view))
    return found


def strokes_on(painted: list[np.ndarray], stroke) -> list[np.ndarray]:
    image, row, first, last = stroke
    after = [mask.copy() for mask in painted]
    part = after[image][row, min(first, last) : max(first, last) + 1]
    part ^= True
    return after


def answers(fitted, metric: Metric) -> list[np.ndarray]:
    return [fitted.distances(features(seed, metric)) for seed in (0, 10 * REFERENCES, 900, 901)]


@pytest.mark.parametrize("detector", DETECTORS, ids=str)
@settings(max_examples=8, deadline=None)
@given(strokes=STROKES, metric=st.sampled_from(METRICS), left_out=st.integers(0, REFERENCES + 1))
def test_after_any_strokes_all_is_bit_for_bit_as_computed_from_nothing(
    detector, strokes, metric, left_out
):
    searches = Searches()
    painted = [np.zeros((SIDE, SIDE), bool) for _ in range(PAINTED)]
    for stroke in [(0, 3, 2, 5), (1, 8, 0, 3), *strokes]:
        painted = strokes_on(painted, stroke)
        examples = taught(metric, detector, painted)
        others = [each for each in examples if each.source != f"image-{left_out}"]
        for given_ in (examples, others):
            known = answers(detector.fit_with(searches, given_), metric)
            anew = answers(detector.fit_with(Searches(), given_), metric)
            whole = answers(detector.fit(given_), metric)
            for one, other, plain in zip(known, anew, whole, strict=True):
                assert np.array_equal(one, other)
                np.testing.assert_allclose(one, plain, rtol=1e-4, atol=1e-6)


def test_a_little_memory_gives_the_same_answers_and_is_not_exceeded():
    detector, metric = TwoMemories(), "whitened"
    small = Searches(squares_bytes=4096, moved_bytes=16384)
    painted = [np.zeros((SIDE, SIDE), bool) for _ in range(PAINTED)]
    for stroke in [(0, 3, 2, 5), (1, 8, 0, 3), (0, 7, 7, 9)]:
        painted = strokes_on(painted, stroke)
        examples = taught(metric, detector, painted)
        found = answers(detector.fit_with(small, examples), metric)
        anew = answers(detector.fit_with(Searches(), examples), metric)
        assert all(map(np.array_equal, found, anew))
        assert 0 < small.nbytes <= 4096 + 2 * 16384


@pytest.fixture
def searched(monkeypatch):
    """How many pairs of vectors each search compared."""
    return parts.counted_searches(monkeypatch)


@pytest.mark.parametrize("metric", METRICS)
def test_a_stroke_searches_the_painted_patches_and_those_that_lost_their_nearest(searched, metric):
    detector, searches = TwoMemories(), Searches()
    painted = strokes_on([np.zeros((SIDE, SIDE), bool)] * PAINTED, (0, 3, 2, 5))
    painted = strokes_on(painted, (1, 8, 0, 3))
    answers(detector.fit_with(searches, taught(metric, detector, painted)), metric)
    searched.clear()
    answers(detector.fit_with(searches, taught(metric, detector, painted)), metric)
    assert searched == []
    after = strokes_on(painted, (0, 3, 6, 6))
    answers(detector.fit_with(searches, taught(metric, detector, after)), metric)
    # Per image one search of the few painted patches, and at most one for those that lost theirs.
    assert len(searched) <= 2 * 4
    assert sum(searched) < 0.35 * 4 * (SIDE * SIDE) ** 2


def test_a_stroke_leaves_the_space_as_it_is():
    detector, searches = TwoMemories(), Searches()
    before = strokes_on([np.zeros((SIDE, SIDE), bool)] * PAINTED, (0, 3, 2, 5))
    after = strokes_on(before, (0, 4, 0, 9))
    one, other = (
        detector.fit_with(searches, taught("whitened", detector, painted)).space
        for painted in (before, after)
    )
    assert one is other


def test_without_a_reference_the_rest_of_painted_images_shapes_the_space():
    detector = TwoMemories()
    painted = strokes_on([np.zeros((SIDE, SIDE), bool)] * PAINTED, (0, 3, 2, 5))
    only = [each for each in taught("whitened", detector, painted) if each.source == "image-3"]
    assert only[0].defect.any()
    fitted = detector.fit(only)
    far = ~windows.near(only[0].defect > 0, 2) & only[0].counts
    assert np.allclose(fitted.space.mean, only[0].features.grid[far].mean(axis=0), atol=1e-5)


def test_turned_copies_are_left_out_with_their_image():
    detector, searches = PatchMemory(rotations="180"), Searches()
    examples = taught("cosine", detector, [])
    fitted = detector.fit_with(searches, [e for e in examples if e.source != "image-0"])
    assert fitted.distances(features(0, "cosine")).min() > 0
    seen = detector.fit_with(searches, examples).distances(features(0, "cosine"))
    assert np.count_nonzero(seen == 0) == SIDE * SIDE - SIDE
    assert len(fitted.patches.parts) == REFERENCES - 1
    assert replace(fitted, neighbours=2).distances(features(0, "cosine")).min() > 0
