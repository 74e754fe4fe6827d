from __future__ import annotations

import json
import math
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.core.calibrate import Calibration, Limits, calibrate
from inspector.core.errors import OptionError
from inspector.core.rules import BestF1, Conformal, LargestGood, Manual

numbers = st.floats(0, 1e300, allow_nan=False)
GOOD = [float(score) for score in range(1, 31)]
PEAKS = [2 * score for score in GOOD]


def test_verdicts_change_strictly_above_the_limits():
    limits = Limits(1.0, 2.0)
    assert [limits.verdict(s) for s in (0.5, 1.0, 1.001, 2.0, 2.001)] == [
        *("pass", "pass", "unsure", "unsure", "fail")
    ]


def test_what_could_not_be_measured_never_passes():
    assert Limits(1.0, 2.0).verdict(math.nan) == "fail"
    assert Limits(1.0, 2.0).verdict(math.inf) == "fail"


@pytest.mark.parametrize(("unsure", "fail"), [(2, 1), (math.nan, 1), (0, math.inf)])
def test_limits_in_the_wrong_order_or_without_end_cannot_exist(unsure, fail):
    with pytest.raises(OptionError):
        Limits(unsure, fail)


def test_good_images_alone_give_the_largest_score_and_one_in_ten_unsure():
    made = calibrate(GOOD, [], pixel_good=PEAKS)
    assert made.limits == Limits(unsure=28, fail=30)  # rank 27.9 rounded up
    assert (made.fail_rule, made.unsure_rule) == ("largest-good", "conformal:0.1")
    assert [made.verdict(score) for score in (28, 29, 31)] == ["pass", "unsure", "fail"]


def test_bad_images_move_the_fail_limit_between_good_and_bad():
    made = calibrate(GOOD, [50.0, 80.0])
    assert made.limits == Limits(unsure=28, fail=40)


def test_with_few_good_images_nothing_is_promised_that_cannot_be():
    made = calibrate([1.0, 2.0, 3.0], [])
    assert made.limits == Limits(3, 3)
    assert any("10 % false alarms cannot be promised from 3 good" in note for note in made.notes)
    assert any("Calibrate again after" in note for note in made.notes)


def test_an_unsure_limit_above_the_fail_limit_is_lowered_aloud():
    made = calibrate(GOOD, [], fail_rule=Manual(10.0))
    assert made.limits == Limits(10, 10)
    assert any("lowered" in note for note in made.notes)


def test_copies_of_one_part_promise_nothing():
    made = calibrate(GOOD, [], independent=False)
    assert not any("%" in note for note in made.notes)
    assert any("copies of one part" in note for note in made.notes)


def test_the_pixel_limit_follows_a_rule_on_good_scores():
    assert calibrate(GOOD, [], fail_rule=LargestGood(), pixel_good=PEAKS).pixel_limit == 60
    assert calibrate(GOOD, [], fail_rule=Conformal(0.5), pixel_good=PEAKS).pixel_limit == 32


def test_the_pixel_limit_of_other_rules_keeps_the_place_of_the_unsure_limit():
    by_f1 = calibrate(GOOD, [50.0], fail_rule=BestF1(), pixel_good=PEAKS)
    assert by_f1.pixel_limit == pytest.approx(60 * 28 / 30)
    by_hand = calibrate(GOOD, [], fail_rule=Manual(45), unsure_rule=Manual(36), pixel_good=PEAKS)
    assert by_hand.pixel_limit == pytest.approx(60 * 36 / 30)


def test_without_peaks_the_pixel_limit_is_the_fail_limit():
    assert calibrate(GOOD, []).pixel_limit == 30
    assert calibrate([0.0, 0.0], [1.0], pixel_good=[0.0, 0.0]).pixel_limit == 0.5


def test_without_any_image_only_a_limit_by_hand_works():
    assert calibrate([], [], fail_rule=Manual(2)).limits == Limits(2, 2)
    with pytest.raises(OptionError, match="Add a good image"):
        calibrate([], [])


