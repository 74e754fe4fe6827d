"""The results of a project as a file: a table, JSON lines, a report. Runs as a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from inspector.core import report, report_facts
from inspector.core.errors import ImageError, OptionError
from inspector.core.inspect import Inspector
from inspector.core.inspection import Inspection
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry, Project
from inspector.core.report_card import Card, Said, Seen, collected, noted, wrong
from inspector.core.report_data import Report
from inspector.gui.engine import Fit
from inspector.gui.report_pdf import write_pdf
from inspector.gui.snapshot import Snapshot

Kind = Literal["csv", "jsonl", "html", "pdf", "json"]

_REPORTS: Final[Mapping[str, Callable[[Path, Report, Tick], None]]] = {
    "html": lambda path, made, _: report.write_html(path, made),
    "pdf": write_pdf,
    "json": lambda path, made, _: report.write_json(path, made),
}
_TABLES: Final = ("csv", "jsonl")


@dataclass(frozen=True, slots=True)
class Saved:
    """A file of results. failures: per image that could not be inspected, why."""

    path: Path
    images: int
    failures: Mapping[str, str]


def save_results(
    kind: Kind, path: Path, fit: Fit, snapshot: Snapshot, *, title: str = "", tick: Tick = silent
) -> Saved:
    """Inspect every image again from its known features and write what was found.

    The numbers are those of the window: an image that teaches is inspected without itself.
    title: of the page.

    Raises:
        InspectorError: the file cannot be written. An older one stays as it was.
        Cancelled: tick asked to stop.
    """
    found = Walk(fit, snapshot, tick)
    if kind in _REPORTS:
        made = made_report(found, title or snapshot.project.folder.stem)
        tick(found.count, found.count + 1, f"Writing {path.name}")
        _REPORTS[kind](path, made, tick)
    elif kind == "csv":
        rows = [_row(*each) for each in found]
        report.write_csv(path, rows + [_failure(*each) for each in found.failed])
    elif kind == "jsonl":
        report.write_jsonl(path, _lines(found))
    else:
        known = ", ".join((*_TABLES, *_REPORTS))
        raise OptionError(f"Results are saved as {known}, not as {kind!r}.")
    tick(1, 1, f"Wrote {path.name}")
    return Saved(path, found.count, found.failures)


def made_report(found: Walk, title: str) -> Report:
    """The report of a project's inspections; images that teach were inspected without themselves.

    Raises:
        Cancelled: tick asked to stop.
    """
    fit, project = found.fit, found.project
    cards = collected(_cards(found))  # the walk ends before its failures are known
    return Report(
        title=title,
        cards=cards,
        subject=str(project.folder),
        failures=found.failures,
        calibration=fit.inspector.calibration,
        facts=report_facts.facts(fit.inspector),
        taught=report_facts.taught(_teaching(fit, project), fit.inspector.extractor.read),
        hashes={**report_facts.weights(fit.inspector), **report_facts.trail(project)},
    )


class Walk:
    """The inspections of a project, one at a time, and afterwards what became of them."""

    def __init__(self, fit: Fit, snapshot: Snapshot, tick: Tick) -> None:
        self.fit = fit
        self.project = snapshot.project
        self._tick = tick
        self.count = 0
        self.failed: list[tuple[ImageEntry, Path, str]] = []
        self.failures: dict[str, str] = {}

    def __iter__(self) -> Iterator[tuple[ImageEntry, Inspection, Inspector]]:
        fit, project = self.fit, self.project
        for done, entry in enumerate(project.images):
            self._tick(done, len(project.images), f"Inspecting {entry.path.name}")
            path = project.path_of(entry.id)
            if entry.id in fit.failures:
                self.fail(entry, path, fit.failures[entry.id])
            elif entry.id in fit.findings:
                inspector = _inspector_of(fit, entry)
                try:
                    inspection = inspector.inspect(path)
                except ImageError as error:
                    self.fail(entry, path, str(error))
                    continue
                self.count += 1
                yield entry, inspection, inspector

    def fail(self, entry: ImageEntry, path: Path, why: str) -> None:
        self.failed.append((entry, path, why))
        self.failures[str(entry.path)] = why


def _inspector_of(fit: Fit, entry: ImageEntry) -> Inspector:
    """The inspector that found what the window shows of an image."""
    source = entry.content_hash
    if not fit.findings[entry.id].held_out or source not in fit.learned.plain:
        return fit.inspector
    others = [example for example in fit.learned.examples if example.source != source]
    return replace(fit.inspector, fitted=fit.inspector.options.detector.fit(others))


def _row(entry: ImageEntry, inspection: Inspection, _: Inspector) -> dict[str, Any]:
    row = report.csv_row(inspection)
    # Features are known already: how long this took says nothing about an inspection.
    del row["seconds"]
    return row | _said(entry, inspection)


def _said(entry: ImageEntry, inspection: Inspection) -> dict[str, Any]:
    """What people said of an image, beside what was found."""
    return {
        "label": entry.label,
        "reference": entry.is_reference,
        "wrong": wrong(entry.label, inspection.verdict) or None,
    }


def _failure(entry: ImageEntry, path: Path, why: str) -> dict[str, Any]:
    return {"path": str(path), "label": entry.label, "error": why}


def _lines(found: Walk) -> Iterator[dict[str, Any]]:
    for entry, inspection, _ in found:
        yield inspection.to_json() | {"seconds": None} | _said(entry, inspection)
    for failed in found.failed:
        yield _failure(*failed)


def _cards(found: Walk) -> Iterator[Card]:
    for entry, inspection, inspector in found:
        said = Said(entry.label, _seen(found.fit, entry), entry.content_hash)
        try:
            yield noted(inspection, said, inspector.extractor.read)
        except ImageError as error:  # it went away since
            found.fail(entry, found.project.path_of(entry.id), str(error))


def _seen(fit: Fit, entry: ImageEntry) -> Seen:
    """How the detector knows an image: the limits come from all images with a label."""
    known = fit.learned.plain.get(entry.content_hash)
    if known is not None:
        return "painted" if known[0].defect.any() else "reference"
    return "" if entry.label == "unset" else "limits"


def _teaching(fit: Fit, project: Project) -> Iterator[tuple[Path, str]]:
    for entry in project.images:
        known = fit.learned.plain.get(entry.content_hash)
        if known is not None:
            kind = "painted defect" if known[0].defect.any() else "reference"
            yield project.path_of(entry.id), kind
