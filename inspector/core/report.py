"""The results of many inspections as files: a report to read, a table, JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from inspector.core.files import replacing, write_bytes
from inspector.core.inspection import Inspection
from inspector.core.report_data import Report
from inspector.core.report_html import page
from inspector.core.report_json import row, to_json

FORMULA_STARTS = frozenset("=+-@")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV Injection), in plain letters."""

_MINUS_SIGNS = frozenset("\N{MINUS SIGN}\N{SMALL HYPHEN-MINUS}\N{HYPHEN}\N{NON-BREAKING HYPHEN}")


def write_html(path: Path, report: Report) -> None:
    """Save one page that holds everything it shows: no script, nothing fetched from elsewhere.

    Raises:
        InspectorError: the file cannot be written.
    """
    # errors="replace": a file name that is not text on this system must not cost the whole page.
    with replacing(path) as draft, draft.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(page(report))


def write_json(path: Path, report: Report) -> None:
    """Save all that the page says as one JSON object, in ASCII so that any file name survives.

    Raises:
        InspectorError: the file cannot be written.
    """
    data = json.dumps(to_json(report), allow_nan=False, indent=1)
    write_bytes(path, data.encode("ascii") + b"\n")


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Save rows as a table whose columns are the keys, in the order of their first appearance.

    Text that a spreadsheet would run as a formula is led by an apostrophe; numbers stay numbers.
    The file starts with a byte order mark, without which Excel misreads anything but English.

    Raises:
        InspectorError: the file cannot be written.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([_cell(column) for column in columns])
    table.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    write_bytes(path, text.getvalue().encode("utf-8-sig", errors="replace"))


def csv_row(inspection: Inspection) -> dict[str, Any]:
    """An inspection as one flat row: regions as their number, their area together, the longest."""
    return _flat(inspection.to_json())


def _flat(found: Mapping[str, Any]) -> dict[str, Any]:
    limits, regions = found["thresholds"], found["regions"]
    apart = {
        "thresholds": {f"{name}_above": limits[name] for name in ("unsure", "fail", "pixel")},
        "regions": _together(regions),
    }
    flat: dict[str, Any] = {"path": found["path"], "verdict": found["verdict"]}
    for name, value in found.items():
        flat |= apart.get(name, {name: value})
    return flat


def _together(regions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The regions of an image as few numbers; those in millimetres None without a scale."""

    def known(name: str) -> list[float]:
        return [region[name] for region in regions if region.get(name) is not None]

    return {
        "regions": len(regions),
        "area": sum(known("area")),
        "area_mm2": sum(known("area_mm2")) if known("area_mm2") else None,
        "largest_area": max(known("area"), default=0),
        "longest_side": max(known("longest_side"), default=0),
        "longest_side_mm": max(known("longest_side_mm"), default=None),
    }


def write_report_csv(path: Path, report: Report) -> None:
    """Save a report's images as a table, the most anomalous first; at its end those that failed.

    Raises:
        InspectorError: the file cannot be written.
    """
    found = [_flat(row(card)) for card in report.cards]
    failed = [{"path": name, "error": reason} for name, reason in report.failures.items()]
    write_csv(path, found + failed)


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Save one JSON object per line, in ASCII so that any file name survives any pipe.

    Raises:
        ValueError: a number is not finite.
        InspectorError: the file cannot be written.
    """
    with replacing(path) as draft, draft.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(json.dumps(row, allow_nan=False) + "\n" for row in rows)


def _cell(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and _may_be_formula(value):
        return "'" + value
    return value


def _may_be_formula(text: str) -> bool:
    """Whether a text would be run by a spreadsheet, or could when its cell is split or trimmed.

    Blanks, quotes, line ends and marks that take no room do not hide a start; wide and small forms
    count as the letters that they are.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    first = next((each for each in text if not _is_skipped(each)), "")
    plain = unicodedata.normalize("NFKC", first)
    return first in _MINUS_SIGNS or plain[:1] in FORMULA_STARTS


def _is_skipped(letter: str) -> bool:
    return letter.isspace() or letter in "'\"" or unicodedata.category(letter) in ("Cf", "Cc")
