"""`inspector inspect`: one JSON line per image; heatmaps on request."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.inspection import Inspection


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `inspect`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("images", metavar="IMAGE_OR_FOLDER", type=Path, nargs="+")
    parser.add_argument(
        "--heatmaps",
        metavar="DIR",
        type=Path,
        help="write NAME.tiff (raw 32-bit distances) and NAME.png (colours fixed by the limit)",
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Inspect everything; say at the end which images failed."""
    from inspector.core import files
    from inspector.runtime import Failure, image_files, inspect_files, load_detector

    inspector = load_detector(args.detector, device=args.device, weights=args.weights)
    paths = image_files(args.images)
    if not paths:
        print(f"inspector inspect: no image in {', '.join(map(str, args.images))}", file=sys.stderr)
        return 2
    if args.heatmaps:
        files.make_folder(args.heatmaps)
    failures: list[Failure] = []
    names = _Names()
    for result in inspect_files(inspector, paths, bar):
        bar.close()
        if isinstance(result, Failure):
            failures.append(result)
            print(json.dumps({"path": str(result.path), "error": result.reason}), flush=True)
            continue
        print(json.dumps(result.to_json()), flush=True)
        if args.heatmaps:
            write_heatmap(args.heatmaps / names.unused(result.path), result)
    bar.close()
    for failure in failures:
        print(failure.reason, file=sys.stderr)
    if failures:
        print(f"{len(failures)} of {len(paths)} images could not be inspected.", file=sys.stderr)
    return 1 if failures else 0


def write_heatmap(stem: Path, inspection: Inspection) -> None:
    """Write the raw heatmap and, where there is a limit, its overlay beside each other."""
    from inspector.core import image, overlay

    overlay.write_tiff(stem.with_name(f"{stem.name}.tiff"), inspection.heatmap)
    if inspection.path is not None and inspection.pixel_limit is not None:
        picture = overlay.overlay(
            image.read(inspection.path),
            inspection.heatmap,
            inspection.pixel_limit,
            regions=inspection.regions,
        )
        overlay.write_png(stem.with_name(f"{stem.name}.png"), picture)


class _Names:
    """Gives every image a name of its own in one folder."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def unused(self, path: Path | None) -> str:
        stem = path.stem if path else "image"
        name, number = stem, 2
        while name.casefold() in self._used:
            name, number = f"{stem}-{number}", number + 1
        self._used.add(name.casefold())
        return name
