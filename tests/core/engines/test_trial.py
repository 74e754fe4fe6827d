from __future__ import annotations

import math

import numpy as np
import pytest

from inspector.core.engines import trial
from inspector.core.engines.trial import Trial, pick

PLAIN = Trial("torch", "float32", 1.0, 0.0)
SAME = Trial("openvino", "float32", 0.6, 1e-7)
QUICK = Trial("openvino", "bfloat16", 0.3, 5e-6)


def test_the_fastest_that_agrees_is_picked() -> None:
    assert pick([PLAIN, SAME, QUICK]) == QUICK
    assert pick([PLAIN, SAME]) == SAME
    assert pick([PLAIN]) == PLAIN


@pytest.mark.parametrize("gap", [1e-3, 0.4, math.nan])
def test_what_does_not_agree_is_never_picked(gap: float) -> None:
    wrong = Trial("openvino", "bfloat16", 0.01, gap)
    assert pick([PLAIN, SAME, wrong]) == SAME
    assert pick([PLAIN, wrong], "bfloat16") == PLAIN


def test_less_than_float32_has_to_be_worth_it() -> None:
    hardly = Trial("openvino", "bfloat16", 0.55, 5e-6)
    assert pick([PLAIN, SAME, hardly]) == SAME


def test_a_difference_within_the_noise_leaves_the_network_to_torch() -> None:
    assert pick([PLAIN, Trial("openvino", "float32", 0.98, 0.0)]) == PLAIN


def test_the_precision_of_a_detector_is_kept_even_where_it_is_slower() -> None:
    slow = Trial("openvino", "bfloat16", 3.0, 5e-6)
    assert pick([PLAIN, SAME, slow], "bfloat16") == slow
    assert pick([PLAIN, SAME, QUICK], "float32") == SAME


def test_the_gap_is_that_of_the_worst_cell() -> None:
    wanted = np.eye(3, 5, dtype=np.float32)
    found = wanted.copy()
    found[2] = [0, 0, 3, 4, 0]
    assert trial.gap([wanted, found], [wanted, wanted]) == pytest.approx(0.4)
    assert trial.gap([2 * wanted], [wanted]) == 0
    assert math.isnan(trial.gap([np.full((3, 5), np.nan, np.float32)], [wanted]))
