"""A backbone on a graphics card: `python benchmarks/gpu.py`. Prints Markdown.

Latency of one image, images a second in batches, and how far each precision is from float32 on the
same card (largest 1 - cosine of a cell) and from float32 on the processor. Random weights cost the
same time as real ones; --weights takes real ones. Then the search of a patch memory of 4 references
turned 8 times, on the card and on the processor.

    python benchmarks/gpu.py --device cuda:0 --batches 1 8 32 128
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from inspector.core import backbones, bench, device, neighbours
from inspector.core.backbones import timm_family
from inspector.core.backbones.base import BackboneChoice
from inspector.core.engines import trial
from inspector.core.engines.base import PRECISIONS, Engine
from inspector.core.engines.torch_engine import TorchEngine

RUNS = 20


def main() -> int:
    args = _arguments()
    if args.device not in {found.id for found in device.devices()} - {"cpu"}:
        print(f"There is no graphics card {args.device} here: nothing to measure.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        weights = args.weights or Path(place) / "random.safetensors"
        if args.weights is None:
            bench.save_random_weights(args.backbone, weights)
        _network(args.backbone, weights, args.device, args.batches)
    _search(args.device)
    return 0


def _network(backbone: str, weights: Path, card: str, batches: list[int]) -> None:
    row = backbones.row(backbone)
    program = timm_family.program(row, BackboneChoice(backbone, weights), weights)
    shown = trial.pictures(program)
    plain = [TorchEngine(program, "cpu").cells(image)[0] for image in shown]
    full: list[np.ndarray] = []
    heads = " | ".join(f"batch of {size}, images/s" for size in batches)
    print(f"{backbone} at {program.size} pixels on {card}\n")
    print(f"| precision | one image, ms | {heads} | gap to float32 here | gap to processor |")
    print("|---|" + "---:|" * (len(batches) + 3))
    for precision in PRECISIONS:
        engine = TorchEngine(program, card, precision)
        found = [engine.cells(image)[0] for image in shown]
        full = full or found
        speeds = [f"{size / _seconds(engine, shown[0], size):.0f}" for size in batches]
        gaps = trial.gap(found, full), trial.gap(found, plain)
        latency = 1000 * _seconds(engine, shown[0], 1)
        cells = [precision, f"{latency:.1f}", *speeds, *(f"{gap:.1e}" for gap in gaps)]
        print("| " + " | ".join(cells) + " |", flush=True)


def _seconds(engine: Engine, image: np.ndarray, size: int) -> float:
    """Median of a batch; pictures go there and vectors come back each time."""
    batch = np.repeat(image, size, axis=0)
    return _median(lambda: engine.cells(batch))


def _search(card: str) -> None:
    chance = np.random.default_rng(0)
    bank = chance.standard_normal((4 * 8 * 1024, 384), np.float32)
    asked = chance.standard_normal((1024, 384), np.float32)
    print("\n| search of 32,768 x 384 for 1,024 patches | ms | largest difference |")
    print("|---|---:|---:|")
    exact, _ = neighbours.nearest(asked, bank)
    for where in ("cpu", card):
        found, _ = neighbours.nearest(asked, bank, device=where)
        spent = 1000 * _median(lambda: neighbours.nearest(asked, bank, device=where))  # noqa: B023
        print(f"| {where} | {spent:.1f} | {np.abs(found - exact).max():.1e} |", flush=True)


def _median(step: Callable[[], object]) -> float:
    step()
    found = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        step()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--backbone", default="dinov2-small")
    parser.add_argument("--weights", type=Path, help="without it random ones")
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--batches", type=int, nargs="+", default=[8, 32, 128])
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
