from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.core.backbones import timm_family, timm_network
from inspector.core.backbones.base import BackboneChoice
from inspector.core.engines import choice, openvino_engine, trial
from inspector.core.engines.base import Program
from inspector.core.engines.choice import choose
from inspector.core.engines.openvino_engine import OpenVinoEngine
from inspector.core.engines.store import Record, Store, summaries
from inspector.core.engines.torch_engine import TorchEngine
from inspector.core.engines.trial import Trial
from inspector.core.progress import Cancelled


@pytest.fixture(autouse=True)
def trying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSPECTOR_ENGINE")


@pytest.fixture(scope="module")
def program() -> Program:
    return _program("test_vit", 32)


@pytest.fixture
def openvino_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else the processor does at the moment."""
    run = trial.run

    def timed(engine: Any, shown: Any) -> Any:
        return (2.0 if engine.name == "torch" else 1.0), run(engine, shown)[1]

    monkeypatch.setattr(trial, "run", timed)


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    done: list[Path] = []
    convert = openvino_engine.convert

    def counted(program: Program, path: Path) -> None:
        done.append(path)
        convert(program, path)

    monkeypatch.setattr(openvino_engine, "convert", counted)
    return done


@pytest.mark.parametrize("name", ["test_vit", "resnet18"])
def test_openvino_finds_the_cells_of_torch_at_every_size(name: str, tmp_path: Path) -> None:
    program = _program(name, 64)
    openvino_engine.convert(program, tmp_path / "network.xml")
    engine = OpenVinoEngine(tmp_path / "network.xml", "float32")
    plain = TorchEngine(program, "cpu")
    for count, height, width in ((1, 64, 64), (1, 96, 160), (2, 32, 64)):
        images = _noise(count, height, width)
        found, wanted = engine.cells(images), plain.cells(images)
        assert found.shape == wanted.shape
        assert trial.gap(found, wanted) < 1e-6


@pytest.mark.usefixtures("openvino_wins")
def test_a_network_is_tried_and_converted_once(
    program: Program, tmp_path: Path, conversions: list[Path]
) -> None:
    first, second = _choose(program, tmp_path), _choose(program, tmp_path)
    assert first.engine.name == second.engine.name == "openvino"
    assert len(conversions) == 1
    (summary,) = summaries(tmp_path).items()
    assert summary[0] == "1 random"
    assert summary[1].startswith("openvino float32 (of torch float32 2, openvino float32 1")
    images = _noise(1, 64, 96)
    assert np.array_equal(first.engine.cells(images), second.engine.cells(images))


@pytest.mark.usefixtures("openvino_wins")
@pytest.mark.parametrize("suffix", [".bin", ".xml", ".json"])
def test_what_is_damaged_on_disk_is_made_again(
    suffix: str, program: Program, tmp_path: Path, conversions: list[Path]
) -> None:
    _choose(program, tmp_path)
    (file,) = tmp_path.glob(f"*{suffix}")
    file.write_bytes(file.read_bytes()[:-20])
    assert _choose(program, tmp_path).engine.name == "openvino"
    assert len(conversions) == 2


@pytest.mark.usefixtures("openvino_wins")
def test_a_compiled_network_with_one_wrong_bit_is_made_again(
    program: Program, tmp_path: Path, conversions: list[Path]
) -> None:
    images = _noise(1, 64, 64)
    wanted = _choose(program, tmp_path).engine.cells(images)
    (file,) = tmp_path.glob("*.compiled/*")
    data = bytearray(file.read_bytes())
    for place in np.linspace(0, len(data) - 1, 5).astype(int):
        changed = bytearray(data)
        changed[place] ^= 1
        file.chmod(0o600)
        file.write_bytes(changed)
        assert np.array_equal(_choose(program, tmp_path).engine.cells(images), wanted)
    assert len(conversions) == 6


@pytest.mark.usefixtures("openvino_wins")
def test_what_was_compiled_is_used_again(program: Program, tmp_path: Path) -> None:
    _choose(program, tmp_path)
    (file,) = tmp_path.glob("*.compiled/*")
    written = file.stat().st_mtime_ns
    _choose(program, tmp_path)
    assert file.stat().st_mtime_ns == written


def test_who_does_not_want_to_wait_gets_torch_and_tries_nothing(
    program: Program, tmp_path: Path
) -> None:
    chosen = _choose(program, tmp_path / "engines", at_once=True)
    assert (chosen.engine.name, chosen.engine.precision) == ("torch", "float32")
    assert chosen.is_provisional
    half = _choose(program, tmp_path / "engines", at_once=True, precision="bfloat16")
    assert half.engine.precision == "bfloat16"
    assert not list(tmp_path.iterdir())
    assert not _choose(program, tmp_path / "engines").is_provisional


def test_all_engines_of_a_process_share_what_would_crash_if_it_were_made_again(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openvino_engine.convert(program, tmp_path / "network.xml")
    OpenVinoEngine(tmp_path / "network.xml", "float32")
    monkeypatch.setattr("openvino.Core", None)
    OpenVinoEngine(tmp_path / "network.xml", "float32")
    assert "float32" in openvino_engine.precisions()


@pytest.mark.usefixtures("openvino_wins")
def test_another_processor_or_version_is_tried_anew(
    program: Program, tmp_path: Path, conversions: list[Path]
) -> None:
    _choose(program, tmp_path)
    choose(program, device="cpu", processor="another", folder=tmp_path)
    assert len(conversions) == 2


def test_without_openvino_torch_runs_the_network_and_says_so(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    chosen = _choose(program, tmp_path)
    assert chosen.engine.name == "torch"
    assert chosen.note.startswith("OpenVINO is not installed")


def test_a_network_that_cannot_be_converted_is_left_to_torch(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(program: Program, path: Path) -> None:
        path.write_text("half")
        raise RuntimeError("No conversion rule found for operations: aten::hypot")

    monkeypatch.setattr(openvino_engine, "convert", refuse)
    chosen = _choose(program, tmp_path)
    assert chosen.engine.name == "torch"
    assert "aten::hypot" in chosen.note
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]
    assert _choose(program, tmp_path).note == chosen.note


@pytest.mark.usefixtures("openvino_wins")
def test_a_network_that_does_not_agree_is_left_to_torch_and_not_kept(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "gap", lambda found, wanted: 0.01)
    assert _choose(program, tmp_path).engine.name == "torch"
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_trying_can_be_cancelled_and_leaves_no_record(program: Program, tmp_path: Path) -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        if list(tmp_path.glob("*.xml")):
            raise Cancelled

    with pytest.raises(Cancelled):
        choose(program, device="cpu", processor="here", folder=tmp_path, tick=stop)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_leaves_the_network_to_torch(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    chosen = _choose(program, tmp_path / "file" / "engines")
    assert chosen.engine.name == "torch"
    assert chosen.note.startswith("The cache folder")
    assert "cannot be written" in chosen.note


@pytest.mark.usefixtures("openvino_wins")
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), MemoryError()])
def test_a_disk_that_was_full_once_is_tried_again(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def full(network: Program, path: Path) -> None:
        path.write_text("half of it")
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(openvino_engine, "convert", full)
        chosen = _choose(program, tmp_path)
        assert chosen.engine.name == "torch"
        assert ("cannot be written" in chosen.note) == isinstance(error, OSError)
    assert not list(tmp_path.iterdir())
    assert _choose(program, tmp_path).engine.name == "openvino"


def test_a_network_that_cannot_be_saved_is_no_fault_of_the_network(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file"):
        openvino_engine.convert(program, tmp_path / "file" / "network.xml")


@pytest.mark.usefixtures("openvino_wins")
def test_who_cancels_leaves_what_another_process_has_finished(
    program: Program, tmp_path: Path, conversions: list[Path]
) -> None:
    left = ["begin", "load"]

    def stop(done: int, total: int, text: str = "") -> None:
        if left.pop() == "begin":
            _choose(program, tmp_path)
            raise Cancelled

    with pytest.raises(Cancelled):
        choose(program, device="cpu", processor="here", folder=tmp_path, tick=stop)
    done = len(conversions)
    assert _choose(program, tmp_path).engine.name == "openvino"
    assert len(conversions) == done


@pytest.mark.parametrize("trials", [[], [Trial("openvino", "float32", 1.0, 0.0)]])
def test_a_record_without_torch_counts_as_missing(tmp_path: Path, trials: list[Trial]) -> None:
    store = Store(tmp_path, "network", {})
    store.write(Record(tuple(trials)), with_network=False)
    assert store.read() is None


def test_less_than_float32_is_near_it_but_not_the_same(program: Program) -> None:
    images = _noise(1, 64, 64)
    half, full = (TorchEngine(program, "cpu", each) for each in ("bfloat16", "float32"))
    found, wanted = half.cells(images), full.cells(images)
    assert found.dtype == np.float32
    assert 0 < trial.gap(found, wanted) < 1e-3


def test_a_person_can_keep_to_torch(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSPECTOR_ENGINE", "torch")
    assert _choose(program, tmp_path).engine.precision == "float32"
    assert _choose(program, tmp_path, precision="bfloat16").engine.precision == "bfloat16"
    assert not list(tmp_path.iterdir())


def test_a_precision_that_no_engine_has_falls_back_to_float32(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = choice.Record((Trial("torch", "float32", 1.0, 0.0),))
    monkeypatch.setattr(Store, "read", lambda self: only)
    assert _choose(program, tmp_path, precision="bfloat16").engine.precision == "float32"


def _choose(program: Program, folder: Path, **how: Any) -> choice.Choice:
    return choose(program, device="cpu", processor="here", folder=folder, **how)


def _program(name: str, size: int) -> Program:
    import torch

    torch.manual_seed(0)
    row = timm_network.describe(name)
    network = timm_network.build(name)
    reading = timm_family._reading(network, BackboneChoice(row.id))
    made = timm_family._program(row, network, reading, "random")
    return Program(made.module, made.key, made.patch, size, made.convolves)


def _noise(count: int, height: int, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.random.default_rng(0).standard_normal((count, 3, height, width), np.float32)
