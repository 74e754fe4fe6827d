"""What the verdicts make of images whose label is known: right, wrong, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from inspector.core.calibrate import Verdict
from inspector.core.metrics import clopper_pearson
from inspector.core.report_card import Card

Known = Literal["good", "bad"]

KNOWN: Final[tuple[Known, ...]] = ("good", "bad")
VERDICTS: Final[tuple[Verdict, ...]] = ("pass", "unsure", "fail")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many. low, high: between which the true rate lies with 95 % confidence."""

    count: int
    total: int
    low: float
    high: float

    @staticmethod
    def of(count: int, total: int) -> Rate:
        """With the exact interval of Clopper and Pearson."""
        return Rate(count, total, *clopper_pearson(count, total))

    @property
    def text(self) -> str:
        """For people, such as "1 of 12 (8.3 %), 95 % interval 0.2 to 38.5 %"."""
        if self.total == 0:
            return "no such image"
        share, low, high = (f"{100 * part:.1f}" for part in (self.share, self.low, self.high))
        return f"{self.count} of {self.total} ({share} %), 95 % interval {low} to {high} %"

    @property
    def share(self) -> float:
        return self.count / self.total if self.total else 0.0

    def to_json(self) -> dict[str, Any]:
        return {"count": self.count, "of": self.total, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many images of each label got each verdict."""

    counts: Mapping[tuple[Known, Verdict], int]

    def total(self, label: Known) -> int:
        return sum(self.counts[label, verdict] for verdict in VERDICTS)

    @property
    def false_alarms(self) -> Rate:
        """Good images that fail."""
        return Rate.of(self.counts["good", "fail"], self.total("good"))

    @property
    def escapes(self) -> Rate:
        """Bad images that pass."""
        return Rate.of(self.counts["bad", "pass"], self.total("bad"))

    def to_json(self) -> dict[str, Any]:
        return {
            "counts": {
                label: {verdict: self.counts[label, verdict] for verdict in VERDICTS}
                for label in KNOWN
            },
            "confidence": 0.95,
            "false_alarms": self.false_alarms.to_json(),
            "escapes": self.escapes.to_json(),
        }


def outcome(cards: Iterable[Card]) -> Outcome | None:
    """Of the images that have a label and a verdict; None where there is none."""
    found = Counter((card.said.label, card.verdict) for card in cards)
    counts: dict[tuple[Known, Verdict], int] = {
        (label, verdict): found[label, verdict] for label in KNOWN for verdict in VERDICTS
    }
    return Outcome(counts) if any(counts.values()) else None
