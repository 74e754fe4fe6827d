"""The engine that is always there: torch on a graphics card or on the processor."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack

import numpy as np
from numpy.typing import NDArray

from inspector.core.engines.base import EngineName, Precision, Program


class TorchEngine:
    """A program on a device ("cpu", "cuda:0", "mps"). Less than float32 is torch's autocast.

    The program's module is moved there.
    """

    def __init__(self, program: Program, device: str, precision: Precision = "float32") -> None:
        import torch

        self._device = device
        self._precision: Precision = precision
        self._module = program.module.to(device)
        rearranged = program.convolves and precision != "float32" and device.startswith("cuda")
        # Tensor cores read convolutions channel by channel only after a rearrangement each time.
        self._format = torch.channels_last if rearranged else torch.contiguous_format
        if program.convolves and device.startswith("cuda"):
            self._module.to(memory_format=self._format)

    @property
    def name(self) -> EngineName:
        return "torch"

    @property
    def precision(self) -> Precision:
        return self._precision

    def cells(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        import torch

        with ExitStack() as stack:
            stack.enter_context(torch.inference_mode())
            stack.enter_context(exact())
            if self._precision != "float32":
                kind, dtype = self._device.partition(":")[0], getattr(torch, self._precision)
                stack.enter_context(torch.autocast(kind, dtype=dtype))
            images = torch.from_numpy(np.ascontiguousarray(batch, np.float32))
            if self._device.startswith("cuda"):
                images = images.pin_memory().to(self._device, non_blocking=True)
            else:
                images = images.to(self._device)
            found = self._module(images.contiguous(memory_format=self._format))
            return found.float().cpu().numpy()


def exact() -> AbstractContextManager[None]:
    """Full float32 on a graphics card too, so that it finds the scores of a processor."""
    import torch

    return torch.backends.cudnn.flags(
        enabled=True, benchmark=False, deterministic=True, allow_tf32=False
    )
