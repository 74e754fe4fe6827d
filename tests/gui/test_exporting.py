from __future__ import annotations

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.core import detector_file
from inspector.core.backbones.base import BackboneChoice, BackboneRow
from inspector.core.errors import InspectorError
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from inspector.core.rules import Manual
from inspector.gui import exporting
from inspector.gui.engine import Engine
from inspector.gui.exporting import Order, check_file, compare, export_detector, origin
from inspector.gui.snapshot import Snapshot
from tests.gui.fitted_project import OPTIONS, fitted


def exported(folder: Path, **order):
    project, fit = fitted()
    path = folder / "plates.detector"
    return export_detector(fit, Snapshot(project, OPTIONS), Order(path, **order))


def test_a_written_file_was_read_again_and_decides_the_same(tmp_path):
    written = exported(tmp_path, name="Plates", notes="for line 3")
    assert len(written.self_test.recorded) == 3
    assert written.self_test.difference == 0
    assert written.size_bytes == written.path.stat().st_size
    about = detector_file.read_about(written.path)
    assert (about["name"], about["notes"]) == ("Plates", "for line 3")


def test_a_file_without_a_name_is_called_like_its_file(tmp_path):
    assert detector_file.read_about(exported(tmp_path).path)["name"] == "plates"


def test_the_headless_file_gives_the_scores_of_the_window(tmp_path):
    project, fit = fitted()
    theirs = detector_file.load_detector(exported(tmp_path).path)
    paths = [project.path_of(e.id) for e in project.images]
    found = compare(theirs, fit.inspector, paths)
    assert (found.images, found.difference, found.other_verdicts) == (7, 0, ())
    assert not found.failures


def test_the_origin_names_what_taught_and_what_set_the_limits():
    project, fit = fitted()
    made = origin(fit, project)
    assert {key: len(each) for key, each in made.items()} == {
        "references": 3,
        "painted": 1,
        "calibration_good": 2,
        "calibration_bad": 1,
    }
    hashes = {entry.content_hash: entry.path.name for entry in project.images}
    assert all(hashes[each["sha256"]] == each["name"] for each in made["references"])


def test_the_origin_is_that_of_the_fit_whatever_was_marked_since():
    project, fit = fitted()
    everything = [entry.id for entry in project.images]
    changed = project.changed(everything, label="unset", is_reference=False)
    assert origin(fit, changed) == origin(fit, project)


