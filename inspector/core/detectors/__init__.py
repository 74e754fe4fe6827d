"""The detectors that a project can choose from, by the name that its file stores."""

from __future__ import annotations

from dataclasses import asdict, fields
from difflib import get_close_matches
from typing import Any, Final

from inspector.core.detectors.base import Detector
from inspector.core.detectors.manifold_projector import ManifoldProjector
from inspector.core.detectors.multi_view_memory import MultiViewMemory
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.subspace import Subspace
from inspector.core.detectors.text import Text
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.errors import OptionError

DETECTORS: Final[dict[str, type[Detector]]] = {
    d.name: d
    for d in (PatchMemory, TwoMemories, Subspace, MultiViewMemory, Text, ManifoldProjector)
}

__all__ = ["DETECTORS", "Detector", "check", "from_json", "kind", "to_json"]


def kind(name: str) -> type[Detector]:
    """The detector class of a name.

    Raises:
        OptionError: there is no detector of that name.
    """
    if name in DETECTORS:
        return DETECTORS[name]
    near = get_close_matches(name, DETECTORS, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise OptionError(f"There is no detector {name!r}.{meant} There are: {', '.join(DETECTORS)}.")


def to_json(detector: Detector) -> dict[str, Any]:
    """The detector's name and options as a JSON object."""
    return {"name": detector.name, **asdict(detector)}  # type: ignore[call-overload]


def from_json(data: dict[str, Any]) -> Detector:
    """The detector of `to_json`; options that it does not know are refused.

    Raises:
        OptionError: an unknown name or option, or a value out of its range.
    """
    options = dict(data)
    cls = kind(str(options.pop("name", "")))
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(set(options) - known)
    if unknown:
        raise OptionError(f"The detector {cls.name} has no option {unknown[0]!r}.")
    detector = cls(**options)
    check(detector)
    return detector


def check(detector: Detector) -> None:
    """See that every option is of its type and inside its range.

    Raises:
        OptionError: naming the option, the value, and what it may be.
    """
    for field in fields(detector):  # type: ignore[arg-type]
        value, limits = getattr(detector, field.name), field.metadata
        if limits["choices"] and value not in limits["choices"]:
            raise OptionError(
                f"{field.name} is {value!r}; it may be {', '.join(limits['choices'])}."
            )
        if not _is_like(value, field.default):
            raise OptionError(f"{field.name} is {value!r}, which is not like {field.default!r}.")
        low, high = limits["low"], limits["high"]
        if low is not None and not low <= value <= high:
            raise OptionError(f"{field.name} is {value}; it may be {low} to {high}.")


def _is_like(value: Any, default: Any) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))
