"""The images that a detector file was made with: names and content hashes, by what they did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from inspector.core import image
from inspector.core.errors import ImageError

_NAMED = 3


def extended_origin(
    origin: Mapping[str, Any],
    good: Sequence[Path],
    bad: Sequence[Path],
    failures: Collection[Path],
) -> dict[str, Any]:
    """Where a detector comes from, with the images that its limits now rest on too.

    Who calibrates again with the same images finds them known.
    """
    seen = {item["sha256"] for group in origin.values() for item in group}
    found = dict(origin)
    for group, paths in (("calibration_good", good), ("calibration_bad", bad)):
        new = [item for item in named(paths, failures) if item["sha256"] not in seen]
        found[group] = [*origin.get(group, ()), *{item["sha256"]: item for item in new}.values()]
    return found


def named(paths: Sequence[Path], failures: Collection[Path] = ()) -> list[dict[str, str]]:
    """Names and content hashes of images for a detector file, without those that failed."""
    readable = [path for path in paths if path not in failures]
    return [{"name": path.name, "sha256": image.file_hash(path)} for path in readable]


def known_among(paths: Sequence[Path], hashes: Collection[str]) -> list[Path]:
    """The files whose content is among these hashes; what cannot be read is not."""
    found: list[Path] = []
    for path in paths:
        try:
            if image.file_hash(path) in hashes:
                found.append(path)
        except ImageError:
            continue
    return found


def warning(known: Sequence[Path], count: int, *, what: str = "images") -> str:
    """That some of the images that are counted are no new ones to a detector; "" where none is."""
    if not known:
        return ""
    names = ", ".join(path.name for path in known[:_NAMED]) + ", …" * (len(known) > _NAMED)
    return (
        f"{len(known)} of {count} {what} taught the detector or set its limits ({names}): how it "
        "does on them says nothing about new parts."
    )
