"""`inspector calibrate`: set the limits of a detector file with further images."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.flags import add_rule_flags, check_place, rules_of
from inspector.cli.progress import Bar
from inspector.cli.region_flags import (
    add_region_flags,
    changed,
    entries_of,
    pixel_rule_of,
    regions_of,
)

if TYPE_CHECKING:
    from inspector.core.calibrate import Calibration


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `calibrate`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("--good", metavar="IMAGE_OR_FOLDER", type=Path, nargs="+", default=[])
    parser.add_argument("--bad", metavar="IMAGE_OR_FOLDER", type=Path, nargs="+", default=[])
    parser.add_argument("--out", metavar="FILE.detector", type=Path, help="default: the same file")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    add_rule_flags(parser)
    add_region_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Measure the images, add their scores to those in the file, set the limits, write."""
    from inspector.core import detector_file, workflow
    from inspector.runtime import image_files

    fail, unsure = rules_of(args)
    pixel_rule_of(args)  # a wrong one is told now, not after all images
    out = args.out or args.detector
    check_place(out)
    file = detector_file.read(args.detector, device=args.device, weights=args.weights, tick=bar)
    regions_of(args, file.inspector.options)
    detector_file.refuse_if_different(args.detector, file.self_test(bar))
    good, bad = image_files(args.good), image_files(args.bad)
    calibration, failures = workflow.recalibrated(
        file.inspector,
        good=good,
        bad=bad,
        fail_rule=fail,
        unsure_rule=unsure,
        known=frozenset(detector_file.hashes_in(file.about)),
        tick=bar,
    )
    origin = workflow.extended_origin(file.about["origin"], good, bad, failures)
    inspector = changed(args, replace(file.inspector, calibration=calibration))
    changes = {**entries_of(inspector, file.about), "origin": origin}
    detector_file.rewrite(args.detector, out, changes=changes)
    bar.close()
    _tell(out, inspector.calibration or calibration)
    for reason in failures.values():
        print(reason, file=sys.stderr)
    return 1 if failures else 0


def _tell(out: Path, calibration: Calibration) -> None:
    limits, good, bad = calibration.limits, len(calibration.good), len(calibration.bad)
    print(
        f"{out}: unsure above {limits.unsure:.6g}, fail above {limits.fail:.6g}, pixels above "
        f"{calibration.pixel_limit:.6g}; from {good} good and {bad} bad images"
    )
    for note in calibration.notes:
        print(f"  {note}")
