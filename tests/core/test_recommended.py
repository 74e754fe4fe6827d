"""The recommended preset: two scales of a good and a painted memory."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import detector_file
from inspector.core.extract import extractor
from inspector.core.features import Features
from inspector.core.fit import LabelledImage, learn
from inspector.core.presets import PRESETS
from tests import parts
from tests.core.detectors.made import COLS, ROWS, example, features

RECOMMENDED = PRESETS["recommended"].options
REACH = 2  # patches around a painted one that no memory learns


def odd(plain, cells, seed):
    """Features of which some cells point where no good patch does."""
    grid = plain.grid.copy()
    for cell in cells:
        grid[cell] += 6 * np.random.default_rng(seed).standard_normal(grid.shape[2])
    return Features(grid.reshape(ROWS * COLS, -1), ROWS, COLS)


@pytest.fixture
def painted():
    cells = [(2, 3), (2, 4), (3, 3), (3, 4)]
    plain = example(1, painted=cells)
    return replace(plain, features=odd(plain.features, cells, seed=7))


def windows_of(grid, side):
    """{(row, col): unit vector} of all windows, by loops."""
    found = {}
    for r in range(ROWS - side + 1):
        for c in range(COLS - side + 1):
            vector = grid[r : r + side, c : c + side].reshape(side * side, -1).mean(axis=0)
            found[r, c] = vector / np.linalg.norm(vector)
    return found


def untouched(defect, r, c, side):
    """No painted patch is in the window or up to REACH beside its patches."""
    top, left = max(0, r - REACH), max(0, c - REACH)
    return not defect[top : r + side + REACH, left : c + side + REACH].any()


def plain_map(reference, painted, query, side):
    """Distance to the good windows, times 1 to 3 by likeness, as a harmonic mean on patches."""
    own = windows_of(painted.features.grid, side)
    good = list(windows_of(reference.features.grid, side).values())
    good += [v for (r, c), v in own.items() if untouched(painted.defect, r, c, side)]
    share = {(r, c): painted.defect[r : r + side, c : c + side].mean() for r, c in own}
    bad = [v for at, v in own.items() if share[at] >= 0.5]  # half of the best, which is 1
    raised = {}
    for at, vector in windows_of(query.grid, side).items():
        normal = min(1 - v @ vector for v in good)
        defect = min(1 - v @ vector for v in bad)
        raised[at] = normal * (1 + 2 * min(1, normal / defect) ** 2)
    found = np.empty((ROWS, COLS))
    for row in range(ROWS):
        for col in range(COLS):
            held = [
                each
                for (r, c), each in raised.items()
                if r <= row < r + side and c <= col < c + side
            ]
            found[row, col] = len(held) / sum(1 / each for each in held)
    return found


def test_the_map_is_the_mean_of_both_scales_each_by_its_formula(painted):
    query = odd(features(50), [(0, 0)], seed=7)
    found = RECOMMENDED.detector.fit([example(0), painted]).distances(query)
    each = [plain_map(example(0), painted, query, side) for side in (1, 2)]
    np.testing.assert_allclose(found, np.mean(each, axis=0), rtol=1e-4, atol=1e-6)


def test_a_painted_defect_raises_its_like_and_hides_no_other(painted):
    detector = replace(RECOMMENDED.detector, learn_around_defects=False)
    without, taught = detector.fit([example(0)]), detector.fit([example(0), painted])
    cells = [(4, 5), (4, 6), (5, 5), (5, 6)]
    like, other = (odd(features(50), cells, seed=seed) for seed in (7, 8))
    assert taught.distances(like)[4, 5] > 1.3 * without.distances(like)[4, 5]
    for query in (like, other, features(51)):
        assert (taught.distances(query) >= without.distances(query) - 1e-6).all()
    found = taught.distances(other)
    assert found[4, 5] > 2 * np.median(found)


def test_an_image_smaller_than_the_larger_windows_is_measured_all_the_same():
    narrow = Features(features(0).vectors[:COLS], 1, COLS)
    plain = replace(
        example(0), features=narrow, counts=np.ones((1, COLS), bool), defect=np.zeros((1, COLS))
    )
    found = RECOMMENDED.detector.fit([plain]).distances(narrow)
    assert found.shape == (1, COLS)
    assert found.max() < 1e-5


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("part")
    good = [parts.save(folder / f"good{i}.png", parts.part(i)[0]) for i in range(3)]
    shown = [parts.part(200 + i, spot=True) for i in range(2)]
    bad = [parts.save(folder / f"bad{i}.png", each[0]) for i, each in enumerate(shown)]
    return good, bad, [each[1] for each in shown]


@pytest.fixture(scope="module")
def network():
    return extractor(RECOMMENDED, device="cpu")


@pytest.mark.parametrize("paint", [False, True])
def test_one_reference_is_enough_with_a_painting_and_without(pictures, network, paint):
    good, bad, masks = pictures
    images = [LabelledImage(good[0])]
    images += [LabelledImage(bad[0], masks[0])] if paint else []
    inspector = learn(RECOMMENDED, images, network).inspector
    assert inspector.inspect(bad[1]).score > 1.5 * inspector.inspect(good[1]).score


def test_its_file_gives_the_same_scores(pictures, network, tmp_path):
    good, bad, masks = pictures
    images = [LabelledImage(path) for path in good[:2]] + [LabelledImage(bad[0], masks[0])]
    inspector = learn(RECOMMENDED, images, network).inspector
    path = tmp_path / "part.detector"
    detector_file.write(path, inspector, test_images=[])
    again = detector_file.read(path, device="cpu").inspector
    for image in (good[2], bad[1]):
        assert again.inspect(image).score == pytest.approx(inspector.inspect(image).score, rel=1e-6)
