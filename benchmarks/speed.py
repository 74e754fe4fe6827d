"""From file to verdict, against the plain way: `python benchmarks/speed.py`. Prints Markdown.

The plain way is torch in float32 and faiss in float32, in the same process, image by image in turn.
Network: the shape of ViT-Small/14 at 448 pixels with random weights, which cost the same time as
real ones. 4 references, each turned 8 times; see --rotations. With --weights the same for a real
file of --backbone.

    python benchmarks/speed.py --images 12
    python benchmarks/speed.py --images 12 --backbone learned --rotations none
    python benchmarks/speed.py --sets DATA --backbone vit-tiny --weights FILE
    python benchmarks/speed.py --sets DATA --backbone scattering

--sets gives instead the image AUROC of every set in a folder, both ways, one draw of 4 references
that are not turned.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import numpy as np

from inspector import resources
from inspector.core import backbones, dataset, evaluate, extract, neighbours, workflow
from inspector.core.augment import ROTATIONS
from inspector.core.backbones import timm_network
from inspector.core.backbones.base import BackboneChoice
from inspector.core.detectors import PatchMemory
from inspector.core.inspect import Inspector
from inspector.core.options import Options

REFERENCES = 4


@dataclass(frozen=True)
class Run:
    """One image, both ways."""

    chosen_seconds: float
    plain_seconds: float
    chosen_score: float
    plain_score: float


def main() -> int:
    args = _arguments()
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("INSPECTOR_CACHE", place)
        needs_weights = args.weights is None and backbones.row(args.backbone).kind != "builtin"
        weights = _random_weights(args.backbone, Path(place)) if needs_weights else args.weights
        backbone = BackboneChoice(args.backbone, weights)
        if args.sets:
            print("| backbone | set | image AUROC | plain | apart |\n|---|---|---:|---:|---:|")
            for folder in _sets(args.sets):
                _aurocs(Options(backbone=backbone, detector=PatchMemory()), folder)
        else:
            options = Options(backbone=backbone, detector=PatchMemory(rotations=args.rotations))
            _time(options, args.data or resources.folder() / "sample", args.images)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="From file to verdict, against the plain way")
    parser.add_argument("--backbone", default="dinov2-small")
    parser.add_argument("--weights", type=Path, help="without it random ones")
    parser.add_argument("--data", type=Path, help="folder with references; else the sample")
    parser.add_argument("--images", type=int, default=6)
    parser.add_argument("--rotations", choices=tuple(ROTATIONS), default="45")
    parser.add_argument("--sets", type=Path, help="the AUROC of every set in this folder")
    return parser.parse_args()


def _random_weights(backbone: str, place: Path) -> Path:
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(0)
    network = timm_network.build(backbones.row(backbone).timm_name)
    path = place / "random.safetensors"
    save_file({name: value.contiguous() for name, value in network.state_dict().items()}, path)
    return path


def _time(options: Options, data: Path, images: int) -> None:
    selection = workflow.selection_of(data, references=REFERENCES, painted=0)
    started = time.perf_counter()
    inspector = workflow.make(selection, options, device="cpu").inspector
    made = time.perf_counter() - started
    entries = [entry for entry in dataset.read_folder(data).entries if entry.split == "test"]
    paths = [entry.path for entry in entries[:: max(1, len(entries) // images)]][:images]
    runs = list(_runs(inspector, paths))
    print(_table(inspector, runs, made))


def _runs(inspector: Inspector, paths: list[Path]) -> Iterator[Run]:
    plain = _plain(inspector)
    with _faiss():
        plain.inspect(paths[0])  # both are warm when the clock starts
    inspector.inspect(paths[0])
    for path in paths:
        chosen = inspector.inspect(path)
        with _faiss():
            slow = plain.inspect(path)
        yield Run(chosen.seconds, slow.seconds, chosen.score, slow.score)


def _plain(inspector: Inspector) -> Inspector:
    """The same detector on torch in float32."""
    with mock.patch.dict(os.environ, INSPECTOR_ENGINE="torch"):
        backbone = backbones.load(inspector.options.backbone, device="cpu")
    return replace(inspector, extractor=replace(inspector.extractor, backbone=backbone))


@contextmanager
def _faiss() -> Iterator[None]:
    import faiss

    def nearest(queries, bank, count=1, **_how):  # noqa: ANN001, ANN003, ANN202 - as `neighbours.nearest`
        plain = bank.bank if isinstance(bank, neighbours.Prepared) else bank
        return faiss.knn(queries, plain, min(count, len(plain)))

    with mock.patch.object(neighbours, "nearest", nearest):
        yield


def _table(inspector: Inspector, runs: list[Run], made: float) -> str:
    chosen = statistics.median(run.chosen_seconds for run in runs)
    plain = statistics.median(run.plain_seconds for run in runs)
    ratio = statistics.median(run.plain_seconds / run.chosen_seconds for run in runs)
    gap = max(abs(run.chosen_score - run.plain_score) / abs(run.plain_score) for run in runs)
    engine = getattr(inspector.extractor.backbone, "engine", None)
    name = f"{engine.name} {engine.precision}" if engine else "torch float32"
    rows = len(inspector.fitted.arrays()["bank"])
    return "\n".join(
        [
            "| backbone | engine | memory, patches | file to verdict, s | plain, s | ratio "
            "| largest difference of scores | fit and limits, s |",
            "|---|---|---:|---:|---:|---:|---:|---:|",
            f"| {inspector.options.backbone.id} | {name} | {rows} | {chosen:.3f} | {plain:.3f} "
            f"| {ratio:.2f} | {gap:.1e} | {made:.0f} |",
        ]
    )


def _sets(folder: Path | None) -> list[Path]:
    """Every folder with training images, at most two levels down."""
    if folder is None:
        return []
    found = [*folder.glob("*/train"), *folder.glob("*/*/train")]
    return sorted(each.parent for each in found)


def _aurocs(options: Options, folder: Path) -> None:
    """The image AUROC of a set with the chosen engine and with torch, and their difference."""
    data = dataset.read_folder(folder)
    found: list[float] = []
    for how in ("", "torch"):
        with mock.patch.dict(os.environ, INSPECTOR_ENGINE=how):
            extractor = extract.extractor(options, device="cpu")
        protocol = evaluate.Protocol(REFERENCES, 1, 0)
        result = evaluate.evaluate(data, options, extractor, protocol)
        found.append(float("nan") if result["image_auroc"] is None else result["image_auroc"])
    difference = float(np.abs(found[0] - found[1]))
    name = options.backbone.id
    print(
        f"| {name} | {folder.name} | {found[0]:.4f} | {found[1]:.4f} | {difference:.1e} |",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
