from __future__ import annotations

import numpy as np
import pytest

from inspector.core import options
from inspector.core.errors import OptionError
from inspector.core.options import Options, deciding_as
from inspector.core.region_options import RegionOptions, from_json
from inspector.core.region_rules import LargestArea, LongestSideMm


def test_options_without_any_word_of_regions_decide_as_they_did():
    old = options.to_json(Options(smallest_area=7))
    del old["regions"]
    assert options.from_json(old) == Options(smallest_area=7)


def test_region_options_come_back_from_json():
    rules = (LargestArea(50), LongestSideMm(2.5))
    chosen = Options(regions=RegionOptions(0.7, 12, 0.05, 0.5, rules))
    assert options.from_json(options.to_json(chosen)) == chosen


def test_the_smallest_region_in_mm2_is_one_in_pixels():
    chosen = RegionOptions(mm_per_pixel=0.1, smallest_mm2=2.0)
    assert (chosen.smallest(1), chosen.smallest(999)) == (200, 999)
    heatmap = np.zeros((30, 40), np.float32)
    heatmap[0:10, 0:20], heatmap[15:25, 0:19] = 2, 3
    assert [each.area for each in chosen.find(heatmap, 1.0, smallest_area=1)] == [200]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"rules": ["largest-area-mm2:5"]}, "largest-area-mm2 needs the scale"),
        ({"smallest_mm2": 1.0}, "needs the scale"),
        ({"rules": ["largest:5"]}, "'largest:5' is no rule on regions"),
        ({"rules": ["count"]}, "needs its number"),
        ({"rules": ["count:-1"]}, "0 or more, not -1"),
        ({"growth": 0}, "growth is 0; it may be 0.05 to 1"),
        ({"growth": float("nan")}, "growth is nan"),
        ({"bridge": 2.5}, "bridge is 2.5; it may be whole pixels"),
        ({"mm_per_pixel": -1}, "mm_per_pixel is -1"),
        ({"mm_per_pixel": "wide"}, "mm_per_pixel is 'wide'"),
        ({"growht": 0.5}, "'growht' is no option of regions"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(data, said):
    with pytest.raises(OptionError, match=said):
        from_json(data)
    with pytest.raises(OptionError, match=said):
        options.from_json({"regions": data})


def test_only_what_decides_is_taken_over():
    measured, wanted = Options(smoothing=2.0), Options(smallest_area=9, size=448)
    assert deciding_as(measured, wanted) == Options(smoothing=2.0, smallest_area=9)
