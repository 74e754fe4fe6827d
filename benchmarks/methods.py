"""Every method on labelled sets: `python benchmarks/methods.py DATA... --weights VIT_TINY`.

DATA are folders in the MVTec layout, or folders of such. A cell is one method on one set with one
backbone and number of references. Each is written to the JSON file as soon as it is known, and
skipped where the file has it: the run can be stopped and continued. The table is made of the file.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from few_shot import sets
from methods_table import table

from inspector.core.backbones.base import BackboneChoice
from inspector.core.dataset import Dataset, read_folder
from inspector.core.detectors.manifold_projector import ManifoldProjector
from inspector.core.detectors.multi_view_memory import MultiViewMemory
from inspector.core.detectors.patch_memory import PatchMemory
from inspector.core.detectors.subspace import Subspace
from inspector.core.detectors.two_memories import TwoMemories
from inspector.core.errors import FitError
from inspector.core.evaluate import COSTS, METRICS, Protocol, evaluate
from inspector.core.extract import Extractor, extractor
from inspector.core.features import Features
from inspector.core.features_cache import FeaturesCache
from inspector.core.files import write_text
from inspector.core.options import Options
from inspector.core.presets import PRESETS

SIZE = 256  # smaller edge of the input, for both backbones: what the built-in one takes
LOOKS = 5  # images whose features are computed without the cache, to time it


@dataclass(frozen=True)
class Method:
    """A row of the table.

    painted: bad images that teach; the others of its kind are compared on the same test images.
    """

    name: str
    options: Options
    painted: int = 0


@dataclass(frozen=True)
class Cell:
    """One number of references of one method on one set with one backbone."""

    folder: Path
    backbone: str
    method: Method
    shots: int

    @property
    def key(self) -> str:
        """Its name in the JSON file."""
        painted = "+painted" * self.method.painted
        return f"{self.folder.name}|{self.backbone}|{self.method.name}{painted}|{self.shots}"


def _with(detector: Any) -> Options:
    return Options(size=SIZE, detector=detector)


_PATCHCORE = replace(PRESETS["patchcore"].options, backbone=BackboneChoice(), size=SIZE)

_RECOMMENDED = replace(PRESETS["recommended"].options, size=SIZE)

CHEAP: Final = (
    Method("patch-memory", _with(PatchMemory())),
    Method("recommended", _RECOMMENDED),
    Method("patch-memory", _with(PatchMemory()), painted=1),
    Method("two-memories", _with(TwoMemories()), painted=1),
    Method("recommended", _RECOMMENDED, painted=1),
    Method("subspace", _with(Subspace())),
    Method("patchcore", _PATCHCORE),
)
SLOW: Final = (
    Method("multi-view-memory", _with(MultiViewMemory())),
    Method("manifold-projector", _with(ManifoldProjector())),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, help="of ViT-Tiny; without them it is left out")
    parser.add_argument("--draws", type=int, default=1, help="of references")
    parser.add_argument("--json", type=Path, default=Path("methods.json"))
    parser.add_argument("--out", type=Path, default=Path("methods.md"))
    parser.add_argument("--cache", type=Path, help="folder for features; default a temporary one")
    args = parser.parse_args()
    known = json.loads(args.json.read_text("utf-8")) if args.json.exists() else {}
    with tempfile.TemporaryDirectory() as place:
        features = FeaturesCache(args.cache or Path(place), 8 << 30, memory_bytes=2 << 30)
        run = Run(args.weights, features, args.draws)
        for cell in _plan(sets(args.data), with_tiny=args.weights is not None):
            if cell.key in known:
                continue
            started = time.perf_counter()
            known[cell.key] = run.measure(cell)
            print(
                f"{time.perf_counter() - started:6.1f} s  {cell.key}", file=sys.stderr, flush=True
            )
            write_text(args.json, json.dumps(known, indent=0) + "\n")
            write_text(args.out, table(known))
    write_text(args.out, table(known))
    return 0


def _plan(folders: Sequence[Path], *, with_tiny: bool) -> Iterator[Cell]:
    """What says most comes first, because the run may be stopped."""
    backbones = ("scattering", "vit-tiny") if with_tiny else ("scattering",)
    order = (
        *((4, CHEAP), (1, CHEAP), (4, SLOW), (8, CHEAP), (2, CHEAP)),
        *((1, SLOW), (2, SLOW), (8, SLOW)),
    )
    for shots, methods in order:
        for backbone in backbones:
            for folder in folders:
                for method in methods:
                    yield Cell(folder, backbone, method, shots)


class Run:
    """What all cells share: the data, the backbones, and the features of the test images."""

    def __init__(self, weights: Path | None, features: FeaturesCache, draws: int) -> None:
        self._weights = weights
        self._draws = draws
        self._features = features
        self._data = cache(read_folder)
        self._extractor = cache(self._load)
        self._look = cache(self._look_seconds)

    def measure(self, cell: Cell) -> dict[str, Any]:
        """Metrics and costs of a cell; why there are none, where there are none.

        Only features of test images are cached, so that learning is timed in full; the time that
        their features took is added to that of an inspection.
        """
        mirrored = cell.method.options.detector.measures_mirrored
        data, seen = self._data(cell.folder), self._extractor(cell.backbone)
        if cell.method.painted and not any(entry.mask for entry in data.entries):
            return {"missing": "no masks"}
        for path in _tests(data):
            seen.look(path, mirrored=mirrored)
        choice = BackboneChoice(cell.backbone, weights=self._of(cell.backbone))
        options = replace(cell.method.options, backbone=choice)
        protocol = Protocol(cell.shots, self._draws, cell.method.painted)
        sealed = replace(seen, cache=ReadOnly(self._features))
        try:
            found = evaluate(data, options, sealed, protocol)
        except FitError as error:
            return {"missing": str(error)}
        look = self._look(cell.folder, cell.backbone, mirrored)
        found["seconds_per_image"] += look
        return {name: found[name] for name in (*METRICS, *COSTS, "draws", "test_images")}

    def _of(self, backbone: str) -> Path | None:
        return None if backbone == "scattering" else self._weights

    def _load(self, backbone: str) -> Extractor:
        choice = BackboneChoice(backbone, weights=self._of(backbone))
        return extractor(Options(backbone=choice, size=SIZE), device="cpu", cache=self._features)

    def _look_seconds(self, folder: Path, backbone: str, mirrored: bool) -> float:
        bare = replace(self._extractor(backbone), cache=None)
        paths = _tests(self._data(folder))[:LOOKS]
        started = time.perf_counter()
        for path in paths:
            bare.look(path, mirrored=mirrored)
        return (time.perf_counter() - started) / len(paths)


class ReadOnly(FeaturesCache):
    """What another cache has; keeps nothing of its own."""

    def __init__(self, source: FeaturesCache) -> None:
        super().__init__(None)
        self._source = source

    def get(self, key: str) -> Features | None:
        return self._source.get(key)

    def put(self, key: str, features: Features) -> None:
        """Forget it."""


def _tests(data: Dataset) -> list[Path]:
    return [each.path for each in data.entries if each.split == "test" and each.label != "unset"]


if __name__ == "__main__":
    sys.exit(main())
