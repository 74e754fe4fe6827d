"""`inspector fit`: a folder or a project in, a calibrated detector file out."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.cli.flags import (
    add_option_flags,
    add_rule_flags,
    check_place,
    left_out,
    options_of,
    refuse_among,
    rules_of,
)
from inspector.cli.progress import Bar
from inspector.cli.region_flags import changed, pixel_rule_of

if TYPE_CHECKING:
    from inspector.core.options import Options
    from inspector.core.workflow import Made

_LAST_STEPS = 25  # single ones jump from batch to batch


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `fit`."""
    parser.add_argument("source", metavar="FOLDER_OR_PROJECT", type=Path)
    parser.add_argument("--out", metavar="FILE.detector", type=Path, required=True)
    parser.add_argument("--name", default="", help="of the part, for people")
    parser.add_argument("--notes", default="", help="go into the detector file")
    parser.add_argument("--references", metavar="N", type=int, help="good images that teach (8)")
    parser.add_argument("--painted", metavar="N", type=int, help="masked bad images that teach")
    parser.add_argument(
        "--roi", metavar="MASK", type=Path, help="white pixels count, others do not"
    )
    parser.add_argument("--ignore", metavar="MASK", type=Path, help="white pixels never count")
    parser.add_argument(
        "--masks", metavar="DIR", type=Path, help="save the object masks to look at"
    )
    parser.add_argument(
        "--save-synthetic", metavar="DIR", type=Path, help="save the synthetic defects to look at"
    )
    parser.add_argument("--without-network", action="store_true", help="leave the weights out")
    add_rule_flags(parser)
    add_option_flags(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Fit, calibrate, write, and test what was written."""
    from inspector.core import detector_file, files, workflow

    options = options_of(args, base=options_of_project(args.source))
    check_place(args.out)
    fail, unsure = rules_of(args)
    pixel_rule_of(args)  # a wrong one is told now, not after hours
    selection = workflow.selection_of(args.source, args.references, args.painted)
    if args.save_synthetic:
        workflow.refuse_without_synthetic(options)
    for folder in filter(None, (args.masks, args.save_synthetic)):
        refuse_among(folder, selection.references)
        files.make_folder(folder)
    made = workflow.make(
        selection,
        options,
        fail_rule=fail,
        unsure_rule=unsure,
        counts=workflow.counting_mask(args.roi, args.ignore),
        device=args.device,
        tick=bar,
    )
    made = replace(made, inspector=changed(args, made.inspector))
    if args.masks:
        workflow.save_object_masks(made, args.masks)
    if args.save_synthetic:
        workflow.save_synthetic(made, args.save_synthetic)
    workflow.export(
        made,
        args.out,
        name=args.name,
        notes=args.notes,
        origin=trail_of_project(args.source),
        with_network=not args.without_network,
        tick=bar,
    )
    test = detector_file.read(args.out, device=args.device, weights=args.weights).self_test(bar)
    bar.close()
    detector_file.refuse_if_different(args.out, test)
    note = record_in_project(args.source, args.out)
    _report(made, args.out)
    if note:
        print(note, file=sys.stderr)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB, {test}")
    return 1 if made.failures else 0


def options_of_project(source: Path) -> Options | None:
    """The options that are kept in a project; None for a plain folder."""
    from inspector.core import options, project_file

    if not project_file.is_project(source):
        return None
    return options.from_json(dict(project_file.load(source).options))


def trail_of_project(source: Path) -> dict[str, Any]:
    """The head of a project's audit trail, for the detector file; empty for a plain folder."""
    from inspector.core import audit_project, project_file

    return audit_project.origin(source) if project_file.is_project(source) else {}


def record_in_project(source: Path, out: Path) -> str:
    """Note the export in the audit trail of a project that has one; why not, where that fails."""
    from inspector.core import audit_project, project_file
    from inspector.core.errors import InspectorError

    if not trail_of_project(source):
        return ""
    try:
        change = audit_project.export_change(out.absolute())
        audit_project.record(project_file.load(source), [change], is_first=True)
    except InspectorError as error:
        return f"This export is not in the audit trail of {source}. {error}"
    return ""


def _report(made: Made, out: Path) -> None:
    from inspector.core.detectors.base import Trained

    calibration = made.inspector.calibration
    print(f"Learned from {made.references} good and {made.painted} painted images.")
    fitted = made.inspector.fitted
    if isinstance(fitted, Trained) and len(fitted.losses):
        first, last = fitted.losses[0], fitted.losses[-_LAST_STEPS:].mean()
        print(
            f"Trained in {len(fitted.losses)} steps; the loss fell from {first:.3g} to {last:.3g}."
        )
    if calibration is not None:
        print(
            f"Limits: unsure above {calibration.limits.unsure:.6g}, fail above "
            f"{calibration.limits.fail:.6g}; pixels above {calibration.pixel_limit:.6g}."
        )
        for note in (*calibration.notes, *calibration.told()):
            print(f"  {note}")
    print(f"Object mask: {made.proposal}")
    for path, reason in made.failures.items():
        print(f"Left out {left_out(path, reason)}")
