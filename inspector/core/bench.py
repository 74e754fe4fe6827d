"""How fast one backbone inspects here, step by step, beside the plain way of doing the same.

The plain way: torch in float32 and faiss's exact search in float32, in the same process, image by
image in turn, so that the ratio holds also where the machine's speed drifts.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from inspector.core import backbones, extract, image
from inspector.core.backbones import timm_network
from inspector.core.backbones.base import Backbone
from inspector.core.calibrate import calibrate
from inspector.core.detectors.base import Arrays
from inspector.core.detectors.patch_memory import FittedPatchMemory, PatchMemory
from inspector.core.features import Features
from inspector.core.fit import LabelledImage, learn
from inspector.core.inspect import Inspector
from inspector.core.memory import peak_megabytes
from inspector.core.options import Options
from inspector.core.progress import Tick, silent
from inspector.core.rules import Manual

EngineWish = Literal["best", "torch"]
"""best: what was measured to be fastest and to agree; torch: torch in float32."""

BATCH = 8
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steps:
    """Seconds of each step for one image, medians."""

    read: float
    preprocess: float
    network: float
    neighbours: float
    map: float


@dataclass(frozen=True, slots=True)
class Row:
    """One backbone on one engine.

    engine: its name and precision. memory_rows: patches that each patch is compared with.
    seconds_per_image: from file to verdict, median. plain_seconds_per_image: the same, plainly.
    speedup_vs_plain: median over the images of plain / this, each pair measured in turn.
    images_per_second: the network alone, eight images at once.
    peak_memory_mb: of the process up to the end of these images, before the plain way joined it;
        None where the system does not tell.
    largest_gap: of all patches, |distance - plain distance| / largest plain distance.
    """

    backbone: str
    engine: str
    size: int
    memory_rows: int
    seconds_per_image: float
    steps: Steps
    plain_seconds_per_image: float
    speedup_vs_plain: float
    images_per_second: float
    peak_memory_mb: float | None
    largest_gap: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def run(
    options: Options,
    references: Sequence[Path],
    images: Sequence[Path],
    *,
    engine: EngineWish = "best",
    device: str = "auto",
    tick: Tick = silent,
) -> Row:
    """Learn a patch memory from references, each turned eight times, and time it on images.

    Raises:
        WeightsError: the backbone's weights are missing or do not fit.
        ImageError: an image cannot be read.
        FitError: no reference can be read.
        Cancelled: tick asked to stop.
    """
    options = replace(options, detector=PatchMemory(rotations="45"))
    with _environment(engine):
        extractor = extract.extractor(options, device=device, tick=tick)
    labelled = [LabelledImage(path) for path in references]
    inspector = _decided(learn(options, labelled, extractor, tick=tick).inspector)
    inspector.inspect(images[0])  # what runs first waits for memory and caches
    found = [
        _timed_steps(inspector, path, tick, done, len(images)) for done, path in enumerate(images)
    ]
    throughput = BATCH / _throughput_seconds(inspector, images[0])
    peak = peak_megabytes()
    pairs, gap = _beside_plain(inspector, images, device, tick)
    return Row(
        backbone=options.backbone.id,
        engine=_engine_name(extractor.backbone),
        size=options.preprocess.size,
        memory_rows=len(_memory(inspector).bank),
        seconds_per_image=statistics.median(each for each, _ in pairs),
        steps=_medians(found),
        plain_seconds_per_image=statistics.median(plain for _, plain in pairs),
        speedup_vs_plain=statistics.median(plain / each for each, plain in pairs),
        images_per_second=throughput,
        peak_memory_mb=peak,
        largest_gap=gap,
    )


def save_random_weights(backbone: str, path: Path) -> None:
    """Weights of a timm backbone's shape, for its time alone: what it finds means nothing.

    Raises:
        OptionError: there is no such architecture.
    """
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(0)
    network = timm_network.build(backbones.row(backbone).timm_name)
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, path)


@contextmanager
def _environment(engine: EngineWish) -> Iterator[None]:
    """With torch alone, where that is wished."""
    before = os.environ.get("INSPECTOR_ENGINE")
    if engine == "torch":
        os.environ["INSPECTOR_ENGINE"] = "torch"
    try:
        yield
    finally:
        if engine == "torch":
            os.environ.pop("INSPECTOR_ENGINE")
            os.environ.update({} if before is None else {"INSPECTOR_ENGINE": before})


def _decided(inspector: Inspector) -> Inspector:
    """With limits that leave the regions to be found; which ones, no clock notices."""
    limits = calibrate([], [], fail_rule=Manual(0.5), unsure_rule=Manual(0.4))
    return replace(inspector, calibration=limits)


def _memory(inspector: Inspector) -> FittedPatchMemory:
    assert isinstance(inspector.fitted, FittedPatchMemory), "a patch memory was fitted"
    return inspector.fitted


def _timed_steps(inspector: Inspector, path: Path, tick: Tick, done: int, total: int) -> Steps:
    tick(done, total, f"Timing {path.name}")
    extractor = inspector.extractor
    read, pixels = _clock(lambda: image.read(path, bit_depth=extractor.bit_depth))
    preprocess, (model_input, geometry) = _clock(lambda: extractor.preprocess.apply(pixels))
    network, features = _clock(lambda: extractor.backbone.features(model_input[None])[0])
    neighbours, distances = _clock(lambda: inspector.fitted.distances(features))
    rest = replace(inspector, fitted=_Known(distances))
    drawn, _ = _clock(lambda: rest.judge(rest.measure(features, geometry)))
    return Steps(read, preprocess, network, neighbours, drawn)


@dataclass(frozen=True, eq=False)
class _Known:
    """A detector whose distances (rows, cols) are known: what it takes beside them is timed."""

    found: NDArray[np.float32]

    def distances(self, features: Features) -> NDArray[np.float32]:
        return self.found

    def arrays(self) -> Arrays:
        return {}


def _throughput_seconds(inspector: Inspector, path: Path) -> float:
    extractor = inspector.extractor
    model_input, _ = extractor.preprocess.apply(extractor.read(path))
    batch = np.repeat(model_input[None], BATCH, axis=0)
    return min(_clock(lambda: extractor.backbone.features(batch))[0] for _ in range(2))


def _beside_plain(
    inspector: Inspector, images: Sequence[Path], device: str, tick: Tick
) -> tuple[list[tuple[float, float]], float]:
    """Seconds of each image here and plainly, and how far the distances are apart at most."""
    with _environment("torch"):
        backbone = backbones.load(inspector.options.backbone, device=device, tick=tick)
    memory = _memory(inspector)
    plain = replace(
        inspector,
        extractor=replace(inspector.extractor, backbone=backbone),
        fitted=_PlainMemory(memory.neighbours, memory.patches),
    )
    plain.inspect(images[0])
    pairs, gap = [], 0.0
    for done, path in enumerate(images):
        tick(done, len(images), f"Comparing {path.name}")
        mine, ours = _clock(lambda path=path: inspector.inspect(path))
        theirs, others = _clock(lambda path=path: plain.inspect(path))
        pairs.append((mine, theirs))
        apart = float(np.abs(ours.heatmap - others.heatmap).max())
        gap = max(gap, apart / max(float(others.heatmap.max()), 1e-12))
    return pairs, gap


class _PlainMemory(FittedPatchMemory):
    """The same memory, searched by faiss."""

    def distances(self, features: Features) -> NDArray[np.float32]:
        import faiss

        queries = self.space.apply(features.vectors)
        squares, _ = faiss.knn(queries, self.bank, self.neighbours)
        return self.space.distance(squares.mean(axis=1)).reshape(features.rows, features.cols)


def _engine_name(backbone: Backbone) -> str:
    engine = getattr(backbone, "engine", None)
    return f"{engine.name} {engine.precision}" if engine else f"torch {backbone.precision}"


def _medians(found: Sequence[Steps]) -> Steps:
    names = Steps.__dataclass_fields__
    return Steps(*(statistics.median(getattr(each, name) for each in found) for name in names))


def _clock(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found
