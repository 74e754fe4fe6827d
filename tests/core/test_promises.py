"""What rules promise holds over many random draws, whatever the scores' distribution."""

from __future__ import annotations

import math

import numpy as np
import pytest

from inspector.core.calibrate import calibrate
from inspector.core.promise import bounded_rate, conformal_rank
from inspector.core.rules import Conformal, EscapeRate, LargestGood, MeanSigma, MedianMad, Tail

DRAWS = 1500
SHAPES = {
    "normal": lambda rng, n: rng.normal(10, 1, n),
    "skewed": lambda rng, n: rng.lognormal(0, 1, n),
    "heavy tails": lambda rng, n: 100 + rng.standard_t(2, n),
}
shapes = pytest.mark.parametrize("draw", SHAPES.values(), ids=SHAPES.keys())


def rates(rule, draw, n) -> np.ndarray:
    """Per draw of n good scores: the share of 2000 further ones above the rule's limit."""
    rng = np.random.default_rng(0)
    limits = np.array([rule.limit(draw(rng, n).tolist(), ()) for _ in range(DRAWS)])
    further = np.sort(draw(rng, 200_000))
    return 1 - np.searchsorted(further, limits, side="right") / len(further)


@shapes
@pytest.mark.parametrize(("n", "rate"), [(9, 0.1), (20, 0.1), (30, 0.05), (59, 0.05)])
def test_a_conformal_limit_keeps_its_rate_on_average(draw, n, rate):
    found = rates(Conformal(rate), draw, n)
    error = 4 * found.std() / math.sqrt(DRAWS)
    assert found.mean() <= rate + error
    assert found.mean() >= rate - 1 / (n + 1) - error  # and stops no fewer than it must


@shapes
@pytest.mark.parametrize("n", [5, 20, 59])
def test_the_bound_of_the_largest_good_score_holds_with_its_confidence(draw, n):
    kept = (rates(LargestGood(), draw, n) <= bounded_rate(n)).mean()
    assert kept == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / DRAWS) + 0.005)


def test_three_sigma_misses_its_normal_rate_where_tails_are_heavy_and_does_not_promise_it():
    rule = MeanSigma(3.0)
    normal, heavy = (rates(rule, SHAPES[name], 100).mean() for name in ("normal", "heavy tails"))
    assert normal < 0.004 < 2 * 0.004 < heavy
    note = rule.note(SHAPES["normal"](np.random.default_rng(1), 100).tolist(), ())
    assert note.startswith("If the scores of good parts were normally distributed")


@shapes
def test_a_p_value_is_no_smaller_than_it_says(draw):
    rng = np.random.default_rng(2)
    values = []
    for _ in range(DRAWS):
        good = draw(rng, 19).tolist()
        values.append(calibrate(good, ()).p_value(float(draw(rng, 1)[0])))
    for level in (0.05, 0.1, 0.25, 0.5):
        error = 4 * math.sqrt(level * (1 - level) / DRAWS)
        assert np.mean(np.array(values) <= level) <= level + error


@shapes
@pytest.mark.parametrize(("n", "rate"), [(30, 0.1), (59, 0.05)])
def test_the_bound_of_a_conformal_limit_holds_with_its_confidence(draw, n, rate):
    bound = bounded_rate(n, rank=conformal_rank(n, rate))
    kept = (rates(Conformal(rate), draw, n) <= bound).mean()
    assert kept == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / DRAWS) + 0.005)


@shapes
@pytest.mark.parametrize(("n", "rate"), [(9, 0.1), (30, 0.05)])
def test_an_escape_limit_keeps_its_rate_on_average_and_its_bound_with_confidence(draw, n, rate):
    rng, rule = np.random.default_rng(0), EscapeRate(rate)
    limits = np.array([rule.limit((), draw(rng, n).tolist()) for _ in range(DRAWS)])
    found = np.searchsorted(np.sort(draw(rng, 200_000)), limits, side="right") / 200_000
    assert found.mean() <= rate + 4 * found.std() / math.sqrt(DRAWS)
    kept = (found <= bounded_rate(n, rank=conformal_rank(n, rate))).mean()
    assert kept >= 0.95 - 4 * math.sqrt(0.95 * 0.05 / DRAWS) - 0.005


def test_three_deviations_from_the_median_stop_far_more_where_tails_are_heavy():
    rule = MedianMad(3.0)
    normal, heavy = (rates(rule, SHAPES[name], 100).mean() for name in ("normal", "heavy tails"))
    assert normal < 0.005 < 5 * 0.005 < heavy
    assert "promises no rate" in rule.note([1.0, 2.0, 3.0], ())


def test_the_rate_of_a_tail_is_missed_with_few_images_and_not_promised():
    rng, rule = np.random.default_rng(0), Tail(0.001)
    draw = SHAPES["heavy tails"]
    limits = [rule.limit(draw(rng, 20).tolist(), ()) for _ in range(30)]
    further = np.sort(draw(rng, 200_000))
    found = 1 - np.searchsorted(further, limits, side="right") / len(further)
    assert found.mean() > 3 * 0.001
    assert "assumed, not promised" in rule.note(draw(rng, 20).tolist(), ())
