from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.gauge import gauge

AIAG = """0.29 -0.56 1.34 0.47 -0.80 0.02 0.59 -0.31 2.26 -1.36
0.41 -0.68 1.17 0.50 -0.92 -0.11 0.75 -0.20 1.99 -1.25
0.64 -0.58 1.27 0.64 -0.84 -0.21 0.66 -0.17 2.01 -1.31
0.08 -0.47 1.19 0.01 -0.56 -0.20 0.47 -0.63 1.80 -1.68
0.25 -1.22 0.94 1.03 -1.20 0.22 0.55 0.08 2.12 -1.62
0.07 -0.68 1.34 0.20 -1.28 0.06 0.83 -0.34 2.19 -1.50
0.04 -1.38 0.88 0.14 -1.46 -0.29 0.02 -0.46 1.77 -1.49
-0.11 -1.13 1.09 0.20 -1.07 -0.67 0.01 -0.56 1.45 -1.77
-0.15 -0.96 0.67 0.11 -1.45 -0.49 0.21 -0.49 1.87 -2.16"""
"""Three appraisers, three trials each, ten parts: the example of AIAG MSA, chapter III B."""


def aiag():
    table = [[float(cell) for cell in row.split()] for row in AIAG.splitlines()]
    return [
        (score, str(part), "ABC"[row // 3])
        for row, cells in enumerate(table)
        for part, score in enumerate(cells)
    ]


def made(parts, conditions, repeats, sigmas, seed=0):
    """Scores with known sigmas of part, condition, interaction and repeatability."""
    rng = np.random.default_rng(seed)
    part, condition = rng.normal(0, sigmas[0], parts), rng.normal(0, sigmas[1], conditions)
    both = rng.normal(0, sigmas[2], (parts, conditions))
    return [
        (part[p] + condition[c] + both[p, c] + rng.normal(0, sigmas[3]), f"p{p}", f"c{c}")
        for p in range(parts)
        for c in range(conditions)
        for _ in range(repeats)
    ]


def of(rows):
    return gauge(*(list(column) for column in zip(*rows, strict=True)))


def test_aiags_example_gives_aiags_table():
    found = of(aiag())
    assert found.repeatability == pytest.approx(0.199933, abs=5e-7)
    assert found.condition == pytest.approx(0.226838, abs=5e-7)
    assert found.interaction == 0
    assert found.measurement == pytest.approx(0.302373, abs=2e-6)
    assert found.part == pytest.approx(1.042327, abs=5e-7)
    assert found.percent == pytest.approx(27.86, abs=0.005)
    assert found.categories == 4
    assert found.freedom == 78
    assert found.word == "may be acceptable"
    assert not found.has_enough_categories


def test_a_small_table_by_hand():
    # Two parts (means 1 and 5), two images each: MS within = (1 + 1) / ... = 2, MS parts = 16.
    found = gauge([0, 2, 4, 6], ["a", "a", "b", "b"], [""] * 4)
    assert found.repeatability == pytest.approx(math.sqrt(2))
    assert found.part == pytest.approx(math.sqrt((16 - 2) / 2))
    assert (found.condition, found.interaction, found.reproducibility) == (None, None, None)
    assert found.freedom == 2


def test_an_interaction_by_hand():
    # Part a loses by the condition what part b gains: all spread is interaction.
    rows = [(0, "a", "x"), (0.2, "a", "x"), (10, "a", "y"), (10.2, "a", "y")]
    rows += [(10, "b", "x"), (10.2, "b", "x"), (0, "b", "y"), (0.2, "b", "y")]
    found = of(rows)
    assert found.interaction_p < 1e-6
    assert found.repeatability == pytest.approx(math.sqrt(0.02))
    assert found.interaction == pytest.approx(math.sqrt((200 - 0.02) / 2))
    assert (found.condition, found.part) == (0, 0)  # both come out negative


@pytest.mark.parametrize("sigmas", [(3, 1, 0, 0.5), (2, 1, 1.5, 0.5)])
def test_known_sigmas_are_found_again(sigmas):
    found = of(made(100, 40, 3, sigmas))
    assert found.part == pytest.approx(sigmas[0], rel=0.15)
    assert found.condition == pytest.approx(sigmas[1], rel=0.25)
    assert found.interaction == pytest.approx(sigmas[2], rel=0.05, abs=0.06)
    assert found.repeatability == pytest.approx(sigmas[3], rel=0.05)


def test_gaps_do_not_bend_the_sigmas():
    rng = np.random.default_rng(1)
    rows = [row for row in made(150, 40, 3, (3, 1, 1.5, 0.5), seed=3) if rng.random() < 0.7]
    found = of(rows)
    assert found.part == pytest.approx(3, rel=0.15)
    assert found.condition == pytest.approx(1, rel=0.3)
    assert found.interaction == pytest.approx(1.5, rel=0.06)
    assert found.repeatability == pytest.approx(0.5, rel=0.06)


def test_estimates_of_variances_are_right_on_the_average():
    found = [of(made(6, 1, 3, (2, 0, 0, 1), seed=seed)) for seed in range(400)]
    assert np.mean([g.repeatability**2 for g in found]) == pytest.approx(1, rel=0.06)
    assert np.mean([g.part**2 for g in found]) == pytest.approx(4, rel=0.12)


def test_the_interval_of_repeatability_covers_it_19_times_in_20():
    found = [
        of(made(5, 1, 3, (2, 0, 0, 1), seed=seed)).repeatability_interval() for seed in range(400)
    ]
    assert 0.92 <= np.mean([low <= 1 <= high for low, high in found]) <= 0.98


def test_where_nothing_was_measured_twice_there_is_no_answer():
    assert gauge([1, 2, 3], ["a", "b", "c"], [""] * 3) is None
    assert gauge([1], ["a"], [""]) is None
    assert gauge([], [], []) is None


def test_one_part_has_a_repeatability_and_no_percentage():
    found = gauge([1, 2, 3], ["a"] * 3, [""] * 3)
    assert found.repeatability == pytest.approx(1)
    assert (found.part, found.total, found.percent, found.categories) == (None,) * 4
    assert found.word == ""


def test_one_image_per_cell_leaves_the_interaction_in_repeatability():
    found = of(made(30, 5, 1, (3, 1, 0, 0.5)))
    assert found.interaction_p is None
    assert found.interaction is None
    assert found.freedom == 29 * 4
    assert found.repeatability == pytest.approx(0.5, rel=0.15)


def test_perfect_repeats_have_no_spread_and_any_number_of_categories():
    found = gauge([1, 1, 2, 2], ["a", "a", "b", "b"], [""] * 4)
    assert (found.repeatability, found.percent, found.categories) == (0, 0, None)
    assert found.word == "acceptable"


rows = st.lists(
    st.tuples(
        st.floats(-100, 100).map(lambda x: round(x, 3)),
        st.sampled_from("abc"),
        st.sampled_from("xyz"),
    ),
    min_size=2,
    max_size=30,
)


def close(one, other, factor=1.0, scale=1.0):
    if one is None or other is None:
        return one is other
    return other == pytest.approx(factor * one, rel=1e-3, abs=1e-3 * scale * factor)


@settings(deadline=None)  # the first call imports scipy
@given(rows, st.floats(0.01, 100), st.floats(-100, 100))
def test_shifted_and_stretched_scores_have_stretched_sigmas(rows, factor, shift):
    one, other = of(rows), of([(factor * y + shift, p, c) for y, p, c in rows])
    assert (one is None) == (other is None)
    if one is None or one.interaction_p != pytest.approx(other.interaction_p, abs=1e-6):
        return  # rounding moved a p-value of exact ties
    spread = max(abs(row[0]) for row in rows) + 1
    for name in ("repeatability", "condition", "interaction", "part"):
        assert close(getattr(one, name), getattr(other, name), factor, spread)


@settings(deadline=None)
@given(rows, st.randoms())
def test_the_order_and_the_names_do_not_matter(rows, random):
    mixed = [(y, p.upper(), c * 2) for y, p, c in rows]
    random.shuffle(mixed)
    one, other = of(rows), of(mixed)
    assert (one is None) == (other is None)
    if one is not None and one.interaction_p == pytest.approx(other.interaction_p, abs=1e-6):
        spread = max(abs(row[0]) for row in rows) + 1
        for name in ("repeatability", "condition", "interaction", "part"):
            assert close(getattr(one, name), getattr(other, name), scale=spread)


@settings(deadline=None)
@given(rows)
def test_no_component_is_negative_and_grr_is_a_share(rows):
    found = of(rows)
    if found is None:
        return
    sigmas = (found.repeatability, found.condition, found.interaction, found.part)
    assert all(sigma is None or sigma >= 0 for sigma in sigmas)
    assert found.percent is None or 0 <= found.percent <= 100 + 1e-9
    low, high = found.repeatability_interval()
    assert low <= found.repeatability <= high
