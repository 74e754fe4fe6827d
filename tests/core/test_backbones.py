from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.core import backbones
from inspector.core.backbones import rows, timm_family, timm_network, weights
from inspector.core.backbones.base import Backbone, BackboneChoice
from inspector.core.backbones.timm_family import Reading, TimmBackbone
from inspector.core.errors import OptionError, WeightsError

TINY = "vit_tiny_patch16_224"
SHA256 = "3f1f07da5e1337265ac1eb0234d13841467caf730b3c4240bd3f98c49bc16a92"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def tiny_file(shared_weights: Path) -> Path:
    return shared_weights / "vit_tiny_patch16_224.safetensors"


@pytest.fixture(scope="module")
def tiny(tiny_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Backbone:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        return backbones.load(BackboneChoice("vit-tiny", tiny_file), device="cpu")


def test_every_row_agrees_with_what_timm_records() -> None:
    from timm.models import get_pretrained_cfg

    free = {"Apache-2.0": "apache-2.0", "MIT": "mit", "BSD-3-Clause": "bsd-3-clause"}
    for row in rows.ROWS:
        cfg = get_pretrained_cfg(row.timm_name, allow_unregistered=False)
        assert cfg is not None
        assert (row.mean, row.std) == (cfg.mean, cfg.std), row.id
        assert row.hub == (cfg.hf_hub_id, "model.safetensors"), row.id
        licence = free.get(row.licence, "dinov3-license")
        # timm files OpenAI's CLIP under its own licence; OpenAI's is MIT.
        assert licence == cfg.license or row.id == "clip-b16", row.id
        assert row.may_export == (row.licence in free), row.id
        assert row.size % row.patch == 0, row.id


@pytest.mark.parametrize("row", rows.ROWS, ids=lambda row: row.id)
def test_every_row_has_the_patch_width_and_download_of_its_network(
    row: backbones.BackboneRow,
) -> None:
    import timm
    import torch

    with torch.device("meta"):
        network: Any = timm.create_model(row.timm_name, pretrained=False)
    taps = timm_network.default_taps(network)
    assert min(timm_network.reductions(network)[tap] for tap in taps) == row.patch
    assert sum(timm_network.channels(network)[tap] for tap in taps) == row.dimension
    size = sum(value.numel() * 4 for value in network.state_dict().values())
    assert abs(size / 1e6 - row.download_mb) <= 1


def test_clip_of_openai_has_the_activation_it_was_trained_with() -> None:
    import torch

    network: Any = timm_network.build(backbones.row("clip-b16").timm_name, device="meta")
    assert type(network.blocks[0].mlp.act).__name__ == "QuickGELU"
    assert not isinstance(network.blocks[0].mlp.act, torch.nn.GELU)


def test_ids_are_unique_and_found() -> None:
    assert len(backbones.ROWS) == len(rows.ROWS) + 3  # those that are built in
    for key, row in backbones.ROWS.items():
        assert backbones.row(key) is row


def test_an_unknown_id_is_repeated_with_the_nearest_names() -> None:
    with pytest.raises(OptionError, match=r'"dinov2-smal".*dinov2-small'):
        backbones.row("dinov2-smal")


def test_any_other_timm_name_makes_a_row_of_its_own() -> None:
    row = backbones.row("timm:vit_small_patch32_224.augreg_in21k_ft_in1k")
    assert (row.patch, row.dimension, row.size) == (32, 384, 1024)
    assert row.mean == (0.5, 0.5, 0.5)
    assert row.hub == ("timm/vit_small_patch32_224.augreg_in21k_ft_in1k", "model.safetensors")
    assert (row.licence, row.may_export) == ("Apache-2.0", True)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("resnet5O", "resnet50"),
        ("vit_tiny_patch16_224.none", "vit_tiny_patch16_224.none"),
        ("mixer_b16_224", "only its own input size"),
    ],
)
def test_a_timm_name_that_cannot_be_used_says_why(name: str, why: str) -> None:
    with pytest.raises(OptionError, match=why):
        backbones.row(f"timm:{name}")


