"""Large images in tiles: no seams, no patch twice, bounded memory, and the same everywhere."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from inspector.core import backbones, tiled_features
from inspector.core import options as all_options
from inspector.core.backbones.base import BackboneChoice
from inspector.core.calibrate import calibrate
from inspector.core.detector_file import load_detector, write
from inspector.core.detectors.multi_view_memory import MultiViewMemory
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.subspace import Subspace
from inspector.core.detectors.text import Text
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.errors import FitError, ImageError, OptionError
from inspector.core.extract import extractor
from inspector.core.fit import LabelledImage, learn, leave_one_out, relearn
from inspector.core.options import Options
from inspector.core.preprocess import Preprocess
from inspector.core.progress import Cancelled
from inspector.core.rules import Manual
from inspector.core.score import MethodsOwn
from inspector.core.tiles import REACH, TileOptions, tiles
from tests.parts import quick_extractor, save

FULL = TileOptions(side=384, overlap=2 * REACH, full_resolution=True)


def texture(seed: int, height: int, width: int):
    """A woven surface, RGB (height, width, 3) uint8."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    weave = 30 * np.sin(x / 3.1) * np.sin(y / 4.3) + rng.normal(0, 6, (height, width))
    return np.clip(128 + weave[:, :, None] + [8, 0, -8], 0, 255).astype(np.uint8)


