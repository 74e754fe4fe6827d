"""`inspector demo`: the sample inspection, from good images to a detector file and a page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.cli import report as reports
from inspector.cli.progress import Bar

if TYPE_CHECKING:
    from inspector.core.inspect import Inspector
    from inspector.core.inspection import Inspection
    from inspector.core.workflow import Made


def add_flags(parser: argparse.ArgumentParser) -> None:
    """The flags of `demo`."""
    parser.add_argument("--headless", action="store_true", help="without the window")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("inspector-demo"), help="results go here"
    )
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda:0, mps")


def run(args: argparse.Namespace, bar: Bar) -> int:
    """The window where there is a screen; else fit, calibrate, export, inspect, write a page."""
    from inspector import resources
    from inspector.__main__ import has_screen, open_window
    from inspector.core import files, workflow
    from inspector.core.options import Options
    from inspector.runtime import load_detector

    if has_screen() and not args.headless:
        return open_window(opens_sample=True)
    sample = resources.path("sample")
    files.make_folder(args.out)
    made = workflow.make(
        workflow.selection_of(sample, None, 0), Options(), device=args.device, tick=bar
    )
    detector = args.out / "sample.detector"
    workflow.export(made, detector, name="Sample part", tick=bar)
    inspector = load_detector(detector, device=args.device)
    kept = reports.Collector(detector, inspector, [sample / "test"])
    found = _inspect(inspector, sample, args.out, kept, bar)
    page = args.out / "results.html"
    _write_page(page, kept, made)
    bar.close()
    _report(found, sample, detector, page)
    return 0


def _inspect(
    inspector: Inspector, sample: Path, out: Path, kept: reports.Collector, bar: Bar
) -> list[Inspection]:
    from inspector.cli.inspect import write_heatmap
    from inspector.core import files
    from inspector.core.inspection import Inspection
    from inspector.runtime import image_files, inspect_files

    folder = out / "heatmaps"
    files.make_folder(folder)
    found: list[Inspection] = []
    for result in inspect_files(inspector, image_files([sample / "test"]), bar):
        kept.add(result)
        if isinstance(result, Inspection) and result.path is not None:
            found.append(result)
            write_heatmap(folder / f"{result.path.parent.name}-{result.path.stem}", result)
    return found


def _write_page(path: Path, kept: reports.Collector, made: Made) -> None:
    from inspector.core.report_facts import taught

    references = [(each, "reference") for each in made.selection.references]
    painted = [(each, "painted defect") for each, _ in made.selection.painted]
    shown = taught([*references, *painted], made.inspector.extractor.read)
    reports.write(path, kept.report("Sample inspection", shown))


def _report(found: Sequence[Inspection], sample: Path, detector: Path, page: Path) -> None:
    wrong = 0
    for each in found:
        kind = each.path.parent.name if each.path else ""
        is_right = (each.verdict == "pass") == (kind == "good")
        wrong += not is_right
        name = each.path.relative_to(sample) if each.path else ""
        print(f"{each.verdict:7} {each.score:8.3f}  {name}{'' if is_right else '   <- look'}")
    print(f"{len(found)} images, {len(found) - wrong} judged as they were made.")
    print(f"Detector file: {detector}\nResults page:  {page}")
