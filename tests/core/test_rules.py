from __future__ import annotations

import re

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import f1_score

from inspector.core import rules
from inspector.core.errors import OptionError
from inspector.core.rules import (
    BestF1,
    Conformal,
    EscapeRate,
    LargestGood,
    LowestCost,
    Manual,
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("largest-good", LargestGood()),
        ("conformal:0.05", Conformal(0.05)),
        ("conformal", Conformal()),
        ("best-f1", BestF1()),
        ("escape-rate:0.02", EscapeRate(0.02)),
        ("lowest-cost", LowestCost()),
        ("lowest-cost:2", LowestCost(false_alarm=2)),
        ("lowest-cost:2:30.5", LowestCost(2, 30.5)),
        ("manual:1.23", Manual(1.23)),
        ("manual:-2e-3", Manual(-0.002)),
    ],
)
def test_flags_name_rules_and_come_back(text, rule):
    assert rules.parse(text) == rule
    assert rules.parse(rule.text) == rule


@pytest.mark.parametrize(
    "text",
    [
        *("", "f1", "best-f1:2", "conformal:0", "conformal:5", "conformal:x", "manual"),
        *("manual:inf", "manual:1:2", "escape-rate:1", "lowest-cost:0:1", "lowest-cost:1:2:3"),
    ],
)
def test_a_flag_that_names_no_rule_is_repeated_in_the_error(text):
    with pytest.raises(OptionError, match=re.escape(repr(text))):
        rules.parse(text)


def test_the_conformal_limit_is_the_score_of_its_rank():
    good = list(np.random.default_rng(0).permutation(np.arange(1.0, 20.0)))  # 1 to 19
    assert Conformal(0.05).limit(good, []) == 19
    assert Conformal(0.1).limit(good, []) == 18
    assert Conformal(0.5).limit(good, []) == 10


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.45])
def test_the_rank_is_not_spoilt_by_rounding(rate):
    assert rules.conformal_rank(19, rate) == 20 - round(20 * rate)
    assert rules.images_needed(rate) == next(n for n in range(99) if (n + 1) * rate > 1 - 1e-12)


def test_a_rate_that_cannot_be_promised_gives_the_largest_score_and_says_so():
    good = [3.0, 1.0, 2.0, 5.0, 4.0]
    assert Conformal(0.05).limit(good, []) == 5
    note = Conformal(0.05).note(good, [])
    assert "5 % false alarms cannot be promised from 5 good images: that takes 19." in note
    assert "16.7 %" in note
    assert "45.1 %" in note


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.25])
@pytest.mark.parametrize("draw", ["lognormal", "pareto", "whole numbers"])
def test_the_promised_false_alarm_rate_holds_over_many_draws(rate, draw):
    """The mean over draws of the new part's fate is binomial: a bound of 4 standard errors."""
    rng, draws, n = np.random.default_rng(5), 4000, 24
    sample = {
        "lognormal": lambda: rng.lognormal(size=(draws, n + 1)),
        "pareto": lambda: rng.pareto(1.5, size=(draws, n + 1)),
        "whole numbers": lambda: rng.poisson(4, size=(draws, n + 1)).astype(float),
    }[draw]()
    limits = np.array([Conformal(rate).limit(row[:n], []) for row in sample])
    alarms = np.mean(sample[:, n] > limits)
    promised = 1 - rules.conformal_rank(n, rate) / (n + 1)
    error = 4 * np.sqrt(promised * (1 - promised) / draws)
    assert promised <= rate
    assert alarms <= promised + error
    if draw != "whole numbers":  # without ties the promise is kept exactly, not only as a bound
        assert alarms >= promised - error


def test_the_rate_bounded_with_confidence_is_exceeded_as_seldom_as_promised():
    rng, draws, n, rank = np.random.default_rng(6), 4000, 20, 18
    limits = np.sort(rng.random((draws, n)), axis=1)[:, rank - 1]
    too_many = np.count_nonzero(1 - limits > rules.bounded_rate(n, rank=rank))
    assert stats.binomtest(too_many, draws, 0.05).pvalue > 0.001


