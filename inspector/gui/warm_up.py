"""What is made ready while nobody waits for it, in the compute thread."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from inspector.core.device import Device, devices
from inspector.core.progress import Tick
from inspector.gui.engine import Engine

_FIT_NEEDS = ("torch", "scipy.special")
_RULES_NEED = ("scipy.optimize", "scipy.stats")  # shaped rules, and intervals


def needed() -> tuple[Device, ...]:
    """Import what the first heatmap needs, which takes seconds, and find what can compute."""
    _import(_FIT_NEEDS)
    return devices()


def rest(engine: Engine, tick: Tick) -> None:
    """Import the rest, and find out once per machine which engine runs the loaded network best.

    Raises:
        Cancelled: tick asked to stop.
    """
    _import(_RULES_NEED)
    engine.settle(tick)


def _import(names: Iterable[str]) -> None:
    for name in names:
        import_module(name)
