"""Small pictures of a made-up part, and a backbone that computes in no time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from inspector.core import neighbours
from inspector.core.backbones.base import BackboneRow
from inspector.core.extract import Extractor
from inspector.core.features import Features
from inspector.core.preprocess import Preprocess

HEIGHT, WIDTH = 64, 80

ROW = BackboneRow(
    "mean-colour", "Mean colour", "builtin", patch=8, dimension=4, size=64, metric="standardised"
)


def part(seed: int, *, spot: bool = False):
    """A disc with a hole, RGB (64, 80, 3), and the mask (64, 80) of its red spot."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    dx, dy = rng.uniform(-2, 2, 2)
    away = np.hypot(x - WIDTH / 2 - dx, y - HEIGHT / 2 - dy)
    image = np.full((HEIGHT, WIDTH, 3), 60, np.float32)
    image[away < 24] = (150, 140, 120)
    image[away < 8] = (60, 60, 60)
    image += rng.normal(0, 4, image.shape)
    mask = np.zeros((HEIGHT, WIDTH), bool)
    if spot:
        at = (WIDTH / 2 + rng.uniform(-18, 18), HEIGHT / 2 + rng.uniform(-14, 14))
        mask = np.hypot(x - at[0], y - at[1]) < 5
        image[mask] = (220, 30, 30)
    return np.clip(image, 0, 255).astype(np.uint8), mask


def save(path: Path, picture) -> Path:
    """Write an RGB picture, or a mask, as its suffix says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if picture.dtype == bool:
        picture = picture.astype(np.uint8) * 255
    stored = picture if picture.ndim == 2 else picture[:, :, ::-1]
    path.write_bytes(cv2.imencode(path.suffix, stored)[1].tobytes())
    return path


def save_set(folder: Path, *, train: int = 8, good: int = 3, bad: int = 4, masks: int = 3) -> Path:
    """A labelled folder in the MVTec layout; the last bad images have no mask."""
    for i in range(train):
        save(folder / f"train/good/{i:03}.png", part(i)[0])
    for i in range(good):
        save(folder / f"test/good/{i:03}.png", part(100 + i)[0])
    for i in range(bad):
        picture, mask = part(200 + i, spot=True)
        save(folder / f"test/spot/{i:03}.png", picture)
        if i < masks:
            save(folder / f"ground_truth/spot/{i:03}_mask.png", mask)
    return folder


class MeanColour:
    """A backbone that averages each patch: its colours and their spread."""

    row = ROW
    weights_hash = "0" * 64
    precision = "float32"
    device = "cpu"

    def features(self, batch) -> list[Features]:
        return [_mean_colour(image) for image in batch]


def _mean_colour(image) -> Features:
    _, height, width = image.shape
    rows, cols = height // ROW.patch, width // ROW.patch
    blocks = image.reshape(3, rows, ROW.patch, cols, ROW.patch)
    mean, spread = blocks.mean(axis=(2, 4)), blocks.std(axis=(2, 4)).mean(axis=0, keepdims=True)
    vectors = np.concatenate([mean, spread]).reshape(4, -1).T
    return Features(np.ascontiguousarray(vectors, np.float32), rows, cols, ROW.metric)


def quick_extractor() -> Extractor:
    """What turns image files into mean colours."""
    return Extractor(MeanColour(), Preprocess(ROW.size, ROW.patch), "mean-colour")


def counted_searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs of vectors each search compares from now on."""
    pairs: list[int] = []
    true = neighbours.nearest

    def counted(queries: Any, bank: Any, count: int = 1, **where: Any) -> Any:
        pairs.append(len(queries) * len(bank))
        return true(queries, bank, count, **where)

    monkeypatch.setattr(neighbours, "nearest", counted)
    return pairs
