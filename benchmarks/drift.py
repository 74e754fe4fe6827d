"""When drift is warned of: `python benchmarks/drift.py DATA... [flags]`, or `--simulate RUNS`.

DATA are folders in the MVTec layout, or folders of such. The first four good training images teach;
they, each measured without itself, and the next sixteen set the limits. The other good images, each
once, are the line: as they are, and changed by light and blur. Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from few_shot import sets
from numpy.typing import NDArray

from inspector.cli.flags import add_option_flags, options_of
from inspector.core.calibrate import calibrate
from inspector.core.dataset import read_folder
from inspector.core.drift import HORIZON, Watch
from inspector.core.extract import extractor
from inspector.core.fit import LabelledImage, learn, leave_one_out, score_files
from inspector.core.image import read

_REFERENCES, _FURTHER = 4, 16
_GOOD_PARTS = 200  # before a simulated change

Pixels = NDArray[Any]


def _scaled(*factors: float) -> Callable[[Pixels], Pixels]:
    """Red, green and blue times a factor each."""

    def change(pixels: Pixels) -> Pixels:
        top = np.iinfo(pixels.dtype).max
        return np.clip(np.rint(pixels * np.array(factors)), 0, top).astype(pixels.dtype)

    return change


_CHANGES: dict[str, Callable[[Pixels], Pixels]] = {
    "as they are": lambda pixels: pixels,
    "5 % darker": _scaled(0.95, 0.95, 0.95),
    "10 % darker": _scaled(0.9, 0.9, 0.9),
    "20 % darker": _scaled(0.8, 0.8, 0.8),
    "blurred, sigma 1": lambda pixels: cv2.GaussianBlur(pixels, (0, 0), 1.0),
    "warmer": _scaled(1.1, 1.0, 0.9),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--simulate", metavar="RUNS", type=int, help="instead of images")
    add_option_flags(parser)
    args = parser.parse_args()
    if args.simulate:
        _simulate(args.simulate)
        return 0
    print("| set | good scores | parts |", " | ".join(_CHANGES), "|")
    print("|---|---|---|" + "---|" * len(_CHANGES))
    for folder in sets(args.data):
        print("|", " | ".join(_row(folder, args)), "|", flush=True)
    return 0


def _row(folder: Path, args: argparse.Namespace) -> list[str]:
    options, data = options_of(args), read_folder(folder)
    train = sorted((e.path for e in data.of("train", "good")), key=lambda path: path.name)
    test = sorted((e.path for e in data.of("test", "good")), key=lambda path: path.name)
    learned = learn(
        options,
        [LabelledImage(path) for path in train[:_REFERENCES]],
        extractor(options, device=args.device),
    )
    known = _REFERENCES + _FURTHER
    held_out, _ = leave_one_out(learned)
    others, _ = score_files(learned.inspector, train[_REFERENCES:known])
    good = calibrate([each.score for each in (*held_out, *others.values())], ()).good
    line = [*train[known:], *test]
    cells = [folder.name, str(len(good)), str(len(line))]
    for name, change in _CHANGES.items():
        print(folder.name, name, file=sys.stderr, flush=True)
        cells.append(_said(good, [learned.inspector.inspect(change(read(p))).score for p in line]))
    return cells


def _said(good: Sequence[float], scores: Sequence[float]) -> str:
    watch = Watch(tuple(sorted(good)))
    if len(scores) < watch.options.minimum:
        return "too few parts"
    for score in scores:
        watch = watch.after(score, "")
        if watch.drift:
            strength = watch.drift.strength
            moved = "" if strength is None else f", {strength:+.1f} sigma"
            return f"after {watch.seen} ({watch.drift.kind}{moved})"
    return "no warning"


def _simulate(runs: int) -> None:
    rng = np.random.default_rng(0)
    print(f"Runs of {runs} with a false warning in {HORIZON} parts:\n")
    print("| good scores | no defects | 2 % defects | 5 % defects | 10 % defects |")
    print("|---|---|---|---|---|")
    for n in (10, 30, 100):
        found = [_false(rng, runs, n, defects) for defects in (0, 0.02, 0.05, 0.1)]
        print("|", " | ".join(map(str, (n, *found))), "|", flush=True)
    print(f"\nParts from a change after {_GOOD_PARTS} good parts to the warning, 2 % defects:\n")
    changes = {f"{shift:+d} sigma": (shift, 1.0) for shift in (1, 2, 3, -1, -2, -3)}
    changes |= {"spread × 2": (0, 2.0), "spread × 0.3": (0, 0.3)}
    print("| good scores |", " | ".join(changes), "|")
    print("|---|" + "---|" * len(changes))
    for n in (10, 30, 100):
        cells = [_delays(rng, runs, n, *change) for change in changes.values()]
        print("|", " | ".join([str(n), *cells]), "|", flush=True)


def _false(rng: np.random.Generator, runs: int, n: int, defects: float) -> int:
    lines = (rng.normal(0, 1, HORIZON) + 8 * (rng.random(HORIZON) < defects) for _ in range(runs))
    return sum(_delay(rng.normal(0, 1, n), line) is not None for line in lines)


def _delays(rng: np.random.Generator, runs: int, n: int, shift: float, spread: float) -> str:
    """Median and the share of runs with a warning within 400 parts."""
    found: list[int] = []
    for _ in range(runs):
        line = rng.normal(0, 1, _GOOD_PARTS + 400)
        line[_GOOD_PARTS:] = line[_GOOD_PARTS:] * spread + shift
        line += 8 * (rng.random(len(line)) < 0.02)
        delay = _delay(rng.normal(0, 1, n), line)
        if delay is not None and delay > _GOOD_PARTS:
            found.append(delay - _GOOD_PARTS)
    share = f"{len(found) / runs:.0%} found"
    return share if not found else f"{np.median(found):.0f} ({share})"


def _delay(good: Pixels, line: Pixels) -> int | None:
    """Number of parts up to the first warning."""
    watch = Watch(tuple(np.sort(good).tolist()))
    for number, score in enumerate(line.tolist(), start=1):
        watch = watch.after(score, "")
        if watch.drift:
            return number
    return None


if __name__ == "__main__":
    sys.exit(main())
