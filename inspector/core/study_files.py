"""A repeatability study as files: all of it as JSON, its images as a table, a page to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from inspector.core import report
from inspector.core.files import write_bytes, write_text
from inspector.core.study import Study


def write_json(path: Path, study: Study, title: str = "") -> None:
    """Save everything.

    Raises:
        InspectorError: the file cannot be written.
    """
    write_text(path, json.dumps({"title": title} | study.to_json(), indent=1) + "\n")


def write_csv(path: Path, study: Study, title: str = "") -> None:
    """Save one line per image, with the numbers of its part; it is itself a table to study.

    Raises:
        InspectorError: the file cannot be written.
    """
    parts = {part.name: part for part in study.parts}
    rows = []
    for each in study.images:
        part = parts[each.part]
        rows.append(
            each.to_json()
            | {
                "file": str(each.image.path.absolute()),  # the table may lie anywhere
                "part_mean": part.mean,
                "part_spread": part.spread,
                "part_range": part.range,
                "sigmas_to_limit": part.distance,
                "part_flips": part.flips,
            }
        )
    for failure in study.failures:
        rows.append(failure.to_json() | {"file": str(failure.image.path.absolute())})
    report.write_csv(path, rows)


def write_html(path: Path, study: Study, title: str = "") -> None:
    """Save one page that holds everything it shows.

    Raises:
        InspectorError: the file cannot be written.
    """
    from inspector.core.study_html import page

    write_bytes(path, page(title, study).encode("utf-8", errors="replace"))


WRITERS: Final[Mapping[str, Callable[[Path, Study, str], None]]] = {
    "csv": write_csv,
    "json": write_json,
    "html": write_html,
}
