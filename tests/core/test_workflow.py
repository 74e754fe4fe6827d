"""The whole job: a folder in, a calibrated inspector out."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest

from inspector.core import detector_file, extract, workflow
from inspector.core.detectors import PatchMemory, TwoMemories
from inspector.core.errors import FitError, ImageError, OptionError
from inspector.core.fit import leave_one_out, score_files
from inspector.core.image import file_hash
from inspector.core.options import Options
from inspector.core.origin import extended_origin
from inspector.core.rules import Conformal, Manual
from inspector.core.selection import Selection
from tests import parts


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(extract, "extractor", lambda *_, **__: parts.quick_extractor())


@pytest.fixture
def folder(tmp_path):
    return parts.save_set(tmp_path / "set", train=6, good=1, bad=2, masks=1)


def make(folder, **settings):
    options = settings.pop("options", Options())
    selection = workflow.selection_of(folder, settings.pop("references", 3), None)
    return workflow.make(selection, options, **settings)


def test_the_limits_rest_on_further_good_images_and_on_references_without_themselves(folder):
    made = make(folder, options=Options(detector=TwoMemories()))
    without, painted = leave_one_out(made.learned)
    further, _ = score_files(made.learned.inspector, made.selection.good)
    calibration = made.inspector.calibration
    assert sorted(calibration.good) == sorted(
        [item.score for item in without] + [item.score for item in further.values()]
    )
    assert calibration.bad == tuple(item.score for item in painted)
    assert len(calibration.good) == len(calibration.pixel_good) == 6
    assert (made.references, made.painted) == (3, 1)
    assert calibration.independent


def test_a_copy_of_a_reference_is_no_evidence(folder):
    before = make(folder).inspector.calibration
    for reference in (folder / "train/good").glob("00[024].png"):
        shutil.copy(reference, folder / "train/good" / f"zz{reference.name}")
    selection = workflow.selection_of(folder, 99, None)
    references = tuple(
        p for p in selection.references if p.name in ("000.png", "002.png", "004.png")
    )
    rest = tuple(path for path in selection.references if path not in references)
    again = workflow.make(replace(selection, references=references, good=rest), Options())
    assert sorted(again.inspector.calibration.good) == sorted(before.good)
    assert min(again.inspector.calibration.good) > 0


def test_one_reference_gives_limits_that_promise_nothing(folder):
    reference = folder / "train/good/000.png"
    made = workflow.make(Selection(references=(reference,)), Options())
    calibration = made.inspector.calibration
    assert not calibration.independent
    assert len(calibration.good) == 8
    assert "copies of one part" in " ".join(calibration.notes)
    assert made.inspector.inspect(reference).verdict == "pass"


def test_one_reference_with_a_copy_of_itself_is_still_one(folder, tmp_path):
    reference = folder / "train/good/000.png"
    copy = tmp_path / "copy.png"
    shutil.copy(reference, copy)
    for selection in (
        Selection(references=(reference,), good=(copy,)),
        Selection(references=(reference, copy)),
    ):
        assert not workflow.make(selection, Options()).inspector.calibration.independent


def test_a_broken_reference_is_left_out_and_named_wherever_it_stands(folder):
    broken = folder / "train/good/000.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n broken")
    made = make(folder, references=2)
    assert made.references == 1
    assert list(made.failures) == [broken]
    assert "000.png" in made.failures[broken]
    alone = Selection(references=(broken, folder / "train/good/001.png"))
    assert not workflow.make(alone, Options()).inspector.calibration.independent


def test_nothing_readable_is_the_only_end(folder):
    broken = folder / "train/good/000.png"
    broken.write_bytes(b"")
    with pytest.raises(FitError, match=r"None of 1 images could be read.*000\.png.*empty"):
        workflow.make(Selection(references=(broken,)), Options())


def test_a_blank_or_broken_mask_is_named_and_its_image_teaches_nothing(folder):
    mask = folder / "ground_truth/spot/000_mask.png"
    parts.save(mask, np.zeros((parts.HEIGHT, parts.WIDTH), bool))
    made = make(folder, options=Options(detector=TwoMemories()))
    bad = folder / "test/spot/000.png"
    assert (made.references, made.painted) == (3, 0)
    assert "no painted defect" in made.failures[bad]
    mask.write_bytes(b"")
    assert "000_mask.png" in make(folder, options=Options(detector=TwoMemories())).failures[bad]


@pytest.mark.parametrize("detector", [PatchMemory(), TwoMemories()], ids=lambda each: each.name)
def test_a_painted_image_is_a_bad_one_whether_or_not_the_detector_learns_from_it(
    tmp_path, detector
):
    folder = tmp_path / "plain"
    for i in range(4):
        parts.save(folder / f"good/{i}.png", parts.part(i)[0])
    picture, mask = parts.part(20, spot=True)
    parts.save(folder / "bad/0.png", picture)
    parts.save(folder / "bad/0_mask.png", mask)
    made = make(folder, options=Options(detector=detector))
    assert made.painted == detector.learns_defects
    assert len(made.inspector.calibration.bad) == 1
    assert made.inspector.calibration.bad[0] > max(made.inspector.calibration.good)


def test_a_detector_that_learns_no_defects_reads_no_mask(folder):
    (folder / "ground_truth/spot/000_mask.png").write_bytes(b"")
    made = make(folder)
    assert (made.references, made.painted) == (3, 0)
    assert not made.failures
    assert made.inspector.calibration.bad == ()  # test images set no limits


def test_one_painted_image_raises_what_resembles_it(folder):
    bad = folder / "test/spot/001.png"
    plain = make(folder).inspector.inspect(bad).score
    painted = make(folder, options=Options(detector=TwoMemories(strength=2.0))).inspector
    assert painted.inspect(bad).score > 1.5 * plain
    good = folder / "test/good/000.png"
    assert painted.inspect(good).verdict == make(folder).inspector.inspect(good).verdict == "pass"


def test_rules_are_obeyed(folder):
    made = make(folder, fail_rule=Manual(7.5), unsure_rule=Conformal(0.5))
    limits = made.inspector.calibration.limits
    assert limits.fail == 7.5
    assert limits.unsure in made.inspector.calibration.good


def test_further_images_move_the_limits_once(folder):
    made = make(folder)
    good = [folder / "test/good/000.png"]
    known = frozenset(file_hash(path) for path in made.selection.references)
    before = made.inspector.calibration
    more, failures = workflow.recalibrated(made.inspector, good=good * 2, bad=[], known=known)
    assert not failures
    assert len(more.good) == len(more.pixel_good) == len(before.good) + 1
    assert more.bad == before.bad
    again, _ = workflow.recalibrated(
        made.inspector,
        good=good + list(made.selection.references),
        bad=[],
        known=known | {file_hash(good[0])},
    )
    assert again.good == before.good


def test_other_parts_replace_the_copies_of_the_only_one(folder):
    made = workflow.make(Selection(references=(folder / "train/good/000.png",)), Options())
    bad = [folder / "test/spot/000.png"]
    still, _ = workflow.recalibrated(made.inspector, good=[], bad=bad)
    assert (still.independent, len(still.good), len(still.bad)) == (False, 8, 1)
    others = [folder / f"train/good/00{i}.png" for i in range(1, 4)]
    now, _ = workflow.recalibrated(made.inspector, good=others, bad=bad)
    assert (now.independent, len(now.good), len(now.pixel_good)) == (True, 3, 3)


def test_where_the_limits_come_from_is_written_down_once(folder):
    good, bad = [folder / "test/good/000.png"], [folder / "test/spot/000.png"]
    origin = extended_origin({"references": []}, good * 2, bad, {})
    assert [item["name"] for item in origin["calibration_good"]] == ["000.png"]
    assert origin["calibration_bad"][0]["sha256"] == file_hash(bad[0])
    assert extended_origin(origin, good, bad, {}) == origin


def test_only_wanted_pixels_that_are_not_ignored_count(tmp_path):
    wanted, ignored = np.zeros((8, 8), bool), np.zeros((8, 8), bool)
    wanted[:, :4], ignored[:, 2:] = True, True
    roi, ignore = parts.save(tmp_path / "roi.png", wanted), parts.save(tmp_path / "i.png", ignored)
    assert workflow.counting_mask(None, None) is None
    assert np.array_equal(workflow.counting_mask(roi, None), wanted)
    assert np.array_equal(workflow.counting_mask(None, ignore), ~ignored)
    assert np.array_equal(workflow.counting_mask(roi, ignore), wanted & ~ignored)
    with pytest.raises(ImageError, match="No pixel is left"):
        workflow.counting_mask(roi, parts.save(tmp_path / "all.png", np.ones((8, 8), bool)))
    with pytest.raises(ImageError, match="differ in size"):
        workflow.counting_mask(roi, parts.save(tmp_path / "big.png", np.ones((9, 9), bool)))


def test_bit_depth_is_that_of_all_references_that_can_be_read(tmp_path):
    picture = parts.part(0)[0].astype(np.uint16)
    dark = parts.save(tmp_path / "dark.png", picture * 2)
    bright = parts.save(tmp_path / "bright.png", picture * 16)
    plain = parts.save(tmp_path / "plain.png", parts.part(0)[0])
    broken = tmp_path / "broken.png"
    broken.write_bytes(dark.read_bytes()[:99])
    assert extract.bit_depth([plain, broken]) is None
    assert extract.bit_depth([dark, broken, bright, plain]) == 12


def test_object_masks_are_saved_to_look_at(folder, tmp_path):
    (folder / "train/good/000.png").write_bytes(b"")
    made = make(folder)
    workflow.save_object_masks(made, tmp_path / "masks")
    assert sorted(path.name for path in (tmp_path / "masks").iterdir()) == [
        "000-002.png",
        "001-004.png",
    ]


def test_the_self_test_looks_at_more_than_what_was_learned(folder, tmp_path):
    made = make(folder, options=Options(detector=TwoMemories()))
    workflow.export(made, tmp_path / "x.detector")
    reference, turned, bad = detector_file.read_about(tmp_path / "x.detector")["self_test"]
    assert reference == 0
    assert turned > 0
    assert bad > made.inspector.calibration.limits.fail


def test_a_rule_without_its_images_says_so(folder):
    from inspector.core.rules import BestF1

    selection = Selection(references=(folder / "train/good/000.png",))
    with pytest.raises(OptionError, match="bad"):
        workflow.make(selection, Options(), fail_rule=BestF1())


def test_limits_name_the_images_that_they_rest_on(folder):
    made = make(folder)
    calibration = made.inspector.calibration
    further = [folder / "test/good/000.png"]
    known = {each.sha256: each.name for each in calibration.provenance.good}
    assert len(known) == len(calibration.good)
    assert {file_hash(path): path.name for path in made.selection.references}.items() <= (
        known.items()
    )
    more, _ = workflow.recalibrated(made.inspector, good=further, bad=[])
    assert more.provenance.good[-1].sha256 == file_hash(further[0])
    again, _ = workflow.recalibrated(
        replace(made.inspector, calibration=more), good=further, bad=[]
    )
    assert again.good == more.good


def test_further_images_leave_a_limit_by_hand_where_it_is(folder):
    made = make(folder, fail_rule=Manual(7.5))
    before = made.inspector.calibration
    bad = [folder / "test/spot/000.png"]
    more, _ = workflow.recalibrated(made.inspector, good=[], bad=bad)
    assert (more.limits.fail, more.fail_rule) == (7.5, before.fail_rule)
    assert more.provenance.fail_hand == before.provenance.fail_hand
