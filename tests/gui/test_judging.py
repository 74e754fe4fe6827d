from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from inspector.core.detector_file import load_detector
from inspector.core.region_options import RegionOptions
from inspector.core.region_rules import Count, LargestArea, LongestSideMm, TotalArea
from inspector.gui import judging
from inspector.gui.exporting import Order, export_detector
from inspector.gui.measuring import Measuring
from inspector.gui.panels.calibrate_pixel import PixelLimit
from inspector.gui.panels.fit_regions import RegionsForm
from inspector.gui.panels.results_model import rows_of
from inspector.gui.plots.scored import ScoredImage, ScoredSet
from inspector.gui.results_file import Walk
from inspector.gui.runner import Runner
from tests.gui.fitted_project import workbench as fitted_workbench

CHOICES = [
    (RegionOptions(rules=(LargestArea(300),)), 1),
    (RegionOptions(growth=0.6, bridge=8, rules=(TotalArea(900), Count(1))), 40),
    (RegionOptions(mm_per_pixel=0.1, smallest_mm2=0.5, rules=(LongestSideMm(2.5),)), 1),
    (RegionOptions(), 200),
]


@pytest.fixture
def workbench(qapp):
    return fitted_workbench()


def choose(workbench, regions, smallest=1, pixel="manual:0.02"):
    """Decide by these regions, measured as the compute thread would."""
    workbench.set_pixel_rule(pixel)
    workbench.set_options(replace(workbench.options, regions=regions, smallest_area=smallest))
    if workbench.lacks_measures:
        workbench.put_judged(judging.judged(workbench.inspector, workbench.findings()))


def said(found):
    return found.verdict, found.decided_by, found.remarks


def test_the_window_its_results_and_the_detector_file_decide_the_same(workbench, tmp_path):
    peaks = sorted(found.peak for found in workbench.findings().values())
    for number, (regions, smallest) in enumerate(CHOICES):
        choose(workbench, regions, smallest, f"manual:{peaks[len(peaks) // 2] / 2}")
        shown = {each.id: workbench.decision(each.id) for each in workbench.project.images}
        fit = replace(workbench.fit, inspector=workbench.inspector)
        walked = {e.id: found for e, found, _ in Walk(fit, workbench.snapshot(), lambda *_: None)}
        assert {key: said(found) for key, found in walked.items()} == {
            key: said(found) for key, found in shown.items()
        }
        path = tmp_path / f"{number}.detector"
        export_detector(fit, workbench.snapshot(), Order(path))
        loaded = load_detector(path)
        fresh = [key for key, found in workbench.findings().items() if not found.held_out]
        assert len(fresh) >= 3
        for key in fresh:
            inspection = loaded.inspect(workbench.project.path_of(key))
            assert said(inspection) == said(shown[key])


def test_a_broken_rule_fails_an_image_that_its_score_would_pass(workbench):
    images = [each.id for each in workbench.project.images]
    workbench.set_limits(1e6, 2e6)
    choose(workbench, RegionOptions(), pixel="manual:0.0001")
    assert {workbench.verdict(each) for each in images} == {"pass"}
    assert all("although a region stands out" in row.remark for row in rows_of(workbench))
    choose(workbench, RegionOptions(rules=(LargestArea(0),)), pixel="manual:0.0001")
    assert {workbench.verdict(each) for each in images} == {"fail"}
    assert "largest-area:0" in rows_of(workbench)[0].remark


def test_nothing_is_said_before_the_regions_are_measured(workbench):
    workbench.set_pixel_rule("manual:0.0001")
    rules = RegionOptions(rules=(LargestArea(0),))
    workbench.set_options(replace(workbench.options, regions=rules))
    assert workbench.lacks_measures
    assert workbench.verdict(workbench.project.images[0].id) is None


def test_regions_are_measured_in_the_compute_thread_when_the_pixel_limit_moves(workbench, qtbot):
    parent = QObject()
    runner = Runner(workbench, parent)
    runner.set_live(False)
    try:
        measuring = Measuring(workbench, runner, parent)
        rules = RegionOptions(rules=(LargestArea(0),))
        workbench.set_options(replace(workbench.options, regions=rules))
        for limit in ("manual:0.0001", "manual:0.001", "auto"):
            workbench.set_pixel_rule(limit)
            qtbot.waitUntil(lambda: not workbench.lacks_measures)
            images = workbench.project.images
            assert None not in {workbench.verdict(each.id) for each in images}
        assert measuring is not None
    finally:
        runner.shut_down()


def test_limits_that_are_dragged_keep_the_measured_regions(workbench):
    choose(workbench, RegionOptions(rules=(LargestArea(0),)), pixel="auto")
    workbench.preview_limits(1.0, 2.0)
    assert not workbench.lacks_measures
    choose(workbench, RegionOptions(rules=(LargestArea(0),)), pixel="auto")


def test_the_pixel_limit_is_undone_with_its_rule(workbench):
    before = workbench.calibration
    workbench.set_pixel_rule("manual:0.5")
    assert (workbench.calibration.pixel_limit, workbench.calibration.limits) == (0.5, before.limits)
    workbench.undo_stack.undo()
    assert workbench.calibration.pixel_limit == before.pixel_limit
    assert workbench.calibration.pixel_rule == "auto"


def test_region_options_teach_nothing_anew(workbench):
    inspector, fit = workbench.inspector, workbench.fit
    choose(workbench, RegionOptions(mm_per_pixel=0.2))
    assert workbench.inspector.fitted is fit.inspector.fitted
    assert workbench.inspector.options.regions.scale == 0.2
    assert inspector.options.regions.scale is None


def test_images_that_fail_by_regions_are_counted_as_failed():
    limits = fitted_workbench().calibration.limits
    low = limits.unsure / 2
    scored = ScoredSet([ScoredImage(n, n, "good", low, fails=n == "b") for n in ("a", "b", "c")])
    assert (scored.counts(limits)["good", "pass"], scored.counts(limits)["good", "fail"]) == (2, 1)
    assert scored.ids("good", "fail", limits) == ("b",)
    assert scored.ids("good", "pass", limits) == ("a", "c")


def test_the_panel_offers_each_rule_for_the_pixel_limit(qtbot, workbench):
    panel = PixelLimit()
    qtbot.addWidget(panel)
    panel.chosen.connect(workbench.set_pixel_rule)
    workbench.calibration_changed.connect(lambda: panel.show_calibration(workbench.calibration))
    panel.show_calibration(workbench.calibration)
    assert (panel.chooser.current(), panel.form) == ("auto", None)
    panel.chooser.chosen.emit("manual")
    assert panel.chooser.current() == "manual"
    panel.form.editor("value").set_value(0.25)
    panel.form.editor("value").edited.emit()
    assert workbench.calibration.pixel_limit == 0.25
    assert panel.value.text() == "Pixels stand out above 0.25"


def test_rules_in_millimetres_are_offered_with_a_scale(qtbot):
    form = RegionsForm()
    qtbot.addWidget(form)
    form.show_options(RegionOptions())
    box, _ = form.rules.line("largest-area-mm2")
    assert box.isHidden()
    with qtbot.waitSignal(form.changed):
        form.form.editor("mm_per_pixel").set_value(0.1)
        form.form.editor("mm_per_pixel").edited.emit()
    assert not box.isHidden()
    with qtbot.waitSignal(form.changed) as heard:
        form.rules.line("count")[0].setChecked(True)
    assert heard.args == [RegionOptions(mm_per_pixel=0.1, rules=(Count(0),))]
