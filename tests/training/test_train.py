from __future__ import annotations

import csv
import json

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from inspector.core.backbones import learned_network
from inspector.core.errors import InspectorError
from training import train
from training.checkpoint import Progress
from training.pool import pool
from training.settings import Settings
from training.views import pairs

SETTINGS = Settings(steps=20, batch=4, kinds=6, side=64, pool_side=80, places=12, warm=3)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return pool(SETTINGS, tmp_path_factory.mktemp("pool"), workers=1)


def test_the_pool_is_made_once_and_read_again(tmp_path):
    small = Settings(kinds=2, pool_side=32)
    first = pool(small, tmp_path, workers=1)
    file = next(tmp_path.iterdir())
    written = file.stat().st_mtime_ns
    assert np.array_equal(first, pool(small, tmp_path, workers=1))
    assert file.stat().st_mtime_ns == written
    assert first.shape == (2, 2, 32, 32, 3)


def test_twenty_steps_on_the_same_pairs_lower_both_losses(pictures):
    training = train.begun(SETTINGS)
    batch = pairs(pictures, SETTINGS, 0)
    found = []
    for step in range(20):
        training.progress = Progress(step + 1)
        found.append(train.one_step(training, batch))
    assert found[-1].place < 0.8 * found[0].place
    assert found[-1].change < 0.8 * found[0].change
    assert found[-1].found > found[0].found


def test_a_training_can_begin_with_the_weights_of_another(pictures, tmp_path):
    first = tmp_path / "first.safetensors"
    trained = train.begun(SETTINGS)
    train.run(trained, pictures, first, lambda: trained.progress.step == 2)
    second = train.begun(SETTINGS, first)
    for name, value in trained.network.state_dict().items():
        assert torch.equal(second.network.state_dict()[name], value)
    assert second.progress.step == 0
    other = tmp_path / "other.safetensors"
    save_file({"a": torch.zeros(1)}, other)
    with pytest.raises(InspectorError, match="another network"):
        train.begun(SETTINGS, other)


def test_a_training_that_was_stopped_goes_on_as_if_it_had_not_been(pictures, tmp_path):
    whole, halves = tmp_path / "whole.safetensors", tmp_path / "halves.safetensors"
    settings = Settings(**{**vars_of(SETTINGS), "steps": 6})
    through = train.begun(settings)
    train.run(through, pictures, whole)
    first = train.begun(settings)
    train.run(first, pictures, halves, lambda: first.progress.step == 3)
    second = train.resumed(halves)
    assert second.progress.step == 3
    train.run(second, pictures, halves)
    assert [row[0] for row in second.curve] == [1, 2, 3, 4, 5, 6]
    assert [row[2:] for row in second.curve] == [row[2:] for row in through.curve]
    one, two = load_file(whole), load_file(halves)
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_what_is_kept_can_be_read_by_people_and_by_the_network(pictures, tmp_path):
    path = tmp_path / "learned.safetensors"
    training = train.begun(Settings(**{**vars_of(SETTINGS), "steps": 1}))
    train.run(training, pictures, path)
    facts = json.loads(path.with_suffix(".json").read_text())
    assert facts["step"] == 1
    assert facts["settings"]["batch"] == 4
    with path.with_suffix(".csv").open() as file:
        assert [row["step"] for row in csv.DictReader(file)] == ["1"]
    assert path.stat().st_size <= 8e6
    learned_network.load(load_file(path))


def test_a_training_that_is_not_there_or_damaged_is_refused_by_name(tmp_path):
    path = tmp_path / "learned.safetensors"
    with pytest.raises(InspectorError, match=r"learned\.state does not exist"):
        train.resumed(path)
    path.with_suffix(".state").write_bytes(b"no training")
    with pytest.raises(InspectorError, match="no whole training"):
        train.resumed(path)


def test_the_rate_rises_stays_and_falls():
    settings = Settings(rate=1.0, warm=10)
    found = [train.rate(settings, *at) for at in ((0, 0.0), (4, 0.01), (9, 0.02), (500, 0.7))]
    assert found == pytest.approx([0.1, 0.5, 1, 1])
    assert train.rate(settings, 800, 0.85) == pytest.approx(1 - 0.5**0.5)
    assert train.rate(settings, 1000, 1.0) == 0


def vars_of(settings: Settings) -> dict:
    return json.loads(settings.to_text()) | {"without": ()}
