"""The pictures that a training draws from: made once, kept in one file, read as needed."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from inspector.core.files import replacing
from training import images
from training.settings import Settings

PIECES = 2
_AT_ONCE = 16
_VERSION = "pictures 1"  # of the rules; another one makes the pool anew


def pool(settings: Settings, folder: Path, workers: int = 2) -> NDArray[np.uint8]:
    """Two pieces of each kind: (kinds, 2, side, side, 3), read from a file of the folder.

    Made first if no file of these settings is there.
    """
    path = folder / f"pool-{_key(settings)}.npy"
    if not path.is_file():
        with replacing(path) as draft:
            _fill(draft, settings, workers)
    return np.load(path, mmap_mode="r")


def _key(settings: Settings) -> str:
    parts = (settings.seed, settings.kinds, settings.pool_side, sorted(settings.without), _VERSION)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _fill(path: Path, settings: Settings, workers: int) -> None:
    side = settings.pool_side
    made = open_memmap(path, "w+", np.uint8, (settings.kinds, PIECES, side, side, 3))
    tasks = [
        (start, min(start + _AT_ONCE, settings.kinds), settings)
        for start in range(0, settings.kinds, _AT_ONCE)
    ]
    if workers < 2:
        _keep(made, map(_some, tasks))
    else:
        with multiprocessing.get_context("spawn").Pool(workers) as processes:
            _keep(made, processes.imap_unordered(_some, tasks))
    made.flush()


def _keep(made: NDArray[np.uint8], blocks: Iterable[tuple[int, NDArray[np.uint8]]]) -> None:
    begun, done = time.monotonic(), 0
    for start, block in blocks:
        made[start : start + len(block)] = block
        done += len(block)
        speed = PIECES * done / (time.monotonic() - begun)
        print(f"\r{done} of {len(made)} kinds, {speed:.0f} pictures/s ", end="", file=sys.stderr)
    print(file=sys.stderr)


def _some(task: tuple[int, int, Settings]) -> tuple[int, NDArray[np.uint8]]:
    cv2.setNumThreads(1)
    start, stop, settings = task
    block = [
        [
            images.make(_style(settings, kind), piece, settings.pool_side, settings.without)
            for piece in range(PIECES)
        ]
        for kind in range(start, stop)
    ]
    return start, np.array(block)


def _style(settings: Settings, kind: int) -> int:
    return settings.seed * 10_000_000 + kind
