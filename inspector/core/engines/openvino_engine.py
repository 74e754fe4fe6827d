"""OpenVINO on the processor: a network is converted once, for every input size."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core.engines.base import EngineName, Precision, Program

_HINTS: dict[Precision, str] = {"float32": "f32", "bfloat16": "bf16", "float16": "f16"}
_CAPABILITIES: dict[Precision, str] = {"bfloat16": "BF16", "float16": "FP16"}


class OpenVinoEngine:
    """A converted network, compiled for this processor in one precision."""

    def __init__(self, path: Path, precision: Precision) -> None:
        self._precision: Precision = precision
        core = _core()
        hints = {"INFERENCE_PRECISION_HINT": _HINTS[precision], "PERFORMANCE_HINT": "LATENCY"}
        # What was compiled before is read in a fifth of the time; `Store` sees that it is whole.
        hints["CACHE_DIR"] = str(compiled(path))
        # Read in whole: a file that stays open cannot be replaced on Windows. (What was compiled
        # stays open; there it is left until another process can remove it.)
        network = core.read_model(path.read_bytes(), path.with_suffix(".bin").read_bytes())
        self._request = core.compile_model(network, "CPU", hints).create_infer_request()

    @property
    def name(self) -> EngineName:
        return "openvino"

    @property
    def precision(self) -> Precision:
        return self._precision

    def cells(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        self._request.infer([np.ascontiguousarray(batch, np.float32)])
        # A copy: the next image is written to the same place.
        return np.array(self._request.get_output_tensor().data, np.float32)


def compiled(path: Path) -> Path:
    """The folder of what was compiled of a converted network; see `OpenVinoEngine`."""
    return path.with_suffix(".compiled")


def convert(program: Program, path: Path) -> None:
    """Write a program as OpenVINO's own format, an .xml with its .bin beside it; any input size.

    The front end is called itself: `openvino.convert_model` would report its use over the network.

    Raises:
        OSError: the files cannot be written.
        RuntimeError and others: torch cannot trace it, or OpenVINO lacks an operation.
    """
    import openvino
    import torch
    from openvino.frontend import FrontEndManager  # pyright: ignore[reportPrivateImportUsage]
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    # Of no size that the network knows: its way to another size has to be in what is traced.
    height, width = (program.patch * (program.size // program.patch + more) for more in (1, 3))
    example = torch.zeros(1, 3, height, width)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # of torch, about tracing itself and about each shape
        # Not compared with itself, which takes longer than all else: engines are compared anyway.
        traced: Any = torch.jit.trace(program.module, example, check_trace=False, strict=False)
        decoder = TorchScriptPythonDecoder(traced)
        front: Any = FrontEndManager().load_by_framework("pytorch")
        network = front.convert(front.load(decoder))
    network.reshape([-1, 3, -1, -1])
    try:
        openvino.save_model(network, path, compress_to_fp16=False)
    except RuntimeError as error:
        raise OSError(f"{path}: {error}") from error


def precisions() -> tuple[Precision, ...]:
    """What OpenVINO can compute in on this processor, float32 first."""
    able = _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return ("float32", *(each for each, name in _CAPABILITIES.items() if name in able))


@cache
def _core() -> Any:
    """One for the life of the process: it crashes now and then where several come and go."""
    import openvino

    return openvino.Core()
