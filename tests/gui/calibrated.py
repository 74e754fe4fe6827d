"""Scores with their calibration, for tests of what shows them."""

from __future__ import annotations

import numpy as np

from inspector.core.calibrate import Calibration, calibrate
from inspector.core.rules import Rule
from inspector.gui.plots.scored import ScoredImage

GOOD = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
BAD = (5.5, 7.0, 8.0, 9.0)


def images(good=GOOD, bad=BAD, unset=()) -> list[ScoredImage]:
    return [
        ScoredImage(f"{label}-{score:g}", f"{label}/{score:g}.png", label, score)
        for label, scores in (("good", good), ("bad", bad), ("unset", unset))
        for score in scores
    ]


def calibrated(
    scored: list[ScoredImage], fail: Rule | None = None, unsure: Rule | None = None
) -> Calibration:
    good, bad = (
        [each.score for each in scored if each.label == label and each.counts]
        for label in ("good", "bad")
    )
    return calibrate(good, bad, fail_rule=fail, unsure_rule=unsure)


def many(count: int) -> list[ScoredImage]:
    rng = np.random.default_rng(0)
    return images(rng.normal(3, 1, count * 3 // 4), rng.normal(6, 1, count // 4))
