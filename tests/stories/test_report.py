"""A report leaves the window, as HTML or as PDF."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.stories.test_first_detector import LONG, choose_small_input, fit, open_parts, teach


def picked(window) -> QFileDialog:
    return next(each for each in window.findChildren(QFileDialog) if each.isVisible())


@pytest.mark.parametrize("kind", ["PDF (*.pdf)", "HTML (*.html)"])
def test_the_kind_that_is_chosen_is_the_kind_that_is_written(
    window, qtbot, quick, parts, tmp_path, kind
):
    ids = open_parts(window, qtbot, parts)
    choose_small_input(window)
    teach(window, ids)
    window.workbench.set_label([ids["spot0"]], "bad")
    fit(window, qtbot)
    window.actions_by_id["export-report"].trigger()
    dialog = picked(window)
    assert dialog.nameFilters() == ["HTML (*.html)", "PDF (*.pdf)", "CSV (*.csv)", "JSON (*.json)"]
    dialog.setDirectory(str(tmp_path))
    dialog.filterSelected.emit(kind)
    with qtbot.waitSignal(window.runner.ended, timeout=LONG):
        dialog.accept()
    suffix = kind.partition("*")[2].rstrip(")")
    (written,) = tmp_path.glob(f"*{suffix}")
    start = {".pdf": b"%PDF-", ".html": b"<!doc"}[suffix]
    assert written.read_bytes()[:5] == start
