from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from scipy.special import erf

from inspector.core import extract
from inspector.core.augment import PLAIN, View
from inspector.core.dataset import read_folder
from inspector.core.detectors import projector_network, projector_training
from inspector.core.detectors.base import Example
from inspector.core.detectors.manifold_projector import ManifoldProjector
from inspector.core.detectors.projector_training import Lesson, Plan, train
from inspector.core.evaluate import Protocol, evaluate
from inspector.core.features import Features, Metric
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from tests.core.detectors.made import COLS, DIMENSION, ROWS, example, features

QUICK = ManifoldProjector(steps=60, width=24, blocks=2)
SPOILT = View(synthetic=1)


def copies(seed: int, *, kind: float = 0.0) -> list[Example]:
    """A good image and a copy of it with some patches gone wrong; kind: another kind of part."""
    plain = example(seed)
    plain = replace(plain, features=features(seed, offset=kind))
    vectors = plain.features.vectors.copy()
    vectors[: 2 * COLS] += 6 * np.random.default_rng(seed).standard_normal(DIMENSION)
    spoilt = replace(plain, features=Features(vectors.astype(np.float32), ROWS, COLS), view=SPOILT)
    return [plain, spoilt]


def plain_projection(weights, tokens, heads):
    """METHODS 2.3 word by word, a token and a head at a time, in double precision."""
    w = {name: np.asarray(array, np.float64) for name, array in weights.items()}

    def layer(name, x):
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def norm(name, x):
        spread = np.sqrt(x.var(axis=1, keepdims=True) + 1e-6)
        scaled = (x - x.mean(axis=1, keepdims=True)) / spread
        return scaled * w[f"{name}.weight"] + w[f"{name}.bias"]

    def attention(name, x):
        query, key, value = np.split(layer(f"{name}.qkv", x), 3, axis=1)
        parts = []
        for q, k, v in zip(*(np.split(m, heads, axis=1) for m in (query, key, value)), strict=True):
            likeness = np.exp(q @ k.T / math.sqrt(q.shape[1]))
            parts.append(likeness / likeness.sum(axis=1, keepdims=True) @ v)
        return layer(f"{name}.out", np.concatenate(parts, axis=1))

    start = found = layer("embed", tokens.astype(np.float64))
    for number in range(sum(name.endswith("qkv.weight") for name in w)):
        block = f"block{number}"
        found = found + attention(block, norm(f"{block}.first_norm", found))
        wide = layer(f"{block}.widen", norm(f"{block}.second_norm", found))
        found = found + layer(f"{block}.narrow", wide * (1 + erf(wide / math.sqrt(2))) / 2)
        found = found + start
    return layer("back", norm("norm", found))


def large_weights(width, blocks):
    """Weights large enough that every part of the network tells."""
    rng = np.random.default_rng(0)
    shapes = projector_network._shapes(DIMENSION, width, blocks)
    return {n: (0.3 * rng.standard_normal(s)).astype(np.float32) for n, s in shapes.items()}


@pytest.mark.parametrize(("width", "blocks", "heads"), [(24, 3, 12), (16, 1, 8)])
def test_the_network_is_that_of_the_paper(width, blocks, heads):
    weights = large_weights(width, blocks)
    tokens = features(3).vectors
    projected = plain_projection(weights, tokens, heads)
    expected = np.square(tokens - projected).mean(axis=1)
    np.testing.assert_allclose(projector_network.errors(weights, tokens), expected, rtol=1e-4)


def test_the_papers_size_has_the_papers_heads_and_parameters():
    import torch

    weights = projector_network.new_weights(768, 384, 6, torch.Generator().manual_seed(0))
    assert projector_network.heads_of(384) == 12
    assert projector_network.blocks_of(weights) == 6
    # METHODS 2.3 notes about 11.8 million: 6 * 12 * 384^2, two layers of 768 x 384, and biases.
    assert sum(each.numel() for each in weights.values()) == pytest.approx(11.8e6, rel=0.05)
    assert float(weights["embed.weight"].std()) == pytest.approx(0.02, rel=0.01)


