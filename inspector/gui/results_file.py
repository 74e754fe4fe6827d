"""The results of a project as a file: a table, JSON lines, a page. Runs as a job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from inspector.core import report
from inspector.core.errors import ImageError, OptionError
from inspector.core.inspect import Inspector
from inspector.core.inspection import Inspection
from inspector.core.progress import Tick, silent
from inspector.core.project import ImageEntry
from inspector.core.report_card import Card, card
from inspector.gui.engine import Fit, Snapshot

Kind = Literal["csv", "jsonl", "html"]

SUFFIXES: Final[Mapping[str, str]] = {"csv": ".csv", "jsonl": ".jsonl", "html": ".html"}


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
    found = _Walk(fit, snapshot, tick)
    if kind == "csv":
        rows = [_row(*each) for each in found]
        report.write_csv(path, rows + [_failure(*each) for each in found.failed])
    elif kind == "jsonl":
        report.write_jsonl(path, _lines(found))
    elif kind == "html":
        report.write_html(
            path,
            title or snapshot.project.folder.stem,
            _cards(found),
            calibration=fit.inspector.calibration,
            facts=facts(fit),
            failures=found.failures,
        )
    else:
        raise OptionError(f"Results are saved as {', '.join(SUFFIXES)}, not as {kind!r}.")
    tick(1, 1, f"Wrote {path.name}")
    return Saved(path, found.count, found.failures)


def facts(fit: Fit) -> dict[str, str]:
    """What was done with what, for people."""
    options = fit.inspector.options
    painted = sum(bool(example.defect.any()) for example, _ in fit.learned.plain.values())
    return {
        "Backbone": fit.inspector.extractor.backbone.row.label,
        "Detector": options.detector.label,
        "References": str(len(fit.learned.plain) - painted),
        "Painted defects": str(painted),
        "Score": options.score.text,
        "Input size": f"{options.preprocess.size} pixels",
    }


class _Walk:
    """The inspections of a project, one at a time, and afterwards what became of them."""

    def __init__(self, fit: Fit, snapshot: Snapshot, tick: Tick) -> None:
        self._fit = fit
        self._snapshot = snapshot
        self._tick = tick
        self.count = 0
        self.failed: list[tuple[ImageEntry, Path, str]] = []
        self.failures: dict[str, str] = {}

    def __iter__(self) -> Iterator[tuple[ImageEntry, Inspection, Inspector]]:
        fit, project = self._fit, self._snapshot.project
        for done, entry in enumerate(project.images):
            self._tick(done, len(project.images), f"Inspecting {entry.path.name}")
            path = project.path_of(entry.id)
            if entry.id in fit.failures:
                self._fail(entry, path, fit.failures[entry.id])
            elif entry.id in fit.findings:
                inspector = _inspector_of(fit, entry)
                try:
                    inspection = inspector.inspect(path)
                except ImageError as error:
                    self._fail(entry, path, str(error))
                    continue
                self.count += 1
                yield entry, inspection, inspector

    def _fail(self, entry: ImageEntry, path: Path, why: str) -> None:
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
    wrong = {("good", "fail"): "false alarm", ("bad", "pass"): "escape"}
    return {
        "label": entry.label,
        "reference": entry.is_reference,
        "wrong": wrong.get((entry.label, inspection.verdict or "")),
    }


def _failure(entry: ImageEntry, path: Path, why: str) -> dict[str, Any]:
    return {"path": str(path), "label": entry.label, "error": why}


def _lines(found: _Walk) -> Iterator[dict[str, Any]]:
    for entry, inspection, _ in found:
        yield inspection.to_json() | {"seconds": None} | _said(entry, inspection)
    for failed in found.failed:
        yield _failure(*failed)


def _cards(found: _Walk) -> Iterator[Card]:
    for _, inspection, inspector in found:
        if inspection.path is not None:
            yield card(inspection, inspector.extractor.read(inspection.path))
