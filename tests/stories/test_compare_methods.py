"""Somebody cannot decide between methods, compares two, and takes one of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from inspector.gui import theme

LONG = 60_000
CHECK = Qt.ItemDataRole.CheckStateRole


def test_two_methods_are_compared_and_one_is_taken(window, qtbot, parts):
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    bench = window.workbench
    qtbot.waitUntil(lambda: len(bench.project.images) == 10, timeout=LONG)
    ids = {entry.path.stem: entry.id for entry in bench.project.images}
    good = [ids[f"good{number}"] for number in range(5)]
    bench.set_label([*good, ids["good5"]], "good")
    bench.set_reference(good, True)
    bench.set_label([ids["spot0"], ids["spot1"]], "bad")
    bench.set_options(replace(bench.options, size=64))

    window.actions_by_id["compare-methods"].trigger()
    dialog = window.comparing.dialog
    assert dialog.isVisible()
    assert not dialog.isModal()
    wanted = {"patch-memory", "subspace"}
    for place, row in enumerate(list(dialog.model.shown)):
        state = Qt.CheckState.Checked if row.method.name in wanted else Qt.CheckState.Unchecked
        dialog.model.setData(dialog.model.index(place, 0), state, CHECK)
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog._outcomes()) == 2, timeout=LONG)
    assert all(each.escapes.total == 2 for each in dialog._outcomes())
    assert all(each.false_alarms.total == 6 for each in dialog._outcomes())
    assert "6 good and 2 bad" in dialog.remark()
    assert dialog.run_button.isVisible()

    names = [row.method.name for row in dialog.model.shown]
    dialog.table.selectRow(names.index("subspace"))
    with qtbot.waitSignal(bench.fitted_changed, timeout=LONG):
        qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert bench.options.detector.name == "subspace"
    assert bench.options.size == 64
    assert bench.fit.inspector.options.detector.name == "subspace"
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=LONG)
    assert len(dialog._outcomes()) == 2  # they stay, to be compared with others

    bench.close()
    assert window.comparing.dialog is None


def test_a_comparison_can_be_stopped(window, qtbot, parts):
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    bench = window.workbench
    qtbot.waitUntil(lambda: len(bench.project.images) == 10, timeout=LONG)
    good = [entry.id for entry in bench.project.images if entry.path.stem.startswith("good")]
    bench.set_reference(good, True)
    window.actions_by_id["compare-methods"].trigger()
    dialog = window.comparing.dialog
    with qtbot.waitSignal(window.runner.progressed, timeout=LONG):
        dialog.start()
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog.run_button.isVisible()
    assert dialog.run_button.isEnabled()


def test_the_theme_may_change_after_the_dialog_is_gone(window, qtbot, qapp, parts):
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    window.actions_by_id["compare-methods"].trigger()
    dialog = window.comparing.dialog
    with qtbot.waitSignal(dialog.destroyed):
        window.workbench.mark_saved(window.workbench.project)
        window.workbench.close()
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
