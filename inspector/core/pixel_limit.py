"""The heatmap value above which a pixel stands out: a limit of its own, by a rule of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from inspector.core.errors import OptionError
from inspector.core.rule import Rule
from inspector.core.rules import RULES, Manual
from inspector.core.rules import parse as parse_rule

AUTO: Final = "auto"
"""The pixel limit follows the fail rule."""

PIXEL_RULES: Final = tuple(
    name for name, kind in RULES.items() if kind.from_good_alone or kind is Manual
)
"""Names of the rules that can set it by themselves: no peak of a bad image is known."""


def parse(text: str) -> Rule | None:
    """The rule of a pixel limit, as written in a flag; None for AUTO.

    Raises:
        OptionError: there is no such rule, or it looks at bad images.
    """
    if text == AUTO:
        return None
    rule = parse_rule(text)
    if rule.name not in PIXEL_RULES:
        raise OptionError(
            f"The pixel limit cannot follow {text!r}, which looks at bad images. There are: "
            f"{', '.join([AUTO, *PIXEL_RULES])}."
        )
    return rule


def pixel_limit(
    rule: Rule | None,
    fail_rule: Rule,
    limits: tuple[float, float],
    good: Sequence[float],
    peaks: Sequence[float],
) -> float:
    """The pixel limit from the peaks of good heatmaps.

    rule: None follows the fail rule where that looks at good scores alone, so that as many good
        images show a region as are failed. Under any other fail rule it is the largest peak times
        unsure limit / largest good score: what is not passed shows where. Without peaks it is the
        fail limit, for scores and heatmaps are both distances.
    limits: unsure, fail.

    Raises:
        OptionError: the rule needs good images, and no peak is known.
    """
    if rule is not None:
        return rule.limit(peaks, ())
    unsure, fail = limits
    if not peaks:
        return fail
    if fail_rule.from_good_alone:
        return fail_rule.limit(peaks, ())
    largest = max(good, default=0.0)
    scaled = max(peaks) * (unsure / largest) if largest > 0 else math.inf
    return scaled if math.isfinite(scaled) else fail


def notes(
    rule: Rule | None, limit: float, unsure: float, good: Sequence[float], peaks: Sequence[float]
) -> list[str]:
    """What the pixel limit promises where it has its own rule, and which good images contradict.

    good, peaks: of the same images.
    """
    found = []
    if rule is not None:
        label = rule.label[0].lower() + rule.label[1:]
        found.append(f"Pixel limit, {label}, of heatmap peaks: {rule.note(peaks, ())}")
    hot = sum(s <= unsure and p > limit for s, p in zip(good, peaks, strict=False))
    if hot:
        found.append(
            f"{hot} of {len(good)} measured good images pass although their heatmap rises above "
            "the pixel limit: they would show a region, if that is large enough to be shown."
        )
    return found
