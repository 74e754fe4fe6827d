"""`inspector export`: check a detector file and write a copy with another name, notes or parts."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.cli.flags import check_place
from inspector.cli.progress import Bar
from inspector.cli.region_flags import add_pixel_flag, add_region_flags, changed, entries_of


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `export`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("--out", metavar="FILE.detector", type=Path, required=True)
    parser.add_argument("--name", help="of the part, for people")
    parser.add_argument("--notes", help="go into the detector file")
    parser.add_argument("--without-network", action="store_true", help="leave the weights out")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    add_region_flags(parser)
    add_pixel_flag(parser)


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Test the file, then copy it with what changes."""
    from inspector.core import detector_file

    check_place(args.out)
    file = detector_file.read(args.detector, device=args.device, weights=args.weights, tick=bar)
    test = file.self_test(bar)
    bar.close()
    detector_file.refuse_if_different(args.detector, test)
    changes = {"name": args.name, "notes": args.notes}
    decides = entries_of(changed(args, file.inspector), file.about)
    detector_file.rewrite(
        args.detector,
        args.out,
        changes=decides | {key: value for key, value in changes.items() if value is not None},
        with_network=not args.without_network,
    )
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB, {test}")
    return 0
