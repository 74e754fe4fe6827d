"""Named settings to start from."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.core import backbones, options
from inspector.core.backbones import timm_family, timm_network
from inspector.core.detectors.projector_training import SCHEDULES
from inspector.core.options import Options
from inspector.core.presets import PRESETS
from inspector.core.score import MethodsOwn, TopFraction


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


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_preset_survives_being_saved_and_says_that_it_needs_weights(preset):
    assert options.from_json(options.to_json(preset.options)) == preset.options
    needs = backbones.row(preset.options.backbone.id).kind != "builtin"
    assert ("eeds" in preset.summary and "weights" in preset.summary) == needs


@pytest.mark.parametrize(
    ("name", "taps"),
    [
        ("subspacead", list(range(22, 29))),  # hidden states -18 to -12 of 41 (METHODS 4.1)
        ("foundad", [9]),  # the 10th of 12 blocks (METHODS 2.2)
        ("visionad", list(range(4, 19))),  # METHODS 4.3
        ("patchcore", [2, 3]),  # stages 2 and 3, after the stem and stage 1 (METHODS 4.15)
    ],
)
def test_layers_given_as_fractions_are_the_papers(name, taps):
    choice = PRESETS[name].options.backbone
    network = timm_network.build(backbones.row(choice.id).timm_name, device="meta")
    assert list(timm_family._reading(network, choice).taps) == taps


def test_foundads_preset_is_the_papers():
    """METHODS 2.2 to 2.6: DINOv3-B at 512, 6 blocks of 384, 2000 steps of 8, the 10 largest."""
    chosen = PRESETS["foundad"].options
    assert (chosen.backbone.id, chosen.size, chosen.smoothing) == ("dinov3-base", 512, 0.0)
    assert (chosen.detector.width, chosen.detector.blocks) == (384, 6)
    plan = SCHEDULES[chosen.detector.schedule]
    assert (plan.steps, plan.batch, plan.tokens, plan.patience) == (2000, 8, 0, 0)
    ten = np.zeros((32, 32), np.float32)
    ten.ravel()[:10] = 1
    assert chosen.score.of(ten) == 1
    ten.ravel()[9] = 0
    assert chosen.score.of(ten) == pytest.approx(0.9)


def test_posWinCLIPs_preset_is_the_papers():  # noqa: N802 - as the paper writes it
    """Section 3: CLIP at 240; windows of 16, 32, 48 and 112 pixels; fixed weights of all parts."""
    chosen = PRESETS["poswinclip"].options
    assert (chosen.backbone.id, chosen.size) == ("clip-b16-plus-240", 240)
    assert chosen.detector.scales == "1,2,3,7"
    assert chosen.detector.sides == (2, 3, 7)
    assert chosen.detector.compare_words
    assert chosen.detector.score_weights == "paper"
    assert chosen.score == MethodsOwn()


def test_winclips_preset_is_the_papers():
    chosen = PRESETS["winclip"].options
    assert (chosen.backbone.id, chosen.size) == ("clip-b16-plus-240", 240)
    assert (chosen.detector.name, chosen.detector.sides) == ("text", (2, 3))
    assert chosen.score == MethodsOwn()
