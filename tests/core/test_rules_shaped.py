"""Rules that assume a shape of the good scores."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from inspector.core import rules
from inspector.core.errors import OptionError
from inspector.core.rules_shaped import MeanSigma, MedianMad, Tail


def test_mean_sigma_is_the_control_limit():
    assert MeanSigma(3.0).limit([1, 2, 3], []) == pytest.approx(2 + 3 * 1.0)


def test_median_mad_is_its_formula_and_ignores_an_odd_image():
    good = [1.0, 2.0, 3.0, 4.0, 5.0]
    assert MedianMad(2.0).limit(good, []) == pytest.approx(3 + 2 * 1.4826, abs=1e-3)
    odd = MedianMad(2.0).limit([1.0, 2.0, 3.0, 4.0, 500.0], [])
    assert odd == pytest.approx(3 + 2 * 1.4826, abs=1e-3)
    assert MeanSigma(2.0).limit([1.0, 2.0, 3.0, 4.0, 500.0], []) > 400


@pytest.mark.parametrize("rule", [MeanSigma(), MedianMad()])
def test_one_image_is_its_own_limit_and_the_note_says_so(rule):
    assert rule.limit([7.0], []) == 7.0
    assert "no spread" in rule.note([7.0], [])


@pytest.mark.parametrize("rule", [MeanSigma(), MedianMad(), Tail()])
def test_without_a_good_image_there_is_no_limit(rule):
    with pytest.raises(OptionError, match="at least one good image"):
        rule.limit([], [1.0])


@pytest.mark.parametrize("rule", [MeanSigma(2.5), MedianMad(4.0), Tail(0.001)])
def test_a_rule_is_written_as_a_flag_and_read_again(rule):
    assert rules.parse(rule.text) == rule


def test_the_rate_that_mean_sigma_names_holds_for_normal_scores():
    """Over many draws of 12 images, the share of further normal scores above the limit."""
    rng = np.random.default_rng(1)
    rule, draws = MeanSigma(2.0), 20_000
    samples = rng.normal(5, 2, (draws, 13))
    limits = np.array([rule.limit(row[:12], []) for row in samples])
    found = float(np.mean(samples[:, 12] > limits))
    promised = rule._rate(samples[0, :12])
    assert found == pytest.approx(promised, abs=3 * np.sqrt(promised * (1 - promised) / draws))


def test_a_tail_is_found_where_it_is():
    """Exponential scores: the true limit for one in a thousand is ln(1000)."""
    rng = np.random.default_rng(2)
    found = [Tail(0.001).limit(rng.exponential(1, 500), []) for _ in range(40)]
    assert np.median(found) == pytest.approx(np.log(1000), rel=0.15)


def test_a_tail_agrees_with_the_plain_quantile_of_its_distribution():
    good = np.random.default_rng(3).gamma(2, 1, 200)
    ordered = np.sort(good)
    threshold, excess = ordered[-41], ordered[-40:] - ordered[-41]
    shape, _, scale = stats.genpareto.fit(excess, floc=0)
    true = threshold + stats.genpareto.isf(0.01 * 200 / 40, shape, 0, scale)
    assert Tail(0.01).limit(good, []) == pytest.approx(true, rel=1e-2)


def test_a_tail_needs_twenty_images():
    with pytest.raises(OptionError, match="at least 20 good images"):
        Tail().limit(range(19), [])


def test_equal_scores_are_their_own_limit():
    for rule in (MeanSigma(), MedianMad(), Tail()):
        assert rule.limit([2.0] * 30, []) == pytest.approx(2.0)


@pytest.mark.parametrize("rule", [MeanSigma(), MedianMad(), Tail()])
def test_a_note_says_what_counting_supports(rule):
    note = rule.note(list(np.linspace(0, 1, 59)), [])
    assert "59 good images can support no rate of false alarms below 4.95 % with 95 %" in note
