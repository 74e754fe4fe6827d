"""The images of a repeatability study: which part each shows, under which condition, what it is.

A CSV file has a line of headings and the columns `file,part,condition,label`, of which the last two
may be left out. Files are named relative to the table. Comma, semicolon or tab separate.

A folder has one of these layouts, alone or inside folders named good and bad (or ok, ng, ...):

- `PART/CONDITION/image.png`
- `PART/image.png`
- `part_condition_repeat.png` or `part_repeat.png`: what stands behind the last underscore counts
  the repeats, what stands before it is the condition where there is a third piece.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from inspector.core.dataset import BAD_WORDS, GOOD_WORDS, Label
from inspector.core.errors import StudyError
from inspector.core.image import SUFFIXES
from inspector.core.study_image import StudyImage

COLUMNS: Final = ("file", "part", "condition", "label")
_UNSET_WORDS = frozenset({"", "unset", "?", "-"})
_LAYOUTS = "PART/CONDITION/image.png, PART/image.png, or part_condition_repeat.png"


def read(source: Path) -> tuple[StudyImage, ...]:
    """The images of a table or of a folder, in their order there. No image is opened.

    What is said of one image of a part holds for all of them.

    Raises:
        StudyError: the source is missing or empty, a line cannot be understood, a part is called
            both good and bad, an image is named twice, or only some images have a condition.
    """
    if source.is_dir():
        images = _of_folder(source)
    elif source.is_file():
        images = _of_table(source)
    else:
        raise StudyError(f"{source}: there is no such file or folder. Was it moved or renamed?")
    return _checked(source, images)


def _of_folder(folder: Path) -> list[StudyImage]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    found = [_placed(folder, path) for path in paths if _is_shown(path.relative_to(folder))]
    if not found:
        raise StudyError(f"{folder} holds no image. Expected: {_LAYOUTS}.")
    return found


def _is_shown(path: Path) -> bool:
    return not any(piece.startswith(".") for piece in path.parts)


def _placed(folder: Path, path: Path) -> StudyImage:
    """What the place of an image below the folder says."""
    places = path.relative_to(folder).parent.parts
    label: Label = "unset"
    if places and places[0].casefold() in GOOD_WORDS | BAD_WORDS:
        label, places = _label(places[0]), places[1:]
    if len(places) > 2:
        raise StudyError(f"{path} lies too deep below {folder}. Expected: {_LAYOUTS}.")
    if places:
        return StudyImage(path, places[0], places[1] if len(places) == 2 else "", label)
    pieces = path.stem.split("_")
    if len(pieces) < 2 or not all(pieces):
        raise StudyError(
            f"{path}: the name does not say which part it shows. Expected: {_LAYOUTS}; or list the "
            "images in a CSV file."
        )
    if len(pieces) == 2:
        return StudyImage(path, pieces[0], "", label)
    return StudyImage(path, "_".join(pieces[:-2]), pieces[-2], label)


def _of_table(table: Path) -> list[StudyImage]:
    try:
        text = table.read_text("utf-8-sig")
    except OSError as error:
        raise StudyError(f"{table} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise StudyError(f"{table} is not UTF-8 text. Save it as CSV UTF-8.") from error
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise StudyError(f"{table} is not a CSV table: {error}.") from error
    if not rows:
        raise StudyError(f"{table} is empty. Expected: a line of headings {','.join(COLUMNS)}.")
    headings = [heading.strip().casefold() for heading in rows[0]]
    for needed in COLUMNS[:2]:
        if headings.count(needed) != 1:
            raise StudyError(
                f"{table} has no column {needed!r}. Expected headings: {','.join(COLUMNS)}."
            )
    return [
        _of_line(table, number, dict(zip(headings, row, strict=False)))
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _of_line(table: Path, number: int, cells: Mapping[str, str]) -> StudyImage:
    file, part, condition, label = (cells.get(name, "").strip() for name in COLUMNS)
    if not file or not part:
        missing = "part" if file else "file"
        raise StudyError(f"{table}, line {number}: the {missing} is missing.")
    try:
        return StudyImage(table.parent / file, part, condition, _label(label))
    except ValueError as error:
        raise StudyError(
            f"{table}, line {number}: the label {label!r} is not known. Write good, bad or unset."
        ) from error


def _label(word: str) -> Label:
    known = word.casefold()
    if known in GOOD_WORDS:
        return "good"
    if known in BAD_WORDS:
        return "bad"
    if known in _UNSET_WORDS:
        return "unset"
    raise ValueError(word)


def _checked(source: Path, images: Sequence[StudyImage]) -> tuple[StudyImage, ...]:
    if not images:
        raise StudyError(f"{source} lists no image.")
    if len({bool(image.condition) for image in images}) > 1:
        bare = next(image for image in images if not image.condition)
        raise StudyError(
            f"{source}: some images have a condition, {bare.path} has none. Give all of them one, "
            "or none."
        )
    seen: set[Path] = set()
    for image in images:
        if image.path in seen:
            raise StudyError(f"{source} names {image.path} twice. A repeat is an image of its own.")
        seen.add(image.path)
    labels = _labels(source, images)
    return tuple(replace(image, label=labels[image.part]) for image in images)


def _labels(source: Path, images: Sequence[StudyImage]) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for image in images:
        known = labels.setdefault(image.part, image.label)
        if known == "unset":
            labels[image.part] = image.label
        elif image.label not in ("unset", known):
            raise StudyError(
                f"{source}: the part {image.part!r} is called both good and bad. A part is one or "
                "the other."
            )
    return labels