@pytest.mark.parametrize(("n", "bound"), [(5, 0.451), (10, 0.259), (20, 0.139), (50, 0.058)])
def test_the_bound_of_the_largest_score_is_the_closed_form(n, bound):
    assert rules.bounded_rate(n) == pytest.approx(1 - 0.05 ** (1 / n))
    assert rules.bounded_rate(n) == pytest.approx(bound, abs=5e-4)
    assert rules.smallest_rate(n) == 1 / (n + 1)


def test_the_promise_is_said_in_words():
    assert rules.promise(20) == (
        "From 20 good images: on average at most 4.76 % of good parts lie above it, "
        "and with 95 % confidence at most 13.9 %. It says nothing about bad parts."
    )
    assert "at most 20 %" in rules.promise(9, rate=0.2)
    assert "1 good image:" in rules.promise(1)
    assert rules.promise(0).startswith("No good image")
    assert rules.bounded_rate(0) == 1


def test_best_f1_lies_halfway_between_the_scores_that_it_parts():
    assert BestF1().limit([1.0, 2.0], [4.0, 9.0]) == 3


def test_best_f1_is_the_best_of_all_limits():
    rng = np.random.default_rng(7)
    good, bad = rng.normal(0, 1, 30).round(1), rng.normal(1, 1, 20).round(1)
    truth, scores = np.repeat([0, 1], [30, 20]), np.r_[good, bad]
    limit = BestF1().limit(list(good), list(bad))
    best = max(f1_score(truth, scores >= value) for value in scores)
    assert f1_score(truth, scores > limit) == pytest.approx(best)
    assert limit not in scores


def test_best_f1_of_equals_lets_the_fewest_defects_escape():
    # Above 3: one of two caught, no alarm. Above 0.5: both caught, two alarms. F1 is 2/3 for both.
    assert BestF1().limit([2.0, 3.0], [1.0, 4.0]) < 1


def test_best_f1_between_neighbouring_floats_still_parts_them():
    low = 1.0
    high = float(np.nextafter(low, 2))
    assert low <= BestF1().limit([low], [high]) < high


def test_best_f1_tells_the_errors_on_its_own_images_with_intervals():
    note = BestF1().note([1.0, 2.0, 6.0], [4.0, 9.0, 9.5])
    assert "1 of 3 good ones are stopped (0.84 % to 90.6 %" in note
    assert "0 of 3 bad ones escape (0 % to 70.8 %)" in note


@pytest.mark.parametrize(
    ("rule", "good", "bad", "missing"),
    [
        (LargestGood(), [], [1.0], "good"),
        (Conformal(), [], [], "good"),
        (BestF1(), [1.0], [], "bad"),
        (BestF1(), [], [1.0], "good"),
        (EscapeRate(), [1.0], [], "bad"),
        (LowestCost(), [1.0], [], "bad"),
        (LowestCost(), [], [1.0], "good"),
    ],
)
def test_a_rule_says_which_images_it_misses(rule, good, bad, missing):
    with pytest.raises(OptionError, match=f"{rule.text}.*at least one {missing} image"):
        rule.limit(good, bad)


def test_a_manual_limit_stays_and_says_what_it_stops():
    assert Manual(1.5).limit([], []) == 1.5
    assert "1 of 3 good images" in Manual(1.5).note([1.0, 1.5, 2.0], [])


@pytest.mark.parametrize(("rate", "limit_below"), [(0.05, 1), (0.1, 2), (0.5, 10)])
def test_the_escape_limit_lies_just_below_the_bad_score_of_its_rank(rate, limit_below):
    bad = list(np.random.default_rng(0).permutation(np.arange(1.0, 20.0)))  # 1 to 19
    limit = EscapeRate(rate).limit([], bad)
    assert limit < limit_below <= np.nextafter(limit, np.inf)


