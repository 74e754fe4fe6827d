from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core import agreement
from inspector.core.agreement import cohen_kappa, fleiss_kappa

FLEISS = (
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
)
"""Fourteen raters, ten things, five answers: kappa is 0.210 in every textbook that has it."""

answers = st.lists(st.tuples(st.sampled_from("pfu"), st.sampled_from("pfu")), min_size=1)


def spelled(counts):
    return [[kind for kind, n in enumerate(row) for _ in range(n)] for row in counts]


def test_the_textbook_example_of_fleiss():
    assert fleiss_kappa(spelled(FLEISS)) == pytest.approx(0.2099, abs=5e-5)


def test_the_textbook_example_of_cohen():
    # 50 applications: both yes 20, both no 15, yes/no 5, no/yes 10: 0.4.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(*zip(*pairs, strict=True)) == pytest.approx(0.4)


@given(answers)
@settings(deadline=None)  # the first call imports scikit-learn
@pytest.mark.filterwarnings("ignore")  # scikit-learn's, of a single class
def test_cohens_kappa_is_scikit_learns(pairs):
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*pairs, strict=True)
    ours, theirs = cohen_kappa(first, second), cohen_kappa_score(first, second)
    assert ours == pytest.approx(theirs, nan_ok=True)


@given(answers)
def test_kappas_do_not_care_who_comes_first(pairs):
    first, second = zip(*pairs, strict=True)
    assert cohen_kappa(first, second) == pytest.approx(cohen_kappa(second, first), nan_ok=True)
    turned = [pair[::-1] for pair in pairs][::-1]
    assert fleiss_kappa(pairs) == pytest.approx(fleiss_kappa(turned), nan_ok=True)


@given(answers)
def test_a_kappa_is_at_most_one_and_one_only_when_all_agree(pairs):
    for found in (fleiss_kappa(pairs), cohen_kappa(*zip(*pairs, strict=True))):
        if not math.isnan(found):
            assert found <= 1
            assert (found == pytest.approx(1)) == all(a == b for a, b in pairs)


def test_one_answer_alone_is_no_agreement():
    assert math.isnan(cohen_kappa("ppp", "ppp"))
    assert math.isnan(fleiss_kappa(["pp", "pp"]))
    assert math.isnan(fleiss_kappa(["p", "f"]))
    assert math.isnan(cohen_kappa([], []))
    assert math.isnan(fleiss_kappa([]))


def test_two_raters_who_rated_other_numbers_of_things_are_refused():
    with pytest.raises(ValueError, match="2 answers"):
        cohen_kappa("pf", "p")


def test_a_thing_with_one_answer_only_says_how_common_the_answer_is():
    # Shares of p: 1, 0, 1 -> 2/3; chance 4/9 + 1/9; all repeated things agree.
    assert fleiss_kappa(["pp", "ff", "p"]) == pytest.approx(1)
    mixed = fleiss_kappa(["pp", "pf", "p"])
    assert mixed == pytest.approx((0.5 - (25 / 36 + 1 / 36)) / (1 - 26 / 36))


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (1, "very good"),
        (0.9, "very good"),
        (0.89, "acceptable"),
        (0.7, "acceptable"),
        (0.69, "poor"),
        (-1, "poor"),
        (math.nan, ""),
    ],
)
def test_kappa_has_a_word(kappa, word):
    assert agreement.kappa_word(kappa) == word


def test_rates_have_aiags_words():
    words = [agreement.rate_word(rate, agreement.EFFECTIVENESS) for rate in (0.9, 0.85, 0.79)]
    assert words == ["acceptable", "marginal", "not acceptable"]
    words = [agreement.rate_word(rate, agreement.MISS_RATE) for rate in (0.02, 0.05, 0.051)]
    assert words == ["acceptable", "marginal", "not acceptable"]
