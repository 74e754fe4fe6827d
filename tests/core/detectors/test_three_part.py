from __future__ import annotations

import numpy as np
import pytest

from inspector.core.detectors import three_part

NAN = float("nan")


def copies(seed: int, lift: np.ndarray) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    return [0.5 + 0.05 * rng.standard_normal(9) + lift for _ in range(5)]


def test_the_papers_weights_are_a_third_and_twelfths():
    np.testing.assert_allclose(three_part.papers(4).vector, [1 / 3, *[1 / 12] * 8])


def test_the_score_is_a_third_of_words_good_and_painted():
    parts = np.array([0.9, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    expected = (0.9 + np.mean(parts[1:5]) + np.mean(parts[5:])) / 3
    assert three_part.score(parts, three_part.papers(4).vector) == pytest.approx(expected)


def test_what_is_missing_gives_its_weight_to_the_rest():
    parts = np.array([NAN, 0.1, 0.2, 0.5, 0.7])
    assert three_part.score(parts, three_part.papers(2).vector) == pytest.approx(0.375)
    nothing_painted = np.array([NAN, 0.1, 0.2, NAN, NAN])
    assert three_part.score(nothing_painted, three_part.papers(2).vector) == pytest.approx(0.15)


def test_validated_weights_lean_to_what_tells_and_stay_near_the_papers():
    lift = np.zeros(9)
    lift[5] = 0.2  # only the painted patches tell good from bad
    found = three_part.validated(copies(0, 0 * lift), copies(1, lift))
    paper = three_part.papers(4).vector
    assert found.vector.sum() == pytest.approx(1)
    assert (found.vector >= 0.5 * paper - 1e-12).all()
    assert found.vector[5] > paper[5]
    assert found.after > found.before
    assert (found.good, found.bad) == (5, 5)


def test_validated_weights_are_those_of_a_plain_search():
    good, bad = copies(0, np.zeros(9)), copies(1, 0.1 * (np.arange(9) == 5))
    draws = np.random.default_rng(0).dirichlet(np.ones(9), 100)

    def auroc(weights):
        pairs = [(g @ weights, b @ weights) for g in good for b in bad]
        return np.mean([(b > g) + 0.5 * (b == g) for g, b in pairs])

    best = sorted(range(100), key=lambda k: -auroc(draws[k]))[:10]
    expected = 0.5 * draws[best].mean(axis=0) + 0.5 * np.array([1 / 3, *[1 / 12] * 8])
    found = three_part.validated(good, bad)
    assert found.after > auroc(three_part.papers(4).vector)
    np.testing.assert_allclose(found.vector, expected)
    assert found.after == pytest.approx(auroc(expected))


def test_where_nothing_tells_more_the_papers_weights_stay():
    lift = np.full(9, 10.0)
    found = three_part.validated(copies(0, 0 * lift), copies(1, lift))
    assert (found.before, found.after) == (1, 1)
    np.testing.assert_array_equal(found.vector, three_part.papers(4).vector)
