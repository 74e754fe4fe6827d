from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import text_tower
from inspector.core.detectors import zero_shot
from inspector.core.detectors.text import Text
from inspector.core.errors import FitError
from inspector.core.features import Features, Joint
from tests.core.detectors import made
from tests.core.detectors.made import COLS, ROWS, example

RNG = np.random.default_rng(5)
STATES = text_tower.unit(RNG.standard_normal((2, 7)))


def seen(sides, count):
    vectors = RNG.standard_normal((1 + count, 7)).astype(np.float32)
    plain = RNG.standard_normal((ROWS * COLS, 4)).astype(np.float32)
    return Features(plain, ROWS, COLS, "cosine", Joint(vectors, sides, "made"))


def share(vector):
    """WinCLIP word by word: softmax over the two cosines divided by 0.07."""
    cosines = STATES @ (vector / np.linalg.norm(vector)) / 0.07
    powers = np.exp(cosines - cosines.max())
    return powers[1] / powers.sum()


def plain_map(image, windows_of):
    """Harmonic means over the windows of a patch, then over the image and both sides."""
    found = np.zeros((ROWS, COLS))
    for row in range(ROWS):
        for col in range(COLS):
            inverse = [1 / share(image)]
            for side, vectors in windows_of.items():
                grid = vectors.reshape(ROWS - side + 1, COLS - side + 1, -1)
                scores = [
                    share(grid[r, c])
                    for r in range(max(0, row - side + 1), min(row, ROWS - side) + 1)
                    for c in range(max(0, col - side + 1), min(col, COLS - side) + 1)
                ]
                inverse.append(np.mean([1 / each for each in scores]))
            found[row, col] = len(inverse) / sum(inverse)
    return found


def test_the_map_of_windows_seen_alone_is_the_papers():
    features = seen((2, 3), 35 + 24)
    vectors = features.joint.vectors
    expected = plain_map(vectors[0], {2: vectors[1:36], 3: vectors[36:]})
    np.testing.assert_allclose(zero_shot.image_map(features, STATES), expected, rtol=1e-4)


def test_the_fast_map_takes_means_of_projected_patches():
    features = seen((1,), ROWS * COLS)
    patches = features.joint.vectors[1:].reshape(ROWS, COLS, -1)
    pooled = {
        side: np.array(
            [
                patches[r : r + side, c : c + side].mean(axis=(0, 1))
                for r in range(ROWS - side + 1)
                for c in range(COLS - side + 1)
            ]
        )
        for side in (2, 3)
    }
    expected = plain_map(features.joint.vectors[0], pooled)
    np.testing.assert_allclose(zero_shot.image_map(features, STATES), expected, rtol=1e-4)


def test_the_images_score_is_that_of_its_own_vector():
    features = seen((1,), ROWS * COLS)
    assert zero_shot.image_score(features, STATES) == pytest.approx(share(features.joint.image))


def test_a_backbone_without_a_text_tower_is_told_which_have_one():
    plain = example(0)
    blind = replace(plain, features=replace(plain.features, joint=None))
    with pytest.raises(FitError, match="clip-b16-plus-240"):
        Text().fit([blind])


@pytest.mark.parametrize(("windows", "sides"), [("pooled", (1,)), ("exact", (2, 3))])
def test_it_asks_the_backbone_for_the_windows_that_it_compares(windows, sides):
    assert Text(windows=windows).sides == sides


def test_its_words_are_read_when_it_is_fitted_and_kept(monkeypatch):
    asked = []

    def states(backbone, part, words, tick):
        asked.append((backbone, part, words))
        return made.states(backbone, part)

    monkeypatch.setattr(text_tower, "states", states)
    fitted = Text(part="nut", words="scratched").fit([example(0)])
    again = Text().load(fitted.arrays())
    assert asked == [("made", "nut", "scratched")]
    query = made.features(9)
    everything = np.ones((ROWS, COLS), bool)
    assert again.image_score(query, everything) == fitted.image_score(query, everything)
