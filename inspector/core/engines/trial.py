"""Trials: how fast an engine is, and how far from float32; and which engine they speak for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspector.core.engines.base import Engine, EngineName, Precision, Program, Wanted

SAME = 1e-5
"""1 - cosine that no cell may exceed where another engine computes in float32 (seen: 2e-7)."""
ALIKE = 5e-5
"""The same for less than float32: an angle of half a degree."""
WORTH = 1.25
"""How many times faster less than float32 has to be to be taken by itself."""

_RUNS = 3
_NOISE = 1.05  # two timings of the same thing differ by as much


@dataclass(frozen=True, slots=True)
class Trial:
    """One engine in one precision, tried on this machine.

    seconds: for one image. gap: largest 1 - cosine of a cell's vector to that of torch in float32.
    """

    engine: EngineName
    precision: Precision
    seconds: float
    gap: float

    @property
    def agrees(self) -> bool:
        """False too where the gap is no number."""
        return self.gap <= (SAME if self.precision == "float32" else ALIKE)


def pictures(program: Program) -> list[NDArray[np.float32]]:
    """Two images (1, 3, size, size) to try engines on: a smooth cloudy one and one full of edges.

    As far from each other as photographs are, in values of about -2..2 as after normalisation.
    """
    side = max(1, round(program.size / program.patch)) * program.patch
    draw = np.random.default_rng(0)
    layers = [_blocks(draw, side, cells) for cells in (2, 4, 8, 16, 32)]
    smooth = np.sum(layers, axis=0) / 3
    edged = 2 * np.sign(_blocks(draw, side, 7)) + draw.normal(0, 0.05, (3, side, side))
    return [np.asarray(each[None], np.float32) for each in (smooth, edged)]


def run(engine: Engine, shown: Sequence[NDArray[np.float32]]) -> tuple[float, list[NDArray]]:
    """Seconds for one image, and the cells (rows * cols, D) of each; the first run is not timed."""
    cells = [engine.cells(image)[0] for image in shown]
    seconds: list[float] = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        engine.cells(shown[0])
        seconds.append(time.perf_counter() - started)
    return min(seconds), cells


def gap(found: Sequence[NDArray[np.float32]], wanted: Sequence[NDArray[np.float32]]) -> float:
    """The largest 1 - cosine between vectors (n, D) of the same cell; NaN where one is none."""
    worst = 0.0
    for left, right in zip(found, wanted, strict=True):
        a, b = left.astype(np.float64), right.astype(np.float64)
        lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
        cosines = np.sum(a * b, axis=1) / np.maximum(lengths, 1e-300)
        worst = float(np.maximum(worst, np.max(1 - cosines)))
    return worst


def pick(trials: Sequence[Trial], wanted: Wanted = "auto") -> Trial:
    """The engine to use: the fastest that agrees. The first trial is torch in float32.

    wanted: "auto" leaves float32 only for what is WORTH it; a precision by name is kept to, and
        where no engine of it was tried, or none agrees, that is torch in float32.
    """
    plain = trials[0]
    agreeing = [each for each in trials if each.agrees]
    if wanted not in ("auto", "float32"):
        same = [each for each in agreeing if each.precision == wanted]
        return min(same, key=_seconds, default=plain)
    full = min((each for each in agreeing if each.precision == "float32"), key=_seconds)
    full = full if full.seconds * _NOISE < plain.seconds else plain
    quick = [each for each in agreeing if each.seconds * WORTH < full.seconds]
    return full if wanted == "float32" else min(quick, key=_seconds, default=full)


def _seconds(trial: Trial) -> float:
    return trial.seconds


def _blocks(draw: np.random.Generator, side: int, cells: int) -> NDArray[np.float64]:
    """A (3, side, side) board of cells x cells random colours."""
    places = np.arange(side) * cells // side
    return draw.normal(0, 1, (3, cells, cells))[:, places][:, :, places]
