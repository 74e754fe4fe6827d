from __future__ import annotations

import subprocess
import sys

import pytest

from inspector.core import device
from inspector.core.errors import OptionError


def test_the_processor_is_always_there_and_last() -> None:
    here = device.devices()
    assert here[-1].id == "cpu"
    assert "core" in here[-1].label


def test_auto_takes_the_first_device() -> None:
    assert device.choose("auto") == device.devices()[0].id


def test_the_processor_can_be_asked_for_in_any_case() -> None:
    assert device.choose(" CPU ") == "cpu"


def test_cuda_means_the_first_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    here = tuple(device.Device(name, name) for name in ("cuda:0", "cuda:1", "cpu"))
    monkeypatch.setattr(device, "devices", lambda: here)
    assert device.choose("cuda") == "cuda:0"
    assert device.choose("cuda:1") == "cuda:1"
    assert device.choose() == "cuda:0"


def test_an_unknown_device_is_refused_with_the_choice_there_is() -> None:
    with pytest.raises(OptionError, match=r'"tpu" here. Choose auto, .*cpu'):
        device.choose("tpu")


def test_a_card_that_torch_has_no_kernels_for_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    card = device.Device("cuda:0", "An old card")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(device, "_cuda", lambda index: card)
    monkeypatch.setattr(device, "_computes", lambda name: True)
    assert device.devices()[0] == card
    monkeypatch.setattr(device, "_computes", lambda name: False)
    assert card not in device.devices()


def test_what_cannot_compute_is_told_from_what_can() -> None:
    assert device._computes("cpu")
    assert not device._computes("meta")


def test_importing_it_does_not_import_torch() -> None:
    code = "import sys, inspector.core.device as d; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