def test_the_loss_falls_and_a_spoilt_patch_is_taken_back():
    examples = [each for seed in range(4) for each in copies(seed)]
    fitted = replace(QUICK, steps=400, width=48).fit(examples)
    assert len(fitted.losses) <= 400
    assert fitted.losses[-20:].mean() < 0.5 * fitted.losses[:5].mean()
    for seed in range(4):
        plain, spoilt = copies(seed)
        found = fitted.distances(spoilt.features)
        assert found[:2].mean() > 3 * found[2:].mean()
        assert found[:2].mean() > 3 * fitted.distances(plain.features).mean()


def test_one_projector_learns_two_different_parts():
    both = [*copies(0), *copies(1), *copies(2, kind=8), *copies(3, kind=8)]
    detector = replace(QUICK, steps=400, width=48)
    together, first = detector.fit(both), detector.fit(both[:4])
    other = both[-2].features
    assert together.distances(other).mean() < 0.5 * first.distances(other).mean()
    strange = features(9, offset=-20)
    assert together.distances(strange).mean() > 3 * together.distances(other).mean()


@pytest.mark.parametrize("count", [1, 3, 20])
def test_no_step_is_dropped_however_few_images_there_are(count):
    examples = [each for seed in range(count) for each in copies(seed)]
    fitted = replace(QUICK, steps=7, schedule="paper").fit(examples)
    assert len(fitted.losses) == 7
    assert np.isfinite(fitted.losses).all()


def test_references_of_different_sizes_are_learned_together():
    small = example(1)
    half = Features(small.features.vectors[: 3 * COLS], 3, COLS)
    counts, defect = np.ones((3, COLS), bool), np.zeros((3, COLS), np.float32)
    fitted = QUICK.fit([*copies(0), Example(half, "half", counts, defect)])
    assert fitted.distances(half).shape == (3, COLS)


def test_training_stops_when_the_loss_is_flat():
    flat = np.zeros((4 * COLS, DIMENSION), np.float32)
    lesson = Lesson(flat, np.ones(len(flat), bool), ())
    window = projector_training._WINDOW
    plan = Plan(steps=1000, batch=1, tokens=8, patience=20, width=24, blocks=1)
    _, losses = train([lesson], plan)
    assert window + 20 <= len(losses) < 1000


def test_the_loss_is_told_and_training_can_be_stopped_at_every_step():
    said: list[str] = []

    def tick(done: int, total: int, text: str = "") -> None:
        said.append(text)
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        QUICK.fit(copies(0), tick)
    assert [text for text in said if "loss" in text] == said[-5:]


def test_random_numbers_elsewhere_are_left_alone():
    import torch

    torch.manual_seed(1)
    before = torch.random.get_rng_state()
    QUICK.fit(copies(0))
    assert torch.equal(before, torch.random.get_rng_state())


def test_views_are_the_image_and_pairs_with_and_without_a_defect():
    views = ManifoldProjector(copies=40).views
    assert views[0] == PLAIN
    assert len(set(views)) == len(views)
    spoilt = [view for view in views if view.synthetic]
    assert [view.synthetic for view in spoilt] == list(range(1, 41))
    assert all(replace(view, synthetic=0) in views for view in spoilt)
    assert any(view.light for view in spoilt)
    assert any(view.degrees or view.mirrored for view in spoilt)
    still = ManifoldProjector(copies=40, move_copies=False).views
    assert not any(view.degrees or view.mirrored for view in still)


@pytest.mark.parametrize("metric", get_args(Metric))
def test_features_far_from_anything_give_no_nan(metric):
    fitted = replace(QUICK, steps=5).fit([example(0, metric=metric)])
    vectors = np.full((ROWS * COLS, DIMENSION), np.float32(3e38))
    vectors[0], vectors[1] = np.nan, np.inf
    assert np.isfinite(fitted.distances(Features(vectors, ROWS, COLS, metric))).all()


def test_one_good_nut_is_enough_to_find_spoilt_ones(shared_data):
    detector = ManifoldProjector(copies=8, steps=100, width=96)
    options = Options(size=128, detector=detector)
    data = read_folder(shared_data / "hazelnut_toy")
    found = evaluate(data, options, extract.extractor(options, device="cpu"), Protocol(1, 1))
    assert found["image_auroc"] > 0.95
    assert found["pixel_auroc"] > 0.95
