"""Scores of images with what people said about them, sorted once to be counted often."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inspector.core.calibrate import Limits, Verdict
from inspector.core.project import Label

LABELS: Final[tuple[Label, ...]] = ("good", "bad", "unset")
VERDICTS: Final[tuple[Verdict, ...]] = ("pass", "unsure", "fail")

Counts = Mapping[tuple[Label, Verdict], int]


@dataclass(frozen=True, slots=True)
class ScoredImage:
    """One image with its score.

    counts: whether the score may be used for limits: it was made without the image itself.
    fails: whatever its score is, by a rule on regions.
    """

    image_id: str
    name: str
    label: Label
    score: float
    counts: bool = True
    fails: bool = False


@dataclass(frozen=True, slots=True)
class WorkingPoint:
    """What a limit does to the images that count; NaN where there are none of a kind.

    false_alarms, detected: shares of the good and of the bad images above the limit.
    precision: share of bad images among those above the limit, 1 where there is none above it.
    """

    false_alarms: float
    detected: float
    precision: float


class ScoredSet:
    """The images of each label in the order of their scores.

    Images without a finite score are left out: they have no place on a scale. Good and bad images
    that do not count are shown, but not counted.
    """

    def __init__(self, images: Sequence[ScoredImage] = ()) -> None:
        known = sorted((i for i in images if math.isfinite(i.score)), key=lambda i: i.score)
        self._all = {label: tuple(i for i in known if i.label == label) for label in LABELS}
        self._counted = {
            label: tuple(i for i in self._all[label] if is_counted(i)) for label in LABELS
        }
        self._scores = {label: _scores(self._counted[label]) for label in LABELS}
        self._all_scores = {label: _scores(self._all[label]) for label in LABELS}

    def __len__(self) -> int:
        return sum(map(len, self._all.values()))

    @property
    def has_both(self) -> bool:
        """Whether there are good and bad images that count."""
        return len(self.scores("good")) > 0 and len(self.scores("bad")) > 0

    def images(self, label: Label) -> tuple[ScoredImage, ...]:
        """All images of a label, lowest score first."""
        return self._all[label]

    def scores(self, label: Label) -> NDArray[np.float64]:
        """(N,), rising: the scores that count."""
        return self._scores[label]

    def span(self) -> tuple[float, float] | None:
        """The smallest and the largest score; None without any."""
        found = [scores for scores in self._all_scores.values() if len(scores)]
        if not found:
            return None
        return min(float(s[0]) for s in found), max(float(s[-1]) for s in found)

    def counts(self, limits: Limits) -> Counts:
        """How many images of each label get each verdict."""
        found: dict[tuple[Label, Verdict], int] = {}
        for label in LABELS:
            cuts = self._cuts(label, limits)
            for verdict, first, end in zip(VERDICTS, cuts, cuts[1:], strict=False):
                found[label, verdict] = end - first
            if any(image.fails for image in self._counted[label]):
                self._count_failing(label, cuts, found)
        return found

    def _count_failing(
        self, label: Label, cuts: tuple[int, ...], found: dict[tuple[Label, Verdict], int]
    ) -> None:
        """Move those that fail by regions from where their score puts them to fail."""
        for verdict, first, end in zip(VERDICTS[:2], cuts, cuts[1:], strict=False):
            failing = sum(image.fails for image in self._counted[label][first:end])
            found[label, verdict] -= failing
            found[label, "fail"] += failing

    def ids(self, label: Label, verdict: Verdict, limits: Limits) -> tuple[str, ...]:
        """The images of a label that get a verdict, lowest score first."""
        cuts, place = self._cuts(label, limits), VERDICTS.index(verdict)
        below, inside = self._counted[label][: cuts[place]], slice(cuts[place], cuts[place + 1])
        found = self._counted[label][inside]
        if verdict == "fail":
            kept = [*(i for i in below if i.fails), *found]
        else:
            kept = [i for i in found if not i.fails]
        return tuple(i.image_id for i in kept)

    def working_point(self, limit: float) -> WorkingPoint:
        """What is stopped by a limit, which stops what lies above it."""
        alarms, caught = self._above("good", limit), self._above("bad", limit)
        good, bad = len(self.scores("good")), len(self.scores("bad"))
        return WorkingPoint(
            alarms / good if good else math.nan,
            caught / bad if bad else math.nan,
            caught / (alarms + caught) if alarms + caught else 1.0,
        )

    def nearest(self, label: Label, score: float, *, within: float) -> ScoredImage | None:
        """The image of a label whose score lies nearest, and not further away than `within`."""
        scores = self._all_scores[label]
        place = int(np.searchsorted(scores, score))
        near = [index for index in (place - 1, place) if 0 <= index < len(scores)]
        best = min(near, key=lambda index: abs(scores[index] - score), default=None)
        if best is None or abs(scores[best] - score) > within:
            return None
        return self._all[label][best]

    def _above(self, label: Label, limit: float) -> int:
        scores = self.scores(label)
        return len(scores) - int(np.searchsorted(scores, limit, "right"))

    def _cuts(self, label: Label, limits: Limits) -> tuple[int, int, int, int]:
        """Where the sorted images are cut into pass, unsure and fail."""
        scores = self.scores(label)
        unsure, fail = np.searchsorted(scores, [limits.unsure, limits.fail], "right")
        return 0, int(unsure), int(fail), len(scores)


def is_counted(image: ScoredImage) -> bool:
    """Whether it is in bars and tables; of images that nobody has judged all are."""
    return image.counts or image.label == "unset"


def _scores(images: Sequence[ScoredImage]) -> NDArray[np.float64]:
    return np.array([image.score for image in images], np.float64)
