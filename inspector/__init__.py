"""Inspector: visual inspection from a few good images.

    from inspector import load_detector
    inspection = load_detector("widget.detector").inspect("part.png")

Nothing heavy is imported until one of these names is used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

# Threads that wait for each other shall sleep: spinning, as is usual, they take the processor from
# those they wait for. Where other programs run too, everything takes three times as long
# (benchmarks/window.md). It has to be said before torch and numpy are imported; the second is for
# numpy's products of matrices, after which its threads spin for 2^4 instead of 2^26 cycles.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")

if TYPE_CHECKING:
    from inspector.core.detector_file import load_detector
    from inspector.core.inspect import Inspector
    from inspector.core.inspection import Inspection
    from inspector.drift_monitor import DriftMonitor

__all__ = ["DriftMonitor", "Inspection", "Inspector", "load_detector"]

_HOMES = {
    "load_detector": "inspector.core.detector_file",
    "Inspector": "inspector.core.inspect",
    "Inspection": "inspector.core.inspection",
    "DriftMonitor": "inspector.drift_monitor",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'inspector' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
