from __future__ import annotations

import numpy as np
import pytest

from inspector.core.backbones import engine_backbone
from inspector.core.engines import trial
from inspector.core.options import Options
from inspector.core.progress import Cancelled, silent
from inspector.gui import warm_up
from inspector.gui.engine import Engine
from inspector.gui.snapshot import Snapshot
from tests.gui.fitted_project import make_project


@pytest.fixture
def snapshot(tmp_path, monkeypatch):
    """A project on a machine where nothing was tried, and where OpenVINO is the quicker engine."""
    monkeypatch.delenv("INSPECTOR_ENGINE")
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    run = trial.run

    def timed(engine, shown):
        return (2.0 if engine.name == "torch" else 1.0), run(engine, shown)[1]

    monkeypatch.setattr(trial, "run", timed)
    return Snapshot(make_project(tmp_path / "plates"), Options(size=64), device="cpu")


def test_the_first_fit_does_not_wait_for_a_trial(snapshot, tmp_path):
    fit = Engine().fit(snapshot)
    assert fit.inspector.extractor.backbone.engine.name == "torch"
    assert not (tmp_path / "cache" / "engines").exists()


def test_what_was_found_meanwhile_runs_the_fitted_detector_too(snapshot):
    engine = Engine()
    fit = engine.fit(snapshot)
    path = snapshot.project.path_of(snapshot.project.images[0].id)
    before = fit.inspector.inspect(path).score
    warm_up.rest(engine, silent)
    backbone = fit.inspector.extractor.backbone
    assert (backbone.engine.name, backbone.precision) == ("openvino", "float32")
    np.testing.assert_allclose(fit.inspector.inspect(path).score, before, rtol=1e-3, atol=1e-6)
    assert engine.fit(snapshot).inspector.extractor.backbone is backbone


def test_later_sessions_begin_with_what_was_found(snapshot):
    engine = Engine()
    engine.extractor(snapshot)
    warm_up.rest(engine, silent)
    assert Engine().extractor(snapshot).backbone.engine.name == "openvino"


def test_nothing_is_tried_twice(snapshot, monkeypatch):
    engine = Engine()
    engine.extractor(snapshot)
    warm_up.rest(engine, silent)
    monkeypatch.setattr(engine_backbone, "choose", None)
    warm_up.rest(engine, silent)


def test_before_anything_is_loaded_nothing_is_tried(snapshot, tmp_path):
    warm_up.rest(Engine(), silent)
    assert not (tmp_path / "cache" / "engines").exists()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_trial_can_be_stopped_and_leaves_nothing_behind(snapshot, tmp_path, steps):
    engine = Engine()
    backbone = engine.extractor(snapshot).backbone
    left = [None] * steps

    def stop(*words):
        if not left:
            raise Cancelled
        left.pop()

    with pytest.raises(Cancelled):
        warm_up.rest(engine, stop)
    assert not list((tmp_path / "cache").rglob("*.xml"))
    assert not list((tmp_path / "cache").rglob("*.blob"))
    assert backbone.engine.name == "torch"
    warm_up.rest(engine, silent)
    assert backbone.engine.name == "openvino"
