from __future__ import annotations

import pytest

from inspector.core.calibrate import calibrate
from inspector.core.decision import IMAGE_LIMIT, decide
from inspector.core.region_rules import REGION_RULES, Measures, parse
from inspector.core.rules import Manual

LIMITS = calibrate([1.0], [], fail_rule=Manual(2.0), unsure_rule=Manual(1.5))
ONE = Measures(1, largest_area=40, total_area=40, longest_side=12.0)


@pytest.mark.parametrize(
    ("score", "found", "rules", "verdict", "by"),
    [
        (1.0, Measures(), (), "pass", (IMAGE_LIMIT,)),
        (1.0, ONE, ("largest-area:40",), "pass", (IMAGE_LIMIT,)),
        (1.0, ONE, ("largest-area:39",), "fail", ("largest-area:39",)),
        (1.7, ONE, ("count:0", "longest-side:50"), "fail", ("count:0",)),
        (1.7, ONE, (), "unsure", (IMAGE_LIMIT,)),
        (2.5, ONE, ("total-area:1",), "fail", (IMAGE_LIMIT, "total-area:1")),
        (float("nan"), Measures(), ("count:0",), "fail", (IMAGE_LIMIT,)),
    ],
)
def test_the_worst_of_score_and_regions_decides_and_is_named(score, found, rules, verdict, by):
    decision = decide(LIMITS, score, found, [parse(text) for text in rules])
    assert (decision.verdict, decision.decided_by) == (verdict, by)


@pytest.mark.parametrize(
    ("score", "found", "said"),
    [
        (1.0, Measures(), ""),
        (1.0, ONE, "passes although a region stands out"),
        (1.7, ONE, ""),
        (1.7, Measures(), "unsure although no region"),
        (2.5, Measures(), "fails although no region"),
        (2.5, ONE, ""),
    ],
)
def test_a_contradiction_is_said_in_one_sentence(score, found, said):
    remarks = decide(LIMITS, score, found, ()).remarks
    assert [said in remark for remark in remarks] == [True] * bool(said)


def test_rules_in_millimetres_measure_with_the_scale():
    found = Measures(2, largest_area=40, total_area=60, longest_side=12.0, mm_per_pixel=0.5)
    measured = {name: kind(0).measure(found) for name, kind in REGION_RULES.items()}
    assert measured == {
        "largest-area": 40,
        "largest-area-mm2": 10,
        "longest-side": 12,
        "longest-side-mm": 6,
        "count": 2,
        "total-area": 60,
        "total-area-mm2": 15,
    }
