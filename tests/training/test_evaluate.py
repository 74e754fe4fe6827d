from __future__ import annotations

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from inspector.core.backbones import learned_network
from inspector.core.preprocess import Preprocess
from tests.parts import quick_extractor, save_set
from training import evaluate


@pytest.fixture
def weights(tmp_path):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        state = learned_network.build().state_dict()
    save_file(state, tmp_path / "learned.safetensors")
    return tmp_path / "learned.safetensors"


def test_the_table_has_a_row_for_each_way_to_use_the_network(weights, tmp_path, capsys):
    folder = save_set(tmp_path / "discs", train=2, good=2, bad=2, masks=1)
    flags = ["--shots", "1", "--draws", "1", "--made", "1", "--size", "64", "--layers", "1", "0,2"]
    assert evaluate.main([str(weights), str(folder), *flags]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == "| network | discs, 1 | made, 1 |"
    assert [row.split(" | ")[0] for row in rows] == [
        "| layers 1, calm 1, cosine",
        "| layers 0,2, calm 1, cosine",
    ]
    assert all(0 <= float(row.split(" | ")[1]) <= 1 for row in rows)


def test_mean_colours_find_some_of_the_made_defects():
    quick = quick_extractor()
    source = type(quick)(quick.backbone, Preprocess(96, 8), "quick")
    assert 0.5 < evaluate.on_made(source, 12) < 1


def test_without_a_kind_there_is_no_number():
    assert np.isnan(evaluate.on_made(quick_extractor(), 0))


def test_weights_that_are_not_there_are_refused_by_name(tmp_path, capsys):
    assert evaluate.main([str(tmp_path / "none.safetensors")]) == 1
    assert "none.safetensors" in capsys.readouterr().err
