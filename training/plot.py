"""The curve of a training as a picture and as a short table.

python training/plot.py learned.csv --out curve.png
"""

from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SHOWN = {"place": "places (InfoNCE)", "change": "changes (RankNet)", "found": "found, share"}
_OVER = 50  # steps that a point of the curve is the mean of


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("curve", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    columns = averaged(args.curve)
    print("| step | minutes | " + " | ".join(SHOWN.values()) + " |")
    print("|---:|---:|" + "---:|" * len(SHOWN))
    for row in range(0, len(columns["step"]), 5):
        cells = [f"{columns[name][row]:.3f}" for name in SHOWN]
        minutes = columns["seconds"][row] / 60
        print(f"| {columns['step'][row]:.0f} | {minutes:.0f} | " + " | ".join(cells) + " |")
    if args.out:
        draw(columns, args.out)
    return 0


def averaged(path: Path) -> dict[str, NDArray[Any]]:
    """Each column of a curve's file, as means over blocks of steps."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    blocks = [rows[start : start + _OVER] for start in range(0, len(rows), _OVER)]
    return {
        name: np.array([np.mean([float(row[name]) for row in block]) for block in blocks])
        for name in rows[0]
    }


def draw(columns: dict[str, NDArray[Any]], path: Path) -> None:
    """The losses and what was found over the steps."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pyqtgraph as pg

    app = pg.mkQApp()
    pg.setConfigOptions(background="w", foreground="k", antialias=True)
    window: Any = pg.GraphicsLayoutWidget(size=(1200, 340))
    for number, (name, title) in enumerate(SHOWN.items()):
        plot = window.addPlot(title=title)
        plot.showGrid(True, True, 0.2)
        plot.setLabel("bottom", "step")
        pen = pg.mkPen(pg.intColor(number, len(SHOWN), maxValue=190), width=2)
        plot.plot(columns["step"], columns[name], pen=pen)
    app.processEvents()
    window.grab().save(str(path))


if __name__ == "__main__":
    raise SystemExit(main())
