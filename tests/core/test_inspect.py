"""The pipeline that decides."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from inspector.core import calibrate, foreground
from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors import PatchMemory
from inspector.core.detectors.multi_view_memory import MultiViewMemory
from inspector.core.errors import ImageError
from inspector.core.fit import LabelledImage, learn, leave_one_out
from inspector.core.foreground import DINOV2_SMALL_THRESHOLD
from inspector.core.inspect import (
    Inspector,
    as_rgb,
    counting_cells,
    counting_pixels,
    foreground_threshold,
)
from inspector.core.options import Options
from inspector.core.score import Maximum, MethodsOwn, TopFraction
from tests import parts


@pytest.fixture
def references(tmp_path):
    return [LabelledImage(parts.save(tmp_path / f"{i}.png", parts.part(i)[0])) for i in range(3)]


@pytest.fixture
def inspector(references):
    learned = learn(Options(smoothing=0.0, score=Maximum()), references, parts.quick_extractor())
    found = [learned.inspector.inspect(parts.part(seed)[0]) for seed in range(40, 44)]
    scores, peaks = [each.score for each in found], [float(each.heatmap.max()) for each in found]
    return replace(learned.inspector, calibration=calibrate.calibrate(scores, [], pixel_good=peaks))


def test_a_seen_image_has_no_distance_and_passes(inspector, references):
    found = inspector.inspect(references[0].path)
    assert found.score == 0
    assert found.verdict == "pass"
    assert found.regions == ()
    assert found.heatmap.shape == (parts.HEIGHT, parts.WIDTH)
    assert found.heatmap.dtype == np.float32
    assert found.seconds > 0


def test_a_defect_is_found_where_it_is(inspector):
    picture, mask = parts.part(50, spot=True)
    found = inspector.inspect(picture)
    assert found.verdict == "fail"
    y, x = np.unravel_index(np.argmax(found.heatmap), found.heatmap.shape)
    assert mask[max(0, y - 8) : y + 9, max(0, x - 8) : x + 9].any()
    hottest = max(found.regions, key=lambda region: region.peak)
    box = np.zeros_like(mask)
    box[hottest.y : hottest.y + hottest.height, hottest.x : hottest.x + hottest.width] = True
    assert (box & mask).any()


def test_path_text_and_pixels_give_the_same(inspector, references):
    path = references[1].path
    from_path, from_text = inspector.inspect(path), inspector.inspect(str(path))
    assert from_path == from_text
    from_pixels = inspector.inspect(parts.part(1)[0])
    assert from_pixels.path is None
    assert replace(from_pixels, path=path) == from_path


def test_without_limits_there_is_no_verdict(inspector):
    found = replace(inspector, calibration=None).inspect(parts.part(0)[0])
    assert (found.verdict, found.limits, found.pixel_limit, found.regions) == (None, None, None, ())


def test_the_score_is_made_of_the_cells_that_count(inspector):
    picture, _ = parts.part(50, spot=True)
    features, geometry = inspector.extractor.of_image(picture)
    distances = inspector.fitted.distances(features)
    assert inspector.measure(features, geometry).score == distances.max()
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[16:32, 24:48] = True  # whole cells of 8 pixels
    small = replace(
        inspector, counts=counts, options=replace(inspector.options, score=TopFraction(0.5))
    )
    found = small.measure(features, geometry)
    cells = np.sort(distances[2:4, 3:6].ravel())
    assert found.score == pytest.approx(cells[-3:].mean(), rel=1e-6)
    assert not found.heatmap[~counts].any()
    assert found.peak == found.heatmap.max() > 0


def test_counting_pixels_are_stretched_over_images_of_another_size(inspector):
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[:, : parts.WIDTH // 2] = True
    halved = replace(inspector, counts=counts)
    picture, _ = parts.part(50, spot=True)
    large = cv2.resize(picture, (200, 160), interpolation=cv2.INTER_CUBIC)
    heatmap = halved.inspect(large).heatmap
    assert heatmap.shape == (160, 200)
    assert heatmap[:, :100].any()
    assert not heatmap[:, 100:].any()


def test_a_cell_counts_when_half_of_it_does():
    _, geometry = parts.quick_extractor().of_image(parts.part(0)[0])
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[:4, :8] = True
    counts[8:11, :8] = True
    cells = counting_cells(counts, geometry)
    assert cells[0, 0]
    assert cells.sum() == 1
    assert counting_cells(None, geometry).all()
    assert counting_pixels(None, geometry) is None
    assert counting_pixels(counts, geometry) is counts


def test_patches_off_the_part_count_as_zero_only_where_that_is_wanted(references, monkeypatch):
    kept = np.zeros((8, 10), bool)
    kept[2:6, 3:7] = True
    monkeypatch.setattr(foreground, "object_mask", lambda features, threshold: kept)
    options = Options(smoothing=0.0, detector=PatchMemory(), score=TopFraction(1.0))
    whole = learn(options, references, parts.quick_extractor()).inspector
    part = replace(whole, options=replace(options, foreground=True))
    picture = parts.part(60)[0]
    features, geometry = whole.extractor.of_image(picture)
    distances = whole.fitted.distances(features)
    found = part.measure(features, geometry).score
    assert found == pytest.approx(np.where(kept, distances, 0).mean(), rel=1e-6)
    assert found < whole.measure(features, geometry).score


def test_an_empty_picture_never_passes_unmeasured(references):
    options = Options(foreground=True)
    learned = learn(options, references, parts.quick_extractor())
    black = learned.inspector.inspect(np.zeros((parts.HEIGHT, parts.WIDTH, 3), np.uint8))
    assert black.score > learned.inspector.inspect(references[0].path).score


def test_a_distance_that_is_no_number_fails(inspector):
    class Broken:
        def distances(self, features):
            return np.full((features.rows, features.cols), np.nan, np.float32)

        def arrays(self):
            return {}

    found = replace(inspector, fitted=Broken()).inspect(parts.part(0)[0])
    assert math.isnan(found.score)
    assert found.verdict == "fail"


def test_the_papers_threshold_is_only_for_the_papers_backbone():
    paper = Options(backbone=BackboneChoice("dinov2-small"))
    assert foreground_threshold(paper) == DINOV2_SMALL_THRESHOLD
    middle = Options(backbone=BackboneChoice("dinov2-small", layers=(0.5,)))
    assert foreground_threshold(middle) is None
    assert foreground_threshold(Options()) is None


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_grey_arrays_become_rgb(dtype):
    grey = np.arange(12, dtype=dtype).reshape(3, 4)
    assert np.array_equal(as_rgb(grey), np.stack([grey] * 3, axis=2))
    turned = as_rgb(np.zeros((4, 6, 3), dtype)[::2, ::-1])
    assert turned.flags.c_contiguous


@pytest.mark.parametrize(
    ("array", "why"),
    [
        (np.zeros((4, 4, 4), np.uint8), r"\(4, 4, 4\)"),
        (np.zeros((4, 4, 1), np.uint8), r"\(4, 4, 1\)"),
        (np.zeros((0, 4, 3), np.uint8), r"\(0, 4, 3\)"),
        (np.zeros((4,), np.uint8), r"\(4,\)"),
        (np.zeros((4, 4, 3), np.float32), "float32"),
        (np.zeros((4, 4, 3), bool), "bool"),
        ([[1, 2], [3, 4]], "list"),
        (None, "NoneType"),
    ],
    ids=lambda value: str(getattr(value, "shape", value)),
)
def test_what_is_no_image_is_refused_with_what_it_is(array, why):
    with pytest.raises(ImageError, match=why):
        as_rgb(array)


@pytest.fixture
def two_looks(references):
    """An inspector that measures each image mirrored, too."""
    options = Options(smoothing=0.0, score=Maximum(), detector=MultiViewMemory(rotations="none"))
    return learn(options, references, parts.quick_extractor())


def test_a_second_look_is_averaged_where_it_belongs(two_looks):
    inspector, picture = two_looks.inspector, parts.part(9, spot=True)[0]
    seen = inspector.look(picture)
    plain = inspector.fitted.distances(seen.features)
    turned_back = inspector.fitted.distances(seen.mirrored)[:, ::-1]
    assert inspector.measure(*seen).score == pytest.approx(((plain + turned_back) / 2).max())
    assert np.unravel_index(plain.argmax(), plain.shape) == np.unravel_index(
        turned_back.argmax(), plain.shape
    )


def test_an_image_and_its_mirror_image_score_the_same_when_both_are_measured(two_looks):
    picture = parts.part(9, spot=True)[0]
    one, other = (two_looks.inspector.inspect(each) for each in (picture, picture[:, ::-1]))
    assert one.score == pytest.approx(other.score)
    assert np.allclose(one.heatmap, other.heatmap[:, ::-1], atol=1e-5)


def test_measuring_without_the_second_look_that_is_wanted_is_refused(two_looks):
    features, geometry, _ = two_looks.inspector.look(parts.part(9)[0])
    with pytest.raises(ValueError, match="mirrored"):
        two_looks.inspector.measure(features, geometry)


def test_a_reference_is_measured_mirrored_without_the_network(two_looks):
    good, _ = leave_one_out(two_looks)
    assert len(good) == 3
    assert all(each.score > 0 for each in good)


def test_a_methods_own_score_is_asked_of_the_detector_with_the_cells_that_count():
    asked = []

    class Scores:
        def distances(self, features):
            return np.ones((features.rows, features.cols), np.float32)

        def image_score(self, features, counts):
            asked.append(counts)
            return 7.0

        def arrays(self):
            return {}

    counts = np.zeros((64, 64), bool)
    counts[:, :32] = True
    options = Options(size=64, score=MethodsOwn())
    inspector = Inspector(options, parts.quick_extractor(), Scores(), counts=counts)
    picture = np.zeros((64, 64, 3), np.uint8)
    assert inspector.inspect(picture).score == 7
    assert asked[0][:, :4].all()
    assert not asked[0][:, 4:].any()
    plain = replace(inspector, options=Options(size=64))
    assert plain.inspect(picture).score == 1
