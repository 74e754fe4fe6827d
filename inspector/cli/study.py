"""`inspector study`: the same parts photographed several times; is the measurement repeatable?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli.flags import check_place
from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.study import StudiedPart, Study
    from inspector.core.study_lines import Line

_LAYOUT = (
    "a CSV file with the columns file,part,condition,label (the last two may be left out), or a "
    "folder: PART/CONDITION/image.png, PART/image.png or part_condition_repeat.png, alone or in "
    "folders named good and bad"
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `study`."""
    parser.add_argument("detector", metavar="FILE.detector", type=Path)
    parser.add_argument("source", metavar="TABLE_OR_FOLDER", type=Path, help=_LAYOUT)
    parser.add_argument("--json", metavar="FILE", type=Path, help="save everything")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="save one line per image")
    parser.add_argument("--html", metavar="FILE", type=Path, help="save a page to read")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")
    parser.add_argument("--weights", metavar="FILE", type=Path, help="if the file has none inside")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """Inspect every image, print what was found, save it where asked."""
    from inspector.core import detector_file, study, study_files, study_table

    places = {kind: getattr(args, kind) for kind in study_files.WRITERS if getattr(args, kind)}
    for place in places.values():
        check_place(place)
    images = study_table.read(args.source)
    file = detector_file.read(args.detector, device=args.device, weights=args.weights, tick=bar)
    detector_file.refuse_if_different(args.detector, file.self_test(bar))
    taught = frozenset(detector_file.hashes_in(file.about))
    found = study.run(file.inspector, images, taught=taught, tick=bar)
    bar.close()
    _print(found, args)
    title = f"{file.about['name'] or args.detector.stem}: {args.source.name}"
    for kind, place in places.items():
        study_files.WRITERS[kind](place, found, title)
    for failure in found.failures:
        print(failure.reason, file=sys.stderr)
    return 1 if found.failures else 0


def _print(found: Study, args: argparse.Namespace) -> None:
    from inspector.core import study_lines

    print(f"{args.detector} on {args.source}: {study_lines.about(found)}")
    for title, lines in (
        ("The score as a gauge", study_lines.gauge_lines(found)),
        ("Do verdicts repeat?", study_lines.verdict_lines(found)),
        ("Are they right?", study_lines.label_lines(found)),
    ):
        _print_lines(title, lines)
    _print_parts(found)
    for warning in found.warnings:
        print(f"Note: {warning}")


def _print_lines(title: str, lines: Sequence[Line]) -> None:
    if not lines:
        return
    print(f"\n{title}")
    names, values = (max(len(line[place]) for line in lines) for place in (0, 1))
    for line in lines:
        print(f"  {line.name:{names}}  {line.value:{values}}  {line.remark}".rstrip())


def _print_parts(found: Study) -> None:
    width = max(len("part"), *(len(part.name) for part in found.parts))
    print(f"\n{'part':{width}}  label  images       mean     spread      range  sigmas  verdicts")
    for part in found.parts:
        print(f"{part.name:{width}}  {_numbers(part)}".rstrip())
    print()


def _numbers(part: StudiedPart) -> str:
    spread = "-" if part.spread is None else f"{part.spread:.3g}"
    distance = "-" if part.distance is None else f"{part.distance:.1f}"
    verdicts = ", ".join(
        f"{part.verdicts[name]} {name}"
        for name in ("pass", "unsure", "fail")
        if name in part.verdicts
    )
    changes = "  changes" if part.flips else ""
    return (
        f"{part.label:5}  {part.images:6}  {part.mean:9.4g}  {spread:>9}  {part.range:9.3g}  "
        f"{distance:>6}  {verdicts}{changes}"
    )
