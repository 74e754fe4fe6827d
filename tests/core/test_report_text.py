from __future__ import annotations

from dataclasses import replace

from inspector.core.report_text import regions, why
from tests.core.report_parts import carded

REGION = {"area": 120, "longest_side": 30.4, "area_mm2": None, "longest_side_mm": None}


def with_row(count: int, **row):
    return replace(carded("a.png", 1.2), regions=count, row=row)


def test_regions_are_counted_with_the_largest_area_and_the_longest_side():
    long = {**REGION, "area": 60, "longest_side": 58.0}
    assert regions(with_row(2, regions=[REGION, long])) == "2 regions, up to 120 px, 58 px long"
    assert regions(with_row(0, regions=[])) == "0 regions"


def test_where_the_scale_is_known_regions_are_told_in_millimetres():
    scaled = {**REGION, "area_mm2": 1.2, "longest_side_mm": 3.04}
    assert regions(with_row(1, regions=[scaled])) == "1 region, up to 1.2 mm², 3.04 mm long"


def test_a_rule_that_decided_and_a_contradiction_are_said():
    assert why(with_row(1, decided_by=["image-limit", "count:0"])) == ["decided by count:0"]
    assert why(with_row(0, remarks=["..."])) == ["although no region stands out"]
    assert why(with_row(1, decided_by=["image-limit"], remarks=[])) == []
