from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QLocale

from inspector.core.calibrate import Limits
from inspector.gui.plots.digits import digits_for, percent, percent_range
from inspector.gui.plots.limit_move import LimitMove, moved
from inspector.gui.plots.scored import LABELS, VERDICTS, ScoredImage, ScoredSet
from tests.gui.calibrated import BAD, GOOD, images, many

LIMITS = Limits(4.0, 6.0)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


def test_counts_agree_with_the_verdict_of_each_image():
    scored = many(200)
    counts = ScoredSet(scored).counts(LIMITS)
    for label in LABELS:
        for verdict in VERDICTS:
            found = [i for i in scored if i.label == label and LIMITS.verdict(i.score) == verdict]
            assert counts[label, verdict] == len(found)
            ids = ScoredSet(scored).ids(label, verdict, LIMITS)
            assert sorted(ids) == sorted(i.image_id for i in found)


def test_a_score_at_a_limit_is_not_above_it():
    scored = ScoredSet(images())
    assert scored.ids("good", "unsure", LIMITS) == ("good-5", "good-6")
    assert scored.ids("good", "fail", LIMITS) == ()


def test_images_that_taught_the_detector_are_shown_but_not_counted():
    taught = ScoredImage("ref", "ref.png", "good", 0.1, counts=False)
    scored = ScoredSet([*images(), taught])
    assert scored.images("good")[0] == taught
    assert scored.counts(LIMITS)["good", "pass"] == 4
    assert scored.span() == (0.1, 9.0)


def test_images_without_a_finite_score_have_no_place():
    broken = [ScoredImage("nan", "", "bad", math.nan), ScoredImage("inf", "", "bad", math.inf)]
    assert len(ScoredSet(broken)) == 0
    assert ScoredSet(broken).span() is None


def test_a_working_point_tells_what_its_limit_stops():
    point = ScoredSet(images()).working_point(5.0)
    assert (point.false_alarms, point.detected, point.precision) == (1 / 6, 1.0, 4 / 5)
    nothing = ScoredSet(images()).working_point(9.0)
    assert (nothing.false_alarms, nothing.detected, nothing.precision) == (0.0, 0.0, 1.0)
    assert math.isnan(ScoredSet(images(bad=())).working_point(5.0).detected)


def test_the_nearest_image_is_found_only_within_reach():
    scored = ScoredSet(images())
    assert scored.nearest("good", 2.4, within=0.5).score == 2
    assert scored.nearest("good", 99.0, within=100).score == GOOD[-1]
    assert scored.nearest("bad", 5.0, within=0.4) is None
    assert scored.nearest("unset", 5.0, within=9) is None
    assert BAD[0] == scored.nearest("bad", 5.0, within=0.6).score


def test_a_limit_stops_where_the_other_one_is():
    assert moved(LIMITS, "unsure", 7.0) == Limits(6.0, 6.0)
    assert moved(LIMITS, "fail", 1.0) == Limits(4.0, 4.0)
    assert moved(LIMITS, "fail", 8.0) == Limits(4.0, 8.0)


def test_of_two_limits_on_one_another_each_leaves_on_its_own_side():
    move = LimitMove(Limits(5.0, 5.0), ("fail", "unsure"), grip=5.1)
    assert move.to(4.1) == Limits(4.0, 5.0)
    assert move.to(6.1) == Limits(5.0, 6.0)
    assert move.to(5.1) == Limits(5.0, 5.0)


@pytest.mark.parametrize(
    ("span", "value", "text"),
    [
        (0.4, 0.41234, "0.412"),
        (8.0, 3.14159, "3.14"),
        (5000.0, 1234.4, "1,234"),
        (2e-5, 3.21e-5, "0.0000321"),
        (0.0, 1.5, "1.50"),
        (math.inf, -0.0, "0.00"),
    ],
)
def test_numbers_have_the_digits_that_the_span_needs(span, value, text):
    assert digits_for(span).text(value) == text


def test_few_percent_are_not_rounded_to_none_or_all():
    shares = (0.0, 0.004, 0.05, 0.25, 0.996, 1.0)
    assert [percent(s) for s in shares] == ["0 %", "0.4 %", "5.0 %", "25 %", "99.6 %", "100 %"]
    assert percent_range(0.126, 0.36, "{0}–{1}") == "13–36 %"
    assert percent_range(0.0, 0.952, "{0}–{1}") == "0–95.2 %"