def scratched(seed: int, height: int, width: int):
    picture = texture(seed, height, width)
    cv2.line(picture, (width // 2, height // 3), (width // 2 + 60, height // 3 + 50), (250,) * 3, 3)
    return picture


@pytest.mark.parametrize("cells", [(1, 1), (16, 16), (17, 40), (53, 97), (200, 33)])
@pytest.mark.parametrize("overlap", [0, 64, 208])
def test_each_patch_is_taken_from_exactly_one_tile_and_lies_inside_it(cells, overlap):
    taken = np.zeros(cells, int)
    for tile in tiles(*cells, 8, TileOptions(side=128, overlap=overlap)):
        taken[tile.own] += 1
        for span, length in zip(tile, cells, strict=True):
            assert 0 <= span.start <= span.own_start < span.own_stop <= span.stop <= length
            assert span.stop - span.start == min(16, length)
    assert (taken == 1).all()


def test_a_patch_lies_half_the_overlap_inside_its_tile_but_at_the_border_of_the_image():
    for tile in tiles(61, 61, 8, TileOptions(side=256, overlap=96)):
        for span in tile:
            assert span.start == 0 or span.own_start - span.start >= 6
            assert span.stop == 61 or span.stop - span.own_stop >= 6


@pytest.mark.parametrize("edges", ["cover", "crop"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("full", [True, False])
def test_a_tile_shows_what_the_whole_input_shows_there(edges, dtype, full):
    picture = texture(0, 301, 437).astype(dtype) * (257 if dtype == np.uint16 else 1)
    options = TileOptions(side=128, overlap=32, full_resolution=full)
    preprocess = Preprocess(200, 8, edges=edges, mean=(0.1, 0.2, 0.3), tiles=options)
    whole, geometry = preprocess.apply(picture)
    assert len(preprocess.cut(geometry)) > 4
    for tile in preprocess.cut(geometry):
        rows, cols = (slice(8 * each.start, 8 * each.stop) for each in tile)
        apart = np.abs(preprocess.apply_tile(picture, tile) - whole[:, rows, cols])
        assert apart.max() <= 1.01 / 255  # where a resized value lies between two grey levels
        assert apart.mean() < 1e-3 / 255


def test_at_full_resolution_the_backbone_sees_the_very_pixels():
    picture = texture(0, 304, 440)
    whole, geometry = Preprocess(64, 8, tiles=FULL).apply(picture)
    assert geometry.model_height == 304
    assert np.array_equal(whole, picture.transpose(2, 0, 1).astype(np.float32) / 255)


def test_joined_features_are_those_of_the_whole_image():
    picture = texture(1, 640, 528)
    whole = extractor(Options(size=528))
    joined = extractor(Options(tiles=FULL)).of_image(picture)[0]
    expected = whole.of_image(picture)[0]
    assert (joined.rows, joined.cols) == (80, 66)
    assert np.abs(joined.vectors - expected.vectors).max() < 1e-4 * np.abs(expected.vectors).max()


def test_the_built_in_backbone_looks_no_further_than_the_overlap_needs():
    backbone = backbones.load(BackboneChoice("scattering"), device="cpu")
    flat = np.full((3, 256, 256), 0.5, np.float32)
    half = flat.copy()
    half[:, :, 129:] = np.random.default_rng(0).random((3, 256, 127), np.float32)
    before, after = (backbone.features(each[None])[0].grid for each in (flat, half))
    first = np.flatnonzero(np.abs(before - after).max(axis=(0, 2)) > 0)[0]
    gap = 129 - 8 * (first + 1)
    assert REACH - 8 <= gap < REACH, "patches further away see nothing of it, those nearer do"


def test_a_small_image_is_inspected_as_without_tiles_to_the_last_bit(tmp_path):
    paths = [save(tmp_path / f"{i}.png", texture(i, 200, 240)) for i in range(3)]
    options = Options(size=200)
    plain = _fitted(options, paths)
    tiled = _fitted(replace(options, tiles=TileOptions(side=256, full_resolution=True)), paths)
    bad = scratched(9, 200, 240)
    assert plain.inspect(bad) == tiled.inspect(bad)


@pytest.fixture
def few(monkeypatch):
    """As if only 256 patches of an image could be held."""
    monkeypatch.setattr(tiled_features, "MOST_JOINED", 256)
    monkeypatch.setattr("inspector.core.extract.MOST_JOINED", 256)


@pytest.mark.parametrize(
    "detector",
    [
        PatchMemory(),
        Subspace(),
        TwoMemories(scales="1,2"),
        MultiViewMemory(rotations="none", pooling=1),
    ],
)
def test_measured_tile_by_tile_is_measured_at_once(tmp_path, monkeypatch, detector):
    paths = [save(tmp_path / f"{i}.png", texture(i, 96, 96)) for i in range(2)]
    inspector = _fitted(Options(tiles=FULL, detector=detector), paths)
    bad = scratched(9, 400, 496)
    once = inspector.inspect(bad)
    monkeypatch.setattr("inspector.core.extract.MOST_JOINED", 256)
    seen = inspector.look(bad)
    assert isinstance(seen.features, tiled_features.TiledFeatures)
    streamed = inspector.inspect(bad)
    assert streamed.score == pytest.approx(once.score, rel=1e-4)
    assert np.allclose(streamed.heatmap, once.heatmap, rtol=1e-3, atol=1e-4)


def test_window_file_and_line_decide_alike_with_tiles(tmp_path, few):
    paths = [save(tmp_path / f"{i}.png", texture(i, 400, 448)) for i in range(2)]
    inspector = _fitted(Options(tiles=FULL), paths)
    bad = save(tmp_path / "bad.png", scratched(9, 400, 448))
    write(tmp_path / "x.detector", inspector, test_images=[texture(0, 300, 300)])
    loaded = load_detector(tmp_path / "x.detector")
    assert loaded.options.tiles == FULL
    ours, theirs = inspector.inspect(bad), loaded.inspect(bad)
    assert ours == theirs
    assert ours.regions, "the scratch is found"
    x, y = ours.regions[0].x, ours.regions[0].y
    assert 170 < x < 290
    assert 90 < y < 185


def test_a_large_reference_teaches_some_of_its_patches_and_is_measured_without_itself(
    tmp_path, few, monkeypatch
):
    monkeypatch.setattr(tiled_features, "_KEPT", 64)
    paths = [save(tmp_path / f"{i}.png", texture(i, 400, 448)) for i in range(2)]
    learned = _learned(Options(tiles=FULL), paths)
    assert len(learned.large) == 2
    bank = learned.inspector.fitted.arrays()["bank"]
    assert 0 < len(bank) < 2 * 384 * 448 // 64
    good, bad = leave_one_out(learned)
    assert len(good) == 2
    assert not bad
    assert learned.inspector.inspect(scratched(9, 400, 448)).score > max(g.score for g in good)


def test_ignored_patches_of_a_large_reference_are_not_learned(tmp_path, few):
    path = save(tmp_path / "0.png", scratched(0, 400, 448))
    counts = np.zeros((400, 448), bool)
    counts[300:, :] = True
    labelled = [LabelledImage(path, counts=counts)]
    learned = learn(Options(tiles=FULL), labelled, extractor(Options(tiles=FULL)))
    assert learned.plain[next(iter(learned.large))][0].features.cols <= 13 * 56
    found = learned.inspector.inspect(path).heatmap
    assert found[128:178, 220:290].max() > 3 * found[320:].max()


def test_a_painted_mask_on_a_large_reference_asks_for_a_new_fit(tmp_path, few):
    path = save(tmp_path / "0.png", texture(0, 400, 448))
    learned = _learned(Options(tiles=FULL), [path])
    with pytest.raises(FitError, match="Fit again"):
        relearn(learned, Options(tiles=FULL), labelled=LabelledImage(path))


def test_painted_patches_of_a_large_image_teach(tmp_path, few):
    good = save(tmp_path / "0.png", texture(0, 400, 448))
    bad = save(tmp_path / "1.png", scratched(1, 400, 448))
    painted = np.zeros((400, 448), bool)
    painted[128:180, 224:286] = True
    options = Options(tiles=FULL, detector=TwoMemories(scales="1"))
    images = [LabelledImage(good), LabelledImage(bad, painted)]
    learned = learn(options, images, extractor(options))
    assert not learned.failures
    assert len(learned.inspector.fitted.arrays()["defect_bank"]) > 10


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"foreground": True}, "object mask"),
        ({"score": MethodsOwn()}, "own score"),
    ],
)
def test_what_needs_the_whole_image_refuses_a_large_one(tmp_path, few, change, named):
    path = save(tmp_path / "0.png", texture(0, 120, 120))
    large = save(tmp_path / "large.png", texture(0, 400, 448))
    inspector = _fitted(Options(tiles=FULL, detector=TwoMemories()), [path])
    inspector = replace(inspector, options=replace(inspector.options, **change))
    with pytest.raises(ImageError, match=f"large.png.*{named}"):
        inspector.inspect(large)


