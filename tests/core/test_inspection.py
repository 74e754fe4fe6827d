from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core import regions
from inspector.core.calibrate import Limits
from inspector.core.inspection import Inspection


@pytest.fixture
def found() -> Inspection:
    heatmap = np.zeros((20, 30), np.float32)
    heatmap[5:9, 10:13] = 2
    return Inspection(
        path=Path("line 1/Gehäuse.png"),
        score=1.5,
        verdict="fail",
        limits=Limits(0.8, 1.2),
        pixel_limit=1.0,
        heatmap=heatmap,
        regions=regions.find(heatmap, 1.0),
        seconds=0.25,
    )


def test_two_inspections_that_found_the_same_are_equal_however_long_they_took(found: Inspection):
    again = replace(found, heatmap=found.heatmap.copy(), seconds=3.0)
    assert again == found
    assert len({again, found}) == 1


def test_one_pixel_of_the_heatmap_makes_two_inspections_differ(found: Inspection):
    heatmap = found.heatmap.copy()
    heatmap[0, 0] = 0.1
    assert replace(found, heatmap=heatmap) != found
    assert replace(found, score=1.6) != found
    assert found != "an inspection"


def test_a_line_of_json_names_box_area_and_limits(found: Inspection):
    line = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert line["path"] == str(found.path)
    assert line["thresholds"] == {"unsure": 0.8, "fail": 1.2, "pixel": 1.0}
    assert (line["score"], line["verdict"], line["seconds"]) == (1.5, "fail", 0.25)
    (region,) = line["regions"]
    box = [region[name] for name in ("x", "y", "width", "height", "area")]
    assert box == [10, 5, 3, 4, 12]


def test_json_of_an_array_without_calibration_has_nulls(found: Inspection):
    bare = replace(found, path=None, verdict=None, limits=None, pixel_limit=None, regions=())
    line = bare.to_json()
    assert line["path"] is None
    assert line["verdict"] is None
    assert line["thresholds"] == {"unsure": None, "fail": None, "pixel": None}
    assert line["regions"] == []


def test_numpy_numbers_and_what_is_not_finite_become_plain_json(found: Inspection):
    heatmap = found.heatmap.copy()
    heatmap[6, 11] = np.inf
    odd = replace(
        found, score=np.float32("nan"), heatmap=heatmap, regions=regions.find(heatmap, 1.0)
    )
    line = json.loads(json.dumps(odd.to_json(), allow_nan=False))
    assert line["score"] is None
    assert line["regions"][0]["peak"] is None
    assert line["regions"][0]["area"] == 12
