"""Several methods on the same images."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inspector.core import compare, extract, fit, method, workflow
from inspector.core.backbones.base import BackboneChoice
from inspector.core.comparison import Outcome, Unfit, remarks
from inspector.core.errors import FitError
from inspector.core.features_cache import FeaturesCache
from inspector.core.metrics import image_auroc
from inspector.core.options import Options
from inspector.core.progress import Cancelled
from inspector.core.rules import Conformal
from tests import parts

TWO = ("patch-memory", "two-memories")


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    def loaded(options, *, cache=None, **_):
        return replace(parts.quick_extractor(), cache=cache)

    monkeypatch.setattr(extract, "extractor", loaded)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return parts.save_set(
        tmp_path_factory.mktemp("compare") / "set", train=6, good=1, bad=3, masks=2
    )


def evidence(folder, **settings):
    references = settings.pop("references", 4)
    painted = settings.pop("painted", None)
    return compare.evidence_of(workflow.selection_of(folder, references, painted))


def run(folder, names=TWO, *, given=None, **settings):
    methods = method.named(names, Options())
    return list(compare.compare(methods, given or evidence(folder), **settings))


def test_every_method_is_measured_on_the_same_images_without_itself(folder):
    memory, two = run(folder)
    for found in (memory, two):
        assert (found.false_alarms.total, found.escapes.total) == (6, 2)
        assert not found.is_synthetic
        assert not found.failures
    # The patch memory does not learn from painted images: they are bad ones like others to it.
    learned = fit.learn(Options(), evidence(folder).references, parts.quick_extractor())
    held_out, _ = fit.leave_one_out(learned)
    assert memory.calibration.good[:4] == pytest.approx([each.score for each in held_out])


def test_the_curve_and_its_area_are_those_of_the_scores(folder):
    for found in run(folder):
        good, bad = found.calibration.good, found.calibration.bad
        is_bad = np.arange(len(good) + len(bad)) >= len(good)
        assert found.auroc.value == image_auroc(is_bad, np.array([*good, *bad]))
        assert found.auroc.low < found.auroc.value <= found.auroc.high
        area = np.trapezoid(found.roc.y, found.roc.x)
        assert area == pytest.approx(found.auroc.value)
        stopped = sum(score > found.calibration.limits.fail for score in bad)
        assert found.escapes.count == len(bad) - stopped


def test_without_bad_images_synthetic_defects_on_held_out_good_ones_stand_in(folder):
    (found,) = run(folder, ["patch-memory"], given=evidence(folder, painted=0))
    assert found.is_synthetic
    assert len(found.synthetic) == 2 * 6  # four references and two more good images
    assert found.calibration.bad == ()
    assert found.false_alarms.count == 0
    assert 0.5 < found.auroc.value <= 1
    assert found.in_limits(found.calibration.good).max() == pytest.approx(1)
    assert 0 < found.spread < 1
    assert found.to_json()["synthetic"]


def test_a_synthetic_defect_is_measured_by_a_detector_that_has_not_seen_the_image(folder):
    given = evidence(folder, painted=0, references=2)
    (found,) = run(folder, ["patch-memory"], given=replace(given, good=()))
    first, second = given.references
    learned = fit.learn(Options(), [second], parts.quick_extractor())
    expected = compare._spoilt(learned.inspector, first.path, compare._SEEDS[0])
    assert found.synthetic[0] == pytest.approx(learned.inspector.measure(*expected).score)


def test_one_good_image_alone_is_said_to_say_nothing(folder):
    given = replace(evidence(folder, painted=0, references=1), good=())
    (found,) = run(folder, ["patch-memory"], given=given)
    assert len(found.synthetic) == 2
    assert "one good image only" in remarks([found])[0]


def test_a_method_that_cannot_be_used_says_why_and_the_others_go_on(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    lost, words, found = run(folder, ["anomalydino", "text", "patch-memory"])
    assert isinstance(lost, Unfit)
    assert "88 MB" in lost.reason
    assert isinstance(words, Unfit)
    assert "knows none" in words.reason
    assert isinstance(found, Outcome)


def test_a_method_that_fails_while_it_learns_says_why_and_the_others_go_on(folder, monkeypatch):
    def refuse(*_, **__):
        raise FitError("There is nothing in it.")

    monkeypatch.setattr("inspector.core.detectors.subspace.Subspace.fit", refuse)
    lost, found = run(folder, ["subspace", "patch-memory"])
    assert lost.to_json() == {"method": "subspace", "reason": "There is nothing in it."}
    assert isinstance(found, Outcome)


def test_features_are_computed_once_for_methods_with_one_backbone(folder, tmp_path, monkeypatch):
    seen = []
    original = parts.MeanColour.features
    monkeypatch.setattr(
        parts.MeanColour, "features", lambda self, batch: seen.append(1) or original(self, batch)
    )
    cache = FeaturesCache(tmp_path)
    run(folder, ["patch-memory"], cache=cache)
    alone = len(seen)
    seen.clear()
    run(folder, ["subspace"], cache=cache)
    assert len(seen) < alone / 2  # only the times and the file's own pictures are measured anew


def test_known_features_do_not_shorten_the_time_to_learn(folder, tmp_path, monkeypatch):
    slow = parts.MeanColour.features

    def features(self, batch):
        import time

        time.sleep(0.05)
        return slow(self, batch)

    monkeypatch.setattr(parts.MeanColour, "features", features)
    cache = FeaturesCache(tmp_path)
    first, second = (
        run(folder, ["patch-memory"], cache=cache, given=evidence(folder, painted=0))[0]
        for _ in range(2)
    )
    assert first.fit_seconds > 4 * 0.05
    assert second.fit_seconds > 4 * 0.05
    assert first.seconds_per_image > 0.05


def test_the_size_is_that_of_the_exported_file(folder, tmp_path):
    (found,) = run(folder, ["patch-memory"], given=evidence(folder, painted=0))
    made = workflow.make(workflow.selection_of(folder, 4, 0), Options())
    workflow.export(made, tmp_path / "x.detector")
    assert found.file_bytes == pytest.approx((tmp_path / "x.detector").stat().st_size, rel=0.05)


def test_a_wanted_rule_sets_the_limit_of_every_method(folder):
    for found in run(folder, fail_rule=Conformal(0.4)):
        assert found.calibration.fail_rule == "conformal:0.4"


def test_an_image_that_cannot_be_read_is_named(folder, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no image")
    given = evidence(folder)
    (found,) = run(folder, ["patch-memory"], given=replace(given, good=(*given.good, broken)))
    assert list(found.failures) == [broken]


def test_it_can_be_stopped_and_what_was_found_before_stays(folder):
    found = []

    def tick(done, total, text=""):
        if found:
            raise Cancelled

    results = compare.compare(method.named(TWO, Options()), evidence(folder), tick=tick)
    found.append(next(results))
    with pytest.raises(Cancelled):
        next(results)
    assert [each.method.name for each in found] == ["patch-memory"]


def test_remarks_say_how_little_few_images_say(folder):
    outcomes = run(folder)
    scored, interval, chosen = remarks(outcomes)
    assert "6 good and 2 bad" in scored
    best = max(each.auroc.value for each in outcomes)
    assert f"{best:.3f}" in interval
    assert "Few images choose badly" in chosen
    assert remarks([]) == ()


def test_a_backbone_that_is_not_there_at_all_is_no_reason_to_stop(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))
    lacking = Options(backbone=BackboneChoice("dinov2-small"))
    methods = [*method.named(["patch-memory"], lacking), *method.named(["fast"], Options())]
    lost, found = compare.compare(methods, evidence(folder))
    assert isinstance(lost, Unfit)
    assert isinstance(found, Outcome)
