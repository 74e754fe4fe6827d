"""What the gallery shows of each image, and which images it shows in which order. Knows no Qt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inspector.core.calibrate import Verdict
from inspector.core.project import Label
from inspector.core.project_masks import Kind


@dataclass(frozen=True, slots=True)
class Item:
    """One image as the gallery shows it.

    name: its file name, with as many folders as tell it from others.
    ratio: score / fail limit, so that above 1 it fails; None where nothing says so.
    place: among all images, 1 the most unusual; None where they were not ranked.
    masks: the kinds that are painted.
    reason: why it cannot be read; empty if it can, as far as is known.
    """

    id: str
    content_hash: str
    name: str
    label: Label = "unset"
    is_reference: bool = False
    score: float | None = None
    ratio: float | None = None
    place: int | None = None
    verdict: Verdict | None = None
    is_wrong: bool = False
    masks: tuple[Kind, ...] = ()
    is_missing: bool = False
    reason: str = ""

    @property
    def rating(self) -> str:
        """The score for a person: relative to the fail limit where there is one.

        Before anything is measured, the place in the ranking.
        """
        if self.ratio is not None:
            return f"{self.ratio:.2f}×"
        if self.score is not None:
            return f"{self.score:.3g}"
        return "" if self.place is None else f"#{self.place}"


FILTERS: Final[Mapping[str, Callable[[Item], bool]]] = {
    "all": lambda item: True,
    "good": lambda item: item.label == "good",
    "bad": lambda item: item.label == "bad",
    "unset": lambda item: item.label == "unset",
    "references": lambda item: item.is_reference,
    "fail": lambda item: item.verdict == "fail",
    "unsure": lambda item: item.verdict == "unsure",
    "pass": lambda item: item.verdict == "pass",
    "wrong": lambda item: item.is_wrong,
    "painted": lambda item: "defect" in item.masks,
    "missing": lambda item: item.is_missing or bool(item.reason),
}

_LABELS = {"bad": 0, "good": 1, "unset": None}
_VERDICTS = {"fail": 0, "unsure": 1, "pass": 2, None: None}

SORTS: Final[Mapping[str, Callable[[Item], Any]]] = {
    "added": lambda item: 0,
    "name": lambda item: _natural(item.name),
    "label": lambda item: _LABELS[item.label],
    "score": lambda item: item.score,
    "verdict": lambda item: _VERDICTS[item.verdict],
    "unusual": lambda item: item.place,
}
"""What images are sorted by; those for which it is None come last either way."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which images are shown, in which order.

    only: ids of the images that may be shown at all; None for any.
    """

    shown: str = "all"
    search: str = ""
    sort: str = "added"
    descending: bool = False
    only: frozenset[str] | None = None

    def rows(self, items: Sequence[Item]) -> list[int]:
        """The positions of the items that are shown, in their order."""
        key, found = SORTS[self.sort], [row for row, item in enumerate(items) if self._takes(item)]
        values = {row: key(items[row]) for row in found}
        known = [row for row in found if values[row] is not None]
        if self.sort == "added":
            return known[::-1] if self.descending else known
        known.sort(key=values.__getitem__, reverse=self.descending)
        return known + [row for row in found if values[row] is None]

    def _takes(self, item: Item) -> bool:
        return (
            (self.only is None or item.id in self.only)
            and FILTERS[self.shown](item)
            and self.search.casefold() in item.name.casefold()
        )


def counts(items: Sequence[Item]) -> dict[str, int]:
    """How many items each of the filters takes."""
    return {name: sum(map(takes, items)) for name, takes in FILTERS.items()}


def names(paths: Sequence[Path]) -> list[str]:
    """A name for each file: with its folders only where files in several have the same name."""
    found = [path.name for path in paths]
    for depth in range(2, 1 + max((len(path.parts) for path in paths), default=0)):
        often = {name for name, times in Counter(found).items() if times > 1}
        if not often:
            break
        found = [
            "/".join(path.parts[-depth:]) if name in often else name
            for path, name in zip(paths, found, strict=True)
        ]
    return found


def _natural(name: str) -> list[tuple[int, str]]:
    """Numbers by their value: 9.png before 10.png."""
    return [
        (int(digits), "") if digits else (-1, text)
        for digits, text in re.findall(r"(\d+)|(\D+)", name.casefold())
    ]
