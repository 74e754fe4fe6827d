"""What the compute thread keeps between fits, and what makes it compute again."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest

from inspector.core import project_file, project_images
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.text import Text
from inspector.core.extract import Extractor, extractor_key
from inspector.core.options import Options
from inspector.core.rules import BestF1
from inspector.gui import engine as engines
from inspector.gui import known
from inspector.gui.engine import Engine
from inspector.gui.snapshot import Snapshot
from tests import parts
from tests.gui.fitted_project import OPTIONS, SHAPE, draw, make_project, scratch_mask


@pytest.fixture
def work(monkeypatch):
    """What was computed: "learn", "leave out" and "measure", in order."""
    done = []

    def counted(module, name, text):
        true = getattr(module, name)

        def call(*args, **kwargs):
            done.append(text)
            return true(*args, **kwargs)

        monkeypatch.setattr(module, name, call)

    counted(engines, "learn", "learn")
    counted(known, "leave_one_out", "leave out")
    counted(Engine, "_measure", "measure")
    return done


@pytest.fixture
def engine(work):
    return Engine()


@pytest.fixture
def snapshot(tmp_path, engine, work):
    """A project of seven plates, fitted once."""
    found = Snapshot(make_project(tmp_path / "plates"), OPTIONS)
    engine.fit(found)
    assert work == ["learn", "leave out", *["measure"] * 3]
    work.clear()
    return found


def ids(snapshot, part):
    return [e.id for e in snapshot.project.images if e.path.as_posix().startswith(part)]


def test_nothing_is_computed_twice(engine, snapshot, work):
    engine.fit(snapshot)
    assert not work


def test_a_label_moves_the_limits_and_fits_nothing(engine, snapshot, work):
    before = engine.fit(snapshot)
    changed = snapshot.project.changed(ids(snapshot, "test/good")[:1], label="unset")
    after = engine.fit(replace(snapshot, project=changed))
    assert not work
    assert len(after.inspector.calibration.good) == len(before.inspector.calibration.good) - 1
    assert after.findings == before.findings


def test_an_image_that_is_added_is_all_that_is_measured(engine, snapshot, work):
    path = snapshot.project.folder / "new.png"
    draw(path, 77)
    more = project_images.add_images(snapshot.project, [path]).project
    fit = engine.fit(replace(snapshot, project=more))
    assert work == ["measure"]
    assert len(fit.findings) == 8


def test_another_reference_fits_again(engine, snapshot, work):
    changed = snapshot.project.changed(ids(snapshot, "train")[:1], is_reference=False)
    engine.fit(replace(snapshot, project=changed))
    assert work[:2] == ["learn", "leave out"]


def test_an_early_look_bears_the_rule_that_will_set_the_limit(engine, snapshot):
    rule, seen = BestF1(), []
    shutil.rmtree(snapshot.project.folder / "masks")  # a painted image is measured before
    changed = snapshot.project.changed(ids(snapshot, "train")[:1], is_reference=False)
    for asked in (rule, None):
        fit = engine.fit(replace(snapshot, project=changed, fail_rule=asked), early=seen.append)
        early, last = seen.pop().inspector.calibration, fit.inspector.calibration
        assert early.fail_rule == last.fail_rule == rule.text
        assert early.bad == () != last.bad
        assert "Not every image is measured yet" in early.notes[0]
        assert "Not every image" not in "".join(last.notes)


def test_a_rule_whose_images_are_gone_gives_way_and_says_so(engine, snapshot):
    unmarked = snapshot.project.changed(ids(snapshot, "test/scratch"), label="unset")
    fit = engine.fit(replace(snapshot, project=unmarked, fail_rule=BestF1()))
    calibration = fit.inspector.calibration
    assert calibration.fail_rule == "largest-good"
    assert "best-f1 needs at least one bad image" in calibration.notes[-1]
    assert "The usual rule sets the limit." in calibration.notes[-1]


def test_other_options_fit_again(engine, snapshot, work):
    detector = replace(OPTIONS.detector, strength=1.0)
    engine.fit(replace(snapshot, options=replace(OPTIONS, detector=detector)))
    assert work[:2] == ["learn", "leave out"]


def test_a_stroke_fits_again(engine, snapshot, work):
    mask = np.zeros(SHAPE, bool)
    mask[30:40, 40:60] = True
    painted = {(ids(snapshot, "test/scratch/000")[0], "defect"): mask}
    engine.fit(replace(snapshot, masks=painted))
    assert work[:2] == ["learn", "leave out"]
    work.clear()
    engine.fit(replace(snapshot, masks={key: mask.copy() for key, mask in painted.items()}))
    assert not work


@pytest.fixture
def compared(monkeypatch):
    """How many pairs of patches each search compared."""
    return parts.counted_searches(monkeypatch)


def test_a_stroke_compares_what_it_changed_and_all_is_as_computed_from_nothing(
    engine, snapshot, compared, monkeypatch
):
    before, painted = engine.fit(snapshot), ids(snapshot, "test/scratch/000")[0]
    mask = scratch_mask()
    mask[:8, :8] = True
    stroke = replace(snapshot, masks={(painted, "defect"): mask}, current=painted)
    anew = Engine().fit(stroke)
    everything = sum(compared)
    compared.clear()
    monkeypatch.setattr(Extractor, "_computed", None)  # the network has seen all of it
    again = engine.refit(stroke, before.learned, painted)
    shown = engine.show(stroke, again.inspector, painted)
    assert np.array_equal(shown.measurement.heatmap, anew.shown.measurement.heatmap)
    assert sum(compared) < 0.1 * everything
    after = engine.fit(stroke)
    assert sum(compared) < 0.35 * everything
    assert after.findings == anew.findings != before.findings
    assert after.inspector.calibration.limits == anew.inspector.calibration.limits


def test_another_picture_under_the_same_name_is_measured_anew(engine, snapshot, work):
    image_id = ids(snapshot, "test/good")[0]
    before = engine.fit(snapshot).findings[image_id]
    draw(snapshot.project.path_of(image_id), 3, scratch=True)
    after = engine.fit(snapshot).findings[image_id]
    assert work == ["measure"]
    assert after.score > before.score


def test_a_file_that_cannot_be_read_is_tried_again(engine, snapshot, work, tmp_path):
    image_id = ids(snapshot, "test/good")[0]
    path = snapshot.project.path_of(image_id)
    shutil.move(path, tmp_path / "away.png")
    assert image_id in engine.fit(snapshot).failures
    shutil.move(tmp_path / "away.png", path)
    assert image_id in engine.fit(snapshot).findings


def test_an_extractor_that_shows_no_windows_does_not_serve_a_detector_that_reads_words(snapshot):
    plain = extractor_key(OPTIONS)
    words = extractor_key(replace(OPTIONS, detector=Text()))
    assert plain != words
    assert extractor_key(replace(OPTIONS, detector=PatchMemory())) == plain


def test_a_copy_of_an_image_moves_no_limit(engine, snapshot):
    before = engine.fit(snapshot).inspector.calibration
    project = snapshot.project
    copies = tuple(
        replace(entry, id=f"copy-{entry.id}", is_reference=False) for entry in project.images
    )
    project = replace(project, images=(*project.images, *copies))
    after = engine.fit(replace(snapshot, project=project)).inspector.calibration
    assert (after.good, after.bad) == (before.good, before.bad)
    assert after.limits == before.limits
    assert after.provenance.good == before.provenance.good
    assert len(before.provenance.good) == len(before.good)


def test_the_only_reference_is_no_evidence_beside_other_good_images(engine, snapshot):
    references = [entry for entry in snapshot.project.images if entry.is_reference]
    others = [entry.id for entry in references[1:]]
    project = snapshot.project.changed(others, is_reference=False)
    project = project.changed(ids(snapshot, "test/scratch"), label="unset")  # they teach nothing
    fit = engine.fit(replace(snapshot, project=project))
    calibration = fit.inspector.calibration
    assert calibration.independent
    assert fit.findings[references[0].id].score not in calibration.good
    assert len(calibration.good) == sum(e.label == "good" for e in project.images) - 1


def test_a_project_of_1000_images_that_is_opened_again_runs_no_network(tmp_path, monkeypatch):
    runs = []

    class Counting(parts.MeanColour):
        def features(self, batch):
            runs.append(len(batch))
            return super().features(batch)

    def load(options, *, cache, **how):
        return replace(parts.quick_extractor(), backbone=Counting(), cache=cache)

    monkeypatch.setattr(engines, "extractor", load)
    rng = np.random.default_rng(0)
    for number in range(1000):
        parts.save(tmp_path / f"{number:04}.png", rng.integers(0, 255, (16, 16, 3), np.uint8))
    project = project_file.new(tmp_path)
    project = project_images.add_images(project, sorted(tmp_path.glob("*.png"))).project
    references = [entry.id for entry in project.images[:4]]
    project = project.changed(references, label="good", is_reference=True)
    snapshot = Snapshot(project, Options(size=64))
    first = Engine().fit(snapshot)
    assert sum(runs) == 1000
    again = Engine().fit(snapshot)
    assert sum(runs) == 1000
    assert again.findings == first.findings
    assert len(again.findings) == 1000
