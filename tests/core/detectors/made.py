"""Features made of numbers, for tests of detectors."""

from __future__ import annotations

import numpy as np

from inspector.core import text_tower
from inspector.core.detectors.base import Example
from inspector.core.features import Features, Joint, Metric
from inspector.core.progress import Tick, silent

ROWS, COLS, DIMENSION = 6, 8, 12


def features(seed: int, metric: Metric = "cosine", offset: float = 0.0) -> Features:
    """Patches around one common direction; another seed gives other patches of the same kind."""
    rng = np.random.default_rng(seed)
    common = np.random.default_rng(0).standard_normal(DIMENSION) * 3
    vectors = common + rng.standard_normal((ROWS * COLS, DIMENSION)) + offset
    vectors = vectors.astype(np.float32)
    joint = Joint(np.concatenate([vectors.mean(axis=0)[None], vectors]), (1,), "made")
    return Features(vectors, ROWS, COLS, metric, joint)


def states(backbone: str, part: str, words: str = "", tick: Tick = silent) -> np.ndarray:
    """In place of a text tower: good words lie where good patches do, bad ones off it."""
    good = np.random.default_rng(0).standard_normal(DIMENSION)
    return text_tower.unit(np.stack([good, np.ones(DIMENSION)]))


def example(seed: int, *, source: str = "", metric: Metric = "cosine", painted=()) -> Example:
    """An example; painted: cells (row, col) wholly covered by a defect."""
    defect = np.zeros((ROWS, COLS), np.float32)
    for cell in painted:
        defect[cell] = 1
    counts = np.ones((ROWS, COLS), bool)
    return Example(features(seed, metric), source or f"image-{seed}", counts, defect)
