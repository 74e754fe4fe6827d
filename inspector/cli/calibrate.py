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
    changes_regions,
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
    parser.add_argument(
        "--learning-curve",
        action="store_true",
        help="print what more good images would bring; alone it changes no file",
    )
    add_rule_flags(parser)
    add_region_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Measure the images, add their scores to those in the file, set the limits, write."""
    from inspector.core import detector_file, workflow
    from inspector.core.origin import extended_origin
    from inspector.runtime import image_files

    if args.learning_curve and not _changes(args):
        return _look(args.detector)
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
    origin = extended_origin(file.about["origin"], good, bad, failures)
    inspector = changed(args, replace(file.inspector, calibration=calibration))
    changes = {**entries_of(inspector, file.about), "origin": origin}
    detector_file.rewrite(args.detector, out, changes=changes)
    bar.close()
    _tell(out, inspector.calibration or calibration)
    if args.learning_curve:
        print(_curve(inspector.calibration or calibration))
    for reason in failures.values():
        print(reason, file=sys.stderr)
    return 1 if failures else 0


def _tell(out: Path, calibration: Calibration) -> None:
    limits, good, bad = calibration.limits, len(calibration.good), len(calibration.bad)
    print(
        f"{out}: unsure above {limits.unsure:.6g}, fail above {limits.fail:.6g}, pixels above "
        f"{calibration.pixel_limit:.6g}; from {good} good and {bad} bad images"
    )
    for note in (*calibration.notes, *calibration.told()):
        print(f"  {note}")


def _changes(args: argparse.Namespace) -> bool:
    """Whether anything is given that other limits could come from."""
    given = (args.good, args.bad, args.out, args.fail_rule, args.unsure_rule, args.pixel_limit)
    return any(given) or changes_regions(args)


def _look(path: Path) -> int:
    """Print the learning curve of a file as it is."""
    from inspector.core import detector_file
    from inspector.core.calibrate import Calibration
    from inspector.core.errors import OptionError

    found = detector_file.read_about(path)["calibration"]
    if not found:
        raise OptionError(f"{path} has no limits yet. Name good images with --good.")
    print(_curve(Calibration.from_json(found)))
    return 0


def _curve(calibration: Calibration) -> str:
    """What more good images would bring, as two small tables."""
    from inspector.core import learning_curve, rules
    from inspector.core.promise import CONFIDENCE, percent

    n = len(calibration.good) if calibration.independent else 0
    rule = rules.parse(calibration.fail_rule)
    lines = [
        "The smallest rates of false alarms that good images can promise:",
        f"  {'good images':>11}  {'on average':>10}  with {percent(CONFIDENCE)} confidence",
    ]
    for each in learning_curve.promised(n):
        rates = f"{percent(each.on_average):>10}  {percent(each.bound)}"
        lines.append(f"  {each.images:>11}  {rates}{'  (now)' if each.images == n else ''}")
    found = learning_curve.measured(calibration) if calibration.independent else ()
    if found:
        lines.append(f"Measured with fewer of the {n} known ones (5 % to 95 % of random draws):")
        lines.append(
            f"  {'good images':>11}  fail limit by {rule.text}, false alarms among the rest"
        )
    for each in found:
        limits = f"{each.limit_low:.4g} to {each.limit_high:.4g}"
        spread = f"{percent(each.low)} to {percent(each.high)}"
        lines.append(f"  {each.images:>11}  {limits}, {percent(each.false_alarms)} ({spread})")
    return "\n".join(lines)