def test_the_hash_of_the_weights_is_recorded(tiny: Backbone) -> None:
    assert tiny.weights_hash == SHA256
    assert tiny.row == backbones.row("vit-tiny")
    assert tiny.device == "cpu"


@pytest.mark.parametrize(("height", "width"), [(448, 448), (448, 672), (224, 224)])
def test_features_are_those_of_plain_timm_at_any_size(
    tiny: Backbone, tiny_file: Path, height: int, width: int
) -> None:
    import torch

    batch = _noise(1, height, width)
    (found,) = tiny.features(batch)
    plain = _plain_timm(tiny_file, height, width)
    with torch.inference_mode():
        tokens = plain.forward_features(torch.from_numpy(batch))[0, 1:].numpy()
    assert (found.rows, found.cols) == (height // 16, width // 16)
    assert found.vectors.dtype == np.float32
    assert found.metric == "cosine"
    np.testing.assert_allclose(found.vectors, tokens, atol=1e-5, rtol=0)


@pytest.mark.parametrize(
    ("id", "prefix"), [("dinov2-small-reg", 5), ("dinov3-small", 5), ("clip-b16-plus-240", 1)]
)
def test_class_and_register_tokens_are_left_out(id: str, prefix: int) -> None:  # noqa: A002
    import torch

    row = backbones.row(id)
    network: Any = timm_network.build(row.timm_name)
    reading = timm_family._reading(network, BackboneChoice(id))
    backbone = TimmBackbone(row, network, reading, weights_hash="", device="cpu")
    batch = _noise(1, 3 * row.patch, 5 * row.patch)
    (found,) = backbone.features(batch)
    with torch.inference_mode():
        tokens = network.forward_features(torch.from_numpy(batch))[0, prefix:].numpy()
    assert (found.rows, found.cols) == (3, 5)
    np.testing.assert_allclose(found.vectors, tokens, atol=1e-5, rtol=0)


def test_several_layers_are_averaged_or_concatenated_and_only_the_last_is_normed(
    tiny_file: Path,
) -> None:
    import torch

    batch = _noise(1, 224, 224)
    plain = _plain_timm(tiny_file, 224, 224)
    outputs: list[torch.Tensor] = []
    for block in plain.blocks:
        block.register_forward_hook(lambda module, args, output: outputs.append(output))
    with torch.inference_mode():
        last = plain.forward_features(torch.from_numpy(batch))[0, 1:].numpy()
    sixth, ninth = (outputs[index][0, 1:].numpy() for index in (5, 8))

    one = _load(tiny_file, layers=(0.5,)).features(batch)[0]
    mean = _load(tiny_file, layers=(0.75, 0.5)).features(batch)[0]
    both = _load(tiny_file, layers=(0.5, 1.0), combine="concatenate").features(batch)[0]
    np.testing.assert_allclose(one.vectors, sixth, atol=1e-4, rtol=0)
    np.testing.assert_allclose(mean.vectors, (sixth + ninth) / 2, atol=1e-4, rtol=0)
    np.testing.assert_allclose(both.vectors, np.hstack([sixth, last]), atol=1e-4, rtol=0)


def test_an_image_has_the_same_features_alone_and_in_company(tiny: Backbone) -> None:
    batch = _noise(3, 64, 96)
    together = tiny.features(batch)
    for image, found in zip(batch, together, strict=True):
        np.testing.assert_array_equal(tiny.features(image[None])[0].vectors, found.vectors)


def test_an_input_that_is_no_multiple_of_the_patch_is_refused(tiny: Backbone) -> None:
    with pytest.raises(ValueError, match="100 x 96 is no multiple of patch 16"):
        tiny.features(_noise(1, 96, 100))


@pytest.mark.parametrize("fraction", [-0.1, 1.5, 12.0])
def test_a_layer_is_a_fraction_of_the_depth(tiny_file: Path, fraction: float) -> None:
    with pytest.raises(OptionError, match="0 to 1"):
        _load(tiny_file, layers=(fraction,))


@pytest.mark.parametrize(("fraction", "block"), [(0.0, 0), (0.04, 0), (0.5, 5), (0.99, 11)])
def test_a_fraction_means_the_nearest_block(fraction: float, block: int) -> None:
    assert timm_family._tap(fraction, 12) == block


def test_missing_and_unknown_keys_are_named_with_the_file(tiny_file: Path, tmp_path: Path) -> None:
    state = dict(weights.read(tiny_file))
    state["extra.weight"] = state.pop("norm.bias")
    path = _saved(state, tmp_path / "altered.pth")
    with pytest.raises(WeightsError, match=r"altered\.pth .*norm\.bias.*extra\.weight"):
        _load(path)


def test_weights_of_another_width_are_refused(tiny_file: Path) -> None:
    with pytest.raises(WeightsError, match=r"does not fit vit_small_patch16_224.*size mismatch"):
        backbones.load(BackboneChoice("dino-small16", tiny_file), device="cpu")


def test_weights_of_another_patch_size_are_refused_rather_than_stretched(tiny_file: Path) -> None:
    with pytest.raises(WeightsError, match="its patches are 16 pixels, not 8"):
        timm_network.fill(_vit(patch_size=8), weights.read(tiny_file), tiny_file)


def test_dinov2s_own_key_names_are_understood(tmp_path: Path) -> None:
    import torch

    network = _vit(reg_tokens=4, no_embed_class=True, init_values=1.0)
    wanted = network.state_dict()
    own = {key: value for key, value in wanted.items() if key not in ("reg_token", "pos_embed")}
    own["mask_token"] = torch.zeros(1, 192)
    own["register_tokens"] = wanted["reg_token"]
    class_position = torch.full((1, 1, 192), 0.5)
    own["pos_embed"] = torch.cat([class_position, wanted["pos_embed"]], dim=1)
    path = _saved({f"backbone.{key}": value for key, value in own.items()}, tmp_path / "own.pth")

    filled = _vit(reg_tokens=4, no_embed_class=True, init_values=1.0)
    timm_network.fill(filled, weights.read(path), path)
    for key, value in filled.state_dict().items():
        moved = class_position if key == "cls_token" else 0.0  # timm adds its position to it
        assert torch.equal(value, wanted[key] + moved), key


def test_a_position_table_of_another_size_in_the_file_is_resampled(
    tiny_file: Path, tmp_path: Path
) -> None:
    larger = _plain_timm(tiny_file, 448, 448)
    path = _saved(larger.state_dict(), tmp_path / "448.pth")
    (found,) = _load(path).features(_noise(1, 224, 224))
    assert (found.rows, found.cols) == (14, 14)


def test_a_pyramid_is_read_like_patchcore(tmp_path: Path) -> None:
    import timm
    import torch
    from torch.nn import functional

    torch.manual_seed(0)
    plain: Any = timm.create_model("resnet18", pretrained=False).eval()
    path = _saved(plain.state_dict(), tmp_path / "resnet18.pth")
    batch = _noise(1, 104, 72)
    backbone = backbones.load(BackboneChoice("timm:resnet18", path), device="cpu")
    (found,) = backbone.features(batch)
    with torch.inference_mode():
        stem = plain.maxpool(plain.act1(plain.bn1(plain.conv1(torch.from_numpy(batch)))))
        second = plain.layer2(plain.layer1(stem))
        third = functional.avg_pool2d(plain.layer3(second), 3, 1, 1, count_include_pad=False)
        third = functional.interpolate(third, size=(13, 9), mode="bilinear")
        second = functional.avg_pool2d(second, 3, 1, 1, count_include_pad=False)
        wanted = torch.cat([second, third], dim=1)[0].permute(1, 2, 0).numpy()
    assert backbone.row.dimension == 128 + 256
    np.testing.assert_allclose(found.grid, wanted, atol=1e-5)


def test_stages_of_different_width_have_no_mean() -> None:
    network = timm_network.build("resnet18", device="meta")
    with pytest.raises(OptionError, match=r"64, 128.*no mean"):
        timm_family._reading(network, BackboneChoice(layers=(0.4, 0.6)))


def test_a_batch_too_large_for_the_device_is_halved_and_said(tiny_file: Path) -> None:
    backbone = _short_of_memory(tiny_file, most=2)
    assert len(backbone.features(_noise(5, 32, 32))) == 5
    assert backbone.device == "cpu:0"
    assert backbone.notes == ("5 images at once were too many for cpu:0: 2 now.",)


def test_a_device_too_small_for_one_image_gives_way_to_the_processor(tiny_file: Path) -> None:
    backbone = _short_of_memory(tiny_file, most=0)
    wanted = _load(tiny_file).features(_noise(2, 32, 48))
    found = backbone.features(_noise(2, 32, 48))
    assert backbone.device == "cpu"
    assert "48 x 32 pixels cannot be computed on cpu:0" in backbone.notes[-1]
    np.testing.assert_array_equal(found[1].vectors, wanted[1].vectors)


def test_an_image_too_large_for_the_processor_asks_for_a_smaller_size(tiny_file: Path) -> None:
    backbone = _short_of_memory(tiny_file, most=0, processor_too=True)
    with pytest.raises(OptionError, match=r"48 x 32 pixels needs more memory.*smaller size"):
        backbone.features(_noise(2, 32, 48))


def test_any_other_failure_of_the_network_is_not_swallowed(tiny_file: Path) -> None:
    backbone = _short_of_memory(tiny_file, most=0, error=RuntimeError("a mistake"))
    with pytest.raises(RuntimeError, match="a mistake"):
        backbone.features(_noise(1, 32, 32))


def test_an_operation_that_the_device_lacks_is_left_to_the_processor(tiny_file: Path) -> None:
    backbone = _short_of_memory(tiny_file, most=0, error=NotImplementedError("aten::something"))
    assert len(backbone.features(_noise(1, 32, 32))) == 1
    assert backbone.device == "cpu"


def test_the_built_in_backbone_takes_neither_weights_nor_layers(tiny_file: Path) -> None:
    with pytest.raises(OptionError, match=r"takes no weights.*vit_tiny_patch16_224"):
        backbones.load(BackboneChoice("scattering", tiny_file), device="cpu")
    with pytest.raises(OptionError, match="no layers to choose"):
        backbones.load(BackboneChoice("scattering", layers=(0.5,)), device="cpu")
    assert backbones.load(BackboneChoice(), device="cpu").row.kind == "builtin"


def _noise(count: int, height: int, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    noise = np.random.default_rng(7)
    return noise.standard_normal((count, 3, height, width)).astype(np.float32)


def _load(path: Path, **how: Any) -> Backbone:
    return backbones.load(BackboneChoice("vit-tiny", path, **how), device="cpu")


def _vit(**changes: Any) -> Any:
    import timm

    return timm.create_model(TINY, pretrained=False, num_classes=0, depth=1, **changes)


def _plain_timm(path: Path, height: int, width: int) -> Any:
    """timm's own network of one input size, its weights brought to it by timm itself."""
    import timm
    from safetensors.torch import load_file
    from timm.models.vision_transformer import checkpoint_filter_fn

    network: Any = timm.create_model(TINY, pretrained=False, img_size=(height, width))
    network.load_state_dict(checkpoint_filter_fn(load_file(path), network))
    return network.eval()


def _saved(state: dict[str, Any], path: Path) -> Path:
    import torch

    torch.save(state, path)
    return path


def _short_of_memory(
    path: Path, *, most: int, processor_too: bool = False, error: Exception | None = None
) -> TimmBackbone:
    """vit-tiny on a device that holds so many images; "cpu:0" stands for a graphics card."""
    import torch

    lack = error or torch.OutOfMemoryError("CUDA out of memory.")

    class Small(TimmBackbone):
        def _compute(self, batch: Any) -> Any:
            if len(batch) > most and (processor_too or self.device != "cpu"):
                raise lack
            return super()._compute(batch)

    network = timm_network.build(TINY)
    timm_network.fill(network, weights.read(path), path)
    reading = Reading((11,), "mean", normed=True, pooled=False)
    return Small(backbones.row("vit-tiny"), network, reading, weights_hash="", device="cpu:0")
