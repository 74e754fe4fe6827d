"""`inspector inspect`: one JSON line per image, of those named or of those that arrive."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli import drift, watching
from inspector.cli import report as reports
from inspector.cli.flags import refuse_among
from inspector.cli.progress import Bar
from inspector.core.errors import InspectorError

if TYPE_CHECKING:
    from inspector.core.inspect import Inspector
    from inspector.core.inspection import Inspection
    from inspector.runtime import Failure


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `inspect`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("images", metavar="IMAGE_OR_FOLDER", type=Path, nargs="*")
    parser.add_argument(
        "--heatmaps",
        metavar="DIR",
        type=Path,
        help="write NAME.tiff (raw 32-bit distances) and NAME.png (colours fixed by the limit)",
    )
    reports.add_flag(parser)
    watching.add_flags(parser)
    drift.add_flags(parser)
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Inspect everything; say at the end which images failed."""
    from inspector.core import files
    from inspector.runtime import load_detector

    watching.check(args)
    if args.report:
        reports.check(args.report)
    inspector = load_detector(args.detector, device=args.device, weights=args.weights)
    paths = _paths(args) if args.watch is None else []
    if not paths and args.watch is None:
        print(f"inspector inspect: no image in {', '.join(map(str, args.images))}", file=sys.stderr)
        return 2
    if args.heatmaps:
        files.make_folder(args.heatmaps)
    warner = drift.Warner(args, inspector.calibration)
    if args.watch is not None:
        return _watch(args, inspector, warner)
    return _inspect_all(args, inspector, paths, warner, bar)


def _inspect_all(
    args: argparse.Namespace,
    inspector: Inspector,
    paths: list[Path],
    warner: drift.Warner,
    bar: Bar,
) -> int:
    """Inspect files that are there; returns the exit status."""
    from inspector.runtime import inspect_files

    kept = reports.Collector(args.detector, inspector, args.images) if args.report else None
    lines = _Lines(inspector, args.heatmaps, warner)
    try:
        for result in inspect_files(inspector, paths, bar, monitor=warner.monitor):
            bar.close()
            if kept is not None:
                kept.add(result)
            lines.add(result)
    finally:
        bar.close()
        warner.save()
    if kept is not None:
        reports.write(args.report, kept.report())
    for line in (*lines.reasons, *_overlap(args.detector, inspector, paths)):
        print(line, file=sys.stderr)
    if lines.reasons:
        print(f"{len(lines.reasons)} of {len(paths)} images failed.", file=sys.stderr)
    return 1 if lines.reasons else 0


def _watch(args: argparse.Namespace, inspector: Inspector, warner: drift.Warner) -> int:
    """Inspect files as they arrive, until somebody stops it; returns the exit status."""
    from inspector.watch_folder import watch_folder

    lines = _Lines(inspector, args.heatmaps, warner)
    with watching.until_stopped() as stopped:
        arrivals = watch_folder(
            inspector,
            args.watch,
            lambda: not stopped.wait(watching.POLL_SECONDS),
            new_only=args.new_only,
            monitor=warner.monitor,
        )
        for result in watching.until(stopped, arrivals):
            said = len(lines.reasons)
            lines.add(result)
            warner.save()
            for reason in lines.reasons[said:]:
                print(reason, file=sys.stderr, flush=True)
    watching.say_end(lines.count, len(lines.reasons))
    return 1 if lines.reasons else 0


def _overlap(detector: Path, inspector: Inspector, paths: list[Path]) -> list[str]:
    """A warning where the images are those that made the detector."""
    from inspector.core import detector_file, origin

    calibration = inspector.calibration
    hashes = calibration.provenance.hashes if calibration else frozenset()
    if not hashes:  # an earlier version wrote them elsewhere
        hashes = frozenset(detector_file.hashes_in(detector_file.read_about(detector)))
    found = origin.warning(origin.known_among(paths, hashes), len(paths))
    return [found] if found else []


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


class _Lines:
    """Prints a line per image; keeps count, and what went wrong in `reasons`."""

    def __init__(self, inspector: Inspector, heatmaps: Path | None, warner: drift.Warner) -> None:
        self._bit_depth = inspector.extractor.bit_depth
        self._heatmaps = heatmaps
        self._warner = warner
        self._names = _Names()
        self.count = 0
        self.reasons: list[str] = []

    def add(self, result: Inspection | Failure) -> None:
        """Print one line."""
        from inspector.runtime import Failure

        self.count += 1
        if isinstance(result, Failure):
            self.reasons.append(result.reason)
            line = {"path": str(result.path), "error": result.reason}
        else:
            line = result.to_json() | self._warner.field() | self._heatmap(result)
        print(json.dumps(line), flush=True)

    def _heatmap(self, inspection: Inspection) -> dict[str, str]:
        if self._heatmaps is None:
            return {}
        stem = self._heatmaps / self._names.unused(inspection.path)
        return _written(stem, inspection, self._bit_depth, self.reasons)


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
