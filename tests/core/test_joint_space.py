"""Images where they can be compared with words: a small CLIP vision tower of random weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core import backbones, detector_file, extract, text_tower
from inspector.core.backbones import BackboneChoice
from inspector.core.detectors.text import Text
from inspector.core.errors import FitError, WeightsError
from inspector.core.features_cache import FeaturesCache
from inspector.core.fit import LabelledImage, learn
from inspector.core.options import Options
from inspector.core.score import MethodsOwn

ARCHITECTURE = "vit_xsmall_patch16_clip_224.tinyclip_yfcc15m"
ROW = replace(backbones.ROWS["clip-b16"], id="tiny", timm_name=ARCHITECTURE, dimension=256)
SIZE = 48  # 3 x 3 patches


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import timm
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(0)
    network = timm.create_model(ARCHITECTURE, pretrained=False)
    path = tmp_path_factory.mktemp("weights") / "tiny.safetensors"
    save_file(network.state_dict(), path)
    return path


@pytest.fixture
def choice(weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackboneChoice:
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setitem(backbones.ROWS, ROW.id, ROW)
    return BackboneChoice(ROW.id, weights)


def image(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((1, 3, SIZE, SIZE)).astype(np.float32)


def test_the_image_and_its_patches_are_projected_as_timm_projects(choice):
    import torch

    backbone = backbones.load(choice, device="cpu", sides=(1,))
    (found,) = backbone.features(image())
    network = backbone._network
    with torch.inference_mode():
        tokens = network.forward_features(torch.from_numpy(image()))
        whole = network(torch.from_numpy(image()))
        patches = network.head(tokens[0, 1:])
    np.testing.assert_allclose(found.joint.image, whole[0].numpy(), atol=1e-5)
    np.testing.assert_allclose(found.joint.vectors[1:], patches.numpy(), atol=1e-5)
    assert (found.joint.tower, found.joint.sides) == ("tiny", (1,))


def test_a_window_that_holds_the_whole_image_sees_what_the_image_shows(choice):
    (found,) = backbones.load(choice, device="cpu", sides=(2, 3)).features(image())
    assert found.joint.vectors.shape == (1 + 4 + 1, 512)
    np.testing.assert_allclose(found.joint.windows(3, 3, 3)[0, 0], found.joint.image, atol=1e-5)
    assert not np.allclose(found.joint.windows(2, 3, 3)[0, 0], found.joint.image, atol=1e-2)


def test_a_window_is_blind_to_what_lies_outside(choice):
    backbone = backbones.load(choice, device="cpu", sides=(2,))
    changed = image()
    changed[:, :, 32:, :] = 0  # the lowest row of patches
    first, second = backbone.features(image())[0].joint, backbone.features(changed)[0].joint
    before, after = first.windows(2, 3, 3), second.windows(2, 3, 3)
    np.testing.assert_allclose(before[0], after[0], atol=1e-5)
    assert not np.allclose(before[1], after[1], atol=1e-2)


def test_the_patch_vectors_do_not_depend_on_whether_words_are_wanted(choice):
    plain = backbones.load(choice, device="cpu").features(image())[0]
    beside = backbones.load(choice, device="cpu", sides=(1,)).features(image())[0]
    assert plain.joint is None
    np.testing.assert_allclose(plain.vectors, beside.vectors, atol=1e-5)


def test_weights_without_the_projection_are_refused_only_where_it_is_needed(choice, tmp_path):
    from safetensors.torch import load_file, save_file

    state = {n: e for n, e in load_file(choice.weights).items() if not n.startswith("head.")}
    save_file(state, tmp_path / "headless.safetensors")
    headless = replace(choice, weights=tmp_path / "headless.safetensors")
    backbones.load(headless, device="cpu")
    with pytest.raises(WeightsError, match=r"head\.weight"):
        backbones.load(headless, device="cpu", sides=(1,))


def test_the_cache_keeps_them_and_never_mixes_them_up(choice, tiny_parts, tmp_path):
    path = sorted((tiny_parts / "train" / "good").iterdir())[0]
    found = {}
    for kind in ("pooled", "exact"):
        options = Options(choice, size=SIZE, detector=Text(windows=kind))
        cold, warm = (
            extract.extractor(options, device="cpu", cache=FeaturesCache(tmp_path / "features"))
            for _ in range(2)
        )
        first, second = cold.of_file(path)[0].joint, warm.of_file(path)[0].joint
        np.testing.assert_array_equal(first.vectors, second.vectors)
        assert (second.sides, second.tower) == (first.sides, "tiny")
        found[kind] = first.sides
    assert found == {"pooled": (1,), "exact": (2, 3)}


def test_a_finished_detector_needs_no_text_tower(choice, tiny_parts, tmp_path, monkeypatch):
    words = text_tower.unit(np.random.default_rng(0).standard_normal((2, 512)))
    monkeypatch.setattr(text_tower, "states", lambda *asked: words)
    options = Options(choice, size=SIZE, detector=Text(part="disc"), score=MethodsOwn())
    extractor = extract.extractor(options, device="cpu")
    path = sorted((tiny_parts / "train" / "good").iterdir())[0]
    inspector = learn(options, [LabelledImage(path)], extractor).inspector
    pixels = extractor.read(path)
    detector_file.write(tmp_path / "disc.detector", inspector, test_images=[pixels])

    def refuse(*asked):
        raise AssertionError("the text tower was asked for")

    monkeypatch.setattr(text_tower, "states", refuse)
    again = detector_file.load_detector(tmp_path / "disc.detector", device="cpu")
    expected = inspector.inspect(path)
    found = again.inspect(path)
    assert found.score == pytest.approx(expected.score, abs=1e-6)
    assert found.score == pytest.approx(share(extractor.of_file(path)[0].joint.image, words))
    np.testing.assert_allclose(found.heatmap, expected.heatmap, atol=1e-5)


def test_words_on_the_built_in_backbone_are_refused(tiny_parts):
    options = Options(size=64, detector=Text())
    path = sorted((tiny_parts / "train" / "good").iterdir())[0]
    with pytest.raises(FitError, match="no text tower"):
        learn(options, [LabelledImage(path)], extract.extractor(options, device="cpu"))


def share(vector, words):
    powers = np.exp(words @ (vector / np.linalg.norm(vector)) / 0.07)
    return powers[1] / powers.sum()
