"""Headless inspection with a detector file: many images, of which none stops the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.core.detector_file import load_detector
from inspector.core.errors import ImageError
from inspector.core.image import SUFFIXES
from inspector.core.inspect import Inspector
from inspector.core.inspection import Inspection
from inspector.core.progress import Tick, silent, within
from inspector.drift_monitor import DriftMonitor

__all__ = ["DriftMonitor", "Failure", "image_files", "inspect_files", "load_detector"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An image that could not be inspected, and why, for a person."""

    path: Path
    reason: str


def inspect_files(
    inspector: Inspector,
    paths: Sequence[Path],
    tick: Tick = silent,
    *,
    monitor: DriftMonitor | None = None,
) -> Iterator[Inspection | Failure]:
    """Inspect files in order; one that cannot be read gives a Failure and the rest goes on.

    monitor: takes each inspection in before it is given out, so that its `drift` belongs to it.
    """
    with inspector.reading_ahead(paths) as reader:
        for done, path in enumerate(paths):
            tick(done, len(paths), f"Inspecting {path.name}")
            step = within(tick, done, len(paths), f"Inspecting {path.name}")
            try:
                inspection = reader.inspect(path, step)
            except ImageError as error:
                yield Failure(path, str(error))
                continue
            if monitor is not None:
                monitor.add(inspection)
            yield inspection


def image_files(paths: Sequence[Path]) -> list[Path]:
    """The given files, and the image files in the given folders and below, in sorted order.

    Hidden files and folders are passed over.
    """
    found: list[Path] = []
    for path in paths:
        found += _inside(path) if path.is_dir() else [path]
    return found


def _inside(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    shown = (f for f in files if not any(p.startswith(".") for p in f.relative_to(folder).parts))
    # A link to nowhere is kept, so that it is said: what nobody looks at nobody inspects.
    return sorted(path for path in shown if not path.is_dir())
