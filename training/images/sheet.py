"""Contact sheets of what the generator makes, to look at.

    python training/images/sheet.py FOLDER

Writes one picture per table: `ingredients.png` (a row per rule; each second picture is another
piece of the same kind), `pictures.png` (what the network sees) and `defects.png` (a row per rule).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training import images
from training.images import defects

_SIDE, _ACROSS = 128, 12
_LABEL = 16


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, sheet in sheets(args.seed).items():
        cv2.imwrite(str(args.folder / f"{name}.png"), sheet[:, :, ::-1])


def sheets(seed: int) -> dict[str, NDArray[np.uint8]]:
    """The sheets by name, each (H, W, 3)."""
    names = (*images.GROUNDS, *images.SCENES)
    each = range(_ACROSS)
    kinds = [[images.make_one(n, seed + i // 2, i % 2, _SIDE) for i in each] for n in names]
    seen = [[images.make(seed + 9 * r + c // 2, c % 2, _SIDE) for c in each] for r in range(12)]
    return {
        "ingredients": _sheet(kinds, names),
        "pictures": _sheet(seen, [""] * len(seen)),
        "defects": _sheet([_defects(n, seed) for n in images.DEFECTS], tuple(images.DEFECTS)),
    }


def _defects(name: str, seed: int) -> list[NDArray[np.uint8]]:
    """Pairs: a picture with a defect of one kind, and its mask."""
    others = [n for n in images.DEFECTS if n != name]
    row: list[NDArray[np.uint8]] = []
    for number in range(_ACROSS // 2):
        good, foreign = (images.make(seed + number + k, 0, _SIDE) for k in (0, 50))
        rng = np.random.default_rng([seed, number])
        made, mask = defects.damaged(good, rng, foreign, others)
        row += [made, np.repeat(mask[:, :, None] * np.uint8(255), 3, axis=2)]
    return row


def _sheet(rows: Sequence[list[NDArray[np.uint8]]], names: Sequence[str]) -> NDArray[np.uint8]:
    strips = []
    for row, name in zip(rows, names, strict=True):
        label = np.full((_LABEL, _SIDE * len(row), 3), 255, np.uint8)
        cv2.putText(label, name, (2, 12), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
        strips += [label, np.concatenate(row, axis=1)]
    return np.concatenate(strips)


if __name__ == "__main__":
    main()
