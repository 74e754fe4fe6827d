"""A report of inspections on the command line: `inspect --report FILE` and the sample's page."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.core.errors import ImageError, OptionError

if TYPE_CHECKING:
    from inspector.core.dataset import Label
    from inspector.core.inspect import Inspector
    from inspector.core.inspection import Inspection
    from inspector.core.report_data import Report, Taught
    from inspector.core.report_facts import Origin
    from inspector.runtime import Failure

SUFFIXES = (".html", ".json", ".csv")


def add_flag(parser: argparse.ArgumentParser) -> None:
    """The flag that asks for a report."""
    parser.add_argument(
        "--report",
        metavar="FILE",
        type=Path,
        help="write a report to sign: FILE.html, FILE.json or FILE.csv; folders named good, bad or "
        "test/<kind of defect> say what is known of the images (a PDF is made in the window)",
    )


def check(path: Path) -> None:
    """Refuse a report that cannot be written before the images are inspected.

    Raises:
        InspectorError: its name ends otherwise than SUFFIXES say, or its place cannot be written.
    """
    from inspector.cli.flags import check_place

    if path.suffix.lower() not in SUFFIXES:
        pdf = " The window exports PDF." if path.suffix.lower() == ".pdf" else ""
        raise OptionError(f"{path}: a report ends in {', '.join(SUFFIXES)}.{pdf}")
    check_place(path)


class Collector:
    """Keeps what a report needs of each inspection while they go by."""

    def __init__(self, detector: Path, inspector: Inspector, given: Sequence[Path]) -> None:
        """detector: the file. given: the images and folders that were asked for."""
        from inspector.core.report_card import Kept
        from inspector.core.report_facts import origin

        self._inspector = inspector
        self._given = given
        self._origin: Origin = origin(detector)
        self._labels: Mapping[Path, Label] = _labels(given)
        self._cards = Kept()
        self._failures: dict[str, str] = {}

    def add(self, result: Inspection | Failure) -> None:
        """Keep what was found in a file, or why nothing was."""
        from inspector.core.inspection import Inspection

        if not isinstance(result, Inspection):
            self._failures[str(result.path)] = result.reason
        elif result.path is not None:
            self._keep(result, result.path)

    def report(self, title: str = "", taught: Sequence[Taught] = ()) -> Report:
        """What is kept, as a report.

        taught: what the detector learned from, where more is known of it than its file says.
        """
        from inspector.core.report_data import Report
        from inspector.core.report_facts import facts, weights

        return Report(
            title=title or f"Inspection with {self._origin.name}",
            cards=self._cards.cards,
            subject=", ".join(str(path.resolve()) for path in self._given),
            failures=self._failures,
            calibration=self._inspector.calibration,
            facts={**self._origin.facts, **facts(self._inspector)},
            taught=tuple(taught) or self._origin.taught,
            hashes={**self._origin.hashes, **weights(self._inspector)},
        )

    def _keep(self, inspection: Inspection, path: Path) -> None:
        from inspector.core import image
        from inspector.core.report_card import Said, noted

        try:
            sha256 = image.file_hash(path)
            said = Said(self._labels.get(path, "unset"), self._origin.seen.get(sha256, ""), sha256)
            self._cards.add(noted(inspection, said, self._inspector.extractor.read))
        except ImageError as error:  # it went away since
            self._failures[str(path)] = str(error)


def write(path: Path, report: Report) -> None:
    """Write a report as its name ends.

    Raises:
        InspectorError: the file cannot be written.
    """
    from inspector.core import report as files

    if path.suffix.lower() == ".html":
        files.write_html(path, report)
    elif path.suffix.lower() == ".json":
        files.write_json(path, report)
    else:
        files.write_report_csv(path, report)


def _labels(given: Sequence[Path]) -> dict[Path, Label]:
    from inspector.core import dataset
    from inspector.runtime import image_files

    found: dict[Path, Label] = {}
    for each in given:
        found |= dataset.labels(image_files([each]), each)
    return found
