"""The exported detector decides elsewhere as it did where it was made."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.core import detector_file, image, sealed_zip, workflow
from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors import PatchMemory, TwoMemories
from inspector.core.errors import DetectorFileError, InspectorError, OptionError, WeightsError
from inspector.core.fit import LabelledImage, learn
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from inspector.core.selection import Selection
from tests import parts

ELSEWHERE = """
import json, sys
import numpy as np
from inspector import load_detector
from inspector.core.image import read
from pathlib import Path
inspector = load_detector(sys.argv[1])
scores = []
for path in sys.argv[3:]:
    found = inspector.inspect(path)
    scores.append([found.score, inspector.inspect(read(Path(path))).score])
np.save(sys.argv[2], found.heatmap)
print(json.dumps(scores))
"""


def test_a_fresh_process_gives_the_same_scores_and_heatmap(
    made, detector_path, tiny_parts, tmp_path
):
    images = [tiny_parts / "test/good/000.png", tiny_parts / "test/spot/003.png"]
    command = [sys.executable, "-c", ELSEWHERE, detector_path, tmp_path / "h.npy", *images]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert not done.stderr
    here = [made.inspector.inspect(path) for path in images]
    for (of_file, of_array), found in zip(json.loads(done.stdout), here, strict=True):
        assert abs(of_file - found.score) <= 1e-6 * found.score
        assert of_array == of_file
    np.testing.assert_allclose(np.load(tmp_path / "h.npy"), here[-1].heatmap, rtol=1e-5, atol=1e-6)


def test_what_was_decided_travels(made, detector_path):
    loaded = inspector.load_detector(detector_path)
    assert loaded.calibration == made.inspector.calibration
    assert loaded.options == replace(made.inspector.options, size=64)
    assert loaded.counts is None
    about = detector_file.read_about(detector_path)
    assert about["name"] == "Disc"
    assert [item["name"] for item in about["origin"]["references"]] == [
        path.name for path in made.selection.references
    ]


def test_the_input_size_is_said_even_where_it_is_the_backbones_own(made, tmp_path):
    shown = replace(made.inspector, options=replace(made.inspector.options, size=None))
    detector_file.write(tmp_path / "a.detector", shown, test_images=[])
    about = detector_file.read_about(tmp_path / "a.detector")
    assert about["options"]["size"] == shown.options.preprocess.size


def test_the_region_of_interest_travels(made, tiny_parts, tmp_path):
    counts = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    counts[:, : parts.WIDTH // 2] = True
    here = replace(made.inspector, counts=counts)
    detector_file.write(tmp_path / "roi.detector", here, test_images=[])
    loaded = inspector.load_detector(tmp_path / "roi.detector")
    assert np.array_equal(loaded.counts, counts)
    image = tiny_parts / "test/spot/000.png"
    assert loaded.inspect(image) == here.inspect(image)
    assert not loaded.inspect(image).heatmap[:, -20:].any()


@pytest.mark.parametrize(
    "detector",
    [PatchMemory(neighbours=3, rotations="180"), TwoMemories(strength=2.0, memory_share=0.5)],
    ids=lambda detector: detector.name,
)
def test_every_detector_survives_the_file(detector, tiny_parts, tmp_path):
    selection = workflow.selection_of(tiny_parts, references=2, painted=1)
    made = workflow.make(selection, Options(size=64, detector=detector))
    workflow.export(made, tmp_path / "a.detector")
    image = tiny_parts / "test/spot/001.png"
    loaded = inspector.load_detector(tmp_path / "a.detector")
    assert loaded.inspect(image) == made.inspector.inspect(image)


def test_deep_images_travel_with_their_bit_depth(tmp_path):
    paths = []
    for seed in range(2):
        deep = parts.part(seed)[0].astype(np.uint16) * 16  # 12 bits in files of 16
        paths.append(parts.save(tmp_path / f"{seed}.png", deep))
    made = workflow.make(Selection(references=tuple(paths)), Options(size=64))
    assert made.inspector.options.bit_depth == 12
    workflow.export(made, tmp_path / "deep.detector")
    loaded = inspector.load_detector(tmp_path / "deep.detector")
    assert loaded.inspect(paths[0]) == made.inspector.inspect(paths[0])


def test_an_image_that_is_none_is_refused_with_its_shape(made):
    for array, why in [
        (np.zeros((4, 4, 4), np.uint8), "shape"),
        (np.zeros((0, 4, 3), np.uint8), "shape"),
        (np.zeros((4, 4, 3), np.float32), "float32"),
        ([[1, 2]], "list"),
    ]:
        with pytest.raises(inspector.core.errors.ImageError, match=why):
            made.inspector.inspect(array)


def test_nothing_in_a_detector_file_is_code(detector_path):
    with zipfile.ZipFile(detector_path) as archive:
        suffixes = {Path(name).suffix for name in archive.namelist()}
    assert suffixes == {".json", ".safetensors", ".png", ".jpg"}


def test_nothing_in_the_package_unpickles():
    package = Path(inspector.__file__).parent
    for path in package.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"import (c?pickle|dill|joblib|shelve|marshal)\b", text), path
        assert "allow_pickle" not in text, path
        for call in re.findall(r"torch\.load\([^\n]*", text):
            assert "weights_only=True" in call, path


def test_the_network_computes_in_the_precision_that_the_file_names(
    detector_path, tmp_path, monkeypatch
):
    backbone = detector_file.read_about(detector_path)["backbone"]
    assert backbone["precision"] == "float32"
    older = {key: value for key, value in backbone.items() if key != "precision"}
    asked = []
    load = detector_file.extraction.extractor
    monkeypatch.setattr(
        detector_file.extraction,
        "extractor",
        lambda *args, **how: (asked.append(how["precision"]), load(*args, **how))[1],
    )
    for named in ({}, {"precision": "bfloat16"}):
        other = tmp_path / "other.detector"
        detector_file.rewrite(detector_path, other, changes={"backbone": older | named})
        detector_file.read(other)
    assert asked == ["float32", "bfloat16"]


@pytest.mark.parametrize("what", ["precision", "rounding"])
def test_an_unknown_precision_or_rounding_is_refused(detector_path, tmp_path, what):
    backbone = detector_file.read_about(detector_path)["backbone"] | {what: "int4"}
    detector_file.rewrite(detector_path, tmp_path / "o.detector", changes={"backbone": backbone})
    with pytest.raises(DetectorFileError, match=f"the {what} 'int4' is unknown"):
        detector_file.read(tmp_path / "o.detector")


def test_a_file_of_before_features_were_rounded_decides_as_it_did(made, tiny_parts, tmp_path):
    assert made.inspector.extractor.rounding == "float16"
    in_full = replace(made.inspector.extractor, rounding="none")
    path = tiny_parts / "test/spot/003.png"
    learned = [LabelledImage(p) for p in made.selection.references]
    old = replace(learn(made.inspector.options, learned, in_full).inspector, calibration=None)
    score = old.inspect(path).score
    assert score != made.inspector.inspect(path).score
    file, rewritten = tmp_path / "old.detector", tmp_path / "rewritten.detector"
    detector_file.write(file, old, test_images=[image.read(path)])
    backbone = detector_file.read_about(file)["backbone"]
    assert backbone.pop("rounding") == "none"
    detector_file.rewrite(file, rewritten, changes={"backbone": backbone})  # as it was written
    loaded = inspector.load_detector(rewritten)
    assert loaded.extractor.rounding == "none"
    assert loaded.inspect(path).score == score


def test_a_self_test_that_comes_out_differently_is_refused(detector_path, tmp_path):
    recorded = detector_file.read_about(detector_path)["self_test"]
    other = tmp_path / "other.detector"
    for scores in ([score * 1.01 for score in recorded], [*recorded[:-1], float("nan")]):
        members = sealed_zip.read(detector_path, detector_file.FORMAT, 1)
        about = json.loads(json.dumps(members[0] | {"self_test": scores}))
        _seal(other, about, members[1])
        with pytest.raises(DetectorFileError, match="does not decide here as it did"):
            inspector.load_detector(other)
    detector_file.rewrite(detector_path, other, changes={"name": "Same"})
    assert inspector.load_detector(other).calibration is not None


def _seal(path: Path, about, members) -> None:
    """As sealed_zip.write, but NaN is allowed, as it is to one who forges a file."""
    text = json.dumps(about)
    sealed_zip.write(path, detector_file.FORMAT, 1, about | {"self_test": []}, members)
    if "NaN" in text:
        from tests.core.test_sealed_zip import resealed

        inside = {"detector.json": text.encode(), **members}
        resealed(path, inside, format=detector_file.FORMAT, version=1)
    else:
        sealed_zip.write(path, detector_file.FORMAT, 1, about, members)


@pytest.mark.parametrize(
    "change",
    [
        {"options": None},
        {"options": {"size": "big"}},
        {"options": {"size": 7}},
        {"options": {"detector": {"name": "none"}}},
        {"options": {"backbone": {"id": "none"}}},
        {"options": {"colour": "blue"}},
        {"calibration": {"limits": {}}},
        {"calibration": 3},
        {"backbone": {}},
        {"backbone": []},
        {"self_test": 3},
        {"self_test": ["a"]},
        {"self_test": [1.0] * 9},
    ],
    ids=str,
)
def test_a_description_that_makes_no_sense_is_refused(detector_path, tmp_path, change):
    other = tmp_path / "other.detector"
    detector_file.rewrite(detector_path, other, changes=change)
    with pytest.raises(DetectorFileError, match="cannot be used") as caught:
        inspector.load_detector(other)
    assert str(other) in str(caught.value)


@pytest.mark.parametrize("name", ["arrays.safetensors", "selftest/0.png"])
@pytest.mark.parametrize("data", [b"", b"nonsense", b"\x08\0\0\0\0\0\0\0{}      "])
def test_arrays_and_pictures_that_make_no_sense_are_refused(detector_path, tmp_path, name, data):
    about, members = sealed_zip.read(detector_path, detector_file.FORMAT, 1)
    other = tmp_path / "other.detector"
    sealed_zip.write(other, detector_file.FORMAT, 1, about, members | {name: data})
    with pytest.raises(DetectorFileError, match="cannot be used"):
        inspector.load_detector(other)


def test_arrays_that_do_not_fit_each_other_are_refused(detector_path, tmp_path):
    from safetensors.numpy import load, save

    about, members = sealed_zip.read(detector_path, detector_file.FORMAT, 1)
    arrays = load(members["arrays.safetensors"])
    other = tmp_path / "other.detector"
    for name, array in arrays.items():
        cut = arrays | {name: np.ascontiguousarray(array[..., :-3])}
        without = {key: value for key, value in arrays.items() if key != name}
        for broken in (cut, without):
            inside = members | {"arrays.safetensors": save(broken)}
            sealed_zip.write(other, detector_file.FORMAT, 1, about, inside)
            with pytest.raises(DetectorFileError, match=str(other)):
                inspector.load_detector(other)


def test_a_damaged_file_is_refused_before_anything_is_loaded(detector_path, tmp_path):
    broken = tmp_path / "broken.detector"
    whole = detector_path.read_bytes()
    for place in range(100, len(whole), len(whole) // 12):
        data = bytearray(whole)
        data[place] ^= 255
        broken.write_bytes(data)
        with pytest.raises(DetectorFileError, match="damaged or was changed"):
            detector_file.read(broken)
        broken.write_bytes(whole[:place])
        with pytest.raises(DetectorFileError, match="not a whole zip"):
            detector_file.read(broken)


def test_a_built_in_backbone_that_computes_otherwise_is_said(detector_path, tmp_path):
    other = tmp_path / "other.detector"
    changes = {"backbone": {"weights_hash": "0" * 64, "in_file": False}}
    detector_file.rewrite(detector_path, other, changes=changes)
    with pytest.raises(DetectorFileError, match="computes other features"):
        inspector.load_detector(other)


def test_a_wrong_device_is_not_the_files_fault(detector_path):
    with pytest.raises(OptionError, match="warp"):
        inspector.load_detector(detector_path, device="warp")


def test_a_writing_that_is_stopped_leaves_the_older_file(made, tmp_path):
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    path = tmp_path / "a.detector"
    path.write_bytes(b"older")
    with pytest.raises(Cancelled):
        workflow.export(made, path, tick=stop)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture(scope="session")
def vit_made(tiny_parts, shared_weights, tmp_path_factory):
    """A detector on a real network from a local file."""
    weights = shared_weights / "vit_tiny_patch16_224.safetensors"
    choice = BackboneChoice("vit-tiny", weights=weights)
    selection = workflow.selection_of(tiny_parts, references=2, painted=0)
    return workflow.make(selection, Options(backbone=choice, size=64))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))


def test_weights_travel_inside_the_file(vit_made, tiny_parts, tmp_path):
    workflow.export(vit_made, tmp_path / "vit.detector")
    image = tiny_parts / "test/spot/000.png"
    loaded = inspector.load_detector(tmp_path / "vit.detector")
    assert loaded.inspect(image) == vit_made.inspector.inspect(image)
    about = detector_file.read_about(tmp_path / "vit.detector")
    assert about["backbone"]["in_file"]
    assert about["options"]["backbone"]["weights"] is None


def test_a_network_that_cannot_be_unpacked_says_what_to_do(vit_made, tmp_path, monkeypatch):
    workflow.export(vit_made, tmp_path / "vit.detector")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(InspectorError, match="23 MB in the folder for temporary files"):
        inspector.load_detector(tmp_path / "vit.detector")


def test_weights_left_out_must_be_named_and_be_the_right_ones(
    vit_made, shared_weights, tiny_parts, tmp_path
):
    from safetensors.numpy import load_file, save_file

    path = tmp_path / "bare.detector"
    workflow.export(vit_made, path, with_network=False)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(WeightsError, match="--weights"):
        detector_file.read(path)
    right = shared_weights / "vit_tiny_patch16_224.safetensors"
    image = tiny_parts / "test/spot/000.png"
    loaded = inspector.load_detector(path, weights=right)
    assert loaded.inspect(image) == vit_made.inspector.inspect(image)
    tensors = load_file(right)
    wrong = tmp_path / "wrong.safetensors"
    save_file(tensors | {"norm.bias": tensors["norm.bias"] + np.float32(0.1)}, wrong)
    with pytest.raises(DetectorFileError, match="Name the right file with --weights"):
        inspector.load_detector(path, weights=wrong)
    wrong.unlink()
    with pytest.raises(WeightsError, match="does not exist"):
        inspector.load_detector(path, weights=wrong)
