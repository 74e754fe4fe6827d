"""The curve of a training in the Fit panel."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from inspector.gui.panels.fit import FitPanel
from inspector.gui.plots.loss import LossPlot
from tests.gui.fitted_project import fitted, workbench


@pytest.fixture
def panel(qtbot):
    panel = FitPanel(workbench())
    qtbot.addWidget(panel)
    panel.resize(360, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def put(panel, detector) -> None:
    _, fit = fitted()
    panel._workbench.put_fit(replace(fit, inspector=replace(fit.inspector, fitted=detector)))


def test_a_detector_that_was_trained_shows_how(panel):
    assert not panel.findChildren(LossPlot)
    losses = np.linspace(1, 0.1, 60, dtype=np.float32)
    put(panel, SimpleNamespace(losses=losses))
    plot = panel.findChild(LossPlot)
    assert plot.isVisible()
    steps, means = plot.mean
    assert (steps[0], steps[-1]) == (24, 59)
    assert means[0] == pytest.approx(losses[:25].mean())
    assert means[-1] == pytest.approx(losses[-25:].mean())


def test_one_that_was_not_shows_nothing(panel):
    put(panel, SimpleNamespace(losses=np.ones(3, np.float32)))
    plot = panel.findChild(LossPlot)
    put(panel, fitted()[1].inspector.fitted)
    assert not plot.isVisible()
