from __future__ import annotations

import numpy as np
import pytest

from inspector.core import backbones
from inspector.core.backbones import joined, learned_network, scattering
from inspector.core.backbones.base import BackboneChoice
from inspector.core.engines import openvino_engine
from inspector.core.engines.choice import TRYING
from inspector.core.engines.openvino_engine import OpenVinoEngine
from inspector.core.engines.torch_engine import TorchEngine
from inspector.core.errors import OptionError, WeightsError

PROGRAMS = {
    "learned-scattering": joined.program,
    "learned": learned_network.builtin,
    "scattering": scattering.program,
}
IDS = [row.id for row in backbones.ROWS.values() if row.kind == "builtin"]


@pytest.fixture(scope="module", params=IDS)
def backbone(request):
    return loaded(request.param)


def loaded(name: str, **how):
    return backbones.load(BackboneChoice(name), device="cpu", **how)


def image(seed: int = 0, height: int = 64, width: int = 96) -> np.ndarray:
    return np.random.default_rng(seed).random((1, 3, height, width), np.float32)


def test_three_are_built_in():
    assert IDS == ["learned-scattering", "learned", "scattering"]


def test_each_says_what_it_gives(backbone):
    found = backbone.features(image())[0]
    assert found.vectors.shape == (8 * 12, backbone.row.dimension)
    assert (found.rows, found.cols, found.metric) == (8, 12, backbone.row.metric)
    assert np.isfinite(found.vectors).all()


def test_company_changes_nothing(backbone):
    one, other = image(1), image(2)
    both = backbone.features(np.concatenate([one, other]))
    for alone, together in zip((one, other), both, strict=True):
        assert np.array_equal(backbone.features(alone)[0].vectors, together.vectors)


def test_each_has_a_hash_of_its_own():
    hashes = {loaded(each).weights_hash for each in IDS}
    assert len(hashes) == len(IDS)


def test_the_joined_vectors_are_those_of_both_on_the_same_picture():
    pixels = image(3)
    both = loaded("learned-scattering").features(pixels)[0].vectors
    waves = loaded("scattering").features(pixels)[0].vectors
    mean, std = learned_network.MEAN[0], learned_network.STD[0]
    learned = loaded("learned").features((pixels - mean) / std)[0].vectors
    assert np.array_equal(both[:, : waves.shape[1]], waves)
    np.testing.assert_allclose(both[:, waves.shape[1] :], joined.SHARE * learned, atol=1e-6)


@pytest.mark.parametrize("name", IDS)
def test_the_other_engine_of_a_processor_finds_the_same_at_every_size(name, tmp_path):
    program = PROGRAMS[name]()
    path = tmp_path / "network.xml"
    openvino_engine.convert(program, path)
    other, plain = OpenVinoEngine(path, "float32"), TorchEngine(program, "cpu")
    for height, width in ((64, 96), (8, 40), (72, 104), (256, 256)):
        pixels = image(4, height, width)
        np.testing.assert_allclose(other.cells(pixels), plain.cells(pixels), atol=1e-5)
    two = np.concatenate([image(5), image(6)])
    np.testing.assert_allclose(other.cells(two), plain.cells(two), atol=1e-5)


def test_the_best_engine_is_chosen_and_remembered(monkeypatch, tmp_path):
    monkeypatch.delenv("INSPECTOR_ENGINE")
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    hurried = loaded("learned", at_once=True)
    assert hurried.engine.name == "torch"
    assert not list(tmp_path.rglob("engines"))
    said = []
    first = loaded("learned", tick=lambda *words: said.append(words[2]))
    assert TRYING in said
    assert first.precision == "float32"
    again = []
    second = loaded("learned", tick=lambda *words: again.append(words[2]))
    assert TRYING not in again
    assert second.engine.name == first.engine.name


def test_they_take_no_weights_and_no_layers(tmp_path):
    for id in IDS:  # noqa: A001 - the word of the table
        with pytest.raises(OptionError, match="takes no weights"):
            backbones.load(BackboneChoice(id, tmp_path / "x.safetensors"))
        with pytest.raises(OptionError, match="no layers"):
            backbones.load(BackboneChoice(id, layers=(0.5,)))


def test_weights_that_were_changed_are_refused(monkeypatch, tmp_path):
    whole = learned_network.resources.path(learned_network.FILE)
    assert whole.stat().st_size <= 8e6
    changed = tmp_path / "learned.safetensors"
    data = bytearray(whole.read_bytes())
    data[-1] ^= 1
    changed.write_bytes(data)
    monkeypatch.setattr(learned_network.resources, "path", lambda name: changed)
    with pytest.raises(WeightsError, match="changed or damaged"):
        learned_network.builtin()
