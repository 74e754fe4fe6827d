"""The repeatability study: the same parts, photographed several times, perhaps in several ways.

Is the score repeatable (gauge), are the verdicts (attribute), and which parts change theirs? What
the study cannot tell stands in its warnings.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inspector.core import study_warnings
from inspector.core.attribute import AttributeStudy, attribute_study, grouped
from inspector.core.calibrate import Limits, Verdict
from inspector.core.dataset import Label
from inspector.core.errors import ImageError, OptionError, StudyError
from inspector.core.gauge import Gauge, gauge
from inspector.core.image import file_hash
from inspector.core.inspect import Inspector
from inspector.core.progress import Tick, silent
from inspector.core.study_image import FailedImage, MeasuredImage, StudyImage


@dataclass(frozen=True, slots=True)
class StudiedPart:
    """All images of one part together, under whatever condition.

    mean, spread, low, high: of the scores; spread is the standard deviation, None of one image.
    distance: from the mean to the nearest limit, in standard deviations of a measurement of one
        part (`Gauge.measurement`); None without limits or without spread.
    verdicts: how many images get each; empty if not calibrated.
    """

    name: str
    label: Label
    images: int
    mean: float
    spread: float | None
    low: float
    high: float
    distance: float | None
    verdicts: Mapping[Verdict, int]

    @property
    def range(self) -> float:
        return self.high - self.low

    @property
    def flips(self) -> bool:
        """Whether its images get different verdicts."""
        return len(self.verdicts) > 1

    def to_json(self) -> dict[str, Any]:
        return {
            "part": self.name,
            "label": self.label,
            "images": self.images,
            "mean": self.mean,
            "spread": self.spread,
            "low": self.low,
            "high": self.high,
            "range": self.range,
            "sigmas_to_limit": self.distance,
            "verdicts": dict(self.verdicts),
            "flips": self.flips,
        }


@dataclass(frozen=True, slots=True)
class StudiedCondition:
    """All images under one condition. shift: of their mean score against that of all images."""

    name: str
    images: int
    mean: float
    shift: float

    def to_json(self) -> dict[str, Any]:
        return {
            "condition": self.name,
            "images": self.images,
            "mean": self.mean,
            "shift": self.shift,
        }


@dataclass(frozen=True, slots=True)
class Study:
    """What was found out.

    gauge: None where no part was measured twice under one condition.
    attribute, limits: None if the detector is not calibrated.
    conditions: empty where none are told apart.
    """

    images: tuple[MeasuredImage, ...]
    parts: tuple[StudiedPart, ...]
    conditions: tuple[StudiedCondition, ...]
    gauge: Gauge | None
    attribute: AttributeStudy | None
    limits: Limits | None
    warnings: tuple[str, ...]
    failures: tuple[FailedImage, ...] = ()

    @property
    def flipping(self) -> tuple[StudiedPart, ...]:
        """The parts whose images get different verdicts."""
        return tuple(part for part in self.parts if part.flips)

    @property
    def good_gap(self) -> float | None:
        """From the mean score of the good parts up to the fail limit, in `Gauge.measurement`.

        None without limits, good parts or spread; negative where they fail on the average.
        """
        good = [part.mean for part in self.parts if part.label == "good"]
        if self.limits is None or self.gauge is None or not good or not self.gauge.measurement:
            return None
        return (self.limits.fail - statistics.fmean(good)) / self.gauge.measurement

    def to_json(self) -> dict[str, Any]:
        """Everything, in plain values; None for what is not known."""
        limits = self.limits
        return {
            "limits": None if limits is None else {"unsure": limits.unsure, "fail": limits.fail},
            "gauge": None if self.gauge is None else self.gauge.to_json(),
            "good_sigmas_to_fail_limit": self.good_gap,
            "attribute": None if self.attribute is None else self.attribute.to_json(),
            "parts": [part.to_json() for part in self.parts],
            "conditions": [condition.to_json() for condition in self.conditions],
            "images": [image.to_json() for image in self.images],
            "warnings": list(self.warnings),
            "failures": [failure.to_json() for failure in self.failures],
        }


def run(
    inspector: Inspector,
    images: Sequence[StudyImage],
    *,
    taught: Collection[str] = (),
    tick: Tick = silent,
) -> Study:
    """Inspect every image and study what was found. One that cannot be read is left out.

    taught: content hashes of images that the detector or its limits were made with.

    Raises:
        StudyError: no image can be measured.
        Cancelled: tick asked to stop.
    """
    measured: list[MeasuredImage] = []
    hashes: list[str] = []
    failures: list[FailedImage] = []
    with inspector.reading_ahead([each.path for each in images]) as reader:
        for done, image in enumerate(images):
            tick(done, len(images), f"Inspecting {image.path.name}")
            try:
                found, content = reader.inspect(image.path), file_hash(image.path)
            except ImageError as error:
                failures.append(FailedImage(image, str(error)))
                continue
            except OptionError as error:  # such as a picture too long for this input size
                failures.append(FailedImage(image, f"{image.path}: {error}"))
                continue
            if math.isfinite(found.score):
                measured.append(MeasuredImage(image, found.score, found.verdict))
                hashes.append(content)
            else:
                failures.append(FailedImage(image, f"{image.path} has no finite score."))
    if not measured:
        raise StudyError(
            f"None of {len(images)} images can be measured. {failures[0].reason}"
            if failures
            else "There are no images to study."
        )
    limits = None if inspector.calibration is None else inspector.calibration.limits
    remarks = study_warnings.of_files(hashes, taught)
    return study(measured, limits, failures=failures, remarks=remarks)


def study(
    images: Sequence[MeasuredImage],
    limits: Limits | None,
    *,
    failures: Sequence[FailedImage] = (),
    remarks: Sequence[str] = (),
) -> Study:
    """Study images that are measured already, at least one.

    remarks: warnings about the files, which lead the others.
    """
    found = gauge(
        [each.score for each in images],
        [each.part for each in images],
        [each.condition for each in images],
    )
    sigma = 0.0 if found is None else found.measurement
    parts = tuple(
        _part(name, some, limits, sigma)
        for name, some in grouped(images, lambda each: each.part).items()
    )
    made = Study(
        images=tuple(images),
        parts=parts,
        conditions=_conditions(images),
        gauge=found,
        attribute=None if limits is None else attribute_study(images),
        limits=limits,
        warnings=(),
        failures=tuple(failures),
    )
    warnings = (*remarks, *study_warnings.of_design(made.images), *study_warnings.of_study(made))
    return replace(made, warnings=warnings)


def _part(
    name: str, images: Sequence[MeasuredImage], limits: Limits | None, sigma: float
) -> StudiedPart:
    scores = [each.score for each in images]
    mean = math.fsum(scores) / len(scores)
    distance = None
    if limits is not None and sigma > 0:
        distance = min(abs(limit - mean) for limit in (limits.unsure, limits.fail)) / sigma
    return StudiedPart(
        name=name,
        label=images[0].label,
        images=len(images),
        mean=mean,
        spread=statistics.stdev(scores) if len(scores) > 1 else None,
        low=min(scores),
        high=max(scores),
        distance=distance,
        verdicts=Counter(each.verdict for each in images if each.verdict is not None),
    )


def _conditions(images: Sequence[MeasuredImage]) -> tuple[StudiedCondition, ...]:
    groups = grouped(images, lambda each: each.condition)
    if len(groups) < 2:
        return ()
    overall = statistics.fmean(each.score for each in images)
    found = []
    for name, some in groups.items():
        mean = statistics.fmean(each.score for each in some)
        found.append(StudiedCondition(name, len(some), mean, mean - overall))
    return tuple(found)
