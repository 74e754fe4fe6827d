from __future__ import annotations

import numpy as np
import pytest

from inspector.core.calibrate import calibrate
from inspector.core.errors import OptionError
from inspector.core.learning_curve import measured, promised
from inspector.core.rules import LargestGood, Manual, MeanSigma, Tail

SCORES = np.random.default_rng(0).lognormal(0, 0.3, 40).tolist()


def test_more_good_images_promise_a_smaller_rate_in_closed_form():
    found = promised(8)
    assert [each.images for each in found] == [8, 13, 18, 28]
    assert [each.on_average for each in found] == pytest.approx([1 / 9, 1 / 14, 1 / 19, 1 / 29])
    assert [each.bound for each in found] == pytest.approx(
        [1 - 0.05 ** (1 / n) for n in (8, 13, 18, 28)]
    )


def test_without_an_image_only_further_ones_promise_anything():
    assert [each.images for each in promised(0)] == [5, 10, 20]


def test_the_false_alarms_of_fewer_images_are_those_of_counting():
    found = measured(calibrate(SCORES, [], fail_rule=LargestGood()), draws=400)
    assert [each.images for each in found] == [3, 5, 8, 12, 20, 30]
    for each in found:
        assert each.false_alarms == pytest.approx(1 / (each.images + 1), abs=0.03)
        assert each.low <= each.false_alarms <= each.high
        assert each.limit_low <= each.limit_high <= max(SCORES)
    assert found[0].high > found[-1].high
    assert found[0].limit_low < found[-1].limit_low  # it rises towards the largest of all


def test_the_curve_is_that_of_the_rule_and_the_same_each_time():
    sigma = calibrate(SCORES, [], fail_rule=MeanSigma())
    assert measured(sigma) == measured(sigma)
    assert measured(sigma)[0].limit_high > max(SCORES)
    assert [each.images for each in measured(calibrate(SCORES, [], fail_rule=Tail()), draws=2)] == [
        *(20, 30)
    ]
    by_hand = measured(calibrate(SCORES, [], fail_rule=Manual(1.0)))
    assert {(each.limit_low, each.limit_high) for each in by_hand} == {(1.0, 1.0)}


def test_few_images_give_a_short_curve_and_copies_none():
    assert measured(calibrate([1.0, 2.0, 3.0, 4.0], [])) == ()
    assert [each.images for each in measured(calibrate([1.0, 2.0, 3.0, 4.0, 5.0], []))] == [3]
    with pytest.raises(OptionError, match="copies of one part"):
        measured(calibrate(SCORES, [], independent=False))
