"""Drift: false warnings stay rare, changes are found, defects are no drift."""

from __future__ import annotations

import itertools
import warnings

import numpy as np
import pytest
from scipy import stats

from inspector.core.calibrate import calibrate
from inspector.core.drift import (
    FEWEST_GOOD,
    HORIZON,
    Drift,
    DriftOptions,
    Watch,
    reason_against,
    signs,
)
from inspector.core.errors import OptionError

SIZES = pytest.mark.parametrize("n", [10, 30, 100])


def watched(good, scores, options=None) -> list[Drift | None]:
    """The warning after each part."""
    watch, found = Watch(tuple(sorted(good)), options or DriftOptions()), []
    for number, score in enumerate(scores):
        watch = watch.after(score, f"part {number}")
        found.append(watch.drift)
    return found


def first(found):
    return next((number for number, drift in enumerate(found, start=1) if drift), None)


def stream(rng, parts, *, shift=0.0, spread=1.0, defects=0.0):
    scores = rng.normal(10 + shift, spread, parts)
    scores[rng.random(parts) < defects] += 30
    return scores


@SIZES
@pytest.mark.parametrize("defects", [0.0, 0.05])
def test_false_warnings_in_2000_parts_are_no_more_than_promised(n, defects):
    rng, alpha, runs = np.random.default_rng(n), 0.05, 15
    warned = sum(
        first(
            watched(
                rng.normal(10, 1, n),
                stream(rng, HORIZON, defects=defects),
                DriftOptions(alpha=alpha),
            )
        )
        is not None
        for _ in range(runs)
    )
    assert warned <= stats.binom.ppf(0.999, runs, alpha)


@SIZES
@pytest.mark.parametrize("kind", ["rise", "fall", "above", "narrow"])
def test_each_p_value_is_no_smaller_than_it_may_be(n, kind):
    """Its distribution without drift, with as many defects as are allowed for."""
    rng, runs = np.random.default_rng(n), 1500
    share = 0.05 if kind in ("rise", "above") else 0.0
    found = [
        signs(rng.normal(10, 1, n), stream(rng, 50, defects=share), 0.05)[kind] for _ in range(runs)
    ]
    for level in (0.1, 0.01, 0.001):
        assert np.mean(np.array(found) <= level) <= level + 4 * np.sqrt(level / runs)


@pytest.mark.parametrize(("n", "m"), [(10, 20), (10, 50), (30, 50)])
def test_where_a_warning_is_near_the_normal_approximation_lies_above_the_exact_value(n, m):
    rng, compared = np.random.default_rng(1), 0
    for shift in np.linspace(0.5, 3, 60):
        good, scores = rng.normal(0, 1, n), rng.normal(shift, 1, m)
        exact = stats.mannwhitneyu(scores, good, alternative="greater", method="exact").pvalue
        if 1e-12 < exact < 1e-4:
            assert signs(good, scores, 0.0)["rise"] >= exact
            compared += 1
    assert compared > 2


def test_the_chance_of_scores_above_every_good_one_is_counted_over_all_orders():
    """n = 3 good and m = 4 others, all orders written out."""
    orders = list(itertools.permutations(range(7)))
    for above in range(1, 5):
        hits = sum(sum(rank > max(order[:3]) for rank in order[3:]) >= above for order in orders)
        scores = [10.0 + i for i in range(above)] + [-1.0 - i for i in range(4 - above)]
        found = signs([0.0, 1.0, 2.0], scores, 0.0)["above"]
        assert found == pytest.approx(hits / len(orders))


def test_where_defects_are_allowed_for_the_chance_is_that_of_a_simulation():
    rng, n, m = np.random.default_rng(0), 30, 50
    share = 0.05 + 0.95 * rng.beta(1, n, 200_000)
    simulated = (rng.binomial(m, share) >= 9).mean()
    scores = [50.0 + i for i in range(9)] + [-float(i) for i in range(m - 9)]
    assert signs(np.arange(n), scores, 0.05)["above"] == pytest.approx(simulated, rel=0.03)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"shift": 3}, {"rise", "above"}),
        ({"shift": 2}, {"rise", "above"}),
        ({"shift": -2}, {"fall"}),
        ({"spread": 4}, {"above"}),
        ({"spread": 0.1}, {"narrow"}),
    ],
)
def test_a_change_is_found_after_200_good_parts_and_named(change, kinds):
    rng, named = np.random.default_rng(3), []
    for _ in range(8):
        scores = [*stream(rng, 200), *stream(rng, 200, defects=0.02, **change)]
        found = watched(rng.normal(10, 1, 40), scores)
        assert first(found) is None or first(found) > 200
        named += [next((drift.kind for drift in found if drift), "none")]
    assert sum(kind in kinds for kind in named) >= 7, named


