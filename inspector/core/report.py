"""The results of many inspections as files: a page to read, a table, JSON lines."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from inspector.core.calibrate import Calibration
from inspector.core.files import replacing, write_bytes
from inspector.core.inspection import Inspection
from inspector.core.report_card import Card
from inspector.core.report_html import page

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV Injection)."""


def write_html(
    path: Path,
    title: str,
    cards: Iterable[Card],
    *,
    calibration: Calibration | None = None,
    facts: Mapping[str, str] | None = None,
    failures: Mapping[str, str] | None = None,
) -> None:
    """Save one page that holds everything it shows: no script, nothing fetched from elsewhere.

    facts: what was done with what, for people: option to value.
    failures: images that could not be inspected: name to reason.

    Raises:
        InspectorError: the file cannot be written.
    """
    ranked = sorted(cards, key=_most_anomalous_first)
    parts = page(title, ranked, calibration, facts=facts or {}, failures=failures or {})
    # errors="replace": a file name that is not text on this system must not cost the whole page.
    with replacing(path) as draft, draft.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(parts)


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
    """An inspection as one flat row: regions as their number and their area together."""
    found = inspection.to_json()
    limits = found["thresholds"]
    return {
        "path": found["path"],
        "verdict": found["verdict"],
        "score": found["score"],
        "relative_score": found["relative_score"],
        "p_value": found["p_value"],
        "unsure_above": limits["unsure"],
        "fail_above": limits["fail"],
        "regions": len(inspection.regions),
        "area": sum(region.area for region in inspection.regions),
        "seconds": found["seconds"],
    }


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Save one JSON object per line, in ASCII so that any file name survives any pipe.

    Raises:
        ValueError: a number is not finite.
        InspectorError: the file cannot be written.
    """
    with replacing(path) as draft, draft.open("w", encoding="ascii", newline="\n") as file:
        file.writelines(json.dumps(row, allow_nan=False) + "\n" for row in rows)


def _most_anomalous_first(entry: Card) -> tuple[float, str]:
    # A score that is not a number has gone wrong: it belongs where it is seen.
    return -entry.score if math.isfinite(entry.score) else -math.inf, str(entry.path)


def _cell(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + value
    return value
