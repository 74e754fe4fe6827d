"""How well some options do on a labelled folder, as few-shot papers measure it."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector.core import detector_file, image, metrics, origin
from inspector.core.dataset import Dataset, Entry
from inspector.core.errors import FitError, ImageError, OptionError
from inspector.core.extract import Extractor, Seen, views_of
from inspector.core.fit import LabelledImage, learn
from inspector.core.geometry import Geometry
from inspector.core.image import read_mask
from inspector.core.inspect import Inspector
from inspector.core.mask import Mask
from inspector.core.memory import peak_megabytes
from inspector.core.options import Options
from inspector.core.prefetch import ahead
from inspector.core.progress import Tick, silent

METRICS = ("image_auroc", "image_ap", "image_f1_max", "pixel_auroc", "aupro")
COSTS = ("fit_seconds", "seconds_per_image", "file_bytes")


@dataclass(frozen=True)
class Protocol:
    """Which images teach and which test.

    shots: references per draw; draw d takes the sorted good training images
        d * shots to (d + 1) * shots (AnomalyDINO, METHODS 1.7).
    draws: how many draws.
    painted: bad test images whose masks teach, per draw, in turn; they are not tested.

    Raises:
        OptionError: there is no such number of images or draws.
    """

    shots: int = 4
    draws: int = 3
    painted: int = 0

    def __post_init__(self) -> None:
        for name, least in (("shots", 1), ("draws", 1), ("painted", 0)):
            if getattr(self, name) < least:
                raise OptionError(f"{name} is {getattr(self, name)}; it must be at least {least}.")


@dataclass(frozen=True, eq=False)
class _TestImage:
    """One test image, its features computed once for all draws.

    mask: None on a bad image whose mask is missing or cannot be used.
    """

    entry: Entry
    mask: Mask | None
    seen: Seen
    seconds: float


def evaluate(
    data: Dataset,
    options: Options,
    extractor: Extractor,
    protocol: Protocol,
    *,
    tick: Tick = silent,
) -> dict[str, Any]:
    """Means over draws of the metrics, each draw's own, what they cost, and what was left out.

    Metrics are 0..1, or None where a set has no masks or no second class. image_f1_max uses the
    best threshold on the test images: an upper bound, not what a product reaches. fit_seconds is
    the time to learn from the references, their features included; seconds_per_image is that of
    one in a run of many, whose next image is read meanwhile; file_bytes the size of the
    detector file without pictures. test_images_that_taught are copies of references.

    Raises:
        FitError: too few good training images for one draw, or no test image.
    """
    references = sorted((e for e in data.entries if _teaches(e)), key=lambda e: e.path.name)
    possible = len(references) // protocol.shots
    if possible == 0:
        raise FitError(
            f"{data.folder} has {len(references)} good training images; --shots "
            f"{protocol.shots} needs as many."
        )
    mirrored = options.detector.measures_mirrored
    tests, failures = _test_images(data, extractor, mirrored=mirrored, tick=tick)
    shots = protocol.shots
    draws: list[dict[str, Any]] = []
    for number in range(min(possible, protocol.draws)):
        draw, unread = _draw(number, references, tests, options, extractor, protocol, tick)
        draws.append(draw)
        failures |= unread
    summary = {name: _mean([draw[name] for draw in draws]) for name in METRICS}
    return {
        "data": data.folder.name,
        **summary,
        **{name: _mean([draw[name] for draw in draws]) for name in COSTS},
        "peak_memory_mb": peak_megabytes(),
        "draws": draws,
        "shots": shots,
        "test_images": len(tests),
        "test_images_without_mask": sum(test.mask is None for test in tests),
        "test_images_that_taught": _that_taught(
            tests,
            [
                entry
                for entry in references[: shots * len(draws)]
                if str(entry.path) not in failures
            ],
        ),
        "failures": failures,
    }


def _that_taught(tests: Sequence[_TestImage], references: Sequence[Entry]) -> list[str]:
    """Test images that are copies of readable references, which makes every number too good."""
    taught = {image.file_hash(entry.path) for entry in references}
    paths = [test.entry.path for test in tests]
    return [str(path) for path in origin.known_among(paths, taught)]


def _teaches(entry: Entry) -> bool:
    return entry.label == "good" and entry.split != "test"


def _test_images(
    data: Dataset, extractor: Extractor, *, mirrored: bool, tick: Tick
) -> tuple[list[_TestImage], dict[str, str]]:
    entries = [e for e in data.entries if e.label != "unset" and not _teaches(e)]
    found: list[_TestImage] = []
    failures: dict[str, str] = {}
    with ahead(extractor, [e.path for e in entries], views_of(mirrored=mirrored)) as reader:
        for done, entry in enumerate(entries):
            tick(done, len(entries), f"Reading {entry.path.name}")
            started = time.perf_counter()
            try:
                seen = reader.look(entry.path, mirrored=mirrored)
                seconds = time.perf_counter() - started
            except ImageError as error:
                failures[str(entry.path)] = str(error)
                continue
            mask = None
            try:
                mask = _mask(entry, seen.geometry)
            except ImageError as error:
                failures[str(entry.mask)] = str(error)
            found.append(_TestImage(entry, mask, seen, seconds))
    if not found:
        raise FitError(f"{data.folder} has no labelled test image that can be read.")
    return found, failures


def _draw(
    number: int,
    references: Sequence[Entry],
    tests: Sequence[_TestImage],
    options: Options,
    extractor: Extractor,
    protocol: Protocol,
    tick: Tick,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The metrics of one draw, and why some of its references could not be read."""
    shots = protocol.shots
    chosen = [LabelledImage(e.path) for e in references[number * shots : (number + 1) * shots]]
    masked = [t for t in tests if t.entry.label == "bad" and t.mask is not None and t.mask.any()]
    start = number * protocol.painted
    painted = [masked[i % len(masked)] for i in range(start, start + protocol.painted) if masked]
    rest = [test for test in tests if test not in painted]
    if not rest:
        raise FitError(f"--painted {protocol.painted} leaves no image to test. Paint fewer.")
    chosen += [LabelledImage(test.entry.path, test.mask) for test in painted]
    started = time.perf_counter()
    learned = learn(options, chosen, extractor, tick=tick)
    fitted = time.perf_counter()
    scores, heatmaps = _measure(learned.inspector, rest, tick)
    seconds = (time.perf_counter() - fitted + sum(t.seconds for t in rest)) / len(rest)
    draw = {
        "references": [item.path.name for item in chosen],
        **_image_metrics(scores, rest),
        **_pixel_metrics(heatmaps, rest, tick),
        "fit_seconds": fitted - started,
        "seconds_per_image": seconds,
        "file_bytes": _file_bytes(learned.inspector),
    }
    return draw, {str(path): reason for path, reason in learned.failures.items()}


