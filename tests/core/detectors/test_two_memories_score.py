"""Windows at several scales, and posWinCLIP+'s score of the whole image."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import text_tower
from inspector.core.augment import PLAIN, View
from inspector.core.detectors.two_memories import COPIES, TwoMemories
from inspector.core.features import Features
from tests.core.detectors import made
from tests.core.detectors.made import example

SIDE = 12
EVERYTHING = np.ones((SIDE, SIDE), bool)


def large(seed, painted=(), view=PLAIN):
    """An example on a grid that has room for windows of seven patches."""
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((SIDE * SIDE, made.DIMENSION)).astype(np.float32)
    vectors += 3 * np.random.default_rng(0).standard_normal(made.DIMENSION).astype(np.float32)
    defect = np.zeros((SIDE, SIDE), np.float32)
    for cell in painted:
        defect[cell] = 1
    joint = replace(made.features(seed).joint, vectors=rng.standard_normal((1, 12)))
    features = Features(vectors, SIDE, SIDE, "cosine", joint)
    source = f"image-{seed % 100}"
    return type(example(0))(features, source, EVERYTHING, defect, view)


def windows_of(grid, side):
    """(row, col, unit vector) of every window, by loops."""
    for r in range(SIDE - side + 1):
        for c in range(SIDE - side + 1):
            vector = grid[r : r + side, c : c + side].reshape(side * side, -1).mean(axis=0)
            yield r, c, vector / np.linalg.norm(vector)


def plain_score(references, painted, query, states):
    """METHODS 3.1 word by word: A . E with the nine parts."""
    parts = []
    image = query.joint.image / np.linalg.norm(query.joint.image)
    powers = np.exp(states @ image / 0.07)
    parts.append(powers[1] / powers.sum())
    likes = []
    for side in (1, 2, 3, 7):
        good = [w for e in references for _, _, w in windows_of(e.features.grid, side)]
        share = {
            (r, c): painted.defect[r : r + side, c : c + side].mean()
            for r, c, _ in windows_of(painted.features.grid, side)
        }
        least = max(0.25, max(share.values()) / 2)
        if side == 7:
            least = max(least, sorted(share.values())[-4])
        shown = [w for r, c, w in windows_of(painted.features.grid, side) if share[r, c] >= least]
        bad = shown[: 4 if side == 7 else None]
        asked = [w for _, _, w in windows_of(query.grid, side)]
        parts.append(max(min((1 - a @ w) / 2 for w in good) for a in asked))
        likes.append(max(max((1 + a @ w) / 2 for w in bad) for a in asked))
    return np.array(parts + likes) @ np.array([1 / 3, *[1 / 12] * 8])


def test_the_methods_own_score_is_the_papers_formula(monkeypatch):
    monkeypatch.setattr(text_tower, "states", made.states)
    references = [large(0), large(1)]
    painted = large(2, [(r, c) for r in range(3, 7) for c in range(4, 9)])
    detector = TwoMemories(scales="1,2,3,7", compare_words=True, learn_around_defects=False)
    fitted = detector.fit([*references, painted])
    query = large(50).features
    expected = plain_score(references, painted, query, made.states("made", ""))
    assert fitted.image_score(query, EVERYTHING) == pytest.approx(expected, abs=1e-5)


def test_only_windows_that_are_looked_at_make_the_score():
    fitted = TwoMemories(scales="1,2").fit([large(0)])
    odd = large(0).features
    odd.vectors[0] *= -1
    inside = EVERYTHING.copy()
    inside[0, 0] = False
    assert fitted.image_score(odd, EVERYTHING) > 0.01
    assert fitted.image_score(odd, inside) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("scales", ["1,2", "1,2,3", "1,2,3,7"])
def test_at_no_scale_is_hidden_what_the_normal_memory_finds(scales):
    painted = large(2, [(5, 5), (5, 6), (6, 5)])
    two = TwoMemories(scales=scales, strength=1.5).fit([large(0), painted])
    one = replace(two, strength=0.0)
    for seed in range(50, 55):
        normal, raised = (each.distances(large(seed).features) for each in (one, two))
        assert (raised >= normal - 1e-6).all()
        assert (raised <= 2.5 * normal + 1e-6).all()


def test_several_scales_survive_being_saved():
    detector = TwoMemories(scales="1,2,3,7", score_weights="validated")
    fitted = detector.fit(with_copies())
    again = detector.load({name: np.array(each) for name, each in fitted.arrays().items()})
    query = large(50).features
    assert np.array_equal(fitted.distances(query), again.distances(query))
    assert fitted.image_score(query, EVERYTHING) == again.image_score(query, EVERYTHING)
    assert again.weights.effect().tolist() == fitted.weights.effect().tolist()


def test_a_file_from_before_the_scales_can_still_be_loaded():
    fitted = TwoMemories().fit([large(0), large(2, [(5, 5)])])
    old = {name: a for name, a in fitted.arrays().items() if not name.startswith("score_")}
    query = large(50).features
    assert np.array_equal(TwoMemories().load(old).distances(query), fitted.distances(query))


def test_scales_that_the_grid_has_no_room_for_are_left_out():
    fitted = TwoMemories(scales="1,2,3,7").fit([example(0)])
    assert [memory.side for memory in fitted.memories] == [1, 2, 3]


def with_copies():
    painted = [(5, 5), (5, 6)]
    views = (View(), *COPIES)
    good = [large(100 * n + seed, view=v) for seed in (0, 1) for n, v in enumerate(views)]
    return [*good, *(large(100 * n + 2, painted, v) for n, v in enumerate(views))]


def test_validated_weights_come_from_copies_that_teach_nothing():
    plain = TwoMemories(scales="1,2").fit([e for e in with_copies() if e.view == View()])
    found = TwoMemories(scales="1,2", score_weights="validated").fit(with_copies())
    assert np.array_equal(found.memories[1].normal.bank, plain.memories[1].normal.bank)
    assert (found.weights.good, found.weights.bad) == (2 * len(COPIES), len(COPIES))
    assert found.weights.after >= found.weights.before
    assert found.weights.vector.sum() == pytest.approx(1)
    assert TwoMemories(score_weights="validated").views == (View(), *COPIES)


def test_without_a_painting_there_is_nothing_to_weigh():
    good = [e for e in with_copies() if not e.defect.any()]
    found = TwoMemories(score_weights="validated").fit(good)
    assert np.isnan(found.weights.before)
    assert np.isfinite(found.image_score(large(50).features, EVERYTHING))


def test_what_is_no_defect_after_all_becomes_a_good_patch():
    """A false alarm is taught by calling its image good, or by erasing that part of its mask."""
    cells = [(5, 5), (5, 6)]
    wrong = large(3, cells)
    detector = TwoMemories()
    painted = detector.fit([large(0), wrong, large(2, [(9, 9)])])
    erased = replace(wrong, defect=np.zeros_like(wrong.defect))
    relabelled = detector.fit([large(0), erased, large(2, [(9, 9)])])
    before, after = (each.distances(wrong.features) for each in (painted, relabelled))
    assert before[5, 5] > 0.01
    assert after[5, 5] == pytest.approx(0, abs=1e-6)
    far = large(3, [(5, 5)])
    far.defect[10, 10] = 1
    kept = replace(far, defect=np.where(np.arange(SIDE) > 8, far.defect, 0).astype(np.float32))
    partly = detector.fit([large(0), kept]).distances(far.features)
    assert partly[5, 5] == pytest.approx(0, abs=1e-6)
    assert partly[10, 10] > 0.01