def test_an_escape_rate_that_cannot_be_promised_lets_no_known_bad_image_pass_and_says_so():
    rule, bad = EscapeRate(0.05), [3.0, 1.5, 2.0, 5.0, 4.0]
    assert 1.4999 < rule.limit([], bad) < 1.5
    assert not rule.is_kept([], bad)
    assert "5 % escapes cannot be promised from 5 bad images: that takes 19." in rule.note([], bad)
    assert "at most 16.7 % of bad parts lie below it" in rule.note([], bad)


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.25])
@pytest.mark.parametrize("whole", [False, True])
def test_the_promised_escape_rate_holds_over_many_draws(rate, whole):
    rng, draws, n = np.random.default_rng(8), 4000, 24
    sample = rng.poisson(4, (draws, n + 1)) if whole else rng.lognormal(size=(draws, n + 1))
    limits = np.array([EscapeRate(rate).limit([], row[:n]) for row in sample])
    escapes = np.mean(sample[:, n] <= limits)
    promised = np.floor(rate * (n + 1)) / (n + 1)
    error = 4 * np.sqrt(promised * (1 - promised) / draws)
    assert escapes <= promised + error
    if not whole:  # without ties the promise is kept exactly: a larger limit would break it
        assert escapes >= promised - error


def test_the_lowest_cost_is_the_lowest_of_all_limits():
    rng = np.random.default_rng(9)
    good, bad = rng.normal(0, 1, 30).round(1), rng.normal(1, 1, 20).round(1)
    for rule in (LowestCost(1, 10), LowestCost(3, 1), LowestCost(1, 0.01), LowestCost(0.01, 9)):

        def cost(limit, rule=rule):
            return rule.false_alarm * sum(good > limit) + rule.escape * sum(bad <= limit)

        limit = rule.limit(list(good), list(bad))
        assert cost(limit) == pytest.approx(min(cost(x) for x in np.linspace(-5, 5, 2001)))


def test_dear_escapes_lower_the_limit_and_dear_alarms_raise_it():
    good, bad = [1.0, 2.0, 5.0], [4.0, 9.0]
    assert LowestCost(false_alarm=1, escape=10).limit(good, bad) == 3
    assert LowestCost(false_alarm=10, escape=1).limit(good, bad) == 7
    assert LowestCost(false_alarm=10, escape=1).limit([1.0, 9.0], [4.0]) == 9  # stop nothing at all


def test_the_lowest_cost_is_told_with_the_errors_that_it_comes_from():
    note = LowestCost(1, 10).note([1.0, 2.0, 5.0], [4.0, 9.0])
    assert "1 of 3 good ones are stopped" in note
    assert "The errors cost 1 in all. With another share of bad parts than 40 %" in note


def test_few_images_keep_only_modest_promises():
    few, many = [1.0] * 9, [1.0] * 19
    assert not Conformal(0.05).is_kept(few, [])
    assert Conformal(0.05).is_kept(many, [])
    assert EscapeRate(0.05).is_kept([], many)
    assert LargestGood().is_kept(few, [])
    assert not LargestGood().is_kept([], [])


@pytest.mark.parametrize("text", ["largest-good", "conformal:0.4", "mean-sigma", "manual:1"])
def test_every_rule_of_good_images_says_the_smallest_rate_that_they_support(text):
    note = rules.parse(text).note([float(score) for score in range(10)], [])
    assert "25.9 %" in note


@pytest.mark.parametrize("text", ["escape-rate:0.5", "best-f1", "lowest-cost:1:2"])
def test_every_rule_of_bad_images_says_the_smallest_rate_that_they_support(text):
    note = rules.parse(text).note([1.0, 2.0], [float(score) for score in range(2, 7)])
    assert "5 bad images" in note
    assert "no rate of escapes below 45.1 %" in note
