"""Named settings to start from."""

from __future__ import annotations

import pytest

from inspector.core.options import Options
from inspector.core.presets import PRESETS
from inspector.core.score import TopFraction


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_preset_can_be_used_and_says_what_it_is_for(preset):
    assert preset.label
    assert preset.summary.endswith(".")
    assert preset.options.preprocess.size >= preset.options.preprocess.patch


def test_the_default_preset_is_the_default():
    assert PRESETS["default"].options == Options()


def test_the_papers_preset_is_the_papers():
    """AnomalyDINO, section 4: DINOv2-S at 448, rotations, one neighbour, mean of the top 1 %."""
    chosen = PRESETS["anomalydino"].options
    assert chosen.backbone.id == "dinov2-small"
    assert (chosen.size, chosen.edges, chosen.smoothing) == (448, "crop", 4.0)
    assert len(chosen.detector.views) == 8
    assert (chosen.detector.neighbours, chosen.detector.memory_share) == (1, 1.0)
    assert chosen.score == TopFraction(0.01)