@SIZES
def test_a_large_shift_is_found_within_one_window(n):
    rng = np.random.default_rng(n)
    scores = [*stream(rng, 100), *stream(rng, 100, shift=4)]
    assert 100 < first(watched(rng.normal(10, 1, n), scores)) <= 150


def test_many_more_defects_than_allowed_for_are_warned_of():
    rng = np.random.default_rng(0)
    found = watched(rng.normal(10, 1, 40), stream(rng, 300, defects=0.4))
    drift = next(drift for drift in found if drift)
    assert drift.kind == "above"
    assert "parts score above every good part of the calibration" in drift.sentence


def test_the_same_score_again_and_again_is_a_frozen_camera():
    found = watched(range(20), [9.5] * 20)
    assert first(found) == 20
    assert found[-1].kind == "frozen"
    assert "new images" in found[-1].sentence
    assert first(watched([5.0] * 20, [5.0] * 40)) is None  # all parts have always been the same


def test_the_spread_is_that_of_ansari_and_bradley_and_ties_make_it_no_rarer():
    rng = np.random.default_rng(0)
    good, scores = rng.normal(0, 1, 30), rng.normal(0, 0.5, 50)
    exact = stats.ansari(scores, good, alternative="less").pvalue
    assert signs(good, scores, 0.0)["narrow"] == pytest.approx(exact, rel=0.3)
    good, scores = [1.0, 2, 2, 3, 4, 5, 6, 6, 7, 9], [2.0, 3, 4, 4, 5, 5, 5, 5, 6, 4, 4, 5] * 3
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there are ties it is no exact value
        tied = stats.ansari(scores, good, alternative="less").pvalue
    assert signs(good, scores, 0.0)["narrow"] >= tied


def test_a_warning_keeps_its_beginning_and_ends_when_the_line_is_as_before():
    rng = np.random.default_rng(2)
    scores = [*stream(rng, 60), *stream(rng, 100, shift=3), *stream(rng, 150)]
    found = watched(rng.normal(10, 1, 40), scores)
    begun = first(found)
    assert {drift.since for drift in found if drift} == {f"part {begun - 1}"}
    assert found[159] is not None
    assert found[-1] is None


def test_strength_is_in_sigmas_of_the_good_scores():
    rng = np.random.default_rng(5)
    found = watched(rng.normal(10, 2, 400), rng.normal(16, 2, 50))
    assert found[-1].strength == pytest.approx(3, abs=0.6)
    assert Drift.from_json(found[-1].to_json()) == found[-1]


def test_nothing_is_said_of_few_parts_and_scores_that_are_no_numbers_are_passed_over():
    watch = Watch(tuple(range(30)))
    for _ in range(19):
        watch = watch.after(100.0, "a").after(float("nan"), "b")
    assert watch.seen == 19
    assert watch.drift is None
    assert watch.after(101.0, "c").drift.since == "c"


def test_scores_come_and_go_whatever_their_unit():
    rng = np.random.default_rng(4)
    good, scores = rng.normal(10, 1, 30), stream(rng, 120, shift=2)
    here = [drift and drift.kind for drift in watched(good, scores)]
    there = [drift and drift.kind for drift in watched(good * 1e-6, scores * 1e-6)]
    assert here == there
    assert "rise" in here or "above" in here


def test_why_drift_cannot_be_told_is_said():
    assert "not calibrated" in reason_against(None)
    few = calibrate(range(FEWEST_GOOD - 1), ())
    assert f"has {FEWEST_GOOD - 1} good scores" in reason_against(few)
    copies = calibrate(range(FEWEST_GOOD), (), independent=False)
    assert "copies of one part" in reason_against(copies)
    assert reason_against(calibrate(range(FEWEST_GOOD), ())) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        *({"window": 19}, {"window": 1001}, {"minimum": 9}, {"minimum": 51}),
        *({"alpha": 0.0}, {"alpha": 1.0}, {"defects": -0.1}, {"defects": 0.6}),
    ],
)
def test_options_that_cannot_be_are_refused(wrong):
    with pytest.raises(OptionError):
        DriftOptions(**wrong)
