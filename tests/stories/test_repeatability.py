"""Somebody has a detector and wants to know whether it says the same again."""

from __future__ import annotations

from tests.stories.conftest import write_part

LONG = 60_000


def test_parts_photographed_again_are_studied_from_the_menu(window, qtbot, quick, parts, tmp_path):
    from inspector.gui.dialogs.study import StudyDialog

    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.documents.drop([parts])
    bench, action = window.workbench, window.actions_by_id["repeatability-study"]
    assert not action.isEnabled()
    assert "Fit the detector first" in action.toolTip()
    good = [e.id for e in bench.project.images if e.path.stem.startswith("good")]
    bench.set_label(good, "good")
    bench.set_reference(good[:5], True)
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        window.runner.fit()
    for seed in range(4):
        write_part(tmp_path / "again" / f"P{seed // 2}_{seed % 2}.png", seed=40 + seed)

    action.trigger()
    dialog = window.findChild(StudyDialog)
    assert dialog.isVisible()
    dialog.study(tmp_path / "again")
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.job.is_busy, timeout=LONG)
    assert [part.images for part in dialog.found.parts] == [2, 2]
    assert all(each.verdict for each in dialog.found.images)
    assert dialog.found.limits == bench.inspector.calibration.limits
    dialog.reject()
