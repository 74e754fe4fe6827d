from __future__ import annotations

import json
from dataclasses import replace

from training import ablation, images
from training.settings import Settings


def test_each_variant_leaves_out_what_there_is():
    known = set(images.NAMES)
    for change in ablation.VARIANTS.values():
        assert set(replace(Settings(), **change).without) <= known


def test_one_row_for_each_variant_and_what_was_trained_is_not_trained_again(
    tmp_path, capsys, monkeypatch
):
    two = {name: ablation.VARIANTS[name] for name in ("all", "changes alone")}
    monkeypatch.setattr(ablation, "VARIANTS", two)
    flags = ["--steps", "1", "--kinds", "2", "--made", "1", "--workers", "1"]
    assert ablation.main([str(tmp_path), *flags]) == 0
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == "| trained with | made, 1 |"
    assert [row.split(" | ")[0] for row in rows] == ["| all", "| changes alone"]
    with monkeypatch.context() as without:
        without.setattr(ablation.train, "run", None)
        assert ablation.main([str(tmp_path), *flags]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == rows
    assert ablation.main([str(tmp_path), *flags, "--steps", "2"]) == 0
    facts = [json.loads(path.read_text()) for path in tmp_path.glob("*.json")]
    assert [each["step"] for each in facts] == [2, 2]
