"""Peak memory and time of large images that are inspected in tiles.

    python benchmarks/large.py [--sides 5000 10000 20000] [--kinds png tiff jpg] [--share 1]

A woven surface with one scratch is made in a temporary folder. A detector learns from two small
good images of it, at full resolution, with a patch memory. Then `inspector inspect` runs as a
process of its own, whose peak is what the system says of it. The scratch must be the region with
the highest peak. With --share only a part around it counts, which takes the time of that part and
the memory of all of the image.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

TILE = 768
SCRATCH = 160  # pixels long; 3 wide


def surface(seed: int, top: int, height: int, width: int) -> np.ndarray:
    """Rows of a woven surface, RGB (height, width, 3) uint8."""
    rng = np.random.default_rng((seed, top))
    y, x = np.mgrid[top : top + height, :width].astype(np.float32)
    weave = 30 * np.sin(x / np.float32(3.1)) * np.sin(y / np.float32(4.3))
    weave += 6 * rng.standard_normal((height, width), np.float32)
    return np.clip(128 + weave[:, :, None] + np.array([8, 0, -8], np.float32), 0, 255).astype(
        np.uint8
    )


def make(path: Path, side: int, seed: int, *, scratched: bool) -> tuple[int, int]:
    """Write an image of side x side; returns x and y of the middle of its scratch."""
    picture = np.empty((side, side, 3), np.uint8)
    for top in range(0, side, 500):
        picture[top : top + 500] = surface(seed, top, min(500, side - top), side)
    x, y = round(side * 0.61), round(side * 0.37)
    if scratched:
        half = SCRATCH // 2
        cv2.line(picture, (x - half, y - half // 2), (x + half, y + half // 2), (250,) * 3, 3)
    cv2.imwrite(str(path), picture)
    return x, y


def measured(command: list[str]) -> tuple[str, float, float]:
    """Output, peak resident memory in MB (10^6 bytes) and seconds of a process."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None, "it was piped"
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {child.returncode}")
    return output, usage.ru_maxrss * 1024 / 1e6, time.perf_counter() - started


def in_own_process(*arguments: object) -> None:
    """So that the memory of making images is not that of measuring them."""
    subprocess.run([sys.executable, __file__, *map(str, arguments)], check=True)


def fitted(folder: Path, share: float) -> Path:
    """A detector that knows the surface, and in which a share of each side counts."""
    for number in range(2):
        in_own_process("--make", folder / "good" / f"{number}.png", 512, number + 1, 0)
    out = folder / "surface.detector"
    command = [sys.executable, "-m", "inspector", "fit", folder / "good", "--out", out]
    how = ["--detector", "patch-memory", "--full-resolution", "--tile", TILE]
    if share < 1:
        counts = np.zeros((1000, 1000), np.uint8)
        x, y, half = 610, 370, round(500 * share)
        counts[y - half : y + half, x - half : x + half] = 255
        cv2.imwrite(str(folder / "roi.png"), counts)
        how += ["--roi", folder / "roi.png"]
    subprocess.run([*map(str, [*command, *how])], check=True, stdout=subprocess.DEVNULL)
    return out


def inspected(folder: Path, detector: Path, image: Path, at: tuple[int, int]) -> str:
    """One line of the table: what `inspector inspect` took for an image."""
    command = [sys.executable, "-m", "inspector", "inspect", str(detector), str(image)]
    output, peak, seconds = measured([*command, "--heatmaps", str(folder / "heatmaps")])
    line = json.loads(output.splitlines()[0])
    first = line["regions"][0]
    inside = all(
        first[name] - 40 <= place <= first[name] + first[size] + 40
        for name, size, place in zip(("x", "y"), ("width", "height"), at, strict=True)
    )
    kind, megabytes = image.suffix[1:].upper(), image.stat().st_size / 1e6
    found = "yes" if inside else f"no, at {first['x']}, {first['y']}"
    return (
        f"{kind}, {megabytes:.0f} MB | {peak:.0f} | {seconds:.0f} | {line['seconds']:.0f} | {found}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sides", type=int, nargs="*", default=[5000, 10000, 20000])
    parser.add_argument("--kinds", nargs="*", default=["png", "tiff", "jpg"])
    parser.add_argument("--make", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--share", type=float, default=1.0, help="of each side that counts")
    args = parser.parse_args()
    if args.make:
        path, (side, seed, is_bad) = Path(args.make[0]), map(int, args.make[1:])
        path.parent.mkdir(exist_ok=True)
        make(path, side, seed, scratched=bool(is_bad))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        detector = fitted(folder, args.share)
        print("| image | file | peak MB | seconds, process | seconds, image | scratch first |")
        print("|---|---|---|---|---|---|")
        for side in args.sides:
            for kind in args.kinds:
                image = folder / f"large.{kind}"
                in_own_process("--make", image, side, 9, 1)
                at = round(side * 0.61), round(side * 0.37)
                print(f"| {side} x {side} | {inspected(folder, detector, image, at)} |", flush=True)
                image.unlink()


if __name__ == "__main__":
    main()
