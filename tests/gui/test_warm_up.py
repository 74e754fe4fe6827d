from __future__ import annotations

import pytest

from inspector.core import backbones
from inspector.core.backbones.base import BackboneChoice
from inspector.core.options import Options
from inspector.core.progress import Cancelled, silent
from inspector.gui import warm_up
from inspector.gui.engine import Engine
from inspector.gui.snapshot import Snapshot
from tests.gui.fitted_project import make_project


@pytest.fixture
def snapshot(tmp_path):
    return Snapshot(make_project(tmp_path / "plates"), Options(size=64), device="cpu")


def test_what_was_tried_meanwhile_takes_over_the_usual_network(snapshot):
    engine = Engine()
    before = engine.extractor(snapshot)
    warm_up.rest(engine, silent)
    after = engine.extractor(snapshot)
    assert after.backbone is not before.backbone
    assert after.key == before.key
    assert engine.extractor(snapshot).backbone is after.backbone


def test_another_network_takes_over_nothing(snapshot):
    engine = Engine()
    before = engine.extractor(snapshot).backbone
    engine.replace_backbone(backbones.load(BackboneChoice("learned"), device="cpu"))
    assert engine.extractor(snapshot).backbone is before


def test_before_anything_is_loaded_nothing_is_kept(snapshot):
    engine = Engine()
    warm_up.rest(engine, silent)
    assert engine.extractor(snapshot).backbone.row.id == BackboneChoice().id


def test_trying_can_be_stopped(monkeypatch, tmp_path):
    monkeypatch.delenv("INSPECTOR_ENGINE")
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path))

    def stop(*words):
        raise Cancelled

    with pytest.raises(Cancelled):
        warm_up.rest(Engine(), stop)
    assert not list(tmp_path.rglob("*.xml"))


def test_the_first_fit_does_not_wait_for_it(snapshot, monkeypatch, tmp_path):
    monkeypatch.delenv("INSPECTOR_ENGINE")
    monkeypatch.setenv("INSPECTOR_CACHE", str(tmp_path / "cache"))
    Engine().extractor(snapshot)
    assert not (tmp_path / "cache" / "engines").exists()
