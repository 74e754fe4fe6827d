"""One image of a repeatability study, before and after it was inspected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.core.calibrate import Verdict
from inspector.core.dataset import Label


@dataclass(frozen=True, slots=True)
class StudyImage:
    """One image of a part. condition: empty where none are told apart."""

    path: Path
    part: str
    condition: str = ""
    label: Label = "unset"

    def to_json(self) -> dict[str, Any]:
        """The columns of a study's table."""
        return {
            "file": str(self.path),
            "part": self.part,
            "condition": self.condition,
            "label": self.label,
        }


@dataclass(frozen=True, slots=True)
class MeasuredImage:
    """What the detector says about it. score: finite. verdict: None if not calibrated."""

    image: StudyImage
    score: float
    verdict: Verdict | None

    @property
    def part(self) -> str:
        return self.image.part

    @property
    def condition(self) -> str:
        return self.image.condition

    @property
    def label(self) -> Label:
        return self.image.label

    @property
    def is_right(self) -> bool:
        """Whether the verdict is what the person says; an unsure verdict is not."""
        return (self.label, self.verdict) in (("good", "pass"), ("bad", "fail"))

    def to_json(self) -> dict[str, Any]:
        return self.image.to_json() | {"score": self.score, "verdict": self.verdict}


@dataclass(frozen=True, slots=True)
class FailedImage:
    """An image that could not be measured, and why, for a person."""

    image: StudyImage
    reason: str

    def to_json(self) -> dict[str, Any]:
        return self.image.to_json() | {"error": self.reason}