def test_stopping_leaves_an_older_file_and_nothing_else(tmp_path):
    project, fit = fitted()
    path = tmp_path / "plates.detector"
    path.write_bytes(b"older")

    def tick(done, total, text=""):
        if text.startswith("Testing"):
            raise Cancelled

    with pytest.raises(Cancelled):
        export_detector(fit, Snapshot(project, OPTIONS), Order(path), tick)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_and_errors_name_the_file_and_never_its_draft(tmp_path, monkeypatch):
    project, fit = fitted()
    path = tmp_path / "plates.detector"
    said: list[str] = []
    export_detector(
        fit, Snapshot(project, OPTIONS), Order(path), lambda d, t, text="": said.append(text)
    )
    assert "Writing plates.detector" in said
    monkeypatch.setattr(detector_file, "ELSEWHERE", -1.0)
    with pytest.raises(InspectorError, match=r"plates\.detector does not decide here"):
        export_detector(fit, Snapshot(project, OPTIONS), Order(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(InspectorError, match="you may not write there"):
        exported(tmp_path)


def test_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(InspectorError, match=r"plates\.detector.*its folder is not there"):
        exported(tmp_path / "gone")


def test_a_file_is_not_exported_untested_when_all_images_are_gone(tmp_path):
    project, fit = fitted()
    moved = replace(project, folder=tmp_path / "elsewhere")
    with pytest.raises(InspectorError, match="could not be tested"):
        export_detector(fit, Snapshot(moved, OPTIONS), Order(tmp_path / "a.detector"))


def test_a_sound_file_passes_the_check(tmp_path):
    written = exported(tmp_path, name="Plates")
    found = check_file(written.path)
    assert found.reason == ""
    assert found.self_test is not None
    assert found.self_test.difference == 0
    assert found.about is not None
    assert found.about["name"] == "Plates"
    assert found.thumbnail.startswith(b"\xff\xd8")
    assert found.inspector is not None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a zip", b"a text"])
def test_what_is_no_detector_file_is_said_and_not_raised(tmp_path, content):
    path = tmp_path / "odd.detector"
    path.write_bytes(content)
    found = check_file(path)
    assert "odd.detector" in found.reason
    assert found.about is None


def test_a_missing_file_is_said(tmp_path):
    assert "none.detector cannot be read" in check_file(tmp_path / "none.detector").reason


def test_one_changed_byte_is_found(tmp_path):
    path = exported(tmp_path).path
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("arrays.safetensors").header_offset + 400
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert "plates.detector is damaged or was changed" in check_file(path).reason


def test_a_file_that_decides_otherwise_here_is_refused_but_shown(tmp_path):
    path = exported(tmp_path).path
    scores = [score * 1.5 for score in detector_file.read_about(path)["self_test"]]
    detector_file.rewrite(path, path, changes={"self_test": scores})
    found = check_file(path)
    assert "does not decide here as it did" in found.reason
    assert found.about is not None
    assert found.self_test is not None
    assert found.inspector is None


def test_a_file_that_needs_weights_says_so_and_fetches_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("INSPECTOR_HUB", "http://127.0.0.1:9")
    path = exported(tmp_path).path
    chosen = detector_file.read_about(path)["options"]
    chosen["backbone"]["id"] = "dinov2-small"
    detector_file.rewrite(path, path, changes={"options": chosen})
    found = check_file(path)
    assert found.needs_weights
    assert "DINOv2 Small/14" in found.reason
    assert not (tmp_path / "cache").exists()


def test_comparing_finds_another_detector_and_unreadable_images(tmp_path):
    project, fit = fitted()
    assert fit.inspector.calibration is not None
    damaged = tmp_path / "damaged.png"
    damaged.write_bytes(b"no image")
    paths = [project.path_of(entry.id) for entry in project.images]
    learned = [each for each in fit.learned.examples if not each.defect.any()]
    fewer = OPTIONS.detector.fit(learned[:1])
    strict = fit.inspector.calibration.with_rules(Manual(0.0), Manual(0.0))
    theirs = replace(fit.inspector, fitted=fewer, calibration=strict)
    found = compare(theirs, fit.inspector, [*paths, damaged])
    assert found.images == len(paths)
    assert found.difference > 0.01
    assert found.worst in paths
    assert found.other_verdicts
    assert list(found.failures) == [damaged]


def test_the_built_in_backbone_has_no_weights_to_carry():
    _, fit = fitted()
    assert not exporting.may_carry_network(fit.inspector)


@pytest.mark.parametrize("may", [True, False])
def test_the_licence_says_whether_weights_are_carried(may):
    class Backbone:
        row = BackboneRow("x", "X", "timm", 14, 384, 448, may_export=may)

    _, fit = fitted()
    extractor = replace(fit.inspector.extractor, backbone=Backbone())  # type: ignore[arg-type]
    assert exporting.may_carry_network(replace(fit.inspector, extractor=extractor)) is may


@pytest.mark.parametrize("with_network", [True, False])
def test_a_real_network_goes_along_or_stays_and_decides_the_same(
    tmp_path, shared_weights, with_network
):
    project, _ = fitted()
    weights = shared_weights / "vit_tiny_patch16_224.safetensors"
    options = Options(backbone=BackboneChoice("vit-tiny", weights=weights), size=64)
    snapshot = Snapshot(project, options, device="cpu")
    order = Order(tmp_path / "net.detector", with_network=with_network)
    written = export_detector(Engine().fit(snapshot), snapshot, order)
    assert written.self_test.difference == 0
    assert (written.size_bytes > weights.stat().st_size) is with_network
    found = check_file(order.path, device="cpu", weights=None if with_network else weights)
    assert found.reason == ""


def test_the_exported_json_holds_no_path_of_this_machine(tmp_path):
    about = json.dumps(detector_file.read_about(exported(tmp_path).path))
    assert str(fitted()[0].folder) not in about
    assert np.isfinite(json.loads(about)["self_test"]).all()
