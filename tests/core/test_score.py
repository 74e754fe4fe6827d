from __future__ import annotations

import json
import re

import numpy as np
import pytest

from inspector.core import score
from inspector.core.errors import OptionError
from inspector.core.score import SMALL_DEFECTS, Maximum, MethodsOwn, Percentile, TopFraction


def ramp(rows: int, cols: int) -> np.ndarray:
    values = np.arange(rows * cols, dtype=np.float32)
    return np.random.default_rng(0).permutation(values).reshape(rows, cols)


def test_top_fraction_is_the_mean_of_the_floor_of_the_largest():
    distances = ramp(32, 32)  # 1024 cells: the floor of 10.24 is 10
    assert TopFraction(0.01).of(distances) == np.mean(np.arange(1014, 1024))


def test_top_fraction_of_a_small_grid_is_the_maximum():
    assert TopFraction(0.01).of(ramp(9, 11)) == 98


def test_top_fraction_counts_a_product_that_floats_make_too_small():
    assert 0.29 * 100 < 29
    assert TopFraction(0.29).of(ramp(10, 10)) == np.mean(np.arange(71, 100))


def test_masked_cells_with_distance_zero_still_count():
    distances = np.zeros((20, 20), np.float32)
    distances[0, :2] = 1
    assert TopFraction(0.01).of(distances) == 0.5


def test_the_other_policies_agree_with_numpy():
    distances = ramp(17, 23)
    assert Maximum().of(distances) == distances.max()
    assert Percentile(99).of(distances) == pytest.approx(np.percentile(distances, 99))


def test_small_defects_weigh_more_in_their_preset():
    distances = np.zeros((32, 32), np.float32)
    distances[4, 4:6] = 1
    assert SMALL_DEFECTS.of(distances) == 1
    assert TopFraction().of(distances) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "policy", [TopFraction(), Maximum(), Percentile(99), MethodsOwn(), SMALL_DEFECTS]
)
def test_a_distance_that_is_not_a_number_is_never_hidden(policy):
    distances = ramp(32, 32)
    distances[3, 3] = np.nan
    assert np.isnan(policy.of(distances))


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("top-fraction:0.01", TopFraction(0.01)),
        ("top-fraction", TopFraction()),
        ("maximum", Maximum()),
        ("percentile:99", Percentile(99)),
        ("small-defects", TopFraction(0.002)),
        ("own", MethodsOwn()),
    ],
)
def test_flags_name_policies_and_come_back(text, policy):
    assert score.parse(text) == policy
    assert score.parse(policy.text) == policy
    assert score.from_json(json.loads(json.dumps(policy.to_json()))) == policy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mean",
        "maximum:3",
        "top-fraction:",
        "top-fraction:2",
        "top-fraction:nan",
        "percentile:x",
    ],
)
def test_a_flag_that_names_no_policy_is_repeated_in_the_error(text):
    with pytest.raises(OptionError, match=re.escape(repr(text))):
        score.parse(text)


@pytest.mark.parametrize(
    "data", [{}, {"name": "mean"}, {"name": "percentile"}, {"name": "percentile", "q": "much"}]
)
def test_json_of_no_policy_is_refused(data):
    with pytest.raises(OptionError):
        score.from_json(data)
