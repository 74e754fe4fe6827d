"""One inspection in the report, with what was known of its image before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from inspector.core.calibrate import Limits, Verdict
from inspector.core.dataset import Label
from inspector.core.inspection import Inspection
from inspector.core.overlay import eight_bit, encoded, outlined, overlay

THUMBNAIL: Final = 360
MOST_PICTURES: Final = 240
"""So many images are shown; all others are lines of the table. Keeps a report under about 20 MB."""

MOST_RIGHT: Final = 60
"""So many of them may be images of which nothing is wrong or unsure."""

Seen = Literal["", "reference", "painted", "limits"]
"""How the detector knows the very picture: it taught as a good or a painted one, or set limits."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of an image before it is inspected.

    label: as a person or a folder's name says. seen: by the detector before.
    sha256: of the file; "" where it is not known.
    """

    label: Label = "unset"
    seen: Seen = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One inspection in the report, small enough to keep thousands.

    picture, heat: JPEG, the image and its overlay, at most THUMBNAIL pixels long; no picture where
        the image is a line of the table, no overlay where nothing says what is hot.
    width, height: of both, in pixels; 0 without a picture.
    row: as `Inspection.to_json` has it.
    """

    path: Path | None
    score: float
    verdict: Verdict | None
    limits: Limits | None
    regions: int
    seconds: float
    picture: bytes | None = None
    heat: bytes | None = None
    width: int = 0
    height: int = 0
    said: Said = Said()
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file with its folder, whose name often says more than the file's."""
        if self.path is None:
            return "an image without a file"
        return (
            Path(*self.path.parts[-2:]).as_posix() if len(self.path.parts) > 1 else str(self.path)
        )

    @property
    def wrong(self) -> str:
        """What the verdict does to an image of that label: "false alarm", "escape" or ""."""
        return wrong(self.said.label, self.verdict)

    @property
    def relative(self) -> float | None:
        """The score in fail limits; None where that says nothing."""
        if self.limits is None or self.limits.fail <= 0 or not math.isfinite(self.score):
            return None
        return self.score / self.limits.fail


def wrong(label: str, verdict: str | None) -> str:
    """What a verdict does to an image of a label: "false alarm", "escape" or ""."""
    known = {("good", "fail"): "false alarm", ("bad", "pass"): "escape"}
    return known.get((label, verdict or ""), "")


def most_anomalous_first(entry: Card) -> tuple[float, str]:
    """The order of a report. A score that is no number has gone wrong: it is seen first."""
    return -entry.score if math.isfinite(entry.score) else -math.inf, str(entry.path)


def noted(inspection: Inspection, said: Said, read: Callable[[Path], NDArray[Any]]) -> Card:
    """The card of an inspection; its picture is read only where the report may show it."""
    calm = inspection.verdict == "pass" and not wrong(said.label, inspection.verdict)
    if calm or inspection.path is None:
        return replace(_plain(inspection), said=said)
    return replace(card(inspection, read(inspection.path)), said=said)


def collected(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Cards in the order of a report; MOST_PICTURES of them keep theirs, what is wrong first."""
    kept = Kept()
    for each in cards:
        kept.add(each)
    return kept.cards


class Kept:
    """Collects cards without ever holding many more pictures than a report shows."""

    def __init__(self) -> None:
        self._cards: list[Card] = []
        self._pictures = 0

    def add(self, entry: Card) -> None:
        """Keep a card, and let go of pictures where there are twice too many."""
        self._cards.append(entry)
        self._pictures += entry.picture is not None
        if self._pictures > 2 * MOST_PICTURES:
            self._cards = _thinned(self._cards)
            self._pictures = sum(each.picture is not None for each in self._cards)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All of them, in the order of a report."""
        return tuple(sorted(_thinned(self._cards), key=most_anomalous_first))


def card(inspection: Inspection, image: NDArray[Any], *, limit: float | None = None) -> Card:
    """An inspection of an image (H, W, 3) uint8 or uint16, with its picture.

    limit: the heatmap value that fixes the colours where the detector is not calibrated.
    """
    small, scale = _shrunk(image)
    limit = limit if inspection.pixel_limit is None else inspection.pixel_limit
    heat = None if limit is None else encoded(_hot(inspection, small, limit, scale), ".jpg")
    return replace(
        _plain(inspection),
        picture=encoded(small, ".jpg"),
        heat=heat,
        width=small.shape[1],
        height=small.shape[0],
    )


def thumbnail(image: NDArray[Any]) -> bytes:
    """A JPEG of an image (H, W, 3) uint8 or uint16, at most THUMBNAIL / 2 pixels long."""
    return encoded(_shrunk(image, THUMBNAIL // 2)[0], ".jpg")


def _plain(inspection: Inspection) -> Card:
    return Card(
        path=inspection.path,
        score=inspection.score,
        verdict=inspection.verdict,
        limits=inspection.limits,
        regions=len(inspection.regions),
        seconds=inspection.seconds,
        row=inspection.to_json(),
    )


def _thinned(cards: list[Card]) -> list[Card]:
    """The cards, those without a picture that come after the first ones in rank."""
    ranked = sorted((each for each in cards if each.picture), key=_rank)
    loud = sum(_rank(each)[0] < 2 for each in ranked)
    shown = {id(each) for each in ranked[: min(MOST_PICTURES, max(loud, MOST_RIGHT))]}
    return [each if id(each) in shown else _without_picture(each) for each in cards]


def _rank(entry: Card) -> tuple[int, float, str]:
    """Wrong first, then unsure, then all others."""
    kind = 0 if entry.wrong else 1 if entry.verdict == "unsure" else 2
    return kind, *most_anomalous_first(entry)


def _without_picture(entry: Card) -> Card:
    return replace(entry, picture=None, heat=None, width=0, height=0)


def _hot(
    inspection: Inspection, small: NDArray[np.uint8], limit: float, scale: NDArray[np.float64]
) -> NDArray[np.uint8]:
    """The overlay of a thumbnail; its outlines are drawn at its own size to stay crisp."""
    coloured = overlay(small, _shrunk_heat(inspection, small), limit)
    return outlined(coloured, [_scaled(region.outline, scale) for region in inspection.regions])


def _shrunk(
    image: NDArray[Any], longest: int = THUMBNAIL
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """A thumbnail, and what its x and y are of those of the image."""
    height, width = image.shape[:2]
    ratio = min(1.0, longest / max(height, width))
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    small = np.asarray(cv2.resize(eight_bit(image), size, interpolation=cv2.INTER_AREA), np.uint8)
    return small, np.array([size[0] / width, size[1] / height])


def _shrunk_heat(inspection: Inspection, small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The heatmap at thumbnail size, its peaks kept: an average would cool small defects."""
    height, width = small.shape[:2]
    reach = max(1, 2 * math.ceil(inspection.heatmap.shape[0] / height) - 1)
    peaks = cv2.dilate(inspection.heatmap, np.ones((reach, reach), np.uint8))
    shrunk = cv2.resize(peaks, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.asarray(shrunk, np.float32)


def _scaled(outline: NDArray[Any], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    return (np.asarray(outline) + 0.5) * scale - 0.5
