"""The verdict on one image: the worst of its image limits and the rules on its regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.core.calibrate import Calibration, Verdict
from inspector.core.region_rules import Measures, RegionRule

IMAGE_LIMIT = "image-limit"
"""What decided where it was the score of the image."""

_REMARKS: dict[tuple[Verdict, bool], str] = {
    ("pass", True): "The image passes although a region stands out: its score is within the "
    "image limits.",
    ("unsure", False): "The image is unsure although no region stands out: its score is above the "
    "unsure limit.",
    ("fail", False): "The image fails although no region stands out: its score is above the fail "
    "limit.",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from the numbers of one image.

    decided_by: all that call for this verdict: IMAGE_LIMIT, or rules as written in flags.
    remarks: where verdict and regions contradict each other, a sentence for people.
    """

    verdict: Verdict
    decided_by: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def decide(
    calibration: Calibration, score: float, found: Measures, rules: Sequence[RegionRule]
) -> Decision:
    """The one place where score and regions become a verdict; the window asks here too."""
    by_score = calibration.verdict(score)
    broken = tuple(rule.text for rule in rules if rule.is_broken(found))
    verdict: Verdict = "fail" if broken else by_score
    by_limit = (IMAGE_LIMIT,) if verdict == by_score else ()
    remark = _REMARKS.get((verdict, found.count > 0))
    return Decision(verdict, by_limit + broken, (remark,) if remark else ())
