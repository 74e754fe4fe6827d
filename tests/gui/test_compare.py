from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from inspector.core import method
from inspector.core.compare import compare
from inspector.core.comparison import Unfit
from inspector.core.options import Options
from inspector.core.rules import Conformal, EscapeRate, Manual
from inspector.gui import comparing, theme
from inspector.gui.dialogs.compare import CompareDialog
from inspector.gui.dialogs.compare_model import MethodsModel
from inspector.gui.plots.method_plots import Line, MethodPlots, pen
from inspector.gui.workbench import Workbench
from tests.gui import fitted_project

CHECK = Qt.ItemDataRole.CheckStateRole


class Idle(QObject):
    """A runner that runs nothing, and says what it is told to."""

    started = Signal(str)
    progressed = Signal(int, int, str)
    ended = Signal()
    is_busy = False
    was_cancelled = False

    def cancel(self):
        self.was_cancelled = True


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch, tmp_path):
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))


@pytest.fixture(scope="module")
def snapshot():
    project, _ = fitted_project.fitted()
    bench = fitted_project.workbench()
    bench.open(replace(project, options=bench.project.options))
    return bench.snapshot()


@pytest.fixture(scope="module")
def outcomes(snapshot):
    """Two methods on the plates, of which two are bad."""
    chosen = method.named(["patch-memory", "subspace"], fitted_project.OPTIONS)
    return list(compare(chosen, comparing.evidence_of(snapshot)))


@pytest.fixture(scope="module")
def synthetic(snapshot):
    """The same without the bad ones."""
    evidence = replace(comparing.evidence_of(snapshot), bad=(), painted=())
    chosen = method.named(["patch-memory", "subspace"], fitted_project.OPTIONS)
    return list(compare(chosen, evidence))


@pytest.fixture
def dialog(qtbot):
    made = CompareDialog(fitted_project.workbench(), Idle())
    qtbot.addWidget(made)
    made.offer()
    made.show()
    return made


def check_only(model, *names):
    for place, row in enumerate(list(model.shown)):
        state = Qt.CheckState.Checked if row.method.name in names else Qt.CheckState.Unchecked
        model.setData(model.index(place, 0), state, CHECK)


def place_of(model, name):
    return next(place for place, row in enumerate(model.shown) if row.method.name == name)


def text(model, name, column):
    return model.data(model.index(place_of(model, name), column))


def run(dialog, outcomes):
    check_only(dialog.model, *(each.method.name for each in outcomes))
    dialog.start()
    for each in outcomes:
        dialog.put(each)


def test_the_images_are_what_people_said_about_them(snapshot):
    found = comparing.evidence_of(snapshot)
    assert [each.path.name for each in found.references] == ["000.png", "001.png", "002.png"]
    assert len(found.good) == 2
    assert len(found.painted) == 1
    assert len(found.bad) == 1
    assert found.painted[0].defect.any()


def test_a_stroke_that_is_not_saved_counts(snapshot):
    masks = {(entry.id, "defect"): None for entry in snapshot.project.images}
    found = comparing.evidence_of(replace(snapshot, masks=masks))
    assert not found.painted
    assert len(found.bad) == 2


def test_the_projects_rule_is_taken_where_it_suits_every_method(snapshot):
    evidence = comparing.evidence_of(snapshot)
    calm = replace(evidence, bad=(), painted=())

    def rule(wanted, given):
        return comparing._rule(replace(snapshot, fail_rule=wanted), given)

    assert rule(Conformal(0.2), calm) == Conformal(0.2)
    assert rule(EscapeRate(0.2), evidence) == EscapeRate(0.2)
    assert rule(EscapeRate(0.2), calm) is None
    assert rule(Manual(3.0), evidence) is None


def test_what_works_is_checked_and_what_lacks_weights_cannot_be(dialog):
    model = dialog.model
    assert {"patch-memory", "subspace"} <= {each.name for each in model.chosen()}
    assert "manifold-projector" not in [each.name for each in model.chosen()]
    lost = model.index(place_of(model, "anomalydino"), 0)
    assert not model.flags(lost) & Qt.ItemFlag.ItemIsEnabled
    assert not model.setData(lost, Qt.CheckState.Checked, CHECK)
    assert "are not here" in model.data(lost, Qt.ItemDataRole.ToolTipRole)
    assert text(model, "anomalydino", 1) == "needs weights"
    assert text(model, "text", 1) == "not with this backbone"


def test_results_stand_in_the_table_and_in_the_plot(dialog, outcomes):
    run(dialog, outcomes)
    memory = outcomes[0]
    assert text(dialog.model, "patch-memory", 1).startswith(f"{memory.auroc.value:.3f}  (")
    assert text(dialog.model, "patch-memory", 2).startswith("0 of 5  (0–")
    assert text(dialog.model, "patch-memory", 6).endswith("B")
    assert dialog.plots.roc.legend == ["Patch memory", "Subspace"]
    assert dialog.plots.roc.curve(0)[0].tolist() == memory.roc.x.tolist()
    assert "Few images choose badly" in dialog.remark()
    assert dialog.results.isVisible()


