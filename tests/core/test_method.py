from __future__ import annotations

from dataclasses import replace

import pytest

from inspector.core import method
from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors import DETECTORS, PatchMemory, TwoMemories
from inspector.core.errors import OptionError
from inspector.core.options import Options
from inspector.core.presets import PRESETS


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch, tmp_path):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))


def test_every_detector_and_every_other_preset_can_be_compared_once():
    found = method.methods(Options())
    names = [each.name for each in found]
    assert set(DETECTORS) <= set(names)
    assert set(PRESETS) - set(names) == {"default"}  # it is the patch memory with its defaults
    assert len({each.name for each in found}) == len({repr(each.options) for each in found})


def test_detectors_take_the_backbone_and_keep_the_options_that_are_chosen():
    base = Options(size=128, detector=PatchMemory(neighbours=3))
    memory, two = method.named(["patch-memory", "two-memories"], base)
    assert memory.options == base
    assert two.options == replace(base, detector=TwoMemories())


def test_a_preset_brings_its_own_backbone_and_takes_weights_that_fit_it(tmp_path):
    weights = tmp_path / "w.safetensors"
    base = Options(backbone=BackboneChoice("dinov2-small", weights=weights), bit_depth=12)
    found = {each.name: each.options for each in method.named(["anomalydino", "winclip"], base)}
    assert found["anomalydino"].backbone.weights == weights
    assert found["winclip"].backbone == PRESETS["winclip"].options.backbone
    assert found["winclip"].bit_depth == 12


def test_what_is_suggested_works_at_once_and_the_cheapest_comes_first():
    names = [each.name for each in method.suggested(Options()) if each.name != "recommended"]
    assert names[0] == "patch-memory"
    assert names[-1] == "multi-view-memory"
    assert not {"text", "manifold-projector"} & set(names)
    assert "text" in [each.name for each in method.methods(Options())]


def test_nothing_is_suggested_for_a_backbone_without_weights():
    lacking = Options(backbone=BackboneChoice("dinov2-small"))
    names = [each.name for each in method.suggested(lacking)]
    assert names in ([], ["recommended"])
    assert "88 MB" in method.why_not(lacking)


def test_words_need_a_backbone_that_knows_some():
    (words,) = method.named(["text"], Options())
    assert "clip-b16-plus-240" in method.why_not(words.options)


def test_an_unknown_method_names_the_nearest():
    with pytest.raises(OptionError, match="Did you mean patch-memory"):
        method.named(["patch-memry"], Options())
