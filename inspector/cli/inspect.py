"""`inspector inspect`: one JSON line per image; heatmaps on request."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli import report as reports
from inspector.cli.flags import refuse_among
from inspector.cli.progress import Bar
from inspector.core.errors import InspectorError

if TYPE_CHECKING:
    from inspector.core.inspect import Inspector
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
    reports.add_flag(parser)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Inspect everything; say at the end which images failed."""
    from inspector.core import files
    from inspector.runtime import load_detector

    if args.report:
        reports.check(args.report)
    inspector = load_detector(args.detector, device=args.device, weights=args.weights)
    paths = _paths(args)
    if not paths:
        print(f"inspector inspect: no image in {', '.join(map(str, args.images))}", file=sys.stderr)
        return 2
    if args.heatmaps:
        files.make_folder(args.heatmaps)
    kept = reports.Collector(args.detector, inspector, args.images) if args.report else None
    reasons = _inspect(inspector, paths, args.heatmaps, kept, bar)
    if kept is not None:
        reports.write(args.report, kept.report())
    for reason in reasons:
        print(reason, file=sys.stderr)
    if reasons:
        print(f"{len(reasons)} of {len(paths)} images failed.", file=sys.stderr)
    return 1 if reasons else 0


def _paths(args: argparse.Namespace) -> list[Path]:
    """The images, without those that an earlier run wrote into the folder of heatmaps."""
    from inspector.runtime import image_files

    paths = image_files(args.images)
    if not args.heatmaps:
        return paths
    folder = args.heatmaps.resolve()
    paths = [path for path in paths if not is_heatmap(path, folder)]
    refuse_among(folder, paths)
    return paths


def is_heatmap(path: Path, folder: Path) -> bool:
    """Whether `write_heatmap` wrote a file into a resolved folder."""
    both = all(path.with_suffix(suffix).exists() for suffix in (".png", ".tiff"))
    return both and path.resolve().parent == folder


def _inspect(
    inspector: Inspector,
    paths: list[Path],
    heatmaps: Path | None,
    kept: reports.Collector | None,
    bar: Bar,
) -> list[str]:
    """Print one line per image, and keep it for the report; returns what went wrong."""
    from inspector.runtime import Failure, inspect_files

    reasons: list[str] = []
    names = _Names()
    for result in inspect_files(inspector, paths, bar):
        bar.close()
        if isinstance(result, Failure):
            reasons.append(result.reason)
            line = {"path": str(result.path), "error": result.reason}
        else:
            line = result.to_json()
        if kept is not None:
            kept.add(result)
        if heatmaps and not isinstance(result, Failure):
            stem = heatmaps / names.unused(result.path)
            line |= _written(stem, result, inspector.extractor.bit_depth, reasons)
        print(json.dumps(line), flush=True)
    bar.close()
    return reasons


def _written(
    stem: Path, inspection: Inspection, bit_depth: int | None, reasons: list[str]
) -> dict[str, str]:
    """Where the heatmap lies, for the line; nothing where it could not be written."""
    try:
        return {"heatmap": str(write_heatmap(stem, inspection, bit_depth))}
    except InspectorError as error:
        reasons.append(str(error))
        return {}


def write_heatmap(stem: Path, inspection: Inspection, bit_depth: int | None = None) -> Path:
    """Write the raw heatmap and, where there is a limit, its overlay beside it.

    bit_depth: of 16-bit files, as in Options. Returns the file of the raw heatmap.

    Raises:
        InspectorError: a file cannot be written.
    """
    from inspector.core import image, overlay

    raw = stem.with_name(f"{stem.name}.tiff")
    overlay.write_tiff(raw, inspection.heatmap)
    if inspection.path is not None and inspection.pixel_limit is not None:
        picture = overlay.overlay(
            image.read(inspection.path, bit_depth=bit_depth),
            inspection.heatmap,
            inspection.pixel_limit,
            regions=inspection.regions,
        )
        overlay.write_png(stem.with_name(f"{stem.name}.png"), picture)
    return raw


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
