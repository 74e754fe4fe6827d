"""`inspector calibrate`: set the limits of a detector file with further images."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from inspector.cli.flags import add_rule_flags, check_place, rules_of
from inspector.cli.progress import Bar


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `calibrate`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("--good", metavar="IMAGE_OR_FOLDER", type=Path, nargs="+", default=[])
    parser.add_argument("--bad", metavar="IMAGE_OR_FOLDER", type=Path, nargs="+", default=[])
    parser.add_argument("--out", metavar="FILE.detector", type=Path, help="default: the same file")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    add_rule_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Measure the images, add their scores to those in the file, set the limits, write."""
    from inspector.core import detector_file, workflow
    from inspector.core.origin import extended_origin
    from inspector.runtime import image_files

    fail, unsure = rules_of(args)
    out = args.out or args.detector
    check_place(out)
    file = detector_file.read(args.detector, device=args.device, weights=args.weights, tick=bar)
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
    origin = extended_origin(file.about["origin"], good, bad, failures)
    changes = {"calibration": calibration.to_json(), "origin": origin}
    detector_file.rewrite(args.detector, out, changes=changes)
    bar.close()
    limits = calibration.limits
    print(
        f"{out}: unsure above {limits.unsure:.6g}, fail above {limits.fail:.6g}; from "
        f"{len(calibration.good)} good and {len(calibration.bad)} bad images"
    )
    for note in (*calibration.notes, *calibration.told()):
        print(f"  {note}")
    for reason in failures.values():
        print(reason, file=sys.stderr)
    return 1 if failures else 0
