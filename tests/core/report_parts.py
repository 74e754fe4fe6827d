"""Inspections and reports for tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from inspector.core import regions
from inspector.core.calibrate import Limits, calibrate
from inspector.core.dataset import Label
from inspector.core.inspection import Inspection
from inspector.core.report_card import Card, Said, Seen, collected, noted
from inspector.core.report_data import Report, Taught

LIMITS = Limits(0.8, 1.0)
CALIBRATION = replace(calibrate([0.5, 0.6, 0.7], [1.2]), limits=LIMITS)


def inspected(name: str, score: float, *, size: tuple[int, int] = (60, 90)) -> Inspection:
    """An inspection with a hot spot in the middle, judged by LIMITS."""
    heatmap = np.zeros(size, np.float32)
    heatmap[size[0] // 2, size[1] // 2] = 2
    return Inspection(
        path=Path(name),
        score=score,
        verdict=LIMITS.verdict(score),
        limits=LIMITS,
        pixel_limit=1.0,
        heatmap=heatmap,
        regions=regions.find(heatmap, 1.0),
        seconds=0.1,
        relative=score,
    )


def carded(
    name: str,
    score: float,
    label: Label = "unset",
    seen: Seen = "",
    *,
    size: tuple[int, int] = (60, 90),
) -> Card:
    """The card of such an inspection."""
    picture = np.full((*size, 3), 90, np.uint8)
    return noted(inspected(name, score, size=size), Said(label, seen, "ab" * 32), lambda _: picture)


def reported(cards: list[Card], **more: Any) -> Report:
    """A report of cards with all that a report may have."""
    known = {
        "title": "Housing",
        "subject": "/parts/housing",
        "failures": {"c.png": "c.png: is cut off."},
        "calibration": CALIBRATION,
        "facts": {"Detector": "Patch memory"},
        "taught": (Taught("r.png", "cd" * 32),),
        "hashes": {"Backbone weights": "ef" * 32},
    }
    return Report(cards=collected(cards), **(known | more))
