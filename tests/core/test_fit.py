"""Learning from labelled images, and measuring each without itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import pytest

from inspector.core import fit
from inspector.core.detectors import PatchMemory, TwoMemories
from inspector.core.errors import FitError
from inspector.core.fit import (
    LabelledImage,
    altered_copies,
    learn,
    leave_one_out,
    left_out_remark,
    score_files,
)
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from tests import parts

SEEN: list[list[str]] = []


@dataclass(frozen=True)
class Spy(PatchMemory):
    """Notes which sources each fit is given."""

    def fit(self, examples, tick=lambda *_: None):
        SEEN.append([example.source for example in examples])
        return super().fit(examples, tick)


@dataclass(frozen=True)
class SlowSpy(Spy):
    """One that takes long to fit."""

    learns_slowly: ClassVar[bool] = True


@pytest.fixture
def images(tmp_path):
    """Four good images and two with a painted spot."""
    good = [LabelledImage(parts.save(tmp_path / f"{i}.png", parts.part(i)[0])) for i in range(4)]
    bad = []
    for i in range(2):
        picture, mask = parts.part(20 + i, spot=True)
        bad.append(LabelledImage(parts.save(tmp_path / f"bad{i}.png", picture), mask))
    return good, bad


@pytest.fixture
def extractor():
    return parts.quick_extractor()


def test_leaving_one_out_leaves_out_all_turned_copies_of_an_image(images, extractor):
    good, bad = images
    learned = learn(Options(detector=Spy(rotations="90")), good + bad, extractor)
    SEEN.clear()
    leave_one_out(learned)
    sources = list(learned.plain)
    assert len(SEEN) == len(sources) == 6
    for left_out, seen in zip(sources, SEEN, strict=True):
        assert sorted(seen) == sorted([s for s in sources if s != left_out] * 4)


def test_a_slow_detector_is_fitted_twice_each_time_on_half_for_the_other(images, extractor):
    good, _ = images
    learned = learn(Options(detector=SlowSpy(rotations="180")), good[:3], extractor)
    SEEN.clear()
    scores, _ = leave_one_out(learned)
    first, second, third = learned.plain
    assert [sorted(set(seen)) for seen in SEEN] == [[second], sorted([first, third])]
    assert sorted(score.source for score in scores) == sorted(learned.plain)
    assert all(score.score > 0 for score in scores)
    assert "other half" in left_out_remark(learned)


def test_of_many_images_some_are_left_out_together_and_it_is_said(images, extractor, monkeypatch):
    good, _ = images
    learned = learn(Options(detector=Spy()), good, extractor)
    assert left_out_remark(learned) == ""
    monkeypatch.setattr(fit, "_GROUPS", 3)
    SEEN.clear()
    scores, _ = leave_one_out(learned)
    first, second, third, fourth = learned.plain
    expected = [{second, third}, {first, third, fourth}, {first, second, fourth}]
    assert [set(seen) for seen in SEEN] == expected
    assert sorted(score.source for score in scores) == sorted(learned.plain)
    assert "nineteen in twenty" in left_out_remark(learned)


@pytest.mark.parametrize("rotations", ["none", "45"])
def test_a_score_without_itself_is_the_score_of_a_detector_that_never_saw_it(
    images, extractor, rotations
):
    good, _ = images
    options = Options(detector=PatchMemory(rotations=rotations))
    scores, _ = leave_one_out(learn(options, good, extractor))
    for number, found in enumerate(scores):
        others = [item for i, item in enumerate(good) if i != number]
        plain = learn(options, others, extractor).inspector.inspect(good[number].path)
        assert found.score == plain.score > 0
        assert found.peak == plain.heatmap.max()


def test_a_painted_image_is_scored_without_its_own_painting(images, extractor):
    good, bad = images
    options = Options(detector=TwoMemories(strength=4.0))
    learned = learn(options, good + bad, extractor)
    _, painted = leave_one_out(learned)
    without = learn(options, [*good, bad[1]], extractor).inspector.inspect(bad[0].path)
    assert painted[0].score == without.score
    assert painted[0].score != learned.inspector.inspect(bad[0].path).score


def test_an_unreadable_reference_is_left_out_and_named(images, extractor, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(images[0][0].path.read_bytes()[:200])
    learned = learn(Options(), [LabelledImage(broken), *images[0]], extractor)
    assert len(learned.plain) == 4
    assert "broken.png" in learned.failures[broken]


def test_the_same_picture_under_two_names_counts_once(images, extractor, tmp_path):
    copy = tmp_path / "copy.png"
    copy.write_bytes(images[0][0].path.read_bytes())
    learned = learn(Options(), [*images[0], LabelledImage(copy)], extractor)
    assert len(learned.plain) == len(learned.examples) == 4
    assert not learned.failures


def test_a_picture_called_good_and_bad_is_named(images, extractor):
    good, bad = images
    learned = learn(Options(), [*good, LabelledImage(good[0].path, bad[0].defect)], extractor)
    assert "called bad" in learned.failures[good[0].path]
    assert len(learned.plain) == 4


def test_a_blank_mask_never_makes_a_bad_image_a_good_one(images, extractor):
    good, bad = images
    blank = LabelledImage(bad[0].path, np.zeros_like(bad[0].defect))
    learned = learn(Options(), [*good, blank], extractor)
    assert "no painted defect" in learned.failures[bad[0].path]
    assert len(learned.plain) == 4


def test_a_turned_copy_that_lost_its_defect_teaches_nothing(extractor, tmp_path):
    picture, mask = parts.part(1)
    picture[:8, :8], mask[:8, :8] = 255, True  # the corner leaves the frame at 90 degrees
    bad = LabelledImage(parts.save(tmp_path / "corner.png", picture), mask)
    good = LabelledImage(parts.save(tmp_path / "good.png", parts.part(2)[0]))
    learned = learn(Options(detector=PatchMemory(rotations="90")), [good, bad], extractor)
    turned = [each for each in learned.examples if each.source != learned.examples[0].source]
    assert len(turned) == 4
    assert any(not each.defect.any() for each in turned)
    assert all(each.defect.any() or not each.counts.any() for each in turned)


def test_a_mask_of_another_size_is_named(images, extractor):
    good, bad = images
    wrong = LabelledImage(bad[0].path, np.ones((10, 10), bool))
    learned = learn(Options(), [*good, wrong], extractor)
    assert "10 x 10" in learned.failures[bad[0].path]


def test_nothing_to_learn_from_says_what_to_do(extractor, tmp_path):
    with pytest.raises(FitError, match="at least one image as good"):
        learn(Options(), [], extractor)
    with pytest.raises(FitError, match="None of 1 images could be read"):
        learn(Options(), [LabelledImage(tmp_path / "none.png")], extractor)


def test_pixels_that_do_not_count_are_not_learned(images, extractor):
    good, _ = images
    left = np.zeros((parts.HEIGHT, parts.WIDTH), bool)
    left[:, : parts.WIDTH // 2] = True
    whole = learn(Options(), good, extractor).inspector
    half = learn(Options(), good, extractor, counts=left).inspector
    own = learn(Options(), [replace(item, counts=left) for item in good], extractor).inspector
    assert len(half.fitted.bank) == len(own.fitted.bank) == len(whole.fitted.bank) // 2
    assert not half.inspect(good[0].path).heatmap[:, 60:].any()


def test_one_good_image_has_no_score_of_its_own_but_altered_copies(images, extractor):
    good, _ = images
    learned = learn(Options(), good[:1], extractor)
    assert leave_one_out(learned) == ([], [])
    copies = altered_copies(learned, good[0].path)
    assert len(copies) == 8
    assert {copy.source for copy in copies} == set(learned.plain)
    assert all(copy.score > 0 for copy in copies)


@pytest.mark.parametrize("stop_at", range(6))
def test_every_step_can_be_cancelled(images, extractor, stop_at):
    good, _ = images
    left = stop_at

    def tick(done: int, total: int, text: str = "") -> None:
        nonlocal left
        if left == 0:
            raise Cancelled
        left -= 1

    with pytest.raises(Cancelled):
        leave_one_out(learn(Options(), good, extractor, tick=tick), tick)


def test_a_long_fit_without_an_image_can_be_stopped_in_its_midst(images, extractor):
    texts: list[int] = []
    learned = learn(Options(), images[0], extractor)
    leave_one_out(learned, lambda done, total, text="": texts.append(done))
    assert texts == [0, 0, 1, 1, 2, 2, 3, 3]  # before, and inside, each fit


def test_files_that_cannot_be_scored_are_named_and_the_rest_goes_on(images, extractor, tmp_path):
    good, bad = images
    inspector = learn(Options(), good, extractor).inspector
    paths = [tmp_path / "none.png", bad[0].path]
    scores, failures = score_files(inspector, paths)
    assert list(scores) == [bad[0].path]
    assert "none.png" in failures[tmp_path / "none.png"]


def test_an_image_too_long_and_thin_is_one_failure_not_the_end(images, extractor, tmp_path):
    thin = parts.save(tmp_path / "thin.png", np.zeros((1, 60000, 3), np.uint8))
    learned = learn(Options(), [*images[0], LabelledImage(thin)], extractor)
    assert "thin.png" in learned.failures[thin]
    assert "smaller size" in learned.failures[thin]