def test_a_score_that_is_not_finite_is_named():
    with pytest.raises(OptionError, match="good score number 2 of 3 is nan"):
        calibrate([1.0, math.nan, 2.0], [])
    with pytest.raises(OptionError, match="bad score number 1 of 1 is inf"):
        calibrate([1.0], [math.inf])


def test_other_rules_on_the_same_scores_equal_a_new_calibration():
    made = calibrate(GOOD, [50.0], pixel_good=PEAKS)
    again = made.with_rules(LargestGood())
    fresh = calibrate(GOOD, [50.0], fail_rule=LargestGood(), pixel_good=PEAKS)
    assert (again.limits, again.pixel_limit, again.notes) == (
        *(fresh.limits, fresh.pixel_limit, fresh.notes),
    )


@given(st.lists(numbers, min_size=1, max_size=30), st.lists(numbers, max_size=9))
def test_json_brings_every_float_back_exactly(good, bad):
    made = calibrate(good, bad, pixel_good=good)
    text = json.dumps(made.to_json(), allow_nan=False)
    assert Calibration.from_json(json.loads(text)) == made


def test_numpy_scores_are_welcome_and_leave_plain_floats():
    made = calibrate(np.float32([0.1, 0.3]), np.float32([0.7]))
    assert {type(score) for score in made.good + made.bad} == {float}
    json.dumps(made.to_json(), allow_nan=False)


def test_the_date_has_a_time_zone():
    assert datetime.fromisoformat(calibrate(GOOD, []).made).tzinfo is not None


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("limits", None, "cannot be read"),
        ("limits", {"unsure": 3, "fail": 1}, "above the fail limit"),
        ("pixel_limit", math.nan, "nan"),
        ("good", ["a"], "cannot be read"),
        ("good", [math.inf], "inf"),
    ],
)
def test_a_broken_calibration_is_refused_with_its_reason(key, value, message):
    data = calibrate(GOOD, []).to_json() | {key: value}
    with pytest.raises(OptionError, match=message):
        Calibration.from_json(data)


def test_a_missing_part_of_a_calibration_is_named():
    data = calibrate(GOOD, []).to_json()
    del data["pixel_limit"]
    with pytest.raises(OptionError, match="'pixel_limit' is missing"):
        Calibration.from_json(data)


def test_a_remark_stays_with_the_scores_whatever_the_rule():
    made = calibrate(GOOD, [], remark="Measured in halves.")
    again = Calibration.from_json(json.loads(json.dumps(made.to_json())))
    assert again == made
    assert "Measured in halves." in again.with_rules(Manual(12.0)).notes


def test_a_p_value_is_its_formula():
    calibration = calibrate([1.0, 2.0, 3.0, 4.0], [])
    found = [calibration.p_value(score) for score in (0.5, 2.0, 3.5, 9.0)]
    assert found == [1.0, 0.8, 0.4, 0.2]


def test_of_new_good_parts_at_most_a_share_p_has_that_p_value():
    """Over many draws of nine good images and one more good part."""
    draws = np.random.default_rng(5).gamma(2, 1, (2000, 10))
    found = np.array([calibrate(row[:9], []).p_value(row[9]) for row in draws])
    for share in (0.1, 0.3, 0.5, 1.0):
        assert np.mean(found <= share) == pytest.approx(share, abs=3 * np.sqrt(share / 2000))


def test_copies_of_one_part_give_no_p_value():
    assert calibrate([1.0, 2.0], [], independent=False).p_value(3.0) is None
    assert calibrate([], [], fail_rule=Manual(1.0), unsure_rule=Manual(1.0)).p_value(3.0) is None


def test_the_fail_limit_is_one_on_the_relative_scale():
    calibration = calibrate([1.0, 2.0], [])
    assert calibration.relative(calibration.limits.fail) == 1.0
    below = calibrate([1.0], [], fail_rule=Manual(-1.0), unsure_rule=Manual(-1.0))
    assert below.relative(3.0) is None