def _file_bytes(inspector: Inspector) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evaluated.detector"
        detector_file.write(path, inspector, test_images=())
        return path.stat().st_size


def _measure(
    inspector: Inspector, tests: Sequence[_TestImage], tick: Tick
) -> tuple[list[float], list[NDArray[np.float32]]]:
    scores, heatmaps = [], []
    for done, test in enumerate(tests):
        tick(done, len(tests), f"Measuring {test.entry.path.name}")
        found = inspector.measure(*test.seen)
        scores.append(found.score)
        heatmaps.append(found.heatmap)
    return scores, heatmaps


def _image_metrics(scores: list[float], tests: Sequence[_TestImage]) -> dict[str, float | None]:
    is_bad = np.array([test.entry.label == "bad" for test in tests])
    values = np.array(scores)
    return {
        "image_auroc": _number(metrics.image_auroc(is_bad, values)),
        "image_ap": _number(metrics.average_precision(is_bad, values)),
        "image_f1_max": _number(metrics.f1_max(is_bad, values)),
    }


def _pixel_metrics(
    heatmaps: list[NDArray[np.float32]], tests: Sequence[_TestImage], tick: Tick
) -> dict[str, float | None]:
    """Over good images and those bad ones that have a mask; None where no image has one."""
    if not any(test.entry.label == "bad" and test.mask is not None for test in tests):
        return {"pixel_auroc": None, "aupro": None}
    tick(0, 0, "Comparing heatmaps with masks")
    pairs = [
        (heatmap, test.mask)
        for heatmap, test in zip(heatmaps, tests, strict=True)
        if test.mask is not None
    ]
    maps, masks = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return {
        "pixel_auroc": _number(metrics.pixel_auroc(maps, masks)),
        "aupro": _number(metrics.aupro(maps, masks, limit=0.3)),
    }


def _mask(entry: Entry, geometry: Geometry) -> Mask | None:
    size = (geometry.height, geometry.width)
    if entry.mask is None:
        return np.zeros(size, bool) if entry.label == "good" else None
    mask = read_mask(entry.mask)
    if mask.shape != size:
        raise ImageError(
            f"{entry.mask}: is {mask.shape[1]} x {mask.shape[0]} pixels, its image "
            f"{geometry.width} x {geometry.height}. Export the mask again."
        )
    return mask


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _mean(values: Sequence[float | None]) -> float | None:
    numbers = [value for value in values if value is not None]
    return float(np.mean(numbers)) if numbers else None
