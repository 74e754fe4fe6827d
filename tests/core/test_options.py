"""What decides how a part is inspected survives its file, and nonsense is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.core import options
from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors import TwoMemories
from inspector.core.errors import OptionError
from inspector.core.options import Options
from inspector.core.presets import PRESETS
from inspector.core.score import Maximum

FULL = Options(
    backbone=BackboneChoice("vit-tiny", Path("/w/ä.safetensors"), (0.5, 1.0), "concatenate"),
    size=672,
    edges="crop",
    bit_depth=12,
    detector=TwoMemories(strength=2.5, rotations="45"),
    foreground=True,
    score=Maximum(),
    smoothing=2.0,
    smallest_area=30,
)


@pytest.mark.parametrize("chosen", [Options(), FULL, *(p.options for p in PRESETS.values())])
def test_options_survive_json(chosen):
    assert options.from_json(json.loads(json.dumps(options.to_json(chosen)))) == chosen


def test_what_is_absent_takes_its_default():
    assert options.from_json({}) == Options()
    assert options.from_json({"size": 64}) == Options(size=64)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"size": 31}, "32 to 8192"),
        ({"size": 9000}, "32 to 8192"),
        ({"size": 64.5}, "whole number"),
        ({"size": "64"}, "'64'"),
        ({"size": True}, "True"),
        ({"edges": "stretch"}, "cover or crop"),
        ({"edges": []}, "cover or crop"),
        ({"bit_depth": 0}, "1 to 16"),
        ({"bit_depth": 17}, "1 to 16"),
        ({"foreground": "yes"}, "true or false"),
        ({"smoothing": -1}, "0 to 200"),
        ({"smoothing": float("nan")}, "0 to 200"),
        ({"smoothing": "much"}, "cannot be read"),
        ({"smallest_area": 0}, "1 to"),
        ({"smallest_area": float("nan")}, "whole number"),
        ({"colour": "blue"}, "colour"),
        ({"backbone": {"id": "dinov2-smal"}}, "dinov2-small"),
        ({"backbone": {"id": "scattering", "combine": "sum"}}, "mean or concatenate"),
        ({"backbone": {"id": "scattering", "layers": ["deep"]}}, "deep"),
        ({"backbone": {}}, "id"),
        ({"backbone": 3}, "cannot be read"),
        ({"detector": {"name": "patchmemory"}}, "patch-memory"),
        ({"detector": []}, "There is no detector"),
        ({"score": {"name": "median"}}, "median"),
        ({"score": "maximum"}, "cannot be read"),
        ([1], "cannot be read"),
        (None, "cannot be read"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_the_input(data, why):
    with pytest.raises(OptionError, match=why):
        options.from_json(data)


def test_the_input_size_is_the_backbones_own_where_none_is_chosen():
    choice = BackboneChoice("dinov2-small")
    assert Options(choice).preprocess.size == 448
    assert Options(choice, size=672).preprocess.size == 672
    assert Options(choice).preprocess.patch == 14
