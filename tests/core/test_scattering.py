from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from inspector.core import backbones
from inspector.core.backbones import scattering
from inspector.core.backbones.base import BackboneChoice
from inspector.core.backbones.engine_backbone import EngineBackbone
from inspector.core.backbones.filters import BLUR, morlet_bank
from inspector.core.backbones.scattering import ROW

COLOURS = 3


@pytest.fixture(scope="module")
def backbone() -> EngineBackbone:
    return load("cpu")


def load(device: str) -> EngineBackbone:
    found = backbones.load(BackboneChoice(ROW.id), device=device)
    assert isinstance(found, EngineBackbone)
    return found


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).random((3, height, width), np.float32)


def grid(backbone: EngineBackbone, image: np.ndarray) -> np.ndarray:
    return backbone.features(image[None])[0].grid


@pytest.mark.parametrize(
    ("height", "width"), [(8, 40), (64, 64), (256, 256), (72, 200), (64, 1024)]
)
def test_each_cell_of_8_pixels_has_one_vector(
    backbone: EngineBackbone, height: int, width: int
) -> None:
    found = backbone.features(noise(height, width)[None])[0]
    assert found.grid.shape == (height // 8, width // 8, ROW.dimension)
    assert found.vectors.dtype == np.float32
    assert np.isfinite(found.vectors).all()
    assert found.metric == ROW.metric


def test_the_company_of_other_images_changes_nothing(backbone: EngineBackbone) -> None:
    batch = np.stack([noise(64, 96, seed) for seed in range(3)])
    together = backbone.features(batch)
    alone = [backbone.features(image[None])[0] for image in batch]
    assert all(np.array_equal(a.vectors, b.vectors) for a, b in zip(together, alone, strict=True))


def test_the_number_of_threads_changes_nothing(backbone: EngineBackbone) -> None:
    before = torch.get_num_threads()
    found = []
    for threads in (1, 2, 5):
        torch.set_num_threads(threads)
        found.append(grid(backbone, noise(96, 128)))
    torch.set_num_threads(before)
    assert np.abs(found[0] - found[1]).max() < 1e-6
    assert np.abs(found[0] - found[2]).max() < 1e-6


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no graphics card")
def test_the_graphics_card_finds_the_same(backbone: EngineBackbone) -> None:
    image = noise(128, 128)
    assert np.abs(grid(load("cuda:0"), image) - grid(backbone, image)).max() < 1e-4


def test_a_flat_image_is_the_same_up_to_its_border(backbone: EngineBackbone) -> None:
    flat = np.broadcast_to(np.float32([0.8, 0.3, 0.1])[:, None, None], (3, 128, 128))
    found = grid(backbone, flat)
    assert np.abs(found - found[8, 8]).max() < 1e-4


def test_the_border_of_a_texture_is_as_strong_as_its_middle(backbone: EngineBackbone) -> None:
    found = np.mean([grid(backbone, noise(128, 128, seed)) for seed in range(8)], axis=0)
    strength = found[..., COLOURS:].mean(axis=2)
    border = np.concatenate([strength[0], strength[-1], strength[:, 0], strength[:, -1]])
    assert border.mean() == pytest.approx(strength[4:-4, 4:-4].mean(), rel=0.05)


def test_a_shift_by_one_cell_moves_the_grid_by_one_cell(backbone: EngineBackbone) -> None:
    image = noise(64, 328)
    left, right = grid(backbone, image[:, :, :320]), grid(backbone, image[:, :, 8:])
    assert np.abs(left[4, 20] - right[4, 19]).max() < 1e-5
    assert np.abs(left[4, 20] - right[4, 20]).max() > 1e-3


def test_a_mirrored_image_gives_the_mirrored_grid(backbone: EngineBackbone) -> None:
    image = noise(128, 96)
    plain, mirrored = grid(backbone, image), grid(backbone, image[:, :, ::-1].copy())
    first = slice(COLOURS, COLOURS + scattering.ORIENTATIONS)  # the finest octave of luminance
    turned = [-i % scattering.ORIENTATIONS for i in range(scattering.ORIENTATIONS)]
    assert np.allclose(mirrored[:, ::-1, :COLOURS], plain[..., :COLOURS], atol=1e-5)
    assert np.allclose(mirrored[:, ::-1, first][..., turned], plain[..., first], atol=1e-4)


@pytest.mark.parametrize("octave", range(scattering.OCTAVES))
@pytest.mark.parametrize("orientation", [0, 3, 4, 6])
def test_a_wave_excites_its_own_octave_and_orientation(
    backbone: EngineBackbone, octave: int, orientation: int
) -> None:
    angle = math.pi * orientation / scattering.ORIENTATIONS
    y, x = np.mgrid[:256, :256] / 2**octave
    wave = np.cos(scattering.FREQUENCY * (x * math.cos(angle) + y * math.sin(angle)))
    image = np.broadcast_to(np.float32(0.5 + 0.4 * wave), (3, 256, 256))
    found = strengths(grid(backbone, image)[16, 16])
    assert np.unravel_index(found.argmax(), found.shape) == (octave, 0, orientation)


def test_a_change_of_colour_alone_is_seen_in_the_colours_alone(backbone: EngineBackbone) -> None:
    stripes = 0.1 * np.sign(np.sin(np.arange(128) / 3)).astype(np.float32)
    image = np.full((3, 128, 128), 0.5, np.float32)
    image[0] += stripes
    image[1] -= stripes
    by_colour = strengths(grid(backbone, image)[8, 8]).max(axis=(0, 2))
    assert by_colour[0] < 0.1 * by_colour[1]


def strengths(vector: np.ndarray) -> np.ndarray:
    """First order: (octaves, colours, orientations)."""
    shape = (scattering.OCTAVES, COLOURS, scattering.ORIENTATIONS)
    return vector[COLOURS : COLOURS + math.prod(shape)].reshape(shape)


def test_waves_do_not_see_brightness() -> None:
    bank = morlet_bank(8, 5, frequency=1.9, width=1.6, slant=0.6)
    assert np.abs(bank.sum(axis=(1, 2))).max() < 1e-6
    assert sum(BLUR) == 1


def test_the_hash_says_when_the_definition_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load("cpu").weights_hash
    assert before == load("cpu").weights_hash
    assert len(before) == 64
    monkeypatch.setattr(scattering, "NOISE", 0.5)
    assert load("cpu").weights_hash != before