def test_a_detector_of_windows_refuses_a_large_reference_and_says_what_to_do(tmp_path, few):
    path = save(tmp_path / "0.png", texture(0, 400, 448))
    with pytest.raises(FitError, match=r"0\.png.*two-memories.*patch-memory"):
        _learned(Options(tiles=FULL, detector=TwoMemories(scales="1,2")), [path])


def test_words_refuse_tiles():
    with pytest.raises(OptionError, match="tile side to 0"):
        extractor(Options(tiles=FULL, detector=Text()))


def test_every_tile_is_told_and_can_be_the_last(tmp_path, few):
    path = save(tmp_path / "0.png", texture(0, 120, 120))
    inspector = _fitted(Options(tiles=FULL), [path])
    told: list[str] = []

    def tick(done: int, total: int, text: str = "") -> None:
        told.append(text)
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        inspector.inspect(texture(1, 768, 768), tick)
    assert told[-1] == "tile 4 of 9"
    assert list(dict.fromkeys(told)) == [f"tile {number} of 9" for number in (1, 2, 3, 4)]


def test_who_stops_waits_for_no_search_of_a_tile(tmp_path, few, monkeypatch):
    path = save(tmp_path / "0.png", texture(0, 120, 120))
    inspector = _fitted(Options(tiles=FULL), [path])
    asked = []

    def tick(done: int, total: int, text: str = "") -> None:
        asked.append(done)
        if len(asked) == 2:
            raise Cancelled

    monkeypatch.setattr(type(inspector.fitted), "distances", None)
    with pytest.raises(Cancelled):
        inspector.inspect(texture(1, 768, 768), tick)
    assert asked == [0, 0]


def test_tiles_without_a_pixel_that_counts_are_not_computed(tmp_path, few):
    path = save(tmp_path / "0.png", texture(0, 120, 120))
    inspector = _fitted(Options(tiles=FULL), [path])
    counts = np.zeros((40, 40), bool)
    counts[:6, :6] = True
    told: list[str] = []
    all_of_it = inspector.inspect(texture(1, 768, 768))
    some = replace(inspector, counts=counts).inspect(
        texture(1, 768, 768), lambda done, total, text="": told.append(text)
    )
    assert set(told) == {"tile 1 of 1"}
    assert np.array_equal(some.heatmap[:90, :90], all_of_it.heatmap[:90, :90])
    assert not some.heatmap[130:].any()


def test_features_with_and_without_tiles_have_keys_of_their_own():
    plain, tiled = extractor(Options()), extractor(Options(tiles=FULL))
    assert plain.key != tiled.key
    assert plain.key == extractor(Options(tiles=TileOptions())).key


def test_options_keep_tiles_and_say_nothing_of_none():
    options = Options(tiles=FULL)
    assert all_options.from_json(all_options.to_json(options)) == options
    assert "tiles" not in all_options.to_json(Options())


@pytest.mark.parametrize(
    "wrong", [{"side": 64}, {"side": 5000}, {"overlap": -1}, {"side": True}, {"side": 128.5}]
)
def test_wrong_tiles_are_refused(wrong):
    with pytest.raises(OptionError):
        TileOptions(**wrong)


def test_a_quick_backbone_without_context_joins_to_the_last_bit():
    source = quick_extractor()
    tiled = replace(source.preprocess, tiles=TileOptions(128, 0, True))
    picture = texture(0, 400, 304)
    found, _ = replace(source, preprocess=tiled).of_image(picture)
    whole, _ = replace(source, preprocess=replace(source.preprocess, size=304)).of_image(picture)
    assert np.array_equal(found.vectors, whole.vectors)


def _learned(options: Options, paths):
    return learn(options, [LabelledImage(path) for path in paths], extractor(options))


def _fitted(options: Options, paths):
    learned = _learned(options, paths)
    good, _ = leave_one_out(learned)
    top = max((each.score for each in good), default=1.0)
    peak = max((each.peak for each in good), default=1.0)
    limits = calibrate([], [], fail_rule=Manual(top), unsure_rule=Manual(top))
    return replace(learned.inspector, calibration=replace(limits, pixel_limit=1.2 * peak))
