"""Measured as few-shot papers do, on folders where the answer can be worked out."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from inspector.core import evaluate as evaluation
from inspector.core.dataset import read_folder
from inspector.core.detectors import PatchMemory, TwoMemories
from inspector.core.errors import FitError, OptionError
from inspector.core.evaluate import METRICS, Protocol
from inspector.core.fit import LabelledImage, learn
from inspector.core.image import read_mask
from inspector.core.options import Options
from tests import parts

KEYS = ("image_auroc", "image_ap", "image_f1_max", "pixel_auroc", "aupro")


def evaluate(folder, protocol, options=None):
    data = read_folder(folder)
    return evaluation.evaluate(data, options or Options(), parts.quick_extractor(), protocol)


@pytest.fixture
def folder(tiny_parts, tmp_path):
    return shutil.copytree(tiny_parts, tmp_path / "disc")


def chance_that_bad_is_above_good(good, bad) -> float:
    """AUROC by its meaning: over all pairs, ties count half."""
    good, bad = np.asarray(good)[:, None], np.asarray(bad)[None, :]
    return float(((bad > good) + 0.5 * (bad == good)).mean())


def test_the_numbers_are_those_worked_out_by_hand(folder):
    shutil.copy(folder / "train/good/000.png", folder / "test/spot/003.png")
    found = evaluate(folder, Protocol(shots=2, draws=2))
    assert found["draws"][0]["image_auroc"] == 0.75  # it is learned as good: the lowest of all
    for number, draw in enumerate(found["draws"]):
        names = [f"{i:03}.png" for i in range(number * 2, number * 2 + 2)]
        images = [LabelledImage(folder / "train/good" / name) for name in names]
        inspector = learn(Options(), images, parts.quick_extractor()).inspector
        good = [inspector.inspect(path) for path in sorted((folder / "test/good").iterdir())]
        bad = [inspector.inspect(path) for path in sorted((folder / "test/spot").iterdir())]
        auroc = chance_that_bad_is_above_good([g.score for g in good], [b.score for b in bad])
        assert draw["image_auroc"] == pytest.approx(auroc, abs=1e-12)
        masks = [read_mask(folder / f"ground_truth/spot/00{i}_mask.png") for i in range(3)]
        calm = np.concatenate([g.heatmap.ravel() for g in good])
        calm = np.concatenate([calm, *(b.heatmap[~m] for b, m in zip(bad, masks, strict=False))])
        hot = np.concatenate([b.heatmap[m] for b, m in zip(bad, masks, strict=False)])
        pixels = chance_that_bad_is_above_good(calm[::7], hot)
        assert draw["pixel_auroc"] == pytest.approx(pixels, abs=0.005)
        assert 0 < draw["aupro"] <= 1
    for name in METRICS:
        assert found[name] == pytest.approx(np.mean([draw[name] for draw in found["draws"]]))


def test_draws_take_the_sorted_training_images_in_turn(folder):
    found = evaluate(folder, Protocol(shots=3, draws=9))
    assert [draw["references"] for draw in found["draws"]] == [
        ["000.png", "001.png", "002.png"],
        ["003.png", "004.png", "005.png"],
    ]  # the two that are left are no draw


def test_the_result_has_the_agreed_keys_and_is_plain(folder):
    import json

    found = evaluate(folder, Protocol(shots=2, draws=1))
    again = json.loads(json.dumps(found, allow_nan=False))
    assert again == found
    assert {*KEYS, "seconds_per_image", "peak_memory_mb", "draws"} <= found.keys()
    assert found["seconds_per_image"] > 0
    assert found["peak_memory_mb"] is None or 10 < found["peak_memory_mb"] < 1e6
    assert found["image_auroc"] == 1.0
    assert found["test_images"] == 7


def test_learning_and_the_detector_file_are_measured_too(folder):
    one, two = (evaluate(folder, Protocol(shots=shots, draws=2)) for shots in (1, 2))
    for found in (one, two):
        for name in ("fit_seconds", "file_bytes"):
            assert found[name] == np.mean([draw[name] for draw in found["draws"]])
        assert found["fit_seconds"] > 0
    grid = (parts.HEIGHT // 8) * (parts.WIDTH // 8)
    patches = grid * parts.ROW.dimension * 4  # of the reference that one has not, float32
    assert two["file_bytes"] - one["file_bytes"] == pytest.approx(patches, abs=64)


def test_images_without_a_usable_mask_are_left_out_of_pixels_and_counted(folder):
    alone = evaluate(folder, Protocol(shots=2, draws=1))
    assert alone["test_images_without_mask"] == 1
    assert not alone["failures"]
    broken, small = (folder / f"ground_truth/spot/00{i}_mask.png" for i in range(2))
    broken.write_bytes(b"")
    parts.save(small, np.ones((9, 9), bool))
    found = evaluate(folder, Protocol(shots=2, draws=1))
    assert found["test_images_without_mask"] == 3
    assert "empty" in found["failures"][str(broken)]
    assert "9 x 9" in found["failures"][str(small)]
    assert found["image_auroc"] == alone["image_auroc"]
    assert found["pixel_auroc"] is not None


def test_without_masks_there_are_no_pixel_metrics(folder):
    shutil.rmtree(folder / "ground_truth")
    found = evaluate(folder, Protocol(shots=2, draws=1))
    assert (found["pixel_auroc"], found["aupro"]) == (None, None)
    assert found["image_auroc"] == 1.0
    assert found["test_images_without_mask"] == 4


def test_without_bad_images_nothing_is_made_up(folder):
    shutil.rmtree(folder / "test/spot")
    found = evaluate(folder, Protocol(shots=2, draws=1))
    assert [found[name] for name in METRICS] == [None] * 5
    assert found["test_images"] == 3


def test_painted_images_teach_and_are_not_tested(folder):
    options = Options(detector=TwoMemories())
    found = evaluate(folder, Protocol(shots=2, draws=2, painted=1), options)
    assert [draw["references"][2:] for draw in found["draws"]] == [["000.png"], ["001.png"]]
    shutil.rmtree(folder / "test/good")
    (folder / "test/spot/003.png").unlink()
    with pytest.raises(FitError, match="leaves no image to test"):
        evaluate(folder, Protocol(shots=2, draws=1, painted=3), options)


def test_broken_images_are_named_and_the_rest_is_measured(folder):
    broken = [folder / "train/good/000.png", folder / "test/good/001.png"]
    for path in broken:
        path.write_bytes(b"")
    found = evaluate(folder, Protocol(shots=2, draws=1))
    assert set(found["failures"]) == {str(path) for path in broken}
    assert found["test_images"] == 6


def test_folders_beside_train_and_test_are_not_read(folder):
    before = evaluate(folder, Protocol(shots=2, draws=1))
    shutil.copytree(folder / "test/good", folder / "extra_no_mask/spot")
    after = evaluate(folder, Protocol(shots=2, draws=1))
    assert after["test_images"] == before["test_images"]
    assert after["draws"][0]["pixel_auroc"] == before["draws"][0]["pixel_auroc"]


@pytest.mark.parametrize("wrong", [{"shots": 0}, {"draws": 0}, {"painted": -1}, {"shots": -3}])
def test_impossible_numbers_are_refused(wrong):
    with pytest.raises(OptionError, match="must be at least"):
        Protocol(**wrong)


def test_too_few_images_say_how_many_there_are(folder):
    with pytest.raises(FitError, match="8 good training images; --shots 9"):
        evaluate(folder, Protocol(shots=9))
    shutil.rmtree(folder / "test")
    with pytest.raises(FitError, match="no labelled test image"):
        evaluate(folder, Protocol(shots=2))


def test_more_references_than_one_draw_make_another_result(folder):
    options = Options(detector=PatchMemory(rotations="90"))
    one, two = evaluate(folder, Protocol(1, 2), options)["draws"]
    assert one["pixel_auroc"] != two["pixel_auroc"]


def test_real_parts_are_told_apart_with_four_references(shared_data):
    from inspector.core import extract

    options = Options()
    data = read_folder(shared_data / "hazelnut_toy")
    found = evaluation.evaluate(data, options, extract.extractor(options), Protocol(4, 1))
    assert found["image_auroc"] >= 0.99
    assert found["pixel_auroc"] >= 0.9
    assert found["test_images"] == 23
