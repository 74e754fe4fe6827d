"""A tiny text tower with random weights, read from a file as a published one is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from inspector.core import prompts, text_tower
from inspector.core.errors import FitError, WeightsError
from inspector.core.text_tower import Tower

TINY = Tower("inspector-tiny", "tiny-clip", ("nobody/nothing", "none.safetensors"), 1)
CONFIG = {
    "embed_dim": 16,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 24, "head_width": 12, "patch_size": 8},
    "text_cfg": {
        "context_length": 77,
        "vocab_size": 49408,
        "width": 16,
        "heads": 2,
        "layers": 2,
    },
}


@pytest.fixture
def clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A whole open_clip network of random weights, saved where the tower's file is looked for."""
    open_clip = pytest.importorskip("open_clip", reason="open-clip-torch is not installed")
    import torch
    from safetensors.torch import save_file

    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    monkeypatch.setenv("INSPECTOR_HUB", "http://127.0.0.1:9")
    monkeypatch.setattr(text_tower, "TOWERS", {"tiny-clip": TINY})
    (tmp_path / f"{TINY.name}.json").write_text(json.dumps(CONFIG))
    open_clip.add_model_config(tmp_path / f"{TINY.name}.json")
    torch.manual_seed(0)
    network = open_clip.CLIP(**CONFIG).eval()
    TINY.place.parent.mkdir(parents=True)
    save_file({name: each.contiguous() for name, each in network.state_dict().items()}, TINY.place)
    text_tower._states.cache_clear()
    return network


def test_the_words_are_the_normalised_mean_of_what_open_clip_says_of_each(clip):
    import open_clip
    import torch

    tokens = open_clip.get_tokenizer(TINY.name)
    expected = []
    for sentences in (prompts.good("nut"), prompts.bad("nut", "scratched")):
        with torch.inference_mode():
            each = clip.encode_text(tokens(sentences), normalize=True).numpy()
        mean = each.mean(axis=0)
        expected.append(mean / np.linalg.norm(mean))
    found = text_tower.states("tiny-clip", "nut", "scratched")
    np.testing.assert_allclose(found, expected, atol=1e-5)


def test_the_same_words_are_read_once(clip):
    first = text_tower.states("tiny-clip", "nut")
    assert text_tower.states("tiny-clip", "nut") is first
    assert text_tower.states("tiny-clip", "bolt") is not first


def test_without_its_weights_it_says_what_to_fetch_and_where_to_put_it(clip):
    TINY.place.unlink()
    with pytest.raises(WeightsError, match="nobody/nothing") as error:
        text_tower.states("tiny-clip", "nut")
    assert str(TINY.place) in str(error.value)


def test_a_file_without_a_text_tower_is_refused(clip):
    from safetensors.torch import save_file

    visual = {n: e.contiguous() for n, e in clip.state_dict().items() if n.startswith("visual.")}
    save_file(visual, TINY.place)
    with pytest.raises(WeightsError, match="both towers"):
        text_tower.states("tiny-clip", "nut")


def test_without_open_clip_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(text_tower.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(FitError, match=r"visual-inspector\[text\]"):
        text_tower.states("clip-b16", "nut")


def test_every_tower_belongs_to_a_backbone_with_a_joint_space():
    from inspector.core.backbones import ROWS

    assert set(text_tower.TOWERS) == {row.id for row in ROWS.values() if row.joint}


@pytest.mark.parametrize("tower", text_tower.TOWERS.values(), ids=lambda each: each.name)
def test_every_tower_ends_in_the_space_of_its_backbone(tower):
    open_clip = pytest.importorskip("open_clip", reason="open-clip-torch is not installed")
    from inspector.core.backbones import ROWS

    assert open_clip.get_model_config(tower.name)["embed_dim"] == ROWS[tower.backbone].joint
