from __future__ import annotations

import pytest
import torch
from safetensors.torch import load_file, save_file

from training import average


def test_weights_are_averaged_and_counts_are_the_last(tmp_path):
    early = {"w": torch.tensor([1.0, 2.0]), "n": torch.tensor(3)}
    late = {"w": torch.tensor([3.0, 6.0]), "n": torch.tensor(8)}
    paths = [tmp_path / "early.safetensors", tmp_path / "late.safetensors"]
    for state, path in zip((early, late), paths, strict=True):
        save_file(state, path)
    out = tmp_path / "mean.safetensors"
    assert average.main([*map(str, paths), "--out", str(out)]) == 0
    found = load_file(out)
    assert found["w"].tolist() == [2.0, 4.0]
    assert found["n"].item() == 8


def test_other_networks_have_no_mean(tmp_path, capsys):
    paths = [tmp_path / "one.safetensors", tmp_path / "two.safetensors"]
    save_file({"w": torch.ones(2)}, paths[0])
    save_file({"w": torch.ones(3)}, paths[1])
    assert average.main([*map(str, paths), "--out", str(tmp_path / "x.safetensors")]) == 1
    assert "different networks" in capsys.readouterr().err
    with pytest.raises(StopIteration):
        next(tmp_path.glob("x*"))
