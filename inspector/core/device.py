"""What can compute here, and its name for people."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path

from inspector.core.errors import OptionError


@dataclass(frozen=True, slots=True)
class Device:
    """One place that networks can run on.

    id: "cuda:0", "mps" or "cpu". label: its name for people.
    memory: bytes, 0 where it cannot be told.
    """

    id: str
    label: str
    memory: int = 0


def devices() -> tuple[Device, ...]:
    """Every device that really computes, the fastest first; the processor is always the last."""
    import torch

    found: list[Device] = []
    if torch.cuda.is_available():
        found += [_cuda(index) for index in range(torch.cuda.device_count())]
    memory = _memory()
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU (memory shared with the processor)", memory))
    found = [device for device in found if _computes(device.id)]
    cores = os.cpu_count() or 1
    label = _label(processor_name(), f"{cores} cores" if cores > 1 else "1 core", memory)
    return (*found, Device("cpu", label, memory))


def choose(wanted: str = "auto") -> str:
    """The id of the device to compute on; "auto" takes the fastest, "cuda" the first of its kind.

    Raises:
        OptionError: there is no such device here.
    """
    wanted = wanted.strip().lower()
    if wanted == "cpu":
        return "cpu"
    here = [device.id for device in devices()]
    if wanted == "auto":
        return here[0]
    for device in here:
        if wanted in (device, device.partition(":")[0]):
            return device
    raise OptionError(f'There is no device "{wanted}" here. Choose auto, {" or ".join(here)}.')


def _cuda(index: int) -> Device:
    import torch

    properties = torch.cuda.get_device_properties(index)
    memory = properties.total_memory
    return Device(f"cuda:{index}", _label(properties.name, "GPU", memory), memory)


def _computes(device: str) -> bool:
    """False for a GPU that torch sees but has no kernels for, as with cards that it has dropped."""
    import torch

    try:
        return torch.ones(2, device=device).sum().item() == 2
    except RuntimeError:
        return False


def _label(name: str, kind: str, memory: int) -> str:
    return f"{name} ({kind}, {memory / 2**30:.0f} GB)" if memory else f"{name} ({kind})"


def processor_name() -> str:
    """What the processor is called."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "Processor"


def _memory() -> int:
    """Bytes of main memory; 0 on systems without sysconf."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
