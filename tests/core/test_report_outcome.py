from __future__ import annotations

import pytest

from inspector.core import report_text
from inspector.core.metrics import clopper_pearson
from inspector.core.report_outcome import Rate, outcome
from tests.core.report_parts import carded, reported

SCORES = [("good", 0.1), ("good", 0.9), ("good", 1.4), ("good", 0.2), ("bad", 0.3), ("bad", 1.5)]


def cards(seen=""):
    return [carded(f"{i}.png", score, label, seen) for i, (label, score) in enumerate(SCORES)]


def test_verdicts_are_counted_by_label():
    found = outcome([*cards(), carded("x.png", 2.0)])
    assert found is not None
    assert found.counts["good", "pass"] == 2
    assert found.counts["good", "unsure"] == found.counts["good", "fail"] == 1
    assert (found.total("good"), found.total("bad")) == (4, 2)


def test_the_intervals_are_those_of_clopper_and_pearson():
    found = outcome(cards())
    assert found is not None
    alarms, escapes = found.false_alarms, found.escapes
    assert (alarms.count, alarms.low, alarms.high) == (1, *clopper_pearson(1, 4))
    assert (escapes.count, escapes.low, escapes.high) == (1, *clopper_pearson(1, 2))
    assert Rate.of(0, 12).text == "0 of 12 (0.0 %), 95 % interval 0.0 to 26.5 %"
    assert Rate.of(0, 0).text == "no such image"


def test_without_a_label_or_a_verdict_there_is_no_outcome():
    assert outcome([carded("a.png", 0.5)]) is None
    assert outcome([]) is None


@pytest.mark.parametrize("seen", ["reference", "painted", "limits"])
def test_images_that_set_the_limits_and_are_counted_are_warned_of(seen):
    new = carded("new.png", 1.2, "good")
    said = " ".join(report_text.remarks(reported([*cards(seen), new])))
    assert "6 of the 7 labelled images are those that the detector learned from" in said
    assert f"false alarms {Rate.of(1, 1).text}; escapes no such image" in said
    alone = " ".join(report_text.remarks(reported(cards(seen))))
    assert "No labelled image is new" in alone


def test_new_images_are_warned_of_nothing():
    assert list(report_text.remarks(reported(cards(), failures={}))) == []