def test_without_bad_images_scores_are_drawn_and_called_synthetic(dialog, synthetic, monkeypatch):
    bench = dialog._workbench
    bad = [entry.id for entry in bench.project.images if entry.label == "bad"]
    bench.set_label(bad, "unset")
    run(dialog, synthetic)
    headings = [
        dialog.model.headerData(column, Qt.Orientation.Horizontal)
        for column in range(dialog.model.columnCount())
    ]
    assert headings[1:5] == ["Synthetic AUROC", "False alarms", "Synthetic missed", "Spread"]
    assert dialog.plots.strips.names == ["Patch memory", "Subspace"]
    assert dialog.plots.strips.isVisible()
    assert "There is no bad image" in dialog.remark()


def test_a_method_that_failed_says_why(dialog, outcomes):
    chosen = outcomes[0].method
    check_only(dialog.model, chosen.name)
    dialog.start()
    dialog.put(Unfit(chosen, "There is nothing in it."))
    assert text(dialog.model, chosen.name, 1) == "not compared"
    index = dialog.model.index(place_of(dialog.model, chosen.name), 0)
    assert dialog.model.data(index, Qt.ItemDataRole.ToolTipRole) == "There is nothing in it."
    assert not dialog.results.isVisible()


def test_numbers_sort_as_numbers_and_methods_without_one_stay_below(qtbot, outcomes):
    model = MethodsModel()
    base = fitted_project.OPTIONS
    chosen = [each.method for each in outcomes]
    model.set_methods(method.methods(base), chosen)
    model.begin(is_synthetic=False)
    outcomes = [
        replace(each, fit_seconds=seconds)
        for each, seconds in zip(outcomes, (9.0, 10.0), strict=True)
    ]
    for each in outcomes:
        model.put(each)
    for order, first in (
        (Qt.SortOrder.AscendingOrder, "patch-memory"),
        (Qt.SortOrder.DescendingOrder, "subspace"),
    ):
        model.sort(4, order)
        assert model.shown[0].method.name == first
        assert all(row.outcome is None for row in model.shown[2:])


def test_only_what_is_checked_is_asked_for(dialog, qtbot):
    check_only(dialog.model, "subspace")
    with qtbot.waitSignal(dialog.wanted) as asked:
        qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    assert [each.name for each in asked.args[0]] == ["subspace"]
    assert dialog.stop_button.isVisible()
    dialog._runner.progressed.emit(1, 4, "Reading 003.png")
    assert dialog.state() == "Reading 003.png"
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog._runner.was_cancelled
    dialog._runner.ended.emit()
    assert dialog.run_button.isVisible()


def test_what_is_missing_is_said(dialog):
    check_only(dialog.model)
    assert dialog.state() == "Check at least one method."
    assert not dialog.run_button.isEnabled()
    check_only(dialog.model, "subspace")
    assert dialog.run_button.isEnabled()
    bench = dialog._workbench
    bench.set_reference([entry.id for entry in bench.project.images], False)
    assert "let it teach with R" in dialog.state()
    dialog._runner.is_busy = True
    dialog._runner.started.emit("Fitting")
    assert "Something is running" in dialog.state()


def test_a_slow_method_warns_before_it_starts(dialog):
    check_only(dialog.model, "manifold-projector")
    assert dialog.state() == "Manifold projector: takes minutes to learn."


def test_marks_that_change_afterwards_make_the_results_old(dialog, outcomes):
    run(dialog, outcomes)
    dialog._runner.ended.emit()
    assert dialog.state() == ""
    bench = dialog._workbench
    bench.set_label([bench.project.images[0].id], "bad")
    assert "Compare again" in dialog.state()


def test_the_method_of_the_chosen_line_can_be_taken(dialog, qtbot):
    dialog.table.selectRow(place_of(dialog.model, "subspace"))
    with qtbot.waitSignal(dialog.chosen) as taken:
        qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert taken.args[0].detector.name == "subspace"
    assert taken.args[0].backbone == fitted_project.OPTIONS.backbone


def test_results_are_kept_for_methods_that_stay(dialog, outcomes):
    run(dialog, outcomes)
    dialog._workbench.set_options(Options(size=96))
    dialog.offer()
    assert not dialog._outcomes()
    dialog._workbench.set_options(fitted_project.OPTIONS)


def test_every_method_has_a_line_of_its_own():
    count = 3 * len(theme.current().series)
    pens = {(pen(place).color().name(), pen(place).style()) for place in range(count)}
    assert len(pens) == count


def test_plots_follow_the_theme(qtbot, qapp, outcomes):
    plots = MethodPlots()
    qtbot.addWidget(plots)
    plots.show_lines([Line(each, place) for place, each in enumerate(outcomes)], marked=1)
    theme.apply(qapp, "dark")
    curve = plots.roc._curves[0]
    assert curve.opts["pen"].color().name() == theme.DARK.series[0]
    theme.apply(qapp, "light")
    assert plots.roc._curves[0].opts["pen"].color().name() == theme.LIGHT.series[0]


def test_without_a_project_there_is_nothing_to_list(qtbot):
    dialog = CompareDialog(Workbench(), Idle())
    qtbot.addWidget(dialog)
    dialog._refresh()
    assert dialog.remark() == ""
