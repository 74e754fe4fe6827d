from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import neighbours
from inspector.core.detectors.bank import SortedBank
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.score import TopFraction
from tests.core.detectors.made import COLS, ROWS, example, features


def plain_distances(references, query, neighbours):
    """AnomalyDINO word by word: unit vectors, all pairs, mean of the smallest cosine distances."""
    bank = np.concatenate([each.vectors for each in references]).astype(np.float64)
    bank /= np.linalg.norm(bank, axis=1, keepdims=True)
    asked = query.vectors.astype(np.float64)
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    cosine = np.sort(1 - asked @ bank.T, axis=1)
    return cosine[:, :neighbours].mean(axis=1).reshape(query.rows, query.cols)


@pytest.mark.parametrize("neighbours", [1, 3])
def test_distances_are_those_of_a_plain_search(neighbours):
    examples = [example(seed) for seed in range(4)]
    fitted = PatchMemory(neighbours=neighbours).fit(examples)
    query = features(50)
    expected = plain_distances([e.features for e in examples], query, neighbours)
    np.testing.assert_allclose(fitted.distances(query), expected, atol=1e-6)


def test_the_image_score_is_the_mean_of_the_top_percent_of_a_plain_search():
    rng = np.random.default_rng(0)
    vectors = [rng.standard_normal((32 * 32, 48)).astype(np.float32) for _ in range(3)]
    many = [example(0), example(0)]
    many = [
        type(e)(
            type(e.features)(v, 32, 32),
            e.source,
            np.ones((32, 32), bool),
            np.zeros((32, 32), np.float32),
        )
        for e, v in zip(many, vectors, strict=False)
    ]
    query = type(many[0].features)(vectors[2], 32, 32)
    found = PatchMemory().fit(many).distances(query)
    expected = plain_distances([e.features for e in many], query, 1)
    ten_largest = np.sort(expected.ravel())[-10:]
    assert TopFraction(0.01).of(found) == pytest.approx(ten_largest.mean(), abs=1e-6)


@pytest.mark.parametrize(("rotations", "count"), [("none", 1), ("180", 2), ("90", 4), ("45", 8)])
def test_rotations_ask_for_turned_copies_the_plain_one_first(rotations, count):
    views = PatchMemory(rotations=rotations).views
    assert len(views) == count
    assert views[0].degrees == 0
    assert len({view.degrees for view in views}) == count


def test_a_share_of_the_memory_is_smaller_and_never_nearer():
    examples = [example(seed) for seed in range(4)]
    whole = PatchMemory().fit(examples)
    part = PatchMemory(memory_share=0.25).fit(examples)
    assert len(part.bank) == len(whole.bank) // 4
    query = features(50)
    assert (part.distances(query) >= whole.distances(query) - 1e-6).all()


def test_a_memory_in_lists_comes_back_from_its_arrays_and_loses_little():
    examples = [example(seed) for seed in range(4)]
    exact = PatchMemory().fit(examples)
    options = PatchMemory(search="lists")
    fitted = options.fit(examples)
    query = features(50)
    found = fitted.distances(query)
    assert (found >= exact.distances(query) - 1e-6).all()
    np.testing.assert_allclose(found, exact.distances(query), atol=0.1)
    assert np.array_equal(options.load(fitted.arrays()).distances(query), found)
    assert isinstance(fitted.patches, SortedBank)
    assert exact.arrays().keys() < fitted.arrays().keys()


def test_a_memory_that_grows_too_large_takes_from_every_reference():
    examples = [example(seed) for seed in range(6)]
    per_image = ROWS * COLS
    bounded = PatchMemory(largest_memory=3 * per_image + 1).fit(examples)
    assert len(bounded.bank) == 3 * per_image + 1
    whole = [PatchMemory().fit([each]).bank for each in examples]
    for patches in whole:
        kept = (bounded.bank[:, None] == patches[None]).all(axis=2).any(axis=1).sum()
        assert abs(kept - per_image / 2) <= 1
    again = PatchMemory(largest_memory=3 * per_image + 1).fit(examples)
    assert np.array_equal(again.bank, bounded.bank)
    assert len(PatchMemory(largest_memory=6 * per_image).fit(examples).bank) == 6 * per_image


def test_images_with_painted_defects_are_left_alone():
    good, painted = example(0), example(1, painted=[(0, 0)])
    with_it, without = PatchMemory().fit([good, painted]), PatchMemory().fit([good])
    assert np.array_equal(with_it.bank, without.bank)
    assert len(without.bank) == ROWS * COLS


def test_an_image_without_any_structure_gives_no_nan():
    flat = example(0)
    flat = type(flat)(
        type(flat.features)(np.zeros_like(flat.features.vectors), ROWS, COLS),
        "flat",
        flat.counts,
        flat.defect,
    )
    found = PatchMemory().fit([flat]).distances(features(1))
    assert np.isfinite(found).all()


def test_of_images_that_lie_alike_a_bounded_memory_keeps_different_places():
    """Each place has a vector of its own: what is missing everywhere would look defective."""
    side = 20
    places = 10 * np.eye(side * side, dtype=np.float32)
    examples = []
    for seed in range(12):
        noise = 0.1 * np.random.default_rng(seed).standard_normal(places.shape)
        vectors = (places + noise).astype(np.float32)
        seen = replace(features(0), vectors=vectors, rows=side, cols=side)
        counts, none = np.ones((side, side), bool), np.zeros((side, side), np.float32)
        examples.append(
            replace(example(0), features=seen, source=str(seed), counts=counts, defect=none)
        )
    bounded = PatchMemory(largest_memory=4 * side * side).fit(examples)
    seen = {int(row.argmax()) for row in bounded.bank}
    assert len(bounded.bank) == 4 * side * side
    assert len(seen) > 0.95 * side * side


def test_features_are_looked_for_where_they_were_computed(monkeypatch):
    seen = []
    plain = neighbours.nearest

    def nearest(queries, bank, count=1, *, device="cpu"):
        seen.append(device)
        return plain(queries, bank, count)

    monkeypatch.setattr(neighbours, "nearest", nearest)
    fitted = PatchMemory().fit([example(0)])
    fitted.distances(features(1))
    fitted.distances(replace(features(1), device="cuda:0"))
    assert seen == ["cpu", "cuda:0"]
