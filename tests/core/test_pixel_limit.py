from __future__ import annotations

import pytest

from inspector.core.calibrate import Calibration, calibrate
from inspector.core.errors import OptionError
from inspector.core.pixel_limit import AUTO, PIXEL_RULES, parse
from inspector.core.rules import Manual

GOOD, PEAKS = [10.0, 20.0, 30.0, 40.0], [1.0, 9.0, 3.0, 4.0]
MADE = calibrate(GOOD, [50.0], fail_rule=Manual(45), unsure_rule=Manual(35), pixel_good=PEAKS)


def test_the_pixel_limit_follows_a_rule_of_its_own_and_leaves_the_image_limits():
    own = MADE.with_pixel_rule("largest-good")
    assert (own.pixel_limit, own.limits, own.fail_rule) == (9, MADE.limits, MADE.fail_rule)
    assert own.with_pixel_rule("manual:2.5").pixel_limit == 2.5
    assert own.with_pixel_rule(AUTO).pixel_limit == MADE.pixel_limit == 9 * 35 / 40


def test_it_keeps_its_rule_while_the_image_limits_move():
    moved = MADE.with_pixel_rule("conformal:0.5").with_rules(Manual(30), Manual(20))
    assert (moved.pixel_rule, moved.pixel_limit) == ("conformal:0.5", 4)


def test_the_notes_say_what_it_promises_and_which_good_images_contradict():
    own = MADE.with_pixel_rule("manual:3.5")
    said = "1 of 4 measured good images pass although their heatmap rises above the pixel limit"
    assert sum(said in note for note in own.notes) == 1
    assert any(note.startswith("Pixel limit, set by hand") for note in own.notes)
    assert own.with_pixel_rule(AUTO).notes == MADE.notes


def test_it_comes_back_from_json_and_old_calibrations_follow_the_fail_rule():
    own = MADE.with_pixel_rule("manual:3.5")
    assert Calibration.from_json(own.to_json()) == own
    old = MADE.to_json()
    del old["rules"]["pixel"]
    assert Calibration.from_json(old).pixel_rule == AUTO


@pytest.mark.parametrize("text", ["best-f1", "lowest-cost:1:10", "escape-rate:0.1"])
def test_a_rule_that_looks_at_bad_images_is_refused(text):
    with pytest.raises(OptionError, match="looks at bad images"):
        parse(text)
    data = MADE.to_json()
    data["rules"]["pixel"] = text
    with pytest.raises(OptionError, match="looks at bad images"):
        Calibration.from_json(data)


def test_without_a_measured_good_image_only_a_number_sets_it():
    alone = calibrate([1.0], [])
    assert alone.with_pixel_rule("manual:7").pixel_limit == 7
    with pytest.raises(OptionError, match="needs at least one good image"):
        alone.with_pixel_rule("largest-good")


def test_every_rule_on_good_images_and_a_number_can_set_it():
    assert {"largest-good", "conformal", "mean-sigma", "manual"} <= set(PIXEL_RULES)
    assert not {"best-f1", "lowest-cost", "escape-rate"} & set(PIXEL_RULES)
